"""The one seam between ``claimcheck extract`` and the stage that finds mentions."""

from __future__ import annotations

from dataclasses import dataclass

from claimcheck.facts.dates import find_dates
from claimcheck.facts.figures import find_figures
from claimcheck.reading.places import location
from claimcheck.records import Article


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A mention as it is shown: its words, its value, and the line of the file it stands on."""

    kind: str
    text: str
    value: str
    start: int
    line: int | None


def mentions_of(article: Article) -> tuple[Mention, ...]:
    """What stands in an article's text, in its order."""
    found = []
    for figure in find_figures(article.text):
        span = f"{figure.low:g}" if figure.low == figure.high else f"{figure.low:g}–{figure.high:g}"
        value = " ".join(part for part in (figure.bound, span, figure.unit or figure.noun) if part)
        value = value.removeprefix("exact ")
        found.append(_mention(article, "figure", figure.text, value, figure.start, figure.end))
    for day in find_dates(article.text, article.day):
        value = day.unresolved or f"{day.first} to {day.last}"
        value = str(day.first) if day.first is not None and day.first == day.last else value
        found.append(_mention(article, "date", day.text, value, day.start, day.end))
    return tuple(sorted(found, key=lambda m: (m.start, m.kind)))


def _mention(article: Article, kind: str, text: str, value: str, start: int, end: int) -> Mention:
    place = location(article, start, end)
    line = place.line if place is not None else None
    return Mention(kind=kind, text=text, value=value, start=start, line=line)
