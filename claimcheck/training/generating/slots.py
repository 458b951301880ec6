"""Facts that two outlets share (entailment), and like facts of other things (neutral)."""

from __future__ import annotations

import random
from collections.abc import Iterator

from claimcheck.facts.dates import compare_dates
from claimcheck.facts.figures import compare_figures
from claimcheck.training.generating.corpus import Corpus
from claimcheck.training.generating.material import Row, Statement
from claimcheck.training.generating.pairing import shuffled
from claimcheck.training.generating.wording import splice


def slot_same(corpus: Corpus, rng: random.Random) -> Iterator[Row]:
    """One fact told by two outlets: entailment."""
    for premise, hypothesis in shuffled(corpus.agreeing, rng):
        yield Row("slot_same", premise.text, hypothesis.text, "entailment")


def slot_other(corpus: Corpus, rng: random.Random) -> Iterator[Row]:
    """Like words of two things, the hypothesis's value made the premise's: neutral."""
    for premise, hypothesis in shuffled(corpus.strangers, rng):
        text = _with_value(premise, hypothesis, rng)
        if text is not None:
            yield Row("slot_other", premise.text, text, "neutral")


def event_other(corpus: Corpus, rng: random.Random) -> Iterator[Row]:
    """Like words of two things, each with its own values: neutral all the same."""
    for premise, hypothesis in shuffled(corpus.strangers, rng):
        yield Row("event_other", premise.text, hypothesis.text, "neutral")


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
