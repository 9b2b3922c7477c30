// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/bindings/resultobject.h"

#include "core/bindings/connectionobject.h"
#include "core/bindings/convert.h"
#include "core/bindings/operationconversion.h"
#include "core/bindings/sqlalchemymodule.h"
#include "core/bindings/valuetools.h"

using namespace Qt::StringLiterals;

namespace limbeck::bindings {

using namespace lang;

namespace {

/// Rows of a live cursor.
class CursorRows : public RowSource
{
public:
    CursorRows(std::unique_ptr<dialect::Cursor> cursor, const dialect::Dialect &dialect,
               std::vector<schema::SqlTypePtr> types, int columns)
        : m_cursor(std::move(cursor))
        , m_dialect(dialect)
        , m_types(std::move(types))
        , m_columns(columns)
    {
    }

    bool next(Interpreter &interpreter, ValueVector &values) override
    {
        interpreter.step();
        if (!hostValue(interpreter, m_cursor->next()))
            return false;
        values.reserve(static_cast<size_t>(m_columns));
        for (int i = 0; i < m_columns; ++i) {
            const auto index = static_cast<size_t>(i);
            values.push_back(fromLiteral(interpreter, m_cursor->value(i),
                                         index < m_types.size() ? m_types[index] : nullptr,
                                         m_dialect));
        }
        return true;
    }

private:
    std::unique_ptr<dialect::Cursor> m_cursor;
    const dialect::Dialect &m_dialect;
    std::vector<schema::SqlTypePtr> m_types;
    int m_columns;
};

/// Rows that are in memory: freeze(), the ORM's results.
class StoredRows : public RowSource
{
public:
    explicit StoredRows(std::vector<ValueVector> rows)
        : m_rows(std::move(rows))
    {
    }

