"""What slots, quotations and statements tell, with the passages and the record of the decision."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from claimcheck.ledger.evidence import Passage
from claimcheck.ledger.findings import Told
from claimcheck.records import (
    Basis,
    Decision,
    Link,
    Mention,
    Relation,
    StatementMatch,
)
from claimcheck.relations import Settled, ValueGroup
from claimcheck.slots.candidates import typed
from claimcheck.statements.quotation_matches import QuoteMatch
from claimcheck.values import display


def told_of_slot(settled: Settled) -> Iterator[Told]:
    """At most one relation of each kind for a slot, but for agreements on several values."""
    slot = settled.slot
    for related in settled.relations:
        groups = [settled.values[index] for index in related.groups]
        link = _link(slot.links, groups)
        decision = related.because[-1].decision
        values = [display(typed(group.mentions[0])) for group in groups]
        yield Told(
            relation=related.relation,
            kind=slot.kind,
            confidence=link.probability,
            reason=_reason(slot.name, related.relation, values, decision),
            passages=tuple(_passage(m) for m in _in_turn(groups)),
            basis=Basis(
                row=decision.row,
                compared=" against ".join(values),
                premise=link.premise,
                hypothesis=link.hypothesis,
                features=link.features,
                threshold=link.threshold,
                otherwise=decision.otherwise,
            ),
            slot=slot.id,
        )


def _reason(name: str, relation: Relation, values: Sequence[str], decision: Decision) -> str:
    """ "people killed: from 3 to 7 to 9"; what the table says where it is about two values."""
    if relation == "update" and len(values) > 2:
        said = "from " + " to ".join(values)
    elif relation == "agreement":
        said = values[0] if len(set(values)) == 1 else decision.reason
    else:
        said = decision.reason if len(values) <= 2 else " against ".join(values)
    return f"{name}: {said}" if name else said


def _link(links: Sequence[Link], groups: Sequence[ValueGroup]) -> Link:
    """The surest link between two of the values, or inside the one."""
    of = {m.id: place for place, group in enumerate(groups) for m in group.mentions}
    inside = [link for link in links if link.a in of and link.b in of]
    across = [link for link in inside if of[link.a] != of[link.b]]
    return max(across or inside or links, key=lambda link: (link.probability, link.a, link.b))


def _in_turn(groups: Sequence[ValueGroup]) -> list[Mention]:
    """The first mention of each value, then the second of each, so that every side is shown."""
    longest = max(len(group.mentions) for group in groups)
    return [g.mentions[i] for i in range(longest) for g in groups if i < len(g.mentions)]


def _passage(mention: Mention) -> Passage:
    return Passage(
        article=mention.article,
        start=mention.sentence.start,
        end=mention.sentence.end,
        marks=((mention.value.start, mention.value.end),),
        speaker=mention.frame.speaker,
    )


def told_of_quotation(match: QuoteMatch) -> Told:
    """What two outlets make of one speech."""
    return Told(
        relation=match.relation,
        kind="quote",
        confidence=match.probability,
        reason=match.reason,
        passages=tuple(
            Passage(article=p.article, start=p.start, end=p.end, marks=p.changed, speaker=p.speaker)
            for p in match.passages
        ),
        basis=Basis(
            row="quotation",
            compared="the words of one speech",
            features=match.features,
            threshold=match.threshold,
        ),
    )


def told_of_statement(match: StatementMatch) -> Told:
    """What two statements are to each other."""
    return Told(
        relation=match.relation,
        kind=match.kind,
        confidence=match.probability,
        reason=match.reason,
        passages=tuple(
            Passage(
                article=s.article, start=s.start, end=s.end, marks=s.differing, speaker=s.speaker
            )
            for s in (match.a, match.b)
        ),
        basis=Basis(
            row="statement",
            compared="wording",
            premise=match.a.text,
            hypothesis=match.b.text,
            forward=match.forward,
            backward=match.backward,
            features=match.features,
            threshold=match.threshold,
        ),
    )
