"""Limits: what they cut is told, and a wrong one is named."""

from __future__ import annotations

import pytest

from claimcheck.errors import InputError
from claimcheck.limits import LIMITS, Limits


def test_what_a_limit_cuts_is_told_and_the_rest_is_kept_in_order():
    limits = Limits.parse(["articles = 2", "mentions-a-sentence=7"])
    assert (limits.articles, limits.mentions_a_sentence) == (2, 7)
    kept, told = limits.cut("articles", "abc", stage="read", item="the bundle")
    assert list(kept) == ["a", "b"]
    assert [(skip.stage, skip.item) for skip in told] == [("read", "the bundle")]
    assert "3" in told[0].reason and "2" in told[0].reason and "articles" in told[0].reason
    assert limits.cut("articles", "ab", stage="read", item="the bundle") == ("ab", ())


@pytest.mark.parametrize(
    ("given", "named"),
    [
        ("articels=3", "articels"),
        ("articles", "articles"),
        ("articles=0", "articles"),
        ("articles=-1", "articles"),
        ("articles=1.5", "articles"),
        ("articles=²", "articles"),
        ("articles=" + "9" * 5000, "articles"),
    ],
)
def test_a_wrong_limit_is_named(given, named):
    with pytest.raises(InputError, match=named):
        Limits.parse([given])


def test_the_defaults_are_valid():
    assert Limits.parse([]) == LIMITS
