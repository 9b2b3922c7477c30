// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/targets/targetdialog.h"

#include "ui/project/projectsession.h"
#include "ui/targets/databasekind.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFileDialog>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QScopedValueRollback>
#include <QSpinBox>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace limbeck {

namespace {

/// Empty when the text is no URL but may hold a password.
QString withoutPassword(const QString &text)
{
    auto url = DatabaseUrl::parse(text);
    if (!url)
        return text.contains(u'@') ? QString() : text;
    url->setPassword({});
    return url->toString(DatabaseUrl::Password::Hidden);
}

} // namespace

TargetDialog::TargetDialog(const ProjectSession &session, const QStringList &recent,
                           QWidget *parent)
    : QDialog(parent)
    , m_session(session)
    , m_projectUrl(session.project()->configuredUrl())
    , m_useProject(new QRadioButton(tr("The &project's own database"), this))
    , m_useOther(new QRadioButton(tr("An&other database"), this))
    , m_other(new QWidget(this))
    , m_kind(new QComboBox(this))
    , m_file(new QLineEdit(this))
    , m_host(new QLineEdit(this))
    , m_port(new QSpinBox(this))
    , m_database(new QLineEdit(this))
    , m_user(new QLineEdit(this))
    , m_password(new QLineEdit(this))
    , m_url(new QComboBox(this))
    , m_answer(new Banner(this))
    , m_test(new QPushButton(themedIcon(u"plug"_s), tr("&Test the connection"), this))
{
    setWindowTitle(tr("Choose database"));
    setMinimumWidth(560);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this);
    m_accept = buttons->button(QDialogButtonBox::Ok);
    m_accept->setText(tr("&Use this database"));
    buttons->addButton(m_test, QDialogButtonBox::ActionRole);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(metrics::wideMargin, 16, metrics::wideMargin, 16);
    layout->setSpacing(metrics::margin);
    layout->addWidget(choice(m_projectUrl));
    layout->addWidget(parts());
    layout->addWidget(m_answer);
    layout->addStretch();
    layout->addWidget(buttons);

    const std::optional<QString> current = session.targetUrl();
    m_url->addItems(recent);
    const QString shown = current ? withoutPassword(*current)
        : recent.isEmpty()        ? u"sqlite:///"_s
                                  : recent.first();
    m_url->setCurrentText(shown);
    if (const auto parsed = DatabaseUrl::parse(current.value_or(shown))) {
        if (const auto specification = parsed->toSpecification())
            showParts(*specification);
    }
    (current ? m_useOther : m_useProject)->setChecked(true);

    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_useOther, &QRadioButton::toggled, this, &TargetDialog::validate);
    connect(m_kind, &QComboBox::currentIndexChanged, this, [this] {
        showKind();
        onPartsChanged();
    });
    for (QLineEdit *field : { m_file, m_host, m_database, m_user })
        connect(field, &QLineEdit::textChanged, this, &TargetDialog::onPartsChanged);
    connect(m_port, &QSpinBox::valueChanged, this, &TargetDialog::onPartsChanged);
    connect(m_url, &QComboBox::currentTextChanged, this, &TargetDialog::onUrlChanged);
    connect(m_url->lineEdit(), &QLineEdit::editingFinished, this,
            &TargetDialog::takePasswordFromUrl);
    connect(m_test, &QPushButton::clicked, this, &TargetDialog::test);
    connect(&m_connectionTest, &ConnectionTest::succeeded, this, [this](const QString &message) {
        m_test->setEnabled(true);
        answer(Banner::Severity::Success, message);
    });
    connect(&m_connectionTest, &ConnectionTest::failed, this, [this](const Error &error) {
        m_test->setEnabled(true);
        answer(Banner::Severity::Error,
               error.hint.isEmpty() ? error.message : error.message + u'\n' + error.hint);
    });
    showKind();
    validate();
}

QWidget *TargetDialog::choice(const std::optional<QString> &projectUrl)
{
    auto *choice = new QWidget(this);
    auto *layout = new QVBoxLayout(choice);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(metrics::grid);
    auto *own = new QLabel(projectUrl ? withoutPassword(*projectUrl)
                                      : tr("as env.py or the application's settings say"),
                           choice);
    own->setProperty("role", u"muted"_s);
    own->setTextFormat(Qt::PlainText);
    own->setIndent(24);
    own->setWordWrap(true);
    layout->addWidget(m_useProject);
    layout->addWidget(own);
    layout->addSpacing(metrics::grid);
    layout->addWidget(m_useOther);
    return choice;
}

