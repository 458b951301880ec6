"""Units of measure and money, how they are written, and what converts into what.

All of them stand in ``language/en/units.toml`` and ``currencies.toml``, one line each.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from claimcheck.language import Table, table

__all__ = [
    "ALL_UNITS",
    "CURRENCY_PREFIX",
    "DURATIONS",
    "MONEY",
    "THINGS",
    "Unit",
    "convert",
    "match_unit",
    "prefix_unit",
]


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit: ``value * factor + offset`` is its value in ``base``; () forms are never read."""

    name: str
    forms: tuple[str, ...]
    plural: str
    base: str
    factor: float
    offset: float = 0.0
    lasts: bool = False
    money: bool = False
    weighs: str = ""
    common: bool = False
    thing: bool = False


_KEYS = "forms signs codes plural base factor offset lasts weighs common thing".split()


def _unit(name: str, row: Table, money: bool) -> Unit:
    row.check(*_KEYS)
    after = (*row.texts("forms"), *row.texts("codes"))
    signs = tuple(s for s in row.texts("signs") if len(s) == 1)
    return Unit(
        name=name,
        forms=(*after, *signs),
        plural=row.text("plural", name + "s"),
        base=row.text("base", name),
        factor=row.number("factor", 1.0),
        offset=row.number("offset", 0.0),
        lasts=row.flag("lasts"),
        money=money,
        weighs=row.text("weighs", ""),
        common=row.flag("common"),
        thing=row.flag("thing"),
    )


_CURRENCIES = table("currencies")
ALL_UNITS: dict[str, Unit] = {
    **{name: _unit(name, row, False) for name, row in table("units").tables()},
    **{name: _unit(name, row, True) for name, row in _CURRENCIES.tables()},
}
MONEY = frozenset(name for name, unit in ALL_UNITS.items() if unit.money)
THINGS = frozenset(name for name, unit in ALL_UNITS.items() if unit.thing)
DURATIONS = frozenset(name for name, unit in ALL_UNITS.items() if unit.lasts)
SIGNS: dict[str, str] = {
    name: row.texts("signs")[0] for name, row in _CURRENCIES.tables() if row.texts("signs")
}


def _spellings(units: Iterable[Unit]) -> dict[str, str]:
    """Every form with its plural, as the name of its unit."""
    found: dict[str, str] = {}
    for unit in units:
        for form in unit.forms:
            found.setdefault(form, unit.name)
            if re.search(r"[a-z]{4}$", form) and not form.endswith("s"):
                found.setdefault(form + "s", unit.name)
    return found


def _pattern(form: str) -> str:
    """A form with free gaps, closed where it ends in a letter: "C" opens no "C's"."""
    gaps = re.escape(form).replace(r"\ ", "[ \u00a0-]")
    if not form[-1].isalnum():
        return gaps + "(?![0-9])"
    return gaps + (r"(?![\w'’-])" if len(form) == 1 and form.isupper() else r"(?!\w)")


def _key(written: str) -> str:
    return re.sub("[ \u00a0-]", " ", written)


_FORMS = _spellings(ALL_UNITS.values())
_BY_KEY = {_key(form): name for form, name in _FORMS.items()}
_BY_LOWER_KEY = {_key(form).lower(): name for form, name in reversed(_FORMS.items())}
_LONGEST = sorted(_FORMS, key=lambda form: (-len(form), form))
_UNIT = re.compile("|".join(map(_pattern, _LONGEST)))
# Headlines write "24 Percent"; short signs keep their case ("MW", "C").
_TITLED = re.compile("|".join(_pattern(f) for f in _LONGEST if len(f) > 3), re.IGNORECASE)

_PREFIXES: dict[str, str] = {
    written: name
    for name, row in _CURRENCIES.tables()
    for written in (*row.texts("signs"), *row.texts("codes"))
}
CURRENCY_PREFIX = (
    r"(?:[A-Z]{0,3}\$|"
    + "|".join(re.escape(p) for p in sorted(_PREFIXES, key=lambda p: (-len(p), p)) if p != "$")
    + ")"
)
CODES = frozenset(p.rstrip(".") for p in _PREFIXES if p[0].isalpha())
CURRENCY_SIGNS = "".join(sorted({p for p in _PREFIXES if len(p) == 1}))


def prefix_unit(written: str) -> str:
    """The currency of a sign or code before the number; an unknown dollar keeps its letters."""
    sign = written.strip()
    return _PREFIXES.get(sign, f"{sign[:-1]} dollar" if sign.endswith("$") else sign)


def match_unit(text: str, position: int) -> tuple[str, int] | None:
    """The unit that starts at ``position``, and its end."""
    if found := _UNIT.match(text, position):
        return _BY_KEY[_key(found.group())], found.end()
    if text[position : position + 1].isupper() and (found := _TITLED.match(text, position)):
        return _BY_LOWER_KEY[_key(found.group()).lower()], found.end()
    return None


def convert(value: float, unit: str) -> tuple[float, str]:
    """``value`` in the base unit of its kind; a unit that is not listed is returned as it is."""
    known = ALL_UNITS.get(unit)
    return (value, unit) if known is None else (value * known.factor + known.offset, known.base)
