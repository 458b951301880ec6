"""JSON and TOML that may come from anybody: deep, endless or broken, it is one error."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

MAX_SETTINGS_BYTES = 1_000_000
"""Of a file of settings; ``tomllib`` takes seconds for a megabyte of its worst."""


def parse_json(text: str) -> Any:
    """The value of a JSON text.

    Raises:
        ValueError: it is none; of one that is nested too deeply the message says so.
    """
    try:
        return json.loads(text)
    except RecursionError as error:
        raise ValueError("it is nested too deeply") from error


def parse_toml(text: str) -> Mapping[str, Any]:
    """The table of a TOML text.

    Raises:
        ValueError: it is none, too long or nested too deeply; the message says what.
    """
    if len(text) > MAX_SETTINGS_BYTES:
        raise ValueError(f"it has more than {MAX_SETTINGS_BYTES:,} characters")
    try:
        made: Mapping[str, Any] = tomllib.loads(text)
    except RecursionError as error:
        raise ValueError("it is nested too deeply") from error
    return made


def read_json(path: Path) -> Any:
    """The value of a JSON file.

    Raises:
        OSError: it cannot be read.
        ValueError: it is no UTF-8 or no JSON.
    """
    return parse_json(path.read_text(encoding="utf-8"))
