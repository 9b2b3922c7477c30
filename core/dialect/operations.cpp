// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/dialect/namedtypes.h"
#include "core/dialect/operationcompiler.h"
#include "core/dialect/tablerebuild.h"

using namespace Qt::StringLiterals;

namespace limbeck::dialect {

// --- indexes -------------------------------------------------------------------------

Result<> OperationCompiler::createIndex(const PlacedIndex &index, bool ifNotExists,
                                        const TableLayout *layout)
{
    return emitSql(m_ddl->createIndex(index, ifNotExists, layout));
}

Result<> OperationCompiler::operator()(const ops::CreateIndex &create)
{
    auto name = indexName(create.index, convention());
    if (!name)
        return failure(name.error());
    return createIndex({ create.index, *name }, create.ifNotExists, nullptr);
}

Result<> OperationCompiler::operator()(const ops::DropIndex &drop)
{
    return emitSql(m_ddl->dropIndex(drop));
}

// --- constraints ---------------------------------------------------------------------

tl::unexpected<Error> noConstraintsInSqlite()
{
    return failure(ErrorCode::Unsupported,
                   u"No support for ALTER of constraints in SQLite dialect. Please refer to the "
                   u"batch mode feature which "
                   "allows for SQLite migrations using a copy-and-move strategy."_s);
}

Result<> OperationCompiler::operator()(const ops::CreateConstraint &create)
{
    if (rebuilds())
        return rebuildFor(*this, create.table, { ops::Operation { create, m_origin } });
    auto name =
        constraintName(create.constraint, create.table.name, create.table.schema, convention());
    if (!name)
        return failure(name.error());
    if (backend() == Backend::Sqlite)
        return noConstraintsInSqlite();
    return emitSql(m_ddl->addConstraint({ create.constraint, *name },
                                        { create.table.name, create.table.schema, nullptr }));
}

Result<ResolvedName> droppedName(const ops::DropConstraint &drop,
                                 const schema::NamingConvention &convention)
{
    static const std::map<QString, QString> kinds { { u"foreignkey"_s, u"fk"_s },
                                                    { u"primary"_s, u"pk"_s },
                                                    { u"unique"_s, u"uq"_s },
                                                    { u"check"_s, u"ck"_s } };
    NamingSubject subject;
    subject.given = drop.name;
    subject.table = drop.table.name;
    subject.schema = drop.table.schema;
    if (drop.type) {
        const auto kind = kinds.find(*drop.type);
        if (kind == kinds.end())
            return failure(
                ErrorCode::Unsupported,
                u"'type' can be one of 'check', 'foreignkey', 'primary', 'unique', None"_s);
        subject.kind = kind->second;
    }
    auto name = resolveName(subject, convention);
    if (!name)
        return failure(name.error());
    if (!*name)
        return failure(
            ErrorCode::Unsupported,
            u"Can't emit DROP CONSTRAINT for constraint of table \"%1\"; it has no name"_s.arg(
                drop.table.name.text));
    return **name;
}

Result<> OperationCompiler::operator()(const ops::DropConstraint &drop)
{
    if (rebuilds())
        return rebuildFor(*this, drop.table, { ops::Operation { drop, m_origin } });
    if (backend() == Backend::Sqlite)
        return noConstraintsInSqlite();
    auto name = droppedName(drop, convention());
    const bool needsName = !isMySqlFamily(backend()) || (drop.type && drop.type != u"primary");
    if (!name && needsName)
        return failure(name.error());
    schema::Identifier fitted;
    if (name) {
        auto fitting = fitName(*name, false, m_ddl->names());
        if (!fitting)
            return failure(fitting.error());
        fitted = *fitting;
    }
    auto sql = m_ddl->dropConstraint(fitted, { drop.table.name, drop.table.schema, nullptr },
                                     drop.type, drop.ifExists);
    if (sql && drop.cascade && backend() == Backend::PostgreSql)
        *sql += u" CASCADE"_s;
    return emitSql(std::move(sql));
}

// --- types, sequences, schemas -------------------------------------------------------

Result<> OperationCompiler::operator()(const ops::CreateEnumType &create)
{
    const schema::SqlType &type = *create.type;
    // Enum.create() does nothing where the database has no such type of its own; a type of
    // PostgreSQL's own on MySQL does try, and fails.
    const bool isPostgresqlOwn = type.dialect == u"postgresql" || type.name == u"DOMAIN";
    if (backend() == Backend::Sqlite && type.name != u"DOMAIN")
        return {};
    if (backend() != Backend::PostgreSql && !isPostgresqlOwn)
        return {};
    if (backend() == Backend::PostgreSql && type.name == u"Enum" && !type.nativeEnum)
        return {};
    if (create.checkFirst && canAsk()) {
        auto exists = m_source->hasType(type.typeName.value_or(QString()), type.typeSchema);
        if (!exists)
            return failure(exists.error());
        if (*exists)
            return {};
    }
    return emitSql(createNamedType(type, *m_ddl));
}

Result<> OperationCompiler::operator()(const ops::DropEnumType &drop)
{
    const schema::SqlType &type = *drop.type;
    const bool isPostgresqlOwn = type.dialect == u"postgresql" || type.name == u"DOMAIN";
    if (backend() == Backend::Sqlite && type.name != u"DOMAIN")
        return {};
    if (backend() != Backend::PostgreSql && !isPostgresqlOwn)
        return {};
    if (backend() == Backend::PostgreSql && type.name == u"Enum" && !type.nativeEnum)
        return {};
    if (drop.checkFirst && canAsk()) {
        auto exists = m_source->hasType(type.typeName.value_or(QString()), type.typeSchema);
        if (!exists)
            return failure(exists.error());
        if (!*exists)
            return {};
    }
    return emitSql(dropNamedType(type, *m_ddl));
}

Result<> OperationCompiler::operator()(const ops::CreateSequence &create)
{
    return emitSql(m_ddl->createSequence(create.sequence, create.ifNotExists));
}

Result<> OperationCompiler::operator()(const ops::DropSequence &drop)
{
    emitSql(m_ddl->dropSequence(drop.sequence, drop.ifExists));
    return {};
}

Result<> OperationCompiler::operator()(const ops::CreateSchema &create)
{
    emitSql(u"CREATE SCHEMA %1%2"_s.arg(create.ifNotExists ? u"IF NOT EXISTS "_s : QString(),
                                        m_ddl->quote(create.name)));
    return {};
}

Result<> OperationCompiler::operator()(const ops::DropSchema &drop)
{
    emitSql(u"DROP SCHEMA %1%2%3"_s.arg(drop.ifExists ? u"IF EXISTS "_s : QString(),
                                        m_ddl->quote(drop.name),
                                        drop.cascade ? u" CASCADE"_s : QString()));
    return {};
}

Result<> OperationCompiler::operator()(const ops::AutocommitBoundary &)
{
    return {}; // the transaction is the executor's
}

// --- data ----------------------------------------------------------------------------

Result<> OperationCompiler::emitQuery(const schema::QueryPtr &query,
                                      const std::map<QString, schema::Literal> &parameters)
{
    auto statement = compileQuery(*query, m_dialect, m_options, parameters);
    if (!statement)
        return failure(statement.error());
    statement->origin = m_origin;
    m_statements.push_back(std::move(*statement));
    return {};
}

Result<> OperationCompiler::operator()(const ops::ExecuteSql &execute)
{
    if (execute.parameters.empty())
        return executeWith(execute, {});
    for (const auto &parameters : execute.parameters) {
        if (auto done = executeWith(execute, parameters); !done)
            return done;
    }
    return {};
}

Result<> OperationCompiler::executeWith(const ops::ExecuteSql &execute,
                                        const std::map<QString, schema::Literal> &parameters)
{
    if (const auto *query = std::get_if<schema::QueryPtr>(&execute.statement))
        return emitQuery(*query, parameters);
    if (const auto *sql = std::get_if<QString>(&execute.statement)) {
        emitSql(*sql);
        return {};
    }
    Result<Statement> statement;
    if (const auto *text = std::get_if<schema::TextClause>(&execute.statement))
        statement = compileText(*text, parameters, m_dialect, m_options);
    else
        statement = compileExpressionStatement(*std::get<schema::ExpressionPtr>(execute.statement),
                                               m_dialect, m_options);
    if (!statement)
        return failure(statement.error());
    statement->origin = m_origin;
    m_statements.push_back(std::move(*statement));
    return {};
}

} // namespace limbeck::dialect
