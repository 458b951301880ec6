"""Which outlets agree with which and which contradict each other, laid out for an SVG."""

from __future__ import annotations

from itertools import combinations
from typing import Any

from claimcheck.reporting import overview
from claimcheck.reporting.contract import ReportData
from claimcheck.reporting.passages import shorten

_SIZE = 46
_LETTER = 8  # at most, of the matrix's font, in user units
_MAX_OUTLETS = 16
_FITS = 480  # user units of width that a phone can show smaller and still legible


def matrix(data: ReportData) -> dict[str, Any] | None:
    """The lower triangle of outlet pairs in SVG user units; None where there is no pair.

    Each outlet's name stands at the end of its row and at the head of its column, so that no text
    need be turned. A finding counts for every two outlets that it names.
    """
    counts = _pair_counts(data)
    involved = sorted({outlet for pair in counts for outlet in pair})
    if len(involved) < 2:
        return None
    names = involved[:_MAX_OUTLETS]
    cells = [
        _cell(column, row, counts.get((names[column], names[row]), (0, 0)))
        for row in range(1, len(names))
        for column in range(row)
    ]
    labels: list[dict[str, Any]] = [
        {"x": index * _SIZE + 8, "y": index * _SIZE + _SIZE // 2 + 5, "text": shorten(name, 24)}
        for index, name in enumerate(names)
    ]
    width = max(label["x"] + len(label["text"]) * _LETTER for label in labels)
    return {
        "size": _SIZE,
        "width": width,
        "fits": width <= _FITS,
        "height": len(names) * _SIZE,
        "cells": cells,
        "labels": labels,
        "description": _description(names, counts),
        "more": overview.left_out(len(involved), len(names), "outlet"),
    }


def _pair_counts(data: ReportData) -> dict[tuple[str, str], tuple[int, int]]:
    """Contradictions and agreements of each two outlets, in alphabetical order."""
    counts: dict[tuple[str, str], tuple[int, int]] = {}
    for finding in data["findings"]:
        if overview.is_settled(finding) or finding["relation"] not in (
            "contradiction",
            "agreement",
        ):
            continue
        against = finding["relation"] == "contradiction"
        for pair in combinations(sorted(set(finding["outlets"])), 2):
            before = counts.get(pair, (0, 0))
            counts[pair] = (before[0] + against, before[1] + (not against))
    return counts


def _cell(column: int, row: int, numbers: tuple[int, int]) -> dict[str, Any]:
    x, y = column * _SIZE, row * _SIZE
    shown = [
        (kind, f"{sign}{number}")
        for kind, sign, number in (("against", "≠ ", numbers[0]), ("with", "= ", numbers[1]))
        if number
    ]
    first = y + _SIZE // 2 + (5 if len(shown) == 1 else -3)
    lines = [
        {"kind": kind, "text": text, "x": x + _SIZE // 2, "y": first + 17 * index}
        for index, (kind, text) in enumerate(shown)
    ]
    return {"x": x, "y": y, "kind": shown[0][0] if shown else "apart", "lines": lines}


def _description(names: list[str], counts: dict[tuple[str, str], tuple[int, int]]) -> str:
    parts = []
    for pair in combinations(names, 2):
        against, agreed = counts.get(pair, (0, 0))
        if against or agreed:
            numbers = [
                overview.count(against, "contradiction") if against else "",
                overview.count(agreed, "agreement") if agreed else "",
            ]
            parts.append(f"{overview.joined(pair)}: {', '.join(filter(None, numbers))}")
    return "; ".join(parts) + "."
