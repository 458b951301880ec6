"""Another value for a figure, and the same value written another way."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass

from claimcheck.facts.figures import find_figures
from claimcheck.facts.units import MONEY
from claimcheck.records import Figure

_WORDS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen twenty"
).split()
_TENS = {
    word: 10 * n
    for n, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)
}
_VALUE = {w: n for n, w in enumerate(_WORDS)} | _TENS
_NUMBER = re.compile(r"(?P<digits>\d[\d,]*(?:\.\d+)?)|(?P<word>[a-z]+)", re.I)
_SCALES = {"thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
# After these a figure takes no bound and no article: it has one, or is a name.
_ARTICLED = re.compile(
    r"(?<!\w)(?:a|an|the|its|his|her|their|our|this|that|these|those|another|all|only|just|one|each|every"
    r"|first|last|next|past|aged?|some|than|least|most|of the|other|additional|total|nearly|almost"
    r"|[\w.]+['’]s|s['’]|about|around|over|under|up to|No|category|level|stage|grade|page|full"
    r"|breaking|calling|called|dialed|S\.|H\.R\.)$",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Number:
    """The number inside a figure's text: its span there, its value and how it is written."""

    start: int
    end: int
    value: float
    word: bool
    decimals: int
    commas: bool


def number_in(figure: Figure) -> Number | None:
    """The one number that a figure is written with, None for ranges, fractions and vague words."""
    if figure.low != figure.high or figure.unit == "ordinal":
        return None
    found = [m for m in _NUMBER.finditer(figure.text) if m["digits"] or m[0].lower() in _VALUE]
    if len(found) != 1:
        return None
    match = found[0]
    if match["word"]:
        value = float(_VALUE[match[0].lower()])
        return Number(match.start(), match.end(), value, True, 0, False)
    digits = match["digits"].rstrip(",")
    return Number(
        match.start(),
        match.start() + len(digits),
        float(digits.replace(",", "")),
        False,
        len(digits.partition(".")[2]),
        "," in digits,
    )


def is_free(text: str, figure: Figure) -> bool:
    """Whether the figure stands alone in its place: no article, ordinal or hyphen holds it."""
    before = text[: figure.start].rstrip()
    after = text[figure.end : figure.end + 1]
    hyphened = after == "-" or text[figure.start - 1 : figure.start] == "-" or "-" in figure.text
    ages = figure.noun == "age" or re.match(
        r"\s?(?:years? old|-|more\b|fewer\b|less\b|times\b|other)", text[figure.end :]
    )
    named = not figure.unit and re.search(r"\w.*\s[A-Z]\w*$", before)  # "Category 4"
    return not (hyphened or ages or named or _ARTICLED.search(before) or after.isalnum())


def written(value: float, like: Number) -> str:
    """A value in the form of another number: its decimals, commas, digits or words."""
    if like.word and value == int(value) and value <= 20:
        return _WORDS[int(value)]
    if like.word and value in _TENS.values():
        return next(word for word, n in _TENS.items() if n == value)
    plain = f"{value:,.{like.decimals}f}"
    return plain if like.commas or abs(value) >= 10_000 else plain.replace(",", "")


def other_value(figure: Figure, rng: random.Random) -> tuple[str, float] | None:
    """The figure's text with a plausible other value, near or far, and the value's ratio."""
    number = number_in(figure)
    if number is None or number.value < 2:
        return None
    value = number.value
    step = _step(number)
    share = rng.choice([0.05, 0.1, 0.2, 0.35, 0.5, 1.0, 2.0])
    least = 1 if share < 0.3 or value < 12 else 2
    moved = max(least * step, round(share * value / step) * step) * rng.choice([-1, 1])
    new = value + moved
    if new < 2 * step or (new < 2 and not number.decimals):
        new = value + abs(moved)
    if figure.unit == "percent" and value <= 100 < new:
        new = round((value - min(abs(moved), value / 2)) / step) * step
    new = round(new, number.decimals)
    if new <= 0 or new == value or (new < 2 and not number.decimals):
        return None
    text = figure.text[: number.start] + written(new, number) + figure.text[number.end :]
    return text, new / value


def _step(number: Number) -> float:
    """The worth of the last digit that is written."""
    if number.decimals:
        return float(10.0**-number.decimals)
    digits = f"{number.value:.0f}"
    zeros = len(digits) - len(digits.rstrip("0"))
    return float(10 ** min(zeros, len(digits) - 1)) if zeros and len(digits) > 2 else 1.0


