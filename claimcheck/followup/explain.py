"""How a finding or a row of the ledger came about, in lines of plain text.

Texts of articles come with control characters made visible.
"""

from __future__ import annotations

from claimcheck.reporting import overview
from claimcheck.reporting.contract import (
    BasisData,
    ClaimData,
    EvidenceData,
    FigureData,
    FindingData,
    LedgerEntryData,
    LedgerRowData,
    ProbabilitiesData,
    ReportData,
)
from claimcheck.reporting.passages import shorten, visible

_WEIGHTIEST = 5
_COUNT = (
    "A number was read as a count. The words that make it a name instead (“Platform 9”) are listed "
    "in claimcheck/language/en/named.toml."
)


def explain(data: ReportData, finding: FindingData, *, verbose: bool = False) -> list[str]:
    """The claims as read, and the record that the decision left behind, nothing added to it.

    Of what was weighed those are shown that weighed most, ``verbose`` all.
    """
    claims = {c["id"]: c for c in data["claims"]}
    said = overview.mark(finding)
    lines = [
        f"{finding['relation']} ({finding['kind']}), {overview.percent(finding['confidence'])} "
        f"sure, {visible(finding['id'])}",
        shorten(finding["reason"], 400),
        *([said] if said else []),
    ]
    counts = False
    for item in finding["evidence"]:
        who = overview.credit(item["outlet"], None)
        when = overview.dated(item["published"], item["modified"])
        lines += ["", f"{who}, {when}", f"    “{shorten(item['quote'], 600)}”"]
        if claim := claims.get(item["claim"]):
            lines += [f"    {line}" for line in _claim(claim)]
            counts |= _is_of_count(item, claim)
    lines.append("")
    if counts:
        lines += [_COUNT, ""]
    if finding["basis"] is None:
        return [*lines, "The report does not say how it was decided."]
    return lines + _decided(finding["confidence"], finding["basis"], verbose)


def explain_row(data: ReportData, row: LedgerRowData) -> list[str]:
    """The values of a slot, who gives each, in which words, and the findings that rest on it."""
    lines = [
        f"ledger row ({row['kind']}), {row['status']}, {visible(row['id'])}",
        shorten(row["slot"], 400),
    ]
    for entry in row["entries"]:
        lines += ["", *_entry(entry)]
    reasons = {f["id"]: f"{f['relation']}: {f['reason']}" for f in data["findings"]}
    if row["findings"]:
        lines += ["", "findings"]
    for id in row["findings"]:
        lines.append(f"    {visible(id)}  {shorten(reasons.get(id, 'not in the report'), 400)}")
    return lines


def _entry(entry: LedgerEntryData) -> list[str]:
    outlier = ", an outlier" if entry["outlier"] else ""
    as_of = f", as of {overview.when(entry['as_of'])}" if entry["as_of"] else ""
    lines = [f"{shorten(entry['value'], 120)}{outlier}{as_of}: {overview.joined(entry['outlets'])}"]
    read = ", ".join(
        f"{key} {value}" for key, value in entry["normalized"].items() if value not in (None, "")
    )
    lines += [f"    read as: {shorten(read, 200)}"] if read else []
    return lines + [f"    “{shorten(quote, 600)}”" for quote in entry["quotes"]]


def _decided(confidence: float, basis: BasisData, verbose: bool) -> list[str]:
    """The record of a decision, line by line."""
    lines = [
        "row of the table: " + shorten(basis["row"], 200),
        "compared: " + shorten(basis["compared"] or "wording only", 400),
    ]
    if basis["threshold"] is not None:
        lines.append(f"probability: {confidence:.3f}, needed {basis['threshold']:.3f}")
    for name in ("premise", "hypothesis"):
        if basis[name]:
            lines.append(f"{name}: " + shorten(basis[name], 400))
    judged = [
        *_judged("premise to hypothesis", basis["forward"]),
        *_judged("hypothesis to premise", basis["backward"]),
    ]
    lines += ["judge", *judged] if judged else []
    weighed = sorted(basis["features"], key=lambda f: -abs(f["value"] * f["weight"]))
    shown = weighed if verbose else weighed[:_WEIGHTIEST]
    if shown:
        lines.append("weighed (value × weight = share of the log odds)")
    for f in shown:
        share = f["value"] * f["weight"]
        product = f"{f['value']:g} × {f['weight']:g} = {share:+.2f}"
        lines.append(f"    {shorten(f['name'], 60)}: {product}")
    if len(weighed) > len(shown):
        more = weighed[len(shown) :]
        rest = sum(f["value"] * f["weight"] for f in more)
        lines.append(f"    {len(more):,} more (--verbose): {rest:+.2f}")
    if basis["otherwise"]:
        lines.append("otherwise: with " + shorten(basis["otherwise"], 400))
    return lines


def _claim(claim: ClaimData) -> list[str]:
    lines = ["speaker: " + shorten(claim["speaker"] or "the outlet itself", 80)]
    lines += ["figure: " + shorten(_figure(figure), 200) for figure in claim["figures"]]
    for day in claim["dates"]:
        read = day["unresolved"] or f"{day['from']} to {day['to']} ({day['granularity']})"
        lines.append("date: " + shorten(f"“{day['text']}” = {read}", 200))
    return lines


def _is_of_count(item: EvidenceData, claim: ClaimData) -> bool:
    """Whether what is marked in the quote is a number without a unit."""
    marked = " ".join(item["quote"][start:end] for start, end in item["highlights"])
    return any(not figure["unit"] and figure["text"] in marked for figure in claim["figures"])


def _figure(figure: FigureData) -> str:
    low, high = ("open" if end is None else f"{end:,}" for end in (figure["low"], figure["high"]))
    span = low if low == high else f"{low} to {high}"
    words = [figure["bound"], span, figure["unit"] or "(a count)"]
    return f"“{figure['text']}” = {' '.join(words)}"


def _judged(what: str, answer: ProbabilitiesData | None) -> list[str]:
    if answer is None:
        return []
    said = ", ".join(
        f"{name} {answer[name]:.3f}" for name in ("entailment", "neutral", "contradiction")
    )
    return [f"    {what}: {said}"]
