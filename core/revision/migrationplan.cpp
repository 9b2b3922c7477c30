// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/revision/migrationplan.h"

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
    return name() + u' ' + joinIds(from) + u" -> "_s + joinIds(to);
}

QString MigrationStep::log() const
{
    return doc.isEmpty() ? shortLog() : shortLog() + u", "_s + doc;
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
