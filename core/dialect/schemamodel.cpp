// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/dialect/schemamodel.h"

#include "core/dialect/moveandcopy.h"
#include "core/dialect/namedtypes.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace limbeck::dialect {

namespace {

using schema::Identifier;

bool isNamed(const std::optional<Identifier> &schema, const std::optional<QString> &name)
{
    return schema ? name && schema->text == *name : !name;
}

std::optional<QString> textOf(const std::optional<Identifier> &schema)
{
    return schema && !schema->isEmpty() ? std::optional(schema->text) : std::nullopt;
}

/// A type as a database tells it: its CHECK is one of the table.
schema::SqlTypePtr withoutCheck(const schema::SqlTypePtr &type)
{
    if (!type || !type->createConstraint)
        return type;
    auto plain = std::make_shared<schema::SqlType>(*type);
    plain->createConstraint = false;
    return plain;
}

/// The table that a layout describes, as a database would tell it.
schema::TablePtr tableOf(const TableLayout &layout, const std::vector<PlacedIndex> &indexes)
{
    auto table = std::make_shared<schema::Table>();
    table->name = layout.name;
    table->schema = layout.schema;
    table->comment = layout.comment;
    table->prefixes = layout.prefixes;
    table->dialectOptions = layout.dialectOptions;
    for (const schema::Column &column : layout.columns) {
        auto copy = std::make_shared<schema::Column>(column);
        copy->type = withoutCheck(column.type);
        copy->unique = copy->index = false;
        copy->foreignKeys.clear();
        copy->checks.clear();
        copy->table = nullptr;
        table->addColumn(std::move(copy));
    }
    for (const PlacedConstraint &placed : layout.constraints) {
        schema::Constraint constraint = placed.constraint;
        if (placed.name)
            std::visit([&](auto &each) { each.name = { placed.name->name, true }; }, constraint);
        if (auto *check = std::get_if<schema::CheckConstraint>(&constraint))
            check->typeBound = check->columnLevel = false;
        table->constraints.push_back(std::move(constraint));
    }
    for (const PlacedIndex &placed : indexes) {
        schema::Index index = placed.index;
        if (placed.name)
            index.name = { placed.name->name, true };
        index.table = layout.name;
        index.schema = layout.schema;
        table->indexes.push_back(std::move(index));
    }
    return table;
}

bool changesSchema(const QString &sql)
{
    static const QRegularExpression words(u"\\b(?:CREATE|ALTER|DROP|RENAME)\\s"_s,
                                          QRegularExpression::CaseInsensitiveOption);
    return words.match(sql).hasMatch();
}

QString sqlOf(const ops::ExecuteSql &execute)
{
    if (const auto *text = std::get_if<schema::TextClause>(&execute.statement))
        return text->text;
    const auto *plain = std::get_if<QString>(&execute.statement);
    return plain ? *plain : QString();
}

} // namespace

/// Applies one operation to the catalog of a model.
class SchemaModel::Follower
{
public:
    explicit Follower(SchemaModel &model)
        : m_model(model)
        , m_options { true, true, model.m_convention, nullptr }
        , m_compiler(*model.m_dialect, m_options, nullptr)
    {
    }

    Result<> operator()(const ops::CreateTable &create) const
    {
        if (find(create.table->name.text, textOf(create.table->schema)) != tables().end()) {
            return create.ifNotExists
                ? Result<>()
                : failure(ErrorCode::Database,
                          u"Table %1 is there already"_s.arg(create.table->fullName()));
        }
        auto layout = layOutTable(*create.table, *m_model.m_dialect, m_model.m_convention);
        if (!layout)
            return failure(layout.error());
        for (const schema::Column &column : layout->columns)
            noteType(column);
        tables().push_back(tableOf(*layout, layout->indexes));
        return {};
    }

    Result<> operator()(const ops::DropTable &drop) const
    {
        const auto found = find(drop.table.name.text, textOf(drop.table.schema));
        if (found != tables().end())
            tables().erase(found);
        else if (!drop.ifExists)
            return noSuchTable(drop.table);
        return {};
    }

    Result<> operator()(const ops::RenameTable &rename) const
    {
        const auto found = find(rename.table.name.text, textOf(rename.table.schema));
        if (found == tables().end())
            return noSuchTable(rename.table);
        auto table = std::make_shared<schema::Table>(**found);
        table->name = rename.newName;
        for (schema::Index &index : table->indexes)
            index.table = rename.newName;
        *found = std::move(table);
        for (schema::TablePtr &other : tables())
            other = referringTo(other, rename);
        return {};
    }

