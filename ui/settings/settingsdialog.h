// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QDialog>

class QCheckBox;
class QComboBox;
class QFontComboBox;
class QFormLayout;
class QSpinBox;

namespace limbeck {

class Appearance;
class WindowSettings;

/// What a person can choose about the window. Changes show at once and are kept.
class SettingsDialog final : public QDialog
{
    Q_OBJECT

public:
    SettingsDialog(WindowSettings &settings, Appearance &appearance, QWidget *parent = nullptr);

Q_SIGNALS:
    void graphChanged();
    void editorFontChanged();

private:
    void addAppearance(QFormLayout &form, Appearance &appearance);
    void addGraph(QFormLayout &form);
    void addEditor(QFormLayout &form);
    void storeEditorFont();

    WindowSettings &m_settings;
    QCheckBox *m_ownFont;
    QFontComboBox *m_family;
    QSpinBox *m_size;
};

} // namespace limbeck
