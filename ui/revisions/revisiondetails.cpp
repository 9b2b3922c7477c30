// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/revisions/revisiondetails.h"

#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QClipboard>
#include <QEvent>
#include <QFileInfo>
#include <QGridLayout>
#include <QGuiApplication>
#include <QLabel>
#include <QRegularExpression>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace limbeck {

namespace {

/// What script.py.mako puts below the message; shown in rows of its own.
QString headerLine(const QString &documentation, const QString &name)
{
    const QRegularExpression line(u"^%1:[ \\t]*(.+)$"_s.arg(name),
                                  QRegularExpression::MultilineOption);
    return line.match(documentation).captured(1).trimmed();
}

/// The docstring without its message and without those lines.
QString bodyOf(const Revision &revision)
{
    static const QRegularExpression header(
        u"^(Revision ID|Revises|Create Date|Branch Labels):.*$"_s,
        QRegularExpression::MultilineOption);
    QString body = revision.documentation;
    const qsizetype end = body.indexOf(u"\n\n"_s);
    body = end < 0 ? QString() : body.mid(end);
    body.remove(header);
    return body.trimmed();
}

enum class Neighbours { Parents, Dependencies, Children };

/// A line each: the id as a link, and the message.
QString links(const RevisionGraph &graph, int index, Neighbours which)
{
    QStringList result;
    for (const GraphEdge &edge : graph.edges) {
        const bool isDependency = edge.kind == GraphEdge::Kind::DependsOn;
        const bool isWanted = which == Neighbours::Children
            ? edge.parent == index && !isDependency
            : edge.child == index && isDependency == (which == Neighbours::Dependencies);
        if (!isWanted)
            continue;
        const int other = which == Neighbours::Children ? edge.child : edge.parent;
        const GraphNode &node = graph.nodes[static_cast<std::size_t>(other)];
        result += u"<a style=\"text-decoration:none\" href=\"revision:%1\">%1</a> %2"_s.arg(
            node.id.text().toHtmlEscaped(), node.doc.toHtmlEscaped());
    }
    return result.join(u"<br>");
}

} // namespace

RevisionDetails::RevisionDetails(QWidget *parent)
    : QScrollArea(parent)
    , m_content(new QWidget(this))
    , m_empty(new QLabel(tr("Select a revision in the graph or in the history."), this))
    , m_title(new QLabel(m_content))
    , m_id(new QLabel(m_content))
    , m_copy(new QToolButton(m_content))
    , m_stateIcon(new QLabel(m_content))
    , m_stateText(new QLabel(m_content))
    , m_body(new QLabel(m_content))
{
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setBackgroundRole(QPalette::Base);
    m_content->setBackgroundRole(QPalette::Base);
    setAccessibleName(tr("Details of the selected revision"));
    m_title->setWordWrap(true);
    m_title->setTextFormat(Qt::PlainText);
    m_title->setFont(strongFont(scaledFont(font(), 1.12)));
    m_id->setFont(scaledFont(fixedFont(), 0.95));
    m_id->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_copy->setIcon(themedIcon(u"copy"_s, IconTint::Muted));
    m_copy->setIconSize({ 14, 14 });
    m_copy->setToolTip(tr("Copy the revision's id"));
    m_copy->setAccessibleName(m_copy->toolTip());
    m_stateText->setProperty("role", u"muted"_s);
    m_body->setWordWrap(true);
    m_body->setTextFormat(Qt::PlainText);
    m_body->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setWordWrap(true);
    m_empty->setProperty("role", u"muted"_s);

    auto *identity = new QHBoxLayout;
    identity->setSpacing(metrics::grid);
    identity->addWidget(m_stateIcon);
    identity->addWidget(m_stateText);
    identity->addSpacing(metrics::gap);
    identity->addWidget(m_id);
    identity->addWidget(m_copy);
    identity->addStretch();
    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(metrics::margin);
    grid->setVerticalSpacing(5);
    grid->setColumnStretch(1, 1);
    setUpRows(grid);
    auto *layout = new QVBoxLayout(m_content);
    layout->setContentsMargins(metrics::margin, 10, metrics::margin, metrics::margin);
    layout->setSpacing(6);
    layout->addWidget(m_empty, 1);
    layout->addWidget(m_title);
    layout->addLayout(identity);
    layout->addLayout(grid);
    layout->addWidget(m_body);
    layout->addStretch();
    setWidget(m_content);
    connect(m_copy, &QToolButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(m_id->text()); });
    showNothing();
}

