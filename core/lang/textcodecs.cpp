// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lang/textcodecs.h"

#include "core/lang/interpreter.h"
#include "core/lang/strobject.h"
#include "core/lang/unicodenames.h"

#include <array>

namespace limbeck::lang {

using namespace Qt::StringLiterals;

namespace {

enum class Encoding : quint8 { Utf8, Utf8Signed, Utf16, Utf32, Bytes };

/// Where the upper half of a one-byte encoding differs from Latin-1: byte and code point; 0 for
/// none.
using Differences = std::span<const std::pair<unsigned char, char16_t>>;

constexpr std::pair<unsigned char, char16_t> windows1252[] = {
    { 0x80, 0x20AC }, { 0x81, 0 },      { 0x82, 0x201A }, { 0x83, 0x0192 }, { 0x84, 0x201E },
    { 0x85, 0x2026 }, { 0x86, 0x2020 }, { 0x87, 0x2021 }, { 0x88, 0x02C6 }, { 0x89, 0x2030 },
    { 0x8A, 0x0160 }, { 0x8B, 0x2039 }, { 0x8C, 0x0152 }, { 0x8D, 0 },      { 0x8E, 0x017D },
    { 0x8F, 0 },      { 0x90, 0 },      { 0x91, 0x2018 }, { 0x92, 0x2019 }, { 0x93, 0x201C },
    { 0x94, 0x201D }, { 0x95, 0x2022 }, { 0x96, 0x2013 }, { 0x97, 0x2014 }, { 0x98, 0x02DC },
    { 0x99, 0x2122 }, { 0x9A, 0x0161 }, { 0x9B, 0x203A }, { 0x9C, 0x0153 }, { 0x9D, 0 },
    { 0x9E, 0x017E }, { 0x9F, 0x0178 },
};
constexpr std::pair<unsigned char, char16_t> latin9[] = {
    { 0xA4, 0x20AC }, { 0xA6, 0x0160 }, { 0xA8, 0x0161 }, { 0xB4, 0x017D },
    { 0xB8, 0x017E }, { 0xBC, 0x0152 }, { 0xBD, 0x0153 }, { 0xBE, 0x0178 },
};

struct Codec
{
    Encoding encoding = Encoding::Utf8;
    QString name; ///< as messages quote it
    bool bigEndian = false;
    bool marked = false; ///< a byte order mark is written, and read
    uint limit = 256; ///< of one-byte encodings: code points from here on do not exist
    Differences differences;
};

Codec codecNamed(const QString &encoding)
{
    QString name = encoding.toLower();
    name.replace(u'_', u'-').replace(u' ', u'-');
    if (name == u"utf-8" || name == u"utf8" || name == u"u8" || name == u"cp65001")
        return { Encoding::Utf8, u"utf-8"_s, false, false, 0, {} };
    if (name == u"utf-8-sig")
        return { Encoding::Utf8Signed, u"utf-8"_s, false, true, 0, {} };
    if (name == u"ascii" || name == u"us-ascii" || name == u"646")
        return { Encoding::Bytes, u"ascii"_s, false, false, 128, {} };
    if (name == u"latin-1" || name == u"latin1" || name == u"l1" || name == u"iso-8859-1"
        || name == u"iso8859-1" || name == u"8859")
        return { Encoding::Bytes, u"latin-1"_s, false, false, 256, {} };
    if (name == u"cp1252" || name == u"windows-1252" || name == u"1252")
        return { Encoding::Bytes, u"charmap"_s, false, false, 256, windows1252 };
    if (name == u"iso-8859-15" || name == u"iso8859-15" || name == u"latin-9" || name == u"latin9")
        return { Encoding::Bytes, u"charmap"_s, false, false, 256, latin9 };
    for (const auto &[bits, kind] :
         { std::pair { u"16"_s, Encoding::Utf16 }, std::pair { u"32"_s, Encoding::Utf32 } }) {
        QString rest = name;
        if (!rest.startsWith(u"utf"))
            continue;
        rest.remove(0, rest.startsWith(u"utf-") ? 4 : 3);
        if (!rest.startsWith(bits))
            continue;
        rest.remove(0, bits.size());
        rest.remove(u'-');
        if (rest.isEmpty())
            return { kind, u"utf-"_s + bits, false, true, 0, {} };
        if (rest == u"le" || rest == u"be")
            return { kind, u"utf-"_s + bits + u'-' + rest, rest == u"be", false, 0, {} };
    }
    throwError(Interpreter::current().types().LookupError.get(),
               u"unknown encoding: %1"_s.arg(encoding));
}

[[noreturn]] void throwUnicodeError(const Ref<Type> &type, const QString &codec,
                                    const Value &object, qsizetype start, qsizetype end,
                                    const QString &reason)
{
    const Ref<ExceptionObject> error = make<ExceptionObject>(type.get());
    error->args = { makeStr(codec), object, static_cast<qint64>(start), static_cast<qint64>(end),
                    makeStr(reason) };
    throw ScriptException { error };
}

[[noreturn]] void throwUnknownHandler(const QString &errors)
{
    throwError(Interpreter::current().types().LookupError.get(),
               u"unknown error handler name '%1'"_s.arg(errors));
}

QString escaped(uint code)
{
    const int digits = code < 0x100 ? 2 : code < 0x10000 ? 4 : 8;
    const QString letter = digits == 2 ? u"\\x"_s : digits == 4 ? u"\\u"_s : u"\\U"_s;
    return letter + u"%1"_s.arg(code, digits, 16, QLatin1Char('0'));
}

// --- Decoding

/// Collects the text; what cannot be decoded goes to the error handler.
class Decoder
{
public:
    Decoder(const QByteArray &data, QString codec, const QString &errors)
        : m_data(data)
        , m_codec(std::move(codec))
        , m_errors(errors)
    {
    }

