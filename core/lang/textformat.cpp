// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

// `%` on str, and str.format().

#include "core/lang/format.h"
#include "core/lang/interpreter.h"
#include "core/lang/number.h"

#include <cmath>

namespace limbeck::lang {

using namespace Qt::StringLiterals;

namespace {

/// ascii(): repr() with escapes for what is beyond ASCII.
QString asciiRepr(Interpreter &interpreter, const Value &value)
{
    QString result;
    for (const uint code : interpreter.repr(value).toUcs4()) {
        if (code < 0x80)
            result += QChar(static_cast<char16_t>(code));
        else if (code < 0x100)
            result += u"\\x"_s + QString::number(code, 16).rightJustified(2, u'0');
        else if (code < 0x10000)
            result += u"\\u"_s + QString::number(code, 16).rightJustified(4, u'0');
        else
            result += u"\\U"_s + QString::number(code, 16).rightJustified(8, u'0');
    }
    return result;
}

/// `text % arguments`, read from left to right. Bytes are formatted as the Latin-1 text of the same
/// codes.
class PercentFormatter
{
public:
    enum class Target : quint8 { Text, Bytes };

    PercentFormatter(Interpreter &interpreter, const QString &text, const Value &arguments,
                     Target target)
        : m_interpreter(interpreter)
        , m_text(text)
        , m_arguments(arguments)
        , m_target(target)
    {
        if (arguments.isTuple())
            m_items = static_cast<Tuple *>(arguments.object())->items();
        else
            m_items = { arguments };
    }

    QString run()
    {
        while (m_at < m_text.size()) {
            const QChar character = m_text[m_at++];
            if (character == u'%' && m_at < m_text.size() && m_text[m_at] == u'%')
                m_result += m_text[m_at++];
            else if (character == u'%')
                directive();
            else
                m_result += character;
        }
        const bool mapping = !m_arguments.isTuple() && !m_arguments.isStr()
            && !(isBytes() && m_arguments.isBytes()) && !isNumber(m_arguments)
            && !m_arguments.isNone() && m_arguments.isObject()
            && !m_interpreter.findAttr(m_arguments, m_interpreter.names().getitem.get()).isAbsent();
        if (!m_usedMapping && m_next < m_items.size() && !mapping)
            throwTypeError(u"not all arguments converted during %1 formatting"_s.arg(
                isBytes() ? u"bytes"_s : u"string"_s));
        return m_result;
    }

private:
    struct Flags
    {
        bool left = false;
        bool plus = false;
        bool blank = false;
        bool alternate = false;
        bool zero = false;
        int width = 0;
        int precision = -1;
    };

    [[nodiscard]] bool isBytes() const { return m_target == Target::Bytes; }

    QChar take()
    {
        if (m_at >= m_text.size())
            throwValueError(u"incomplete format"_s);
        return m_text[m_at++];
    }

    Value nextArgument()
    {
        if (m_usedMapping && m_key.isAbsent())
            throwTypeError(u"not enough arguments for format string"_s);
        if (!m_key.isAbsent())
            return m_key;
        if (m_next >= m_items.size())
            throwTypeError(u"not enough arguments for format string"_s);
        return m_items[m_next++];
    }

    int number(bool isWidth, Flags &flags)
    {
        if (m_at < m_text.size() && m_text[m_at] == u'*') {
            ++m_at;
            const Value value = nextArgument();
            if (!value.isInt())
                throwTypeError(u"* wants int"_s);
            const auto given = static_cast<int>(smallIntOf(value).value_or(0));
            if (isWidth && given < 0)
                flags.left = true;
            return std::abs(given);
        }
        int result = 0;
        while (m_at < m_text.size() && m_text[m_at].isDigit() && result < 100000000)
            result = result * 10 + m_text[m_at++].digitValue();
        return result;
    }

    void directive()
    {
        m_key = Value::absent();
        if (m_at >= m_text.size())
            throwValueError(u"incomplete format"_s);
        if (m_text[m_at] == u'(')
            readKey();
        Flags flags;
        for (bool more = true; more;) {
            switch (m_at < m_text.size() ? m_text[m_at].unicode() : 0) {
            case u'-':
                flags.left = true;
                break;
            case u'+':
                flags.plus = true;
                break;
            case u' ':
                flags.blank = true;
                break;
            case u'#':
                flags.alternate = true;
                break;
            case u'0':
                flags.zero = true;
                break;
            default:
                more = false;
                continue;
            }
            ++m_at;
        }
        flags.width = number(true, flags);
        if (m_at < m_text.size() && m_text[m_at] == u'.') {
            ++m_at;
            flags.precision = number(false, flags);
        }
        while (m_at < m_text.size()
               && (m_text[m_at] == u'l' || m_text[m_at] == u'h' || m_text[m_at] == u'L'))
            ++m_at;
        convert(take(), flags);
    }

