// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

// The class dict and its views.

#include "core/lang/builtins.h"
#include "core/lang/dicttypes.h"
#include "core/lang/interpreter.h"
#include "core/lang/unions.h"

namespace limbeck::lang {

using namespace Qt::StringLiterals;

namespace {

Dict &self(const Args &a)
{
    return *static_cast<Dict *>(a[0].object());
}

Value view(Args &a, TableIterator::What what)
{
    const CoreTypes &types = a.interpreter().types();
    Type *const type = what == TableIterator::What::Keys ? types.dictKeys.get()
        : what == TableIterator::What::Values            ? types.dictValues.get()
                                                         : types.dictItems.get();
    return make<DictView>(type, a[0], what);
}

Value update(Args &a, std::string_view name)
{
    Interpreter &in = a.interpreter();
    if (a[name].isOpaque())
        in.requireKnownUnlessAbsorbing(a[name]);
    else if (!a[name].isAbsent()) {
        if (!in.isIterable(a[name]) && in.findAttr(a[name], "keys").isAbsent())
            throwTypeError(u"'%1' object is not iterable"_s.arg(in.typeName(a[name])));
        updateDict(in, self(a), a[name]);
    }
    const HashTable keywords = a.varKeywords().table();
    for (const HashTable::Entry &entry : keywords.entries())
        self(a).set(in, entry.key, entry.value);
    return {};
}

Value popKey(Args &a)
{
    Value removed;
    // An empty dict does not ask for the key's hash.
    if (self(a).size() != 0 && self(a).table().remove(a.interpreter(), a[1], &removed))
        return removed;
    if (a["default"].isAbsent())
        throwKeyError(a[1]);
    return a["default"];
}

Value popItem(Args &a)
{
    HashTable &table = self(a).table();
    for (size_t i = table.entries().size(); i-- > 0;) {
        const HashTable::Entry &entry = table.entries()[i];
        if (entry.key.isAbsent())
            continue;
        const Value pair = makeTuple({ entry.key, entry.value });
        table.removeAt(static_cast<qsizetype>(i));
        return pair;
    }
    throwKeyError(makeStr(u"popitem(): dictionary is empty"_s));
}

Value fromKeys(Args &a)
{
    Interpreter &in = a.interpreter();
    const Value result = in.call(a[0]);
    for (const Value &key : in.toVector(a["iterable"]))
        in.setItem(result, key, a["value"]);
    return result;
}

Ref<Set> setOf(Interpreter &in, const Value &iterable)
{
    const Ref<Set> set = makeSet();
    for (const Value &item : in.toVector(iterable))
        set->add(in, item);
    return set;
}

} // namespace

DictView::DictView(Type *type, Value dict, TableIterator::What what)
    : Object(type)
    , m_dict(std::move(dict))
    , m_what(what)
{
}

QString DictView::repr(Interpreter &interpreter)
{
    return type()->name() + u'(' + interpreter.repr(makeList(interpreter.toVector(Value(this))))
        + u')';
}

qint64 DictView::hash(Interpreter &interpreter)
{
    if (m_what == TableIterator::What::Values)
        return Object::hash(interpreter);
    throwTypeError(u"unhashable type: '%1'"_s.arg(interpreter.typeName(Value(this))));
}

Value DictView::compare(Interpreter &interpreter, Comparison comparison, const Value &other)
{
    if (m_what == TableIterator::What::Values || (!other.isSet() && !other.as<DictView>()))
        return Object::compare(interpreter, comparison, other);
    return interpreter.compare(comparison, setOf(interpreter, Value(this)),
                               setOf(interpreter, other));
}

Value DictView::binary(Interpreter &interpreter, BinaryOperator op, const Value &other,
                       bool reflected)
{
    const bool setOperator = op == BinaryOperator::Or || op == BinaryOperator::And
        || op == BinaryOperator::Xor || op == BinaryOperator::Subtract;
    if (m_what == TableIterator::What::Values || !setOperator)
        return Value::notImplemented();
    const Ref<Set> left = setOf(interpreter, reflected ? other : Value(this));
    const Ref<Set> right = setOf(interpreter, reflected ? Value(this) : other);
    return interpreter.binary(op, left, right);
}

std::optional<qint64> DictView::length(Interpreter &)
{
    return static_cast<Dict *>(m_dict.object())->size();
}

std::optional<bool> DictView::contains(Interpreter &interpreter, const Value &item)
{
    auto &dict = *static_cast<Dict *>(m_dict.object());
    if (m_what == TableIterator::What::Keys)
        return dict.find(interpreter, item) != nullptr;
    if (m_what == TableIterator::What::Values)
        return std::nullopt;
    if (!item.isTuple() || static_cast<Tuple *>(item.object())->size() != 2)
        return false;
    const auto &pair = *static_cast<Tuple *>(item.object());
    const Value *const found = dict.find(interpreter, pair.at(0));
    return found && interpreter.equals(Value(*found), pair.at(1));
}

Value DictView::iterate(Interpreter &interpreter)
{
    return make<TableIterator>(interpreter.types().iterator.get(), m_dict, m_what);
}

void DictView::clearReferences()
{
    m_dict = makeDict();
    Object::clearReferences();
}

void defineDictType(Interpreter &interpreter)
{
    core(interpreter, interpreter.types().dict)
        .constructor("(self, mapping=?, /, **kwargs)", [](Args &a) { return update(a, "mapping"); })
        .slots("__or__ __ror__ __ior__ __eq__ __ne__ __len__ __iter__ __contains__ __getitem__ "
               "__setitem__ __delitem__ "
               "__repr__")
        .value("__hash__", {})
        .classMethod("__class_getitem__(cls, item, /)",
                     [](Args &a) { return makeGenericAlias(a.interpreter(), a[0], a[1]); })
        .method("keys(self, /)", [](Args &a) { return view(a, TableIterator::What::Keys); })
        .method("values(self, /)", [](Args &a) { return view(a, TableIterator::What::Values); })
        .method("items(self, /)", [](Args &a) { return view(a, TableIterator::What::Items); })
        .method("get(self, key, default=None, /)",
                [](Args &a) -> Value {
                    const Value *const found = self(a).find(a.interpreter(), a[1]);
                    return found ? *found : a[2];
                })
        .method("setdefault(self, key, default=None, /)",
                [](Args &a) -> Value {
                    if (const Value *const found = self(a).find(a.interpreter(), a[1]))
                        return *found;
                    self(a).set(a.interpreter(), a[1], a[2]);
                    return a[2];
                })
        .method("update(self, other=?, /, **kwargs)", [](Args &a) { return update(a, "other"); })
        .method("pop(self, key, default=?, /)", popKey)
        .method("popitem(self, /)", popItem)
        .method("clear(self, /)",
                [](Args &a) -> Value {
                    self(a).table().clear();
                    return {};
                })
        .method("copy(self, /)",
                [](Args &a) -> Value {
                    const Ref<Dict> copy = makeDict();
                    copy->table() = self(a).table();
                    return copy;
                })
        .method("__reversed__(self, /)",
                [](Args &a) -> Value {
                    return make<TableIterator>(a.interpreter().types().iterator.get(), a[0],
                                               TableIterator::What::Keys, true);
                })
        .classMethod("fromkeys(cls, iterable, value=None, /)", fromKeys);
    for (const Ref<Type> &type : { interpreter.types().dictKeys, interpreter.types().dictValues,
                                   interpreter.types().dictItems }) {
        core(interpreter, type)
            .slots("__len__ __iter__ __contains__ __repr__ __eq__ __and__ __or__ __sub__ __xor__")
            .method("isdisjoint(self, other, /)",
                    [](Args &a) -> Value {
                        const Ref<Set> mine = setOf(a.interpreter(), a[0]);
                        for (const Value &item : a.interpreter().toVector(a[1])) {
                            if (mine->has(a.interpreter(), item))
                                return false;
                        }
                        return true;
                    })
            .method("__reversed__(self, /)", [](Args &a) -> Value {
                const auto &self = *a[0].as<DictView>();
                return make<TableIterator>(a.interpreter().types().iterator.get(), self.dict(),
                                           self.what(), true);
            });
    }
}

} // namespace limbeck::lang
