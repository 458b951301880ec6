"""Units of measure and money, how they are written, and what converts into what."""

from __future__ import annotations

import re
from typing import NamedTuple

from claimcheck.records import Figure


class Unit(NamedTuple):
    """A convertible unit: value in ``base`` is ``value * factor + offset``."""

    base: str
    factor: float
    offset: float = 0.0


CONVERSIONS: dict[str, Unit] = {
    "kilometre": Unit("metre", 1000.0),
    "metre": Unit("metre", 1.0),
    "centimetre": Unit("metre", 0.01),
    "millimetre": Unit("metre", 0.001),
    "mile": Unit("metre", 1609.344),
    "nautical mile": Unit("metre", 1852.0),
    "yard": Unit("metre", 0.9144),
    "foot": Unit("metre", 0.3048),
    "inch": Unit("metre", 0.0254),
    "tonne": Unit("kilogram", 1000.0),
    "ton": Unit("kilogram", 907.18474),
    "kilogram": Unit("kilogram", 1.0),
    "gram": Unit("kilogram", 0.001),
    "milligram": Unit("kilogram", 1e-6),
    "pound weight": Unit("kilogram", 0.45359237),
    "ounce": Unit("kilogram", 0.028349523125),
    "barrel": Unit("litre", 158.987294928),
    "gallon": Unit("litre", 3.785411784),
    "litre": Unit("litre", 1.0),
    "degree Celsius": Unit("degree Celsius", 1.0),
    "degree Fahrenheit": Unit("degree Celsius", 5 / 9, -160 / 9),
    "second": Unit("second", 1.0),
    "minute": Unit("second", 60.0),
    "hour": Unit("second", 3600.0),
    "day": Unit("second", 86400.0),
    "week": Unit("second", 604800.0),
    "month": Unit("month", 1.0),
    "year": Unit("month", 12.0),
    "decade": Unit("month", 120.0),
    "mile per hour": Unit("metre per second", 0.44704),
    "kilometre per hour": Unit("metre per second", 1 / 3.6),
    "knot": Unit("metre per second", 1852 / 3600),
    "square metre": Unit("square metre", 1.0),
    "square foot": Unit("square metre", 0.09290304),
    "square kilometre": Unit("square metre", 1e6),
    "square mile": Unit("square metre", 2589988.110336),
    "hectare": Unit("square metre", 1e4),
    "acre": Unit("square metre", 4046.8564224),
    "kilowatt": Unit("watt", 1e3),
    "megawatt": Unit("watt", 1e6),
    "gigawatt": Unit("watt", 1e9),
    "percent": Unit("percent", 1.0),
    "percentage point": Unit("percentage point", 1.0),
    "basis point": Unit("percentage point", 0.01),
    "cent": Unit("dollar", 0.01),
}

