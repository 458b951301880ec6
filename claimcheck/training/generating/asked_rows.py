"""Rows of what the judge is asked: one value of one thing, another value, values of two things."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

from claimcheck.deciding.same_slot import Signs, signs
from claimcheck.facts.figures import find_figures
from claimcheck.facts.polarity import negations
from claimcheck.records import Probabilities
from claimcheck.training.generating.asked import Asked
from claimcheck.training.generating.corpus import Corpus
from claimcheck.training.generating.material import Row
from claimcheck.training.generating.values import other_value
from claimcheck.training.generating.wording import splice

_FEWEST_WORDS, _MOST_WORDS = 5, 32
_MARKS = re.compile(r"[{}<>|@#]|https?")
_NOT_JUDGED = (Probabilities(entailment=1 / 3, neutral=1 / 3, contradiction=1 / 3),) * 2


def asked_same(corpus: Corpus, _: random.Random) -> Iterator[Row]:
    """One value of one thing, told by two outlets: entailment, both ways."""
    for one in corpus.asked:
        if one.one_slot and _tells_one_thing(one):
            for premise, hypothesis in one.comparison.questions:
                yield Row("asked_same", premise, hypothesis, "entailment")


def asked_changed(corpus: Corpus, rng: random.Random) -> Iterator[Row]:
    """The same with another value in the hypothesis: contradiction."""
    for one in corpus.asked:
        if not (one.one_slot and one.slot.kind == "number" and _tells_one_thing(one)):
            continue
        for premise, hypothesis in one.comparison.questions:
            told = (one.slot.a.text, one.slot.b.text)
            figure = next(
                (f for f in find_figures(hypothesis) if f.text in told and f.bound == "exact"), None
            )
            changed = other_value(figure, rng) if figure else None
            if figure and changed:
                text = splice(hypothesis, figure.start, figure.end, changed[0])
                yield Row("asked_changed", premise, text, "contradiction")


def asked_other(corpus: Corpus, _: random.Random) -> Iterator[Row]:
    """Values of two things, one put in the other's place: neutral."""
    for one in corpus.asked:
        seen = _signs(one)
        apart = seen.other_noun or seen.names_apart or seen.shared < 0.45
        if not one.one_slot and apart and seen.shared >= 0.2 and _is_plain(one):
            premise, hypothesis = one.comparison.questions[0]
            yield Row("asked_other", premise, hypothesis, "neutral")


def _tells_one_thing(one: Asked) -> bool:
    """Enough words in common for one value of one thing; for days, of which there are few, more."""
    seen = _signs(one)
    a, b = one.comparison.pair.a.standalone, one.comparison.pair.b.standalone
    shared, common = (0.35, 0.25) if one.slot.kind == "number" else (0.6, 0.5)
    enough = seen.shared >= shared and seen.common >= common and not seen.other_different
    return enough and a != b and (negations(a) > 0) == (negations(b) > 0) and _is_plain(one)


def _signs(one: Asked) -> Signs:
    return signs(one.comparison, one.slot, _NOT_JUDGED)


def _is_plain(one: Asked) -> bool:
    texts = (one.comparison.pair.a.standalone, one.comparison.pair.b.standalone)
    return all(
        _FEWEST_WORDS <= len(text.split()) <= _MOST_WORDS
        and not _MARKS.search(text)
        and text[0].isupper()
        for text in texts
    )
