// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lang/containers.h"
#include "core/lang/evaluator.h"
#include "core/lang/interpreter.h"
#include "core/lang/stdlib/modules.h"

#include <limits>

using namespace Qt::StringLiterals;

namespace limbeck::lang {

namespace {

/// sys.stdout and sys.stderr: writing goes to the host.
class OutputStream : public Object
{
public:
    static constexpr const char *typeName = "TextIOWrapper";

    explicit OutputStream(Type *type)
        : Object(type)
    {
    }

    void write(Interpreter &interpreter, const QString &text) const
    {
        const Capabilities &capabilities = interpreter.capabilities();
        const auto &sink =
            isError && capabilities.printError ? capabilities.printError : capabilities.print;
        if (sink)
            sink(text);
    }

    bool isError = false;
};

void defineStream(ModuleBuilder &module)
{
    module.define<OutputStream>("_TextIOWrapper")
        .method("write(self, text)",
                [](Args &a) -> Value {
                    const QString text = a.text("text");
                    a.object<OutputStream>("self").write(a.interpreter(), text);
                    return static_cast<qint64>(text.size());
                })
        .method("writelines(self, lines)",
                [](Args &a) -> Value {
                    for (const Value &line : a.sequence("lines"))
                        a.object<OutputStream>("self").write(a.interpreter(),
                                                             a.interpreter().str(line));
                    return {};
                })
        .method("flush(self)", [](Args &) -> Value { return {}; })
        .method("isatty(self)", [](Args &) -> Value { return false; })
        .method("fileno(self)",
                [](Args &) -> Value {
                    throwRefused(u"fileno() of a standard stream is not allowed here"_s);
                })
        .value("encoding", makeStr(u"utf-8"_s))
        .value("closed", false);
    for (const bool error : { false, true }) {
        const auto stream = module.interpreter().create<OutputStream>();
        stream->isError = error;
        module.value(error ? "stderr" : "stdout", stream);
        module.value(error ? "__stderr__" : "__stdout__", stream);
    }
    module.value("stdin", Value());
}

const QString structuresText = uR"(
from collections import namedtuple as _namedtuple
version_info = _namedtuple('version_info', 'major minor micro releaselevel serial')(3, 11, 0, 'final', 0)
implementation = _namedtuple('implementation', 'name version')('limbeck', version_info)
float_info = _namedtuple('float_info', 'max min epsilon dig mant_dig')(
    1.7976931348623157e+308, 2.2250738585072014e-308, 2.220446049250313e-16, 15, 53)
flags = _namedtuple('flags', 'debug optimize')(0, 0)
)"_s;

} // namespace

void defineSys(ModuleBuilder &module)
{
    Interpreter &interpreter = module.interpreter();
    defineStream(module);
    const auto argv = makeStrList(interpreter.capabilities().argv);
    module.value("argv", argv);
    module.value("orig_argv", argv);
    module.value("path", makeList());
    module.value("meta_path", makeList());
    module.value("modules", Value(Ref<Dict>(&interpreter.modules())));
    module.value("maxsize", std::numeric_limits<qint64>::max());
    module.value("maxunicode", 0x10ffff);
    module.value("byteorder", makeStr(u"little"_s));
    module.value("platform", makeStr(u"linux"_s));
    module.value("executable", makeStr(QString()));
    module.value("prefix", makeStr(u"/usr"_s));
    module.value("version", makeStr(u"3.11.0 (Limbeck " LIMBECK_VERSION ")"_s));
    module.value("hexversion", 0x030b00f0);
    module.value("dont_write_bytecode", true);
    module.value("builtin_module_names", makeTuple());
    module.later("version_info implementation float_info flags",
                 [](ModuleBuilder &self) { self.script(structuresText); });
    module.function("getrecursionlimit()",
                    [](Args &a) -> Value { return a.interpreter().limits().callDepth; });
    module.function("setrecursionlimit(limit)", [](Args &) -> Value { return {}; });
    module.function("getdefaultencoding()", [](Args &) -> Value { return makeStr(u"utf-8"_s); });
    module.function("getfilesystemencoding()", [](Args &) -> Value { return makeStr(u"utf-8"_s); });
    module.function("getsizeof(object, default=None)", [](Args &) -> Value { return 64; });
    module.function("getrefcount(object)", [](Args &) -> Value { return 2; });
    module.function("intern(string)",
                    [](Args &a) -> Value { return a.interpreter().intern(a.text("string")); });
    module.function("exc_info()", [](Args &a) -> Value {
        const Value exception = a.interpreter().evaluator().handledException();
        if (exception.isNone())
            return makeTuple({ Value(), Value(), Value() });
        return makeTuple(
            { Value(Ref<Type>(a.interpreter().typeOf(exception))), exception, Value() });
    });
    module.function("exit(status=None)", [](Args &a) -> Value {
        throwError(a.interpreter().types().SystemExit.get(), a["status"]);
    });
}

} // namespace limbeck::lang
