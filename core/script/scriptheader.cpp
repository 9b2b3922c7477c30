// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/script/scriptheader.h"

#include "core/script/headerparser.h"
#include "core/script/headerscanner.h"

#include <QFileInfo>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace limbeck {

std::optional<HeaderValue> *HeaderValues::named(QAnyStringView name)
{
    if (name == u"revision")
        return &revision;
    if (name == u"down_revision")
        return &downRevision;
    if (name == u"branch_labels")
        return &branchLabels;
    if (name == u"depends_on")
        return &dependsOn;
    return nullptr;
}

const HeaderValue *HeaderValues::computed() const
{
    for (const auto *value : { &revision, &downRevision, &branchLabels, &dependsOn }) {
        if (value->has_value() && (*value)->kind == HeaderValue::Kind::Computed)
            return &value->value();
    }
    return nullptr;
}

Result<HeaderValues> readHeaderValues(const QString &path, const QByteArray &source,
                                      SyntaxCheck check)
{
    if (check == SyntaxCheck::Header) {
        if (std::optional<HeaderValues> values = HeaderScanner(source).scan())
            return std::move(*values);
    }
    const Result<QString> text = decodeSource(path, source);
    if (!text)
        return failure(text.error());
    return parseHeaderValues(std::make_shared<SourceFile>(path, *text));
}

namespace {

/// The ids of a value that may be one or several; None among several stands for nothing.
Result<QStringList> identifiers(const QString &name, std::optional<HeaderValue> &value)
{
    if (!value)
        return QStringList {};
    switch (value->kind) {
    case HeaderValue::Kind::None:
        return QStringList {};
    case HeaderValue::Kind::Text:
    case HeaderValue::Kind::List:
        return std::move(value->texts);
    case HeaderValue::Kind::Other:
        return failure(ErrorCode::Syntax,
                       u"%1 must be a text or several, not %2"_s.arg(name, value->description));
    case HeaderValue::Kind::Computed:
        return failure(ErrorCode::Unsupported,
                       u"%1 is %2, which has to be evaluated"_s.arg(name, value->description));
    }
    Q_UNREACHABLE();
}

Result<QString> revisionId(const QString &path, const std::optional<HeaderValue> &value)
{
    if (!value) {
        static const QRegularExpression legacyName(uR"(\A([a-f0-9]+)\.py)"_s);
        const QString fileName = QFileInfo(path).fileName();
        const QRegularExpressionMatch match = legacyName.match(fileName);
        if (match.hasMatch())
            return match.captured(1);
        return failure(
            ErrorCode::InvalidGraph,
            u"Could not determine revision id from filename %1. Be sure the 'revision' variable is "
            u"declared "
            "inside the script (please see 'Upgrading from Alembic 0.1 to 0.2' in the documentation)."_s
                .arg(fileName),
            path);
    }
    if (value->kind == HeaderValue::Kind::Text)
        return value->texts.front();
    if (value->kind == HeaderValue::Kind::Computed)
        return failure(ErrorCode::Unsupported,
                       u"revision is %1, which has to be evaluated"_s.arg(value->description));
    const QString type = value->kind == HeaderValue::Kind::None ? u"None"_s
        : value->kind == HeaderValue::Kind::List                ? u"several"_s
                                                                : value->description;
    return failure(ErrorCode::Syntax, u"revision must be a text, not %1"_s.arg(type));
}

} // namespace

Result<Revision> revisionFromHeader(const QString &path, HeaderValues values)
{
    const auto within = [&](const Error &error) { return failure(error.within(path)); };
    Revision revision;
    revision.path = path;
    revision.documentation = std::move(values.documentation);
    revision.loadsWithoutEffect = values.loadsWithoutEffect;
    const auto id = revisionId(path, values.revision);
    if (!id)
        return values.revision ? within(id.error()) : failure(id.error());
    revision.id = RevisionId(*id);
    if (!values.downRevision) {
        return failure(ErrorCode::Syntax,
                       u"%1: the script does not declare 'down_revision'"_s.arg(path),
                       u"A first revision says down_revision = None"_s);
    }
    const Result<QStringList> downRevisions = identifiers(u"down_revision"_s, values.downRevision);
    if (!downRevisions)
        return within(downRevisions.error());
    for (const QString &downRevision : *downRevisions)
        revision.downRevisions.emplace_back(downRevision);
    Result<QStringList> labels = identifiers(u"branch_labels"_s, values.branchLabels);
    if (!labels)
        return within(labels.error());
    revision.branchLabels = std::move(*labels);
    Result<QStringList> dependencies = identifiers(u"depends_on"_s, values.dependsOn);
    if (!dependencies)
        return within(dependencies.error());
    revision.dependsOn = std::move(*dependencies);
    if (revision.dependsOn == QStringList { QString() })
        revision.dependsOn.clear(); // an empty text counts as no dependency
    return revision;
}

} // namespace limbeck
