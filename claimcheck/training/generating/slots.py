"""Facts that two outlets share (entailment), and like facts of other things (neutral)."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import permutations

from claimcheck.facts.dates import compare_dates
from claimcheck.facts.figures import compare_figures
from claimcheck.records import Figure
from claimcheck.training.generating.corpus import Corpus
from claimcheck.training.generating.material import Row, Statement
from claimcheck.training.generating.pairing import shuffled
from claimcheck.training.generating.wording import splice
from claimcheck.words import content_stems

# So much of the hypothesis must be its own for it not to follow once the values are one.
_OWN_SHARE, _OWN_STEMS = 0.3, 2
_OWN_SHARE_NEAR, _OWN_STEMS_NEAR = 0.4, 3
_DAYS_APART = 12
_LEAST_ALIKE = 0.25


def slot_same(corpus: Corpus, rng: random.Random) -> Iterator[Row]:
    """One fact told by two outlets: entailment."""
    for premise, hypothesis in shuffled(corpus.agreeing, rng):
        yield Row("slot_same", premise.text, hypothesis.text, "entailment")


def slot_other(corpus: Corpus, rng: random.Random) -> Iterator[Row]:
    """Like words of two things, the hypothesis's value made the premise's: neutral."""
    for premise, hypothesis in _others(corpus, rng):
        text = _with_value(premise, hypothesis, rng)
        if text is not None:
            yield Row("slot_other", premise.text, text, "neutral")


def event_other(corpus: Corpus, rng: random.Random) -> Iterator[Row]:
    """Like words of two things, each with its own values: neutral all the same."""
    for premise, hypothesis in _others(corpus, rng):
        yield Row("event_other", premise.text, hypothesis.text, "neutral")


def _others(corpus: Corpus, rng: random.Random) -> Iterator[tuple[Statement, Statement]]:
    singles = shuffled((s for s in corpus.statements if s.figures or s.dates), rng)
    inside = shuffled(_same_story(corpus), rng)
    for number, statement in enumerate(singles):
        near = [
            (statement, other)
            for score, other in corpus.neighbours.of(statement)
            if score >= _LEAST_ALIKE and _apart(statement, other) and is_other(statement, other)
        ]
        if near:
            yield near[0]
        if number % 2 and inside:
            yield inside.pop()


def _same_story(corpus: Corpus) -> Iterator[tuple[Statement, Statement]]:
    """Two quantities of one story in like words."""
    for story in corpus.bundles:
        for one, other in permutations(story.tellings, 2):
            for p in one.statements:
                for h in other.statements:
                    shared = len(p.stems & h.stems)
                    if shared < 2 or not p.figures or not h.figures:
                        continue
                    own = h.stems - p.stems
                    enough = len(own) >= max(_OWN_STEMS_NEAR, _OWN_SHARE_NEAR * len(h.stems))
                    if enough and _measure_apart(p.figures, h.figures):
                        yield p, h


def _measure_apart(left: tuple[Figure, ...], right: tuple[Figure, ...]) -> bool:
    """Whether all figures of one unit count things of another name."""
    pairs = [(f, g) for f in left for g in right if f.unit == g.unit]
    return bool(pairs) and all(
        f.noun and g.noun and not content_stems(f.noun) & content_stems(g.noun) for f, g in pairs
    )


def _apart(a: Statement, b: Statement) -> bool:
    """Published so far apart that they tell two events."""
    return a.day is not None and b.day is not None and abs((a.day - b.day).days) >= _DAYS_APART


def is_other(premise: Statement, hypothesis: Statement) -> bool:
    """Whether enough of the hypothesis is not in the premise, the values set aside."""
    own = hypothesis.stems - premise.stems
    return len(own) >= max(_OWN_STEMS, _OWN_SHARE * len(hypothesis.stems))


def _with_value(premise: Statement, hypothesis: Statement, rng: random.Random) -> str | None:
    figures = [
        (f, g)
        for f in hypothesis.figures
        for g in premise.figures
        if f.unit == g.unit
        and f.unit != "ordinal"
        and (f.low > 1) == (g.low > 1)
        and compare_figures(f, g).verdict != "equal"
        and (f.noun == "age") == (g.noun == "age")
        and ("-" in f.text) == ("-" in g.text)
        and f.text[0].isalpha() == g.text[0].isalpha()
    ]
    if figures:
        f, g = rng.choice(figures)
        return splice(hypothesis.text, f.start, f.end, g.text)
    dates = [
        (d, e)
        for d in hypothesis.dates
        for e in premise.dates
        if d.granularity == e.granularity
        and compare_dates(d, e).verdict == "different"
        and d.text.split()[0].isalpha() == e.text.split()[0].isalpha()
        and len(d.text.split()) == len(e.text.split())
    ]
    if dates:
        d, e = rng.choice(dates)
        return splice(hypothesis.text, d.start, d.end, e.text)
    return None
