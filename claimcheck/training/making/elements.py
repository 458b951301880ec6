"""The same-slot question for elements: the phrase in which two like statements differ, masked.

Where two statements contradict each other, or are one stage and the next, the differing phrases
are values of one thing; where they tell of two events, they are not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from typing import Any

from claimcheck.judging.masking import MASK
from claimcheck.training.making.rows import Row

_MOST_WORDS = 5  # of a differing phrase
_LEAST_SHARED = 0.4  # of the words of the shorter statement


def rows_of_elements(lines: Iterable[dict[str, Any]]) -> Iterator[Row]:
    """Both orders of pairs whose labels tell whether the differing phrases are of one thing."""
    for line in lines:
        masked = mask_difference(line["a"], line["b"])
        label = _label(line)
        if masked and label:
            for premise, hypothesis in (masked, masked[::-1]):
                yield Row(premise=premise, hypothesis=hypothesis, label=label, source="elements")


def mask_difference(a: str, b: str) -> tuple[str, str] | None:
    """Two statements with the best supported phrase in which they differ masked, if there is one.

    The phrase stands between words that both share; None where too little is shared.
    """
    one, other = a.split(), b.split()
    bare = [[_bare(word) for word in side] for side in (one, other)]
    matcher = SequenceMatcher(None, bare[0], bare[1], autojunk=False)
    codes = matcher.get_opcodes()
    alike = sum(end - begin for tag, begin, end, _, _ in codes if tag == "equal")
    if alike < _LEAST_SHARED * min(len(one), len(other)):
        return None
    best: tuple[int, int, int, int, int] | None = None
    for number, (tag, i, j, k, m) in enumerate(codes):
        if tag != "replace" or max(j - i, m - k) > _MOST_WORDS:
            continue
        beside = [c for c in (number - 1, number + 1) if 0 <= c < len(codes)]
        support = sum(codes[c][2] - codes[c][1] for c in beside if codes[c][0] == "equal")
        if best is None or support > best[0]:
            best = (support, i, j, k, m)
    if best is None:
        return None
    _, i, j, k, m = best
    return (
        " ".join([*one[:i], MASK, *one[j:]]),
        " ".join([*other[:k], MASK, *other[m:]]),
    )


def _label(line: dict[str, Any]) -> str:
    """What the labels of a pair say of its differing phrases; "" where they leave it open."""
    if line.get("second") == "open":
        return ""
    labels = {line["forward"], line["backward"]}
    if labels in ({"contradiction"}, {"entailment"}) or line.get("relation", "none") != "none":
        return "entailment"
    if labels == {"neutral"} and (line.get("same") is False or line.get("kind") == "event"):
        return "neutral"
    return ""


def _bare(word: str) -> str:
    return word.strip(".,;:!?\"'“”‘’()").lower()
