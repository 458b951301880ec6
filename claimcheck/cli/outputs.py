"""Where a report goes: what can be known before is checked before, and no input is written over."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

import click

from claimcheck.cli.saying import say
from claimcheck.errors import InputError
from claimcheck.own import is_own_file
from claimcheck.writing import check_writable, said, write_text

_BY_SUFFIX = {
    ".txt": "text",
    ".json": "json",
    ".md": "markdown",
    ".html": "html",
    ".htm": "html",
    ".csv": "csv",
    ".sarif": "sarif",
    ".xml": "junit",
}
# These a person reads, in the encoding of the terminal; all others are UTF-8 everywhere.
_FOR_TERMINALS = ("text", "note")

Rendered = Callable[..., str]


class Target(NamedTuple):
    """A file for a report, and the report's format."""

    path: Path
    format: str


def targets(
    save: Sequence[Path], output: Path | None, format_: str | None
) -> tuple[list[Target], str]:
    """The files to be written, and the format of ``output``, or of what is printed."""
    made = [Target(path, _by_suffix(path)) for path in save]
    format_ = format_ or (_by_suffix(output, ", or give --format") if output else "text")
    return [*made, *([Target(output, format_)] if output else [])], format_


def check_targets(found: Sequence[Target], inputs: Sequence[str], *, printed: bool) -> None:
    """Find out before the work what could not be written after it.

    Raises:
        InputError: a file cannot be written, or it is, or may be, one of the ``inputs``.
        OSError: standard output is closed.
    """
    for target in found:
        check_writable(target.path)
        _refuse_input(target.path, inputs)
    if printed:
        sys.stdout.write("")


def _refuse_input(path: Path, inputs: Sequence[str]) -> None:
    """What is to be read, and all beside it that is not ours, is never written over."""
    real = Path(os.path.realpath(path))
    if not real.is_file() or is_own_file(real):
        return
    for given in inputs:
        root = Path(os.path.realpath(given))
        if given != "-" and (real == root or root in real.parents):
            raise InputError(f"{path}: is an input, or lies among them, and is not written over")


def write_all(found: Sequence[Target], rendered: Rendered) -> bool:
    """Write every file that can be written; whether all could be, what could not is said."""
    done = True
    for target in found:
        try:
            write_text(target.path, rendered(target.format))
        except InputError as error:
            say(error)
            done = False
    return done


def print_report(format_: str, rendered: Rendered) -> None:
    """Print the report, for a terminal in its width and colours.

    Raises:
        InputError: standard output takes no more, as on a full disk.
    """
    on_terminal = sys.stdout.isatty()
    width = shutil.get_terminal_size().columns  # as COLUMNS says, and 80 where nothing does
    color = on_terminal and not os.environ.get("NO_COLOR")
    text = rendered(format_, width=width, color=color)
    shown: str | bytes = text
    if format_ not in _FOR_TERMINALS and not on_terminal:
        shown = text.encode("utf-8", "backslashreplace")
    try:
        click.echo(shown, nl=False)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise InputError(f"standard output: cannot be written: {said(error)}") from error


def _by_suffix(path: Path, otherwise: str = "") -> str:
    try:
        return _BY_SUFFIX[path.suffix.lower()]
    except KeyError:
        known = ", ".join(f"{suffix} ({name})" for suffix, name in _BY_SUFFIX.items())
        ends = f"the suffix {path.suffix}" if path.suffix else "no suffix"
        raise click.UsageError(
            f"{path}: a report cannot be written with {ends}; use {known}{otherwise}"
        ) from None
