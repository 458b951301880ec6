"""An aggregator's page is split into the stories of its outlets; the rest of it is listed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claimcheck.copies import fold_copies
from claimcheck.reading import read_articles
from claimcheck.records import Article, Skip

SEED = Path(__file__).parent.parent / "examples" / "japan-tariffs" / "daily8.txt"

MAIN = (
    "The harbour authority of Port Ellery said that 24 ships had waited for a berth since the "
    "weekend.\nThe cranes would work through the night, the authority said."
)
FIRST = (
    "Ships are still queuing outside Port Ellery days after the end of the strike. Timber "
    "exporters complained about the delay, and one mill said its yard was full."
)
SECOND = (
    "ELLERY: The union of the crane drivers called its agreement a success.\n\n"
    "A second vote will be held by the members on the pay rise, the union said."
)


def page(front: str = "", times: tuple[str, str] = ("2 hours ago", "5 days ago")) -> str:
    return (
        f"{front}Ships wait for a berth at Port Ellery\n{MAIN}\nHashtags\n#ships #Ellery\n\n"
        "Try Our AI Features\nExplore what Newsbox AI can do for you:\nComments\n"
        f"No comments yet...\nRelated Articles\n\n\nThe Courier\n{times[0]}\n- The Courier\n"
        f"Queue of ships at Ellery grows\n{FIRST}\n\n\nCoast Weekly\n{times[1]}\nBy Ann Lee\n"
        f"Crane drivers to vote again\n{SECOND}\nRead more\n"
    )


def read(tmp_path: Path, text: str, **more: str) -> tuple[dict[str, Article], tuple[Skip, ...]]:
    path = tmp_path / "page.txt"
    path.write_text(text, "utf-8")
    articles, skips = read_articles([path], **more)  # type: ignore[arg-type]
    assert len({article.outlet for article in articles}) == len(articles)
    return {article.outlet: article for article in articles}, skips


def test_each_story_goes_to_its_outlet_and_debris_to_the_skips(tmp_path: Path) -> None:
    articles, skips = read(tmp_path, page())
    assert {outlet: (a.title, a.text) for outlet, a in articles.items()} == {
        "Newsbox": ("Ships wait for a berth at Port Ellery", MAIN),
        "The Courier": ("Queue of ships at Ellery grows", FIRST),
        "Coast Weekly": ("Crane drivers to vote again", SECOND),
    }
    items = [skip.item.partition(": ")[2] for skip in skips if skip.stage == "split"]
    assert items == [
        "Hashtags",
        "#ships #Ellery",
        "Try Our AI Features",
        "Explore what Newsbox AI can do for you:",
        "Comments",
        "No comments yet...",
        "Read more",
    ]


def test_every_text_stands_in_the_file_where_its_source_says(tmp_path: Path) -> None:
    text = page("---\noutlet: Box\n---\n")
    articles, _ = read(tmp_path, text)
    lines = text.split("\n")
    for article in articles.values():
        source = article.source
        assert source is not None
        assert source.verbatim
        below = "\n".join(lines[source.line - 1 :])[source.column - 1 :]
        assert below.startswith(article.text)


def test_front_matter_names_the_page_and_its_moment(tmp_path: Path) -> None:
    front = "---\noutlet: Box\npublished: 2025-05-31\nfetched: 2025-06-01T01:00\n---\n"
    articles, skips = read(tmp_path, page(front))
    assert {a.outlet: (a.day, a.published_from) for a in articles.values()} == {
        "Box": (date(2025, 5, 31), "metadata"),
        "The Courier": (date(2025, 5, 31), "relative"),
        "Coast Weekly": (date(2025, 5, 27), "relative"),
    }
    assert not [skip for skip in skips if skip.stage == "date"]


def test_hours_ago_without_a_moment_leave_the_day_unknown_with_a_reason(tmp_path: Path) -> None:
    articles, skips = read(tmp_path, page(), published="2025-05-31", outlet="Box")
    assert articles["Box"].published_from == "flag"
    assert articles["The Courier"].published is None
    reasons = [skip.reason for skip in skips if skip.stage == "date"]
    assert len(reasons) == 2
    assert "'2 hours ago' counts from an unknown moment" in reasons[0]


@pytest.mark.parametrize(
    ("ago", "day"),
    [
        ("an hour ago", date(2025, 6, 10)),
        ("2h ago", date(2025, 6, 10)),
        ("yesterday", date(2025, 6, 9)),
        ("a week ago", date(2025, 6, 3)),
        ("3 days ago", date(2025, 6, 7)),
        ("2 months ago", None),
        ("June 4, 2025", date(2025, 6, 4)),
        ("4 Jun 2025", date(2025, 6, 4)),
        ("2025-06-04", date(2025, 6, 4)),
    ],
)
def test_times_of_teasers(tmp_path: Path, ago: str, day: date | None) -> None:
    articles, _ = read(tmp_path, page("---\nfetched: 2025-06-10\n---\n", (ago, "just now")))
    assert articles["The Courier"].day == day


def test_outlet_and_time_in_one_line(tmp_path: Path) -> None:
    text = page().replace("The Courier\n2 hours ago\n- The Courier", "The Courier · 2 hours ago")
    articles, _ = read(tmp_path, text)
    assert articles["The Courier"].text == FIRST


def test_headlines_below_the_heading_are_listed_and_not_read(tmp_path: Path) -> None:
    text = f"A title\n\n{MAIN}\n\nRelated Articles\n\nStorm hits the coast\nMayor resigns\n"
    articles, skips = read(tmp_path, text)
    assert [article.text for article in articles.values()] == [MAIN]
    assert [skip.item.partition(": ")[2] for skip in skips if skip.stage == "split"] == [
        "Storm hits the coast",
        "Mayor resigns",
    ]


def test_a_subheading_does_not_cut_an_article(tmp_path: Path) -> None:
    text = f"A title\n\n{MAIN}\n\nRelated\n\n{FIRST}"
    articles, _ = read(tmp_path, text)
    assert next(iter(articles.values())).text == f"{MAIN}\n\nRelated\n\n{FIRST}"


def test_an_html_page_is_split_before_its_text_is_extracted(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    paragraphs = "".join(f"<p>{line}</p>" for line in MAIN.split("\n"))
    path.write_text(
        '<html><head><meta property="og:site_name" content="Newsbox"></head><body><article>'
        f"<h1>Ships wait</h1>{paragraphs}</article><section><h2>Related Articles</h2>"
        "<div><div><span>The Courier</span></div><time>2 hours ago</time>"
        f"<h3>Queue grows</h3><p>{FIRST}</p></div></section></body></html>",
        "utf-8",
    )
    articles, _ = read_articles([path])
    assert [(a.outlet, a.title) for a in articles if a.text == FIRST] == [
        ("The Courier", "Queue grows")
    ]
    [main] = [a for a in articles if a.outlet == "Newsbox"]
    assert "24 ships had waited" in main.text
    assert "Timber" not in main.text


def test_the_page_that_started_the_project() -> None:
    articles, skips = read_articles([SEED])
    assert sorted(article.outlet for article in articles) == [
        "Daily8",
        "The Star",
        "The Sun",
        "The Sun",
    ]
    debris = " | ".join(skip.item for skip in skips if skip.stage == "split")
    for words in ("Hashtags", "Try Our AI Features", "No comments yet"):
        assert words in debris
        assert not any(words in article.text for article in articles)
    members = {member.article.outlet: [] for member in fold_copies(articles)}
    for member in fold_copies(articles):
        members[member.article.outlet].append(member)
    assert sorted(m.copy_of is None for m in members["The Sun"]) == [False, True]
    assert len({m.origin for m in members["The Sun"]}) == 1
    assert not members["The Star"][0].on_topic
    assert all(m.on_topic for m in members["The Sun"] + members["Daily8"])
    days = {a.outlet: a.day for a in articles}
    assert days["The Star"] == date(2025, 5, 28)
    assert days["Daily8"] is None


@given(
    lines=st.lists(
        st.sampled_from(
            ["", "Related Articles", "The Sun", "2 hours ago", "- The Sun", "Hashtags", MAIN, "T"]
        ),
        max_size=14,
    )
)
@settings(
    max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_any_order_of_a_pages_lines_is_read(tmp_path: Path, lines: list[str]) -> None:
    path = tmp_path / "page.txt"
    text = "\n".join(lines)
    path.write_text(text, "utf-8")
    articles, skips = read_articles([path])
    assert articles or skips
    assert all(article.text in text for article in articles)
