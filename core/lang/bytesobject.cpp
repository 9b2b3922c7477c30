// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lang/interpreter.h"
#include "core/lang/number.h"
#include "core/lang/sequence.h"

namespace limbeck::lang {

using namespace Qt::StringLiterals;

namespace {

bool isArray(const Interpreter &interpreter, const Object *object)
{
    return object->type()->isSubclassOf(interpreter.types().bytearray.get());
}

} // namespace

Bytes::Bytes(Type *type, QByteArray data)
    : Object(type, Kind::Bytes)
    , m_data(std::move(data))
{
}

QString Bytes::repr(Interpreter &interpreter)
{
    const char quote = m_data.contains('\'') && !m_data.contains('"') ? '"' : '\'';
    QString result = u"b"_s;
    result += QLatin1Char(quote);
    for (const char character : m_data) {
        const auto code = static_cast<unsigned char>(character);
        if (character == quote || character == '\\')
            result += u'\\' + QString(QLatin1Char(character));
        else if (character == '\n')
            result += u"\\n";
        else if (character == '\r')
            result += u"\\r";
        else if (character == '\t')
            result += u"\\t";
        else if (code >= 0x20 && code < 0x7f)
            result += QLatin1Char(character);
        else
            result += u"\\x"_s + QString::number(code, 16).rightJustified(2, u'0');
    }
    result += QLatin1Char(quote);
    return isArray(interpreter, this) ? u"bytearray("_s + result + u')' : result;
}

bool Bytes::truth(Interpreter &)
{
    return !m_data.isEmpty();
}

qint64 Bytes::hash(Interpreter &interpreter)
{
    if (isArray(interpreter, this))
        throwTypeError(u"unhashable type: 'bytearray'"_s);
    return static_cast<qint64>(qHash(m_data) >> 1);
}

Value Bytes::compare(Interpreter &, Comparison comparison, const Value &other)
{
    if (!other.isBytes())
        return Value::notImplemented();
    const QByteArray &data = static_cast<Bytes *>(other.object())->m_data;
    return compareResult(comparison, m_data.compare(data) <=> 0);
}

Value Bytes::binary(Interpreter &interpreter, BinaryOperator op, const Value &other, bool reflected)
{
    if (op == BinaryOperator::Add && !reflected) {
        if (!other.isBytes())
            throwTypeError(u"can't concat %1 to %2"_s.arg(interpreter.typeName(other),
                                                          interpreter.typeName(Value(this))));
        const QByteArray &data = static_cast<Bytes *>(other.object())->m_data;
        requireStringBytes(m_data.size() + data.size());
        return make<Bytes>(type(), m_data + data);
    }
    if (op == BinaryOperator::Multiply && other.isInt()) {
        const qint64 times = std::max<qint64>(0, smallIntOf(other).value_or(INT_MAX));
        requireStringBytes(times > INT_MAX ? -1 : m_data.size() * times);
        return make<Bytes>(type(), m_data.repeated(times));
    }
    if (op == BinaryOperator::Modulo && !reflected)
        throwUnsupported(u"%-formatting of bytes"_s);
    return Value::notImplemented();
}

std::optional<qint64> Bytes::length(Interpreter &)
{
    return m_data.size();
}

Value Bytes::getItem(Interpreter &interpreter, const Value &key)
{
    if (hasKind(key, Kind::Slice)) {
        const SliceBounds bounds =
            sliceBounds(interpreter, *static_cast<SliceObject *>(key.object()), m_data.size());
        QByteArray result;
        for (qint64 i = 0; i < bounds.count; ++i)
            result.append(m_data.at(bounds.start + i * bounds.step));
        return make<Bytes>(type(), result);
    }
    const qsizetype index = checkedIndex(interpreter, key, m_data.size(),
                                         isArray(interpreter, this) ? "bytearray" : "byte");
    return static_cast<qint64>(static_cast<unsigned char>(m_data.at(index)));
}

void Bytes::setItem(Interpreter &interpreter, const Value &key, const Value &value)
{
    if (!isArray(interpreter, this) || hasKind(key, Kind::Slice)) {
        Object::setItem(interpreter, key, value);
        return;
    }
    const qint64 byte = interpreter.toIndex(value);
    if (byte < 0 || byte > 255)
        throwValueError(u"byte must be in range(0, 256)"_s);
    m_data[checkedIndex(interpreter, key, m_data.size(), "bytearray")] = static_cast<char>(byte);
}

std::optional<bool> Bytes::contains(Interpreter &interpreter, const Value &item)
{
    if (item.isBytes())
        return m_data.contains(static_cast<Bytes *>(item.object())->m_data);
    const qint64 byte = interpreter.toIndex(item);
    if (byte < 0 || byte > 255)
        throwValueError(u"byte must be in range(0, 256)"_s);
    return m_data.contains(static_cast<char>(byte));
}

Value Bytes::iterate(Interpreter &interpreter)
{
    return make<SequenceIterator>(interpreter.types().iterator.get(), Value(this));
}

Value makeBytes(const QByteArray &data)
{
    return make<Bytes>(Interpreter::current().types().bytes.get(), data);
}

} // namespace limbeck::lang
