"""The findings as SARIF 2.1.0, for code scanning: each at its line of the input file.

Source: OASIS, "Static Analysis Results Interchange Format (SARIF) Version 2.1.0".
"""

from __future__ import annotations

from pathlib import PurePath, PurePosixPath, PureWindowsPath
from typing import Any
from urllib.parse import quote

from claimcheck.records import KINDS, Kind, Relation
from claimcheck.reporting import overview
from claimcheck.reporting.contract import EvidenceData, FindingData, LocationData, ReportData
from claimcheck.reporting.json_report import dumps
from claimcheck.reporting.passages import shorten, visible

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS: dict[Relation, str] = {"contradiction": "error", "dispute": "warning", "update": "note"}
_MEANING: dict[str, str] = {
    "contradiction": "Two outlets cannot both be right of the same thing at the same time",
    "dispute": "Named speakers disagree, each reported by an outlet",
    "update": "A later report supersedes an earlier one",
}
_QUOTE = 1000


def render(data: ReportData) -> str:
    """A SARIF log with one run; agreements are no results of an analysis and are left out.

    What is settled, dismissed, fixed or known before, is a suppressed result.
    """
    rules = [_rule(relation, kind) for relation in _LEVELS for kind in KINDS]
    places = {rule["id"]: index for index, rule in enumerate(rules)}
    driver = {
        "name": data["tool"]["name"],
        "version": visible(data["tool"]["version"]),
        "rules": rules,
    }
    results = [_result(item, places) for item in data["findings"] if item["relation"] in _LEVELS]
    run = {
        "tool": {"driver": driver},
        "automationDetails": {"id": f"claimcheck/{shorten(data['bundle']['id'], 120)}"},
        "columnKind": "unicodeCodePoints",
        "invocations": [
            {"executionSuccessful": True, "toolExecutionNotifications": _notifications(data)}
        ],
        "results": results,
    }
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return dumps(log)


def _rule(relation: Relation, kind: Kind) -> dict[str, Any]:
    return {
        "id": f"{relation}/{kind}",
        "name": f"{relation.capitalize()}{kind.capitalize()}",
        "shortDescription": {"text": f"{relation.capitalize()} ({kind})"},
        "fullDescription": {"text": f"{_MEANING[relation]}; what differs: {kind}."},
        "defaultConfiguration": {"level": _LEVELS[relation]},
    }


def _notifications(data: ReportData) -> list[dict[str, Any]]:
    return [
        {
            "level": "note",
            "message": {
                "text": f"{visible(skip['stage'])}: {shorten(skip['item'], 200)}: "
                f"{shorten(skip['reason'], 300)}"
            },
        }
        for skip in data["skips"]
    ]


def _result(finding: FindingData, rules: dict[str, int]) -> dict[str, Any]:
    rule = f"{finding['relation']}/{finding['kind']}"
    first, *others = finding["evidence"]
    quotes = "\n".join(_said(item) for item in finding["evidence"])
    result: dict[str, Any] = {
        "ruleId": rule,
        "ruleIndex": rules[rule],
        "level": _LEVELS[finding["relation"]],
        "message": {"text": f"{shorten(finding['reason'], 400)}\n{quotes}"},
        "locations": [_location(first)],
        "relatedLocations": [
            {"id": index, **_location(item), "message": {"text": _said(item)}}
            for index, item in enumerate(others, 1)
        ],
        "partialFingerprints": {"claimcheckFinding/v1": visible(finding["id"])},
        "rank": round(finding["confidence"] * 100, 2),
    }
    said = overview.mark(finding, 500)
    if said:
        result["properties"] = {"review": said}
    if overview.is_settled(finding):
        result["suppressions"] = [{"kind": "external", "status": "accepted", "justification": said}]
    return result


def _said(item: EvidenceData) -> str:
    who = overview.credit(item["outlet"], item["speaker"])
    return f"{who}: “{shorten(item['quote'], _QUOTE)}”"


def _location(item: EvidenceData) -> dict[str, Any]:
    """The place in the file, or the outlet alone where the text stands in no file as it is."""
    logical = {"name": shorten(item["outlet"], 80) or "outlet", "kind": "outlet"}
    location: dict[str, Any] = {"logicalLocations": [logical]}
    place = item["location"]
    if place is not None and place["path"] != "-":
        location["physicalLocation"] = {
            "artifactLocation": {"uri": uri(place["path"])},
            "region": _region(place),
        }
    return location


def _region(place: LocationData) -> dict[str, int]:
    return {
        "startLine": place["line"],
        "startColumn": place["column"],
        "endLine": place["end_line"],
        "endColumn": place["end_column"],
    }


def uri(path: str) -> str:
    """A path as a URI reference: a relative one stays so, an absolute one names its scheme."""
    path = path.encode("utf-8", "replace").decode()
    windows = PureWindowsPath(path)
    pure: PurePath = windows if windows.drive or "\\" in path else PurePosixPath(path)
    # A colon in the first segment of a relative one would read as a scheme: it is quoted too.
    return pure.as_uri() if pure.is_absolute() else quote(pure.as_posix())
