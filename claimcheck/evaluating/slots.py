"""Score reports against bundles that were labelled slot by slot.

A finding shows a labelled mention if one of its quotes holds it and, where it highlights
anything, a highlight touches it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from claimcheck.evaluating.labelled import CONTRARY, Labelled
from claimcheck.records import Evidence, Finding, Report

_Span = tuple[int, int]


@dataclass(slots=True)
class SlotScore:
    """Counts by measure, and a line for each miss and for each finding that no label backs."""

    counts: Counter[str] = field(default_factory=Counter)
    lines: list[str] = field(default_factory=list)

    def add(self, other: SlotScore) -> None:
        """Add the score of another bundle."""
        self.counts.update(other.counts)
        self.lines += other.lines

    def summary(self) -> dict[str, str]:
        """Each measure as hits of all; ``unbacked`` are findings to be read, not errors."""

        def share(name: str) -> str:
            return f"{self.counts[name]}/{self.counts[name + ' all']}"

        names = ("figures", "dates", "differing", "differing any", "other", "other any")
        return {
            **{name: share(name) for name in names},
            "agreements right": share("agreements"),
            "contrary findings": str(self.counts["contrary"]),
            "unbacked": str(self.counts["unbacked"]),
        }


def score_report(labelled: Labelled, report: Report) -> SlotScore:
    """Score one report."""
    score = SlotScore()
    shown = [_Shown(labelled, finding) for finding in report.findings]
    _groups(labelled, shown, score)
    backed = _differing(labelled, shown, score) | _other(labelled, shown, score)
    _agreements(labelled, shown, score)
    for place, piece in enumerate(shown):
        if piece.relation in CONTRARY:
            score.counts["contrary"] += 1
            if place not in backed:
                score.counts["unbacked"] += 1
                finding = piece.finding
                quotes = " || ".join(e.quote[:160] for e in finding.evidence[:2])
                score.lines.append(
                    f"unbacked    {labelled.name}: {finding.relation} ({finding.kind}, "
                    f"{finding.confidence}): {finding.reason}\n            {quotes}"
                )
    return score


class _Shown:
    """A finding's evidence as numbers of articles and offsets into their texts."""

    def __init__(self, labelled: Labelled, finding: Finding) -> None:
        numbers = {article.id: n for n, article in enumerate(labelled.articles)}
        self.finding = finding
        self.relation = finding.relation
        self.pieces = [
            (numbers[e.article], e.start, e.end, _marks(e))
            for e in finding.evidence
            if e.article in numbers
        ]
        self.mentions = {
            key for key, m in labelled.mentions.items() if any(_holds(p, m) for p in self.pieces)
        }

    def touches(self, article: int, span: _Span | None) -> bool:
        """Whether a quote overlaps a span of an article."""
        return span is not None and any(
            n == article and start < span[1] and span[0] < end for n, start, end, _ in self.pieces
        )


def _marks(evidence: Evidence) -> list[_Span]:
    return [(evidence.start + a, evidence.start + b) for a, b in evidence.highlights]


def _holds(piece: tuple[int, int, int, list[_Span]], mention: Mapping[str, Any]) -> bool:
    number, start, end, marks = piece
    inside = number == mention["article"] and start <= mention["start"] and mention["end"] <= end
    touched = any(a < mention["end"] and mention["start"] < b for a, b in marks)
    return inside and (not marks or touched)


def _groups(labelled: Labelled, shown: Sequence[_Shown], score: SlotScore) -> None:
    for slot, ids, _ in labelled.groups:
        members = [labelled.mentions[i] for i in ids if i in labelled.mentions]
        if len({m["article"] for m in members}) < 2:
            continue
        numbers = sum(m["kind"] == "number" for m in members)
        kind = "figures" if 2 * numbers >= len(members) else "dates"
        hit = any(
            piece.relation == "agreement"
            and len({m["article"] for m in members if m["id"] in piece.mentions}) > 1
            for piece in shown
        )
        score.counts[f"{kind} all"] += 1
        score.counts[kind] += hit
        if not hit:
            texts = [m["text"] for m in members]
            score.lines.append(f"not linked  {labelled.name}: {slot}: {texts}")


def _differing(labelled: Labelled, shown: Sequence[_Shown], score: SlotScore) -> set[int]:
    group_of, mentions = labelled.group_of(), labelled.mentions
    backed: set[int] = set()
    seen = set()
    for item in labelled.relations:
        a, b = item["a"], item["b"]
        if item["relation"] not in CONTRARY or a not in mentions or b not in mentions:
            continue
        sides = [
            {
                i
                for i, m in mentions.items()
                if i in group_of
                and m["text"] == mentions[side]["text"]
                and group_of[i] == group_of.get(side)
            }
            for side in (a, b)
        ]
        hits = {n for n, piece in enumerate(shown) if all(s & piece.mentions for s in sides)}
        got = {shown[n].relation for n in hits}
        backed |= hits
        key = (group_of.get(a), frozenset(mentions[i]["text"].lower() for i in (a, b)))
        if key in seen:
            continue
        seen.add(key)
        what = f"{mentions[a]['text']} / {mentions[b]['text']}: {item.get('why', '')}"
        _count(labelled, "differing", item["relation"], got, what, score)
    return backed


def _other(labelled: Labelled, shown: Sequence[_Shown], score: SlotScore) -> set[int]:
    backed: set[int] = set()
    for item in labelled.other:
        spans = []
        for side in ("a", "b"):
            number = item[side]["article"]
            text = labelled.articles[number].text
            spans.append((number, locate(text, item[side]["quote"])))
        hits = {n for n, piece in enumerate(shown) if all(piece.touches(*s) for s in spans)}
        backed |= hits
        what = f"({item['kind']}) {item['a']['quote'][:70]} / {item['b']['quote'][:70]}"
        got = {shown[n].relation for n in hits}
        _count(labelled, "other", item["relation"], got, what, score)
    return backed


def _count(
    labelled: Labelled, measure: str, wanted: str, got: set[Any], what: str, score: SlotScore
) -> None:
    for name, hit in ((measure, wanted in got), (f"{measure} any", bool(got & set(CONTRARY)))):
        score.counts[f"{name} all"] += 1
        score.counts[name] += hit
    if wanted not in got:
        found = ", ".join(sorted(got)) or "nothing"
        score.lines.append(f"missed      {labelled.name}: {wanted}: {what} (got {found})")


def _agreements(labelled: Labelled, shown: Sequence[_Shown], score: SlotScore) -> None:
    """Of agreements that show labelled mentions of two articles: do all belong to one slot?"""
    group_of, mentions = labelled.group_of(), labelled.mentions
    for piece in shown:
        if piece.relation != "agreement" or piece.finding.kind not in ("number", "date"):
            continue
        if len({mentions[i]["article"] for i in piece.mentions}) < 2:
            continue
        score.counts["agreements all"] += 1
        groups = {group_of.get(i) for i in piece.mentions}
        score.counts["agreements"] += len(groups) == 1 and None not in groups


def locate(text: str, quote: str) -> _Span | None:
    """Where a labelled quote stands, whatever white space its words have between them."""
    match = re.search(r"\s+".join(map(re.escape, quote.split())), text)
    return match.span() if match else None
