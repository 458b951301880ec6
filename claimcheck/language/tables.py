"""Read a language's TOML files once and check every entry as it is asked for.

What is wrong with a file is told in one line that names the file, the entry and what is expected.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from claimcheck.errors import ClaimCheckError

_FOLDER = Path(__file__).parent


class LanguageError(ClaimCheckError):
    """A language file that is missing or holds something else than it should."""


@dataclass(frozen=True, slots=True)
class Table:
    """One file, or one table of it, with typed access; ``where`` names it in errors."""

    where: str
    data: Mapping[str, Any]

    def __iter__(self) -> Iterator[str]:
        return iter(self.data)

    def __contains__(self, key: str) -> bool:
        return key in self.data

    def table(self, key: str) -> Table:
        """The table ``key``."""
        value = self._get(key, dict, "a table")
        return Table(f"{self.where}: {key}", value)

    def tables(self) -> Iterator[tuple[str, Table]]:
        """Every entry, each of which must be a table."""
        for key in self.data:
            yield key, self.table(key)

    def text(self, key: str, default: str | None = None) -> str:
        """The text at ``key``, or ``default`` where it is given and the key is not."""
        return str(self._get(key, str, "a text", default))

    def flag(self, key: str) -> bool:
        """Whether ``key`` is true; False where it is absent."""
        return bool(self._get(key, bool, "true or false", False))

    def number(self, key: str, default: float | None = None) -> float:
        """The number at ``key``."""
        value = self._get(key, (int, float), "a number", default)
        if isinstance(value, bool):
            raise self._wrong(key, "a number")
        return float(value)

    def texts(self, key: str) -> tuple[str, ...]:
        """The list of texts at ``key``; () where it is absent."""
        value = self._get(key, list, "a list of texts", [])
        if not all(isinstance(item, str) and item for item in value):
            raise self._wrong(key, "a list of texts")
        return tuple(value)

    def numbers(self) -> dict[str, float]:
        """The whole table as names of numbers."""
        return {key: self.number(key) for key in self.data}

    def words(self, key: str) -> frozenset[str]:
        """The words of the text at ``key``, which stand apart by white space."""
        return frozenset(self.text(key).split())

    def check(self, *allowed: str) -> None:
        """Raise for a key that nobody reads, which is most likely a misspelt one."""
        for key in self.data:
            if key not in allowed:
                raise LanguageError(f"{self.where}: unknown key {key!r} (known: {allowed})")

    def _get(self, key: str, kind: Any, what: str, default: Any = None) -> Any:
        value = self.data.get(key, default)
        if value is None:
            raise LanguageError(f"{self.where}: {key!r} is missing")
        if not isinstance(value, kind):
            raise self._wrong(key, what)
        return value

    def _wrong(self, key: str, what: str) -> LanguageError:
        return LanguageError(f"{self.where}: {key!r} must be {what}, not {self.data[key]!r}")


def read_table(path: Path) -> Table:
    """The TOML file at ``path``.

    Raises:
        LanguageError: it cannot be read or is no TOML.
    """
    where = "/".join(path.parts[-2:])
    try:
        return Table(where, tomllib.loads(path.read_text(encoding="utf-8")))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise LanguageError(f"{where}: {error}") from None


def any_of(phrases: frozenset[str]) -> str:
    """A regular expression of phrases whose words "_" joins, the longest first."""
    words = sorted(phrases, key=lambda word: (-len(word), word))
    return "|".join(r"\s+".join(map(re.escape, word.split("_"))) for word in words)


@cache
def table(name: str, language: str = "en") -> Table:
    """The file ``name`` of a language, read once."""
    return read_table(_FOLDER / language / f"{name}.toml")
