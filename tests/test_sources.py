"""Each kind of source, on a specimen written to its standard: what docs/sources.md says is read."""

from __future__ import annotations

import gzip
import io
import json
import tarfile
import zipfile
from datetime import UTC, date, datetime
from email.message import EmailMessage

import pytest

from claimcheck.cli.extract import as_payload
from claimcheck.errors import InputError
from claimcheck.reading import parse_columns, read_articles, registry
from claimcheck.reading.drafts import Drafts, Input
from claimcheck.reading.places import location
from claimcheck.reporting import render

BODY = (
    "The harbour authority of Port Ellery said that 24 ships had waited for a berth since the "
    "weekend, and that the cranes would work through the night."
)
OTHER = (
    "Valley Radio reported that 31 ships were still at anchor off Port Ellery on Monday, and that "
    "two of the five cranes had failed."
)


def read(tmp_path, name, data, **more):
    path = tmp_path / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return read_articles([path], **more)


def one(tmp_path, name, data, **more):
    articles, skips = read(tmp_path, name, data, **more)
    assert len(articles) == 1, skips
    return articles[0]


RSS = f"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel><title>World news | The Courier</title><link>https://www.thecourier.example</link>
<language>en-gb</language>
<item>
  <title>Ships queue at Ellery</title><link>https://www.thecourier.example/a</link>
  <pubDate>Sun, 01 Jun 2025 08:00:00 GMT</pubDate>
  <description>Ships wait at Ellery.</description>
  <content:encoded><![CDATA[<p>{BODY}</p>
  <p>A second <b>paragraph</b> of it.</p>]]></content:encoded>
</item>
<item>
  <title>Cranes fail - Valley Radio</title><link>https://valley.example/b</link>
  <source url="https://valley.example">Valley Radio</source>
  <pubDate>Mon, 02 Jun 2025 10:00:00 +0200</pubDate>
  <description>&lt;p&gt;{OTHER}&lt;/p&gt;</description>