    bool next(Interpreter &, ValueVector &values) override
    {
        if (m_position == m_rows.size())
            return false;
        values = m_rows[m_position++];
        return true;
    }

private:
    std::vector<ValueVector> m_rows;
    size_t m_position = 0;
};

using Form = ResultObject::Form;

ResultObject &selfOf(Args &a)
{
    return a.object<ResultObject>("self");
}

[[noreturn]] void throwClosed(Interpreter &in)
{
    throwSqlAlchemyError(
        in, "ResourceClosedError",
        u"This result object does not return rows. It has been closed automatically."_s);
}

void requireRows(Interpreter &in, const ResultObject &result)
{
    if (!result.givesRows)
        throwClosed(in);
}

/// one(), one_or_none(), scalar_one() …: the only row.
Value onlyRow(Interpreter &in, ResultObject &result, bool isRequired)
{
    requireRows(in, result);
    const Value row = result.fetch(in);
    if (row.isAbsent()) {
        if (!isRequired)
            return row;
        throwSqlAlchemyError(in, "NoResultFound", u"No row was found when one was required"_s);
    }
    if (!result.fetch(in).isAbsent()) {
        throwSqlAlchemyError(in, "MultipleResultsFound",
                             isRequired
                                 ? u"Multiple rows were found when exactly one was required"_s
                                 : u"Multiple rows were found when one or none was required"_s);
    }
    result.close();
    return row;
}

Value orNone(const Value &value)
{
    return value.isAbsent() ? Value() : value;
}

/// The first item of a row, or the value itself of scalars().
Value firstItem(const Value &row)
{
    const auto *tuple = row.as<Tuple>();
    return row.isAbsent() ? Value() : tuple && tuple->size() > 0 ? tuple->at(0) : row;
}

Value firstRow(Interpreter &in, ResultObject &result)
{
    requireRows(in, result);
    const Value row = result.fetch(in);
    result.close();
    return row;
}

Value manyRows(Interpreter &in, ResultObject &result, qint64 size)
{
    requireRows(in, result);
    ValueVector rows;
    for (qint64 i = 0; i < size; ++i) {
        const Value row = result.fetch(in);
        if (row.isAbsent())
            break;
        rows.push_back(row);
    }
    return makeList(rows);
}

/// The same rows in another form; both share the source.
Value inForm(Interpreter &in, ResultObject &result, Form form, const char *typeName, int column = 0)
{
    requireRows(in, result);
    const Value module = in.import(u"sqlalchemy.engine._native"_s);
    const auto other = make<ResultObject>(in.getAttr(module, typeName).as<Type>());
    other->source = result.source;
    other->keys = result.keys;
    other->form = form;
    other->scalarColumn = column;
    other->isUnique = result.isUnique;
    other->givesRows = true;
    other->connection = result.connection;
    return other;
}

int columnOf(Interpreter &in, const ResultObject &result, const Value &index)
{
    const int position =
        index.isInt() ? static_cast<int>(in.toIndex(index)) : result.keys->position(in, index);
    if (position < 0 || position >= result.keys->names.size())
        throwSqlAlchemyError(
            in, "NoSuchColumnError",
            u"Could not locate column in row for column '%1'"_s.arg(in.str(index)));
    return position;
}

Value columnsOf(Args &a)
{
    Interpreter &in = a.interpreter();
    ResultObject &result = selfOf(a);
    QStringList names;
    std::vector<int> columns;
    for (const Value &index : a.varPositional()) {
        columns.push_back(columnOf(in, result, index));
        names.append(result.keys->names[columns.back()]);
    }
    std::vector<ValueVector> rows;
    for (const Value &row : result.fetchAll(in)) {
        ValueVector picked;
        for (const int column : columns)
            picked.push_back(row.as<Tuple>()->at(column));
        rows.push_back(std::move(picked));
    }
    result.source = std::make_shared<StoredRows>(std::move(rows));
    result.keys = std::make_shared<const RowKeys>(names);
    return a["self"];
}

void defineFetching(TypeBuilder &type)
{
    type.method("fetchall(self)",
                [](Args &a) -> Value { return makeList(selfOf(a).fetchAll(a.interpreter())); });
    type.method("all(self)",
                [](Args &a) -> Value { return makeList(selfOf(a).fetchAll(a.interpreter())); });
    type.method("fetchone(self)", [](Args &a) -> Value {
        requireRows(a.interpreter(), selfOf(a));
        return orNone(selfOf(a).fetch(a.interpreter()));
    });
    type.method("fetchmany(self, size=None)", [](Args &a) -> Value {
        return manyRows(a.interpreter(), selfOf(a), isGiven(a["size"]) ? a.integer("size") : 1);
    });
    type.method("first(self)",
                [](Args &a) -> Value { return orNone(firstRow(a.interpreter(), selfOf(a))); });
    type.method("one(self)",
                [](Args &a) -> Value { return onlyRow(a.interpreter(), selfOf(a), true); });
    type.method("one_or_none(self)", [](Args &a) -> Value {
        return orNone(onlyRow(a.interpreter(), selfOf(a), false));
    });
    type.method("scalar(self)",
                [](Args &a) -> Value { return firstItem(firstRow(a.interpreter(), selfOf(a))); });
    type.method("scalar_one(self)", [](Args &a) -> Value {
        return firstItem(onlyRow(a.interpreter(), selfOf(a), true));
    });
    type.method("scalar_one_or_none(self)", [](Args &a) -> Value {
        return firstItem(onlyRow(a.interpreter(), selfOf(a), false));
    });
}

void defineForms(TypeBuilder &type)
{
    type.method("scalars(self, index=0)", [](Args &a) -> Value {
        ResultObject &self = selfOf(a);
        requireRows(a.interpreter(), self);
        return inForm(a.interpreter(), self, Form::Scalars, "ScalarResult",
                      columnOf(a.interpreter(), self, a["index"]));
    });
    type.method("mappings(self)", [](Args &a) -> Value {
        return inForm(a.interpreter(), selfOf(a), Form::Mappings, "MappingResult");
    });
    type.method("tuples(self)", [](Args &a) -> Value { return a["self"]; });
    type.method("columns(self, *col_expressions)", columnsOf);
    type.method("unique(self, strategy=None)", [](Args &a) -> Value {
        selfOf(a).isUnique = true;
        return a["self"];
    });
    type.method("yield_per(self, num)", [](Args &a) -> Value {
        selfOf(a).batchSize = static_cast<int>(a.integer("num"));
        return a["self"];
    });
    type.method("execution_options(self, **kw)", [](Args &a) -> Value { return a["self"]; });
    type.method("partitions(self, size=None)", [](Args &a) -> Value {
        Interpreter &in = a.interpreter();
        const qint64 given = isGiven(a["size"]) ? a.integer("size") : selfOf(a).batchSize;
        const qint64 size = given > 0 ? given : 1000;
        const Value self = a["self"];
        const Value nextPart = makeFunction("part()", [self, size](Args &call) -> Value {
            return manyRows(call.interpreter(), *self.as<ResultObject>(), size);
        });
        return in.call(in.getAttr(Value(Ref<Object>(in.builtins())), "iter"),
                       { nextPart, makeList() });
    });
    type.method("keys(self)", [](Args &a) -> Value {
        requireRows(a.interpreter(), selfOf(a));
        return makeStrList(selfOf(a).keys->names);
    });
    type.method("close(self)", [](Args &a) -> Value {
        selfOf(a).close();
        return {};
    });
}

void defineOutcome(TypeBuilder &type)
{
    type.property("rowcount", [](Interpreter &in, ResultObject &self) -> Value {
        return self.affectedRows(in);
    });
    type.property("lastrowid", [](Interpreter &, ResultObject &self) -> Value {
        return self.lastInsertId ? Value(*self.lastInsertId) : Value();
    });
    type.property("inserted_primary_key", [](Interpreter &, ResultObject &self) -> Value {
        return self.insertedPrimaryKey;
    });
    type.property("returns_rows",
                  [](Interpreter &, ResultObject &self) -> Value { return self.givesRows; });
    type.property("closed", [](Interpreter &, ResultObject &self) -> Value {
        return self.source == nullptr;
    });
}

} // namespace

Value ResultObject::fetch(Interpreter &interpreter)
{
    while (source) {
        ValueVector values;
        if (!source->next(interpreter, values)) {
            source.reset();
            break;
        }
        Value row;
        if (form == Form::Scalars) {
            row = values[static_cast<size_t>(scalarColumn)];
        } else {
            const Ref<RowObject> object = makeRow(interpreter, std::move(values), keys);
            row = form == Form::Mappings ? makeRowMapping(interpreter, object) : Value(object);
        }
        const auto isSame = [&](const Value &other) { return interpreter.equals(row, other); };
        if (isUnique && std::any_of(seen.begin(), seen.end(), isSame))
            continue;
        if (isUnique)
            seen.push_back(row);
        return row;
    }
    return Value::absent();
}

ValueVector ResultObject::fetchAll(Interpreter &interpreter)
{
    requireRows(interpreter, *this);
    ValueVector rows;
    for (Value row = fetch(interpreter); !row.isAbsent(); row = fetch(interpreter))
        rows.push_back(row);
    return rows;
}

void ResultObject::close()
{
    source.reset();
}

qint64 ResultObject::affectedRows(Interpreter &interpreter) const
{
    if (!ahead)
        return touchedRows;
    if (!ahead->isAnswered())
        connection.as<ConnectionObject>()->catchUp(interpreter);
    return ahead->affectedRows();
}

Value ResultObject::iterate(Interpreter &interpreter)
{
    requireRows(interpreter, *this);
    return Value(Ref<Object>(this));
}

bool ResultObject::next(Interpreter &interpreter, Value &item)
{
    const Value row = fetch(interpreter);
    if (row.isAbsent())
        return false;
    item = row;
    return true;
}

Value ResultObject::enter(Interpreter &)
{
    return Value(Ref<Object>(this));
}

bool ResultObject::exit(Interpreter &, const Value &)
{
    close();
    return false;
}

void ResultObject::clearReferences()
{
    source.reset();
    ahead.reset();
    seen.clear();
    connection = {};
    insertedPrimaryKey = {};
    Object::clearReferences();
}

void defineResults(ModuleBuilder &module)
{
    TypeBuilder base = module.define<ResultObject>("Result");
    base.slots("__iter__ __next__ __enter__ __exit__");
    base.classMethod("__class_getitem__(cls, key)", [](Args &a) -> Value { return a["cls"]; });
    defineFetching(base);
    defineForms(base);
    TypeBuilder cursor = module.defineClass("CursorResult", { base.type() });
    defineOutcome(cursor);
    module.defineClass("ScalarResult", { base.type() });
    module.defineClass("MappingResult", { base.type() });
    module.defineClass("ChunkedIteratorResult", { base.type() });
    module.define<OfflineResult>("OfflineResult");
    module.function("make_result(names, rows)", [](Args &a) -> Value {
        Interpreter &in = a.interpreter();
        const auto result = make<ResultObject>(
            in.getAttr(in.import(u"sqlalchemy.engine._native"_s), "ChunkedIteratorResult")
                .as<Type>());
        QStringList names;
        in.forEach(a["names"], [&](const Value &name) { names.append(in.str(name)); });
        std::vector<ValueVector> rows;
        in.forEach(a["rows"], [&](const Value &row) { rows.push_back(in.toVector(row)); });
        result->keys = std::make_shared<const RowKeys>(names);
        result->source = std::make_shared<StoredRows>(std::move(rows));
        result->givesRows = true;
        return result;
    });
}

Value makeResult(Interpreter &interpreter, std::unique_ptr<dialect::Cursor> cursor,
                 const dialect::Dialect &dialect, QStringList names,
                 std::vector<schema::SqlTypePtr> types, const Value &connection)
{
    const Value module = interpreter.import(u"sqlalchemy.engine._native"_s);
    const auto result = make<ResultObject>(interpreter.getAttr(module, "CursorResult").as<Type>());
    result->connection = connection;
    if (!cursor)
        return result;
    if (!cursor->isAnswered()) {
        result->ahead = std::move(cursor);
        return result;
    }
    result->touchedRows = cursor->affectedRows();
    result->lastInsertId = cursor->lastInsertId();
    const QStringList columns = cursor->columns();
    result->givesRows = !columns.isEmpty();
    const bool isKnown = names.size() == columns.size();
    result->keys = std::make_shared<const RowKeys>(isKnown ? std::move(names) : columns);
    if (!isKnown)
        types.clear();
    if (result->givesRows) {
        result->source = std::make_shared<CursorRows>(std::move(cursor), dialect, std::move(types),
                                                      static_cast<int>(columns.size()));
    }
    return result;
}

} // namespace limbeck::bindings
