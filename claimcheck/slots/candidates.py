"""Which pairs of mentions are looked at: values of one sort, near in words or alike in value.

The work is bounded: a mention is compared with those that share a telling word with it, found
through an inverted index, and with those that give its value, and of both only the likest are
kept. In a bundle of thousands of values fewer are, so that the work grows with their number.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from heapq import nsmallest

from claimcheck.neighbours import Holders
from claimcheck.records import Figure, Mention, Name, Quotation
from claimcheck.slots.surroundings import Rarity, Surroundings
from claimcheck.values import (
    TypedValue,
    Verdict,
    compare_values,
    compares_with_counts,
    convert,
    value_key,
)

# Of three articles a mention has some forty others of its sort. A lemma or a value that more
# mentions than this have is followed to those of them that stand nearest in the list.
_MOST_POSTINGS = 400
# Of the labelled pairs of one slot 99.6% are among the likest 40 (benchmarks/slots.py).
_KEPT = 40
# What a sort of values is compared and kept in all. A real bundle has up to 2,600 of all sorts.
_COMPARED, _FEWEST_COMPARED = 150_000, 20
_CANDIDATES, _FEWEST_KEPT = 30_000, 3


@dataclass(frozen=True, slots=True)
class Candidate:
    """Two mentions, by their places in the list, that may be of one slot.

    ``near`` says that their values are equal or compatible, ``likeness`` is the cosine of the
    words near them.
    """

    a: int
    b: int
    verdict: Verdict
    likeness: float

    @property
    def near(self) -> bool:
        """Whether the two values may be one."""
        return self.verdict in ("equal", "compatible")


def candidates(
    mentions: Sequence[Mention],
    around: Sequence[Surroundings],
    rarity: Rarity,
    origins: Mapping[str, str],
) -> list[Candidate]:
    """Pairs of mentions of different origins whose values can be compared, in fixed order.

    ``origins`` gives the origin of each article; copies of one text share theirs.
    """
    sorts: dict[str, list[int]] = defaultdict(list)
    for index, mention in enumerate(mentions):
        for sort in _sorts(typed(mention)):
            sorts[sort].append(index)
    found: dict[tuple[int, int], Candidate] = {}
    for _, members in sorted(sorts.items()):
        found.update(_of_one_sort(members, mentions, around, rarity, origins))
    return [found[key] for key in sorted(found)]


def _of_one_sort(
    members: Sequence[int],
    mentions: Sequence[Mention],
    around: Sequence[Surroundings],
    rarity: Rarity,
    origins: Mapping[str, str],
) -> dict[tuple[int, int], Candidate]:
    most = max(_FEWEST_COMPARED, min(_MOST_POSTINGS, _COMPARED // len(members)))
    least = max(_FEWEST_KEPT, min(_KEPT, _CANDIDATES // len(members)))
    lemmas: Holders[str] = Holders(most)
    values: Holders[str] = Holders(most)
    for index in members:
        values.add(index, (value_key(typed(mentions[index])),))
        lemmas.add(index, around[index].near)
    norms = {index: rarity.norm(around[index].near) for index in members}

    @cache
    def compared(a: int, b: int) -> Candidate | None:
        if _part_and_whole(mentions[a], mentions[b]):
            return None
        verdict = compare_values(typed(mentions[a]), typed(mentions[b])).verdict
        if verdict == "incomparable":
            return None
        length = norms[a] * norms[b]
        product = rarity.product(around[a].near, around[b].near)
        return Candidate(a, b, verdict, min(1.0, product / length) if length else 0.0)

    found: dict[tuple[int, int], Candidate] = {}
    for index in members:
        near = around[index].near
        shared: dict[int, float] = defaultdict(float)
        for lemma, weight in near.items():
            squared = weight * rarity(lemma) ** 2
            for other in lemmas.beside(index, lemma):
                shared[other] += squared * around[other].near[lemma] / (norms[other] or 1.0)
        mine = origins[mentions[index].article]
        equal = values.beside(index, value_key(typed(mentions[index])))
        likest = nsmallest(most, shared, key=lambda other: (-shared[other], other))
        piles: dict[bool, list[Candidate]] = {True: [], False: []}
        for other in {*likest, *equal}:
            if origins[mentions[other].article] != mine:
                made = compared(min(index, other), max(index, other))
                if made is not None:
                    piles[made.near].append(made)
        for pile in piles.values():
            best = nsmallest(least, pile, key=lambda c: (-c.likeness, c.a, c.b))
            found.update({(c.a, c.b): c for c in best})
    return found


def typed(mention: Mention) -> TypedValue:
    """The value of a mention that values compare: no name and no quotation.

    Raises:
        TypeError: it is one of these two.
    """
    value = mention.value
    if isinstance(value, Name | Quotation):
        raise TypeError(f"{value.text!r} is no typed value")
    return value


def _part_and_whole(a: Mention, b: Mention) -> bool:
    """One is the number of which a part is told ("half of the [40] were hurt"), and the other how
    many did so: the same verb's, or a part itself ("both").
    """
    wholes = ["whole" in m.frame.roles for m in (a, b)]
    parts = [isinstance(m.value, Figure) and m.value.whole is not None for m in (a, b)]
    one_verb = a.frame.predicate == b.frame.predicate != ""
    return wholes[0] != wholes[1] and (one_verb or any(parts))


def _sorts(value: TypedValue) -> tuple[str, ...]:
    """Values of one sort can be compared: figures of one dimension, dates, times, scores.

    What also compares with bare numbers is of two sorts: "40 barrels", "5 points", "halved".
    """
    if not isinstance(value, Figure):
        return (type(value).__name__,)
    unit = convert(value.low, value.unit)[1]
    # A fraction may be told in percent: "a third", "33%".
    if unit in ("", "percent"):
        return ("figure",)
    return ("figure", f"figure {unit}") if compares_with_counts(value.unit) else (f"figure {unit}",)