</item>
</channel></rss>"""

ATOM = f"""<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Courier</title>
<entry><title>Ships queue</title><link href="https://courier.example/a"/>
<published>2025-06-01T08:00:00Z</published><updated>2025-06-01T11:30:00Z</updated>
<content type="html">&lt;p&gt;{BODY}&lt;/p&gt;</content></entry></feed>"""


@pytest.mark.parametrize("name", ["feed.rss", "feed.xml", "feed"])
def test_rss_gives_full_texts_and_summaries_marked_as_such(tmp_path, name):
    articles, _ = read(tmp_path, name, RSS)
    full, summary = articles
    assert full.text == f"{BODY}\nA second paragraph of it."
    assert (full.outlet, full.title, full.extent) == (
        "The Courier",
        "Ships queue at Ellery",
        "full",
    )
    assert full.published == datetime(2025, 6, 1, 8, tzinfo=UTC)
    assert (summary.outlet, summary.title, summary.text, summary.extent) == (
        "Valley Radio",
        "Cranes fail",
        OTHER,
        "summary",
    )


def test_atom_keeps_its_last_change_beside_its_publication(tmp_path):
    article = one(tmp_path, "feed.atom", ATOM)
    assert article.published == datetime(2025, 6, 1, 8, tzinfo=UTC)
    assert article.modified == datetime(2025, 6, 1, 11, 30, tzinfo=UTC)
    assert (article.text, article.url) == (BODY, "https://courier.example/a")


def test_json_feed(tmp_path):
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Courier",
        "language": "en",
        "items": [
            {
                "id": "1",
                "url": "https://courier.example/a",
                "title": "Ships queue",
                "content_html": f"<p>{BODY}</p>",
                "date_published": "2025-06-01T08:00:00Z",
                "date_modified": "2025-06-01T09:00:00Z",
            },
            {"id": "2", "title": "Cranes fail", "summary": OTHER},
        ],
    }
    articles, _ = read(tmp_path, "feed.json", json.dumps(feed))
    by_title = {article.title: article for article in articles}
    assert by_title["Ships queue"].text == BODY
    assert by_title["Ships queue"].modified == datetime(2025, 6, 1, 9, tzinfo=UTC)
    assert by_title["Cranes fail"].extent == "summary"


def test_schema_org_article_and_live_blog_as_json(tmp_path):
    node = {
        "@context": "https://schema.org",
        "@graph": [
            {
                "@type": "NewsArticle",
                "headline": "Ships queue",
                "articleBody": BODY,
                "datePublished": "2025-06-01",
                "dateModified": "2025-06-03",
                "publisher": {"name": "Courier"},
            }
        ],
    }
    article = one(tmp_path, "a.json", json.dumps(node))
    assert (article.outlet, article.text) == ("Courier", BODY)
    assert (article.published, article.modified) == (date(2025, 6, 1), date(2025, 6, 3))
    live = {
        "@type": "LiveBlogPosting",
        "headline": "Ships",
        "datePublished": "2025-06-01T08:00:00Z",
        "publisher": {"name": "Courier"},
        "liveBlogUpdate": [
            {"articleBody": OTHER, "datePublished": "2025-06-01T12:00:00Z"},
            {"articleBody": BODY, "datePublished": "2025-06-01T08:30:00Z"},
        ],
    }
    article = one(tmp_path, "live.jsonl", json.dumps(live))
    assert article.text == f"{BODY}\n\n{OTHER}"
    assert [at for at, _ in article.stamps] == [0, len(BODY) + 2]
    assert article.modified == datetime(2025, 6, 1, 12, tzinfo=UTC)
    assert article.published == datetime(2025, 6, 1, 8, tzinfo=UTC)
    del live["datePublished"]
    article = one(tmp_path, "began.jsonl", json.dumps(live))
    assert article.published == datetime(2025, 6, 1, 8, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    "item",
    [
        {
            "uri": "urn:courier:1",
            "type": "text",
            "language": "en",
            "versioncreated": "2025-06-01T09:00:00Z",
            "firstcreated": "2025-06-01T08:00:00Z",
            "headline": "Ships queue",
            "body_html": f"<p>{BODY}</p>",
            "source": "Courier",
        },
        {
            "uri": "urn:courier:1",
            "standard": {"name": "ninjs", "version": "2.0"},
            "type": "text",
            "versioncreated": "2025-06-01T09:00:00Z",
            "firstcreated": "2025-06-01T08:00:00Z",
            "headlines": [
                {"role": "short", "value": "Ships"},
                {"role": "main", "value": "Ships queue"},
            ],
            "bodies": [
                {"contenttype": "text/html", "value": f"<p>{BODY}</p>"},
                {"contenttype": "text/plain", "value": BODY},
            ],
            "infosources": [{"name": "Courier"}],
        },
    ],
)
def test_ninjs_1_and_2(tmp_path, item):
    article = one(tmp_path, "a.json", json.dumps(item))
    assert (article.outlet, article.title, article.text) == ("Courier", "Ships queue", BODY)
    assert article.published == datetime(2025, 6, 1, 8, tzinfo=UTC)
    assert article.modified == datetime(2025, 6, 1, 9, tzinfo=UTC)


def test_a_ninjs_item_brings_its_text_associations(tmp_path):
    item = {
        "uri": "urn:1",
        "type": "text",
        "headline": "Ships",
        "body_text": BODY,
        "source": "Courier",
        "associations": {
            "sidebar": {
                "type": "text",
                "headline": "Cranes",
                "body_text": OTHER,
                "source": "Radio",
            },
            "photo": {"type": "picture", "headline": "A crane"},
        },
    }
    articles, skips = read(tmp_path, "a.json", json.dumps(item))
    assert {a.outlet: a.text for a in articles} == {"Courier": BODY, "Radio": OTHER}
    assert any("picture" in skip.reason for skip in skips)


G2 = f"""<?xml version="1.0" encoding="UTF-8"?>
<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:newsml:courier:1" version="3"
 standard="NewsML-G2" standardversion="2.33" xml:lang="en-GB">
