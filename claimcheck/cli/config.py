"""``claimcheck config``: which settings a check would run with, and why."""

from __future__ import annotations

import json
from typing import Any

import click

from claimcheck.cli.check import check_command
from claimcheck.cli.settings import Effective, effective, file_of
from claimcheck.toml import escaped, string


def _config(as_json: bool, **_: Any) -> int:
    """Show what `claimcheck check` would run with here, and where each value comes from.

    A flag beats the environment, that beats the file, and that beats the default. The options
    are those of `check`; what is shown is fit to be a claimcheck.toml.
    """
    ctx = click.get_current_context()
    path = file_of(ctx)
    settings = effective(ctx)
    if as_json:
        shown = {
            each.key: {"value": each.value, "origin": each.origin, "name": each.name}
            for each in settings
        }
        made = {"file": str(path) if path else None, "settings": shown}
        click.echo(json.dumps(made, indent=2, default=str))
        return 0
    click.echo(f"# file: {escaped(str(path)) if path else 'none found'}")
    lines = [_assignment(each) for each in settings]
    width = min(max(map(len, lines)), 40)
    for each, line in zip(settings, lines, strict=True):
        origin = " ".join(escaped(part) for part in (each.origin, each.name) if part)
        click.echo(f"{line:{width}}  # {origin}")
    return 0


config_command = click.Command(
    "config",
    params=[
        *(param for param in check_command.params if isinstance(param, click.Option)),
        click.Option(["--json", "as_json"], is_flag=True, help="Write one JSON object."),
    ],
    callback=_config,
    help=_config.__doc__,
)


def _assignment(setting: Effective) -> str:
    """A line of TOML; a setting without a value is left to a comment."""
    if setting.value is None:
        return f"# {setting.key} is not set"
    return f"{setting.key} = {_toml(setting.value)}"


def _toml(value: Any) -> str:
    if isinstance(value, bool | float):
        return json.dumps(value)
    if isinstance(value, tuple):
        return f"[{', '.join(map(_toml, value))}]"
    return string(str(value))
