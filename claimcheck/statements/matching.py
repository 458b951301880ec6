"""Statements of different outlets: which agree, which contradict, update or dispute each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from claimcheck.judging.calibration import USES
from claimcheck.language.parsing import Parse
from claimcheck.limits import Budget
from claimcheck.records import (
    Article,
    Feature,
    Probabilities,
    Relation,
    Sentence,
    Statement,
    StatementMatch,
)
from claimcheck.relations.cues import wholes
from claimcheck.statements.features import judged_features
from claimcheck.statements.passages import Passage
from claimcheck.statements.preparing import (
    Prepared,
    Span,
    ask_about,
    prepare,
    read_passages,
    worth_judging,
)
from claimcheck.statements.questions import Ask, Judging, Questions, answered
from claimcheck.statements.telling import differing, kind_of, reason_of
from claimcheck.statements.weighing import SAME_WORDS, Model, Weights

# Fewer words that stand alike in two articles are a formula ("Read more") and no statement.
_LEAST_WORDS = 4


def compare_statements(
    articles: Sequence[Article],
    sentences: Sequence[Sentence],
    parses: Sequence[Parse],
    judge: Judging,
    model: Model,
    *,
    taken: Sequence[Span] = (),
    budget: Budget | None = None,
) -> tuple[StatementMatch, ...]:
    """Compare what the sentences of different articles state.

    Args:
        articles: the originals of a bundle that tell its story; copies are no second witness.
        sentences: those of all articles, in any order.
        parses: the parse of each sentence.
        judge: answers NLI and the same-slot question between masked passages.
        model: the weights fitted to that judge.
        taken: spans that are compared elsewhere, figures, dates and quotations: what differs
            in them only is left to those who compare them.
        budget: how many pairs may be judged.

    Returns:
        One match for each pair of places, the same whatever the order of articles; a sentence
        stands in one match at most with the same sentence's article and relation.
    """
    passages = read_passages(sentences, parses, taken)
    outlets = {article.id: article.outlet for article in articles}
    days = {article.id: article.day for article in articles}
    repeated, fresh = _repeated(passages)
    prepared = worth_judging(list(prepare(fresh, days)), len(fresh), model.worth)
    asked = [ask_about(item) for item in prepared]
    if budget is not None:
        kept = _within(prepared, asked, model.worth, budget)
        prepared, asked = [prepared[n] for n in kept], [asked[n] for n in kept]
    answers = answered(judge, asked)
    found = [_same_words(a, b, outlets) for a, b in repeated]
    for item, questions_ in zip(prepared, asked, strict=True):
        match = _decide(item, questions_, answers, model, outlets, days)
        if match is not None:
            found.append(match)
    return _best(found)


def _within(
    prepared: Sequence[Prepared], asked: Sequence[Questions], worth: Weights, budget: Budget
) -> list[int]:
    """The places of what the budget lets through, those in the same words and the likeliest."""
    sizes = [sum(len(each.asks(use)) for use in USES) for each in asked]
    ranked = sorted(
        range(len(prepared)),
        key=lambda n: (not prepared[n].same_words, -worth.log_odds(prepared[n].plain), n),
    )
    taken, kept = 0, []
    for place in ranked:
        if taken + sizes[place] > budget.left:
            break
        taken += sizes[place]
        kept.append(place)
    budget.spend(taken, sum(sizes))
    return sorted(kept)


def _repeated(
    passages: Sequence[Passage],
) -> tuple[list[tuple[Passage, Passage]], list[Passage]]:
    """Sentences of the same words in different articles, and those that stand in one article.

    Of each text the first article and every other one make a pair; nobody needs to judge them.
    """
    by_words: dict[str, list[Passage]] = defaultdict(list)
    for passage in passages:
        by_words[" ".join(passage.sentence.text.casefold().split())].append(passage)
    pairs, fresh = [], []
    for alike in by_words.values():
        firsts = {p.sentence.article: p for p in reversed(alike)}
        first, *others = (firsts[article] for article in sorted(firsts))
        if not others:
            fresh += alike
        elif len(first.content) + len(first.values) >= _LEAST_WORDS:
            pairs += [(first, other) for other in others]
    fresh.sort(key=lambda p: (p.sentence.article, p.sentence.index))
    return pairs, fresh


def _same_words(a: Passage, b: Passage, outlets: Mapping[str, str]) -> StatementMatch:
    one, two = (_statement(p, outlets, ()) for p in (a, b))
    return StatementMatch(
        a=one,
        b=two,
        relation="agreement",
        kind="other",
        probability=1.0,
        threshold=1.0,
        reason=f"{one.outlet} and {two.outlet} write it in the same words",
    )


def _decide(
    item: Prepared,
    asked: Questions,
    answers: Mapping[Ask, Probabilities],
    model: Model,
    outlets: Mapping[str, str],
    days: Mapping[str, date | None],
) -> StatementMatch | None:
    values = {**item.plain, **judged_features(asked, answers)}
    forward, backward = (answers[ask] for ask in asked.whole)
    likeliest = _likeliest(item, values, (forward, backward), model)
    if likeliest is None:
        return None
    relation, probability, threshold, features = likeliest
    told = differing(asked, relation)
    a, b = (
        _statement(passage, outlets, element)
        for passage, element in zip((asked.a, asked.b), told, strict=True)
    )
    return StatementMatch(
        a=a,
        b=b,
        relation=relation,
        kind=kind_of(asked, relation),
        probability=probability,
        threshold=threshold,
        reason=reason_of(asked, relation, a, b, days),
        features=features,
        forward=forward,
        backward=backward,
    )


Likeliest = tuple[Relation, float, float, tuple[Feature, ...]]
"""A relation with its probability, the threshold that it reached, and what was weighed."""


def _likeliest(
    item: Prepared, values: Mapping[str, float], judged: Sequence[Probabilities], model: Model
) -> Likeliest | None:
    """The relation of a pair that reaches its threshold; a contrary one goes before agreement.

    Without an element in which they differ two sentences are not contrary: read off the whole
    sentences, .98 of the contradictions that a small judge sees are none. Where they say the same
    words but for that element, the judge's own word is enough, if it is the same both ways.
    """
    if item.element is not None and _one_difference(item):
        odds: dict[Relation, float] = {"contradiction": 0.0}
        odds["update"] = model.update.log_odds(values)
        if values["sources differ"]:  # a dispute has two parties
            odds["dispute"] = model.dispute.log_odds(values)
        relation = max(odds, key=lambda name: odds[name])
        contrary, threshold = model.contrary.probability(values), model.thresholds[relation]
        if contrary >= threshold:
            return relation, contrary, threshold, model.contrary.features(values)
        both_ways = min(answer.contradiction for answer in judged)
        if item.same_words and both_ways >= model.thresholds[SAME_WORDS]:
            feature = Feature(name="same words but for one element", value=1.0, weight=0.0)
            return relation, both_ways, model.thresholds[SAME_WORDS], (feature,)
    agreement, threshold = model.agreement.probability(values), model.thresholds["agreement"]
    if agreement >= threshold and _may_agree(item, judged):
        return "agreement", agreement, threshold, model.agreement.features(values)
    return None


def _one_difference(item: Prepared) -> bool:
    """Whether it is one thing of which two things are stated.

    A value that differs too, or a name and something beside it, makes it another event, and so
    does a part of what the other names; what holds only on one condition, or is asked, is not
    stated.
    """
    kinds = [element.kind for element in item.alignment.elements]
    other_names = len(kinds) > 1 if "name" in kinds else item.plain["names apart"]
    apart = item.plain["values apart"] or item.plain["one is open"] or _part_and_whole(item)
    return not other_names and not apart


def _part_and_whole(item: Prepared) -> bool:
    """Whether one speaks of a part of what the other names: a division made a profit, not all."""
    a, b = item.candidate.a, item.candidate.b
    parts = [wholes(passage.sentence.text) for passage in (a, b)]
    names = [{token.text.casefold() for token in passage.tokens} for passage in (b, a)]
    return parts[0] != parts[1] and any(p & n for p, n in zip(parts, names, strict=True))


def _may_agree(item: Prepared, judged: Sequence[Probabilities]) -> bool:
    """Whether nothing stands against agreement that words in common would outweigh.

    A judge sees no entailment either way, one side denies what the other states, who did it to
    whom is turned round, a value differs that is compared elsewhere, or each has a number that the
    other has not: "Flight 302" is not "Flight 309", however well the words around it agree.
    """
    kinds = {element.kind for element in item.alignment.elements}
    return (
        any(p.label == "entailment" for p in judged)
        and not kinds & {"negation", "turned round"}
        and not item.plain["values apart"]
        and not _numbers_apart(item)
    )


def _numbers_apart(item: Prepared) -> bool:
    """Whether each side holds digits, of a name say, that the other does not.

    Of 336 such pairs in the labelled real ones one entails both ways and 20 one way.
    """
    a, b, left = item.candidate.a, item.candidate.b, item.alignment
    return any(a.tokens[i].text[:1].isdigit() for i in left.left_a) and any(
        b.tokens[j].text[:1].isdigit() for j in left.left_b
    )


def _statement(passage: Passage, outlets: Mapping[str, str], marked: Sequence[int]) -> Statement:
    start, end = passage.span
    base = passage.sentence.start
    spans: tuple[tuple[int, int], ...] = ()
    if marked:
        tokens = passage.tokens
        spans = ((base + tokens[marked[0]].start, base + tokens[marked[-1]].end),)
    article = passage.sentence.article
    return Statement(
        article=article,
        outlet=outlets[article],
        sentence=passage.sentence,
        start=start,
        end=end,
        text=passage.text,
        speaker=passage.phrase(passage.source) if passage.source else None,
        differing=spans,
    )


def _best(found: Sequence[StatementMatch]) -> tuple[StatementMatch, ...]:
    """The likeliest of the matches that share a sentence or tell one difference."""
    taken: set[tuple[str, ...]] = set()
    kept = []
    for match in sorted(found, key=lambda m: (-m.probability, m.id)):
        a, b = match.a, match.b
        keys: set[tuple[str, ...]] = {
            (a.article, str(a.sentence.index), b.article),
            (b.article, str(b.sentence.index), a.article),
        }
        if a.differing:
            keys.add(tuple(sorted((_marked(a), _marked(b)))))
        if not keys & taken:
            taken |= keys
            kept.append(match)
    return tuple(sorted(kept, key=lambda m: (m.a.article, m.a.start, m.b.article, m.b.start)))


def _marked(statement: Statement) -> str:
    """The last word of what a statement has otherwise."""
    ((_, end),) = statement.differing
    return statement.sentence.text[: end - statement.sentence.start].split()[-1].casefold()