    void readKey()
    {
        const qsizetype start = ++m_at;
        for (int depth = 1; depth > 0;) {
            if (m_at >= m_text.size())
                throwValueError(u"incomplete format key"_s);
            depth += m_text[m_at] == u'(' ? 1 : m_text[m_at] == u')' ? -1 : 0;
            ++m_at;
        }
        if (m_arguments.isTuple() || m_arguments.isStr() || !m_arguments.isObject())
            throwTypeError(u"format requires a mapping"_s);
        m_usedMapping = true;
        const QString key = m_text.mid(start, m_at - start - 1);
        m_key = m_interpreter.getItem(m_arguments,
                                      isBytes() ? makeBytes(key.toLatin1()) : makeStr(key));
    }

    void put(const QString &text, const Flags &flags)
    {
        FormatSpec spec;
        spec.width = flags.width;
        m_result += padded(text, spec, flags.left ? '<' : '>');
    }

    void putNumber(QString digits, const QString &prefix, bool negative, const Flags &flags)
    {
        const QString sign = negative ? u"-"_s
            : flags.plus              ? u"+"_s
            : flags.blank             ? u" "_s
                                      : QString();
        if (flags.zero && !flags.left)
            digits = digits.rightJustified(flags.width - sign.size() - prefix.size(), u'0');
        put(sign + prefix + digits, flags);
    }

    /// What %s, %r and %a write.
    QString converted(QChar type, const Value &value)
    {
        if (type == u'a' || (type == u'r' && isBytes()))
            return asciiRepr(m_interpreter, value);
        if (type == u'r')
            return m_interpreter.repr(value);
        if (!isBytes())
            return m_interpreter.str(value);
        Value bytes = value;
        if (!value.isBytes()) {
            const Value method = m_interpreter.findAttr(value, m_interpreter.names().bytes.get());
            if (method.isAbsent())
                throwTypeError(
                    u"%b requires a bytes-like object, or an object that implements __bytes__, not '%1'"_s
                        .arg(m_interpreter.typeName(value)));
            bytes = m_interpreter.call(method);
        }
        return bytes.isBytes() ? QString::fromLatin1(static_cast<Bytes *>(bytes.object())->data())
                               : QString();
    }

    void character(const Value &value, const Flags &flags)
    {
        if (isBytes()) {
            const auto *const bytes = value.as<Bytes>();
            const std::optional<qint64> code = smallIntOf(value);
            if (value.isInt() && (!code || *code < 0 || *code > 255))
                throwOverflowError(u"%c arg not in range(256)"_s);
            if (!value.isInt() && (!bytes || bytes->data().size() != 1))
                throwTypeError(u"%c requires an integer in range(256) or a single byte"_s);
            put(value.isInt() ? QString(QChar(static_cast<char16_t>(*code)))
                              : QString::fromLatin1(bytes->data()),
                flags);
            return;
        }
        if (value.isStr() && static_cast<Str *>(value.object())->size() == 1)
            put(textOf(value), flags);
        else if (value.isInt() && !smallIntOf(value))
            throwOverflowError(u"%c arg not in range(0x110000)"_s);
        else if (value.isInt())
            put(formatNumber(m_interpreter, value, u"c"_s), flags);
        else
            throwTypeError(u"%c requires int or char"_s);
    }

    void convert(QChar type, const Flags &flags)
    {
        if (type == u'b' && isBytes())
            type = u's';
        switch (type.unicode()) {
        case u's':
        case u'r':
        case u'a': {
            QString text = converted(type, nextArgument());
            if (flags.precision >= 0)
                text = formatText(text, u'.' + QString::number(flags.precision));
            put(text, flags);
            return;
        }
        case u'c':
            character(nextArgument(), flags);
            return;
        case u'd':
        case u'i':
        case u'u':
        case u'o':
        case u'x':
        case u'X':
            integer(type, flags);
            return;
        case u'e':
        case u'E':
        case u'f':
        case u'F':
        case u'g':
        case u'G':
            floating(type, flags);
            return;
        default:
            (void)nextArgument(); // a missing one is told first
            throwValueError(u"unsupported format character '%1' (0x%2) at index %3"_s.arg(type)
                                .arg(static_cast<uint>(type.unicode()), 0, 16)
                                .arg(m_at - 1));
        }
    }

