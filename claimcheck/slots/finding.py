"""Mentions of a bundle into slots: candidates, features, the judge, the weights, the links."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from claimcheck.language.text import Text
from claimcheck.mentions.naming import slot_name
from claimcheck.records import Kind, Link, Mention, Name, Quotation, Slot, digest
from claimcheck.slots.candidates import Candidate, candidates
from claimcheck.slots.features import Scene, Vector, features
from claimcheck.slots.linking import Weighed, link
from claimcheck.slots.passages import masked_passage, slot_pair
from claimcheck.slots.surroundings import Rarity, Surroundings, surroundings
from claimcheck.slots.weighing import Weights, logit, question_of

Ask = Callable[[Sequence[tuple[str, str]]], Sequence[float]]
"""Gives for each pair of masked passages the probability that they mask values of one thing."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A candidate with its features, and its two passages where the judge is asked."""

    candidate: Candidate
    question: str
    vector: Vector
    passages: tuple[str, str] | None


def ask_about(
    mentions: Sequence[Mention], texts: Sequence[Text], weights: Weights | None
) -> tuple[list[Mention], list[Asked]]:
    """The mentions in fixed order, and every candidate with what is known without the judge.

    With ``weights`` the judge is spared the pairs that the features rule out.
    """
    ordered = sorted(
        (m for m in mentions if not isinstance(m.value, Name | Quotation)),
        key=lambda m: (m.article, m.value.start, m.value.end),
    )
    by_article = {text.id: text for text in texts}
    around = [_around(mention, by_article[mention.article]) for mention in ordered]
    rarity = Rarity(parse for text in texts for parse in text.parses)
    found = candidates(ordered, around, rarity, {text.id: text.origin for text in texts})
    lengths = {text.id: len(text.article.text) for text in texts}
    days = {text.id: d.toordinal() if (d := text.article.day) else None for text in texts}
    scene = Scene(ordered, around, rarity, lengths, days)
    passages: dict[int, str] = {}

    def passage(index: int) -> str:
        if index not in passages:
            passages[index] = passage_of(ordered[index], by_article[ordered[index].article])
        return passages[index]

    made = []
    for candidate, vector in zip(found, features(scene, found), strict=True):
        question = question_of(ordered[candidate.a], candidate)
        weighed = None if weights is None else weights.questions[question]
        ask = weighed is None or weighed.log_odds(vector) >= weighed.least
        pair = slot_pair(passage(candidate.a), passage(candidate.b)) if ask else None
        made.append(Asked(candidate, question, vector, pair))
    return ordered, made


def _around(mention: Mention, text: Text) -> Surroundings:
    place = text.place(mention.sentence)
    joined = place > 0 and text.sentences[place - 1].paragraph == mention.sentence.paragraph
    return surroundings(mention, text.parses[place], text.parses[place - 1] if joined else None)


def passage_of(mention: Mention, text: Text) -> str:
    """The masked passage of a mention."""
    start = mention.sentence.start
    span = (mention.value.start - start, mention.value.end - start)
    return masked_passage(mention.sentence.text, span, text.before(mention.sentence))


def judge_log_odds(asked: Sequence[Asked], ask: Ask) -> list[float | None]:
    """The judge's log odds for each candidate, None where it is not asked."""
    pairs = sorted({a.passages for a in asked if a.passages is not None})
    answers = dict(zip(pairs, ask(pairs), strict=True))
    return [None if a.passages is None else logit(answers[a.passages]) for a in asked]


def find_slots(
    mentions: Sequence[Mention], texts: Sequence[Text], ask: Ask, weights: Weights
) -> tuple[Slot, ...]:
    """The slots of a bundle, in the order of their first mention.

    The result depends on neither the order of the mentions nor that of the texts.
    """
    ordered, asked = ask_about(mentions, texts, weights)
    judged = judge_log_odds(asked, ask)
    weighed = []
    for item, answer in zip(asked, judged, strict=True):
        question = weights.questions[item.question]
        premise, hypothesis = item.passages or ("", "")
        weighed.append(
            Weighed(
                item.candidate,
                question.probability(question.log_odds(item.vector), answer),
                question.threshold,
                question.explain(item.vector, answer),
                premise,
                hypothesis,
            )
        )
    linked = link(ordered, weighed, together=weights.together)
    return tuple(_slot([ordered[i] for i in members], links, ordered) for members, links in linked)


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
