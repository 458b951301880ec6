"""What the stages tell, as findings: one finding a fact, however many outlets carry it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from claimcheck.language.text import Text
from claimcheck.ledger.evidence import Passage, evidence, joined
from claimcheck.records import RELATIONS, Basis, Finding, Kind, Relation, digest

# A fact that thirty outlets carry is told by twelve of them.
MOST_EVIDENCE = 12
# A slot of more passages is looked through no further: its pairs grow with the square.
_MOST_PASSAGES = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A relation that a stage has decided, before its passages are quoted.

    ``passages`` come in the order in which they are to be shown; ``slot`` is the id of the slot
    whose values are related, None for statements and quotations.
    """

    relation: Relation
    kind: Kind
    confidence: float
    reason: str
    passages: tuple[Passage, ...]
    basis: Basis
    slot: str | None = None


def findings(
    told: Iterable[Told], texts: Mapping[str, Text], *, least_origins: int = 2
) -> tuple[Finding, ...]:
    """Quote the evidence of each relation.

    What rests on fewer than ``least_origins`` origins is left out: a copy is no witness.
    """
    made: dict[str, Finding] = {}
    for item in _news(tuple(told)):
        finding = _finding(item, texts, least_origins)
        if finding is None:
            continue
        held = made.get(finding.id)
        if held is None or held.confidence < finding.confidence:
            made[finding.id] = finding
    return in_order(made.values())


def _news(told: tuple[Told, ...]) -> Iterator[Told]:
    """All but statements whose values or words are told of already.

    What two sentences have in common, or what sets them apart, is one fact of a kind that can be
    named; that they state the same beside it is no news, and untrue where the fact differs.
    """
    exact: set[frozenset[tuple[str, int]]] = set()
    contrary: set[frozenset[tuple[str, int]]] = set()
    for item in told:
        if item.slot is not None or item.kind == "quote":
            exact.update(_pairs(item))
        if item.relation != "agreement":
            (contrary if _is_statement(item) else exact).update(_pairs(item))
    for item in told:
        known = exact | contrary if item.relation == "agreement" else exact
        if not _is_statement(item) or known.isdisjoint(_pairs(item)):
            yield item


def _is_statement(item: Told) -> bool:
    return item.slot is None and item.kind != "quote"


def _pairs(item: Told) -> Iterator[frozenset[tuple[str, int]]]:
    places = sorted({(p.article, p.start) for p in item.passages})
    for a, b in combinations(places[:_MOST_PASSAGES], 2):
        if a[0] != b[0]:
            yield frozenset((a, b))


def in_order(found: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings in the contract's order of relations, those of more origins and the surest first."""
    return tuple(
        sorted(found, key=lambda f: (RELATIONS.index(f.relation), -f.origins, -f.confidence, f.id))
    )


def _finding(item: Told, texts: Mapping[str, Text], least_origins: int) -> Finding | None:
    passages = _chosen(joined(item.passages))
    shown = tuple(evidence(passage, texts[passage.article]) for passage in passages)
    origins = {texts[passage.article].origin for passage in item.passages}
    if len(origins) < least_origins or len(shown) < 2:
        return None
    return Finding(
        id=digest(
            "finding",
            item.relation,
            item.kind,
            *sorted(f"{p.article}:{p.start}:{p.end}:{p.marks}" for p in passages),
        ),
        relation=item.relation,
        kind=item.kind,
        confidence=round(item.confidence, 3),
        reason=item.reason,
        evidence=shown,
        outlets=tuple(sorted({texts[p.article].article.outlet for p in item.passages})),
        origins=len(origins),
        basis=item.basis,
        slot=item.slot,
    )


def _chosen(passages: tuple[Passage, ...]) -> tuple[Passage, ...]:
    """The first passage of each article, then more of each, until the evidence is full."""
    ranks: dict[str, int] = {}
    ranked = []
    for order, passage in enumerate(passages):
        rank = ranks.get(passage.article, 0)
        ranks[passage.article] = rank + 1
        ranked.append((rank, order, passage))
    kept = sorted(ranked, key=lambda item: item[:2])[:MOST_EVIDENCE]
    return tuple(passage for _, _, passage in sorted(kept, key=lambda item: item[1]))
