"""The findings of a pile as rows of one file, JSON lines or Parquet."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO

import click

from claimcheck.errors import InputError
from claimcheck.reporting.contract import FindingData
from claimcheck.stories import Story
from claimcheck.writing import check_writable, written

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
    with written(path) as file:
        if path.suffix.lower() == ".parquet":
            _write_parquet(file, rows, _pyarrow(path))
        else:
            lines = (json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
            file.writelines(line.encode("utf-8", "backslashreplace") for line in lines)


def _write_parquet(file: BinaryIO, rows: Iterator[dict[str, Any]], pyarrow: Any) -> None:
    from pyarrow import parquet

    text = pyarrow.string()
    columns = {
        **dict.fromkeys(("story", "story_title", "id", "relation", "kind", "reason"), text),
        "confidence": pyarrow.float64(),
        "outlets": pyarrow.list_(text),
        "finding": text,  # all of it, as JSON
    }
    schema = pyarrow.schema(list(columns.items()))
    with parquet.ParquetWriter(file, schema) as writer:
        while some := list(islice(rows, _AT_ONCE)):
            told = [{**row, "finding": json.dumps(row, ensure_ascii=False)} for row in some]
            writer.write_table(pyarrow.Table.from_pylist(told, schema=schema))


def _pyarrow(path: Path) -> Any:
    try:
        import pyarrow
    except ModuleNotFoundError as error:
        raise InputError(
            f"{path}: for Parquet pyarrow is needed: pip install 'claimcheck-news[parquet]'"
        ) from error
    return pyarrow
