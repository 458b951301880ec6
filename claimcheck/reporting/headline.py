"""The title of a report: what the story is, and on what its outlets differ."""

from __future__ import annotations

import re
from collections.abc import Sequence

from claimcheck.records import Kind, Relation
from claimcheck.reporting import overview
from claimcheck.reporting.contract import FindingData, LedgerRowData, ReportData
from claimcheck.reporting.passages import shorten

_NAMED = 3
_NAMELESS: dict[Kind, str] = {
    "number": "a number",
    "date": "a date",
    "location": "a place",
    "name": "a name",
    "quote": "a quotation",
}
_VERDICTS: tuple[tuple[Relation, str], ...] = (
    ("contradiction", "outlets differ on"),
    ("dispute", "sources dispute"),
)
_WORD = re.compile(r"[^\W\d_]{4,}")
# With these the name of a slot begins as it stands: "how long the trip took".
_OPENING = frozenset("the a an how by what who when where".split())


def headline(data: ReportData) -> str:
    """The story and the verdict: "Ferry sinks off Marenia: outlets differ on the people killed"."""
    if not data["articles"] or not data["findings"]:
        return overview.verdict(data)
    rows, loose = overview.by_slot(data)
    for relation, said in _VERDICTS:
        subjects = _subjects(data, relation, rows, loose)
        if subjects:
            return f"{story(data)}: {said} {subjects}"
    newer = _subjects(data, "update", rows, loose)
    return f"{story(data)}: no contradiction found" + (
        f", newer reports on {newer}" if newer else ""
    )


def story(data: ReportData) -> str:
    """What the story is called: the title of a compared article that most words of others bear out.

    A title without a figure comes first, since the figure may be what the outlets differ on.
    """
    titles = [
        shorten(article["title"], 80)
        for article in sorted(data["articles"], key=lambda a: (a["published"] or "9", a["id"]))
        if article["title"] and article["on_topic"] and article["copy_of"] is None
    ]
    if not titles:
        return overview.joined(overview.outlets(data)[:_NAMED])
    words = [set(_WORD.findall(title.casefold())) for title in titles]

    def near(n: int) -> tuple[bool, float, int]:
        shared = sum(len(words[n] & other) for other in words) - len(words[n])
        return any(c.isdigit() for c in titles[n]), -shared / (len(words[n]) + 2), n

    return titles[min(range(len(titles)), key=near)].rstrip(" .:")


def _subjects(
    data: ReportData,
    relation: Relation,
    rows: Sequence[tuple[LedgerRowData, list[FindingData]]],
    loose: Sequence[FindingData],
) -> str:
    """What the open findings of a relation are on, the first two by name: "the toll and a date"."""
    open_ = {finding["id"] for finding in overview.open_findings(data, relation)}
    named: dict[str, float] = {}
    for row, found in rows:
        sure = [finding["confidence"] for finding in found if finding["id"] in open_]
        if sure:
            named.setdefault(_with_article(row["slot"]) or _nameless(row["kind"]), -max(sure))
    subjects = sorted(named, key=lambda name: named[name])
    subjects += [_nameless(f["kind"]) for f in loose if f["id"] in open_]
    if len(subjects) > _NAMED:
        more = overview.count(len(subjects) - _NAMED + 1, "more point")
        subjects = [*subjects[: _NAMED - 1], more]
    return overview.joined(subjects)


def _nameless(kind: Kind) -> str:
    return _NAMELESS.get(kind, "a statement")


def _with_article(slot: str) -> str:
    """ "people killed" as "the people killed"; a name, or what has an article, as it is."""
    first = slot.partition(" ")[0]
    bare = first.islower() and first not in _OPENING
    return f"the {shorten(slot, 80)}" if bare else shorten(slot, 80)
