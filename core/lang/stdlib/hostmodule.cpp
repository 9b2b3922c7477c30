// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lang/stdlib/hostmodule.h"

#include "core/lang/code.h"
#include "core/lang/containers.h"
#include "core/lang/interpreter.h"
#include "core/lang/number.h"

#include <QRandomGenerator>

using namespace Qt::StringLiterals;

namespace limbeck::lang {

namespace {

/// os.PathLike: the base of paths.
class PathLike : public Object
{
public:
    static constexpr const char *typeName = "PathLike";

    explicit PathLike(Type *type)
        : Object(type)
    {
    }
};

Value randomBits(Args &a)
{
    const auto &source = a.interpreter().capabilities().random;
    qint64 left = a.integer("count");
    BigInt result;
    while (left > 0) {
        const int take = static_cast<int>(std::min<qint64>(left, 32));
        const quint64 word = source ? source() : QRandomGenerator::system()->generate64();
        const auto part = static_cast<qint64>(word & ((quint64(1) << take) - 1));
        result = result.shiftedLeft(take) | BigInt(part);
        left -= take;
    }
    return makeInt(result);
}

Value environment(Args &a)
{
    const auto result = makeDict();
    const QMap<QString, QString> &variables = a.interpreter().capabilities().environment;
    for (auto it = variables.begin(); it != variables.end(); ++it)
        result->set(a.interpreter(), makeStr(it.key()), makeStr(it.value()));
    return result;
}

Value readFile(Args &a)
{
    const QString path = a.text("path");
    const auto &read = a.interpreter().capabilities().readFile;
    if (!read)
        throwRefused(u"reading the file '%1' is not allowed here"_s.arg(path));
    const auto data = read(path);
    if (data)
        return makeBytes(*data);
    if (data.error().code == ErrorCode::FileNotFound)
        throwError(a.interpreter().types().FileNotFoundError.get(),
                   u"[Errno 2] No such file or directory: '%1'"_s.arg(path));
    throwRefused(data.error().message, data.error().hint);
}

Value fileExists(Args &a)
{
    const auto &exists = a.interpreter().capabilities().fileExists;
    return exists && exists(a.text("path"));
}

Value writeLog(Args &a)
{
    if (const auto &log = a.interpreter().capabilities().log)
        log(a.text("logger"), a.text("level"), a.text("text"));
    return {};
}

Value configureLogging(Args &a)
{
    if (const auto &configure = a.interpreter().capabilities().configureLogging)
        configure(a.text("path"));
    return {};
}

} // namespace

void defineHost(ModuleBuilder &module)
{
    const CoreTypes &types = module.interpreter().types();
    module.define<PathLike>("PathLike");
    module.type("coroutine_type", types.coroutine);
    module.type("generic_alias_type", types.genericAlias);
    module.type("union_type", types.unionType);
    module.type("traceback_type", types.traceback);
    module.type("mapping_proxy_type", types.mappingProxy);
    module.function("random_bits(count)", randomBits);
    module.function("environment()", environment);
    module.function("working_directory()", [](Args &a) -> Value {
        return makeStr(a.interpreter().capabilities().workingDirectory);
    });
    module.function("read_file(path)", readFile);
    module.function("file_exists(path)", fileExists);
    // What lies in a directory is none of a script's business: it sees single files of the project.
    module.function("is_directory(path)", [](Args &) -> Value { return false; });
    module.function("list_directory(path)", [](Args &a) -> Value {
        throwRefused(u"listing the directory '%1' is not allowed here"_s.arg(a.text("path")));
    });
    module.function("refuse(what)", [](Args &a) -> Value {
        throwRefused(u"%1() is not allowed here"_s.arg(a.text("what")));
    });
    module.function("log(logger, level, text)", writeLog);
    module.function("configure_logging(path)", configureLogging);
    module.function("await_(awaitable)",
                    [](Args &a) -> Value { return a.interpreter().await(a["awaitable"]); });
    module.function("is_coroutine_function(function)", [](Args &a) -> Value {
        const auto *function = a["function"].as<FunctionObject>();
        return function && function->scope->isCoroutine;
    });
}

} // namespace limbeck::lang
