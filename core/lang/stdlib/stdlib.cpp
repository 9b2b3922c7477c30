// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lang/stdlib/stdlib.h"

#include "core/lang/interpreter.h"
#include "core/lang/outline.h"
#include "core/lang/stdlib/hostmodule.h"
#include "core/lang/stdlib/modules.h"
#include "core/lang/stdlib/scriptmodules.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace limbeck::lang {

namespace {

/// Modules that define much of which a script uses little.
constexpr QByteArrayView modulesInPieces[] = { "collections",    "collections.abc",
                                               "logging.config", "logging.handlers",
                                               "types",          "typing",
                                               "urllib.parse" };

void defineScript(ModuleBuilder &module, const ScriptModule &script)
{
    const QString path = u"<%1>"_s.arg(module.module()->name());
    const auto end = std::end(modulesInPieces);
    if (std::find(std::begin(modulesInPieces), end, script.name) != end)
        runBuiltInPieces(module, path, script.text);
    else
        runBuiltIn(module.interpreter(), path, script.text, Ref<Dict>(&module.module()->dict()));
}

} // namespace

bool isBuiltIn(const SourceFilePtr &file)
{
    return file && file->path().startsWith(u'<') && file->path().endsWith(u'>');
}

void addStandardLibrary(Interpreter &interpreter)
{
    const std::pair<const char *, void (*)(ModuleBuilder &)> native[] = {
        { "_host", defineHost },
        { "base64", defineBase64 },
        { "binascii", defineBinascii },
        { "datetime", defineDatetime },
        { "hashlib", defineHashlib },
        { "hmac", defineHmac },
        { "json", defineJson },
        { "math", defineMath },
        { "re", defineRe },
        { "struct", defineStruct },
        { "sys", defineSys },
        { "time", defineTime },
        { "unicodedata", defineUnicodedata },
        { "zoneinfo", defineZoneinfo },
    };
    for (const auto &[name, define] : native)
        interpreter.addNativeModule(QString::fromLatin1(name), define);
    // CPython keeps the decoder's error in a module of its own; scripts catch it by either name.
    interpreter.addNativeModule(u"json.decoder"_s, [](ModuleBuilder &module) {
        module.script(u"from json import JSONDecodeError, JSONDecoder\n"_s);
    });
    interpreter.addNativeModule(u"json.encoder"_s, [](ModuleBuilder &module) {
        module.script(u"from json import JSONEncoder\n"_s);
    });
    for (const ScriptModule &script : scriptModules()) {
        interpreter.addNativeModule(
            QString::fromLatin1(script.name),
            [script](ModuleBuilder &module) { defineScript(module, script); });
    }
}

} // namespace limbeck::lang
