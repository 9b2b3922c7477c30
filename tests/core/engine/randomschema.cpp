// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/core/engine/randomschema.h"

using namespace Qt::StringLiterals;

namespace limbeck::test {

RandomSchema::RandomSchema(QRandomGenerator &random)
    : m_random(random)
{
    const int count = 2 + m_random.bounded(4);
    for (int number = 0; number < count; ++number)
        addTable(number);
    addViews();
    addTriggers();
}

void RandomSchema::addTable(int number)
{
    // A name that needs quotes now and then.
    const QString table = (chance(20) ? u"\"order %1\""_s : u"t%1"_s).arg(number);
    const bool isStrict = chance(20);
    const bool hasIntegerKey = !chance(25);
    const bool isWithoutRowid = chance(20);
    QStringList parts;
    QStringList columns;
    if (hasIntegerKey) {
        parts << (chance(30) && !isWithoutRowid ? u"id INTEGER PRIMARY KEY AUTOINCREMENT"_s
                                                : u"id INTEGER NOT NULL PRIMARY KEY"_s);
    } else {
        parts << u"k1 INTEGER NOT NULL"_s << u"k2 TEXT NOT NULL"_s;
        columns << u"k1"_s << u"k2"_s;
    }
    const int width = 2 + m_random.bounded(4);
    for (int i = 0; i < width; ++i) {
        const QString name = u"c%1"_s.arg(i);
        QString column = name
            + (isStrict ? pick({ u" INTEGER"_s, u" TEXT"_s, u" ANY"_s })
                        : pick({ u" INTEGER"_s, u" VARCHAR(40)"_s, u" TEXT"_s, u" NUMERIC(10, 2)"_s,
                                 u" BOOLEAN"_s, u" DATETIME"_s, u" REAL"_s, u" INT"_s,
                                 u" TINYINT(1)"_s, u" varchar (40)"_s, u" DOUBLE PRECISION"_s,
                                 u" UNSIGNED BIG INT"_s, QString() }));
        if (i < width - 1 && chance(30))
            column += u" NOT NULL"_s;
        if (chance(30))
            column += pick({ u" DEFAULT 7"_s, u" DEFAULT '7'"_s, u" DEFAULT (3 + 4)"_s });
        if (chance(20))
            column += pick({ u" COLLATE NOCASE"_s, u" COLLATE RTRIM"_s });
        if (chance(20))
            column += u" CHECK (%1 <> -1)"_s.arg(name);
        if (chance(15))
            column += u" CONSTRAINT ck_%1_%2 CHECK (length(%2) < 100)"_s.arg(number).arg(name);
        parts << column;
        columns << name;
    }
    m_freeColumns[table] = columns.last();
    if (chance(30)) {
        parts << u"g INTEGER GENERATED ALWAYS AS (c0 || 'x') "_s
                + pick({ u"VIRTUAL"_s, u"STORED"_s });
        if (isStrict)
            parts.last().replace(u"g INTEGER"_s, u"g TEXT"_s);
    }
    if (!m_tables.isEmpty() && chance(60)) {
        const QString parent = pick(m_tables);
        parts << u"parent INTEGER"_s + (chance(30) ? u" DEFAULT NULL"_s : QString());
        if (!m_columns[parent].contains(u"k1"_s)) {
            parts << (chance(50) ? u"CONSTRAINT fk_%1 "_s.arg(number) : QString())
                    + u"FOREIGN KEY (parent) REFERENCES %1 (id)"_s.arg(parent)
                    + pick({ QString(), u" ON DELETE CASCADE"_s, u" ON DELETE SET NULL"_s,
                             u" ON DELETE CASCADE ON UPDATE CASCADE"_s,
                             u" DEFERRABLE INITIALLY DEFERRED"_s });
        }
        columns << u"parent"_s;
    }
    if (!hasIntegerKey)
        parts << pick({ u"PRIMARY KEY (k1, k2)"_s, u"PRIMARY KEY (k1 DESC, k2 COLLATE NOCASE)"_s });
    if (chance(15))
        parts << u"UNIQUE (c0 COLLATE NOCASE, c1 DESC)"_s;
    if (chance(25))
        parts << u"CONSTRAINT ck_%1 CHECK (c0 IS NOT NULL OR c1 IS NOT NULL)"_s.arg(number);
    if (chance(25))
        parts << u"CHECK (c0 <> 'no, never (')"_s;
    // Foreign keys and table constraints stand behind all columns.
    std::stable_partition(parts.begin(), parts.end(), [](const QString &part) {
        return !part.startsWith(u"FOREIGN") && !part.startsWith(u"CONSTRAINT")
            && !part.startsWith(u"PRIMARY") && !part.startsWith(u"UNIQUE")
            && !part.startsWith(u"CHECK");
    });
    QStringList options;
    if (isWithoutRowid)
        options << u"WITHOUT ROWID"_s;
    if (isStrict)
        options << u"STRICT"_s;
    m_statements << u"CREATE TABLE %1 (\n  %2\n) %3"_s.arg(table, parts.join(u",\n  "_s),
                                                           options.join(u", "_s));
    m_tables << table;
    m_columns[table] = columns;
    addRows(table, columns, hasIntegerKey);
    addIndexes(table, columns);
}

void RandomSchema::addRows(const QString &table, const QStringList &columns, bool hasIntegerKey)
{
    const int count = m_random.bounded(12);
    for (int row = 1; row <= count; ++row) {
        QStringList names = columns;
        QStringList values;
        for (const QString &column : columns) {
            if (column == u"k2")
                values << u"'k%1'"_s.arg(row);
            else if (column == u"parent")
                values << u"NULL"_s;
            else
                values << QString::number(m_random.bounded(1'000'000));
        }
        if (hasIntegerKey) {
            names << u"id"_s;
            values << QString::number(row * 3);
        }
        m_statements << u"INSERT INTO %1 (%2) VALUES (%3)"_s.arg(table, names.join(u", "_s),
                                                                 values.join(u", "_s));
        if (columns.contains(u"parent"_s) && hasIntegerKey) {
            // Points at a row if the parent has it.
            m_statements
                << u"UPDATE %1 SET parent = %2 WHERE id = %2 AND %2 IN (SELECT id FROM %3)"_s
                       .arg(table)
                       .arg(row * 3)
                       .arg(m_columns[m_tables.front()].contains(u"k1"_s) ? table
                                                                          : m_tables.front());
        }
    }
}

void RandomSchema::addIndexes(const QString &table, const QStringList &columns)
{
    const QString suffix = QString(table).remove(u'"').remove(u' ');
    if (chance(40))
        m_statements << u"CREATE INDEX ix_%1 ON %2 (%3%4)"_s.arg(
            suffix, table, pick(columns),
            pick({ QString(), u" DESC"_s, u" COLLATE NOCASE"_s, u" COLLATE RTRIM DESC"_s }));
    if (chance(30)) {
        m_statements << u"CREATE INDEX ix_%1_expression ON %2 (lower(c0) DESC, c1)"_s.arg(suffix,
                                                                                          table);
    }
    if (chance(30)) {
        m_statements << u"CREATE INDEX ix_%1_partial ON %2 (c1) WHERE c0 IS NOT NULL AND "
                        "c1 <> 'it''s'"_s.arg(suffix, table);
    }
}

void RandomSchema::addViews()
{
    if (chance(60)) {
        m_statements << u"CREATE VIEW v1 AS SELECT c0, c1 FROM %1 WHERE c0 > 1"_s.arg(
            pick(m_tables));
        if (chance(60))
            m_statements << u"CREATE VIEW v2 AS SELECT c0 FROM v1 UNION SELECT c0 FROM %1"_s.arg(
                pick(m_tables));
        if (chance(40)) {
            m_statements << u"CREATE TRIGGER on_view INSTEAD OF INSERT ON v1 BEGIN DELETE FROM %1 "
                            "WHERE 0; END"_s.arg(pick(m_tables));
        }
    }
}

void RandomSchema::addTriggers()
{
    for (int i = 0; i < 3; ++i) {
        if (!chance(50))
            continue;
        m_statements << u"CREATE TRIGGER trigger_%1 AFTER UPDATE OF c0 ON %2 WHEN new.c0 <> old.c0 "
                        "BEGIN UPDATE %3 SET c1 = c1 WHERE 0; SELECT 'a;b'; END"_s.arg(i)
                            .arg(pick(m_tables), pick(m_tables));
    }
}

} // namespace limbeck::test
