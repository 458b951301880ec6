"""What is weighed when two mentions are asked to be of one slot: numbers with names."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from typing import overload

from claimcheck.language import table
from claimcheck.records import DateSpan, Figure, Frame, Mention
from claimcheck.slots.candidates import Candidate, typed
from claimcheck.slots.surroundings import Rarity, Surroundings
from claimcheck.values import value_key

Vector = dict[str, float]
"""Features by name; a name that is missing is 0."""

_FRAME_WORDS = ("measured", "predicate", "subject", "object", "speaker", "role")
_FRAME_SETS = ("modifiers", "of", "place", "names")
# Ranks and gaps beyond these tell no more.
_LAST_RANK = 5
_WIDEST = 8.0
# Two articles with so many values between them are half way between a brief and a long report.
_FEW = 6.0


class Scene:
    """All that features are read from: the mentions of a bundle and what stands around them.

    Args:
        mentions: N values.
        around: what stands around each.
        rarity: how telling a lemma is in the bundle.
        lengths: those of the articles in characters.
        days: their days of publication as ordinals.
    """

    def __init__(
        self,
        mentions: Sequence[Mention],
        around: Sequence[Surroundings],
        rarity: Rarity,
        lengths: Mapping[str, int],
        days: Mapping[str, int | None],
    ) -> None:
        self.mentions, self.around, self.rarity = mentions, around, rarity
        self.lengths, self.days = lengths, days
        self.keys = [value_key(typed(mention)) for mention in mentions]
        self.times = Counter(self.keys)
        self.given = Counter(mention.article for mention in mentions)
        self.states = [_told(m.frame, a) for m, a in zip(mentions, around, strict=True)]
        self._sentences = [rarity.norm(a.sentence) for a in around]
        self._contexts = [rarity.norm(a.context) for a in around]

    def alike(self, a: int, b: int) -> tuple[float, float]:
        """The cosines of two mentions' sentences, and with the sentences before them."""
        one, other = self.around[a], self.around[b]
        cosine = self.rarity.cosine
        return (
            cosine(one.sentence, other.sentence, self._sentences[a] * self._sentences[b]),
            cosine(one.context, other.context, self._contexts[a] * self._contexts[b]),
        )


class Features(Sequence[Vector]):
    """One vector a candidate, in their order; nothing in it depends on the order of articles.

    A vector is made when it is asked for: a hundred thousand of them would fill the memory.
    """

    def __init__(self, scene: Scene, candidates: Sequence[Candidate]) -> None:
        self._scene, self._candidates = scene, candidates
        self._rivals = _rivals(scene, candidates)

    def __len__(self) -> int:
        return len(self._candidates)

    @overload
    def __getitem__(self, place: int) -> Vector: ...

    @overload
    def __getitem__(self, place: slice) -> list[Vector]: ...

    def __getitem__(self, place: int | slice) -> Vector | list[Vector]:
        if isinstance(place, slice):
            return [self._vector(candidate) for candidate in self._candidates[place]]
        return self._vector(self._candidates[place])

    def _vector(self, candidate: Candidate) -> Vector:
        scene = self._scene
        a, b = scene.mentions[candidate.a], scene.mentions[candidate.b]
        vector = _words(scene, candidate)
        vector.update(_frames(a.frame, b.frame, scene.rarity))
        vector.update(_states(scene, candidate))
        vector.update(_values(candidate, a, b, scene))
        vector.update(_places(a, b, scene.lengths))
        vector.update(_competition(scene, candidate, self._rivals))
        few = _FEW / (_FEW + scene.given[a.article] + scene.given[b.article])
        vector.update(_together(vector, few))
        return vector


def _words(scene: Scene, candidate: Candidate) -> Vector:
    a, b, rarity = scene.around[candidate.a], scene.around[candidate.b], scene.rarity
    shared = math.fsum(rarity(k) * min(w, b.near[k]) for k, w in a.near.items() if k in b.near)
    paths = len(set(a.path) & set(b.path))
    sentences, contexts = scene.alike(candidate.a, candidate.b)
    return {
        "near words": candidate.likeness,
        "sentence words": sentences,
        "words with the sentence before": contexts,
        "weight of shared words": shared / 10,
        "same governor": float(bool(a.path and b.path) and a.path[0] == b.path[0]),
        "shared near governors": len(set(a.path[:2]) & set(b.path[:2])) / 2,
        "shared governors": paths / 3,
    }


def _frames(a: Frame, b: Frame, rarity: Rarity) -> Vector:
    vector: Vector = {}
    for name in _FRAME_WORDS:
        one, other = getattr(a, name), getattr(b, name)
        if one and other:
            vector[f"same {name}" if one == other else f"other {name}"] = 1.0
    for name in _FRAME_SETS:
        ours, theirs = set(getattr(a, name)), set(getattr(b, name))
        if ours and theirs:
            weight = math.fsum(rarity(k) for k in ours & theirs)
            whole = math.fsum(rarity(k) for k in ours | theirs)
            vector[f"shared {name}"] = weight / whole if whole else 0.0
            vector[f"no shared {name}"] = float(not ours & theirs)
    ours, theirs = set(a.words), set(b.words)
    if ours and theirs:
        whole = math.fsum(rarity(k) for k in ours | theirs)
        shared = math.fsum(rarity(k) for k in ours & theirs)
        vector["shared clause"] = shared / whole if whole else 0.0
    if a.period and b.period and a.period.first and b.period.first:
        same = (a.period.first, a.period.last) == (b.period.first, b.period.last)
        vector["same period" if same else "other period"] = 1.0
    elif bool(a.period) != bool(b.period):
        vector["period of one"] = 1.0
    return vector


