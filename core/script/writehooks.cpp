// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/script/writehooks.h"

#include <QProcess>
#include <QStandardPaths>

using namespace Qt::StringLiterals;

namespace limbeck {

namespace {

const QString fileToken = u"REVISION_SCRIPT_FILENAME"_s;

bool hasOption(const PostWriteHook &hook, const QString &name)
{
    return std::any_of(hook.options.begin(), hook.options.end(),
                       [&](const auto &option) { return option.first == name; });
}

Result<QString> requiredOption(const PostWriteHook &hook, const QString &name)
{
    if (hasOption(hook, name))
        return hook.option(name);
    return failure(ErrorCode::Configuration,
                   u"Key %1.%2 is required for post write hook '%1'"_s.arg(hook.name, name));
}

/// Program and first arguments.
Result<QStringList> commandOf(const PostWriteHook &hook)
{
    const QString type = hook.option(u"type"_s);
    if (type == u"exec") {
        const auto executable = requiredOption(hook, u"executable"_s);
        if (!executable)
            return failure(executable.error());
        return QStringList { *executable };
    }
    if (type == u"console_scripts") {
        const auto entryPoint = requiredOption(hook, u"entrypoint"_s);
        if (!entryPoint)
            return failure(entryPoint.error());
        const QString program = QStandardPaths::findExecutable(*entryPoint);
        if (program.isEmpty()) {
            return failure(ErrorCode::Configuration,
                           u"Could not find entrypoint console_scripts.%1"_s.arg(*entryPoint),
                           u"The program '%1' is not in PATH"_s.arg(*entryPoint));
        }
        return QStringList { program };
    }
    if (type == u"module") {
        const auto module = requiredOption(hook, u"module"_s);
        if (!module)
            return failure(module.error());
        const QString python = QStandardPaths::findExecutable(u"python3"_s);
        if (python.isEmpty()) {
            return failure(ErrorCode::Configuration, u"Could not find module %1"_s.arg(*module),
                           u"There is no python3 in PATH"_s);
        }
        static const QString search =
            u"import importlib.util, sys; sys.exit(importlib.util.find_spec(sys.argv[1]) is None)"_s;
        if (QProcess::execute(python, { u"-c"_s, search, *module }) != 0)
            return failure(ErrorCode::Configuration, u"Could not find module %1"_s.arg(*module));
        return QStringList { python, u"-m"_s, *module };
    }
    return failure(ErrorCode::Configuration, u"No formatter with name '%1' registered"_s.arg(type));
}

} // namespace

Result<QStringList> splitShellWords(const QString &text)
{
    QStringList words;
    QString word;
    bool hasWord = false;
    QChar quote;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text[i];
        const bool hasNext = i + 1 < text.size();
        if (!quote.isNull() && c == quote) {
            quote = QChar();
        } else if (c == u'\\' && quote != u'\'' && hasNext
                   && (quote.isNull() || text[i + 1] == u'"' || text[i + 1] == u'\\')) {
            word += text[++i];
            hasWord = true;
        } else if (!quote.isNull()) {
            word += c;
        } else if (c == u'\'' || c == u'"') {
            quote = c;
            hasWord = true;
        } else if (c.isSpace()) {
            if (hasWord)
                words.append(word);
            word.clear();
            hasWord = false;
        } else {
            word += c;
            hasWord = true;
        }
    }
    if (!quote.isNull())
        return failure(ErrorCode::Syntax, u"No closing quotation in: %1"_s.arg(text));
    if (hasWord)
        words.append(word);
    return words;
}

Result<> checkWriteHook(const PostWriteHook &hook)
{
    if (hasOption(hook, u"type"_s))
        return {};
    return failure(
        ErrorCode::Configuration,
        u"Key '%1.type' (or 'type' in toml) is required for post write hook '%1'"_s.arg(hook.name));
}

Result<> runWriteHook(const PostWriteHook &hook, const QString &path)
{
    Result<QStringList> command = commandOf(hook);
    if (!command)
        return failure(command.error());
    QString options = hook.option(u"options"_s);
    if (!options.contains(fileToken))
        options.prepend(fileToken + u' ');
    Result<QStringList> words = splitShellWords(options);
    if (!words)
        return failure(words.error());
    words->replaceInStrings(fileToken, path);

    QProcess process;
    process.setProcessChannelMode(QProcess::ForwardedChannels);
    process.setInputChannelMode(QProcess::ForwardedInputChannel);
    if (hasOption(hook, u"cwd"_s))
        process.setWorkingDirectory(hook.option(u"cwd"_s));
    const QString program = command->takeFirst();
    process.start(program, *command + *words);
    if (!process.waitForStarted(-1)) {
        return failure(ErrorCode::FileAccess,
                       u"'%1' of post write hook '%2' cannot be run: %3"_s.arg(
                           program, hook.name, process.errorString()));
    }
    process.waitForFinished(-1);
    return {};
}

} // namespace limbeck
