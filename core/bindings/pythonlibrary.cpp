// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/bindings/pythonlibrary.h"

#include "core/bindings/bindingscripts.h"
#include "core/lang/outline.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace limbeck::bindings {

using namespace lang;

namespace {

/// Modules that every env.py imports, and of which it uses little.
constexpr QByteArrayView filesInPieces[] = {
    "alembic_command", "alembic_config", "alembic_migrationinfo",
    "alembic_script",  "engine",         "engine_url"
};

/// The text of a module by the name of its file.
const char *builtInText(const char *file)
{
    const std::vector<ScriptModule> &scripts = bindingScripts();
    const auto found =
        std::find_if(scripts.begin(), scripts.end(),
                     [&](const ScriptModule &script) { return qstrcmp(script.name, file) == 0; });
    Q_ASSERT(found != scripts.end());
    return found->text;
}

} // namespace

void copyModule(ModuleBuilder &module, const QString &target, const QStringList &names)
{
    Interpreter &in = module.interpreter();
    const Value source = in.import(target);
    auto *object = source.as<ModuleObject>();
    if (!object)
        return;
    object->complete(in);
    const auto entries = object->dict().table().entries(); // a copy: filling may import
    for (const HashTable::Entry &entry : entries) {
        if (entry.key.isAbsent() || !entry.key.isStr())
            continue;
        const QString name = textOf(entry.key);
        const bool isWanted = names.isEmpty() ? !name.startsWith(u"__") : names.contains(name);
        if (isWanted)
            module.value(name.toUtf8().constData(), entry.value);
    }
}

void runPythonText(ModuleBuilder &module, const char *file)
{
    const QString path = u"<limbeck:%1>"_s.arg(QLatin1StringView(file));
    const auto end = std::end(filesInPieces);
    if (std::find(std::begin(filesInPieces), end, file) != end)
        runBuiltInPieces(module, path, builtInText(file));
    else
        runBuiltIn(module.interpreter(), path, builtInText(file),
                   Ref<Dict>(&module.module()->dict()));
}

void addPythonModule(Interpreter &interpreter, const QString &name, const char *file)
{
    interpreter.addNativeModule(name,
                                [file](ModuleBuilder &module) { runPythonText(module, file); });
}

void addAliasModule(Interpreter &interpreter, const QString &name, const QString &target,
                    const QStringList &names)
{
    interpreter.addNativeModule(
        name, [target, names](ModuleBuilder &module) { copyModule(module, target, names); });
}

void addPackage(Interpreter &interpreter, const QString &name)
{
    interpreter.addNativeModule(name, [](ModuleBuilder &) {});
}

} // namespace limbeck::bindings
