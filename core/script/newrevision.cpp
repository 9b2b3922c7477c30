// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/script/newrevision.h"

#include "core/config/pythontext.h"
#include "core/config/textfile.h"
#include "core/revision/revisionpath.h"

#include <QDir>
#include <QFileInfo>
#include <QRegularExpression>
#include <QSaveFile>
#include <QStringEncoder>
#include <QTimeZone>
#include <QUuid>

using namespace Qt::StringLiterals;

namespace limbeck {

QString newRevisionId()
{
    return QUuid::createUuid().toString(QUuid::WithoutBraces).section(u'-', -1);
}

namespace {

Result<QDateTime> inTimeZone(const QDateTime &now, const QString &name)
{
    if (name.isEmpty())
        return now;
    for (const QString &candidate : { name, name.toUpper() }) {
        const QTimeZone zone(candidate.toUtf8());
        if (zone.isValid())
            return now.toTimeZone(zone);
    }
    return failure(ErrorCode::Configuration, u"Can't locate timezone: %1"_s.arg(name));
}

/// As Python's str(datetime) has it: with a zone, its offset follows.
QString pythonDate(const QDateTime &date, bool withZone)
{
    QString text = date.toString(u"yyyy-MM-dd HH:mm:ss"_s);
    if (date.time().msec() != 0)
        text += u'.' + QString::number(date.time().msec() * 1000).rightJustified(6, u'0');
    if (withZone) {
        const int offset = date.offsetFromUtc();
        text += offset < 0 ? u'-' : u'+';
        text += QTime(0, 0).addSecs(std::abs(offset)).toString(u"HH:mm"_s);
    }
    return text;
}

QString slugOf(const QString &message, int maximalLength)
{
    static const QRegularExpression words(uR"(\w+)"_s,
                                          QRegularExpression::UseUnicodePropertiesOption);
    QStringList parts;
    for (auto match = words.globalMatch(message); match.hasNext();)
        parts.append(match.next().captured());
    QString slug = parts.join(u'_').toLower();
    if (slug.size() <= maximalLength)
        return slug;
    slug.truncate(maximalLength);
    const qsizetype last = slug.lastIndexOf(u'_');
    return (last < 0 ? slug : slug.left(last)) + u'_';
}

Result<QString> fileName(const ProjectSettings &settings, const QString &id, const QString &message,
                         const QDateTime &date)
{
    const FormatValues values {
        { u"rev"_s, id },
        { u"slug"_s, slugOf(message, settings.truncateSlugLength) },
        { u"epoch"_s, date.toSecsSinceEpoch() },
        { u"year"_s, qint64(date.date().year()) },
        { u"month"_s, qint64(date.date().month()) },
        { u"day"_s, qint64(date.date().day()) },
        { u"hour"_s, qint64(date.time().hour()) },
        { u"minute"_s, qint64(date.time().minute()) },
        { u"second"_s, qint64(date.time().second()) },
    };
    const Result<QString> name = percentFormat(settings.fileTemplate, values);
    if (!name)
        return failure(name.error().within(u"file_template"_s));
    return *name + u".py"_s;
}

class Preparation
{
public:
    Preparation(const ScriptDirectory &directory, const RevisionMap &map,
                const RevisionRequest &request)
        : m_directory(directory)
        , m_settings(directory.settings())
        , m_map(map)
        , m_request(request)
    {
    }

    [[nodiscard]] Result<PreparedRevision> prepare(const QDateTime &now);

private:
    [[nodiscard]] Result<RevisionIndexes> parents() const;
    [[nodiscard]] Result<QString> versionPath(const RevisionIndexes &parents) const;
    [[nodiscard]] Result<> checkHeads(const RevisionIndexes &parents) const;
    [[nodiscard]] Result<QStringList> dependencies() const;
    [[nodiscard]] Result<> checkLabels(const QString &id) const;

