"""What ``claimcheck extract`` shows of a text: the mentions that the stages find in it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from claimcheck.language.parsing import Parser
from claimcheck.mentions.reading import read_texts
from claimcheck.reading.places import location
from claimcheck.records import Article, DateSpan, Member, Mention, Name, Quotation
from claimcheck.values.displaying import display


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A mention as it is shown: its words, its value, and the line of the file it stands on.

    ``type`` is what a name is the name of: person, place, organisation, or name where the parser
    does not know; of anything else it is the kind.
    """

    kind: str
    type: str
    text: str
    value: str
    start: int
    line: int | None


def mentions_of(article: Article) -> tuple[Shown, ...]:
    """What stands in an article's headline and text, in its order."""
    _, found, _ = read_texts([Member(article=article, origin="")], _parser())
    order = sorted(found, key=lambda m: (m.sentence.index, m.value.start, m.kind, m.value.end))
    return tuple(_shown(article, mention) for mention in order)


def _shown(article: Article, mention: Mention) -> Shown:
    value = mention.value
    if isinstance(value, Name):
        said = value.canonical
    elif isinstance(value, Quotation):
        said = ""
    elif isinstance(value, DateSpan) and value.unresolved:
        said = value.unresolved
    else:
        said = display(value)
    # A headline's offsets are into the title, which stands in the file where the reader found it.
    in_text = mention.sentence.index >= 0
    place = location(article, value.start, value.end) if in_text else None
    text = article.text if in_text else article.title or ""
    return Shown(
        kind=mention.kind,
        type=value.kind if isinstance(value, Name) else mention.kind,
        text=text[value.start : value.end],
        value=said,
        start=value.start,
        line=place.line if place is not None else None,
    )


@lru_cache(maxsize=1)
def _parser() -> Parser:
    return Parser.load()
