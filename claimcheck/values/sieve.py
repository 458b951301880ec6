"""Try a pattern only where its first word stands: one pass over the words for many patterns."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from claimcheck.records import Figure

__all__ = ["DIGITS", "Rule", "Sieve"]

# The first word of what begins with digits.
DIGITS = "0"
_WORD = re.compile(r"[A-Za-z]+|[0-9]+[a-z]*")


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern, the words (lower case) that it can begin with, and what a match means."""

    first: frozenset[str]
    pattern: re.Pattern[str]
    read: Callable[[re.Match[str], str], Figure | None]


class Sieve:
    """Rules by their first words."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self._rules: dict[str, list[Rule]] = {}
        for rule in rules:
            for word in sorted(rule.first):
                self._rules.setdefault(word, []).append(rule)

    def read(self, text: str, start: int, stop: int) -> tuple[Figure, ...]:
        """What the rules read in ``text[start:stop]``, in order; readings may overlap.

        A rule goes on behind its last match.
        """
        found: list[Figure] = []
        behind: dict[int, int] = {}
        for word in _WORD.finditer(text, start, stop):
            key = DIGITS if word.group()[0].isdigit() else word.group().lower()
            for rule in self._rules.get(key, ()):
                if word.start() < behind.get(id(rule), 0):
                    continue
                match = rule.pattern.match(text, word.start(), stop)
                if match is None:
                    continue
                behind[id(rule)] = match.end()
                if (figure := rule.read(match, text)) is not None:
                    found.append(figure)
        return tuple(sorted(found, key=lambda figure: (figure.start, -figure.end)))
