// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lang/ast.h"
#include "core/lang/capabilities.h"

#include <QHash>
#include <QSet>

namespace limbeck::lang {

struct StatementNames;

/// parse() or parseExpression(), with the failure as SyntaxError of the script.
[[nodiscard]] ModulePtr parseOrThrow(Interpreter &interpreter, const SourceFilePtr &file,
                                     bool expression);

/// Finds, makes and remembers modules. Internal to lang.
class Importer
{
public:
    explicit Importer(Interpreter &interpreter);

    void addNative(const QString &name, ModuleDefinition define);

    [[nodiscard]] bool hasNative(const QString &name) const { return m_native.contains(name); }

    /// Module @p name (dotted, absolute), with its parents imported before it.
    Value import(const QString &name);
    /// `from package import name` where the package has no such attribute; absent if there is no
    /// such submodule either.
    Value importSubmodule(const Value &package, const QString &packageName, const QString &name);
    /// `from ..x import y`: the absolute name.
    [[nodiscard]] QString absoluteName(const QString &name, int level, Dict &globals) const;
    /// Evaluates a file as a module.
    Ref<ModuleObject> runFile(const SourceFilePtr &file, const QString &name, bool remember,
                              const ImportResult::Source *source = nullptr);
    /// The same with a file that is parsed already.
    Ref<ModuleObject> runParsed(const ModulePtr &parsed, const QString &name, bool remember,
                                const ImportResult::Source *source = nullptr);
    [[nodiscard]] Ref<ModuleObject> makeModule(const QString &name, bool isPackage);

private:
    Value load(const QString &name, const Value &parent);
    Value loadFound(const QString &name, const ImportResult &result);
    Value makeOpaqueModule(const QString &name);

    [[nodiscard]] bool hasNativeBelow(const QString &name) const
    {
        return m_nativePackages.contains(name);
    }

    void withhold(ModuleObject &module, const SourceSpan &importedAt, const StatementNames &names,
                  const Error &error);
    [[nodiscard]] bool isChangeable(const Value &value) const;
    void remember(const QString &name, const Value &module);
    void forget(const QString &name);

    Interpreter &m_in;
    QHash<QString, ModuleDefinition> m_native;
    QSet<QString> m_nativePackages; ///< above one of m_native
};

} // namespace limbeck::lang
