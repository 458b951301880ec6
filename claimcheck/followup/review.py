"""What editors say of findings, kept in a small TOML file that lives in git beside the bundle."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from claimcheck.errors import InputError
from claimcheck.followup.stored import names, read_text
from claimcheck.parsing import parse_toml
from claimcheck.reporting.contract import REVIEWS_FILE, REVIEWS_HEAD, FindingData, ReportData
from claimcheck.toml import string

Status = Literal["confirmed", "dismissed", "fixed"]
STATUSES: tuple[Status, ...] = get_args(Status)


@dataclass(frozen=True, slots=True)
class Mark:
    """An editor's word on a finding; ``about`` says which it is, for whoever reads the file."""

    status: Status
    note: str = ""
    about: str = ""


def places(sources: Iterable[str], beside: Iterable[Path] = ()) -> list[Path]:
    """Where a file of reviews may lie: beside the articles, beside the reports, here.

    ``sources`` are the files of the articles, or folders of them; ``beside`` are reports. What the
    page or ``claimcheck review`` leaves in one of these places is respected from all of them.
    """
    given = [source for source in sources if source and source != "-"]
    folders = [s if os.path.isdir(s) else os.path.dirname(s) for s in given]  # noqa: PTH112, PTH120 - no error for a name that is too long
    found = [*(Path(folder) for folder in folders), *(report.parent for report in beside), Path()]
    return list(dict.fromkeys(folder / REVIEWS_FILE for folder in found))


def present(candidates: Iterable[Path]) -> list[Path]:
    """Those files that are there, each once, however it is named."""
    found = {os.path.realpath(path): path for path in candidates if os.path.isfile(path)}  # noqa: PTH113 - no error for a name that is too long
    return list(found.values())


def home(report: Path, data: ReportData) -> Path:
    """The file to keep what is said of a report in: the one that there is, else a new one.

    A new one lies beside the articles, with which it is shared, if they lie below the working
    folder or that of the report; else beside the report. A report may come from anybody and is not
    to choose where else something is written.
    """
    roots = [Path(os.path.realpath(folder)) for folder in (Path(), report.parent)]
    there = [
        article["source"]["path"]
        for article in data["articles"]
        if article["source"] is not None and _is_below(article["source"]["path"], roots)
    ]
    # The report's own place comes first: who put a file there meant this report.
    candidates = [report.parent / REVIEWS_FILE, *places(there)]
    return next(iter(present(candidates)), places(there)[0] if there else candidates[0])


def _is_below(path: str, roots: Iterable[Path]) -> bool:
    real = os.path.realpath(path)
    return os.path.isfile(real) and any(root in Path(real).parents for root in roots)  # noqa: PTH113


def read_reviews(path: Path) -> dict[str, Mark]:
    """Marks by finding id.

    Raises:
        InputError: the file is no file of reviews.
    """
    text = read_text(path)
    try:
        return {str(key): _mark(path, str(key), value) for key, value in parse_toml(text).items()}
    except ValueError as error:
        raise InputError(f"{path}: no TOML: {error}") from error


def _mark(path: Path, key: str, value: object) -> Mark:
    if not isinstance(value, dict) or value.get("status") not in STATUSES:
        raise InputError(f"{path}: {key} needs a status: {', '.join(STATUSES)}")
    unknown = sorted(set(value) - {"status", "note", "about"})
    if unknown:
        raise InputError(f"{path}: {key} has the unknown key {unknown[0]}; known: status, note")
    if not all(isinstance(entry, str) for entry in value.values()):
        raise InputError(f"{path}: {key} has an entry that is no text")
    return Mark(**value)


def dumps(marks: Mapping[str, Mark]) -> str:
    """Marks as TOML, by id; what is not said is left out."""
    parts = [f"{REVIEWS_HEAD}\n"]
    for key, mark in sorted(marks.items()):
        lines = [f"\n[{string(key)}]", f"status = {string(mark.status)}"]
        lines += [f"note = {string(mark.note)}"] if mark.note else []
        lines += [f"about = {string(mark.about)}"] if mark.about else []
        parts.append("\n".join(lines) + "\n")
    return "".join(parts)


def mark_of(finding: FindingData, marks: Mapping[str, Mark]) -> Mark | None:
    """What was said of a finding, under its id or another name of it."""
    return next((marks[name] for name in names(finding) if name in marks), None)


def apply_reviews(data: ReportData, marks: Mapping[str, Mark]) -> ReportData:
    """The report with each reviewed finding's status and note, and no other word of an editor."""
    found = []
    for finding in data["findings"]:
        made, mark = finding.copy(), mark_of(finding, marks)
        if mark is not None:
            made["review"] = {"status": mark.status, "note": mark.note}
        elif "review" in made and made["review"]["status"] != "known":
            del made["review"]
        found.append(made)
    return data | {"findings": found}
