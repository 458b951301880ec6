"""One directed pair: figures and dates that hold, or cannot, decide where a small model guesses."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.deciding.directed import settle, weigh
from claimcheck.facts.figure_follows import follows
from claimcheck.facts.figures import find_figures
from claimcheck.records import Probabilities


def figure(text: str):
    (found,) = find_figures(text)
    return found


@pytest.mark.parametrize(
    ("premise", "hypothesis", "following"),
    [
        ("11,645 people", "more than 9,000 people", "holds"),
        ("1,589 people", "more than 1,600 people", "excluded"),
        ("1,600 people", "more than 1,600 people", "excluded"),
        ("1,600 people", "at least 1,600 people", "holds"),
        ("at least 20 people", "17 people", "excluded"),
        ("at least 20 people", "31 people", "open"),
        ("fewer than 40 people", "fewer than 50 people", "holds"),
        ("fewer than 40 people", "more than 40 people", "excluded"),
        ("203 people", "about 200 people", "holds"),
        ("260 people", "about 200 people", "excluded"),
        ("24 percent", "$24", "incomparable"),
        ("about 200 people", "203 people", "open"),
        ("3 miles", "4.8 kilometres", "holds"),
        ("3 miles", "more than 5 kilometres", "excluded"),
        ("the 3rd runner", "3 runners", "incomparable"),
    ],
)
def test_what_a_figure_makes_of_another(premise, hypothesis, following):
    assert follows(figure(premise), figure(hypothesis)) == following


@given(st.integers(1, 10**7), st.integers(1, 10**7))
def test_plain_numbers_follow_from_each_other_or_from_neither(a, b):
    one, other = figure(f"{a:,} people"), figure(f"{b:,} people")
    assert follows(one, other) == follows(other, one)
    assert follows(one, one) == "holds"
    assert (follows(one, figure(f"more than {b:,} people")) == "holds") == (a > b)


@pytest.mark.parametrize(
    ("premise", "hypothesis"),
    [
        ("The quake killed 62 people in Lombok.", "The quake in Lombok killed 82 people."),
        ("Sales fell 3% in the quarter.", "Sales fell by more than 4% in the quarter."),
        ("At least 300 homes were destroyed.", "The fire destroyed 120 homes."),
        ("The trial opened on March 3, 2014.", "The trial opened on March 5, 2014."),
    ],
)
def test_a_value_that_cannot_hold_is_no_entailment(premise, hypothesis):
    settled = settle(premise, hypothesis)
    assert settled.excluded
    said = weigh(settled, Probabilities(entailment=0.9, neutral=0.06, contradiction=0.04))
    assert said.contradiction > 0.8 > said.entailment
    assert said.neutral == 0.06
    assert said.entailment + said.neutral + said.contradiction == pytest.approx(1)


@pytest.mark.parametrize(
    ("premise", "hypothesis"),
    [
        ("The quake killed 62 people.", "The quake killed more than 60 people."),
        ("There were 229,642 cases and 17,671 deaths.", "There were over 17,500 casualties."),
        ("The tariff is 24% and 300 jobs are at risk.", "Japan sent 12 delegates."),
        ("The ship carries 500 people.", "The ship does not carry 800 people."),
        ("Profit was $2 million.", "Profit was $500,000 more than last year."),
        ("The vote was on March 3, 2014.", "The vote was held before March 9, 2014."),
        ("The vote was on Friday.", "The vote was on Monday."),
        ("Nothing is counted here.", "Forty people came."),
    ],
)
def test_what_may_hold_is_left_to_the_judge(premise, hypothesis):
    settled = settle(premise, hypothesis)
    assert settled.excluded is None
    said = Probabilities(entailment=0.5, neutral=0.3, contradiction=0.2)
    assert weigh(settled, said) == said


def test_a_figure_that_holds_gets_the_wording_of_the_premise():
    settled = settle("Some 203 people were hurt.", "The blast injured about 200 people.")
    assert settled.hypothesis == "The blast injured Some 203 people."
    unlike = settle("11,645 cases were reported.", "There were over 9,000 cases.")
    assert unlike.hypothesis == "There were over 9,000 cases."


@given(st.text(max_size=200), st.text(max_size=200))
def test_any_two_texts_can_be_settled(premise, hypothesis):
    assert settle(premise, hypothesis).premise == premise


@given(st.text(max_size=200))
def test_a_text_is_never_excluded_by_itself(text):
    assert settle(text, text).excluded is None
