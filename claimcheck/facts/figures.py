"""Figures: quantities as written, with value, unit, bound and what they measure.

No parser stands behind this. The rules look at the words next to a number, which is where news
puts the unit, the bound and the noun; what they cannot tell stays empty.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from claimcheck.facts.numbers import (
    ATOM,
    BIG,
    PARTS,
    SHORT,
    atom_value,
    is_name_or_date,
    is_year,
)
from claimcheck.facts.units import (
    DURATIONS,
    MONEY,
    convert,
    display,
    match_unit,
    prefix_unit,
)
from claimcheck.records import Bound, Figure

__all__ = ["FigureComparison", "compare_figures", "convert", "display", "find_figures"]


def _words(text: str) -> list[str]:
    return text.split()


Verdict = Literal["equal", "compatible", "different", "incomparable"]


@dataclass(frozen=True, slots=True)
class FigureComparison:
    """What two figures say of one another, and why in a few words."""

    verdict: Verdict
    reason: str


@dataclass(frozen=True, slots=True)
class _Quantity:
    """A number with its magnitude and unit; ``bare`` is where the digits or words end."""

    start: int
    bare: int
    end: int
    value: float
    scale: float
    unit: str
    kind: str


_MAGNITUDE = re.compile(
    rf"[ \u00a0-]?(?:(?P<big>{'|'.join(BIG)})s?|(?P<short>mn|mln|bn|bln|trn|tn|m|b|k))(?!\w)", re.I
)
_SEVERAL_BEFORE = re.compile(r"\b(?:several|few|many|couple|a couple of|per|each)[ -]$", re.I)
_METRES_AFTER = re.compile(
    r"[ -](?:high|tall|long|wide|deep|race|sprint|below|above|away|from|freestyle|relay|final|"
    r"hurdles|butterfly|breaststroke|backstroke|x|off)\b"
)
_PART_AFTER = re.compile(r"\s+(?:of|more|less|lower|higher|fewer|in|to|since)\b|\s*(?:[,.;)]|$)")
_HALF_AFTER = re.compile(r"[ -](?:of|the|its|their|his|her|our|all|an?)\b")
_HALF_BEFORE = re.compile(
    r"\b(?:by|nearly|almost|about|roughly|than|least|around|some|over)[ ](?:a |one )?$", re.I
)
_ORDINAL_NOT = re.compile(
    r"-|\s+(?:quarters?|half|century|centuries|[a-z]+est|most|least|party|parties|world|world's|"
    r"hand|degree|lady|ladies|person|of (?:January|February|March|April|May|June|July|August|"
    r"September|October|November|December))\b|\s+[A-Z]|['’]"
)
_SERIES = re.compile(r"\s+(?:rounds?|phase|stages?|batch|wave|legs?|term|instal+ment|tranche)\b")
_SECOND_NOT = re.compile(r"\b(?:per|every|split|one|any|each|half a|of a)\s$", re.I)
_FOLLOWED = re.compile(
    r"\s+(?!(?:in|of|on|at|to|and|or|but|after|before|later|is|was|with|for|as|by|only|"
    r"that|when|if|"
    r"ago|earlier|from|behind|nature|thoughts?|class|hand)\b)[a-z]"
)
_ONE_AFTER = re.compile(
    r"[ -](?:person|man|woman|child|boy|girl|soldier|officer|policeman|civilian|death|"
    r"dead|killed|"
    r"injured|wounded|missing|vote|goal|suspect|victim|survivor|mile|km|kilomet(?:re|er)|"
    r"hour|minute|week|month|year|percent|per cent|basis|percentage|metre|meter|foot|inch|pound|"
    r"dollar|euro|protester|student|worker|American|Palestinian|Israeli|Russian|Ukrainian)\b"
)
_ONE_STRICT = re.compile(r"\b(?:least|only|just|than|killed|killing|wounded|injured|arrested)\s$")
_NOT_ALONE = re.compile(
    r"[^\W\d_]|['’]s\b|[ ]M(?:ax|AX|inutes)\b|"
    r"-somethings?\b|\([a-z]\)|[ ]U\.?S\.?[ ]?C(?:ode|\.|\b)"
)
# "the Ten Commandments": a capital after a word in lower case makes a name.
_NAMED_LEFT = re.compile(r"\b[a-z]+ $")
_WAY = re.compile(r"-(?:way|ways|tone|piece|sided|fold|faced|time|timer|off|up|liners?)\b")
_AND_PART = re.compile(r"[ -]and[ -](?:a|one)[ -](half|quarter|third)(?!\w)", re.I)
_CHANGE = re.compile(
    r"\b(?:rose|rise[ns]?|rising|fell|fall(?:en|s|ing)?|grew|grow\w*|up|down|jump\w*|"
    r"drop\w*|climb\w*|"
    r"increas\w+|decreas\w+|declin\w+|cut|raise[ds]?|raising|lower\w*|slip\w*|surg\w+|"
    r"go(?:es|ing)?|"
    r"went|chang\w+|mov\w+|expand\w*|shrank|shrink\w*|hik\w+|reduc\w+|revis\w+|edg\w+|"
    r"soar\w*)\b[^.;]{0,40}$",
    re.I,
)
_AGO = re.compile(r"[ ](?:ago|earlier|later|hence)\b")
_NAMED_WORDS = re.compile(
    r"\b(?:Group of|Big|Gang of|Council of|Magnificent|Final|Chicago|Pac|Sweet|Elite|Catch|"
    r"ground|net|Famous|Section|Article|Chapter|Part|Phase|Day|Week|Game|Round|Formula|Channel|"
    r"Pier|Title|Category|Twenty|number|Number|Hundred|Fab|Three|day|page)[ -]$"
)
_AGE_AFTER = re.compile(r"[- ](?:years?|months?|weeks?|days?)[- ]olds?\b")
_AGED_BEFORE = re.compile(r"\b(?:aged|ages|age|age of)\s(?:between\s|under\s|over\s)?$", re.I)
_APPOSED = re.compile(r"[A-Z][\w'’.-]+,\s$")
_RANGE = re.compile(r"-to-|\s?[-–—]\s?|-?\s(?:to|and|or)\s")
_SCORE_BEFORE = re.compile(
    r"\b(?:vot(?:ed?|es|ing)|won|win|beat|beats|passed|lost|lose|defeat(?:ed)?|approved|"
    r"ruled|lead|led|"
    r"drew|draw|score|by|score of|margin|rejected|defeated|victory)\b[^.;]{0,30}$",
    re.I,
)
_SCORE_AFTER = re.compile(
    r"\s(?:vote|victory|win|loss|defeat|decision|ruling|lead|margin|draw|majority|against)\b"
)
_YEARLIKE_COUNT = re.compile(
    r"\b(?:more than|at least|fewer than|less than|as many as|nearly|almost|some|roughly)\s$", re.I
)
_FROM = re.compile(r"\bfrom\s(?:about |nearly |around )?$", re.I)
_RANGING = re.compile(r"\b(?:ranging|range|ranged|ranges|anywhere) from\s$", re.I)
_BETWEEN = re.compile(r"\bbetween\s$", re.I)
_MONEY_POUND = re.compile(
    r"\b(?:fine[ds]?|pay|paid|cost|costs|worth|price|bill|salary|earn\w*|spen[dt]|sold|fee|"
    r"pence|raised)\b",
    re.I,
)
_BOUNDS: tuple[tuple[Bound, str], ...] = (
    (
        "at most",
        r"up to|as (?:many|much|high|long|late) as|(?:no|not) (?:more|longer|higher|"
        r"greater) than|"
        r"at (?:the )?most|(?:a )?maximum(?: of)?|not exceeding",
    ),
    (
        "at least",
        r"at least|(?:no|not) (?:fewer|less) than|(?:a )?minimum(?: of)?",
    ),
    (
        "about",
        r"(?:nearly|almost|about|around|roughly)(?: an?)?|close to|approximately|"
        r"some|an estimated|estimated|"
        r"circa|or so|virtually|near|just (?:under|shy of|below)|approx\.?|~|more or less",
    ),
    (
        "more than",
        r"more than|(?:just |well )?over|above|exceed(?:ed|ing|s)?|greater than|in excess of|"
        r"upwards? of|topp(?:ed|ing)|surpass(?:ed|ing|es)?|north of|higher than|longer than|"
        r"larger than|beyond|>",
    ),
    (
        "less than",
        r"less than|fewer than|under|below|lower than|shorter than|smaller than|shy of|<",
    ),
)
_BOUND = re.compile(
    r"(?:(?<!\w)|(?<=[~<>]))(?:"
    + "|".join(f"(?P<b{i}>{pattern})" for i, (_, pattern) in enumerate(_BOUNDS))
    + r")\s?(?:an additional |another )?$",
    re.I,
)
_BOUND_AFTER = re.compile(
    r"\s?(?:(?P<least>\+|(?:\w+ )?or (?:more|above|higher|over))|"
    r"(?P<most>(?:\w+ )?or (?:less|fewer|"
    r"below|under)))(?!\w)"
)


def find_figures(text: str, start: int = 0, end: int | None = None) -> tuple[Figure, ...]:
    """All figures inside ``text[start:end]``, sorted and apart; offsets are into ``text``.

    Context is read only inside the given part. The bound's words stand outside the span.
    """
    part = text[start:end]
    figures: list[Figure] = []
    position = 0
    while (match := ATOM.search(part, position)) is not None:
        position = max(match.end(), position + 1)
        quantity = _quantity(part, match)
        if quantity is None:
            continue
        made = _range(part, quantity) or (_figure(part, quantity),)
        position = max(position, made[-1].end)
        figures.extend(made)
    return tuple(_shift(figure, start) for figure in figures) if start else tuple(figures)


def _shift(figure: Figure, by: int) -> Figure:
    return Figure(
        text=figure.text,
        start=figure.start + by,
        end=figure.end + by,
        low=figure.low,
        high=figure.high,
        unit=figure.unit,
        bound=figure.bound,
        noun=figure.noun,
        modifiers=figure.modifiers,
    )


def _quantity(text: str, match: re.Match[str]) -> _Quantity | None:
    """The quantity at a candidate, or None where it is no figure."""
    kind, value = atom_value(match)
    start, bare = match.span()
    left = text[max(0, start - 40) : start]
    if (
        bare - start > 60
        or abs(value) > 1e18
        or (text[bare : bare + 1].isalpha() and kind != "num")
    ):
        return None
    word = match.group().lower().split()[-1]
    if kind == "frac" and word in PARTS and _is_ordinal_part(text, match, word):
        start += match.group().rfind(" ") + 1
        return _ordinal(text, start, bare, float(PARTS[word]), left + "a ")
    if kind == "ord":
        return _ordinal(text, start, bare, value, left)
    if kind == "ratio":
        return _Quantity(start, bare, bare, value, 1.0, "", kind) if 0 < value < 1 else None
    currency = match.group("cur")
    part = _AND_PART.match(text, bare) if kind in ("num", "word") and not currency else None
    if part:
        value, bare = value + 1 / PARTS[part.group(1).lower()], part.end()
    scale, end, unit = _magnitude_and_unit(text, bare, left, currency, value)
    if currency is None and not _is_figure(text, start, bare, end, kind, unit, scale):
        return None
    alone = kind == "num" and end == bare and _NOT_ALONE.match(text, end)
    if alone or (unit in DURATIONS and _AGO.match(text, end)):
        return None
    if currency is None:
        value, start = _signed(text, start, value, unit)
    return _Quantity(start, bare, end, value * scale, scale, unit, kind)


def _is_ordinal_part(text: str, match: re.Match[str], word: str) -> bool:
    """ "a third round" against "a third of": the article leaves open which one it is."""
    article = match.group().lower().startswith(("a ", "an "))
    return article and word not in ("half", "quarter") and not _PART_AFTER.match(text, match.end())


def _signed(text: str, start: int, value: float, unit: str) -> tuple[float, int]:
    """A minus sign counts before a temperature or a percentage, where a dash makes no sense."""
    degrees = unit.startswith("degree")
    if degrees and text[max(0, start - 6) : start].lower() == "minus ":
        return -value, start - 6
    sign = text[max(0, start - 1) : start] in ("-", "−") and start > 0
    free = start < 2 or text[start - 2] in " (\n"
    if sign and free and (degrees or unit == "percent"):
        return -value, start - 1
    return value, start


def _magnitude_and_unit(
    text: str, bare: int, left: str, currency: str | None, value: float
) -> tuple[float, int, str]:
    """Scale, end of the span and unit for the number that ends at ``bare``."""
    scale, end = 1.0, bare
    found = _MAGNITUDE.match(text, bare)
    if found and _is_magnitude(text, found, currency, value):
        big = found.group("big")
        scale = BIG[big.lower()] if big else SHORT[found.group("short").lower()]
        end = found.end()
        again = _MAGNITUDE.match(text, end)
        if again and again.group("big"):
            scale, end = scale * BIG[again.group("big").lower()], again.end()
    unit = prefix_unit(currency) if currency else ""
    gap = 1 if text[end : end + 1] in (" ", "\u00a0", "-") else 0
    written = match_unit(text, end + gap) or (match_unit(text, end) if gap else None)
    if written is None:
        return scale, end, unit
    name, stop = written
    if unit:
        same = name == unit or (name.endswith("dollar") and unit.endswith("dollar"))
        return (scale, stop, name) if same and name != "cent" else (scale, end, unit)
    if name == "won" and scale < 1e3 and value < 1000:
        return scale, end, unit
    if name == "pounds?":
        money = scale >= 1e5 or _MONEY_POUND.search(left)
        weight = text[end : end + 1] == "-" or text[stop : stop + 4] == " of "
        name = "pound" if money and not weight else "pound weight"
    return scale, stop, name


def _is_magnitude(text: str, found: re.Match[str], currency: str | None, value: float) -> bool:
    """Whether "m", "b" or "k" after a number scales it; a full word always does."""
    if found.group("big"):
        return True
    attached = text[found.start()] not in " \u00a0-"
    short = found.group("short").lower()
    if short in ("m", "b", "k"):
        if currency:
            return attached or short != "k"
        if short == "m":
            sprint = value in (50, 60, 100, 200, 400, 800, 1500)
            return attached and not sprint and not _METRES_AFTER.match(text, found.end())
        return attached
    return True


def _ordinal(text: str, start: int, end: int, value: float, left: str) -> _Quantity | None:
    """An ordinal that counts something; "first" only in a series, no superlatives or dates."""
    if _ORDINAL_NOT.match(text, end) or is_name_or_date(text, start, end):
        return None
    if text[start:end][0].isupper() and start > 0:
        return None
    if value == 1 and not _SERIES.match(text, end):
        return None
    if value == 2 and (_SECOND_NOT.search(left) or not _FOLLOWED.match(text, end)):
        return None
    if re.search(r"[\w]-$|\bthe\s$", left) and not re.match(r"\s+\w", text[end : end + 4]):
        return None
    return _Quantity(start, end, end, value, 1.0, "ordinal", "ord")


def _is_figure(
    text: str, start: int, bare: int, end: int, kind: str, unit: str, scale: float
) -> bool:
    """Whether a number without a currency sign is a quantity rather than a name or a date."""
    left = text[max(0, start - 40) : start]
    if _SEVERAL_BEFORE.search(left):
        return False
    if kind == "frac":
        return _is_fraction(text, start, bare, left)
    if kind == "word":
        return _is_word_figure(text, start, bare, left, unit, scale)
    if kind == "num":
        if is_name_or_date(text, start, bare):
            return False
        if not unit and scale == 1 and is_year(text, start, bare):
            return bool(_YEARLIKE_COUNT.search(left))
    return True


def _is_fraction(text: str, start: int, bare: int, left: str) -> bool:
    word = text[start:bare].lower()
    if word == "half":
        if re.search(r"\b(?:first|second|latter|other|better|in|final|and a|a)[ -]$", left, re.I):
            return False
        return bool(_HALF_AFTER.match(text, bare) or _HALF_BEFORE.search(left))
    if word in ("a half", "an half"):
        return False
    if "quarter" in word and "-" not in word:
        return bool(re.match(r"\s(?:of|century|percent)", text[bare : bare + 9]))
    return True


def _is_word_figure(text: str, start: int, bare: int, left: str, unit: str, scale: float) -> bool:
    word = text[start:bare].lower()
    if _NAMED_WORDS.search(left) or is_name_or_date(text, start, bare):
        return False
    if (
        text[start].isupper()
        and _NAMED_LEFT.search(left)
        and re.match(r" [A-Z]", text[bare : bare + 2])
    ):
        return False
    if _WAY.match(text, bare):
        return False
    if word == "zero":
        return unit in ("percent", "degree", "degree Celsius", "degree Fahrenheit")
    if word != "one" or scale > 1:
        return True
    if text[bare : bare + 4] == " of " or re.search(
        r"\b(?:no|any|every|each|this|that)[ -]$", left
    ):
        return False
    return bool(
        _ONE_AFTER.match(text, bare)
        or (_ONE_STRICT.search(left) and re.match(r"\s+[a-z]", text[bare : bare + 3]))
    )


def _bound(text: str, start: int, end: int) -> Bound:
    """The bound that stands right before the span, or right after it."""
    before = _BOUND.search(text[max(0, start - 40) : start])
    if before:
        name = next(key for key, value in before.groupdict().items() if value)
        return _BOUNDS[int(name[1:])][0]
    after = _BOUND_AFTER.match(text, end)
    if after:
        return "at least" if after.group("least") else "at most"
    return "exact"


def _figure(text: str, quantity: _Quantity) -> Figure:
    bound: Bound = _bound(text, quantity.start, quantity.end)
    if quantity.kind == "vague" and bound in ("exact", "about"):
        bound = "at least"
    return _made(text, quantity, quantity.value, quantity.value, quantity.end, bound)


def _made(text: str, first: _Quantity, low: float, high: float, end: int, bound: Bound) -> Figure:
    unit, is_age = first.unit, False
    age = _AGE_AFTER.match(text, first.bare) if unit in DURATIONS else None
    if age:
        end, is_age = max(end, age.end()), unit == "year"
        unit = "" if is_age else unit
    elif not unit and first.kind in ("num", "word") and high < 120:
        left = text[max(0, first.start - 30) : first.start]
        apposed = low == high and text[end : end + 1] in (",", ".") and _APPOSED.search(left)
        is_age = bool(apposed and low >= 1 and text[end : end + 2] != ", 0") or bool(
            _AGED_BEFORE.search(left)
        )
    if is_age:
        measures: tuple[str, tuple[str, ...]] = ("age", ())
    else:
        measures = measured(text, first.start, end, unit)
    return Figure(
        text=text[first.start : end],
        start=first.start,
        end=end,
        low=low,
        high=high,
        unit=unit,
        bound=bound,
        noun=measures[0],
        modifiers=measures[1],
    )


def _range(text: str, first: _Quantity) -> tuple[Figure, ...] | None:
    """A range as one figure, a score or a change as two, or None: the number stands alone."""
    if first.kind not in ("num", "word"):
        return None
    joint = _RANGE.match(text, first.end)
    match = ATOM.match(text, joint.end()) if joint else None
    if joint is None or match is None or match.lastgroup not in ("num", "word"):
        return None
    second = _quantity(text, match)
    if second is None:
        return None
    word, left = joint.group().strip(" -–—") or "-", text[max(0, first.start - 40) : first.start]
    between = bool(_BETWEEN.search(left))
    if (word == "and" and not between) or word == "or":
        return _listed(text, word, first, second)
    if _is_score(text, word, first, second, left):
        return (_figure(text, first), _figure(text, second))
    shared = _share(first, second)
    if shared is None:
        return None
    if _FROM.search(left) and (first.unit or _CHANGE.search(left)) and not _RANGING.search(left):
        return (_figure(text, shared), _figure(text, second))
    if shared.value >= second.value:
        split = word == "-" and not first.unit and second.unit == "percent"
        return (_figure(text, shared), _figure(text, second)) if split else None
    return (
        _made(text, _spanning(shared, second), shared.value, second.value, second.end, "range"),
    )


def _listed(text: str, word: str, first: _Quantity, second: _Quantity) -> tuple[Figure, ...] | None:
    """ "35 and 37 percent" share their unit; "two or three days" is a range."""
    shared = _share(first, second)
    if first.unit or shared is None or first.kind != second.kind:
        return None
    if word == "or" and 0 < second.value - shared.value <= max(second.scale, shared.value / 2):
        made = _spanning(shared, second)
        return (_made(text, made, shared.value, second.value, second.end, "range"),)
    if word == "and" and second.unit == "percent" and second.scale == 1:
        return (_figure(text, shared), _figure(text, second))
    return None


def _spanning(first: _Quantity, second: _Quantity) -> _Quantity:
    """The second quantity of a range with the first one's start, so that it spans both."""
    return _Quantity(
        first.start, second.bare, second.end, second.value, second.scale, first.unit, second.kind
    )


