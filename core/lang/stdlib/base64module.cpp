// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lang/interpreter.h"
#include "core/lang/stdlib/modules.h"
#include "core/lang/strobject.h"

using namespace Qt::StringLiterals;

namespace limbeck::lang {

namespace {

/// bytes, or the ASCII text of a str.
QByteArray dataOf(const Value &value)
{
    if (const auto *bytes = value.as<Bytes>())
        return bytes->data();
    if (value.isStr())
        return textOf(value).toLatin1();
    throwTypeError(u"a bytes-like object is required"_s);
}

QByteArray onlyBytes(const Value &value)
{
    if (const auto *bytes = value.as<Bytes>())
        return bytes->data();
    throwTypeError(u"a bytes-like object is required, not 'str'"_s);
}

/// binascii.Error of this interpreter.
[[noreturn]] void throwBinasciiError(Interpreter &interpreter, const QString &message)
{
    const Value error = interpreter.getAttr(interpreter.import(u"binascii"_s), "Error");
    throwException(interpreter.call(error, { makeStr(message) }));
}

QByteArray decode(Interpreter &interpreter, const QByteArray &data,
                  QByteArray::Base64Options options)
{
    // Characters outside the alphabet are skipped, as Python does; missing padding is an error.
    QByteArray clean;
    const bool url = options.testFlag(QByteArray::Base64UrlEncoding);
    for (const char c : data) {
        const bool letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z')
            || (c >= '0' && c <= '9') || (url ? c == '-' || c == '_' : c == '+' || c == '/');
        if (letter)
            clean += c;
    }
    const qsizetype padding = data.count('=');
    if (clean.size() % 4 == 1)
        throwBinasciiError(interpreter,
                           u"Invalid base64-encoded string: number of data characters (%1) cannot "
                           u"be 1 more than a "
                           u"multiple of 4"_s.arg(clean.size()));
    if (clean.size() % 4 != 0 && clean.size() % 4 + padding < 4)
        throwBinasciiError(interpreter, u"Incorrect padding"_s);
    return QByteArray::fromBase64(clean, options);
}

} // namespace

void defineBase64(ModuleBuilder &module)
{
    const auto encoder = [](QByteArray::Base64Options options) {
        return
            [options](Args &a) -> Value { return makeBytes(onlyBytes(a["s"]).toBase64(options)); };
    };
    const auto decoder = [](QByteArray::Base64Options options) {
        return [options](Args &a) -> Value {
            return makeBytes(decode(a.interpreter(), dataOf(a["s"]), options));
        };
    };
    module.function("b64encode(s, altchars=None)", encoder(QByteArray::Base64Encoding));
    module.function("standard_b64encode(s)", encoder(QByteArray::Base64Encoding));
    module.function("urlsafe_b64encode(s)", encoder(QByteArray::Base64UrlEncoding));
    module.function("b64decode(s, altchars=None, validate=False)",
                    decoder(QByteArray::Base64Encoding));
    module.function("standard_b64decode(s)", decoder(QByteArray::Base64Encoding));
    module.function("urlsafe_b64decode(s)", decoder(QByteArray::Base64UrlEncoding));
    module.function("encodebytes(s)", [](Args &a) -> Value {
        const QByteArray data = onlyBytes(a["s"]);
        QByteArray result;
        for (qsizetype i = 0; i < data.size(); i += 57)
            result += data.mid(i, 57).toBase64() + '\n';
        return makeBytes(result);
    });
    module.function("decodebytes(s)", decoder(QByteArray::Base64Encoding));
    module.function("b16encode(s)", [](Args &a) -> Value {
        return makeBytes(onlyBytes(a["s"]).toHex().toUpper());
    });
    module.function("b16decode(s, casefold=False)", [](Args &a) -> Value {
        return makeBytes(QByteArray::fromHex(dataOf(a["s"])));
    });
}

void defineBinascii(ModuleBuilder &module)
{
    module.defineClass("Error", { module.interpreter().types().ValueError });
    module.function("hexlify(data)",
                    [](Args &a) -> Value { return makeBytes(onlyBytes(a["data"]).toHex()); });
    module.alias("b2a_hex", "hexlify");
    module.function("unhexlify(hexstr, /)", [](Args &a) -> Value {
        const QByteArray text = dataOf(a["hexstr"]);
        if (text.size() % 2 != 0)
            throwBinasciiError(a.interpreter(), u"Odd-length string"_s);
        for (const char c : text) {
            if (!std::isxdigit(static_cast<unsigned char>(c)))
                throwBinasciiError(a.interpreter(), u"Non-hexadecimal digit found"_s);
        }
        return makeBytes(QByteArray::fromHex(text));
    });
    module.alias("a2b_hex", "unhexlify");
    module.function("b2a_base64(data, *, newline=True)", [](Args &a) -> Value {
        return makeBytes(onlyBytes(a["data"]).toBase64() + (a.truth("newline") ? "\n" : ""));
    });
    module.function("a2b_base64(data)", [](Args &a) -> Value {
        return makeBytes(decode(a.interpreter(), dataOf(a["data"]), QByteArray::Base64Encoding));
    });
    module.function("crc32(data, value=0)", [](Args &a) -> Value {
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
