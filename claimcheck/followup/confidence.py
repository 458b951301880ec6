"""Leave out of a report what is less sure than asked for, and say so."""

from __future__ import annotations

from claimcheck.coverage import Span, coverage
from claimcheck.reporting.contract import (
    CoverageData,
    FindingData,
    LedgerRowData,
    ReportData,
    SkipData,
)
from claimcheck.reporting.overview import percent


def only_sure(data: ReportData, least: float) -> ReportData:
    """The report without the findings whose confidence is below ``least``, a probability.

    Each of them becomes a skip. The ledger and the coverage speak of the findings that are left,
    and ``run.thresholds`` names ``least``. ``data`` is not changed.
    """
    if not least:
        return data
    left = [f for f in data["findings"] if f["confidence"] >= least]
    dropped = [_skip(f, least) for f in data["findings"] if f["confidence"] < least]
    skips = sorted([*data["skips"], *dropped], key=lambda s: (s["stage"], s["item"], s["reason"]))
    thresholds = data["run"]["thresholds"] | {"min_confidence": least}
    made = data.copy()
    made["findings"], made["skips"] = left, skips
    made["ledger"] = _ledger(data, left)
    made["coverage"] = _coverage(data, left)
    made["funnel"] = data["funnel"].copy()
    made["funnel"]["findings"] = len(left)
    made["run"] = data["run"].copy()
    made["run"]["thresholds"] = thresholds
    return made


def _skip(finding: FindingData, least: float) -> SkipData:
    sure = percent(finding["confidence"])
    reason = f"{finding['relation']}, {sure} sure where {least:g} is asked for: {finding['reason']}"
    return SkipData(
        stage="confidence",
        item=" | ".join(evidence["quote"] for evidence in finding["evidence"]),
        reason=reason,
    )


def _ledger(data: ReportData, left: list[FindingData]) -> list[LedgerRowData]:
    """The rows but those whose status rested on findings that are gone."""
    relations = {finding["id"]: finding["relation"] for finding in data["findings"]}
    kept = {finding["id"] for finding in left}
    made = []
    for row in data["ledger"]:
        rests_on = [id for id in row["findings"] if relations.get(id) == row["status"]]
        if not rests_on or kept.intersection(rests_on):
            changed = row.copy()
            changed["findings"] = [id for id in row["findings"] if id in kept]
            made.append(changed)
    return made


def _coverage(data: ReportData, left: list[FindingData]) -> list[CoverageData]:
    compared = {article["id"] for article in data["articles"] if article["copy_of"] is None}
    rows = coverage(
        (row["outlet"] for row in data["coverage"]),
        (
            (c["outlet"], Span(c["article"], c["start"], c["end"]))
            for c in data["claims"]
            if c["article"] in compared
        ),
        {Span(e["article"], e["start"], e["end"]) for f in left for e in f["evidence"]},
    )
    return [
        CoverageData(outlet=r.outlet, claims=r.claims, shared=r.shared, unique=r.unique)
        for r in rows
    ]
