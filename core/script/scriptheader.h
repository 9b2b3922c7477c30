// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"
#include "core/revision/revision.h"

#include <QByteArray>
#include <QStringList>

#include <optional>

namespace limbeck {

/// A module-level value of a revision file, as far as it can be told without running the file.
struct HeaderValue
{
    enum class Kind {
        None,
        Text,
        List, ///< tuple, list or set of texts
        Other, ///< a constant of a type that identifies nothing: a number, bytes …
        Computed, ///< only evaluation tells
    };

    Kind kind = Kind::None;
    QStringList texts; ///< one for Text
    QString description; ///< of Other and Computed: "int", "the result of a call in line 7"

    friend bool operator==(const HeaderValue &, const HeaderValue &) = default;
};

/// What Alembic reads from the module of a revision file. An absent value is a name that the file
/// does not bind.
struct HeaderValues
{
    std::optional<HeaderValue> revision;
    std::optional<HeaderValue> downRevision;
    std::optional<HeaderValue> branchLabels;
    std::optional<HeaderValue> dependsOn;
    QString documentation; ///< the docstring, stripped
    /// Whether the top level certainly does nothing but bind names: imports of alembic, sqlalchemy
    /// and typing, constants, functions without decorators and defaults.
    bool loadsWithoutEffect = false;

    /// The member that belongs to a Python name; null for other names.
    [[nodiscard]] std::optional<HeaderValue> *named(QAnyStringView name);
    /// The first value that only evaluation tells.
    [[nodiscard]] const HeaderValue *computed() const;

    friend bool operator==(const HeaderValues &, const HeaderValues &) = default;
};

/// How much of a file has to be valid Python for its header to be read.
enum class SyntaxCheck { Header, WholeFile };

/// Reads the header of a file without running it. Constants, names of constants, their
/// concatenation, tuples, lists and sets are understood; what needs more is Computed.
///
/// The common form is read by a scanner that stops at the first def or class, without parsing the
/// rest. Errors: Syntax, with CPython's words, when the file had to be parsed and is not valid;
/// Configuration for bytes that its encoding does not know, naming file and byte.
[[nodiscard]] Result<HeaderValues> readHeaderValues(const QString &path, const QByteArray &source,
                                                    SyntaxCheck check = SyntaxCheck::Header);

/// The revision that a header declares. @p path gives the id of a file from Alembic's first days,
/// which has it in its name only. Errors: Syntax with Alembic's text, or naming the value that is
/// no id.
[[nodiscard]] Result<Revision> revisionFromHeader(const QString &path, HeaderValues values);

/// The text of a Python file in the encoding that it declares (UTF-8 by default), with a byte order
/// mark removed. Errors: Syntax, naming file and byte.
[[nodiscard]] Result<QString> decodeSource(const QString &path, const QByteArray &source);

} // namespace limbeck
