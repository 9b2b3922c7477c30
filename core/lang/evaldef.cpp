// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

// def and class.

#include "core/lang/evaluator.h"
#include "core/lang/opaque.h"
#include "core/lang/protocol.h"
#include "core/lang/staticname.h"

namespace limbeck::lang {

using namespace Qt::StringLiterals;

namespace {

/// Variables of a frame that is neither a function's nor a generator's.
struct BlockFrame
{
    std::vector<Value> locals;
    Cells cells;
    Frame frame;

    BlockFrame(Frame &outer, const ast::Scope &scope)
        : locals(scope.locals.size(), Value::absent())
        , cells(static_cast<size_t>(scope.cells.size()) + scope.free.size())
    {
        frame.unit = outer.unit;
        frame.scope = &scope;
        frame.locals = locals.data();
        frame.cells = cells.data();
        frame.globals = outer.globals;
        frame.names = outer.names;
        frame.range = outer.range;
    }
};

/// The bases as given, with `__mro_entries__` asked and opaque ones taken out.
struct ResolvedBases
{
    ValueVector bases;
    Value opaque;
    bool changed = false;
};

ResolvedBases resolveBases(Interpreter &interpreter, const ValueVector &given)
{
    ResolvedBases result;
    const Value original = makeTuple(given);
    for (const Value &base : given) {
        if (base.isOpaque()) {
            result.opaque = base;
            continue;
        }
        if (base.isType()) {
            result.bases.push_back(base);
            continue;
        }
        const Value entries = interpreter.findAttr(base, interpreter.names().mro_entries.get());
        if (entries.isAbsent()) {
            result.bases.push_back(base);
            continue;
        }
        result.changed = true;
        for (const Value &entry : interpreter.toVector(interpreter.call(entries, { original }))) {
            if (entry.isOpaque())
                result.opaque = entry;
            else
                result.bases.push_back(entry);
        }
    }
    return result;
}

/// `class C[T]` derives from typing.Generic, as if it were written.
void addGeneric(Interpreter &interpreter, ValueVector &bases)
{
    const Value generic =
        interpreter.getAttr(interpreter.import(QStringLiteral("typing")), "Generic");
    const bool derives = std::any_of(bases.begin(), bases.end(), [&](const Value &base) {
        return base.isType()
            && static_cast<Type *>(base.object())
                   ->isSubclassOf(static_cast<Type *>(generic.object()));
    });
    if (!derives)
        bases.push_back(generic);
}

/// The most derived of the bases' metaclasses.
Value metaclassOf(Interpreter &interpreter, const ValueVector &bases, const Value &given)
{
    Type *winner = interpreter.types().type.get();
    if (given.isType())
        winner = static_cast<Type *>(given.object());
    for (const Value &base : bases) {
        if (!base.isType())
            throwTypeError(u"bases must be types"_s);
        Type *const candidate = base.object()->type();
        if (winner->isSubclassOf(candidate))
            continue;
        if (!candidate->isSubclassOf(winner))
            throwTypeError(u"metaclass conflict: the metaclass of a derived class must be a "
                           u"(non-strict) subclass of "
                           "the metaclasses of all its bases"_s);
        winner = candidate;
    }
    return Value(winner);
}

} // namespace

Value Evaluator::decorate(Frame &frame, const List<ast::Expr *> &decorators,
                          const std::vector<Value> &evaluated, Value value)
{
    for (size_t i = evaluated.size(); i-- > 0;) {
        frame.range = &decorators[static_cast<quint32>(i)]->range;
        m_decorating = evaluated[i].isOpaque();
        value = m_in.call(evaluated[i], { value });
        m_decorating = false;
    }
    return value;
}

void Evaluator::bindTypeParameters(Frame &frame, const List<ast::TypeParameter> &parameters)
{
    if (parameters.isEmpty())
        return;
    const Value make = m_in.getAttr(m_in.import(QStringLiteral("typing")), "_type_parameter");
    for (const ast::TypeParameter &parameter : parameters) {
        assignName(frame, parameter.target,
                   m_in.call(make,
                             { Value(static_cast<qint64>(parameter.type)),
                               makeStr(parameter.target->id->text) }));
    }
}

void Evaluator::executeFunction(Frame &frame, const ast::FunctionDef *definition)
{
    std::vector<Value> decorators;
    for (const ast::Expr *decorator : definition->decorators)
        decorators.push_back(evaluate(frame, decorator));
    const auto make = [&](Frame &where) {
        const Value made = makeFunction(where, *definition->scope, definition->parameters);
        auto &function = *static_cast<FunctionObject *>(made.object());
        function.body = definition->body;
        if (const auto &outline = frame.unit->outline())
            function.leftOut =
                outline->at(frame.unit->module().place(definition->target->range).line);
        if (definition->docstring >= 0)
            function.doc = frame.unit->constant(static_cast<quint32>(definition->docstring));
        for (const ast::Parameter &parameter : definition->parameters.all) {
            if (parameter.annotation)
                function.annotate(nameOf(parameter.name), annotation(where, parameter.annotation));
        }
        if (definition->returns) {
            static const StaticName result(u"return");
            function.annotate(result.in(m_in), annotation(where, definition->returns));
        }
        return made;
    };
    Value function;
    if (definition->typeScope) {
        BlockFrame block(frame, *definition->typeScope);
        setUpCells(*definition->typeScope, closureFor(frame, *definition->typeScope),
                   block.locals.data(), block.cells.data());
        const FrameScope running(*this, block.frame);
        bindTypeParameters(block.frame, definition->typeParameters);
        function = make(block.frame);
    } else {
        function = make(frame);
    }
    assignName(frame, definition->target,
               decorate(frame, definition->decorators, decorators, function));
}

void Evaluator::executeClass(Frame &frame, const ast::ClassDef *definition)
{
    std::vector<Value> decorators;
    for (const ast::Expr *decorator : definition->decorators)
        decorators.push_back(evaluate(frame, decorator));
    Value made;
    if (definition->typeScope) {
        BlockFrame block(frame, *definition->typeScope);
        setUpCells(*definition->typeScope, closureFor(frame, *definition->typeScope),
                   block.locals.data(), block.cells.data());
        const FrameScope running(*this, block.frame);
        bindTypeParameters(block.frame, definition->typeParameters);
        made = buildClass(block.frame, frame, definition);
    } else {
        made = buildClass(frame, frame, definition);
    }
    assignName(frame, definition->target,
               decorate(frame, definition->decorators, decorators, made));
}

Value Evaluator::buildClass(Frame &frame, Frame &outer, const ast::ClassDef *definition)
{
    const Names &names = m_in.names();
    const ValueVector given = evaluateElements(frame, definition->bases, true);
    CollectedArguments keywords;
    collectKeywords(frame, definition->keywords, keywords, Value(m_in.types().type));
    Value metaclass;
    for (qsizetype i = 0; i < keywords.keywords.size(); ++i) {
        if (keywords.keywords[i].name->text() == u"metaclass") {
            metaclass = keywords.keywords[i].value;
            keywords.keywords.remove(i);
            break;
        }
    }
    ResolvedBases resolved = resolveBases(m_in, given);
    if (!definition->typeParameters.isEmpty())
        addGeneric(m_in, resolved.bases);
    if (metaclass.isOpaque()) {
        if (resolved.opaque.isNone())
            resolved.opaque = metaclass;
        metaclass = {};
    }
    if (metaclass.isNone() || metaclass.isType())
        metaclass = metaclassOf(m_in, resolved.bases, metaclass);
    const QString &name = definition->name->text;
    const Value bases = makeTuple(resolved.bases);
    frame.range = &definition->range;

    Value space;
    const Value prepare = metaclass.is(Value(m_in.types().type))
        ? Value::absent()
        : m_in.findAttr(metaclass, names.prepare.get());
    if (prepare.isAbsent()) {
        space = makeDict();
    } else {
        const Value arguments[] = { makeStr(name), bases };
        space = m_in.call(prepare, { arguments, keywords.view().keywords() });
    }
    BlockFrame block(outer, *definition->scope);
    setUpCells(*definition->scope, closureFor(frame, *definition->scope), block.locals.data(),
               block.cells.data());
    block.frame.names = space;
    const auto put = [&](Str *key, const Value &value) { m_in.setItem(space, Value(key), value); };
    {
        const FrameScope running(*this, block.frame);
        try {
            const Value *const module = outer.globals->find(names.name.get());
            put(names.module.get(), module ? *module : makeStr(u"builtins"_s));
            put(names.qualname.get(), Value(nameOf(definition->scope->qualifiedName)));
            if (definition->docstring >= 0)
                put(names.doc.get(),
                    outer.unit->constant(static_cast<quint32>(definition->docstring)));
            execute(block.frame, definition->body);
        } catch (ScriptException &exception) {
            noteTraceback(block.frame, exception);
            throw;
        } catch (Interruption &interruption) {
            noteInterruption(interruption);
            throw;
        }
    }
    frame.range = &definition->range;
    if (resolved.changed && !m_in.contains(space, Value(names.orig_bases.get())))
        put(names.orig_bases.get(), makeTuple(given));
    if (definition->scope->makesClassCell)
        put(names.classcell.get(), block.cells[static_cast<size_t>(definition->scope->classCell)]);
    if (!resolved.opaque.isNone())
        m_in.setPendingOpaqueBase(resolved.opaque);
    const Value arguments[] = { makeStr(name), bases, space };
    return m_in.call(metaclass, { arguments, keywords.view().keywords() });
}

} // namespace limbeck::lang
