"""How much of one input is looked at: bounds that no real bundle meets and no hostile one passes.

What a limit cuts is told in a :class:`Skip`; nothing is cut in silence.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, fields
from typing import Self, TypeVar

from claimcheck.errors import InputError
from claimcheck.records import Skip

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """The most of each thing that a run takes; every field is a whole number of at least 1.

    A mention is a figure, date, place, name or quotation. Measured as numbers and runs of
    capitalised words on 461 bundles of US outlets: of 77,210 sentences one in 10,000 has more
    than 36 and one, a list, 65; of 1,522 articles none has more than 2,241, no bundle 2,573.

    Attributes:
        articles: of one bundle, in the order of their outlets.
        mentions_a_sentence, mentions_an_article: in the order of the text.
        mentions_a_bundle: the first of each article.
        pairs: that the judge is asked about in one bundle, those first that are likeliest of one
            thing by their words. Ten articles of 40 sentences have some 1,500.
        file_bytes: of one file, and of all that an archive holds.
        article_characters: of one article's text.
        tags: elements of one page.
        attributes: of one element.
        attribute_characters: of one element's attributes, names and values together.
    """

    articles: int = 2_000
    mentions_a_sentence: int = 64
    mentions_an_article: int = 4_000
    mentions_a_bundle: int = 100_000
    pairs: int = 4_000
    file_bytes: int = 20_000_000
    article_characters: int = 1_000_000
    tags: int = 50_000
    attributes: int = 500
    attribute_characters: int = 1_000_000

    def __post_init__(self) -> None:
        for field in fields(self):
            value = getattr(self, field.name)
            if isinstance(value, bool) or not isinstance(value, int) or value < 1:
                raise InputError(f"limit {field.name}: {value!r} is no whole number above 0")

    @classmethod
    def parse(cls, given: Iterable[str]) -> Self:
        """The limits with some of them set.

        Args:
            given: each as ``name=number``; of one that is named twice the last counts.

        Returns:
            Limits, those that are not named with their defaults.

        Raises:
            InputError: a name is unknown or a number is none.
        """
        known = [field.name for field in fields(cls)]
        made: dict[str, int] = {}
        for text in given:
            name, _, number = (part.strip() for part in text.partition("="))
            name = name.replace("-", "_")
            if name not in known:
                raise InputError(f"no limit {name!r}; there are {', '.join(known)}")
            # Ten digits are more than any memory holds; int() refuses thousands of them.
            if not (number.isascii() and number.isdigit() and len(number) <= 10):
                raise InputError(f"limit {name}: {number!r} is no whole number above 0")
            made[name] = int(number)
        return cls(**made)

    def cut(
        self, name: str, items: Sequence[Item], *, stage: str, item: str
    ) -> tuple[Sequence[Item], tuple[Skip, ...]]:
        """The first of ``items`` that the limit ``name`` lets through, and what is to be told.

        Args:
            name: a field of this record.
            items: what is counted, those first that are kept.
            stage: where it is cut, for the skip.
            item: what it is cut from, for the skip.

        Returns:
            The items that are kept, in their order, and one skip if there are fewer of them.
        """
        most: int = getattr(self, name)
        if len(items) <= most:
            return items, ()
        reason = f"holds {len(items):,}, of which the first {most:,} are read (limit {name})"
        return items[:most], (Skip(stage=stage, item=item, reason=reason),)


class LimitError(ValueError):
    """An input is beyond a limit that only refuses; the message says what of it, and which."""


class Budget:
    """What is left of a limit that several stages share.

    Args:
        most: how many may be taken in all.

    Attributes:
        left: how many more may be taken.
        refused: how many there were beyond it.
    """

    def __init__(self, most: int) -> None:
        self.left, self.refused = most, 0

    def take(self, items: Sequence[Item], *, share: float = 1.0) -> Sequence[Item]:
        """The first of ``items``, of what is left at most this share; the others are refused."""
        kept = items[: math.ceil(self.left * share)]
        self.spend(len(kept), len(items))
        return kept

    def spend(self, taken: int, wanted: int) -> None:
        """Note that so many are taken of so many."""
        self.left -= taken
        self.refused += wanted - taken


LIMITS = Limits()
"""The limits where nobody has set others."""

_HELD: ContextVar[Limits] = ContextVar("limits", default=LIMITS)


def held() -> Limits:
    """The limits of the input that is being read, for what stands too deep to be handed them."""
    return _HELD.get()


@contextmanager
def hold(limits: Limits) -> Iterator[None]:
    """Let these limits be those that hold."""
    token = _HELD.set(limits)
    try:
        yield
    finally:
        _HELD.reset(token)