def _states(scene: Scene, candidate: Candidate) -> Vector:
    """Whether both values count people to whom the same thing happened."""
    one, other = scene.states[candidate.a], scene.states[candidate.b]
    if not one or not other:
        return {"state of one": float(bool(one) != bool(other))}
    return {"same state": 1.0} if one & other else {"other state": 1.0}


def _told(frame: Frame, around: Surroundings) -> frozenset[str]:
    """The states that the words near a value tell of."""
    near = {frame.predicate, frame.measured, *frame.modifiers, *around.path[:3]}
    held = near | {frame.object}
    return frozenset(
        state for words, state in _states_by_words() if words <= (held if len(words) > 1 else near)
    )


@cache
def _states_by_words() -> tuple[tuple[frozenset[str], str], ...]:
    rows = table("states")
    return tuple(
        (frozenset(told.split("+")), state) for state in rows for told in rows.text(state).split()
    )


def _values(candidate: Candidate, a: Mention, b: Mention, scene: Scene) -> Vector:
    one, other = typed(a), typed(b)
    times = [scene.times[scene.keys[index]] for index in (candidate.a, candidate.b)]
    vector: Vector = {
        "equal": float(candidate.verdict == "equal"),
        "compatible": float(candidate.verdict == "compatible"),
        "same text": float(one.text.lower() == other.text.lower()),
        "rare value": -math.log(math.prod(times)) / 2,
    }
    if isinstance(one, Figure) and isinstance(other, Figure):
        vector["plain counts"] = float(one.unit == "" and other.unit == "")
        vector["one unit"] = float(one.unit == other.unit)
        vector["small"] = float(abs(one.low) < 10) + float(abs(one.low) < 2)
        vector["digits"] = min(len(one.text), 8) / 8
        gap = abs(math.log((abs(one.low) + 1) / (abs(other.low) + 1)))
        vector["gap of values"] = min(gap, _WIDEST)
        vector["one bound"] = float(one.bound == other.bound)
    if isinstance(one, DateSpan) and isinstance(other, DateSpan):
        vector["one granularity"] = float(one.granularity == other.granularity)
        vector["days"] = float(one.granularity in ("day", "part of day"))
        if one.first and other.first:
            gap = math.log1p(abs((one.first - other.first).days))
            vector["gap of values"] = min(gap, _WIDEST)
        vector["day of publication"] = _published(a, scene) + _published(b, scene)
    return vector


def _together(vector: Vector, few: float) -> Vector:
    """What tells more, or less, together: the model that weighs the features is linear.

    ``few`` is near 1 where the two articles give hardly any other value.
    """
    near = vector["near words"]
    gap = vector.get("gap of values", 0.0)
    best = float(vector["rank"] == vector["other rank"] == 0.0)
    return {
        "near words squared": near**2,
        "near and sentence words": near * vector["sentence words"],
        "near words under one governor": near * vector["same governor"],
        "same state, best both ways": vector.get("same state", 0.0) * best,
        "same measured and predicate": vector.get("same measured", 0.0)
        * vector.get("same predicate", 0.0),
        "best both ways": best,
        "near words, best both ways": near * best,
        "ahead of rivals": max(0.0, vector["lead over rivals"]),
        "few values": few,
        "near words among few values": few * near,
        "best both ways among few values": few * best,
        "values close": float(gap < 0.05),
        "values near": float(gap < 0.3),
        "values far apart": float(gap > 2.0),
    }


def _published(mention: Mention, scene: Scene) -> float:
    value = mention.value
    first = value.first if isinstance(value, DateSpan) else None
    return float(first is not None and first.toordinal() == scene.days[mention.article])


def _places(a: Mention, b: Mention, lengths: Mapping[str, int]) -> Vector:
    at = [m.value.start / max(1, lengths[m.article]) for m in (a, b)]
    return {
        "distance in the article": abs(at[0] - at[1]),
        "in the lead": float(a.sentence.index < 3) + float(b.sentence.index < 3),
    }


Rivals = dict[tuple[int, str, bool], list[tuple[float, int]]]
"""The likeness and place of each candidate for a mention in another article, the likest first."""


def _rivals(scene: Scene, candidates: Sequence[Candidate]) -> Rivals:
    rivals: Rivals = defaultdict(list)
    for c in candidates:
        for mine, theirs in ((c.a, c.b), (c.b, c.a)):
            rivals[mine, scene.mentions[theirs].article, c.near].append((c.likeness, theirs))
    for held in rivals.values():
        held.sort(key=lambda item: (-item[0], item[1]))
    return rivals


def _competition(scene: Scene, candidate: Candidate, rivals: Rivals) -> Vector:
    ranks, others, number, alike = [], [0.0], 0, 0.0
    for mine, theirs in ((candidate.a, candidate.b), (candidate.b, candidate.a)):
        article = scene.mentions[theirs].article
        held = rivals[mine, article, candidate.near]
        # How many are likelier, not the place in the list: ties tell nothing.
        ranks.append(bisect_left(held, -candidate.likeness, key=lambda item: -item[0]))
        others += [likeness for likeness, other in held[:2] if other != theirs]
        number += len(held)
        alike = max([alike, *(x for x, _ in rivals.get((mine, article, True), ())[:1])])
    return {
        "rank": float(min(min(ranks), _LAST_RANK)),
        "other rank": float(min(max(ranks), _LAST_RANK)),
        "lead over rivals": candidate.likeness - max(others),
        "rivals": min(number, 40) / 10,
        "likest equal value": 0.0 if candidate.near else alike,
    }
