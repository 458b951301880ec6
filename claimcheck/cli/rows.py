"""The findings of a pile as rows of one file, JSON lines or Parquet."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any

import click

from claimcheck.errors import InputError
from claimcheck.reporting.contract import FindingData
from claimcheck.stories import Story
from claimcheck.writing import check_writable, said

ROWS = (".jsonl", ".parquet")
# So many rows are held at a time, however many there are.
_AT_ONCE = 10_000


def check_rows(paths: Sequence[Path]) -> None:
    """Find out before the work whether rows can be written to ``paths``.

    Raises:
        click.UsageError: a suffix is not among ``ROWS``.
        InputError: a file cannot be written, or pyarrow is not installed.
    """
    for path in paths:
        if path.suffix.lower() not in ROWS:
            raise click.UsageError(
                f"{path}: the findings of --stories are saved as {' or '.join(ROWS)}"
            )
        check_writable(path)
        if path.suffix.lower() == ".parquet":
            _pyarrow(path)


def write_rows(path: Path, found: Iterable[tuple[Story, FindingData]]) -> None:
    """Write one row a finding, with its story; the same findings make the same bytes.

    Raises:
        InputError: the file cannot be written.
    """
    rows = ({"story": story.id, "story_title": story.title, **data} for story, data in found)
    with _whole(path) as part:
        if path.suffix.lower() == ".parquet":
            _write_parquet(part, rows)
        else:
            with part.open("w", encoding="utf-8", errors="backslashreplace") as file:
                file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def _write_parquet(path: Path, rows: Iterator[dict[str, Any]]) -> None:
    pyarrow = _pyarrow(path)
    from pyarrow import parquet

    text = pyarrow.string()
    columns = {
        **dict.fromkeys(("story", "story_title", "id", "relation", "kind", "reason"), text),
        "confidence": pyarrow.float64(),
        "outlets": pyarrow.list_(text),
        "finding": text,  # all of it, as JSON
    }
    schema = pyarrow.schema(list(columns.items()))
    with parquet.ParquetWriter(path, schema) as writer:
        while some := list(islice(rows, _AT_ONCE)):
            told = [{**row, "finding": json.dumps(row, ensure_ascii=False)} for row in some]
            writer.write_table(pyarrow.Table.from_pylist(told, schema=schema))


@contextmanager
def _whole(path: Path) -> Iterator[Path]:
    """A name to write under, which becomes ``path`` when all is written."""
    part = path.with_name(f".{path.name}.part")
    try:
        yield part
        part.replace(path)
    except OSError as error:
        raise InputError(f"{path}: cannot be written: {said(error)}") from error
    finally:
        part.unlink(missing_ok=True)


def _pyarrow(path: Path) -> Any:
    try:
        import pyarrow
    except ModuleNotFoundError as error:
        raise InputError(
            f"{path}: for Parquet pyarrow is needed: pip install 'claimcheck-news[parquet]'"
        ) from error
    return pyarrow
