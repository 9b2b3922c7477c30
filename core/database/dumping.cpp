// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/database/dumping.h"

#include "core/database/connect.h"
#include "core/database/databaseidentity.h"

namespace limbeck::database {

Result<Dumping> Dumping::begin(const QStringList &programs, const QString &package,
                               const ConnectionSpecification &specification, Backup &backup)
{
    auto program = ClientProgram::find(programs, package);
    if (!program)
        return failure(program.error());
    if (auto connected = program->connectTo(specification); !connected)
        return failure(connected.error());
    auto session = openConnection(specification);
    if (!session)
        return failure(session.error());
    const auto identity = identify(**session);
    if (!identity)
        return failure(identity.error());
    backup.identity = identity->text;
    backup.serverVersion = (*session)->serverVersion();
    backup.program = program->version();
    return Dumping { std::move(*program), std::move(*session) };
}

} // namespace limbeck::database
