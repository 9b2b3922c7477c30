// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lang/native.h"

#include "core/lang/descriptors.h"
#include "core/lang/importer.h"
#include "core/lang/interpreter.h"
#include "core/lang/slots.h"
#include "core/lang/stdlib/unavailablenames.h"

#include <atomic>

namespace limbeck::lang {

using namespace Qt::StringLiterals;

NativeFunction::NativeFunction(Type *type, Signature signature, NativeCode code)
    : Object(type, Kind::NativeFunction)
    , qualifiedName(signature.name())
    , m_signature(std::move(signature))
    , m_code(std::move(code))
{
}

Value NativeFunction::call(Interpreter &interpreter, const Arguments &arguments)
{
    interpreter.checkStack();
    Args args(interpreter, m_signature, arguments);
    return m_code(args);
}

Value NativeFunction::attribute(Interpreter &interpreter, Str *name)
{
    const Names &names = interpreter.names();
    if (name == names.name.get())
        return makeStr(m_signature.name().section(u'.', -1));
    if (name == names.qualname.get())
        return makeStr(qualifiedName);
    if (name == names.doc.get())
        return doc.isEmpty() ? Value() : makeStr(doc);
    if (name == names.module.get())
        return makeStr(u"builtins"_s);
    return Value::absent();
}

QString NativeFunction::repr(Interpreter &)
{
    return u"<built-in function %1>"_s.arg(m_signature.name());
}

Value makeFunction(std::string_view signature, NativeCode code)
{
    return make<NativeFunction>(Interpreter::current().types().nativeFunction.get(),
                                Signature(signature), std::move(code));
}

TypeBuilder::TypeBuilder(Interpreter &interpreter, Ref<Type> type)
    : m_interpreter(interpreter)
    , m_type(std::move(type))
{
}

void TypeBuilder::add(std::string_view name, const Value &value)
{
    m_type->setOwn(
        m_interpreter.intern(QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size())))
            .get(),
        value);
}

TypeBuilder &TypeBuilder::doc(const char *text)
{
    add("__doc__", makeStr(QString::fromUtf8(text)));
    return *this;
}

TypeBuilder &TypeBuilder::constructor(std::string_view signature, NativeCode code)
{
    const std::string named = m_type->name().toStdString() + ".__init__"
        + std::string(signature.substr(signature.find('(')));
    const Ref<NativeFunction> function = lang::make<NativeFunction>(
        m_interpreter.types().nativeFunction.get(), Signature(named), std::move(code));
    function->bindsToInstances = true;
    add("__init__", function);
    return *this;
}

TypeBuilder &TypeBuilder::make(std::string_view signature, NativeCode code)
{
    const std::string named =
        m_type->name().toStdString() + std::string(signature.substr(signature.find('(')));
    add("__new__", makeFunction(named, std::move(code)));
    return *this;
}

TypeBuilder &TypeBuilder::method(std::string_view signature, NativeCode code)
{
    const std::string_view name = signature.substr(0, signature.find('('));
    const std::string qualified = m_type->name().toStdString() + "." + std::string(signature);
    const Ref<NativeFunction> function = lang::make<NativeFunction>(
        m_interpreter.types().nativeFunction.get(), Signature(qualified), std::move(code));
    function->bindsToInstances = true;
    add(name, function);
    return *this;
}

TypeBuilder &TypeBuilder::classMethod(std::string_view signature, NativeCode code)
{
    const std::string qualified = m_type->name().toStdString() + "." + std::string(signature);
    const Ref<MethodWrapper> wrapper =
        lang::make<MethodWrapper>(m_interpreter.types().classMethod.get());
    wrapper->function = makeFunction(qualified, std::move(code));
    add(signature.substr(0, signature.find('(')), wrapper);
    return *this;
}

TypeBuilder &TypeBuilder::staticMethod(std::string_view signature, NativeCode code)
{
    const std::string qualified = m_type->name().toStdString() + "." + std::string(signature);
    const Ref<MethodWrapper> wrapper =
        lang::make<MethodWrapper>(m_interpreter.types().staticMethod.get());
    wrapper->function = makeFunction(qualified, std::move(code));
    add(signature.substr(0, signature.find('(')), wrapper);
    return *this;
}

