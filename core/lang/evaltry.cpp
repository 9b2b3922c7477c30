// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

// try and with. Script code never runs inside a C++ `catch`: it may suspend the generator whose
// stack this is.

#include "core/lang/evaluator.h"
#include "core/lang/generator.h"
#include "core/lang/protocol.h"

namespace limbeck::lang {

using namespace Qt::StringLiterals;

namespace {

/// What `except` and `finally` blocks take for the exception that is being handled.
class HandledScope
{
public:
    HandledScope(Value &handled, const Value &exception)
        : m_handled(handled)
        , m_previous(std::exchange(handled, exception))
    {
    }

    ~HandledScope() { m_handled = m_previous; }

    HandledScope(const HandledScope &) = delete;
    HandledScope &operator=(const HandledScope &) = delete;

private:
    Value &m_handled;
    Value m_previous;
};

/// Whether a handler looks as if it takes a missing module in its stride.
bool catchesImportErrors(const ast::Try &statement)
{
    const auto isImportError = [](const ast::Expr *type) {
        QString name;
        switch (type->kind) {
        case ast::Kind::LocalName:
        case ast::Kind::CellName:
        case ast::Kind::GlobalName:
        case ast::Kind::ClassName:
            name = static_cast<const ast::Name *>(type)->id->text;
            break;
        default:
            return false;
        }
        return name == u"ImportError" || name == u"ModuleNotFoundError" || name == u"Exception"
            || name == u"BaseException";
    };
    for (const ast::ExceptHandler &handler : statement.handlers) {
        if (!handler.type || isImportError(handler.type))
            return true;
        if (handler.type->kind == ast::Kind::Tuple) {
            for (const ast::Expr *type : static_cast<const ast::Tuple *>(handler.type)->elements) {
                if (isImportError(type))
                    return true;
            }
        }
    }
    return false;
}

/// Counts a statement that sees exceptions, while it is executed. (One in a generator that waits
/// counts on.)
class Watcher
{
public:
    explicit Watcher(int &count)
        : m_count(count)
    {
        ++m_count;
    }

    ~Watcher() { --m_count; }