def respelled(text: str, figure: Figure, rng: random.Random) -> str | None:
    """The same value of the figure in ``text`` written another way, None where none is known."""
    number = number_in(figure)
    if number is None:
        return None
    if figure.unit == "percent":
        options = _percents(text, figure, number)
    elif figure.unit in ("dollar", "pound", "euro"):
        options = _sums(figure)
    elif figure.unit == "":
        options = _counts(figure, number)
    else:
        options = _measures(figure, number)
    options = [o for o in options if o != figure.text and _same(o, figure)]
    return rng.choice(options) if options else None


def _same(option: str, figure: Figure) -> bool:
    """The project's own grammar must read the same value, conversions aside."""
    found = find_figures(f"It was {option} of it.")
    if not found or len(found) > 1:
        return False
    got = found[0]
    return got.unit != figure.unit or abs(got.low - figure.low) <= 1e-6 * max(1.0, figure.low)


def _percents(text: str, figure: Figure, number: Number) -> list[str]:
    digits = figure.text[number.start : number.end]
    if number.word:
        digits = f"{number.value:g}"
    made = [f"{digits}%", f"{digits} percent", f"{digits} per cent"]
    if text[figure.end : figure.end + 4] == " of " and figure.bound in ("exact", "about"):
        shares = {50.0: "half", 25.0: "a quarter", 20.0: "a fifth", 75.0: "three quarters"}
        made += [shares[number.value]] * 3 if number.value in shares else []
    return made


def _sums(figure: Figure) -> list[str]:
    sign = {"dollar": "$", "pound": "£", "euro": "€"}[figure.unit]
    name = {"dollar": "dollars", "pound": "pounds", "euro": "euros"}[figure.unit]
    made = []
    for scale, short in (("billion", "bn"), ("million", "m"), ("trillion", "tn")):
        share = figure.low / _SCALES[scale]
        if 1 <= share < 1000 and round(share, 2) == share:
            made += [
                f"{sign}{share:g}{short}",
                f"{sign}{share:g} {scale}",
                f"{share:g} {scale} {name}",
            ]
            if scale != "million":
                made.append(
                    f"{sign}{share * 1000:,.0f} {'million' if scale == 'billion' else 'billion'}"
                )
    if not made and figure.low == int(figure.low) and figure.low >= 2:
        made += [f"{sign}{figure.low:,.0f}", f"{figure.low:,.0f} {name}"]
    return made


def _counts(figure: Figure, number: Number) -> list[str]:
    value = figure.low
    if value != int(value) or value < 2:
        return []
    made = [f"{value:,.0f}"]
    if value <= 20:
        made.append(_WORDS[int(value)])
    dozens = {12: "a dozen", 24: "two dozen", 36: "three dozen", 48: "four dozen"}
    made += [dozens[int(value)]] * 2 if value in dozens and figure.bound == "exact" else []
    for scale in ("million", "billion"):
        share = value / _SCALES[scale]
        if 1 <= share < 1000 and round(share, 2) == share:
            made.append(f"{share:g} {scale}")
    if value >= 2000 and value % 1000 == 0 and value < 1e6:
        made.append(f"{value / 1000:,.0f} thousand")
    return made


_CONVERTED = {
    "mile": (1.609344, "kilometers"), "foot": (0.3048, "meters"), "acre": (0.40468564, "hectares"),
    "kilometre": (0.62137119, "miles"), "metre": (3.2808399, "feet"), "inch": (2.54, "centimeters"),
}  # fmt: skip


def _measures(figure: Figure, number: Number) -> list[str]:
    value = figure.low
    if figure.unit in _CONVERTED and figure.bound == "exact" and value >= 3:
        factor, name = _CONVERTED[figure.unit]
        made = value * factor
        rounded = float(f"{made:.2g}") if made >= 10 else round(made, 1)
        return [f"about {rounded:,g} {name}"] if rounded >= 2 else []
    periods = {
        ("hour", 24): "one day",
        ("hour", 48): "two days",
        ("hour", 72): "three days",
        ("week", 2): "14 days",
        ("week", 3): "21 days",
        ("year", 2): "24 months",
        ("month", 12): "one year",
        ("month", 24): "two years",
        ("month", 6): "half a year",
        ("month", 18): "one and a half years",
        ("day", 14): "two weeks",
        ("minute", 60): "one hour",
        ("decade", 2): "20 years",
        ("decade", 3): "30 years",
        ("year", 10): "a decade",
        ("year", 20): "two decades",
        ("year", 30): "three decades",
        ("year", 40): "four decades",
    }
    made_of = [periods[figure.unit, int(value)]] * 2 if (figure.unit, value) in periods else []
    head, tail = figure.text[: number.start], figure.text[number.end :]
    if value == int(value) and 2 <= value <= 20 and figure.unit not in MONEY:
        made_of += [f"{head}{value:.0f}{tail}", f"{head}{_WORDS[int(value)]}{tail}"]
    return made_of
