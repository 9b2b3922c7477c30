// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/engine/migrationhosts.h"

namespace limbeck {

CatalogHost::CatalogHost(dialect::SchemaModel &model, RunObserver &observer)
    : StepHost(model.dialect(), dialect::CompileOptions(), observer)
    , m_model(model)
    , m_inspector(model)
{
}

Result<> CatalogHost::invoke(const ops::Operation &operation)
{
    m_model.follow(operation);
    return {};
}

Result<std::unique_ptr<dialect::Cursor>> CatalogHost::execute(const ops::Operation &executeSql)
{
    m_model.follow(executeSql);
    return std::unique_ptr<dialect::Cursor> {};
}

} // namespace limbeck
