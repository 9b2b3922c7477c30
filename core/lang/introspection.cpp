// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

// Builtins that look into objects and code: getattr, isinstance, vars, dir …

#include "core/lang/builtins.h"
#include "core/lang/evaluator.h"
#include "core/lang/importer.h"
#include "core/lang/protocol.h"

namespace limbeck::lang {

using namespace Qt::StringLiterals;

namespace {

Str *attributeName(Args &a)
{
    if (!a["name"].isStr())
        throwTypeError(
            u"attribute name must be string, not '%1'"_s.arg(a.interpreter().typeName(a["name"])));
    return a.interpreter().intern(textOf(a["name"])).get();
}

Value getAttribute(Args &a)
{
    Interpreter &in = a.interpreter();
    Str *const name = attributeName(a);
    if (a["default"].isAbsent())
        return in.getAttr(a[0], name);
    Value found = in.findAttr(a[0], name);
    return found.isAbsent() ? a["default"] : found;
}

/// The variables of the function that calls, as a dict of its own.
Value localsOf(Interpreter &in)
{
    const Frame *const frame = in.evaluator().frame();
    if (!frame)
        return makeDict();
    if (frame->names.isObject())
        return frame->names;
    const Ref<Dict> result = makeDict();
    for (quint32 i = 0; i < frame->scope->locals.size(); ++i) {
        if (!frame->locals[i].isAbsent())
            result->set(in.evaluator().nameOf(frame->scope->locals[i]), frame->locals[i]);
    }
    for (quint32 i = 0; i < frame->scope->cells.size(); ++i) {
        if (!frame->cells[i]->value.isAbsent())
            result->set(in.evaluator().nameOf(frame->scope->cells[i]), frame->cells[i]->value);
    }
    for (quint32 i = 0; i < frame->scope->free.size(); ++i) {
        const Value &value = frame->cells[frame->scope->cells.size() + i]->value;
        if (!value.isAbsent())
            result->set(in.evaluator().nameOf(frame->scope->free[i].name), value);
    }
    return result;
}

Value varsOf(Args &a)
{
    Interpreter &in = a.interpreter();
    if (a["object"].isAbsent())
        return localsOf(in);
    const Value found = in.findAttr(a["object"], in.names().dict.get());
    if (found.isAbsent())
        throwTypeError(u"vars() argument must have __dict__ attribute"_s);
    return found;
}

Value dirOf(Args &a)
{
    Interpreter &in = a.interpreter();
    if (a["object"].isAbsent()) {
        QStringList names;
        for (const Value &key : in.toVector(localsOf(in)))
            names.append(textOf(key));
        names.sort();
        return makeStrList(names);
    }
    if (const Value *const method = specialMethod(a["object"], in.names().dir.get())) {
        ValueVector names = in.toVector(callSpecial(in, *method, a["object"]));
        return in.call(*in.builtins()->dict().find("sorted"), { makeList(std::move(names)) });
    }
    return makeStrList(attributeNamesOf(in, a["object"]));
}

Value globalsOf(Args &a)
{
    Dict *const globals = a.interpreter().currentGlobals();
    return globals ? Value(globals) : Value(makeDict());
}

Value identity(Args &a)
{
    const Value &value = a[0];
    if (value.isObject())
        return static_cast<qint64>(reinterpret_cast<quintptr>(value.object()));
    return (static_cast<qint64>(value.tag()) << 56) ^ value.integer();
}

Value importByName(Args &a)
{
    Interpreter &in = a.interpreter();
    QString name = a.text("name");
    const qint64 level = a.integer("level");
    if (level > 0 && in.currentGlobals())
        name = in.importer().absoluteName(name, static_cast<int>(level), *in.currentGlobals());
    const Value module = in.import(name);
    const bool wantsLast = !a["fromlist"].isNone() && in.truth(a["fromlist"]);
    return wantsLast || !name.contains(u'.') ? module : in.import(name.section(u'.', 0, 0));
}

NativeCode refused(const QString &name)
{
    return [name](Args &) -> Value {
        throwRefused(name + u"(): code that is made while a script runs is not evaluated"_s);
    };
}

} // namespace

void defineIntrospectionFunctions(ModuleBuilder &module)
{
    module.function("getattr(object, name, default=?, /)", getAttribute)
        .function("setattr(object, name, value, /)",
                  [](Args &a) -> Value {
                      a.interpreter().setAttr(a[0], attributeName(a), a[2]);
                      return {};
                  })
        .function("hasattr(object, name, /)",
                  [](Args &a) -> Value {
                      return !a.interpreter().findAttr(a[0], attributeName(a)).isAbsent();
                  })
        .function("delattr(object, name, /)",
                  [](Args &a) -> Value {
                      a.interpreter().delAttr(a[0], attributeName(a));
                      return {};
                  })
        .function("isinstance(obj, class_or_tuple, /)",
                  [](Args &a) -> Value { return a.interpreter().isInstance(a[0], a[1]); })
        .function("issubclass(cls, class_or_tuple, /)",
                  [](Args &a) -> Value { return a.interpreter().isSubclass(a[0], a[1]); })
        .function("callable(obj, /)",
                  [](Args &a) -> Value { return a.interpreter().isCallable(a[0]); })
        .function("id(obj, /)", identity)
        .function("vars(object=?, /)", varsOf)
        .function("dir(object=?, /)", dirOf)
        .function("globals()", globalsOf)
        .function("locals()", [](Args &a) { return localsOf(a.interpreter()); })
        .function("__import__(name, globals=None, locals=None, fromlist=None, level=0)",
                  importByName)
        .function("eval(source, globals=None, locals=None, /)", refused(u"eval"_s))
        .function("exec(source, globals=None, locals=None, /)", refused(u"exec"_s))
        .function(
            "compile(source, filename='', mode='exec', flags=0, dont_inherit=False, optimize=-1)",
            refused(u"compile"_s));
}

} // namespace limbeck::lang
