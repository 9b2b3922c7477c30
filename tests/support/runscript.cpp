// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

// runscript FILE: evaluates a script and writes what it prints to the standard output; for
// comparing with python3.

#include "core/lang/interpreter.h"

#include <QDateTime>
#include <QFile>
#include <QFileInfo>
#include <QTextStream>

using namespace limbeck;
using namespace Qt::StringLiterals;

namespace {

/// Modules beside the script.
class FolderLoader : public lang::ModuleLoader
{
public:
    explicit FolderLoader(QString folder)
        : m_folder(std::move(folder))
    {
    }

    lang::ImportResult load(const QString &name, const QStringList &) override
    {
        QFile file(m_folder + u'/' + QString(name).replace(u'.', u'/') + u".py"_s);
        if (!file.open(QIODevice::ReadOnly))
            return {};
        return { lang::ImportResult::Source {
            std::make_shared<SourceFile>(file.fileName(), QString::fromUtf8(file.readAll())),
            false,
            {} } };
    }

private:
    QString m_folder;
};

} // namespace

int main(int argc, char **argv)
{
    QTextStream output(stdout);
    QTextStream errors(stderr);
    QFile file(argc > 1 ? QString::fromLocal8Bit(argv[1]) : QString());
    if (!file.open(QIODevice::ReadOnly)) {
        errors << "usage: runscript FILE\n";
        return 2;
    }
    FolderLoader loader(QFileInfo(file).path());
    lang::Capabilities capabilities;
    capabilities.print = [&](const QString &text) { output << text; };
    capabilities.modules = &loader;
    lang::Limits limits;
    limits.steps = 2'000'000'000;
    lang::Interpreter interpreter(capabilities, limits);
    const auto source =
        std::make_shared<SourceFile>(file.fileName(), QString::fromUtf8(file.readAll()));
    const auto result = interpreter.runModule(source, u"__main__"_s);
    output.flush();
    if (!result) {
        errors << result.error().toString() << '\n';
        return 1;
    }
    return 0;
}
