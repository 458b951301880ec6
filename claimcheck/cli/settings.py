"""Settings: options that the environment and a configuration file may give too.

A flag beats the environment (``CLAIMCHECK_FAIL_ON``), that beats the file (``fail-on``), and that
beats the default. The file is the one that ``--config`` names, or the ``claimcheck.toml``, or the
``pyproject.toml`` with a ``[tool.claimcheck]``, of the nearest folder from the working directory
upwards; below it counts the user's own, ``~/.config/claimcheck/claimcheck.toml``.

A file that was found in a folder is as little trusted as the articles in it: it may say how to
judge and what to show, never where to write, what to load or which limits hold.
"""

from __future__ import annotations

import difflib
import math
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import click
from click.core import ParameterSource

from claimcheck.cli.saying import say
from claimcheck.errors import InputError
from claimcheck.parsing import MAX_SETTINGS_BYTES, parse_toml

_OWN, _PROJECT = "claimcheck.toml", "pyproject.toml"
# Read elsewhere: where judgements are kept, which file of settings counts, what a crash shows.
_OTHER_VARIABLES = ("CLAIMCHECK_CACHE", "CLAIMCHECK_CONFIG", "CLAIMCHECK_DEBUG")
_FILE = "claimcheck.file"  # where a context's meta keeps the path of the file that was read
_FILES = "claimcheck.files"  # and the file of each parameter
_ORIGINS = {
    ParameterSource.COMMANDLINE: "flag",
    ParameterSource.ENVIRONMENT: "environment",
    ParameterSource.DEFAULT_MAP: "file",
}


class Setting(click.Option):
    """An option that the environment and the file may give too.

    Attributes:
        key: its name in the file: the long option, of a ``--no-cache`` the ``cache``.
        variable: its name in the environment; several values are kept apart by commas.
        inverted: the file says the opposite of the parameter.
        trusted: only the user may give it, not a file that lies beside the articles.
    """

    def __init__(
        self, param_decls: Sequence[str] | None = None, *, trusted: bool = False, **attrs: Any
    ) -> None:
        super().__init__(param_decls, **attrs)
        self.trusted = trusted
        long = next(name for name in self.opts if name.startswith("--")).removeprefix("--")
        self.key = long.removeprefix("no-")
        self.inverted = self.key != long
        self.variable = "CLAIMCHECK_" + long.replace("-", "_").upper()
        self.envvar = self.variable

    def value_from_envvar(self, ctx: click.Context) -> Any:
        """What the environment says, None for nothing; a list where the option is a list."""
        value = self.resolve_envvar_value(ctx)
        if value is None or not self.multiple:
            return super().value_from_envvar(ctx)
        return [part.strip() for part in value.split(",") if part.strip()]

    def type_cast_value(self, ctx: click.Context, value: Any) -> Any:
        """The parameter's value; several choices may stand in one word, with commas between."""
        if self.multiple and isinstance(self.type, click.Choice) and value is not None:
            value = [part.strip() for each in value for part in each.split(",") if part.strip()]
        return super().type_cast_value(ctx, value)

    def get_error_hint(self, ctx: click.Context | None) -> str:
        """The name under which the user gave a wrong value."""
        source = ctx.get_parameter_source(self.name or "") if ctx is not None else None
        return (
            self.variable if source is ParameterSource.ENVIRONMENT else super().get_error_hint(ctx)
        )

    def from_file(self, ctx: click.Context, value: Any, folder: Path) -> Any:
        """The parameter's value as a file in ``folder`` gives it; paths start from there.

        Raises:
            ValueError: it is of a wrong type or not among the choices; the message says what is
                wanted.
        """
        if self.is_flag:
            if not isinstance(value, bool):
                raise ValueError("must be true or false")
            return value != self.inverted
        if isinstance(self.type, click.FloatRange | click.IntRange):
            if isinstance(value, bool) or not isinstance(value, int | float):
                raise ValueError("must be a number")
        elif self.multiple:
            value = [value] if isinstance(value, str) else value
            if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
                raise ValueError("must be a text in quotes or a list of such")
            value = [self._placed(each, folder) for each in value]
        else:
            value = value.isoformat() if isinstance(value, date) else value
            if not isinstance(value, str):
                raise ValueError("must be a text in quotes")
            value = self._placed(value, folder)
        try:
            self.type_cast_value(ctx, value)
        except click.BadParameter as error:
            raise ValueError(error.message) from error
        return value

    def from_folder(self, ctx: click.Context, value: Any, folder: Path) -> Any:
        """As :meth:`from_file`, of a file that anybody may have put into the folder.

        Raises:
            ValueError: also if the setting is not its to give, or a path leads out of the folder.
        """
        if self.trusted:
            flag = next(name for name in self.opts if name.startswith("--"))
            raise ValueError(
                f"a folder's file may not set it, since anybody may have written that; give {flag} "
                f"or {self.variable}, or put it into {user_file() or 'a file for --config'}"
            )
        made = self.from_file(ctx, value, folder)
        if isinstance(self.type, click.Path):
            real = Path(os.path.realpath(made))
            if Path(os.path.realpath(folder)) not in real.parents:
                raise ValueError("leads out of the folder of the file; give it as a flag")
        return made

    def _placed(self, value: str, folder: Path) -> str:
        placed = folder / value
        is_path = isinstance(self.type, click.Path)
        # A model may be a name or a hub id as well as a folder.
        is_folder = self.key == "model" and os.path.isdir(placed)  # noqa: PTH112 - never raises
        return str(placed) if is_path or is_folder else value


setting = partial(click.option, cls=Setting)
"""``click.option`` for a :class:`Setting`."""


