"""Masked passages: the value is gone, what it is of stays, and nothing grows with the text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from claimcheck.judging.masking import MASK, with_own_mask
from claimcheck.slots.passages import masked_passage, slot_pair


def passage(sentence: str, value: str, before: str = "") -> str:
    begin = sentence.index(value)
    return masked_passage(sentence, (begin, begin + len(value)), before)


def test_the_value_is_covered_and_other_figures_are_one_letter():
    made = passage("The quake killed 622 people and hurt 1,411 by 3:15 a.m.", "622")
    assert made == f"The quake killed {MASK} people and hurt N by N a.m."


def test_what_touches_the_value_goes_on_touching_it():
    assert passage("A (5%) rise.", "5%") == f"A ({MASK}) rise."
    assert passage("The 12-page letter.", "12") == f"The {MASK}-page letter."


def test_the_end_of_the_sentence_before_tells_who_it_is():
    made = passage("They killed 20.", "20", "In May gunmen stormed the Bataclan hall in Paris.")
    assert made.startswith("In May gunmen") and made.endswith(f"They killed {MASK}.")
    long = passage("They killed 20.", "20", "far " * 50 + "in Paris.")
    assert len(long.split()) <= 16 and "in Paris. They" in long


def test_a_long_sentence_is_cut_around_the_value():
    made = passage("first " * 60 + "of 31 miners " + "last " * 60, "31")
    assert f"of {MASK} miners" in made
    assert len(made.split()) <= 30


def test_equal_contexts_give_equal_passages_whatever_the_value():
    one, other = "The toll rose to 9 on Monday.", "The toll rose to 4,000 on Monday."
    assert passage(one, "9") == passage(other, "4,000")


@given(st.text(), st.text(min_size=1), st.text(), st.text())
def test_any_text_gives_one_mask_and_a_short_passage(left, value, right, before):
    made = masked_passage(left + value + right, (len(left), len(left) + len(value)), before)
    assert made.count(MASK) == 1
    assert len(made.split()) <= 32  # one word more where the value touches both its neighbours
    assert len(made) <= 2000


@given(st.text(), st.text())
def test_the_question_has_no_direction(a, b):
    assert slot_pair(a, b) == slot_pair(b, a)


def test_each_model_reads_its_own_mask():
    class Tokenizer:
        mask_token = "<mask>"

    assert with_own_mask(Tokenizer(), f"killed {MASK} people") == "killed <mask> people"
    Tokenizer.mask_token = None
    assert with_own_mask(Tokenizer(), MASK) == MASK
