// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/backend.h"
#include "core/dialect/expressioncompiler.h"
#include "core/dialect/expressionlowering.h"
#include "core/dialect/identifierpreparer.h"

#include <QSet>

namespace limbeck::dialect {

/// What the place of an expression changes in its text.
struct Place
{
    bool includeTable = true;
    bool withinColumns = false; ///< in the columns clause: labels say AS
    bool withinLabel = false;
    bool inOperator = false; ///< operand of an operator: eager ones put parentheses
    bool eagerGrouping = false;
    bool castApplied = false; ///< inside the CAST that a JSON subscript gets
    bool literalBinds = true;
    bool expandsNegated = false; ///< an expanding value of NOT IN
    bool expandsInList = false; ///< an expanding value of IN or NOT IN
    /// The types of the tuple on the left of IN; null: it is no tuple.
    std::shared_ptr<const std::vector<schema::SqlTypePtr>> tupleTypes;
    const schema::Expression *labelOnly = nullptr; ///< this label stands for its expression
};

/// How a query is embedded.
struct Embedding
{
    bool asFrom = false; ///< in FROM or in a CTE: columns get labels
    bool lateral = false;
    bool intoInsert = false;
    int compoundIndex = -1; ///< which SELECT of a compound it is
    const schema::FromClause *cte = nullptr; ///< the CTE that it is the query of
};

/// A name that may still have to be made up or cut.
struct ElementName
{
    QString text; ///< the name, or what an anonymous one starts with
    std::optional<bool> quote;
    QString key; ///< not empty: anonymous, and whose name it is
    bool isTruncatable = false;
};

/// One column of a SELECT or RETURNING with the label that it needs.
struct SelectedColumn
{
    schema::ExpressionPtr element;
    std::optional<ElementName> required; ///< always AS this
    std::optional<ElementName> fallback; ///< AS this if it gets a label
};

/// Writes one statement. Used once; the first failure is kept and everything written after it is
/// thrown away. Source: SQLAlchemy, `SQLCompiler` and the compilers of its dialects.
class StatementCompiler
{
public:
    StatementCompiler(const Dialect &dialect, const CompileOptions &options,
                      const std::map<QString, schema::Literal> &parameters = {});

    [[nodiscard]] Result<Statement> statement(const schema::Query &query);
    [[nodiscard]] Result<Statement> statement(const schema::TextClause &text);
    [[nodiscard]] Result<Statement> statement(const schema::ExpressionPtr &expression,
                                              const ExpressionContext &context);

private:
    // ---- expressions (expressioncompiler*.cpp)
    QString expression(const schema::ExpressionPtr &lowered, const Place &place);
    QString list(const std::vector<schema::ExpressionPtr> &lowered, const Place &place);
    QString column(const schema::ExpressionPtr &element, const schema::ColumnReference &reference,
                   const Place &place);
    QString label(const schema::ExpressionPtr &element, const schema::Label &reference,
                  const Place &place);
    QString labelled(const schema::ExpressionPtr &element, const ElementName &name, Place place);
    QString unary(const schema::UnaryOperation &unary, const Place &place);
    QString operatorList(const schema::OperatorList &list, const Place &place);
    QString between(const schema::Between &between, const Place &place);
    QString cast(const schema::Cast &cast, const Place &place);
    QString castTo(const QString &operand, const schema::SqlType &type,
                   const std::function<QString()> &skipped);
    QString choice(const schema::Case &choice, const Place &place);
    QString extract(const schema::Extract &extract, const Place &place);
    QString over(const schema::Over &over, const Place &place);
    QString array(const schema::Expression &element, const schema::ArrayLiteral &array,
                  const Place &place);
    QString nextValue(const schema::SequenceNextValue &sequence);
    QString labelReference(const schema::LabelReference &reference, const Place &place);
    schema::ExpressionPtr labelToReuse(const schema::ExpressionPtr &element);

    QString binary(const schema::Expression &element, const schema::BinaryOperation &binary,
                   const Place &place);
    QString genericBinary(const schema::BinaryOperation &binary, const QString &text, Place place,
                          bool eagerGrouping = false);
    QString like(const schema::BinaryOperation &binary, const Place &place);
    QString arithmetic(const schema::BinaryOperation &binary, const Place &place);
    QString distinctFrom(const schema::BinaryOperation &binary, const Place &place);
    QString regexpMatch(const schema::BinaryOperation &binary, const Place &place);
    QString regexpReplace(const schema::BinaryOperation &binary, const Place &place);
    QString match(const schema::BinaryOperation &binary, const Place &place);
    QString jsonItem(const schema::Expression &element, const schema::BinaryOperation &binary,
                     const Place &place);
    QString jsonItemMySql(const schema::SqlType *type, const schema::BinaryOperation &binary,
                          const Place &place);
    QString jsonIndex(const schema::ExpressionPtr &index, bool isPath, const Place &place);

