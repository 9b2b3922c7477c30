// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/dialect/naming.h"

#include <QCryptographicHash>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace limbeck::dialect {
namespace {

/// SQLAlchemy's own convention, in force where a MetaData names none.
const QString &defaultIndexPattern()
{
    static const QString pattern = u"ix_%(column_0_label)s"_s;
    return pattern;
}

std::optional<QString> patternFor(const QString &kind, const schema::NamingConvention &convention)
{
    if (convention.empty())
        return kind == u"ix" ? std::optional(defaultIndexPattern()) : std::nullopt;
    const auto found = convention.find(kind);
    return found == convention.end() ? std::nullopt : std::optional(found->second);
}

/// Fills the tokens of one pattern.
class PatternFiller
{
public:
    PatternFiller(const NamingSubject &subject, const schema::NamingConvention &convention)
        : m_subject(subject)
        , m_convention(convention)
    {
    }

    Result<QString> fill(const QString &pattern) const
    {
        static const QRegularExpression token(u"%(?:\\(([^)]*)\\)s|%)"_s);
        QString text;
        qsizetype last = 0;
        for (auto matches = token.globalMatch(pattern); matches.hasNext();) {
            const auto match = matches.next();
            text += pattern.mid(last, match.capturedStart() - last);
            last = match.capturedEnd();
            if (match.captured() == u"%%") {
                text += u'%';
                continue;
            }
            auto value = tokenValue(match.captured(1));
            if (!value)
                return value;
            text += *value;
        }
        return text + pattern.mid(last);
    }

private:
    Result<QString> tokenValue(const QString &token) const
    {
        // A token may name another entry of the convention.
        if (const auto custom = m_convention.find(token); custom != m_convention.end())
            return custom->second;
        if (token == u"table_name")
            return m_subject.table.text;
        if (token == u"constraint_name")
            return constraintName();
        if (token == u"referred_table_name" && m_subject.kind == u"fk")
            return m_subject.referredTable;
        return columnToken(token);
    }

    Result<QString> constraintName() const
    {
        if (m_subject.given.name)
            return m_subject.given.name->text;
        return failure(
            ErrorCode::Unsupported,
            u"Naming convention including %(constraint_name)s token requires that constraint is explicitly named."_s);
    }

    Result<QString> columnToken(const QString &token) const
    {
        static const QRegularExpression form(
            u"^(referred_)?column_(\\d+)(_?N)?_(name|key|label)$"_s);
        const auto match = form.match(token);
        if (!match.hasMatch())
            return failure(ErrorCode::Unsupported, u"KeyError: '%1'"_s.arg(token));
        const bool referred = !match.captured(1).isEmpty();
        const QString attribute = match.captured(4);
        if (referred && attribute != u"name")
            return failure(ErrorCode::Unsupported, u"KeyError: '%1'"_s.arg(token));
        const QString repeat = match.captured(3);
        if (repeat.isEmpty())
            return columnValue(referred, attribute, match.captured(2).toInt());
        QStringList parts;
        for (int index = 0; index < static_cast<int>(m_subject.columns.size()); ++index)
            parts.append(columnValue(referred, attribute, index));
        return parts.join(repeat.startsWith(u'_') ? u"_"_s : QString());
    }

    QString columnValue(bool referred, const QString &attribute, int index) const
    {
        if (referred)
            return m_subject.referredColumns.value(index);
        if (index >= static_cast<int>(m_subject.columns.size()))
            return {};
        const NamingSubject::ColumnName &column =
            m_subject.columns[static_cast<std::size_t>(index)];
        if (attribute == u"key")
            return column.key.isEmpty() ? column.name : column.key;
        if (attribute == u"name")
            return column.name;
        return column.label ? *column.label : label(column.name);
    }

    /// "schema_table_column", as SQLAlchemy labels a column.
    QString label(const QString &column) const
    {
        QString text = m_subject.table.text + u'_' + column;
        if (m_subject.schema && !m_subject.schema->isEmpty()) {
            QString schemaName = m_subject.schema->text;
            text = schemaName.replace(u'.', u'_') + u'_' + text;
        }
        return text;
    }

    const NamingSubject &m_subject;
    const schema::NamingConvention &m_convention;
};

} // namespace

Result<std::optional<ResolvedName>> resolveName(const NamingSubject &subject,
                                                const schema::NamingConvention &convention)
{
    const auto &given = subject.given.name;
    if (given && subject.given.isFinal)
        return ResolvedName { *given, true };
    const auto pattern = patternFor(subject.kind, convention);
    const bool applies = pattern && (!given || pattern->contains(u"constraint_name"));
    if (!applies)
        return given ? std::optional(ResolvedName { *given, false }) : std::nullopt;
    auto text = PatternFiller(subject, convention).fill(*pattern);
    if (!text)
        return failure(text.error());
    return ResolvedName { { *text, {} }, true };
}

Result<schema::Identifier> fitName(const ResolvedName &name, bool isIndex,
                                   const IdentifierPreparer &identifiers)
{
    const int longest =
        isIndex ? identifiers.maxIndexNameLength() : identifiers.maxConstraintNameLength();
    const QString &text = name.name.text;
    if (name.shortens) {
        if (text.size() <= longest)
            return name.name;
        const QByteArray digest =
            QCryptographicHash::hash(text.toUtf8(), QCryptographicHash::Md5).toHex();
        return schema::Identifier {
            text.left(longest - 8) + u'_' + QString::fromLatin1(digest.right(4)), name.name.quote
        };
    }
    // A given name is only held to the general limit, as SQLAlchemy does.
    if (text.size() > identifiers.maxIdentifierLength())
        return failure(ErrorCode::Unsupported,
                       u"Identifier '%1' exceeds maximum length of %2 characters"_s.arg(text).arg(
                           identifiers.maxIdentifierLength()));
    return name.name;
}

} // namespace limbeck::dialect
