"""The passages that the page quotes: outlets that print the same words share one quotation."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from claimcheck.reporting import overview
from claimcheck.reporting.contract import ArticleData, EvidenceData, FindingData
from claimcheck.reporting.passages import Segment, passage, shorten, shorten_left, visible


@dataclass(frozen=True, slots=True, kw_only=True)
class Caps:
    """How much of each list the page holds; characters for texts, items for lists."""

    cards: int = 300
    evidence: int = 10
    quote: int = 2000
    context: int = 180
    values: int = 12
    columns: int = 24
    outlets: int = 60
    alone: int = 60
    skips: int = 200

    def half(self) -> Caps:
        """Half of everything, but never less than two."""
        names = self.__dataclass_fields__
        return Caps(**{name: max(2, getattr(self, name) // 2) for name in names})


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """Where a quotation stands; ``published`` is ISO 8601 or "", ``url`` None where unsafe.

    ``headline`` says that it is the headline itself, which was checked against its text.
    """

    outlet: str
    headline: bool
    speaker: str
    published: str
    when: str
    updated: str
    title: str
    url: str | None
    place: str
    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """Words as they were printed, with those marked that were compared, and who printed them."""

    segments: tuple[Segment, ...]
    before: str
    after: str
    printed: tuple[Printed, ...]


Cited = tuple[FindingData, EvidenceData]


def quotes(
    cited: Iterable[Cited], articles: Mapping[str, ArticleData], caps: Caps
) -> tuple[Quote, ...]:
    """Each passage once, at most ``caps.evidence``; what two outlets print alike is one quote."""
    held: dict[str, tuple[Cited, list[Printed]]] = {}
    for finding, item in cited:
        first, printed = held.get(item["quote"], ((finding, item), []))
        marks = {tuple(span) for span in (*first[1]["highlights"], *item["highlights"])}
        both: EvidenceData = {**first[1], "highlights": sorted(map(list, marks))}
        where = _printed(item, articles.get(item["article"]))
        held[item["quote"]] = (first[0], both), list(dict.fromkeys([*printed, where]))
    return tuple(
        Quote(
            segments=tuple(passage(finding, item, caps.quote)),
            before=shorten_left(item["before"], caps.context),
            after=shorten(item["after"], caps.context),
            printed=tuple(printed),
        )
        for (finding, item), printed in list(held.values())[: caps.evidence]
    )


def _printed(item: EvidenceData, article: ArticleData | None) -> Printed:
    place = item["location"]
    return Printed(
        outlet=shorten(item["outlet"], 80),
        headline=bool(article and article["headline_of"]),
        speaker=shorten(item["speaker"] or "", 80),
        published=visible(item["published"] or ""),
        when=overview.when(item["published"]),
        updated=overview.updated(item["published"], item["modified"]),
        title=called(article, 120) if article else "untitled",
        url=link(article["url"]) if article else None,
        # The folders are the same all over the page: on a phone they hide what differs.
        place=shorten_left(overview.place(place, file_name(place["path"])), 60) if place else "",
        path=overview.place(place)[:1000] if place else "",
    )


def file_name(path: str) -> str:
    """The last part of a path of any system."""
    return path.replace("\\", "/").rstrip("/").rpartition("/")[2] or path


def called(article: ArticleData, limit: int) -> str:
    """What an article is called: its title, else the address that it stands at."""
    address = (link(article["url"]) or "").partition("://")[2].removeprefix("www.")
    return shorten(article["title"] or shorten(address, 60) or "untitled", limit)


def link(url: str | None) -> str | None:
    """An address that a browser may follow; any other scheme is not made a link."""
    if url and url.lower().startswith(("https://", "http://")):
        return visible(url)[:2000]
    return None
