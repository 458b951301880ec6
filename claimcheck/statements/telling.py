"""What an editor is told of two statements: the kind of the finding and its reason."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from claimcheck.records import Kind, Relation, Statement
from claimcheck.statements.questions import Questions

_PLACES = frozenset(("GPE", "LOC", "FAC"))
_SHORTENED = 90  # characters of a statement in a reason


def differing(asked: Questions, relation: Relation) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The words of each side that a finding hangs on, none where the whole statements do."""
    element = None if relation == "agreement" else asked.element
    return ((), ()) if element is None else (element.a, element.b)


def kind_of(asked: Questions, relation: Relation) -> Kind:
    """Negation, name, location, antonym (opposites and states), number, or other."""
    element = None if relation == "agreement" else asked.element
    if element is None:
        return "other"
    if element.kind == "name":
        kinds = {asked.a.tokens[element.a[-1]].ent, asked.b.tokens[element.b[-1]].ent}
        return "location" if kinds <= _PLACES else "name"
    if element.kind in ("verb", "modifier"):
        return "antonym"
    if element.kind in ("negation", "number"):
        return "negation" if element.kind == "negation" else "number"
    return "other"


def reason_of(
    asked: Questions,
    relation: Relation,
    a: Statement,
    b: Statement,
    days: Mapping[str, date | None],
) -> str:
    """One sentence that an editor understands without the tool."""
    if relation == "agreement":
        return f"{a.outlet} and {b.outlet} state the same"
    if relation == "update":
        return _update(a, b, days)
    if relation == "dispute":
        return f"{_voice(a)} and {_voice(b)} say different things: {_both(a, b)}"
    element = asked.element
    if element is None:
        return _both(a, b)
    if element.kind == "negation":
        return f"one states it, the other that it is not so: {_both(a, b)}"
    if element.kind == "turned round":
        return f"who did it to whom is turned round: {_both(a, b)}"
    one, two = asked.a.phrase(element.a), asked.b.phrase(element.b)
    return f"{a.outlet} has “{_short(one)}” where {b.outlet} has “{_short(two)}”"


def _update(a: Statement, b: Statement, days: Mapping[str, date | None]) -> str:
    day_a, day_b = days.get(a.article), days.get(b.article)
    if day_a is None or day_b is None or day_a == day_b:
        return f"one account is later than the other: {_both(a, b)}"
    first, last = (a, b) if day_a < day_b else (b, a)
    return f"{last.outlet} is later than {first.outlet}: {_both(first, last)}"


def _both(a: Statement, b: Statement) -> str:
    return f"{a.outlet}: “{_short(a.text)}” {b.outlet}: “{_short(b.text)}”"


def _voice(statement: Statement) -> str:
    return _short(statement.speaker) if statement.speaker else statement.outlet


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _SHORTENED else text[: _SHORTENED - 1].rstrip() + "…"
