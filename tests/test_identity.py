"""A finding stays itself as its story grows, and is told by the plainest words that carry it."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from click.testing import CliRunner

from claimcheck import Article
from claimcheck.cli.main import cli
from claimcheck.followup.baseline import baseline, read_baseline
from claimcheck.followup.changes import compare_reports
from claimcheck.followup.explain import explain
from claimcheck.followup.review import Mark, apply_reviews, dumps, read_reviews
from claimcheck.followup.settling import settled
from claimcheck.followup.stored import names
from claimcheck.reporting.json_report import as_data

DAY = "2024-03-05"
SUNK = "The ferry Aurora sank off Lisbon on Monday."
HERALD = f"{SUNK} Rescuers pulled 19 passengers from the water."
COURIER = f"Rescuers pulled 12 passengers from the water. {SUNK}"
# What versions before this identity called the contradiction of these two texts.
FORMER = "d2df4a4874ce"
JOINING = {
    "an outlet with the same value": (DAY, "19 passengers were pulled from the water."),
    "the same on an earlier day": ("2024-03-04", "Divers pulled 12 passengers from the water."),
    "a bound on one of the values": (DAY, "At least 19 passengers were pulled from the water."),
    "an article on something else": (DAY, "The captain of the ferry signed the log."),
}


def articles(*texts, outlets=("Herald", "Courier", "Gazette", "Tribune")):
    return [Article(outlet=o, published=DAY, text=t) for o, t in zip(outlets, texts, strict=False)]


def contradiction(data):
    [found] = [f for f in data["findings"] if f["relation"] == "contradiction"]
    return found


@pytest.fixture(scope="module")
def ferry(quick):
    return as_data(quick.check(articles(HERALD, COURIER)))


@pytest.fixture(scope="module", params=JOINING, ids=lambda name: name.replace(" ", "-"))
def grown(request, quick):
    published, text = JOINING[request.param]
    joined = Article(outlet="Gazette", published=published, text=text)
    return as_data(quick.check([*articles(HERALD, COURIER), joined]))


def test_a_baseline_knows_a_finding_as_its_story_grows(ferry, grown, tmp_path):
    path = tmp_path / "known.json"
    path.write_text(baseline(ferry), encoding="utf-8")
    marked = settled(grown, 0.0, read_baseline(path), {})
    assert contradiction(marked)["review"]["status"] == "known"


def test_what_an_editor_said_holds_as_the_story_grows(ferry, grown, tmp_path):
    path = tmp_path / "claimcheck-reviews.toml"
    path.write_text(dumps({contradiction(ferry)["id"]: Mark("dismissed", "two ships")}))
    marked = apply_reviews(grown, read_reviews(path))
    assert contradiction(marked)["review"] == {"status": "dismissed", "note": "two ships"}


def test_compare_takes_it_for_the_same_one(ferry, grown):
    changes = compare_reports(ferry, grown)
    assert not changes.contradicts
    assert contradiction(ferry) not in changes.gone


def test_another_value_is_another_finding(quick, ferry):
    other = as_data(quick.check(articles(HERALD, COURIER.replace("12", "14"))))
    assert set(names(contradiction(ferry))).isdisjoint(names(contradiction(other)))
    third = articles(HERALD, COURIER, "In all 15 passengers were pulled from the water.")
    more = as_data(quick.check(third))
    assert contradiction(ferry)["id"] not in names(contradiction(more))


def test_other_lines_of_an_article_make_no_other_finding(quick, ferry):
    changed = as_data(quick.check(articles(f"It was cold. {HERALD}", f"{COURIER} It was dark.")))
    assert contradiction(changed)["id"] == contradiction(ferry)["id"]


def test_two_findings_of_one_report_never_share_a_name(quick):
    both = "12 passengers drowned and 12 sailors drowned.", "14 passengers died, 14 sailors died."
    report = quick.check(articles(*both))
    every = [name for finding in as_data(report)["findings"] for name in names(finding)]
    assert len(every) == len(set(every))


def test_a_name_of_before_still_counts(ferry, tmp_path):
    assert FORMER in contradiction(ferry)["aliases"]
    known = settled(ferry, 0.0, frozenset([FORMER]), {})
    assert contradiction(known)["review"]["status"] == "known"
    marked = apply_reviews(ferry, {FORMER: Mark("fixed")})
    assert contradiction(marked)["review"]["status"] == "fixed"
    report, reviews = tmp_path / "report.json", tmp_path / "claimcheck-reviews.toml"
    report.write_text(json.dumps(ferry), encoding="utf-8")
    reviews.write_text(dumps({FORMER: Mark("fixed")}))
    run = CliRunner().invoke
    assert "12 against 19" in run(cli, ["explain", str(report), FORMER]).stdout.replace(
        " (Courier)", ""
    )
    run(cli, ["review", str(report), "--dismiss", FORMER], standalone_mode=False)
    # What was said under the name of before is not kept beside it.
    assert read_reviews(reviews).keys() == {contradiction(ferry)["id"]}


QUAKE = (
    "At least 14 people were killed in the quake in Harwick.",
    "14 people were killed in the quake in Harwick, rescuers said.",
    "The quake in Harwick killed 21 people.",
)


@pytest.fixture(scope="module")
def quake(quick):
    return as_data(quick.check(articles(*QUAKE)))


def test_the_plainest_mention_of_a_value_stands_for_it(quake):
    found = contradiction(quake)
    assert "at least" not in found["reason"]
    assert "14" in found["reason"] and "21" in found["reason"]


def test_explain_shows_the_pair_that_differs_with_its_quotes(quake):
    found = contradiction(quake)
    assert found["basis"]["compared"] == "14 (Courier) against 21 (Gazette)"
    assert [e["quote"] for e in found["evidence"]][:2] == [QUAKE[1], QUAKE[2]]
    judged = {found["basis"][side] for side in ("premise", "hypothesis")}
    masked = {q.replace("14", "[MASK]").replace("21", "[MASK]") for q in QUAKE[1:]}
    assert {text.strip() for text in judged} == masked
    shown = "\n".join(explain(quake, found))
    assert "compared: 14 (Courier) against 21 (Gazette)" in shown


def test_an_agreement_credits_each_outlet_with_what_it_gave(quick):
    report = quick.check(
        articles(
            "About 2,300 people marched in Harwick against the tax.",
            "More than 2,000 people marched against the tax in Harwick.",
            "Some 2,300 people marched through Harwick against the tax.",
        )
    )
    [found] = report.of("agreement")
    said = found.reason.partition(": ")[2]
    assert said == "about 2,300 (Gazette and Herald), compatible with more than 2,000 (Courier)"
    # Each outlet is named once in the terminal's line: beside what it gave.
    from claimcheck.reporting import render

    line = render(replace(report, findings=(found,)), "text", width=200)
    assert line.count("Courier") == 1