TypeBuilder &TypeBuilder::value(const char *name, const Value &value)
{
    add(name, value);
    return *this;
}

TypeBuilder &TypeBuilder::propertyOf(const char *name, NativeProperty::Get get,
                                     NativeProperty::Set set)
{
    add(name,
        lang::make<NativeProperty>(m_interpreter.types().memberDescriptor.get(),
                                   QString::fromUtf8(name), std::move(get), std::move(set)));
    return *this;
}

TypeBuilder &TypeBuilder::slots(std::string_view names)
{
    while (!names.empty()) {
        const size_t blank = std::min(names.find(' '), names.size());
        const std::string_view name = names.substr(0, blank);
        names.remove_prefix(std::min(blank + 1, names.size()));
        if (!name.empty())
            add(name, makeSlot(m_interpreter, m_type->name(), name));
    }
    return *this;
}

TypeBuilder &TypeBuilder::final()
{
    m_type->setFinal(true);
    return *this;
}

ModuleObject::ModuleObject(Type *type, const QString &name)
    : Object(type, Kind::Module)
    , m_name(name)
{
    Interpreter &interpreter = Interpreter::current();
    Dict &names = ensureInstanceDict();
    constexpr qsizetype usualNames = 20; // of a migration: some special ones, four settings …
    names.table().reserve(usualNames);
    names.set(interpreter.names().name.get(), makeStr(name));
    names.set(interpreter.names().doc.get(), Value());
    names.set(interpreter.names().package.get(), Value(interpreter.names().empty));
    names.set(interpreter.names().loader.get(), Value());
    names.set(interpreter.names().spec.get(), Value());
}

namespace {

/// Whether a package of the project has a file or folder for module @p inner.
bool hasSource(Interpreter &interpreter, const ModuleObject &package, const QString &inner)
{
    const Value *const path = package.dict().find(interpreter.names().path.get());
    if (!interpreter.capabilities().modules || !path || !path->isList())
        return false;
    QStringList folders;
    for (const Value &folder : interpreter.toVector(*path)) {
        if (folder.isStr())
            folders.append(textOf(folder));
    }
    const ImportResult result = interpreter.capabilities().modules->load(inner, folders);
    return !folders.isEmpty()
        && (std::holds_alternative<ImportResult::Source>(result.found)
            || std::holds_alternative<ImportResult::NamespacePackage>(result.found));
}

} // namespace

void ModuleObject::defineLater(const QStringList &names, ModuleDefinition define)
{
    m_later.push_back({ names, std::move(define) });
}

void ModuleObject::defineNow(Interpreter &interpreter, size_t index)
{
    const Later later = m_later[index];
    // Before it runs: what it defines may ask for its own names.
    m_later.erase(m_later.begin() + static_cast<std::ptrdiff_t>(index));
    std::vector<std::pair<Ref<Str>, Value>> replaced; // by a script, which goes before
    for (const HashTable::Entry &entry : dict().table().entries()) {
        if (!entry.key.isStr())
            continue;
        const QString &name = textOf(entry.key);
        if (later.names.isEmpty() ? !name.startsWith(u"__") : later.names.contains(name))
            replaced.emplace_back(static_cast<Str *>(entry.key.object()), entry.value);
    }
    ModuleBuilder builder(interpreter, Ref<ModuleObject>(this));
    try {
        later.define(builder);
    } catch (...) { // too deep, perhaps: the next who asks may have room
        m_later.push_back(later);
        throw;
    }
    for (const auto &[key, value] : replaced)
        dict().set(key.get(), value);
}

void ModuleObject::complete(Interpreter &interpreter)
{
    while (!m_later.empty())
        defineNow(interpreter, m_later.size() - 1);
}

QStringList ModuleObject::attributeNames(Interpreter &) const
{
    QStringList names;
    for (const Later &later : m_later)
        names += later.names;
    return names;
}

void ModuleObject::clearReferences()
{
    m_later.clear();
    opaqueFallback = {};
    Object::clearReferences();
}

