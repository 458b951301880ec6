"""Tables: CSV, TSV and Parquet, one article a row.

Which column holds which field is told (``--columns text=body``) or read from the usual names.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime

from claimcheck.errors import InputError
from claimcheck.reading.drafts import FIELDS, USUAL, Draft, Drafts, Input, shorten
from claimcheck.reading.json_articles import clean, text_of
from claimcheck.reading.mapped import Mapped
from claimcheck.reading.markup import Places
from claimcheck.records import Skip

_DOUBLED = re.compile('""')
_DELIMITERS = ",;\t|"
_MOST_ROWS = 1_000_000
_REST = "\0"  # the key of cells for which the header has no column


def parse_columns(text: str) -> dict[str, str]:
    """``outlet=source,text=body`` as column names by field.

    Raises:
        InputError: it is written otherwise, or names a field that there is not.
    """
    made: dict[str, str] = {}
    for part in filter(None, (piece.strip() for piece in text.split(","))):
        field, sign, column = (piece.strip() for piece in part.partition("="))
        if not sign or not column or field not in FIELDS:
            known = ", ".join(FIELDS)
            raise InputError(f"--columns {shorten(part)!r}: write FIELD=COLUMN; fields are {known}")
        made[field] = column
    return made


def read_delimited(given: Input) -> Drafts:
    """The rows of a CSV or TSV file with a header line."""
    text, problem = given.text()
    if text is None:
        return given.bad(problem)
    # A field that is too long is told as an article that is, and loses no other row.
    csv.field_size_limit(max(given.limits.file_bytes, len(text)))
    header = text.partition("\n")[0]
    delimiter = "\t" if given.suffix == ".tsv" else max(_DELIMITERS, key=header.count)
    drafts, skips = _rows(given, _delimited(text, delimiter))
    return tuple(_anchored(drafts, text)), skips


def _delimited(text: str, delimiter: str) -> Iterator[tuple[int, Mapping[str, object]]]:
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter, restkey=_REST)
    line = 2
    for row in reader:
        yield line, row
        line = reader.line_num + 1


def _anchored(drafts: Sequence[Draft], text: str) -> Iterator[Draft]:
    """The articles with the places of their lines, where a row has several."""
    mapped = Mapped.of(text)
    lines = len(mapped.starts) - text.endswith("\n")
    after = [*(draft.line for draft in drafts[1:]), lines + 1]
    for draft, until in zip(drafts, after, strict=False):
        if until - draft.line < 2:
            yield draft
            continue
        start = mapped.starts[draft.line - 1]
        end = mapped.starts[until - 1] if until <= len(mapped.starts) else len(text)
        row = Mapped.of(text[start:end], draft.line).replaced(_DOUBLED, lambda _: '"')
        yield Places(row).anchored(draft, draft.line)


def read_parquet(given: Input) -> Drafts:
    """The rows of a Parquet file; needs pyarrow, the extra ``parquet``."""
    try:
        from pyarrow import ArrowException, parquet
    except ModuleNotFoundError:
        return given.bad(
            "is Parquet, for which pyarrow is needed: pip install claimcheck-news[parquet]"
        )
    try:
        file = parquet.ParquetFile(io.BytesIO(given.data))
        names = [name for name in file.schema_arrow.names if isinstance(name, str)]
        wanted = [name for name in names if name in set(_columns(given, names).values())]
        return _rows(given, _batches(given, file, wanted), names)
    except (ArrowException, OSError, ValueError) as error:
        return given.bad(f"is broken Parquet: {shorten(str(error))}; make it anew")


def _batches(
    given: Input, file: object, wanted: list[str]
) -> Iterator[tuple[int, Mapping[str, object]]]:
    number = 1
    for batch in file.iter_batches(batch_size=256, columns=wanted):  # type: ignore[attr-defined]
        if not given.budget.take(batch.nbytes):
            raise ValueError("it unpacks to more than is allowed")
        for row in batch.to_pylist():
            yield number, row
            number += 1


def _rows(
    given: Input,
    rows: Iterable[tuple[int, Mapping[str, object]]],
    names: list[str] | None = None,
) -> Drafts:
    drafts: list[Draft] = []
    skips: list[Skip] = []
    columns: dict[str, str] = _columns(given, names) if names is not None else {}
    unit = "row" if names is not None else "line"
    try:
        for count, (number, row) in enumerate(rows):
            columns = columns or _columns(given, [name for name in row if name != _REST])
            where = f"{given.where}, {unit} {number}"
            fields = {field: _value(row.get(column)) for field, column in columns.items()}
            text = text_of(fields.pop("text", ""))
            if _REST in row:
                reason = "has more cells than the header; those are left out. Is a quote missing?"
                skips.append(Skip(stage="read", item=where, reason=reason))
            if count == _MOST_ROWS:
                skips.append(Skip(stage="read", item=where, reason="too many rows; rest left out"))
                break
            if text:
                drafts.append(given.draft(text, where=where, line=number, **fields))
            else:
                reason = f"has no text in the column {columns['text']!r}"
                skips.append(Skip(stage="read", item=where, reason=reason))
    except (csv.Error, InputError) as error:
        skips.append(Skip(stage="read", item=given.where, reason=shorten(str(error), 200)))
    if not drafts and not skips:
        return given.bad("is a table without rows")
    return tuple(drafts), tuple(skips)


def _columns(given: Input, names: list[str]) -> dict[str, str]:
    """The column of each field.

    Raises:
        InputError: a column that was named is not there, or none holds the text.
    """
    lower = {name.strip().lower(): name for name in reversed(names)}
    listed = shorten(", ".join(names), 100)
    made: dict[str, str] = {}
    for field in FIELDS:
        told = given.columns.get(field)
        if told is not None:
            if told.lower() not in lower:
                raise InputError(f"has no column {told!r}; its columns are {listed}")
            made[field] = lower[told.lower()]
            continue
        usual = (lower[name] for name in USUAL[field].split() if name in lower)
        column = next(usual, None)
        if column is not None:
            made[field] = column
    if "text" not in made:
        raise InputError(f"has no column for the text; name it: --columns text=NAME of {listed}")
    return made


def _value(value: object) -> str:
    if isinstance(value, str):
        return clean(value).strip()
    return value.isoformat() if isinstance(value, datetime | date) else ""