def _is_score(text: str, word: str, first: _Quantity, second: _Quantity, left: str) -> bool:
    if first.unit or second.unit or first.scale > 1 or second.scale > 1 or word == "and":
        return False
    falls = first.value >= second.value
    voted = bool(_SCORE_BEFORE.search(left)) and not _BETWEEN.search(left)
    after = bool(_SCORE_AFTER.match(text, second.end))
    return (falls and word != "to") or after or (voted and (word != "to" or falls))


def _share(first: _Quantity, second: _Quantity) -> _Quantity | None:
    """The first end of a range with the magnitude and unit that only the second one writes."""
    unit = first.unit or second.unit
    if first.unit and second.unit and first.unit != second.unit:
        return None
    if first.unit and not second.unit and first.unit not in MONEY:
        return None
    value = first.value
    if first.scale == 1 and second.scale > 1 and value < 1000:
        value *= second.scale
    return _Quantity(first.start, first.bare, first.end, value, first.scale, unit, first.kind)


# ---------------------------------------------------------------- what a figure measures

_STATES: dict[str, str] = {
    form: state
    for state, forms in {
        "killed": "killed kill kills killing dead died die dies deaths death fatalities fatality "
        "slain lives life drowned perished toll",
        "injured": "injured injure injures injuring wounded wound wounds wounding hurt injuries",
        "missing": "missing unaccounted",
        "arrested": "arrested arrest arrests arresting detained detain detaining",
        "displaced": "displaced displacing displace evacuated fled homeless",
        "rescued": "rescued rescue rescuing saved",
        "hospitalised": "hospitalised hospitalized",
    }.items()
    for form in forms.split()
}
_STOP = frozenset(
    _words(
        "the a an and or but in on at of to for from by with as that which who whom were was "
        "are is be been have has had will would could may might than since after before during "
        "into over under if while when where also its their his her this these those it they he "
        "she including said says so not against between among through until per each because "
        "about amid despite via up down out off early late left now then there we you i our "
        "your them him us do does did can should must being more less fewer still yet both "
        "compared according following per deep high long tall wide north south east west away "
        "ago worth old"
    )
)
# Endings and words of nouns that name people; other nouns keep their own name when "killed".
_PERSON = re.compile(
    r"(?:er|or|ian|ist|ee|ant|an|ese|i|ite|ard|man|woman|eur|ive)$|^(?:person|child|adult|"
    r"kid|boy|girl|student|"
    r"troop|police|victim|youth|agent|resident|patient|life|casualty|cop|medic|nurse|guard|"
    r"suspect|hostage|pilot|crew|journalist|democrat|teen|infant|bab(?:y|ie)|refugee|dead|"
    r"migrant|militant|insurgent|terrorist|national|friend|family|mp|marine|cleric|monk|priest|"
    r"pilgrim|tourist|guest|aide|official|body|one|other|member|male|female|relative|"
    r"american|israeli|"
    r"palestinian|briton)$"
)
_ADJECTIVAL = frozenset(["more", "other", "others", "additional", "further", "such"])
_IRREGULAR = {
    "people": "person", "persons": "person", "men": "man", "women": "woman",
    "children": "child", "lives": "life", "policemen": "policeman", "feet": "foot",
    "wives": "wife", "knives": "knife", "fishermen": "fisherman", "servicemen": "serviceman",
    "lawmakers": "lawmaker", "series": "series", "species": "species", "troops": "troop",
    "police": "police", "businessmen": "businessman", "gunmen": "gunman", "congressmen":
    "congressman", "firemen": "fireman", "militiamen": "militiaman", "teeth": "tooth",
}  # fmt: skip
_WORD = re.compile(r"[^\W\d_](?:[\w'’-]*\w)?(?:\.(?:[A-Za-z]\.)+)?")
_CLAUSE_END = re.compile(r"[;:\n()“”\"]|[.!?](?:\s|$)|,\s|\s[-–—]\s")
_VERB = (
    r"(?:rose|rise|risen|rises|rising|fell|fall|fallen|falls|falling|stood|stands?|is|are|"
    r"was|were|"
    r"grew|grown|grows|jumped|dropped|climbed|climbs|hit|hits|reached|reaches|increased|"
    r"decreased|"
    r"declined|slipped|surged|gained|lost|shed|added|raised|cut|lowered|totall?ed|averaged|"
    r"remained|soared|plunged|slumped|shrank|edged|ticked|came in|came|put|set|estimated|had|"
    r"expanded|contracted|stays?|stayed|advanced|eased|widened|narrowed|accounted for|made up)"
)
_SUBJECT = re.compile(
    rf"(?<![\w'’.-])((?:[\w'’.-]+\s){{0,4}}[\w'’-]+)\s(?:has |have |had |will |would |"
    rf"could )?(?:been |be )?"
    rf"(?:also |now |currently |up |down |only |just )?{_VERB}"
    r"(?:\s(?:up|down|back|further|sharply|slightly|by))?(?:\s[$€£]?[\d.,]+\s?(?:%|"
    r"percent|per cent|points?|"
    r"basis points|percentage points))?(?:\s(?:to|by|at|from|of|about|around|nearly|almost|over|"
    r"under|above|below|more|less|fewer|than|least|some|up|as|high|low|much|an|a|estimated|"
    r"roughly)){0,4}\s$"
)
_OF = re.compile(
    r"(?<![\w'’.-])((?:[\w'’.-]+\s){0,3}[\w'’-]+)\s(?:of|at)(?:\s(?:about|around|nearly|"
    r"almost|over|under|"
    r"more|less|fewer|than|at|least|some|up|to|an|estimated|roughly|as|many|much)){0,4}\s$"
)
_OBJECT = re.compile(
    r"\b(?:raised?|cut|lower(?:ed)?|increased?|hik(?:e|ed)|imposed?)\s((?:[\w'’-]+\s){1,3})by\s"
)
_TIME = re.compile(
    r"\b(?:(?:last|this|next|previous) (?:year|month|week|quarter|season|decade)|so far|"
    r"(?:since|in) (?:1[89]|20)\d\d|a year earlier|year-on-year|per (?:day|year|month|week|hour)|"
    r"a (?:day|year|month|week)|overnight|in total|daily|annually)\b"
)
_PREPOSITIONS = frozenset(_words("in on at for from against among of with to near by"))
_GENERIC_VALUE = frozenset(["rate", "rates", "level", "levels", "figure", "amount", "total"])


