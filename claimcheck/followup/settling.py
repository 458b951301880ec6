"""What a desk knows of a report: which findings are sure, known, and what was said of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from claimcheck.followup.baseline import mark_known
from claimcheck.followup.confidence import only_sure
from claimcheck.followup.review import Mark, apply_reviews
from claimcheck.records import Coverage, Report, Review, Skip
from claimcheck.reporting.contract import FindingData, ReportData
from claimcheck.reporting.json_report import as_data


def settled(
    data: ReportData, least: float, known: frozenset[str], marks: Mapping[str, Mark]
) -> ReportData:
    """A report with what is sure, what is known, and what was said of it.

    Args:
        data: is not changed.
        least: the probability below which a finding becomes a skip.
        known: ids of findings that a baseline knows.
        marks: what editors said, by id of the finding.

    Returns:
        A new report; an editor's word stands before that of the baseline.
    """
    return mark_known(apply_reviews(only_sure(data, least), marks), known)


def settled_report(
    report: Report, least: float, known: frozenset[str], marks: Mapping[str, Mark]
) -> Report:
    """As :func:`settled`, of a report that was just made."""
    data = settled(as_data(report), least, known, marks)
    findings = {f["id"]: f for f in data["findings"]}
    rows = {row["id"]: row for row in data["ledger"]}
    return replace(
        report,
        findings=tuple(
            replace(f, review=_review(findings[f.id])) for f in report.findings if f.id in findings
        ),
        ledger=tuple(
            replace(row, findings=tuple(rows[row.id]["findings"]))
            for row in report.ledger
            if row.id in rows
        ),
        coverage=tuple(Coverage(**row) for row in data["coverage"]),
        skips=tuple(Skip(**skip) for skip in data["skips"]),
        funnel=replace(report.funnel, findings=len(findings)),
        run=replace(report.run, thresholds=data["run"]["thresholds"]),
    )


def _review(finding: FindingData) -> Review | None:
    return Review(**finding["review"]) if "review" in finding else None
