"""Word by word, where two articles give the same direct speech."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby, pairwise

from claimcheck.statements.quotation_speeches import Speech
from claimcheck.statements.quotation_words import alike, is_small

# A row of words that an article quotes more often than this tells nothing.
_MOST_OFTEN = 3
# Words between two shared rows of one speech; longer ones are two passages.
_GAP = 14
# How much longer than the other side a difference within a passage may be.
_DRIFT = 8
# A row of shared words stands beside a longer one over the same words if it is as long as this.
_AS_GOOD = 0.8
# Or if it is as long as this in itself.
_LONG = 8
# Words by which a shared row is followed to either side, within its sentence.
_REACH = 20
# Words that may stand in place of as many others; beyond, it is another passage.
_MOST_OTHER = 7
# The words at the end of a sentence that may stand in place of others.
_EDGE = 4
# What it is worth that two sentences begin or end together.
_BOUNDS = 1.5
_MATCH, _MATCH_SMALL, _ALIKE, _OTHER, _MISSING = 1.0, 0.5, -0.1, -0.9, -0.55


@dataclass(frozen=True, slots=True)
class Edit:
    """Words ``a[0]:a[1]`` of one speech stand where the other has ``b[0]:b[1]``; one may be none.

    ``edge`` says that the sentence begins or ends with it.
    """

    a: tuple[int, int]
    b: tuple[int, int]
    edge: bool = False


@dataclass(frozen=True, slots=True)
class Passage:
    """One sentence that two speeches share: pairs of equal words and the edits between them."""

    matches: tuple[tuple[int, int], ...]
    edits: tuple[Edit, ...]


def shared_passages(a: Speech, b: Speech) -> tuple[Passage, ...]:
    """The sentences, or parts of sentences, that both speeches have, in the order of ``a``."""
    found: list[Passage] = []
    for chain in _chains(_seeds(a, b)):
        found.extend(_passages(a, b, chain))
    return tuple(found)


def _rows(speech: Speech) -> dict[tuple[str, ...], list[tuple[int, ...]]]:
    """Rows of three words, and pairs of content words close together, with where they stand."""
    places: dict[tuple[str, ...], list[tuple[int, ...]]] = defaultdict(list)
    keys = [word.key for word in speech.words]
    content = [i for i, key in enumerate(keys) if not is_small(key)]
    for i in range(len(keys) - 2):
        places[tuple(keys[i : i + 3])].append((i, i + 1, i + 2))
    near = {(i, i + 1) for i in range(len(keys) - 1) if not is_small(keys[i])}
    near |= {(i - 1, i) for i in content if i}
    near |= {(i, j) for n, i in enumerate(content) for j in content[n + 1 : n + 3] if j - i <= 3}
    for i, j in sorted(near):
        places[keys[i], keys[j]].append((i, j))
    return places


def _seeds(a: Speech, b: Speech) -> list[tuple[int, int]]:
    """Pairs of equal words that stand in a row both have, sorted."""
    ours, theirs = _rows(a), _rows(b)
    seeds: set[tuple[int, int]] = set()
    for row in ours.keys() & theirs.keys():
        if max(len(ours[row]), len(theirs[row])) <= _MOST_OFTEN:
            for one in ours[row]:
                for other in theirs[row]:
                    seeds.update(zip(one, other, strict=True))
    return sorted(seeds)


def _chains(seeds: Iterable[tuple[int, int]]) -> list[list[tuple[int, int]]]:
    """Rows of seeds that run in step through both speeches."""
    done: list[list[tuple[int, int]]] = []
    live: list[list[tuple[int, int]]] = []
    for i, group in groupby(seeds, key=lambda seed: seed[0]):
        done.extend(chain for chain in live if i - chain[-1][0] > _GAP)
        live = [chain for chain in live if i - chain[-1][0] <= _GAP]
        places = [j for _, j in group]
        fits = [
            (2 * abs((i - c[-1][0]) - (j - c[-1][1])) - min(len(c), _LONG), n, j)
            for n, c in enumerate(live)
            for j in places
            if _in_step(c[-1], (i, j))
        ]
        followed: set[int] = set()
        for _, n, j in sorted(fits):
            if live[n][-1][0] < i and j not in followed:
                live[n].append((i, j))
                followed.add(j)
        live.extend([(i, j)] for j in places if j not in followed)
    return _best([*done, *live])


def _best(chains: Sequence[list[tuple[int, int]]]) -> list[list[tuple[int, int]]]:
    """The chains that no much longer one competes with for most of their words.

    Where an article quotes a sentence twice, both stay.
    """
    longest = [Counter[int](), Counter[int]()]
    for chain in chains:
        for seed in chain:
            for side, place in zip(longest, seed, strict=True):
                side[place] = max(side[place], min(len(chain), _LONG))
    kept = []
    for chain in chains:
        enough = len(chain) / _AS_GOOD
        free = sum(
            all(s[p] <= enough for s, p in zip(longest, seed, strict=True)) for seed in chain
        )
        if 2 * free >= len(chain):
            kept.append(chain)
    return sorted(kept)


def _in_step(last: tuple[int, int], new: tuple[int, int]) -> bool:
    i, j = new[0] - last[0], new[1] - last[1]
    return 0 < i <= _GAP and 0 < j <= _GAP and abs(i - j) <= _DRIFT


def _passages(a: Speech, b: Speech, chain: Sequence[tuple[int, int]]) -> Iterator[Passage]:
    matches = list(_followed(a, b, chain, -1))
    for here, behind in zip(chain, [*chain[1:], None], strict=True):
        matches.append(here)
        if behind is not None:
            matches.extend(_between(a, b, here, behind))
    matches.extend(_followed(a, b, chain, +1))
    matches.sort()
    part: list[tuple[int, int]] = []
    for match in matches:
        if part and _apart(a, b, part[-1], match):
            yield _passage(a, b, part)
            part = []
        part.append(match)
    yield _passage(a, b, part)


def _apart(a: Speech, b: Speech, here: tuple[int, int], behind: tuple[int, int]) -> bool:
    """Whether a passage ends between two equal words: a new sentence, or nothing alike between."""
    new = any(s.sentence[m] != s.sentence[n] for s, m, n in zip((a, b), here, behind, strict=True))
    return new or min(n - m - 1 for m, n in zip(here, behind, strict=True)) > _MOST_OTHER


def _between(
    a: Speech, b: Speech, here: tuple[int, int], behind: tuple[int, int]
) -> list[tuple[int, int]]:
    """Equal words between two seeds."""
    i, j = here[0] + 1, here[1] + 1
    left = [word.key for word in a.words[i : behind[0]]]
    right = [word.key for word in b.words[j : behind[1]]]
    return [(i + m, j + n) for m, n in _aligned(left, right, whole=True)]


def _followed(
    a: Speech, b: Speech, chain: Sequence[tuple[int, int]], step: int
) -> list[tuple[int, int]]:
    """Equal words beyond the first (``step`` -1) or the last seed, within its sentence."""
    i, j = chain[0] if step < 0 else chain[-1]
    left, right = _rest(a, i, step), _rest(b, j, step)
    bounded = max(len(left), len(right)) < _REACH
    found = _aligned(
        [a.words[n].key for n in left],
        [b.words[n].key for n in right],
        whole=False,
        bonus=_BOUNDS if bounded else 0.0,
    )
    return [(left[m], right[n]) for m, n in found]


def _rest(speech: Speech, at: int, step: int) -> list[int]:
    """Places of the words that stand beyond ``at`` in its sentence, the nearest first."""
    found: list[int] = []
    place = at + step
    while (
        0 <= place < len(speech.words)
        and len(found) < _REACH
        and speech.sentence[place] == speech.sentence[at]
    ):
        found.append(place)
        place += step
    return found


def _aligned(
    a: Sequence[str], b: Sequence[str], *, whole: bool, bonus: float = 0.0
) -> list[tuple[int, int]]:
    """Pairs of equal words on the best path.

    ``whole`` follows both to their ends, else to where it pays, with a ``bonus`` for the ends.
    """
    scores = [[_MISSING * (m + n) for n in range(len(b) + 1)] for m in range(len(a) + 1)]
    back = [["" for _ in range(len(b) + 1)] for _ in range(len(a) + 1)]
    for m, one in enumerate(a, 1):
        for n, other in enumerate(b, 1):
            ways = (
                (scores[m - 1][n - 1] + _likeness(one, other), "both"),
                (scores[m - 1][n] + _MISSING, "a"),
                (scores[m][n - 1] + _MISSING, "b"),
            )
            scores[m][n], back[m][n] = max(ways, key=lambda way: way[0])
    m, n = len(a), len(b)
    scores[m][n] += bonus
    if not whole:
        cells = ((scores[x][y], -x - y, -x) for x in range(m + 1) for y in range(n + 1))
        _, both, first = max(cells)
        m, n = -first, first - both
    found: list[tuple[int, int]] = []
    while m and n:
        way = back[m][n]
        if way == "both" and a[m - 1] == b[n - 1]:
            found.append((m - 1, n - 1))
        m -= way != "b"
        n -= way != "a"
    return found[::-1]


@lru_cache(maxsize=50_000)
def _likeness(one: str, other: str) -> float:
    if one == other:
        return _MATCH_SMALL if is_small(one) else _MATCH
    return _ALIKE if alike(one, other) else _OTHER


def _passage(a: Speech, b: Speech, matches: Sequence[tuple[int, int]]) -> Passage:
    edits = []
    before = _edge(a, b, matches[0], -1)
    if before:
        edits.append(before)
    for (i, j), (m, n) in pairwise(matches):
        if m - i > 1 or n - j > 1:
            edits.append(Edit((i + 1, m), (j + 1, n)))
    behind = _edge(a, b, matches[-1], +1)
    if behind:
        edits.append(behind)
    return Passage(tuple(matches), tuple(edits))


def _edge(a: Speech, b: Speech, match: tuple[int, int], step: int) -> Edit | None:
    """The few words with which both sentences begin or end, where they differ."""
    left, right = _rest(a, match[0], step), _rest(b, match[1], step)
    if not left or not right or max(len(left), len(right)) > _EDGE:
        return None
    return Edit(_span(left), _span(right), edge=True)


def _span(places: Sequence[int]) -> tuple[int, int]:
    return min(places), max(places) + 1
