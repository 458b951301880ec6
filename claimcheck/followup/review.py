"""What editors say of findings, kept in a small TOML file that lives in git beside the bundle."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from claimcheck.errors import InputError
from claimcheck.followup.stored import read_text
from claimcheck.parsing import parse_toml
from claimcheck.reporting.contract import ReportData
from claimcheck.toml import string

REVIEWS = "claimcheck-reviews.toml"
Status = Literal["confirmed", "dismissed", "fixed"]
STATUSES: tuple[Status, ...] = get_args(Status)
_HEAD = "# What editors said of claimcheck's findings. Written by `claimcheck review`.\n"


@dataclass(frozen=True, slots=True)
class Mark:
    """An editor's word on a finding; ``about`` says which it is, for whoever reads the file."""

    status: Status
    note: str = ""
    about: str = ""


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
    parts = [_HEAD]
    for key, mark in sorted(marks.items()):
        lines = [f"\n[{string(key)}]", f"status = {string(mark.status)}"]
        lines += [f"note = {string(mark.note)}"] if mark.note else []
        lines += [f"about = {string(mark.about)}"] if mark.about else []
        parts.append("\n".join(lines) + "\n")
    return "".join(parts)


def apply_reviews(data: ReportData, marks: Mapping[str, Mark]) -> ReportData:
    """The report with each reviewed finding's status and note, and no other word of an editor."""
    found = []
    for finding in data["findings"]:
        made, mark = finding.copy(), marks.get(finding["id"])
        if mark is not None:
            made["review"] = {"status": mark.status, "note": mark.note}
        elif "review" in made and made["review"]["status"] != "known":
            del made["review"]
        found.append(made)
    return data | {"findings": found}