Value ModuleObject::attribute(Interpreter &interpreter, Str *name)
{
    const bool isSpecial = name->text().startsWith(u"__");
    const auto later = std::find_if(m_later.begin(), m_later.end(), [&](const Later &candidate) {
        return candidate.names.isEmpty() ? !isSpecial : candidate.names.contains(name->text());
    });
    if (later != m_later.end()) {
        defineNow(interpreter, static_cast<size_t>(later - m_later.begin()));
        if (const Value *const found = dict().find(name))
            return *found;
    }
    if (isSpecial)
        return Value::absent();
    // Packages show all their modules, as if each had been imported before: in the application that
    // a migration belongs to, something has.
    const QString inner = m_name + u'.' + name->text();
    if (interpreter.hasNativeModule(inner) || hasSource(interpreter, *this, inner))
        return interpreter.importer().import(inner);
    if (opaqueFallback.isOpaque())
        return interpreter.getAttr(opaqueFallback, name);
    if (isUnavailableName(m_name, name->text()))
        return interpreter.makeOpaque(inner);
    return Value::absent();
}

QString ModuleObject::repr(Interpreter &interpreter)
{
    const Value *const file = dict().find(interpreter.names().file.get());
    return file && file->isStr() ? u"<module '%1' from %2>"_s.arg(m_name, quoted(textOf(*file)))
                                 : u"<module '%1' (built-in)>"_s.arg(m_name);
}

int nextNativeTypeIndex()
{
    static std::atomic<int> counter { 0 };
    return counter.fetch_add(1);
}

ModuleBuilder::ModuleBuilder(Interpreter &interpreter, Ref<ModuleObject> module)
    : m_interpreter(interpreter)
    , m_module(std::move(module))
{
}

ModuleBuilder &ModuleBuilder::doc(const char *text)
{
    m_module->dict().set("__doc__", makeStr(QString::fromUtf8(text)));
    return *this;
}

ModuleBuilder &ModuleBuilder::function(std::string_view signature, NativeCode code)
{
    const std::string name(signature.substr(0, signature.find('(')));
    m_module->dict().set(name.c_str(), makeFunction(signature, std::move(code)));
    return *this;
}

ModuleBuilder &ModuleBuilder::value(const char *name, const Value &value)
{
    m_module->dict().set(name, value);
    return *this;
}

ModuleBuilder &ModuleBuilder::type(const char *name, const Ref<Type> &type)
{
    return value(name, type);
}

ModuleBuilder &ModuleBuilder::alias(const char *name, const char *existing)
{
    return value(name, *m_module->dict().find(existing));
}

TypeBuilder ModuleBuilder::defineType(const char *name, std::vector<Ref<Type>> bases, int index,
                                      Type::Allocator allocator)
{
    if (bases.empty())
        bases.push_back(m_interpreter.types().object);
    const Ref<Type> metaclass(bases.front()->type());
    const Ref<Type> type = make<Type>(metaclass.get(), QString::fromUtf8(name), std::move(bases));
    type->setInstancesHaveDict(true);
    type->setOwn("__module__", makeStr(m_module->name()));
    type->setOwn("__qualname__", makeStr(QString::fromUtf8(name)));
    if (allocator) {
        type->setAllocator(allocator);
        type->setLayoutHere();
    }
    if (index >= 0)
        m_interpreter.setNativeType(index, type);
    value(name, type);
    return { m_interpreter, type };
}

TypeBuilder ModuleBuilder::defineClass(const char *name, const std::vector<Ref<Type>> &bases)
{
    return defineType(name, bases, -1, nullptr);
}

ModuleBuilder &ModuleBuilder::script(const QString &text)
{
    m_interpreter.runText(std::make_shared<SourceFile>(u"<%1>"_s.arg(m_module->name()), text),
                          Ref<Dict>(&m_module->dict()));
    return *this;
}

ModuleBuilder &ModuleBuilder::later(std::string_view names, const ModuleDefinition &define)
{
    const QString text = QString::fromUtf8(names.data(), static_cast<qsizetype>(names.size()));
    m_module->defineLater(text.split(u' ', Qt::SkipEmptyParts), define);
    return *this;
}

} // namespace limbeck::lang
