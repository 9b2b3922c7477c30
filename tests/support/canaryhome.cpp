// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/canaryhome.h"

#include "tests/support/privateserver.h"

#include <QDirIterator>
#include <QFile>

using namespace Qt::StringLiterals;

namespace limbeck::test {

void CanaryHome::prepare(QProcess &process, const QString &folder) const
{
    QProcessEnvironment variables = QProcessEnvironment::systemEnvironment();
    variables.insert(u"HOME"_s, m_folder.path());
    variables.insert(u"XDG_DATA_HOME"_s, m_folder.filePath(u"data"_s));
    variables.insert(u"XDG_STATE_HOME"_s, m_folder.filePath(u"state"_s));
    variables.insert(u"QT_LOGGING_RULES"_s, u"*.debug=true"_s);
    variables.insert(u"LIMBECK_PYTHON"_s, u"/usr/bin/python3"_s);
    variables.remove(u"DBUS_SESSION_BUS_ADDRESS"_s);
    variables.remove(u"XDG_RUNTIME_DIR"_s);
    process.setProcessEnvironment(variables);
    process.setWorkingDirectory(folder);
}

QStringList CanaryHome::filesWithCanary() const
{
    QStringList found;
    QDirIterator files(m_folder.path(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        if (file.open(QIODevice::ReadOnly)
            && file.readAll().contains(PrivateServer::password().toUtf8()))
            found << file.fileName();
    }
    return found;
}

} // namespace limbeck::test
