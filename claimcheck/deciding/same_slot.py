"""Do two differing values fill one slot? A probability from the judge, the words and the facts.

The judge's answer after substitution is the strongest sign, but a small judge asks every detail
of a long sentence to follow. What the two sentences share beside the values, and what each of
them names alone, tells as much; a logistic regression weighs them. Its weights come from
``benchmarks/same_slot.py``: pairs of claims of two outlets that give one and the same specific
value are of one slot, pairs of different events or with different values (nearly all) are not.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files

from claimcheck.claims.spans import spans
from claimcheck.comparing import MIN_AFFINITY, Comparison, Slot
from claimcheck.comparing.align import Fact, of_other_nouns
from claimcheck.records import Claim, Figure, Probabilities
from claimcheck.words import FUNCTION_WORDS, content_stems, words

WEIGHTS = "same_slot.json"
# Of the specific figures of two stories of one topic that may fill one slot, so many were the
# same (46 of 502, some of them one story in two bundles).
COINCIDENCE = 0.1
# Of those with three digits or more, zeros at the end left out, 11 of 430; of sums of a million
# and more 9 of 65, and all of these were one thing.
LONG_COINCIDENCE = 0.025
_LONG = 3
_LARGE = 1e6
_LEAST_SPECIFIC = 13
_TITLE_CASE = 0.6
_ALIKE = 4  # letters


@dataclass(frozen=True, slots=True, kw_only=True)
class Signs:
    """What speaks for and against one slot; every sign is a number near 0 to 1 or a logit."""

    strong: float
    """Logit of entailment after substitution, in the stronger direction."""
    weak: float
    """The same in the weaker direction."""
    strong_above: float
    """What ``strong`` is above even odds, 0 below: the weight may differ there."""
    weak_above: float
    other_noun: float
    """1 where both figures have a noun, and not the same one."""
    modified: float
    """Share of the words that narrow the figures down which both have."""
    near: float
    """Share of the content words around the values that both have."""
    close: float
    """The same of the two content words before and behind."""
    shared: float
    """Share of the content words of the shorter claim that the other has, the values left out."""
    common: float
    """How many content words both have, up to 8, as a share of 8."""
    names_apart: float
    """1 where each claim names somebody or something that the other does not."""
    other_equal: float
    """1 where another fact of both claims is the same."""
    other_different: float
    """1 where another fact of both claims differs."""


def signs(comparison: Comparison, slot: Slot, put_in: Sequence[Probabilities]) -> Signs:
    """The signs of a pair.

    Args:
        comparison: the pair with its aligned facts.
        slot: the two facts that may fill one slot.
        put_in: the judge's answers, both ways, with one value in the place of the other.
    """
    a, b = comparison.pair.a, comparison.pair.b
    entailed = sorted(p.entailment for p in put_in)
    left, right = _content(a, slot.a.text), _content(b, slot.b.text)
    both = left & right
    others = [s for s in comparison.slots if s is not slot and s.affinity >= MIN_AFFINITY]
    return Signs(
        strong=_logit(entailed[-1]),
        weak=_logit(entailed[0]),
        strong_above=max(0.0, _logit(entailed[-1])),
        weak_above=max(0.0, _logit(entailed[0])),
        **_nouns(slot),
        near=slot.near,
        close=_close(a, slot.a, b, slot.b),
        shared=len(both) / max(1, min(len(left), len(right))),
        common=min(len(both), 8) / 8,
        names_apart=float(bool(names_only(a, b, slot.a.text) and names_only(b, a, slot.b.text))),
        other_equal=float(any(s.verdict != "different" for s in others)),
        other_different=float(any(s.verdict == "different" for s in others)),
    )


def _nouns(slot: Slot) -> dict[str, float]:
    if not isinstance(slot.a, Figure) or not isinstance(slot.b, Figure):
        return {"other_noun": 0.0, "modified": 0.0}
    told, also = (content_stems(" ".join(f.modifiers)) for f in (slot.a, slot.b))
    return {
        "other_noun": float(of_other_nouns(slot.a, slot.b)),
        "modified": len(told & also) / max(1, min(len(told), len(also))),
    }


def _close(a: Claim, x: Fact, b: Claim, y: Fact) -> float:
    left, right = _beside(a, x), _beside(b, y)
    return len(left & right) / max(1, min(len(left), len(right)))


def _beside(claim: Claim, fact: Fact) -> frozenset[str]:
    before = [w for w in words(claim.text[: fact.start - claim.start]) if content_stems(w)]
    after = [w for w in words(claim.text[fact.end - claim.start :]) if content_stems(w)]
    return content_stems(" ".join([*before[-2:], *after[:2]]))


def _content(claim: Claim, value: str) -> frozenset[str]:
    return content_stems(claim.standalone.replace(value, " ", 1))


def is_title_case(text: str) -> bool:
    """Whether so many words have a capital that it marks no name."""
    return sum(w[:1].isupper() for w in text.split()) > _TITLE_CASE * len(text.split())


def names_only(claim: Claim, other: Claim, value: str = "") -> set[str]:
    """Words with capitals, the first word apart, that the other sentence does not have.

    Words that begin alike are taken for one name: "Tavia" and "Tavian". In a headline in which
    nearly every word has a capital nothing can be told.
    """
    text = claim.standalone.replace(value, " ", 1) if value else claim.standalone
    if is_title_case(text):
        return set()
    known = {word[:_ALIKE] for word in words(other.sentence.text)}
    dated = {word for d in claim.dates for word in words(d.text)}
    found = list(spans(text))
    named = [word for span in found for word in words(span.text)]
    if named and text.startswith(found[0].text):
        named = named[1:]  # any word has a capital there
    return {w for w in {*named} - dated - FUNCTION_WORDS if w[:_ALIKE] not in known}


def _logit(p: float) -> float:
    p = min(max(p, 0.005), 0.995)
    return math.log(p / (1 - p))


@cache
def slot_weights() -> str:
    """All weights, as the JSON text that ``benchmarks/same_slot.py`` has written."""
    return files("claimcheck.deciding").joinpath(WEIGHTS).read_text(encoding="utf-8")


@cache
def weights(kind: str) -> tuple[float, dict[str, float]]:
    """The bias and the weight of every sign, as ``benchmarks/same_slot.py`` has measured them.

    They were fitted on figures and on dates; other facts are weighed as figures are.
    """
    fitted = json.loads(slot_weights())
    read = fitted.get(kind, fitted["number"])
    return float(read["bias"]), {name: float(read["weights"][name]) for name in NAMES}


def probability(seen: Signs, kind: str = "number") -> float:
    """The probability that two differing facts are values of one quantity of one event."""
    bias, by_name = weights(kind)
    weighed = (by_name[name] * value for name, value in zip(NAMES, values(seen), strict=True))
    score = bias + math.fsum(weighed)
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, score))))


def same_value(one_slot: float, slot: Slot) -> float:
    """The probability of one slot once both values are found to be the same.

    By Bayes' rule: of two slots the values would be the same by coincidence in so many cases.
    """
    figures = [f for f in (slot.a, slot.b) if isinstance(f, Figure)]
    digits = [len("".join(filter(str.isdigit, f.text)).strip("0")) for f in figures]
    large = all(f.unit not in ("", "percent") and f.low >= _LARGE for f in figures)
    rare = large or min(digits, default=0) >= _LONG
    coincidence = LONG_COINCIDENCE if figures and rare else COINCIDENCE
    return one_slot / (one_slot + (1 - one_slot) * coincidence)


def is_specific(slot: Slot) -> bool:
    """Whether it would be no coincidence if both values were the same: no small count, no rank."""
    return all(
        bool(fact.unit and fact.unit != "ordinal" and fact.low > 1)
        or fact.low >= _LEAST_SPECIFIC
        or (fact.low > 1 and not fact.low.is_integer())
        for fact in (slot.a, slot.b)
        if isinstance(fact, Figure)
    )


NAMES = tuple(field.name for field in fields(Signs))


def values(seen: Signs) -> tuple[float, ...]:
    """The signs as numbers, in the order of ``NAMES``."""
    return tuple(float(getattr(seen, name)) for name in NAMES)