def singular(word: str) -> str:
    """The singular of an English noun by its ending, lower case."""
    low = word.lower().replace("’", "'").removesuffix("'s").rstrip("'.")
    if low in _IRREGULAR:
        return _IRREGULAR[low]
    if low.endswith("ies") and len(low) > 4:
        return low[:-3] + "y"
    if low.endswith(("sses", "shes", "ches", "xes", "zzes")):
        return low[:-2]
    if low.endswith("s") and not low.endswith(("ss", "us", "is")) and len(low) > 3:
        return low[:-1]
    return low


def measured(text: str, start: int, end: int, unit: str) -> tuple[str, tuple[str, ...]]:
    """The noun that the figure at ``text[start:end]`` counts or is the value of, and modifiers.

    Casualties share one form: noun "person" with the modifier "killed", "injured", ...
    """
    left = _clause_before(text, start)
    right = _clause_after(text, end)
    near = _WORD.findall(right)[:14]
    state = "" if unit not in ("",) else _state(left, near)
    noun, used, before = _following(near)
    modifiers: list[str] = []
    if (unit and unit != "ordinal") or (not noun and right.startswith(" of ")):
        noun, before = _value_noun(left, right, noun, before, text[end : end + 1])
    elif not noun and not state:
        noun = _left_noun(left)
    if state:
        people = not noun or noun in _STATES or _PERSON.search(noun) is not None
        if people and noun and noun != "person" and noun not in _STATES:
            modifiers.append(noun)
        noun = "person" if people else noun
        modifiers.append(state)
    modifiers += [singular(word) for word in before]
    modifiers += _phrases(near[used:], right)
    modifiers += [found.group().lower() for found in _TIME.finditer(left[-60:] + "|" + right)]
    kept = dict.fromkeys(word for word in modifiers if word and word != noun)
    return noun, tuple(kept)


