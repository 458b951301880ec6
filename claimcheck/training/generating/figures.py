"""Pairs that one figure decides: another value, another spelling, a bound."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

from claimcheck.facts.figures import compare_figures, find_figures
from claimcheck.facts.polarity import negations
from claimcheck.records import Figure, Label
from claimcheck.training.generating.corpus import Corpus
from claimcheck.training.generating.details import loosened
from claimcheck.training.generating.material import Row, Statement
from claimcheck.training.generating.pairing import equal, shuffled
from claimcheck.training.generating.values import (
    is_free,
    number_in,
    other_value,
    respelled,
    written,
)
from claimcheck.training.generating.wording import splice

# Pairs of two outlets are scarce; each serves several times, with other values.
_USES = 3


def _material(corpus: Corpus, rng: random.Random) -> Iterator[tuple[Statement, Statement, bool]]:
    """Premise and hypothesis with one figure in common; True where two outlets tell it."""
    for premise, hypothesis in shuffled(corpus.agreeing, rng) * _USES:
        if hypothesis.figures:
            yield premise, hypothesis, True
    for statement in shuffled((s for s in corpus.statements if s.figures), rng):
        yield statement, statement, False


def _chosen(
    premise: Statement, hypothesis: Statement, rng: random.Random
) -> tuple[Figure, Figure] | None:
    if negations(premise.text) or negations(hypothesis.text):
        return None  # what a value does to a denied sentence depends on what is denied
    options = [
        (f, g)
        for f in hypothesis.figures
        for g in premise.figures
        if f.unit != "ordinal"
        and number_in(f)
        and equal(f, g)
        and not _two_part(hypothesis.text, f)
    ]
    return rng.choice(options) if options else None


def figure_changed(corpus: Corpus, rng: random.Random) -> Iterator[Row]:
    """The hypothesis's value is another one: contradiction."""
    for premise, hypothesis, _ in _material(corpus, rng):
        chosen = _chosen(premise, hypothesis, rng)
        if chosen is None or _nested(hypothesis.text, chosen[0]):
            continue
        figure, told = chosen
        changed = other_value(figure, rng)
        if changed is None:
            continue
        new, _ = changed
        if rng.random() < 0.25 and is_free(hypothesis.text, figure):
            new = _spelled(hypothesis.text, figure, new, rng)
        text = splice(hypothesis.text, figure.start, figure.end, new)
        if _contradicts(text, figure, premise, told):
            text = loosened(text, rng, keep=(new,))
            yield Row("figure_changed", premise.text, text, "contradiction")


def _two_part(text: str, figure: Figure) -> bool:
    """One of the two numbers of "6 feet, 4 inches"."""
    beside = text[max(0, figure.start - 8) : figure.start] + "|" + text[figure.end : figure.end + 9]
    return bool(re.search(r"(?:feet|foot)\b,? |\|,? \d+ inch", beside))


def _nested(text: str, figure: Figure) -> bool:
    """Whether another value leaves the sentence true: "one of three", "3 of his", "in 5 years"."""
    return text[: figure.start].endswith(
        (" of ", " for ", "within ", "in ", "after ", "every ")
    ) and figure.unit in ("", "year", "month", "day", "hour", "minute", "week", "decade")


def _spelled(text: str, figure: Figure, new: str, rng: random.Random) -> str:
    whole = splice(text, figure.start, figure.end, new)
    found = [f for f in find_figures(whole) if f.text.lower() == new.lower()]
    other = respelled(whole, found[0], rng) if found else None
    return other if other and "about" not in other else new


def _contradicts(text: str, figure: Figure, premise: Statement, told: Figure) -> bool:
    """The new value must differ from the premise's under its bound, and stand nowhere in it."""
    if told.bound not in ("exact", "about"):
        return False
    near = [f for f in find_figures(text) if abs(f.start - figure.start) <= 3]
    if not near or near[0].bound != figure.bound or figure.bound not in ("exact", "about"):
        return False  # "more than 50" leaves "more than 80" open
    mine = near[0]
    if compare_figures(mine, told).verdict != "different":
        return False
    ratio = mine.low / told.low if told.low else 0.0
    loose = told.bound != "exact" and 0.6 < ratio < 1.8
    return not loose and all(compare_figures(mine, f).verdict != "equal" for f in premise.figures)


def figure_spelling(corpus: Corpus, rng: random.Random) -> Iterator[Row]:
    """The same value written another way: entailment."""
    for premise, hypothesis, _ in _material(corpus, rng):
        chosen = _chosen(premise, hypothesis, rng)
        if chosen is None:
            continue
        figure = chosen[0]
        new = respelled(hypothesis.text, figure, rng)
        held = "about" in (new or "") or (new or "").startswith("a ")
        free = is_free(hypothesis.text, figure)
        if (
            new is None
            or "-" in figure.text
            or "-" in new
            or hypothesis.text[figure.end : figure.end + 1] == "-"
        ):
            continue
        digit = figure.text[0].isalpha() and new[0].isdigit() and figure.low < 10
        if figure.noun == "age" or ((held or digit) and not free):
            continue
        text = splice(hypothesis.text, figure.start, figure.end, new)
        text = loosened(text, rng, keep=(new,))
        yield Row("figure_spelling", premise.text, text, "entailment")


