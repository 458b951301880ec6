"""Pairs made from news: what one fact decides, and which label follows from it."""

import re

import pytest
from towns import BUDGET, HARBOUR, corpus_of, rows_of, single

from claimcheck.facts.figures import find_figures
from claimcheck.training.generating import dates, figures, naming, slots


@pytest.fixture(scope="module")
def towns():
    return corpus_of(HARBOUR, BUDGET)


def test_two_outlets_with_one_fact_in_other_words_make_an_entailment(towns):
    rows = rows_of(slots.slot_same, towns, tries=1)
    assert ("The mayor failed to persuade two members of the finance committee.",
            "The mayor failed to persuade two finance committee members.") in {
        (r.premise, r.hypothesis) for r in rows
    }  # fmt: skip
    assert {r.label for r in rows} == {"entailment"}


def test_statements_with_another_figure_do_not_agree():
    other = ("Coastal Ledger", "", "Near Port Elwin, a ferry fire killed 19 people on Tuesday.")
    assert corpus_of((HARBOUR[0], other)).agreeing == ()


def test_a_value_put_into_another_event_is_neutral():
    first = (
        "Tidewater Post",
        "",
        "A fire at the Elwin grain mill injured 31 night workers on Friday.",
    )
    later = ("Coastal Ledger", "", "A fire at a Brackwater dye plant injured 12 night workers.")
    rows = rows_of(slots.slot_other, corpus_of((first,), (later,)), tries=1)
    made = {(r.premise, r.hypothesis, r.label) for r in rows}
    assert (
        "A fire at the Elwin grain mill injured 31 night workers on Friday.",
        "A fire at a Brackwater dye plant injured 31 night workers.",
        "neutral",
    ) in made


def test_events_of_one_week_are_not_taken_for_two():
    first = (
        "Tidewater Post",
        "",
        "A fire at the Elwin grain mill injured 31 night workers on Friday.",
    )
    later = ("Coastal Ledger", "", "A fire at a Brackwater dye plant injured 12 night workers.")
    same_week = corpus_of((first,), (later,), days=("2015-03-10", "2015-03-12"))
    assert rows_of(slots.event_other, same_week, tries=3) == []


def test_a_changed_figure_keeps_its_unit_and_differs():
    corpus = single("The Hillside council spent $4.5 million on three new schools.")
    rows = rows_of(figures.figure_changed, corpus)
    assert rows and {r.label for r in rows} == {"contradiction"}
    for row in rows:
        values = {(f.unit, f.low) for f in find_figures(row.hypothesis)}
        assert values != {("dollar", 4.5e6), ("", 3.0)}
        assert {unit for unit, _ in values} == {"dollar", ""}


@pytest.mark.parametrize(
    "sentence",
    [
        "The council's debt has not exceeded 20 percent of its income.",
        "More than 50 farmers marched through the market town.",
        "The candidate leads her rival by less than 1,000 votes.",
    ],
)
def test_a_value_whose_change_decides_nothing_is_left_alone(sentence):
    assert rows_of(figures.figure_changed, single(sentence)) == []


def test_another_spelling_of_a_figure_is_an_entailment():
    corpus = single(
        "The bakery sold 24 percent of its loaves before noon.",
        "The rescue boats picked up 24 sailors near the reef.",
        "The shipyard paid $1.2 billion for the drydock company.",
        "The storm moved 50 miles inland before it broke up.",
    )
    rows = rows_of(figures.figure_spelling, corpus)
    told = " ".join(r.hypothesis for r in rows)
    assert {r.label for r in rows} == {"entailment"}
    assert "24 per cent" in told and "two dozen sailors" in told
    assert "$1.2bn" in told and "about 80 kilometers" in told


_FIGURE = re.compile(r"(at least|more than|over|fewer than|no more than|at most|about|around"
                     r"|up to)? ?(\d+) farmers")  # fmt: skip


def test_bounds_have_the_label_that_their_values_allow():
    rows = rows_of(figures.figure_bound, single("The market town sent 40 farmers to the capital."),
                   tries=200)  # fmt: skip
    assert {r.label for r in rows} == {"entailment", "neutral", "contradiction"}
    for row in rows:
        (mine, low), (theirs, high) = (
            _FIGURE.search(t).groups() for t in (row.premise, row.hypothesis)
        )
        assert row.label == _expected(mine, int(low), theirs, int(high)), row


