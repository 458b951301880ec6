"""A query that a desk can send for each contradiction: the passages, and what differs."""

from __future__ import annotations

from claimcheck.reporting import overview
from claimcheck.reporting.contract import FindingData, ReportData
from claimcheck.reporting.passages import shorten

_QUOTE = 1000


def render(data: ReportData) -> str:
    """Notes in plain text, apart from each other by a line of dashes; "" where there is none.

    Nobody is asked about what no editor has confirmed. What the editor noted is for the desk alone.
    """
    return f"\n{'-' * 60}\n\n".join(
        _note(finding)
        for finding in overview.open_findings(data, "contradiction")
        if "review" in finding and finding["review"]["status"] == "confirmed"
    )


def _note(finding: FindingData) -> str:
    outlets = overview.joined(finding["outlets"])
    differ = "differ on" if len(finding["outlets"]) > 1 else "gives two accounts of"
    lines = [f"Query: {outlets} {differ} one point.", ""]
    for item in finding["evidence"]:
        who = overview.credit(item["outlet"], None)
        speaker = f", quoting {shorten(item['speaker'], 80)}" if item["speaker"] else ""
        lines += [f"{who} ({overview.dated(item['published'], item['modified'])}){speaker}:"]
        lines += [f"    “{shorten(item['quote'], _QUOTE)}”", ""]
    lines.append(f"What differs: {shorten(finding['reason'], 400)}")
    return "\n".join(lines) + "\n"
