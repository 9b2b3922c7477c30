// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/logging.h"

#include "cli/loglevels.h"
#include "cli/output.h"
#include "core/config/pythontext.h"

#include <QCoreApplication>
#include <QFile>

#include <array>
#include <cstdio>
#include <ctime>

using namespace Qt::StringLiterals;

namespace limbeck::cli {

std::optional<int> logLevel(const QString &name)
{
    static const QHash<QString, int> levels {
        { u"NOTSET"_s, 0 },   { u"DEBUG"_s, 10 }, { u"INFO"_s, 20 },     { u"WARN"_s, 30 },
        { u"WARNING"_s, 30 }, { u"ERROR"_s, 40 }, { u"CRITICAL"_s, 50 }, { u"FATAL"_s, 50 },
    };
    const auto found = levels.constFind(name);
    return found == levels.cend() ? std::nullopt : std::optional(*found);
}

namespace {

/// A name, then the names above it, then the root's empty one.
QStringList withParents(const QString &name)
{
    QStringList result;
    QString rest = name;
    while (!rest.isEmpty()) {
        result.append(rest);
        const qsizetype dot = rest.lastIndexOf(u'.');
        rest = dot < 0 ? QString() : rest.left(dot);
    }
    result.append(QString());
    return result;
}

QString formattedTime(const QDateTime &time, const QString &format)
{
    if (format.isEmpty())
        return time.toString(u"yyyy-MM-dd HH:mm:ss,zzz"_s);
    const std::time_t seconds = time.toSecsSinceEpoch();
    std::tm parts {};
    localtime_r(&seconds, &parts);
    std::array<char, 256> buffer {};
    const size_t length =
        std::strftime(buffer.data(), buffer.size(), format.toUtf8().constData(), &parts);
    return QString::fromUtf8(buffer.data(), static_cast<qsizetype>(length));
}

FormatValues valuesOf(const LogRecord &record, const QString &dateFormat)
{
    return {
        { u"name"_s, record.logger },
        { u"levelname"_s, record.level },
        { u"levelno"_s, qint64(logLevel(record.level).value_or(0)) },
        { u"message"_s, record.message },
        { u"asctime"_s, formattedTime(record.time, dateFormat) },
        { u"msecs"_s, qint64(record.time.time().msec()) },
        { u"created"_s, record.time.toSecsSinceEpoch() },
        { u"process"_s, qint64(QCoreApplication::applicationPid()) },
        { u"processName"_s, u"MainProcess"_s },
        { u"threadName"_s, u"MainThread"_s },
        { u"module"_s, record.logger.section(u'.', -1) },
        { u"filename"_s, QString() },
        { u"pathname"_s, QString() },
        { u"funcName"_s, QString() },
        { u"lineno"_s, qint64(0) },
    };
}

/// "{name}" fields without format specification.
QString braceFormat(QString format, const FormatValues &values)
{
    for (auto value = values.cbegin(); value != values.cend(); ++value) {
        const auto *number = std::get_if<qint64>(&*value);
        format.replace(u'{' + value.key() + u'}',
                       number != nullptr ? QString::number(*number) : std::get<QString>(*value));
    }
    return format;
}

void append(const QString &path, const QString &line)
{
    QFile file(path);
    const QByteArray bytes = line.toUtf8() + '\n';
    if (!file.open(QIODevice::WriteOnly | QIODevice::Append) || file.write(bytes) != bytes.size())
        Output::message(u"Cannot write the log file %1: %2\n"_s.arg(path, file.errorString()));
}

} // namespace

const LogWriter::Logger *LogWriter::find(QStringView name) const
{
    const auto found = std::find_if(m_loggers.begin(), m_loggers.end(),
                                    [&](const Logger &logger) { return logger.name == name; });
    return found == m_loggers.end() ? nullptr : &*found;
}

/// Level 0 for a logger that is switched off: the file names neither it nor one above it.
int LogWriter::effectiveLevel(const QString &name) const
{
    const QStringList names = withParents(name);
    const bool isNamed = std::any_of(names.begin(), std::prev(names.end()),
                                     [this](const QString &candidate) { return find(candidate); });
    if (!isNamed)
        return 0;
    for (const QString &candidate : names) {
        if (const Logger *logger = find(candidate); logger != nullptr && logger->level > 0)
            return logger->level;
    }
    return warningLevel;
}

std::vector<LogWriter::Line> LogWriter::lines(const LogRecord &record) const
{
    const int level = logLevel(record.level).value_or(0);
    std::vector<Line> result;
    if (!m_isConfigured) {
        if (level >= warningLevel)
            result.push_back({ Line::Stream::Error, {}, record.message });
        return result;
    }
    const int threshold = effectiveLevel(record.logger);
    if (threshold == 0 || level < threshold)
        return result;
    for (const QString &name : withParents(record.logger)) {
        const Logger *logger = find(name);
        if (logger == nullptr)
            continue;
        for (const QString &handlerName : logger->handlers) {
            const auto handler = m_handlers.constFind(handlerName);
            if (handler != m_handlers.cend() && !handler->isNull && level >= handler->level)
                result.push_back(
                    { handler->stream, handler->file, formatted(record, handler->formatter) });
        }
        if (!logger->propagates)
            break;
    }
    return result;
}

QString LogWriter::formatted(const LogRecord &record, const Formatter &formatter) const
{
    const FormatValues values = valuesOf(record, formatter.dateFormat);
    if (formatter.style == u'{')
        return braceFormat(formatter.format, values);
    const Result<QString> text = percentFormat(formatter.format, values);
    // A format that cannot be used must not cost the message.
    return text ? *text
                : u"%1 [%2] %3 (%4)"_s.arg(record.level, record.logger, record.message,
                                           text.error().message);
}

void LogWriter::write(const LogRecord &record) const
{
    for (const Line &line : lines(record)) {
        switch (line.stream) {
        case Line::Stream::Out:
            std::fputs((line.text + u'\n').toUtf8().constData(), stdout);
            break;
        case Line::Stream::Error:
            Output::message(line.text + u'\n');
            break;
        case Line::Stream::File:
            append(line.file, line.text);
            break;
        }
    }
}

} // namespace limbeck::cli
