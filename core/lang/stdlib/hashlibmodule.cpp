// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lang/interpreter.h"
#include "core/lang/stdlib/modules.h"
#include "core/lang/strobject.h"

#include <QCryptographicHash>
#include <QMessageAuthenticationCode>

using namespace Qt::StringLiterals;

namespace limbeck::lang {

namespace {

using Algorithm = QCryptographicHash::Algorithm;

struct NamedAlgorithm
{
    const char *name;
    Algorithm algorithm;
    int blockSize;
};

constexpr NamedAlgorithm algorithms[] = {
    { "md5", Algorithm::Md5, 64 },
    { "sha1", Algorithm::Sha1, 64 },
    { "sha224", Algorithm::Sha224, 64 },
    { "sha256", Algorithm::Sha256, 64 },
    { "sha384", Algorithm::Sha384, 128 },
    { "sha512", Algorithm::Sha512, 128 },
    { "sha3_224", Algorithm::Sha3_224, 144 },
    { "sha3_256", Algorithm::Sha3_256, 136 },
    { "sha3_384", Algorithm::Sha3_384, 104 },
    { "sha3_512", Algorithm::Sha3_512, 72 },
    { "blake2b", Algorithm::Blake2b_512, 128 },
    { "blake2s", Algorithm::Blake2s_256, 64 },
};

const NamedAlgorithm *findAlgorithm(const QString &name)
{
    const QByteArray wanted = name.toLower().replace(u'-', u'_').toLatin1();
    for (const NamedAlgorithm &candidate : algorithms) {
        if (wanted == candidate.name)
            return &candidate;
    }
    return nullptr;
}

QByteArray bytesOf(const Value &value)
{
    if (const auto *bytes = value.as<Bytes>())
        return bytes->data();
    if (value.isStr())
        throwTypeError(u"Strings must be encoded before hashing"_s);
    throwTypeError(u"object supporting the buffer API required"_s);
}

/// A hash object, or an HMAC when it has a key.
class HashObject : public Object
{
public:
    static constexpr const char *typeName = "HASH";

    explicit HashObject(Type *type)
        : Object(type)
    {
    }

    [[nodiscard]] QByteArray digest() const
    {
        const QByteArray result = key
            ? QMessageAuthenticationCode::hash(data, *key, algorithm->algorithm)
            : QCryptographicHash::hash(data, algorithm->algorithm);
        return result;
    }

    const NamedAlgorithm *algorithm = &algorithms[0];
    QByteArray data;
    std::optional<QByteArray> key;
};

Value newHash(Interpreter &interpreter, const NamedAlgorithm &algorithm, const Value &data)
{
    const auto hash = interpreter.create<HashObject>();
    hash->algorithm = &algorithm;
    if (!data.isAbsent() && !data.isNone())
        hash->data = bytesOf(data);
    return hash;
}

/// BLAKE2 with another length is another function, not a shortened one; Qt has those of whole
/// steps.
Value newBlake2b(Args &a)
{
    const qint64 size = a.integer("digest_size");
    static const QHash<qint64, NamedAlgorithm> sizes {
        { 64, { "blake2b", Algorithm::Blake2b_512, 128 } },
        { 48, { "blake2b", Algorithm::Blake2b_384, 128 } },
        { 32, { "blake2b", Algorithm::Blake2b_256, 128 } },
        { 20, { "blake2b", Algorithm::Blake2b_160, 128 } },
    };
    const auto found = sizes.constFind(size);
    if (found == sizes.constEnd())
        throwUnsupported(
            u"hashlib.blake2b(digest_size=%1) is not supported; 20, 32, 48 and 64 are"_s.arg(size));
    if (a.has("key") && !bytesOf(a["key"]).isEmpty())
        throwUnsupported(u"hashlib.blake2b() with a key is not supported"_s);
    return newHash(a.interpreter(), *found, a["data"]);
}

const NamedAlgorithm &namedAlgorithm(const Value &value)
{
    QString name;
    if (value.isStr())
        name = textOf(value);
    else if (const auto *function = value.as<NativeFunction>())
        name = function->signature().name();
    if (const NamedAlgorithm *found = findAlgorithm(name))
        return *found;
    throwValueError(u"unsupported hash type %1"_s.arg(name));
}

void defineHashObject(ModuleBuilder &module)
{
    module.define<HashObject>("_HASH")
        .method("update(self, data, /)",
                [](Args &a) -> Value {
                    a.object<HashObject>("self").data += bytesOf(a["data"]);
                    return {};
                })
        .method("digest(self)",
                [](Args &a) -> Value { return makeBytes(a.object<HashObject>("self").digest()); })
        .method("hexdigest(self)",
                [](Args &a) -> Value {
                    return makeStr(
                        QString::fromLatin1(a.object<HashObject>("self").digest().toHex()));
                })
        .method("copy(self)",
                [](Args &a) -> Value {
                    const HashObject &self = a.object<HashObject>("self");
                    const auto copy = a.interpreter().create<HashObject>();
                    copy->algorithm = self.algorithm;
                    copy->data = self.data;
                    copy->key = self.key;
                    return copy;
                })
        .property("name",
                  [](Interpreter &, HashObject &self) -> Value {
                      return makeStr(QString::fromLatin1(self.algorithm->name));
                  })
        .property("digest_size",
                  [](Interpreter &, HashObject &self) -> Value {
                      return static_cast<qint64>(
                          QCryptographicHash::hashLength(self.algorithm->algorithm));
                  })
        .property("block_size", [](Interpreter &, HashObject &self) -> Value {
            return self.algorithm->blockSize;
        });
}

} // namespace

void defineHashlib(ModuleBuilder &module)
{
    defineHashObject(module);
    ValueVector names;
    for (const NamedAlgorithm &algorithm : algorithms) {
        names.push_back(makeStr(QString::fromLatin1(algorithm.name)));
        if (algorithm.algorithm == Algorithm::Blake2b_512)
            continue;
        module.function(std::string(algorithm.name) + "(data=?, *, usedforsecurity=True)",
                        [&algorithm](Args &a) -> Value {
                            return newHash(a.interpreter(), algorithm, a["data"]);
                        });
    }
    module.function("blake2b(data=?, /, *, digest_size=64, key=?, usedforsecurity=True)",
                    newBlake2b);
    module.function("new(name, data=?, *, usedforsecurity=True)", [](Args &a) -> Value {
        return newHash(a.interpreter(), namedAlgorithm(a["name"]), a["data"]);
    });
    module.value("algorithms_available", makeTuple(names));
    module.value("algorithms_guaranteed", makeTuple(std::move(names)));
}

void defineHmac(ModuleBuilder &module)
{
    module.interpreter().import(u"hashlib"_s);
    module.function("new(key, msg=None, digestmod=?)", [](Args &a) -> Value {
        const Value made = newHash(a.interpreter(), namedAlgorithm(a["digestmod"]), a["msg"]);
        made.as<HashObject>()->key = bytesOf(a["key"]);
        return made;
    });
    module.alias("HMAC", "new");
    module.function("digest(key, msg, digest)", [](Args &a) -> Value {
        return makeBytes(QMessageAuthenticationCode::hash(bytesOf(a["msg"]), bytesOf(a["key"]),
                                                          namedAlgorithm(a["digest"]).algorithm));
    });
    module.function("compare_digest(a, b, /)",
                    [](Args &a) -> Value { return a.interpreter().equals(a["a"], a["b"]); });
}

} // namespace limbeck::lang
