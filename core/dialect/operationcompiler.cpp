// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/dialect/operationcompiler.h"

#include "core/dialect/namedtypes.h"
#include "core/dialect/tablerebuild.h"

using namespace Qt::StringLiterals;

namespace limbeck::dialect {
namespace {

bool isFilled(const std::optional<QString> &text)
{
    return text && !text->isEmpty();
}

/// The table that ADD COLUMN imagines: the new column and what comes with it.
schema::Table tableOf(const ops::AddColumn &add)
{
    schema::Table table;
    table.name = add.table.name;
    table.schema = add.table.schema;
    table.columns.push_back(add.column);
    table.constraints = add.constraints;
    table.indexes = add.indexes;
    return table;
}

} // namespace

OperationCompiler::OperationCompiler(const Dialect &dialect, const CompileOptions &options,
                                     SchemaSource *source)
    : m_dialect(dialect)
    , m_options(options)
    , m_source(source)
    , m_ddl(ddlCompiler(dialect, options))
{
}

Result<std::vector<Statement>> OperationCompiler::compile(const ops::Operation &operation)
{
    m_statements.clear();
    if (auto done = apply(operation); !done) {
        Error error = done.error();
        if (!error.span.isValid())
            error.span = operation.origin;
        return failure(std::move(error));
    }
    return std::move(m_statements);
}

Result<std::vector<Statement>> OperationCompiler::collect(const std::function<Result<>()> &part)
{
    m_statements.clear();
    if (auto done = part(); !done)
        return failure(done.error());
    return std::move(m_statements);
}

Result<> OperationCompiler::apply(const ops::Operation &operation)
{
    m_origin = operation.origin;
    return std::visit(*this, operation.action);
}

void OperationCompiler::emitSql(QString sql, const QString &comment)
{
    Statement statement;
    statement.sql = std::move(sql);
    statement.origin = m_origin;
    statement.comment = comment;
    m_statements.push_back(std::move(statement));
}

Result<> OperationCompiler::emitSql(Result<QString> sql)
{
    if (!sql)
        return failure(sql.error());
    emitSql(std::move(*sql));
    return {};
}

QString OperationCompiler::tableText(const ops::TableName &table) const
{
    const IdentifierPreparer &names = m_ddl->names();
    if (!table.schema || table.schema->isEmpty())
        return names.quote(table.name);
    if (table.schema->quote)
        return names.quote(*table.schema) + u'.' + names.quote(table.name);
    QStringList parts;
    for (const QString &part : table.schema->text.split(u'.'))
        parts.append(names.quote(part));
    return parts.join(u'.') + u'.' + names.quote(table.name);
}

QString OperationCompiler::alterTable(const ops::TableName &table) const
{
    return u"ALTER TABLE "_s + tableText(table);
}

// --- tables --------------------------------------------------------------------------

Result<> OperationCompiler::createNamedTypes(const std::vector<schema::Column> &columns)
{
    CompileMemory &memory = m_options.memory ? *m_options.memory : m_ownMemory;
    for (const schema::Column &column : columns) {
        const schema::SqlType *type = column.type ? namedTypeOf(*column.type, backend()) : nullptr;
        if (!type || !memory.namedTypes.insert(namedTypeKey(*type)).second)
            continue;
        if (auto done = emitSql(createNamedType(*type, *m_ddl)); !done)
            return done;
    }
    return {};
}

Result<> OperationCompiler::operator()(const ops::CreateTable &create)
{
    auto layout = layOutTable(*create.table, m_dialect, convention());
    if (!layout)
        return failure(layout.error());
    return createTable(*layout, create.ifNotExists, create.makesTypes);
}

Result<> OperationCompiler::createTable(const TableLayout &layout, bool ifNotExists,
                                        bool makesTypes)
{
    if (auto done = makesTypes ? createNamedTypes(layout.columns) : Result<>(); !done)
        return done;
    if (auto done = emitSql(m_ddl->createTable(layout, ifNotExists)); !done)
        return done;
    for (const PlacedIndex &index : layout.indexes) {
        if (auto done = createIndex(index, false, &layout); !done)
            return done;
    }
    if (!hasComments())
        return {};
    const ops::TableName table { layout.name, layout.schema };
    if (isFilled(layout.comment)) {
        if (auto done = emitSql(m_ddl->setTableComment(table, *layout.comment)); !done)
            return done;
    }
    for (const schema::Column &column : layout.columns) {
        if (isFilled(column.comment))
            emitSql(u"COMMENT ON COLUMN %1.%2 IS %3"_s.arg(
                m_ddl->names().qualified(layout.name, layout.schema), m_ddl->quote(column.name),
                m_ddl->string(*column.comment)));
    }
    return {};
}

Result<> OperationCompiler::operator()(const ops::DropTable &drop)
{
    return dropTable(drop.table, drop.ifExists, drop.definition.get());
}

Result<> OperationCompiler::dropTable(const ops::TableName &table, bool ifExists,
                                      const schema::Table *definition)
{
    emitSql(m_ddl->dropTable(table, ifExists));
    if (!definition)
        return {};
    CompileMemory &memory = m_options.memory ? *m_options.memory : m_ownMemory;
    for (const schema::ColumnPtr &column : definition->columns) {
        const schema::SqlType *type =
            column->type ? namedTypeOf(*column->type, backend()) : nullptr;
        if (!type || !memory.namedTypes.insert(namedTypeKey(*type)).second)
            continue;
        if (auto done = emitSql(dropNamedType(*type, *m_ddl)); !done)
            return done;
    }
    return {};
}

Result<> OperationCompiler::operator()(const ops::RenameTable &rename)
{
    const bool namesSchema = isMySqlFamily(backend());
    const ops::TableName target { rename.newName,
                                  namesSchema ? rename.table.schema : std::nullopt };
    emitSql(u"%1 RENAME TO %2"_s.arg(alterTable(rename.table), tableText(target)));
    return {};
}

Result<> OperationCompiler::operator()(const ops::CreateTableComment &comment)
{
    if (rebuilds())
        return {}; // SQLite has no comments; CREATE TABLE leaves them out as well
    return emitSql(comment.comment ? m_ddl->setTableComment(comment.table, *comment.comment)
                                   : m_ddl->dropTableComment(comment.table));
}

// --- columns -------------------------------------------------------------------------

Result<> OperationCompiler::operator()(const ops::AddColumn &add)
{
    const schema::Table table = tableOf(add);
    auto layout = layOutTable(table, m_dialect, convention());
    if (!layout)
        return failure(layout.error());
    if (rebuilds() && needsRebuild(add, *layout, *m_ddl))
        return rebuildFor(*this, add.table, { ops::Operation { add, m_origin } });

    const schema::Column &column = layout->columns.front();
    auto specification = m_ddl->columnSpecification(column, *layout);
    auto checks = specification
        ? m_ddl->columnChecks(column, { add.table.name, add.table.schema, &*layout })
        : specification;
    if (!checks)
        return failure(checks.error());
    QString text = u"%1 ADD COLUMN %2%3"_s.arg(
        alterTable(add.table), add.ifNotExists ? u"IF NOT EXISTS "_s : QString(), *specification);
    if (add.inlinePrimaryKey && column.primaryKey)
        text += u" PRIMARY KEY"_s;
    if (add.inlineReferences) {
        auto reference = inlineReference(*layout);
        if (!reference)
            return failure(reference.error());
        text += *reference;
    }
    emitSql(text + *checks);

    if (auto done = addConstraints(*layout, add.inlineReferences); !done)
        return done;
    for (const PlacedIndex &index : layout->indexes) {
        if (auto done = createIndex(index, false, nullptr); !done)
            return done;
    }
    if (hasComments() && isFilled(column.comment))
        emitSql(u"COMMENT ON COLUMN %1.%2 IS %3"_s.arg(
            m_ddl->names().qualified(add.table.name, add.table.schema), m_ddl->quote(column.name),
            m_ddl->string(*column.comment)));
    return {};
}

Result<QString> OperationCompiler::inlineReference(const TableLayout &layout) const
{
    std::vector<const schema::ForeignKeyConstraint *> keys;
    for (const PlacedConstraint &placed : layout.constraints) {
        if (const auto *key = std::get_if<schema::ForeignKeyConstraint>(&placed.constraint))
            keys.push_back(key);
    }
    if (keys.size() != 1 || keys.front()->columns.size() != 1)
        return QString();
    const schema::ForeignKeyConstraint &key = *keys.front();
    auto actions = m_ddl->referenceActions(key);
    if (!actions)
        return actions;
    const auto &referred = key.referredColumns.empty() ? key.columns : key.referredColumns;
    return u" REFERENCES %1 (%2)"_s.arg(
               m_ddl->names().qualified(key.referredTable, key.referredSchema),
               m_ddl->quote(referred.front()))
        + *actions;
}

Result<> OperationCompiler::addConstraints(const TableLayout &layout, bool skipInlineKey)
{
    const auto keys =
        std::count_if(layout.constraints.begin(), layout.constraints.end(), [](const auto &placed) {
            return std::holds_alternative<schema::ForeignKeyConstraint>(placed.constraint);
        });
    for (const PlacedConstraint &placed : layout.constraints) {
        if (std::holds_alternative<schema::PrimaryKeyConstraint>(placed.constraint))
            continue;
        const auto *key = std::get_if<schema::ForeignKeyConstraint>(&placed.constraint);
        if (skipInlineKey && key && keys == 1 && key->columns.size() == 1)
            continue;
        const auto *check = std::get_if<schema::CheckConstraint>(&placed.constraint);
        if (backend() == Backend::Sqlite) {
            // The CHECK of a Boolean or Enum is left out with a warning, anything else is refused.
            if (check && check->typeBound)
                continue;
            return noConstraintsInSqlite();
        }
        if (auto done =
                emitSql(m_ddl->addConstraint(placed, { layout.name, layout.schema, nullptr }));
            !done)
            return done;
    }
    return {};
}

Result<> OperationCompiler::operator()(const ops::DropColumn &drop)
{
    if (rebuilds()) {
        auto needed = needsRebuild(drop, *this);
        if (!needed)
            return failure(needed.error());
        if (*needed)
            return rebuildFor(*this, drop.table, { ops::Operation { drop, m_origin } });
    }
    emitSql(u"%1 DROP COLUMN %2%3"_s.arg(alterTable(drop.table),
                                         drop.ifExists ? u"IF EXISTS "_s : QString(),
                                         m_ddl->quote(drop.column)));
    return {};
}

} // namespace limbeck::dialect
