"""Every stage's work grows with the text: four times the input, not sixteen times the time."""

from __future__ import annotations

import random
from functools import partial

import pytest
from growth import BOUND, UNITS, growth

from claimcheck.copies import fold_copies
from claimcheck.records import Article
from claimcheck.reporting.passages import segments, shorten, visible

STAGES = {
    "copies": lambda text: partial(fold_copies, _two(text)),
    "visible": lambda text: partial(visible, text),
    "shorten": lambda text: partial(shorten, text, 400),
    "segments": lambda text: partial(segments, text, [[i, i + 1] for i in range(0, 2000, 2)]),
}
"""What a stage does with a text; a further stage is one line."""
SIZE = 40_000


def _two(text):
    return [Article(outlet=outlet, text=f"{text} {outlet}") for outlet in ("A", "B")]


@pytest.mark.parametrize("stage", STAGES)
def test_four_times_the_text_is_not_sixteen_times_the_work(stage):
    slow = {}
    for unit in UNITS:
        ratio = growth(lambda size, unit=unit: STAGES[stage]((unit * size)[:size]), SIZE)
        if ratio > BOUND:
            slow[unit] = round(ratio, 1)
    assert not slow


@pytest.mark.parametrize("alike", [0, 25])
def test_four_times_the_articles_are_not_sixteen_times_the_work(alike):
    """Of stories that have nothing in common, and of stories that have their beginning."""

    def bundle(size):
        draw = random.Random(1)
        words = ["".join(draw.choices("abcdefghij", k=5)) for _ in range(900)]
        head = " ".join(words[:alike])
        texts = (" ".join(draw.choices(words, k=50)) for _ in range(size))
        return [Article(outlet=f"O{i}", text=f"{head} {text}") for i, text in enumerate(texts)]

    # From 400 on each word has more holders than are looked at.
    assert growth(lambda size: partial(fold_copies, bundle(size)), 400) <= BOUND
