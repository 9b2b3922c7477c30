// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

// The classes generator, coroutine, async_generator and iterator.

#include "core/lang/builtins.h"
#include "core/lang/generator.h"
#include "core/lang/protocol.h"
#include "core/lang/sequence.h"

namespace limbeck::lang {

using namespace Qt::StringLiterals;

namespace {

GeneratorObject &self(const Args &a)
{
    return *static_cast<GeneratorObject *>(a[0].object());
}

[[noreturn]] void stop(Interpreter &in, const Value &value)
{
    throwError(in.types().StopIteration.get(), value.isNone() ? Value::absent() : value);
}

Value send(Args &a)
{
    Value item;
    if (self(a).resume(a.interpreter(), a[1], item))
        return item;
    stop(a.interpreter(), self(a).returned());
}

/// The exception that throw(type, value, traceback) means.
Value thrownBy(Args &a)
{
    Interpreter &in = a.interpreter();
    const Value &type = a["type"];
    if (!type.isType())
        return type;
    const Value &value = a["value"];
    if (value.as<ExceptionObject>())
        return value;
    return value.isNone() ? in.call(type) : in.call(type, { value });
}

Value throwInto(Args &a)
{
    Value item;
    if (self(a).throwInto(a.interpreter(), thrownBy(a), item))
        return item;
    stop(a.interpreter(), self(a).returned());
}

Value close(Args &a)
{
    self(a).close(a.interpreter());
    return {};
}

/// An object that gives its result when it is awaited.
Value awaitableOf(std::function<Value(Interpreter &)> run)
{
    return make<GeneratorObject>(Interpreter::current().types().coroutine.get(),
                                 u"async_generator_asend"_s, FrameStorage(),
                                 [run](Interpreter &in, Frame &) { return run(in); });
}

Value asyncStep(const Ref<GeneratorObject> &generator, const Value &sent)
{
    return awaitableOf([generator, sent](Interpreter &in) -> Value {
        Value item;
        if (generator->resume(in, sent, item))
            return item;
        throwError(in.types().StopAsyncIteration.get(), Value::absent());
    });
}

Ref<GeneratorObject> ref(const Args &a)
{
    return Ref<GeneratorObject>(&self(a));
}

void defineAsyncGenerator(Interpreter &interpreter)
{
    core(interpreter, interpreter.types().asyncGenerator)
        .method("__aiter__(self, /)", [](Args &a) { return a[0]; })
        .method("__anext__(self, /)", [](Args &a) { return asyncStep(ref(a), Value()); })
        .method("asend(self, value, /)", [](Args &a) { return asyncStep(ref(a), a[1]); })
        .method("athrow(self, type, value=None, traceback=None, /)",
                [](Args &a) {
                    const Value exception = thrownBy(a);
                    const Ref<GeneratorObject> generator = ref(a);
                    return awaitableOf([generator, exception](Interpreter &in) -> Value {
                        Value item;
                        if (generator->throwInto(in, exception, item))
                            return item;
                        throwError(in.types().StopAsyncIteration.get(), Value::absent());
                    });
                })
        .method("aclose(self, /)", [](Args &a) {
            const Ref<GeneratorObject> generator = ref(a);
            return awaitableOf([generator](Interpreter &in) -> Value {
                generator->close(in);
                return {};
            });
        });
}

} // namespace

void defineGeneratorTypes(Interpreter &interpreter)
{
    core(interpreter, interpreter.types().generator)
        .slots("__iter__ __next__ __repr__")
        .method("send(self, value, /)", send)
        .method("throw(self, type, value=None, traceback=None, /)", throwInto)
        .method("close(self, /)", close);
    core(interpreter, interpreter.types().coroutine)
        .method("send(self, value, /)",
                [](Args &a) -> Value { stop(a.interpreter(), self(a).runToEnd(a.interpreter())); })
        .method("throw(self, type, value=None, traceback=None, /)",
                [](Args &a) -> Value { throwException(thrownBy(a)); })
        .method("close(self, /)", close)
        .method("__await__(self, /)", [](Args &a) -> Value {
            const Ref<GeneratorObject> coroutine = ref(a);
            return makeIterator([coroutine](Interpreter &in, Value &) {
                const Value result = coroutine->runToEnd(in);
                in.setLastStopValue(result);
                return false;
            });
        });
    for (const Ref<Type> &type : { interpreter.types().generator, interpreter.types().coroutine,
                                   interpreter.types().asyncGenerator })
        core(interpreter, type)
            .propertyOf("__name__", [](Interpreter &, const Value &value) -> Value {
                return makeStr(
                    static_cast<GeneratorObject *>(value.object())->name().section(u'.', -1));
            });
    defineAsyncGenerator(interpreter);
    core(interpreter, interpreter.types().iterator).slots("__iter__ __next__");
}

} // namespace limbeck::lang
