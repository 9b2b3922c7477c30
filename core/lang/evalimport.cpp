// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

// import and from … import.

#include "core/base/nearest.h"
#include "core/lang/evaluator.h"
#include "core/lang/importer.h"
#include "core/lang/protocol.h"

namespace limbeck::lang {

using namespace Qt::StringLiterals;

void Evaluator::executeImport(Frame &frame, const ast::Import *statement)
{
    for (const ast::Alias &alias : statement->names) {
        frame.range = &alias.range;
        Value module = m_in.importer().import(alias.name->text);
        if (!alias.asName) {
            // `import a.b` binds a.
            const QString top = alias.name->text.section(u'.', 0, 0);
            if (top != alias.name->text)
                module = m_in.importer().import(top);
        }
        assignName(frame, alias.target, module);
    }
}

void Evaluator::executeImportFrom(Frame &frame, const ast::ImportFrom *statement)
{
    const QString given = statement->module ? statement->module->text : QString();
    if (given == u"__future__")
        return;
    const QString name = statement->level == 0
        ? given
        : m_in.importer().absoluteName(given, statement->level, *frame.globals);
    const Value module = m_in.importer().import(name);
    if (statement->isStar) {
        importStar(frame, module, name);
        return;
    }
    for (const ast::Alias &alias : statement->names) {
        frame.range = &alias.range;
        Str *const attribute = nameOf(alias.name);
        Value value = m_in.findAttr(module, attribute);
        if (value.isAbsent())
            value = m_in.importer().importSubmodule(module, name, alias.name->text);
        if (value.isAbsent()) {
            const Value *const file = frame.globals->find(m_in.names().file.get());
            Q_UNUSED(file)
            const Value path = m_in.findAttr(module, m_in.names().file.get());
            throwImportError(
                u"cannot import name '%1' from '%2' (%3)"_s.arg(
                    alias.name->text, name, path.isStr() ? textOf(path) : u"unknown location"_s),
                didYouMean(alias.name->text, attributeNamesOf(m_in, module)));
        }
        assignName(frame, alias.target, value);
    }
}

void Evaluator::importStar(Frame &frame, const Value &module, const QString &name)
{
    if (module.isOpaque()) {
        // Nothing is known of its names: one that the importing module lacks may be among them.
        const Value *const own = frame.globals->find(m_in.names().name.get());
        const Value *const importing =
            own && own->isStr() ? m_in.modules().find(static_cast<Str *>(own->object())) : nullptr;
        if (importing && hasKind(*importing, Kind::Module)) {
            auto *const object = static_cast<ModuleObject *>(importing->object());
            if (&object->dict() == frame.globals && object->opaqueFallback.isNone())
                object->opaqueFallback = module;
        }
        return;
    }
    const auto put = [&](Str *key, const Value &value) {
        if (frame.names.isDict())
            static_cast<Dict *>(frame.names.object())->set(key, value);
        else
            frame.globals->set(key, value);
    };
    const Value all = m_in.findAttr(module, m_in.names().all.get());
    if (!all.isAbsent()) {
        for (const Value &entry : m_in.toVector(all)) {
            const Ref<Str> key = m_in.intern(textOf(entry));
            Value value = m_in.findAttr(module, key.get());
            if (value.isAbsent())
                value = m_in.importer().importSubmodule(module, name, key->text());
            if (value.isAbsent())
                throwMissingAttribute(m_in, module, key.get());
            put(key.get(), value);
        }
        return;
    }
    if (!module.object() || !module.object()->instanceDict())
        return;
    if (hasKind(module, Kind::Module))
        static_cast<ModuleObject *>(module.object())->complete(m_in);
    const HashTable copy = module.object()->instanceDict()->table();
    for (const HashTable::Entry &entry : copy.entries()) {
        if (entry.key.isStr() && !textOf(entry.key).startsWith(u'_'))
            put(m_in.intern(textOf(entry.key)).get(), entry.value);
    }
}

} // namespace limbeck::lang
