// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/journal/journalpanel.h"

#include "ui/journal/journalentryview.h"
#include "ui/journal/journalmodel.h"
#include "ui/project/projectsession.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/banner.h"

#include <QComboBox>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QSortFilterProxyModel>
#include <QSplitter>
#include <QStackedLayout>
#include <QTableView>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace limbeck {

namespace {

enum Scope { ThisDatabase, AllDatabases };

} // namespace

JournalPanel::JournalPanel(ProjectSession &session, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_model(new JournalModel(this))
    , m_filter(new QSortFilterProxyModel(this))
    , m_view(new QTableView(this))
    , m_scope(new QComboBox(this))
    , m_search(new QLineEdit(this))
    , m_empty(new QLabel(tr("No run was recorded yet."), this))
    , m_error(new Banner(this))
    , m_entry(new JournalEntryView(this))
{
    auto *splitter = new QSplitter(this);
    splitter->setChildrenCollapsible(false);
    splitter->setHandleWidth(1);
    splitter->addWidget(list());
    splitter->addWidget(m_entry);
    splitter->setSizes({ 520, 560 });
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_error);
    layout->addWidget(splitter, 1);

    connect(&m_reader, &JournalReader::runsRead, this, &JournalPanel::showRuns);
    connect(&m_reader, &JournalReader::entryRead, m_entry, &JournalEntryView::show);
    connect(&m_reader, &JournalReader::failed, this, [this](const Error &error) {
        m_error->show(Banner::Severity::Error,
                      error.hint.isEmpty() ? error.message : error.message + u'\n' + error.hint);
    });
    connect(m_entry, &JournalEntryView::resumeRequested, this, &JournalPanel::resumeRequested);
    connect(m_entry, &JournalEntryView::restartRequested, this, &JournalPanel::restartRequested);
    connect(m_entry, &JournalEntryView::placeActivated, this, &JournalPanel::placeActivated);
    connect(&session, &ProjectSession::opened, this, &JournalPanel::refresh);
    connect(&session, &ProjectSession::runStarted, this, &JournalPanel::updateRunnable);
    connect(&session, &ProjectSession::runFinished, this, [this] {
        updateRunnable();
        refresh(); // a refresh of the states may have told the database's identity
    });
}

QWidget *JournalPanel::list()
{
    m_filter->setSourceModel(m_model);
    m_filter->setFilterRole(JournalModel::SearchRole);
    m_filter->setFilterCaseSensitivity(Qt::CaseInsensitive);
    m_view->setModel(m_filter);
    m_view->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_view->setSelectionMode(QAbstractItemView::SingleSelection);
    m_view->setShowGrid(false);
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setWordWrap(false);
    m_view->setTabKeyNavigation(false);
    m_view->setAccessibleName(tr("Recorded runs"));
    m_view->verticalHeader()->hide();
    m_view->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_view->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 12);
    QHeaderView *header = m_view->horizontalHeader();
    header->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    header->setHighlightSections(false);
    header->setStretchLastSection(true);
    const int digits = fontMetrics().horizontalAdvance(u'0');
    const std::pair<int, int> widths[] = {
        { JournalModel::OutcomeColumn, 15 },  { JournalModel::StartedColumn, 22 },
        { JournalModel::CommandColumn, 17 },  { JournalModel::RevisionsColumn, 22 },
        { JournalModel::DatabaseColumn, 26 }, { JournalModel::UserColumn, 18 },
    };
    for (const auto &[column, characters] : widths)
        header->resizeSection(column, digits * characters);
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setProperty("role", u"muted"_s);
    m_scope->addItem(tr("This database"));
    m_scope->addItem(tr("All databases"));
    m_scope->setAccessibleName(tr("Which runs"));
    m_search->setPlaceholderText(tr("Search runs"));
    m_search->setAccessibleName(m_search->placeholderText());
    m_search->setClearButtonEnabled(true);
    auto *refreshButton = new QToolButton(this);
    refreshButton->setIcon(themedIcon(u"refresh"_s, IconTint::Muted));
    refreshButton->setIconSize({ 16, 16 });
    refreshButton->setToolTip(tr("Read the journal again"));
    refreshButton->setAccessibleName(refreshButton->toolTip());
    connect(refreshButton, &QToolButton::clicked, this, &JournalPanel::refresh);
    connect(m_scope, &QComboBox::currentIndexChanged, this, &JournalPanel::refresh);
    connect(m_search, &QLineEdit::textChanged, m_filter,
            &QSortFilterProxyModel::setFilterFixedString);
    connect(m_view->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &JournalPanel::onCurrentChanged);

    auto *panel = new QWidget(this);
    panel->setAutoFillBackground(true);
    panel->setBackgroundRole(QPalette::Base);
    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(metrics::gap, 6, metrics::gap, 6);
    bar->setSpacing(metrics::gap);
    bar->addWidget(m_scope);
    bar->addWidget(m_search, 1);
    bar->addWidget(refreshButton);
    m_pages = new QStackedLayout;
    m_pages->addWidget(m_empty);
    m_pages->addWidget(m_view);
    auto *layout = new QVBoxLayout(panel);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(bar);
    layout->addLayout(m_pages, 1);
    return panel;
}

void JournalPanel::refresh()
{
    m_isStale = true;
    if (isVisible())
        read();
}

void JournalPanel::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (m_isStale)
        read();
}

void JournalPanel::read()
{
    m_isStale = false;
    const bool isOfOne = m_scope->currentIndex() == ThisDatabase;
    m_view->setColumnHidden(JournalModel::DatabaseColumn, isOfOne); // all of them are the same
    const QString identity = isOfOne ? m_session.databaseIdentity() : QString();
    if (isOfOne && identity.isEmpty())
        showRuns({}); // which database it is, is not known before it has answered
    else
        m_reader.readRuns(identity);
}

void JournalPanel::showRuns(const std::vector<JournalRun> &runs)
{
    m_error->clear();
    // Who looks at the newest run goes on doing so.
    const qint64 shown = m_entry->shownRun();
    const bool followsNewest = m_model->rowOf(shown) <= 0;
    m_model->setRuns(runs);
    m_pages->setCurrentIndex(runs.empty() ? 0 : 1);
    const int number = followsNewest ? 0 : std::max(0, m_model->rowOf(shown));
    const QModelIndex row = m_filter->mapFromSource(m_model->index(number, 0));
    if (row.isValid())
        m_view->setCurrentIndex(row);
    else
        m_entry->showNothing();
}

void JournalPanel::onCurrentChanged(const QModelIndex &current)
{
    updateRunnable();
    if (current.isValid())
        m_reader.readEntry(current.data(JournalModel::IdRole).toLongLong());
}

void JournalPanel::updateRunnable()
{
    const bool isFree = m_session.map() && !m_session.isRunning();
    m_entry->setRunnableOn(isFree ? m_session.databaseIdentity() : QString());
}

} // namespace limbeck
