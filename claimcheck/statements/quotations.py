"""The same direct speech in two outlets: agreement, or another wording, speaker or day."""

from __future__ import annotations

import json
import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import combinations

from claimcheck.records import Article, Feature, Mention, Quotation
from claimcheck.statements.quotation_aligning import Edit, Passage, shared_passages
from claimcheck.statements.quotation_edits import kind_of
from claimcheck.statements.quotation_features import features
from claimcheck.statements.quotation_matches import QuoteMatch, QuotePassage, together
from claimcheck.statements.quotation_sources import differing_days, differing_people, is_translated
from claimcheck.statements.quotation_speeches import Speech, speech_of

# Words that two origins quote alike before it is told as an agreement, and before another
# speaker or day is a contradiction: shorter rows are slogans and set phrases as often.
AGREED_WORDS = 8
# Passages of fewer equal words are never one utterance that one side quotes wrongly; measured on
# folds 0 to 3 of 160 labelled bundles: of the 3-word ones 2 in 60.
_FEWEST = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteModel:
    """A logistic regression over the features of a passage; ``fit`` writes its file."""

    bias: float
    weights: Mapping[str, float]
    threshold: float

    def probability(self, values: Mapping[str, float]) -> float:
        """The probability that one of the two quotes wrongly, rounded to four digits."""
        odds = self.bias + math.fsum(w * values[name] for name, w in self.weights.items())
        return round(1 / (1 + math.exp(-odds)), 4)


@dataclass(frozen=True, slots=True)
class Shared:
    """A passage of two speeches; ``edits`` are those in what was said."""

    a: Speech
    b: Speech
    passage: Passage
    edits: tuple[Edit, ...]
    values: Mapping[str, float]

    def sides(self) -> tuple[QuotePassage, QuotePassage]:
        """The wording of either article."""
        return _side(self, 0), _side(self, 1)


@cache
def load_model() -> QuoteModel:
    """The fitted model that is shipped."""
    path = files("claimcheck.statements").joinpath("quotations.json")
    raw = json.loads(path.read_text(encoding="utf-8"))
    return QuoteModel(bias=raw["bias"], weights=dict(raw["weights"]), threshold=raw["threshold"])


def compare_quotations(
    articles: Sequence[Article],
    quotations: Sequence[Mention],
    *,
    origins: Mapping[str, str] | None = None,
    model: QuoteModel | None = None,
) -> tuple[QuoteMatch, ...]:
    """Where outlets give the same direct speech alike, and where they do not.

    House style, cuts and what editors put into brackets are no difference. The work grows with
    the words quoted and the speech that articles share, not with the pairs of quotations.

    Args:
        articles: The articles in any order.
        quotations: Mentions of quotations in them, in any order; others are left out.
        origins: The origin of an article by its id; articles of one origin are not compared and
            are one witness. Without it every outlet is an origin.
        model: Weights and threshold, those that are shipped by default.

    Returns:
        Contradictions and agreements of kind ``quote``, those of one speech put together, in
        the order of the articles' ids and texts.
    """
    model = model or load_model()
    found: list[QuoteMatch] = []
    for shared in shared_speech(articles, quotations, origins or {}):
        found.extend(_matches(shared, model))
    return tuple(together(found))


def shared_speech(
    articles: Sequence[Article], quotations: Sequence[Mention], origins: Mapping[str, str]
) -> Iterator[Shared]:
    """All passages that articles of different outlets and origins quote alike or nearly so."""
    held: dict[str, list[Mention]] = defaultdict(list)
    for mention in quotations:
        if isinstance(mention.value, Quotation):
            held[mention.article].append(mention)
    known = {article.id: article for article in articles}
    speeches = [speech_of(known[key].text, held[key]) for key in sorted(held) if key in known]
    for a, b in combinations(speeches, 2):
        one, other = a.mentions[0], b.mentions[0]
        same = origins.get(one.article, one.outlet) == origins.get(other.article, other.outlet)
        if one.outlet != other.outlet and not same:
            yield from _shared(a, b)