def _clause_before(text: str, start: int) -> str:
    window = text[max(0, start - 110) : start]
    cut = 0
    for found in _CLAUSE_END.finditer(window):
        cut = found.end()
    return window[cut:]


def _clause_after(text: str, end: int) -> str:
    window = text[end : end + 110]
    found = _CLAUSE_END.search(window)
    return window[: found.start()] if found else window


def _state(left: str, near: list[str]) -> str:
    """The casualty state beside a count: "3 were killed", "killed at least 3"."""
    before = _WORD.findall(left)[-8:]
    for word in reversed(before[-5:]):
        if word.lower() in _STATES:
            return _STATES[word.lower()]
        if word.lower() not in _BOUND_WORDS:
            break
    for position, word in enumerate(near[:7]):
        low = word.lower()
        if low in _STATES:
            return _STATES[low]
        if position and low in ("in", "and", "but", "from", "to", "on", "by", "at"):
            break
    lowered = [word.lower() for word in before]
    return "killed" if "toll" in lowered or "deaths" in lowered else ""


_BOUND_WORDS = frozenset(
    _words(
        "at least more than over up to as many no fewer less nearly almost about around some "
        "roughly an estimated the another other only just a total of and by rose stands stood"
    )
)


def _following(near: list[str]) -> tuple[str, int, list[str]]:
    """The noun right after a figure, how many words were used, and the words before the noun."""
    taken: list[str] = []
    for word in near[:5]:
        low = word.lower()
        if low in _ADJECTIVAL and not taken:
            taken.append(word)
            if low == "others":
                return "person", 1, []
            continue
        if low in _STOP or low in _STATES or (taken and low.endswith(("ing", "ly"))):
            break
        taken.append(word)
        plural = low in _IRREGULAR or (
            low.endswith("s") and not low.endswith(("ss", "us", "is", "'s")) and len(low) > 3
        )
        follows = near[len(taken) : len(taken) + 1]
        named = word[0].isupper() and bool(follows) and follows[0][0].isupper()
        if plural and not named:
            before = [w for w in taken[:-1] if w.lower() not in _ADJECTIVAL]
            return singular(word), len(taken), before
    else:
        taken = taken[:1]
    rest = [word for word in taken if word.lower() not in _ADJECTIVAL]
    if not rest:
        return "", 0, []
    return singular(rest[-1]), len(taken), rest[:-1]


