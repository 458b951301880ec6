"""Choose the pairs of claims that are worth judging.

Judging all against all is quadratic and mostly wasted: two claims that share neither words nor
figures stand in no relation. Claims are embedded as TF-IDF vectors over character 3- to 5-grams
within words, hashed into a fixed number of columns, and each claim keeps its nearest neighbours
in other origins.
"""

from __future__ import annotations

import math
import zlib
from collections import Counter
from collections.abc import Callable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from claimcheck.facts.states import PEOPLE_STATES
from claimcheck.records import Claim, Member, Pair
from claimcheck.words import FUNCTION_WORDS, words

# The ten nearest sentences of other outlets hold .981 of the findings wanted in labelled
# bundles (benchmarks/retrieval.py measures it).
NEIGHBOURS = 10
# Below this cosine no expected finding was seen; it keeps bundles from pairing everything.
MIN_SIMILARITY = 0.08
# Of headlines and the like every pair is judged: they may share no more than a name.
FEW_CLAIMS = 8
# Of the possible pairs of a bundle at most this share is judged, once there are FREE_PAIRS.
MAX_SHARE = 0.1
FREE_PAIRS = 300
_COLUMNS = 1 << 13


def pair_claims(claims: Sequence[Claim], members: Sequence[Member]) -> tuple[list[Pair], int]:
    """Pair claims across outlets and origins by retrieval.

    Claims of copies and of off-topic articles are left out.

    Returns:
        The pairs, most similar first, and how many pairs were possible.
    """
    compared = {m.article.id: m for m in members if m.on_topic and m.copy_of is None}
    pool = sorted(
        (c for c in claims if c.article in compared), key=lambda c: (c.article, c.start, c.id)
    )
    if len(pool) < 2:
        return [], 0
    group = _groups(pool, compared)
    sizes = Counter(group)
    possible = (len(pool) ** 2 - sum(n * n for n in sizes.values())) // 2
    ids = np.array([sorted(sizes).index(g) for g in group])
    return _nearest(pool, lambda rows: ids[rows, None] == ids[None, :], possible), possible


def pair_within(claims: Sequence[Claim], stories: Mapping[str, str]) -> tuple[list[Pair], int]:
    """Pair claims of one article with each other by retrieval, if their sentences differ.

    Args:
        claims: the claims of any number of articles.
        stories: for each article id that counts, the article that it belongs to: itself, or for
            a headline the article below it.

    Returns:
        The pairs, most similar first, and how many pairs were possible.
    """
    pool = sorted(
        (c for c in claims if c.article in stories), key=lambda c: (c.article, c.start, c.id)
    )
    told = [(stories[c.article], c.article, c.sentence.index) for c in pool]
    sizes = Counter(story for story, *_ in told)
    possible = sum(n * n for n in sizes.values()) - sum(n * n for n in Counter(told).values())
    if not possible:
        return [], 0
    story = np.array([sorted(sizes).index(place[0]) for place in told])
    sentence = np.array([told.index(place) for place in told])

    def barred(rows: slice) -> NDArray[np.bool_]:
        apart = story[rows, None] != story[None, :]
        return np.asarray(apart | (sentence[rows, None] == sentence[None, :]))

    return _nearest(pool, barred, possible // 2), possible // 2


def _nearest(
    pool: Sequence[Claim], barred: Callable[[slice], NDArray[np.bool_]], possible: int
) -> list[Pair]:
    """Every claim with its nearest neighbours among those that are not barred for it."""
    vectors = _vectors(pool)
    # Below 0 are those that are barred.
    least = MIN_SIMILARITY if len(pool) > FEW_CLAIMS else 0.0
    found: dict[tuple[int, int], float] = {}
    for begin in range(0, len(pool), 512):
        rows = vectors[begin : begin + 512] @ vectors.T
        rows[barred(slice(begin, begin + 512))] = -1.0
        nearest = np.argsort(-rows, axis=1, kind="stable")[:, :NEIGHBOURS]
        for offset, columns in enumerate(nearest):
            for column in columns:
                similarity = round(float(rows[offset, column]), 4)
                if similarity >= least:
                    i, j = sorted((begin + offset, int(column)))
                    found[i, j] = similarity
    ranked = sorted(found.items(), key=lambda item: (-item[1], item[0]))
    ranked = ranked[: max(FREE_PAIRS, int(possible * MAX_SHARE))]
    return [Pair(a=pool[i], b=pool[j], similarity=s) for (i, j), s in ranked]


def _groups(pool: Sequence[Claim], compared: dict[str, Member]) -> list[str]:
    """Claims of one outlet or of one origin are never paired: both make one group."""
    parent: dict[str, str] = {}

    def find(x: str) -> str:
        while parent.setdefault(x, x) != x:
            x = parent[x]
        return x

    for member in sorted(compared.values(), key=lambda m: m.article.id):
        parent[find("outlet " + member.article.outlet)] = find("origin " + member.origin)
    return [find("outlet " + claim.outlet) for claim in pool]


def _vectors(pool: Sequence[Claim]) -> NDArray[np.float32]:
    counts = [Counter(_grams(f"{c.standalone} {_states(c)}")) for c in pool]
    frequency: Counter[int] = Counter()
    for count in counts:
        frequency.update(count.keys())
    matrix = np.zeros((len(pool), _COLUMNS), dtype=np.float32)
    for row, count in enumerate(counts):
        for column, n in count.items():
            matrix[row, column] = (1 + math.log(n)) * math.log(1 + len(pool) / frequency[column])
    norms = np.linalg.norm(matrix, axis=1, keepdims=True)
    return np.asarray(matrix / np.maximum(norms, 1e-9), dtype=np.float32)


def _states(claim: Claim) -> str:
    """What happened to counted people in one word each: "toll" and "dead" are "killed"."""
    return " ".join(m for f in claim.figures for m in f.modifiers if m in PEOPLE_STATES)


def _grams(text: str) -> list[int]:
    grams: list[int] = []
    for word in words(text):
        if word in FUNCTION_WORDS:
            continue
        padded = f" {word[:40]} "
        grams += [
            zlib.crc32(padded[i : i + n].encode()) % _COLUMNS
            for n in (3, 4, 5)
            for i in range(max(1, len(padded) - n + 1))
        ]
    return grams
