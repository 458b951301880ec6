"""Where a finding points to: the line of the file in which its words stand, in every format."""

from __future__ import annotations

import base64
import gzip
import io
import json
import quopri
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.reading import read_articles
from claimcheck.reading.mapped import Mapped
from claimcheck.reading.places import location

FIRST = (
    "The harbour authority of Port Ellery said on Monday that 24 ships had waited for a berth "
    "since the weekend."
)
SECOND = (
    "Two of the five “blue” cranes had failed, the harbour’s chief engineer said, at 40% of cost."
)
OTHER = "Valley Radio reported that 31 ships were still at anchor off Port Ellery on Monday night."

MARKDOWN = f"""---
outlet: Courier
published: 2025-06-02
---

# Ships queue at Ellery

> *{FIRST[:36]}*{FIRST[36:]}

- {SECOND.replace("chief engineer", "[chief engineer](https://courier.example/who_is_it)")}
"""
RSS = f"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel><title>The Courier</title><link>https://courier.example</link><language>en</language>
<item><title>Ships queue</title><link>https://courier.example/a</link>
  <content:encoded><![CDATA[
    <p>{FIRST.replace("24 ships", "<b>24</b> ships")}</p>
    <p>{SECOND.replace("“", "&#8220;")}</p>
  ]]></content:encoded></item>
<item><title>Cranes</title><link>https://courier.example/b</link>
  <description>
    &lt;p&gt;{OTHER.replace("31", "&lt;em&gt;31&lt;/em&gt;")}&lt;/p&gt;
  </description></item>
</channel></rss>
"""
G2 = f"""<?xml version="1.0" encoding="UTF-8"?>
<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:newsml:courier:1" version="3"
 standard="NewsML-G2" standardversion="2.33" xml:lang="en-GB">