<itemMeta><itemClass qcode="ninat:text"/><provider literal="Courier"/>
<versionCreated>2025-06-01T09:00:00Z</versionCreated></itemMeta>
<contentMeta><contentCreated>2025-06-01T08:00:00Z</contentCreated>
<infoSource literal="cour"><name>Courier</name></infoSource><language tag="en-GB"/>
<headline>Ships queue</headline></contentMeta>
<contentSet><inlineXML contenttype="application/xhtml+xml">
<html xmlns="http://www.w3.org/1999/xhtml"><head><title>no</title></head>
<body><p>{BODY}</p><p>And a <em>second</em> one.</p></body></html>
</inlineXML></contentSet></newsItem>"""


def test_newsml_g2(tmp_path):
    article = one(tmp_path, "a.xml", G2)
    assert article.text == f"{BODY}\nAnd a second one."
    assert (article.outlet, article.title) == ("Courier", "Ships queue")
    assert article.published == datetime(2025, 6, 1, 8, tzinfo=UTC)
    assert article.modified == datetime(2025, 6, 1, 9, tzinfo=UTC)


def test_a_news_message_brings_its_items_and_names_its_packages(tmp_path):
    inner = G2.partition("?>")[2]
    second = inner.replace(BODY, OTHER).replace("Ships queue", "Cranes")
    message = (
        '<?xml version="1.0"?><newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><itemSet>'
        f"{inner}{second}<packageItem/></itemSet></newsMessage>"
    )
    articles, skips = read(tmp_path, "m.xml", message)
    assert {article.title for article in articles} == {"Ships queue", "Cranes"}
    assert any("packageItem" in skip.reason for skip in skips)


def test_nitf(tmp_path):
    text = (
        '<nitf><head><title>Ships</title><docdata><date.issue norm="20250601T080000Z"/></docdata>'
        '<pubdata name="Courier"/></head><body><body.head><hedline><hl1>Ships queue</hl1></hedline>'
        f"</body.head><body.content><p>{BODY}</p></body.content></body></nitf>"
    )
    article = one(tmp_path, "a.xml", text)
    assert (article.outlet, article.title, article.text) == ("Courier", "Ships queue", BODY)
    assert article.published == datetime(2025, 6, 1, 8, tzinfo=UTC)


def warc(compressed):
    """A crawl of three addresses, written by hand to ISO 28500."""
    out = b""
    page = f"<html><body><article><h1>Ships</h1><p>{BODY}</p></article></body></html>"
    for path, status, kind, data in (
        ("ships", "200 OK", "text/html", page.encode()),
        ("gone", "404 Not Found", "text/html", b"<html>no</html>"),
        ("logo.png", "200 OK", "image/png", b"\x89PNG"),
    ):
        block = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n\r\n".encode() + data
        head = (
            "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:4ae2f2f6>\r\n"
            f"WARC-Target-URI: https://courier.example/{path}\r\n"
            "WARC-Date: 2025-06-02T12:00:00Z\r\nContent-Type: application/http\r\n"
            f"Content-Length: {len(block)}\r\n\r\n"
        )
        record = head.encode() + block + b"\r\n\r\n"
        out += gzip.compress(record) if compressed else record
    return out


@pytest.mark.parametrize(("name", "compressed"), [("c.warc", False), ("c.warc.gz", True)])
def test_a_crawl_gives_its_pages_with_their_addresses(tmp_path, name, compressed):
    articles, skips = read(tmp_path, name, warc(compressed))
    [article] = articles
    assert (article.text, article.url) == (BODY, "https://courier.example/ships")
    assert article.outlet == "courier.example"
    assert article.source.inside.endswith("courier.example/ships")
    said = " ".join(f"{skip.item} {skip.reason}" for skip in skips)
    assert "status 404" in said
    assert "image/png" in said


@pytest.mark.parametrize("change", [-40, 40])
def test_a_record_of_another_length_than_it_says_is_told_and_nothing_else_is(
    tmp_path, capfd, change
):
    data = warc(False)
    said = int(data.split(b"Content-Length: ")[1].split(b"\r")[0])
    data = data.replace(b"Content-Length: %d" % said, b"Content-Length: %d" % (said + change), 1)
    _, skips = read(tmp_path, "c.warc", data)
    assert any("not as long as it says" in skip.reason for skip in skips)
    assert capfd.readouterr().err == ""


def mail(html=None, plain=None, **headers):
    message = EmailMessage()
    message["From"] = "The Courier <news@courier.example>"
    message["Subject"] = "Ships queue at Ellery"
    message["Date"] = "Sun, 01 Jun 2025 08:00:00 +0000"
    for key, value in headers.items():
        message[key] = value
    message.set_content(plain or "See the HTML part.")
    if html:
        message.add_alternative(html, subtype="html")
    return message


def test_a_mail_is_an_article(tmp_path):
    article = one(tmp_path, "a.eml", mail(plain=f"{BODY}\n").as_bytes())
    assert (article.outlet, article.title) == ("The Courier", "Ships queue at Ellery")
    assert article.text == BODY
    assert article.published == datetime(2025, 6, 1, 8, tzinfo=UTC)


NEWSLETTER = f"""<html><body><table><tr><td>
<a href="https://x.example/v">View in browser</a></td></tr>
<tr><td><h2><a href="https://courier.example/a">Ships queue at Ellery</a></h2>
<p>{BODY}</p><p><a href="https://courier.example/a">Read more</a></p></td></tr>
<tr><td><h2><a href="https://valley.example/b">Cranes fail</a></h2><p>Valley Radio · 1 June 2025</p>
<p>{OTHER}</p></td></tr>
<tr><td><h2>In brief</h2><p>Short.</p></td></tr>
<tr><td><p>You are receiving this because you subscribed. Unsubscribe here.</p></td></tr>
</table></body></html>"""


def test_a_newsletter_is_split_into_its_stories(tmp_path):
    articles, skips = read(tmp_path, "n.eml", mail(html=NEWSLETTER).as_bytes())
    by_outlet = {article.outlet: article for article in articles}
    first, second = by_outlet["The Courier"], by_outlet["Valley Radio"]
    assert (first.title, first.text) == ("Ships queue at Ellery", BODY)
    assert first.url == "https://courier.example/a"
    assert (second.title, second.text) == ("Cranes fail", OTHER)
    assert any("In brief" in skip.item for skip in skips)


def test_a_plain_newsletter_is_split_at_its_ruled_lines(tmp_path):
    text = (
        f"Good morning.\n\n-----\n\nShips queue at Ellery\n\n{BODY}\nhttps://courier.example/a\n\n"
        f"-----\n\nCranes fail\n\n{OTHER}\n\nSource: Valley Radio\n\n-----\n\nUnsubscribe\n"
    )
    articles, _ = read(tmp_path, "n.eml", mail(plain=text).as_bytes())
    assert {a.title: a.outlet for a in articles} == {
        "Ships queue at Ellery": "The Courier",
        "Cranes fail": "Valley Radio",
    }


def test_attachments_and_attached_messages_are_read(tmp_path):
    message = mail(
        plain="Please see what is attached, all of it, and tell me what you think of it."
    )
    message.add_attachment(
        json.dumps({"outlet": "Courier", "text": BODY}).encode(),
        maintype="application",
        subtype="json",
        filename="../a.json",
    )
    message.add_attachment(mail(plain=OTHER))
    articles, _ = read(tmp_path, "a.eml", message.as_bytes())
    assert {BODY, OTHER} <= {article.text for article in articles}


def test_an_mbox_gives_its_messages(tmp_path):
    both = b"".join(
        b"From x Sun Jun 1 08:00:00 2025\n" + mail(plain=text).as_bytes() + b"\n\n"
        for text in (BODY, OTHER)
    )
    articles, _ = read(tmp_path, "a.mbox", both)
    assert {article.text for article in articles} == {BODY, OTHER}


ROWS = (
    f'source,body,headline,when\nCourier,"{BODY}",Ships queue,2025-06-01\nRadio,"{OTHER}",Cranes,\n'
)


def test_a_table_with_named_columns(tmp_path):
    columns = parse_columns("outlet=source, text=BODY, title=headline, published=when")
    articles, _ = read(tmp_path, "t.csv", ROWS, columns=columns)
    assert {(a.outlet, a.title, a.text) for a in articles} == {
        ("Courier", "Ships queue", BODY),
        ("Radio", "Cranes", OTHER),
    }
    lines = {a.outlet: a.source.line for a in articles}
    assert lines == {"Courier": 2, "Radio": 3}
    [courier] = [a for a in articles if a.outlet == "Courier"]
    assert courier.published == date(2025, 6, 1)


@pytest.mark.parametrize(("name", "sign"), [("t.tsv", "\t"), ("t.csv", ";")])
def test_usual_column_names_and_other_separators(tmp_path, name, sign):
    rows = [["Source", "Title", "Text"], ["Courier", "Ships", f'"{BODY}\n\nMore of it."']]
    text = "".join(sign.join(row) + "\n" for row in rows)
    article = one(tmp_path, name, text)
    assert (article.outlet, article.text) == ("Courier", f"{BODY}\n\nMore of it.")


@pytest.mark.parametrize("columns", ["text=nothing", "source", "words=body", "text="])
def test_a_wrong_column_is_named(tmp_path, columns):
    if columns == "text=nothing":
        articles, skips = read(tmp_path, "t.csv", ROWS, columns=parse_columns(columns))
        assert articles == ()
        assert "has no column 'nothing'" in skips[0].reason
    else:
        with pytest.raises(InputError, match="FIELD=COLUMN"):
            parse_columns(columns)


def test_parquet(tmp_path):
    import pyarrow
    from pyarrow import parquet

    table = pyarrow.table(
        {
            "source": ["Courier", "Radio"],
            "text": [BODY, OTHER],
            "date": [date(2025, 6, 1), None],
            "score": [1.0, 2.0],
        }
    )
    parquet.write_table(table, tmp_path / "t.parquet")
    articles, _ = read_articles([tmp_path / "t.parquet"])
    assert {(a.outlet, a.text, a.published) for a in articles} == {
        ("Courier", BODY, date(2025, 6, 1)),
        ("Radio", OTHER, None),
    }


def pdf(lines):
    """A PDF of one page with these lines, written by hand to ISO 32000."""
    shown = " ".join(f"({line}) Tj T*" for line in lines)
    stream = f"BT /F1 11 Tf 14 TL 50 750 Td {shown} ET".encode()
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = len(out)
    rows = b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"xref\n0 6\n0000000000 65535 f \n" + rows
    out += b"trailer << /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % table
    return bytes(out)


def test_a_pdf_is_put_together_from_its_lines(tmp_path):
    lines = [
        "Ships queue at Ellery",
        "The harbour authority of Port Ellery said that 24 ships had waited for a berth",
        "since the weekend, and that the cranes would work through the night without inter-",
        "ruption.",
        "Exporters of timber had warned that mills inland would have to close.",
    ]
    article = one(tmp_path, "a.pdf", pdf(lines))
    assert article.title == "Ships queue at Ellery"
    assert article.text.split("\n\n") == [
        "The harbour authority of Port Ellery said that 24 ships had waited for a berth since the "
        "weekend, and that the cranes would work through the night without interruption.",
        "Exporters of timber had warned that mills inland would have to close.",
    ]


def test_a_pdf_without_a_text_layer_says_so(tmp_path):
    articles, skips = read(tmp_path, "scan.pdf", pdf([]))
    assert articles == ()
    assert "without a text layer" in skips[0].reason


def docx_bytes():
    import docx

    document = docx.Document()
    document.add_heading("Ships queue at Ellery", 0)
    document.add_paragraph(BODY)
    document.add_paragraph("Exporters of timber had warned that mills would close.")
    document.add_table(1, 1).cell(0, 0).text = "24"
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


@pytest.mark.parametrize("name", ["a.docx", "a.bin", "a.zip"])
def test_a_word_document_by_its_name_or_its_content(tmp_path, name):
    articles, skips = read(tmp_path, name, docx_bytes())
    [article] = articles
    assert article.title == "Ships queue at Ellery"
    assert article.text == f"{BODY}\n\nExporters of timber had warned that mills would close."
    assert any("table" in skip.reason for skip in skips)


def zipped(members):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def tarred(members, mode="w:gz"):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as archive:
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return out.getvalue()


MEMBERS = {
    "news/courier.txt": f"---\noutlet: Courier\n---\n{BODY}".encode(),
    "news/feed.xml": ATOM.replace(BODY, OTHER).replace("Courier", "Radio").encode(),
    "../escape.txt": BODY.encode(),
    "/etc/absolute.txt": BODY.encode(),
    "photo.png": b"\x89PNG",
    ".hidden/x.txt": BODY.encode(),
}


@pytest.mark.parametrize(
    ("name", "data"),
    [("a.zip", zipped(MEMBERS)), ("a.tar.gz", tarred(MEMBERS)), ("a.tgz", tarred(MEMBERS)),
     ("a.tar", tarred(MEMBERS, "w:"))],
)  # fmt: skip
def test_archives_are_read_and_what_leads_out_of_them_is_not(tmp_path, name, data):
    articles, skips = read(tmp_path, name, data)
    assert {article.outlet: article.text for article in articles} == {
        "Courier": BODY,
        "Radio": OTHER,
    }
    assert {article.source.inside for article in articles} == {"news/courier.txt", "news/feed.xml"}
    reasons = {skip.item.rpartition(": ")[2]: skip.reason for skip in skips}
    assert "leads out of the archive" in reasons["../escape.txt"]
    assert "leads out of the archive" in reasons["/etc/absolute.txt"]
    assert ".hidden/x.txt" in reasons


def test_links_in_a_tar_are_not_followed(tmp_path):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:gz") as archive:
        info = tarfile.TarInfo("passwd.txt")
        info.type, info.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(info)
    articles, skips = read(tmp_path, "a.tar.gz", out.getvalue())
    assert articles == ()
    assert "link" in skips[0].reason


def test_one_compressed_file_and_archives_in_archives(tmp_path):
    row = json.dumps({"outlet": "Courier", "text": BODY}).encode()
    assert one(tmp_path, "a.jsonl.gz", gzip.compress(row)).outlet == "Courier"
    nested = zipped({"inner.zip": zipped({"a.json": row})})
    assert one(tmp_path, "b.zip", nested).source.inside == "inner.zip/a.json"
    for _ in range(6):
        nested = zipped({"inner.zip": nested})
    articles, skips = read(tmp_path, "deep.zip", nested)
    assert articles == ()
    assert "nested more than" in skips[0].reason


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("bomb.zip", zipped({"a.txt": b"a" * 30_000_000})),
        ("bomb.jsonl.gz", gzip.compress(b" " * 80_000_000)),
        ("bomb.tar.gz", tarred({"a.txt": b"a" * 40_000_000})),
    ],
)
def test_bombs_are_refused(tmp_path, name, data):
    articles, skips = read(tmp_path, name, data)
    assert articles == ()
    assert "times its size" in skips[0].reason or "larger than" in skips[0].reason


LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">'
    '<!ENTITY x SYSTEM "file:///etc/passwd">]>'
)


@pytest.mark.parametrize(
    "rest",
    [
        "<rss version='2.0'><channel><item><title>&b;</title><description>&x;</description></item>"
        "</channel></rss>",
        '<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/"><contentSet><inlineData>&x;'
        "</inlineData></contentSet></newsItem>",
    ],
)
def test_xml_that_declares_entities_is_refused(tmp_path, rest):
    articles, skips = read(tmp_path, "a.xml", LAUGHS + rest)
    assert articles == ()
    assert any("entities" in skip.reason for skip in skips)


def test_xml_of_another_kind_is_named_and_not_quoted(tmp_path):
    articles, skips = read(tmp_path, "a.xml", f"<?xml version='1.0'?><invoice>{BODY}</invoice>")
    assert articles == ()
    assert "<invoice>" in skips[0].reason


FIRST = "The ferry Aurora sank off Harwick, with more than a hundred people on board."
LATER = "The sinking of the ferry off Harwick killed 24 people, the coastguard said."
STORY = "The ferry Aurora sank off Harwick on Monday. 31 people were killed when the ferry sank."


def _page(outlet, headline, text="", **facts):
    node = {
        "@context": "https://schema.org",
        "@type": "LiveBlogPosting" if "liveBlogUpdate" in facts else "NewsArticle",
        "headline": headline,
        "publisher": {"@type": "Organization", "name": outlet},
        **facts,
    }
    return (
        f'<html lang="en"><head><script type="application/ld+json">{json.dumps(node)}</script>'
        f"</head><body><article><h1>{headline}</h1><p>{text}</p></article></body></html>"
    )


@pytest.mark.parametrize(
    ("changed", "days"),
    [
        (None, {"31": "2024-03-04", "24": "2024-03-05"}),
        ("2024-03-06T10:15:00Z", {"24": "2024-03-05", "31": "2024-03-06"}),
    ],
)
def test_the_report_tells_last_changes_and_live_entries_and_goes_by_them(
    quick, tmp_path, changed, days
):
    facts = {"dateModified": changed} if changed else {}
    began = {"datePublished": "2024-03-04T09:00:00Z"}
    (tmp_path / "herald.html").write_text(_page("Herald", "Ferry sinks", STORY, **began, **facts))
    entries = [
        {"@type": "BlogPosting", "articleBody": text, "datePublished": when}
        for text, when in ((LATER, "2024-03-05T08:30:00Z"), (FIRST, "2024-03-04T11:05:00Z"))
    ]
    (tmp_path / "courier.html").write_text(
        _page("Courier", "Ferry: latest", liveBlogUpdate=entries, datePublished="2024-03-04")
    )
    articles, _ = read_articles([tmp_path])
    report = quick.check(articles)
    data = json.loads(render(report, "json"))

    told = {article["outlet"]: article for article in data["articles"]}
    herald, courier = told["Herald"], told["Courier"]
    assert herald["published"] == "2024-03-04T09:00:00+00:00"
    assert herald["modified"] == (changed and "2024-03-06T10:15:00+00:00")
    assert herald["stamps"] == []
    assert courier["modified"] == "2024-03-05T08:30:00+00:00"
    text = next(article.text for article in articles if article.outlet == "Courier")
    first, later = courier["stamps"]
    assert (first["when"], later["when"]) == (
        "2024-03-04T11:05:00+00:00",
        "2024-03-05T08:30:00+00:00",
    )
    assert text[first["start"] :].startswith(FIRST) and text[later["start"] :].startswith(LATER)

    [row] = [row for row in data["ledger"] if len(row["entries"]) > 1]
    assert {entry["value"]: entry["as_of"] for entry in row["entries"]} == days
    assert [entry["value"] for entry in row["entries"] if entry["superseded"]] == [
        min(days, key=days.get)
    ]
    for format in ("text", "markdown", "html"):
        shown = " ".join(render(report, format).split())
        assert "updated 5 March, 08:30" in shown
        assert ("updated 6 March, 10:15" in shown) == bool(changed)
    rows = {article.outlet: as_payload(article, (), text=False) for article in articles}
    assert rows["Courier"]["stamps"] == courier["stamps"]
    assert rows["Herald"].get("modified") == herald["modified"]


def test_front_matter_may_give_the_last_change_and_stamps_are_read(tmp_path):
    text = (
        f"---\noutlet: Harbour Post\npublished: 2025-03-12\n---\n12.40\n{OTHER}\n\n09.10\n{BODY}\n"
    )
    article = one(tmp_path, "a.txt", text)
    assert [when for _, when in article.stamps] == [
        datetime(2025, 3, 12, 12, 40),
        datetime(2025, 3, 12, 9, 10),
    ]
    assert article.text[article.stamps[0][0] :].lstrip().startswith("Valley Radio")
    assert article.modified == datetime(2025, 3, 12, 12, 40)


@pytest.mark.parametrize(
    ("lines", "clocks"),
    [
        (("12.40: Seven are dead.", "09.10: Three are dead."), [(12, 40), (9, 10)]),
        (("12:40 – Seven are dead.", "9:10 am – Three are dead."), [(12, 40), (9, 10)]),
        (("12.40", "Seven are dead.", "09.10: Three are dead."), [(12, 40), (9, 10)]),
        # one time makes no live blog, and a figure that opens a line is no time
        (("12.40: Seven are dead.", "Three are missing."), []),
        (("12.40 euros is the price.", "9.10 euros it was."), []),
    ],
)
def test_an_entry_may_stand_behind_its_time_on_one_line(tmp_path, lines, clocks):
    head = "---\noutlet: Harbour Post\npublished: 2025-03-12\n---\n"
    article = one(tmp_path, "a.txt", head + "\n\n".join(lines))
    assert [when for _, when in article.stamps] == [datetime(2025, 3, 12, *c) for c in clocks]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Bei einem Erdbeben in Neapel sind am Montag 24 Menschen ums Leben gekommen.", "German"),
        ("Al menos 24 personas murieron el lunes en un terremoto cerca de Nápoles.", "Spanish"),
        ("Gempa berkekuatan 6,1 mengguncang pulau Sumatra dan 24 orang tewas.", "Indonesian"),
        ("W trzęsieniu ziemi zginęły 24 osoby.", "Polish"),
    ],
)
def test_a_short_text_of_another_language_is_left_out_with_its_line(tmp_path, text, language):
    articles, skips = read(tmp_path, "a.txt", text)
    assert articles == ()
    assert language in skips[0].reason


@pytest.mark.parametrize(
    "text",
    ["Ships queue at Ellery.", "Fed raises rates.", "Anwar seeks lower tariff for Malaysia."],
)
def test_a_short_english_text_is_kept(tmp_path, text):
    assert one(tmp_path, "a.txt", text).text == text


def mine(given: Input) -> Drafts:
    return (given.draft(given.data.decode().upper(), outlet="Mine"),), ()


def test_a_reader_of_another_package_comes_first_and_a_broken_one_is_named(tmp_path, monkeypatch):
    class Entry:
        def __init__(self, name, made):
            self.name, self.value, self._made = name, name, made

        def load(self):
            if self._made is None:
                raise ImportError("no such thing")
            return self._made

    entries = [
        Entry("shout", registry.Reader(name="shout", read=mine, suffixes=(".shout",))),
        Entry("broken", None),
    ]
    monkeypatch.setattr(registry, "entry_points", lambda group: entries)
    registry._registered.cache_clear()
    try:
        (tmp_path / "a.shout").write_text(BODY)
        articles, skips = read_articles([tmp_path])
        assert [(a.outlet, a.text) for a in articles] == [("Mine", BODY.upper())]
        assert any("broken cannot be loaded" in skip.reason for skip in skips)
    finally:
        monkeypatch.undo()
        registry._registered.cache_clear()


def test_an_address_is_told_to_be_fetched_first(tmp_path):
    articles, skips = read_articles(["https://courier.example/a"], keep_going=True)
    assert articles == ()
    assert (skips[0].stage, "claimcheck fetch" in skips[0].reason) == ("path", True)


def test_many_files_are_read_by_several_processes_with_one_result(tmp_path):
    for number in range(70):
        (tmp_path / f"{number}.txt").write_text(f"---\noutlet: O{number}\n---\n{BODY} {number}.")
    assert read_articles([tmp_path], workers=2) == read_articles([tmp_path])


def test_a_place_in_a_text_file_is_exact(tmp_path):
    article = one(tmp_path, "a.txt", f"---\noutlet: X\n---\n\n{BODY}\n\nSecond paragraph.")
    place = location(article, article.text.index("Second"), len(article.text))
    assert (place.line, place.column, place.end_line, place.end_column) == (7, 1, 7, 18)


def test_a_named_file_that_may_not_be_read_leads_nowhere(tmp_path, monkeypatch):
    import os

    for name in ("open.txt", "closed.txt"):
        (tmp_path / name).write_text(BODY)
    closed = str(tmp_path / "closed.txt")
    may = os.access
    monkeypatch.setattr(os, "access", lambda path, mode: path != closed and may(path, mode))
    articles, skips = read_articles([tmp_path / "open.txt", closed], keep_going=True)
    assert [a.outlet for a in articles] == ["Open"]
    assert [(s.stage, s.item) for s in skips if "permissions" in s.reason] == [("path", closed)]


def test_an_article_given_twice_is_told_with_both_of_its_places(tmp_path):
    row = json.dumps({"outlet": "Courier", "text": BODY}).encode()
    (tmp_path / "a.zip").write_bytes(zipped({"news/a.json": row}))
    (tmp_path / "b.json").write_bytes(row)
    articles, skips = read_articles([tmp_path])
    assert len(articles) == 1
    [twice] = [skip for skip in skips if "given twice" in skip.reason]
    assert twice.item.startswith(str(tmp_path / "b.json"))
    assert twice.reason.endswith(f"{tmp_path / 'a.zip'}: news/a.json")


def test_a_word_document_of_tables_alone_says_so(tmp_path):
    import docx

    document = docx.Document()
    document.add_table(1, 1).cell(0, 0).text = BODY
    out = io.BytesIO()
    document.save(out)
    articles, skips = read(tmp_path, "a.docx", out.getvalue())
    assert articles == ()
    assert "tables" in skips[0].reason
