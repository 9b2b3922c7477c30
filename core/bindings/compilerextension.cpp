// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/bindings/ddlobject.h"
#include "core/bindings/statementobject.h"
#include "core/bindings/typeobject.h"
#include "core/dialect/identifierpreparer.h"

using namespace Qt::StringLiterals;

namespace limbeck::bindings {

using namespace lang;
using namespace schema;

namespace {

/// The `compiler` that @compiles functions get: turns elements and types into text for one dialect.
class CompilerObject : public Object
{
public:
    static constexpr const char *typeName = "Compiler";

    explicit CompilerObject(Type *type)
        : Object(type)
    {
    }

    const Dialect *dialect = nullptr;

    Value attribute(Interpreter &interpreter, Str *name) override;
};

QString process(Interpreter &interpreter, const Value &element, const Dialect &dialect)
{
    dialect::CompileOptions options;
    options.literalBinds = true;
    if (element.as<TypeObject>() || element.isType())
        return orThrow(interpreter, dialect.compile(*toSqlType(interpreter, element, dialect)));
    if (auto *column = element.as<ElementObject>()) {
        if (const TextClause *text = textOfElement(element))
            return text->text;
        return orThrow(interpreter, dialect.compile(*column->expression(interpreter), options));
    }
    if (auto *from = element.as<FromObject>())
        if (const auto *table = std::get_if<TableSource>(&from->from(interpreter)->node))
            return dialect.identifiers().table(*table->table);
    if (element.isList() || element.isTuple()) { // FunctionElement.clauses
        QStringList parts;
        for (const Value &part : interpreter.toVector(element))
            parts.append(process(interpreter, part, dialect));
        return parts.join(u", "_s);
    }
    if (element.isStr() || element.isInt() || element.isFloat() || element.isNone())
        return orThrow(interpreter, dialect.compile(*toExpression(interpreter, element), options));
    return compileToText(interpreter, element, &dialect, true);
}

/// visit_xxx() of a compiler: the text of the element without the script's own functions for it.
Value visitMethod(Interpreter &, const Dialect &dialect)
{
    const Dialect *target = &dialect;
    return makeFunction("visit(element, *args, **kw)", [target](Args &a) -> Value {
        Interpreter &interpreter = a.interpreter();
        if (auto *type = a["element"].as<TypeObject>())
            return makeStr(orThrow(interpreter, target->compile(*type->sql())));
        Library &lib = library(interpreter);
        // While it runs, the functions are out of the way.
        auto kept = std::move(lib.compilers);
        lib.compilers.clear();
        try {
            const QString text = process(interpreter, a["element"], *target);
            lib.compilers = std::move(kept);
            return makeStr(text);
        } catch (...) {
            lib.compilers = std::move(kept);
            throw;
        }
    });
}

Value CompilerObject::attribute(Interpreter &interpreter, Str *name)
{
    const QString &text = name->text();
    if (text.startsWith(u"visit_"))
        return visitMethod(interpreter, *dialect);
    if (text == u"dialect")
        return makeDialectObject(interpreter, *dialect);
    if (text == u"preparer")
        return interpreter.getAttr(makeDialectObject(interpreter, *dialect), "identifier_preparer");
    if (text == u"sql_compiler" || text == u"type_compiler" || text == u"type_compiler_instance")
        return Value(this);
    return Value::absent();
}

/// @compiles(Class, *dialects): registers a function and hands it back.
Value compiles(Args &a)
{
    const Value &cls = a["class_"];
    a.interpreter().requireKnown(cls);
    const ValueVector &names = a.varPositional();
    return makeFunction("decorate(function)", [cls, names](Args &b) -> Value {
        const auto *type = cls.as<Type>();
        if (!type)
            throwTypeError(u"@compiles needs a class"_s);
        auto &byDialect = library(b.interpreter()).compilers[type];
        if (names.empty())
            byDialect[QString()] = b["function"];
        for (const Value &name : names)
            byDialect[b.interpreter().str(name)] = b["function"];
        return b["function"];
    });
}

const Value *compilerFor(Interpreter &interpreter, Type *type, const QString &dialectName)
{
    const auto &compilers = library(interpreter).compilers;
    if (compilers.empty())
        return nullptr;
    for (Type *base : type->mro()) {
        const auto found = compilers.find(base);
        if (found == compilers.end())
            continue;
        for (const QString &name :
             { dialectName, dialectName == u"mariadb" ? u"mysql"_s : QString(), QString() }) {
            const auto function = found->second.find(name);
            if (function != found->second.end())
                return &function->second;
        }
    }
    return nullptr;
}

} // namespace

void refuseCompiledDdl(Interpreter &interpreter, const char *className, const Dialect &dialect)
{
    const Library &lib = library(interpreter);
    if (lib.compilers.empty()
        || !compilerFor(interpreter, lib.classNamed(className).get(), dialect.name()))
        return;
    throwUnsupported(
        u"A @compiles function for %1 stands in the scripts or models; directives do not run it."_s
            .arg(QLatin1StringView(className)),
        u"Write the statement as op.execute(…)."_s);
}

std::optional<QString> compiledByScript(Interpreter &interpreter, const Value &element,
                                        const Dialect &dialect)
{
    if (!element.object())
        return {};
    const Value *function = compilerFor(interpreter, element.object()->type(), dialect.name());
    if (!function)
        return {};
    interpreter.checkStack();
    const Ref<CompilerObject> compiler = interpreter.create<CompilerObject>();
    compiler->dialect = &dialect;
    const Value kept = *function;
    return interpreter.str(interpreter.call(kept, Arguments { element, compiler }));
}

void defineCompilerExtension(ModuleBuilder &module)
{
    module.define<CompilerObject>("SQLCompiler")
        .method("process(self, element, **kw)",
                [](Args &a) -> Value {
                    return makeStr(process(a.interpreter(), a["element"],
                                           *a.object<CompilerObject>("self").dialect));
                })
        .method("render_literal_value(self, value, type_=None)", [](Args &a) -> Value {
            const Dialect &dialect = *a.object<CompilerObject>("self").dialect;
            const SqlTypePtr type =
                a["type_"].isNone() ? nullptr : toSqlType(a.interpreter(), a["type_"], dialect);
            return makeStr(
                orThrow(a.interpreter(),
                        dialect.literal(toLiteral(a.interpreter(), a["value"], type, dialect),
                                        type.get())));
        });
    module.alias("DDLCompiler", "SQLCompiler");
    module.function("compiles(class_, *specs)", compiles);
    module.function("deregister(class_)", [](Args &a) -> Value {
        library(a.interpreter()).compilers.erase(a["class_"].as<Type>());
        return {};
    });
}

} // namespace limbeck::bindings
