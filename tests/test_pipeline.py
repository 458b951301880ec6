"""Laws of the whole: what must hold for any bundle."""

from __future__ import annotations

import json
import os
import random
import re
import subprocess
import sys
from dataclasses import replace
from importlib import resources

import jsonschema
import pytest
from conftest import ROOT

from claimcheck import Article, InputError
from claimcheck.reading import read_articles
from claimcheck.reporting import render

FERRY = [
    Article(
        outlet="Herald",
        published="2024-03-05",
        text="At least 31 people drowned when the ferry Aurora sank off Lisbon on Monday. "
        "The ferry was built in 1998. Rescuers pulled 12 passengers from the water.",
    ),
    Article(
        outlet="Courier",
        published="2024-03-05",
        text="The ferry Aurora sank off Lisbon on Monday. Rescuers pulled 19 passengers from "
        "the water. The captain has not been found.",
    ),
    Article(
        outlet="Gazette",
        published="2024-03-06",
        text="At least 44 people drowned when the ferry Aurora sank off Lisbon on Monday. "
        "A crane will raise the wreck on Friday.",
    ),
]


def payload(report) -> str:
    data = report.to_dict()
    data["run"].pop("timings")
    return json.dumps(data, sort_keys=True)


@pytest.fixture(scope="module")
def ferry(checker):
    return checker.check(FERRY)


def test_differing_counts_of_one_day_contradict_and_growing_tolls_update(ferry):
    marked = {
        (f.relation, frozenset(e.quote[a:b] for e in f.evidence for a, b in e.highlights))
        for f in ferry.findings
    }
    assert ("contradiction", frozenset({"12", "19"})) in marked
    assert ("update", frozenset({"31", "44"})) in marked
    assert len(ferry.of("contradiction")) == 1


def test_an_article_without_a_day_is_read_as_of_the_days_of_the_others(checker):
    told = "The ferry Aurora sank off Lisbon on Monday with 31 people on board."
    dated = [
        Article(outlet=outlet, text=f"{told} The harbour of {outlet} is shut.", published=day)
        for outlet, day in (("Herald", "2024-03-05"), ("Courier", "2024-03-06"))
    ]
    undated = Article(
        outlet="Gazette", text="The ferry Aurora sank off Lisbon on March 4. A storm blew."
    )
    report = checker.check([*dated, undated])
    day = next(f for f in report.of("agreement") if f.kind == "date")
    assert {e.outlet for e in day.evidence} == {"Herald", "Courier", "Gazette"}
    assert any("2024-03-05 to 2024-03-06" in skip.reason for skip in report.skips)
    far = replace(dated[1], published="2024-05-06")
    assert not any("its day" in s.reason for s in checker.check([dated[0], far, undated]).skips)


def test_that_two_sentences_agree_on_a_day_does_not_hide_that_they_contradict(checker):
    texts = (
        "The transport committee approved the plan for a tram line to Elin on Monday.",
        "The transport committee rejected the plan for a tram line to Elin on Monday.",
    )
    report = checker.check(
        [
            Article(outlet=outlet, published="2024-03-05", text=text)
            for outlet, text in zip(("Herald", "Courier"), texts, strict=True)
        ]
    )
    (contradiction,) = report.of("contradiction")
    marked = {e.quote[a:b] for e in contradiction.evidence for a, b in e.highlights}
    assert marked == {"approved", "rejected"}
    assert [finding.kind for finding in report.of("agreement")] == ["date"]


def test_quotes_are_substrings_and_every_finding_has_two(ferry):
    texts = {a.id: a.text for a in FERRY}
    for finding in ferry.findings:
        assert len(finding.evidence) >= 2
        assert finding.origins >= 2
        for e in finding.evidence:
            assert texts[e.article][e.start : e.end] == e.quote


def test_the_report_obeys_its_schema(ferry):
    schema = json.loads(
        (resources.files("claimcheck.reporting") / "report.schema.json").read_text("utf-8")
    )
    jsonschema.validate(ferry.to_dict(), schema)


@pytest.mark.parametrize("seed", range(3))
def test_order_of_articles_does_not_matter(checker, ferry, seed):
    shuffled = random.Random(seed).sample(FERRY, len(FERRY))
    assert payload(checker.check(shuffled)) == payload(ferry)