QWidget *TargetDialog::parts()
{
    for (const Backend each :
         { Backend::Sqlite, Backend::PostgreSql, Backend::MySql, Backend::MariaDb })
        m_kind->addItem(databaseKindText(each), static_cast<int>(each));
    m_port->setRange(0, 65535);
    m_port->setSpecialValueText(tr("default"));
    m_port->setAccessibleName(tr("Port"));
    m_host->setPlaceholderText(tr("localhost, or a socket's folder"));
    m_password->setEchoMode(QLineEdit::Password);
    m_password->setPlaceholderText(tr("asked for when the database wants one"));
    m_url->setEditable(true);
    m_url->setInsertPolicy(QComboBox::NoInsert);
    m_url->setAccessibleName(tr("Database URL"));
    m_url->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_url->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);

    auto *browseButton = new QPushButton(tr("&Browse…"), m_other);
    connect(browseButton, &QPushButton::clicked, this, &TargetDialog::browse);
    m_fileRow = new QWidget(m_other);
    auto *fileLayout = new QHBoxLayout(m_fileRow);
    fileLayout->setContentsMargins(0, 0, 0, 0);
    fileLayout->addWidget(m_file, 1);
    fileLayout->addWidget(browseButton);
    m_hostRow = new QWidget(m_other);
    auto *hostLayout = new QHBoxLayout(m_hostRow);
    hostLayout->setContentsMargins(0, 0, 0, 0);
    hostLayout->addWidget(m_host, 1);
    hostLayout->addWidget(m_port);

    m_form = new QFormLayout(m_other);
    m_form->setContentsMargins(24, 0, 0, 0);
    m_form->setSpacing(metrics::gap);
    m_form->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    m_form->addRow(tr("&Kind:"), m_kind);
    m_form->addRow(tr("&File:"), m_fileRow);
    m_form->addRow(tr("&Host and port:"), m_hostRow);
    m_form->addRow(tr("&Database:"), m_database);
    m_form->addRow(tr("Us&er:"), m_user);
    m_form->addRow(tr("Pass&word:"), m_password);
    m_form->addRow(tr("UR&L:"), m_url);
    if (auto *label = qobject_cast<QLabel *>(m_form->labelForField(m_fileRow)))
        label->setBuddy(m_file);
    if (auto *label = qobject_cast<QLabel *>(m_form->labelForField(m_hostRow)))
        label->setBuddy(m_host);
    return m_other;
}

Backend TargetDialog::backend() const
{
    return static_cast<Backend>(m_kind->currentData().toInt());
}

/// Rows that make no sense for the kind of database are not there.
void TargetDialog::showKind()
{
    const bool isFile = backend() == Backend::Sqlite;
    const auto setRow = [this](QWidget *field, bool visible) {
        field->setVisible(visible);
        m_form->labelForField(field)->setVisible(visible);
    };
    setRow(m_fileRow, isFile);
    for (QWidget *field : { m_hostRow, static_cast<QWidget *>(m_database),
                            static_cast<QWidget *>(m_user), static_cast<QWidget *>(m_password) })
        setRow(field, !isFile);
    if (const auto port = defaultPort(backend()))
        m_port->setSpecialValueText(QString::number(*port));
}

void TargetDialog::showParts(const ConnectionSpecification &specification)
{
    const QScopedValueRollback updating(m_isUpdating, true);
    m_specification = specification;
    const Backend known = m_kind->findData(static_cast<int>(specification.backend)) >= 0
        ? specification.backend
        : Backend::PostgreSql;
    m_kind->setCurrentIndex(m_kind->findData(static_cast<int>(known)));
    const auto set = [](QLineEdit *field, const QString &text) {
        if (field->text() != text)
            field->setText(text);
    };
    const bool isFile = specification.backend == Backend::Sqlite;
    set(m_file, isFile ? specification.database : QString());
    set(m_database, isFile ? QString() : specification.database);
    set(m_host, specification.host);
    set(m_user, specification.userName);
    if (!specification.password.isEmpty())
        m_password->setText(specification.password);
    m_port->setValue(specification.port.value_or(0));
    showKind();
}

