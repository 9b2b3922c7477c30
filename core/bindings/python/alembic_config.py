# SPDX-FileCopyrightText: 2026 The Limbeck developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""alembic.config: the Config object of env.py, over the host's ini file."""

from alembic import _environment as _host


class _CommandOptions:
    """What argparse's Namespace would be."""

    def __init__(self, values):
        self.__dict__.update(values)
        command = values.get("cmd")
        if command is not None:
            self.cmd = self._command(*command)

    def _command(self, name, *positional):
        """As Alembic keeps it: the function, names of positional arguments and of options."""
        from alembic import command

        others = ("cmd", "config", "name", "x", "raiseerr", "quiet", *positional)
        options = [option for option in self.__dict__ if option not in others]
        # What only Limbeck has is an upgrade at heart.
        return getattr(command, name, command.upgrade), list(positional), options

    def __contains__(self, name):
        return name in self.__dict__

    def __repr__(self):
        return "Namespace(%s)" % ", ".join("%s=%r" % item for item in sorted(self.__dict__.items()))


class _FileConfig:
    """The ini file as ConfigParser shows it."""

    def __init__(self, config):
        self._config = config

    def has_section(self, section):
        return self._config._section(section) is not None

    def has_option(self, section, option):
        return self._config.get_section_option(section, option) is not None

    def get(self, section, option, *, raw=False, vars=None, fallback=Ellipsis):
        value = self._config.get_section_option(section, option)
        if value is None and fallback is not Ellipsis:
            return fallback
        if value is None:
            import configparser

            if not self.has_section(section):
                raise configparser.NoSectionError(section)
            raise configparser.NoOptionError(option, section)
        return value

    def getboolean(self, section, option, *, fallback=Ellipsis):
        value = self.get(section, option, fallback=fallback)
        return value.lower() in ("1", "yes", "true", "on") if isinstance(value, str) else value

    def getint(self, section, option, *, fallback=Ellipsis):
        return int(self.get(section, option, fallback=fallback))

    def items(self, section=None):
        return list((self._config._section(section) or {}).items())

    def options(self, section):
        return list(self._config._section(section) or {})

    def set(self, section, option, value):
        self._config.set_section_option(section, option, value)

    def __getitem__(self, section):
        found = self._config._section(section)
        if found is None:
            raise KeyError(section)
        return found

    def __contains__(self, section):
        return self.has_section(section)


class Config:
    """A set of sections; the host's where the object is env.py's own."""

    def __init__(
        self, file_=None, toml_file=None, ini_section="alembic", output_buffer=None, stdout=None,
        cmd_opts=None, config_args=None, attributes=None,
    ):
        self.config_file_name = file_
        self.toml_file_name = toml_file
        self.config_ini_section = ini_section
        self.output_buffer = output_buffer
        self.cmd_opts = cmd_opts
        self.config_args = dict(config_args or {})
        self.attributes = dict(attributes or {})
        self._sections = {}
        self._is_host = False

    @classmethod
    def _of_host(cls):
        config = cls(_host.config_file_name(), _host.toml_file_name(), ini_section=_host.config_section())
        config.cmd_opts = _CommandOptions(_host.command_options())
        config.attributes = _host.attributes()
        config._is_host = True
        return config

    def _section(self, name):
        if self._is_host:
            return _host.section(name)
        return self._sections.get(name)

    @property
    def file_config(self):
        return _FileConfig(self)

    def get_template_directory(self):
        return "templates"

    def print_stdout(self, text, *arg):
        if not getattr(self.cmd_opts, "quiet", False):
            print(str(text) % arg if arg else str(text))

    def get_section(self, name, default=None):
        found = self._section(name)
        return default if found is None else dict(found)

    def set_main_option(self, name, value):
        self.set_section_option(self.config_ini_section, name, value)

    def remove_main_option(self, name):
        if self._is_host:
            _host.remove_option(self.config_ini_section, name)
        else:
            self._sections.get(self.config_ini_section, {}).pop(name, None)

    def set_section_option(self, section, name, value):
        if self._is_host:
            _host.set_option(section, name, value)
        else:
            self._sections.setdefault(section, {})[name] = value

    def get_section_option(self, section, name, default=None):
        if self._is_host and not _host.has_section(section):
            from alembic.util import CommandError

            raise CommandError(
                "No config file %r found, or file has no '[%s]' section" % (self.config_file_name, section)
            )
        if self._is_host:
            value = _host.option(section, name)
        else:
            value = self._sections.get(section, {}).get(name)
        return default if value is None else value

    def get_main_option(self, name, default=None):
        return self.get_section_option(self.config_ini_section, name, default)

    def get_alembic_option(self, name, default=None):
        value = _host.alembic_option(name) if self._is_host else self.get_main_option(name)
        return default if value is None else value

    def get_alembic_boolean_option(self, name):
        return self.get_alembic_option(name) in (True, "true")


class CommandLine:
    """Only a name: a script cannot run commands."""

    def __init__(self, prog=None):
        raise NotImplementedError("Limbeck does not run Alembic commands from a script.")


def main(argv=None, prog=None, **kwargs):
    raise NotImplementedError("Limbeck does not run Alembic commands from a script.")