<itemMeta><itemClass qcode="ninat:text"/><provider literal="Courier"/></itemMeta>
<contentMeta><headline>Ships queue</headline></contentMeta>
<contentSet><inlineXML contenttype="application/xhtml+xml">
<html xmlns="http://www.w3.org/1999/xhtml"><head><title>no</title></head><body>
<p>{FIRST.replace("24 ships", "<em>24</em> ships")}</p>
<p>{SECOND}</p></body></html>
</inlineXML></contentSet></newsItem>
"""
NITF = f"""<nitf><head><title>Ships</title></head><body>
<body.head><hedline><hl1>Ships queue</hl1></hedline></body.head>
<body.content>
<p>{FIRST}</p>
<p>{SECOND}</p></body.content></body></nitf>
"""
HTML = f"""<html lang="en"><head><title>Ships queue at Ellery</title></head>
<body><article><h1>Ships queue at Ellery</h1>
<p>{FIRST.replace("24 ships", "<a href='/x'>24 ships</a>")}</p>
<p>{SECOND}</p>
</article></body></html>
"""
JSON_FEED = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "Courier",
    "items": [
        {"id": "1", "title": "Ships", "content_html": f"<p>{FIRST}</p>\n<p>{SECOND}</p>"},
        {"id": "2", "title": "Cranes", "content_text": OTHER},
    ],
}
LIVE = {
    "@context": "https://schema.org",
    "@type": "LiveBlogPosting",
    "headline": "Ships at Ellery, live",
    "publisher": {"name": "Courier"},
    "liveBlogUpdate": [
        {"articleBody": SECOND, "datePublished": "2025-06-01T12:00:00Z"},
        {"articleBody": FIRST, "datePublished": "2025-06-01T08:30:00Z"},
    ],
}
NINJS = {
    "uri": "urn:courier:1",
    "type": "text",
    "headline": "Ships",
    "body_html": f"<p>{FIRST}</p><p>{SECOND}</p>",
    "source": "Courier",
}
OWN = [
    {"outlet": "Courier", "text": f"{FIRST}\n\n{SECOND}"},
    {"outlet": "Radio", "text": f"{OTHER}\n\n{SECOND}"},
]
CSV = (
    "outlet,title,text\n"
    f'Courier,Ships,"{FIRST}\n\n{SECOND.replace("“blue”", chr(34) * 2 + "blue" + chr(34) * 2)}"\n'
    f'Radio,Cranes,"{OTHER}\n{SECOND}"\n'
)
HEAD = (
    "From: The Courier <news@courier.example>\nSubject: Ships queue\n"
    "Date: Mon, 02 Jun 2025 08:00:00 +0000\nMIME-Version: 1.0\n"
)
PLAIN = f"{HEAD}Content-Type: text/plain; charset=utf-8\n"


def soft(text):
    """Quoted-printable, broken into short lines."""
    return quopri.encodestring(text.encode()).decode()


def alternative(html):
    return (
        f'{HEAD}Content-Type: multipart/alternative; boundary="x"\n\n--x\n'
        "Content-Type: text/plain\n\nSee the other part.\n--x\n"
        "Content-Type: text/html; charset=utf-8\n"
        f"Content-Transfer-Encoding: quoted-printable\n\n{soft(html)}\n--x--\n"
    )


EXACT = {
    "a.txt": f"---\noutlet: Courier\n---\nShips queue\n\n  {FIRST}\n\n{SECOND}\n",
    "a.md": MARKDOWN,
    "a.html": HTML,
    "feed.xml": RSS,
    "g2.xml": G2,
    "nitf.xml": NITF,
    "feed.json": json.dumps(JSON_FEED, indent=2, ensure_ascii=False),
    "live.json": json.dumps(LIVE, indent=2),
    "ninjs.json": json.dumps(NINJS, indent=2).replace("/", "\\/"),
    "own.json": json.dumps(OWN, indent=2),
    "a.csv": CSV,
    "plain.eml": f"{PLAIN}Content-Transfer-Encoding: 8bit\n\n{FIRST}\n\n{SECOND}\n",
    "crlf.eml": f"{PLAIN}Content-Transfer-Encoding: 8bit\n\n{FIRST}\n\n{SECOND}\n".replace(
        "\n", "\r\n"
    ),
    "soft.eml": f"{PLAIN}Content-Transfer-Encoding: quoted-printable\n\n{soft(FIRST)}\n\n"
    f"{soft(SECOND)}\n",
    "html.eml": alternative(HTML),
}
"""What is as it is read, or wrapped and escaped: each word is found at its line and column."""


def read(tmp_path, name, data):
    path = tmp_path / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    articles, skips = read_articles([path])
    assert articles, skips
    return articles


def words_of(article):
    """Each word of a text that any format leaves as it is, with its offset."""
    at = 0
    for line in article.text.split("\n"):
        for word in line.split(" "):
            if word.isascii() and word.isalnum():
                yield at, word
            at += len(word) + 1


def assert_in_its_line(article, lines):
    """The first words of every line of the text stand in the lines that they are said to."""
    assert FIRST in article.text or OTHER in article.text
    for at, word in words_of(article):
        place = location(article, at, at + len(word))
        line = lines[place.line - 1]
        rest = line[place.column - 1 :]
        # A soft line end within the word, as mails have them, leaves its beginning.
        assert rest.startswith(word) or word.startswith(rest.rstrip("=\r") or "\0"), (word, line)
        assert (place.end_line, place.end_column) == (place.line, place.column + len(word))


@pytest.mark.parametrize("name", sorted(EXACT))
def test_each_word_is_found_where_it_is_said_to_stand(tmp_path, name):
    lines = EXACT[name].split("\n")
    for article in read(tmp_path, name, EXACT[name]):
        assert_in_its_line(article, lines)


@pytest.mark.parametrize("name", sorted(EXACT))
@pytest.mark.parametrize("pack", ["zip", "gz"])
def test_a_member_of_an_archive_has_its_own_lines_and_its_name(tmp_path, name, pack):
    data = EXACT[name].encode()
    if pack == "zip":
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            archive.writestr(f"week/{name}", data)
        articles = read(tmp_path, "all.zip", out.getvalue())
    else:
        articles = read(tmp_path, f"{name}.gz", gzip.compress(data))
    lines = EXACT[name].split("\n")
    for article in articles:
        assert_in_its_line(article, lines)
        place = location(article, 0, 5)
        assert place.path.endswith("all.zip" if pack == "zip" else f"{name}.gz")
        assert place.inside == (f"week/{name}" if pack == "zip" else name)


def line_of(text, words):
    return next(n for n, line in enumerate(text.split("\n"), 1) if words in line)


def test_a_row_of_json_lines_or_of_a_table_is_its_line(tmp_path):
    rows = "".join(json.dumps(row) + "\n" for row in OWN)
    table = f"outlet\ttext\nCourier\t{FIRST}\nRadio\t{OTHER}\n"
    for name, text in (("a.jsonl", rows), ("a.tsv", table)):
        for article in read(tmp_path, name, text):
            place = location(article, 4, 20)
            assert place.line == line_of(text, article.text[:40])
            # No more than the line is known: the place is empty.
            assert (place.end_line, place.end_column) == (place.line, place.column)


def test_an_encoded_mail_is_its_part(tmp_path):
    body = base64.encodebytes(f"{FIRST}\n\n{SECOND}".encode()).decode()
    text = f"{PLAIN}Content-Transfer-Encoding: base64\n\n{body}"
    [article] = read(tmp_path, "b64.eml", text)
    assert location(article, 0, 5).line == line_of(text, body.split("\n")[0])


def test_a_message_of_an_mbox_is_named_and_has_its_own_lines(tmp_path):
    messages = [f"{PLAIN}\n{text}\n" for text in (FIRST, OTHER)]
    mbox = "\n".join(f"From x Mon Jun  2 08:00:00 2025\n{message}" for message in messages)
    for article in read(tmp_path, "a.mbox", mbox):
        number = 1 if article.text == FIRST else 2
        place = location(article, 0, 5)
        assert place.inside == f"message {number}"
        assert place.line == line_of(messages[number - 1], article.text[:40])


def test_a_row_of_parquet_is_its_number(tmp_path):
    import pyarrow
    from pyarrow import parquet

    table = pyarrow.table({"outlet": ["Courier", "Radio"], "text": [FIRST, OTHER]})
    parquet.write_table(table, tmp_path / "t.parquet")
    articles, _ = read_articles([tmp_path / "t.parquet"])
    assert {a.outlet: location(a, 0, 5).line for a in articles} == {"Courier": 1, "Radio": 2}


@pytest.mark.parametrize("kind", ["a line that is in no file", "é"])
def test_a_line_that_is_not_found_leaves_the_others_where_they_are(tmp_path, kind):
    text = HTML.replace("<p>Two", f"<!-- x --><p>{kind}</p>\n<p>Two")
    [article] = read(tmp_path, "a.html", text)
    at = article.text.index("failed")
    assert location(article, at, at + 6).line == line_of(text, "failed")


@given(st.text("ab\n*_", max_size=40), st.data())
def test_what_edits_leave_is_found_in_the_file(text, data):
    mapped = Mapped.of(text)
    for _ in range(3):
        cuts = data.draw(st.lists(st.integers(0, len(mapped.text)), max_size=6).map(sorted))
        pairs = list(zip(cuts[::2], cuts[1::2], strict=False))
        mapped = mapped.edited((start, end, "") for start, end in pairs)
    lines = text.split("\n")
    for at, char in enumerate(mapped.text):
        assert text[mapped.place(at)] == char
        line, column = mapped.position(mapped.place(at))
        assert (lines[line - 1] + "\n")[column - 1] == char
    start = data.draw(st.integers(0, len(mapped.text)))
    piece = mapped.text[start:]
    anchors = mapped.anchors(start, len(mapped.text))
    for at, char in enumerate(piece):
        offset, line, column = max(a for a in anchors if a[0] <= at)
        assert (lines[line - 1] + "\n")[column - 1 + at - offset] == char


def test_lines_that_are_not_found_cost_little_each():
    import time

    from claimcheck.reading.markup import Places

    places = Places(Mapped.of("The harbour said 24 ships.\n" * 60_000))
    begun = time.process_time()
    for _ in range(30_000):
        assert places.anchors("This is said nowhere.") == ()
    assert time.process_time() - begun < 10  # one or two; without a bound, twenty-five