    const ScriptDirectory &m_directory;
    const ProjectSettings &m_settings;
    const RevisionMap &m_map;
    const RevisionRequest &m_request;
};

Result<PreparedRevision> Preparation::prepare(const QDateTime &now)
{
    const QString id = m_request.id.isEmpty() ? newRevisionId() : m_request.id;
    const Result<RevisionIndexes> parents = this->parents();
    if (!parents)
        return failure(parents.error());
    if (const auto used = m_map.find(RevisionId(id))) {
        return failure(ErrorCode::InvalidGraph, u"Revision %1 is there already"_s.arg(id),
                       m_map.at(*used).path);
    }
    const Result<QDateTime> date = inTimeZone(now, m_settings.timezone);
    if (!date)
        return failure(date.error());
    const Result<QString> folder = versionPath(*parents);
    if (!folder)
        return failure(folder.error());
    const Result<QString> name =
        fileName(m_settings, id, m_request.message.value_or(QString()), *date);
    if (!name)
        return failure(name.error());
    if (auto checked = checkHeads(*parents); !checked)
        return failure(checked.error());
    const Result<QStringList> dependencies = this->dependencies();
    if (!dependencies)
        return failure(dependencies.error());
    if (auto checked = checkLabels(id); !checked)
        return failure(checked.error());

    PreparedRevision result;
    result.path = QDir::cleanPath(*folder + u'/' + *name);
    result.versionPath = *folder;
    result.values.message = m_request.message.value_or(u"empty message"_s);
    result.values.upRevision = id;
    for (const RevisionIndex parent : *parents)
        result.values.downRevision.append(m_map.id(parent).text());
    if (!m_request.branchLabels.isEmpty())
        result.values.branchLabels = m_request.branchLabels;
    result.values.dependsOn = *dependencies;
    result.values.created = *date;
    result.values.hasTimeZone = !m_settings.timezone.isEmpty();
    result.values.createDate = pythonDate(*date, !m_settings.timezone.isEmpty());
    result.values.texts = m_request.texts;
    return result;
}

Result<RevisionIndexes> Preparation::parents() const
{
    const auto found =
        RevisionLookup(m_map).getOnlyRevisions(RevisionArgument::many(m_request.heads));
    if (!found) {
        FailureWords words;
        words.multipleHeads = u"Multiple heads are present; please specify the head revision on "
                              u"which the new revision "
                              "should be based, or perform a merge."_s;
        return failure(commandError(found.error(), words));
    }
    RevisionIndexes sorted = *found;
    std::sort(sorted.begin(), sorted.end());
    if (std::adjacent_find(sorted.begin(), sorted.end()) != sorted.end())
        return failure(ErrorCode::InvalidPlan, u"Duplicate head revisions specified"_s);
    return *found;
}

Result<QString> Preparation::versionPath(const RevisionIndexes &parents) const
{
    const QStringList &locations = m_settings.versionLocations;
    if (m_request.versionPath.isEmpty()) {
        if (locations.size() == 1)
            return locations.front();
        if (parents.empty()) {
            return failure(ErrorCode::InvalidPlan,
                           u"Multiple version locations present, please specify --version-path"_s);
        }
    }
    const QString path = m_request.versionPath.isEmpty()
        ? QFileInfo(m_map.at(parents.front()).path).absolutePath()
        : QDir::cleanPath(QFileInfo(m_request.versionPath).absoluteFilePath());
    const bool isLocation =
        std::any_of(locations.begin(), locations.end(), [&](const QString &location) {
            return location == path || QFileInfo(location).canonicalFilePath() == path;
        });
    if (!isLocation) {
        return failure(ErrorCode::InvalidPlan,
                       u"Path %1 is not represented in current version locations"_s.arg(
                           m_request.versionPath.isEmpty() ? path : m_request.versionPath));
    }
    return path;
}

Result<> Preparation::checkHeads(const RevisionIndexes &parents) const
{
    for (const RevisionIndex parent : parents) {
        if (!m_request.splice && !m_map.isHead(parent)) {
            return failure(ErrorCode::InvalidPlan,
                           u"Revision %1 is not a head revision; please specify --splice to create "
                           u"a new branch from "
                           "this revision"_s.arg(m_map.id(parent).text()));
        }
    }
    return {};
}

/// Labels stay labels; partial ids become whole.
Result<QStringList> Preparation::dependencies() const
{
    QStringList result;
    for (const QString &name : m_request.dependsOn) {
        const auto place = RevisionLookup(m_map).getRevision(name);
        if (!place)
            return failure(commandError(place.error()));
        if (!place->isRevision())
            return failure(ErrorCode::ImpossibleTarget,
                           u"'%1' does not lead to a revision"_s.arg(name));
        result.append(m_map.hasBranchLabel(place->index, name) ? name
                                                               : m_map.id(place->index).text());
    }
    return result;
}

/// Alembic finds out when the file is written already; a clash would keep the project from being
/// opened.
Result<> Preparation::checkLabels(const QString &id) const
{
    for (const QString &label : m_request.branchLabels) {
        const auto used = m_map.findIdOrLabel(label);
        if (!used && label != id)
            continue;
        return failure(ErrorCode::InvalidGraph,
                       u"Branch name '%1' in revision %2 already used by revision %3"_s.arg(
                           label, id, used ? m_map.id(*used).text() : id));
    }
    return {};
}

Result<> writeFile(const QString &path, const QByteArray &bytes)
{
    if (QFileInfo::exists(path)) {
        return failure(ErrorCode::FileAccess, u"File '%1' is there already"_s.arg(path),
                       u"Choose another message or revision id"_s);
    }
    if (!QDir().mkpath(QFileInfo(path).absolutePath()))
        return failure(ErrorCode::FileAccess,
                       u"Folder '%1' cannot be made"_s.arg(QFileInfo(path).absolutePath()));
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit())
        return failure(ErrorCode::FileAccess,
                       u"File '%1' cannot be written: %2"_s.arg(path, file.errorString()));
    return {};
}

Result<QByteArray> encoded(const QString &text, const QString &encoding)
{
    const QString name = encoding.toLower();
    if (name == u"utf-8" || name == u"utf8")
        return text.toUtf8();
    QStringEncoder encoder(encoding.toLatin1().constData());
    if (!encoder.isValid())
        return failure(ErrorCode::Syntax, u"unknown encoding: %1"_s.arg(encoding));
    QByteArray bytes = encoder.encode(text);
    if (encoder.hasError())
        return failure(ErrorCode::Syntax,
                       u"The new revision cannot be written in the encoding %1"_s.arg(encoding));
    return bytes;
}

} // namespace

