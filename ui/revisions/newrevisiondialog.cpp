// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/revisions/newrevisiondialog.h"

#include "ui/project/projectsession.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/banner.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QDir>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QProgressBar>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace limbeck {

namespace {

using Kind = RevisionFilesOrder::Kind;

constexpr std::size_t maximumHeads = 500; // to choose from; a project with more is broken

/// "ab12cd — add tickets".
QString described(const Revision &revision)
{
    const QString id = revision.id.text();
    return revision.doc().isEmpty() ? id : id + u" — "_s + revision.doc();
}

QStringList words(const QLineEdit &edit)
{
    return edit.text().split(u' ', Qt::SkipEmptyParts);
}

QLabel *muted(const QString &text, QWidget *parent)
{
    auto *label = new QLabel(text, parent);
    label->setProperty("role", u"muted"_s);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    return label;
}

} // namespace

NewRevisionDialog::NewRevisionDialog(ProjectSession &session, Kind kind,
                                     const QString &parentRevision, QWidget *parent)
    : QDialog(parent)
    , m_session(session)
    , m_kind(kind)
    , m_id(newRevisionId())
    , m_pages(new QStackedWidget(this))
    , m_notice(new Banner(this))
    , m_message(new QLineEdit(this))
    , m_parent(new QComboBox(this))
    , m_heads(new QListWidget(this))
    , m_label(new QLineEdit(this))
    , m_dependsOn(new QLineEdit(this))
    , m_ownId(new QLineEdit(this))
    , m_location(new QComboBox(this))
    , m_autogenerate(
          new QCheckBox(tr("Write what the &models have and the database does not"), this))
    , m_file(muted({}, this))
    , m_progress(new QProgressBar(this))
    , m_works(new QListWidget(this))
    , m_create(new QPushButton(this))
    , m_buttons(new QDialogButtonBox(QDialogButtonBox::Cancel, this))
{
    setWindowTitle(kind == Kind::Merge ? tr("Merge heads") : tr("New revision"));
    resize(640, 440);
    m_pages->addWidget(formPage(parentRevision));
    m_pages->addWidget(workPage());
    m_create->setText(kind == Kind::Merge ? tr("&Merge") : tr("&Create"));
    m_create->setDefault(true);
    m_buttons->addButton(m_create, QDialogButtonBox::ActionRole);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(metrics::wideMargin, 16, metrics::wideMargin, 16);
    layout->setSpacing(metrics::margin);
    layout->addWidget(m_notice);
    layout->addWidget(m_pages, 1);
    layout->addWidget(m_buttons);

    connect(m_create, &QPushButton::clicked, this, [this] {
        if (m_written.isEmpty())
            create();
        else
            accept();
    });
    connect(m_buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(&m_task, &RevisionFilesTask::workBegan, this, &NewRevisionDialog::addWork);
    connect(&m_task, &RevisionFilesTask::logged, this, &NewRevisionDialog::addFinding);
    connect(&m_task, &RevisionFilesTask::finished, this, &NewRevisionDialog::showWritten);
    connect(&m_task, &RevisionFilesTask::failed, this, &NewRevisionDialog::showFailure);
    preview();
    m_message->setFocus();
}

// ------------------------------------------------------------------------------------------------
// the form

QWidget *NewRevisionDialog::formPage(const QString &parentRevision)
{
    auto *page = new QWidget(m_pages);
    auto *form = new QFormLayout(page);
    form->setContentsMargins(0, 0, 0, 0);
    form->setHorizontalSpacing(metrics::margin);
    form->setVerticalSpacing(metrics::gap);
    m_message->setPlaceholderText(tr("what the revision does, in a few words"));
    form->addRow(tr("Me&ssage:"), m_message);
    addParents(*form, parentRevision);
    m_label->setPlaceholderText(tr("none"));
    form->addRow(tr("&Branch label:"), m_label);
    if (m_kind == Kind::Revision) {
        m_dependsOn->setPlaceholderText(tr("revisions that must be there before, with spaces"));
        form->addRow(tr("&Depends on:"), m_dependsOn);
    }
    m_dependsOn->setVisible(m_kind == Kind::Revision);
    m_ownId->setPlaceholderText(m_id);
    form->addRow(tr("Revision &id:"), m_ownId);
    addLocations(*form);
    if (m_kind == Kind::Revision)
        addAutogenerate(*form);
    m_autogenerate->setVisible(m_kind == Kind::Revision);
    m_file->setAlignment(Qt::AlignTop | Qt::AlignLeading);
    m_file->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_file->setAccessibleName(tr("The file that is written"));
    form->addRow(tr("File:"), m_file);
    for (QLineEdit *edit : { m_message, m_label, m_dependsOn, m_ownId })
        connect(edit, &QLineEdit::textChanged, this, &NewRevisionDialog::preview);
    return page;
}

void NewRevisionDialog::addParents(QFormLayout &form, const QString &parentRevision)
{
    const RevisionMap &map = *m_session.map();
    RevisionIndexes heads = map.heads();
    heads.resize(std::min(heads.size(), maximumHeads));
    m_heads->setVisible(m_kind == Kind::Merge);
    m_parent->setVisible(m_kind == Kind::Revision);
    if (m_kind == Kind::Merge) {
        for (const RevisionIndex head : heads) {
            auto *item = new QListWidgetItem(described(map.at(head)), m_heads);
            item->setData(Qt::UserRole, map.id(head).text());
            item->setCheckState(Qt::Checked);
        }
        m_heads->setProperty("frameRole", u"box"_s);
        m_heads->setSizeAdjustPolicy(QAbstractScrollArea::AdjustToContents); // a few, as a rule
        m_heads->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Maximum);
        m_heads->setMaximumHeight(140);
        m_heads->setAccessibleName(tr("Heads to merge"));
        form.addRow(tr("&Heads:"), m_heads);
        connect(m_heads, &QListWidget::itemChanged, this, &NewRevisionDialog::preview);
        return;
    }
    const auto add = [this, &map](RevisionIndex index) {
        m_parent->addItem(described(map.at(index)), map.id(index).text());
    };
    const auto given = map.find(RevisionId(parentRevision));
    if (given && !map.isHead(*given))
        add(*given);
    std::for_each(heads.begin(), heads.end(), add);
    m_parent->addItem(tr("nothing: a new base"), u"base"_s);
    m_parent->setCurrentIndex(std::max(0, m_parent->findData(parentRevision)));
    m_parent->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_parent->setAccessibleName(tr("The revision before"));
    form.addRow(tr("&Follows:"), m_parent);
    connect(m_parent, &QComboBox::currentIndexChanged, this, &NewRevisionDialog::preview);
}

