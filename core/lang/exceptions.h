// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/error.h"
#include "core/lang/containers.h"

#include <memory>
#include <vector>

// Every builtin exception with its base, in an order in which bases come first.
// clang-format off
#define LIMBECK_EXCEPTIONS(X) \
    X(Exception, BaseException) X(SystemExit, BaseException) \
    X(KeyboardInterrupt, BaseException) X(GeneratorExit, BaseException) \
    X(OpaqueValueError, BaseException) X(StopIteration, Exception) \
    X(StopAsyncIteration, Exception) X(ArithmeticError, Exception) \
    X(FloatingPointError, ArithmeticError) X(OverflowError, ArithmeticError) \
    X(ZeroDivisionError, ArithmeticError) X(AssertionError, Exception) \
    X(AttributeError, Exception) X(BufferError, Exception) X(EOFError, Exception) \
    X(ImportError, Exception) X(ModuleNotFoundError, ImportError) X(LookupError, Exception) \
    X(IndexError, LookupError) X(KeyError, LookupError) X(MemoryError, Exception) \
    X(NameError, Exception) X(UnboundLocalError, NameError) X(OSError, Exception) \
    X(BlockingIOError, OSError) X(ChildProcessError, OSError) X(ConnectionError, OSError) \
    X(BrokenPipeError, ConnectionError) X(ConnectionAbortedError, ConnectionError) \
    X(ConnectionRefusedError, ConnectionError) X(ConnectionResetError, ConnectionError) \
    X(FileExistsError, OSError) X(FileNotFoundError, OSError) X(InterruptedError, OSError) \
    X(IsADirectoryError, OSError) X(NotADirectoryError, OSError) X(PermissionError, OSError) \
    X(ProcessLookupError, OSError) X(TimeoutError, OSError) X(ReferenceError, Exception) \
    X(RuntimeError, Exception) X(NotImplementedError, RuntimeError) \
    X(RecursionError, RuntimeError) X(SyntaxError, Exception) X(IndentationError, SyntaxError) \
    X(TabError, IndentationError) X(SystemError, Exception) X(TypeError, Exception) \
    X(ValueError, Exception) X(UnicodeError, ValueError) X(UnicodeDecodeError, UnicodeError) \
    X(UnicodeEncodeError, UnicodeError) X(UnicodeTranslateError, UnicodeError) \
    X(Warning, Exception) X(DeprecationWarning, Warning) X(PendingDeprecationWarning, Warning) \
    X(RuntimeWarning, Warning) X(SyntaxWarning, Warning) X(UserWarning, Warning) \
    X(FutureWarning, Warning) X(ImportWarning, Warning) X(UnicodeWarning, Warning) \
    X(BytesWarning, Warning) X(ResourceWarning, Warning) X(EncodingWarning, Warning) \
    X(BaseExceptionGroup, BaseException) X(ExceptionGroup, Exception)

// clang-format on

namespace limbeck::lang {

/// A line of a traceback: where in which function.
struct TraceEntry
{
    SourceSpan span;
    QString function; ///< "<module>", "upgrade", …
};

/// An instance of BaseException or of a class derived from it.
class ExceptionObject : public Object
{
public:
    explicit ExceptionObject(Type *type);

    ValueVector args;
    Value cause; ///< __cause__
    Value context; ///< __context__
    bool suppressContext = false;
    std::vector<TraceEntry> traceback; ///< innermost line first
    QString hint; ///< remedy or nearest spelling, for Error::hint
    quint64 lastFrame = 0; ///< id of the frame that added the last line of the traceback
    std::shared_ptr<const Error>
        original; ///< told instead when no script catches it (syntax errors of imports)

    /// str(): nothing, the only argument, or the tuple of arguments; a script's __str__ is not
    /// asked (Interpreter::str is).
    QString str(Interpreter &interpreter) override;
    QString repr(Interpreter &interpreter) override;
    void clearReferences() override;
};

/// What carries a script's exception through C++ code. Never leaves the Interpreter's public
/// functions.
struct ScriptException
{
    Value exception; ///< an ExceptionObject

    [[nodiscard]] ExceptionObject *object() const { return exception.as<ExceptionObject>(); }
};

/// A failure that no `except` of a script catches: a limit was reached, the run was cancelled, the
/// sandbox refuses. `finally` and `with` blocks are not run either.
struct Interruption
{
    Error error;
};

// Each throws a ScriptException. @p hint goes to Error::hint, not into the message.
[[noreturn]] void throwError(Type *type, const QString &message, const QString &hint = {});
[[noreturn]] void throwError(Type *type, const Value &argument);
[[noreturn]] void throwTypeError(const QString &message, const QString &hint = {});
[[noreturn]] void throwValueError(const QString &message, const QString &hint = {});
[[noreturn]] void throwKeyError(const Value &key);
[[noreturn]] void throwIndexError(const QString &message);
[[noreturn]] void throwAttributeError(const QString &message, const QString &hint = {});
[[noreturn]] void throwRuntimeError(const QString &message);
[[noreturn]] void throwNotImplementedError(const QString &message);
[[noreturn]] void throwOverflowError(const QString &message);
[[noreturn]] void throwZeroDivisionError(const QString &message);
[[noreturn]] void throwImportError(const QString &message, const QString &hint = {});
[[noreturn]] void throwException(const Value &exception);

/// Throws an Interruption: the sandbox does not allow @p what ("opening files", "os.system").
[[noreturn]] void throwRefused(const QString &message, const QString &hint = {});
/// Throws an Interruption: valid, but not supported. Names what and where; scripts cannot catch it.
[[noreturn]] void throwUnsupported(const QString &message, const QString &hint = {});

} // namespace limbeck::lang
