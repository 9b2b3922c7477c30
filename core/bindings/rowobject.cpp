// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/bindings/rowobject.h"

#include "core/bindings/library.h"
#include "core/bindings/sqlalchemymodule.h"
#include "core/bindings/valuetools.h"

using namespace Qt::StringLiterals;

namespace limbeck::bindings {

using namespace lang;

namespace {

ValueVector namesOf(const RowObject &row)
{
    ValueVector names;
    for (const QString &name : row.keys->names)
        names.push_back(makeStr(name));
    return names;
}

Ref<Dict> dictOf(Interpreter &in, const RowObject &row)
{
    const Ref<Dict> dict = makeDict();
    for (qsizetype i = 0; i < row.keys->names.size(); ++i)
        dict->set(in, makeStr(row.keys->names[i]), row.at(i));
    return dict;
}

RowMappingObject &mappingOf(Args &a)
{
    return a.object<RowMappingObject>("self");
}

void defineMapping(ModuleBuilder &module)
{
    TypeBuilder type = module.define<RowMappingObject>("RowMapping");
    type.slots("__getitem__ __len__ __iter__ __contains__ __eq__");
    type.method("keys(self)",
                [](Args &a) -> Value { return makeList(namesOf(*mappingOf(a).row)); });
    type.method("values(self)",
                [](Args &a) -> Value { return makeList(mappingOf(a).row->items()); });
    type.method("items(self)", [](Args &a) -> Value {
        return a.interpreter().callMethod(dictOf(a.interpreter(), *mappingOf(a).row), "items");
    });
    type.method("get(self, key, default=None)", [](Args &a) -> Value {
        const RowObject &row = *mappingOf(a).row;
        const int position = row.keys->position(a.interpreter(), a["key"]);
        return position < 0 ? a["default"] : row.at(position);
    });
}

} // namespace

RowKeys::RowKeys(QStringList columnNames)
    : names(std::move(columnNames))
{
    for (int i = static_cast<int>(names.size()) - 1; i >= 0; --i)
        positions.insert(names[i], i); // the first of equal names is kept
}

int RowKeys::position(Interpreter &interpreter, const Value &key) const
{
    if (key.isStr())
        return positions.value(textOf(key), -1);
    for (const char *attribute : { "key", "name" }) {
        const Value name = interpreter.findAttr(key, attribute);
        if (name.isStr() && positions.contains(textOf(name)))
            return positions.value(textOf(name));
    }
    return -1;
}

Value RowObject::attribute(Interpreter &interpreter, Str *name)
{
    const int position = keys->positions.value(name->text(), -1);
    if (position >= 0)
        return at(position);
    if (name->text() == u"_mapping")
        return makeRowMapping(interpreter, Ref<RowObject>(this));
    if (name->text() == u"_fields")
        return makeTuple(namesOf(*this));
    const Ref<RowObject> self(this);
    // What rows of SQLAlchemy 1.x had, behind columns of the same name.
    static const QStringList legacy = { u"keys"_s, u"items"_s, u"values"_s, u"get"_s,
                                        u"has_key"_s };
    if (legacy.contains(name->text())) {
        noteLegacy(interpreter, u"row.%1()"_s.arg(name->text()),
                   u"row._mapping.%1()"_s.arg(name->text()));
        return interpreter.getAttr(makeRowMapping(interpreter, self), name);
    }
    return Tuple::attribute(interpreter, name);
}

QStringList RowObject::attributeNames(Interpreter &) const
{
    return keys->names + QStringList { u"_mapping"_s, u"_fields"_s };
}

Value RowObject::getItem(Interpreter &interpreter, const Value &key)
{
    const bool isIndex = key.isInt() || hasKind(key, Kind::Slice);
    if (isIndex)
        return Tuple::getItem(interpreter, key);
    const int position = keys->position(interpreter, key);
    if (position < 0) {
        throwSqlAlchemyError(
            interpreter, "NoSuchColumnError",
            u"Could not locate column in row for column '%1'"_s.arg(interpreter.str(key)));
    }
    noteLegacy(interpreter, u"row[\"%1\"]"_s.arg(keys->names[position]),
               u"row._mapping[\"%1\"] or row.%1"_s.arg(keys->names[position]));
    return at(position);
}

std::optional<qint64> RowMappingObject::length(Interpreter &)
{
    return row->size();
}

Value RowMappingObject::getItem(Interpreter &interpreter, const Value &key)
{
    const int position = row->keys->position(interpreter, key);
    if (position < 0) {
        const Ref<Type> error = sqlAlchemyClass(interpreter, "exc.NoSuchColumnError");
        throwError(error.get(),
                   u"Could not locate column in row for column '%1'"_s.arg(interpreter.str(key)));
    }
    return row->at(position);
}

std::optional<bool> RowMappingObject::contains(Interpreter &interpreter, const Value &item)
{
    return row->keys->position(interpreter, item) >= 0;
}

Value RowMappingObject::iterate(Interpreter &interpreter)
{
    return interpreter.iterate(makeList(namesOf(*row)));
}

Value RowMappingObject::compare(Interpreter &interpreter, Comparison comparison, const Value &other)
{
    const auto *mapping = other.as<RowMappingObject>();
    const Value right = mapping ? Value(dictOf(interpreter, *mapping->row)) : other;
    return interpreter.compare(comparison, dictOf(interpreter, *row), right);
}

QString RowMappingObject::repr(Interpreter &interpreter)
{
    return interpreter.repr(dictOf(interpreter, *row));
}

void RowMappingObject::clearReferences()
{
    row = nullptr;
    Object::clearReferences();
}

void defineRows(ModuleBuilder &module)
{
    Interpreter &in = module.interpreter();
    TypeBuilder type = module.define<RowObject>("Row", { in.types().tuple });
    const auto self = [](Args &a) -> RowObject & { return a.object<RowObject>("self"); };
    type.method("_asdict(self)",
                [self](Args &a) -> Value { return dictOf(a.interpreter(), self(a)); });
    type.method("_tuple(self)", [self](Args &a) -> Value { return Value(Ref<Object>(&self(a))); });
    type.method("tuple(self)", [self](Args &a) -> Value { return Value(Ref<Object>(&self(a))); });
    type.property("_t",
                  [](Interpreter &, RowObject &row) -> Value { return Value(Ref<Object>(&row)); });
    type.property("t", [](Interpreter &, RowObject &row) -> Value {
        const int position = row.keys->positions.value(u"t"_s, -1);
        return position >= 0 ? row.at(position) : Value(Ref<Object>(&row));
    });
    defineMapping(module);
    // For the ORM: a row of values under names.
    module.function("make_row(names, values)", [](Args &a) -> Value {
        QStringList names;
        a.interpreter().forEach(
            a["names"], [&](const Value &name) { names.append(a.interpreter().str(name)); });
        return makeRow(a.interpreter(), a.sequence("values"),
                       std::make_shared<const RowKeys>(names));
    });
}

Ref<RowObject> makeRow(Interpreter &interpreter, ValueVector items, RowKeysPtr keys)
{
    return make<RowObject>(interpreter.nativeType<RowObject>().get(), std::move(items),
                           std::move(keys));
}

Value makeRowMapping(Interpreter &interpreter, const Ref<RowObject> &row)
{
    const auto mapping = interpreter.create<RowMappingObject>();
    mapping->row = row;
    return mapping;
}

} // namespace limbeck::bindings