/// Only where there is a choice.
void NewRevisionDialog::addLocations(QFormLayout &form)
{
    const QStringList &locations = m_session.project()->settings().versionLocations;
    m_location->setVisible(locations.size() > 1);
    if (locations.size() < 2)
        return;
    m_location->addItem(tr("that of the revision before"), QString());
    for (const QString &location : locations)
        m_location->addItem(relativePath(location), location);
    form.addRow(tr("F&older:"), m_location);
    connect(m_location, &QComboBox::currentIndexChanged, this, &NewRevisionDialog::preview);
}

void NewRevisionDialog::addAutogenerate(QFormLayout &form)
{
    auto *note = muted(tr("Compares the models of env.py with %1, which has to be at the head. The "
                          "database is only read.")
                           .arg(m_session.databaseName()),
                       this);
    note->setContentsMargins(24, 0, 0, 0); // below the text of the box
    auto *lines = new QVBoxLayout;
    lines->setSpacing(2);
    lines->setContentsMargins(0, metrics::grid, 0, metrics::grid);
    lines->addWidget(m_autogenerate);
    lines->addWidget(note);
    form.addRow(QString(), lines);
}

RevisionFilesOrder NewRevisionDialog::order() const
{
    RevisionFilesOrder order;
    order.kind = m_kind;
    RevisionRequest &revision = order.revision;
    const QString ownId = m_ownId->text().trimmed();
    revision.id = ownId.isEmpty() ? m_id : ownId;
    if (const QString message = m_message->text().trimmed(); !message.isEmpty())
        revision.message = message;
    revision.splice = m_splices;
    if (const QString label = m_label->text().trimmed(); !label.isEmpty())
        revision.branchLabels = QStringList { label };
    revision.versionPath = m_location->currentData().toString();
    if (m_kind == Kind::Revision) {
        revision.heads = QStringList { m_parent->currentData().toString() };
        revision.dependsOn = words(*m_dependsOn);
        order.autogenerate = m_autogenerate->isChecked() ? Autogenerate::Yes : Autogenerate::No;
        return order;
    }
    revision.heads.clear();
    for (int row = 0; row < m_heads->count(); ++row) {
        if (m_heads->item(row)->checkState() == Qt::Checked)
            revision.heads += m_heads->item(row)->data(Qt::UserRole).toString();
    }
    return order;
}