    void integer(QChar type, const Flags &flags)
    {
        Value value = nextArgument();
        const bool decimal = type == u'd' || type == u'i' || type == u'u';
        if (const std::optional<double> number = floatOf(value); number && decimal) {
            if (std::isnan(*number))
                throwValueError(u"cannot convert float NaN to integer"_s);
            if (std::isinf(*number))
                throwOverflowError(u"cannot convert float infinity to integer"_s);
            value = makeInt(BigInt::fromDouble(*number));
        } else if (!value.isInt()) {
            const Names &names = m_interpreter.names();
            const Value converter =
                m_interpreter.findAttr(value, decimal ? names.int_.get() : names.index.get());
            if (converter.isAbsent())
                throwTypeError(u"%%1 format: %2 is required, not %3"_s.arg(type).arg(
                    decimal ? u"a real number"_s : u"an integer"_s, m_interpreter.typeName(value)));
            value = m_interpreter.call(converter);
        }
        const BigInt number = bigIntOf(value);
        const BigInt magnitude = number.isNegative() ? -number : number;
        const int base = type == u'o' ? 8 : decimal ? 10 : 16;
        QString digits = base == 10 ? intText(magnitude) : magnitude.toString(base);
        QString prefix = !flags.alternate || decimal ? QString() : type == u'o' ? u"0o"_s : u"0x"_s;
        if (type == u'X') {
            digits = digits.toUpper();
            prefix = prefix.toUpper();
        }
        if (flags.precision > digits.size())
            digits = digits.rightJustified(flags.precision, u'0');
        putNumber(digits, prefix, number.isNegative(), flags);
    }

    void floating(QChar type, const Flags &flags)
    {
        const Value value = nextArgument();
        const double number = isNumber(value) ? numberOf(value) : m_interpreter.toDouble(value);
        FormatSpec spec;
        spec.type = type.unicode();
        spec.precision = flags.precision < 0 ? 6 : flags.precision;
        spec.alternate = flags.alternate;
        QString digits = formatFloat(number, spec);
        const bool negative = digits.startsWith(u'-');
        putNumber(negative ? digits.mid(1) : digits, {}, negative, flags);
    }

    Interpreter &m_interpreter;
    const QString &m_text;
    const Value &m_arguments;
    ValueVector m_items;
    size_t m_next = 0;
    qsizetype m_at = 0;
    Target m_target;
    bool m_usedMapping = false;
    Value m_key = Value::absent();
    QString m_result;
};

/// text.format(): fields may be nested once, inside a specification.
class BraceFormatter
{
public:
    BraceFormatter(Interpreter &interpreter, const Arguments &arguments, const Value &mapping)
        : m_interpreter(interpreter)
        , m_arguments(arguments)
        , m_mapping(mapping)
    {
    }

    QString run(const QString &text, int depth)
    {
        if (depth < 0)
            throwValueError(u"Max string recursion exceeded"_s);
        QString result;
        for (qsizetype i = 0; i < text.size();) {
            const QChar character = text[i++];
            if (character != u'{' && character != u'}') {
                result += character;
                continue;
            }
            if (i < text.size() && text[i] == character) {
                result += character;
                ++i;
                continue;
            }
            if (character == u'}')
                throwValueError(u"Single '}' encountered in format string"_s);
            if (i >= text.size())
                throwValueError(u"Single '{' encountered in format string"_s);
            result += field(text, i, depth);
        }
        return result;
    }

private:
    QString field(const QString &text, qsizetype &at, int depth)
    {
        const qsizetype start = at;
        int brackets = 0;
        while (at < text.size()
               && (brackets > 0 || (text[at] != u'}' && text[at] != u':' && text[at] != u'!'))) {
            if (text[at] == u'{')
                throwValueError(u"unexpected '{' in field name"_s);
            brackets += text[at] == u'[' ? 1 : text[at] == u']' && brackets > 0 ? -1 : 0;
            ++at;
        }
        const QString name = text.mid(start, at - start);
        QChar conversion;
        if (at < text.size() && text[at] == u'!') {
            if (at + 1 >= text.size())
                throwValueError(u"end of string while looking for conversion specifier"_s);
            conversion = text[at + 1];
            at += 2;
            if (at < text.size() && text[at] != u':' && text[at] != u'}')
                throwValueError(u"expected ':' after conversion specifier"_s);
        }
        QString spec;
        if (at < text.size() && text[at] == u':') {
            const qsizetype specStart = ++at;
            int nested = 0;
            while (at < text.size() && (nested > 0 || text[at] != u'}')) {
                nested += text[at] == u'{' ? 1 : text[at] == u'}' ? -1 : 0;
                ++at;
            }
            spec = text.mid(specStart, at - specStart);
        }
        if (at >= text.size())
            throwValueError(u"expected '}' before end of string"_s);
        ++at;
        Value value = lookup(name);
        if (spec.contains(u'{') || spec.contains(u'}'))
            spec = run(spec, depth - 1);
        if (conversion == u'r')
            value = makeStr(m_interpreter.repr(value));
        else if (conversion == u's')
            value = makeStr(m_interpreter.str(value));
        else if (conversion == u'a')
            value = makeStr(asciiRepr(m_interpreter, value));
        else if (!conversion.isNull())
            throwValueError(u"Unknown conversion specifier '%1'"_s.arg(conversion));
        return m_interpreter.format(value, spec);
    }

