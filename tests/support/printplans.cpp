// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

// printplans: reads graphs with queries from standard input, one JSON object a line, and answers
// each with a line: the plans that we make. For comparing with Alembic's, many in one process (see
// tests/differential/plans.py).

#include "core/revision/planner.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTextStream>

using namespace limbeck;
using namespace Qt::StringLiterals;

namespace {

QStringList texts(const QJsonValue &value)
{
    return value.toVariant().toStringList();
}

Revision toRevision(const QJsonObject &object)
{
    Revision revision;
    revision.id = RevisionId(object[u"id"].toString());
    for (const QString &down : texts(object[u"down"]))
        revision.downRevisions.emplace_back(down);
    revision.dependsOn = texts(object[u"depends_on"]);
    revision.branchLabels = texts(object[u"labels"]);
    return revision;
}

Result<MigrationPlan> planFor(const RevisionMap &map, const QJsonObject &query)
{
    Heads heads;
    for (const QString &head : texts(query[u"current"]))
        heads.emplace_back(head);
    const QString target = query[u"target"].toString();
    const QString op = query[u"op"].toString();
    if (op == u"upgrade")
        return upgradePlan(map, heads, RevisionTarget(target));
    if (op == u"downgrade")
        return downgradePlan(map, heads, RevisionTarget(target));
    std::vector<RevisionTarget> targets;
    for (const QString &part : target.split(u' '))
        targets.emplace_back(part);
    return stampPlan(map, heads, targets);
}

QJsonObject answer(const Result<MigrationPlan> &plan)
{
    if (!plan)
        return { { u"error"_s, plan.error().message } };
    QJsonArray log;
    for (const MigrationStep &step : plan->steps)
        log.append(step.shortLog());
    QStringList rows;
    for (const RevisionId &head : plan->endHeads)
        rows.append(head.text());
    rows.sort();
    return { { u"log"_s, log }, { u"rows"_s, QJsonArray::fromStringList(rows) } };
}

} // namespace

int main()
{
    QTextStream input(stdin);
    QTextStream output(stdout);
    for (QString line = input.readLine(); !line.isNull(); line = input.readLine()) {
        const QJsonObject graph = QJsonDocument::fromJson(line.toUtf8()).object();
        std::vector<Revision> revisions;
        for (const QJsonValue &revision : graph[u"revisions"].toArray())
            revisions.push_back(toRevision(revision.toObject()));
        const auto map = RevisionMap::create(std::move(revisions));
        QJsonArray answers;
        for (const QJsonValue &query : graph[u"queries"].toArray())
            answers.append(answer(map ? planFor(*map, query.toObject())
                                      : Result<MigrationPlan>(failure(map.error()))));
        output << QJsonDocument(answers).toJson(QJsonDocument::Compact) << '\n';
    }
    return 0;
}
