// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/engine/missingdata.h"

#include <QFileInfo>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace limbeck {

namespace {

QString placeOf(const Error &error)
{
    if (!error.span.isValid())
        return u"its script"_s;
    return u"%1, line %2"_s.arg(QFileInfo(error.span.file->path()).fileName())
        .arg(error.span.range.line);
}

/// The name of a column that no query has: PostgreSQL, MySQL and SQLite all refuse it, and a
/// PostgreSQL or SQLite transaction around it is lost with it.
QString stopName(const QString &revision)
{
    static const QRegularExpression unusual(u"[^A-Za-z0-9_]"_s);
    QString name = revision;
    return u"statements_of_%1_are_missing"_s.arg(name.replace(unusual, u"_"_s));
}

} // namespace

MissingData::MissingData(OfflineOutput &output)
    : m_output(output)
{
}

void MissingData::mark(const MigrationStep &step, const Error &error)
{
    if (!m_first)
        m_first = error;
    const QString revision = step.revision.text();
    m_revisions += revision;
    m_output.text(
        u"-- From here on %1 depends on what is in the database (%2).\n"
        "-- Put the rest of its statements in place of the next one, which ends a run of this file."
        "\nSELECT %3;"_s.arg(revision, placeOf(error), stopName(revision)));
}

std::optional<Error> MissingData::error() const
{
    if (!m_first)
        return std::nullopt;
    Error error = *m_first;
    error.subjects = m_revisions;
    error.notes +=
        u"The SQL of %1 is incomplete: look for \"_are_missing\" in it. That of the other "
        "revisions is whole."_s.arg(m_revisions.join(u", "));
    return error;
}

} // namespace limbeck
