"""The findings as workflow commands, which GitHub shows beside the lines of a change.

Source: GitHub Actions, "Workflow commands": data and properties are escaped differently.
"""

from __future__ import annotations

from claimcheck.records import Relation
from claimcheck.reporting import overview
from claimcheck.reporting.contract import EvidenceData, FindingData, LocationData, ReportData
from claimcheck.reporting.passages import shorten, shorten_left, visible

_LEVELS: dict[Relation, str] = {
    "contradiction": "error",
    "dispute": "warning",
    "update": "notice",
}
_QUOTE = 300


def render(data: ReportData) -> str:
    """A line for each side of each contradiction, dispute and update that is not settled.

    A finding whose passages stand in no file has one line, without a place.
    """
    lines = [
        _command(level, finding, item)
        for relation, level in _LEVELS.items()
        for finding in overview.open_findings(data, relation)
        for item in _sides(finding)
    ]
    return "".join(f"{line}\n" for line in lines)


def _sides(finding: FindingData) -> list[EvidenceData]:
    """The passages to be annotated: of several at one place the first."""
    placed: dict[tuple[str, ...], EvidenceData] = {}
    for item in finding["evidence"]:
        if place := _place(item["location"]):
            placed.setdefault(tuple(place), item)
    return list(placed.values()) or finding["evidence"][:1]


def _data(text: str) -> str:
    return visible(text).replace("%", "%25")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _command(level: str, finding: FindingData, side: EvidenceData) -> str:
    title = f"{finding['relation']} ({finding['kind']}, {overview.percent(finding['confidence'])})"
    properties = [*_place(side["location"]), f"title={_property(title.capitalize())}"]
    others = [item for item in finding["evidence"] if item is not side]
    quotes = "%0A".join(_data(_said(item)) for item in (side, *others))
    said = overview.mark(finding)
    head = shorten(finding["reason"], 400) + (f" ({said})" if said else "")
    return f"::{level} {','.join(properties)}::{_data(head)}%0A{quotes}"


def _said(item: EvidenceData) -> str:
    place = item["location"]
    where = f" ({shorten_left(overview.place(place), 200)})" if place else ""
    return f"{shorten(item['outlet'], 80)}{where}: “{shorten(item['quote'], _QUOTE)}”"


def _place(place: LocationData | None) -> list[str]:
    """The properties of a place; a member's lines are none of the file that holds it."""
    if place is None or place["path"] == "-":
        return []
    properties = [f"file={_property(place['path'])}"]
    if place.get("inside") or not overview.has_line(place):
        return properties
    properties.append(f"line={place['line']}")
    if not overview.has_columns(place):
        return properties
    if place["line"] == place["end_line"]:
        # Columns are allowed only on one line; the end is inclusive here.
        end = max(place["end_column"] - 1, place["column"])
        return [*properties, f"col={place['column']}", f"endColumn={end}"]
    return [*properties, f"endLine={place['end_line']}"]
