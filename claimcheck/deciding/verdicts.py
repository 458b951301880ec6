"""What was decided of a pair, what is known beyond it, and how far two claims share words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from claimcheck.comparing import Comparison, Slot
from claimcheck.deciding.thresholds import Thresholds
from claimcheck.records import Basis, Claim, Kind, Relation
from claimcheck.words import content_stems, words


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What was decided of one pair; ``relation`` None with a ``reason`` is an abstention."""

    comparison: Comparison
    relation: Relation | None
    kind: Kind = "other"
    confidence: float = 0.0
    reason: str = ""
    slot: Slot | None = None
    basis: Basis | None = None


_APART = timedelta(hours=2)


@dataclass(frozen=True, slots=True)
class Context:
    """What the rules know beyond the pair: the articles' days, times and claims, by article id."""

    days: Mapping[str, date | None]
    claims: Mapping[str, Sequence[Claim]]
    times: Mapping[str, datetime] = field(default_factory=dict)

    def first(self, a: Claim, b: Claim) -> Claim | None:
        """The claim of the article that was published earlier, None where that is not known.

        Of one day only times of both articles tell, and only if they are hours apart.
        """
        day_a, day_b = self.days.get(a.article), self.days.get(b.article)
        if day_a is None or day_b is None:
            return None
        if day_a != day_b:
            return a if day_a < day_b else b
        time_a, time_b = self.times.get(a.article), self.times.get(b.article)
        if time_a is None or time_b is None or abs(time_a - time_b) < _APART:
            return None
        return a if time_a < time_b else b


def is_short(comparison: Comparison, at: Thresholds) -> bool:
    """Whether both claims are so short that they have no room for details."""
    pair = comparison.pair
    return max(len(words(c.standalone)) for c in (pair.a, pair.b)) <= at.short


def overlap(a: Claim, b: Claim) -> float:
    """Share of the content words of the shorter claim that stand in the other."""
    left, right = content_stems(a.standalone), content_stems(b.standalone)
    return len(left & right) / max(1, min(len(left), len(right)))


def common(a: Claim, b: Claim) -> int:
    """How many content words both claims have."""
    return len(content_stems(a.standalone) & content_stems(b.standalone))


def days_apart(a: Claim, b: Claim, context: Context) -> int:
    """Days between the articles of two claims, 0 where one of them is not known."""
    first, second = context.days[a.article], context.days[b.article]
    return abs((first - second).days) if first and second else 0


def one_text(question: tuple[str, str]) -> bool:
    """Whether premise and hypothesis have the same words: then no judge has to be asked."""
    premise, hypothesis = question
    return words(premise) == words(hypothesis)
