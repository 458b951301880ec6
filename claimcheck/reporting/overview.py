"""What all human-readable formats say alike: the verdict, the order of things, dates, shares."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from claimcheck.records import RELATIONS, SETTLED, Relation
from claimcheck.reporting.contract import (
    ArticleData,
    ClaimData,
    FindingData,
    FunnelData,
    LedgerRowData,
    LocationData,
    ReportData,
)
from claimcheck.reporting.passages import shorten, visible

PLURALS: dict[Relation, str] = {
    "contradiction": "contradictions",
    "update": "updates",
    "dispute": "disputes",
    "agreement": "agreements",
}
_STATUS_ORDER = ("contradiction", "dispute", "update", "agreement", "single")


def count(number: int, singular: str, plural: str | None = None) -> str:
    """A number with its noun: "1 article", "2 articles"."""
    return f"{number:,} {singular if number == 1 else plural or singular + 's'}"


def percent(confidence: float) -> str:
    """A probability in whole per cent; never 100 % or 0 %, which no judgement is worth."""
    value = round(confidence * 100)
    return ">99%" if value >= 100 else "<1%" if value <= 0 else f"{value}%"


def when(published: str | None) -> str:
    """An ISO 8601 date or datetime as it is read: "5 July 2025", "5 July 2025, 14:30"."""
    if not published:
        return "date unknown"
    try:
        moment = datetime.fromisoformat(published)
    except ValueError:
        return visible(published)
    day = f"{moment.day} {moment:%B} {moment.year}"
    return day if len(published) <= 10 else f"{day}, {moment:%H:%M}"


def updated(published: str | None, modified: str | None) -> str:
    """The last change of an article, "updated 6 July, 18:30"; "" where nothing can be told of it.

    The day or the year is left out where ``published`` has it too. Both are told in one zone: in
    another one a change may read as if it came first.
    """
    if not modified:
        return ""
    day, _, clock = when(_in_zone_of(modified, published)).partition(", ")
    first_day, _, first_clock = when(published).partition(", ")
    if day == first_day:
        return f"updated {clock}" if clock not in ("", first_clock) else ""
    bare, _, year = day.rpartition(" ")
    told = bare if year == first_day.rpartition(" ")[2] else day
    return f"updated {told}, {clock}" if clock else f"updated {told}"


def dated(published: str | None, modified: str | None) -> str:
    """When an article appeared and was last changed: "5 July 2025, updated 6 July, 18:30"."""
    return ", ".join(filter(None, (when(published), updated(published, modified))))


def _in_zone_of(modified: str, published: str | None) -> str:
    try:
        last, first = datetime.fromisoformat(modified), datetime.fromisoformat(published or "")
        zoned = last.tzinfo is not None and first.tzinfo is not None
        return last.astimezone(first.tzinfo).isoformat() if zoned else modified
    except (ValueError, OverflowError):
        return modified


def day_number(published: str | None) -> float | None:
    """Days since year 1 with the fraction of the day, or None where the date is not known."""
    if not published:
        return None
    try:
        moment = datetime.fromisoformat(published)
    except ValueError:
        return None
    seconds = moment.hour * 3600 + moment.minute * 60 + moment.second
    return date.toordinal(moment) + seconds / 86400


def is_settled(finding: FindingData) -> bool:
    """Dismissed or fixed by an editor's word, or in the baseline: shown, but not counted."""
    review = finding.get("review")
    return review is not None and review["status"] in SETTLED


def mark(finding: FindingData, limit: int = 200) -> str:
    """What was said of a finding, "confirmed: the note", its note cut short; "" for nothing."""
    review = finding.get("review")
    if review is None:
        return ""
    note = shorten(review.get("note", ""), limit)
    return visible(review["status"]) + (f": {note}" if note else "")


def open_findings(data: ReportData, relation: Relation) -> list[FindingData]:
    """The findings of a relation that count; agreements by how many origins hold them."""
    found = [f for f in data["findings"] if f["relation"] == relation and not is_settled(f)]
    if relation == "agreement":
        return sorted(found, key=lambda f: (-f["origins"], -f["confidence"], f["id"]))
    return sorted(found, key=lambda f: (-f["confidence"], f["id"]))


def settled_findings(data: ReportData) -> list[FindingData]:
    """What an editor has dismissed or marked as fixed, and what was known."""
    return [finding for finding in data["findings"] if is_settled(finding)]


def sides(finding: FindingData) -> list[tuple[str, list[str]]]:
    """The outlets by what they give for the one thing compared; empty where it is not one thing."""
    found: dict[str, list[str]] = {}
    for item in finding["evidence"]:
        spans = item["highlights"]
        if len(spans) != 1:
            return []
        names = found.setdefault(visible(item["quote"][spans[0][0] : spans[0][1]]), [])
        if item["outlet"] not in names:
            names.append(item["outlet"])
    return list(found.items())