    Q_DISABLE_COPY_MOVE(Watcher)

private:
    int &m_count;
};

} // namespace

Completion Evaluator::executeTry(Frame &frame, const ast::Try *statement)
{
    const Watcher watcher(m_watchers);
    if (statement->finalbody.isEmpty())
        return executeHandlers(frame, statement);
    Value pending = Value::absent();
    Completion completion = Completion::Normal;
    try {
        completion = executeHandlers(frame, statement);
    } catch (const ScriptException &exception) {
        noteTraceback(frame, exception);
        pending = exception.exception;
    }
    Value returned = std::move(frame.returned);
    Completion final = Completion::Normal;
    if (pending.isAbsent()) {
        final = execute(frame, statement->finalbody);
    } else {
        const HandledScope handled(m_handled, pending);
        Value raised = Value::absent();
        try {
            final = execute(frame, statement->finalbody);
        } catch (const ScriptException &exception) {
            noteTraceback(frame, exception); // while it is known what was being handled
            raised = exception.exception;
        }
        if (!raised.isAbsent())
            throw ScriptException { raised };
    }
    if (final != Completion::Normal)
        return final; // a return or break in `finally` swallows the exception
    if (!pending.isAbsent())
        throw ScriptException { pending };
    frame.returned = std::move(returned);
    return completion;
}

Completion Evaluator::executeHandlers(Frame &frame, const ast::Try *statement)
{
    if (statement->isStar)
        return executeStarHandlers(frame, statement);
    if (statement->handlers.isEmpty())
        return execute(frame, statement->body);
    Value caught;
    const bool guards = catchesImportErrors(*statement);
    m_importGuards += guards ? 1 : 0;
    try {
        const Completion completion = execute(frame, statement->body);
        m_importGuards -= guards ? 1 : 0;
        if (completion != Completion::Normal)
            return completion;
    } catch (const ScriptException &exception) {
        m_importGuards -= guards ? 1 : 0;
        noteTraceback(frame, exception);
        caught = exception.exception;
    }
    if (caught.isNone())
        return execute(frame, statement->orelse);
    for (const ast::ExceptHandler &handler : statement->handlers) {
        bool matched = !handler.type;
        if (!matched) {
            const HandledScope handled(m_handled, caught);
            const Value types = evaluate(frame, handler.type);
            frame.range = &handler.type->range;
            matched = matchesException(caught, types);
        }
        if (matched)
            return executeHandler(frame, handler, caught);
    }
    throw ScriptException { caught };
}

Completion Evaluator::executeHandler(Frame &frame, const ast::ExceptHandler &handler,
                                     const Value &exception)
{
    const HandledScope handled(m_handled, exception);
    if (handler.target)
        assignName(frame, handler.target, exception);
    Completion completion = Completion::Normal;
    Value pending = Value::absent();
    try {
        completion = execute(frame, handler.body);
    } catch (const ScriptException &inner) {
        noteTraceback(frame, inner);
        pending = inner.exception;
    }
    if (handler.target) { // `del name`, unless the body did it
        assignName(frame, handler.target, Value());
        removeName(frame, handler.target);
    }
    if (!pending.isAbsent())
        throw ScriptException { pending };
    return completion;
}

Completion Evaluator::executeStarHandlers(Frame &frame, const ast::Try *statement)
{
    Value caught;
    try {
        const Completion completion = execute(frame, statement->body);
        if (completion != Completion::Normal)
            return completion;
    } catch (const ScriptException &exception) {
        noteTraceback(frame, exception);
        caught = exception.exception;
    }
    if (caught.isNone())
        return execute(frame, statement->orelse);
    const CoreTypes &types = m_in.types();
    const bool isGroup = caught.object()->type()->isSubclassOf(types.BaseExceptionGroup.get());
    Value rest = caught;
    ValueVector raised;
    for (const ast::ExceptHandler &handler : statement->handlers) {
        if (rest.isNone())
            break;
        const Value wanted = evaluate(frame, handler.type);
        Value matched;
        if (isGroup) {
            const Value parts = m_in.callMethod(rest, "split", { wanted });
            matched = m_in.getItem(parts, 0);
            rest = m_in.getItem(parts, 1);
        } else if (matchesException(rest, wanted)) {
            matched = m_in.call(types.ExceptionGroup, { makeStr({}), makeList({ rest }) });
            rest = {};
        }
        if (matched.isNone())
            continue;
        try {
            const Completion completion = executeHandler(frame, handler, matched);
            if (completion != Completion::Normal)
                return completion;
        } catch (const ScriptException &exception) {
            raised.push_back(exception.exception);
        }
    }
    if (raised.empty() && rest.isNone())
        return Completion::Normal;
    if (raised.empty())
        throw ScriptException { rest };
    if (!rest.isNone())
        raised.push_back(rest);
    if (raised.size() == 1)
        throw ScriptException { raised.front() };
    throw ScriptException { m_in.call(types.ExceptionGroup,
                                      { makeStr({}), makeList(std::move(raised)) }) };
}

Completion Evaluator::executeWith(Frame &frame, const ast::With *statement, quint32 item)
{
    if (item == statement->items.size())
        return execute(frame, statement->body);
    const Watcher watcher(m_watchers);
    const ast::WithItem &entry = statement->items[item];
    const Value manager = evaluate(frame, entry.contextExpr);
    frame.range = &entry.contextExpr->range;
    const Names &names = m_in.names();
    Str *const enterName = statement->isAsync ? names.aenter.get() : names.enter.get();
    Str *const exitName = statement->isAsync ? names.aexit.get() : names.exit.get();
    Object *const native = manager.object() && manager.object()->isContextManager()
            && !specialMethod(manager, enterName)
        ? manager.object()
        : nullptr;
    Value exit;
    Value entered;
    if (native) {
        entered = native->enter(m_in);
    } else {
        Type *const type = m_in.typeOf(manager);
        if (!type->lookup(enterName) || !type->lookup(exitName))
            throwTypeError(u"'%1' object does not support the %2context manager protocol"_s.arg(
                m_in.typeName(manager), statement->isAsync ? u"asynchronous "_s : QString()));
        exit = m_in.getAttr(manager, exitName);
        entered = m_in.callMethod(manager, enterName);
        if (statement->isAsync)
            entered = m_in.await(entered);
    }
    Completion completion = Completion::Normal;
    Value pending;
    try {
        if (entry.target)
            assign(frame, entry.target, entered);
        completion = executeWith(frame, statement, item + 1);
    } catch (const ScriptException &exception) {
        noteTraceback(frame, exception);
        pending = exception.exception;
    }
    const Value returned = std::move(frame.returned);
    const auto leave = [&]() {
        if (native)
            return native->exit(m_in, pending);
        Value type;
        Value traceback;
        if (!pending.isNone()) {
            type = Value(pending.object()->type());
            traceback = m_in.getAttr(pending, names.traceback.get());
        }
        Value result = m_in.call(exit, { type, pending, traceback });
        if (statement->isAsync)
            result = m_in.await(result);
        return !pending.isNone() && m_in.truth(result);
    };
    frame.range = &entry.contextExpr->range;
    if (pending.isNone()) {
        leave();
        frame.returned = returned;
        return completion;
    }
    bool swallowed = false;
    {
        const HandledScope handled(m_handled, pending);
        try {
            swallowed = leave();
        } catch (const ScriptException &exception) {
            noteTraceback(frame, exception);
            throw;
        }
    }
    if (!swallowed)
        throw ScriptException { pending };
    return Completion::Normal;
}

} // namespace limbeck::lang
