"""What speaks for and against two wordings being one sentence, wrongly quoted by one side."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

from claimcheck.statements.quotation_aligning import Edit, Passage
from claimcheck.statements.quotation_edits import changed
from claimcheck.statements.quotation_speeches import Speech
from claimcheck.statements.quotation_words import alike, english, is_small

_Words = tuple[tuple[str, ...], tuple[str, ...]]
_TELLING = ("negations", "hedges", "degrees")
_MOST_EDITS, _MOST_MATCHED = 6, 16


def features(passage: Passage, edits: Sequence[Edit], a: Speech, b: Speech) -> dict[str, float]:
    """The features of a passage whose ``edits`` are those of kind content."""
    pairs = _without_moved([changed(edit, a, b) for edit in edits])
    matched = len(passage.matches)
    edited = sum(max(len(x), len(y)) for x, y in pairs)
    words = english().words
    return {
        "log matched": math.log(min(matched, _MOST_MATCHED)),
        "share matched": matched / (matched + edited),
        "share of sentence": matched / min(_length(a, passage, 0), _length(b, passage, 1)),
        "edits": min(len(edits), _MOST_EDITS) / _MOST_EDITS,
        "log edited": math.log(1 + edited),
        "at the edge": float(all(edit.edge for edit in edits)),
        "other words": float(any(_other_words(x, y) for x, y in pairs)),
        "other form": float(any(_other_form(x, y) for x, y in pairs)),
        "left out": float(any(_left_out(x, y) for x, y in pairs)),
        "small words only": float(not any(_weighs(k) for x, y in pairs for k in x + y)),
        "polarity": float(any(_odd(x, y, words["negations"]) for x, y in pairs)),
        "hedge": float(any(_odd(x, y, words["hedges"] | words["degrees"]) for x, y in pairs)),
    }


def _without_moved(pairs: Sequence[_Words]) -> list[_Words]:
    """The words of the edits without those that only stand elsewhere on the other side."""
    left, right = (Counter(key for pair in pairs for key in pair[side]) for side in (0, 1))
    moved = [Counter(left & right), Counter(left & right)]
    kept = []
    for pair in pairs:
        rest: list[tuple[str, ...]] = []
        for words, common in zip(pair, moved, strict=True):
            staying = []
            for key in words:
                if common[key]:
                    common[key] -= 1
                else:
                    staying.append(key)
            rest.append(tuple(staying))
        kept.append((rest[0], rest[1]))
    return kept


def _length(speech: Speech, passage: Passage, side: int) -> int:
    """Words of the sentences, as far as they are quoted, that a passage stands in."""
    first, last = (passage.matches[n][side] for n in (0, -1))
    return speech.sentence_end(last) - speech.sentence_start(first)


def _other_words(x: tuple[str, ...], y: tuple[str, ...]) -> bool:
    """Content words on both sides, and no two of them alike."""
    left, right = ([k for k in side if not is_small(k)] for side in (x, y))
    return bool(left and right) and not any(alike(k, m) for k in left for m in right)


def _other_form(x: tuple[str, ...], y: tuple[str, ...]) -> bool:
    return any(k != m and alike(k, m) for k in x for m in y)


def _left_out(x: tuple[str, ...], y: tuple[str, ...]) -> bool:
    return bool(x) != bool(y) and any(not is_small(k) for k in x + y)


def _weighs(key: str) -> bool:
    """Whether a word changes what is said: content, a negation, a hedge or a degree."""
    words = english().words
    return not is_small(key) or any(key in words[name] for name in _TELLING)


def _odd(x: tuple[str, ...], y: tuple[str, ...], words: frozenset[str]) -> bool:
    return sum(k in words for k in x) % 2 != sum(k in words for k in y) % 2
