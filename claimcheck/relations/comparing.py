"""How the values of two mentions compare: the algebra of values, and names beside it."""

from __future__ import annotations

from claimcheck.records.mentions import Value
from claimcheck.records.values import Name, Quotation
from claimcheck.values import Comparison, display
from claimcheck.values import compare_values as compare_typed
from claimcheck.values.places import contains

__all__ = ["Comparison", "compare_values", "shown"]


def compare_values(a: Value, b: Value) -> Comparison:
    """Compare two values of one type, the same both ways round; other types are incomparable."""
    if isinstance(a, Name) and isinstance(b, Name):
        return _names(a, b)
    if isinstance(a, Name | Quotation) or isinstance(b, Name | Quotation):
        return Comparison("incomparable", "values of two types")
    return compare_typed(a, b)


def shown(value: Value) -> str:
    """A value as a reason gives it."""
    return value.text if isinstance(value, Name | Quotation) else display(value)


def _names(a: Name, b: Name) -> Comparison:
    left, right = sorted((a.canonical, b.canonical))
    one, other = left.casefold().split(), right.casefold().split()
    if one == other:
        return Comparison("equal", left)
    if contains(left, right) or contains(right, left):
        return Comparison("compatible", f"{left} and {right}, of which one lies in the other")
    if set(one) <= set(other) or set(other) <= set(one):
        return Comparison("compatible", f"{left} and {right}, of which one is the full name")
    return Comparison("different", f"{left} against {right}")
