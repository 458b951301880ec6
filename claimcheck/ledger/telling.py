"""What slots, quotations and statements tell, with the passages and the record of the decision."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from claimcheck.ledger.evidence import Passage
from claimcheck.ledger.findings import Told
from claimcheck.records import (
    Basis,
    Decision,
    Figure,
    Link,
    Mention,
    Relation,
    StatementMatch,
)
from claimcheck.relations import Decided, Related, Settled, ValueGroup
from claimcheck.slots.candidates import typed
from claimcheck.statements.quotation_matches import QuoteMatch
from claimcheck.values import compare_values, display, vagueness, value_key


def told_of_slot(settled: Settled) -> Iterator[Told]:
    """At most one relation of each kind for a slot, but for agreements on several values."""
    for related in settled.relations:
        sides = _sides(settled, related)
        decided = _telling(settled, related, sides)
        link = _link(settled.slot.links, settled.values, decided, sides)
        pair = _of_link(link, settled.values, sides, decided)
        yield Told(
            relation=related.relation,
            kind=settled.slot.kind,
            confidence=link.probability,
            reason=_reason(settled, related.relation, sides, decided.decision),
            passages=tuple(_passage(m) for m in _in_turn(settled, sides, related.relation, pair)),
            values=tuple(sorted(_plain_key(settled.values[side[0]]) for side in sides)),
            basis=Basis(
                row=decided.decision.row,
                compared=_between(related.relation).join(f"{_shown(m)} ({m.outlet})" for m in pair),
                premise=link.premise,
                hypothesis=link.hypothesis,
                features=link.features,
                threshold=link.threshold,
                otherwise=decided.decision.otherwise,
            ),
            slot=settled.slot.id,
        )


def _sides(settled: Settled, related: Related) -> list[list[int]]:
    """The values of a relation as indices, those that may be one together, in the order of time.

    The plainest and most precise of each side comes first and stands for it: 14 for "at least 14".
    Values between which the relation itself holds are two sides, as those of a growing toll; those
    of an agreement are one.
    """
    values = settled.values
    if related.relation == "agreement":
        return [sorted(related.groups, key=lambda n: _precision(values[n]))]
    apart = {decided.groups for decided in related.because}
    sides: list[list[int]] = []
    for index in sorted(related.groups, key=lambda n: _precision(values[n])):
        fits = (
            side
            for side in sides
            if all((min(n, index), max(n, index)) not in apart for n in side)
            and _may_be_one(values[side[0]], values[index])
        )
        found = next(fits, None)
        if found is None:
            sides.append([index])
        else:
            found.append(index)
    return sorted(sides, key=min)


def _precision(group: ValueGroup) -> tuple[tuple[float, ...], datetime.date, str]:
    first = group.mentions[0]
    return vagueness(typed(first)), group.as_of.first or datetime.date.max, first.id


def _may_be_one(one: ValueGroup, other: ValueGroup) -> bool:
    compared = compare_values(typed(one.mentions[0]), typed(other.mentions[0]))
    return compared.verdict in ("equal", "compatible")


def _telling(settled: Settled, related: Related, sides: Sequence[Sequence[int]]) -> Decided:
    """The decision that tells the relation best: between the two values that stand for sides.

    Of an update, whose values follow each other, it is the last one.
    """
    if related.relation == "update":
        return related.because[-1]
    rank = {index: place for side in sides for place, index in enumerate(side)}
    direct = {frozenset((link.a, link.b)) for link in settled.slot.links}

    def fitness(decided: Decided) -> tuple[int, bool, tuple[int, int]]:
        one, other = (settled.values[n].mentions for n in decided.groups)
        linked = any(frozenset((a.id, b.id)) in direct for a in one for b in other)
        return sum(rank[n] for n in decided.groups), not linked, decided.groups

    return min(related.because, key=fitness)


def _reason(
    settled: Settled, relation: Relation, sides: Sequence[Sequence[int]], decision: Decision
) -> str:
    """ "people killed: from 3 to 7 to 9"; what the table says where it is about two values."""
    name = settled.slot.name
    values = [_shown(settled.values[side[0]].mentions[0]) for side in sides]
    if relation == "agreement":
        said = _agreed([settled.values[n] for n in sides[0]])
    elif len(values) <= 2:
        said = decision.reason
    else:
        said = "from " + " to ".join(values) if relation == "update" else " against ".join(values)
    return f"{name}: {said}" if name else said


def _agreed(groups: Sequence[ValueGroup]) -> str:
    """The value that all give; where some give what only allows it, who gives what."""
    given: dict[str, list[str]] = {}
    for group in groups:
        given.setdefault(_shown(group.mentions[0]), []).extend(m.outlet for m in group.mentions)
    if len(given) == 1:
        return next(iter(given))
    first, *others = (f"{value} ({_listed(names)})" for value, names in given.items())
    return f"{first}, compatible with {_listed(others)}"


def _listed(names: Iterable[str]) -> str:
    *others, last = dict.fromkeys(names)
    return f"{', '.join(others)} and {last}" if others else last


def _between(relation: Relation) -> str:
    return " and " if relation == "agreement" else " against "


def _shown(mention: Mention) -> str:
    return display(typed(mention))


def _plain_key(group: ValueGroup) -> str:
    """The value without its bound: that another outlet adds "at least" makes no other value."""
    value = typed(group.mentions[0])
    return value_key(replace(value, bound="exact") if isinstance(value, Figure) else value)


def _link(
    links: Sequence[Link],
    values: Sequence[ValueGroup],
    decided: Decided,
    sides: Sequence[Sequence[int]],
) -> Link:
    """The surest link between the two values that were decided on, else between two sides, else
    within one: two values may be of one slot because a third is.
    """
    side_of = {n: place for place, side in enumerate(sides) for n in side}
    value_of = {m.id: n for n, group in enumerate(values) for m in group.mentions}

    def nearness(link: Link) -> int:
        ends = {value_of.get(link.a), value_of.get(link.b)}
        if ends == set(decided.groups):
            return 0
        within = [side_of[n] for n in ends if n in side_of]
        return 3 - (len(within) == len(ends)) - (len(set(within)) > 1)

    return min(links, key=lambda link: (nearness(link), -link.probability, link.a, link.b))


def _of_link(
    link: Link, values: Sequence[ValueGroup], sides: Sequence[Sequence[int]], decided: Decided
) -> tuple[Mention, Mention]:
    """The two mentions that are shown first: those of the link if they tell the relation.

    They come in the order in which the reason names their values.
    """
    place = {id: (n, m) for n, side in enumerate(sides) for id, m in _members(side, values)}
    order = list(place)
    ends = [place[id] for id in sorted({link.a, link.b} & place.keys(), key=order.index)]
    differ = len({n for n, _ in ends}) == min(2, len(sides))
    return (ends[0][1], ends[1][1]) if len(ends) > 1 and differ else decided.mentions


def _members(side: Sequence[int], values: Sequence[ValueGroup]) -> Iterator[tuple[str, Mention]]:
    for index in side:
        for mention in values[index].mentions:
            yield mention.id, mention


def _in_turn(
    settled: Settled,
    sides: Sequence[Sequence[int]],
    relation: Relation,
    pair: tuple[Mention, Mention],
) -> list[Mention]:
    """The pair that was decided on, then of each side the first mention, the second, and so on.

    Those of an update stay in the order of time.
    """
    groups = [[m for n in side for m in settled.values[n].mentions] for side in sides]
    longest = max(map(len, groups))
    turns = [group[i] for i in range(longest) for group in groups if i < len(group)]
    first = [] if relation == "update" else list(pair)
    return list({m.id: m for m in (*first, *turns)}.values())


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