def _value_noun(
    left: str, right: str, noun: str, before: list[str], after: str
) -> tuple[str, list[str]]:
    """What a percentage, sum or measure is the value of."""
    joined = right.lstrip(" -")
    if joined.startswith("of "):
        words = [word for word in _WORD.findall(joined[3:]) if word.lower() not in ("the", "all")]
        head, _, rest = _following(words)
        if head:
            return head, rest
    raised = _OBJECT.search(left)
    if raised and (found := _head(raised.group(1))):
        return found, []
    of = _OF.search(left)
    if of and (found := _head(of.group(1))):
        return found, []
    if noun and right[:1] in (" ", "-") and noun not in ("percent", "year"):
        if noun in _GENERIC_VALUE and before:
            return singular(before[-1]), before[:-1]
        return noun, before
    subject = _SUBJECT.search(left)
    return (_head(subject.group(1)) if subject else _left_noun(left)), []


def _left_noun(left: str) -> str:
    """The subject of a verb of change or state that leads up to the figure, else ""."""
    found = _SUBJECT.search(left) or _OF.search(left)
    return _head(found.group(1)) if found else ""


def _head(phrase: str) -> str:
    """The head of a noun phrase, with the word before it for pairs like "net profit"."""
    words = _WORD.findall(phrase)
    kept: list[str] = []
    for word in reversed(words):
        low = word.lower()
        if low in _STOP or low in _ADJECTIVAL:
            if kept:
                break
            continue
        kept.append(low)
    if not kept:
        return ""
    head = singular(kept[0])
    if head in _GENERIC_VALUE and len(kept) > 1:
        head = singular(kept[1])
    pair = len(kept) > 1 and kept[1] in ("net", "gross", "operating", "pre-tax", "core", "annual")
    return f"{kept[1]} {head}" if pair else head


