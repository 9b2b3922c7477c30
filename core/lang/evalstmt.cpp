// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

// Statements, except try/with (evaltry.cpp), definitions (evaldef.cpp), imports and match.

#include "core/lang/evaluator.h"
#include "core/lang/generator.h"
#include "core/lang/opaque.h"
#include "core/lang/protocol.h"
#include "core/lang/sequence.h"

namespace limbeck::lang {

using namespace Qt::StringLiterals;

Completion Evaluator::execute(Frame &frame, Statements body)
{
    for (const ast::Stmt *statement : body) {
        frame.range = &statement->range;
        if (statement->kind == ast::Kind::ExprStmt) {
            const ast::Expr *const expression =
                static_cast<const ast::ExprStmt *>(statement)->value;
            const Value dropped = evaluate(frame, expression);
            if (dropped.isOpaque()
                && (expression->kind == ast::Kind::Call || expression->kind == ast::Kind::Await))
                requireKnownEffect(m_in, dropped);
            continue;
        }
        const Completion completion = execute(frame, statement);
        if (completion != Completion::Normal)
            return completion;
    }
    return Completion::Normal;
}

Completion Evaluator::execute(Frame &frame, const ast::Stmt *statement)
{
    switch (statement->kind) {
    case ast::Kind::Assign: {
        const auto *const assignment = static_cast<const ast::Assign *>(statement);
        const Value value = evaluate(frame, assignment->value);
        for (const ast::Expr *target : assignment->targets)
            assign(frame, target, value);
        return Completion::Normal;
    }
    case ast::Kind::AugAssign:
        executeAugmented(frame, static_cast<const ast::AugAssign *>(statement));
        return Completion::Normal;
    case ast::Kind::AnnAssign:
        executeAnnotated(frame, static_cast<const ast::AnnAssign *>(statement));
        return Completion::Normal;
    case ast::Kind::Return: {
        const auto *const result = static_cast<const ast::Return *>(statement);
        frame.returned = result->value ? evaluate(frame, result->value) : Value();
        return Completion::Return;
    }
    case ast::Kind::If:
        return executeIf(frame, static_cast<const ast::If *>(statement));
    case ast::Kind::While:
        return executeWhile(frame, static_cast<const ast::While *>(statement));
    case ast::Kind::For:
        return executeFor(frame, static_cast<const ast::For *>(statement));
    case ast::Kind::Try:
        return executeTry(frame, static_cast<const ast::Try *>(statement));
    case ast::Kind::With:
        return executeWith(frame, static_cast<const ast::With *>(statement), 0);
    case ast::Kind::Match:
        return executeMatch(frame, static_cast<const ast::Match *>(statement));
    case ast::Kind::Pass:
    case ast::Kind::Global:
    case ast::Kind::Nonlocal:
        return Completion::Normal;
    case ast::Kind::Break:
        return Completion::Break;
    case ast::Kind::Continue:
        return Completion::Continue;
    case ast::Kind::Raise:
        executeRaise(frame, static_cast<const ast::Raise *>(statement));
        break;
    case ast::Kind::Assert:
        executeAssert(frame, static_cast<const ast::Assert *>(statement));
        break;
    case ast::Kind::Delete:
        for (const ast::Expr *target : static_cast<const ast::Delete *>(statement)->targets)
            remove(frame, target);
        break;
    case ast::Kind::Import:
        executeImport(frame, static_cast<const ast::Import *>(statement));
        break;
    case ast::Kind::ImportFrom:
        executeImportFrom(frame, static_cast<const ast::ImportFrom *>(statement));
        break;
    case ast::Kind::FunctionDef:
        executeFunction(frame, static_cast<const ast::FunctionDef *>(statement));
        break;
    case ast::Kind::ClassDef:
        executeClass(frame, static_cast<const ast::ClassDef *>(statement));
        break;
    case ast::Kind::TypeAlias: {
        const auto *const alias = static_cast<const ast::TypeAlias *>(statement);
        if (!alias->typeParameters.isEmpty())
            throwUnsupported(u"a type alias with parameters"_s);
        assignName(frame, alias->target,
                   m_in.makeTypeAlias(alias->target->id->text,
                                      frame.unit->module().textOf(alias->value->range)));
        break;
    }
    default:
        throwUnsupported(u"this kind of statement"_s);
    }
    return Completion::Normal;
}

Completion Evaluator::executeIf(Frame &frame, const ast::If *branch)
{
    for (const ast::IfBranch &candidate : branch->branches) {
        frame.range = &candidate.test->range;
        if (truthOf(frame, candidate.test))
            return execute(frame, candidate.body);
    }
    return execute(frame, branch->orelse);
}

Completion Evaluator::executeWhile(Frame &frame, const ast::While *loop)
{
    for (;;) {
        m_in.step();
        frame.range = &loop->test->range;
        if (!truthOf(frame, loop->test))
            break;
        const Completion completion = execute(frame, loop->body);
        if (completion == Completion::Break)
            return Completion::Normal;
        if (completion == Completion::Return)
            return completion;
    }
    return execute(frame, loop->orelse);
}

Completion Evaluator::executeFor(Frame &frame, const ast::For *loop)
{
    const Value iterable = evaluate(frame, loop->iter);
    frame.range = &loop->iter->range;
    const Value iterator = loop->isAsync ? asyncIterate(m_in, iterable) : m_in.iterate(iterable);
    auto *const range = iterator.as<RangeIterator>();
    const bool plainTarget = loop->target->kind == ast::Kind::LocalName;
    Value item;
    for (;;) {
        m_in.step();
        const bool more = range ? range->advance(item)
            : loop->isAsync     ? asyncNext(m_in, iterator, item)
                                : m_in.next(iterator, item);
        if (!more)
            break;
        if (plainTarget)
            frame.locals[static_cast<const ast::Name *>(loop->target)->slot] = item;
        else
            assign(frame, loop->target, item);
        const Completion completion = execute(frame, loop->body);
        if (completion == Completion::Break)
            return Completion::Normal;
        if (completion == Completion::Return)
            return completion;
        frame.range = &loop->iter->range;
    }
    return execute(frame, loop->orelse);
}

void Evaluator::executeAssert(Frame &frame, const ast::Assert *statement)
{
    if (truthOf(frame, statement->test))
        return;
    const Value message = statement->msg ? evaluate(frame, statement->msg) : Value::absent();
    throwError(m_in.types().AssertionError.get(), message);
}

void Evaluator::executeRaise(Frame &frame, const ast::Raise *statement)
{
    if (!statement->exc) {
        if (m_handled.isNone())
            throwRuntimeError(u"No active exception to reraise"_s);
        throw ScriptException { m_handled };
    }
    const Value exception = evaluate(frame, statement->exc);
    const Value cause = statement->cause ? evaluate(frame, statement->cause) : Value::absent();
    raise(frame, exception, cause);
}

void Evaluator::executeAugmented(Frame &frame, const ast::AugAssign *statement)
{
    static constexpr BinaryOperator operators[] = {
        BinaryOperator::Add,         BinaryOperator::Subtract,
        BinaryOperator::Multiply,    BinaryOperator::MatrixMultiply,
        BinaryOperator::Divide,      BinaryOperator::Modulo,
        BinaryOperator::Power,       BinaryOperator::LeftShift,
        BinaryOperator::RightShift,  BinaryOperator::Or,
        BinaryOperator::Xor,         BinaryOperator::And,
        BinaryOperator::FloorDivide,
    };
    const BinaryOperator op = operators[static_cast<size_t>(statement->op)];
    const ast::Expr *const target = statement->target;
    if (target->kind == ast::Kind::Attribute) {
        const auto *const attribute = static_cast<const ast::Attribute *>(target);
        const Value object = evaluate(frame, attribute->value);
        Str *const name = nameOf(attribute->attr);
        const Value old = m_in.getAttr(object, name);
        m_in.setAttr(object, name, m_in.inPlace(op, old, evaluate(frame, statement->value)));
        return;
    }
    if (target->kind == ast::Kind::Subscript) {
        const auto *const subscript = static_cast<const ast::Subscript *>(target);
        const Value object = evaluate(frame, subscript->value);
        const Value key = evaluate(frame, subscript->slice);
        const Value old = m_in.getItem(object, key);
        m_in.setItem(object, key, m_in.inPlace(op, old, evaluate(frame, statement->value)));
        return;
    }
    const auto *const name = static_cast<const ast::Name *>(target);
    if (name->kind == ast::Kind::LocalName) {
        // Moved out meanwhile, so that appending to a text or list does not copy what nobody else
        // holds.
        Value &slot = frame.locals[name->slot];
        if (slot.isAbsent())
            throwUnbound(frame, name);
        const Value right = evaluate(frame, statement->value);
        if (slot.isSmallInt() && right.isSmallInt() && op == BinaryOperator::Add) {
            qint64 sum = 0;
            if (!__builtin_add_overflow(slot.integer(), right.integer(), &sum)) {
                slot = Value(sum);
                return;
            }
        }
        const Value old = slot;
        slot = m_in.inPlace(op, old, right);
        return;
    }
    const Value old = evaluate(frame, target);
    assignName(frame, name, m_in.inPlace(op, old, evaluate(frame, statement->value)));
}

void Evaluator::executeAnnotated(Frame &frame, const ast::AnnAssign *statement)
{
    if (statement->value)
        assign(frame, statement->target, evaluate(frame, statement->value));
    const bool recorded = statement->simple
        && (frame.scope->type == ast::Scope::Type::Module
            || frame.scope->type == ast::Scope::Type::Class);
    if (recorded) {
        const auto *const name = static_cast<const ast::Name *>(statement->target);
        recordAnnotation(frame, nameOf(name->id), annotation(frame, statement->annotation));
    }
}

Value Evaluator::annotation(Frame &frame, const ast::Expr *expression)
{
    if (frame.unit->module().postponedAnnotations)
        return makeStr(frame.unit->module().textOf(expression->range));
    try {
        return isShared(frame, expression) ? sharedAnnotation(frame, expression)
                                           : evaluate(frame, expression);
    } catch (const ScriptException &exception) {
        // From Python 3.14 on a name may be defined later: annotations are evaluated when asked
        // for.
        if (!isException(exception, m_in.types().NameError))
            throw;
        return makeStr(frame.unit->module().textOf(expression->range));
    }
}

/// Whether other scripts may well have the same annotation.
bool Evaluator::isShared(const Frame &frame, const ast::Expr *annotation)
{
    return annotation->kind == ast::Kind::Subscript && frame.scope->type == ast::Scope::Type::Module
        && !frame.unit->isInPieces();
}

Value Evaluator::sharedAnnotation(Frame &frame, const ast::Expr *annotation)
{
    const TextRange range = annotation->range;
    const QStringView text =
        QStringView(frame.unit->file()->text()).sliced(range.start, range.end - range.start);
    Dict &builtins = m_in.builtins()->dict();
    Value value = m_annotations.find(text, *frame.globals, builtins);
    if (value.isAbsent()) {
        value = evaluate(frame, annotation);
        m_annotations.keep(text, annotation, *frame.globals, builtins, value, m_in);
    }
    return value;
}

void Evaluator::recordAnnotation(Frame &frame, Str *name, const Value &value)
{
    Str *const key = m_in.names().annotations.get();
    if (!frame.names.isDict()) {
        if (!m_in.contains(frame.names, Value(key)))
            m_in.setItem(frame.names, Value(key), makeDict());
        m_in.setItem(m_in.getItem(frame.names, Value(key)), Value(name), value);
        return;
    }
    auto &names = *static_cast<Dict *>(frame.names.object());
    if (!names.find(key))
        names.set(key, makeDict());
    if (const Value found = *names.find(key); found.isDict())
        static_cast<Dict *>(found.object())->set(name, value);
}

} // namespace limbeck::lang