def moved(row: LedgerRowData) -> bool:
    """Whether the days belong to the values: they differ, and so do their days."""
    return row["status"] != "agreement" and len({entry["as_of"] for entry in row["entries"]}) > 1


def days(data: ReportData) -> str:
    """From when to when the articles were published: "5 July 2025", "4 to 6 July 2025"."""
    dated = sorted(
        (moment, article["published"] or "")
        for article in data["articles"]
        if (moment := day_number(article["published"])) is not None
    )
    if not dated:
        return ""
    first, last = (when(published[:10]) for _, published in (dated[0], dated[-1]))
    if first == last:
        return first
    # What both days share at the end, the year or the month and the year, is said once.
    for shared in (2, 1):
        if first.split()[-shared:] == last.split()[-shared:]:
            first = " ".join(first.split()[:-shared])
            break
    return f"{first} to {last}"


def articles(data: ReportData) -> list[ArticleData]:
    """All articles; a headline that was checked against its text is none of its own."""
    return [article for article in data["articles"] if article["headline_of"] is None]


def headlines(data: ReportData) -> set[str]:
    """The ids under which headlines are quoted that were checked against their texts."""
    return {a["id"] for a in data["articles"] if a["headline_of"] is not None}


def outlets(data: ReportData) -> list[str]:
    """The outlets in alphabetical order."""
    return sorted({article["outlet"] for article in data["articles"]})


def verdict(data: ReportData) -> str:
    """The report in one line."""
    scope = f"{count(len(articles(data)), 'article')}, {count(len(outlets(data)), 'outlet')}"
    numbers = {name: len(open_findings(data, name)) for name in PLURALS}
    if not data["articles"]:
        return "Nothing to compare: no article could be read."
    if not any(numbers.values()) and not data["funnel"]["questions"]:
        return f"Nothing to compare: no two outlets speak of one thing; {scope}."
    parts = [count(n, name, PLURALS[name]) for name, n in numbers.items() if n]
    if not numbers["contradiction"]:
        parts.insert(0, "no contradiction")
    text = parts[0] if len(parts) == 1 else ", ".join(parts[:-1]) + " and " + parts[-1]
    return f"{text[0].upper()}{text[1:]}; {scope}."


def by_slot(
    data: ReportData,
) -> tuple[list[tuple[LedgerRowData, list[FindingData]]], list[FindingData]]:
    """Rows that several outlets fill, each with its findings, and the findings without a row.

    In a report of schema version 1 a finding names no slot; its row is then the one that lists it
    and has its relation.
    """
    shared, single = ledger_rows(data)
    found: dict[str, list[FindingData]] = {row["id"]: [] for row in (*shared, *single)}
    listed = {(id, row["status"]): row["id"] for row in data["ledger"] for id in row["findings"]}
    loose: list[FindingData] = []
    for finding in sorted(data["findings"], key=lambda f: RELATIONS.index(f["relation"])):
        slot = finding["slot"] or listed.get((finding["id"], finding["relation"]))
        found.get(slot or "", loose).append(finding)
    rows = [*shared, *(row for row in single if found[row["id"]])]
    return [(row, found[row["id"]]) for row in rows], loose


def told(finding: FindingData) -> str:
    """The reason as it stands alone; of a quotation with who is quoted, where it is one speaker."""
    speakers = {item["speaker"] for item in finding["evidence"]}
    speaker = next(iter(speakers)) if len(speakers) == 1 else None
    return (
        f"{speaker}: {finding['reason']}"
        if speaker and finding["kind"] == "quote"
        else (finding["reason"])
    )


def one_text(finding: FindingData) -> str:
    """ "only 2 texts" where three outlets agree and two of them print one text, else ""."""
    fewer = finding["relation"] == "agreement" and 0 < finding["origins"] < len(finding["outlets"])
    return f"only {count(finding['origins'], 'text')}" if fewer else ""


def stated(finding: FindingData, limit: int, *, quoted: int) -> str:
    """What is agreed on: a value as the reason gives it, of statements one side's words, ``quoted``
    characters of them.
    """
    if (
        finding["relation"] == "agreement"
        and finding["slot"] is None
        and finding["kind"] != "quote"
    ):
        return f"“{shorten(finding['evidence'][0]['quote'], quoted)}”"
    return shorten(told(finding), limit)


def about(finding: FindingData) -> str:
    """Which finding it is, for whoever reads a file that names it by its id."""
    return shorten(f"{', '.join(finding['outlets'])}: {finding['reason']}", 200)


