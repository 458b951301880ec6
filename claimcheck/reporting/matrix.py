"""Which outlets agree with which and which contradict each other, as a table that leads on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from claimcheck.reporting import overview
from claimcheck.reporting.cards import Card
from claimcheck.reporting.passages import shorten

_MAX_OUTLETS = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """How many cards of one relation two outlets share, and the first of them."""

    relation: str
    sign: str
    number: int
    anchor: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """What two outlets have in common; ``keys`` are their short names, for the filter."""

    keys: str
    shared: tuple[Shared, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix:
    """The lower triangle of outlet pairs: ``rows`` are (short name, name, cells)."""

    columns: tuple[tuple[str, str], ...]
    rows: tuple[tuple[str, str, tuple[Cell, ...]], ...]
    more: str


def matrix(cards: Sequence[Card], keys: dict[str, str]) -> Matrix | None:
    """A row and a column for each outlet that shares a card with another; None for none.

    A card counts once for every two outlets of it.
    """
    found: dict[tuple[str, str], dict[str, list[Card]]] = {}
    for card in cards:
        for pair in combinations(sorted(set(card.outlets) & keys.keys()), 2):
            relation = _between(card, *pair)
            if relation:
                found.setdefault(pair, {}).setdefault(relation, []).append(card)
    involved = sorted({outlet for pair in found for outlet in pair})
    if len(involved) < 2:
        return None
    names = involved[:_MAX_OUTLETS]
    return Matrix(
        columns=tuple((keys[name], shorten(name, 40)) for name in names[:-1]),
        rows=tuple(
            (
                keys[name],
                shorten(name, 40),
                tuple(
                    _cell(other, name, keys, found.get((other, name), {})) for other in names[:n]
                ),
            )
            for n, name in enumerate(names)
            if n
        ),
        more=overview.left_out(len(involved), len(names), "outlet"),
    )


def _between(card: Card, one: str, other: str) -> str:
    """What two outlets of a card are to each other: those that give one value do not differ."""
    alike = any({one, other} <= set(outlets) for _, outlets in card.sides)
    if "contradiction" in card.relations and not alike:
        return "contradiction"
    return "agreement" if alike or "agreement" in card.relations else ""


def _cell(one: str, other: str, keys: dict[str, str], found: dict[str, list[Card]]) -> Cell:
    names = overview.joined([one, other])
    return Cell(
        keys=f"{keys[one]} {keys[other]}",
        shared=tuple(
            Shared(
                relation=relation,
                sign=sign,
                number=len(found[relation]),
                anchor=found[relation][0].anchor,
                label=f"{names}: {overview.count(len(found[relation]), noun)}",
            )
            for relation, sign, noun in (
                ("contradiction", "≠", "contradiction"),
                ("agreement", "=", "agreement"),
            )
            if relation in found
        ),
    )
