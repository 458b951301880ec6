"""What every reader is given and hands back: inputs, and articles as found in them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath

from claimcheck.limits import LIMITS, Limits
from claimcheck.reading.decode import decode
from claimcheck.records import Extent, Skip

# What one file may unpack to in all: a day's crawl of a medium site is below it.
MAX_EXPANDED_BYTES = 2_000_000_000
# An archive in a mail in an archive is real; deeper nesting is an attack.
MAX_DEPTH = 4

Anchors = tuple[tuple[int, int, int], ...]


# What tables of news call their columns and static sites their front matter: exports of Media
# Cloud, news-please, NewsAPI, GDELT.
USUAL = {
    "text": "text body content article maintext full_text article_text story",
    "outlet": "outlet source publisher publication media_name source_name source_domain site",
    "title": "title headline heading",
    "url": "url link href",
    "published": "published publish_date published_at publishedat date_publish publication_date "
    "date pubdate",
    "modified": "modified date_modify updated_at date_modified updated",
    "fetched": "fetched date_download fetched_at",
    "language": "language lang",
}
FIELDS = tuple(USUAL)
DETAILS = tuple(field for field in FIELDS if field != "text")  # what is told beside a text


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """An article as it stands in the input.

    ``published``, ``modified`` and ``fetched`` are as written. ``ago`` is the line that the page
    puts beside the story ("2 hours ago" or a date). ``embedded`` marks a story inside another
    outlet's page. ``stamps`` are ``(offset, time as written)`` of a live blog's entries.
    ``line`` and ``column`` count from 1; ``anchors`` are those of :class:`records.Source`.
    ``where`` names the place for messages, ``path`` is the file, ``inside`` the member in it.
    ``language`` is what the source says of itself ("en-GB").
    """

    where: str
    text: str
    path: str = ""
    inside: str | None = None
    outlet: str | None = None
    title: str | None = None
    url: str | None = None
    published: str | None = None
    modified: str | None = None
    fetched: str | None = None
    ago: str | None = None
    language: str | None = None
    extent: Extent = "full"
    embedded: bool = False
    stamps: tuple[tuple[int, str], ...] = ()
    line: int = 1
    column: int = 1
    verbatim: bool = False
    anchors: Anchors = ()


Drafts = tuple[tuple[Draft, ...], tuple[Skip, ...]]


class Budget:
    """How many bytes one file may still unpack to, shared by everything inside it."""

    def __init__(self, left: int = MAX_EXPANDED_BYTES) -> None:
        self.left = left

    def take(self, count: int) -> bool:
        """Are ``count`` more bytes allowed? They are then spent."""
        self.left -= count
        return self.left >= 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """Bytes with their place: a file (``path``), or a member ``inside`` it.

    ``columns`` says which column of a table holds which field; ``hints`` are fields that the
    container knows of a member (a crawl its address), used where the member is silent.
    ``limits`` are the most of each thing that is read of it.
    """

    path: str
    data: bytes = field(repr=False)
    inside: str | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    hints: Mapping[str, str] = field(default_factory=dict)
    limits: Limits = LIMITS
    depth: int = 0
    budget: Budget = field(default_factory=Budget, repr=False, compare=False)

    @property
    def where(self) -> str:
        """The place for messages."""
        return self.path if self.inside is None else f"{self.path}: {self.inside}"

    @property
    def suffix(self) -> str:
        """The lower-case suffix of the file or member, "" for standard input."""
        name = self.path if self.inside is None else self.inside
        return "" if name == "-" else PurePosixPath(name.replace("\\", "/")).suffix.lower()

    def text(self) -> tuple[str | None, str]:
        """The decoded text and "", or None and what is wrong."""
        return decode(self.data)

    def member(self, name: str, data: bytes, **hints: str) -> Input:
        """A part of this input as an input of its own, one level deeper; "" names it all."""
        inside = f"{self.inside}/{name}" if self.inside and name else name or self.inside
        return replace(
            self, data=data, inside=inside, hints={**self.hints, **hints}, depth=self.depth + 1
        )

    def draft(self, text: str, **fields: object) -> Draft:
        """An article of this input."""
        made: dict[str, object] = {"where": self.where, "path": self.path, "inside": self.inside}
        made.update(self.hints)
        made.update({key: value for key, value in fields.items() if value})
        return Draft(text=text, **made)  # type: ignore[arg-type]

    def bad(self, reason: str) -> Drafts:
        """Nothing read, and why."""
        return bad(self.where, reason)


def bad(item: str, reason: str) -> Drafts:
    """Nothing read, and why."""
    return (), (Skip(stage="read", item=item, reason=reason),)


def shorten(text: str, limit: int = 80) -> str:
    """``text`` on one line, at most ``limit`` characters."""
    line = " ".join(text[: limit * 4].split())
    return line if len(line) <= limit else line[: limit - 1].rstrip() + "…"


def join(parts: Sequence[Drafts]) -> Drafts:
    """Several readers' results as one."""
    return (
        tuple(draft for drafts, _ in parts for draft in drafts),
        tuple(skip for _, skips in parts for skip in skips),
    )


def stem_of(draft: Draft) -> str:
    """The name of the file or member without folder and suffix."""
    return Path(draft.inside or draft.path).stem
