"""Mentions of a bundle into slots: candidates, features, the judge, the weights, the links."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from claimcheck.language.text import Text
from claimcheck.limits import LIMITS, Budget
from claimcheck.mentions.naming import slot_name
from claimcheck.records import Feature, Kind, Link, Mention, Name, Quotation, Slot, digest
from claimcheck.slots.candidates import candidates
from claimcheck.slots.features import Features, Scene
from claimcheck.slots.happenings import two_happenings, words_of
from claimcheck.slots.linking import Linker, Weighed, split
from claimcheck.slots.passages import masked_passage, slot_pair
from claimcheck.slots.surroundings import Rarity, Surroundings, surroundings
from claimcheck.slots.verbatim import said_around
from claimcheck.slots.weighing import Weights, logit, question_of

Ask = Callable[[Sequence[tuple[str, str]]], Sequence[float]]
"""Gives for each pair of masked passages the probability that they mask values of one thing."""


# What is told as nearly of one slot: from this share of the threshold on. With the base model that
# was 17 pairs in the 34 labelled bundles of fold 3, four of them of one slot; from .4 on 26, with
# the same four.
_NEARLY = 0.5
# Of the pairs of like values the judge sees, for each mention, so many of each other article.
MOST_ASKED = 2


class Weigher:
    """The candidates of a bundle, weighed in two steps: like values first, then what differs.

    The mentions come in one fixed order, whatever that of ``mentions`` and ``texts`` is.
    """

    def __init__(self, mentions: Sequence[Mention], texts: Sequence[Text]) -> None:
        self.mentions = sorted(
            (m for m in mentions if not isinstance(m.value, Name | Quotation)),
            key=lambda m: (m.article, m.value.start, m.value.end),
        )
        self._texts = {text.id: text for text in texts}
        around = [_around(m, self._texts[m.article]) for m in self.mentions]
        ordered = sorted(texts, key=lambda text: text.id)
        rarity = Rarity(parse for text in ordered for parse in text.parses)
        origins = {text.id: text.origin for text in texts}
        words = {text.id: words_of(text.article) for text in texts}
        self.candidates = [
            c
            for c in candidates(self.mentions, around, rarity, origins)
            if not two_happenings(self.mentions[c.a], self.mentions[c.b], words, near=c.near)
        ]
        lengths = {text.id: text.sentences[-1].end if text.sentences else 0 for text in texts}
        days = {text.id: d.toordinal() if (d := text.article.day) else None for text in texts}
        scene = Scene(self.mentions, around, rarity, lengths, days)
        self.vectors = Features(scene, self.candidates)
        self.questions = [question_of(self.mentions[c.a], c) for c in self.candidates]
        self._passages: dict[int, str] = {}
        said = [said_around(m, self._texts[m.article]) for m in self.mentions]
        self.verbatim = frozenset(
            place
            for place, c in enumerate(self.candidates)
            if not c.near and said[c.a].like(said[c.b])
        )
        """The differing candidates whose sentences say the same words but for the value.

        What narrows the noun that is counted may stand in one of the two only.
        """

    def passages(self, place: int) -> tuple[str, str]:
        """The two masked passages of a candidate, in the order in which they are judged."""
        candidate = self.candidates[place]
        return slot_pair(self._passage(candidate.a), self._passage(candidate.b))

    def _passage(self, index: int) -> str:
        if index not in self._passages:
            mention = self.mentions[index]
            self._passages[index] = passage_of(mention, self._texts[mention.article])
        return self._passages[index]

    def alike(self, odds: Sequence[float]) -> list[int]:
        """The places of like candidates that are among the likest for one of their sides."""
        held: dict[tuple[int, str], list[tuple[float, int]]] = defaultdict(list)
        for place, candidate in enumerate(self.candidates):
            if candidate.near:
                for mine, theirs in ((candidate.a, candidate.b), (candidate.b, candidate.a)):
                    side = (mine, self.mentions[theirs].article)
                    held[side].append((-odds[place], place))
        chosen = {p for rows in held.values() for _, p in sorted(rows)[:MOST_ASKED]}
        return sorted(chosen)

    def differing(self, linker: Linker, odds: Sequence[float]) -> list[int]:
        """The places of differing candidates that ``linker`` may still join."""
        places = [p for p, candidate in enumerate(self.candidates) if not candidate.near]
        still = linker.open([self.candidates[p] for p in places], [odds[p] for p in places])
        return [places[p] for p in still]


def _around(mention: Mention, text: Text) -> Surroundings:
    place = text.place(mention.sentence)
    joined = place > 0 and text.sentences[place - 1].paragraph == mention.sentence.paragraph
    return surroundings(mention, text.parses[place], text.parses[place - 1] if joined else None)


def passage_of(mention: Mention, text: Text) -> str:
    """The masked passage of a mention."""
    start = mention.sentence.start
    span = (mention.value.start - start, mention.value.end - start)
    return masked_passage(mention.sentence.text, span, text.before(mention.sentence))


@dataclass(frozen=True, slots=True)
class Unsure:
    """Two values that differ and may be of one slot, less surely than is asked for."""

    a: Mention
    b: Mention
    probability: float
    threshold: float


def find_slots(
    mentions: Sequence[Mention],
    texts: Sequence[Text],
    ask: Ask,
    weights: Weights,
    budget: Budget | None = None,
) -> tuple[tuple[Slot, ...], tuple[Unsure, ...]]:
    """The slots of a bundle, in the order of their first mention, and what was nearly one.

    The result depends on neither the order of the mentions nor that of the texts. At most three
    quarters of ``budget`` are asked, those that are likeliest of one slot by their words.
    """
    budget = budget or Budget(LIMITS.pairs)
    weigher = Weigher(mentions, texts)
    odds = [
        logit(weights.verbatim) if place in weigher.verbatim else question.log_odds(vector)
        for place, (question, vector) in enumerate(
            zip((weights.questions[q] for q in weigher.questions), weigher.vectors, strict=True)
        )
    ]
    linker = Linker(weigher.mentions, together=weights.together)
    alike = _weighed(weigher, weigher.alike(odds), odds, ask, weights, budget)
    equal, compatible = split(alike)
    linker.join(equal)
    differing = _weighed(weigher, weigher.differing(linker, odds), odds, ask, weights, budget)
    linker.join([*compatible, *differing])
    slots = tuple(
        _slot([weigher.mentions[i] for i in members], links, weigher.mentions)
        for members, links in linker.groups()
    )
    return slots, tuple(
        Unsure(
            weigher.mentions[w.candidate.a],
            weigher.mentions[w.candidate.b],
            w.probability,
            w.threshold,
        )
        for w in differing
        if _NEARLY * w.threshold <= w.probability < w.threshold
    )


def _weighed(
    weigher: Weigher,
    places: Sequence[int],
    odds: Sequence[float],
    ask: Ask,
    weights: Weights,
    budget: Budget,
) -> list[Weighed]:
    """Ask the judge about some candidates, but for those that need no asking: which their features
    rule out, or whose sentences differ in nothing but the value.
    """
    made = [_verbatim(weigher, place, weights) for place in places if place in weigher.verbatim]
    likely = [
        place
        for place in places
        if place not in weigher.verbatim
        and odds[place] >= weights.questions[weigher.questions[place]].least
    ]
    likely = sorted(budget.take(sorted(likely, key=lambda p: (-odds[p], p)), share=0.5))
    pairs = sorted({weigher.passages(place) for place in likely})
    answers = dict(zip(pairs, ask(pairs), strict=True))
    for place in likely:
        question = weights.questions[weigher.questions[place]]
        premise, hypothesis = weigher.passages(place)
        judged = logit(answers[premise, hypothesis])
        made.append(
            Weighed(
                weigher.candidates[place],
                question.probability(odds[place], judged),
                question.threshold,
                question.explain(weigher.vectors[place], judged),
                premise,
                hypothesis,
            )
        )
    return made


def _verbatim(weigher: Weigher, place: int, weights: Weights) -> Weighed:
    premise, hypothesis = weigher.passages(place)
    feature = Feature(
        name="same words but for the value", value=1.0, weight=round(logit(weights.verbatim), 4)
    )
    threshold = weights.questions[weigher.questions[place]].threshold
    return Weighed(
        weigher.candidates[place], weights.verbatim, threshold, (feature,), premise, hypothesis
    )


def _slot(members: Sequence[Mention], links: Sequence[Weighed], ordered: Sequence[Mention]) -> Slot:
    kinds: dict[Kind, int] = defaultdict(int)
    for mention in members:
        kinds[mention.kind] += 1
    return Slot(
        id=digest("slot", *sorted(m.id for m in members)),
        name=slot_name(members),
        kind=max(sorted(kinds), key=lambda kind: kinds[kind]),
        mentions=tuple(members),
        links=tuple(
            Link(
                a=ordered[w.candidate.a].id,
                b=ordered[w.candidate.b].id,
                probability=w.probability,
                threshold=w.threshold,
                features=w.features,
                premise=w.premise,
                hypothesis=w.hypothesis,
            )
            for w in links
        ),
    )
