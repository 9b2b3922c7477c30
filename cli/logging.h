// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/config/inifile.h"

#include <QDateTime>

#include <vector>

namespace limbeck::cli {

/// One line for the log, as Python's logging would carry it.
struct LogRecord
{
    QString logger; ///< "alembic.runtime.migration"
    QString level; ///< "INFO"
    QString message;
    QDateTime time = QDateTime::currentDateTime();
};

/// Writes log lines as the [loggers], [handlers] and [formatters] of alembic.ini say.
///
/// As in Python, a logger that the file does not name, neither itself nor one above it in the
/// dotted names, is silent once the file names any. Without these sections warnings and errors go
/// to standard error, plain. Source: CPython, `logging/config.py` (fileConfig),
/// `logging/__init__.py`.
class LogWriter
{
public:
    /// Errors: Configuration, for a section that is missing, an unknown level, handler class or
    /// format.
    [[nodiscard]] static Result<LogWriter> fromIni(const IniFile &ini);

    /// Writes @p record wherever it belongs.
    void write(const LogRecord &record) const;

    /// The lines that write() would print, with the streams; for tests and for other outputs.
    struct Line
    {
        enum class Stream { Out, Error, File };

        Stream stream = Stream::Error;
        QString file; ///< for Stream::File
        QString text;

        friend bool operator==(const Line &, const Line &) = default;
    };

    [[nodiscard]] std::vector<Line> lines(const LogRecord &record) const;

private:
    friend class LogConfigReader;

    struct Formatter
    {
        QString format = QStringLiteral("%(message)s");
        QString dateFormat;
        QChar style = u'%';
    };

    struct Handler
    {
        Line::Stream stream = Line::Stream::Error;
        QString file;
        int level = 0;
        Formatter formatter;
        bool isNull = false; ///< NullHandler: takes and drops
    };

    struct Logger
    {
        QString name; ///< empty: the root
        int level = 0; ///< 0: as the logger above
        QStringList handlers;
        bool propagates = true;
    };

    [[nodiscard]] const Logger *find(QStringView name) const;
    [[nodiscard]] int effectiveLevel(const QString &name) const;
    [[nodiscard]] QString formatted(const LogRecord &record, const Formatter &formatter) const;

    bool m_isConfigured = false;
    std::vector<Logger> m_loggers;
    QHash<QString, Handler> m_handlers;
};

} // namespace limbeck::cli
