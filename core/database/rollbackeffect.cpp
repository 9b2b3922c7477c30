// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/database/rollbackeffect.h"

#include "core/database/catalogquery.h"
#include "core/database/statementkind.h"

#include <QSet>

using namespace Qt::StringLiterals;

namespace limbeck::database {

namespace {

/// Words of a routine that commit, or may hide one that does.
bool mayEndTransactions(const QString &definition)
{
    static const QSet<QString> words { u"COMMIT"_s, u"ROLLBACK"_s, u"START"_s,   u"AUTOCOMMIT"_s,
                                       u"CREATE"_s, u"ALTER"_s,    u"DROP"_s,    u"TRUNCATE"_s,
                                       u"RENAME"_s, u"LOCK"_s,     u"UNLOCK"_s,  u"GRANT"_s,
                                       u"REVOKE"_s, u"CALL"_s,     u"EXECUTE"_s, u"ANALYZE"_s,
                                       u"FLUSH"_s,  u"OPTIMIZE"_s, u"REPAIR"_s };
    const QStringList found = wordsIn(definition);
    return std::any_of(found.begin(), found.end(),
                       [](const QString &word) { return words.contains(word.toUpper()); });
}

bool insertsRows(const QString &firstWord)
{
    return firstWord.compare("INSERT"_L1, Qt::CaseInsensitive) == 0
        || firstWord.compare("REPLACE"_L1, Qt::CaseInsensitive) == 0;
}

/// INSERT … VALUES (…), with one row of values and no SELECT to take them from.
bool insertsOneRow(const QString &sql)
{
    const QStringList words = wordsIn(sql);
    const auto has = [&](const char *word) {
        return words.contains(QLatin1StringView(word), Qt::CaseInsensitive);
    };
    const bool takesFromElsewhere = has("SELECT") || has("TABLE") || has("DUPLICATE");
    if (!insertsRows(words.value(0)) || takesFromElsewhere || !(has("VALUES") || has("VALUE")))
        return false;
    // Each further row stands behind "),": a text may hold it too, which only makes us careful.
    return !sql.simplified().remove(u' ').contains(u"),("_s);
}

} // namespace

QByteArray toText(RollbackEffect effect)
{
    switch (effect) {
    case RollbackEffect::Undone:
        return {};
    case RollbackEffect::Kept:
        return "kept";
    case RollbackEffect::NotKnown:
        return "not known";
    }
    Q_UNREACHABLE();
}

RollbackEffect rollbackEffectFromText(const QByteArray &text)
{
    for (const auto effect : { RollbackEffect::Kept, RollbackEffect::NotKnown }) {
        if (toText(effect) == text)
            return effect;
    }
    return RollbackEffect::Undone;
}

void RollbackEffects::forget()
{
    m_objects.clear();
    m_hasNonTransactional.reset();
}

Result<> RollbackEffects::ask(dialect::Connection &connection, const QStringList &names)
{
    // A name may be a schema's, with that of its table behind it.
    const QString marks = QStringList(names.size(), u"?"_s).join(u", "_s);
    const auto in = [&](const QString &schema, const QString &name) {
        return u"(%1 = DATABASE() OR %1 IN (%3)) AND %2 IN (%3)"_s.arg(schema, name, marks);
    };
    const QString sql = u"SELECT t.TABLE_NAME AS name, CASE WHEN t.ENGINE IS NULL THEN 'indirect' "
                        "WHEN e.TRANSACTIONS = 'YES' THEN 'yes' ELSE 'no' END AS what, "
                        "'' AS definition FROM information_schema.TABLES t "
                        "LEFT JOIN information_schema.ENGINES e ON e.ENGINE = t.ENGINE WHERE "_s
        + in(u"t.TABLE_SCHEMA"_s, u"t.TABLE_NAME"_s)
        + u" UNION ALL SELECT EVENT_OBJECT_TABLE, 'indirect', '' "
          "FROM information_schema.TRIGGERS WHERE "_s
        + in(u"EVENT_OBJECT_SCHEMA"_s, u"EVENT_OBJECT_TABLE"_s)
        + u" UNION ALL SELECT ROUTINE_NAME, 'routine', ROUTINE_DEFINITION "
          "FROM information_schema.ROUTINES WHERE "_s
        + in(u"ROUTINE_SCHEMA"_s, u"ROUTINE_NAME"_s);
    std::vector<schema::Literal> values;
    for (int i = 0; i < 6; ++i)
        values.insert(values.end(), names.begin(), names.end());
    const auto rows = catalogQuery(connection, sql, std::move(values));
    if (!rows)
        return failure(rows.error());
    for (const QString &name : names)
        m_objects.insert(name, Object::None);
    for (const CatalogRow &row : *rows) {
        const QString what = row.text(u"what"_s);
        Object object = what == "yes"_L1 ? Object::Transactional
            : what == "no"_L1            ? Object::NonTransactional
                                         : Object::Indirect;
        // Whose text may not be read may do anything.
        const bool isRoutine = what == "routine"_L1;
        if (isRoutine
            && (row.isNull(u"definition"_s) || mayEndTransactions(row.text(u"definition"_s))))
            object = Object::EndsTransactions;
        Object &known = m_objects[row.text(u"name"_s).toLower()];
        known = std::max(known, object); // the one that promises least
    }
    return {};
}

Result<bool> RollbackEffects::hasNonTransactional(dialect::Connection &connection)
{
    if (!m_hasNonTransactional) {
        const auto rows = catalogQuery(
            connection,
            u"SELECT 1 AS found FROM information_schema.TABLES t JOIN information_schema.ENGINES e "
            "ON e.ENGINE = t.ENGINE WHERE t.TABLE_SCHEMA NOT IN ('mysql', 'sys', "
            "'information_schema', 'performance_schema') AND e.TRANSACTIONS <> 'YES' LIMIT 1"_s);
        if (!rows)
            return failure(rows.error());
        m_hasNonTransactional = !rows->empty();
    }
    return *m_hasNonTransactional;
}

Result<RollbackEffect> RollbackEffects::of(dialect::Connection &connection, const QString &sql)
{
    const QStringList words = wordsIn(sql);
    QStringList names;
    QStringList unknown;
    for (const QString &word : words) {
        const QString name = word.toLower();
        if (name.isEmpty() || name.at(0).isDigit() || names.contains(name))
            continue;
        names += name;
        if (!m_objects.contains(name))
            unknown += name;
    }
    constexpr qsizetype atOnce = 200; // a text in double quotes looks like a name
    for (qsizetype i = 0; i < unknown.size(); i += atOnce) {
        if (const auto asked = ask(connection, unknown.mid(i, atOnce)); !asked)
            return failure(asked.error());
    }
    std::vector<Object> objects; // those that are there, in their order
    for (const QString &name : std::as_const(names)) {
        if (const Object object = m_objects.value(name); object != Object::None)
            objects.push_back(object);
    }
    const auto has = [&](Object object) {
        return std::find(objects.begin(), objects.end(), object) != objects.end();
    };
    if (has(Object::EndsTransactions))
        return RollbackEffect::NotKnown;
    if (has(Object::Indirect)) {
        const auto reaches = hasNonTransactional(connection);
        if (!reaches)
            return failure(reaches.error());
        return *reaches ? RollbackEffect::NotKnown : RollbackEffect::Undone;
    }
    if (!has(Object::NonTransactional))
        return RollbackEffect::Undone;
    if (!has(Object::Transactional))
        return RollbackEffect::Kept;
    // It may read one and change the other: INSERT names what it changes first.
    if (!insertsRows(words.value(0)))
        return RollbackEffect::NotKnown;
    return objects.front() == Object::NonTransactional ? RollbackEffect::Kept
                                                       : RollbackEffect::Undone;
}

bool changedNothing(const QString &sql, const Error &error)
{
    // Syntax, names, rights and locks are looked at first. Source: MySQL manual, "Server Error
    // Message Reference".
    static const QSet<QString> refusals { u"1036"_s, u"1044"_s, u"1046"_s, u"1049"_s, u"1054"_s,
                                          u"1064"_s, u"1099"_s, u"1100"_s, u"1136"_s, u"1142"_s,
                                          u"1143"_s, u"1146"_s, u"1290"_s, u"1364"_s, u"1370"_s };
    // A table without transactions has no other locks than the one for all of it.
    const QString number = error.subjects.value(0);
    const bool waitedForTable =
        number == "1205"_L1 && !wordsIn(sql).contains("SELECT"_L1, Qt::CaseInsensitive);
    return refusals.contains(number) || waitedForTable || insertsOneRow(sql);
}

} // namespace limbeck::database
