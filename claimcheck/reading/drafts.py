"""What every reader hands back: articles as found, before outlets and dates are settled."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from claimcheck.records import Skip

# Longer than any news story by far; keeps one hostile file from filling memory downstream.
MAX_ARTICLE_CHARACTERS = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """An article as it stands in the input.

    ``published`` and ``fetched`` are as written. ``ago`` is the line that the page puts beside
    the story ("2 hours ago" or a date). ``embedded`` marks a story inside another outlet's page.
    ``line`` and ``column`` count from 1. ``where`` names the place for messages.
    """

    where: str
    text: str
    path: str = ""
    outlet: str | None = None
    title: str | None = None
    url: str | None = None
    published: str | None = None
    fetched: str | None = None
    ago: str | None = None
    embedded: bool = False
    line: int = 1
    column: int = 1
    verbatim: bool = False


Drafts = tuple[tuple[Draft, ...], tuple[Skip, ...]]


def bad(item: str, reason: str) -> Drafts:
    """Nothing read, and why."""
    return (), (Skip(stage="read", item=item, reason=reason),)


def shorten(text: str, limit: int = 80) -> str:
    """``text`` on one line, at most ``limit`` characters."""
    line = " ".join(text[: limit * 4].split())
    return line if len(line) <= limit else line[: limit - 1].rstrip() + "…"


def join(parts: Sequence[Drafts]) -> Drafts:
    """Several readers' results as one."""
    return (
        tuple(draft for drafts, _ in parts for draft in drafts),
        tuple(skip for _, skips in parts for skip in skips),
    )
