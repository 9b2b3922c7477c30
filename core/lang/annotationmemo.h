// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lang/astnode.h"
#include "core/lang/containers.h"
#include "core/lang/strobject.h"

#include <QString>

#include <vector>

namespace limbeck::lang {

/// What annotations mean that stand in script after script: `Union[str, Sequence[str], None]`
/// three times in every revision file.
///
/// Kept are those made of constants and of names for built-in classes and the hints of `typing`,
/// which are the same whenever they are asked for. One counts again as long as its text is the same
/// and each name in it still means the same object.
class AnnotationMemo
{
public:
    /// The value of the annotation @p text among @p globals and @p builtins; absent if it has to be
    /// evaluated.
    [[nodiscard]] Value find(QStringView text, Dict &globals, Dict &builtins) const;

    /// Keeps @p value of @p annotation, whose text is @p text, if it is of the kept kind.
    void keep(QStringView text, const ast::Expr *annotation, Dict &globals, Dict &builtins,
              const Value &value, Interpreter &interpreter);

private:
    struct Meaning
    {
        Ref<Str> name;
        Value value;
    };

    struct Entry
    {
        QString text;
        std::vector<Meaning> meanings;
        Value value;
    };

    std::vector<Entry> m_entries;
};

} // namespace limbeck::lang
