"""The ledger: one row a slot, its values over time and by outlet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from claimcheck.records import (
    RELATIONS,
    Finding,
    LedgerEntry,
    LedgerRow,
    Status,
    claim_id,
)
from claimcheck.relations import Settled, ValueGroup
from claimcheck.slots.candidates import typed
from claimcheck.values import display, normalized


def rows_of(
    settled: Iterable[Settled], found: Sequence[Finding], near_copies: Mapping[str, str]
) -> tuple[LedgerRow, ...]:
    """A row for each slot that a finding tells of.

    Rows with a contradiction come first, then updates and disputes, then agreements by the number
    of outlets. ``near_copies`` are as for :func:`findings`: one text makes no majority.
    """
    by_slot: dict[str, list[Finding]] = {}
    for finding in found:
        if finding.slot is not None:
            by_slot.setdefault(finding.slot, []).append(finding)
    made = [
        _row(one, by_slot[one.slot.id], near_copies) for one in settled if one.slot.id in by_slot
    ]
    order = (*RELATIONS, "single")
    return tuple(
        sorted(
            made,
            key=lambda r: (order.index(r.status), -sum(len(e.outlets) for e in r.entries), r.id),
        )
    )


def _row(settled: Settled, found: Sequence[Finding], near_copies: Mapping[str, str]) -> LedgerRow:
    relations = {f.relation for f in found}
    status: Status = next(r for r in RELATIONS if r in relations)
    texts = [
        {near_copies.get(m.article, m.article) for m in group.mentions} for group in settled.values
    ]
    most = max(map(len, texts))
    last = max((n for n, group in enumerate(settled.values) if not group.earlier), default=None)
    changing = "update" in relations
    return LedgerRow(
        id=settled.slot.id,
        slot=settled.slot.name,
        kind=settled.slot.kind,
        status=status,
        entries=tuple(
            _entry(
                group,
                newest=changing and n == last,
                superseded=group.earlier or (changing and n != last),
                outlier=status == "contradiction" and not changing and len(texts[n]) < most,
            )
            for n, group in enumerate(settled.values)
        ),
        findings=tuple(f.id for f in found),
    )


def _entry(group: ValueGroup, *, newest: bool, superseded: bool, outlier: bool) -> LedgerEntry:
    first = typed(group.mentions[0])
    day = group.as_of.last
    return LedgerEntry(
        value=display(first),
        normalized=normalized(first),
        outlets=tuple(sorted({m.outlet for m in group.mentions})),
        claims=tuple(
            sorted({claim_id(m.article, m.sentence.start, m.sentence.end) for m in group.mentions})
        ),
        quotes=tuple(sorted({m.sentence.text for m in group.mentions})),
        as_of=day.isoformat() if day else None,
        newest=newest,
        superseded=superseded,
        outlier=outlier,
    )
