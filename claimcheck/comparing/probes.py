"""What the judge is asked about a pair: the two claims, and one with the other's value in it.

Substitution tells whether two differing values fill one slot: if the hypothesis with the
premise's value in it follows from the premise, the two claims speak of one thing, and the
difference between the values is what is left.
"""

from __future__ import annotations

from dataclasses import dataclass

from claimcheck.comparing.align import Slot, align
from claimcheck.records import Claim, Pair


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """A pair with its aligned facts; ``slot`` is the one difference worth asking about."""

    pair: Pair
    slots: tuple[Slot, ...]
    slot: Slot | None
    a_with_b: str | None = None
    b_with_a: str | None = None

    @property
    def questions(self) -> tuple[tuple[str, str], ...]:
        """The directed (premise, hypothesis) pairs that the judge has to answer."""
        a, b = self.pair.a.standalone, self.pair.b.standalone
        asked = [(a, b), (b, a)]
        if self.b_with_a and self.a_with_b:
            asked += [(a, self.b_with_a), (b, self.a_with_b)]
        return tuple(asked)


def compare(pair: Pair) -> Comparison:
    """Align the facts of a pair and prepare what the judge is asked."""
    slots = align(pair.a, pair.b)
    differing = [s for s in slots if s.verdict == "different"]
    if not differing:
        return Comparison(pair=pair, slots=slots, slot=None)
    slot = max(differing, key=lambda s: (_ORDER[s.kind], s.affinity))
    return Comparison(
        pair=pair,
        slots=slots,
        slot=slot,
        b_with_a=_with(pair.b, slot.b.text, slot.a.text),
        a_with_b=_with(pair.a, slot.a.text, slot.b.text),
    )


_ORDER = {"number": 3, "date": 2, "location": 1, "name": 0}


def _with(claim: Claim, old: str, new: str) -> str | None:
    """The claim with ``new`` in the place of ``old``; None where ``old`` is not in it."""
    if old not in claim.standalone:
        return None
    return claim.standalone.replace(old, new, 1)
