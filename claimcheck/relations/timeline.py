"""A slot as one timeline: its values in the order of time, and what they are to each other."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from claimcheck.records.base import Relation
from claimcheck.records.mentions import Mention
from claimcheck.records.slots import Decision, Slot
from claimcheck.relations.comparing import compare_values
from claimcheck.relations.table import relate
from claimcheck.relations.times import Stamp, Times, apart

# A slot with more values is a table or a wrong link: a value is related to so many before it,
# and of a value's mentions so many are asked, so that the work stays linear in the mentions.
_REACH, _WITNESSES = 12, 8
_MERGED: tuple[Relation, ...] = ("contradiction", "update", "dispute")


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueGroup:
    """The mentions of one value, the earliest first.

    ``as_of`` is when the value was first said to hold. ``earlier`` says that every article that
    gives it calls it superseded, or itself gives another value of a later time.
    """

    mentions: tuple[Mention, ...]
    as_of: Stamp
    earlier: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """What the table makes of two mentions, one of each value; indices into the slot's values."""

    groups: tuple[int, int]
    mentions: tuple[Mention, Mention]
    decision: Decision


@dataclass(frozen=True, slots=True, kw_only=True)
class Related:
    """One relation of a slot with all the values that it holds between, as indices, in order."""

    relation: Relation
    groups: tuple[int, ...]
    because: tuple[Decided, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """A slot with its values in the order of time and what they are to each other.

    ``relations`` holds at most one contradiction, one update and one dispute, and one agreement
    for each set of values that agree. ``decided`` are all pairs that were decided, those that
    are in no relation and those that were abstained from included. The newest value is the last
    one that is not ``earlier``.
    """

    slot: Slot
    values: tuple[ValueGroup, ...]
    relations: tuple[Related, ...]
    decided: tuple[Decided, ...]


def settle(slot: Slot, times: Times) -> Settled:
    """Order a slot's values in time and decide what they are to each other."""
    values = _groups(slot.mentions, times)
    decided = tuple(_decisions(values, times))
    related = [_related(name, decided) for name in _MERGED]
    return Settled(
        slot=slot,
        values=values,
        relations=(*(made for made in related if made is not None), *_agreements(decided)),
        decided=decided,
    )


def _groups(mentions: Iterable[Mention], times: Times) -> tuple[ValueGroup, ...]:
    """Equal values together, in the order in which they were first told."""
    grouped: list[list[Mention]] = []
    for mention in sorted(mentions, key=times.rank):
        equal = (g for g in grouped if compare_values(g[0].value, mention.value).verdict == "equal")
        group = next(equal, None)
        if group is None:
            grouped.append([mention])
        else:
            group.append(mention)
    newest: dict[str, Stamp] = {}
    for group in grouped:
        for mention in group:
            if mention.frame.role != "earlier value":
                newest[mention.article] = _later(newest.get(mention.article), times.as_of(mention))
    return tuple(
        ValueGroup(
            mentions=tuple(group),
            as_of=times.as_of(group[0]),
            earlier=all(_superseded(m, newest.get(m.article), times) for m in group),
        )
        for group in grouped
    )


def _later(one: Stamp | None, other: Stamp) -> Stamp:
    return other if one is None or apart(one, other) == 1 else one


def _superseded(mention: Mention, newest: Stamp | None, times: Times) -> bool:
    if mention.frame.role == "earlier value":
        return True
    return newest is not None and apart(times.as_of(mention), newest) == 1


def _decisions(values: tuple[ValueGroup, ...], times: Times) -> Iterable[Decided]:
    for here, group in enumerate(values):
        for there in range(max(0, here - _REACH), here + 1):
            pair = _witnesses(values[there], group)
            if pair is None:
                continue
            decision = relate(*pair, times)
            stale = values[there].earlier or group.earlier
            if not (stale and decision.relation in ("contradiction", "dispute")):
                yield Decided(groups=(there, here), mentions=pair, decision=decision)


def _witnesses(one: ValueGroup, other: ValueGroup) -> tuple[Mention, Mention] | None:
    """The earliest mentions of two values that stand in two articles."""
    found = [
        (i + j, i, a, b)
        for i, a in enumerate(one.mentions[:_WITNESSES])
        for j, b in enumerate(other.mentions[:_WITNESSES])
        if a.article != b.article
    ]
    return min(found, key=lambda item: item[:2])[2:] if found else None


def _related(name: Relation, decided: tuple[Decided, ...]) -> Related | None:
    because = tuple(made for made in decided if made.decision.relation == name)
    groups = sorted({index for made in because for index in made.groups})
    return Related(relation=name, groups=tuple(groups), because=because) if because else None


def _agreements(decided: tuple[Decided, ...]) -> Iterable[Related]:
    """Sets of values each of which agrees with each: what "about 15" allows need not be one."""
    agree = {made.groups: made for made in decided if made.decision.relation == "agreement"}
    sets: list[list[int]] = []
    for index in sorted({index for groups in agree for index in groups}):
        fits = (s for s in sets if all((other, index) in agree for other in s))
        found = next(fits, None)
        if found is None:
            sets.append([index])
        else:
            found.append(index)
    for members in sets:
        because = tuple(made for groups, made in agree.items() if set(groups) <= set(members))
        if because:
            yield Related(relation="agreement", groups=tuple(members), because=because)
