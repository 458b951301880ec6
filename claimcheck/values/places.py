"""Whether a place lies in a place, by the list in ``language/en/places.toml``.

The list marks places and answers containment; a place that is not on it is simply unknown.
"""

from __future__ import annotations

import re
from functools import cache

from claimcheck.language import table

__all__ = ["canonical_place", "contains"]

_TABLE = table("places")
_COUNTRIES = _TABLE.table("countries")
_STATES = _TABLE.table("states").texts("names")
_GEOGRAPHIC = re.compile(
    rf"[A-Z]\S*(?: [A-Z]\S*){{0,3}} (?:{'|'.join(sorted(_TABLE.table('features').words('words')))})"
)
_LONGEST = 80


@cache
def _names() -> dict[str, str]:
    """Every listed spelling with the name that the place goes by here."""
    names = {other: country for country in _COUNTRIES for other in _COUNTRIES.texts(country)}
    plain = [*_COUNTRIES, *_STATES, *_TABLE.table("regions").texts("names")]
    for holder, held in _within().items():
        plain += [holder, *held]
    names |= {name: name for name in plain if name not in names}
    aliases = _TABLE.table("aliases")
    names |= {other: aliases.text(other) for other in aliases}
    return {other: names.get(name, name) for other, name in names.items()}


@cache
def _within() -> dict[str, tuple[str, ...]]:
    """What lies in each holder."""
    rows = _TABLE.table("within")
    return {holder: rows.texts(holder) for holder in rows}


@cache
def _holders() -> dict[str, frozenset[str]]:
    """In what each place lies; both by the names that they go by."""
    names = _names()
    found: dict[str, set[str]] = {state: {"United States"} for state in _STATES}
    for holder, held in _within().items():
        for place in held:
            found.setdefault(names[place], set()).add(names[holder])
    return {place: frozenset(holders) for place, holders in found.items()}


def canonical_place(name: str) -> str | None:
    """The listed name of a place ("U.S." and "American" to "United States"), None if not one.

    Counties, rivers, islands and the like are places by their last word.
    """
    plain = " ".join(name.split())
    plain = re.sub(r"['’]s?$", "", plain.removeprefix("the ").removeprefix("The "))
    found = _names().get(plain)
    if found is None and plain.isupper() and len(plain) > 4:
        found = _names().get(plain.title())
    if found is None and len(plain) < _LONGEST and _GEOGRAPHIC.fullmatch(plain):
        return plain
    return found


def contains(a: str, b: str) -> bool:
    """Whether place ``b`` lies in place ``a`` (or is it); False when not known."""
    outer, inner = canonical_place(a) or a, canonical_place(b) or b
    seen: set[str] = set()
    todo = [inner]
    while todo:
        place = todo.pop()
        if place == outer:
            return True
        if place not in seen:
            seen.add(place)
            todo.extend(_holders().get(place, ()))
    return False
