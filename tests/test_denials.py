"""Whether one claim denies another: by what is left once its negation is taken out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_deciding import report

from claimcheck.facts.polarity import affirmed, negates, negations


def relations(checker, one: str, other: str, day: str = "2018-08-08") -> list[tuple[str, str]]:
    return [
        (f.relation, f.kind)
        for f in report(checker, one, other, day).findings
        if f.relation != "agreement" and f.kind in ("negation", "antonym")
    ]


@pytest.mark.parametrize(
    ("denied", "told"),
    [
        ("Collins did not sell his shares.", "Collins did sell his shares."),
        ("The firm won’t close any stores.", "The firm will close some stores."),
        ("Powell never set up a server.", "Powell set up a server."),
        ("No policemen were injured.", "policemen were injured."),
        ("No one had asked for a licence.", "someone had asked for a licence."),
        ("They voted without a quorum.", "They voted with a quorum."),
    ],
)
def test_a_negation_is_taken_out(denied, told):
    assert affirmed(denied) == told


@pytest.mark.parametrize(
    "text",
    [
        "Manafort had pleaded not guilty to all counts.",
        "It is not only the mayor who resigned.",
        "We are committed no matter who committed the crime.",
        "It tells what persons are or are not citizens.",
        "He did not say that he would not go.",
        "Collins sold his shares.",
    ],
)
def test_what_denies_no_deed_is_left_alone(text):
    assert affirmed(text) is None


WORDS = "the mayor did does was will not never no can't won’t without any cannot sign deal".split()


@given(st.lists(st.sampled_from(WORDS), max_size=8))
def test_what_is_affirmed_negates_no_more(words):
    changed = affirmed(" ".join(words))
    assert changed is None or negations(changed) == 0


def test_only_the_word_behind_the_negation_is_negated():
    assert negates("The boat was not fitted with jackets.", "The boat was fitted in May.")
    assert not negates("The boat was not fitted with jackets.", "He gave jackets to the boat.")


DENIED = [
    (
        "The officers did not fire tear gas at the crowd in Lorvan, the minister said.",
        "Riot police officers fired tear gas at the crowd in Lorvan shortly before 11 p.m.",
    ),
    (
        "No policemen were injured at the march in Lorvan.",
        "Four policemen were injured at the march in Lorvan, one of them by a firework.",
    ),
    (
        "The chain Velmore will not close any stores this year.",
        "The chain Velmore will close eleven stores this year, mostly in town centres.",
    ),
]


@pytest.mark.parametrize(("denial", "told"), DENIED)
def test_a_denial_contradicts_what_it_denies(checker, denial, told):
    assert relations(checker, denial, told)
    assert relations(checker, told, denial)


# Sentences of news of which a small judge says "contradiction" for the "not" alone.
NO_DENIAL = [
    (
        "A deal for immunity has not been discussed.",
        "Only then would they be willing to discuss any grants of immunity or a cooperation deal.",
    ),
    (
        "Oprah Winfrey should not run for president.",
        "Multiple commentators said Winfrey should run for president in 2020.",
    ),
    (
        "Sessions need not recuse himself.",
        "Sessions announced on Thursday that he will recuse himself from any investigations.",
    ),
    (
        "The Secretary did not speak to the President and is unaware of the reason.",
        "Secretary of State Rex Tillerson speaks to the media at the U.S. State Department after "
        "being fired by President Donald Trump in Washington, U.S. March 13, 2018.",
    ),
    (
        "Transgender individuals will not be allowed to serve in the military.",
        "Anybody who meets the standards should be allowed to serve in the military.",
    ),
    (
        "Manafort had pleaded not guilty to all counts.",
        "Manafort pleaded guilty to two counts on Friday.",
    ),
    (
        "No matter what the crime and no matter who committed it, we stand committed.",
        "No matter what the crime or who committed it, we stand committed.",
    ),
]


@pytest.mark.parametrize(("one", "other"), NO_DENIAL)
def test_a_not_beside_the_same_words_denies_nothing(checker, one, other):
    assert not relations(checker, one, other)


def test_opposites_in_one_frame_contradict(checker):
    fell = "An amendment to exempt rural cottages was rejected."
    passed = "An amendment to exempt rural cottages was accepted after pressure from farmers."
    assert relations(checker, fell, passed) == [("contradiction", "antonym")]


def test_opposites_of_two_days_do_not(checker):
    assert not relations(
        checker,
        "Shares of Velmore rose 4% in early trading on Monday.",
        "Shares of Velmore fell 4% in early trading on Tuesday.",
        day="2024-03-06",
    )
