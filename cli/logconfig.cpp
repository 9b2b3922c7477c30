// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/logging.h"
#include "cli/loglevels.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace limbeck::cli {

namespace {

QStringList commaList(const QString &text)
{
    QStringList result;
    for (const QString &part : text.split(u',')) {
        if (!part.trimmed().isEmpty())
            result.append(part.trimmed());
    }
    return result;
}

} // namespace

/// Reads the logging sections; the first problem ends it.
class LogConfigReader
{
public:
    explicit LogConfigReader(const IniFile &ini)
        : m_ini(ini)
    {
    }

    [[nodiscard]] Result<LogWriter> read();

private:
    /// An option's raw value: formats are full of percent signs.
    [[nodiscard]] QString option(const QString &section, const QString &name) const
    {
        return m_ini.rawValue(section, name).value_or(QString());
    }

    [[nodiscard]] Result<LogWriter::Formatter> readFormatter(const QString &name) const;
    [[nodiscard]] Result<LogWriter::Handler> readHandler(const QString &name) const;
    [[nodiscard]] Result<LogWriter::Logger> readLogger(const QString &name) const;
    [[nodiscard]] Result<> requireSection(const QString &section) const;

    const IniFile &m_ini;
};

Result<LogWriter> LogConfigReader::read()
{
    LogWriter writer;
    if (!m_ini.hasSection(u"loggers"_s))
        return writer;
    writer.m_isConfigured = true;
    for (const QString &name : commaList(option(u"handlers"_s, u"keys"_s))) {
        const auto handler = readHandler(name);
        if (!handler)
            return failure(handler.error());
        writer.m_handlers.insert(name, *handler);
    }
    for (const QString &name : commaList(option(u"loggers"_s, u"keys"_s))) {
        const auto logger = readLogger(name);
        if (!logger)
            return failure(logger.error());
        writer.m_loggers.push_back(*logger);
    }
    return writer;
}

Result<> LogConfigReader::requireSection(const QString &section) const
{
    if (m_ini.hasSection(section))
        return {};
    return failure(ErrorCode::Configuration,
                   u"The logging configuration has no section [%1]"_s.arg(section));
}

Result<LogWriter::Formatter> LogConfigReader::readFormatter(const QString &name) const
{
    const QString section = u"formatter_"_s + name;
    if (auto required = requireSection(section); !required)
        return failure(required.error());
    LogWriter::Formatter formatter;
    if (const QString format = option(section, u"format"_s); !format.isEmpty())
        formatter.format = format;
    formatter.dateFormat = option(section, u"datefmt"_s);
    if (const QString style = option(section, u"style"_s); !style.isEmpty())
        formatter.style = style.front();
    if (formatter.style != u'%' && formatter.style != u'{')
        return failure(ErrorCode::Configuration,
                       u"[%1]: style '%2' is not supported"_s.arg(section, formatter.style));
    return formatter;
}

Result<LogWriter::Handler> LogConfigReader::readHandler(const QString &name) const
{
    static const QRegularExpression fileName(uR"re(\(\s*['"]([^'"]+)['"])re"_s);
    const QString section = u"handler_"_s + name;
    if (auto required = requireSection(section); !required)
        return failure(required.error());
    LogWriter::Handler handler;
    const QString className = option(section, u"class"_s).section(u'.', -1);
    const QString arguments = option(section, u"args"_s);
    if (className == u"StreamHandler") {
        handler.stream = arguments.contains(u"stdout") ? LogWriter::Line::Stream::Out
                                                       : LogWriter::Line::Stream::Error;
    } else if (className == u"FileHandler" || className == u"RotatingFileHandler"
               || className == u"TimedRotatingFileHandler" || className == u"WatchedFileHandler") {
        const auto match = fileName.match(arguments);
        if (!match.hasMatch())
            return failure(ErrorCode::Configuration, u"[%1]: args names no file"_s.arg(section));
        handler.stream = LogWriter::Line::Stream::File;
        handler.file = match.captured(1);
    } else if (className == u"NullHandler") {
        handler.isNull = true;
    }
    // Any other class is the application's; its lines go to standard error.
    if (const QString level = option(section, u"level"_s); !level.isEmpty()) {
        const auto number = logLevel(level);
        if (!number)
            return failure(ErrorCode::Configuration,
                           u"[%1]: Unknown level: '%2'"_s.arg(section, level));
        handler.level = *number;
    }
    if (const QString formatter = option(section, u"formatter"_s); !formatter.isEmpty()) {
        const auto read = readFormatter(formatter);
        if (!read)
            return failure(read.error());
        handler.formatter = *read;
    }
    return handler;
}

Result<LogWriter::Logger> LogConfigReader::readLogger(const QString &name) const
{
    const QString section = u"logger_"_s + name;
    if (auto required = requireSection(section); !required)
        return failure(required.error());
    LogWriter::Logger logger;
    logger.name = name == u"root" ? QString() : option(section, u"qualname"_s);
    logger.handlers = commaList(option(section, u"handlers"_s));
    logger.propagates = option(section, u"propagate"_s) != u"0";
    if (const QString level = option(section, u"level"_s); !level.isEmpty()) {
        const auto number = logLevel(level);
        if (!number)
            return failure(ErrorCode::Configuration,
                           u"[%1]: Unknown level: '%2'"_s.arg(section, level));
        logger.level = *number;
    }
    return logger;
}

Result<LogWriter> LogWriter::fromIni(const IniFile &ini)
{
    return LogConfigReader(ini).read();
}

} // namespace limbeck::cli
