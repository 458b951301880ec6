"""What the judge is asked about two claims of news, labelled by where the claims come from.

Claims of two outlets of one story that give one and the same specific value are of one thing:
the judge should let one follow from the other even where each tells details of its own. Claims
of two stories, and differing values of one story, are of two things, also once one value stands
in the other's place. A quarter of the stories is kept out of training: on them
``benchmarks/same_slot.py`` measures what such an answer is worth.
"""

from __future__ import annotations

import random
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from claimcheck.comparing import MIN_AFFINITY, Comparison, Slot
from claimcheck.comparing.align import align
from claimcheck.comparing.probes import put_in, worth_asking
from claimcheck.deciding.same_slot import is_specific
from claimcheck.pairing import pair_claims
from claimcheck.records import Claim, Member, Pair
from claimcheck.training.generating.material import Story

_HELD_OUT = 4
_MOST = {True: 12, False: 16}  # of one story, kind and label: no story outweighs the others


def is_held_out(story: str) -> bool:
    """Whether a story told by several outlets is kept for measuring."""
    return zlib.crc32(story.encode()) % _HELD_OUT == 0


@dataclass(frozen=True, slots=True)
class Asked:
    """Two facts that may fill one slot, and whether the claims' origin says that they do."""

    comparison: Comparison
    slot: Slot
    one_slot: bool


def asked_of(stories: Iterable[Story], seed: int) -> Iterator[Asked]:
    """What there is to ask within each story and between stories of one topic, in seeded order."""
    rng = random.Random(seed)  # noqa: S311
    before: dict[str, Story] = {}
    for story in stories:
        yield from _within(story, rng)
        if story.topic in before:
            yield from _between(before[story.topic], story, rng)
        before[story.topic] = story


def _within(story: Story, rng: random.Random) -> Iterator[Asked]:
    claims = [c for told in story.tellings for c in told.claims]
    made = []
    for pair, slots, slot in _specific(claims, [story]):
        if slot.verdict == "different":
            made.append(_asked(pair, slots, slot, one_slot=False))
        elif slot.verdict == "equal" and slot.affinity >= MIN_AFFINITY:
            made.append(_asked(pair, slots, slot, one_slot=True))
    yield from _some(made, rng)


def _between(one: Story, other: Story, rng: random.Random) -> Iterator[Asked]:
    claims = [c for story in (one, other) for told in story.tellings for c in told.claims]
    here = {told.article.id for told in one.tellings}
    made = [
        _asked(pair, slots, slot, one_slot=False)
        for pair, slots, slot in _specific(claims, [one, other])
        # The same specific value most likely means that both stories are one.
        if (pair.a.article in here) != (pair.b.article in here) and slot.verdict == "different"
    ]
    yield from _some(made, rng)


def _specific(
    claims: Sequence[Claim], stories: Sequence[Story]
) -> Iterator[tuple[Pair, tuple[Slot, ...], Slot]]:
    """Paired figures and dates whose values would be the same by no coincidence."""
    members = {
        told.article.id: Member(article=told.article, origin=told.article.id)
        for story in stories
        for told in story.tellings
    }
    pairs, _ = pair_claims(claims, list(members.values()))
    for pair in pairs:
        slots = align(pair.a, pair.b)
        for slot in slots:
            if slot.kind in ("number", "date") and worth_asking(pair, slot) and is_specific(slot):
                yield pair, slots, slot


def _asked(pair: Pair, slots: tuple[Slot, ...], slot: Slot, *, one_slot: bool) -> Asked:
    questions = put_in(pair, slots, slot)
    comparison = Comparison(pair=pair, slots=slots, slot=slot, questions=questions)
    return Asked(comparison, slot, one_slot)


def _some(made: list[Asked], rng: random.Random) -> Iterator[Asked]:
    rng.shuffle(made)
    for one_slot, most in _MOST.items():
        for kind in ("number", "date"):
            fit = [a for a in made if a.one_slot == one_slot and a.slot.kind == kind]
            yield from fit[:most]