def figure_bound(corpus: Corpus, rng: random.Random) -> Iterator[Row]:
    """A bound against a value or another bound, by what they allow: any label."""
    for premise, hypothesis, across in _material(corpus, rng):
        chosen = _chosen(premise, hypothesis, rng)
        if chosen is None or not is_free(hypothesis.text, chosen[0]):
            continue
        figure, told = chosen
        number = number_in(figure)
        if number is None or number.value < 4 or figure.bound != "exact" or told.bound != "exact":
            continue
        if figure.unit == "percent" and not 4 <= number.value <= 80:
            continue
        for _ in range(1 if across else 2):
            made = _bounded(premise, hypothesis, figure, told, across, rng)
            if made is not None:
                yield made


# bound of the premise, of the hypothesis, where the second value lies beside the first, label
_LOGIC: tuple[tuple[str, str, int, Label], ...] = (
    ("", "at least", -1, "entailment"),
    ("", "at least", 0, "entailment"),
    ("", "more than", -1, "entailment"),
    ("", "over", -1, "entailment"),
    ("", "at least", 1, "contradiction"),
    ("", "more than", 1, "contradiction"),
    ("", "fewer than", 1, "entailment"),
    ("", "no more than", 1, "entailment"),
    ("", "fewer than", -1, "contradiction"),
    ("", "no more than", -1, "contradiction"),
    ("", "at most", -1, "contradiction"),
    ("", "about", 2, "entailment"),
    ("", "about", 1, "contradiction"),
    ("", "around", -1, "contradiction"),
    ("at least", "", 1, "neutral"),
    ("at least", "", 0, "neutral"),
    ("at least", "", -1, "contradiction"),
    ("at least", "at least", -1, "entailment"),
    ("at least", "more than", 1, "neutral"),
    ("at least", "fewer than", -1, "contradiction"),
    ("more than", "", 1, "neutral"),
    ("more than", "", -1, "contradiction"),
    ("more than", "at least", 0, "entailment"),
    ("more than", "more than", 1, "neutral"),
    ("more than", "fewer than", -1, "contradiction"),
    ("fewer than", "", -1, "neutral"),
    ("fewer than", "", 1, "contradiction"),
    ("fewer than", "more than", 1, "contradiction"),
    ("fewer than", "fewer than", -1, "neutral"),
    ("no more than", "fewer than", 1, "entailment"),
    ("no more than", "", -1, "neutral"),
    ("up to", "more than", 1, "contradiction"),
    ("up to", "", -1, "neutral"),
)


def _bounded(
    premise: Statement,
    hypothesis: Statement,
    figure: Figure,
    told: Figure,
    across: bool,
    rng: random.Random,
) -> Row | None:
    before, after, where, label = rng.choice(_LOGIC)
    if before and (across or not is_free(premise.text, told)):
        return None
    value = _beside(figure, where, rng)
    if value is None:
        return None
    new = _joined(_worded(after, figure), value)
    text = splice(hypothesis.text, figure.start, figure.end, new)
    text = loosened(text, rng, keep=(new,))
    given = premise.text
    if before:
        given = splice(given, told.start, told.end, _joined(_worded(before, told), told.text))
    return Row("figure_bound", given, text, label)


def _joined(bound: str, value: str) -> str:
    return f"{bound} {value[0].lower()}{value[1:]}" if bound else value


def _worded(bound: str, figure: Figure) -> str:
    return "less than" if bound == "fewer than" and figure.unit else bound


def _beside(figure: Figure, where: int, rng: random.Random) -> str | None:
    """The figure's text with a value below (-1) or above (1) it, its own (0) or rounded (2)."""
    number = number_in(figure)
    assert number is not None
    value = number.value
    if where == 0:
        new = value
    elif where == 2:
        digits = max(0, len(f"{value:.0f}") - 2)
        new = float(round(value, -digits)) if not number.decimals else float(round(value))
        if new == value or abs(new - value) > 0.04 * value:
            return None
    else:
        share = rng.choice([0.25, 0.4, 0.5]) if where < 0 else rng.choice([0.3, 0.5, 1.0])
        grain = 10 ** max(0, len(f"{value:.0f}") - 2)
        new = float(round(value * (1 + where * share) / grain) * grain)
        if number.decimals and value < 10:
            new = round(value * (1 + where * share), 1)
        if new < 2 or (abs(new - value) < 1 and not number.decimals) or new == value:
            return None
    if figure.unit == "percent" and new > 100:
        return None
    return figure.text[: number.start] + written(new, number) + figure.text[number.end :]