    // ---- values (expressioncompilervalues.cpp)
    QString bound(const schema::ExpressionPtr &element, const schema::BoundValue &value,
                  const Place &place);
    QString expanded(const schema::BoundValue &value, const schema::SqlType *type,
                     const Place &place);
    QString emptySet(int width, const Place &place);
    QString literal(const schema::Literal &value, const schema::SqlType *type);
    QString stringLiteral(const QString &text);
    QString placeholder(const QString &name, const schema::Literal &value,
                        const schema::SqlType *type);
    QString text(const schema::TextClause &text, const Place &place);
    QString percents(QString sql) const;
    QString typeText(const schema::SqlType &type);

    // ---- functions (functions.cpp)
    QString function(const schema::Expression &element, const schema::Function &function,
                     const Place &place);
    QString functionCall(const schema::Expression &element, const schema::Function &function,
                         const Place &place);
    QString arguments(const schema::Function &function, const Place &place);
    std::optional<QString> specialFunction(const schema::Expression &element,
                                           const schema::Function &function, const Place &place);

    // ---- names (querycompilernames.cpp)
    QString identityOf(const schema::ExpressionPtr &lowered) const;
    std::optional<ElementName> givenName(const schema::ExpressionPtr &lowered);
    /// The name that the column of a subquery or CTE has outside it.
    std::optional<ElementName> exportedName(const schema::ColumnReference &reference);
    ElementName anonymousLabel(const schema::ExpressionPtr &lowered);
    ElementName repeatedLabel(const schema::ExpressionPtr &lowered, int index);
    std::optional<ElementName> tableLabel(const schema::ExpressionPtr &lowered);
    [[nodiscard]] schema::Identifier resolved(const ElementName &name, const QString &kind);
    QString quoted(const ElementName &name, const QString &kind);
    QString truncated(const QString &name, const QString &kind);
    std::vector<SelectedColumn> named(const std::vector<schema::ExpressionPtr> &lowered,
                                      bool tableQualified, bool withoutLabels);
    bool needsLabel(const schema::ExpressionPtr &lowered, bool asFrom);
    QString selectedColumn(const SelectedColumn &selected, bool asFrom, Place place);
    std::vector<schema::ExpressionPtr> selectedElements(const schema::Select &select);
    std::vector<schema::ExpressionPtr> columnsOf(const schema::Query &query);

    // ---- FROM (querycompilerfrom.cpp)
    QString from(const schema::FromClausePtr &from, const Place &place);
    QString tableName(const schema::Table &table);
    QString aliasSource(const schema::FromClausePtr &from, const schema::AliasSource &alias,
                        const Place &place);
    QString join(const schema::JoinSource &join, const Place &place);
    QString tableFunction(const schema::FromClausePtr &from,
                          const schema::TableFunctionSource &source, const Place &place);
    QString valuesSource(const schema::FromClausePtr &from, const schema::ValuesSource &values,
                         const Place &place, bool asFrom);
    /// The name by which columns of @p from are qualified, quoted; empty: they are not.
    QString qualifier(const schema::FromClausePtr &from);
    ElementName aliasName(const schema::FromClausePtr &from);
    QString parenthesisedIfJoin(const schema::FromClausePtr &from, const Place &place);

    // ---- which FROMs there are (querycompilerfromobjects.cpp)
    std::vector<schema::FromClausePtr> fromObjects(const schema::ExpressionPtr &lowered);
    std::vector<schema::FromClausePtr> fromObjects(const schema::FromClausePtr &from);
    void collectFroms(const schema::ExpressionPtr &lowered,
                      std::vector<schema::FromClausePtr> &into);
    std::vector<schema::FromClausePtr> fromsOf(const schema::Select &select,
                                               const std::vector<schema::ExpressionPtr> &columns,
                                               const schema::ExpressionPtr &where);
    std::vector<schema::FromClausePtr>
    withoutHidden(const std::vector<schema::FromClausePtr> &froms);
    void placeJoin(const schema::PendingJoin &join, std::vector<schema::FromClausePtr> &froms,
                   const std::vector<schema::FromClausePtr> &potential);
    schema::ExpressionPtr joinCondition(const schema::FromClausePtr &left,
                                        const schema::FromClausePtr &right);

