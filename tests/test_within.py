"""An article against itself: its headline against its body."""

from __future__ import annotations

import json
from importlib import resources

import jsonschema
import pytest
from conftest import ROOT
from test_pipeline import FERRY, payload

from claimcheck import Article, InputError
from claimcheck.pipeline import Checker
from claimcheck.reading import read_articles
from claimcheck.reporting import render

SINKING = (
    "The ferry Aurora sank off Lisbon on Monday. The captain is still missing. "
    "Rescuers pulled 19 passengers from the water. A crane will raise the wreck on Friday."
)


@pytest.fixture(scope="module")
def inner(checker):
    return Checker(checker.judge, within=True)


def marked(report) -> set:
    return {
        frozenset(e.quote[a:b] for e in f.evidence for a, b in e.highlights)
        for f in report.of("contradiction")
    }


def article(text: str = SINKING, **about) -> Article:
    return Article(outlet="Herald", published="2024-03-05", text=text, **about)


def test_a_headline_that_its_body_contradicts_is_found(inner):
    report = inner.check([article(title="Rescuers pull 12 passengers from the water")])
    assert marked(report) == {frozenset({"12", "19"})}
    (finding,) = report.findings
    assert finding.outlets == ("Herald",)
    assert finding.origins == 1
    assert render(report, "text").startswith("1 contradiction; 1 article, 1 outlet.")
    for form in ("text", "markdown", "html"):
        assert "its headline" in render(report, form)
    page = report.to_html()
    assert "its own words differ: 12 against 19" in page and "Nothing to look at" not in page
    texts = {m.article.id: m.article.text for m in report.members}
    assert all(texts[e.article][e.start : e.end] == e.quote for e in finding.evidence)
    schema = json.loads(
        (resources.files("claimcheck.reporting") / "report.schema.json").read_text("utf-8")
    )
    jsonschema.validate(report.to_dict(), schema)


def test_a_headline_that_fits_is_no_finding_and_no_article(inner):
    report = inner.check([article(title="Rescuers pull 19 passengers from the water")])
    assert report.findings == ()
    assert len(report.members) == 1
    assert {c.article for c in report.claims} == {report.members[0].article.id}


@pytest.mark.parametrize("text", [SINKING, *(a.text for a in FERRY)])
def test_a_text_that_says_everything_twice_contradicts_itself_in_nothing(inner, text):
    assert inner.check([article(f"{text}\n\n{text}")]).findings == ()


def test_a_copy_adds_nothing(inner):
    one = article(title="Rescuers pull 12 passengers from the water")
    copy = Article(outlet="Twin", published="2024-03-05", title=one.title, text=one.text)
    alone, both = inner.check([one]), inner.check([one, copy])
    assert len(both.findings) == len(alone.findings) == 1


def test_the_examples_contradict_themselves_in_nothing(inner):
    articles, _ = read_articles([str(ROOT / "examples" / "japan-tariffs")])
    for one in articles:
        assert inner.check([one]).findings == ()


def test_findings_across_outlets_stay_as_they_were(checker, inner):
    across = checker.check(FERRY)
    assert set(across.findings) <= set(inner.check(FERRY).findings)
    assert payload(inner.check(FERRY[::-1])) == payload(inner.check(FERRY))


def test_different_things_in_one_article_do_not_contradict(inner):
    text = (
        "The bombing in Kabul killed 12 people. The bombing in Herat killed 19 people. "
        "Last year the fund paid out 5 million dollars. This year it paid out 7 million dollars."
    )
    assert inner.check([article(text)]).findings == ()


def test_no_article_at_all_is_nothing_to_check(inner):
    with pytest.raises(InputError, match="one is needed"):
        inner.check([])
