// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lang/evaluator.h"

#include "core/lang/fiber.h"
#include "core/lang/number.h"
#include "core/lang/protocol.h"
#include "core/lang/stdlib/stdlib.h"

#include <pthread.h>

namespace limbeck::lang {

using namespace Qt::StringLiterals;

namespace {

Value constantOf(const ConstantValue &constant)
{
    struct Visitor
    {
        Value operator()(const NoneConstant &) const { return {}; }

        Value operator()(const EllipsisConstant &) const { return Value::ellipsis(); }

        Value operator()(bool value) const { return value; }

        Value operator()(qint64 value) const { return value; }

        Value operator()(const BigIntConstant &value) const
        {
            return makeInt(BigInt::fromDigits(QString::fromLatin1(value.digits), 10));
        }

        Value operator()(double value) const { return value; }

        Value operator()(const std::complex<double> &) const
        {
            return Value::absent(); // told where it is evaluated
        }

        Value operator()(const QString &value) const { return makeStr(value); }

        Value operator()(const QByteArray &value) const { return makeBytes(value); }
    };

    return std::visit(Visitor {}, constant);
}

} // namespace

CodeUnit::CodeUnit(Interpreter &interpreter, ModulePtr module,
                   std::shared_ptr<const Outline> outline)
    : m_module(std::move(module))
    , m_outline(std::move(outline))
{
    m_constants.resize(m_module->constants.size(), Value::absent());
    m_globalNames.reserve(m_module->globalNames.size());
    for (const SymbolPtr symbol : m_module->globalNames)
        m_globalNames.emplace_back(interpreter.evaluator().nameOf(symbol));
}

Value CodeUnit::makeConstant(quint32 index) const
{
    const ConstantValue &constant = m_module->constants[index];
    // Short texts are mostly names and keys: one object each.
    const auto *const text = std::get_if<QString>(&constant);
    return text && text->size() <= 40 ? Value(Interpreter::current().intern(*text))
                                      : constantOf(constant);
}

Evaluator::Evaluator(Interpreter &interpreter)
    : m_in(interpreter)
{
    enterThread();
}

Evaluator::~Evaluator() = default;

namespace {

/// The lowest address of this thread's stack that may be used. Asked once per thread: for the main
/// thread the C library reads a file to know it.
const char *stackLimitOfThread()
{
    pthread_attr_t attributes;
    void *stack = nullptr;
    size_t size = 0;
    if (pthread_getattr_np(pthread_self(), &attributes) != 0)
        return nullptr;
    pthread_attr_getstack(&attributes, &stack, &size);
    pthread_attr_destroy(&attributes);
    constexpr size_t reserve = 256 * 1024;
    // The main thread's stack grows on demand; no more than this is counted on.
    constexpr size_t most = 7 * 1024 * 1024;
    const size_t usable = std::min(size, most);
    const char *const top = static_cast<const char *>(stack) + size;
    return top - usable + std::min(reserve, usable / 2);
}

} // namespace

void Evaluator::enterThread()
{
    static thread_local const char *const limit = stackLimitOfThread();
    m_stackLimit = limit;
}

void Evaluator::useStack(const Fiber &fiber, int depth)
{
    m_stackLimit = fiber.stackLimit();
    m_depth = depth;
}

Evaluator::SwitchedState Evaluator::exchangeState(SwitchedState state)
{
    SwitchedState previous { m_frame, std::move(m_handled), m_stackLimit, m_depth };
    m_frame = state.frame;
    m_handled = std::move(state.handled);
    m_stackLimit = state.stackLimit;
    m_depth = state.depth;
    return previous;
}

Str *Evaluator::addName(SymbolPtr symbol)
{
    if (symbol->id >= m_symbols.size())
        m_symbols.resize(symbol->id + 64);
    Ref<Str> &name = m_symbols[symbol->id];
    name = m_in.intern(symbol->text);
    return name.get();
}

void Evaluator::throwTooDeep() const
{
    throwError(m_in.types().RecursionError.get(), u"maximum recursion depth exceeded"_s);
}

void Evaluator::runModule(const Ref<CodeUnit> &unit, const Ref<Dict> &globals)
{
    runModule(unit, globals, {});
}

void Evaluator::runModule(const Ref<CodeUnit> &unit, const Ref<Dict> &globals,
                          const StatementFailure &failed)
{
    const ast::Scope &scope = *unit->module().scope;
    std::vector<Value> locals(scope.locals.size(), Value::absent());
    Cells cells(static_cast<size_t>(scope.cells.size()) + scope.free.size());
    setUpCells(scope, {}, locals.data(), cells.data());
    Frame frame;
    frame.unit = unit.get();
    frame.scope = &scope;
    frame.locals = locals.data();
    frame.cells = cells.data();
    frame.globals = globals.get();
    frame.names = globals;
    const FrameScope running(*this, frame);
    const ast::Body &body = unit->module().body;
    if (!failed) {
        executeTopLevel(frame, body);
        return;
    }
    for (quint32 i = 0; i < body.size(); ++i) {
        try {
            executeTopLevel(frame, Statements(body.begin() + i, 1));
        } catch (const ScriptException &exception) {
            if (!isException(exception, m_in.types().OpaqueValueError))
                throw;
            failed(i, m_in.toError(exception));
        } catch (const Interruption &interruption) {
            if (interruption.error.code != ErrorCode::Refused)
                throw;
            failed(i, interruption.error);
        }
    }
}

void Evaluator::executeTopLevel(Frame &frame, Statements statements)
{
    try {
        execute(frame, statements);
    } catch (ScriptException &exception) {
        noteTraceback(frame, exception);
        throw;
    } catch (Interruption &interruption) {
        noteInterruption(interruption);
        throw;
    }
}

Value Evaluator::evaluateExpression(const Ref<CodeUnit> &unit, const Ref<Dict> &globals)
{
    const ast::Scope &scope = *unit->module().scope;
    std::vector<Value> locals(scope.locals.size(), Value::absent());
    Cells cells(static_cast<size_t>(scope.cells.size()) + scope.free.size());
    setUpCells(scope, {}, locals.data(), cells.data());
    Frame frame;
    frame.unit = unit.get();
    frame.scope = &scope;
    frame.locals = locals.data();
    frame.cells = cells.data();
    frame.globals = globals.get();
    frame.names = globals;
    const FrameScope running(*this, frame);
    return evaluate(frame, unit->module().expression);
}

void Evaluator::noteTraceback(const Frame &frame, const ScriptException &exception)
{
    ExceptionObject *const object = exception.object();
    if (object->lastFrame == frame.id)
        return;
    if (object->traceback.empty() && object->context.isNone() && !m_handled.isNone()
        && !m_handled.is(exception.exception))
        object->context = m_handled;
    object->lastFrame = frame.id;
    constexpr size_t maximumEntries = 200; // endless recursion tells enough with its ends
    if (!frame.range || object->traceback.size() >= maximumEntries)
        return;
    object->traceback.push_back({ { frame.unit->file(), frame.unit->module().place(*frame.range) },
                                  frame.scope->name ? frame.scope->name->text : u"<module>"_s });
}

void Evaluator::noteInterruption(Interruption &interruption) const
{
    // The script's own line, where it called into the library.
    if (!interruption.error.span.isValid() && !isBuiltIn(m_in.currentSpan().file))
        interruption.error.span = m_in.currentSpan();
}

bool Evaluator::matchesException(const Value &exception, const Value &types)
{
    if (types.isOpaque())
        return false;
    if (types.isTuple()) {
        for (const Value &type : static_cast<Tuple *>(types.object())->items()) {
            if (matchesException(exception, type))
                return true;
        }
        return false;
    }
    if (types.isType() && static_cast<Type *>(types.object())->opaqueBase().isOpaque()
        && exception.object()->type() != types.object())
        return exception.object()->type()->isSubclassOf(static_cast<Type *>(types.object()));
    if (!types.isType()
        || !static_cast<Type *>(types.object())->isSubclassOf(m_in.types().BaseException.get()))
        throwTypeError(u"catching classes that do not inherit from BaseException is not allowed"_s);
    return exception.object()->type()->isSubclassOf(static_cast<Type *>(types.object()));
}

void Evaluator::raise(Frame &frame, const Value &value, const Value &cause)
{
    Q_UNUSED(frame)
    if (value.isOpaque())
        m_in.requireKnown(value);
    Value exception = value;
    if (value.isType()
        && static_cast<Type *>(value.object())->isSubclassOf(m_in.types().BaseException.get()))
        exception = m_in.call(value);
    auto *const object = exception.as<ExceptionObject>();
    if (!object) {
        if (value.isType() && static_cast<Type *>(value.object())->opaqueBase().isOpaque())
            m_in.requireKnown(static_cast<Type *>(value.object())->opaqueBase());
        throwTypeError(u"exceptions must derive from BaseException"_s);
    }
    if (!cause.isAbsent()) {
        object->suppressContext = true;
        object->cause = cause.isType() ? m_in.call(cause) : cause;
        if (!object->cause.isNone() && !object->cause.as<ExceptionObject>())
            throwTypeError(u"exception causes must derive from BaseException"_s);
    }
    if (!m_handled.isNone() && !m_handled.is(exception))
        object->context = m_handled;
    throw ScriptException { exception };
}

} // namespace limbeck::lang