    Value first(const QString &name)
    {
        bool isNumber = false;
        qint64 index = name.toLongLong(&isNumber);
        isNumber =
            isNumber && std::all_of(name.begin(), name.end(), [](QChar c) { return c.isDigit(); });
        if (name.isEmpty() || isNumber) {
            if (!m_mapping.isAbsent())
                throwValueError(u"Format string contains positional fields"_s);
            if ((name.isEmpty() && m_automatic < 0) || (isNumber && m_automatic > 0))
                throwValueError(
                    isNumber
                        ? u"cannot switch from automatic field numbering to manual field specification"_s
                        : u"cannot switch from manual field specification to automatic field numbering"_s);
            if (name.isEmpty())
                index = m_automatic++;
            else
                m_automatic = -1;
            if (index >= static_cast<qint64>(m_arguments.positional().size()))
                throwIndexError(
                    u"Replacement index %1 out of range for positional args tuple"_s.arg(index));
            return m_arguments.positional()[static_cast<size_t>(index)];
        }
        if (!m_mapping.isAbsent())
            return m_interpreter.getItem(m_mapping, makeStr(name));
        for (const KeywordArgument &keyword : m_arguments.keywords()) {
            if (keyword.name->text() == name)
                return keyword.value;
        }
        throwKeyError(makeStr(name));
    }

    Value lookup(const QString &name)
    {
        qsizetype at = 0;
        while (at < name.size() && name[at] != u'.' && name[at] != u'[')
            ++at;
        Value value = first(name.left(at));
        while (at < name.size()) {
            if (name[at] == u'.') {
                const qsizetype start = ++at;
                while (at < name.size() && name[at] != u'.' && name[at] != u'[')
                    ++at;
                if (at == start)
                    throwValueError(u"Empty attribute in format string"_s);
                value = m_interpreter.getAttr(
                    value, m_interpreter.intern(name.mid(start, at - start)).get());
                continue;
            }
            if (name[at] != u'[')
                throwValueError(u"Only '.' or '[' may follow ']' in format field specifier"_s);
            const qsizetype end = name.indexOf(u']', at);
            if (end < 0)
                throwValueError(u"Missing ']' in format string"_s);
            const QString key = name.mid(at + 1, end - at - 1);
            if (key.isEmpty())
                throwValueError(u"Empty attribute in format string"_s);
            bool isNumber = false;
            const qint64 index = key.toLongLong(&isNumber);
            value = m_interpreter.getItem(
                value, isNumber && key[0].isDigit() ? Value(index) : makeStr(key));
            at = end + 1;
        }
        return value;
    }

    Interpreter &m_interpreter;
    const Arguments &m_arguments;
    const Value &m_mapping;
    qint64 m_automatic = 0;
};

} // namespace

QString formatPercent(Interpreter &interpreter, const QString &text, const Value &arguments)
{
    return PercentFormatter(interpreter, text, arguments, PercentFormatter::Target::Text).run();
}

QByteArray formatPercent(Interpreter &interpreter, const QByteArray &data, const Value &arguments)
{
    const QString text = QString::fromLatin1(data);
    return PercentFormatter(interpreter, text, arguments, PercentFormatter::Target::Bytes)
        .run()
        .toLatin1();
}

QString formatBraces(Interpreter &interpreter, const QString &text, const Arguments &arguments,
                     const Value &mapping)
{
    return BraceFormatter(interpreter, arguments, mapping).run(text, 1);
}

} // namespace limbeck::lang