QStringList PreparedRevision::missingFolders(const ProjectSettings &settings) const
{
    QStringList result;
    if (settings.hasVersionLocations && !QFileInfo::exists(versionPath))
        result.append(versionPath);
    const QString folder = QFileInfo(path).absolutePath();
    if (!QFileInfo::exists(folder) && !result.contains(folder))
        result.append(folder);
    return result;
}

Result<PreparedRevision> prepareRevision(const ScriptDirectory &directory,
                                         const RevisionRequest &request, const QDateTime &now)
{
    // As with Alembic before a graph that is broken.
    if (const auto checked = checkRevisionId(request.id); !checked)
        return failure(checked.error());
    const Result<RevisionMap> &map = directory.map();
    if (!map)
        return failure(map.error());
    return Preparation(directory, *map, request).prepare(now);
}

Result<> writeRevision(const ScriptDirectory &directory, const PreparedRevision &revision,
                       TemplateRenderer &renderer)
{
    const Result<QString> text = renderer.render(directory.templatePath(), revision.values);
    if (!text)
        return failure(text.error());
    const Result<QByteArray> bytes = encoded(*text, directory.settings().outputEncoding);
    if (!bytes)
        return failure(bytes.error());
    return writeFile(revision.path, *bytes);
}

Result<Revision> readWrittenRevision(const PreparedRevision &revision)
{
    const Result<QByteArray> source = readFileBytes(revision.path);
    if (!source)
        return failure(source.error());
    const Result<HeaderValues> header = readHeaderValues(revision.path, *source);
    if (!header)
        return failure(header.error());
    auto result = revisionFromHeader(revision.path, *header);
    if (result && revision.values.branchLabels && result->branchLabels.isEmpty()) {
        return failure(
            ErrorCode::InvalidGraph,
            u"Version %1 specified branch_labels %2, however the migration file %3 does not have "
            u"them; have "
            "you upgraded your script.py.mako to include the 'branch_labels' section?"_s.arg(
                revision.values.upRevision, revision.values.branchLabels->join(u", "_s),
                revision.path));
    }
    return result;
}

} // namespace limbeck
