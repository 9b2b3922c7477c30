// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lang/format.h"
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
        return make<Bytes>(type(), formatPercent(interpreter, m_data, other));
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
    if (!isArray(interpreter, this)) {
        Object::setItem(interpreter, key, value);
        return;
    }
    if (hasKind(key, Kind::Slice)) {
        setSlice(interpreter, key, value);
        return;
    }
    const qint64 byte = interpreter.toIndex(value);
    if (byte < 0 || byte > 255)
        throwValueError(u"byte must be in range(0, 256)"_s);
    m_data[checkedIndex(interpreter, key, m_data.size(), "bytearray")] = static_cast<char>(byte);
}

void Bytes::setSlice(Interpreter &interpreter, const Value &slice, const Value &value)
{
    if (value.isInt() || value.isStr())
        throwTypeError(u"can assign only bytes, buffers, or iterables of ints in range(0, 256)"_s);
    const Value bytes = interpreter.call(interpreter.types().bytearray, { value });
    const QByteArray data = static_cast<Bytes *>(bytes.object())->m_data;
    const SliceBounds bounds =
        sliceBounds(interpreter, *static_cast<SliceObject *>(slice.object()), m_data.size());
    if (bounds.step == 1) {
        m_data.replace(bounds.start, std::max(bounds.start, bounds.stop) - bounds.start, data);
        requireStringBytes(m_data.size());
        return;
    }
    if (data.size() != bounds.count)
        throwValueError(
            u"attempt to assign bytes of size %1 to extended slice of size %2"_s.arg(data.size())
                .arg(bounds.count));
    for (qint64 i = 0; i < bounds.count; ++i)
        m_data[bounds.start + i * bounds.step] = data[i];
}

void Bytes::delItem(Interpreter &interpreter, const Value &key)
{
    if (!isArray(interpreter, this)) {
        Object::delItem(interpreter, key);
        return;
    }
    if (!hasKind(key, Kind::Slice)) {
        m_data.remove(checkedIndex(interpreter, key, m_data.size(), "bytearray"), 1);
        return;
    }
    const SliceBounds bounds =
        sliceBounds(interpreter, *static_cast<SliceObject *>(key.object()), m_data.size());
    for (qint64 i = 0; i < bounds.count; ++i) // from the end, so that positions stay true
        m_data.remove(bounds.start + (bounds.step > 0 ? bounds.count - 1 - i : i) * bounds.step, 1);
}

Value Bytes::inPlace(Interpreter &interpreter, BinaryOperator op, const Value &other)
{
    if (!isArray(interpreter, this)
        || (op != BinaryOperator::Add && op != BinaryOperator::Multiply))
        return Value::notImplemented();
    const Value result = binary(interpreter, op, other, false);
    if (result.isNotImplemented())
        return result;
    m_data = static_cast<Bytes *>(result.object())->m_data;
    return Value(this);
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
