// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/dialect/operatortypes.h"
#include "core/dialect/querycompiler.h"
#include "core/dialect/serverdialect.h"
#include "core/schema/table.h"

using namespace Qt::StringLiterals;

// INSERT, and what it does on conflict.

namespace limbeck::dialect {

using namespace schema;

namespace {

QString keyOf(const Column &column)
{
    return column.key.isEmpty() ? column.name.text : column.key;
}

/// Columns of the primary key, in the table's order.
std::vector<const Column *> primaryKeyOf(const Table &table)
{
    std::vector<const Column *> key;
    const PrimaryKeyConstraint *constraint = table.primaryKey();
    for (const ColumnPtr &column : table.columns) {
        const bool isNamed = constraint
            && std::any_of(constraint->columns.begin(), constraint->columns.end(),
                           [&column](const Identifier &name) {
                               return name.text == column->name.text;
                           });
        if (column->primaryKey || isNamed)
            key.push_back(column.get());
    }
    return table.isLight ? std::vector<const Column *> {} : key;
}

bool hasForeignKey(const Table &table, const Column &column)
{
    if (!column.foreignKeys.empty())
        return true;
    return std::any_of(table.constraints.begin(), table.constraints.end(),
                       [&column](const Constraint &constraint) {
                           const auto *key = std::get_if<ForeignKeyConstraint>(&constraint);
                           return key
                               && std::any_of(key->columns.begin(), key->columns.end(),
                                              [&column](const Identifier &name) {
                                                  return name.text == column.name.text;
                                              });
                       });
}

/// The column that the database counts up by itself. Source: SQLAlchemy,
/// `PrimaryKeyConstraint._autoincrement_column`.
const Column *autoincrementColumn(const Table &table, const std::vector<const Column *> &key)
{
    const auto counts = [&table](const Column &column, bool isExplicit) {
        const Affinity family = affinityOf(column.type.get());
        if (family != Affinity::Integer && family != Affinity::Numeric && family != Affinity::Null)
            return false;
        const bool hasDefault = column.pythonDefault || column.sqlDefault || column.serverDefault;
        if (hasDefault && !isExplicit)
            return false;
        return isExplicit || column.autoincrement == Column::Autoincrement::IgnoreForeignKey
            || !hasForeignKey(table, column);
    };
    if (key.size() == 1) {
        const Column &only = *key.front();
        if (only.autoincrement == Column::Autoincrement::Yes)
            return counts(only, true) ? &only : nullptr;
        if (only.autoincrement != Column::Autoincrement::No
            && affinityOf(only.type.get()) != Affinity::Numeric)
            return counts(only, false) ? &only : nullptr;
        return nullptr;
    }
    for (const Column *column : key) {
        if (column->autoincrement == Column::Autoincrement::Yes && counts(*column, true))
            return column;
    }
    return nullptr;
}

/// One column of an INSERT, and where its value in each row comes from.
struct InsertedColumn
{
    ColumnPtr column;
    int given = -1; ///< which of Insert::columns; -1: its default
    ExpressionPtr fallback;
};

ExpressionPtr boundDefault(const Column &column, bool asText)
{
    // A default of Python's side is made when the statement runs; written as text it is NULL.
    BoundValue value;
    value.hasValue = !asText;
    value.value = *column.pythonDefault;
    return std::make_shared<const Expression>(Expression { {}, std::move(value) });
}

ExpressionPtr parameterOf(const Column &column)
{
    BoundValue parameter;
    parameter.name = keyOf(column);
    parameter.hasValue = false;
    return std::make_shared<const Expression>(Expression { {}, std::move(parameter) });
}

ExpressionPtr defaultOf(const Column &column, bool asText, bool supportsSequences)
{
    if (column.sequence) {
        if (!supportsSequences)
            return {};
        return std::make_shared<const Expression>(Expression {
            {}, SequenceNextValue { column.sequence->name, column.sequence->schema } });
    }
    if (column.sqlDefault)
        return column.sqlDefault;
    return column.pythonDefault ? boundDefault(column, asText) : nullptr;
}

/// Which columns an INSERT has, where their values come from, and which of them come back.
/// Source: SQLAlchemy, `crud._get_crud_params`.
class InsertPlan
{
public:
    InsertPlan(const Insert &statement, const Dialect &dialect, const CompileOptions &options,
               const std::map<QString, Literal> &parameters, bool isToplevel)
        : isMulti(statement.multiValues || statement.rows.size() > 1)
        , m_statement(statement)
        , m_dialect(dialect)
        , m_options(options)
        , m_parameters(parameters)
        , m_key(primaryKeyOf(*statement.table))
        , m_counted(autoincrementColumn(*statement.table, m_key))
    {
        const Backend backend = dialect.backend();
        const bool isPostgresql = backend == Backend::PostgreSql;
        const bool needsKey = isToplevel && !statement.isInline && statement.returning.empty()
            && !isMulti && !statement.fromSelect;
        const bool usesLastRowId = !isPostgresql && m_counted != nullptr;
        const bool canReturn = isPostgresql || backend == Backend::Generic
            || (backend == Backend::Sqlite && !statement.onConflict);
        m_returnsKey = needsKey && canReturn && !usesLastRowId;
        collect();
    }

