// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"
#include "core/base/source.h"
#include "core/lang/native.h"

#include <QDateTime>
#include <QMap>

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <variant>

namespace limbeck::lang {

/// What an import found.
struct ImportResult
{
    struct NotFound
    {
    };

    /// Not there, but scripts may go on with an opaque value in its place.
    struct Opaque
    {
    };

    struct Native
    {
        ModuleDefinition define;
    };

    struct Source
    {
        SourceFilePtr file;
        bool isPackage = false; ///< file is its __init__.py
        QStringList searchPaths; ///< __path__
    };

    /// A directory without __init__.py.
    struct NamespacePackage
    {
        QStringList searchPaths;
    };

    std::variant<NotFound, Opaque, Native, Source, NamespacePackage> found;
};

/// Finds modules that are neither native modules of the interpreter nor of the standard library.
class ModuleLoader
{
public:
    virtual ~ModuleLoader() = default;
    /// @p name is dotted; parents are asked first. @p parentPaths: __path__ of the parent package,
    /// empty at the top.
    virtual ImportResult load(const QString &name, const QStringList &parentPaths) = 0;
};

/// A file that a script writes; it is closed with the object.
class FileWriter
{
public:
    virtual ~FileWriter() = default;
    /// Errors: FileAccess. What was written is on the disk, or with the operating system at least.
    [[nodiscard]] virtual Result<> write(const QByteArray &data) = 0;
};

/// Sections of an ini file in their order, each with its options as written, those of [DEFAULT]
/// included.
using IniSections = std::vector<std::pair<QString, std::vector<std::pair<QString, QString>>>>;

/// What a script can do: only what the host hands it.
struct Capabilities
{
    std::function<void(const QString &text)> print; ///< print() and sys.stdout; dropped when empty
    std::function<void(const QString &text)>
        printError; ///< sys.stderr and warnings; as print when empty
    /// A record of the logging module: logger, level name ("INFO"), text. Dropped when empty.
    std::function<void(const QString &logger, const QString &level, const QString &text)> log;
    /// A line that a log handler writes to standard output or error, formatted; dropped when empty.
    std::function<void(const QString &text, bool isError)> logOutput;
    /// A line that a log handler writes to a file; refused when empty. @p truncate: the file begins
    /// with it.
    std::function<Result<>(const QString &path, const QByteArray &data, bool truncate)> logToFile;
    /// The file of logging.config.fileConfig(); no logging is configured when empty.
    std::function<Result<IniSections>(const QString &path)> readIni;
    ModuleLoader *modules = nullptr; ///< must outlive the interpreter
    QMap<QString, QString> environment; ///< os.environ
    QStringList argv; ///< sys.argv
    /// Reads a file for open(path) and pathlib; every file is refused when empty, as is every one
    /// it refuses.
    std::function<Result<QByteArray>(const QString &path)> readFile;
    std::function<bool(const QString &path)> fileExists; ///< os.path.exists; "no" when empty
    /// Whether a path is a directory that listDirectory lists; "no" when empty.
    std::function<bool(const QString &path)> isDirectory;
    /// The names in a directory, sorted, for os.listdir() and what is built on it; every one is
    /// refused when empty. Errors: FileNotFound, Refused.
    std::function<Result<QStringList>(const QString &path)> listDirectory;
    /// Opens a file for open(path, mode), @p mode being w, a or x; refused when empty.
    std::function<Result<std::unique_ptr<FileWriter>>(const QString &path, QChar mode)>
        openForWriting;
    QString workingDirectory; ///< os.getcwd()
    /// Wall clock; the machine's when empty.
    std::function<QDateTime()> now;
    /// 64 random bits; the machine's generator when empty.
    std::function<quint64()> random;
};

struct Limits
{
    quint64 steps = 50'000'000; ///< loop turns and calls
    int callDepth = 1000;
    qsizetype stringBytes = qsizetype(64) << 20; ///< of one str or bytes
    qint64 allocatedBytes = qint64(512) << 20;
    int intBits = 1 << 20; ///< of one int
    std::optional<std::chrono::milliseconds>
        duration; ///< wall time of each call of a public function
    int generators = 2000; ///< that are suspended at a time
};

/// What str(), iteration, a truth test … of an opaque value do.
enum class OpaquePolicy {
    Strict, ///< raise OpaqueValueError: nothing is silently wrong
    Effects, ///< migrations: as Strict, and so does a call that nobody takes the result of
    Absorbing, ///< env.py: str() gives a placeholder, iteration nothing, truth is False
};

} // namespace limbeck::lang
