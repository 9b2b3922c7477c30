// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/config/fileversion.h"
#include "core/config/projectsettings.h"
#include "core/revision/revisionmap.h"
#include "core/script/scriptheader.h"

#include <functional>
#include <memory>

namespace limbeck {

class FileReader;
class KnownFiles;

/// One revision file as it was read.
struct ScriptFile
{
    QString path; ///< absolute, links resolved
    FileVersion version; ///< tells whether the file has to be read again
    Result<Revision> revision = Revision {}; ///< or why it could not be read
    bool isEvaluated = false; ///< the header was not constant
};

/// Evaluates a script whose header is not constant, in the sandbox. Called from one thread at a
/// time.
using HeaderEvaluator =
    std::function<Result<HeaderValues>(const QString &path, const QByteArray &source)>;

/// How a ScriptDirectory reads its files.
struct ScriptReading
{
    HeaderEvaluator evaluator; ///< without one, a computed header is an error that says so
    /// Files are parsed to their ends, so that a syntax error anywhere is reported, if there are at
    /// most so many; beyond that only headers are read, and an error further down is reported when
    /// the file is used. For thousands of files reading headers only is three times as quick.
    int wholeFilesUpTo = 0;
};

/// The migration environment's folder and its revision files: Alembic's ScriptDirectory. A value;
/// copies share what was read.
///
/// Files that cannot be read do not keep the others from being read: files() has them all, map()
/// has the first problem instead of a map, as Alembic's commands report it.
class ScriptDirectory
{
public:
    /// Reads all revision files. Of a large project the headers that have been read before come
    /// from the HeaderCache. Errors: Configuration with Alembic's text if the folder is not there.
    [[nodiscard]] static Result<ScriptDirectory> open(const ProjectSettings &settings,
                                                      ScriptReading reading = {});

    /// Reads what has changed on the disk since; returns whether anything had. Errors: as open().
    [[nodiscard]] Result<bool> reload();

    [[nodiscard]] const ProjectSettings &settings() const { return m_settings; }

    /// In load order: by version location, then by folder and file name.
    [[nodiscard]] const std::vector<ScriptFile> &files() const { return *m_files; }

    [[nodiscard]] const Result<RevisionMap> &map() const { return *m_map; }

    /// What could be read of the revisions, also when there is no map, in load order.
    [[nodiscard]] std::vector<Revision> readableRevisions() const;

    /// What Alembic warns about: files that are there twice, ids that are there twice.
    [[nodiscard]] const QStringList &warnings() const { return m_warnings; }

    /// Absolute path of env.py, which need not exist.
    [[nodiscard]] QString environmentPath() const
    {
        return m_settings.scriptLocation + QStringLiteral("/env.py");
    }

    /// Absolute path of script.py.mako, which need not exist.
    [[nodiscard]] QString templatePath() const
    {
        return m_settings.scriptLocation + QStringLiteral("/script.py.mako");
    }

private:
    ScriptDirectory() = default;

    void readFirst();
    size_t readFiles(const QStringList &paths, KnownFiles known);
    [[nodiscard]] bool readOne(FileReader &reader, ScriptFile &file) const;
    void evaluate(ScriptFile &file) const;
    void buildMap();

    ProjectSettings m_settings;
    ScriptReading m_reading;
    bool m_readsWholeFiles = false;
    std::shared_ptr<const std::vector<ScriptFile>> m_files; // never null once open, as the map
    std::shared_ptr<const Result<RevisionMap>> m_map;
    QStringList m_listingWarnings;
    QStringList m_warnings;
};

} // namespace limbeck
