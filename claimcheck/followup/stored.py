"""Reports in files, and findings by the beginning of their id."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from pathlib import Path

from claimcheck.errors import InputError
from claimcheck.reporting.contract import FindingData, ReportData
from claimcheck.reporting.embedding import unpacked
from claimcheck.reporting.json_report import loads
from claimcheck.reporting.passages import visible

_NAMED = 5


def read_text(path: Path) -> str:
    """The text of a file.

    Raises:
        InputError: it cannot be read, or is no UTF-8.
    """
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: is no UTF-8 text (byte {error.start})") from error


def read_report(path: Path) -> ReportData:
    """Read a report that ``claimcheck check`` has written as JSON or as a page.

    Raises:
        InputError: there is none in the file.
    """
    text = read_text(path)
    try:
        return loads(unpacked(text) or text)
    except InputError as error:
        known = str(error).startswith(str(path))
        raise error if known else InputError(f"{path}: {error}") from error


def contested(data: ReportData) -> list[FindingData]:
    """The findings that a desk has to look at: all but agreements."""
    return [f for f in data["findings"] if f["relation"] != "agreement"]


def names(finding: FindingData) -> tuple[str, ...]:
    """The ids by which a finding may be known: its own, and those that it could have had.

    A baseline, a review and another report mean this finding if they name one of them.
    """
    return (finding["id"], *finding["aliases"])


def by_name(data: ReportData) -> dict[str, FindingData]:
    """The findings by every name that they have."""
    return {f["id"]: f for f in data["findings"]} | {
        alias: f for f in data["findings"] for alias in f["aliases"]
    }


def find(data: ReportData, prefix: str) -> FindingData:
    """The one finding whose id begins with ``prefix``, or that is known by this whole name.

    Raises:
        InputError: there is none, or more than one.
    """
    known = by_name(data)
    return known.get(prefix) or known[only((f["id"] for f in data["findings"]), prefix)]


def only(ids: Iterable[str], prefix: str) -> str:
    """The one id that is ``prefix``, or else begins with it.

    Raises:
        InputError: there is none, or more than one.
    """
    ids = sorted(set(ids))
    found = [id for id in ids if prefix and id.startswith(prefix)]
    if prefix in found or len(found) == 1:
        return prefix if prefix in found else found[0]
    if found:
        named = ", ".join(map(visible, found[:_NAMED])) + (" …" if len(found) > _NAMED else "")
        raise InputError(f"several ids begin with {prefix}; give more of one: {named}")
    near = get_close_matches(prefix, ids, n=1, cutoff=0.75)
    hint = f"; did you mean {visible(near[0])}?" if near else "; `claimcheck review` lists them"
    raise InputError(f"the report has no id {prefix!r}{hint}")