def test_batch_size_does_not_matter(ferry):
    from claimcheck.judging import Judge
    from claimcheck.pipeline import Checker

    small = Checker(Judge.load(batch_tokens=64))
    assert payload(small.check(FERRY)) == payload(ferry)


def test_a_copy_adds_no_finding_and_no_origin(checker):
    page = (ROOT / "examples" / "japan-tariffs" / "daily8.txt").read_text(encoding="utf-8")
    text = page.split("\nHashtags")[0]
    herald = Article(outlet="Herald", text=text)
    copy = Article(outlet="Courier", text=text)
    report = checker.check([herald, copy])
    assert report.findings == ()
    assert sum(m.copy_of is not None for m in report.members) == 1
    # Without times nobody knows which of the two came first.
    [reason] = [skip.reason for skip in report.skips if skip.stage == "copies"]
    assert reason.startswith("has its text in common with")


def told(verb="upheld", seen="seen", last=""):
    return (
        f"The court of appeal in Velde on Monday {verb} the conviction of the former mayor, Ivo"
        " Rask, for bribery. Rask, 58, had been sentenced to four years in prison last May. “I have"
        f" never {seen} the money and I have nothing to hide from anybody in this town,” Rask told"
        " reporters outside the court. The council meets on Thursday to choose his successor, and"
        f" three candidates have said that they will run for the office.{last}"
    )


@pytest.mark.parametrize(
    ("change", "kind", "words"),
    [({"verb": "overturned"}, "antonym", ("upheld", "overturned")),
     ({"seen": "taken"}, "quote", ("seen", "taken"))],
)  # fmt: skip
def test_a_copy_that_changes_a_word_contradicts_its_original(checker, change, kind, words):
    original = Article(outlet="Herald", text=told(last=" The Herald was first to tell it."))
    copy = Article(outlet="Courier", text=told(**change))
    report = checker.check([original, copy])
    assert sum(m.copy_of is not None for m in report.members) == 1
    [finding] = report.findings
    assert (finding.relation, finding.kind, finding.origins) == ("contradiction", kind, 1)
    quotes = {e.article: e.quote for e in finding.evidence}
    assert words[0] in quotes[original.id] and words[1] in quotes[copy.id]
    assert payload(checker.check([copy, original])) == payload(report)


def test_a_copy_in_house_style_adds_nothing(checker):
    original = Article(outlet="Herald", text=told(last=" The Herald was first to tell it."))
    styled = told().replace("“", '"').replace("”", '"').replace("Ivo Rask", "Mr Ivo Rask")
    report = checker.check([original, Article(outlet="Courier", text=styled)])
    assert report.findings == ()
    assert sum(m.copy_of is not None for m in report.members) == 1


WIRE = (
    "A freight train carrying ammonia left the track near Talmor on Monday, forcing 2,300 people"
    " from their homes, the fire brigade said. Eleven wagons left the track and two of them leaked."
    " The line to Brell will stay closed until Friday, railway spokeswoman Nell Tarr said. The"
    " repair of the track will cost 4.1 million euros, she added."
)
OWN = (
    "Talmor woke to sirens on Monday. Trains to Brell will not run until Friday, according to the"
    " railway, which put the cost of the repair of the track at 4.1 million euros."
)


def test_two_prints_of_one_text_differ_but_do_not_bear_each_other_out(checker):
    post = Article(outlet="Post", text=WIRE, published="2025-03-12")
    courier = replace(post, outlet="Courier", text=WIRE.replace("2,300", "3,200"))
    both = checker.check([post, courier])
    assert [f.relation for f in both.findings] == ["contradiction"]
    assert any("what the two agree on is counted once" in skip.reason for skip in both.skips)

    three = checker.check([post, courier, replace(post, outlet="Herald", text=OWN)])
    agreed = three.of("agreement")
    assert any(len(f.outlets) == 3 for f in agreed)
    assert {f.origins for f in agreed} == {2}
    assert "Courier, Herald and Post; only 2 texts" in render(three, "text", width=200)
    assert "3 outlets, only 2 texts" in three.to_html()