def _shared(a: Speech, b: Speech) -> Iterator[Shared]:
    ours, theirs = _run(a, (0, len(a.words))), _run(b, (0, len(b.words)))
    for passage in shared_passages(a, b):
        if len(passage.matches) < _FEWEST:
            continue
        edits = tuple(e for e in passage.edits if kind_of(e, a, b) == "content")
        one, other = (_extent(passage, edits, side) for side in (0, 1))
        if edits and (_run(a, one) in theirs or _run(b, other) in ours):
            continue  # An article that has both wordings gives one of them like the other.
        if edits and (is_translated(a, one) or is_translated(b, other)):
            continue
        values = features(passage, edits, a, b) if edits else {}
        yield Shared(a, b, passage, edits, values)


def _run(speech: Speech, span: tuple[int, int]) -> str:
    return " " + " ".join(w.key for w in speech.words[slice(*span)] if not w.bracketed) + " "


def _extent(passage: Passage, edits: Sequence[Edit], side: int) -> tuple[int, int]:
    """From the first to the last word of a passage on one side, edits at its edges included."""
    places = [match[side] for match in passage.matches]
    spans = [(e.a, e.b)[side] for e in edits]
    filled = [(start, end) for start, end in spans if end > start]
    first = min([places[0], *(start for start, _ in filled)])
    return first, max([places[-1] + 1, *(end for _, end in filled)])


def _matches(shared: Shared, model: QuoteModel) -> Iterator[QuoteMatch]:
    matched = len(shared.passage.matches)
    sources = _sources(shared) if matched >= AGREED_WORDS else None
    if shared.edits:
        probability = model.probability(shared.values)
        if probability >= model.threshold:
            yield QuoteMatch(
                relation="contradiction",
                probability=probability,
                threshold=model.threshold,
                reason=_reason(shared) + (f"; {sources}" if sources else ""),
                passages=shared.sides(),
                features=tuple(
                    Feature(name=name, value=round(shared.values[name], 4), weight=weight)
                    for name, weight in model.weights.items()
                ),
            )
    elif matched >= AGREED_WORDS:
        yield QuoteMatch(
            relation="contradiction" if sources else "agreement",
            probability=1.0,
            threshold=model.threshold,
            reason=sources or "the same words are quoted",
            passages=shared.sides(),
        )


def _sources(shared: Shared) -> str | None:
    """Why the words of either article are not one person's on one day, None if they may be."""
    one, other = (_mention(shared, side).value for side in (0, 1))
    assert isinstance(one, Quotation) and isinstance(other, Quotation)
    people = differing_people(one, other, shared.a.text, shared.b.text)
    return people or differing_days(one, other)


def _mention(shared: Shared, side: int) -> Mention:
    """The quotation that holds most of a passage's equal words."""
    speech = (shared.a, shared.b)[side]
    held = Counter(speech.quotation[match[side]] for match in shared.passage.matches)
    return speech.mentions[min(held, key=lambda number: (-held[number], number))]


def _side(shared: Shared, side: int) -> QuotePassage:
    speech = (shared.a, shared.b)[side]
    first, last = _extent(shared.passage, shared.edits, side)
    value, mention = speech.words, _mention(shared, side)
    assert isinstance(mention.value, Quotation)
    return QuotePassage(
        article=mention.article,
        outlet=mention.outlet,
        start=value[first].start,
        end=value[last - 1].end,
        changed=tuple(_marked(speech, (e.a, e.b)[side], (first, last)) for e in shared.edits),
        speaker=mention.value.speaker,
    )


def _marked(speech: Speech, span: tuple[int, int], within: tuple[int, int]) -> tuple[int, int]:
    """Offsets of an edit's words, or of the words on both sides of where none stand."""
    start, end = span
    if start == end:
        start, end = max(within[0], start - 1), min(within[1], end + 1)
    return speech.words[start].start, speech.words[end - 1].end


def _reason(shared: Shared) -> str:
    """What stands against what, the first three differences."""
    told = []
    for edit in shared.edits[:3]:
        one, other = _words(shared.a, edit.a), _words(shared.b, edit.b)
        if one and other:
            told.append(f"“{one}” against “{other}”")
        else:
            told.append(f"“{one or other}” left out")
    return "; ".join(told) + " in the same quotation"


def _words(speech: Speech, span: tuple[int, int]) -> str:
    start, end = span
    if start == end:
        return ""
    return " ".join(speech.text[speech.words[start].start : speech.words[end - 1].end].split())
