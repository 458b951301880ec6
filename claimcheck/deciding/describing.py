"""Slots and reasons in words that an editor can check."""

from __future__ import annotations

from claimcheck.comparing import Comparison, Slot
from claimcheck.facts.figures import display
from claimcheck.facts.states import people_phrase
from claimcheck.records import Basis, Claim, DateSpan, Figure, Probabilities


def describe(slot: Slot, a: Claim, b: Claim) -> str:
    """What a slot holds the value of, in words of the texts."""
    if isinstance(slot.a, Figure) and isinstance(slot.b, Figure):
        noun = slot.a.noun or slot.b.noun
        noun = "people" if noun == "person" else noun
        what = people_phrase(slot.a) or people_phrase(slot.b) or noun
        names = [
            m.canonical for m in a.mentions if m.canonical in {x.canonical for x in b.mentions}
        ]
        where = f" ({', '.join(dict.fromkeys(names[:2]))})" if names else ""
        return " ".join(part for part in (what, where.strip()) if part)
    return ""


def both_say(shared: Slot, a: Claim, b: Claim) -> str:
    """What both claims give, for the reason of an agreement."""
    what = describe(shared, a, b)
    if shared.verdict == "equal" and isinstance(shared.a, Figure):
        return f"both give {display(shared.a)}" + (f" for {what}" if what else "")
    if isinstance(shared.a, DateSpan):
        return f"{shown(shared.a)} and {shown(shared.b)}: {shared.reason}"
    return shared.reason + (f" for {what}" if what else "")


def shown(fact: object) -> str:
    """A value as a reason shows it: figures in one spelling, other facts as written."""
    return display(fact) if isinstance(fact, Figure) else f"“{getattr(fact, 'text', '')}”"


def basis_of(
    rule: str,
    comparison: Comparison,
    forward: Probabilities,
    backward: Probabilities,
    substituted: Probabilities | None,
    compared: str,
) -> Basis:
    """How a verdict came about: the rule, what it saw, and what would have changed it."""
    otherwise = {
        "entailment": "no agreement if neither claim followed from the other",
        "substitution": "no finding if the claim did not follow with the other's value put in",
        "opposition": "no finding without the opposing words, or with a weaker judgement",
    }
    return Basis(
        rule=rule,
        premise=comparison.pair.a.standalone,
        hypothesis=comparison.pair.b.standalone,
        forward=forward,
        backward=backward,
        substituted=substituted,
        compared=compared,
        otherwise=otherwise[rule],
    )
