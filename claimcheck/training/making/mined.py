"""Pairs of real passages that were mined in unlabelled news and labelled for this project.

The files of labels hold places and no text: a bundle's name, or the numbers of two lines of the
file of paragraphs as ``12-34``, and on each side ``ARTICLE:START:END``, offsets into that
article's text. The texts come from the news files (see ``models/labels/README.md``).
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from claimcheck.errors import InputError
from claimcheck.slots.passages import slot_pair
from claimcheck.training.making.bundles import Passages
from claimcheck.training.making.labelled import both_ways
from claimcheck.training.making.rows import Row, read_lines

_ARTICLES = 2  # of two paragraphs


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A span of an article; ``article`` is the news file's own object."""

    article: Mapping[str, Any]
    start: int
    end: int

    @property
    def text(self) -> str:
        """The words of the span."""
        return str(self.article["text"])[self.start : self.end]

    @property
    def passage(self) -> str:
        """The masked passage of the span, "" where it stands in no sentence."""
        text, title = self.article["text"], self.article.get("title") or ""
        return Passages(text, title).around(self.start, self.end)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mined:
    """A labelled pair of places; ``labels`` holds the other columns of its line."""

    bundle: str
    a: Place
    b: Place
    labels: Mapping[str, str]


def read_mined(path: Path, news: Iterable[Path]) -> Iterator[Mined]:
    """The pairs of a file of labels, in its order.

    Raises:
        InputError: a file cannot be read, or the news does not hold what was labelled.
    """
    try:
        with path.open(encoding="utf-8", newline="") as lines:
            rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path} cannot be read: {error}") from error
    articles = _articles({row["bundle"] for row in rows}, news)
    for number, row in enumerate(rows, 2):
        try:
            held = articles[row["bundle"]]
            a, b = (_place(held, row.pop(side)) for side in ("a", "b"))
            yield Mined(bundle=row.pop("bundle"), a=a, b=b, labels=row)
        except (KeyError, ValueError, IndexError) as error:
            raise InputError(
                f"{path}:{number} labels {row.get('bundle')}, which the news given does not hold: "
                f"{error!r}"
            ) from error


def rows_of_mined_slots(pairs: Iterable[Mined]) -> Iterator[Row]:
    """Rows of the same-slot question; ``source`` is mined/same or mined/other."""
    for pair in pairs:
        one, other = pair.a.passage, pair.b.passage
        if one and other:
            first, second = slot_pair(one, other)
            same = pair.labels["label"] == "same"
            label, source = ("entailment", "mined/same") if same else ("neutral", "mined/other")
            yield Row(premise=first, hypothesis=second, label=label, source=source)
            if same:
                yield Row(premise=second, hypothesis=first, label=label, source=source)


def rows_of_mined_statements(pairs: Iterable[Mined]) -> Iterator[Row]:
    """Both directions of labelled sentences; ``source`` is mined/statements."""
    for pair in pairs:
        line = {**pair.labels, "a": pair.a.text, "b": pair.b.text}
        yield from both_ways(line, "mined/statements")


def _articles(wanted: set[str], news: Iterable[Path]) -> dict[str, Sequence[Mapping[str, Any]]]:
    """The articles of each bundle that is wanted; two paragraphs make one by their numbers."""
    found: dict[str, Sequence[Mapping[str, Any]]] = {}
    numbers = {int(n) for name in wanted for n in name.split("-") if name[0].isdigit()}
    paragraphs: dict[int, Mapping[str, Any]] = {}
    for path in news:
        for number, line in enumerate(read_lines(path)):
            if "articles" in line:
                if line["bundle"] in wanted:
                    found[line["bundle"]] = line["articles"]
            elif number in numbers:
                paragraphs[number] = line
    for name in wanted:
        if name[0].isdigit():
            held = [paragraphs[int(n)] for n in name.split("-") if int(n) in paragraphs]
            if len(held) == _ARTICLES:
                found[name] = held
    return found


def _place(articles: Sequence[Mapping[str, Any]], written: str) -> Place:
    article, start, end = (int(part) for part in written.split(":"))
    place = Place(article=articles[article], start=start, end=end)
    if not place.text:
        raise ValueError(f"{written} is outside its article")
    return place
