// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

// The modules base64 and binascii.

#include "core/lang/interpreter.h"
#include "core/lang/sequence.h"
#include "core/lang/stdlib/modules.h"
#include "core/lang/strobject.h"

#include <array>

using namespace Qt::StringLiterals;

namespace limbeck::lang {

namespace {

constexpr std::string_view base64Alphabet =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::string_view base32Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
constexpr std::string_view base32HexAlphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUV";
constexpr std::string_view base85Alphabet =
    "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&()*+-;<=>?@^_`{|}~";

/// bytes, or the ASCII text of a str.
QByteArray dataOf(const Value &value)
{
    if (const auto *bytes = value.as<Bytes>())
        return bytes->data();
    if (!value.isStr())
        throwTypeError(u"argument should be a bytes-like object or ASCII string, not '%1'"_s.arg(
            Interpreter::current().typeName(value)));
    const QString &text = textOf(value);
    if (std::any_of(text.begin(), text.end(),
                    [](QChar character) { return character.unicode() > 0x7F; }))
        throwValueError(u"string argument should contain only ASCII characters"_s);
    return text.toLatin1();
}

QByteArray onlyBytes(const Value &value)
{
    if (const auto *bytes = value.as<Bytes>())
        return bytes->data();
    throwTypeError(
        u"a bytes-like object is required, not '%1'"_s.arg(Interpreter::current().typeName(value)));
}

/// binascii.Error of this interpreter.
[[noreturn]] void throwBinasciiError(const QString &message)
{
    Interpreter &interpreter = Interpreter::current();
    const Value error = interpreter.getAttr(interpreter.import(u"binascii"_s), "Error");
    throwException(interpreter.call(error, { makeStr(message) }));
}

/// Values of the characters of @p alphabet, -1 for all others.
std::array<int, 256> valuesOf(std::string_view alphabet)
{
    std::array<int, 256> values {};
    values.fill(-1);
    for (size_t i = 0; i < alphabet.size(); ++i)
        values[static_cast<unsigned char>(alphabet[i])] = static_cast<int>(i);
    return values;
}

QByteArray replaced(QByteArray data, const QByteArray &from, const QByteArray &to)
{
    for (qsizetype i = 0; i < from.size(); ++i)
        data.replace(from[i], to[i]);
    return data;
}

/// The two characters in place of + and /, or none.
QByteArray alternatives(Args &a)
{
    if (a["altchars"].isNone())
        return {};
    QByteArray characters = dataOf(a["altchars"]);
    if (characters.size() != 2)
        throwError(a.interpreter().types().AssertionError.get(),
                   makeStr(a.interpreter().repr(a["altchars"])));
    return characters;
}

/// As binascii.a2b_base64: characters outside the alphabet are skipped unless @p strict.
QByteArray decode64(const QByteArray &data, bool strict)
{
    static const std::array<int, 256> values = valuesOf(base64Alphabet);
    QByteArray result;
    quint32 bits = 0;
    int inQuad = 0;
    int pads = 0;
    bool padding = false;
    qint64 characters = 0;
    if (strict && data.startsWith('='))
        throwBinasciiError(u"Leading padding not allowed"_s);
    for (qsizetype i = 0; i < data.size(); ++i) {
        if (data[i] == '=') {
            padding = true;
            if (inQuad >= 2 && inQuad + ++pads >= 4) {
                if (strict && i + 1 < data.size())
                    throwBinasciiError(u"Excess data after padding"_s);
                return result;
            }
            continue;
        }
        const int value = values[static_cast<unsigned char>(data[i])];
        if (value < 0) {
            if (strict)
                throwBinasciiError(u"Only base64 data is allowed"_s);
            continue;
        }
        if (strict && padding)
            throwBinasciiError(u"Discontinuous padding not allowed"_s);
        pads = 0;
        ++characters;
        bits = (bits << 6) | static_cast<quint32>(value);
        if (inQuad > 0)
            result.append(static_cast<char>(bits >> (6 - 2 * inQuad)));
        inQuad = (inQuad + 1) % 4;
    }
    if (inQuad == 1)
        throwBinasciiError(
            u"Invalid base64-encoded string: number of data characters (%1) cannot be 1 more than a multiple of 4"_s
                .arg(characters));
    if (inQuad != 0)
        throwBinasciiError(u"Incorrect padding"_s);
    return result;
}

QByteArray encode32(const QByteArray &data, std::string_view alphabet)
{
    QByteArray result;
    for (qsizetype i = 0; i < data.size(); i += 5) {
        const QByteArray chunk = data.mid(i, 5);
        quint64 bits = 0;
        for (qsizetype j = 0; j < 5; ++j)
            bits = (bits << 8) | (j < chunk.size() ? static_cast<unsigned char>(chunk[j]) : 0U);
        const qsizetype letters = (chunk.size() * 8 + 4) / 5;
        for (qsizetype j = 0; j < 8; ++j)
            result.append(j < letters ? alphabet[(bits >> (35 - 5 * j)) & 31U] : '=');
    }
    return result;
}

QByteArray decode32(QByteArray data, std::string_view alphabet, bool foldCase)
{
    const std::array<int, 256> values = valuesOf(alphabet);
    if (data.size() % 8 != 0)
        throwBinasciiError(u"Incorrect padding"_s);
    if (foldCase)
        data = data.toUpper();
    qsizetype letters = data.size();
    while (letters > 0 && data[letters - 1] == '=')
        --letters;
    const qsizetype pads = data.size() - letters;
    QByteArray result;
    quint64 bits = 0;
    int count = 0;
    for (qsizetype i = 0; i < letters; ++i) {
        const int value = values[static_cast<unsigned char>(data[i])];
        if (value < 0)
            throwBinasciiError(u"Non-base32 digit found"_s);
        bits = (bits << 5) | static_cast<quint64>(value);
        count += 5;
        if (count >= 8) {
            count -= 8;
            result.append(static_cast<char>(bits >> count));
        }
    }
    if (pads != 0 && pads != 1 && pads != 3 && pads != 4 && pads != 6)
        throwBinasciiError(u"Incorrect padding"_s);
    return result;
}

QByteArray encode85(QByteArray data, bool pad)
{
    const qsizetype padding = (4 - data.size() % 4) % 4;
    data.append(padding, '\0');
    QByteArray result;
    for (qsizetype i = 0; i < data.size(); i += 4) {
        quint32 word = 0;
        for (qsizetype j = 0; j < 4; ++j)
            word = (word << 8) | static_cast<unsigned char>(data[i + j]);
        char letters[5];
        for (int j = 4; j >= 0; --j) {
            letters[j] = base85Alphabet[word % 85];
            word /= 85;
        }
        result.append(letters, 5);
    }
    return pad ? result : result.chopped(padding);
}

QByteArray decode85(QByteArray data)
{
    static const std::array<int, 256> values = valuesOf(base85Alphabet);
    const qsizetype padding = (5 - data.size() % 5) % 5;
    data.append(padding, '~');
    QByteArray result;
    for (qsizetype i = 0; i < data.size(); i += 5) {
        quint64 word = 0;
        for (qsizetype j = 0; j < 5; ++j) {
            const int value = values[static_cast<unsigned char>(data[i + j])];
            if (value < 0)
                throwValueError(u"bad base85 character at position %1"_s.arg(i + j));
            word = word * 85 + static_cast<quint64>(value);
        }
        if (word > 0xFFFFFFFFU)
            throwValueError(u"base85 overflow in hunk starting at byte %1"_s.arg(i));
        for (int j = 3; j >= 0; --j)
            result.append(static_cast<char>(word >> (8 * j)));
    }
    return result.chopped(padding);
}

QByteArray decodeHex(const QByteArray &text)
{
    if (text.size() % 2 != 0)
        throwBinasciiError(u"Odd-length string"_s);
    for (const char c : text) {
        if (!std::isxdigit(static_cast<unsigned char>(c)))
            throwBinasciiError(u"Non-hexadecimal digit found"_s);
    }
    return QByteArray::fromHex(text);
}

Value decode16(Args &a)
{
    QByteArray text = dataOf(a["s"]);
    if (a.truth("casefold"))
        text = text.toUpper();
    for (const char c : text) {
        if (base32HexAlphabet.substr(0, 16).find(c) == std::string_view::npos)
            throwBinasciiError(u"Non-base16 digit found"_s);
    }
    return makeBytes(decodeHex(text));
}

void defineStandard(ModuleBuilder &module)
{
    module.function("b64encode(s, altchars=None)", [](Args &a) -> Value {
        const QByteArray other = alternatives(a);
        return makeBytes(
            replaced(onlyBytes(a["s"]).toBase64(), other.isEmpty() ? "" : "+/", other));
    });
    module.function("standard_b64encode(s)",
                    [](Args &a) -> Value { return makeBytes(onlyBytes(a["s"]).toBase64()); });
    module.function("urlsafe_b64encode(s)", [](Args &a) -> Value {
        return makeBytes(onlyBytes(a["s"]).toBase64(QByteArray::Base64UrlEncoding));
    });
    module.function("b64decode(s, altchars=None, validate=False)", [](Args &a) -> Value {
        const QByteArray other = alternatives(a);
        return makeBytes(decode64(replaced(dataOf(a["s"]), other, "+/"), a.truth("validate")));
    });
    module.function("standard_b64decode(s)",
                    [](Args &a) -> Value { return makeBytes(decode64(dataOf(a["s"]), false)); });
    module.function("urlsafe_b64decode(s)", [](Args &a) -> Value {
        return makeBytes(decode64(replaced(dataOf(a["s"]), "-_", "+/"), false));
    });
    module.function("encodebytes(s)", [](Args &a) -> Value {
        const QByteArray data = onlyBytes(a["s"]);
        QByteArray result;
        for (qsizetype i = 0; i < data.size(); i += 57)
            result += data.mid(i, 57).toBase64() + '\n';
        return makeBytes(result);
    });
    module.function("decodebytes(s)",
                    [](Args &a) -> Value { return makeBytes(decode64(onlyBytes(a["s"]), false)); });
}

} // namespace

void defineBase64(ModuleBuilder &module)
{
    defineStandard(module);
    module.function("b16encode(s)", [](Args &a) -> Value {
        return makeBytes(onlyBytes(a["s"]).toHex().toUpper());
    });
    module.function("b16decode(s, casefold=False)", decode16);
    module.function("b32encode(s)", [](Args &a) -> Value {
        return makeBytes(encode32(onlyBytes(a["s"]), base32Alphabet));
    });
    module.function("b32decode(s, casefold=False, map01=None)", [](Args &a) -> Value {
        QByteArray data = dataOf(a["s"]);
        if (!a["map01"].isNone())
            data = replaced(data, "01", "O" + dataOf(a["map01"]));
        return makeBytes(decode32(data, base32Alphabet, a.truth("casefold")));
    });
    module.function("b32hexencode(s)", [](Args &a) -> Value {
        return makeBytes(encode32(onlyBytes(a["s"]), base32HexAlphabet));
    });
    module.function("b32hexdecode(s, casefold=False)", [](Args &a) -> Value {
        return makeBytes(decode32(dataOf(a["s"]), base32HexAlphabet, a.truth("casefold")));
    });
    module.function("b85encode(b, pad=False)", [](Args &a) -> Value {
        return makeBytes(encode85(onlyBytes(a["b"]), a.truth("pad")));
    });
    module.function("b85decode(b)",
                    [](Args &a) -> Value { return makeBytes(decode85(dataOf(a["b"]))); });
}

void defineBinascii(ModuleBuilder &module)
{
    module.defineClass("Error", { module.interpreter().types().ValueError });
    module.function("hexlify(data, sep=?, bytes_per_sep=1)", [](Args &a) -> Value {
        if (a["sep"].isAbsent())
            return makeBytes(onlyBytes(a["data"]).toHex());
        return a.interpreter().callMethod(
            a.interpreter().callMethod(a["data"], "hex", { a["sep"], a["bytes_per_sep"] }),
            "encode");
    });
    module.alias("b2a_hex", "hexlify");
    module.function("unhexlify(hexstr, /)",
                    [](Args &a) -> Value { return makeBytes(decodeHex(dataOf(a["hexstr"]))); });
    module.alias("a2b_hex", "unhexlify");
    module.function("b2a_base64(data, *, newline=True)", [](Args &a) -> Value {
        return makeBytes(onlyBytes(a["data"]).toBase64() + (a.truth("newline") ? "\n" : ""));
    });
    module.function("a2b_base64(data, /, *, strict_mode=False)", [](Args &a) -> Value {
        return makeBytes(decode64(dataOf(a["data"]), a.truth("strict_mode")));
    });
    module.function("crc32(data, value=0, /)", [](Args &a) -> Value {
        quint32 crc = ~static_cast<quint32>(a.integer("value"));
        for (const char c : onlyBytes(a["data"])) {
            crc ^= static_cast<unsigned char>(c);
            for (int bit = 0; bit < 8; ++bit)
                crc = (crc & 1U) != 0 ? (crc >> 1) ^ 0xEDB88320U : crc >> 1;
        }
        return static_cast<qint64>(~crc);
    });
}

} // namespace limbeck::lang
