// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lang/strobject.h"

#include "core/lang/format.h"
#include "core/lang/interpreter.h"
#include "core/lang/number.h"
#include "core/lang/sequence.h"
#include "core/lang/textsearch.h"

#include <cstring>

namespace limbeck::lang {

using namespace Qt::StringLiterals;

namespace {

/// Whether a text may have surrogates: some unit of it, or several together, have their bits.
bool mayHaveSurrogates(QStringView text)
{
    constexpr size_t unitsAtOnce = sizeof(quint64) / sizeof(char16_t);
    quint64 bits = 0;
    const auto *at = reinterpret_cast<const char *>(text.utf16());
    auto left = static_cast<size_t>(text.size());
    for (; left >= unitsAtOnce; left -= unitsAtOnce, at += sizeof(quint64)) {
        quint64 units = 0;
        std::memcpy(&units, at, sizeof(units));
        bits |= units;
    }
    if (left > 0) {
        quint64 rest = 0;
        std::memcpy(&rest, at, left * sizeof(char16_t));
        bits |= rest;
    }
    constexpr quint64 surrogate = 0xD800D800D800D800U;
    const quint64 masked = bits & surrogate;
    for (quint64 lane = masked; lane != 0; lane >>= 16) {
        if ((lane & 0xD800U) == 0xD800U)
            return true;
    }
    return false;
}

qsizetype countCodePoints(const QString &text)
{
    if (!mayHaveSurrogates(text))
        return text.size();
    qsizetype pairs = 0;
    for (qsizetype i = 0; i + 1 < text.size(); ++i) {
        if (text[i].isHighSurrogate() && text[i + 1].isLowSurrogate()) {
            ++pairs;
            ++i;
        }
    }
    return text.size() - pairs;
}

/// Order by code points, which differs from UTF-16 order beyond the BMP.
std::strong_ordering compareTexts(const Str &a, const Str &b)
{
    if (!a.hasSurrogates() && !b.hasSurrogates())
        return a.text().compare(b.text()) <=> 0;
    return std::lexicographical_compare_three_way(
        a.text().begin(), a.text().end(), b.text().begin(), b.text().end(), [](QChar x, QChar y) {
            const auto rank = [](QChar c) {
                return c.isSurrogate() ? c.unicode() + 0x10000 : c.unicode();
            };
            return rank(x) <=> rank(y);
        });
}

bool isPrintable(char32_t code)
{
    if (code == U' ')
        return true;
    switch (QChar::category(code)) {
    case QChar::Other_Control:
    case QChar::Other_Format:
    case QChar::Other_Surrogate:
    case QChar::Other_PrivateUse:
    case QChar::Other_NotAssigned:
    case QChar::Separator_Line:
    case QChar::Separator_Paragraph:
    case QChar::Separator_Space:
        return false;
    default:
        return true;
    }
}

QString hex(char32_t code, int width)
{
    return QString::number(code, 16).rightJustified(width, u'0');
}

} // namespace

Str::Str(Type *type, QString text)
    : Object(type, Kind::Str)
    , m_text(std::move(text))
    , m_size(countCodePoints(m_text))
{
    Heap::charge(static_cast<size_t>(m_text.size()) * sizeof(QChar));
}

Str::~Str()
{
    Heap::discharge(static_cast<size_t>(m_text.size()) * sizeof(QChar));
}

qsizetype Str::position(qsizetype index) const
{
    if (!hasSurrogates())
        return index;
    qsizetype at = 0;
    for (qsizetype i = 0; i < index && at < m_text.size(); ++i)
        at += m_text[at].isHighSurrogate() && at + 1 < m_text.size()
                && m_text[at + 1].isLowSurrogate()
            ? 2
            : 1;
    return at;
}

qsizetype Str::indexAt(qsizetype position) const
{
    return hasSurrogates() ? countCodePoints(m_text.left(position)) : position;
}

QString Str::slice(qsizetype from, qsizetype to) const
{
    if (from >= to)
        return {};
    const qsizetype start = position(from);
    return m_text.mid(start, position(to) - start);
}

void Str::computeHash() const
{
    m_hash = static_cast<qint64>(qHash(m_text, 0x5bd1e995U) >> 1);
    m_hashed = true;
}

QString Str::repr(Interpreter &)
{
    return quoted(m_text);
}

QString Str::str(Interpreter &)
{
    return m_text;
}

QString Str::format(Interpreter &, const QString &spec)
{
    return formatText(m_text, spec);
}

bool Str::truth(Interpreter &)
{
    return !m_text.isEmpty();
}

qint64 Str::hash(Interpreter &)
{
    return cachedHash();
}

Value Str::compare(Interpreter &, Comparison comparison, const Value &other)
{
    if (!other.isStr())
        return Value::notImplemented();
    const auto &text = *static_cast<Str *>(other.object());
    if (comparison == Comparison::Equal)
        return m_text == text.m_text;
    if (comparison == Comparison::NotEqual)
        return m_text != text.m_text;
    return compareResult(comparison, compareTexts(*this, text));
}

Value Str::binary(Interpreter &interpreter, BinaryOperator op, const Value &other, bool reflected)
{
    if (op == BinaryOperator::Add && other.isStr() && !reflected) {
        const QString &right = textOf(other);
        requireStringBytes((m_text.size() + right.size()) * 2);
        return makeStr(m_text + right);
    }
    // What is not of the language itself may know how to stand behind a str: the other side is
    // asked.
    const bool asksOther = other.object()
        && (other.object()->kind() == Kind::Native || other.object()->type()->hasSpecialMethods());
    if (op == BinaryOperator::Add && !reflected && !other.isOpaque() && !asksOther)
        throwTypeError(
            u"can only concatenate str (not \"%1\") to str"_s.arg(interpreter.typeName(other)));
    if (op == BinaryOperator::Multiply && other.isInt()) {
        const BigInt count = bigIntOf(other);
        const qint64 times = count.isNegative() ? 0 : count.toInt64().value_or(INT_MAX);
        if (m_text.isEmpty() || times == 0)
            return makeStr({});
        requireStringBytes(times > INT_MAX ? -1 : m_text.size() * 2 * times);
        return makeStr(m_text.repeated(times));
    }
    if (op == BinaryOperator::Modulo && !reflected)
        return makeStr(formatPercent(interpreter, m_text, other));
    return Value::notImplemented();
}

std::optional<qint64> Str::length(Interpreter &)
{
    return m_size;
}

Value Str::getItem(Interpreter &interpreter, const Value &key)
{
    if (hasKind(key, Kind::Slice)) {
        const SliceBounds bounds =
            sliceBounds(interpreter, *static_cast<SliceObject *>(key.object()), m_size);
        if (bounds.step == 1)
            return makeStr(slice(bounds.start, bounds.stop));
        const QList<uint> codes = m_text.toUcs4();
        QList<char32_t> picked;
        for (qint64 i = 0; i < bounds.count; ++i)
            picked.append(codes.at(bounds.start + i * bounds.step));
        return makeStr(QString::fromUcs4(picked.constData(), picked.size()));
    }
    if (!key.isInt() && interpreter.findAttr(key, interpreter.names().index.get()).isAbsent())
        throwTypeError(
            u"string indices must be integers, not '%1'"_s.arg(interpreter.typeName(key)));
    const qsizetype index = checkedIndex(interpreter, key, m_size, "string");
    return makeStr(slice(index, index + 1));
}

std::optional<bool> Str::contains(Interpreter &interpreter, const Value &item)
{
    if (!item.isStr())
        throwTypeError(u"'in <string>' requires string as left operand, not %1"_s.arg(
            interpreter.typeName(item)));
    const QString &wanted = textOf(item);
    return wanted.isEmpty() || findText(m_text, wanted) >= 0;
}

Value Str::iterate(Interpreter &interpreter)
{
    return make<SequenceIterator>(interpreter.types().iterator.get(), Value(this));
}

Value makeStr(const QString &text)
{
    return make<Str>(Interpreter::current().types().str.get(), text);
}

const QString &textOf(const Value &value)
{
    static const QString empty;
    return value.isStr() ? static_cast<Str *>(value.object())->text() : empty;
}

QString quoted(const QString &text)
{
    const QChar quote = text.contains(u'\'') && !text.contains(u'"') ? u'"' : u'\'';
    QString result(quote);
    for (qsizetype i = 0; i < text.size(); ++i) {
        char32_t code = text[i].unicode();
        const bool pair =
            text[i].isHighSurrogate() && i + 1 < text.size() && text[i + 1].isLowSurrogate();
        if (pair) {
            code = QChar::surrogateToUcs4(text[i], text[i + 1]);
            ++i;
        }
        if (code == quote.unicode() || code == U'\\')
            result += u'\\' + QString(QChar(static_cast<char16_t>(code)));
        else if (code == U'\n')
            result += u"\\n";
        else if (code == U'\r')
            result += u"\\r";
        else if (code == U'\t')
            result += u"\\t";
        else if (isPrintable(code))
            result += QString::fromUcs4(&code, 1);
        else if (code < 0x100)
            result += u"\\x"_s + hex(code, 2);
        else if (code < 0x10000)
            result += u"\\u"_s + hex(code, 4);
        else
            result += u"\\U"_s + hex(code, 8);
    }
    return result + quote;
}

} // namespace limbeck::lang
