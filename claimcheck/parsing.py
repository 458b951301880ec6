"""JSON and TOML that may come from anybody: deep, endless or broken, it is one error."""

from __future__ import annotations

import json
import math
import re
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

MAX_SETTINGS_BYTES = 1_000_000
"""Of a file of settings or reviews; one review takes about 200."""

_LARGEST_WEIGHT = 1e9
_MOST_PARTS = 20
# A dotted key costs ``tomllib`` the square of its parts: 30,000 of them, 60 kB, took 55 s.
_DOTTED = re.compile(rf"(?<![\w-])(?:[\w-]++\s*+\.\s*+){{{_MOST_PARTS}}}")
_STRINGS = re.compile(
    r'''"""(?:[^"\\]|\\.|"(?!""))*+(?:"""|\Z)|"(?:[^"\\\n]|\\.)*+"?|'''
    r"""'''(?:[^']|'(?!''))*+(?:'''|\Z)|'[^'\n]*+'?|\#[^\n]*+""",
    re.DOTALL,
)


def parse_json(text: str, *, deepest: int = 500) -> Any:
    """The value of a JSON text, nested at most ``deepest`` times.

    Raises:
        ValueError: it is none, or nested deeper, or holds a number that is none (NaN, Infinity).
    """
    try:
        made = json.loads(text, parse_constant=_no_number)
    except RecursionError as error:
        raise ValueError("it is nested too deeply") from error
    level = [made]
    for _ in range(deepest):
        level = [inner for each in level for inner in _inside(each)]
        if not level:
            return made
    raise ValueError(f"it is nested more than {deepest} deep")


def _no_number(name: str) -> None:
    raise ValueError(f"{name} is no number")


def _inside(value: object) -> Iterable[object]:
    if isinstance(value, dict):
        return value.values()
    if isinstance(value, float) and math.isinf(value):
        raise ValueError("it has a number that is too large")
    return value if isinstance(value, list) else ()


def parse_toml(text: str) -> Mapping[str, Any]:
    """The table of a TOML text.

    Raises:
        ValueError: it is none, too long or nested too deeply; the message says what.
    """
    if len(text) > MAX_SETTINGS_BYTES:
        raise ValueError(f"it has more than {MAX_SETTINGS_BYTES:,} characters")
    if _DOTTED.search(_STRINGS.sub("q", text)):
        raise ValueError(f"it has a key of more than {_MOST_PARTS} parts")
    try:
        made: Mapping[str, Any] = tomllib.loads(text)
    except RecursionError as error:
        raise ValueError("it is nested too deeply") from error
    return made


def number(value: object) -> float:
    """A weight or threshold of a JSON text.

    Raises:
        TypeError: it is no number.
        ValueError: it is so large that sums of such have no end.
    """
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise TypeError(f"{str(value)[:40]!r} is no number")
    if not abs(value) <= _LARGEST_WEIGHT:
        raise ValueError(f"{str(value)[:40]} is no weight")
    return float(value)


def numbers(value: object) -> dict[str, float]:
    """Numbers by name.

    Raises:
        TypeError: it is no object of numbers.
    """
    if not isinstance(value, dict):
        raise TypeError(f"{str(value)[:40]!r} is no table of numbers")
    return {name: number(each) for name, each in value.items()}


def read_json(path: Path) -> Any:
    """The value of a JSON file.

    Raises:
        OSError: it cannot be read.
        ValueError: it is no UTF-8 or no JSON.
    """
    return parse_json(path.read_text(encoding="utf-8"))
