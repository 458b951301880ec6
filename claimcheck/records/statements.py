"""Statements of two outlets and how they stand to one another."""

from __future__ import annotations

from dataclasses import dataclass

from claimcheck.records.articles import Sentence
from claimcheck.records.base import Kind, Relation, digest
from claimcheck.records.claims import Probabilities
from claimcheck.records.slots import Feature


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What one outlet states: a sentence, or a clause of it.

    ``start`` and ``end`` are offsets into the text that ``sentence`` stands in, and so are
    ``differing``, the spans of what the other side has otherwise; ``text`` is what was judged.
    ``speaker`` is the phrase that names who says it, None for the outlet itself.
    """

    article: str
    outlet: str
    sentence: Sentence
    start: int
    end: int
    text: str
    speaker: str | None = None
    differing: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementMatch:
    """Two statements of different articles with the relation between them; ``a`` sorts first.

    ``probability`` is that of the relation, which reached ``threshold``; ``features`` are what it
    was made from. ``forward`` judges ``a`` as premise against ``b``, ``backward`` the other way;
    they are None where the sentences are the same words.
    """

    a: Statement
    b: Statement
    relation: Relation
    kind: Kind
    probability: float
    threshold: float
    reason: str
    features: tuple[Feature, ...] = ()
    forward: Probabilities | None = None
    backward: Probabilities | None = None

    @property
    def id(self) -> str:
        """The same for the same two places, whatever is made of them."""
        places = (f"{s.article}:{s.sentence.index}:{s.start}:{s.end}" for s in (self.a, self.b))
        return digest("statements", *places)