void RevisionDetails::setUpRows(QGridLayout *grid)
{
    const std::array<QString, RowCount> names { tr("Kind"),       tr("Branch labels"),
                                                tr("Revises"),    tr("Depends on"),
                                                tr("Revised by"), tr("Created"),
                                                tr("File") };
    for (int row = 0; row < RowCount; ++row) {
        const auto index = static_cast<std::size_t>(row);
        auto *caption = new QLabel(names[index], m_content);
        caption->setProperty("role", u"caption"_s);
        auto *value = new QLabel(m_content);
        value->setTextFormat(Qt::RichText);
        value->setWordWrap(true);
        value->setTextInteractionFlags(Qt::TextBrowserInteraction);
        value->setAccessibleName(names[index]);
        caption->setBuddy(value);
        connect(value, &QLabel::linkActivated, this, &RevisionDetails::onLink);
        grid->addWidget(caption, row, 0, Qt::AlignTop);
        grid->addWidget(value, row, 1);
        m_captions[index] = caption;
        m_values[index] = value;
    }
}

void RevisionDetails::setRow(Row row, const QString &html)
{
    const auto index = static_cast<std::size_t>(row);
    m_values[index]->setText(html);
    m_captions[index]->setVisible(!html.isEmpty());
    m_values[index]->setVisible(!html.isEmpty());
}

void RevisionDetails::clearRows()
{
    for (int row = 0; row < RowCount; ++row)
        setRow(static_cast<Row>(row), {});
    m_body->clear();
    m_body->hide();
}

void RevisionDetails::setState(StateGlyph state)
{
    m_state = state;
    m_stateIcon->setPixmap(stateIcon(state).pixmap(QSize(16, 16), devicePixelRatioF()));
    m_stateText->setText(stateText(state));
}

void RevisionDetails::changeEvent(QEvent *event)
{
    QScrollArea::changeEvent(event);
    if (event->type() != QEvent::PaletteChange || !m_values.back()) // the constructor's own
        return;
    setState(m_state);
    // A label gives its links their colour when it gets its text, and takes the same text only
    // once.
    for (QLabel *value : m_values) {
        const QString html = value->text();
        value->clear();
        value->setText(html);
    }
}

void RevisionDetails::setPartsVisible(bool visible)
{
    for (QWidget *part : { static_cast<QWidget *>(m_title), static_cast<QWidget *>(m_id),
                           static_cast<QWidget *>(m_copy), static_cast<QWidget *>(m_stateIcon),
                           static_cast<QWidget *>(m_stateText) })
        part->setVisible(visible);
    m_empty->setVisible(!visible);
}

void RevisionDetails::showNothing()
{
    clearRows();
    setPartsVisible(false);
}

void RevisionDetails::show(const RevisionGraph &graph, const RevisionMap *map, const RevisionId &id,
                           StateGlyph state)
{
    clearRows();
    setPartsVisible(true);
    m_id->setText(id.text());
    setState(state);
    const int index = graph.indexOf(id);
    if (index < 0 || graph.nodes[static_cast<std::size_t>(index)].isMissing) {
        setState(StateGlyph::Missing);
        m_title->setText(tr("No file of the project declares this revision."));
        return;
    }
    const GraphNode &node = graph.nodes[static_cast<std::size_t>(index)];
    m_title->setText(node.doc.isEmpty() ? tr("(no message)") : node.doc);
    QStringList kinds;
    if (node.isHead)
        kinds += node.isEffectiveHead ? tr("effective head") : tr("head");
    if (node.isBase)
        kinds += tr("base");
    if (node.isBranchPoint)
        kinds += tr("branch point");
    if (node.isMergePoint)
        kinds += tr("merge point");
    setRow(KindRow, kinds.join(u", "));
    const RevisionIndex known = map ? map->find(id).value_or(-1) : -1;
    const QStringList labels = known < 0 ? node.branchLabels : map->branchLabels(known);
    setRow(LabelsRow, labels.join(u", ").toHtmlEscaped());
    setRow(RevisesRow, links(graph, index, Neighbours::Parents));
    setRow(DependsRow, links(graph, index, Neighbours::Dependencies));
    setRow(RevisedByRow, links(graph, index, Neighbours::Children));
    showFile(node.path);
    if (known >= 0)
        showDocumentation(map->at(known));
}

void RevisionDetails::showFile(const QString &path)
{
    setRow(FileRow,
           u"<a style=\"text-decoration:none\" href=\"file:%1\">%2</a>"_s.arg(
               path.toHtmlEscaped(), QFileInfo(path).fileName().toHtmlEscaped()));
    m_values[FileRow]->setToolTip(path);
}

void RevisionDetails::showDocumentation(const Revision &revision)
{
    // Microseconds and the like are noise here.
    const QString created = headerLine(revision.documentation, u"Create Date"_s);
    setRow(CreatedRow, created.section(u'.', 0, 0).toHtmlEscaped());
    m_body->setText(bodyOf(revision));
    m_body->setVisible(!m_body->text().isEmpty());
}

void RevisionDetails::onLink(const QString &link)
{
    if (link.startsWith(u"revision:"))
        Q_EMIT revisionClicked(RevisionId(link.mid(9)));
    else if (link.startsWith(u"file:"))
        Q_EMIT fileClicked(link.mid(5));
}

} // namespace limbeck
