"""Hostile folders and files: nothing outside is read, nothing lost in silence, nothing slow."""

from __future__ import annotations

import time

import pytest
from growth import BOUND, growth

from claimcheck.reading import read_articles

TEXT = "The ferry sank off the coast on Monday with {} people on board, the ministry said.\n"
PAGE = "<html><body>{}<p>" + (TEXT.format(28) * 5) + "</p></body></html>"


def names(articles):
    return sorted(article.source.path.rpartition("/")[2] for article in articles)


def reasons(skips, name):
    return [skip.reason for skip in skips if name in skip.item]


def test_links_that_lead_out_of_a_folder_are_told_and_not_followed_unless_named(tmp_path):
    outside = tmp_path / "outside"
    sent = tmp_path / "sent"
    for folder in (outside / "more", sent / "inside"):
        folder.mkdir(parents=True)
    for path in (outside / "secret.txt", outside / "more" / "c.txt", sent / "inside" / "a.txt"):
        path.write_text(TEXT.format(len(path.name) + len(str(path))))
    (sent / "out.txt").symlink_to(outside / "secret.txt")
    (sent / "in.txt").symlink_to(sent / "inside" / "a.txt")
    (sent / "folder").symlink_to(outside / "more")
    articles, skips = read_articles([sent])
    assert names(articles) in (["a.txt"], ["in.txt"])
    assert any("leads out" in reason for reason in reasons(skips, "out.txt"))
    assert any("linked" in reason for reason in reasons(skips, "sent/folder"))
    named, _ = read_articles([sent, sent / "out.txt", sent / "folder"])
    assert len(named) == 3


@pytest.mark.parametrize("ago", ["yesterday", "2 days ago", "Today", "just now"])
@pytest.mark.parametrize("fetched", ["0001-01-01", "9999-12-31", "0001-01-01T00:00:00+14:00"])
def test_the_edges_of_the_calendar_end_no_run(tmp_path, ago, fetched):
    path = tmp_path / "page.txt"
    path.write_text(
        f"---\nfetched: {fetched}\n---\nFerry sinks\n\n{TEXT.format(28)}\nRelated Articles\n\n"
        f"CNN\n{ago}\nFerry sinks\n{TEXT.format(29)}"
    )
    articles, skips = read_articles([path])
    assert articles or skips


@pytest.mark.parametrize(
    ("tag", "named"),
    [
        ("<div " + " ".join(f'a{i}="x"' for i in range(90_000)) + ">", "attributes"),
        ('<div x=">" ' + " ".join(f"a{i}" for i in range(90_000)) + ">", "attributes"),
        ("<b>x</b>" * 300_000, "tags"),
        ("<div>" * 200_000, "tags"),
        ('<div class="' + "x " * 600_000 + '">', "characters"),
        ("<a " * 400_000, "characters"),
    ],
)
def test_a_page_of_tags_alone_is_refused_before_it_is_parsed(tmp_path, tag, named):
    path = tmp_path / "page.html"
    path.write_text(PAGE.format(tag))
    started = time.process_time()
    articles, skips = read_articles([path])
    assert time.process_time() - started < 5  # the parser alone takes half a minute
    assert not articles and named in reasons(skips, "page.html")[0]


def test_a_page_of_a_live_blogs_size_is_read(tmp_path):
    path = tmp_path / "page.html"
    path.write_text(PAGE.format('<div class="a" data-x="1">x</div>' * 10_000))
    assert len(read_articles([path])[0]) == 1


def test_the_stories_of_a_page_are_read_in_the_time_of_the_page(tmp_path):
    story = "CNN\n2 hours ago\nFerry sinks\n" + TEXT.format(28) + "\n"
    head = "Ferry sinks\n\n" + TEXT.format(27) + "\nRelated Articles\n\n"
    path = tmp_path / "page.txt"
    path.write_text(head + story * 2_500)
    _, skips = read_articles([path])
    assert any("2,000" in skip.reason and "2,500" in skip.reason for skip in skips)

    def reading(size):
        path = tmp_path / f"{size}.txt"
        path.write_text(head + story * size)
        return lambda: read_articles([path])

    assert growth(reading, 400) <= BOUND
