// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QRandomGenerator>
#include <QStringList>

#include <initializer_list>

namespace limbeck::test {

/// Writes random programs in the script language for comparison with python3.
///
/// A program is a list of pieces; before each it prints the piece's number, so that a difference
/// leads back to the text that made it. Programs end: loops, powers and repetitions are bounded.
/// What depends on addresses, on the clock or on the order of sets is printed in a form that does
/// not.
class ProgramWriter
{
public:
    explicit ProgramWriter(quint32 seed);

    /// The pieces of one program; the first defines what the others use.
    QStringList pieces(int count);
    /// The program's text: @p pieces with their numbers printed before each.
    static QString program(const QStringList &pieces);

private:
    using Choices = std::initializer_list<const char16_t *>;

    int below(int bound) { return m_random.bounded(bound); }

    QString pick(Choices choices);
    /// @p text with each `$x` replaced by a random expression: $i int, $n number, $s str, $b bytes,
    /// $l list, $t tuple, $d dict, $S set, $B bool, $e any, $v variable, $k small int, $f format
    /// specification, $q what an f-string may hold; $$ is a dollar sign.
    QString filled(const QString &text, int depth);

    QString filled(Choices templates, int depth) { return filled(pick(templates), depth); }

    QString one(char16_t kind, int depth);

    // Expressions (programexpressions.cpp)
    QString integer(int depth);
    QString number(int depth);
    QString text(int depth);
    QString textLiteral();
    QString bytes(int depth);
    QString list(int depth);
    QString tuple(int depth);
    QString dict(int depth);
    QString set(int depth);
    QString boolean(int depth);
    QString any(int depth);
    /// Any expression that python3 takes between the quotes of an f-string before 3.12.
    QString withoutQuotes(int depth);
    QString formatSpec();
    QString percentFormat(int depth);

    // Pieces (programstatements.cpp, programclasses.cpp, programlibrary.cpp)
    QString expressionPiece();
    QString assignmentPiece();
    QString controlFlow();
    QString block(int depth, int indent, bool inLoop);
    QString statement(int depth, int indent, bool inLoop);
    QString functionPiece();
    QString generatorPiece();
    QString exceptionPiece();
    QString matchPiece();
    QString classPiece();
    QString dataClassPiece();
    QString enumPiece();
    QString descriptorPiece();
    QString libraryPiece();

    QRandomGenerator m_random;
    int m_names = 0;
};

} // namespace limbeck::test
