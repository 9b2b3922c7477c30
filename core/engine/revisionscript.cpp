// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/engine/revisionscript.h"

#include "core/bindings/evaluation.h"
#include "core/bindings/hostsession.h"
#include "core/lang/containers.h"
#include "core/lang/strobject.h"
#include "core/script/scriptheader.h"

#include <QDir>

using namespace Qt::StringLiterals;

namespace limbeck {

namespace {

constexpr qint64 largestScript = 64 << 20;

/// As the user knows it: relative to the working directory @p here where that is shorter.
QString displayPath(const QString &path, const QString &here)
{
    if (path.startsWith(here))
        return path.mid(here.size());
    const QString relative = QDir(here).relativeFilePath(path);
    return relative.size() < path.size() && !relative.startsWith(u"../..") ? relative : path;
}

/// Alembic's: "ae10_add_users_py" of "ae10_add_users.py".
QString moduleName(const QString &path)
{
    const QStringView file = QStringView(path).sliced(path.lastIndexOf(u'/') + 1);
    const qsizetype dot = file.lastIndexOf(u'.');
    return (dot < 0 ? file : file.first(dot)).toString() + u"_py"_s;
}

lang::Value idTuple(const std::vector<RevisionId> &ids)
{
    lang::ValueVector items;
    for (const RevisionId &id : ids)
        items.push_back(lang::makeStr(id.text()));
    return lang::makeTuple(std::move(items));
}

} // namespace

ScriptReader::ScriptReader()
    : m_workingDirectory(QDir::currentPath() + u'/')
{
}

Result<SourceFilePtr> ScriptReader::read(const QString &path)
{
    const auto contents = m_files.read(path, largestScript);
    if (!contents)
        return failure(contents.error());
    const auto text = decodeSource(path, contents->bytes);
    if (!text)
        return failure(text.error());
    return std::make_shared<const SourceFile>(displayPath(path, m_workingDirectory), *text);
}

Result<SourceFilePtr> readScript(const QString &path)
{
    return ScriptReader().read(path);
}

Result<lang::Value> loadRevisionScript(lang::Interpreter &interpreter, const Revision &revision,
                                       const lang::ModulePtr &parsed, bindings::MigrationHost &host)
{
    const QString name = moduleName(revision.path);
    if (parsed)
        return bindings::runMigrationModule(interpreter, parsed, name, host);
    const auto file = readScript(revision.path);
    if (!file)
        return failure(file.error());
    return bindings::runMigrationModule(interpreter, *file, name, host);
}

Result<> notifyVersionApply(lang::Interpreter &interpreter, const lang::Value &callables,
                            const MigrationStep &step, const Heads &heads,
                            const std::map<QString, lang::Value> &keywords)
{
    const auto info = interpreter.guarded([&] {
        const lang::Value make =
            interpreter.getAttr(interpreter.import(u"alembic._migration_info"_s), "migration_info");
        return interpreter.call(make,
                                { lang::Value(step.isUpgrade),
                                  lang::Value(step.kind == MigrationStep::Kind::Stamp),
                                  idTuple(step.upRevisions), idTuple(step.downRevisions) });
    });
    if (!info)
        return failure(info.error());
    const auto rows = interpreter.guarded([&]() -> lang::Value {
        const auto set = lang::makeSet();
        for (const RevisionId &head : heads)
            set->add(interpreter, lang::makeStr(head.text()));
        return set;
    });
    const auto arguments = interpreter.guarded([&]() -> lang::Value {
        const auto dict = lang::makeDict();
        for (const auto &[name, value] : keywords)
            dict->set(interpreter, lang::makeStr(name), value);
        return dict;
    });
    if (!rows || !arguments)
        return failure(rows ? arguments.error() : rows.error());
    std::vector<lang::Value> functions;
    if (interpreter.isCallable(callables)) {
        functions = { callables };
    } else {
        const auto listed = interpreter.guarded(
            [&]() -> lang::Value { return lang::makeList(interpreter.toVector(callables)); });
        if (!listed)
            return failure(listed.error());
        const auto &items = listed->as<lang::ListObject>()->items();
        functions.assign(items.begin(), items.end());
    }
    const lang::Value context = bindings::hostSession(interpreter)->migrationContext;
    for (const lang::Value &function : functions) {
        const auto called =
            bindings::callScript(interpreter, function, {},
                                 { { u"ctx"_s, context.isAbsent() ? lang::Value() : context },
                                   { u"step"_s, *info },
                                   { u"heads"_s, *rows },
                                   { u"run_args"_s, *arguments } });
        if (!called)
            return failure(called.error().within(u"on_version_apply"_s));
    }
    return {};
}

} // namespace limbeck
