// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/database/mysqltypereader.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace limbeck::database {

namespace {

/// SQLAlchemy's class for a type name; those of the dialect's own begin with "mysql." or
/// "mariadb.".
QString className(const QString &name)
{
    static const QHash<QString, QString> names = [] {
        QHash<QString, QString> table {
            { u"binary"_s, u"BINARY"_s },       { u"varbinary"_s, u"VARBINARY"_s },
            { u"blob"_s, u"BLOB"_s },           { u"boolean"_s, u"BOOLEAN"_s },
            { u"date"_s, u"DATE"_s },           { u"uuid"_s, u"UUID"_s },
            { u"int"_s, u"mysql.INTEGER"_s },   { u"fixed"_s, u"mysql.DECIMAL"_s },
            { u"inet4"_s, u"mariadb.INET4"_s }, { u"inet6"_s, u"mariadb.INET6"_s },
        };
        const QStringList own {
            u"bigint"_s,   u"bit"_s,      u"char"_s,       u"datetime"_s,  u"decimal"_s,
            u"double"_s,   u"enum"_s,     u"float"_s,      u"integer"_s,   u"json"_s,
            u"longblob"_s, u"longtext"_s, u"mediumblob"_s, u"mediumint"_s, u"mediumtext"_s,
            u"nchar"_s,    u"numeric"_s,  u"nvarchar"_s,   u"set"_s,       u"smallint"_s,
            u"text"_s,     u"time"_s,     u"timestamp"_s,  u"tinyblob"_s,  u"tinyint"_s,
            u"tinytext"_s, u"varchar"_s,  u"year"_s,
        };
        for (const QString &word : own)
            table.insert(word, u"mysql."_s + word.toUpper());
        return table;
    }();
    return names.value(name);
}

/// 'a','it''s' → a, it's
QStringList quotedValues(const QString &list)
{
    static const QRegularExpression item(u"'((?:''|[^'])*)'"_s);
    QStringList values;
    for (auto at = item.globalMatch(list); at.hasNext();)
        values << at.next().captured(1).replace(u"''"_s, u"'"_s);
    return values;
}

void setArguments(schema::SqlType &type, const QString &text)
{
    if (type.name == "ENUM"_L1 || type.name == "SET"_L1) {
        type.enumValues = quotedValues(text);
        return;
    }
    QList<int> numbers;
    for (const QString &part : text.split(u',', Qt::SkipEmptyParts))
        numbers << part.trimmed().toInt();
    if (numbers.isEmpty())
        return;
    static const QStringList withPrecision { u"DECIMAL"_s, u"NUMERIC"_s, u"FLOAT"_s, u"DOUBLE"_s };
    if (isMysqlInteger(type) || type.name == "YEAR"_L1) {
        type.displayWidth = numbers[0];
    } else if (type.name == "DATETIME"_L1 || type.name == "TIMESTAMP"_L1
               || type.name == "TIME"_L1) {
        type.fractionalSeconds = numbers[0];
    } else if (withPrecision.contains(type.name)) {
        type.precision = numbers[0];
        if (numbers.size() > 1)
            type.scale = numbers[1];
    } else {
        type.length = numbers[0];
    }
}

} // namespace

schema::SqlTypePtr mysqlType(const QString &words, const std::optional<QString> &charset,
                             const std::optional<QString> &collation)
{
    // MariaDB puts "/* mariadb-5.3 */" behind old date and time types.
    static const QRegularExpression pattern(u"^(\\w+)(?:\\((.*)\\))?(.*)$"_s,
                                            QRegularExpression::DotMatchesEverythingOption);
    const auto match = pattern.match(words);
    const QString found = className(match.captured(1).toLower());
    auto type = std::make_shared<schema::SqlType>();
    if (found.isEmpty()) {
        type->sqlText = words;
        return type;
    }
    type->name = found.section(u'.', -1);
    type->dialect = found.contains(u'.') ? found.section(u'.', 0, 0) : QString();
    setArguments(*type, match.captured(2));
    const QString rest = match.captured(3).toLower();
    type->isUnsigned = rest.contains("unsigned"_L1);
    type->zerofill = rest.contains("zerofill"_L1);
    if (type->name == "FLOAT"_L1)
        type->asDecimal = false;
    type->charset = charset;
    type->collation = collation;
    return type;
}

bool isMysqlInteger(const schema::SqlType &type)
{
    static const QStringList names { u"INTEGER"_s, u"BIGINT"_s, u"MEDIUMINT"_s, u"SMALLINT"_s,
                                     u"TINYINT"_s };
    return names.contains(type.name);
}

} // namespace limbeck::database
