"""The row of a training file, and reading what rows are made from."""

from __future__ import annotations

import gzip
import io
import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from claimcheck.errors import InputError


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One directed pair; ``source`` is what a recipe weighs it by."""

    premise: str
    hypothesis: str
    label: str
    source: str


def read_lines(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of a JSONL file, gzipped or not.

    Raises:
        InputError: it cannot be read.
    """
    opener = gzip.open if path.suffix == ".gz" else open
    try:
        with opener(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                if line.strip():
                    yield json.loads(line)
    except (OSError, EOFError, ValueError) as error:
        raise InputError(f"{path} cannot be read: {error}") from error


def write_rows(rows: Iterable[Row], out: Path) -> int:
    """Write rows as JSONL, gzipped where the name ends in .gz; returns how many.

    The same rows make the same bytes.
    """
    text = io.StringIO()
    count = 0
    for row in rows:
        text.write(json.dumps(asdict(row), ensure_ascii=False) + "\n")
        count += 1
    data = text.getvalue().encode("utf-8", "replace")
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_bytes(gzip.compress(data, mtime=0) if out.suffix == ".gz" else data)
    return count
