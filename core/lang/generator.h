// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lang/code.h"
#include "core/lang/exceptions.h"

#include <exception>
#include <functional>
#include <memory>

namespace limbeck::lang {

class Fiber;

/// A generator, coroutine or asynchronous generator (by its type).
///
/// A generator's body runs on a stack of its own. A coroutine's does not: awaiting it runs it to
/// its end.
class GeneratorObject : public Object
{
public:
    using Body = std::function<Value(Interpreter &, Frame &)>;
    GeneratorObject(Type *type, QString name, FrameStorage storage, Body body);
    ~GeneratorObject() override;

    /// Runs on to the next `yield`; false at the end (then returned() is its value).
    bool resume(Interpreter &interpreter, const Value &sent, Value &item);
    /// Raises @p exception at the `yield` where it stands.
    bool throwInto(Interpreter &interpreter, const Value &exception, Value &item);
    void close(Interpreter &interpreter);
    /// Of a coroutine: runs it to its end.
    Value runToEnd(Interpreter &interpreter);

    [[nodiscard]] const Value &returned() const { return m_returned; }

    [[nodiscard]] bool isFinished() const { return m_state == State::Finished; }

    [[nodiscard]] bool isRunning() const { return m_state == State::Running; }

    [[nodiscard]] const QString &name() const { return m_name; }

    /// Called by the body: hands @p value out and waits; returns what is sent in.
    Value yield(Interpreter &interpreter, const Value &value);

    [[nodiscard]] bool isIterator() const override { return true; }

    bool next(Interpreter &interpreter, Value &item) override;
    Value iterate(Interpreter &interpreter) override;
    QString repr(Interpreter &interpreter) override;
    void clearReferences() override;

private:
    enum class State : quint8 { New, Suspended, Running, Finished };

    bool proceed(Interpreter &interpreter, Value &item);
    void runOnFiber(Interpreter &interpreter);
    void unwind() noexcept;
    void finish();

    QString m_name;
    FrameStorage m_storage;
    Body m_body;
    std::unique_ptr<Fiber> m_fiber;
    Frame m_frame;
    Value m_handled; // what the body's `except` blocks handle
    Value m_transfer; // sent in, or yielded
    Value m_thrown = Value::absent();
    Value m_returned;
    std::exception_ptr m_failure;
    State m_state = State::New;
    bool m_unwinding = false;
};

/// `yield from source` inside of @p generator.
Value delegate(Interpreter &interpreter, GeneratorObject &generator, const Value &source);

/// `async for`: the iterator, and its next item.
[[nodiscard]] Value asyncIterate(Interpreter &interpreter, const Value &iterable);
[[nodiscard]] bool asyncNext(Interpreter &interpreter, const Value &iterator, Value &item);

} // namespace limbeck::lang
