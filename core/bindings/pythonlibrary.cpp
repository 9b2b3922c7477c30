// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/bindings/pythonlibrary.h"

#include "core/bindings/bindingscripts.h"

#include <QHash>
#include <QMutex>

using namespace Qt::StringLiterals;

namespace limbeck::bindings {

using namespace lang;

namespace {

/// The source of a file; made once per process, so that whoever caches by file parses it once.
SourceFilePtr sourceOf(const char *file)
{
    static QMutex mutex;
    static QHash<QByteArray, SourceFilePtr> sources;
    const QMutexLocker lock(&mutex);
    SourceFilePtr &source = sources[file];
    for (const ScriptModule &script : bindingScripts()) {
        if (!source && qstrcmp(script.name, file) == 0)
            source = std::make_shared<const SourceFile>(
                u"<limbeck:%1>"_s.arg(QLatin1StringView(file)), QString::fromUtf8(script.text));
    }
    Q_ASSERT(source);
    return source;
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
    module.interpreter().runText(sourceOf(file), Ref<Dict>(&module.module()->dict()));
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
