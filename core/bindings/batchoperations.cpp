// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/bindings/batchoperations.h"

#include "core/bindings/convert.h"
#include "core/bindings/migrationcontextobject.h"
#include "core/bindings/sqlalchemymodule.h"
#include "core/bindings/valuetools.h"

using namespace Qt::StringLiterals;

namespace limbeck::bindings {

using namespace lang;

namespace {

using Recreate = ops::BatchAlterTable::Recreate;

Recreate recreateOf(Args &a)
{
    const Value &value = a["recreate"];
    a.interpreter().requireKnown(value);
    const QString text = value.isStr() ? textOf(value) : QString();
    if (text == u"auto")
        return Recreate::Auto;
    if (text == u"always")
        return Recreate::Always;
    if (text == u"never")
        return Recreate::Never;
    throwValueError(u"recreate may be one of 'auto', 'always', or 'never'."_s);
}

ValueVector itemsOf(Args &a, const char *name)
{
    return isGiven(a[name]) ? a.interpreter().toVector(a[name]) : ValueVector();
}

/// Whether the block can make its table anew: only then Alembic looks at what the new table gets.
bool mayRebuild(const ops::BatchAlterTable &batch, const dialect::Dialect &dialect)
{
    return batch.recreate == Recreate::Always
        || (batch.recreate == Recreate::Auto && dialect.backend() == Backend::Sqlite);
}

void takeNewTable(Args &a, const dialect::Dialect &dialect, ops::BatchAlterTable &batch)
{
    Interpreter &in = a.interpreter();
    const auto constraintClass = sqlAlchemyClass(in, "Constraint");
    for (const Value &argument : itemsOf(a, "table_args")) {
        if (in.isInstance(argument, constraintClass))
            batch.tableArgs.push_back(toConstraint(in, argument, dialect));
    }
    if (a["table_kwargs"].isDict())
        batch.tableKeywords = toDialectOptions(in, *a["table_kwargs"].as<Dict>()).literals;
    const auto columnClass = sqlAlchemyClass(in, "Column");
    for (const Value &argument : itemsOf(a, "reflect_args")) {
        if (in.isInstance(argument, columnClass))
            batch.reflectColumns.push_back(toColumn(in, argument, dialect));
    }
    for (const Value &order : itemsOf(a, "partial_reordering")) {
        QStringList names;
        in.forEach(order, [&](const Value &name) { names.append(in.str(name)); });
        batch.partialReordering.push_back(names);
    }
}

std::shared_ptr<ops::BatchAlterTable> batchOf(Args &a, const dialect::Dialect &dialect)
{
    Interpreter &in = a.interpreter();
    auto batch = std::make_shared<ops::BatchAlterTable>();
    in.requireKnown(a["table_name"]);
    batch->table = { toIdentifier(in, a["table_name"]), toOptionalIdentifier(in, a["schema"]) };
    batch->recreate = recreateOf(a);
    if (isGiven(a["copy_from"]))
        batch->copyFrom = toTable(in, a["copy_from"], dialect);
    if (mayRebuild(*batch, dialect))
        takeNewTable(a, dialect, *batch);
    // A table that is given brings the names of its own MetaData; the argument is for a reflected
    // one.
    if (batch->copyFrom) {
        const Value metadata = in.findAttr(a["copy_from"], "metadata");
        if (!metadata.isAbsent() && !metadata.isNone())
            batch->namingConvention = toNamingConvention(in, metadata);
    } else if (isGiven(a["naming_convention"])) {
        batch->namingConvention = toNamingConvention(in, a["naming_convention"]);
    }
    return batch;
}

} // namespace

Value batchAlterTable(Args &arguments, OperationsObject &operations)
{
    Interpreter &in = arguments.interpreter();
    const SourceSpan origin = callerSpan(in);
    const Value type = in.getAttr(in.import(u"alembic.operations.base"_s), "BatchOperations");
    const auto block = make<OperationsObject>(type.as<Type>());
    block->session = operations.session;
    block->migrationContext = operations.migrationContext;
    block->batch =
        batchOf(arguments, contextDialect(in, operations.migrationContext, *operations.session));
    block->batchTable = arguments["table_name"];
    block->batchSchema = arguments["schema"];

    const auto flush = [&in, block, origin](const Value &exception) {
        if (isGiven(exception))
            return false;
        if (!block->batch->operations.empty() || block->batch->recreate == Recreate::Always) {
            invokeOnContext(in, block->migrationContext, *block->session,
                            ops::Operation { *block->batch, origin });
        }
        return false;
    };
    return makeScope(
        in, [block] { return Value(block); }, flush);
}

} // namespace limbeck::bindings
