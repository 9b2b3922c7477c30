// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/revision/migrationplan.h"

#include <QStringBuilder>

using namespace Qt::StringLiterals;

namespace limbeck {

QString MigrationStep::name() const
{
    switch (kind) {
    case Kind::Upgrade:
        return u"upgrade"_s;
    case Kind::Downgrade:
        return u"downgrade"_s;
    case Kind::Stamp:
        return u"stamp_revision"_s;
    }
    Q_UNREACHABLE();
}

QString MigrationStep::shortLog() const
{
    return QString(name() % u' ' % joinIds(from) % u" -> " % joinIds(to));
}

QString MigrationStep::log() const
{
    return doc.isEmpty() ? shortLog() : QString(shortLog() % u", " % doc);
}

QString MigrationStep::versionLog() const
{
    if (versionChanges.empty())
        return {};
    const VersionChange &last = versionChanges.back();
    if (last.kind == VersionChange::Kind::Delete)
        return u"branch delete "_s + last.from.text();
    if (last.kind == VersionChange::Kind::Insert)
        return u"new branch insert "_s + last.to.text();
    const QString update = u"update %1 to %2"_s.arg(last.from.text(), last.to.text());
    QStringList others;
    for (const VersionChange &change : versionChanges) {
        if (change.kind == VersionChange::Kind::Delete)
            others.append(u'\'' + change.from.text() + u'\'');
        else if (change.kind == VersionChange::Kind::Insert)
            others.append(u'\'' + change.to.text() + u'\'');
    }
    if (versionChanges.front().kind == VersionChange::Kind::Delete)
        return u"merge, delete [%1], %2"_s.arg(others.join(u", "_s), update);
    // A downgrade of a merge gives Python's tuple, even where one parent alone is left.
    const QString comma = others.size() == 1 ? u","_s : QString();
    if (kind == Kind::Downgrade && downRevisions.size() > 1)
        return u"unmerge, insert (%1%2), %3"_s.arg(others.join(u", "_s), comma, update);
    return update;
}

void applyVersionChanges(Heads &heads, const std::vector<VersionChange> &changes)
{
    for (const VersionChange &change : changes) {
        switch (change.kind) {
        case VersionChange::Kind::Insert:
            heads.push_back(change.to);
            break;
        case VersionChange::Kind::Update:
            std::replace(heads.begin(), heads.end(), change.from, change.to);
            break;
        case VersionChange::Kind::Delete:
            std::erase(heads, change.from);
            break;
        }
    }
}

} // namespace limbeck
