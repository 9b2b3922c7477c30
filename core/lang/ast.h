// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lang/aststatements.h"

#include <QByteArray>
#include <QString>

#include <complex>
#include <variant>
#include <vector>

namespace limbeck::lang {

struct NoneConstant
{
    friend bool operator==(const NoneConstant &, const NoneConstant &) = default;
};

struct EllipsisConstant
{
    friend bool operator==(const EllipsisConstant &, const EllipsisConstant &) = default;
};

/// An int that does not fit into 64 bits, as decimal digits.
struct BigIntConstant
{
    QByteArray digits;
    friend bool operator==(const BigIntConstant &, const BigIntConstant &) = default;
};

using ConstantValue = std::variant<NoneConstant, EllipsisConstant, bool, qint64, BigIntConstant,
                                   double, std::complex<double>, QString, QByteArray>;

/// A parsed and resolved script, or one expression (parseExpression()). Immutable once parsed,
/// shared between threads.
struct Module
{
    SourceFilePtr file;
    Arena arena; ///< owns all nodes
    ast::Body body;
    ast::Expr *expression = nullptr; ///< only for parseExpression()
    ast::Scope *scope = nullptr;
    std::vector<ConstantValue> constants;
    List<SymbolPtr>
        globalNames; ///< every name that is looked up or bound globally somewhere in the module
    quint32 attributeSites = 0; ///< Attribute::site is below it
    List<quint32> lineStarts; ///< where the lines of the text begin, in UTF-16 units
    int docstring = -1; ///< index into constants, or -1
    bool postponedAnnotations = false; ///< from __future__ import annotations
    bool hasStarImport = false; ///< from x import * : any global name may exist

    /// The text of @p range, as written; line ends as "\n".
    [[nodiscard]] QString textOf(TextRange range) const;

    /// The lines and columns of @p range.
    [[nodiscard]] SourceRange place(TextRange range) const;
};

using ModulePtr = std::shared_ptr<const Module>;

} // namespace limbeck::lang
