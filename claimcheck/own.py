"""The marks by which files that claimcheck has written are known, so that none is read as news.

Every format bears its mark in its first or last characters; ``tests/test_own.py`` holds the
reporters to it.
"""

from __future__ import annotations

import re
from pathlib import Path

_ENDS = 4000  # characters at either end in which a mark stands
_HEADS = re.compile(
    r"""\ufeff?\s*(?:
    \{\s*"schema_version"\s*:\s*\d+\s*,\s*"tool"\s*:\s*\{\s*"name"\s*:\s*"claimcheck" # report
    |\{\s*"version"\s*:\s*\d+\s*,\s*"findings"\s*:\s*\[\s*(?:\]|\{\s*"id") # baseline
    |\{\s*"\$schema"[^{}]*"runs"\s*:\s*\[\s*\{\s*"tool"\s*:\s*\{\s*"driver"\s*:\s*\{\s*
        "name"\s*:\s*"claimcheck" # SARIF
    |<!doctype\ html>(?:(?!<body)[\s\S]){0,3000}?
        <meta\ name="generator"\ content="claimcheck\b # page
    |<\?xml[^>]*>\s*<testsuites>\s*<testsuite[^>]*\ package="claimcheck" # JUnit
    |\#\ claimcheck:\ # Markdown
    |id,relation,kind,confidence,reason,origins,outlets, # CSV
    |::(?:error|warning|notice)\ [^\n]*title=(?:Contradiction|Dispute|Update)\ \( # GitHub
    |Query:\ [^\n]*\ (?:differ\ on|gives\ two\ accounts\ of)\ one\ point\.\n # note
    |\#\ What\ editors\ said\ of\ claimcheck's\ findings # reviews
    )""",
    re.IGNORECASE | re.VERBOSE,
)
# The text format ends in the line that names version and model.
_TAIL = re.compile(r"^claimcheck \d[\w.]*, model [^\n]*(?:\n[^\n]+){0,4}\n?\Z", re.MULTILINE)


def is_own(text: str) -> bool:
    """Whether the text of a file is a report, a baseline or a file of reviews of claimcheck's."""
    return bool(_HEADS.match(text[:_ENDS]) or _TAIL.search(text[-_ENDS:]))


def is_own_file(path: Path) -> bool:
    """Whether a file is one of claimcheck's; one that cannot be read is not."""
    try:
        with path.open("rb") as file:
            head = file.read(_ENDS * 4)
            size = file.seek(0, 2)
            file.seek(max(0, size - _ENDS * 4))
            tail = file.read()
    except (OSError, ValueError):
        return False
    return is_own_data(head) or is_own_data(tail)


def is_own_data(data: bytes) -> bool:
    """As :func:`is_own`, of what stands in a file."""
    ends = (data[: _ENDS * 4], data[-_ENDS * 4 :])
    return any(is_own(end.decode("utf-8", "replace")) for end in ends)