def _expected(mine, low, theirs, high):
    """The label by trying every value up to 400 that premise and hypothesis allow."""

    def allowed(bound, value):
        tests = {
            None: lambda n: n == value,
            "at least": lambda n: n >= value,
            "more than": lambda n: n > value,
            "over": lambda n: n > value,
            "fewer than": lambda n: n < value,
            "no more than": lambda n: n <= value,
            "at most": lambda n: n <= value,
            "up to": lambda n: n <= value,
            "about": lambda n: abs(n - value) <= 0.1 * value,
            "around": lambda n: abs(n - value) <= 0.1 * value,
        }
        return {n for n in range(1, 400) if tests[bound](n)}

    premise, hypothesis = allowed(mine, low), allowed(theirs, high)
    if premise <= hypothesis:
        return "entailment"
    return "neutral" if premise & hypothesis else "contradiction"


def test_another_date_of_one_event_contradicts():
    corpus = single("The Marigold left the harbor on Tuesday with 240 passengers.",
                    "The city council approved the new pier rules on March 9, 2015.")  # fmt: skip
    rows = rows_of(dates.date_changed, corpus)
    assert rows and {r.label for r in rows} == {"contradiction"}
    assert not any("Tuesday" in r.hypothesis or "March 9" in r.hypothesis for r in rows)


def test_the_end_of_a_period_is_not_moved():
    corpus = single("The harbor master has lived in the lighthouse since 2008.",
                    "The northern pier stays closed until Friday for repairs.")  # fmt: skip
    assert rows_of(dates.date_changed, corpus) == []


def test_a_vaguer_date_follows_and_a_more_exact_one_is_open():
    corpus = single("The city council approved the new pier rules on March 9, 2015.")
    rows = rows_of(dates.date_spelling, corpus)
    vague = "The city council approved the new pier rules in March 2015."
    exact = "The city council approved the new pier rules on March 9, 2015."
    made = {(r.premise, r.hypothesis, r.label) for r in rows}
    assert (exact, vague, "entailment") in made and (vague, exact, "neutral") in made
    assert any("9 March 2015" in r.hypothesis and r.label == "entailment" for r in rows)


def test_a_date_that_the_premise_lacks_is_neutral():
    corpus = single("The harbor master arrested a smuggler near the pier on Tuesday night.")
    rows = rows_of(dates.date_added, corpus)
    assert rows and all("Tuesday" not in r.premise and r.label == "neutral" for r in rows)


def test_another_place_contradicts_what_happened_once_and_leaves_a_rate_open():
    corpus = single("The choir leader Odile Marchetti died in Chicago on Sunday.",
                    "The unemployment rate in Ohio remains very high.")  # fmt: skip
    once = rows_of(naming.place_changed, corpus)
    open_ = rows_of(naming.place_other, corpus)
    assert once and all("Chicago" not in r.hypothesis for r in once)
    assert {r.label for r in once} == {"contradiction"}
    assert open_ and all("Ohio" not in r.hypothesis for r in open_)
    assert {r.label for r in open_} == {"neutral"}


def test_another_person_may_say_or_back_the_same():
    corpus = single(
        "Sen. Linnea Brandt won the harbor election by a wide margin.",
        "Sen. Odile Marchetti supports the new pier rules of the council.",
        *[
            f"Sen. Odile Marchetti supports the {n} pier plan of the council."
            for n in ("old", "new")
        ],
        *[
            f"Sen. Linnea Brandt supports the {n} ferry line of the town."
            for n in ("long", "short")
        ],
        *[
            f"Sen. Tomas Okonkwo supports the {n} night train of the town."
            for n in ("late", "early")
        ],
        "Sen. Tomas Okonkwo supports the fishing ban of the harbor board.",
    )
    rows = rows_of(naming.name_other, corpus)
    assert rows and {r.label for r in rows} == {"neutral"}
    for row in rows:
        assert row.premise.split()[:3] != row.hypothesis.split()[:3]
        assert row.premise.split()[3:] == row.hypothesis.split()[3:]
        assert "won the" not in row.premise
