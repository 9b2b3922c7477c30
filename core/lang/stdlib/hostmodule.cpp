// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lang/stdlib/hostmodule.h"

#include "core/lang/code.h"
#include "core/lang/containers.h"
#include "core/lang/evaluator.h"
#include "core/lang/importer.h"
#include "core/lang/interpreter.h"
#include "core/lang/number.h"
#include "core/lang/opaque.h"
#include "core/lang/stdlib/identitymemo.h"
#include "core/lang/stdlib/plainlogging.h"
#include "core/lang/stdlib/stdlib.h"

#include <QRandomGenerator>

#include <unistd.h>

using namespace Qt::StringLiterals;

namespace limbeck::lang {

namespace {

/// os.PathLike: the base of paths.
class PathLike : public Object
{
public:
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

QByteArray contentOf(Interpreter &interpreter, const QString &path)
{
    const auto &read = interpreter.capabilities().readFile;
    if (!read)
        throwRefused(u"reading the file '%1' is not allowed here"_s.arg(path));
    auto data = read(path);
    if (data)
        return *std::move(data);
    if (data.error().code == ErrorCode::FileNotFound)
        throwError(interpreter.types().FileNotFoundError.get(),
                   u"[Errno 2] No such file or directory: '%1'"_s.arg(path));
    throwRefused(data.error().message, data.error().hint);
}

Value readFile(Args &a)
{
    return makeBytes(contentOf(a.interpreter(), a.text("path")));
}

Value fileExists(Args &a)
{
    const auto &exists = a.interpreter().capabilities().fileExists;
    return exists && exists(a.text("path"));
}

/// Something that a module of ours cannot know, as if the script had imported it where it stands.
Value opaque(Args &a)
{
    Interpreter &in = a.interpreter();
    const QString name = a.text("name");
    for (const TraceEntry &entry : in.callStack()) {
        if (entry.span.isValid() && !isBuiltIn(entry.span.file))
            return make<OpaqueObject>(in.types().opaque.get(), name, name, entry.span);
    }
    return in.makeOpaque(name);
}

Value isDirectory(Args &a)
{
    const auto &is = a.interpreter().capabilities().isDirectory;
    return is && is(a.text("path"));
}

Value listDirectory(Args &a)
{
    const QString path = a.text("path");
    const auto &list = a.interpreter().capabilities().listDirectory;
    if (!list)
        throwRefused(u"listing the directory '%1' is not allowed here"_s.arg(path));
    const auto names = list(path);
    if (names)
        return makeStrList(*names);
    if (names.error().code == ErrorCode::FileNotFound)
        throwError(a.interpreter().types().FileNotFoundError.get(),
                   u"[Errno 2] No such file or directory: '%1'"_s.arg(path));
    throwRefused(names.error().message, names.error().hint);
}

/// Evaluates a source of the project in the namespace of a module that the script has made.
Value runFile(Args &a)
{
    auto *const module = a["module"].as<ModuleObject>();
    if (!module)
        throwTypeError(u"exec_module() takes a module"_s);
    const QString path = a.text("path");
    const QString text = QString::fromUtf8(contentOf(a.interpreter(), path));
    a.interpreter().runText(std::make_shared<SourceFile>(path, text), Ref<Dict>(&module->dict()));
    return {};
}

/// Whether an expression is made of nothing but literals, as ast.literal_eval() takes it.
bool isLiteral(const ast::Expr *expression)
{
    const auto all = [](const List<ast::Expr *> &elements) {
        return std::all_of(elements.begin(), elements.end(), isLiteral);
    };
    switch (expression->kind) {
    case ast::Kind::Constant:
        return true;
    case ast::Kind::UnaryOp: {
        const auto *const operation = static_cast<const ast::UnaryOp *>(expression);
        const bool sign =
            operation->op == ast::UnaryOperator::USub || operation->op == ast::UnaryOperator::UAdd;
        return sign && operation->operand->kind == ast::Kind::Constant;
    }
    case ast::Kind::Tuple:
        return all(static_cast<const ast::Tuple *>(expression)->elements);
    case ast::Kind::List:
        return all(static_cast<const ast::ListExpr *>(expression)->elements);
    case ast::Kind::Set:
        return all(static_cast<const ast::Set *>(expression)->elements);
    case ast::Kind::Dict: {
        const auto *const dict = static_cast<const ast::Dict *>(expression);
        return std::all_of(dict->keys.begin(), dict->keys.end(),
                           [](const ast::Expr *key) { return key && isLiteral(key); })
            && all(dict->values);
    }
    case ast::Kind::Call: {
        const auto *const call = static_cast<const ast::Call *>(expression);
        const bool plain = call->args.isEmpty() && call->keywords.isEmpty();
        return plain && call->func->kind == ast::Kind::GlobalName
            && static_cast<const ast::Name *>(call->func)->id->text == u"set";
    }
    default:
        return false;
    }
}

Value literal(Args &a)
{
    Interpreter &in = a.interpreter();
    const ModulePtr parsed =
        parseOrThrow(in, std::make_shared<SourceFile>(u"<unknown>"_s, a.text("text")), true);
    if (!isLiteral(parsed->expression))
        throwValueError(u"malformed node or string on line %1: %2"_s
                            .arg(parsed->place(parsed->expression->range).line)
                            .arg(quoted(a.text("text"))));
    return in.evaluator().evaluateExpression(make<CodeUnit>(in, parsed), makeDict());
}

Value writeLog(Args &a)
{
    if (const auto &log = a.interpreter().capabilities().log)
        log(a.text("logger"), a.text("level"), a.text("text"));
    return {};
}

Value writeLogOutput(Args &a)
{
    if (const auto &output = a.interpreter().capabilities().logOutput)
        output(a.text("text"), a.truth("is_error"));
    return {};
}

/// Whether the line was written. What a script's own handler may not write is refused; what the
/// ini configures is told of and goes without: no run fails for its log.
Value writeLogFile(Args &a)
{
    const QString path = a.text("path");
    const Capabilities &capabilities = a.interpreter().capabilities();
    const Result<> done = capabilities.logToFile
        ? capabilities.logToFile(path, a.text("text").toUtf8(), a.truth("truncate"))
        : failure(ErrorCode::Refused, u"writing the log file '%1' is not allowed here"_s.arg(path));
    if (done)
        return true;
    if (!a.truth("is_configured"))
        throwRefused(done.error().message, done.error().hint);
    if (capabilities.logOutput)
        capabilities.logOutput(
            u"warning: the log file '%1' is not written: %2\n"_s.arg(path, done.error().message),
            true);
    return false;
}

/// The attributes of a logging.LogRecord: the given ones and the time, in the order of @p blank,
/// which has the others.
Value fillLogRecord(Args &a)
{
    const auto &now = a.interpreter().capabilities().now;
    const qint64 milliseconds =
        now ? now().toMSecsSinceEpoch() : QDateTime::currentMSecsSinceEpoch();
    const double created = static_cast<double>(milliseconds) / 1000;
    const QString file = a.text("pathname").section(u'/', -1);
    const qsizetype dot = file.lastIndexOf(u'.');
    const Value fileName = makeStr(file);
    const Value values[] = { a["name"],
                             a["msg"],
                             a["args"],
                             a["levelname"],
                             a["levelno"],
                             a["pathname"],
                             fileName,
                             dot > 0 ? Value(makeStr(file.left(dot))) : fileName,
                             a["exc_info"],
                             Value(),
                             a["stack_info"],
                             a["lineno"],
                             a["funcName"],
                             created,
                             static_cast<double>(milliseconds % 1000),
                             (created - a.number("started")) * 1000 };
    HashTable &record = static_cast<Dict *>(a["record"].object())->table();
    const HashTable &blank = static_cast<Dict *>(a["blank"].object())->table();
    record = blank;
    for (size_t i = 0; i < std::size(values); ++i)
        *record.find(static_cast<const Str *>(blank.entries()[i].key.object())) = values[i];
    return {};
}

Value readIni(Args &a)
{
    const auto &read = a.interpreter().capabilities().readIni;
    if (!read)
        return {};
    const QString path = a.text("path");
    const auto sections = read(path);
    if (!sections && sections.error().code == ErrorCode::FileNotFound)
        throwError(a.interpreter().types().FileNotFoundError.get(),
                   u"%1 doesn't exist"_s.arg(path));
    if (!sections)
        throwError(a.interpreter().types().RuntimeError.get(), sections.error().message);
    const auto result = makeDict();
    for (const auto &[name, options] : *sections) {
        const auto section = makeDict();
        for (const auto &[option, value] : options)
            section->set(a.interpreter(), makeStr(option), makeStr(value));
        result->set(a.interpreter(), makeStr(name), section);
    }
    return result;
}

/// Where logging was called: path, line and function of the innermost code that is not its own.
Value caller(Args &a)
{
    qint64 level = a.integer("stacklevel");
    for (const TraceEntry &entry : a.interpreter().callStack()) {
        const QString path = entry.span.file ? entry.span.file->path() : QString();
        if (path == u"<logging>")
            continue;
        if (--level <= 0)
            return makeTuple({ makeStr(path), entry.span.range.line, makeStr(entry.function) });
    }
    return makeTuple({ makeStr(u"(unknown file)"_s), 0, makeStr(u"(unknown function)"_s) });
}

/// The value of an expression of a configuration file, with @p namespace as its names.
Value evaluate(Args &a)
{
    const Ref<Dict> names = makeDict();
    updateDict(a.interpreter(), *names, a["namespace"]);
    const QString text = u"_value = (\n%1\n)\n"_s.arg(a.text("text"));
    a.interpreter().runText(std::make_shared<SourceFile>(u"<configuration>"_s, text), names);
    return *names->find("_value");
}

/// A file that open() made for writing.
class FileWriterObject : public Object
{
public:
    static constexpr const char *typeName = "FileWriter";

