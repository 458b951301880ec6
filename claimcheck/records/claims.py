"""Claims, pairs of them and what the judge says of a pair."""

from __future__ import annotations

from dataclasses import dataclass

from claimcheck.records.articles import Sentence
from claimcheck.records.base import LABELS, Label, digest
from claimcheck.records.values import DateSpan, Figure, Name


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A clause that stands alone and states something that can be checked.

    ``text == article.text[start:end]``. ``standalone`` is what is judged: the clause with its
    subject filled in and its attribution taken off. ``speaker`` says it, None for the outlet, and
    ``said_on`` is the one day that its sentence gives beside what is said: "said on Monday".
    """

    article: str
    outlet: str
    sentence: Sentence
    start: int
    end: int
    text: str
    standalone: str
    speaker: str | None = None
    said_on: DateSpan | None = None
    figures: tuple[Figure, ...] = ()
    dates: tuple[DateSpan, ...] = ()
    mentions: tuple[Name, ...] = ()

    @property
    def id(self) -> str:
        """The same for the same clause of the same article."""
        return digest("claim", self.article, str(self.start), str(self.end), self.standalone)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two claims of different outlets that may speak of one thing; ``a`` sorts before ``b``."""

    a: Claim
    b: Claim
    similarity: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Probabilities:
    """Calibrated probabilities of the three labels for one premise and hypothesis; sum 1."""

    entailment: float
    neutral: float
    contradiction: float

    @property
    def label(self) -> Label:
        """The likeliest label."""
        return max(LABELS, key=lambda name: float(getattr(self, name)))
