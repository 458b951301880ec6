"""The findings as workflow commands, which GitHub shows beside the lines of a change.

Source: GitHub Actions, "Workflow commands": data and properties are escaped differently.
"""

from __future__ import annotations

from claimcheck.records import Relation
from claimcheck.reporting import overview
from claimcheck.reporting.contract import FindingData, LocationData, ReportData
from claimcheck.reporting.passages import shorten, visible

_LEVELS: dict[Relation, str] = {
    "contradiction": "error",
    "dispute": "warning",
    "update": "notice",
}
_QUOTE = 300


def render(data: ReportData) -> str:
    """One line for each contradiction, dispute and update that is not settled."""
    lines = [
        _command(level, finding)
        for relation, level in _LEVELS.items()
        for finding in overview.open_findings(data, relation)
    ]
    return "".join(f"{line}\n" for line in lines)


def _data(text: str) -> str:
    return visible(text).replace("%", "%25")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _command(level: str, finding: FindingData) -> str:
    located = (item["location"] for item in finding["evidence"])
    place = next((location for location in located if location), None)
    title = f"{finding['relation']} ({finding['kind']}, {overview.percent(finding['confidence'])})"
    properties = [*_place(place), f"title={_property(title.capitalize())}"]
    quotes = "%0A".join(
        _data(f"{shorten(item['outlet'], 80)}: “{shorten(item['quote'], _QUOTE)}”")
        for item in finding["evidence"]
    )
    said = overview.mark(finding)
    head = shorten(finding["reason"], 400) + (f" ({said})" if said else "")
    return f"::{level} {','.join(properties)}::{_data(head)}%0A{quotes}"


def _place(place: LocationData | None) -> list[str]:
    if place is None:
        return []
    properties = [f"file={_property(place['path'])}", f"line={place['line']}"]
    if place["line"] == place["end_line"]:
        # Columns are allowed only on one line; the end is inclusive here.
        end = max(place["end_column"] - 1, place["column"])
        return [*properties, f"col={place['column']}", f"endColumn={end}"]
    return [*properties, f"endLine={place['end_line']}"]
