// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/mainwindow.h"
#include "ui/settings/windowsettings.h"
#include "ui/theme/appearance.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QIcon>

using namespace Qt::StringLiterals;

int main(int argc, char **argv)
{
    // Fractions of a scale (1.25, 1.5) are drawn as they are.
    QGuiApplication::setHighDpiScaleFactorRoundingPolicy(
        Qt::HighDpiScaleFactorRoundingPolicy::PassThrough);
    QApplication application(argc, argv);
    QApplication::setApplicationName(u"limbeck"_s);
    QApplication::setApplicationDisplayName(u"Limbeck"_s);
    QApplication::setOrganizationName(u"limbeck"_s);
    QApplication::setApplicationVersion(QStringLiteral(LIMBECK_VERSION));
    QApplication::setDesktopFileName(u"io.github.limbeck.Limbeck"_s);
    QApplication::setWindowIcon(QIcon(u":/icons/limbeck.svg"_s));

    QCommandLineParser parser;
    parser.setApplicationDescription(
        QApplication::translate("main", "The migration manager for Alembic projects"));
    parser.addHelpOption();
    parser.addVersionOption();
    const QCommandLineOption sample(u"sample"_s,
                                    QApplication::translate("main", "Open the sample project."));
    parser.addOption(sample);
    parser.addPositionalArgument(
        u"project"_s, QApplication::translate("main", "The project's folder or its alembic.ini."),
        u"[project]"_s);
    parser.process(application);

    limbeck::WindowSettings settings;
    limbeck::Appearance appearance;
    limbeck::MainWindow window(settings, appearance);
    window.show();
    if (parser.isSet(sample))
        window.openSample();
    else if (!parser.positionalArguments().isEmpty())
        window.openProject(parser.positionalArguments().first());
    return QApplication::exec();
}
