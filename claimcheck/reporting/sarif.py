"""The findings as SARIF 2.1.0, for code scanning: each at its line of the input file.

Source: OASIS, "Static Analysis Results Interchange Format (SARIF) Version 2.1.0".
"""

from __future__ import annotations

import re
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

Artifact = tuple[str, str]
"""A path, and the member inside it or ""."""


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
    found = [finding for finding in data["findings"] if finding["relation"] in _LEVELS]
    artifacts = _artifacts(found)
    results = [_result(finding, places, artifacts) for finding in found]
    run = {
        "tool": {"driver": driver},
        "automationDetails": {"id": f"claimcheck/{shorten(data['bundle']['id'], 120)}"},
        "columnKind": "unicodeCodePoints",
        "invocations": [
            {"executionSuccessful": True, "toolExecutionNotifications": _notifications(data)}
        ],
        "artifacts": [_artifact(key, artifacts) for key in artifacts],
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


def _artifacts(findings: list[FindingData]) -> dict[Artifact, int]:
    """Each file that is pointed at with its index; one that holds another stands before it."""
    keys: dict[Artifact, None] = {}
    for item in (item for finding in findings for item in finding["evidence"]):
        place = item["location"]
        if place is not None and place["path"] != "-":
            keys[place["path"], ""] = None
            keys[place["path"], place.get("inside", "")] = None
    return {key: index for index, key in enumerate(keys)}


def _artifact(key: Artifact, artifacts: dict[Artifact, int]) -> dict[str, Any]:
    path, inside = key
    if not inside:
        return {"location": {"uri": uri(path)}}
    # The path of a nested artifact begins at the root of what holds it (3.24.2, 3.24.3).
    return {"location": {"uri": _nested(inside)}, "parentIndex": artifacts[path, ""]}


def _nested(inside: str) -> str:
    return "/" + quote(visible(inside).lstrip("/"))


def _result(
    finding: FindingData, rules: dict[str, int], artifacts: dict[Artifact, int]
) -> dict[str, Any]:
    rule = f"{finding['relation']}/{finding['kind']}"
    first, *others = finding["evidence"]
    quotes = "\n".join([_said(first), *(_linked(n, item) for n, item in enumerate(others, 1))])
    result: dict[str, Any] = {
        "ruleId": rule,
        "ruleIndex": rules[rule],
        "level": _LEVELS[finding["relation"]],
        "message": {"text": f"{_unlinked(shorten(finding['reason'], 400))}\n{quotes}"},
        "locations": [_location(first, artifacts)],
        "relatedLocations": [
            {"id": index, **_location(item, artifacts), "message": {"text": _said(item)}}
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
    return f"{_unlinked(_who(item))}: “{_unlinked(shorten(item['quote'], _QUOTE))}”"


def _linked(index: int, item: EvidenceData) -> str:
    """What is said, its outlet a link to the related location: viewers show only linked ones."""
    who = re.sub(r"[\[\]\\]", lambda match: "\\" + match[0], _who(item))
    return f"[{who}]({index}): “{_unlinked(shorten(item['quote'], _QUOTE))}”"


def _who(item: EvidenceData) -> str:
    return overview.credit(item["outlet"], item["speaker"])


def _unlinked(text: str) -> str:
    """Words of articles, in which nothing may be taken for a link (3.11.6)."""
    return re.sub(r"\[(?=[^\[\]]{0,2000}\]\()", r"\\[", text)


def _location(item: EvidenceData, artifacts: dict[Artifact, int]) -> dict[str, Any]:
    """The place in the file, or the outlet alone where the text stands in no file as it is."""
    logical = {"name": shorten(item["outlet"], 80) or "outlet", "kind": "outlet"}
    location: dict[str, Any] = {"logicalLocations": [logical]}
    place = item["location"]
    if place is not None and place["path"] != "-":
        inside = place.get("inside", "")
        index = artifacts[place["path"], inside]
        named = _nested(inside) if inside else uri(place["path"])
        location["physicalLocation"] = {"artifactLocation": {"uri": named, "index": index}}
        if overview.has_line(place):
            location["physicalLocation"]["region"] = _region(place)
    return location


def _region(place: LocationData) -> dict[str, int]:
    """The passage, or its whole line where no more is known."""
    if not overview.has_columns(place):
        return {"startLine": place["line"]}
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
