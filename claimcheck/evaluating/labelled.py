"""Bundles labelled slot by slot: whole articles, and short stories that were written for this."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from claimcheck.errors import InputError
from claimcheck.records import Article

CONTRARY = ("contradiction", "update", "dispute")


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """A bundle with its labels, as ``data/slots`` keeps them.

    ``mentions`` maps an id to its article's number, kind and offsets; ``groups`` are the ids of
    each slot; ``relations`` name two ids, ``other`` two quotes. In a ``complete`` bundle what no
    group holds is of no slot that another article gives too, marked or not.
    """

    name: str
    articles: tuple[Article, ...]
    mentions: Mapping[str, Mapping[str, Any]]
    groups: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...]
    relations: tuple[Mapping[str, str], ...]
    other: tuple[Mapping[str, Any], ...]
    complete: bool = False

    def group_of(self) -> dict[str, int]:
        """The place of each mention's slot, earlier values included."""
        return {
            mention: place
            for place, (_, members, earlier) in enumerate(self.groups)
            for mention in (*members, *earlier)
        }


def read_labelled(place: Path, names: Sequence[str] = ()) -> Iterator[Labelled]:
    """The labelled bundles of a folder in the order of their names, or those that are named.

    ``place`` may also be a file of short stories, one a line, as ``models/labels/briefs.jsonl``.

    Raises:
        InputError: there is none, or a file is no labelled bundle.
    """
    if place.is_file():
        yield from _stories(place, names)
        return
    paths = sorted(p for p in place.glob("*.json") if not names or p.stem in names)
    if not paths:
        raise InputError(f"{place} holds no labelled bundle: NAME.json with articles and mentions")
    for path in paths:
        try:
            raw = json.loads(path.read_text(encoding="utf-8"))
            yield _labelled(path.stem, raw)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise InputError(f"{path} is no labelled bundle: {error!r}") from error


def _labelled(name: str, raw: Mapping[str, Any]) -> Labelled:
    return Labelled(
        name=name,
        articles=articles_of(raw),
        mentions={m["id"]: m for m in raw["mentions"]},
        groups=tuple(
            (g["slot"], tuple(g["mentions"]), tuple(g.get("earlier", ()))) for g in raw["groups"]
        ),
        relations=tuple(raw["relations"]),
        other=tuple(raw["other"]),
    )


def articles_of(raw: Mapping[str, Any]) -> tuple[Article, ...]:
    """The articles of a labelled bundle, by their numbers."""
    return tuple(
        Article(
            outlet=a["outlet"],
            text=a["text"],
            title=a.get("title"),
            url=a.get("url"),
            published=a.get("published"),
        )
        for a in raw["articles"]
    )


def _stories(path: Path, names: Sequence[str]) -> Iterator[Labelled]:
    lines = path.read_text(encoding="utf-8").split("\n")
    if not any(line.strip() for line in lines):
        raise InputError(f"{path} holds no labelled story: one JSON object a line")
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            raw = json.loads(line)
            if not names or raw["id"] in names:
                yield _story(raw)
        except (ValueError, LookupError, TypeError, AttributeError) as error:
            raise InputError(f"{path}, line {number}: no labelled story: {error!r}") from error


def _story(raw: Mapping[str, Any]) -> Labelled:
    """A story whose groups hold values as [article, text, which of its occurrences].

    What differs in words stands in ``other``, as in a bundle of news.
    """
    marks: dict[str, Mapping[str, Any]] = {}
    groups, relations = [], []
    for number, group in enumerate(raw["groups"]):
        held = {}
        for place, (article, value, nth) in enumerate(group["values"]):
            start = _nth(raw["articles"][article]["text"], value, nth)
            name = f"{number}:{place}"
            held[name] = {
                "id": name,
                "article": article,
                "kind": group["kind"],
                "start": start,
                "end": start + len(value),
                "text": value,
            }
        marks |= held
        groups.append((group["what"], tuple(held), ()))
        firsts = {mark["article"]: name for name, mark in reversed(held.items())}
        if group["relation"] in CONTRARY:
            relations.append({"relation": group["relation"], "a": firsts[0], "b": firsts[1]})
    return Labelled(
        name=raw["id"],
        articles=articles_of(raw),
        mentions=marks,
        groups=tuple(groups),
        relations=tuple(relations),
        other=tuple(raw["other"]),
        complete=True,
    )


def _nth(text: str, value: str, nth: int) -> int:
    """Where the nth occurrence of a value begins, counted from 1."""
    if nth < 1:
        raise ValueError(f"occurrences are counted from 1, not {nth}")
    start = -1
    for _ in range(nth):
        start = text.index(value, start + 1)
    return start
