// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

// The builtin exception classes.

#include "core/lang/builtins.h"
#include "core/lang/evaluator.h"
#include "core/lang/protocol.h"

namespace limbeck::lang {

using namespace Qt::StringLiterals;

namespace {

using PropertyGetter = std::function<Value(Interpreter &, const Value &)>;

ExceptionObject &self(const Value &value)
{
    return *static_cast<ExceptionObject *>(value.object());
}

Value newException(Args &a)
{
    const Ref<Object> made = a.interpreter().allocate(static_cast<Type *>(a[0].object()));
    static_cast<ExceptionObject *>(made.get())->args = a.varPositional();
    return made;
}

Value initException(Args &a)
{
    self(a[0]).args = a.varPositional();
    return {};
}

Value tracebackOf(Interpreter &interpreter, const Value &value)
{
    const ExceptionObject &exception = self(value);
    if (exception.traceback.empty())
        return {};
    // The chain of lines as Python shows it: outermost first.
    Value next;
    for (const TraceEntry &entry : exception.traceback) {
        const Ref<Object> line = make<Object>(interpreter.types().traceback.get(), Kind::Plain);
        Dict &values = line->ensureInstanceDict();
        values.set("tb_lineno", static_cast<qint64>(entry.span.range.line));
        values.set("tb_filename", makeStr(entry.span.file->path()));
        values.set("tb_name", makeStr(entry.function));
        values.set("tb_line", makeStr(entry.span.file->line(entry.span.range.line)));
        values.set("tb_next", next);
        next = line;
    }
    return next;
}

/// OSError(2, "…") makes a FileNotFoundError, and so on.
Value newOSError(Args &a)
{
    const CoreTypes &types = a.interpreter().types();
    auto *type = static_cast<Type *>(a[0].object());
    const ValueVector &args = a.varPositional();
    if (type == types.OSError.get() && args.size() >= 2 && args.front().isSmallInt()) {
        switch (args.front().integer()) {
        case 1:
        case 13:
            type = types.PermissionError.get();
            break;
        case 2:
            type = types.FileNotFoundError.get();
            break;
        case 17:
            type = types.FileExistsError.get();
            break;
        case 20:
            type = types.NotADirectoryError.get();
            break;
        case 21:
            type = types.IsADirectoryError.get();
            break;
        case 110:
            type = types.TimeoutError.get();
            break;
        case 111:
            type = types.ConnectionRefusedError.get();
            break;
        default:
            break;
        }
    }
    const Ref<Object> made = a.interpreter().allocate(type);
    static_cast<ExceptionObject *>(made.get())->args = args;
    return made;
}

/// A property that is one of the arguments unless it was set.
PropertyGetter argument(size_t index)
{
    return [index](Interpreter &, const Value &value) -> Value {
        const ValueVector &args = self(value).args;
        return index < args.size() ? args[index] : Value();
    };
}

void defineBase(Interpreter &interpreter)
{
    core(interpreter, interpreter.types().BaseException)
        .make("(cls, /, *args, **kwargs)", newException)
        .constructor("(self, /, *args)", initException)
        .slots("__repr__ __str__")
        .propertyOf(
            "args",
            [](Interpreter &, const Value &value) -> Value { return makeTuple(self(value).args); },
            [](Interpreter &in, const Value &value, const Value &args) {
                self(value).args = in.toVector(args);
            })
        .propertyOf(
            "__cause__", [](Interpreter &, const Value &value) { return self(value).cause; },
            [](Interpreter &, const Value &value, const Value &cause) {
                self(value).cause = cause;
                self(value).suppressContext = true;
            })
        .propertyOf(
            "__context__", [](Interpreter &, const Value &value) { return self(value).context; },
            [](Interpreter &, const Value &value, const Value &context) {
                self(value).context = context;
            })
        .propertyOf(
            "__suppress_context__",
            [](Interpreter &, const Value &value) -> Value { return self(value).suppressContext; },
            [](Interpreter &in, const Value &value, const Value &suppress) {
                self(value).suppressContext = in.truth(suppress);
            })
        .propertyOf("__traceback__", tracebackOf,
                    [](Interpreter &, const Value &, const Value &) {})
        .method("with_traceback(self, tb, /)", [](Args &a) { return a[0]; })
        .method("add_note(self, note, /)", [](Args &a) -> Value {
            Dict &values = a[0].object()->ensureInstanceDict();
            Str *const name = a.interpreter().names().notes.get();
            if (!a["note"].isStr())
                throwTypeError(
                    u"note must be a str, not '%1'"_s.arg(a.interpreter().typeName(a["note"])));
            if (!values.find(name))
                values.set(name, makeList());
            const Value notes = *values.find(name);
            if (notes.isList())
                static_cast<ListObject *>(notes.object())->append(a["note"]);
            return {};
        });
    interpreter.types().traceback->setInstancesHaveDict(true);
}

Value initImportError(Args &a)
{
    self(a[0]).args = a.varPositional();
    Dict &values = a[0].object()->ensureInstanceDict();
    values.set("name", a["name"]);
    values.set("path", a["path"]);
    values.set("msg", a.varPositional().empty() ? Value() : a.varPositional().front());
    return {};
}

Value initAttributeError(Args &a)
{
    self(a[0]).args = a.varPositional();
    Dict &values = a[0].object()->ensureInstanceDict();
    values.set("name", a["name"]);
    if (!a["obj"].isAbsent())
        values.set("obj", a["obj"]);
    return {};
}

// --- Exception groups
// -----------------------------------------------------------------------------------------------

Value newGroup(Args &a)
{
    Interpreter &in = a.interpreter();
    auto *type = static_cast<Type *>(a[0].object());
    if (!a["message"].isStr())
        throwTypeError(u"argument 1 must be str, not %1"_s.arg(in.typeName(a["message"])));
    const ValueVector exceptions = a.sequence("exceptions");
    if (exceptions.empty())
        throwValueError(u"second argument (exceptions) must be a non-empty sequence"_s);
    bool allPlain = true;
    for (size_t i = 0; i < exceptions.size(); ++i) {
        if (!exceptions[i].as<ExceptionObject>())
            throwValueError(
                u"Item %1 of second argument (exceptions) is not an exception"_s.arg(i));
        allPlain = allPlain && in.isInstance(exceptions[i], in.types().Exception.get());
    }
    if (type == in.types().BaseExceptionGroup.get() && allPlain)
        type = in.types().ExceptionGroup.get();
    const Ref<Object> made = in.allocate(type);
    static_cast<ExceptionObject *>(made.get())->args = { a["message"], a["exceptions"] };
    return made;
}

Value derivedGroup(Interpreter &in, const Value &group, ValueVector members)
{
    if (members.empty())
        return {};
    Value made = in.callMethod(group, "derive", { makeList(std::move(members)) });
    if (auto *const derived = made.as<ExceptionObject>()) {
        derived->cause = self(group).cause;
        derived->context = self(group).context;
        derived->traceback = self(group).traceback;
    }
    return made;
}

bool wanted(Interpreter &in, const Value &condition, const Value &exception)
{
    if (condition.isType() || condition.isTuple())
        return in.evaluator().matchesException(exception, condition);
    return in.truth(in.call(condition, { exception }));
}

/// The group's part that @p condition takes, and the rest.
std::pair<Value, Value> splitGroup(Interpreter &in, const Value &group, const Value &condition)
{
    in.checkStack();
    if (wanted(in, condition, group))
        return { group, Value() };
    if (!in.isInstance(group, in.types().BaseExceptionGroup.get()))
        return { Value(), group };
    ValueVector matched;
    ValueVector rest;
    for (const Value &member : in.toVector(self(group).args.at(1))) {
        const auto [yes, no] = splitGroup(in, member, condition);
        if (!yes.isNone())
            matched.push_back(yes);
        if (!no.isNone())
            rest.push_back(no);
    }
    return { derivedGroup(in, group, std::move(matched)),
             derivedGroup(in, group, std::move(rest)) };
}

void defineGroups(Interpreter &interpreter)
{
    core(interpreter, interpreter.types().BaseExceptionGroup)
        .make("(cls, message, exceptions, /)", newGroup)
        .constructor("(self, /, *args)", [](Args &) -> Value { return {}; })
        .propertyOf("message", argument(0))
        .propertyOf("exceptions",
                    [](Interpreter &in, const Value &value) -> Value {
                        return makeTuple(in.toVector(self(value).args.at(1)));
                    })
        .method("derive(self, excs, /)",
                [](Args &a) {
                    return a.interpreter().call(a.interpreter().types().BaseExceptionGroup,
                                                { self(a[0]).args.at(0), a["excs"] });
                })
        .method("split(self, condition, /)",
                [](Args &a) -> Value {
                    const auto [matched, rest] = splitGroup(a.interpreter(), a[0], a[1]);
                    return makeTuple({ matched, rest });
                })
        .method("subgroup(self, condition, /)",
                [](Args &a) { return splitGroup(a.interpreter(), a[0], a[1]).first; });
}

} // namespace

void defineExceptionTypes(Interpreter &interpreter)
{
    const CoreTypes &types = interpreter.types();
    defineBase(interpreter);
    core(interpreter, types.StopIteration).propertyOf("value", argument(0));
    core(interpreter, types.SystemExit).propertyOf("code", argument(0));
    core(interpreter, types.ImportError)
        .constructor("(self, /, *args, name=None, path=None)", initImportError);
    core(interpreter, types.AttributeError)
        .constructor("(self, /, *args, name=None, obj=?)", initAttributeError);
    core(interpreter, types.NameError)
        .constructor("(self, /, *args, name=None)", [](Args &a) -> Value {
            self(a[0]).args = a.varPositional();
            a[0].object()->ensureInstanceDict().set("name", a["name"]);
            return {};
        });
    const auto ofTwo = [](size_t index) -> PropertyGetter {
        const PropertyGetter get = argument(index);
        return [get](Interpreter &in, const Value &value) {
            return self(value).args.size() >= 2 ? get(in, value) : Value();
        };
    };
    core(interpreter, types.OSError)
        .make("(cls, /, *args)", newOSError)
        .propertyOf("errno", ofTwo(0))
        .propertyOf("strerror", ofTwo(1))
        .propertyOf("filename", argument(2));
    core(interpreter, types.SyntaxError)
        .value("msg", {})
        .value("lineno", {})
        .value("filename", {})
        .value("text", {});
    for (const Ref<Type> &type : { types.UnicodeDecodeError, types.UnicodeEncodeError }) {
        core(interpreter, type)
            .propertyOf("encoding", argument(0))
            .propertyOf("object", argument(1))
            .propertyOf("start", argument(2))
            .propertyOf("end", argument(3))
            .propertyOf("reason", argument(4));
    }
    defineGroups(interpreter);
}

} // namespace limbeck::lang
