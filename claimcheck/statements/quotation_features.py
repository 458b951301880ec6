"""What speaks for and against two wordings being one sentence, wrongly quoted by one side."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from claimcheck.statements.quotation_aligning import Edit, Passage, Speech, alike, is_small
from claimcheck.statements.quotation_edits import changed
from claimcheck.statements.quotation_words import english

_PERSONS = frozenset(
    "i you he she it we they me him her us them my your his its our their mine".split()
)


def features(
    passage: Passage, edits: Sequence[Edit], a: Speech, b: Speech, idf: Mapping[str, float]
) -> dict[str, float]:
    """The features of a passage whose ``edits`` are those of kind content.

    ``idf`` is the inverse document frequency of a key in the bundle, 0 to 1.
    """
    pairs = [changed(edit, a, b) for edit in edits]
    same = [a.words[i].key for i, _ in passage.matches]
    content = [key for key in same if not is_small(key)]
    edited = sum(max(len(x), len(y)) for x, y in pairs)
    flanks = [_flank(passage, edit) for edit in edits]
    words = english()
    return {
        "log matched": math.log(len(same)),
        "content matched": min(len(content), 12) / 12,
        "share matched": len(same) / (len(same) + edited),
        "edits": min(len(edits), 6) / 6,
        "log edited": math.log(1 + edited),
        "flank": min(max(flanks), 6) / 6,
        "edge only": float(all(edit.edge for edit in edits)),
        "other words": float(any(_other_words(x, y) for x, y in pairs)),
        "other form": float(any(_other_form(x, y) for x, y in pairs)),
        "left out": float(any(_left_out(x, y) for x, y in pairs)),
        "long left out": float(any(_left_out(x, y) and len(x + y) > 4 for x, y in pairs)),
        "small words only": float(all(map(is_small, (k for x, y in pairs for k in x + y)))),
        "polarity": float(any(_odd(x, y, words.negations) for x, y in pairs)),
        "hedge": float(any(_odd(x, y, words.hedges | words.degrees) for x, y in pairs)),
        "person": float(any(set(x) & _PERSONS and set(y) & _PERSONS for x, y in pairs)),
        "number": float(any(k[0].isdigit() for x, y in pairs for k in x + y)),
        "rarity": sum(sorted((idf.get(k, 1.0) for k in content), reverse=True)[:4]) / 4,
    }


def _flank(passage: Passage, edit: Edit) -> int:
    """Equal words on the side of an edit that has fewer of them; edges count one side."""
    before = sum(1 for i, _ in passage.matches if i < edit.a[0])
    behind = sum(1 for i, _ in passage.matches if i >= edit.a[1])
    return max(before, behind) if edit.edge else min(before, behind)


def _other_words(x: tuple[str, ...], y: tuple[str, ...]) -> bool:
    """Content words on both sides, and no two of them alike."""
    left, right = ([k for k in side if not is_small(k)] for side in (x, y))
    return bool(left and right) and not any(alike(k, m) for k in left for m in right)


def _other_form(x: tuple[str, ...], y: tuple[str, ...]) -> bool:
    return any(k != m and alike(k, m) for k in x for m in y)


def _left_out(x: tuple[str, ...], y: tuple[str, ...]) -> bool:
    return not x != (not y) and any(not is_small(k) for k in x + y)


def _odd(x: tuple[str, ...], y: tuple[str, ...], words: frozenset[str]) -> bool:
    return sum(k in words for k in x) % 2 != sum(k in words for k in y) % 2
