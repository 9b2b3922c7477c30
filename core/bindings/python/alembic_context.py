# SPDX-FileCopyrightText: 2026 The Limbeck developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""alembic.context: what env.py tells and asks."""

from alembic import _environment as _host

_options = {}

# Options that last over several configure() calls unless they are given again.
_LASTING = (
    "transactional_ddl", "output_buffer", "starting_rev", "tag", "render_item",
    "compare_server_default", "autogenerate_plugins",
)


def _begin():
    """Called before env.py runs: a new environment."""
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    _options.clear()
    globals()["config"] = Config._of_host()
    globals()["script"] = ScriptDirectory._of_host()


def is_offline_mode():
    return _host.is_offline_mode()


def is_transactional_ddl():
    return get_impl().transactional_ddl


def requires_connection():
    return not is_offline_mode()


def get_head_revision():
    return script.as_revision_number("head")


def get_head_revisions():
    return tuple(_host.head_revisions())


def get_starting_revision_argument():
    return script.as_revision_number(_host.starting_revision_argument())


def get_revision_argument():
    return script.as_revision_number(_host.revision_argument())


def get_tag_argument():
    return _host.tag_argument()


def get_x_argument(as_dictionary=False):
    value = _host.x_arguments()
    if not as_dictionary:
        return value
    result = {}
    for argument in value:
        key, _, text = argument.partition("=")
        result[key] = text
    return result


def configure(
    connection=None, url=None, dialect_name=None, dialect_opts=None, transactional_ddl=None,
    transaction_per_migration=False, output_buffer=None, starting_rev=None, tag=None,
    template_args=None, render_as_batch=False, target_metadata=None, include_name=None,
    include_object=None, include_schemas=False, process_revision_directives=None,
    compare_type=True, compare_server_default=None, render_item=None, literal_binds=False,
    upgrade_token="upgrades", downgrade_token="downgrades", alembic_module_prefix="op.",
    sqlalchemy_module_prefix="sa.", user_module_prefix=None, on_version_apply=None,
    autogenerate_plugins=None, **kw,
):
    given = dict(
        connection=connection, url=url, dialect_name=dialect_name, dialect_opts=dialect_opts,
        transactional_ddl=transactional_ddl, transaction_per_migration=transaction_per_migration,
        output_buffer=output_buffer, starting_rev=starting_rev, tag=tag,
        template_args=template_args, render_as_batch=render_as_batch,
        target_metadata=target_metadata, include_name=include_name,
        include_object=include_object, include_schemas=include_schemas,
        process_revision_directives=process_revision_directives, compare_type=compare_type,
        compare_server_default=compare_server_default, render_item=render_item,
        literal_binds=literal_binds, upgrade_token=upgrade_token,
        downgrade_token=downgrade_token, alembic_module_prefix=alembic_module_prefix,
        sqlalchemy_module_prefix=sqlalchemy_module_prefix, user_module_prefix=user_module_prefix,
        on_version_apply=on_version_apply, autogenerate_plugins=autogenerate_plugins,
        **kw,
    )
    for name in _LASTING:
        if given[name] is None:
            given.pop(name)
    for name in ("connection", "url", "dialect_name", "dialect_opts"):
        if given[name] is None:
            given.pop(name)
            _options.pop(name, None)
    _options.update(given)
    _host.configure(**_options)


def run_migrations(**kw):
    _host.run_migrations(**kw)


def execute(sql, execution_options=None):
    _host.execute_text(sql if isinstance(sql, str) else _host.compile(sql))


def static_output(text):
    _host.static_output(text)


def begin_transaction():
    return _host.begin_transaction()


def get_context():
    return _host.context()


def get_bind():
    return _host.bind()


def get_impl():
    return get_context().impl


class EnvironmentContext:
    """Only a name for annotations: a script does not make environments."""

    def __init__(self, config, script, **kw):
        raise NotImplementedError("Limbeck does not make an EnvironmentContext from a script.")
