// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/engine/migrationhosts.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace limbeck {

namespace {

bool sameText(const std::vector<dialect::Statement> &one,
              const std::vector<dialect::Statement> &other)
{
    return std::equal(one.begin(), one.end(), other.begin(), other.end(),
                      [](const auto &a, const auto &b) { return a.sql == b.sql; });
}

/// Whether an operation is about rows: its text does not depend on the schema.
bool isOfRows(const ops::Operation &operation)
{
    return std::holds_alternative<ops::BulkInsert>(operation.action)
        || std::holds_alternative<ops::ExecuteSql>(operation.action);
}

} // namespace

OfflineHost::OfflineHost(const dialect::Dialect &dialect, dialect::CompileOptions options,
                         OfflineOutput &output, RunObserver &observer, dialect::SchemaModel *model,
                         Text text)
    : StepHost(dialect, std::move(options), observer)
    , m_output(output)
    , m_model(model)
    , m_text(text)
{
    if (model)
        m_inspector.emplace(*model);
}

Result<> OfflineHost::invoke(const ops::Operation &operation)
{
    if (const auto *boundary = std::get_if<ops::AutocommitBoundary>(&operation.action)) {
        if (context().transactional) {
            if (boundary->entering)
                m_output.commit();
            else
                m_output.begin();
        }
        return {};
    }
    const auto statements = compile(operation);
    if (!statements)
        return failure(statements.error());
    for (const dialect::Statement &statement : *statements)
        m_output.statement(context().step, statement);
    if (m_model)
        m_model->follow(operation);
    return {};
}

/// Alembic's text, or where it has none, and where SQLite shall be written as a run executes it,
/// what the schema model makes possible.
Result<std::vector<dialect::Statement>> OfflineHost::compile(const ops::Operation &operation)
{
    dialect::CompileMemory *memory = compileOptions().memory;
    const dialect::CompileMemory before = memory ? *memory : dialect::CompileMemory();
    auto plain = dialect().compile(operation, compileOptions(), nullptr);
    const bool isPlainEnough = m_text == Text::Alembics || dialect().backend() != Backend::Sqlite;
    if (!m_model || isOfRows(operation) || (plain && isPlainEnough))
        return plain;
    if (memory)
        *memory = before;
    dialect::CompileOptions online = compileOptions();
    online.offline = false;
    auto known = dialect().compile(operation, online, m_model);
    const bool isSilent = !known && known.error().code != ErrorCode::DataDependent;
    if (isSilent || (plain && !known))
        return plain;
    if (known && (!plain || !sameText(*plain, *known)))
        markDataDependent(u"Written for the schema that the earlier revisions make"_s,
                          operation.origin);
    return known;
}

Result<std::unique_ptr<dialect::Cursor>> OfflineHost::execute(const ops::Operation &executeSql)
{
    if (const auto written = invoke(executeSql); !written)
        return failure(written.error());
    return std::unique_ptr<dialect::Cursor> {};
}

} // namespace limbeck
