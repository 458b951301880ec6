"""WARC files: the pages and feeds of a crawl, with their addresses and the time of fetching."""

from __future__ import annotations

import contextlib
import io
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from claimcheck.reading.drafts import Drafts, Input
from claimcheck.reading.registry import read_inputs
from claimcheck.records import Skip

_TEXTS = ("html", "xml", "json", "text/plain", "rss", "atom", "pdf", "csv")


def read_warc(given: Input) -> Drafts:
    """The responses with a text in the order of the crawl."""
    return read_inputs(_responses(given))


def _responses(given: Input) -> Iterator[Input | Skip]:
    count = texts = 0
    records = ArchiveIterator(io.BytesIO(given.data))
    try:
        for record in _records(records):
            if record.rec_type not in ("response", "resource"):
                continue
            count += 1
            url = (record.rec_headers.get_header("WARC-Target-URI") or "").strip("<>")
            reason = _unfit(record)
            if reason:
                yield Skip(stage="folder", item=f"{given.where}: {url}", reason=reason)
                continue
            data = record.content_stream().read(given.limits.file_bytes + 1)
            if len(data) > given.limits.file_bytes:
                reason = f"is larger than {given.limits.file_bytes:,} bytes (limit file_bytes)"
                yield _skip(given, reason, url)
                continue
            if not given.budget.take(len(data)):
                yield _skip(given, "unpacks to more than is allowed; the rest is left out")
                return
            texts += 1
            fetched = record.rec_headers.get_header("WARC-Date") or ""
            yield given.member(_page_name(url), data, url=url, fetched=fetched)
    except (ArchiveLoadFailed, EOFError, ValueError, OSError) as error:
        yield _skip(given, f"broken after {count} pages: {str(error)[:80]}; the rest is left out")
    if records.err_count:
        yield _skip(given, "a record is not as long as it says; text behind it may be lost")
    if not count:
        yield _skip(given, "WARC without a response")


def _records(records: Any) -> Iterator[Any]:
    while True:
        # The package tells of a wrong length on standard error, with bytes of the page.
        with contextlib.redirect_stderr(io.StringIO()):
            record = next(records, None)
        if record is None:
            return
        yield record


def _unfit(record: object) -> str:
    headers = getattr(record, "http_headers", None)
    if headers is None:
        return ""
    status = headers.get_statuscode() or ""
    if status and not status.startswith("2"):
        return f"answered with status {status[:3]}"
    kind = (headers.get_header("Content-Type") or "").lower()
    if kind and not any(known in kind for known in _TEXTS):
        return f"is {kind.partition(';')[0][:60]} and no text"
    return ""


def _page_name(url: str) -> str:
    """The address as a member's name; a page whose address has no suffix is told by its bytes."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    return f"{parts.netloc}{parts.path}" or url


def _skip(given: Input, reason: str, url: str = "") -> Skip:
    item = f"{given.where}: {url}" if url else given.where
    return Skip(stage="read", item=item, reason=reason)