    Result<> operator()(const ops::AddColumn &add) const
    {
        if (const auto known = table(add.table);
            add.ifNotExists && known && known->column(add.column->name.text))
            return {};
        noteType(*add.column);
        return change(add.table, add);
    }

    Result<> operator()(const ops::DropColumn &drop) const
    {
        if (const auto known = table(drop.table);
            drop.ifExists && known && !known->column(drop.column.text))
            return {};
        return change(drop.table, drop);
    }

    Result<> operator()(const ops::AlterColumn &alter) const { return change(alter.table, alter); }

    Result<> operator()(const ops::CreateConstraint &create) const
    {
        return change(create.table, create);
    }

    Result<> operator()(const ops::DropConstraint &drop) const { return change(drop.table, drop); }

    Result<> operator()(const ops::CreateIndex &create) const
    {
        return change({ create.index.table, create.index.schema }, create);
    }

    Result<> operator()(const ops::DropIndex &drop) const
    {
        for (const schema::TablePtr &each : tables()) {
            const bool has = std::any_of(
                each->indexes.begin(), each->indexes.end(), [&](const schema::Index &index) {
                    return index.name.name && index.name.name->text == drop.name.text;
                });
            const bool isOther = drop.table && drop.table->name.text != each->name.text;
            if (has && !isOther)
                return change({ each->name, each->schema }, drop);
        }
        return drop.ifExists
            ? Result<>()
            : failure(ErrorCode::Database, u"There is no index %1"_s.arg(drop.name.text));
    }

    Result<> operator()(const ops::CreateTableComment &comment) const
    {
        const auto found = find(comment.table.name.text, textOf(comment.table.schema));
        if (found == tables().end())
            return noSuchTable(comment.table);
        auto copy = std::make_shared<schema::Table>(**found);
        const bool isSet = comment.comment && !comment.comment->isNull();
        copy->comment = isSet ? comment.comment : std::nullopt;
        *found = std::move(copy);
        return {};
    }

    Result<> operator()(const ops::BatchAlterTable &batch) const
    {
        for (const ops::Operation &operation : batch.operations) {
            if (auto done = std::visit(*this, operation.action); !done)
                return done;
        }
        return {};
    }

    Result<> operator()(const ops::ExecuteSql &execute) const
    {
        const QString sql = sqlOf(execute);
        if (changesSchema(sql))
            m_model.loseTrack(u"SQL text changes it: %1"_s.arg(firstLine(sql)), sql);
        return {};
    }

    Result<> operator()(const ops::CreateEnumType &create) const
    {
        noteType(create.type);
        return {};
    }

    Result<> operator()(const ops::DropEnumType &drop) const
    {
        std::erase_if(m_model.m_catalog.enums, [&](const schema::SqlTypePtr &known) {
            return namedTypeKey(*known) == namedTypeKey(*drop.type);
        });
        return {};
    }

    Result<> operator()(const ops::CreateSequence &create) const
    {
        m_model.m_catalog.sequences.push_back(create.sequence);
        return {};
    }

    Result<> operator()(const ops::DropSequence &drop) const
    {
        std::erase_if(m_model.m_catalog.sequences, [&](const schema::Sequence &known) {
            return known.name.text == drop.sequence.name.text
                && textOf(known.schema) == textOf(drop.sequence.schema);
        });
        return {};
    }

    Result<> operator()(const ops::BulkInsert &) const { return {}; }

    Result<> operator()(const ops::CreateSchema &) const { return {}; }

    Result<> operator()(const ops::DropSchema &) const { return {}; }

    Result<> operator()(const ops::AutocommitBoundary &) const { return {}; }

private:
    using Tables = std::vector<schema::TablePtr>;

    [[nodiscard]] Tables &tables() const { return m_model.m_catalog.tables; }

    [[nodiscard]] Tables::iterator find(const QString &name,
                                        const std::optional<QString> &schemaName) const
    {
        return std::find_if(tables().begin(), tables().end(), [&](const schema::TablePtr &table) {
            return table->name.text == name && isNamed(table->schema, schemaName);
        });
    }

    [[nodiscard]] schema::TablePtr table(const ops::TableName &name) const
    {
        const auto found = find(name.name.text, textOf(name.schema));
        return found == tables().end() ? nullptr : *found;
    }

    static tl::unexpected<Error> noSuchTable(const ops::TableName &name)
    {
        return failure(ErrorCode::Database,
                       u"No operation made the table %1"_s.arg(name.name.text));
    }

