"""Which pairs of mentions are looked at: values of one sort, near in words or alike in value.

The work is bounded: a mention is compared with those that share a telling word with it, found
through an inverted index, and with those that give its value, and of both only the likest are
kept.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from claimcheck.records import Mention
from claimcheck.slots.surroundings import Rarity, Surroundings
from claimcheck.values import Verdict, compare_values, value_key, value_sort

# Of three articles a mention has some forty others of its sort; a lemma that more mentions than
# this have near them tells nothing and would make the work quadratic.
_MOST_POSTINGS = 400
# Of the labelled pairs of one slot 99.6% are among the likest 40 (benchmarks/slots.py).
_KEPT = 40


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
        sorts[value_sort(mention.value)].append(index)
    norms = [rarity.norm(a.near) for a in around]
    found: dict[tuple[int, int], Candidate] = {}
    for _, members in sorted(sorts.items()):
        postings = _postings(members, around)
        values: dict[str, list[int]] = defaultdict(list)
        for index in members:
            values[value_key(mentions[index].value)].append(index)
        for index in members:
            mine = origins[mentions[index].article]
            shared: dict[int, float] = dict.fromkeys(values[value_key(mentions[index].value)], 0.0)
            for lemma, weight in around[index].near.items():
                for other, theirs in postings.get(lemma, ()):
                    shared[other] = shared.get(other, 0.0) + weight * theirs * rarity(lemma) ** 2
            near: list[Candidate] = []
            far: list[Candidate] = []
            for other, product in shared.items():
                if origins[mentions[other].article] == mine:
                    continue
                verdict = compare_values(mentions[index].value, mentions[other].value).verdict
                if verdict == "incomparable":
                    continue
                length = norms[index] * norms[other]
                a, b = sorted((index, other))
                made = Candidate(a, b, verdict, min(1.0, product / length) if length else 0.0)
                (near if made.near else far).append(made)
            for pile in (near, far):
                pile.sort(key=lambda c: (-c.likeness, c.a, c.b))
                found.update({(c.a, c.b): c for c in pile[:_KEPT]})
    return [found[key] for key in sorted(found)]


def _postings(
    members: Sequence[int], around: Sequence[Surroundings]
) -> dict[str, list[tuple[int, float]]]:
    postings: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for index in members:
        for lemma, weight in around[index].near.items():
            postings[lemma].append((index, weight))
    return {lemma: held for lemma, held in postings.items() if len(held) <= _MOST_POSTINGS}
