// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"
#include "core/dialect/connection.h"
#include "core/lang/value.h"
#include "core/schema/catalog.h"

#include <QVariant>

#include <functional>
#include <map>

namespace limbeck::bindings {

/// What env.py told `context.configure()`. Absent means that the option was not given.
/// Source: Alembic, `EnvironmentContext.configure`.
struct ConfigureOptions
{
    std::shared_ptr<dialect::Connection> connection;
    bool isAutocommit = false; ///< the connection's isolation level is AUTOCOMMIT
    std::optional<QString> url; ///< with its password; never print it
    std::optional<QString> dialectName;
    std::optional<bool> transactionalDdl;
    bool transactionPerMigration = false;
    bool literalBinds = false;
    std::optional<QString> paramstyle; ///< dialect_opts={"paramstyle": …}
    QString versionTable = QStringLiteral("alembic_version");
    std::optional<QString> versionTableSchema;
    bool versionTablePk = true;
    std::optional<QString> startingRevision, tag;
    bool renderAsBatch = false, includeSchemas = false;
    schema::NamingConvention namingConvention; ///< of target_metadata
    std::vector<schema::Catalog> targetMetadata; ///< as it was when configure() was called
    bool hasTargetMetadata = false;
    /// Reads the tables of target_metadata for a dialect, one catalog for each MetaData; made when
    /// somebody asks, as most runs never do. Usable while the interpreter lives.
    std::function<Result<std::vector<schema::Catalog>>(const dialect::Dialect &)>
        readTargetMetadata;
    lang::Value outputBuffer; ///< output_buffer, if env.py gave one
    lang::Value onVersionApply; ///< a callable or a list of them
    std::map<QString, lang::Value> all; ///< every keyword as given (context.get_context().opts)
};

/// A revision file as `context.script` shows it.
struct ScriptFacts
{
    QString revision;
    QStringList downRevisions;
    QStringList dependencies; ///< depends_on as written
    QStringList branchLabels; ///< those that hold, inherited ones included
    QStringList nextRevisions;
    QString path;
    QString documentation;
    bool isHead = false;
};

/// What env.py acts upon: `context.*` and `config.*` end here. The engine implements it.
class EnvironmentHost
{
public:
    virtual ~EnvironmentHost() = default;

    // alembic.config.Config
    /// Path of alembic.ini as the user gave it; none when there is no file.
    [[nodiscard]] virtual std::optional<QString> configFileName() const = 0;
    /// The same of pyproject.toml.
    [[nodiscard]] virtual std::optional<QString> tomlFileName() const = 0;
    [[nodiscard]] virtual QString configSection() const = 0; ///< "alembic" unless -n says otherwise
    [[nodiscard]] virtual Result<std::optional<QString>> option(const QString &section,
                                                                const QString &name) = 0;
    [[nodiscard]] virtual Result<std::vector<std::pair<QString, QString>>>
    section(const QString &name) = 0;
    [[nodiscard]] virtual bool hasSection(const QString &name) = 0;
    virtual void setOption(const QString &section, const QString &name, const QString &value) = 0;
    virtual void removeOption(const QString &section, const QString &name) = 0;

    /// The database's URL where the user gave it apart from env.py; none elsewhere.
    [[nodiscard]] virtual std::optional<QString> givenUrl() const { return {}; }

    /// An option of the main section or, if it is not there, of [tool.alembic] in pyproject.toml: a
    /// text, number, boolean, list or map.
    [[nodiscard]] virtual Result<QVariant> alembicOption(const QString &name) = 0;
    /// The command line as argparse's Namespace shows it: cmd_opts.x, cmd_opts.sql …
    [[nodiscard]] virtual std::map<QString, lang::Value> commandOptions() const = 0;
    [[nodiscard]] virtual QStringList xArguments() const = 0;

    // alembic.context
    [[nodiscard]] virtual bool isOfflineMode() const = 0;
    [[nodiscard]] virtual QStringList headRevisions() const = 0;
    /// context.script: all revisions in load order.
    [[nodiscard]] virtual std::vector<ScriptFacts> scripts() const = 0;
    [[nodiscard]] virtual QString scriptLocation() const = 0; ///< as written
    /// The ids that an identifier ("head", "base", "ae1+2", "reporting@head") leads to.
    [[nodiscard]] virtual Result<QStringList> findRevisions(const QString &identifier) const = 0;
    /// The ids from @p head down to @p base, both included.
    [[nodiscard]] virtual Result<QStringList> walkRevisions(const QString &base,
                                                            const QString &head) const = 0;
    [[nodiscard]] virtual lang::Value revisionArgument() const = 0;
    [[nodiscard]] virtual lang::Value startingRevisionArgument() const = 0;
    [[nodiscard]] virtual std::optional<QString> tagArgument() const = 0;
    [[nodiscard]] virtual Result<> configure(const ConfigureOptions &options) = 0;
    /// context.run_migrations(**keywords): plans and runs the command's steps; keywords go to
    /// upgrade()/downgrade().
    [[nodiscard]] virtual Result<>
    runMigrations(const std::map<QString, lang::Value> &keywords) = 0;
    /// context.begin_transaction(): called on entering and on leaving the block.
    [[nodiscard]] virtual Result<> beginTransaction() = 0;
    [[nodiscard]] virtual Result<> endTransaction(bool failed) = 0;
    [[nodiscard]] virtual Result<> executeText(const QString &sql) = 0; ///< context.execute()
    [[nodiscard]] virtual Result<> staticOutput(const QString &text) = 0;

    // sqlalchemy.create_engine, engine_from_config
    /// Opens a session on a SQLAlchemy URL; env.py's engine.connect(). The host may substitute the
    /// target that the user chose for this run.
    [[nodiscard]] virtual Result<std::shared_ptr<dialect::Connection>>
    connect(const QString &url) = 0;
    /// config.attributes["connection"] and like entries that the application would pass.
    [[nodiscard]] virtual std::map<QString, lang::Value> attributes() const = 0;
};

} // namespace limbeck::bindings
