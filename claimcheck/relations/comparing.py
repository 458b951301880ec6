"""How the values of two mentions compare: typed values by their algebra, names by their words."""

from __future__ import annotations

from claimcheck.records.mentions import Value
from claimcheck.records.values import Name, Quotation
from claimcheck.values import Comparison
from claimcheck.values import compare_values as compare_typed
from claimcheck.values.places import contains


def compare_values(a: Value, b: Value) -> Comparison:
    """Compare two values of one type, the same both ways round; other types are incomparable."""
    if isinstance(a, Name) and isinstance(b, Name):
        return _names(a, b)
    if isinstance(a, Name | Quotation) or isinstance(b, Name | Quotation):
        return Comparison("incomparable", "values of two types")
    return compare_typed(a, b)


def _names(a: Name, b: Name) -> Comparison:
    one, other = a.canonical.casefold(), b.canonical.casefold()
    if one == other:
        return Comparison("equal", "the same name")
    if contains(a.canonical, b.canonical) or contains(b.canonical, a.canonical):
        return Comparison("compatible", "one place lies in the other")
    if set(one.split()) <= set(other.split()) or set(other.split()) <= set(one.split()):
        return Comparison("compatible", "one name is part of the other")
    return Comparison("different", "two names")
