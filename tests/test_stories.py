"""A mixed pile is told apart by story, checked story by story, and watched."""

from __future__ import annotations

import json
import random
import re
from dataclasses import replace
from datetime import date, timedelta

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claimcheck.cli.main import cli
from claimcheck.cli.pile import Pile
from claimcheck.records import Article, Funnel, Report, Run
from claimcheck.reporting import render
from claimcheck.stories import group
from claimcheck.stories.group import MOST_NEAR, _near
from claimcheck.stories.index import Index, Row, render_html, render_text
from claimcheck.stories.vectors import profile, vectors

SHIPS = (
    "24 ships were waiting for a berth at Port Ellery on Monday after two harbour cranes failed.",
    "Port Ellery's harbour authority said 31 ships lay at anchor; its cranes failed on Sunday.",
    "The cranes of Port Ellery harbour are being mended while ships wait at anchor for a berth.",
)
LIBRARY = (
    "Voters in Pinefield rejected a bond for the town library by 61 votes, the county clerk said.",
    "A $9.8 million library bond failed in Pinefield; trustees meet to talk of the library's wing.",
)
ZINC = "Corvale cut its zinc forecast after rain flooded the Santa Brisa pit, and its shares fell."
DAY = date(2025, 6, 2)


def article(outlet, text, day=DAY, title=None):
    return Article(outlet=outlet, text=text, published=day, title=title)


def pile():
    ships = [article(f"Outlet {n}", text) for n, text in enumerate(SHIPS)]
    library = [article(f"Paper {n}", text) for n, text in enumerate(LIBRARY)]
    return [*ships, *library, article("Wire", ZINC)]


def shape(grouping):
    return (
        {frozenset(a.id for a in story.articles) for story in grouping.stories},
        {a.id for a in grouping.alone},
    )


def test_stories_are_told_apart_and_the_rest_is_listed():
    articles = pile()
    grouping = group(articles)
    assert shape(grouping) == (
        {frozenset(a.id for a in articles[:3]), frozenset(a.id for a in articles[3:5])},
        {articles[5].id},
    )


def test_the_same_words_in_another_season_are_another_story():
    later = [
        replace(a, published=DAY + timedelta(days=200), outlet=f"{a.outlet} b") for a in pile()
    ]
    grouping = group([*pile(), *later])
    assert all(story.days[0] == story.days[1] for story in grouping.stories)
    assert len(grouping.stories) == 4


def test_an_article_without_a_day_joins_its_story():
    undated = article("Blog", SHIPS[0].replace("24", "25"), day=None)
    [story] = [s for s in group([*pile(), undated]).stories if "Blog" in s.outlets]
    assert "Outlet 0" in story.outlets


@settings(max_examples=20, deadline=None)
@given(st.permutations(range(6)))
def test_the_order_of_the_pile_changes_nothing(order):
    articles = pile()
    assert group([articles[i] for i in order]) == group(articles)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(
        st.tuples(
            st.sampled_from("abc"),
            st.lists(st.sampled_from("ship crane harbour bond zinc Corvale".split()), max_size=30),
            st.none() | st.dates(date(2025, 1, 1), date(2025, 1, 9)),
        ),
        max_size=25,
    )
)
def test_every_article_is_in_one_story_or_in_none(rows):
    articles = [article(o, " ".join(["x", *words]), day) for o, words, day in rows]
    grouping = group(articles)
    placed = [a.id for s in grouping.stories for a in s.articles]
    placed += [a.id for a in grouping.alone]
    assert sorted(placed) == sorted({a.id for a in articles})
    assert all(len(story.articles) > 1 for story in grouping.stories)


def crowd(stories, outlets):
    """One day's articles: so many stories by so many outlets, all from one small vocabulary."""
    rng = random.Random(1)
    words = [f"word{n}" for n in range(3000)]
    made = []
    for number in range(stories):
        own = rng.sample(words, 60)
        for outlet in range(outlets):
            text = " ".join([f"Story{number}", *3 * rng.sample(own, 40), *rng.sample(words, 20)])
            made.append(article(f"Outlet {outlet}", text))
    return made


def test_a_crowded_day_does_not_make_the_work_quadratic():
    profiles = [profile(a) for a in crowd(200, 4)]
    assert sum(1 for _ in _near(profiles, vectors(profiles))) <= MOST_NEAR * len(profiles)


def test_a_story_of_many_outlets_stays_together():
    grouping = group(crowd(3, 120))
    sizes = [len(story.articles) for story in grouping.stories]
    assert len(sizes) == 3
    assert sum(sizes) >= 350


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CLAIMCHECK_CACHE", str(tmp_path / "cache"))
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    for number, each in enumerate(pile()):
        row = {"outlet": each.outlet, "text": each.text, "published": str(each.published)}
        (inbox / f"{number}.json").write_text(json.dumps(row))
    return inbox


def run(*args):
    return CliRunner().invoke(cli, [str(a) for a in args], standalone_mode=False)


def test_the_stories_command_lists_and_splits(folder, tmp_path):
    done = run("stories", folder, "--json", "--split", tmp_path / "split")
    payload = json.loads(done.stdout)
    assert sorted(len(story["articles"]) for story in payload["stories"]) == [2, 3]
    assert [a["outlet"] for a in payload["alone"]] == ["Wire"]
    again = run("stories", tmp_path / "split", "--json")
    assert json.loads(again.stdout)["stories"][0]["id"] == payload["stories"][0]["id"]


