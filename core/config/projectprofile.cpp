// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/config/projectprofile.h"

#include "core/base/nearest.h"
#include "core/config/textfile.h"
#include "core/config/tomlfile.h"

#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace limbeck {

namespace {

/// Takes values of the wanted types out of the file's table; keeps the first problem.
class ProfileReader
{
public:
    ProfileReader(QString path, QVariantMap table)
        : m_path(std::move(path))
        , m_table(std::move(table))
    {
    }

    void text(const QString &key, QString &target)
    {
        if (const QVariant value = take(key, QMetaType::QString, u"text"_s); value.isValid())
            target = value.toString();
    }

    void texts(const QString &key, QStringList &target)
    {
        const QVariant value = take(key, QMetaType::QVariantList, u"list of texts"_s);
        for (const QVariant &element : value.toList()) {
            if (element.typeId() != QMetaType::QString)
                return refuse(key, u"list of texts"_s);
            target.append(element.toString());
        }
    }

    void textTable(const QString &key, QMap<QString, QString> &target)
    {
        const QVariantMap map = table(key);
        for (auto entry = map.cbegin(); entry != map.cend(); ++entry) {
            if (entry->typeId() != QMetaType::QString)
                return refuse(key + u'.' + entry.key(), u"text"_s);
            target.insert(entry.key(), entry->toString());
        }
    }

    /// The limits in the table @p key, and those of the tables inside it, which are environments'.
    void limits(const QString &key, RunLimits &target, QMap<QString, RunLimits> &environments)
    {
        QVariantMap own = table(key);
        for (auto entry = own.begin(); entry != own.end();) {
            if (entry->typeId() != QMetaType::QVariantMap) {
                ++entry;
                continue;
            }
            readLimits(entry->toMap(), environments[entry.key()]);
            entry = own.erase(entry);
        }
        readLimits(own, target);
    }

    [[nodiscard]] QVariantMap table(const QString &key)
    {
        return take(key, QMetaType::QVariantMap, u"table"_s).toMap();
    }

    [[nodiscard]] Result<> finish() const
    {
        if (!m_problem.isEmpty())
            return failure(ErrorCode::Configuration, m_problem);
        if (!m_table.isEmpty()) {
            const QString key = m_table.firstKey();
            return failure(ErrorCode::Configuration, u"%1: unknown key '%2'"_s.arg(m_path, key),
                           didYouMean(key, m_known));
        }
        return {};
    }

private:
    void readLimits(const QVariantMap &table, RunLimits &target)
    {
        ProfileReader run(m_path, table);
        run.duration(u"lock_wait"_s, target.lockWait);
        run.duration(u"lock_timeout"_s, target.lockTimeout);
        run.duration(u"statement_timeout"_s, target.statementTimeout);
        run.duration(u"timeout"_s, target.runTimeout);
        if (const auto finished = run.finish(); !finished && m_problem.isEmpty())
            m_problem = finished.error().message;
    }

    void duration(const QString &key, std::optional<std::chrono::milliseconds> &target)
    {
        QString text;
        this->text(key, text);
        if (text.isEmpty())
            return;
        const auto parsed = parseDuration(text);
        if (parsed)
            target = *parsed;
        else if (m_problem.isEmpty())
            m_problem =
                u"%1: %2: %3 %4"_s.arg(m_path, key, parsed.error().message, parsed.error().hint);
    }

    QVariant take(const QString &key, QMetaType::Type type, const QString &typeName)
    {
        m_known.append(key);
        const QVariant value = m_table.take(key);
        if (value.isValid() && value.typeId() != type) {
            refuse(key, typeName);
            return {};
        }
        return value;
    }

    void refuse(const QString &key, const QString &typeName)
    {
        if (m_problem.isEmpty())
            m_problem = u"%1: '%2' must be a %3"_s.arg(m_path, key, typeName);
    }

    QString m_path;
    QVariantMap m_table;
    QStringList m_known;
    QString m_problem;
};

/// "a.b" written without quotes is a table in a table: makes dotted names of both spellings. A
/// table that is empty, or whose name needs quotes ("app.extensions[].options"), is a value: a
/// dict.
void flatten(const QString &prefix, const QVariantMap &map, QVariantMap &target)
{
    for (auto entry = map.cbegin(); entry != map.cend(); ++entry) {
        const QString name = prefix.isEmpty() ? entry.key() : prefix + u'.' + entry.key();
        const bool isValue = name.contains(u'[') || name.contains(u'(');
        if (entry->typeId() == QMetaType::QVariantMap && !isValue && !entry->toMap().isEmpty())
            flatten(name, entry->toMap(), target);
        else
            target.insert(name, *entry);
    }
}

} // namespace

Result<ProjectProfile> ProjectProfile::parse(const QString &path, const QString &text)
{
    const auto table = parseToml(path, text);
    if (!table)
        return failure(table.error());
    ProjectProfile profile;
    profile.path = path;
    ProfileReader reader(path, *table);
    reader.text(u"url"_s, profile.url);
    reader.texts(u"version_locations"_s, profile.versionLocations);
    reader.text(u"version_table"_s, profile.versionTable);
    reader.text(u"version_table_schema"_s, profile.versionTableSchema);
    reader.text(u"python"_s, profile.python);
    reader.textTable(u"naming_convention"_s, profile.namingConvention);
    reader.limits(u"run"_s, profile.limits, profile.environmentLimits);
    flatten({}, reader.table(u"opaque"_s), profile.opaqueValues);
    if (auto finished = reader.finish(); !finished)
        return failure(finished.error());
    return profile;
}

Result<ProjectProfile> ProjectProfile::load(const QString &path)
{
    if (!QFileInfo::exists(path))
        return ProjectProfile {};
    const Result<QString> text = readTextFile(path);
    if (!text)
        return failure(text.error());
    return parse(path, *text);
}

} // namespace limbeck
