"""Articles and their sentences, as reading and segmenting leave them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from claimcheck.errors import InputError
from claimcheck.records.base import digest, parse_published

PublishedFrom = Literal["metadata", "dateline", "relative", "flag", "unknown"]
Extent = Literal["full", "summary"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where an article's text stands in an input file.

    ``line`` and ``column`` (1-based) are those of the text's first character. ``verbatim`` says
    that the text stands there character by character, so that offsets can be turned into lines.
    ``anchors`` do the same for a text that was taken out of markup: ``(offset, line, column)`` of
    every place from which on the text runs as the file does. ``inside`` names the member of an
    archive, a mail or a crawl that the file at ``path`` is; lines then count in that member.
    """

    path: str
    line: int = 1
    column: int = 1
    verbatim: bool = False
    anchors: tuple[tuple[int, int, int], ...] = ()
    inside: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One article of one outlet; ``published`` may be given as an ISO 8601 string.

    ``id`` is the same for the same outlet, title and text, whatever the file or its place in it;
    ``within`` is the closed interval of days in which it was published, where only that is known.
    ``modified`` is its last change, ``stamps`` are the moments inside a live blog: from each offset
    on, the text was written at that time. ``extent`` says whether it is the whole article or the
    summary that a feed gives of it.

    Raises:
        InputError: ``outlet`` or ``text`` is no string, or ``published`` is no date.
    """

    outlet: str
    text: str
    title: str | None = None
    url: str | None = None
    published: date | datetime | str | None = None
    published_from: PublishedFrom = "unknown"
    within: tuple[date, date] | None = None
    source: Source | None = None
    modified: date | datetime | None = None
    stamps: tuple[tuple[int, datetime], ...] = ()
    extent: Extent = "full"
    id: str = field(init=False, default="")

    def __post_init__(self) -> None:
        for name in ("outlet", "text"):
            value = getattr(self, name)
            if not isinstance(value, str):
                raise InputError(f"an Article's {name} must be a str, not {type(value).__name__}")
        made = digest("article", self.outlet, self.title or "", self.text)
        object.__setattr__(self, "id", made)
        if isinstance(self.published, str):
            try:
                object.__setattr__(self, "published", parse_published(self.published))
            except ValueError as error:
                raise InputError(
                    f"an Article's published {self.published[:40]!r} is no date; give YYYY-MM-DD "
                    "or an ISO 8601 time"
                ) from error
        if self.published is not None and self.published_from == "unknown":
            object.__setattr__(self, "published_from", "metadata")

    def entry_at(self, offset: int) -> datetime | None:
        """The moment of the live blog's entry that holds an offset of the text, if it is one."""
        return next((when for at, when in reversed(self.stamps) if at <= offset), None)

    @property
    def day(self) -> date | None:
        """The day of publication, the anchor of relative dates."""
        when = self.published
        if isinstance(when, datetime):
            return when.date()
        return when if isinstance(when, date) else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Skip:
    """Something that was left out, at which stage, and why."""

    stage: str
    item: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """An article in its bundle: whose text it has too and whether it tells the bundle's story.

    ``near_copy_of`` is the id of the article whose text it has but for a changed fact. The two are
    compared, and are one witness of all that they agree on. ``headline_of`` is the id of the
    article whose headline this is, checked against it and no article of its own.
    """

    article: Article
    origin: str
    copy_of: str | None = None
    near_copy_of: str | None = None
    headline_of: str | None = None
    on_topic: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence; ``text == article.text[start:end]``. ``paragraph`` counts from 0."""

    article: str
    index: int
    paragraph: int
    start: int
    end: int
    text: str
