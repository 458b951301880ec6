"""Figures: exact, rounded, bounded, in a range or spelled otherwise, against changed ones.

A figure's wording allows some values for certain and some perhaps; the label follows from how
those of the premise lie to those of the hypothesis. So differing numbers may mean any label.
"""

from __future__ import annotations

import math
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from claimcheck.facts.figures import compare_figures, find_figures
from claimcheck.facts.numbers import words_value
from claimcheck.records import LABELS, Figure, Label
from claimcheck.training.generating.material import Passage, Row, put

_NEVER = math.inf
# bound: the words before a figure, the least and most that it allows for certain, then perhaps,
# all as shares of the value.
_BOUNDS: dict[str, tuple[tuple[str, ...], tuple[float, float], tuple[float, float]]] = {
    "exact": (("",), (1, 1), (1, 1)),
    "about": (("about ", "around ", "roughly ", "approximately "), (0.96, 1.04), (0.8, 1.2)),
    "nearly": (("nearly ", "almost ", "close to "), (0.95, 1 - 1e-9), (0.8, 1)),
    "at least": (("at least ", "no fewer than "), (1, _NEVER), (1, _NEVER)),
    "more than": (("more than ", "over "), (1 + 1e-9, _NEVER), (1 + 1e-9, _NEVER)),
    "at most": (("up to ", "no more than "), (0, 1), (0, 1)),
    "less than": (("fewer than ", "less than ", "under "), (0, 1 - 1e-9), (0, 1 - 1e-9)),
}
_VAGUE = {"dozens of": (24, 100), "hundreds of": (200, 1000), "thousands of": (2000, 10000)}
_FACTORS = (0.5, 0.6, 0.7, 0.75, 0.8, 0.9, 0.95, 1.05, 1.1, 1.2, 1.25, 1.3, 1.5, 1.8, 2.0)
_SMALL = "zero one two three four five six seven eight nine ten eleven twelve".split()
_MAGNITUDES = {"": 1.0, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
_WRITTEN = re.compile(
    r"(?P<cur>US\$|[$£€])?(?:(?P<num>\d[\d,]*(?:\.\d+)?)|(?P<word>[A-Za-z]+(?:-[a-z]+)?))"
    r"(?: (?P<mag>thousand|million|billion|trillion))?(?P<unit>%| ?[a-z][a-z ]*)?"
)
# Before these a bound reads badly or the figure is part of something larger.
_BARS_BEFORE = re.compile(
    r"(?:\b(?:an?|the|this|that|these|those|his|her|its|their|our|your|my|another|other|all|both"
    r"|every|each|first|last|next|past|of|out of|top|just|as|only|or|and|to|than|by|under|over"
    r"|about|around|nearly|almost|some|least|more|most|roughly|approximately|estimated|section"
    r"|title|article|chapter|page|no|number|channel|act|amendment|interstate|highway|route|room"
    r"|age|aged|least|up|exactly|between|from)|[-–—/$#(]|[A-Z]\w*|\d,?)\s*$"
)
_BARS_AFTER = re.compile(r"\s*(?:[-–—/:)(]|to \d|of (?:the|every|all|its|those|them|\d|\w+ )|\d)")
_NOUN_NEXT = re.compile(r" [a-z]+s\b| (?:people|men|women|children)\b")


@dataclass(frozen=True, slots=True)
class Amount:
    """What a wording allows: closed intervals, certain within perhaps."""

    bound: str
    value: float
    sure: tuple[float, float]
    maybe: tuple[float, float]


def amount(bound: str, value: float) -> Amount:
    """An amount under one of the bounds above."""
    _, sure, maybe = _BOUNDS[bound]
    return Amount(
        bound, value, (sure[0] * value, sure[1] * value), (maybe[0] * value, maybe[1] * value)
    )


def between(low: float, high: float) -> Amount:
    """An amount given by its two ends."""
    return Amount("range", low, (low, high), (low, high))


def vague(words: str) -> Amount:
    """ "dozens of" and its like."""
    low, high = _VAGUE[words]
    return Amount(words, low, (low, high), (low * 0.8, high * 2))


def relation(premise: Amount, hypothesis: Amount) -> Label | None:
    """The label of two wordings of one quantity, None where readers would disagree."""
    if _apart(premise.maybe, hypothesis.maybe):
        return "contradiction"
    if _inside(premise.maybe, hypothesis.sure):
        return "entailment"
    if premise.value == hypothesis.value and "exact" in (premise.bound, hypothesis.bound):
        return None
    if not _inside(premise.sure, hypothesis.maybe) and not _apart(premise.sure, hypothesis.sure):
        return "neutral"
    return None


def _apart(a: tuple[float, float], b: tuple[float, float]) -> bool:
    return a[1] < b[0] or b[1] < a[0]


def _inside(a: tuple[float, float], b: tuple[float, float]) -> bool:
    return b[0] <= a[0] and a[1] <= b[1]


@dataclass(frozen=True, slots=True)
class Slot:
    """Where a text's one clear figure stands and how it is written."""

    start: int
    end: int
    value: float
    currency: str
    unit: str
    countable: bool


def find_slot(passage: Passage) -> Slot | None:
    """A plain figure that can be written otherwise without breaking the sentence."""
    for figure in passage.figures:
        slot = _slot(passage.text, figure)
        if slot is not None:
            return slot
    return None


def _slot(text: str, figure: Figure) -> Slot | None:
    if figure.bound != "exact" or figure.unit == "ordinal" or figure.low != figure.high:
        return None
    if not (figure.unit or figure.noun) or figure.noun in ("age", "term") or figure.low <= 2:
        return None
    if _BARS_BEFORE.search(text[: figure.start]) or _BARS_AFTER.match(text, figure.end):
        return None
    written = _WRITTEN.fullmatch(figure.text)
    if written is None or (figure.start == 0 and written["num"]):
        return None
    value = _value(written)
    if value is None or value <= 2:
        return None
    countable = not figure.unit and _NOUN_NEXT.match(text, figure.end) is not None
    return Slot(
        figure.start, figure.end, value, written["cur"] or "", written["unit"] or "", countable
    )


def _value(written: re.Match[str]) -> float | None:
    if written["num"]:
        number = float(written["num"].replace(",", ""))
    else:
        try:
            number = words_value(written["word"])
        except (KeyError, ValueError):
            return None
    return number * _MAGNITUDES[written["mag"] or ""]


def spell(slot: Slot, value: float, rng: random.Random) -> str:
    """The value in one of the ways that news writes it, with the slot's currency and unit."""
    unit = slot.unit
    if unit.strip() in ("%", "percent", "per cent"):
        unit = rng.choice((" percent", " per cent", "%"))
    number = _digits(value, rng)
    if slot.currency == "US$" or slot.currency == "$":
        sign = rng.choice(("$", "$", "US$"))
        short = re.sub(r" (?:(b)illion|(m)illion)$", r"\1n\2", number)
        short = short.replace("nm", "m")
        return sign + (short if rng.random() < 0.25 else number) + unit
    if not slot.currency and not unit.startswith("%") and value in range(2, 13):
        if rng.random() < 0.6:
            number = _SMALL[int(value)]
    return slot.currency + number + unit


def _digits(value: float, rng: random.Random) -> str:
    for name, size in (("trillion", 1e12), ("billion", 1e9), ("million", 1e6)):
        if value >= size:
            short = f"{value / size:.6g}"
            if len(short) <= 5:
                return f"{short} {name}"
    if value >= 1e4 and value % 1000 == 0 and rng.random() < 0.3:
        return f"{value / 1000:g} thousand"
    if value == int(value):
        return f"{int(value):,}" if value < 10000 and rng.random() < 0.8 else f"{int(value):,}"
    return f"{value:.6g}"


def near(value: float, rng: random.Random) -> list[float]:
    """Other values of like size and like roundness."""
    found = {_rounded(value * factor, value) for factor in _FACTORS}
    found |= {_significant(value, 1), _significant(value, 2)}
    if value == int(value) and value < 200:
        found |= {value + d for d in (-3, -2, -1, 1, 2, 3)}
    kept = sorted(v for v in found if v > 2 and v != value)
    rng.shuffle(kept)
    return kept


def _significant(value: float, digits: int) -> float:
    return float(f"{value:.{digits}g}")


def _rounded(value: float, like: float) -> float:
    if like == int(like) and value < 100:
        return float(round(value))
    if like < 100:
        return round(value, 1)
    return _significant(value, 2 if like == _significant(like, 2) else 3)


@dataclass(frozen=True, slots=True)
class _Wording:
    amount: Amount
    text: str


def _wordings(slot: Slot, value: float, rng: random.Random) -> Iterator[_Wording]:
    """The value under every bound, and ranges and vague words around it."""
    for bound, (before, _, _) in _BOUNDS.items():
        words = rng.choice(before)
        if words == "fewer than " and not slot.countable:
            words = "less than "
        yield _Wording(amount(bound, value), words + spell(slot, value, rng))
    other = value + max(1.0, _rounded(value * rng.choice((0.1, 0.25, 0.5)), value))
    if not slot.currency and value < 1e6 and other < 1e6:
        low, high = _digits(value, random.Random(0)), _digits(other, random.Random(0))  # noqa: S311
        yield _Wording(between(value, other), f"between {low} and {high}{slot.unit}")


def _vague(slot: Slot) -> Iterator[_Wording]:
    if slot.countable and not slot.unit and not slot.currency:
        for words in _VAGUE:
            yield _Wording(vague(words), words)


def rows(passage: Passage, rng: random.Random) -> Iterator[Row]:
    """Up to three pairs, one a label, with wordings of all sorts on both sides."""
    slot = find_slot(passage)
    if slot is None or not passage.plain:
        return
    own = _Wording(amount("exact", slot.value), passage.text[slot.start : slot.end])
    values = [slot.value, *near(slot.value, rng)]
    if slot.unit.strip() in ("%", "percent", "per cent") and slot.value <= 100:
        values = [v for v in values if v < 100]
    told = [own, own, *_wordings(slot, slot.value, rng)]
    asked = [w for v in values for w in _wordings(slot, v, rng)]
    asked += list(_vague(slot))
    for label in LABELS:
        row = _pair(passage, slot, label, (told, asked), rng)
        if row is not None:
            yield row


def _pair(
    passage: Passage,
    slot: Slot,
    label: Label,
    sides: tuple[Sequence[_Wording], Sequence[_Wording]],
    rng: random.Random,
) -> Row | None:
    """A pair with this label: first a wording of the premise, then a bound, then a value."""
    told = rng.choice(sides[0])
    fits = [w for w in sides[1] if relation(told.amount, w.amount) == label]
    if not fits:
        told = rng.choice([w for w in sides[0] if w.amount.bound != "exact"])
        fits = [w for w in sides[1] if relation(told.amount, w.amount) == label]
    bounds = sorted({w.amount.bound for w in fits})
    for _ in range(4):
        if not bounds:
            return None
        bound = rng.choice(bounds)
        wording = rng.choice([w for w in fits if w.amount.bound == bound])
        premise = put(passage.text, slot.start, slot.end, told.text)
        hypothesis = put(passage.text, slot.start, slot.end, wording.text)
        if premise != hypothesis and agrees(premise, hypothesis, slot.start, label):
            return Row(premise, hypothesis, label)
    return None


def agrees(premise: str, hypothesis: str, start: int, label: Label) -> bool:
    """Whether the figures, read again from both texts, compare as the label says."""
    read = []
    for text in (premise, hypothesis):
        found = [f for f in find_figures(text) if f.end > start]
        if not found:
            return False
        read.append(found[0])
    verdict = compare_figures(*read).verdict
    return verdict == "different" if label == "contradiction" else verdict in _FITTING


_FITTING = ("equal", "compatible")
