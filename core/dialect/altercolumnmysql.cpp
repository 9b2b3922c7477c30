// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/dialect/altercolumn.h"
#include "core/dialect/operationcompiler.h"
#include "core/dialect/typecompiler.h"

using namespace Qt::StringLiterals;

namespace limbeck::dialect {
namespace {

using DefaultChange = ops::AlterColumn::DefaultChange;

tl::unexpected<Error> notIndividually()
{
    return failure(ErrorCode::Unsupported,
                   u"Individual alter column constructs not supported by MySQL"_s);
}

/// MODIFY and CHANGE replace the whole column: what the script leaves out is asked of the database.
Result<ops::AlterColumn> completed(const ops::AlterColumn &alter, SchemaSource &source)
{
    const auto schemaName =
        alter.table.schema ? std::optional(alter.table.schema->text) : std::nullopt;
    auto table = source.table(alter.table.name.text, schemaName);
    if (!table)
        return failure(table.error());
    const schema::ColumnPtr column = *table ? (*table)->column(alter.column.text) : nullptr;
    if (!column)
        return alter;
    ops::AlterColumn full = alter;
    full.existingType = column->type;
    if (!full.existingNullable)
        full.existingNullable = column->isNullable();
    if (!full.existingServerDefault && column->serverDefault)
        full.existingServerDefault = *column->serverDefault;
    if (!full.existingComment)
        full.existingComment = column->comment;
    if (!full.existingAutoincrement && column->autoincrement == schema::Column::Autoincrement::Yes)
        full.existingAutoincrement = true;
    return full;
}

/// "INTEGER NOT NULL DEFAULT '5' COMMENT '…'".
Result<QString> specification(const ops::AlterColumn &alter, const DdlCompiler &ddl)
{
    const schema::SqlTypePtr type = alter.type ? alter.type : alter.existingType;
    if (!type)
        return failure(ErrorCode::Usage,
                       u"All MySQL CHANGE/MODIFY COLUMN operations require the existing type."_s);
    auto text = compileType(*type, ddl.dialect());
    if (!text)
        return text;
    const bool nullable = alter.nullable.value_or(alter.existingNullable.value_or(true));
    *text += nullable ? u" NULL"_s : u" NOT NULL"_s;
    if (alter.autoincrement.value_or(alter.existingAutoincrement.value_or(false)))
        *text += u" AUTO_INCREMENT"_s;
    const std::optional<DefaultChange> &change =
        alter.serverDefault ? alter.serverDefault : alter.existingServerDefault;
    if (change && std::holds_alternative<schema::ServerDefault>(*change)) {
        auto value = ddl.defaultText(std::get<schema::ServerDefault>(*change));
        if (!value)
            return value;
        *text += u" DEFAULT "_s + *value;
    } else if (change && !std::holds_alternative<std::monostate>(*change)) {
        return notIndividually();
    }
    const QString comment = alter.comment ? alter.comment->value_or(QString())
                                          : alter.existingComment.value_or(QString());
    if (!comment.isEmpty())
        *text += u" COMMENT "_s + ddl.string(comment);
    return text;
}

/// DATETIME and TIMESTAMP may have a function as default, which only CHANGE can set.
bool allowsFunctionalDefault(const ops::AlterColumn &alter)
{
    const schema::SqlTypePtr type = alter.type ? alter.type : alter.existingType;
    const bool dropsDefault =
        alter.serverDefault && std::holds_alternative<std::monostate>(*alter.serverDefault);
    return type && typeAffinity(*type) == u"DateTime" && !dropsDefault;
}

} // namespace

Result<> OperationCompiler::alterMySql(const ops::AlterColumn &given)
{
    if (isIdentityChange(given) || isComputedChange(given)) {
        if (given.nullable)
            return notIndividually();
        if (given.serverDefault) {
            if (auto done = alterDefault(given); !done)
                return done;
        }
        if (given.type)
            return notIndividually();
    }
    ops::AlterColumn alter = given;
    if (!alter.existingType && canAsk()) {
        auto full = completed(alter, *m_source);
        if (!full)
            return failure(full.error());
        alter = std::move(*full);
    }

    const QString column = m_ddl->quote(alter.column);
    if (alter.newName || allowsFunctionalDefault(alter)) {
        auto words = specification(alter, *m_ddl);
        if (!words)
            return failure(words.error());
        emitSql(u"%1 CHANGE %2 %3 %4"_s.arg(alterTable(alter.table), column,
                                            m_ddl->quote(alter.newName.value_or(alter.column)),
                                            *words));
    } else if (alter.nullable || alter.type || alter.autoincrement || alter.comment) {
        auto words = specification(alter, *m_ddl);
        if (!words)
            return failure(words.error());
        emitSql(u"%1 MODIFY %2 %3"_s.arg(alterTable(alter.table), column, *words));
    } else if (alter.serverDefault) {
        return alterDefault(alter);
    }
    return {};
}

} // namespace limbeck::dialect
