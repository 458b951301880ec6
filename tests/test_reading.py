"""Files of every kind become articles; whatever cannot is named and the others are read."""

from __future__ import annotations

import io
import json
import os
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claimcheck.errors import InputError
from claimcheck.reading import read_articles
from claimcheck.records import Article, Skip

BODY = (
    "The harbour authority of Port Ellery said that 24 ships had waited for a berth since the "
    "weekend, and that the cranes would work through the night.\n\n"
    "Exporters of timber had warned that mills inland would have to close."
)


def one(path: Path | str, **more: str) -> Article:
    articles, skips = read_articles([path], **more)  # type: ignore[arg-type]
    assert len(articles) == 1, skips
    return articles[0]


def reasons(skips: tuple[Skip, ...], stage: str = "read") -> list[str]:
    return [f"{skip.item}: {skip.reason}" for skip in skips if skip.stage == stage]


def test_plain_text_keeps_title_and_body_with_its_place(tmp_path: Path) -> None:
    path = tmp_path / "daily-courier.txt"
    path.write_text(f"Ships queue at Ellery\n\n{BODY}\n", "utf-8")
    article = one(path)
    assert (article.outlet, article.title, article.text) == (
        "Daily courier",
        "Ships queue at Ellery",
        BODY,
    )
    assert article.source is not None
    assert (article.source.line, article.source.column, article.source.verbatim) == (3, 1, True)


