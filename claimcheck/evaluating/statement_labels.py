"""Labelled bundles and pairs as rows to fit on: see ``data/slots`` and ``data/real``."""

from __future__ import annotations

import gzip
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from claimcheck.evaluating.labelled import CONTRARY, articles_of
from claimcheck.evaluating.slots import locate
from claimcheck.language.parsing import Parse, Parser
from claimcheck.records import Article, Sentence
from claimcheck.segmenting import segment
from claimcheck.statements.candidates import Candidate
from claimcheck.statements.passages import Passage, whole_sentence
from claimcheck.training.folds import fold_of

_COVERED = 0.7  # of the longer one: two cuts of one sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """What editors say of a pair of sentences.

    ``relation`` is None where nobody has said anything, which in a labelled bundle means that
    they are not contrary. ``elsewhere`` says that it hangs on a figure, a date or the words of a
    quotation, which others compare, or that two editors disagree. ``entails`` is known only
    where the pair itself was labelled. ``items`` number the bundle's labels that it shows.
    """

    relation: str | None = None
    elsewhere: bool = False
    entails: bool | None = None
    items: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Bundle:
    """A labelled bundle, segmented and parsed.

    ``marks`` are the spans of figures and dates by article id, as (article, start, end).
    """

    name: str
    articles: tuple[Article, ...]
    sentences: tuple[Sentence, ...]
    parses: tuple[Parse, ...]
    marks: tuple[tuple[str, int, int], ...]
    gold: Mapping[str, Any]
    pairs: tuple[Mapping[str, Any], ...]


def read_bundles(data: Path, folds: Iterable[int], parser: Parser) -> Iterator[Bundle]:
    """The bundles of ``data/slots`` in some folds, with the pairs of ``data/real`` from them."""
    wanted = frozenset(folds)
    labelled: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    with gzip.open(data / "real" / "pairs.jsonl.gz", "rt", encoding="utf-8") as file:
        for line in file:
            pair = json.loads(line)
            labelled[pair["bundle"]].append(pair)
    for path in sorted((data / "slots").glob("*.json")):
        if fold_of(path.stem) in wanted:
            gold = json.loads(path.read_text(encoding="utf-8"))
            yield _bundle(path.stem, gold, labelled[path.stem], parser)


def _bundle(
    name: str, gold: Mapping[str, Any], pairs: Sequence[Mapping[str, Any]], parser: Parser
) -> Bundle:
    articles = articles_of(gold)
    sentences = tuple(s for article in articles for s in segment(article))
    return Bundle(
        name=name,
        articles=articles,
        sentences=sentences,
        parses=tuple(parser.parse([s.text for s in sentences])),
        marks=tuple((articles[m["article"]].id, m["start"], m["end"]) for m in gold["mentions"]),
        gold=gold,
        pairs=tuple(pairs),
    )


def read_written(
    data: Path, folds: Iterable[int], parser: Parser
) -> Iterator[tuple[str, tuple[Passage, Passage], Label]]:
    """The pairs of ``data/written`` whose group is in some folds: group, two passages, label."""
    wanted = frozenset(folds)
    with gzip.open(data / "written" / "statements.jsonl.gz", "rt", encoding="utf-8") as file:
        pairs = [pair for line in file if fold_of((pair := json.loads(line))["group"]) in wanted]
    texts = sorted({pair[side] for pair in pairs for side in "ab"})
    parses = dict(zip(texts, parser.parse(texts), strict=True))
    for pair in pairs:
        labels = pair["forward"], pair["backward"]
        yield (
            pair["group"],
            (
                _written("a", pair["a"], parses[pair["a"]]),
                _written("b", pair["b"], parses[pair["b"]]),
            ),
            Label(
                relation="contradiction" if "contradiction" in labels else None,
                entails="entailment" in labels,
            ),
        )


def _written(side: str, text: str, parse: Parse) -> Passage:
    sentence = Sentence(article=side, index=0, paragraph=0, start=0, end=len(text), text=text)
    return whole_sentence(sentence, parse)


class Labels:
    """What a bundle's editors say of any pair of its sentences."""

    def __init__(self, bundle: Bundle) -> None:
        self._number = {article.id: n for n, article in enumerate(bundle.articles)}
        self._others = list(_others(bundle.gold))
        self._values = list(_values(bundle.gold))
        self._pairs = bundle.pairs

    def of(self, candidate: Candidate) -> Label:
        """The label of a pair; one that the pair itself has goes before the bundle's."""
        relation: str | None = None
        elsewhere, entails = False, None
        items: list[int] = []
        for one, two in ((candidate.a, candidate.b), (candidate.b, candidate.a)):
            sides = self._side(one), self._side(two)
            for number, kind, item_relation, spans in self._others:
                if all(_touches(*side, *span) for side, span in zip(sides, spans, strict=True)):
                    items.append(number)
                    if kind == "quote":
                        elsewhere = True
                    else:
                        relation = item_relation
            for left, right in self._values:
                if _holds(sides[0], left) and _holds(sides[1], right):
                    elsewhere = True
            for pair in self._pairs:
                if _is(sides[0], pair["a_span"]) and _is(sides[1], pair["b_span"]):
                    elsewhere |= pair["second"] == "open" or pair["source"].startswith("relation")
                    if relation is None and pair["relation"] != "none":
                        relation = pair["relation"]
                    entails = "entailment" in (pair["forward"], pair["backward"])
        return Label(
            relation=None if elsewhere else relation,
            elsewhere=elsewhere,
            entails=entails,
            items=tuple(items),
        )

    def _side(self, passage: Passage) -> tuple[int, int, int]:
        sentence = passage.sentence
        return self._number[sentence.article], sentence.start, sentence.end


Place = tuple[int, int, int]
"""The number of an article and half-open offsets."""


def _others(gold: Mapping[str, Any]) -> Iterator[tuple[int, str, str, tuple[Place, Place]]]:
    for number, item in enumerate(gold["other"]):
        places = []
        for side in "ab":
            article = item[side]["article"]
            found = locate(gold["articles"][article]["text"], item[side]["quote"])
            if found:
                places.append((article, *found))
        if len(places) == 2:
            yield number, item["kind"], item["relation"], (places[0], places[1])


def _values(gold: Mapping[str, Any]) -> Iterator[tuple[list[Place], list[Place]]]:
    """Of each two differing values of a group the places where they stand."""
    mentions = {m["id"]: m for m in gold["mentions"]}
    for relation in gold["relations"]:
        if relation["relation"] not in CONTRARY:
            continue
        groups = [
            g for g in gold["groups"] if relation["a"] in (*g["mentions"], *g.get("earlier", ()))
        ]
        members = [i for g in groups for i in (*g["mentions"], *g.get("earlier", ()))]
        sides = [
            [
                (m["article"], m["start"], m["end"])
                for m in (mentions[i] for i in members if i in mentions)
                if m["text"] == mentions[relation[side]]["text"]
            ]
            for side in "ab"
            if relation[side] in mentions
        ]
        if len(sides) == 2:
            yield sides[0], sides[1]


def _touches(article: int, start: int, end: int, other: int, first: int, last: int) -> bool:
    return article == other and start < last and first < end


def _holds(side: Place, places: Sequence[Place]) -> bool:
    return any(side[0] == p[0] and side[1] <= p[1] and p[2] <= side[2] for p in places)


def _is(side: Place, span: Sequence[int]) -> bool:
    if side[0] != span[0]:
        return False
    both = min(side[2], span[2]) - max(side[1], span[1])
    return both > _COVERED * max(side[2] - side[1], span[2] - span[1])
