// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/stepproject.h"

#include "tests/support/databasetext.h"
#include "tests/support/testdatabases.h"

using namespace Qt::StringLiterals;

namespace limbeck::test {

namespace {

/// What the database must hold at revision sN, as lines.
QStringList expectedAt(int step)
{
    QStringList lines;
    for (int table = 1; table <= step; ++table) {
        const bool isLast = table == step;
        lines << u"t%1 (id, %2) %3"_s.arg(table)
                     .arg(isLast ? u"x"_s : u"y"_s)
                     .arg(isLast ? table : table + table + 1);
    }
    return lines;
}

QStringList contents(dialect::Connection &connection)
{
    QStringList lines;
    for (int table = 1; table <= StepProject::stepCount; ++table) {
        const QString name = u"t%1"_s.arg(table);
        const auto found = connection.inspector().table(name, {});
        if (!found || !*found)
            continue;
        QStringList columns;
        for (const auto &column : (*found)->columns)
            columns << column->name.text;
        lines << u"%1 (%2) %3"_s.arg(
            name, columns.join(u", "),
            rowsOf(connection, u"SELECT count(*) FROM "_s + name).value(0).mid(4));
    }
    return lines;
}

QStringList versions(dialect::Connection &connection)
{
    const auto table = connection.inspector().table(u"alembic_version"_s, {});
    if (!table || !*table)
        return {};
    QStringList rows = rowsOf(connection, u"SELECT version_num FROM alembic_version"_s);
    for (QString &row : rows)
        row.remove(u"str "_s).remove(u'\'');
    return rows;
}

int stepOf(const QStringList &versions)
{
    return versions.isEmpty() ? 0 : versions.first().mid(1).toInt();
}

} // namespace

StepProject::StepProject(const QString &url)
    : m_commands(url)
{
    for (int step = 1; step <= stepCount; ++step) {
        QString up =
            u"op.create_table('t%1', sa.Column('id', sa.Integer), sa.Column('x', "
            "sa.String(50)))\n"
            "for i in range(%1):\n    op.execute(f'INSERT INTO t%1 (id) VALUES ({i})')"_s.arg(step);
        QString down = u"op.drop_table('t%1')"_s.arg(step);
        if (step > 1) {
            const QString rename = u"\nop.alter_column('t%1', '%2', existing_type=sa.String(50), "
                                   "nullable=True, new_column_name='%3')"_s;
            up += u"\nfor i in range(%1):\n    op.execute(f'INSERT INTO t%2 (id) VALUES ({100 + "
                  "i})')"_s.arg(step)
                      .arg(step - 1)
                + rename.arg(step - 1).arg(u"x"_s, u"y"_s);
            down += u"\nop.execute('DELETE FROM t%1 WHERE id >= 100')"_s.arg(step - 1)
                + rename.arg(step - 1).arg(u"y"_s, u"x"_s);
        }
        m_commands.addRevision(u"s%1"_s.arg(step), step == 1 ? QString() : u"s%1"_s.arg(step - 1),
                               up, down);
    }
}

QString StepProject::problem(const QString &url)
{
    const auto connection = openUrl(url);
    if (!connection)
        return u"no connection"_s;
    const QStringList rows = versions(*connection);
    if (rows.size() > 1 || (!rows.isEmpty() && stepOf(rows) == 0))
        return u"version rows "_s + rows.join(u", "_s);
    const QStringList found = contents(*connection);
    const QStringList expected = expectedAt(stepOf(rows));
    return found == expected ? QString()
                             : u"at %1 it holds\n%2\ninstead of\n%3"_s.arg(
                                 rows.value(0), found.join(u'\n'), expected.join(u'\n'));
}

int StepProject::currentStep(const QString &url)
{
    const auto connection = openUrl(url);
    return connection ? stepOf(versions(*connection)) : -1;
}

} // namespace limbeck::test