/// Tells the file that would be written, or why none can be.
void NewRevisionDialog::preview()
{
    const auto parent = m_session.map()->find(RevisionId(m_parent->currentData().toString()));
    m_splices = m_kind == Kind::Revision && parent && !m_session.map()->isHead(*parent);
    const RevisionFilesOrder wanted = order();
    const bool mergesTooFew = m_kind == Kind::Merge && wanted.revision.heads.size() < 2;
    const auto prepared = mergesTooFew
        ? failure(ErrorCode::InvalidPlan, tr("A merge needs two heads or more."))
        : prepareRevision(m_session.project()->scripts(), wanted.revision);
    m_create->setEnabled(prepared.has_value());
    m_file->setText(prepared ? relativePath(prepared->path) : QString());
    if (!prepared)
        m_notice->show(Banner::Severity::Error, prepared.error().message);
    else if (m_splices)
        m_notice->show(
            Banner::Severity::Information,
            tr("%1 is no head: a branch will begin there.").arg(wanted.revision.heads.value(0)));
    else
        m_notice->clear();
}

QString NewRevisionDialog::relativePath(const QString &path) const
{
    const QString relative = QDir(m_session.project()->directory()).relativeFilePath(path);
    return relative.startsWith(u"../") ? path : relative;
}

// ------------------------------------------------------------------------------------------------
// the work

QWidget *NewRevisionDialog::workPage()
{
    auto *page = new QFrame(m_pages);
    page->setProperty("frameRole", u"box"_s);
    m_works->setFrameShape(QFrame::NoFrame);
    m_works->setSelectionMode(QAbstractItemView::NoSelection);
    m_works->setFocusPolicy(Qt::NoFocus);
    m_works->setWordWrap(true);
    m_works->setAccessibleName(tr("What was found and written"));
    m_progress->setRange(0, 0);
    m_progress->setTextVisible(false);
    m_progress->setAccessibleName(tr("The revision is being written"));
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(metrics::margin, metrics::margin, metrics::margin, metrics::margin);
    layout->setSpacing(metrics::gap);
    layout->addWidget(m_progress);
    layout->addWidget(m_works, 1);
    return page;
}

void NewRevisionDialog::create()
{
    const RevisionFilesOrder wanted = order();
    m_notice->clear();
    m_works->clear();
    m_findings = 0;
    m_create->setEnabled(false);
    m_progress->show();
    m_pages->setCurrentIndex(1);
    if (wanted.autogenerate == Autogenerate::Yes)
        addWork(tr("Comparing the models with %1").arg(m_session.databaseName()));
    m_task.start(m_session.project(), wanted, m_session.onTarget({}));
}

void NewRevisionDialog::addWork(const QString &text)
{
    m_works->addItem(new QListWidgetItem(themedIcon(u"play"_s, IconTint::Accent), text));
    m_works->scrollToBottom();
}

void NewRevisionDialog::addFinding(const QString &text)
{
    const bool isDifference = text.startsWith("Detected "_L1);
    m_findings += isDifference ? 1 : 0;
    m_works->addItem(new QListWidgetItem(
        themedIcon(isDifference ? u"success"_s : u"information"_s, IconTint::Muted), text));
    m_works->scrollToBottom();
}

void NewRevisionDialog::showWritten(const QStringList &paths)
{
    m_progress->hide();
    m_written = paths;
    Q_EMIT written(paths);
    if (!m_autogenerate->isChecked())
        return accept();
    // What was found is to be read before the dialog goes.
    if (paths.isEmpty())
        m_notice->show(Banner::Severity::Information,
                       tr("env.py's process_revision_directives wants no revision: nothing was "
                          "written."));
    else if (m_findings == 0)
        m_notice->show(Banner::Severity::Information,
                       tr("The models and the database are the same: the revision is empty."));
    else
        m_notice->show(Banner::Severity::Success,
                       (m_findings == 1 ? tr("One difference was written.")
                                        : tr("%1 differences were written.").arg(m_findings))
                           + u' '
                           + tr("Read the script before it runs: a rename looks like a drop and "
                                "an add."));
    m_create->setText(tr("&Show the script"));
    m_create->setEnabled(!paths.isEmpty());
    m_buttons->button(QDialogButtonBox::Cancel)->setText(tr("Close"));
}

/// Back to the form, which is as it was.
void NewRevisionDialog::showFailure(const Error &error)
{
    m_pages->setCurrentIndex(0);
    m_create->setEnabled(true);
    QStringList texts { error.message };
    texts += error.notes;
    if (!error.hint.isEmpty())
        texts += error.hint;
    m_notice->show(Banner::Severity::Error, texts.join(u'\n'));
}

void NewRevisionDialog::done(int result)
{
    if (m_task.isRunning()) {
        m_task.cancel();
        m_session.passwords().decline(); // it may wait for one
        return; // its end is told as a failure
    }
    QDialog::done(result);
}

} // namespace limbeck
