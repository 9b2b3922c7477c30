// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lang/interpreter.h"

#include "core/lang/builtins.h"
#include "core/lang/evaluator.h"
#include "core/lang/importer.h"
#include "core/lang/opaque.h"
#include "core/lang/protocol.h"
#include "core/lang/stdlib/stdlib.h"
#include "core/lang/symbol.h"

#include <QLocale>

#include <array>
#include <cstring>

namespace limbeck::lang {

using namespace Qt::StringLiterals;

namespace {

thread_local Interpreter *currentInterpreter = nullptr;
constexpr quint64 stepsBetweenChecks = 1024;

QString typeAndMessage(Interpreter &interpreter, const Value &exception)
{
    const Type *const type = exception.object()->type();
    QString name = type->fullName();
    if (name.startsWith(u"__main__."))
        name = name.mid(9);
    QString message;
    try {
        message = interpreter.str(exception);
    } catch (const ScriptException &) {
        message = u"<exception str() failed>"_s;
    }
    return message.isEmpty() ? name : name + u": "_s + message;
}

} // namespace

Interpreter::Activation::Activation(Interpreter &interpreter)
    : m_previous(std::exchange(currentInterpreter, &interpreter))
    , m_previousHeap(Heap::current())
{
    Heap::setCurrent(&interpreter.m_heap);
    if (interpreter.m_evaluator && interpreter.m_activations == 0)
        interpreter.m_evaluator->enterThread();
    ++interpreter.m_activations;
}

Interpreter::Activation::~Activation()
{
    --currentInterpreter->m_activations;
    currentInterpreter = m_previous;
    Heap::setCurrent(m_previousHeap);
}

Interpreter &Interpreter::current()
{
    Q_ASSERT(currentInterpreter);
    return *currentInterpreter;
}

Interpreter::Interpreter(Capabilities capabilities, Limits limits, CancelToken cancel)
    : m_capabilities(std::move(capabilities))
    , m_limits(limits)
    , m_cancel(std::move(cancel))
    , m_types(std::make_unique<CoreTypes>())
    , m_names(std::make_unique<Names>())
    , m_importer(std::make_unique<Importer>(*this))
{
    const Activation activation(*this);
    m_nextCheck = stepsBetweenChecks;
    makeCoreTypes(*m_types);
    makeNames(*this, *m_names);
    m_evaluator = std::make_unique<Evaluator>(*this);
    m_modules = makeDict();
    for (const auto define : { defineObjectType, defineFunctionTypes, defineNumberTypes,
                               defineStrType, defineBytesType, defineSequenceTypes, defineDictType,
                               defineSetTypes, defineGeneratorTypes, defineExceptionTypes })
        define(*this);
    sealCoreTypes(*m_types);
    m_builtins = m_importer->makeModule(u"builtins"_s, false);
    ModuleBuilder builder(*this, m_builtins);
    defineBuiltinFunctions(builder);
    defineIterationFunctions(builder);
    defineIntrospectionFunctions(builder);
    m_modules->set("builtins", m_builtins);
    addStandardLibrary(*this);
    m_heap.setLimit(m_limits.allocatedBytes);
}

void Interpreter::entrust(Capabilities capabilities, Limits limits, CancelToken cancel)
{
    m_capabilities = std::move(capabilities);
    m_limits = limits;
    m_cancel = std::move(cancel);
    m_heap.setLimit(m_limits.allocatedBytes);
}

Interpreter::~Interpreter()
{
    const Activation activation(*this);
    m_heap.setLimit(std::numeric_limits<qint64>::max());
    m_heap.clear();
    m_importer.reset();
    m_lastStopValue = {};
    m_sealedException = {};
    m_pendingOpaqueBase = {};
    m_opaqueReplacements.clear();
    m_nativeTypes.clear();
    m_builtins = nullptr;
    m_modules = nullptr;
    m_evaluator.reset();
    m_interned.clear();
    m_names.reset();
    releaseCoreTypes(*m_types);
    m_types.reset();
}

// --- Public door
// ----------------------------------------------------------------------------------------------------

Result<Value> Interpreter::guarded(const std::function<Value()> &code)
{
    const Activation activation(*this);
    if (m_doorDepth == 0)
        startClock();
    ++m_doorDepth;
    const auto seal = [this](auto result) {
        --m_doorDepth;
        return result;
    };
    try {
        return seal(Result<Value>(code()));
    } catch (const ScriptException &exception) {
        Error error = toError(exception);
        m_sealedException = exception.exception;
        m_sealedMessage = error.message;
        return seal(Result<Value>(tl::unexpected<Error>(std::move(error))));
    } catch (const Interruption &interruption) {
        Error error = interruption.error;
        if (!error.span.isValid())
            error.span = currentSpan();
        return seal(Result<Value>(tl::unexpected<Error>(error)));
    } catch (const std::bad_alloc &) {
        return seal(Result<Value>(tl::unexpected<Error>(
            Error { ErrorCode::ScriptLimit, u"out of memory"_s, {}, {}, {}, {} })));
    }
}

Result<Value> Interpreter::importModule(const QString &name)
{
    return guarded([&]() { return m_importer->import(name); });
}

Result<Ref<ModuleObject>> Interpreter::runModule(const SourceFilePtr &file, const QString &name,
                                                 bool remember)
{
    Ref<ModuleObject> module;
    const Result<Value> result = guarded([&]() -> Value {
        module = m_importer->runFile(file, name, remember);
        return module;
    });
    if (!result)
        return tl::unexpected<Error>(result.error());
    return module;
}

Result<Ref<ModuleObject>> Interpreter::runModule(const std::shared_ptr<const Module> &parsed,
                                                 const QString &name, bool remember)
{
    Ref<ModuleObject> module;
    const Result<Value> result = guarded([&]() -> Value {
        module = m_importer->runParsed(parsed, name, remember);
        return module;
    });
    if (!result)
        return tl::unexpected<Error>(result.error());
    return module;
}

void Interpreter::discard(Value &&module)
{
    const Activation activation(*this);
    const Value taken(std::move(module));
    if (!hasKind(taken, Kind::Module) || taken.object()->references() != 1)
        return;
    Dict &names = static_cast<ModuleObject *>(taken.object())->dict();
    quint32 fromWithin = 1; // the module itself
    for (const HashTable::Entry &entry : names.table().entries()) {
        if (!hasKind(entry.value, Kind::Function) || entry.key.isAbsent())
            continue;
        const auto *const function = static_cast<FunctionObject *>(entry.value.object());
        if (function->references() == 1 && function->globals.get() == &names)
            ++fromWithin;
    }
    if (names.references() == fromWithin)
        names.table().clear();
}

Result<Value> Interpreter::invoke(const Value &callable, const std::vector<Value> &positional,
                                  const std::vector<std::pair<QString, Value>> &keywords)
{
    return guarded([&]() {
        std::vector<KeywordArgument> named;
        for (const auto &[name, value] : keywords)
            named.push_back({ intern(name), value });
        return call(callable, { positional, named });
    });
}

std::optional<Value> Interpreter::attributeOf(const Value &object, const QString &name)
{
    Value found = Value::absent();
    const Result<Value> result = guarded([&]() -> Value {
        found = findAttr(object, intern(name).get());
        return {};
    });
    if (!result || found.isAbsent())
        return std::nullopt;
    return found;
}

Error Interpreter::toError(const ScriptException &exception)
{
    ExceptionObject *const object = exception.object();
    if (object->original) {
        Error error = *object->original;
        for (const TraceEntry &entry : object->traceback)
            error.notes.append(u"%1: in %2"_s.arg(entry.span.toString(), entry.function));
        return error;
    }
    Error error;
    const bool opaque = object->type()->isSubclassOf(m_types->OpaqueValueError.get());
    error.code = opaque ? ErrorCode::Unsupported : ErrorCode::Script;
    error.message = opaque ? str(exception.exception) : typeAndMessage(*this, exception.exception);
    error.hint = object->hint;
    const auto &trace = object->traceback; // innermost first: the script's own line is the place
    const auto own = std::find_if(trace.begin(), trace.end(), [](const TraceEntry &entry) {
        return !isBuiltIn(entry.span.file);
    });
    if (!trace.empty())
        error.span = own == trace.end() ? trace.front().span : own->span;
    for (const TraceEntry &entry : object->traceback)
        error.notes.append(u"%1: in %2"_s.arg(entry.span.toString(), entry.function));
    const Value notes = findAttr(exception.exception, m_names->notes.get());
    if (notes.isList()) {
        for (const Value &note : static_cast<ListObject *>(notes.object())->items())
            error.notes.append(textOf(note));
    }
    const Value &cause = object->cause;
    if (cause.isObject())
        error.notes.append(u"caused by %1"_s.arg(typeAndMessage(*this, cause)));
    else if (object->context.isObject() && !object->suppressContext)
        error.notes.append(u"while handling %1"_s.arg(typeAndMessage(*this, object->context)));
    return error;
}

Value Interpreter::exceptionBehind(const Error &error) const
{
    return m_sealedException.isObject() && error.message == m_sealedMessage ? m_sealedException
                                                                            : Value::absent();
}

void Interpreter::addNativeModule(const QString &name, ModuleDefinition define)
{
    m_importer->addNative(name, std::move(define));
}

bool Interpreter::hasNativeModule(const QString &name) const
{
    return m_importer->hasNative(name);
}

void Interpreter::setOpaqueReplacement(const QString &dottedName, const Value &value)
{
    m_opaqueReplacements.insert(dottedName, value);
}

std::optional<Value> Interpreter::opaqueReplacement(const QString &dottedName) const
{
    const auto found = m_opaqueReplacements.constFind(dottedName);
    return found == m_opaqueReplacements.constEnd() ? std::nullopt : std::optional<Value>(*found);
}

// --- Limits
// ---------------------------------------------------------------------------------------------------------

void Interpreter::startClock()
{
    if (m_limits.duration)
        m_deadline = std::chrono::steady_clock::now() + *m_limits.duration;
}

void Interpreter::checkLimits()
{
    const auto interrupt = [](ErrorCode code, const QString &message) {
        throw Interruption { Error { code, message, {}, {}, {}, {} } }; // frames add the place
    };
    // Outside of the public doors a host's own code runs, which nothing may interrupt by an
    // exception.
    if (m_doorDepth == 0)
        return;
    if (m_cancel.isCancelled())
        interrupt(ErrorCode::Cancelled, u"evaluation was cancelled"_s);
    if (m_steps >= m_limits.steps)
        interrupt(ErrorCode::ScriptLimit,
                  u"step limit of %1 reached"_s.arg(QLocale::c().toString(m_limits.steps)));
    if (m_limits.duration && std::chrono::steady_clock::now() > m_deadline)
        interrupt(
            ErrorCode::ScriptLimit,
            u"time limit of %1 ms reached"_s.arg(static_cast<qint64>(m_limits.duration->count())));
    m_nextCheck = std::min(m_steps + stepsBetweenChecks, m_limits.steps);
}

void Interpreter::checkStack() const
{
    m_evaluator->checkStack();
}

// --- Where the script is
// --------------------------------------------------------------------------------------------

SourceSpan Interpreter::currentSpan() const
{
    const Frame *const frame = m_evaluator ? m_evaluator->frame() : nullptr;
    if (!frame || !frame->range)
        return {};
    return { frame->unit->file(), frame->unit->module().place(*frame->range) };
}

std::vector<TraceEntry> Interpreter::callStack() const
{
    std::vector<TraceEntry> entries;
    for (const Frame *frame = m_evaluator->frame(); frame; frame = frame->caller) {
        if (frame->range)
            entries.push_back({ { frame->unit->file(), frame->unit->module().place(*frame->range) },
                                frame->scope->name ? frame->scope->name->text : u"<module>"_s });
    }
    return entries;
}

Dict *Interpreter::currentGlobals() const
{
    return m_evaluator->frame() ? m_evaluator->frame()->globals : nullptr;
}

// --- Types and names
// ------------------------------------------------------------------------------------------------

Ref<Str> Interpreter::intern(const QString &name)
{
    if (const auto found = m_interned.constFind(name); found != m_interned.constEnd())
        return *found;
    const Ref<Str> text = make<Str>(m_types->str.get(), name);
    text->m_interned = true;
    m_interned.insert(name, text);
    return text;
}

namespace {

/// The symbol of a name in native code. Such names are mostly literals, so the address tells where
/// the symbol was kept the last time.
SymbolPtr symbolOf(const char *name)
{
    struct Known
    {
        SymbolPtr symbol = nullptr;
        std::array<char, 32> name {}; ///< empty if it is longer
    };

    constexpr size_t count = 1024;
    static thread_local std::array<Known, count> all {};
    const auto address = reinterpret_cast<quintptr>(name);
    Known &known = all[(address ^ (address >> 10)) % count];
    if (!known.symbol || std::strcmp(known.name.data(), name) != 0) {
        known.symbol = lang::intern(QString::fromUtf8(name));
        const size_t size = std::strlen(name) + 1;
        known.name.front() = '\0';
        if (size <= known.name.size())
            std::memcpy(known.name.data(), name, size);
    }
    return known.symbol;
}

} // namespace

Ref<Str> Interpreter::intern(const char *name)
{
    // While the interpreter is being made there is no evaluator that keeps names by their symbols.
    return m_evaluator ? Ref<Str>(m_evaluator->nameOf(symbolOf(name)))
                       : intern(QString::fromUtf8(name));
}

Type *Interpreter::typeOf(const Value &value) const
{
    switch (value.tag()) {
    case Value::Tag::None:
    case Value::Tag::Absent:
        return m_types->none.get();
    case Value::Tag::NotImplemented:
        return m_types->notImplemented.get();
    case Value::Tag::Ellipsis:
        return m_types->ellipsis.get();
    case Value::Tag::Bool:
        return m_types->boolean.get();
    case Value::Tag::Int:
        return m_types->integer.get();
    case Value::Tag::Float:
        return m_types->floating.get();
    case Value::Tag::Object:
        return value.object()->type();
    }
    return m_types->object.get();
}

QString Interpreter::typeName(const Value &value) const
{
    return typeOf(value)->name();
}

Ref<Type> Interpreter::nativeTypeAt(int index) const
{
    const auto at = static_cast<size_t>(index);
    return at < m_nativeTypes.size() ? m_nativeTypes[at] : nullptr;
}

void Interpreter::setNativeType(int index, const Ref<Type> &type)
{
    const auto at = static_cast<size_t>(index);
    if (at >= m_nativeTypes.size())
        m_nativeTypes.resize(at + 1);
    m_nativeTypes[at] = type;
}

Value Interpreter::makeException(Type *type, const QString &message)
{
    return call(Value(type), { makeStr(message) });
}

Value Interpreter::import(const QString &name)
{
    return m_importer->import(name);
}

Value Interpreter::makeOpaque(const QString &origin)
{
    return make<OpaqueObject>(m_types->opaque.get(), origin, origin, currentSpan());
}

void Interpreter::requireKnown(const Value &value)
{
    if (!value.isOpaque())
        return;
    const auto *const opaque = static_cast<OpaqueObject *>(value.object());
    throwError(m_types->OpaqueValueError.get(), opaque->explanation(),
               u"give it a value in limbeck.toml: [opaque] \"%1\" = …"_s.arg(opaque->path()));
}

void Interpreter::runText(const SourceFilePtr &file, const Ref<Dict> &globals)
{
    m_evaluator->runModule(make<CodeUnit>(*this, parseOrThrow(*this, file, false)), globals);
}

} // namespace limbeck::lang