    std::vector<InsertedColumn> columns;
    std::vector<ColumnPtr> returning; ///< key columns that RETURNING gives though nobody asked
    QString error;
    const bool isMulti;

    /// The SELECT of from_select() with the defaults of the other columns behind its own.
    [[nodiscard]] QueryPtr source() const
    {
        const auto *select = std::get_if<Select>(&m_statement.fromSelect->node);
        if (columns.size() == m_statement.columns.size() || !select)
            return m_statement.fromSelect;
        Select extended = *select;
        for (const InsertedColumn &each : columns) {
            if (!each.fallback)
                continue;
            const auto *bound = std::get_if<BoundValue>(&each.fallback->node);
            const SqlTypePtr type =
                each.column->type ? each.column->type : simpleType(u"NullType"_s);
            extended.columns.push_back(
                bound ? std::make_shared<const Expression>(Expression { type, *bound })
                      : each.fallback);
        }
        return std::make_shared<const Query>(Query { std::move(extended) });
    }

private:
    static bool isNamed(const Identifier &name, const Column &column)
    {
        return name.text == keyOf(column) || name.text == column.name.text;
    }

    void collect()
    {
        const Table &table = *m_statement.table;
        QStringList unknown;
        for (const Identifier &name : m_statement.columns) {
            const bool isKnown =
                std::any_of(table.columns.begin(), table.columns.end(),
                            [&name](const ColumnPtr &column) { return isNamed(name, *column); });
            if (!isKnown)
                unknown.append(name.text);
        }
        if (!unknown.isEmpty())
            error = u"Unconsumed column names: %1"_s.arg(unknown.join(u", "_s));
        QSet<const Column *> done;
        if (m_statement.fromSelect) {
            // The names of from_select() keep their order; defaults follow.
            for (const Identifier &name : m_statement.columns) {
                for (const ColumnPtr &column : table.columns) {
                    if (!isNamed(name, *column))
                        continue;
                    add(column);
                    done.insert(column.get());
                }
            }
        }
        for (const ColumnPtr &column : table.columns) {
            if (!done.contains(column.get()))
                add(column);
        }
    }

    void add(const ColumnPtr &column)
    {
        const bool isKey = std::find(m_key.begin(), m_key.end(), column.get()) != m_key.end();
        InsertedColumn inserted { column, -1, {} };
        for (size_t at = 0; at < m_statement.columns.size(); ++at) {
            if (isNamed(m_statement.columns[at], *column))
                inserted.given = static_cast<int>(at);
        }
        if (inserted.given >= 0) {
            const auto at = static_cast<size_t>(inserted.given);
            const bool isPlain = !m_statement.rows.empty()
                && std::holds_alternative<BoundValue>(m_statement.rows.front()[at]->node);
            if (m_returnsKey && isKey && !isPlain)
                returning.push_back(column);
            columns.push_back(std::move(inserted));
            return;
        }
        if (m_statement.allColumns
            && (m_parameters.empty() || m_parameters.contains(keyOf(*column)))) {
            inserted.fallback = parameterOf(*column);
            columns.push_back(std::move(inserted));
            return;
        }
        if (m_statement.fromSelect && !m_statement.includeDefaults)
            return;
        const bool hasSequences =
            m_dialect.backend() == Backend::PostgreSql || isMariaDb(m_dialect);
        inserted.fallback = defaultOf(*column, m_options.literalBinds, hasSequences);
        const bool isClientSide =
            inserted.fallback && column->pythonDefault && !column->sqlDefault && !column->sequence;
        if (isClientSide && !m_options.literalBinds && column->pythonDefault->isNull())
            error =
                u"The default of column \"%1\" is a function of the script, which only the "
                "program that owns it can call; give the column a value."_s.arg(column->name.text);
        if (m_returnsKey && isKey && !isClientSide
            && (inserted.fallback || column.get() == m_counted || column->serverDefault
                || column->identity))
            returning.push_back(column);
        if (inserted.fallback)
            columns.push_back(std::move(inserted));
    }

