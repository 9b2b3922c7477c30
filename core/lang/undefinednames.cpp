// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/nearest.h"
#include "core/lang/resolver.h"

#include <QCoreApplication>
#include <QSet>

using namespace Qt::StringLiterals;

namespace limbeck::lang {

const QStringList &builtinNames()
{
    static const QStringList names =
        QStringLiteral(
            "ArithmeticError AssertionError AttributeError BaseException BaseExceptionGroup "
            "BlockingIOError "
            "BrokenPipeError BufferError BytesWarning ChildProcessError ConnectionAbortedError "
            "ConnectionError "
            "ConnectionRefusedError ConnectionResetError DeprecationWarning EOFError Ellipsis "
            "EncodingWarning "
            "EnvironmentError Exception ExceptionGroup False FileExistsError FileNotFoundError "
            "FloatingPointError "
            "FutureWarning GeneratorExit IOError ImportError ImportWarning IndentationError "
            "IndexError "
            "InterruptedError IsADirectoryError KeyError KeyboardInterrupt LookupError MemoryError "
            "ModuleNotFoundError NameError None NotADirectoryError NotImplemented "
            "NotImplementedError OSError "
            "OverflowError PendingDeprecationWarning PermissionError ProcessLookupError "
            "PythonFinalizationError "
            "RecursionError ReferenceError ResourceWarning RuntimeError RuntimeWarning "
            "StopAsyncIteration "
            "StopIteration SyntaxError SyntaxWarning SystemError SystemExit TabError TimeoutError "
            "True TypeError "
            "UnboundLocalError UnicodeDecodeError UnicodeEncodeError UnicodeError "
            "UnicodeTranslateError "
            "UnicodeWarning UserWarning ValueError Warning ZeroDivisionError __build_class__ "
            "__debug__ __import__ "
            "abs aiter all anext any ascii bin bool breakpoint bytearray bytes callable chr "
            "classmethod compile "
            "complex copyright credits delattr dict dir divmod enumerate eval exec exit filter "
            "float format "
            "frozenset getattr globals hasattr hash help hex id input int isinstance issubclass "
            "iter len license "
            "list locals map max memoryview min next object oct open ord pow print property quit "
            "range repr "
            "reversed round set setattr slice sorted staticmethod str sum super tuple type vars "
            "zip "
            "__name__ __file__ __doc__ __package__ __spec__ __loader__ __builtins__ __path__ "
            "__annotations__ "
            "__dict__ __cached__ __module__ __qualname__ __class__")
            .split(u' ');
    return names;
}

std::vector<Diagnostic> undefinedNames(const Module &module,
                                       const std::vector<const ast::Name *> &unbound)
{
    if (module.hasStarImport)
        return {};
    const QStringList &builtins = builtinNames();
    const QSet<QString> known(builtins.begin(), builtins.end());
    QSet<SymbolPtr> reported;
    std::vector<Diagnostic> result;
    QStringList candidates;
    for (const ast::Name *const name : unbound) {
        const QString &text = name->id->text;
        if (known.contains(text) || reported.contains(name->id))
            continue;
        reported.insert(name->id);
        if (candidates.isEmpty()) {
            candidates = builtins;
            for (const SymbolPtr global : module.globalNames)
                candidates += global->text;
        }
        QStringList others = candidates;
        for (const ast::Name *const other : unbound) {
            if (!known.contains(other->id->text))
                others.removeAll(other->id->text);
        }
        Diagnostic diagnostic;
        diagnostic.severity = Diagnostic::Severity::Warning;
        diagnostic.code = u"undefined-name"_s;
        diagnostic.message =
            QCoreApplication::translate("limbeck::lang", "The name '%1' is not defined.").arg(text);
        diagnostic.span = { module.file, module.place(name->range) };
        diagnostic.hint = didYouMean(text, others);
        result.push_back(diagnostic);
    }
    std::stable_sort(result.begin(), result.end(), [](const Diagnostic &a, const Diagnostic &b) {
        return std::tie(a.span.range.line, a.span.range.column)
            < std::tie(b.span.range.line, b.span.range.column);
    });
    return result;
}

} // namespace limbeck::lang