void TargetDialog::onPartsChanged()
{
    if (m_isUpdating)
        return;
    const QScopedValueRollback updating(m_isUpdating, true);
    const bool isFile = backend() == Backend::Sqlite;
    if (m_specification.backend != backend()) {
        m_specification.driver.clear(); // another product's
        m_specification.options.clear();
    }
    m_specification.backend = backend();
    m_specification.host = isFile ? QString() : m_host->text().trimmed();
    m_specification.port = isFile || m_port->value() == 0 ? std::optional<int>() : m_port->value();
    m_specification.database = isFile ? m_file->text() : m_database->text().trimmed();
    m_specification.userName = isFile ? QString() : m_user->text();
    ConnectionSpecification shown = m_specification;
    shown.password.clear();
    m_url->setCurrentText(
        DatabaseUrl::fromSpecification(shown).toString(DatabaseUrl::Password::Hidden));
    m_useOther->setChecked(true);
    validate();
}

void TargetDialog::onUrlChanged()
{
    if (m_isUpdating)
        return;
    if (const auto url = DatabaseUrl::parse(m_url->currentText().trimmed())) {
        if (const auto specification = url->toSpecification())
            showParts(*specification);
    }
    m_useOther->setChecked(true);
    validate();
}

/// A password that was typed or pasted with the URL moves into its own field.
void TargetDialog::takePasswordFromUrl()
{
    const auto url = DatabaseUrl::parse(m_url->currentText().trimmed());
    if (!url || !url->password())
        return;
    const QScopedValueRollback updating(m_isUpdating, true);
    m_password->setText(*url->password());
    m_url->setCurrentText(withoutPassword(m_url->currentText().trimmed()));
}

/// The dialog grows with a long answer: the fields above it keep their height.
void TargetDialog::answer(Banner::Severity severity, const QString &text)
{
    m_answer->show(severity, text);
    layout()->activate();
    if (const int wanted = layout()->totalHeightForWidth(width()); wanted > height())
        resize(width(), wanted);
}

void TargetDialog::validate()
{
    m_connectionTest.forget();
    m_test->setEnabled(true);
    QString problem;
    if (m_useOther->isChecked()) {
        const auto url = DatabaseUrl::parse(m_url->currentText().trimmed());
        if (!url)
            problem = url.error().message;
        else if (const auto known = url->backend(); !known)
            problem = known.error().message;
    }
    if (problem.isEmpty())
        m_answer->clear();
    else
        answer(Banner::Severity::Error, problem);
    m_accept->setEnabled(problem.isEmpty());
    m_test->setEnabled(problem.isEmpty() && (m_useOther->isChecked() || m_projectUrl));
    m_other->setEnabled(true);
}

void TargetDialog::browse()
{
    const QString path = QFileDialog::getOpenFileName(
        this, tr("Choose a SQLite database"), m_file->text(),
        tr("SQLite databases (*.db *.sqlite *.sqlite3);;All files (*)"), nullptr,
        QFileDialog::DontConfirmOverwrite);
    if (!path.isEmpty())
        m_file->setText(path);
}

void TargetDialog::test()
{
    const auto tested = m_useProject->isChecked() ? m_projectUrl : url();
    if (!tested)
        return;
    m_test->setEnabled(false);
    answer(Banner::Severity::Information, tr("Asking the database…"));
    m_connectionTest.start(m_session.onTarget({}), *tested);
}

std::optional<QString> TargetDialog::url() const
{
    const QString text = m_url->currentText().trimmed();
    if (m_useProject->isChecked() || text.isEmpty())
        return {};
    auto parsed = DatabaseUrl::parse(text);
    if (!parsed || m_password->text().isEmpty() || backend() == Backend::Sqlite)
        return text;
    parsed->setPassword(m_password->text());
    return parsed->toString(DatabaseUrl::Password::Shown);
}

QString TargetDialog::urlWithoutPassword() const
{
    return m_useProject->isChecked() ? QString() : withoutPassword(m_url->currentText().trimmed());
}

} // namespace limbeck
