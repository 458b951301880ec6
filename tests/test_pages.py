"""Saved pages in the styles of big sites, live blogs and aggregators, with gold beside them."""

from __future__ import annotations

import json
from datetime import datetime

import pytest
from conftest import ROOT

from claimcheck.reading import read_articles
from claimcheck.reading.places import location
from claimcheck.reading.signoff import trimmed

PAGES = ROOT / "tests" / "specimens" / "pages"
GOLD = json.loads((PAGES / "gold.json").read_text("utf-8"))


def moment(text):
    return datetime.fromisoformat(text) if text else None


def words(text):
    return text.split()


@pytest.mark.parametrize("name", sorted(GOLD))
def test_a_page_gives_its_articles_and_nothing_else(name):
    articles, _ = read_articles([PAGES / f"{name}.html"])
    found = {article.outlet: article for article in articles}
    assert set(found) == {gold["outlet"] for gold in GOLD[name]}
    for gold in GOLD[name]:
        article = found[gold["outlet"]]
        assert words(article.text) == words(gold["text"])
        assert (article.title, article.url) == (gold["title"], gold["url"])
        assert article.modified == moment(gold["modified"])
        if gold["published"]:
            assert article.published == moment(gold["published"])
        stamps = [(article.text[at:], when) for at, when in article.stamps]
        assert len(stamps) == len(gold["stamps"])
        for (text, when), (begins, wanted) in zip(stamps, gold["stamps"], strict=True):
            assert text.startswith(begins)
            assert when == moment(wanted)


@pytest.mark.parametrize("name", sorted(GOLD))
def test_each_line_of_a_text_is_found_in_the_page_where_it_is_said_to_stand(name):
    path = PAGES / f"{name}.html"
    lines = path.read_text("utf-8").split("\n")
    for article in read_articles([path])[0]:
        offset = 0
        for line in article.text.split("\n"):
            first = line.split(" ")[0] if line else ""
            if first:
                place = location(article, offset, offset + len(first))
                assert place is not None
                page_line = lines[place.line - 1]
                assert page_line[place.column - 1 :].startswith(first)
                assert place.end_column == place.column + len(first)
            offset += len(line) + 1


def test_a_year_in_the_footer_is_no_day_of_publication():
    [main] = [
        a for a in read_articles([PAGES / "aggregator-cards.html"])[0] if a.outlet == "Newsbox"
    ]
    assert main.published is None


@pytest.mark.parametrize(
    "line",
    [
        "Reporting by Dagny Foss in Lira; Editing by Ruth Amadi",
        "Additional reporting by Ibrahim Sel",
        "Associated Press writers Ann Lee and Bo Ray contributed to this report.",
        "With files from the Lira Post",
        "Source: Al Marsa and news agencies",
        "A version of this article appears in print on April 24, 2025, Section A, Page 1.",
        "Corinne Vale covers housing for The Times. More about Corinne Vale",
        "More about Corinne Vale",
        "Follow Ann Lee on X: @annlee",
        "Our Standards: The Sentinel Trust Principles.",
        "© 2025 Sentinel. All rights reserved",
    ],
)
def test_a_sign_off_is_no_part_of_the_text(line):
    body = "Corvale cut its forecast.\nNo one was hurt, the company said at its office."
    assert trimmed(f"{body}\n{line}") == body
    assert trimmed(f"By Dagny Foss\n{body}\n{line}") == body


def test_a_text_of_sign_offs_alone_is_kept():
    assert trimmed("Source: Al Marsa") == "Source: Al Marsa"
