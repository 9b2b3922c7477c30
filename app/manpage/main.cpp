// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

// manpage FILE: writes limbeck(1), while Limbeck is built.

#include "cli/commandtable.h"
#include "cli/manpage.h"

#include <QCoreApplication>
#include <QFile>

using namespace Qt::StringLiterals;

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    QFile file(QCoreApplication::arguments().value(1));
    const QByteArray page =
        limbeck::cli::manualPage(limbeck::cli::commandTable(u"limbeck"_s)).toUtf8();
    return file.open(QIODevice::WriteOnly) && file.write(page) == page.size() ? 0 : 1;
}
