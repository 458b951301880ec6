"""The report as JSON, and back: the contract that every other format is rendered from."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date, datetime
from typing import Any, cast

from claimcheck.errors import InputError
from claimcheck.parsing import parse_json
from claimcheck.records import (
    Claim,
    DateSpan,
    Evidence,
    Figure,
    Finding,
    LedgerRow,
    Location,
    Member,
    Report,
    Source,
)
from claimcheck.reporting.contract import READABLE_VERSIONS, SCHEMA_VERSION, ReportData
from claimcheck.reporting.passages import COMMAND, HARMFUL
from claimcheck.reporting.shapes import misfit

_DEEPEST = 50  # of what a stored report holds; ours are seven deep

_ESCAPED = re.compile(f"[{HARMFUL}\x85\u2028\u2029]|{COMMAND}", re.IGNORECASE)

# What a stored report must have, section by section; the rest has a default below.
_REQUIRED: dict[str, tuple[str, ...]] = {
    "articles": ("id", "outlet", "origin"),
    "claims": ("id", "article", "outlet", "text", "start", "end"),
    "findings": ("id", "relation", "kind", "confidence", "reason", "evidence", "outlets"),
    "ledger": ("id", "slot", "kind", "status", "entries"),
    "coverage": ("outlet", "claims", "shared", "unique"),
    "skips": ("stage", "item", "reason"),
}
_DEFAULTS: dict[str, dict[str, Any]] = {
    "articles": {
        "title": None,
        "url": None,
        "published": None,
        "published_from": "unknown",
        "modified": None,
        "stamps": [],
        "copy_of": None,
        "near_copy_of": None,
        "headline_of": None,
        "on_topic": True,
        "source": None,
    },
    "claims": {"speaker": None, "figures": [], "dates": [], "names": []},
    "findings": {"origins": 0, "basis": None, "slot": None, "aliases": []},
    "ledger": {"findings": []},
    "coverage": {},
    "skips": {},
}
_EVIDENCE_REQUIRED = ("article", "outlet", "claim", "quote", "start", "end")
_EVIDENCE_DEFAULTS: dict[str, Any] = {
    "highlights": [],
    "speaker": None,
    "published": None,
    "modified": None,
    "before": "",
    "after": "",
    "location": None,
}
_ENTRY_REQUIRED = ("value", "outlets")
_ENTRY_DEFAULTS: dict[str, Any] = {
    "normalized": {},
    "claims": [],
    "quotes": [],
    "as_of": None,
    "newest": False,
    "superseded": False,
    "outlier": False,
}
_BASIS_DEFAULTS: dict[str, Any] = {
    "row": "",
    "compared": "",
    "premise": "",
    "hypothesis": "",
    "forward": None,
    "backward": None,
    "features": [],
    "threshold": None,
    "otherwise": "",
}
_FUNNEL = (
    "articles",
    "sentences",
    "claims",
    "mentions",
    "pairs_possible",
    "pairs_judged",
    "questions",
    "slots",
    "abstained",
    "findings",
)
_RUN_DEFAULTS: dict[str, Any] = {
    "model": {},
    "backend": "",
    "device": "",
    "precision": "",
    "thresholds": {},
    "config_sha256": "",
    "timings": {},
}


def to_dict(report: Report) -> dict[str, Any]:
    """The report as plain Python objects, in the contract's names and order.

    All but ``run.timings`` is a function of the report's input, model and settings.
    """
    return {
        "schema_version": SCHEMA_VERSION,
        "tool": {"name": "claimcheck", "version": report.version},
        "bundle": {"id": report.bundle},
        "articles": [_article(member) for member in report.members],
        "claims": [_claim(claim) for claim in report.claims],
        "findings": [_finding(finding) for finding in report.findings],
        "ledger": [_ledger_row(row) for row in report.ledger],
        "coverage": [asdict(item) for item in report.coverage],
        "skips": [asdict(skip) for skip in report.skips],
        "funnel": asdict(report.funnel),
        "run": asdict(report.run),
    }


def as_data(report: Report) -> ReportData:
    """The report as the typed view that the reporters take."""
    return cast(ReportData, to_dict(report))


def from_dict(data: Mapping[str, Any]) -> ReportData:
    """Read a JSON report: check its shape and fill in the fields that the contract leaves open.

    ``from_dict(to_dict(report)) == to_dict(report)``. ``data`` is not changed.

    Raises:
        InputError: it is no report, one of another schema version, or a part of it is missing.
    """
    if not isinstance(data, Mapping) or "schema_version" not in data:
        raise InputError("not a claimcheck report: it has no schema_version")
    if data["schema_version"] not in READABLE_VERSIONS:
        raise InputError(
            f"report of schema version {data['schema_version']}, this program reads "
            f"{' and '.join(map(str, READABLE_VERSIONS))}; make it again with "
            "`claimcheck check --format json`"
        )
    result = dict(data) | {"schema_version": SCHEMA_VERSION}
    for section in ("tool", "bundle", "funnel", "run"):
        if not isinstance(data.get(section), Mapping):
            raise InputError(f"not a complete report: {section} is missing")
    for section, required in _REQUIRED.items():
        result[section] = _items(data.get(section), section, required, _DEFAULTS[section])
    for index, finding in enumerate(result["findings"]):
        finding["evidence"] = _items(
            finding["evidence"],
            f"findings[{index}].evidence",
            _EVIDENCE_REQUIRED,
            _EVIDENCE_DEFAULTS,
        )
        finding["basis"] = _basis(finding["basis"])
    for index, row in enumerate(result["ledger"]):
        row["entries"] = _items(
            row["entries"], f"ledger[{index}].entries", _ENTRY_REQUIRED, _ENTRY_DEFAULTS
        )
    result["tool"] = {"name": "claimcheck", "version": "", **data["tool"]}
    result["bundle"] = {"id": "", **data["bundle"]}
    result["funnel"] = dict.fromkeys(_FUNNEL, 0) | _funnel(data["funnel"])
    result["run"] = dict(data["run"]) | {
        name: value for name, value in _RUN_DEFAULTS.items() if name not in data["run"]
    }
    wrong = misfit(result, ReportData, "") or _unfit_finding(result["findings"])
    if wrong:
        raise InputError(f"not a claimcheck report: {wrong[1:]} is not what it should be")
    return cast(ReportData, result)


def _funnel(funnel: Mapping[str, Any]) -> dict[str, Any]:
    """Reports of before counted under ``pairs_judged`` all that the judge was asked."""
    asked = funnel.get("pairs_judged", 0)
    older = "questions" not in funnel
    return {**funnel, "pairs_judged": 0, "questions": asked} if older else dict(funnel)


def _basis(basis: Any) -> dict[str, Any] | None:
    """The record of a decision; one of schema version 1 keeps what has a place here."""
    if not isinstance(basis, Mapping):
        return None
    known = {name: basis[name] for name in _BASIS_DEFAULTS if name in basis}
    return {**_BASIS_DEFAULTS, **({"row": basis["rule"]} if "rule" in basis else {}), **known}


def loads(text: str) -> ReportData:
    """Read a JSON report from its text.

    Raises:
        InputError: the text is not JSON or not a report.
    """
    try:
        data = parse_json(text, deepest=_DEEPEST)
    except ValueError as error:
        raise InputError(f"not a JSON report: {error}") from error
    return from_dict(data)


def render(data: ReportData) -> str:
    """The report as indented JSON, in which nothing steers a terminal or a pipeline."""
    return dumps(data)


def dumps(value: object) -> str:
    """Indented JSON, as readable as may be: what would do harm where it is shown is escaped."""
    text = json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False)
    return _ESCAPED.sub(lambda match: f"\\u{ord(match[0]):04x}", text) + "\n"


def _items(
    value: Any, where: str, required: tuple[str, ...], defaults: dict[str, Any]
) -> list[dict[str, Any]]:
    if not isinstance(value, list):
        raise InputError(f"not a complete report: {where} is missing or no list")
    items = []
    for index, item in enumerate(value):
        missing = [name for name in required if not isinstance(item, Mapping) or name not in item]
        if missing:
            raise InputError(f"not a complete report: {where}[{index}] has no {missing[0]}")
        items.append({**item, **{name: defaults[name] for name in defaults if name not in item}})
    return items


def _unfit_finding(findings: list[dict[str, Any]]) -> str:
    """The first place that has the right type and yet no value of its field."""
    for index, finding in enumerate(findings):
        where = f".findings[{index}]"
        if not finding["id"].isprintable():
            return f"{where}.id"
        if not 0 <= finding["confidence"] <= 1:
            return f"{where}.confidence"
        if not finding["evidence"]:
            return f"{where}.evidence"
        for place, item in enumerate(finding["evidence"]):
            if any(len(span) != 2 for span in item["highlights"]):
                return f"{where}.evidence[{place}].highlights"
    return ""


def _iso(value: date | datetime | str | None) -> str | None:
    return value.isoformat() if isinstance(value, date) else value


def _number(value: float) -> float | int | None:
    """Whole numbers without a fraction; JSON has no infinity, an open end is null."""
    if not math.isfinite(value):
        return None
    return int(value) if value == int(value) and abs(value) < 2**53 else value


def _article(member: Member) -> dict[str, Any]:
    article = member.article
    return {
        "id": article.id,
        "outlet": article.outlet,
        "title": article.title,
        "url": article.url,
        "published": _iso(article.published),
        "published_from": article.published_from,
        "modified": _iso(article.modified),
        "stamps": [{"start": start, "when": _iso(when)} for start, when in article.stamps],
        "origin": member.origin,
        "copy_of": member.copy_of,
        "near_copy_of": member.near_copy_of,
        "headline_of": member.headline_of,
        "on_topic": member.on_topic,
        "source": None if article.source is None else _source(article.source),
    }


def _source(source: Source) -> dict[str, Any]:
    return {
        "path": source.path,
        "line": source.line,
        "column": source.column,
        "verbatim": source.verbatim,
        **({"inside": source.inside} if source.inside else {}),
    }


def _figure(figure: Figure) -> dict[str, Any]:
    return {
        "text": figure.text,
        "low": _number(figure.low),
        "high": _number(figure.high),
        "unit": figure.unit,
        "bound": figure.bound,
        "start": figure.start,
        "end": figure.end,
    }


def _date(span: DateSpan) -> dict[str, Any]:
    return {
        "text": span.text,
        "from": _iso(span.first),
        "to": _iso(span.last),
        "granularity": span.granularity,
        "start": span.start,
        "end": span.end,
        "unresolved": span.unresolved,
    }


def _claim(claim: Claim) -> dict[str, Any]:
    return {
        "id": claim.id,
        "article": claim.article,
        "outlet": claim.outlet,
        "text": claim.text,
        "start": claim.start,
        "end": claim.end,
        "speaker": claim.speaker,
        "figures": [_figure(figure) for figure in claim.figures],
        "dates": [_date(span) for span in claim.dates],
        "names": [asdict(name) for name in claim.names],
    }


def _evidence(evidence: Evidence) -> dict[str, Any]:
    return {
        "article": evidence.article,
        "outlet": evidence.outlet,
        "claim": evidence.claim,
        "quote": evidence.quote,
        "start": evidence.start,
        "end": evidence.end,
        "highlights": [list(span) for span in evidence.highlights],
        "speaker": evidence.speaker,
        "published": evidence.published,
        "modified": evidence.modified,
        "before": evidence.before,
        "after": evidence.after,
        "location": None if evidence.location is None else _location(evidence.location),
    }


def _location(location: Location) -> dict[str, Any]:
    made = asdict(location)
    return made if location.inside else {k: v for k, v in made.items() if k != "inside"}


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "id": finding.id,
        "relation": finding.relation,
        "kind": finding.kind,
        "confidence": finding.confidence,
        "reason": finding.reason,
        "evidence": [_evidence(evidence) for evidence in finding.evidence],
        "outlets": list(finding.outlets),
        "origins": finding.origins,
        "basis": asdict(finding.basis) | {"features": [asdict(f) for f in finding.basis.features]},
        "slot": finding.slot,
        "aliases": list(finding.aliases),
        **({"review": asdict(finding.review)} if finding.review else {}),
    }


def _plain(value: Any) -> Any:
    """A value as JSON has it: normalised values come as dates, tuples and floats."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bool) or value is None or isinstance(value, (str, int)):
        return value
    if isinstance(value, float):
        return _number(value)
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    return str(value)


def _ledger_row(row: LedgerRow) -> dict[str, Any]:
    return {
        "id": row.id,
        "slot": row.slot,
        "kind": row.kind,
        "status": row.status,
        "entries": [
            {
                "value": entry.value,
                "normalized": _plain(entry.normalized),
                "outlets": list(entry.outlets),
                "claims": list(entry.claims),
                "quotes": list(entry.quotes),
                "as_of": entry.as_of,
                "newest": entry.newest,
                "superseded": entry.superseded,
                "outlier": entry.outlier,
            }
            for entry in row.entries
        ],
        "findings": list(row.findings),
    }
