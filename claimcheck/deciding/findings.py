"""Join decided pairs into findings: one finding a fact, however many outlets carry it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from claimcheck.comparing.align import Fact
from claimcheck.deciding.verdicts import Verdict
from claimcheck.records import (
    RELATIONS,
    Article,
    Claim,
    DateSpan,
    Evidence,
    Figure,
    Finding,
    Location,
    Member,
    Sentence,
    digest,
)
from claimcheck.words import words

_MAX_EVIDENCE = 12


def findings(
    verdicts: Sequence[Verdict],
    members: Sequence[Member],
    sentences: Mapping[str, Sequence[Sentence]],
    *,
    within: Sequence[Verdict] = (),
) -> tuple[Finding, ...]:
    """Cluster verdicts and quote their evidence.

    Verdicts of one relation and kind that share a claim and compare the same values are one
    finding. Findings come in the contract's order of relations, the surest first. Those of
    ``within``, on claims of one article, need no second origin and stay apart from the others.
    """
    found = [
        *_clustered(verdicts, members, sentences, origins=2),
        *_clustered(within, members, sentences, origins=1),
    ]
    return tuple(
        sorted(found, key=lambda f: (RELATIONS.index(f.relation), -f.origins, -f.confidence, f.id))
    )


def _clustered(
    verdicts: Sequence[Verdict],
    members: Sequence[Member],
    sentences: Mapping[str, Sequence[Sentence]],
    *,
    origins: int,
) -> list[Finding]:
    groups: dict[tuple[str, ...], list[Verdict]] = defaultdict(list)
    for verdict in verdicts:
        if verdict.relation is not None:
            groups[_key(verdict)].append(verdict)
    made = [
        _finding(cluster, members, sentences, origins)
        for key in sorted(groups)
        for cluster in _connected(groups[key])
    ]
    found = [f for f in made if f is not None]
    contested = {
        frozenset(e.quote for e in f.evidence) for f in found if f.relation == "contradiction"
    }
    return [
        f
        for f in found
        if f.relation != "contradiction"
        or not any(c < frozenset(e.quote for e in f.evidence) for c in contested)
    ]


def value_key(fact: Fact) -> str:
    """The value of a fact in one normal spelling."""
    if isinstance(fact, Figure):
        return f"{fact.low:g}-{fact.high:g} {fact.unit}"
    if isinstance(fact, DateSpan):
        return f"{fact.first} {fact.last}"
    return fact.canonical


def _key(verdict: Verdict) -> tuple[str, ...]:
    relation = str(verdict.relation)
    if verdict.slot is None:
        return (relation, verdict.kind)
    if relation == "agreement":
        return (relation, verdict.kind, *({value_key(verdict.slot.a)} if _same(verdict) else ()))
    values = sorted((value_key(verdict.slot.a), value_key(verdict.slot.b)))
    return (relation, verdict.kind, *values)


def _same(verdict: Verdict) -> bool:
    return verdict.slot is not None and value_key(verdict.slot.a) == value_key(verdict.slot.b)


Cluster = tuple[set[str], list[Verdict]]  # claim ids that stay open, and what was joined


def _connected(verdicts: Iterable[Verdict]) -> list[list[Verdict]]:
    """Clusters of the verdicts of one relation and kind; all of them compare values, or none."""
    ranked = sorted(
        verdicts,
        key=lambda v: (-v.confidence, v.comparison.pair.a.id, v.comparison.pair.b.id),
    )
    join = _stars if ranked[0].slot is None else _components
    return [verdicts for _, verdicts in join(ranked)]


def _claims(verdict: Verdict) -> set[str]:
    return {verdict.comparison.pair.a.id, verdict.comparison.pair.b.id}


def _stars(ranked: Iterable[Verdict]) -> list[Cluster]:
    """Join wordings around one claim.

    Agreement by words is not transitive ("the talks failed" may follow from two sentences that
    have little to do with each other), so only the centre stays open to more.
    """
    clusters: list[Cluster] = []
    for verdict in ranked:
        ids = _claims(verdict)
        star = next((c for c in clusters if c[0] & ids), None)
        if star is None:
            clusters.append((ids, [verdict]))
        else:
            star[0].intersection_update(ids)
            star[1].append(verdict)
    return clusters


def _components(ranked: Iterable[Verdict]) -> list[Cluster]:
    """Join all that share a claim: a shared value is transitive."""
    clusters: list[Cluster] = []
    for verdict in ranked:
        ids, joined = _claims(verdict), [verdict]
        for cluster in [c for c in clusters if c[0] & ids]:
            ids |= cluster[0]
            joined = cluster[1] + joined
            clusters.remove(cluster)
        clusters.append((ids, joined))
    return clusters


def _finding(
    cluster: Sequence[Verdict],
    members: Sequence[Member],
    sentences: Mapping[str, Sequence[Sentence]],
    least_origins: int,
) -> Finding | None:
    best = max(cluster, key=lambda v: (v.confidence, v.comparison.pair.a.id))
    by_id = {m.article.id: m for m in members}
    facts: dict[tuple[str, int], tuple[Claim, list[Fact]]] = {}
    ordered = sorted(cluster, key=lambda v: v is not best)
    for verdict in ordered:
        pair, slot = verdict.comparison.pair, verdict.slot
        for claim, fact in ((pair.a, slot and slot.a), (pair.b, slot and slot.b)):
            entry = facts.setdefault((claim.article, claim.sentence.index), (claim, []))
            if fact:
                entry[1].append(fact)
    origins = {by_id[article].origin for article, _ in facts}
    if len(origins) < least_origins:
        return None
    others = {claim.standalone for claim, _ in facts.values()}
    evidence = tuple(
        _evidence(claim, found, by_id[claim.article], sentences[claim.article], others)
        for claim, found in list(facts.values())[:_MAX_EVIDENCE]
    )
    assert best.relation is not None and best.basis is not None
    key = sorted(f"{e.article}:{e.start}:{e.end}" for e in evidence)
    return Finding(
        id=digest("finding", best.relation, best.kind, *key),
        relation=best.relation,
        kind=best.kind,
        confidence=round(best.confidence, 3),
        reason=best.reason,
        evidence=evidence,
        outlets=tuple(sorted({e.outlet for e in evidence})),
        origins=len(origins),
        basis=best.basis,
    )


def _evidence(
    claim: Claim,
    facts: Sequence[Fact],
    member: Member,
    sentences: Sequence[Sentence],
    others: set[str],
) -> Evidence:
    article, sentence = member.article, claim.sentence
    around = [s for s in sentences if s.paragraph == sentence.paragraph]
    first, last = min(s.start for s in around), max(s.end for s in around)
    spans = {(f.start - sentence.start, f.end - sentence.start) for f in facts}
    if not spans:
        spans = _differing_words(sentence, claim, others)
    return Evidence(
        article=article.id,
        outlet=article.outlet,
        claim=claim.id,
        quote=sentence.text,
        start=sentence.start,
        end=sentence.end,
        highlights=tuple(sorted(spans)),
        speaker=claim.speaker,
        published=article.published.isoformat() if article.published is not None else None,  # type: ignore[union-attr]
        before=article.text[first : sentence.start],
        after=article.text[sentence.end : last],
        location=_location(article, sentence.start, sentence.end),
    )


def _differing_words(sentence: Sentence, claim: Claim, others: set[str]) -> set[tuple[int, int]]:
    """The words of the claim that none of the other claims has."""
    known = {w for text in others if text != claim.standalone for w in words(text)}
    spans: set[tuple[int, int]] = set()
    at = claim.start - sentence.start
    for part in claim.text.split():
        begin = sentence.text.find(part, at)
        if begin < 0:
            break
        at = begin + len(part)
        if any(w not in known for w in words(part)):
            spans.add((begin, at))
    return spans


def _location(article: Article, start: int, end: int) -> Location | None:
    source = article.source
    if source is None:
        return None
    if not source.verbatim:
        return Location(
            path=source.path,
            line=source.line,
            column=source.column,
            end_line=source.line,
            end_column=source.column,
        )

    def place(offset: int) -> tuple[int, int]:
        before = article.text[:offset]
        lines = before.count("\n")
        column = offset - (before.rfind("\n") + 1)
        return source.line + lines, column + (source.column if not lines else 1)

    line, column = place(start)
    end_line, end_column = place(end)
    return Location(
        path=source.path, line=line, column=column, end_line=end_line, end_column=end_column
    )
