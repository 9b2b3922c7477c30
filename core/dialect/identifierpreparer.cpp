// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/dialect/identifierpreparer.h"

#include "core/dialect/reservedwords.h"
#include "core/schema/table.h"

namespace limbeck::dialect {
namespace {

bool isLegalCharacter(QChar c)
{
    // SQLAlchemy's pattern [A-Z0-9_$] is compiled case-insensitive over Unicode, where two letters
    // outside ASCII fold into A-Z: the long s and the Kelvin sign.
    const char16_t u = c.unicode();
    return (u >= u'a' && u <= u'z') || (u >= u'A' && u <= u'Z') || (u >= u'0' && u <= u'9')
        || u == u'_' || u == u'$' || u == 0x017F || u == 0x212A || u == 0x0130 || u == 0x0131;
}

} // namespace

QString IdentifierPreparer::quote(const schema::Identifier &identifier) const
{
    const bool quoted = identifier.quote ? *identifier.quote : requiresQuotes(identifier.text);
    return quoted ? quoteAlways(identifier.text) : identifier.text;
}

QString IdentifierPreparer::quoteAlways(const QString &name) const
{
    const QChar mark = isMySqlFamily(m_backend) ? u'`' : u'"';
    QString escaped = name;
    escaped.replace(mark, QString(2, mark));
    if (m_doublesPercents)
        escaped.replace(u'%', QLatin1StringView("%%"));
    return mark + escaped + mark;
}

bool IdentifierPreparer::requiresQuotes(const QString &name) const
{
    if (name.isEmpty())
        return true;
    const QChar first = name.front();
    if ((first >= u'0' && first <= u'9') || first == u'$')
        return true;
    bool isAscii = true;
    for (const QChar c : name) {
        if (!isLegalCharacter(c) || (c >= u'A' && c <= u'Z'))
            return true;
        isAscii = isAscii && c.unicode() < 0x80;
    }
    return (!isAscii && name.toLower() != name) || isReservedWord(name, m_backend);
}

QString IdentifierPreparer::qualified(const schema::Identifier &name,
                                      const std::optional<schema::Identifier> &schemaName) const
{
    if (!schemaName || schemaName->isEmpty())
        return quote(name);
    return quote(*schemaName) + u'.' + quote(name);
}

QString IdentifierPreparer::table(const schema::Table &table) const
{
    return qualified(table.name, table.schema);
}

QString IdentifierPreparer::collation(const QString &name) const
{
    return quote(name);
}

int IdentifierPreparer::maxIdentifierLength() const
{
    switch (m_backend) {
    case Backend::PostgreSql:
        return 63;
    case Backend::MySql:
    case Backend::MariaDb:
        return 255;
    case Backend::Sqlite:
    case Backend::Generic:
        break;
    }
    return 9999;
}

int IdentifierPreparer::maxIndexNameLength() const
{
    return isMySqlFamily(m_backend) ? 64 : maxIdentifierLength();
}

int IdentifierPreparer::maxConstraintNameLength() const
{
    return isMySqlFamily(m_backend) ? 64 : maxIdentifierLength();
}

} // namespace limbeck::dialect
