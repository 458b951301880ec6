"""Limits: what they cut is told, and a wrong one is named."""

from __future__ import annotations

import io
import json
import zipfile

import pytest
from fake_judge import FakeJudge
from fake_parser import FakeParser

from claimcheck.cli.main import main
from claimcheck.errors import InputError
from claimcheck.limits import LIMITS, Limits
from claimcheck.pipeline import Checker
from claimcheck.reading import read_articles
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


SAID = "The ferry sank off the coast on Monday with 28 people on board, the ministry said. "
LONG, SHORT = SAID * 30, SAID * 4


def _page(text, extra=""):
    return f"<html><body><h1>Ferry</h1><p>{text}</p>{extra}</body></html>"


def _mail(text, extra=""):
    return (
        "From: The Courier <a@b.example>\nSubject: Ferry\nMIME-Version: 1.0\n"
        "Date: Sun, 01 Jun 2025 08:00:00 +0000\nContent-Type: text/html\n\n" + _page(text, extra)
    )


def _feed(text, extra=""):
    inside = f"<![CDATA[<p>{text}</p>{extra}]]>"
    item = f"<item><title>Ferry</title><description>{inside}</description></item>"
    return f"<rss version='2.0'><channel><title>A</title>{item}</channel></rss>"


def _json(text, extra=""):
    item = {"id": "1", "title": "Ferry", "content_html": f"<p>{text}</p>{extra}"}
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "A", "items": [item]}
    return json.dumps(feed)


def _zipped(text, extra=""):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("a.html", _page(text, extra))
    return made.getvalue()


def _crawl(text, extra=""):
    page = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + _page(text, extra).encode()
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:4ae2f2f6>\r\n"
        "WARC-Target-URI: https://courier.example/a\r\nWARC-Date: 2025-06-02T12:00:00Z\r\n"
        f"Content-Type: application/http\r\nContent-Length: {len(page)}\r\n\r\n"
    )
    return head.encode() + page + b"\r\n\r\n"


MARKED = {
    "a.html": _page,
    "a.eml": _mail,
    "a.rss": _feed,
    "a.json": _json,
    "a.zip": _zipped,
    "a.warc": _crawl,
}
FILES = MARKED | {
    "a.jsonl": lambda text: json.dumps({"outlet": "A", "title": "Ferry", "text": text}),
    "a.txt": lambda text: f"Ferry\n\n{text}",
    "a.md": lambda text: f"# Ferry\n\n{text}",
    "a.csv": lambda text: f'outlet,title,text\nA,Ferry,"{text}"\n',
    "a.tsv": lambda text: f"outlet\ttitle\ttext\nA\tFerry\t{text}\n",
}


def _read(tmp_path, name, data, **limits):
    path = tmp_path / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    given = Limits.parse([f"{limit}={number}" for limit, number in limits.items()])
    return read_articles([path], limits=given)


ATTRIBUTES = "class id title lang dir name align width height".split()


@pytest.mark.parametrize("name", FILES)
def test_every_reader_keeps_the_limit_of_an_article(tmp_path, name):
    assert len(_read(tmp_path, name, FILES[name](LONG))[0]) == 1
    articles, skips = _read(tmp_path, name, FILES[name](LONG), article_characters=1000)
    assert not articles
    assert ["limit article_characters" in skip.reason for skip in skips] == [True]
    assert len(_read(tmp_path, name, FILES[name](SHORT), article_characters=1000)[0]) == 1


@pytest.mark.parametrize(
    ("limit", "most", "extra"),
    [
        ("tags", 40, "<b>x</b>" * 60),
        ("attributes", 5, "<b " + " ".join(f'{name}="x"' for name in ATTRIBUTES) + ">x</b>"),
        ("attribute_characters", 200, '<b class="' + "x " * 300 + '">x</b>'),
    ],
)
@pytest.mark.parametrize("name", MARKED)
def test_every_reader_of_markup_keeps_its_limits(tmp_path, name, limit, most, extra):
    data = MARKED[name](SHORT, extra)
    assert len(_read(tmp_path, name, data)[0]) == 1
    articles, skips = _read(tmp_path, name, data, **{limit: most})
    assert not articles
    assert [f"limit {limit}" in skip.reason for skip in skips] == [True]


@pytest.mark.parametrize("name", ["a.html", "a.txt", "a.pdf", "a.zip"])
def test_a_file_and_what_an_archive_holds_keep_the_limit_of_a_file(tmp_path, name):
    data = FILES.get(name, lambda text: "%PDF-1.4\n" + text)(LONG)
    articles, skips = _read(tmp_path, name, data, file_bytes=500)
    assert not articles
    assert ["limit file_bytes" in skip.reason for skip in skips] == [True]


def test_the_command_hands_its_limits_to_the_readers(tmp_path, capfd):
    for name in ("a.html", "b.html"):
        (tmp_path / name).write_text(_page(SHORT, "<b>x</b>" * 60))
    with pytest.raises(SystemExit, match="2"):
        main(["check", str(tmp_path), "--limit", "tags=40"])
    assert capfd.readouterr().err.count("limit tags") == 2
