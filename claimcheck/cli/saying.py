"""What the command says on standard error: one line each, that steers no terminal."""

from __future__ import annotations

import contextlib
import io
import logging
import os
import re
import sys
from typing import Any

import click

from claimcheck.reporting.passages import visible

_ERRNO = re.compile(r"\[Errno -?\d+\] ")


def say(text: object) -> None:
    """A line on standard error, ``claimcheck:`` before it, without the numbers of the system's."""
    tell(f"claimcheck: {visible(_ERRNO.sub('', str(text)))}")


def tell(line: str) -> None:
    """A line on standard error as it is; where none can be written the run goes on without it."""
    with contextlib.suppress(OSError):
        click.echo(line, err=True)


class Saying(logging.Handler):
    """Warnings of the stages, said as everything else is."""

    def emit(self, record: logging.LogRecord) -> None:
        """Say what was logged."""
        say(record.getMessage())


class _Closed(io.TextIOBase):
    """Standard output where there is none: what is printed is not lost in silence."""

    def write(self, _: str) -> int:
        raise OSError(9, "it is closed", "standard output")


def open_streams() -> None:
    """Make the three standard streams fit for use.

    One that is closed gets the null device, since the next file to be opened, such as the cache,
    would get its number and what is printed would be written into it. What an encoding cannot
    write is escaped.
    """
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)
    if sys.stdin is None:
        sys.stdin = io.TextIOWrapper(io.BytesIO())
    if sys.stderr is None:
        sys.stderr = io.TextIOWrapper(io.BytesIO())
    if sys.stdout is None:
        sys.stdout = _Closed()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def close_stdout() -> OSError | None:
    """Write out what standard output still holds; the error if that fails.

    After an error nothing more is tried, also not when Python ends.
    """
    stdout: Any = sys.stdout
    try:
        stdout.flush()
    except OSError as error:
        abandon_stdout()
        return error
    return None


def abandon_stdout() -> None:
    """Let go of what standard output still holds: its reader has gone, or its disk is full."""
    try:
        number = sys.stdout.fileno()
    except (OSError, ValueError):
        return
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, number)
    os.close(null)