def _phrases(words: list[str], right: str) -> list[str]:
    """The objects of the prepositions after the noun: "on automobiles", "in Kerr County"."""
    found: list[str] = []
    index = 0
    while index < len(words):
        if words[index].lower() not in _PREPOSITIONS:
            index += 1
            continue
        index += 1
        group: list[str] = []
        while index < len(words) and len(group) < 4:
            word = words[index]
            if word.lower() in _STOP and not (
                word.lower() in ("the", "its", "their") and not group
            ):
                break
            if word.lower() not in _STOP:
                group.append(word)
            index += 1
        if group and group[0][0].isupper():
            names = [w for w in group if w[0].isupper()]
            joined = " ".join(names).lower().replace("’", "'")
            found.append(joined.removesuffix("'s"))
        elif group:
            found.append(singular(group[-1]) if len(group) < 3 else singular(group[0]))
    return found


# ---------------------------------------------------------------- comparing


def compare_figures(a: Figure, b: Figure) -> FigureComparison:
    """Whether two figures may both be true of one quantity. Symmetric in its arguments.

    Bounds reach only as far as news uses them: "at least 15" allows 17, and no 150.
    """
    if (a.unit == "ordinal") != (b.unit == "ordinal"):
        return FigureComparison("incomparable", "an ordinal and a cardinal")
    aligned = _aligned(a, b)
    if aligned is None:
        first, second = sorted((a.unit or "a count", b.unit or "a count"))
        return FigureComparison("incomparable", f"{first} and {second} do not convert")
    (low_a, high_a), (low_b, high_b) = aligned
    same = _close(low_a, low_b, 1e-3) and _close(high_a, high_b, 1e-3)
    if a.unit == b.unit:
        same = low_a == low_b and high_a == high_b
    if same and a.bound == b.bound:
        return FigureComparison("equal", "the same value")
    if same:
        return FigureComparison("compatible", "the same value under different bounds")
    if a.bound == b.bound and a.bound in ("at least", "more than", "at most", "less than"):
        if _is_vague(a) or _is_vague(b):
            return FigureComparison("compatible", "a vague plural")
        what = "minimum" if a.bound in ("at least", "more than") else "maximum"
        return FigureComparison("different", f"both are stated as {what}, with different values")
    if a.bound == b.bound == "exact":
        return _exact(a, b, low_a, low_b)
    wide_a, wide_b = _interval(a, low_a, high_a), _interval(b, low_b, high_b)
    if max(wide_a[0], wide_b[0]) <= min(wide_a[1], wide_b[1]):
        return FigureComparison("compatible", "the bounds allow both")
    return FigureComparison("different", "outside what the bounds allow")


