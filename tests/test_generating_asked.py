"""Pairs of what the judge is asked about two claims, and the stories kept for measuring."""

import random

import pytest
from towns import BUDGET, HARBOUR, corpus_of

from claimcheck.facts.figures import find_figures
from claimcheck.records import Article
from claimcheck.training.generating import asked, asked_rows
from claimcheck.training.generating.corpus import Corpus
from claimcheck.training.generating.material import Story, telling


@pytest.fixture(scope="module")
def towns():
    return corpus_of(HARBOUR, BUDGET)


def test_what_the_judge_is_asked_is_labelled_by_where_the_claims_come_from(towns):
    rows = [*asked_rows.asked_same(towns, random.Random(1))]
    assert any("17" in r.premise and "17" in r.hypothesis for r in rows)
    assert {r.label for r in rows} == {"entailment"}
    changed = [*asked_rows.asked_changed(towns, random.Random(1))]
    assert {r.label for r in changed} == {"contradiction"}
    for row in changed:
        told = {f.low for f in find_figures(row.premise)}
        assert {f.low for f in find_figures(row.hypothesis)} - told


def test_values_of_two_stories_are_of_two_things():
    blaze = (
        ("Tidewater Post", "", "The hotel fire in Marrow killed 44 people on Sunday, police said."),
        ("Coastal Ledger", "", "A fire in a hotel in Marrow killed 44 people on Sunday."),
    )
    rows = [*asked_rows.asked_other(corpus_of(HARBOUR, blaze), random.Random(1))]
    assert rows
    assert {r.label for r in rows} == {"neutral"}


def test_a_quarter_of_the_stories_is_kept_for_measuring():
    kept = [f"story-{n}" for n in range(400) if asked.is_held_out(f"story-{n}")]
    assert 60 <= len(kept) <= 140
    outlets = [Article(outlet=o, title=t, text=x, published="2015-03-10") for o, t, x in HARBOUR]
    told = tuple(telling(a, kept[0], "towns") for a in outlets)
    story = Story(id=kept[0], topic="towns", day=None, tellings=told)
    assert Corpus([story]).stories == ()