    explicit FileWriterObject(Type *type)
        : Object(type)
    {
    }

    std::unique_ptr<FileWriter> file;
};

void defineFileWriter(ModuleBuilder &module)
{
    module.define<FileWriterObject>("FileWriter")
        .method("write(self, data)",
                [](Args &a) -> Value {
                    const auto &file = a.object<FileWriterObject>("self").file;
                    if (!file)
                        throwError(a.interpreter().types().ValueError.get(),
                                   u"I/O operation on closed file"_s);
                    if (!a["data"].isBytes())
                        a.throwWrongType("data", "bytes");
                    const QByteArray &data = static_cast<Bytes *>(a["data"].object())->data();
                    if (const auto done = file->write(data); !done)
                        throwError(a.interpreter().types().OSError.get(), done.error().message);
                    return static_cast<qint64>(data.size());
                })
        .method("close(self)", [](Args &a) -> Value {
            a.object<FileWriterObject>("self").file.reset();
            return {};
        });
    module.function("open_for_writing(path, mode)", [](Args &a) -> Value {
        const QString path = a.text("path");
        const QString mode = a.text("mode");
        const auto &open = a.interpreter().capabilities().openForWriting;
        if (!open)
            throwRefused(u"writing the file '%1' is not allowed here"_s.arg(path));
        auto file = open(path, mode.front());
        if (!file && file.error().code == ErrorCode::FileNotFound)
            throwError(a.interpreter().types().FileNotFoundError.get(), file.error().message);
        if (!file && file.error().code == ErrorCode::FileAccess)
            throwError(a.interpreter().types().OSError.get(), file.error().message);
        if (!file)
            throwRefused(file.error().message, file.error().hint);
        const auto object = a.interpreter().create<FileWriterObject>();
        object->file = std::move(*file);
        return object;
    });
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
    module.function("is_directory(path)", isDirectory);
    module.function("list_directory(path)", listDirectory);
    module.function("run_file(path, module)", runFile);
    module.function("refuse(what)", [](Args &a) -> Value {
        throwRefused(u"%1() is not allowed here"_s.arg(a.text("what")));
    });
    module.function("literal(text)", literal);
    module.function("opaque(name)", opaque);
    module.function("is_opaque(value)", [](Args &a) -> Value { return a["value"].isOpaque(); });
    module.function("log(logger, level, text)", writeLog);
    module.function("log_output(is_error, text)", writeLogOutput);
    module.function("log_to_file(path, text, truncate, is_configured)", writeLogFile);
    module.function("fill_log_record(record, blank, name, msg, args, levelname, levelno, pathname, "
                    "exc_info, stack_info, lineno, funcName, started)",
                    fillLogRecord);
    module.function("read_ini(path)", readIni);
    module.function("caller(stacklevel)", caller);
    module.function("evaluate(text, namespace)", evaluate);
    module.function("process_id()", [](Args &) -> Value { return qint64(::getpid()); });
    defineFileWriter(module);
    defineIdentityMemo(module);
    definePlainLogging(module);
    module.function("await_(awaitable)",
                    [](Args &a) -> Value { return a.interpreter().await(a["awaitable"]); });
    module.function("is_coroutine_function(function)", [](Args &a) -> Value {
        const auto *function = a["function"].as<FunctionObject>();
        return function && function->scope->isCoroutine;
    });
}

} // namespace limbeck::lang
