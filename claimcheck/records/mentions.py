"""Mentions: every value of an article with the frame in which it stands."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from claimcheck.records.articles import Sentence
from claimcheck.records.base import Kind, digest
from claimcheck.records.values import ClockTime, DateSpan, Figure, Name, Quotation, Score

Value = Figure | DateSpan | ClockTime | Score | Name | Quotation
Role = Literal[
    "level",
    "change by",
    "change to",
    "part",
    "addition",
    "limit",
    "forecast",
    "plan",
    "demand",
    "earlier value",
    "hypothetical",
    "denied",
    "alleged",
    "whole",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What a sentence says of a value, read from its parse; all words are lower-case lemmas.

    ``measured`` is the noun that is counted, measured or dated ("person", "tariff", "vote"), ""
    where the parse shows none; ``modifiers`` narrow it. ``of`` are the names and nouns of what or
    whom it is said ("japan", "company"). ``predicate`` is the verb that governs it, ``subject``
    and ``object`` are the heads of that verb's arguments. ``sides`` are the winner and the loser
    of a game or a vote, "" where the clause names none. ``quantity`` are the nouns of what a
    figure is a value of, ``scope`` what narrows it to another one ("core" inflation), ``group``
    those of whom a share is told ("among women"). ``place`` and ``names`` are canonical
    names of the clause and of the sentence. ``period`` is the time that the value holds for, if
    its clause gives one beside the value. ``role`` is the weightiest of all ``roles`` that the
    sentence gives the value ("would rise by 5%"). ``speaker`` says it, None for the outlet, on
    ``said_on``.
    ``words`` are the content lemmas of the clause, without those of the value. ``phrase`` says in
    the sentence's own words what the value is the value of ("tariff on Japanese goods").
    """

    measured: str = ""
    modifiers: tuple[str, ...] = ()
    of: tuple[str, ...] = ()
    predicate: str = ""
    subject: str = ""
    object: str = ""
    sides: tuple[str, str] = ("", "")
    quantity: tuple[str, ...] = ()
    scope: tuple[str, ...] = ()
    group: tuple[str, ...] = ()
    place: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    period: DateSpan | None = None
    speaker: str | None = None
    said_on: DateSpan | None = None
    role: Role = "level"
    roles: tuple[Role, ...] = ("level",)
    words: tuple[str, ...] = ()
    phrase: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """One value at one place of an article; offsets of ``value`` are into ``Article.text``.

    Those of a value of the headline, whose sentence has the index -1, are into ``Article.title``.
    ``entry`` is the moment of the live blog's entry that it stands in.
    """

    article: str
    outlet: str
    sentence: Sentence
    value: Value
    frame: Frame = field(default_factory=Frame)
    entry: datetime | None = None

    @property
    def id(self) -> str:
        """The same for the same place and kind of value in the same article."""
        part = "headline " if self.sentence.index < 0 else ""
        span = f"{part}{self.value.start}:{self.value.end}"
        return digest("mention", self.article, span, type(self.value).__name__)

    @property
    def report(self) -> tuple[str, datetime | None]:
        """What gives one value of a thing at most: an article, or an entry of a live blog."""
        return self.article, self.entry

    @property
    def kind(self) -> Kind:
        """The kind of finding that its values make."""
        value = self.value
        if isinstance(value, DateSpan | ClockTime):
            return "date"
        if isinstance(value, Name):
            return "location" if value.kind == "place" else "name"
        return "quote" if isinstance(value, Quotation) else "number"
