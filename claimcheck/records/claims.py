"""Claims, and what the judge says of a premise and a hypothesis."""

from __future__ import annotations

from dataclasses import dataclass

from claimcheck.records.base import LABELS, Label, digest
from claimcheck.records.values import DateSpan, Figure, Name


def claim_id(article: str, start: int, end: int) -> str:
    """The id of the claim at these offsets of an article."""
    return digest("claim", article, str(start), str(end))


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A sentence that states something which can be checked, with the values that it gives.

    ``text == article.text[start:end]``. ``speaker`` says it, None for the outlet.
    """

    article: str
    outlet: str
    start: int
    end: int
    text: str
    speaker: str | None = None
    figures: tuple[Figure, ...] = ()
    dates: tuple[DateSpan, ...] = ()
    names: tuple[Name, ...] = ()

    @property
    def id(self) -> str:
        """The same for the same sentence of the same article."""
        return claim_id(self.article, self.start, self.end)


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
