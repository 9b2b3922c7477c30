// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/bindings/columnconversion.h"

#include "core/bindings/constraintconversion.h"
#include "core/bindings/convert.h"
#include "core/bindings/pythondefaults.h"
#include "core/bindings/schemaitem.h"
#include "core/bindings/sqlalchemymodule.h"
#include "core/bindings/typeobject.h"
#include "core/bindings/valuetools.h"
#include "core/dialect/typecompiler.h"

using namespace Qt::StringLiterals;

namespace limbeck::bindings {

using namespace lang;

namespace {

std::optional<QString> textKeyword(const OperationReader &op, const char *name)
{
    const Value *found = op.keywords().find(name);
    return found ? optionalTextOf(op.interpreter(), *found, name) : std::nullopt;
}

std::optional<bool> truthKeyword(const OperationReader &op, const char *name)
{
    const Value *found = op.keywords().find(name);
    return found && isGiven(*found) ? std::optional(op.interpreter().truth(*found)) : std::nullopt;
}

/// False stands for "not given" in alter_column().
bool isUnchanged(const Value &value)
{
    return value.isFalse() || value.isAbsent();
}

/// A type whose kind nobody can tell: only how it is written is known.
schema::SqlTypePtr ofNoKind(const schema::SqlTypePtr &type, const dialect::Dialect &dialect)
{
    auto written = dialect.compile(*type);
    if (!written)
        return type;
    auto plain = std::make_shared<schema::SqlType>();
    plain->sqlText = std::move(*written);
    return plain;
}

schema::SqlTypePtr optionalType(const OperationReader &op, const char *name)
{
    const Value given = op.value(name);
    if (!isGiven(given))
        return nullptr;
    const schema::SqlTypePtr type = toSqlType(op.interpreter(), given, op.dialect());
    // Alembic asks MySQL's types for their affinity, which a class that was not called does not
    // have: with existing_type=sa.DateTime it writes MODIFY where sa.DateTime() makes it CHANGE.
    const bool isMySqlClass = given.isType() && isMySqlFamily(op.dialect().backend());
    return type && isMySqlClass && dialect::typeAffinity(*type) == "DateTime"_L1
        ? ofNoKind(type, op.dialect())
        : type;
}

schema::ExpressionPtr boundLiteral(const OperationReader &op, const schema::Literal &value,
                                   const QString &name, const schema::SqlTypePtr &type)
{
    schema::BoundValue boundValue;
    boundValue.value = value;
    boundValue.name = name;
    // --sql writes the rows into the text, whatever literal_binds says; a database takes them
    // beside it.
    boundValue.literalExecute = op.session().migration && op.session().migration->isOffline();
    schema::Expression bound;
    bound.type = type;
    bound.node = std::move(boundValue);
    return std::make_shared<const schema::Expression>(std::move(bound));
}

/// A value of bulk_insert(): an expression as it is, anything else bound with the column's type.
schema::ExpressionPtr rowValue(const OperationReader &op, const Value &value, const QString &name,
                               const schema::SqlTypePtr &type)
{
    Interpreter &in = op.interpreter();
    in.requireKnown(value);
    if (in.isInstance(value, sqlAlchemyClass(in, "ClauseElement")))
        return toExpression(in, value, type);
    return boundLiteral(op, toLiteral(in, value, type, op.dialect()), name, type);
}

ops::AlterColumn::DefaultChange defaultOf(const OperationReader &op, const char *name)
{
    const auto *object = op.value(name).as<DefaultObject>();
    if (object && object->kind == DefaultObject::Kind::Fetched)
        throwError(op.interpreter().types().AssertionError.get(),
                   u"FetchedValue() says that there is a default, not which: alter_column() "
                   "cannot write it"_s);
    if (object && object->kind == DefaultObject::Kind::ColumnDefault)
        throwSqlAlchemyError(
            op.interpreter(), "ArgumentError",
            u"Argument 'arg' is expected to be one of type '<class 'str'>' or '<class 'sqlalchemy.sql.elements.ClauseElement'>' or '<class 'sqlalchemy.sql.elements.TextClause'>', got a %1"_s
                .arg(object->type()->name()));
    return toDefaultChange(op.interpreter(), op.value(name), op.dialect());
}

/// Whether existing_server_default is looked at: MySQL repeats it, elsewhere only an IDENTITY or
/// computed column differs from any other default.
bool countsExistingDefault(const OperationReader &op)
{
    const Value given = op.value("existing_server_default");
    if (isUnchanged(given))
        return false;
    const bool isDefault = given.isNone() || given.isStr() || given.as<DefaultObject>()
        || op.interpreter().isInstance(given, sqlAlchemyClass(op.interpreter(), "ClauseElement"));
    if (!isMySqlFamily(op.dialect().backend())) {
        const auto *object = given.as<DefaultObject>();
        return isDefault && !(object && object->kind == DefaultObject::Kind::Fetched);
    }
    for (const char *change : { "modify_name", "modify_nullable", "modify_type" }) {
        if (isGiven(op.value(change)))
            return true;
    }
    return isDefault || !isUnchanged(op.value("modify_comment"))
        || truthKeyword(op, "autoincrement").has_value();
}

} // namespace

ops::AddColumn addColumnOf(const OperationReader &op)
{
    Interpreter &in = op.interpreter();
    const Value columnValue = op.value("column");
    if (!in.isInstance(columnValue, sqlAlchemyClass(in, "Column"))) {
        throwTypeError(u"add_column() argument 'column' must be a Column, not %1"_s.arg(
            in.typeName(columnValue)));
    }
    ops::AddColumn action;
    action.table = op.tableName();
    // Its keys, UNIQUE, index and CHECKs stay on the column; the dialect takes them from there.
    takeTableSchema(in, columnValue.as<ColumnObject>()->typeValue);
    for (const Value &key : columnValue.as<ColumnObject>()->foreignKeys)
        requireReferredColumn(key.as<ForeignKeyObject>()->target);
    const schema::ColumnPtr column = toColumn(in, columnValue, op.dialect());
    action.column = std::make_shared<schema::Column>(*column);
    action.column->table = nullptr;
    // SQLite's batch fills the new column while it copies the table: a function is asked now.
    const bool isLive = op.session().migration && !op.session().migration->isOffline();
    if (isLive && op.dialect().backend() == Backend::Sqlite) {
        if (auto called = calledDefault(in, column, false, op.dialect()))
            action.column->pythonDefault = std::move(called);
    }
    action.ifNotExists = op.truth("if_not_exists");
    action.inlineReferences = op.truth("inline_references");
    action.inlinePrimaryKey = op.truth("inline_primary_key");
    action.insertBefore = textKeyword(op, "insert_before");
    action.insertAfter = textKeyword(op, "insert_after");
    return action;
}

ops::AlterColumn alterColumnOf(const OperationReader &op)
{
    Interpreter &in = op.interpreter();
    ops::AlterColumn action;
    action.table = op.tableName();
    action.column = op.identifier("column_name");
    action.nullable = op.optionalTruth("modify_nullable");
    for (const char *name : { "modify_comment", "existing_server_default" }) {
        if (op.value(name).isTrue())
            throwError(in.types().AssertionError.get(),
                       u"%1 of alter_column() cannot be True"_s.arg(
                           QLatin1StringView(name).sliced(name[0] == 'm' ? 7 : 0)));
    }
    if (!isUnchanged(op.value("modify_comment")))
        action.comment = op.text("modify_comment");
    if (!isUnchanged(op.value("modify_server_default")))
        action.serverDefault = defaultOf(op, "modify_server_default");
    action.newName = op.optionalIdentifier("modify_name");
    action.type = optionalType(op, "modify_type");
    action.existingType = optionalType(op, "existing_type");
    if (countsExistingDefault(op))
        action.existingServerDefault = defaultOf(op, "existing_server_default");
    action.existingNullable = op.optionalTruth("existing_nullable");
    action.existingComment = op.text("existing_comment");
    action.autoincrement = truthKeyword(op, "autoincrement");
    action.existingAutoincrement = truthKeyword(op, "existing_autoincrement");
    action.insertBefore = textKeyword(op, "insert_before");
    action.insertAfter = textKeyword(op, "insert_after");
    // USING takes text() too; Alembic writes whatever it is with str().
    if (const Value *expression = op.keywords().find("postgresql_using");
        expression && isGiven(*expression))
        op.keywords().set(in, makeStr(u"postgresql_using"_s), makeStr(in.str(*expression)));
    action.dialectOptions = toDialectOptions(in, op.keywords()).literals;
    return action;
}

ops::BulkInsert bulkInsertOf(const OperationReader &op)
{
    Interpreter &in = op.interpreter();
    const Value rows = op.value("rows");
    if (!rows.isList())
        throwTypeError(u"List expected"_s);
    const ValueVector items = rows.as<ListObject>()->items();
    if (!items.empty() && !items.front().isDict())
        throwTypeError(u"List of dictionaries expected"_s);

    ops::BulkInsert action;
    action.table = toTable(in, op.value("table"), op.dialect());
    action.multiInsert = op.truth("multiinsert");
    for (const Value &item : items) {
        if (!item.isDict())
            throwTypeError(u"List of dictionaries expected"_s);
        std::vector<std::pair<schema::Identifier, schema::ExpressionPtr>> row;
        forEachKeyword(*item.as<Dict>(), [&](const QString &name, const Value &value) {
            const auto &columns = action.table->columns;
            const auto column =
                std::find_if(columns.begin(), columns.end(), [&](const auto &candidate) {
                    return candidate->key == name
                        || (candidate->key.isEmpty() && candidate->name.text == name);
                });
            if (column == columns.end())
                throwKeyError(makeStr(name));
            row.emplace_back((*column)->name, rowValue(op, value, name, (*column)->type));
        });
        // A database gets what the script's own default functions give; --sql leaves them out.
        const bool isLive = op.session().migration && !op.session().migration->isOffline();
        for (size_t i = 0; isLive && i < action.table->columns.size(); ++i) {
            const schema::ColumnPtr &column = action.table->columns[i];
            const bool isGiven = std::any_of(row.begin(), row.end(), [&](const auto &entry) {
                return entry.first.text == column->name.text;
            });
            if (const auto value =
                    isGiven ? std::nullopt : calledDefault(in, column, false, op.dialect()))
                row.emplace_back(column->name, boundLiteral(op, *value, column->key, column->type));
        }
        action.rows.push_back(std::move(row));
    }
    return action;
}

} // namespace limbeck::bindings