def empty_report(articles):
    """A report that costs nothing: the judge is not what is tested here."""
    return Report(
        bundle="-".join(a.id for a in articles), version="0", members=(), claims=(), findings=(),
        ledger=(), coverage=(), skips=(), funnel=Funnel(articles=len(articles)),
        run=Run(model={"name": "m", "sha256": "0"}, backend="torch", device="cpu",
                precision="float32", thresholds={}, config_sha256="0"),
    )  # fmt: skip


def fake_pile(out, checked, key="k", fails_after=None):
    def check(articles):
        if fails_after is not None and len(checked) >= fails_after:
            raise KeyboardInterrupt
        checked.append(len(articles))
        return empty_report(articles)

    def engine(stories):
        return ((s.id, render(check(s.articles), "json")) for s in stories)

    return Pile(folder=out, key=key, engine=engine, follow_up=lambda data: data)


def test_what_is_done_is_not_done_again_and_only_what_changed_is_checked(tmp_path):
    checked: list[int] = []
    out = tmp_path / "out"
    index, _ = fake_pile(out, checked).run(pile())
    assert sorted(checked) == [2, 3]
    assert all(row.is_new for row in index.rows)
    first = (out / "index.html").read_bytes()
    checked.clear()
    fake_pile(out, checked).run(pile())
    assert checked == []
    more = [*pile(), article("Late Post", LIBRARY[0].replace("61", "63"))]
    index, _ = fake_pile(out, checked).run(more)
    assert checked == [3]
    assert [row.is_new for row in sorted(index.rows, key=lambda r: -len(r.story.articles))].count(
        True
    ) == 1
    assert (out / "index.html").read_bytes() != first


def test_an_interrupted_run_keeps_what_it_has(tmp_path):
    checked: list[int] = []
    out = tmp_path / "out"
    with pytest.raises(KeyboardInterrupt):
        fake_pile(out, checked, fails_after=1).run(pile())
    assert len(checked) == 1
    fake_pile(out, checked).run(pile())
    assert sorted(checked) == [2, 3]


def test_another_model_checks_anew(tmp_path):
    checked: list[int] = []
    fake_pile(tmp_path / "o", checked).run(pile())
    fake_pile(tmp_path / "o", checked, key="other").run(pile())
    assert sorted(checked) == [2, 2, 3, 3]


def test_the_index_escapes_what_articles_say():
    hostile = "<script>alert(1)</script>\x1b[31m\u202e"
    story = group([replace(a, title=hostile) for a in pile()]).stories[0]
    index = Index(
        rows=(Row(story=story, counts={"contradiction": 1}, page="x.html"),),
        alone=(article(hostile, ZINC),),
    )
    page = render_html(index)
    assert "<script>" not in page
    assert "alert(1)" in page
    assert "\x1b" not in render_text(index)
    assert "\u202e" not in page


@pytest.mark.parametrize(
    ("args", "status"),
    [
        (["{inbox}/0.json", "{inbox}/1.json", "gone.txt"], 2),
        (["{inbox}/0.json", "{inbox}/1.json", "gone.txt", "--keep-going"], 0),
        (["{inbox}/0.json", "{inbox}/1.json"], 0),
        (["{inbox}/0.json", "{inbox}/1.json", "https://a.example/b"], 2),
    ],
)
def test_a_path_that_does_not_exist_beside_good_ones(folder, args, status):
    done = run("extract", *(arg.format(inbox=folder) for arg in args))
    assert done.return_value == status
    assert "Outlet 0" in done.stdout
    if status:
        assert "claimcheck: gone.txt: does not exist" in done.stderr or "fetch" in done.stderr


def test_extract_shows_dates_with_their_origin_mentions_and_what_was_left_out(folder):
    (folder / "german.txt").write_text(
        "Bei einem Erdbeben in Neapel sind am Montag 24 Menschen ums Leben gekommen."
    )
    rows = [
        json.loads(line) for line in run("extract", folder, "--format", "jsonl").stdout.splitlines()
    ]
    [ships] = [row for row in rows if row.get("outlet") == "Outlet 0"]
    assert (ships["published"], ships["published_from"]) == ("2025-06-02", "metadata")
    found = {(m["kind"], m["text"]): m for m in ships["mentions"]}
    assert "2 June 2025" in found["date", "Monday"]["value"]
    assert found["location", "Port Ellery"]["type"] == "place"
    assert any(text.startswith("24") for kind, text in found if kind == "number")
    [skip] = [row for row in rows if "skipped" in row]
    assert "German" in skip["reason"]
    table = run("extract", folder).stdout
    assert "published 2025-06-02 (metadata)" in table
    assert re.search(r"place +Port Ellery", table)
    assert "left out (read)" in table


def test_stories_need_a_folder(folder):
    with pytest.raises(Exception, match="-o FOLDER"):
        raise run("check", "--stories", folder).exception


def test_check_stories_and_watch_end_to_end(folder, tmp_path):
    out = tmp_path / "out"
    done = run("check", "--stories", folder, "-o", out)
    assert done.return_value in (0, 1)
    page = (out / "index.html").read_text("utf-8")
    assert page.count("<tr>") == 3
    reports = sorted(path.stem for path in out.glob("*.html") if path.stem != "index")
    assert len(reports) == 2
    assert "in no story: Wire" in done.stdout
    watched = run("watch", folder, "-o", tmp_path / "watched", "--once")
    assert "2 stories, 2 checked" in watched.stdout
    again = run("watch", folder, "-o", tmp_path / "watched", "--once")
    assert "2 stories, 0 checked" in again.stdout