    const Insert &m_statement;
    const Dialect &m_dialect;
    const CompileOptions &m_options;
    const std::map<QString, Literal> &m_parameters;
    const std::vector<const Column *> m_key;
    const Column *m_counted;
    bool m_returnsKey = false;
};

ExpressionPtr referenceTo(const Table &table, const ColumnPtr &column)
{
    ColumnReference reference;
    reference.name = column->name;
    reference.column = column;
    // The table stands for itself here; the statement keeps it alive.
    TableSource source;
    source.table = TablePtr(TablePtr(),
                            const_cast<Table *>(&table)); // NOLINT: aliasing, never written through
    reference.from = std::make_shared<const FromClause>(FromClause { std::move(source) });
    return std::make_shared<const Expression>(Expression { column->type, std::move(reference) });
}

} // namespace

QString StatementCompiler::insertValues(const Insert &statement,
                                        std::vector<ColumnPtr> &returningColumns)
{
    const bool isToplevel = m_levels.size() == 1;
    InsertPlan plan(statement, m_dialect, m_options, m_parameters, isToplevel);
    if (!plan.error.isEmpty())
        fail(plan.error);
    returningColumns = plan.returning;
    QStringList names;
    for (const InsertedColumn &each : plan.columns)
        names.append(m_preparer.quote(each.column->name));
    QString sql;
    if (!plan.columns.empty() || isMySql())
        sql += u" ("_s + names.join(u", "_s) + u')';
    if (statement.fromSelect) {
        Embedding embedding;
        embedding.intoInsert = true;
        const QString text = query(*plan.source(), embedding);
        const QString with = isMySql() ? withClause(isToplevel, true) : QString();
        return sql + u' ' + with + text;
    }
    if (plan.columns.empty() && !isMySql())
        return sql + u" DEFAULT VALUES"_s;
    QStringList rows;
    const size_t count = std::max<size_t>(statement.rows.size(), 1);
    for (size_t row = 0; row < count; ++row) {
        QStringList values;
        for (const InsertedColumn &each : plan.columns) {
            const ExpressionPtr value = each.given >= 0
                ? statement.rows[row][static_cast<size_t>(each.given)]
                : each.fallback;
            const QString suffix = plan.isMulti ? u"_m%1"_s.arg(row) : QString();
            values.append(assigned(value, each.column->type, keyOf(*each.column) + suffix));
        }
        rows.append(u'(' + values.join(u", "_s) + u')');
    }
    return sql + u" VALUES "_s + rows.join(u", "_s);
}

QString StatementCompiler::insert(const Insert &statement, const Embedding &)
{
    if (!statement.table)
        return fail(u"INSERT needs a table"_s);
    const bool isToplevel = m_levels.empty();
    m_levels.push_back({});
    QString sql = u"INSERT "_s + prefixes(statement.prefixes, statement.dialectPrefixes)
        + u"INTO "_s + tableName(*statement.table);
    independentCtes(statement.ctes);
    std::vector<ColumnPtr> implicit;
    sql += insertValues(statement, implicit);
    if (statement.onConflict) {
        const OnConflict &clause = *statement.onConflict;
        sql += u' '
            + (clause.onDuplicateKey ? onDuplicateKey(statement, clause)
                                     : onConflict(statement, clause));
    }
    std::vector<ExpressionPtr> columns = statement.returning;
    for (const ColumnPtr &column : implicit)
        columns.push_back(referenceTo(*statement.table, column));
    if (!columns.empty())
        sql += returning(columns);
    if (!isMySql())
        sql.prepend(withClause(isToplevel, true));
    m_levels.pop_back();
    return sql;
}

QString StatementCompiler::onConflict(const Insert &statement, const OnConflict &clause)
{
    if (isMySql())
        return fail(u"Compiler for dialect %1 can't render element of type OnConflictDo%2"_s.arg(
            dialectName(), clause.doNothing ? u"Nothing"_s : u"Update"_s));
    QString target;
    if (clause.constraint && isSqlite()) {
        // SQLite has no ON CONSTRAINT; SQLAlchemy leaves it away there.
        target = QString();
    } else if (clause.constraint) {
        target = u"ON CONSTRAINT "_s + m_preparer.quote(*clause.constraint);
    } else if (!clause.targetElements.empty()) {
        Place place = start();
        place.includeTable = false;
        target = u'(' + list(m_lowering.lower(clause.targetElements), place) + u')';
        if (clause.targetWhere)
            target += u" WHERE "_s + expression(m_lowering.lower(clause.targetWhere), place);
    }
    if (clause.doNothing)
        return target.isEmpty() ? u"ON CONFLICT DO NOTHING"_s
                                : u"ON CONFLICT "_s + target + u" DO NOTHING"_s;

    QStringList actions;
    std::vector<bool> isUsed(clause.set.size(), false);
    for (const ColumnPtr &column : statement.table->columns) {
        for (size_t at = 0; at < clause.set.size(); ++at) {
            const auto &[name, value] = clause.set[at];
            if (isUsed[at] || (name.text != keyOf(*column) && name.text != column->name.text))
                continue;
            isUsed[at] = true;
            actions.append(m_preparer.quote(column->name) + u" = "_s
                           + assigned(value, column->type, {}));
        }
    }
    for (size_t at = 0; at < clause.set.size(); ++at) {
        if (!isUsed[at])
            actions.append(m_preparer.quote(clause.set[at].first) + u" = "_s
                           + expression(m_lowering.lower(clause.set[at].second), start()));
    }
    QString sql = u"ON CONFLICT "_s + target + u" DO UPDATE SET "_s + actions.join(u", "_s);
    if (clause.where)
        sql += u" WHERE "_s + expression(m_lowering.lower(clause.where), start());
    return sql;
}

QString StatementCompiler::onDuplicateKey(const Insert &statement, const OnConflict &clause)
{
    if (!isMySql())
        return fail(u"Compiler for dialect %1 can't render element of type OnDuplicateClause"_s.arg(
            dialectName()));
    // SQLAlchemy compiles these values without the statement's options: they stay placeholders.
    Place place = start();
    place.literalBinds = false;
    QStringList actions;
    const auto append = [&](const Column &column, const ExpressionPtr &value) {
        const auto *bound = std::get_if<BoundValue>(&value->node);
        ExpressionPtr element = m_lowering.lower(value, column.type);
        if (bound && !value->type)
            element = std::make_shared<const Expression>(
                Expression { column.type ? column.type : simpleType(u"NullType"_s), *bound });
        actions.append(m_preparer.quote(column.name) + u" = "_s
                       + expression(ExpressionLowering::grouped(element, nullptr), place));
    };
    const auto isColumn = [](const Identifier &name, const Column &column) {
        return name.text == keyOf(column) || name.text == column.name.text;
    };
    if (clause.orderedSet) {
        for (const auto &[name, value] : clause.set) {
            for (const ColumnPtr &column : statement.table->columns) {
                if (isColumn(name, *column))
                    append(*column, value);
            }
        }
    } else {
        for (const ColumnPtr &column : statement.table->columns) {
            for (const auto &[name, value] : clause.set) {
                if (isColumn(name, *column))
                    append(*column, value);
            }
        }
    }
    return u"ON DUPLICATE KEY UPDATE "_s + actions.join(u", "_s);
}

} // namespace limbeck::dialect