    static QString firstLine(const QString &sql)
    {
        const QString line = sql.simplified();
        return line.size() > 60 ? line.left(60) + u'…' : line;
    }

    /// Changes a table as a rebuild would, which knows how every operation acts on every part.
    template <typename Action>
    Result<> change(const ops::TableName &name, const Action &action) const
    {
        const auto found = find(name.name.text, textOf(name.schema));
        if (found == tables().end())
            return noSuchTable(name);
        const schema::TablePtr existing = *found;
        BatchTable batch(*existing, true, BatchStyle::Complete, m_compiler, {});
        if (auto loaded = batch.load(); !loaded)
            return loaded;
        if (auto done = applyTo(batch, ops::Operation { action, {} }); !done)
            return done;
        auto layout = batch.newTable();
        if (!layout)
            return failure(layout.error());
        auto indexes = batch.indexes();
        if (!indexes)
            return failure(indexes.error());
        layout->name = existing->name;
        layout->schema = existing->schema;
        layout->comment = existing->comment;
        *found = tableOf(*layout, *indexes);
        return {};
    }

    [[nodiscard]] static schema::TablePtr referringTo(const schema::TablePtr &table,
                                                      const ops::RenameTable &rename)
    {
        const auto refers = [&](const schema::Constraint &constraint) {
            const auto *key = std::get_if<schema::ForeignKeyConstraint>(&constraint);
            return key && key->referredTable.text == rename.table.name.text
                && textOf(key->referredSchema) == textOf(rename.table.schema);
        };
        if (std::none_of(table->constraints.begin(), table->constraints.end(), refers))
            return table;
        auto copy = std::make_shared<schema::Table>(*table);
        for (schema::Constraint &constraint : copy->constraints) {
            if (refers(constraint))
                std::get<schema::ForeignKeyConstraint>(constraint).referredTable = rename.newName;
        }
        return copy;
    }

    void noteType(const schema::Column &column) const
    {
        const schema::SqlType *named =
            column.type ? namedTypeOf(*column.type, m_model.m_dialect->backend()) : nullptr;
        if (named)
            noteType(std::make_shared<const schema::SqlType>(*named));
    }

    void noteType(const schema::SqlTypePtr &type) const
    {
        auto &known = m_model.m_catalog.enums;
        const bool isKnown = std::any_of(known.begin(), known.end(), [&](const auto &other) {
            return namedTypeKey(*other) == namedTypeKey(*type);
        });
        if (!isKnown)
            known.push_back(type);
    }

    SchemaModel &m_model;
    CompileOptions m_options;
    OperationCompiler m_compiler;
};

SchemaModel::SchemaModel(const Dialect &dialect, schema::NamingConvention convention)
    : m_dialect(&dialect)
    , m_convention(std::move(convention))
{
}

void SchemaModel::follow(const ops::Operation &operation)
{
    const auto done = std::visit(Follower(*this), operation.action);
    if (done)
        return;
    const QString what = ops::describe(operation); // names what is unknown from now on
    loseTrack(u"%1: %2"_s.arg(what, done.error().message), what);
}

void SchemaModel::loseTrack(const QString &why, const QString &text)
{
    m_gaps.push_back({ text, why });
}

Result<> SchemaModel::requireKnown(const QString &name) const
{
    for (const Gap &gap : m_gaps) {
        if (gap.text.isEmpty() || mentions(gap.text, name))
            return failure(
                ErrorCode::DataDependent,
                u"The schema at this revision is not known from the scripts: %1"_s.arg(gap.why));
    }
    return {};
}

Result<> SchemaModel::requireWhole() const
{
    if (m_gaps.empty())
        return {};
    return failure(
        ErrorCode::DataDependent,
        u"The schema at this revision is not known from the scripts: %1"_s.arg(m_gaps.front().why));
}

Result<schema::TablePtr> SchemaModel::table(const QString &name,
                                            const std::optional<QString> &schemaName)
{
    if (const auto known = requireKnown(name); !known)
        return failure(known.error());
    return m_catalog.table(name, schemaName);
}

Result<bool> SchemaModel::hasType(const QString &name, const std::optional<QString> &schemaName)
{
    if (const auto known = requireKnown(name); !known)
        return failure(known.error());
    return std::any_of(
        m_catalog.enums.begin(), m_catalog.enums.end(), [&](const schema::SqlTypePtr &type) {
            return type->typeName == name && (!schemaName || type->typeSchema == schemaName);
        });
}

} // namespace limbeck::dialect
