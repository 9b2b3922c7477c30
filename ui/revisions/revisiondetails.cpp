// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/revisions/revisiondetails.h"

#include "ui/graph/graphtheme.h"

#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace limbeck {

namespace {

QString links(const RevisionMap &map, const RevisionIndexes &indexes)
{
    QStringList result;
    for (const RevisionIndex index : indexes) {
        const QString id = map.id(index).text().toHtmlEscaped();
        result += u"<a href=\"revision:%1\">%1</a>"_s.arg(id);
    }
    return result.join(u", ");
}

QString row(const QString &name, const QString &value)
{
    if (value.isEmpty())
        return {};
    return u"<tr><td style=\"padding-right:10px; white-space:nowrap\"><i>%1</i></td><td>%2</td></tr>"_s
        .arg(name, value);
}

} // namespace

RevisionDetails::RevisionDetails(QWidget *parent)
    : QTextBrowser(parent)
{
    setOpenLinks(false);
    setFrameShape(QFrame::NoFrame);
    setAccessibleName(tr("Details of the selected revision"));
    connect(this, &QTextBrowser::anchorClicked, this,
            [this](const QUrl &url) { Q_EMIT revisionClicked(RevisionId(url.path())); });
    showNothing();
}

void RevisionDetails::showNothing()
{
    setHtml(u"<p>%1</p>"_s.arg(tr("Select a revision in the graph or in the history.")));
}

void RevisionDetails::show(const RevisionMap &map, const RevisionId &id, RevisionState state)
{
    const auto index = map.find(id);
    if (!index) {
        setHtml(u"<h3>%1</h3><p>%2</p>"_s.arg(
            id.text().toHtmlEscaped(), tr("No file of the project declares this revision.")));
        return;
    }
    const Revision &revision = map.at(*index);
    QStringList kinds;
    if (map.isHead(*index))
        kinds += map.isRealHead(*index) ? tr("head") : tr("effective head");
    if (map.isBase(*index))
        kinds += tr("base");
    if (map.isBranchPoint(*index))
        kinds += tr("branch point");
    if (map.isMergePoint(*index))
        kinds += tr("merge point");
    QString html = u"<h3>%1</h3>"_s.arg(id.text().toHtmlEscaped());
    html += u"<p>%1</p><table>"_s.arg(revision.doc().toHtmlEscaped());
    html += row(tr("State"), stateMark(state) + u' ' + stateText(state));
    html += row(tr("Kind"), kinds.join(u", "));
    html += row(tr("Branch labels"), map.branchLabels(*index).join(u", ").toHtmlEscaped());
    html += row(tr("Revises"), links(map, map.downRevisions(*index)));
    html += row(tr("Depends on"), links(map, map.dependencies(*index)));
    html += row(tr("Revised by"), links(map, map.nextRevisions(*index)));
    html += row(tr("File"), QFileInfo(revision.path).fileName().toHtmlEscaped());
    html += u"</table><pre style=\"white-space:pre-wrap\">%1</pre>"_s.arg(
        revision.documentation.toHtmlEscaped());
    setHtml(html);
}

} // namespace limbeck
