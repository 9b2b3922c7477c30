// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/ops/operation.h"

using namespace Qt::StringLiterals;

namespace limbeck::ops {

namespace {

QString fullName(const TableName &table)
{
    return table.schema ? table.schema->text + u'.' + table.name.text : table.name.text;
}

QString nameOf(const schema::ConstraintName &name)
{
    return name.name ? name.name->text : u"(unnamed)"_s;
}

struct Describer
{
    QString operator()(const CreateTable &op) const
    {
        return u"Create table %1"_s.arg(op.table->fullName());
    }

    QString operator()(const DropTable &op) const
    {
        return u"Drop table %1"_s.arg(fullName(op.table));
    }

    QString operator()(const RenameTable &op) const
    {
        return u"Rename table %1 to %2"_s.arg(fullName(op.table), op.newName.text);
    }

    QString operator()(const AddColumn &op) const
    {
        return u"Add column %1.%2"_s.arg(fullName(op.table), op.column->name.text);
    }

    QString operator()(const DropColumn &op) const
    {
        return u"Drop column %1.%2"_s.arg(fullName(op.table), op.column.text);
    }

    QString operator()(const AlterColumn &op) const
    {
        return u"Alter column %1.%2"_s.arg(fullName(op.table), op.column.text);
    }

    QString operator()(const CreateIndex &op) const
    {
        return u"Create index %1 on %2"_s.arg(nameOf(op.index.name), op.index.table.text);
    }

    QString operator()(const DropIndex &op) const { return u"Drop index %1"_s.arg(op.name.text); }

    QString operator()(const CreateConstraint &op) const
    {
        const auto &name = std::visit(
            [](const auto &constraint) -> const auto & { return constraint.name; }, op.constraint);
        return u"Add constraint %1 to %2"_s.arg(nameOf(name), fullName(op.table));
    }

    QString operator()(const DropConstraint &op) const
    {
        return u"Drop constraint %1 of %2"_s.arg(nameOf(op.name), fullName(op.table));
    }

    QString operator()(const CreateTableComment &op) const
    {
        const bool sets = op.comment && !op.comment->isNull();
        return u"%1 comment of table %2"_s.arg(sets ? u"Set"_s : u"Drop"_s, fullName(op.table));
    }

    QString operator()(const BulkInsert &op) const
    {
        return u"Insert %1 rows into %2"_s.arg(op.rows.size()).arg(op.table->fullName());
    }

    QString operator()(const ExecuteSql &) const { return u"Execute SQL"_s; }

    QString operator()(const CreateEnumType &op) const
    {
        return u"Create type %1"_s.arg(op.type->typeName.value_or(QString()));
    }

    QString operator()(const DropEnumType &op) const
    {
        return u"Drop type %1"_s.arg(op.type->typeName.value_or(QString()));
    }

    QString operator()(const CreateSequence &op) const
    {
        return u"Create sequence %1"_s.arg(op.sequence.name.text);
    }

    QString operator()(const DropSequence &op) const
    {
        return u"Drop sequence %1"_s.arg(op.sequence.name.text);
    }

    QString operator()(const CreateSchema &op) const
    {
        return u"Create schema %1"_s.arg(op.name.text);
    }

    QString operator()(const DropSchema &op) const { return u"Drop schema %1"_s.arg(op.name.text); }

    QString operator()(const BatchAlterTable &op) const
    {
        return u"Alter table %1 (batch of %2)"_s.arg(fullName(op.table)).arg(op.operations.size());
    }

    QString operator()(const AutocommitBoundary &op) const
    {
        return op.entering ? u"Commit and leave the transaction"_s : u"Begin a new transaction"_s;
    }
};

} // namespace

QString describe(const Operation &operation)
{
    return std::visit(Describer {}, operation.action);
}

} // namespace limbeck::ops
