// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/canceltoken.h"
#include "core/base/result.h"
#include "core/lang/capabilities.h"
#include "core/lang/coretypes.h"
#include "core/lang/heap.h"
#include "core/lang/names.h"
#include "core/lang/native.h"

#include <functional>
#include <memory>

namespace limbeck::lang {

class Evaluator;
class Importer;
struct Module;

/// Evaluates scripts in a sandbox: the public door of the script language.
///
/// The functions of the first group return a Result and never throw; they are for hosts. Those of
/// the second group are the object protocol for native code that runs *inside* a script's call:
/// they throw ScriptException, and Interruption when a limit is reached. One thread at a time; a
/// CancelToken may be raised from any thread.
class Interpreter
{
public:
    explicit Interpreter(Capabilities capabilities = {}, Limits limits = {},
                         CancelToken cancel = {});
    ~Interpreter();
    Interpreter(const Interpreter &) = delete;
    Interpreter &operator=(const Interpreter &) = delete;

    /// For one that was made before its run was known: what it may do from here on. No script has
    /// been evaluated with it.
    void entrust(Capabilities capabilities, Limits limits, CancelToken cancel);

    /// Makes an interpreter current in this thread while it lives; needed around C++ code of a host
    /// that makes values (makeStr() …) outside of a script's call. The public functions do it
    /// themselves.
    class Activation
    {
    public:
        explicit Activation(Interpreter &interpreter);
        ~Activation();
        Activation(const Activation &) = delete;
        Activation &operator=(const Activation &) = delete;

    private:
        Interpreter *m_previous;
        Heap *m_previousHeap;
    };

    /// The interpreter that is active in this thread.
    [[nodiscard]] static Interpreter &current();

    // --- For hosts: no exception leaves these
    // -----------------------------------------------------------------------

    /// The module object, imported when it is not yet.
    [[nodiscard]] Result<Value> importModule(const QString &name);
    /// Evaluates @p file as module @p name (not entered in sys.modules when @p remember is false).
    [[nodiscard]] Result<Ref<ModuleObject>> runModule(const SourceFilePtr &file,
                                                      const QString &name, bool remember = true);
    /// The same with a file that parse() has read already, in this thread or another.
    [[nodiscard]] Result<Ref<ModuleObject>> runModule(const std::shared_ptr<const Module> &parsed,
                                                      const QString &name, bool remember = true);
    /// Lets go of a module that will not be used again. Its functions hold it in a circle, which
    /// would keep all of it until the interpreter ends; a module that something else refers to
    /// stays.
    void discard(Value &&module);
    /// Calls a function or class of a script.
    [[nodiscard]] Result<Value> invoke(const Value &callable,
                                       const std::vector<Value> &positional = {},
                                       const std::vector<std::pair<QString, Value>> &keywords = {});
    /// Runs C++ code that uses the protocol below, and seals what it throws.
    [[nodiscard]] Result<Value> guarded(const std::function<Value()> &code);
    /// A module's or object's attribute, or nothing if it has none.
    [[nodiscard]] std::optional<Value> attributeOf(const Value &object, const QString &name);
    /// An exception of a script as an Error: "TypeError: …", the innermost script line, the call
    /// stack as notes.
    [[nodiscard]] Error toError(const ScriptException &exception);
    /// The script's exception that @p error tells of, if it is the last one that left a function of
    /// this group; absent otherwise. With it a host that was called by a script lets the exception
    /// go on to its caller.
    [[nodiscard]] Value exceptionBehind(const Error &error) const;

    /// A module made at its first import by native code. Goes before the ModuleLoader.
    void addNativeModule(const QString &name, ModuleDefinition define);
    [[nodiscard]] bool hasNativeModule(const QString &name) const;
    /// Value to put in place of something opaque, by dotted name ("app.config.settings.flag").
    void setOpaqueReplacement(const QString &dottedName, const Value &value);

    [[nodiscard]] std::optional<Value> opaqueReplacement(const QString &dottedName) const;

    void setOpaquePolicy(OpaquePolicy policy) { m_opaquePolicy = policy; }

    [[nodiscard]] OpaquePolicy opaquePolicy() const { return m_opaquePolicy; }

    [[nodiscard]] const Capabilities &capabilities() const { return m_capabilities; }

    [[nodiscard]] Capabilities &capabilities() { return m_capabilities; }

    [[nodiscard]] const Limits &limits() const { return m_limits; }

    [[nodiscard]] const CancelToken &cancelToken() const { return m_cancel; }

