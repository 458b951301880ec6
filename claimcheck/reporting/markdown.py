"""The report as Markdown, fit to paste into an issue: article text can set nothing off."""

from __future__ import annotations

import re

from claimcheck.records import Relation
from claimcheck.reporting import overview
from claimcheck.reporting.contract import EvidenceData, FindingData, ReportData
from claimcheck.reporting.passages import passage, shorten, visible

_QUOTE = 600
_FINDINGS = 50
_ROWS = 50
_SKIPS = 20
_SPECIAL = re.compile(r"[\\`*_\[\]<>|~&$]")
_BLOCK = re.compile(r"^(\s*)([#+=-]|\d+(?=[.)]))")
# Code forges make a mention, a reference or a link of these even where they are escaped, after
# the Markdown has been read; an empty comment keeps the two halves apart and is not shown.
_AUTOLINKS = re.compile(r"@(?=\w)|(?<=\w)@|#(?=\d)|GH-(?=\d)|(?<=://)|www(?=\.)", re.IGNORECASE)
_APART = "<!-- -->"


def render(data: ReportData) -> str:
    """The report as GitHub-flavoured Markdown."""
    lines = [f"# claimcheck: {escape(overview.verdict(data))}", ""]
    headlines = overview.headlines(data)
    relations: tuple[Relation, ...] = ("contradiction", "update", "dispute", "agreement")
    for relation in relations:
        found = overview.open_findings(data, relation)
        if found:
            lines += [f"## {overview.PLURALS[relation].capitalize()} ({len(found)})", ""]
            for finding in found[:_FINDINGS]:
                lines += _finding(finding, headlines)
            lines += _rest(len(found), _FINDINGS, "finding")
    lines += _settled(data) + _ledger(data) + _coverage(data) + _apart(data)
    lines += ["---", "", escape(overview.funnel_line(data)), ""]
    lines.append(escape(overview.model_line(data)))
    return "\n".join(lines) + "\n"


def escape(text: str) -> str:
    """Text that Markdown and a code forge show as it is, on one line."""
    # At the start of a line these would open a heading or a list; the comment does no harm.
    return _BLOCK.sub(lambda match: f"{match[1]}{_APART}{match[2]}", _inline(text))


def _inline(text: str) -> str:
    """As ``escape``, of what stands within a line."""
    pieces: list[str] = []
    at = 0
    text = visible(text)
    for match in _AUTOLINKS.finditer(text):
        pieces += [_escaped(text[at : match.end()]), _APART]
        at = match.end()
    return "".join([*pieces, _escaped(text[at:])])


def code(text: str) -> str:
    """A name of a file or of a finding, as it is."""
    # A fence longer than any run of backticks within, and apart from one at either end.
    text = visible(text)
    fence = "`" * (max(map(len, re.findall("`+", text)), default=0) + 1)
    return f"{fence} {text} {fence}" if "`" in text else f"`{text}`"


def _escaped(text: str) -> str:
    return _SPECIAL.sub(lambda match: "\\" + match[0], text)


def _rest(total: int, shown: int, what: str) -> list[str]:
    line = overview.left_out(total, shown, what)
    return [escape(line), ""] if line else []


def _quote(finding: FindingData, evidence: EvidenceData) -> str:
    pieces = (
        f"<b>{_inline(piece.text)}</b>" if piece.marked else _inline(piece.text)
        for piece in passage(finding, evidence, _QUOTE)
    )
    return "“" + "".join(pieces) + "”"


def _finding(finding: FindingData, headlines: set[str]) -> list[str]:
    origins = overview.count(finding["origins"], "origin")
    details = f"{finding['kind']}, {overview.percent(finding['confidence'])}, {origins}"
    lines = [f"### {escape(shorten(finding['reason'], 400))}", ""]
    name = code(finding["id"])
    said = overview.mark(finding)
    lines += [f"{escape(details)}, {name}" + (f", **{escape(said)}**" if said else ""), ""]
    for item in finding["evidence"]:
        who = f"**{escape(shorten(item['outlet'], 80))}**"
        if item["article"] in headlines:
            who += ", its headline"
        if item["speaker"]:
            who += f", quoting {escape(shorten(item['speaker'], 80))}"
        place = f", {code(overview.place(item['location']))}" if item["location"] else ""
        when = escape(overview.dated(item["published"], item["modified"]))
        lines += [f"> {who}, {when}{place}\\"]
        lines += [f"> {_quote(finding, item)}", ""]
    return lines


def _settled(data: ReportData) -> list[str]:
    settled = overview.settled_findings(data)
    if not settled:
        return []
    lines = [f"## Settled, not counted ({len(settled)})", ""]
    lines += [
        f"- {finding['relation']}, {escape(shorten(finding['reason'], 200))} "
        f"(**{escape(overview.mark(finding))}**)"
        for finding in settled
    ]
    return [*lines, ""]


def _ledger(data: ReportData) -> list[str]:
    rows, _ = overview.ledger_rows(data)
    if not rows:
        return []
    lines = ["## Ledger", "", "| What | Status | Values |", "| --- | --- | --- |"]
    for row in rows[:_ROWS]:
        values = []
        for entry in row["entries"]:
            value = f"**{escape(shorten(entry['value'], 80))}**"
            value += f" {escape(overview.joined(entry['outlets']))}"
            values.append(value + (" (outlier)" if entry["outlier"] else ""))
        lines.append(
            f"| {escape(shorten(row['slot'], 120))} | {row['status']} | {'<br>'.join(values)} |"
        )
    return [*lines, "", *_rest(len(rows), _ROWS, "row")]


def _coverage(data: ReportData) -> list[str]:
    if not data["coverage"]:
        return []
    lines = ["## Coverage", "", "| Outlet | Claims | Shared | Alone |", "| --- | --: | --: | --: |"]
    for item in data["coverage"]:
        numbers = f"{item['claims']} | {item['shared']} | {item['unique']}"
        lines.append(f"| {escape(shorten(item['outlet'], 80))} | {numbers} |")
    return [*lines, ""]


def _apart(data: ReportData) -> list[str]:
    names = overview.titles(data)
    sections = {
        "Copies, counted once": [
            f"{article['outlet']}: {names[article['id']]}, has its text in common with "
            f"{names.get(article['copy_of'] or '', 'another article')}"
            for article in overview.copies(data)
        ],
        "Off topic, not compared": [
            f"{article['outlet']}: {names[article['id']]}" for article in overview.off_topic(data)
        ],
        "Left out": [
            f"{skip['stage']}: {shorten(skip['item'], 120)}: {shorten(skip['reason'], 200)}"
            for skip in data["skips"]
        ],
    }
    lines: list[str] = []
    for title, items in sections.items():
        if items:
            lines += [f"## {title} ({len(items)})", ""]
            lines += [f"- {escape(item)}" for item in items[:_SKIPS]]
            lines += ["", *_rest(len(items), _SKIPS, "thing")]
    return lines
