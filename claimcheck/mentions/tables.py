"""The rows of ``language/en`` that tell roles and speakers, read once."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files


@cache
def table(name: str) -> dict[str, frozenset[str]]:
    """Lists of lemmas by the role they tell, from ``language/en/NAME.toml``."""
    text = (files("claimcheck.language") / "en" / f"{name}.toml").read_text(encoding="utf-8")
    return {key: frozenset(row["lemmas"]) for key, row in tomllib.loads(text).items()}
