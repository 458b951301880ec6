"""Two values of one slot side by side: all that the table's conditions look at."""

from __future__ import annotations

from dataclasses import dataclass

from claimcheck.records.mentions import Mention, Role
from claimcheck.records.values import ClockTime, DateSpan, Figure
from claimcheck.relations.comparing import compare_values
from claimcheck.relations.cues import (
    Change,
    Told,
    change_of,
    is_late,
    tells,
    tells_of,
    tells_value,
)
from claimcheck.relations.readings import length_reaches, may_be_one
from claimcheck.relations.times import Times, apart, days_between
from claimcheck.values import Comparison


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """The mentions in the order of time, else as they are ranked, so that it is one pair both ways.

    ``order`` is 1 where the second is later, 0 where both are of one moment and None where nobody
    knows; ``days`` is the least number of days between them. ``told`` says that the order rests
    on the words of a sentence, not on two times.
    """

    first: Mention
    second: Mention
    comparison: Comparison
    order: int | None
    told: bool
    days: int | None
    change: Change
    future: tuple[bool, bool]
    reading: bool

    @classmethod
    def of(cls, a: Mention, b: Mention, times: Times) -> Pair:
        """Put two mentions side by side; the same for (a, b) and (b, a)."""
        first, second = sorted((a, b), key=times.rank)
        one, other = times.as_of(first), times.as_of(second)
        order, told = apart(one, other), False
        if not order:
            by_words = is_late(second) - is_late(first)
            order, told = (by_words, True) if by_words else (order, False)
        if order == -1:
            first, second, order = second, first, 1
        return cls(
            first=first,
            second=second,
            comparison=compare_values(first.value, second.value),
            order=order,
            told=told,
            days=days_between(one, other),
            change=_change(first, second),
            future=(_is_ahead(first, times), _is_ahead(second, times)),
            reading=_other_reading(first, second, times),
        )

    @property
    def both(self) -> tuple[Mention, Mention]:
        """The two mentions."""
        return self.first, self.second

    @property
    def roles(self) -> frozenset[Role]:
        """The roles of both values."""
        return frozenset(mention.frame.role for mention in self.both)

    def one(self, *roles: Role) -> bool:
        """Whether exactly one of the values plays one of these roles."""
        return sum(mention.frame.role in roles for mention in self.both) == 1

    def told_by(self, cue: Told) -> bool:
        """Whether one of the sentences holds a cue."""
        return any(tells(mention, cue) for mention in self.both)

    @property
    def quoting(self) -> Mention | None:
        """The mention whose sentence gives the other's value too, None if neither or both do."""
        second = tells_value(self.second, self.first.value.text)
        first = tells_value(self.first, self.second.value.text)
        return None if first == second else (self.second if second else self.first)

    @property
    def naming(self) -> bool:
        """Whether the sentence of one value names the source of the other one."""
        return any(
            bool(source.frame.speaker) and tells_of(mention, source.frame.speaker or "")
            for mention, source in (self.both, self.both[::-1])
            if mention.frame.speaker != source.frame.speaker
        )

    @property
    def parties(self) -> bool:
        """Whether two named speakers, and two different ones, give the values."""
        one, other = (mention.frame.speaker for mention in self.both)
        if not one or not other:
            return False
        words, others = set(one.casefold().split()), set(other.casefold().split())
        return not (words <= others or others <= words)

    @property
    def one_source(self) -> bool:
        """Whether one and the same named speaker gives both values."""
        one, other = (mention.frame.speaker for mention in self.both)
        return bool(one) and bool(other) and not self.parties

    @property
    def grown(self) -> bool:
        """Whether the second figure is the larger one."""
        one, other = self.first.value, self.second.value
        return isinstance(one, Figure) and isinstance(other, Figure) and other.low > one.low

    @property
    def turned(self) -> bool:
        """Whether the winner of one is the loser of the other, and nobody else is in the way."""
        (winner, loser), (other, beaten) = (mention.frame.sides for mention in self.both)
        if winner == other or loser == beaten:
            return False
        crossed = [(winner, beaten), (other, loser)]
        named = [one for one, two in crossed if one and one == two]
        return bool(named) and all(one == two or not one or not two for one, two in crossed)


def _change(first: Mention, second: Mention) -> Change:
    one, other = first.value, second.value
    if isinstance(one, DateSpan | ClockTime):
        return "fixed"
    if not isinstance(one, Figure) or not isinstance(other, Figure):
        return "unknown"
    found = {change_of(first.frame, one.unit), change_of(second.frame, other.unit)}
    return next((change for change in ("fixed", "moves", "grows") if change in found), "unknown")


def _is_ahead(mention: Mention, times: Times) -> bool:
    """Whether a date lies behind the day on which it was written down."""
    value, written = mention.value, times.published(mention)
    if not isinstance(value, DateSpan) or value.first is None or written.last is None:
        return mention.frame.role in ("plan", "forecast")
    return value.first > written.last


def _other_reading(first: Mention, second: Mention, times: Times) -> bool:
    one, other = first.value, second.value
    if isinstance(one, DateSpan) and isinstance(other, DateSpan):
        return may_be_one(one, other)
    for length, span, mention in ((one, other, first), (other, one, second)):
        said = times.published(mention).last
        if isinstance(length, Figure) and isinstance(span, DateSpan) and said is not None:
            return length_reaches(length, span, said)
    return False