    void append(uint code)
    {
        const auto character = static_cast<char32_t>(code);
        if (code < 0x10000)
            m_text += QChar(static_cast<char16_t>(code));
        else
            m_text += QString::fromUcs4(&character, 1);
    }

    void fail(qsizetype start, qsizetype end, const QString &reason)
    {
        if (m_errors == u"strict")
            throwUnicodeError(Interpreter::current().types().UnicodeDecodeError, m_codec,
                              makeBytes(m_data), start, end, reason);
        if (m_errors == u"ignore")
            return;
        if (m_errors == u"replace") {
            m_text += QChar::ReplacementCharacter;
            return;
        }
        for (qsizetype i = start; i < end; ++i) {
            const auto byte = static_cast<unsigned char>(m_data[i]);
            if (m_errors == u"backslashreplace")
                m_text += escaped(byte);
            else if (m_errors == u"surrogateescape")
                m_text += QChar(static_cast<char16_t>(0xDC00 + byte));
            else
                throwUnknownHandler(m_errors);
        }
    }

    [[nodiscard]] const QString &text() const { return m_text; }

private:
    const QByteArray &m_data;
    QString m_codec;
    const QString &m_errors;
    QString m_text;
};

/// How many continuation bytes a start byte of UTF-8 announces; -1: it starts nothing.
int continuations(unsigned char byte)
{
    if (byte >= 0xC2 && byte <= 0xDF)
        return 1;
    if (byte >= 0xE0 && byte <= 0xEF)
        return 2;
    if (byte >= 0xF0 && byte <= 0xF4)
        return 3;
    return -1;
}

/// The first continuation byte is bounded more narrowly: no overlong forms, no surrogates, nothing
/// beyond U+10FFFF.
bool fitsFirst(unsigned char start, unsigned char byte)
{
    const unsigned char low = start == 0xE0 ? 0xA0 : start == 0xF0 ? 0x90 : 0x80;
    const unsigned char high = start == 0xED ? 0x9F : start == 0xF4 ? 0x8F : 0xBF;
    return byte >= low && byte <= high;
}

void decodeUtf8(const QByteArray &data, Decoder &decoder)
{
    for (qsizetype i = 0; i < data.size();) {
        const auto start = static_cast<unsigned char>(data[i]);
        if (start < 0x80) {
            decoder.append(start);
            ++i;
            continue;
        }
        const int count = continuations(start);
        if (count < 0) {
            decoder.fail(i, i + 1, u"invalid start byte"_s);
            ++i;
            continue;
        }
        uint code = start & (0x3FU >> count);
        int read = 0;
        bool broken = false;
        while (read < count && i + 1 + read < data.size() && !broken) {
            const auto byte = static_cast<unsigned char>(data[i + 1 + read]);
            broken = (byte & 0xC0) != 0x80 || (read == 0 && !fitsFirst(start, byte));
            if (!broken) {
                code = (code << 6) | (byte & 0x3FU);
                ++read;
            }
        }
        if (read == count)
            decoder.append(code);
        else
            decoder.fail(i, i + 1 + read,
                         broken ? u"invalid continuation byte"_s : u"unexpected end of data"_s);
        i += 1 + read;
    }
}

void decodeUnits(const QByteArray &data, Codec codec, Decoder &decoder)
{
    const qsizetype size = codec.encoding == Encoding::Utf16 ? 2 : 4;
    const auto unit = [&](qsizetype at) {
        uint value = 0;
        for (qsizetype i = 0; i < size; ++i)
            value |= static_cast<uint>(static_cast<unsigned char>(data[at + i]))
                << (8 * (codec.bigEndian ? size - 1 - i : i));
        return value;
    };
    qsizetype i = 0;
    if (codec.marked && data.size() >= size) {
        const bool little = unit(0) == 0xFEFF;
        codec.bigEndian = true;
        codec.bigEndian = unit(0) == 0xFEFF;
        i = little || codec.bigEndian ? size : 0;
    }
    while (i < data.size()) {
        if (i + size > data.size()) {
            decoder.fail(i, data.size(), u"truncated data"_s);
            break;
        }
        const uint code = unit(i);
        if (size == 4) {
            if (code > 0x10FFFF)
                decoder.fail(i, i + 4, u"code point not in range(0x110000)"_s);
            else if (QChar::isSurrogate(code))
                decoder.fail(i, i + 4,
                             u"code point in surrogate code point range(0xd800, 0xe000)"_s);
            else
                decoder.append(code);
        } else if (QChar::isHighSurrogate(code)) {
            if (i + 4 > data.size()) {
                decoder.fail(i, data.size(), u"unexpected end of data"_s);
                break;
            }
            if (QChar::isLowSurrogate(unit(i + 2))) {
                decoder.append(QChar::surrogateToUcs4(static_cast<char16_t>(code),
                                                      static_cast<char16_t>(unit(i + 2))));
                i += 2;
            } else {
                decoder.fail(i, i + 2, u"illegal UTF-16 surrogate"_s);
            }
        } else if (QChar::isLowSurrogate(code)) {
            decoder.fail(i, i + 2, u"illegal encoding"_s);
        } else {
            decoder.append(code);
        }
        i += size;
    }
}

void decodeOneByte(const QByteArray &data, const Codec &codec, Decoder &decoder)
{
    for (qsizetype i = 0; i < data.size(); ++i) {
        const auto byte = static_cast<unsigned char>(data[i]);
        uint code = byte;
        bool known = code < codec.limit;
        for (const auto &[from, to] : codec.differences) {
            if (from == byte) {
                code = to;
                known = to != 0;
            }
        }
        if (known)
            decoder.append(code);
        else
            decoder.fail(i, i + 1,
                         codec.limit == 128 ? u"ordinal not in range(128)"_s
                                            : u"character maps to <undefined>"_s);
    }
}

// --- Encoding

/// One-byte encodings: the byte of @p code, or nothing.
std::optional<char> byteOf(uint code, const Codec &codec)
{
    for (const auto &[byte, character] : codec.differences) {
        if (character == code && character != 0)
            return static_cast<char>(byte);
        if (byte == code)
            return std::nullopt;
    }
    if (code < codec.limit)
        return static_cast<char>(code);
    return std::nullopt;
}

QByteArray bytesOfUnit(uint value, qsizetype size, bool bigEndian)
{
    QByteArray bytes;
    for (qsizetype i = 0; i < size; ++i)
        bytes.append(static_cast<char>(value >> (8 * (bigEndian ? size - 1 - i : i))));
    return bytes;
}

/// The bytes of one code point; nothing if the encoding has none.
std::optional<QByteArray> encoded(uint code, const Codec &codec)
{
    if (codec.encoding == Encoding::Bytes) {
        const std::optional<char> byte = byteOf(code, codec);
        return byte ? std::optional(QByteArray(1, *byte)) : std::nullopt;
    }
    if (QChar::isSurrogate(code))
        return std::nullopt;
    const auto character = static_cast<char32_t>(code);
    if (codec.encoding == Encoding::Utf32)
        return bytesOfUnit(code, 4, codec.bigEndian);
    const QString text = QString::fromUcs4(&character, 1);
    if (codec.encoding != Encoding::Utf16)
        return text.toUtf8();
    QByteArray bytes;
    for (const QChar unit : text)
        bytes += bytesOfUnit(unit.unicode(), 2, codec.bigEndian);
    return bytes;
}

/// `\N{SNOWMAN}`; a character without a name as backslashreplace writes it.
QString named(uint code)
{
    const QString name = nameOfCharacter(code);
    return name.isEmpty() ? escaped(code) : u"\\N{%1}"_s.arg(name);
}

/// What an error handler writes for one code point.
QByteArray handled(uint code, const Codec &codec, const QString &errors)
{
    QString text;
    if (errors == u"ignore")
        return {};
    if (errors == u"surrogateescape" && code >= 0xDC80 && code <= 0xDCFF)
        return QByteArray(1, static_cast<char>(code - 0xDC00));
    if (errors == u"replace")
        text = u"?"_s;
    else if (errors == u"xmlcharrefreplace")
        text = u"&#%1;"_s.arg(code);
    else if (errors == u"backslashreplace")
        text = escaped(code);
    else if (errors == u"namereplace")
        text = named(code);
    else
        throwUnknownHandler(errors);
    QByteArray bytes;
    for (const QChar character : text)
        bytes += encoded(character.unicode(), codec).value_or(QByteArray());
    return bytes;
}

QString reasonOf(const Codec &codec)
{
    if (codec.encoding != Encoding::Bytes)
        return u"surrogates not allowed"_s;
    return codec.differences.empty() ? u"ordinal not in range(%1)"_s.arg(codec.limit)
                                     : u"character maps to <undefined>"_s;
}

} // namespace

QString decodeBytes(const QByteArray &data, const QString &encoding, const QString &errors)
{
    const Codec codec = codecNamed(encoding);
    if (codec.encoding == Encoding::Utf8 && QUtf8StringView(data).isValidUtf8())
        return QString::fromUtf8(data);
    const bool cut = codec.encoding == Encoding::Utf8Signed && data.startsWith("\xEF\xBB\xBF");
    const QByteArray content = cut ? data.mid(3) : data;
    Decoder decoder(content, codec.name, errors);
    switch (codec.encoding) {
    case Encoding::Utf8:
    case Encoding::Utf8Signed:
        decodeUtf8(content, decoder);
        break;
    case Encoding::Utf16:
    case Encoding::Utf32:
        decodeUnits(content, codec, decoder);
        break;
    case Encoding::Bytes:
        decodeOneByte(content, codec, decoder);
        break;
    }
    return decoder.text();
}

QByteArray encodeText(const QString &text, const QString &encoding, const QString &errors)
{
    const Codec codec = codecNamed(encoding);
    if (codec.encoding == Encoding::Utf8 && text.isValidUtf16())
        return text.toUtf8();
    QByteArray result;
    if (codec.marked)
        result = codec.encoding == Encoding::Utf8Signed
            ? QByteArray("\xEF\xBB\xBF")
            : bytesOfUnit(0xFEFF, codec.encoding == Encoding::Utf16 ? 2 : 4, false);
    const QList<uint> codes = text.toUcs4();
    for (qsizetype i = 0; i < codes.size(); ++i) {
        if (const std::optional<QByteArray> bytes = encoded(codes[i], codec)) {
            result += *bytes;
            continue;
        }
        if (errors == u"strict") {
            // Neighbours that have the same fault are told together.
            qsizetype end = i + 1;
            while (end < codes.size() && !encoded(codes[end], codec))
                ++end;
            const bool charmap = !codec.differences.empty();
            throwUnicodeError(Interpreter::current().types().UnicodeEncodeError, codec.name,
                              makeStr(text), i, charmap ? i + 1 : end, reasonOf(codec));
        }
        result += handled(codes[i], codec, errors);
    }
    return result;
}

} // namespace limbeck::lang
