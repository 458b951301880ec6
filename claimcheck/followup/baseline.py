"""A baseline: the findings that are known and accepted, so that only new ones fail a run."""

from __future__ import annotations

import json
from pathlib import Path

from claimcheck.errors import InputError
from claimcheck.followup.stored import contested, names, read_text
from claimcheck.parsing import parse_json
from claimcheck.reporting.contract import ReportData
from claimcheck.reporting.passages import shorten

VERSION = 1


def baseline(data: ReportData) -> str:
    """The findings of a report as a baseline: JSON with a line a finding, by id."""
    rows = [
        {key: f[key] for key in ("id", "relation", "kind")} | {"reason": shorten(f["reason"], 200)}
        for f in sorted(contested(data), key=lambda f: f["id"])
    ]
    # What stays as it is reads better in a diff; ``shorten`` has made it harmless.
    lines = ",\n".join(f"    {json.dumps(row, ensure_ascii=False)}" for row in rows)
    return f'{{\n  "version": {VERSION},\n  "findings": [\n{lines}\n  ]\n}}\n'


def read_baseline(path: Path) -> frozenset[str]:
    """The ids of a baseline.

    Raises:
        InputError: the file is none.
    """
    text = read_text(path)
    try:
        data = parse_json(text)
        if data["version"] != VERSION:
            raise InputError(f"{path}: a baseline of version {data['version']}, not {VERSION}")
        ids = [row["id"] for row in data["findings"]]
        if not all(isinstance(id, str) for id in ids):
            raise TypeError("an id is a text")
        return frozenset(ids)
    except (ValueError, KeyError, TypeError) as error:
        raise InputError(f"{path}: no baseline; write one with `claimcheck baseline`") from error


def mark_known(data: ReportData, known: frozenset[str]) -> ReportData:
    """The report with the findings of a baseline marked, unless an editor has said more of them."""
    return data | {
        "findings": [
            {**f, "review": {"status": "known", "note": "in the baseline"}}
            if "review" not in f and not known.isdisjoint(names(f))
            else f
            for f in data["findings"]
        ]
    }
