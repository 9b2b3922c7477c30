// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/settings/settingsdialog.h"

#include "ui/settings/windowsettings.h"
#include "ui/theme/fonts.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFontComboBox>
#include <QFormLayout>
#include <QLabel>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace limbeck {

SettingsDialog::SettingsDialog(WindowSettings &settings, Appearance &appearance, QWidget *parent)
    : QDialog(parent)
    , m_settings(settings)
    , m_ownFont(new QCheckBox(tr("Use another &font"), this))
    , m_family(new QFontComboBox(this))
    , m_size(new QSpinBox(this))
{
    setWindowTitle(tr("Settings"));
    setMinimumWidth(460);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::accept);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(metrics::wideMargin, 16, metrics::wideMargin, 16);
    layout->setSpacing(metrics::margin);
    // One form: what belongs to different parts still stands in one column.
    auto *form = new QFormLayout;
    form->setHorizontalSpacing(metrics::margin);
    form->setVerticalSpacing(metrics::gap);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    const auto heading = [&](const QString &title) {
        auto *label = new QLabel(title, this);
        label->setFont(strongFont(font()));
        label->setContentsMargins(0, form->rowCount() > 0 ? metrics::margin : 0, 0, 0);
        form->addRow(label);
    };
    heading(tr("Appearance"));
    addAppearance(*form, appearance);
    heading(tr("Graph"));
    addGraph(*form);
    heading(tr("Editor"));
    addEditor(*form);
    layout->addLayout(form);
    layout->addStretch();
    layout->addWidget(buttons);
}

void SettingsDialog::addAppearance(QFormLayout &form, Appearance &appearance)
{
    auto *theme = new QComboBox(this);
    theme->addItem(tr("As the desktop"), static_cast<int>(Appearance::Choice::System));
    theme->addItem(tr("Light"), static_cast<int>(Appearance::Choice::Light));
    theme->addItem(tr("Dark"), static_cast<int>(Appearance::Choice::Dark));
    theme->setCurrentIndex(theme->findData(static_cast<int>(m_settings.appearance())));
    form.addRow(tr("&Theme:"), theme);
    connect(theme, &QComboBox::currentIndexChanged, this, [this, theme, &appearance] {
        const auto choice = static_cast<Appearance::Choice>(theme->currentData().toInt());
        m_settings.setAppearance(choice);
        appearance.setChoice(choice);
    });
}

void SettingsDialog::addGraph(QFormLayout &form)
{
    auto *direction = new QComboBox(this);
    direction->addItem(tr("On top"), static_cast<int>(GraphDirection::NewestOnTop));
    direction->addItem(tr("At the bottom"), static_cast<int>(GraphDirection::NewestAtBottom));
    direction->addItem(tr("On the right"), static_cast<int>(GraphDirection::NewestRight));
    direction->setCurrentIndex(direction->findData(static_cast<int>(m_settings.graphDirection())));
    form.addRow(tr("&Newest revisions:"), direction);
    connect(direction, &QComboBox::currentIndexChanged, this, [this, direction] {
        m_settings.setGraphDirection(static_cast<GraphDirection>(direction->currentData().toInt()));
        Q_EMIT graphChanged();
    });
}

void SettingsDialog::addEditor(QFormLayout &form)
{
    const auto own = m_settings.editorFont();
    m_family->setFontFilters(QFontComboBox::MonospacedFonts);
    m_family->setCurrentFont(own.value_or(fixedFont()));
    m_family->setAccessibleName(tr("Family"));
    m_size->setRange(6, 32);
    m_size->setSuffix(tr(" pt"));
    m_size->setValue(qRound(own.value_or(fixedFont()).pointSizeF()));
    m_size->setAccessibleName(tr("Size"));
    m_ownFont->setChecked(own.has_value());
    auto *row = new QHBoxLayout;
    row->setSpacing(metrics::gap);
    row->addWidget(m_family, 1);
    row->addWidget(m_size);
    form.addRow(QString(), m_ownFont);
    form.addRow(QString(), row);
    connect(m_ownFont, &QCheckBox::toggled, this, &SettingsDialog::storeEditorFont);
    connect(m_family, &QFontComboBox::currentFontChanged, this, &SettingsDialog::storeEditorFont);
    connect(m_size, &QSpinBox::valueChanged, this, &SettingsDialog::storeEditorFont);
    m_family->setEnabled(own.has_value());
    m_size->setEnabled(own.has_value());
}

void SettingsDialog::storeEditorFont()
{
    m_family->setEnabled(m_ownFont->isChecked());
    m_size->setEnabled(m_ownFont->isChecked());
    QFont font = m_family->currentFont();
    font.setPointSize(m_size->value());
    m_settings.setEditorFont(m_ownFont->isChecked() ? std::optional<QFont>(font)
                                                    : std::optional<QFont>());
    Q_EMIT editorFontChanged();
}

} // namespace limbeck