    [[nodiscard]] quint64 stepsUsed() const { return m_steps; }

    [[nodiscard]] const Heap &heap() const { return m_heap; }

    // --- For native code: where the script is
    // -----------------------------------------------------------------------

    /// The call (or other expression) of the script that is being evaluated.
    [[nodiscard]] SourceSpan currentSpan() const;
    /// The script's call stack, innermost first.
    [[nodiscard]] std::vector<TraceEntry> callStack() const;
    /// The global namespace of the script code that is running; null outside.
    [[nodiscard]] Dict *currentGlobals() const;

    // --- Types and names
    // --------------------------------------------------------------------------------------------

    [[nodiscard]] const CoreTypes &types() const { return *m_types; }

    [[nodiscard]] const Names &names() const { return *m_names; }

    /// The one str object of a name.
    [[nodiscard]] Ref<Str> intern(const QString &name);
    [[nodiscard]] Ref<Str> intern(const char *name);
    /// The class of a value.
    [[nodiscard]] Type *typeOf(const Value &value) const;
    /// "int", "list", "app.models.User": for messages.
    [[nodiscard]] QString typeName(const Value &value) const;

    /// The Python class of native class T (its module must have been imported).
    template <typename T>
    [[nodiscard]] Ref<Type> nativeType() const
    {
        return nativeTypeAt(nativeTypeIndex<T>());
    }

    /// An object of native class T, without calling its constructor.
    template <typename T>
    [[nodiscard]] Ref<T> create() const
    {
        return make<T>(nativeType<T>().get());
    }

    /// An empty instance of @p type, which may be a script's subclass; for `__new__`.
    [[nodiscard]] Ref<Object> allocate(Type *type);
    /// A class made like `class name(bases): …`, with @p dict as its namespace.
    [[nodiscard]] Value makeClass(const QString &name, const std::vector<Value> &bases,
                                  const Ref<Dict> &dict);

    [[nodiscard]] ModuleObject *builtins() const { return m_builtins.get(); }

    [[nodiscard]] Dict &modules() const { return *m_modules; } ///< sys.modules

    // --- Object protocol
    // --------------------------------------------------------------------------------------------

    [[nodiscard]] Value getAttr(const Value &object, Str *name);
    [[nodiscard]] Value getAttr(const Value &object, const char *name);
    /// Absent if there is no such attribute (AttributeError is caught, nothing else).
    [[nodiscard]] Value findAttr(const Value &object, Str *name);
    [[nodiscard]] Value findAttr(const Value &object, const char *name);
    void setAttr(const Value &object, Str *name, const Value &value);
    void setAttr(const Value &object, const char *name, const Value &value);
    void delAttr(const Value &object, Str *name);
    /// As object.__getattribute__ and object.__setattr__ do (an absent @p value deletes).
    [[nodiscard]] Value genericGetAttr(const Value &object, Str *name);
    void genericSetAttr(const Value &object, Str *name, const Value &value);

    Value call(const Value &callable, const Arguments &arguments = {});
    Value callMethod(const Value &object, const char *name, const Arguments &arguments = {});
    Value callMethod(const Value &object, Str *name, const Arguments &arguments = {});
    [[nodiscard]] bool isCallable(const Value &value);

    [[nodiscard]] bool truth(const Value &value);
    [[nodiscard]] QString repr(const Value &value);
    [[nodiscard]] QString str(const Value &value);
    [[nodiscard]] QString format(const Value &value, const QString &spec);
    [[nodiscard]] qint64 hash(const Value &value);
    [[nodiscard]] bool equals(const Value &a, const Value &b); ///< identity, then ==
    [[nodiscard]] Value compare(Comparison comparison, const Value &a, const Value &b);
    [[nodiscard]] bool lessThan(const Value &a, const Value &b);
    [[nodiscard]] Value binary(BinaryOperator op, const Value &a, const Value &b);
    [[nodiscard]] Value inPlace(BinaryOperator op, const Value &a, const Value &b);
    [[nodiscard]] Value unary(UnaryOperator op, const Value &operand);

    [[nodiscard]] qint64 length(const Value &value);
    [[nodiscard]] Value getItem(const Value &object, const Value &key);
    void setItem(const Value &object, const Value &key, const Value &value);
    void delItem(const Value &object, const Value &key);
    [[nodiscard]] bool contains(const Value &container, const Value &item);

    [[nodiscard]] Value iterate(const Value &iterable); ///< iter()
    [[nodiscard]] bool next(const Value &iterator, Value &item); ///< false at the end

