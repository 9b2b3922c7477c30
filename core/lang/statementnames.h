// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lang/ast.h"

#include <QSet>

namespace limbeck::lang {

/// The names that a top-level statement may have to do with. More than there are is no harm: they
/// are taken from its text.
struct StatementNames
{
    QSet<QString> bound; ///< that it may bind or delete
    QSet<QString> mentioned; ///< every identifier in it
    QSet<QString> classes; ///< that it may define; `import_module` if it may import others' by name
};

/// @p index: of a statement of the module's body.
[[nodiscard]] StatementNames namesOfStatement(const Module &module, quint32 index);

} // namespace limbeck::lang
