"""What is shown on a terminal, as text: bounded in width, without colour where none is wanted."""

from __future__ import annotations

import io
from collections.abc import Iterable

from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.text import Text

from claimcheck.reporting.passages import uncommanding


def printed(parts: Iterable[RenderableType], *, width: int | None = None, color: bool) -> str:
    """The parts one under the other, ``width`` columns wide: 80 where not given, 40 at least.

    Without ``color`` there is no escape sequence in it.
    """
    out = io.StringIO()
    console = Console(
        file=out,
        width=max(width or 80, 40),
        force_terminal=color,
        color_system="standard" if color else None,
        no_color=not color,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
        _environ={},
    )
    for part in parts:
        console.print(part)
    lines = (line.rstrip() for line in out.getvalue().splitlines())
    return uncommanding("\n".join(lines) + "\n")


def wrapped(lines: Iterable[str], width: int | None = None) -> str:
    """Plain lines wrapped to ``width``, 80 where not given; what is wrapped keeps its indent."""
    return printed(
        (
            Padding(Text(line.lstrip(" ")), (0, 0, 0, len(line) - len(line.lstrip(" "))))
            for line in lines
        ),
        width=width,
        color=False,
    )
