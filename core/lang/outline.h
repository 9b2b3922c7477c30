// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/source.h"
#include "core/lang/value.h"

#include <QByteArray>

#include <vector>

namespace limbeck::lang {

class Dict;
class Interpreter;
class Str;
class ModuleBuilder;

/// A module that is built into the program, with the bodies of its functions left out: most of them
/// never run, and reading them would be what the start of a command costs most. Line numbers are
/// those of the whole text.
///
/// Only functions of the module and methods of its classes are left out, so what a body can name of
/// the functions around it is nothing but the class behind `super()`.
class Outline
{
public:
    /// A function that was left out.
    struct Function
    {
        int line = 0; ///< of its `def`
        QByteArrayView text; ///< from the beginning of that line to the end of the body
        QByteArrayView className; ///< empty if it is not a method
    };

    /// A statement of the module that gives names to something.
    struct Piece
    {
        QByteArrayView names; ///< separated by " = "
        int line = 0; ///< its first
        QByteArrayView text;
    };

    /// The functions, classes and plain assignments of a module.
    [[nodiscard]] static std::vector<Piece> piecesOf(QByteArrayView text);

    /// @p text, in UTF-8, has to outlive the outline.
    Outline(const QString &path, QByteArrayView text);
    /// A part of a module in pieces, from its @p firstLine on, with @p without left out as well.
    Outline(const QString &path, QByteArrayView text, int firstLine,
            const std::vector<Piece> &without);

    /// What is left.
    [[nodiscard]] const SourceFilePtr &file() const { return m_file; }

    /// Whether names of the module may not be defined yet.
    [[nodiscard]] bool isInPieces() const { return m_isInPieces; }

    [[nodiscard]] const std::vector<Function> &functions() const { return m_functions; }

    /// The function that is left out at @p line; null if none is.
    [[nodiscard]] const Function *at(int line) const;
    /// The text of @p function as a module: its `def` at its line, in a class of the same name if
    /// it is a method.
    [[nodiscard]] SourceFilePtr fileOf(const Function &function) const;

private:
    SourceFilePtr m_file;
    std::vector<Function> m_functions; ///< by line
    bool m_isInPieces = true;
};

/// Runs the text of a module that is built in, in @p globals; messages call it @p path. A function
/// is read when it is called first. @p text is UTF-8 and stays for ever.
void runBuiltIn(Interpreter &interpreter, const QString &path, const char *text,
                const Ref<Dict> &globals);

/// The same with a module that defines much of which a script uses little: each name is defined
/// when it is asked for first, here or elsewhere. For modules in which the order of definitions
/// means nothing.
void runBuiltInPieces(ModuleBuilder &module, const QString &path, const char *text);
/// Defines what such a module with the namespace @p globals calls @p name and has not defined yet;
/// absent if it has nothing like that.
[[nodiscard]] Value definePiece(Interpreter &interpreter, Dict &globals, Str *name);

} // namespace limbeck::lang