class Probability(click.FloatRange):
    """A number from 0 to 1, which "nan" is not."""

    def __init__(self) -> None:
        super().__init__(0, 1)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The number.

        Raises:
            click.BadParameter: it is none, or out of the range.
        """
        number = super().convert(value, param, ctx)
        if math.isnan(number):
            self.fail(f"{value} is no number from 0 to 1.", param, ctx)
        return number


class Effective(NamedTuple):
    """The value of a setting and where it comes from.

    ``origin`` is flag, environment, file or default; ``name`` the variable or the file's path.
    """

    key: str
    value: Any
    origin: str
    name: str | None


def user_file() -> Path | None:
    """Where the user's own settings stand, None for a user without a home."""
    shared = os.environ.get("XDG_CONFIG_HOME")
    try:
        folder = Path(shared) if shared else Path("~/.config").expanduser()
    except RuntimeError:
        return None
    return folder / "claimcheck" / _OWN


def is_flag(name: str) -> bool:
    """Was a parameter of the running command given on the command line?"""
    source = click.get_current_context().get_parameter_source(name)
    return source is ParameterSource.COMMANDLINE


def _meant(name: str, known: Iterable[str]) -> str:
    """What the user may have meant; all that there is where nothing is near."""
    known = list(known)
    near = difflib.get_close_matches(name, known, n=1, cutoff=0.75)
    return f"did you mean {near[0]!r}?" if near else f"known are {', '.join(known)}"


def _tell_unknown_variables(ctx: click.Context) -> None:
    known = [*_OTHER_VARIABLES, *(option.variable for option in _settings(ctx))]
    for name in sorted(os.environ):
        if name.startswith("CLAIMCHECK_") and name not in known:
            say(f"{name} in the environment is no setting; {_meant(name, known)}")


def _load(ctx: click.Context, _: click.Parameter, given: Path | None) -> None:
    if not ctx.resilient_parsing:  # a shell that completes a line
        _tell_unknown_variables(ctx)
    own = user_file()
    files = []  # the later one counts
    if own is not None and os.path.isfile(own):  # noqa: PTH113
        files.append((own, Setting.from_file))
    if given is not None:
        files.append((given, Setting.from_file))
    elif (found := _find()) is not None and found != own:
        files.append((found, Setting.from_folder))
    made: dict[str, Any] = {}
    origins: dict[str, Path] = {}
    for path, reading in files:
        read = _read(ctx, path, reading)
        made |= read
        origins |= dict.fromkeys(read, path)
        ctx.meta[_FILE] = path
    ctx.meta[_FILES] = origins
    ctx.default_map = made


config_option = setting(
    "--config",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    is_eager=True,
    expose_value=False,
    callback=_load,
    help=f"Read the settings from here, not from the nearest {_OWN}.",
)


def file_of(ctx: click.Context) -> Path | None:
    """The configuration file that was read, the user's own only if there is no other."""
    path: Path | None = ctx.meta.get(_FILE)
    return path


def effective(ctx: click.Context) -> list[Effective]:
    """All settings of a command in the order of its options."""
    made = []
    for option in _settings(ctx):
        assert option.name is not None
        value = ctx.params[option.name]
        source = ctx.get_parameter_source(option.name)
        origin = _ORIGINS.get(source, "default") if source is not None else "default"
        path = str(ctx.meta[_FILES][option.name]) if origin == "file" else None
        name = option.variable if origin == "environment" else path
        made.append(
            Effective(option.key, value != option.inverted, origin, name)
            if option.is_flag
            else Effective(option.key, value, origin, name)
        )
    return made


def _settings(ctx: click.Context) -> list[Setting]:
    return [p for p in ctx.command.params if isinstance(p, Setting) and p.expose_value]


def _find() -> Path | None:
    try:
        start = Path.cwd()
    except OSError:  # it was removed
        return None
    for folder in (start, *start.parents):
        own, project = folder / _OWN, folder / _PROJECT
        if os.path.isfile(own):  # noqa: PTH113 - folders above may not be ours to search
            return own
        if os.path.isfile(project) and _table(project) is not None:  # noqa: PTH113
            return project
    return None


def _table(path: Path) -> Mapping[str, Any] | None:
    """The settings as they stand in a file; None for a project without any."""
    try:
        with path.open("rb") as file:
            table: Any = parse_toml(file.read(MAX_SETTINGS_BYTES + 1).decode("utf-8"))
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror}") from error
    except ValueError as error:
        raise InputError(f"{path}: is no TOML: {error}") from error
    if path.name == _PROJECT:
        tool = table.get("tool")
        table = tool.get("claimcheck") if isinstance(tool, dict) else None
        if table is not None and not isinstance(table, dict):
            raise InputError(f"{path}: tool.claimcheck must be a table: [tool.claimcheck]")
    settings: Mapping[str, Any] | None = table
    return settings


def _read(
    ctx: click.Context, path: Path, reading: Callable[[Setting, click.Context, Any, Path], Any]
) -> dict[str, Any]:
    """The settings of a file by parameter name.

    Raises:
        InputError: the file is no TOML, a key is unknown or a value wrong.
    """
    table = _table(path)
    if table is None:
        raise InputError(f"{path}: has no [tool.claimcheck]; add it or name another file")
    known = {option.key: option for option in _settings(ctx)}
    made = {}
    for key, value in table.items():
        if key not in known:
            raise InputError(f"{path}: unknown key {key!r}; {_meant(key, known)}")
        try:
            made[known[key].name or key] = reading(known[key], ctx, value, path.absolute().parent)
        except ValueError as error:
            raise InputError(f"{path}: {key}: {error}") from error
    return made
