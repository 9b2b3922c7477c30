// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/command.h"
#include "cli/interrupt.h"
#include "cli/options.h"
#include "cli/passwordprompt.h"
#include "core/database/connect.h"
#include "core/database/keyring.h"
#include "core/engine/project.h"

using namespace Qt::StringLiterals;

namespace limbeck::cli {

namespace {

/// That of the command line, else the project's.
Result<DatabaseUrl> databaseUrl(const Arguments &arguments)
{
    if (const QString given = arguments.value(u"url"_s); !given.isEmpty()) {
        auto url = DatabaseUrl::parse(given);
        if (url && url->password()) {
            return failure(ErrorCode::Usage,
                           u"The URL has a password, which other users of this machine can read "
                           "while the command runs"_s,
                           u"Leave it out: it is asked for at the terminal. Choose a new one if "
                           "others use this machine."_s);
        }
        return url;
    }
    auto location = ConfigLocation::fromOptions(arguments.values(u"config"_s),
                                                qEnvironmentVariable("ALEMBIC_CONFIG"));
    if (!location)
        return failure(location.error());
    location->section = arguments.value(u"name"_s);
    const auto project = Project::open(*location);
    if (!project)
        return failure(project.error());
    const auto configured = project->configuredUrl();
    if (!configured || configured->isEmpty())
        return failure(ErrorCode::Usage, u"The project's configuration names no database"_s,
                       u"Give its URL, without the password: postgresql://user@host/database"_s);
    return DatabaseUrl::parse(*configured);
}

Result<> runPassword(const ProgramSpec &, const Arguments &arguments, const Output &output)
{
    const auto url = databaseUrl(arguments);
    if (!url)
        return failure(url.error());
    const auto specification = url->toSpecification();
    if (!specification)
        return failure(specification.error());
    if (specification->backend == Backend::Sqlite)
        return failure(ErrorCode::Usage, u"A SQLite file has no password"_s);
    const PasswordQuestion question =
        PasswordQuestion::about(*specification, database::displayName(*specification));
    if (arguments.has(u"remove"_s)) {
        if (const auto forgotten = database::Keyring::forget(question.account); !forgotten)
            return forgotten;
        output.line(u"The keyring holds no password for %1"_s.arg(question.account));
        return {};
    }
    const CancelToken cancel;
    const InterruptWatch watch([cancel] { cancel.cancel(); });
    const auto typed =
        readHidden(u"Password for %1, to be kept in the keyring: "_s.arg(question.account), cancel);
    if (!typed)
        return failure(typed.error());
    if (const auto kept = database::Keyring::store(question.account, *typed); !kept)
        return kept;
    output.line(u"The keyring holds the password for %1"_s.arg(question.account));
    return {};
}

} // namespace

Command passwordCommand()
{
    return {
        { u"password"_s,
          u"Keep a database's password, asked for at the terminal, in the desktop's keyring."_s,
          { options::flag({ u"--remove"_s }, u"take it out of the keyring"_s) },
          { { u"url"_s,
              PositionalSpec::Count::ZeroOrOne,
              u"URL of the database, without the password; by default the project's"_s,
              ValueKind::Text,
              {} } } },
        nullptr,
        runPassword
    };
}

} // namespace limbeck::cli