    // ---- statements (querycompiler*.cpp)
    QString query(const schema::Query &query, const Embedding &embedding);
    QString select(const schema::Select &select, const Embedding &embedding);
    QString selectBody(const schema::Select &select,
                       const std::vector<schema::ExpressionPtr> &columns,
                       const schema::ExpressionPtr &where,
                       const std::vector<schema::FromClausePtr> &froms, bool asFrom);
    QString compound(const schema::CompoundSelect &compound, const Embedding &embedding);
    QString textQuery(const schema::TextQuery &query);
    QString scalarQuery(const schema::ScalarQuery &query, const Place &place);
    QString distinct(const schema::Select &select, const Place &place);
    QString orderBy(const std::vector<schema::ExpressionPtr> &elements, const QString &keyword,
                    const Place &place);
    QString limit(const schema::ExpressionPtr &limit, const schema::ExpressionPtr &offset,
                  const Place &place);
    QString fetch(const schema::ExpressionPtr &fetch, const schema::ExpressionPtr &offset,
                  bool percent, bool withTies, const Place &place);
    QString forUpdate(const schema::ForUpdate &clause, const Place &place);
    QString conditions(const schema::ExpressionPtr &condition, const Place &place);
    QString prefixes(const QStringList &all, const std::vector<schema::DialectText> &own) const;

    QString insert(const schema::Insert &insert, const Embedding &embedding);
    QString insertValues(const schema::Insert &insert, std::vector<schema::ColumnPtr> &returning);
    QString onConflict(const schema::Insert &insert, const schema::OnConflict &clause);
    QString onDuplicateKey(const schema::Insert &insert, const schema::OnConflict &clause);
    QString assigned(const schema::ExpressionPtr &value, const schema::SqlTypePtr &type,
                     const QString &name);
    QString update(const schema::Update &update, const Embedding &embedding);
    QString assignments(const schema::Update &update, bool qualified);
    QString deletion(const schema::Delete &deletion, const Embedding &embedding);
    QString returning(const std::vector<schema::ExpressionPtr> &columns);
    QString rowLimit(const schema::ExpressionPtr &limit);
    std::vector<schema::FromClausePtr>
    extraFroms(const schema::FromClausePtr &target,
               const std::vector<schema::ExpressionPtr> &lowered);

    // ---- CTEs (querycompilercte.cpp)
    QString cte(const schema::FromClausePtr &from, bool asFrom);
    QString withClause(bool toplevel, bool includeFollowing = false);
    void independentCtes(const std::vector<schema::FromClausePtr> &ctes);

    // ---- common
    QString fail(const QString &message, ErrorCode code = ErrorCode::Unsupported);
    [[nodiscard]] Result<Statement> finished(QString sql);
    [[nodiscard]] Place start() const;

    [[nodiscard]] bool isMySql() const { return isMySqlFamily(m_backend); }

    [[nodiscard]] bool isPostgresql() const { return m_backend == Backend::PostgreSql; }

    [[nodiscard]] bool isSqlite() const { return m_backend == Backend::Sqlite; }

    [[nodiscard]] bool isGeneric() const { return m_backend == Backend::Generic; }

    [[nodiscard]] bool hasNativeBoolean() const { return isPostgresql() || isGeneric(); }

    [[nodiscard]] QString dialectName() const { return m_dialect.name(); }

    /// A statement that is being written, outermost first.
    struct Level
    {
        QSet<const void *> correlate, asFrom; ///< FROMs of the statements around
        const schema::Select *select = nullptr;
        const schema::CompoundSelect *compound = nullptr;
        std::vector<schema::ExpressionPtr> columns; ///< lowered, for label references
        std::vector<schema::FromClausePtr> froms;
    };

    struct CteText
    {
        schema::FromClausePtr cte;
        QString name;
        int level = 1;
        bool isRecursive = false, isNesting = false;
        QString text;
        bool isDone = false;
    };

    const Dialect &m_dialect;
    const CompileOptions &m_options;
    const std::map<QString, schema::Literal> &m_parameters;
    const Backend m_backend;
    const IdentifierPreparer &m_preparer;
    ExpressionLowering m_lowering;
    std::vector<Level> m_levels;
    std::vector<CteText> m_ctes;
    std::vector<Parameter> m_bound;
    int m_writtenPlaceholders = 0;
    bool m_withinOperator = false; ///< the statement at hand is an operand
    QHash<const schema::Query *, std::vector<SelectedColumn>> m_exported;
    QHash<QString, QString> m_anonymous;
    QHash<QString, int> m_anonymousCounts;
    QHash<QString, QString> m_truncated;
    QHash<QString, int> m_truncatedCounts;
    QSet<QString> m_usedParameters;
    std::optional<Error> m_error;
    ExpressionContext m_context;
};

/// What tells one FROM from another: the table of a TableSource, else the clause itself.
[[nodiscard]] const void *identityOf(const schema::FromClausePtr &from);

} // namespace limbeck::dialect
