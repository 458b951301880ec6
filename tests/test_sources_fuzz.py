"""Hostile and broken input of every kind: no crash, bounded time, one clear line each."""

from __future__ import annotations

import gzip
import io
import json
import time
import zipfile
from email.message import EmailMessage

import pytest
from conftest import ROOT
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from test_sources import (
    ATOM,
    BODY,
    G2,
    MEMBERS,
    NEWSLETTER,
    ROWS,
    RSS,
    docx_bytes,
    mail,
    pdf,
    tarred,
    warc,
    zipped,
)

from claimcheck.reading import Input
from claimcheck.reading.finish import finish
from claimcheck.reading.registry import read_input
from claimcheck.records import Article

PAGES = sorted((ROOT / "tests" / "specimens" / "pages").glob("*.html"))


def parquet_bytes():
    import pyarrow
    from pyarrow import parquet

    out = io.BytesIO()
    parquet.write_table(pyarrow.table({"source": ["Courier"], "text": [BODY]}), out)
    return out.getvalue()


SPECIMENS = {
    "a.rss": RSS.encode(),
    "a.xml": ATOM.encode(),
    "g2.xml": G2.encode(),
    "a.warc": warc(False),
    "a.warc.gz": warc(True),
    "a.eml": mail(html=NEWSLETTER).as_bytes(),
    "a.mbox": b"From x\n" + mail(plain=BODY).as_bytes(),
    "a.csv": ROWS.encode(),
    "a.parquet": parquet_bytes(),
    "a.pdf": pdf(["Ships queue", BODY]),
    "a.docx": docx_bytes(),
    "a.zip": zipped(MEMBERS),
    "a.tar.gz": tarred(MEMBERS),
    "a.tar": tarred(MEMBERS, "w:"),
    "a.json": json.dumps({"uri": "x", "type": "text", "body_html": f"<p>{BODY}</p>"}).encode(),
    "a.jsonl": json.dumps({"outlet": "A", "text": BODY}).encode(),
    **{page.name: page.read_bytes() for page in PAGES},
}
RELAXED = settings(
    max_examples=10,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def outcome(name, data):
    """Reads to the end, as the command does; says what came of it."""
    started = time.process_time()
    drafts, skips = read_input(Input(path=name, data=data))
    finished = finish(drafts, None, None)
    assert time.process_time() - started < 10
    assert drafts or skips
    for skip in skips:
        assert skip.reason
        assert "\n" not in skip.reason
        assert len(skip.reason) < 400
    return [each for each, _ in finished if isinstance(each, Article)], skips


@st.composite
def damaged(draw, data):
    """A file with a piece cut out, doubled, overwritten or put in elsewhere."""
    piece = bytearray(data)
    for _ in range(draw(st.integers(1, 4))):
        if not piece:
            break
        at = draw(st.integers(0, len(piece) - 1))
        length = draw(st.integers(1, 64))
        what = draw(st.sampled_from(("cut", "double", "noise", "end", "swap")))
        if what == "cut":
            del piece[at : at + length]
        elif what == "double":
            piece[at:at] = piece[at : at + length] * draw(st.integers(1, 20))
        elif what == "noise":
            piece[at : at + length] = draw(st.binary(max_size=64))
        elif what == "end":
            del piece[at:]
        else:
            other = draw(st.integers(0, len(piece) - 1))
            piece[at : at + length] = piece[other : other + length]
    return bytes(piece)


@pytest.mark.parametrize("name", sorted(SPECIMENS))
@RELAXED
@given(st.data())
def test_damaged_files_of_every_kind(name, data):
    outcome(name, data.draw(damaged(SPECIMENS[name])))


@pytest.mark.parametrize("name", sorted(SPECIMENS))
def test_every_specimen_reads_and_any_suffix_is_survived(name):
    articles, _ = outcome(name, SPECIMENS[name])
    assert articles
    for other in ("x.txt", "x.html", "x.json", "x.csv", "x.pdf", "x.docx", "x.zip", "x.eml", "x"):
        outcome(other, SPECIMENS[name])


@RELAXED
@given(st.dictionaries(st.text(max_size=30), st.binary(max_size=200), max_size=6))
def test_zip_members_of_any_name(members):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in members.items():
            try:
                archive.writestr(zipfile.ZipInfo(name or "x"), data)
            except (UnicodeEncodeError, ValueError):
                continue
        archive.writestr("last.txt", BODY)
    outcome("a.zip", out.getvalue())


@RELAXED
@given(st.lists(st.sampled_from(["rfc822", "html", "plain", "zip"]), min_size=1, max_size=8))
def test_mails_in_mails(kinds):
    message = mail(plain=BODY)
    for kind in kinds:
        outer = EmailMessage()
        outer["From"] = "a@b.example"
        outer["Subject"] = "Fwd: x"
        outer.set_content("See below what they wrote to us in this matter.")
        if kind == "rfc822":
            outer.add_attachment(message)
        elif kind == "zip":
            outer.add_attachment(
                zipped({"m.eml": message.as_bytes()}),
                maintype="application",
                subtype="zip",
                filename="m.zip",
            )
        else:
            outer.add_alternative(f"<p>{BODY}</p>", subtype="html")
            outer.add_attachment(message)
        message = outer
    outcome("a.eml", message.as_bytes())


json_values = st.recursive(
    st.none() | st.booleans() | st.floats(allow_nan=False) | st.text(max_size=40),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(
        st.sampled_from(
            ["@type", "@graph", "articleBody", "headline", "liveBlogUpdate", "datePublished",
             "publisher", "name", "text", "articles", "items", "version", "uri", "body_html",
             "bodies", "headlines", "value", "associations", "type", "url", "title", "content_html"]
        ),
        inner | st.sampled_from(["LiveBlogPosting", "text", "https://jsonfeed.org/version/1"]),
        max_size=6,
    ),
    max_leaves=25,
)  # fmt: skip


@settings(parent=RELAXED, max_examples=60)
@given(json_values)
def test_any_json_that_looks_like_news(value):
    outcome("a.json", json.dumps(value).encode())
    page = f"<html><script type='application/ld+json'>{json.dumps(value)}</script><p>{BODY}</p>"
    outcome("a.html", page.encode())


TAGS = (
    "<div>", "</div>", "<article>", "<h1>", "<h3>", "<h2>Related Articles</h2>", "</a>", "<p>",
    "<time>2 hours ago", '<time datetime="2025-01-01T10:00:00Z">', "<a href='http://a.example/b'>",
    "<!--", "-->", "<script>", "<![CDATA[", "<table><tr><td>", "<li class='live-post'>",
    "Reuters · 2 hours ago", "<span class='source'>The Courier</span>", BODY, "&amp;", "&#x0;",
    "&bogus;", "\0", "<svg><title>",
)  # fmt: skip
tags = st.sampled_from(TAGS)


@settings(parent=RELAXED, max_examples=60)
@given(st.lists(tags, max_size=60))
def test_any_soup_of_tags(parts):
    outcome("a.html", "".join(parts).encode())


@pytest.mark.parametrize(
    "data",
    [
        b"<div>" * 200_000 + b"text",
        b"<!--" * 200_000,
        b"<time>2 hours ago</time>" * 20_000,
        b"<div><time>1 hour ago</time><h3>" * 20_000,
        b"<a " * 300_000,
        b"&" * 500_000,
        b"<p>" + b"word " * 400_000,
        b"<rss><channel>" + b"<item><title>a</title></item>" * 20_000,
        b"{" * 100_000,
        b"[" * 100_000,
        b"From: a\n" * 50_000,
        b"a,b\n" + b'"' * 300_000,
        b"-----\n" * 100_000,
    ],
    ids=lambda data: data[:12].decode("latin-1"),
)
@pytest.mark.parametrize("name", ["a.html", "a.eml", "a.csv", "a.rss"])
def test_time_is_bounded(name, data):
    outcome(name, data)


def test_a_gzip_that_ends_early_and_trailing_bytes():
    whole = gzip.compress(RSS.encode())
    for cut in (1, 10, len(whole) // 2, len(whole) - 1):
        articles, skips = outcome("a.gz", whole[:cut])
        assert skips
        assert not articles
