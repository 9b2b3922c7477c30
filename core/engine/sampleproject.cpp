// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/engine/sampleproject.h"

#include "core/config/databaseurl.h"
#include "core/database/connect.h"
#include "core/engine/runner.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QStandardPaths>

using namespace Qt::StringLiterals;

namespace limbeck {

namespace {

class SilentObserver final : public RunObserver
{
public:
    void handle(const RunEvent &) override { } // the run's Result tells what matters here
};

Result<> copyFiles(const QString &directory)
{
    const QString root = u":/sample"_s;
    QDirIterator it(root, QDir::Files, QDirIterator::Subdirectories);
    while (it.hasNext()) {
        const QString source = it.next();
        const QString target = directory + source.mid(root.size());
        if (QFile::exists(target))
            continue;
        if (!QDir().mkpath(QFileInfo(target).absolutePath()) || !QFile::copy(source, target))
            return failure(ErrorCode::FileAccess,
                           u"Cannot write the sample project's file %1"_s.arg(target),
                           u"Choose a folder that you may write to."_s);
        QFile::setPermissions(target, QFile::permissions(target) | QFileDevice::WriteOwner);
    }
    return {};
}

/// The statements of seed.sql; none of them has a semicolon inside.
Result<> seed(const QString &databasePath)
{
    QFile file(u":/sample/seed.sql"_s);
    if (!file.open(QIODevice::ReadOnly))
        return failure(ErrorCode::Internal,
                       u"The sample project's seed.sql is missing from the program"_s);
    ConnectionSpecification specification;
    specification.backend = Backend::Sqlite;
    specification.database = databasePath;
    const auto connection = database::openConnection(specification);
    if (!connection)
        return failure(connection.error());
    if (const auto begun = (*connection)->begin(); !begun)
        return begun;
    for (const QString &text :
         QString::fromUtf8(file.readAll()).split(u";\n"_s, Qt::SkipEmptyParts)) {
        if (text.trimmed().isEmpty())
            continue;
        dialect::Statement statement;
        statement.sql = text;
        if (const auto done = (*connection)->execute(statement); !done)
            return failure(done.error().within(u"Cannot fill the sample database"_s));
    }
    return (*connection)->commit();
}

} // namespace

QString sampleProjectDirectory()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation)
        + u"/limbeck/support_desk"_s;
}

Result<QString> prepareSampleProject(const QString &directory)
{
    const QString databasePath = directory + u"/support_desk.db"_s;
    if (const auto copied = copyFiles(directory); !copied)
        return failure(copied.error());
    if (QFile::exists(databasePath))
        return directory;
    const auto project = Project::openPath(directory);
    if (!project)
        return failure(project.error());
    RunRequest request;
    request.targets = { u"def456"_s }; // the revision that seed.sql was written for
    // Whatever DATABASE_URL says: the sample fills its own database only.
    request.url = u"sqlite:///"_s + databasePath;
    request.journal = QString(); // the journal tells what the user has done
    SilentObserver observer;
    RunCancellation cancellation;
    const auto upgraded = run(*project, request, observer, cancellation);
    const Result<> filled = upgraded ? seed(databasePath) : Result<>(failure(upgraded.error()));
    if (!filled) {
        QFile::remove(databasePath); // a half-made database would be taken for a finished one
        return failure(filled.error());
    }
    return directory;
}

} // namespace limbeck