# What follows a number, longest first within an alternative; the group's key is the unit.
_WRITTEN: tuple[tuple[str, str], ...] = (
    ("percentage point", r"percentage[ -]points?|per[ ]?cent(?:age)? points?|%[- ]points?"),
    ("basis point", r"basis[ -]points?|bps"),
    ("percent", r"%|per[ -]?cent|pct\.?|percent"),
    ("mile per hour", r"mph|miles?[ ](?:per|an)[ -]hour|miles?[- ]per[- ]hour"),
    ("mile per gallon", r"mpg|miles?[ -](?:per|a)[ -]gallon"),
    (
        "kilometre per hour",
        r"km/?h|kph|kmph|kilomet(?:re|er)s?[ -](?:per|an)[ -]hour",
    ),
    ("square kilometre", r"(?:square|sq\.?)[ -](?:km|kilomet(?:re|er)s?)|km2|km²"),
    ("square mile", r"(?:square|sq\.?)[ -]miles?"),
    ("square metre", r"(?:square|sq\.?)[ -](?:m|met(?:re|er)s?)|m²"),
    ("square foot", r"(?:square|sq\.?)[ -](?:ft|feet|foot)"),
    ("nautical mile", r"nautical miles?"),
    ("kilometre", r"kms?|kilomet(?:re|er)s?"),
    ("centimetre", r"cms?|centimet(?:re|er)s?"),
    ("millimetre", r"mm|millimet(?:re|er)s?"),
    ("metre", r"met(?:re|er)s?|m"),
    ("mile", r"miles?"),
    ("yard", r"yards?"),
    ("foot", r"feet|foot|ft\.?"),
    ("inch", r"inch(?:es)?"),
    ("tonne", r"(?:metric )?tonnes?|metric tons?"),
    ("ton", r"tons?"),
    ("kilogram", r"kgs?|kilos?|kilograms?|kilogrammes?"),
    ("milligram", r"mg|milligrams?"),
    ("gram", r"grams?|grammes?"),
    ("pound weight", r"lbs?\.?"),
    ("ounce", r"ounces?|oz"),
    ("barrel", r"barrels?|bpd"),
    ("gallon", r"gallons?"),
    ("litre", r"lit(?:re|er)s?"),
    ("degree Celsius", r"(?:°|º|degrees?)[ ]?(?:C|Celsius|centigrade)|℃|Celsius|C(?![\w'’-])"),
    ("degree Fahrenheit", r"(?:°|º|degrees?)[ ]?(?:F|Fahrenheit)|℉|Fahrenheit|F(?![\w'’-])"),
    ("degree", r"°|degrees?"),
    ("second", r"seconds?|secs?"),
    ("minute", r"minutes?|mins?"),
    ("hour", r"hours?|hrs?"),
    ("day", r"days?"),
    ("week", r"weeks?"),
    ("month", r"months?"),
    ("year", r"years?|yrs?"),
    ("decade", r"decades?"),
    ("knot", r"knots?"),
    ("hectare", r"hectares?"),
    ("acre", r"acres?"),
    ("kilowatt", r"kW|kilowatts?"),
    ("megawatt", r"MW|megawatts?"),
    ("gigawatt", r"GW|gigawatts?"),
    ("Australian dollar", r"Australian dollars?|AUD"),
    ("Canadian dollar", r"Canadian dollars?|CAD"),
    ("Hong Kong dollar", r"Hong Kong dollars?|HKD"),
    ("Singapore dollar", r"Singapore dollars?|SGD"),
    ("Taiwan dollar", r"(?:New )?Taiwan dollars?"),
    ("New Zealand dollar", r"New Zealand dollars?"),
    ("dollar", r"(?:U\.?[ ]?S\.?[ ]|American )?dollars?|USD|bucks"),
    ("cent", r"(?:U\.?S\.?[ ])?cents?"),
    ("euro", r"euros?|EUR|€"),
    ("pound", r"pounds?[ ]sterling|GBP"),
    ("pounds?", r"pounds?"),
    ("penny", r"pence"),
    ("yen", r"yen|JPY"),
    ("yuan", r"(?:Chinese )?yuan|renminbi|RMB|CNY"),
    ("won", r"(?:South Korean )?won"),
    ("ringgit", r"ringgit|MYR"),
    ("peso", r"(?:Philippine |Mexican )?pesos?"),
    ("rupee", r"(?:Indian )?rupees?|INR"),
    ("ruble", r"(?:Russian )?rou?bles?"),
    ("rand", r"rand"),
    ("lira", r"(?:Turkish )?liras?"),
    ("naira", r"naira"),
    ("shekel", r"shekels?"),
    ("riyal", r"(?:Saudi )?riyals?"),
    ("dirham", r"dirhams?"),
    ("baht", r"baht"),
    ("rupiah", r"rupiahs?"),
    ("dong", r"dong"),
    ("franc", r"(?:Swiss )?francs?|CHF"),
    ("krona", r"kron(?:a|or|er|e)"),
    ("real", r"reais|Brazilian reals"),
)
_NAMES = [name for name, _ in _WRITTEN]
UNIT = re.compile(
    "(?:"
    + "|".join(f"(?P<u{i}>(?:{pattern}))" for i, (_, pattern) in enumerate(_WRITTEN))
    + r")(?:(?<=[%°º€℃℉²])|(?<=\.)|(?![\w]))",
)
_PREFIXES: dict[str, str] = {
    "$": "dollar",
    "US$": "dollar",
    "USD": "dollar",
    "A$": "Australian dollar",
    "AU$": "Australian dollar",
    "AUD": "Australian dollar",
    "C$": "Canadian dollar",
    "CA$": "Canadian dollar",
    "CAD": "Canadian dollar",
    "HK$": "Hong Kong dollar",
    "HKD": "Hong Kong dollar",
    "S$": "Singapore dollar",
    "SGD": "Singapore dollar",
    "NT$": "Taiwan dollar",
    "NZ$": "New Zealand dollar",
    "R$": "real",
    "RM": "ringgit",
    "MYR": "ringgit",
    "£": "pound",
    "GBP": "pound",
    "€": "euro",
    "EUR": "euro",
    "¥": "yen",
    "JPY": "yen",
    "CNY": "yuan",
    "RMB": "yuan",
    "₹": "rupee",
    "Rs": "rupee",
    "INR": "rupee",
    "₽": "ruble",
    "₩": "won",
    "₺": "lira",
    "₦": "naira",
    "₱": "peso",
    "₪": "shekel",
    "CHF": "franc",
}
MONEY: frozenset[str] = frozenset(_PREFIXES.values()) | {
    "cent", "penny", "rand", "riyal", "dirham", "baht", "rupiah", "dong", "krona",
}  # fmt: skip
DURATIONS: frozenset[str] = frozenset(
    ("second", "minute", "hour", "day", "week", "month", "year", "decade")
)


