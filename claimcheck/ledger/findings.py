"""What the stages tell, as findings: one finding a fact, however many outlets carry it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from types import MappingProxyType

from claimcheck.judging.masking import MASK
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
    whose values are related, None for statements and quotations. ``values`` are what is related,
    each in one spelling; () where the marked words themselves are.
    """

    relation: Relation
    kind: Kind
    confidence: float
    reason: str
    passages: tuple[Passage, ...]
    basis: Basis
    values: tuple[str, ...] = ()
    slot: str | None = None


def findings(
    told: Iterable[Told],
    texts: Mapping[str, Text],
    *,
    near_copies: Mapping[str, str] = MappingProxyType({}),
    least_origins: int = 2,
) -> tuple[Finding, ...]:
    """Quote the evidence of each relation.

    What rests on fewer than ``least_origins`` origins is left out: a copy is no witness.
    ``near_copies`` give the article whose text an article has but for a changed fact: the two may
    differ, but are one origin of what they agree on.
    """
    made: dict[str, Finding] = {}
    for item in _news(tuple(told)):
        witnesses = near_copies if item.relation == "agreement" else {}
        finding = _finding(item, texts, witnesses, least_origins)
        if finding is None:
            continue
        held = made.get(finding.aliases[-1])
        if held is None or held.confidence < finding.confidence:
            made[finding.aliases[-1]] = finding
    return in_order(made.values())


def _news(told: tuple[Told, ...]) -> Iterator[Told]:
    """All but statements whose values or words are told of already.

    What sets two sentences apart is often one fact of a kind that can be named, and then it is told
    once. That they state the same beside a fact that is told is no news, and untrue where it
    differs; that they agree on a day does not take away that they contradict each other.
    """
    exact: set[frozenset[tuple[str, int]]] = set()
    apart: set[frozenset[tuple[str, int]]] = set()
    contrary: set[frozenset[tuple[str, int]]] = set()
    for item in told:
        if _is_statement(item):
            if item.relation != "agreement":
                contrary.update(_pairs(item))
        else:
            exact.update(_pairs(item))
            if item.relation != "agreement" or item.kind == "quote":
                apart.update(_pairs(item))
    for item in told:
        known = exact | contrary if item.relation == "agreement" else apart
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
    """Findings in the contract's order of relations, those of more origins and the surest first.

    Each has an id of its own, and no name that another has too: one sentence may carry two
    findings on the same values.
    """
    named = [(f, tuple(dict.fromkeys((f.id, *f.aliases)))) for f in found]
    held = Counter(name for _, names in named for name in names)
    apart = []
    for finding, names in named:
        own = [name for name in names if held[name] == 1] or [names[0]]
        apart.append(replace(finding, id=own[0], aliases=tuple(own[1:])))
    return tuple(
        sorted(apart, key=lambda f: (RELATIONS.index(f.relation), -f.origins, -f.confidence, f.id))
    )


def _finding(
    item: Told, texts: Mapping[str, Text], witnesses: Mapping[str, str], least_origins: int
) -> Finding | None:
    passages = _chosen(joined(item.passages))
    shown = tuple(evidence(passage, texts[passage.article]) for passage in passages)
    held = (passage.article for passage in item.passages)
    origins = {texts[witnesses.get(article, article)].origin for article in held}
    if len(origins) < least_origins or len(shown) < 2:
        return None
    aliases = tuple(_aliases(item, passages, texts))
    return Finding(
        id=aliases[0],
        aliases=aliases,
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


def _aliases(item: Told, passages: Sequence[Passage], texts: Mapping[str, Text]) -> Iterator[str]:
    """The names of a finding: what is related, as each sentence that carries it tells it.

    A baseline or a review keeps the first, that of the earliest article. The sentence stays, and so
    does a name made of it, when an outlet joins, an article is added or its other lines change. The
    last is the name of versions that made it of the places of all passages.
    """
    within = "within" if len({texts[p.article].article.outlet for p in item.passages}) == 1 else ""
    marked = {
        " ".join(texts[p.article].article.text[start:end].casefold().split())
        for p in item.passages
        for start, end in p.marks
    }
    values = item.values or sorted(marked)
    about = ("finding", item.relation, item.kind, within, *values)
    said = sorted({_said(p, texts[p.article]) for p in item.passages})
    if _is_statement(item):
        yield digest(*about, *(f"{outlet}: {words}" for _, outlet, words in sorted(said)))
    else:
        yield from dict.fromkeys(digest(*about, words) for _, _, words in said)
    places = (f"{p.article}:{p.start}:{p.end}:{p.marks}" for p in passages)
    yield digest("finding", item.relation, item.kind, *sorted(places))


def _said(passage: Passage, text: Text) -> tuple[str, str, str]:
    """The day and the outlet of a passage, and its words without those that are compared."""
    words, last = "", passage.start
    for start, end in passage.marks:
        words += f"{text.article.text[last:start]} {MASK} "
        last = max(last, end)
    words += text.article.text[last : passage.end]
    day = text.article.day
    said = " ".join(words.casefold().split())
    return day.isoformat() if day else "", text.article.outlet, said


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