def ledger_rows(data: ReportData) -> tuple[list[LedgerRowData], list[LedgerRowData]]:
    """Rows that several outlets fill, in the order of the findings, and rows of a single one."""
    shared: list[LedgerRowData] = []
    single: list[LedgerRowData] = []
    for row in data["ledger"]:
        several = len({outlet for entry in row["entries"] for outlet in entry["outlets"]}) > 1
        (shared if several else single).append(row)
    sure = {finding["id"]: finding["confidence"] for finding in data["findings"]}

    def first(row: LedgerRowData) -> tuple[int, float]:
        strongest = max((sure.get(id, 0.0) for id in row["findings"]), default=0.0)
        return _STATUS_ORDER.index(row["status"]), -strongest

    return sorted(shared, key=first), single


def titles(data: ReportData) -> dict[str, str]:
    """What each article is called: its title, else its outlet."""
    return {
        article["id"]: shorten(article["title"] or f"untitled, {article['outlet']}", 120)
        for article in data["articles"]
    }


def copies(data: ReportData) -> list[ArticleData]:
    """Articles that repeat another one."""
    return [article for article in data["articles"] if article["copy_of"] is not None]


def off_topic(data: ReportData) -> list[ArticleData]:
    """Articles that share no story with the rest."""
    return [article for article in data["articles"] if not article["on_topic"]]


def unshared_claims(data: ReportData) -> list[ClaimData]:
    """Claims of compared articles that stand in no finding: what one outlet alone says."""
    left_out = {article["id"] for article in (*copies(data), *off_topic(data))}
    cited = {item["claim"] for finding in data["findings"] for item in finding["evidence"]}
    return [
        claim
        for claim in data["claims"]
        if claim["id"] not in cited and claim["article"] not in left_out
    ]


def funnel_line(data: ReportData) -> str:
    """How much went into each stage, in one line."""
    funnel = data["funnel"]
    parts = [
        count(funnel["articles"], "article"),
        count(funnel["sentences"], "sentence"),
        count(funnel["claims"], "claim"),
        *_asked(funnel),
        count(funnel["findings"], "finding"),
    ]
    if funnel["abstained"]:
        parts.insert(-1, f"{funnel['abstained']:,} abstained")
    return " → ".join(parts)


def _asked(funnel: FunnelData) -> list[str]:
    possible = count(funnel["pairs_possible"], "pair of values", "pairs of values")
    judged = f", {funnel['pairs_judged']:,} of them judged" if funnel["pairs_judged"] else ""
    return [
        possible + judged,
        count(funnel["questions"], "question to the model", "questions to the model"),
    ]


def model_line(data: ReportData) -> str:
    """What the report was made with, in one line."""
    run = data["run"]
    digest = run["model"].get("sha256", "")[:12]
    parts = [
        f"claimcheck {data['tool']['version']}",
        f"model {run['model'].get('name', 'unknown')}" + (f" ({digest})" if digest else ""),
        *(run[name] for name in ("backend", "device", "precision") if run[name]),
        f"settings {run['config_sha256'][:12]}" if run["config_sha256"] else "",
    ]
    return visible(", ".join(part for part in parts if part))


def credit(outlet: str, speaker: str | None) -> str:
    """Who says it: the outlet, or the speaker in the outlet."""
    return shorten(outlet, 80) + (f", {shorten(speaker, 80)}" if speaker else "")


def place(location: LocationData, path: str | None = None) -> str:
    """Where a passage stands: "courier.txt:7", or "week.zip: news/courier.txt:7" in a member.

    The line is left out where only the file is known. ``path`` is shown instead of the file's own.
    """
    name = path or ("standard input" if location["path"] == "-" else location["path"])
    member = location.get("inside")
    lined = f":{location['line']}" if has_line(location) else ""
    return visible(f"{name}: {member}" if member else name) + lined


def has_line(location: LocationData) -> bool:
    """Whether more than the file is known."""
    return location["line"] > 1 or has_columns(location)


def has_columns(location: LocationData) -> bool:
    """Whether more than the line is known."""
    start = (location["line"], location["column"])
    return start != (location["end_line"], location["end_column"])


def left_out(total: int, shown: int, what: str) -> str:
    """The line that says how many were left out of a list, "" for none."""
    if total <= shown:
        return ""
    return f"… and {count(total - shown, 'more ' + what)}, to be found in the JSON report."


def joined(names: Sequence[str]) -> str:
    """Names as a list in a sentence: "A, B and C"."""
    shown = [shorten(name, 80) for name in names]
    return (
        shown[0]
        if len(shown) == 1
        else ", ".join(shown[:-1]) + " and " + shown[-1]
        if shown
        else ""
    )
