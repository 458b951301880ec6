"""The findings as CSV, one a row, safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
import re

from claimcheck.reporting.contract import EvidenceData, FindingData, ReportData
from claimcheck.reporting.passages import shorten, visible

# A cell that starts with one of these is a formula to a spreadsheet. One that is told another
# separator than the comma makes cells of its own out of ours, quotation marks or not.
_FORMULA = re.compile(r"""(^|[;|\t])([\s"']*)(?=[=+\-@＝＋－＠])""")
_QUOTE = 2000
_SIDES = ("a", "b")
HEADER = (
    "id",
    "relation",
    "kind",
    "confidence",
    "reason",
    "origins",
    "outlets",
    *(f"{name}_{side}" for side in _SIDES for name in ("outlet", "speaker", "published", "quote")),
    "further_passages",
    "review",
    "review_note",
)


def render(data: ReportData) -> str:
    """A header and a row for each finding, in the report's order.

    A text that a spreadsheet would compute stands behind an apostrophe, whatever the separator.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(HEADER)
    for finding in data["findings"]:
        writer.writerow([_cell(value) for value in _row(finding)])
    return out.getvalue()


def _cell(value: str) -> str:
    return _FORMULA.sub(r"\1'\2", visible(value))


def _row(finding: FindingData) -> list[str]:
    evidence = finding["evidence"]
    review = finding.get("review")
    row = [
        finding["id"],
        finding["relation"],
        finding["kind"],
        f"{finding['confidence']:.4f}",
        finding["reason"],
        str(finding["origins"]),
        "; ".join(finding["outlets"]),
    ]
    for index in range(len(_SIDES)):
        row += _passage(evidence[index]) if index < len(evidence) else [""] * 4
    further = [f"{item['outlet']}: {shorten(item['quote'], _QUOTE)}" for item in evidence[2:]]
    row.append(" | ".join(further))
    return [*row, review["status"] if review else "", review.get("note", "") if review else ""]


def _passage(evidence: EvidenceData) -> list[str]:
    return [
        evidence["outlet"],
        evidence["speaker"] or "",
        evidence["published"] or "",
        shorten(evidence["quote"], _QUOTE),
    ]