def _aligned(a: Figure, b: Figure) -> tuple[tuple[float, float], tuple[float, float]] | None:
    """Both intervals in one unit, None where the units do not convert."""
    if a.unit == b.unit:
        return (a.low, a.high), (b.low, b.high)
    if {a.unit, b.unit} == {"", "percent"}:
        share = a if a.unit == "" else b
        if not 0 < share.low < 1:
            return None
        ends = [(f.low * 100, f.high * 100) if f is share else (f.low, f.high) for f in (a, b)]
        return ends[0], ends[1]
    ends = []
    units = set()
    for figure in (a, b):
        low, unit = convert(figure.low, figure.unit)
        ends.append((low, convert(figure.high, figure.unit)[0]))
        units.add(unit)
    return (ends[0], ends[1]) if len(units) == 1 else None


def _close(x: float, y: float, share: float) -> bool:
    return abs(x - y) <= share * max(abs(x), abs(y))


def _step(value: float) -> float:
    """The worth of the last digit written, as far as the value shows it."""
    if value != int(value):
        return float(10.0 ** -len(f"{value:.6f}".rstrip("0").split(".")[1]))
    digits = f"{abs(value):.0f}"
    zeros = len(digits) - len(digits.rstrip("0"))
    return float(10**zeros) if zeros >= 3 and value else 1.0


