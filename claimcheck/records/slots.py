"""Slots: mentions of a bundle that are values of one and the same thing, and what is decided."""

from __future__ import annotations

from dataclasses import dataclass

from claimcheck.records.base import Kind, Relation
from claimcheck.records.mentions import Mention


@dataclass(frozen=True, slots=True, kw_only=True)
class Feature:
    """One number that a decision weighed; ``weight`` times ``value`` went into its log odds."""

    name: str
    value: float
    weight: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Why two mentions are of one slot: the calibrated probability and what it was made from.

    ``a`` and ``b`` are ids of mentions. ``premise`` and ``hypothesis`` are the masked passages
    that were judged; they are "" where equal rare values needed no judge.
    """

    a: str
    b: str
    probability: float
    threshold: float
    features: tuple[Feature, ...] = ()
    premise: str = ""
    hypothesis: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """Mentions of two or more articles that answer one question.

    ``name`` is a noun phrase that a person would give it ("people killed in the quake").
    """

    id: str
    name: str
    kind: Kind
    mentions: tuple[Mention, ...]
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What the table of relations makes of two values of a slot.

    ``row`` names the first row of the table that applied. ``relation`` is None where the tool
    abstains or where nothing is to be told; ``reason`` says why in words that an editor
    understands, ``otherwise`` what would have changed it. ``abstained`` tells the two apart.
    """

    row: str
    relation: Relation | None
    reason: str
    otherwise: str = ""
    abstained: bool = False
