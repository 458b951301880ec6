"""Which reader reads what: one table, and the entry points ``claimcheck.readers`` of others.

A reader of another package is a :class:`Reader` under an entry point of that group; it comes
before the built-in ones. What a reader raises becomes one line that names the file.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module
from importlib.metadata import entry_points

from claimcheck.limits import LimitError, hold
from claimcheck.own import is_own_data
from claimcheck.reading.decode import decode
from claimcheck.reading.drafts import MAX_DEPTH, Drafts, Input, bad, join, shorten
from claimcheck.records import Skip

GROUP = "claimcheck.readers"
_HEAD = 4096
_PROLOGUE = re.compile(
    r"\s+|<\?.{0,500}?\?>|<!--.{0,2000}?-->|<!DOCTYPE[^>\[]{0,500}(?:\[[^\]]{0,3000}\]\s{0,9})?>",
    re.DOTALL,
)
_ROOT = re.compile(r"<(?:[\w.-]{1,40}:)?([A-Za-z][\w.-]{0,60})")
_DOCTYPE_HTML = re.compile(r"<!doctype\s+html", re.IGNORECASE)
_MAIL = re.compile(
    r"(?:(?:Return-Path|Received|Delivered-To|From|To|Subject|Date|Message-ID|MIME-Version|X-[\w-]+)"
    r":[^\n]*\n(?:[ \t][^\n]*\n)*){3}",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """A kind of source.

    Attributes:
        name: as messages call it.
        read: the function, or "module:function", which is imported when first needed.
        suffixes: of its files, lower case with the dot.
        starts: first bytes that settle it, whatever the suffix.
        roots: names of the root element, if it is markup.
        looks: tells it by the first characters where the suffix says nothing.
        collection: its files hold many articles, so the limit for one document does not hold.
    """

    name: str
    read: Callable[[Input], Drafts] | str
    suffixes: tuple[str, ...] = ()
    starts: tuple[bytes, ...] = ()
    roots: tuple[str, ...] = ()
    looks: Callable[[str], bool] | None = None
    collection: bool = False

    def __call__(self, given: Input) -> Drafts:
        """Read it."""
        read = self.read
        if isinstance(read, str):
            module, name = read.split(":")
            read = getattr(import_module(module), name)
        drafts: Drafts = read(given)
        return drafts


_HERE = "claimcheck.reading"
BUILT_IN: tuple[Reader, ...] = (
    Reader(
        name="feed",
        read=f"{_HERE}.feeds:read_feed",
        suffixes=(".rss", ".atom", ".rdf"),
        roots=("rss", "feed", "RDF", "channel"),
        collection=True,
    ),
    Reader(
        name="NewsML-G2",
        read=f"{_HERE}.newsml:read_newsml",
        roots=("newsItem", "newsMessage", "packageItem", "conceptItem", "knowledgeItem", "nitf"),
        collection=True,
    ),
    Reader(
        name="HTML",
        read=f"{_HERE}.html:read_html",
        suffixes=(".html", ".htm", ".xhtml"),
        roots=("html", "head", "body", "article"),
    ),
    Reader(name="XML", read=f"{_HERE}.markup:read_unknown_xml", suffixes=(".xml",)),
    Reader(
        name="JSON lines",
        read=f"{_HERE}.json_articles:read_jsonl",
        suffixes=(".jsonl", ".ndjson"),
        collection=True,
    ),
    Reader(
        name="JSON",
        read=f"{_HERE}.json_articles:read_json",
        suffixes=(".json", ".jsonld"),
        looks=lambda head: head[:1] in ("{", "["),
        collection=True,
    ),
    Reader(
        name="WARC",
        read=f"{_HERE}.warc:read_warc",
        suffixes=(".warc", ".warc.gz"),
        starts=(b"WARC/1.",),
        collection=True,
    ),
    Reader(
        name="mail",
        read=f"{_HERE}.mail:read_mail",
        suffixes=(".eml", ".mbox"),
        looks=lambda head: _MAIL.match(head) is not None,
        collection=True,
    ),
    Reader(
        name="table",
        read=f"{_HERE}.table:read_delimited",
        suffixes=(".csv", ".tsv"),
        collection=True,
    ),
    Reader(
        name="Parquet",
        read=f"{_HERE}.table:read_parquet",
        suffixes=(".parquet",),
        starts=(b"PAR1",),
        collection=True,
    ),
    Reader(name="PDF", read=f"{_HERE}.documents:read_pdf", suffixes=(".pdf",), starts=(b"%PDF-",)),
    Reader(name="DOCX", read=f"{_HERE}.documents:read_docx", suffixes=(".docx",)),
    Reader(
        name="zip archive",
        read=f"{_HERE}.archives:read_zip",
        suffixes=(".zip",),
        starts=(b"PK\x03\x04", b"PK\x05\x06"),
        collection=True,
    ),
    Reader(
        name="gzip archive",
        read=f"{_HERE}.archives:read_gzip",
        suffixes=(".tar.gz", ".tgz", ".gz"),
        starts=(b"\x1f\x8b",),
        collection=True,
    ),
    Reader(
        name="tar archive", read=f"{_HERE}.archives:read_tar", suffixes=(".tar",), collection=True
    ),
    Reader(
        name="Markdown", read=f"{_HERE}.text:read_markdown_input", suffixes=(".md", ".markdown")
    ),
    Reader(name="text", read=f"{_HERE}.text:read_text_input", suffixes=(".txt", ".text")),
)


@lru_cache(maxsize=1)
def _registered() -> tuple[tuple[Reader, ...], tuple[str, ...]]:
    """The readers in their order of precedence, and what is wrong with those of others."""
    others: list[Reader] = []
    problems: list[str] = []
    for entry in sorted(entry_points(group=GROUP), key=lambda e: (e.name, e.value)):
        try:
            reader = entry.load()
        except Exception as error:  # what another package does on import is not ours to know
            problems.append(f"reader {entry.name} cannot be loaded: {shorten(str(error))}")
            continue
        if isinstance(reader, Reader):
            others.append(reader)
        else:
            problems.append(f"reader {entry.name} is no claimcheck.reading.Reader; left out")
    return (*others, *BUILT_IN), tuple(problems)


def readers() -> tuple[Reader, ...]:
    """All readers: those of other packages by name, then the built-in ones."""
    return _registered()[0]


def broken() -> tuple[Skip, ...]:
    """One skip for each reader of another package that cannot be used."""
    return tuple(Skip(stage="read", item=GROUP, reason=reason) for reason in _registered()[1])


def suffixes() -> tuple[str, ...]:
    """The suffixes of all readers in their order, each once."""
    return tuple(dict.fromkeys(suffix for reader in readers() for suffix in reader.suffixes))


def is_collection(name: str) -> bool:
    """May this file hold many articles, by its suffix?"""
    lower = name.lower()
    return any(r.collection for r in readers() if r.suffixes and lower.endswith(r.suffixes))


def read_input(given: Input) -> Drafts:
    """Read an input with the reader that it calls for; never raises.

    With ``CLAIMCHECK_DEBUG`` in the environment what a reader raises is not caught.
    """
    if given.depth > MAX_DEPTH:
        return given.bad(f"archives nested more than {MAX_DEPTH} deep; unpack them first")
    if not given.data:
        return given.bad("is empty; put an article's text in it")
    if is_own_data(given.data):
        return given.bad("was written by claimcheck and is no article; left out")
    reader = choose(given)
    most = given.limits.file_bytes
    if not reader.collection and len(given.data) > most:
        return given.bad(f"is larger than {most:,} bytes; split it (limit file_bytes)")
    try:
        with hold(given.limits):
            drafts, skips = reader(given)
        if not drafts and not skips:
            return given.bad("holds no article; is it whole?")
        return drafts, tuple(_one_line(skip) for skip in skips)
    except LimitError as error:
        return given.bad(f"{error}; left out")
    except (Exception, RecursionError) as error:
        # Whatever hostile input provokes inside a parser is the input's fault.
        if os.environ.get("CLAIMCHECK_DEBUG"):
            raise
        said = shorten(str(error), 60) or "no reason given"
        reason = f"cannot be read as {reader.name} ({type(error).__name__}: {said}); is it whole?"
        return bad(given.where, reason)


def _one_line(skip: Skip) -> Skip:
    """Names of members and words of parsers hold what the input put there."""
    item, reason = shorten(skip.item, 300), shorten(skip.reason, 300)
    same = item == skip.item and reason == skip.reason
    return skip if same else Skip(stage=skip.stage, item=item, reason=reason)


def read_inputs(inputs: Iterator[Input | Skip]) -> Drafts:
    """Read the members of a container, one after another."""
    return join([((), (i,)) if isinstance(i, Skip) else read_input(i) for i in inputs])


def choose(given: Input) -> Reader:
    """The reader of an input: by its first bytes, its markup, its name, its first characters."""
    for reader in readers():
        if reader.starts and given.data.startswith(reader.starts):
            return _of_name(given) if _is_office(given, reader) else reader
    head = (decode(given.data[:_HEAD])[0] or "").lstrip("\ufeff \t\n")
    root = root_of(head)
    for reader in readers():
        if root and root in reader.roots:
            return reader
    named = _by_suffix(given)
    if named is not None:
        return named
    return next((r for r in readers() if r.looks and r.looks(head)), BUILT_IN[-1])


def root_of(head: str) -> str:
    """The local name of the root element of markup, "" for other texts; "html" for a page."""
    if not head.startswith("<"):
        return ""
    if _DOCTYPE_HTML.match(head):
        return "html"
    position = 0
    while (skipped := _PROLOGUE.match(head, position)) is not None:
        if _DOCTYPE_HTML.match(skipped[0]):
            return "html"
        position = skipped.end()
    found = _ROOT.match(head, position)
    name = found[1] if found else ""
    return name.lower() if name.lower() in ("html", "head", "body") else name


def _is_office(given: Input, reader: Reader) -> bool:
    """A DOCX is a zip archive by its first bytes."""
    return reader.name == "zip archive" and given.suffix == ".docx"


def _of_name(given: Input) -> Reader:
    named = _by_suffix(given)
    assert named is not None
    return named


def _by_suffix(given: Input) -> Reader | None:
    name = (given.path if given.inside is None else given.inside).lower()
    found = [r for r in readers() if name != "-" and r.suffixes and name.endswith(r.suffixes)]
    return found[0] if found else None
