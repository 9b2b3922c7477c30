// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lang/generator.h"

#include "core/lang/evaluator.h"
#include "core/lang/fiber.h"
#include "core/lang/protocol.h"

namespace limbeck::lang {

using namespace Qt::StringLiterals;

namespace {

/// Unwinds the stack of a generator that nobody will resume; scripts do not see it.
struct FiberUnwind
{
};

thread_local int suspendedGenerators = 0;

} // namespace

GeneratorObject::GeneratorObject(Type *type, QString name, FrameStorage storage, Body body)
    : Object(type, Kind::Generator)
    , m_name(std::move(name))
    , m_storage(std::move(storage))
    , m_body(std::move(body))
{
}

GeneratorObject::~GeneratorObject()
{
    if (m_state != State::Suspended)
        return;
    // The body may take references to this object while it ends; they must not destroy it a second
    // time.
    retain();
    try {
        close(Interpreter::current()); // runs its `finally` blocks
    } catch (const ScriptException &) {
        // As in CPython, an exception of a generator that is dropped is nobody's. A limit that was
        // reached shows again at the next step.
    } catch (const Interruption &) {
    }
    unwind();
}

void GeneratorObject::unwind() noexcept
{
    if (!m_fiber || m_state != State::Suspended)
        return;
    m_unwinding = true;
    m_state = State::Running;
    // Not through proceed(): nothing may be thrown here.
    Evaluator &evaluator = Interpreter::current().evaluator();
    m_frame.caller = evaluator.frame();
    Evaluator::SwitchedState outside = evaluator.exchangeState({ &m_frame, {}, nullptr, 0 });
    evaluator.useStack(*m_fiber, 0);
    m_fiber->resume();
    (void)evaluator.exchangeState(std::move(outside));
    m_failure = nullptr;
    finish();
}

void GeneratorObject::finish()
{
    m_state = State::Finished;
    if (m_fiber) {
        m_fiber.reset();
        --suspendedGenerators;
    }
    m_body = nullptr;
    m_storage.locals.clear();
    m_storage.cells.clear();
    m_transfer = {};
}

void GeneratorObject::runOnFiber(Interpreter &interpreter)
{
    try {
        m_frame.locals = m_storage.locals.data();
        m_frame.cells = m_storage.cells.data();
        m_frame.generator = this;
        const FrameScope running(interpreter.evaluator(), m_frame);
        if (!m_thrown.isAbsent())
            throw ScriptException { std::exchange(m_thrown, Value::absent()) };
        m_returned = m_body(interpreter, m_frame);
    } catch (const FiberUnwind &) {
    } catch (...) {
        m_failure = std::current_exception();
    }
    m_state = State::Finished;
}

bool GeneratorObject::proceed(Interpreter &interpreter, Value &item)
{
    if (m_state == State::Running)
        throwValueError(u"generator already executing"_s);
    interpreter.step();
    interpreter.checkStack();
    Evaluator &evaluator = interpreter.evaluator();
    const Ref<GeneratorObject> keep(this);
    if (!m_fiber) {
        if (suspendedGenerators >= interpreter.limits().generators)
            throw Interruption { Error {
                ErrorCode::ScriptLimit,
                u"limit of %1 suspended generators reached"_s.arg(interpreter.limits().generators),
                interpreter.currentSpan(),
                {},
                {},
                {} } };
        m_fiber = std::make_unique<Fiber>([this, &interpreter]() { runOnFiber(interpreter); });
        ++suspendedGenerators;
    } else {
        m_frame.caller = evaluator.frame();
    }
    const bool isNew = m_state == State::New;
    m_state = State::Running;
    Frame *const resumeFrame = isNew ? evaluator.frame() : &m_frame;
    Evaluator::SwitchedState outside = evaluator.exchangeState(
        { resumeFrame, isNew ? evaluator.handledException() : m_handled, nullptr, 0 });
    evaluator.useStack(*m_fiber, outside.depth);
    m_fiber->resume();
    Evaluator::SwitchedState inside = evaluator.exchangeState(std::move(outside));
    m_handled = inside.handled;
    if (m_state != State::Finished) {
        m_state = State::Suspended;
        item = std::exchange(m_transfer, Value());
        return true;
    }
    const std::exception_ptr failure = std::exchange(m_failure, nullptr);
    finish();
    if (!failure)
        return false;
    try {
        std::rethrow_exception(failure);
    } catch (const ScriptException &exception) {
        const CoreTypes &types = interpreter.types();
        const bool async = type() == types.asyncGenerator.get();
        if (!isException(exception, types.StopIteration)
            && !(async && isException(exception, types.StopAsyncIteration)))
            throw;
        const Ref<ExceptionObject> error = make<ExceptionObject>(types.RuntimeError.get());
        error->args.push_back(
            makeStr(async ? u"async generator raised %1"_s.arg(exception.object()->type()->name())
                          : u"generator raised StopIteration"_s));
        error->cause = exception.exception;
        error->context = exception.exception;
        throw ScriptException { error };
    }
}

Value GeneratorObject::yield(Interpreter &interpreter, const Value &value)
{
    m_transfer = value;
    m_state = State::Suspended;
    m_fiber->suspend();
    if (m_unwinding)
        throw FiberUnwind {};
    Q_UNUSED(interpreter)
    if (!m_thrown.isAbsent())
        throw ScriptException { std::exchange(m_thrown, Value::absent()) };
    return std::exchange(m_transfer, Value());
}

bool GeneratorObject::resume(Interpreter &interpreter, const Value &sent, Value &item)
{
    if (m_state == State::Finished) {
        m_returned = {};
        return false;
    }
    if (m_state == State::New && !sent.isNone())
        throwTypeError(u"can't send non-None value to a just-started generator"_s);
    m_transfer = sent;
    return proceed(interpreter, item);
}

bool GeneratorObject::throwInto(Interpreter &interpreter, const Value &exception, Value &item)
{
    if (m_state == State::New)
        finish();
    if (m_state == State::Finished)
        throw ScriptException { exception };
    if (m_state == State::Running)
        throwValueError(u"generator already executing"_s);
    m_thrown = exception;
    return proceed(interpreter, item);
}

void GeneratorObject::close(Interpreter &interpreter)
{
    if (m_state == State::New)
        finish();
    if (m_state != State::Suspended)
        return;
    const CoreTypes &types = interpreter.types();
    try {
        Value item;
        if (throwInto(interpreter, make<ExceptionObject>(types.GeneratorExit.get()), item))
            throwRuntimeError(u"generator ignored GeneratorExit"_s);
    } catch (const ScriptException &exception) {
        if (!isException(exception, types.GeneratorExit)
            && !isException(exception, types.StopIteration))
            throw;
    }
}

Value GeneratorObject::runToEnd(Interpreter &interpreter)
{
    if (m_state != State::New)
        throwRuntimeError(u"cannot reuse already awaited coroutine"_s);
    m_state = State::Running;
    const Ref<GeneratorObject> keep(this);
    m_frame.locals = m_storage.locals.data();
    m_frame.cells = m_storage.cells.data();
    try {
        const FrameScope running(interpreter.evaluator(), m_frame);
        m_returned = m_body(interpreter, m_frame);
    } catch (...) {
        finish();
        throw;
    }
    finish();
    return m_returned;
}

bool GeneratorObject::next(Interpreter &interpreter, Value &item)
{
    return resume(interpreter, Value(), item);
}

Value GeneratorObject::iterate(Interpreter &interpreter)
{
    if (type() != interpreter.types().generator.get())
        throwTypeError(u"'%1' object is not iterable"_s.arg(type()->name()));
    return Value(this);
}

QString GeneratorObject::repr(Interpreter &)
{
    return u"<%1 object %2 at 0x%3>"_s.arg(type()->name(), m_name)
        .arg(reinterpret_cast<quintptr>(this), 12, 16, QLatin1Char('0'));
}

void GeneratorObject::clearReferences()
{
    if (m_state == State::Suspended)
        unwind();
    else if (m_state == State::New)
        finish();
    m_returned = m_handled = m_transfer = {};
    m_thrown = Value::absent();
    Object::clearReferences();
}

Value delegate(Interpreter &interpreter, GeneratorObject &generator, const Value &source)
{
    const Value iterator = interpreter.iterate(source);
    auto *const inner = iterator.as<GeneratorObject>();
    Value item;
    bool more = interpreter.next(iterator, item);
    while (more) {
        Value sent;
        Value thrown = Value::absent();
        try {
            sent = generator.yield(interpreter, item);
        } catch (const ScriptException &exception) {
            thrown = exception.exception;
        }
        if (!thrown.isAbsent()) {
            const bool closing = isException({ thrown }, interpreter.types().GeneratorExit);
            if (inner && closing) {
                inner->close(interpreter);
                throw ScriptException { thrown };
            }
            if (!inner) {
                const Value method = interpreter.findAttr(iterator, "throw");
                if (method.isAbsent() || closing)
                    throw ScriptException { thrown };
                item = interpreter.call(method, { thrown });
                continue;
            }
            more = inner->throwInto(interpreter, thrown, item);
            continue;
        }
        if (inner)
            more = inner->resume(interpreter, sent, item);
        else if (sent.isNone())
            more = interpreter.next(iterator, item);
        else
            item = interpreter.callMethod(iterator, "send", { sent });
    }
    return inner ? inner->returned() : interpreter.lastStopValue();
}

Value asyncIterate(Interpreter &interpreter, const Value &iterable)
{
    const auto *const generator = iterable.as<GeneratorObject>();
    if (generator && generator->type() == interpreter.types().asyncGenerator.get())
        return iterable;
    if (iterable.isOpaque())
        return interpreter.iterate(iterable);
    const Value method = interpreter.findAttr(iterable, interpreter.names().aiter.get());
    if (method.isAbsent())
        throwTypeError(u"'async for' requires an object with __aiter__ method, got %1"_s.arg(
            interpreter.typeName(iterable)));
    return interpreter.call(method);
}

bool asyncNext(Interpreter &interpreter, const Value &iterator, Value &item)
{
    auto *const generator = iterator.as<GeneratorObject>();
    if (generator && generator->type() == interpreter.types().asyncGenerator.get())
        return generator->resume(interpreter, Value(), item);
    const Value method = interpreter.findAttr(iterator, interpreter.names().anext.get());
    if (method.isAbsent())
        return interpreter.next(iterator, item);
    try {
        item = interpreter.await(interpreter.call(method));
        return true;
    } catch (const ScriptException &exception) {
        if (!isException(exception, interpreter.types().StopAsyncIteration))
            throw;
    }
    return false;
}

} // namespace limbeck::lang
