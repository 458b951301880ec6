"""The ledger: one row a slot, every outlet's value in it, the outlier marked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from claimcheck.comparing.align import Fact, Slot
from claimcheck.deciding.describing import describe
from claimcheck.deciding.findings import value_key
from claimcheck.deciding.verdicts import Verdict
from claimcheck.facts.dates import display_dates
from claimcheck.facts.figures import display
from claimcheck.facts.states import states_told
from claimcheck.records import (
    RELATIONS,
    Claim,
    DateSpan,
    Figure,
    Finding,
    LedgerEntry,
    LedgerRow,
    Member,
    Status,
    digest,
)
from claimcheck.words import FUNCTION_WORDS, stem, words

Node = tuple[str, int, int]  # claim id, start and end of the fact


def ledger(
    verdicts: Sequence[Verdict], findings: Sequence[Finding], members: Sequence[Member]
) -> tuple[LedgerRow, ...]:
    """Join every value that was compared with another into slots.

    Rows with a contradiction come first, then updates, then agreements by number of outlets.
    """
    decided = [
        v
        for v in verdicts
        if v.relation and v.slot and v.kind in ("number", "date", "location") and _one_slot(v.slot)
    ]
    parent: dict[Node, Node] = {}

    def find(x: Node) -> Node:
        while parent.setdefault(x, x) != x:
            x = parent[x]
        return x

    held: dict[Node, tuple[Claim, Fact]] = {}
    for verdict in decided:
        nodes = []
        pair, slot = verdict.comparison.pair, verdict.slot
        assert slot is not None
        for claim, fact in ((pair.a, slot.a), (pair.b, slot.b)):
            node = (claim.id, fact.start, fact.end)
            held[node] = (claim, fact)
            nodes.append(node)
        parent[find(nodes[0])] = find(nodes[1])
    rows: dict[Node, list[Verdict]] = defaultdict(list)
    for verdict in decided:
        assert verdict.slot is not None
        fact = verdict.slot.a
        rows[find((verdict.comparison.pair.a.id, fact.start, fact.end))].append(verdict)
    made = []
    for root, group in rows.items():
        cells = [held[node] for node in sorted(held) if find(node) == root]
        made.append(_row(group, cells, findings, members))
    order = (*RELATIONS, "single")
    return tuple(
        sorted(
            made,
            key=lambda r: (order.index(r.status), -sum(len(e.outlets) for e in r.entries), r.id),
        )
    )


def _one_slot(slot: Slot) -> bool:
    """Whether two figures count people in one state: the dead and the missing make two rows."""
    if not isinstance(slot.a, Figure) or not isinstance(slot.b, Figure):
        return True
    return states_told(slot.a) == states_told(slot.b)


def _row(
    verdicts: Sequence[Verdict],
    cells: Sequence[tuple[Claim, Fact]],
    findings: Sequence[Finding],
    members: Sequence[Member],
) -> LedgerRow:
    days = {m.article.id: m.article.day for m in members}
    by_value: dict[str, list[tuple[Claim, Fact]]] = defaultdict(list)
    for claim, fact in cells:
        by_value[value_key(fact)].append((claim, fact))
    entries = []
    most = max(len({c.outlet for c, _ in held}) for held in by_value.values())
    status = _status(verdicts)
    for key in sorted(by_value):
        held = by_value[key]
        outlets = tuple(sorted({c.outlet for c, _ in held}))
        as_of = [day for c, _ in held if (day := days.get(c.article))]
        entries.append(
            LedgerEntry(
                value=_display(held[0][1]),
                normalized=_normalized(held[0][1]),
                outlets=outlets,
                claims=tuple(sorted({c.id for c, _ in held})),
                quotes=tuple(sorted({c.sentence.text for c, _ in held})),
                as_of=max(as_of).isoformat() if as_of else None,
                outlier=status == "contradiction" and len(outlets) < most,
            )
        )
    ids = {c.id for c, _ in cells}
    sentences = {(c.article, c.sentence.start) for c, _ in cells}
    related = tuple(
        f.id
        for f in findings
        if any(e.claim in ids or (e.article, e.start) in sentences for e in f.evidence)
    )
    first = verdicts[0]
    assert first.slot is not None
    pair = first.comparison.pair
    slot = describe(first.slot, pair.a, pair.b)
    return LedgerRow(
        id=digest("slot", first.kind, *sorted(f"{c.id}:{f.start}" for c, f in cells)),
        slot=_label(slot, [c for c, _ in cells]),
        kind=first.kind,
        status=status,
        entries=tuple(entries),
        findings=related,
    )


def _status(verdicts: Sequence[Verdict]) -> Status:
    relations = {v.relation for v in verdicts}
    for status in ("contradiction", "update", "dispute"):
        if status in relations:
            return status
    return "agreement"


def _label(slot: str, claims: Sequence[Claim]) -> str:
    """The slot in the texts' own words: what the figure measures and the words all claims share."""
    shared = set.intersection(*({stem(w) for w in words(c.standalone)} for c in claims))
    named = {stem(w) for w in words(slot)}
    seen: set[str] = set()
    extra = []
    for word in words(claims[0].standalone):
        key = stem(word)
        if key in shared and key not in named | seen and word not in FUNCTION_WORDS:
            if not word[0].isdigit():
                extra.append(word)
            seen.add(key)
    return ": ".join(part for part in (slot, " ".join(extra[:6])) if part)


def _display(fact: Fact) -> str:
    if isinstance(fact, Figure):
        return display(fact)
    if isinstance(fact, DateSpan) and fact.first and fact.last:
        return display_dates(fact.first, fact.last, fact.granularity)
    return fact.text


def _normalized(fact: Fact) -> dict[str, object]:
    if isinstance(fact, Figure):
        return {"low": fact.low, "high": fact.high, "unit": fact.unit, "bound": fact.bound}
    if isinstance(fact, DateSpan):
        return {
            "from": fact.first.isoformat() if fact.first else None,
            "to": fact.last.isoformat() if fact.last else None,
            "granularity": fact.granularity,
        }
    return {"name": fact.canonical}