def test_a_heading_of_markdown_is_the_title_of_a_text_file_too(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(f"# Ships queue at Ellery\n{BODY}\n", "utf-8")
    article = one(path)
    assert (article.title, article.text) == ("Ships queue at Ellery", BODY)
    assert article.source is not None
    assert (article.source.line, article.source.column, article.source.verbatim) == (2, 1, True)


def test_a_first_sentence_is_no_title(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(BODY, "utf-8")
    assert (one(path).title, one(path).text) == (None, BODY)


def test_front_matter_and_markdown(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text(
        '---\noutlet: "The Courier"\nurl: https://courier.example/a\npublished: 2025-06-01\n'
        "---\n# Ships *queue* at Ellery\n\nThe harbour said that **24 ships** had waited for the "
        "[port authority](https://x.example/y) since the weekend.\n\n- The cranes will work.\n",
        "utf-8",
    )
    article = one(path)
    assert article.outlet == "The Courier"
    assert article.title == "Ships queue at Ellery"
    assert (article.day, article.published_from) == (date(2025, 6, 1), "metadata")
    assert article.text == (
        "The harbour said that 24 ships had waited for the port authority since the weekend.\n\n"
        "The cranes will work."
    )
    assert article.source is not None
    assert not article.source.verbatim


def test_verbatim_text_below_front_matter_stands_where_it_says(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(f"---\noutlet: X\ntitle: Ships\n---\n\n  {BODY}", "utf-8")
    article = one(path)
    source = article.source
    assert source is not None
    assert source.verbatim
    lines = path.read_text("utf-8").split("\n")
    assert lines[source.line - 1][source.column - 1 :] == article.text.split("\n")[0]


def test_flags_override_and_a_wrong_flag_is_said(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(f"---\noutlet: X\npublished: 2020-01-01\n---\n{BODY}", "utf-8")
    article = one(path, outlet="Y", published="2025-06-01")
    assert (article.outlet, article.day, article.published_from) == ("Y", date(2025, 6, 1), "flag")
    with pytest.raises(InputError, match="give YYYY-MM-DD"):
        read_articles([path], published="last week")


def page(head: str, body: str = "") -> str:
    paragraphs = "".join(f"<p>{line}</p>" for line in BODY.split("\n\n"))
    return (
        f"<!DOCTYPE html><html><head><title>t</title>{head}</head><body><nav>Home</nav>"
        f"<article><h1>Ships queue</h1>{paragraphs}</article>{body}</body></html>"
    )


def test_html_facts_from_json_ld(tmp_path: Path) -> None:
    data = {
        "@graph": [
            {"@type": "WebSite", "name": "no"},
            {
                "@type": ["NewsArticle"],
                "headline": "Ships queue at Ellery",
                "datePublished": "2025-06-01T08:00:00+00:00",
                "publisher": {"name": "The Courier"},
            },
        ]
    }
    head = f'<script type="application/ld+json">{json.dumps(data)}</script>'
    head += '<meta property="og:site_name" content="Other">'
    path = tmp_path / "a.html"
    path.write_text(page(head), "utf-8")
    article = one(path)
    assert (article.outlet, article.title) == ("The Courier", "Ships queue at Ellery")
    assert article.day == date(2025, 6, 1)
    assert "24 ships had waited" in article.text
    assert "Home" not in article.text


def test_html_facts_from_open_graph_without_valid_json_ld(tmp_path: Path) -> None:
    head = (
        '<script type="application/ld+json">{broken</script>'
        '<meta property="og:site_name" content="The Courier">'
        '<meta property="og:title" content="Ships queue at Ellery">'
        '<meta property="article:published_time" content="2025-06-01">'
    )
    article_file = tmp_path / "a.htm"
    article_file.write_text(page(head), "utf-8")
    article = one(article_file)
    assert (article.outlet, article.title, article.day) == (
        "The Courier",
        "Ships queue at Ellery",
        date(2025, 6, 1),
    )


def test_json_lines_name_the_bad_line_and_keep_the_others(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    rows = [
        json.dumps({"outlet": "A", "text": BODY, "published": "2025-06-01"}),
        "{not json",
        json.dumps({"outlet": "B", "title": "no text"}),
        "",
        json.dumps({"url": "https://www.gazette.example/x", "text": BODY, "published": 5}),
        json.dumps({"outlet": "C", "text": BODY, "published": "some day"}),
        "[1, NaN]",
    ]
    path.write_text("\n".join(rows), "utf-8")
    articles, skips = read_articles([path])
    assert [(a.outlet, a.source.line if a.source else 0) for a in articles] == [
        ("A", 1),
        ("C", 6),
        ("gazette.example", 5),
    ]
    said = "\n".join(reasons(skips))
    assert "line 2: invalid JSON" in said
    assert "line 3: has no text" in said
    assert "line 5: field published is no text" in said
    assert "line 6: publication date 'some day' not understood" in said
    assert "line 7: is no JSON object" in said


@pytest.mark.parametrize("wrap", [lambda a: a, lambda a: [a], lambda a: {"articles": [a]}])
def test_json_of_one_article_or_a_list(tmp_path: Path, wrap) -> None:
    path = tmp_path / "a.json"
    path.write_text(json.dumps(wrap({"outlet": "A", "text": BODY})), "utf-8")
    assert (one(path).outlet, one(path).text) == ("A", BODY)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("[" * 100_000, "nested too deeply"),
        ('{"text": ' + "9" * 10_000 + "}", "invalid JSON"),
        ('{"text": NaN}', "text that is no words"),
        ('{"text": null}', "has no text"),
        ("[]", "empty list"),
        ('{\n"text": "a",\n oops}', "invalid JSON on line 3"),
    ],
)
def test_strange_json_is_named(tmp_path: Path, content: str, said: str) -> None:
    path = tmp_path / "a.json"
    path.write_text(content, "utf-8")
    articles, skips = read_articles([path])
    assert articles == ()
    assert said in reasons(skips)[0]


def test_a_lone_surrogate_in_json_can_be_written_out(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text('{"outlet": "\\ud800", "text": ' + json.dumps(BODY)[:-1] + '\\udc01"}', "utf-8")
    article = one(path)
    assert (article.text + article.outlet).encode("utf-8")
    assert article.text == BODY + "\ufffd"


@pytest.mark.parametrize(
    "data",
    [
        BODY.encode("utf-8-sig"),
        BODY.encode("utf-16"),
        BODY.encode("utf-16-le"),
        BODY.encode("utf-16-be"),
        BODY.replace("\n", "\r\n").encode(),
    ],
)
def test_encodings_and_line_ends_give_the_same_text(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    assert one(path).text == BODY


def test_windows_1252_is_a_fallback(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("The café’s owner said “no”.".encode("cp1252"))
    assert one(path).text == "The café’s owner said “no”."


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("empty.txt", b"", "is empty"),
        ("blank.txt", b" \n\n", "is empty"),
        ("image.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "PNG image"),
        ("zip.json", b"PK\x03\x04" + bytes(40), "zip archive"),
        ("nul.txt", b"some text\0\0\0 and more", "binary"),
        ("random.md", bytes(range(256)) * 20, "binary"),
        ("greek.txt", ("Ο υπουργός είπε ότι η συμφωνία υπογράφηκε. " * 5).encode(), "script"),
        (
            "german.txt",
            b"Der Minister sagte, dass die Lage ernst sei. " * 9,
            "English",
        ),
        ("digits.txt", b"12 34 56", "no words"),
        ("long.txt", b"a" * 1_100_000, "limit article_characters"),
        ("nothing.html", b"<html><body></body></html>", "HTML without"),
        ("front.txt", b"---\ntitle: x\n---\n", "no article text"),
    ],
)
def test_bad_files_are_named_and_the_others_read(
    tmp_path: Path, name: str, data: bytes, said: str
) -> None:
    (tmp_path / name).write_bytes(data)
    good = tmp_path / "good.txt"
    good.write_text(BODY, "utf-8")
    articles, skips = read_articles([tmp_path / name, good])
    assert [article.text for article in articles] == [BODY]
    [line] = reasons(skips)
    assert name in line
    assert said in line
    assert "\n" not in line


def test_missing_huge_and_unreadable_files_and_empty_folders(tmp_path: Path) -> None:
    (tmp_path / "none").mkdir()
    huge = tmp_path / "huge.txt"
    with huge.open("wb") as file:
        file.truncate(50_000_000)
    pipe = tmp_path / "pipe.txt"
    os.mkfifo(pipe)
    paths: list[Path | str] = [tmp_path / "gone.txt", tmp_path / "none", huge, pipe, "a\0b"]
    articles, skips = read_articles(paths, keep_going=True)
    assert articles == ()
    said = "\n".join(reasons(skips))
    for words in (
        "none: folder without articles",
        "huge.txt: is larger than",
        "pipe.txt: is not a regular file",
    ):
        assert words in said
    lost = "\n".join(reasons(skips, "path"))
    assert "gone.txt: does not exist" in lost
    assert "cannot be read" in lost


def test_a_folder_is_searched_and_what_is_left_out_is_named(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    for name in ("a.txt", "deep/b.md", "README.md", ".hidden.txt", "photo.png"):
        (tmp_path / name).write_text(f"{BODY} In {Path(name).stem}.", "utf-8")
    articles, skips = read_articles([tmp_path])
    assert sorted(Path(a.source.path).name for a in articles if a.source) == ["a.txt", "b.md"]
    assert {Path(skip.item).name for skip in skips if skip.stage == "folder"} == {
        "README.md",
        ".hidden.txt",
        "photo.png",
    }


def test_a_file_or_an_article_given_twice_is_kept_once(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(f"---\noutlet: X\n---\n{BODY}", "utf-8")
    again = tmp_path / "again.txt"
    again.write_bytes(path.read_bytes())
    articles, skips = read_articles([path, tmp_path, again])
    assert len(articles) == 1
    said = "\n".join(reasons(skips))
    assert "is the same file as" in said
    assert "given twice" in said


@pytest.mark.parametrize(
    "content",
    [
        json.dumps({"outlet": "A", "text": BODY}),
        json.dumps({"outlet": "A", "text": BODY}) + "\n" + json.dumps({"text": ""}),
        f"---\noutlet: A\n---\n{BODY}",
        page('<meta property="og:site_name" content="A">'),
    ],
)
def test_standard_input_is_recognised_by_its_content(content: str) -> None:
    articles, _ = read_articles(["-"], stdin=io.BytesIO(content.encode()))
    assert [article.outlet for article in articles] == ["A"]
    assert "24 ships had waited" in articles[0].text


def test_an_inferred_date_says_so_and_an_unknown_one_has_a_reason(tmp_path: Path) -> None:
    known = tmp_path / "known.txt"
    known.write_text(f"PORT ELLERY, May 28, 2025 (Agency) -- {BODY}", "utf-8")
    unknown = tmp_path / "unknown.txt"
    unknown.write_text(BODY, "utf-8")
    articles, skips = read_articles([known, unknown])
    by_outlet = {article.outlet: article for article in articles}
    assert by_outlet["Known"].day == date(2025, 5, 28)
    assert by_outlet["Known"].published_from == "dateline"
    assert by_outlet["Unknown"].published is None
    [line] = reasons(skips, "date")
    assert "unknown.txt" in line
    assert "publication date unknown" in line


@given(data=st.binary(max_size=400), suffix=st.sampled_from(["txt", "md", "html", "json", "jsonl"]))
@settings(
    max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_any_bytes_give_articles_or_reasons(tmp_path: Path, data: bytes, suffix: str) -> None:
    path = tmp_path / f"x.{suffix}"
    path.write_bytes(data)
    articles, skips = read_articles([path])
    assert articles or skips
    assert all(article.text.strip() for article in articles)


@given(text=st.text(alphabet='a [](*_#<>`-!\n"{}:', max_size=300))
@settings(
    max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_any_markup_is_read(tmp_path: Path, text: str) -> None:
    for suffix in ("md", "html"):
        path = tmp_path / f"x.{suffix}"
        path.write_text(text + "the end", "utf-8")
        articles, skips = read_articles([path])
        assert articles or skips


@given(order=st.permutations(["a.txt", "b.md", "c.jsonl", "d.txt", "gone.txt"]))
@settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_the_order_of_the_files_changes_nothing(tmp_path: Path, order: list[str]) -> None:
    for name in ("a.txt", "b.md", "d.txt"):
        (tmp_path / name).write_text(f"---\noutlet: X\n---\n{BODY}", "utf-8")
    (tmp_path / "c.jsonl").write_text(json.dumps({"outlet": "Y", "text": BODY}), "utf-8")
    names = [tmp_path / name for name in order]
    one, other = (read_articles(given, keep_going=True) for given in (names, sorted(names)))
    assert one == other