def prefix_unit(written: str) -> str:
    """The currency of a sign or code before the number; an unknown dollar keeps its letters."""
    sign = written.strip().rstrip(".")
    return _PREFIXES.get(sign, f"{sign[:-1]} dollar" if sign.endswith("$") else sign)


def match_unit(text: str, position: int) -> tuple[str, int] | None:
    """The unit that starts at ``position`` and its end. "pounds?" is money or weight."""
    found = UNIT.match(text, position)
    if found is None and text[position : position + 1].isupper():
        # Headlines write "24 Percent"; short signs keep their case ("MW", "C").
        found = UNIT.match(text[position : position + 30].lower())
        if found is None or found.end() < 4 or found.lastgroup is None:
            return None
        return _NAMES[int(found.lastgroup[1:])], position + found.end()
    if found is None or found.lastgroup is None:
        return None
    return _NAMES[int(found.lastgroup[1:])], found.end()


def convert(value: float, unit: str) -> tuple[float, str]:
    """``value`` in the base unit of its kind; a unit without conversion is returned as it is."""
    known = CONVERSIONS.get(unit)
    return (value, unit) if known is None else (value * known.factor + known.offset, known.base)


_SIGNS = {"dollar": "$", "pound": "£", "euro": "€", "yen": "¥", "rupee": "₹"}
_SCALES = ((1e12, "trillion"), (1e9, "billion"), (1e6, "million"))


def _number(value: float) -> str:
    for scale, name in _SCALES:
        if abs(value) >= scale:
            return f"{value / scale:.6g} {name}"
    return f"{value:,.0f}" if value == int(value) else f"{value:.6g}"


def _plural(unit: str, value: float) -> str:
    head, _, rest = unit.partition(" per ")
    irregular = {"foot": "feet", "inch": "inches", "square foot": "square feet"}
    same = ("yen", "yuan", "won", "baht", "ringgit", "rand", "dong")
    if value == 1 or head in same:
        return unit
    if head.startswith("degree"):
        return head.replace("degree", "degrees", 1)
    if head == "pound weight":
        return "pounds"
    plural = irregular.get(head, head + "s")
    return f"{plural} per {rest}" if rest else plural


def display(figure: Figure) -> str:
    """A normal form for tables: "24%", "$1.2 billion", "at least 82", "10-15%", "4th"."""
    low, high = _number(figure.low), _number(figure.high)
    span = low if figure.low == figure.high else f"{low}–{high}"
    unit = figure.unit
    if unit == "percent":
        shown = span + "%"
    elif unit in _SIGNS:
        shown = _SIGNS[unit] + span
    elif unit == "ordinal":
        tail = int(figure.low) % 100
        last = {1: "st", 2: "nd", 3: "rd"}.get(tail % 10, "th")
        shown = span + ("th" if 10 < tail < 20 else last)
    else:
        shown = f"{span} {_plural(unit, figure.high)}" if unit else span
    return shown if figure.bound in ("exact", "range") else f"{figure.bound} {shown}"
