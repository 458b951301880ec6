"""Limits: what they cut is told, and a wrong one is named."""

from __future__ import annotations

import pytest
from fake_judge import FakeJudge
from fake_parser import FakeParser

from claimcheck.errors import InputError
from claimcheck.limits import LIMITS, Limits
from claimcheck.pipeline import Checker
from claimcheck.records import Article


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


NEWS = (
    "On Monday Anna Berg counted {} people in Harwick. The ferry had {} cabins and {} lifeboats. ",
    "In Harwick Anna Berg counted {} people on Monday. It was a ferry of {} cabins, {} lifeboats. ",
    "Anna Berg counted {} people on Monday in Harwick, {} with cabins and {} with lifeboats. ",
)


def _checked(**limits):
    given = [f"{name}={number}" for name, number in limits.items()]
    checker = Checker(FakeJudge(), parser=FakeParser(), limits=Limits.parse(given))
    articles = [
        Article(outlet=f"O{n}", text="".join(text.format(k, k + 9, k + 99) for k in range(20, 40)))
        for n, text in enumerate(NEWS)
    ]
    report = checker.check(articles)
    return report, [skip for skip in report.skips if "limit" in skip.reason]


@pytest.mark.parametrize(
    ("limit", "most", "counted"),
    [
        ("articles", 2, lambda report: len(report.members)),
        ("mentions_a_sentence", 1, lambda report: report.funnel.mentions / 120),
        ("mentions_an_article", 5, lambda report: report.funnel.mentions / 3),
        ("mentions_a_bundle", 30, lambda report: report.funnel.mentions),
        ("pairs", 20, lambda report: report.funnel.pairs_judged),
    ],
)
def test_a_run_keeps_each_limit_and_tells_what_it_cuts(limit, most, counted):
    free, silent = _checked()
    assert counted(free) > most and not silent
    report, told = _checked(**{limit: most})
    assert 0 < counted(report) <= most
    assert told and all(f"limit {limit}" in skip.reason for skip in told)
    assert len({skip.item for skip in told}) == len(told)


def test_the_limit_of_a_bundle_leaves_no_article_without_its_first_values():
    report, _ = _checked(mentions_a_bundle=30)
    entries = [entry for row in report.ledger for entry in row.entries]
    assert {outlet for entry in entries for outlet in entry.outlets} == {"O0", "O1", "O2"}
