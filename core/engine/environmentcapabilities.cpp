// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

// What env.py and the scripts may do beside asking and running: print, log, use files.

#include "core/base/credentials.h"
#include "core/engine/environmentrun.h"

#include <QProcessEnvironment>

using namespace Qt::StringLiterals;

namespace limbeck {

namespace {

QMap<QString, QString> processEnvironment()
{
    QMap<QString, QString> result;
    const QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const QString &name : environment.keys())
        result.insert(name, environment.value(name));
    return result;
}

/// What logging.config.fileConfig() reads.
Result<lang::IniSections> iniSections(const QString &path)
{
    const auto ini = IniFile::read(path);
    if (!ini)
        return failure(ini.error());
    lang::IniSections result;
    for (const QString &name : ini->sections()) {
        std::vector<std::pair<QString, QString>> options;
        for (const QString &option : ini->options(name))
            options.emplace_back(option, ini->rawValue(name, option).value_or(QString()));
        result.emplace_back(name, std::move(options));
    }
    return result;
}

/// A file of a preview, which writes none.
class DroppingFileWriter final : public lang::FileWriter
{
public:
    [[nodiscard]] Result<> write(const QByteArray &) override { return {}; }
};

} // namespace

lang::Capabilities EnvironmentRun::capabilities()
{
    lang::Capabilities result;
    result.modules = &m_loader;
    result.environment = processEnvironment();
    result.workingDirectory = m_project.config().location().absolute(QString());
    result.print = [this](const QString &text) {
        tellWhatWasSent();
        m_observer.handle(ScriptOutput { withoutCredentials(text), false });
    };
    result.printError = [this](const QString &text) {
        tellWhatWasSent();
        m_observer.handle(ScriptOutput { withoutCredentials(text), true });
    };
    result.log = [this](const QString &logger, const QString &level, const QString &text) {
        tellWhatWasSent();
        m_observer.handle(LogLine { logger, level, withoutCredentials(text) });
    };
    addFiles(result);
    return result;
}

void EnvironmentRun::tellWhatWasSent()
{
    if (m_sequence)
        m_sequence->catchUp();
}

void EnvironmentRun::addFiles(lang::Capabilities &capabilities)
{
    capabilities.logOutput = [this](const QString &text, bool isError) {
        m_observer.handle(LogOutput { withoutCredentials(text), isError });
    };
    capabilities.logToFile = [this](const QString &path, const QByteArray &data, bool truncate) {
        // Who only looks, or writes SQL, leaves no trace.
        return m_request.writesFiles && m_request.writes()
            ? m_files.log(path, withoutCredentials(QString::fromUtf8(data)).toUtf8(), truncate)
            : Result<>();
    };
    capabilities.readIni = [this](const QString &path) {
        return iniSections(m_project.config().location().absolute(path));
    };
    capabilities.readFile = [this](const QString &path) { return m_files.read(path); };
    capabilities.fileExists = [this](const QString &path) { return m_files.exists(path); };
    capabilities.isDirectory = [this](const QString &path) { return m_files.isDirectory(path); };
    capabilities.listDirectory = [this](const QString &path) { return m_files.list(path); };
    capabilities.openForWriting = [this](const QString &path,
                                         QChar mode) -> Result<std::unique_ptr<lang::FileWriter>> {
        if (m_request.writesFiles) {
            m_hasOpenedFiles = true;
            return m_files.openForWriting(path, mode);
        }
        return std::unique_ptr<lang::FileWriter>(std::make_unique<DroppingFileWriter>());
    };
}

} // namespace limbeck