def test_one_text_is_no_majority(checker):
    post = Article(outlet="Post", text=WIRE, published="2025-03-12")
    courier = replace(post, outlet="Courier", text=WIRE.replace("Eleven", "Twelve"))
    own = OWN.replace("Talmor woke", "A freight train forced 3,200 people from homes. Talmor woke")
    report = checker.check([post, courier, replace(post, outlet="Herald", text=own)])
    [row] = [r for r in report.ledger if {"2,300", "3,200"} <= {e.value for e in r.entries}]
    assert not any(entry.outlier for entry in row.entries)


@pytest.mark.parametrize("story", ["contradiction", "dispute", "terminal-fire"])
def test_a_reason_names_values_in_the_order_of_the_quotes_below_it(checker, story):
    articles, _ = read_articles([ROOT / "examples" / story])
    report = checker.check(articles)
    valued = [
        f
        for f in (*report.of("contradiction"), *report.of("dispute"), *report.of("update"))
        if f.slot
    ]
    assert valued
    for finding in valued:
        marks = [e.quote[a:b] for e in finding.evidence for a, b in e.highlights]
        places = [re.search(rf"\b{re.escape(mark)}\b", finding.reason) for mark in marks]
        told = list(dict.fromkeys(found.start() for found in places if found))
        assert len(told) > 1
        assert told == sorted(told), finding.reason


def test_the_page_says_how_the_findings_of_its_verdict_come_to_its_points(checker):
    articles, _ = read_articles([ROOT / "examples" / "contradiction"])
    report = checker.check(articles)
    page = report.to_html()
    said = re.search(r"(\d+) agreements on (\d+) points, (\d+) more on points above\.", page)
    here, points, above = map(int, said.groups())
    assert here + above == len(report.of("agreement"))
    assert points == len(re.findall(r'class="card agreement"', page))
    # A statement that is agreed on is told in its words.
    assert re.search(r"<h4[^>]*>“The captain survived the accident\.”</h4>", page)


def test_lives_that_are_claimed_are_people_killed(checker):
    told = (
        "At least 31 people were killed when the ferry sank off Harwick on Monday, police said.",
        "The sinking of the ferry off Harwick on Monday claimed the lives of 44 people.",
    )
    articles = [
        Article(outlet=f"Outlet {n}", text=text, published="2024-03-05")
        for n, text in enumerate(told)
    ]
    [finding] = [f for f in checker.check(articles).findings if f.kind == "number"]
    assert finding.relation != "agreement"
    assert "44" in finding.reason and "31" in finding.reason


def test_an_article_does_not_contradict_itself_under_another_outlet(checker):
    for article in FERRY:
        twin = Article(outlet="Twin", text=article.text, published="2024-03-05")
        assert checker.check([article, twin]).of("contradiction") == ()


@pytest.mark.parametrize("spelling", ["24 percent", "24 per cent", "24 pct", "twenty-four percent"])
def test_the_spelling_of_a_figure_changes_nothing(checker, spelling):
    def bundle(rate):
        return [
            Article(outlet="A", text=f"Japan faces a {rate} tariff from July, officials said."),
            Article(outlet="B", text="Japan faces a 24% tariff from July."),
        ]

    assert [f.relation for f in checker.check(bundle(spelling)).findings] == ["agreement"]


def test_one_article_is_nothing_to_compare(checker):
    with pytest.raises(InputError, match="two are needed"):
        checker.check(FERRY[:1])


def test_the_report_carries_the_thresholds_that_decided(ferry):
    thresholds = ferry.run.thresholds
    assert {"slots.figure alike", "slots.date differs", "quotations"} < set(thresholds)
    for finding in ferry.findings:
        assert finding.basis.threshold is None or finding.basis.threshold in thresholds.values()


def test_the_digest_of_the_settings_tells_two_calibrations_apart(ferry, checker, monkeypatch):
    assert checker.check(FERRY).run.config_sha256 == ferry.run.config_sha256
    warmer = replace(checker.judge.calibrations["statements"], temperature=2.0)
    monkeypatch.setitem(checker.judge.calibrations, "statements", warmer)
    assert checker.check(FERRY).run.config_sha256 != ferry.run.config_sha256


def test_importing_loads_no_torch_and_no_parser():
    code = (
        "import sys, claimcheck, claimcheck.cli.main; print({'torch', 'spacy'} & set(sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env=os.environ, check=True
    )
    assert done.stdout.strip() == "set()"