    /// The value of the StopIteration that ended the last next().
    [[nodiscard]] const Value &lastStopValue() const { return m_lastStopValue; }

    void setLastStopValue(const Value &value) { m_lastStopValue = value; }

    [[nodiscard]] bool isIterable(const Value &value);
    [[nodiscard]] ValueVector toVector(const Value &iterable);
    void forEach(const Value &iterable, const std::function<void(const Value &)> &visit);

    [[nodiscard]] bool isInstance(const Value &value, const Value &classOrTuple);
    [[nodiscard]] bool isInstance(const Value &value, const Type *type);
    [[nodiscard]] bool isSubclass(const Value &type, const Value &classOrTuple);

    [[nodiscard]] qint64
    toIndex(const Value &value); ///< int or __index__; TypeError, OverflowError
    [[nodiscard]] double toDouble(const Value &value); ///< float(), int or __float__; TypeError

    /// An exception of class @p type with one argument.
    [[nodiscard]] Value makeException(Type *type, const QString &message);
    /// Imports from native code, as `import name` does; returns the module @p name itself.
    Value import(const QString &name);
    /// Opaque value for something that was not found; @p origin is its dotted name.
    [[nodiscard]] Value makeOpaque(const QString &origin);
    /// Throws OpaqueValueError if @p value is opaque and the effect needs it.
    void requireKnown(const Value &value);
    void requireKnownUnlessAbsorbing(const Value &value);
    /// The members of `X | Y`; nothing if @p value is no union.
    [[nodiscard]] std::optional<ValueVector> unionMembers(const Value &value) const;
    /// Awaits: runs a coroutine (or anything with __await__) to its end and returns its result.
    [[nodiscard]] Value await(const Value &awaitable);
    /// Evaluates Python text as a module body in namespace @p globals.
    void runText(const SourceFilePtr &file, const Ref<Dict> &globals);

    /// Counts a loop turn or call; throws Interruption when limits are reached or the run is
    /// cancelled.
    void step()
    {
        if (++m_steps >= m_nextCheck)
            checkLimits();
    }

    /// Counts @p count of them, for native code whose work grows with its arguments: each some
    /// hundred nanoseconds.
    void steps(quint64 count)
    {
        m_steps += count;
        if (m_steps >= m_nextCheck)
            checkLimits();
    }

    /// The same at once, for native code that waits.
    void checkInterruption() { checkLimits(); }

    /// Throws RecursionError when C++ or script recursion is too deep. Call it in recursive native
    /// code.
    void checkStack() const;

    [[nodiscard]] Evaluator &evaluator() { return *m_evaluator; }

    [[nodiscard]] Importer &importer() { return *m_importer; }

    /// A type parameter or alias by name: enough for annotations.
    [[nodiscard]] Value makeTypeAlias(const QString &name, const QString &text);

    /// The next class that is made derives from @p opaque.
    void setPendingOpaqueBase(const Value &opaque) { m_pendingOpaqueBase = opaque; }

    [[nodiscard]] Value takePendingOpaqueBase()
    {
        return std::exchange(m_pendingOpaqueBase, Value());
    }

private:
    friend class ModuleBuilder;

    [[nodiscard]] Ref<Type> nativeTypeAt(int index) const;
    void setNativeType(int index, const Ref<Type> &type);
    void checkLimits();
    void startClock();

    Capabilities m_capabilities;
    Limits m_limits;
    CancelToken m_cancel;
    OpaquePolicy m_opaquePolicy = OpaquePolicy::Strict;
    quint64 m_steps = 0;
    quint64 m_nextCheck = 0;
    std::chrono::steady_clock::time_point m_deadline;
    int m_doorDepth = 0;
    int m_activations = 0;

    Heap m_heap;
    Value m_lastStopValue;
    Value m_sealedException; ///< the last one that became an Error
    QString m_sealedMessage;
    Value m_pendingOpaqueBase;
    QHash<QString, Ref<Str>> m_interned;
    std::unique_ptr<CoreTypes> m_types;
    std::unique_ptr<Names> m_names;
    std::vector<Ref<Type>> m_nativeTypes;
    QHash<QString, Value> m_opaqueReplacements;
    Ref<ModuleObject> m_builtins;
    Ref<Dict> m_modules;
    std::unique_ptr<Importer> m_importer;
    std::unique_ptr<Evaluator> m_evaluator;
};

} // namespace limbeck::lang
