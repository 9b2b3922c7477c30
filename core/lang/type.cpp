// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lang/type.h"

#include "core/lang/interpreter.h"

#include <array>
#include <atomic>

namespace limbeck::lang {

using namespace Qt::StringLiterals;

namespace {

/// A result of Type::lookup() and ownerOf(). Versions are never used twice in a process, so an
/// entry is valid as long as its class has the version under which it was made.
struct CachedLookup
{
    quint64 version = 0;
    const Str *name = nullptr;
    const Value *found = nullptr;
    const Type *owner = nullptr;
};

constexpr size_t cacheSize = 4096;
thread_local std::array<CachedLookup, cacheSize> lookupCache;

CachedLookup lookUp(const std::vector<Type *> &mro, quint64 version, Str *name)
{
    for (const Type *type : mro) {
        if (const Value *const found = type->dict().find(name))
            return { version, name, found, type };
    }
    return { version, name, nullptr, nullptr };
}

CachedLookup cachedLookUp(const std::vector<Type *> &mro, quint64 version, Str *name)
{
    if (!name->isInterned())
        return lookUp(mro, version, name);
    const size_t index =
        (static_cast<size_t>(version) * 31 + (reinterpret_cast<size_t>(name) >> 4)) % cacheSize;
    CachedLookup &cached = lookupCache[index];
    if (cached.version != version || cached.name != name)
        cached = lookUp(mro, version, name);
    return cached;
}

std::atomic<quint64> versions { 1 };

quint64 nextVersion()
{
    return versions.fetch_add(1, std::memory_order_relaxed);
}

/// Attributes in double underscores that operations don't look for.
bool isPlainDunder(const QString &name)
{
    static const QSet<QString> names {
        u"__init__"_s,
        u"__new__"_s,
        u"__module__"_s,
        u"__qualname__"_s,
        u"__doc__"_s,
        u"__dict__"_s,
        u"__slots__"_s,
        u"__annotations__"_s,
        u"__set_name__"_s,
        u"__weakref__"_s,
        u"__init_subclass__"_s,
        u"__class_getitem__"_s,
        u"__match_args__"_s,
        u"__class__"_s,
        u"__orig_bases__"_s,
        u"__type_params__"_s,
        u"__firstlineno__"_s,
        u"__parameters__"_s,
        u"__static_attributes__"_s,
    };
    return names.contains(name);
}

/// One step of the C3 merge: the first head that is in no other sequence's tail.
Type *nextOfMerge(std::vector<std::vector<Type *>> &sequences)
{
    for (const std::vector<Type *> &sequence : sequences) {
        if (sequence.empty())
            continue;
        Type *const candidate = sequence.front();
        const bool blocked =
            std::any_of(sequences.begin(), sequences.end(), [&](const auto &other) {
                return other.size() > 1
                    && std::find(other.begin() + 1, other.end(), candidate) != other.end();
            });
        if (!blocked)
            return candidate;
    }
    return nullptr;
}

} // namespace

Type::Type(Type *metaclass, QString name, std::vector<Ref<Type>> bases)
    : Object(metaclass, Kind::Type)
    , m_name(std::move(name))
    , m_bases(std::move(bases))
    , m_attributes(makeDict())
    , m_version(nextVersion())
{
    computeMro();
    for (const Ref<Type> &base : m_bases) {
        base->m_subclasses.push_back(this);
        if (base->m_specialMethods)
            m_specialMethods = true;
        if (base->m_opaqueBase.isOpaque())
            m_opaqueBase = base->m_opaqueBase;
    }
    m_layout = this;
    if (!m_bases.empty()) {
        m_layout = m_bases.front()->m_layout;
        m_allocator = m_bases.front()->m_allocator;
        m_instanceDict = m_bases.front()->m_instanceDict;
    }
}

Type::~Type()
{
    for (const Ref<Type> &base : m_bases)
        std::erase(base->m_subclasses, this);
}

void Type::computeMro()
{
    m_mro = { this };
    std::vector<std::vector<Type *>> sequences;
    std::vector<Type *> bases;
    for (const Ref<Type> &base : m_bases) {
        sequences.push_back(base->m_mro);
        bases.push_back(base.get());
    }
    sequences.push_back(bases);
    while (
        std::any_of(sequences.begin(), sequences.end(), [](const auto &s) { return !s.empty(); })) {
        Type *const next = nextOfMerge(sequences);
        if (!next) {
            QStringList names;
            for (const Ref<Type> &base : m_bases)
                names.append(base->name());
            throwTypeError(
                u"Cannot create a consistent method resolution order (MRO) for bases %1"_s.arg(
                    names.join(u", "_s)));
        }
        m_mro.push_back(next);
        for (auto &sequence : sequences) {
            if (!sequence.empty() && sequence.front() == next)
                sequence.erase(sequence.begin());
        }
    }
}

QString Type::qualifiedName() const
{
    const Interpreter &interpreter = Interpreter::current();
    const Value *const name = m_attributes->find(interpreter.names().qualname.get());
    return name && name->isStr() ? textOf(*name) : m_name;
}

QString Type::module() const
{
    const Interpreter &interpreter = Interpreter::current();
    const Value *const name = m_attributes->find(interpreter.names().module.get());
    return name && name->isStr() ? textOf(*name) : QString();
}

QString Type::fullName() const
{
    const QString from = module();
    return from.isEmpty() || from == u"builtins" ? qualifiedName() : from + u'.' + qualifiedName();
}

bool Type::isSubclassOf(const Type *other) const
{
    return this == other || std::find(m_mro.begin(), m_mro.end(), other) != m_mro.end();
}

const Value *Type::lookup(Str *name) const
{
    return cachedLookUp(m_mro, m_version, name).found;
}

quint64 Type::latestVersion()
{
    return versions.load(std::memory_order_relaxed);
}

const Type *Type::ownerOf(Str *name) const
{
    return cachedLookUp(m_mro, m_version, name).owner;
}

void Type::invalidate()
{
    m_version = nextVersion();
    for (Type *subclass : m_subclasses)
        subclass->invalidate();
}

void Type::noteSpecial(Str *name, const Value &value)
{
    const QString &text = name->text();
    if (!text.startsWith(u"__") || !text.endsWith(u"__") || isPlainDunder(text))
        return;
    const auto *const native = value.as<NativeFunction>();
    if (native && native->isSlot)
        return;
    std::vector<Type *> pending { this };
    while (!pending.empty()) {
        Type *const type = pending.back();
        pending.pop_back();
        type->m_specialMethods = true;
        pending.insert(pending.end(), type->m_subclasses.begin(), type->m_subclasses.end());
    }
}

void Type::setOwn(Str *name, const Value &value)
{
    if (value.isAbsent())
        m_attributes->table().remove(name);
    else
        m_attributes->set(name, value);
    noteSpecial(name, value);
    invalidate();
}

void Type::setOwn(const char *name, const Value &value)
{
    setOwn(Interpreter::current().intern(name).get(), value);
}

void Type::adoptNamespace(const HashTable &names)
{
    for (const HashTable::Entry &entry : names.entries()) {
        if (!entry.key.isStr())
            continue;
        auto *const name = static_cast<Str *>(entry.key.object());
        const Ref<Str> interned = Interpreter::current().intern(name->text());
        m_attributes->set(interned.get(), entry.value);
        noteSpecial(interned.get(), entry.value);
    }
    invalidate();
}

Value Type::attribute(Interpreter &, Str *)
{
    return Value::absent();
}

QString Type::repr(Interpreter &)
{
    return u"<class '%1'>"_s.arg(fullName());
}

void Type::clearReferences()
{
    m_attributes->clearReferences();
    m_opaqueBase = {};
    invalidate();
    Object::clearReferences();
}

} // namespace limbeck::lang