def _exact(a: Figure, b: Figure, x: float, y: float) -> FigureComparison:
    """Two plain numbers: one may be the other, rounded to the digits that it shows."""
    if a.unit != b.unit:
        fraction = {a.unit, b.unit} == {"", "percent"}
        near = _close(x, y, 0.06 if fraction else 0.05)
        if near:
            return FigureComparison("compatible", "the same after conversion and rounding")
        return FigureComparison("different", "different values after conversion")
    step = max(_step(x), _step(y))
    other = min(_step(x), _step(y))
    if other < step and abs(x - y) <= step / 2 and _close(x, y, 0.05):
        return FigureComparison("compatible", "one is the other, rounded")
    return FigureComparison("different", "different values")


def _is_vague(figure: Figure) -> bool:
    return (
        figure.bound == "at least"
        and figure.text.lower().endswith("s")
        and figure.low >= 24
        and (
            figure.text.split()[-1].lower()
            in ("dozens", "scores", "hundreds", "thousands", "millions", "billions", "trillions")
        )
    )


def _interval(figure: Figure, low: float, high: float) -> tuple[float, float]:
    """The values that the figure's wording allows in news usage."""
    if _is_vague(figure):
        return low, low * 10
    size = max(abs(low), abs(high))
    slack = max(0.25 * size, 3.0 if figure.unit == "" and size >= 2 else 0.0)
    if figure.bound == "about":
        return low - 0.1 * size, high + 0.1 * size
    if figure.bound in ("at least", "more than"):
        digits = f"{size:.0f}"
        step = 10 ** (len(digits) - len(digits.rstrip("0"))) if digits.strip("0") else 1
        reach = max(slack, float(step) if figure.bound == "more than" else 0.0)
        return low, high + reach
    if figure.bound in ("at most", "less than"):
        return (0.0 if size <= 10 else low / 2), high
    return low, high
