"""Reports as a reader, a spreadsheet, a forge and a code scanner see them."""

from __future__ import annotations

import base64
import csv
import io
import json
import os
import re
import xml.etree.ElementTree as ET
import zlib
from dataclasses import replace
from html import unescape
from importlib.resources import files
from itertools import pairwise
from pathlib import Path

import jsonschema
import pytest
import report_samples as samples
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from report_samples import article, claim_of, evidence_of, finding_of

from claimcheck.errors import InputError
from claimcheck.followup.explain import explain
from claimcheck.reporting import FORMATS, overview, render, render_data
from claimcheck.reporting.chart import chart
from claimcheck.reporting.diff_words import differing_spans
from claimcheck.reporting.embedding import unpacked
from claimcheck.reporting.headline import headline
from claimcheck.reporting.json_report import as_data, from_dict, loads, to_dict
from claimcheck.reporting.markdown import escape
from claimcheck.reporting.passages import passage, segments, shorten, shorten_left, visible

SAMPLES = {
    "storm": samples.storm,
    "hostile": samples.hostile,
    "empty": samples.empty,
}
SCHEMA = json.loads(
    files("claimcheck.reporting").joinpath("report.schema.json").read_text(encoding="utf-8")
)
SCHEMAS = os.environ.get("TESTS_SCHEMAS")
TEXT = st.text(st.characters(), max_size=200)


@pytest.fixture(params=SAMPLES)
def report(request):
    return SAMPLES[request.param]()


@pytest.fixture(scope="module")
def storm():
    return samples.storm()


def reviewed(status: str, note: str = ""):
    data = as_data(samples.storm())
    data["findings"][0]["review"] = {"status": status, "note": note}
    return data


@pytest.mark.parametrize("format", FORMATS)
def test_every_format_renders_every_report_as_utf8_and_the_same_twice(report, format):
    text = render(report, format)
    assert text.encode("utf-8") == render(report, format).encode("utf-8")


@pytest.mark.parametrize("format", [name for name in FORMATS if name != "json"])
def test_no_format_lets_a_control_or_override_character_through(format):
    text = render(samples.hostile(), format)
    assert not set("\u202e\u2066\x1b\x07\ud800") & set(text)


@pytest.mark.parametrize("format", FORMATS)
def test_a_stored_report_renders_as_the_fresh_one(report, format):
    stored = loads(render(report, "json"))
    assert render_data(stored, format) == render(report, format)


def test_an_unknown_format_is_named_with_those_that_there_are(storm):
    with pytest.raises(InputError, match=r"'pdf'.*html"):
        render(storm, "pdf")


# JSON


def test_json_is_valid_against_its_schema(report):
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    jsonschema.validate(json.loads(render(report, "json")), SCHEMA)


def test_json_reads_back_as_it_was(report):
    assert from_dict(to_dict(report)) == to_dict(report)
    assert loads(render(report, "json")) == to_dict(report)
    assert report.to_dict() == to_dict(report)


def test_json_has_the_names_of_the_contract(storm):
    data = to_dict(storm)
    claim = data["claims"][0]
    assert data["bundle"] == {"id": "storm-on-varn"}
    assert claim["dates"][0]["from"] == claim["dates"][0]["to"] == "2026-07-03"
    assert claim["figures"][0]["low"] == 28
    evidence = data["findings"][0]["evidence"][0]
    start, end = evidence["highlights"][0]
    assert evidence["quote"][start:end] == "28"
    assert data["articles"][1]["published"] == "2026-07-05T18:30:00"


def test_quotes_stand_in_the_articles(report):
    texts = {member.article.id: member.article.text for member in report.members}
    for finding in to_dict(report)["findings"]:
        for item in finding["evidence"]:
            assert texts[item["article"]][item["start"] : item["end"]] == item["quote"]


def test_the_numbers_of_the_funnel_do_not_contradict_each_other(quick):
    texts = ["The ferry sank off Harwick. 12 people died.", "The ferry sank. 19 people drowned."]
    report = quick.check([article(f"Paper {n}", text) for n, text in enumerate(texts)])
    funnel = report.funnel
    assert funnel.pairs_judged <= funnel.pairs_possible < funnel.questions
    line = overview.funnel_line(as_data(report))
    possible, asked = funnel.pairs_possible, funnel.questions
    assert f"{possible} pair of values, 1 of them judged → {asked} questions to the model" in line


def test_a_funnel_of_before_counts_questions(storm):
    data = to_dict(storm)
    data["funnel"] |= {"pairs_possible": 54, "pairs_judged": 68}
    del data["funnel"]["questions"]
    line = overview.funnel_line(from_dict(data))
    assert "54 pairs of values → 68 questions" in line


def test_a_line_on_a_statement_says_what_is_agreed_on(storm):
    both = "The pier had been inspected in March."
    one, other = (article(name, both) for name in ("Herald", "Courier"))
    found = [evidence_of(a, claim_of(a, both)) for a in (one, other)]
    agreed = finding_of("agreement", "other", "Courier and Herald state the same", found)
    shown = render(replace(storm, findings=(agreed,)), "text")
    assert f"“{both}” (Courier and Herald)" in " ".join(shown.split())


def test_a_report_with_only_the_contracts_fields_renders_in_every_format():
    data = to_dict(samples.storm())
    for finding in data["findings"]:
        del finding["basis"]
        for item in finding["evidence"]:
            for name in ("speaker", "published", "before", "after", "location"):
                del item[name]
    for row in data["ledger"]:
        del row["findings"]
        for entry in row["entries"]:
            del entry["quotes"], entry["outlier"]
    for format in FORMATS:
        assert render_data(from_dict(data), format) or format == "note"


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda d: d.pop("schema_version"), "schema_version"),
        (lambda d: d.update(schema_version=99), "version 99"),
        (lambda d: d.pop("funnel"), "funnel"),
        (lambda d: d.update(findings="none"), "findings"),
        (lambda d: d["findings"][1].pop("evidence"), r"findings\[1\] has no evidence"),
        (lambda d: d["findings"][1]["evidence"][0].pop("quote"), r"evidence\[0\] has no quote"),
    ],
)
def test_a_broken_report_is_refused_by_name(change, message):
    data = to_dict(samples.storm())
    change(data)
    with pytest.raises(InputError, match=message):
        from_dict(data)


@pytest.mark.parametrize("text", ["", "[]", "{", "null", '"x"', "[" * 100_000])
def test_what_is_no_report_is_refused(text):
    with pytest.raises(InputError):
        loads(text)


# Terminal


@pytest.mark.parametrize("width", [80, 200])
def test_the_terminal_report_keeps_its_width_and_its_order(report, width):
    lines = render(report, "text", width=width).splitlines()
    assert max(len(line) for line in lines) <= width
    assert "\x1b" not in "".join(lines)


def test_the_terminal_report_puts_contradictions_first(storm):
    text = render_data(as_data(storm), "text", width=80, verbose=True)
    order = ["Contradictions", "Updates", "Disputes", "Agreements", "Ledger", "Coverage", "Copies"]
    places = [text.index(f"\n{title}") for title in order]
    assert places == sorted(places)
    assert text.startswith("1 contradiction, 1 update, 1 dispute and 1 agreement")
    assert "«28»" in text
    assert "! 31" in text


def test_the_terminal_shows_the_verdict_and_the_first_differences_on_one_screen(storm):
    lines = render(storm, "text", width=80).splitlines()
    first = "\n".join(lines[:24])
    assert lines[0].startswith("1 contradiction, 1 update, 1 dispute and 1 agreement")
    for part in ("«28»", "«31»", "«34»", "Monday against not before Wednesday"):
        assert part in first
    text = "\n".join(lines)
    assert "Ledger" not in text and "Coverage" not in text and "photo.jpg" not in text
    assert "4 things that two outlets tell of" in " ".join(text.split())
    assert not re.search(r"\b(slot|ledger|directed|candidate)", text)
    # No name of an outlet is broken where the terminal has room for it.
    assert "The Northern Tribune" in text
    assert "2 things left out" in " ".join(text.split())


def test_colour_adds_escapes_and_nothing_else_around_the_words(storm):
    coloured = render(storm, "text", width=100, color=True)
    assert "\x1b[" in coloured
    assert "«28»" not in coloured
    assert "28 against 31 dead" in re.sub(r"\x1b\[[0-9;]*m", "", coloured)


def test_an_empty_report_says_that_there_was_nothing():
    text = render(samples.empty(), "text")
    assert text.startswith("Nothing to compare")
    assert "void.txt" in text


# Markdown


def test_markdown_has_no_markup_but_its_own():
    tokens = MarkdownIt("commonmark", {"html": True}).enable("table")
    seen = {"html_block": [], "html_inline": [], "link_open": [], "image": [], "fence": []}
    for token in tokens.parse(render(samples.hostile(), "markdown")):
        for part in [token, *(token.children or ())]:
            if part.type in seen:
                seen[part.type].append(part.content)
    assert set(seen.pop("html_inline")) <= {"<!-- -->", "<b>", "</b>", "<br>"}
    assert not any(seen.values())


@given(TEXT)
def test_markdown_shows_a_text_as_it_is(text):
    tokens = MarkdownIt("commonmark", {"html": True}).parse(f"{escape('x' + text)}\n")
    shown = "".join(
        child.content
        for token in tokens
        for child in token.children or ()
        if child.type in ("text", "text_special", "softbreak")
    )
    assert shown.split() == visible("x" + text).split()


def test_markdown_marks_nothing_that_needs_no_mark_and_drops_nothing(storm):
    data = as_data(storm)
    [finding] = [f for f in data["findings"] if f["relation"] == "contradiction"]
    finding["evidence"][0] |= {"quote": "-3% and `1.` <b><!-- x --></b>", "highlights": [[0, 3]]}
    finding["evidence"][0]["location"] |= {"path": "odd`name.txt"}
    text = render_data(data, "markdown")
    [line] = [line for line in text.splitlines() if "3%" in line]
    assert line == r"> “<b>-3%</b> and \`1.\` \<b\>\<!-- x --\>\</b\>”"
    assert "``" in text and "odd`name.txt:" in text


def test_markdown_calls_nobody_and_links_nothing():
    text = escape("@someone a@b.example #12 https://x.example www.x.example")
    assert "@someone" not in text
    assert "#12" not in text
    assert "://x" not in text
    assert "www.x" not in text


# CSV


def test_csv_has_a_row_for_each_finding_and_no_formula(report):
    rows = list(csv.DictReader(io.StringIO(render(report, "csv"))))
    assert [row["id"] for row in rows] == [finding.id for finding in report.findings]
    for row in rows:
        assert None not in row
        assert not any(value.lstrip().startswith(tuple("=+-@")) for value in row.values())


def test_csv_keeps_passages_beyond_the_second(storm):
    rows = {row["relation"]: row for row in csv.DictReader(io.StringIO(render(storm, "csv")))}
    assert "The Northern Tribune" in rows["agreement"]["further_passages"]
    assert rows["dispute"]["speaker_a"] == "Ida Lund"


# HTML


def test_the_page_is_small_whatever_the_bundle():
    text = render(samples.large(), "html")
    assert len(text.encode()) < 2_000_000
    assert re.search(r"… and [\d,]+ more things, to be found in the JSON report\.", text)


def test_a_page_of_long_quotes_stays_small_too():
    data = as_data(samples.storm())
    for finding in data["findings"]:
        for item in finding["evidence"]:
            item["quote"] = "語" * 5_000
    data["findings"] = [{**f, "id": f"f{n}"} for n in range(100) for f in data["findings"]]
    assert len(render_data(data, "html").encode()) < 2_000_000


def test_articles_add_no_element_to_the_page():
    def tags(text):
        return set(re.findall(r"<([a-zA-Z][\w]*)", text))

    page = render(samples.hostile(), "html")
    assert tags(page) <= tags(render(samples.storm(), "html")) | {"p", "wbr"}
    assert (page.count("<script>"), page.count("<script "), page.count("</script>")) == (1, 1, 2)
    assert page.count("<style>") == page.count("</style>") == 1
    assert "{{ 7*7 }}" in page
    assert 'href="javascript' not in page


def test_the_page_asks_for_nothing(report):
    page = unescape(render(report, "html"))
    assert "default-src 'none'" in page
    page = render(report, "html")
    assert not re.search(r"<(?:link|script|img|iframe)[^>]+(?:src|href)=(?!\"data:,)", page)
    assert not re.search(r"@import|url\(", page)
    assert not re.search(r"\sstyle=|\son\w+=\"", page.split("<main")[0])


def words(html: str) -> str:
    return " ".join(unescape(re.sub("<[^>]*>", " ", html)).split())


def card(page: str, title: str) -> str:
    """The card of a slot, as markup."""
    (found,) = [c for c in re.findall(r"<article.*?</article>", page, re.DOTALL) if title in c]
    return found


def test_the_title_and_the_heading_name_the_story_and_the_verdict(storm):
    page = render(storm, "html")
    title = "Pier gives way, dozens dead: outlets differ on the people killed in the"
    assert f"<title>{title} collapse of the north pier</title>" in page
    assert words(page.partition("<h1")[2].partition("</h1>")[0]).endswith("of the north pier")
    assert "5 to 6 July 2026" in page
    dismissed = render_data(reviewed("dismissed"), "html")
    assert "sources dispute the day the port will reopen</title>" in dismissed


def test_a_report_without_a_title_is_named_by_its_outlets():
    data = as_data(samples.storm())
    for item in data["articles"]:
        item["title"] = None
    assert headline(data).startswith("Ferry Weekly, Harbour Gazette and The Northern Tribune: ")


def test_a_slot_is_one_card_with_its_values_quotes_and_who_stands_alone(storm):
    page = render(storm, "html")
    killed = card(page, ">People killed in the collapse of the north pier</h4>")
    assert "Varn Courier stands alone with 31." in words(killed)
    assert killed.count("<mark>28</mark>") == killed.count("<mark>31</mark>") == 1
    assert f'id="finding-{storm.findings[0].id}"' in killed
    toll = words(card(page, ">Dead on Varn</h4>"))
    assert "Newest: 34 (The Northern Tribune, 6 July 2026)." in toll
    assert "Out of date: 31 (Varn Courier, 5 July 2026)." in toll


def test_outlets_that_print_the_same_words_share_one_quotation():
    data = as_data(samples.storm())
    (money,) = [f for f in data["findings"] if f["relation"] == "agreement"]
    first, second, _ = money["evidence"]
    second["quote"], second["highlights"] = first["quote"], first["highlights"]
    found = card(render_data(data, "html"), ">Cost of the repairs</h4>")
    assert words(found).count(first["quote"]) == 1
    assert len(re.findall("<blockquote", found)) == 2


def test_a_chart_keeps_the_words_of_near_values_apart():
    data = as_data(samples.storm())
    row = next(row for row in data["ledger"] if row["status"] == "update")
    one = row["entries"][0]
    row["entries"] = [
        {**one, "value": str(n), "normalized": {"low": n}, "as_of": f"2026-07-{day:02}"}
        for n, day in ((31, 3), (32, 4), (900, 4), (901, 20))
    ]
    made = chart(row)
    heights = sorted(point.y for point in made.points)
    assert min(b - a for a, b in pairwise(heights)) >= 40
    assert [point.y for point in made.points] == sorted(heights, reverse=True)
    assert [point.x for point in made.points] == sorted(point.x for point in made.points)
    assert made.points[-1].day == "20 Jul"
    row["entries"] = row["entries"][:1]
    assert chart(row) is None


def test_the_view_by_outlet_says_what_to_look_at(storm):
    page = render(storm, "html")
    views = dict(
        re.findall(
            r'<section class="outlet".*?<h3[^>]*><bdi>(.*?)</bdi>(.*?)</section>', page, re.S
        )
    )
    courier = words(views["Varn Courier"])
    assert "alone with 31, against 28 (Harbour Gazette)" in courier
    assert "out of date; newest" not in courier
    assert "out of date: 31; newest: 34 (The Northern Tribune)" in courier
    assert "Nothing to look at" in words(views["The Northern Tribune"])
    assert "off topic" in views["Ferry Weekly"]


def test_the_matrix_does_not_set_outlets_that_give_one_value_against_each_other():
    data = as_data(samples.storm())
    (row,) = [row for row in data["ledger"] if row["status"] == "contradiction"]
    row["entries"][0]["outlets"] = ["Harbour Gazette", "The Northern Tribune"]
    page = render_data(data, "html")
    told = dict(re.findall(r'class="pair (\w+)"[^>]*aria-label="([^"]*)"', page)[::-1])
    assert told["contradiction"] in (
        "Harbour Gazette and Varn Courier: 1 contradiction",
        "The Northern Tribune and Varn Courier: 1 contradiction",
    )
    assert "Harbour Gazette and The Northern Tribune: 2 agreements" in page
    assert "Harbour Gazette and The Northern Tribune: 1 contradiction" not in page


def test_who_alone_quotes_other_words_is_told_and_nobody_else_is_blamed():
    said = {"A": "the northern pillar", "B": "the southern pillar", "C": "the northern pillar"}
    stories = [
        samples.article(outlet, f"“It was {words},” she said.") for outlet, words in said.items()
    ]
    claims = [samples.claim_of(story, story.text) for story in stories]
    evidence = [
        samples.evidence_of(story, claim, said[story.outlet].split()[1])
        for story, claim in zip(stories, claims, strict=True)
    ]
    reason = "“northern” against “southern” in the same quotation"
    found = [samples.finding_of("contradiction", "quote", reason, evidence)]
    members = [samples.Member(article=s, origin=f"o{n}") for n, s in enumerate(stories)]
    page = render(samples.report_of(members, claims, found), "html")
    assert "B stands alone with “southern”." in page
    assert "A and C: 1 agreement" in page and "A and C: 1 contradiction" not in page
    assert "alone with southern, against northern (A and C)" in page
    assert page.count("alone with southern") == 1 and "alone with northern" not in page


def test_the_page_alone_can_be_read_as_the_report_it_was_made_from(report):
    data = as_data(report)
    again = loads(unpacked(render_data(data, "html")))
    assert again["run"].pop("timings") == {}
    data["run"].pop("timings")
    assert again == data


@pytest.mark.parametrize(
    ("harm", "says"),
    [
        (lambda text: text[: len(text) // 2 // 4 * 4], "cut short"),
        (lambda text: text[:100], "cut short"),
        (lambda text: "AAAA" + text, "broken"),
        (lambda _: base64.b64encode(zlib.compress(b"\xff")).decode(), "broken"),
    ],
)
def test_a_page_whose_report_is_damaged_is_refused(storm, harm, says):
    page = re.sub(
        r'(<script type="[^"]*">)([^<]+)', lambda m: m[1] + harm(m[2]), render(storm, "html")
    )
    with pytest.raises(InputError, match=says):
        unpacked(page)


@pytest.mark.parametrize(
    ("published", "told"),
    [
        (["2026-07-05", None], "5 July 2026"),
        (["2026-07-05T09:00:00+02:00", "2026-07-05"], "5 July 2026"),
        (["2026-07-06", "2026-06-30"], "30 June to 6 July 2026"),
        (["2025-12-31", "2026-01-02"], "31 December 2025 to 2 January 2026"),
        ([None, "soon"], ""),
    ],
)
def test_the_days_of_publication_are_told_as_they_are_read(published, told):
    data = as_data(samples.storm())
    data["articles"] = [
        {**article, "published": when}
        for article, when in zip(data["articles"], published, strict=False)
    ]
    assert overview.days(data) == told


@pytest.mark.parametrize(
    ("published", "modified", "told"),
    [
        ("2026-07-05", None, "5 July 2026"),
        ("2026-07-05", "2026-07-05T18:30:00", "5 July 2026, updated 18:30"),
        ("2026-07-05T09:00:00", "2026-07-05T18:30:00", "5 July 2026, 09:00, updated 18:30"),
        ("2026-07-05", "2026-07-06T18:30:00", "5 July 2026, updated 6 July, 18:30"),
        ("2026-07-05T09:00:00", "2026-08-01", "5 July 2026, 09:00, updated 1 August"),
        ("2025-12-31", "2026-01-01", "31 December 2025, updated 1 January 2026"),
        (None, "2026-07-06T18:30:00", "date unknown, updated 6 July 2026, 18:30"),
        # What is as it was published was not updated.
        ("2026-07-05", "2026-07-05", "5 July 2026"),
        ("2026-07-05T18:30:00", "2026-07-05", "5 July 2026, 18:30"),
        ("2026-07-05T18:30:00", "2026-07-05T18:30:20", "5 July 2026, 18:30"),
        # Half an hour later, told by a clock that is two hours behind.
        (
            "2026-07-05T10:00:00+02:00",
            "2026-07-05T08:30:00+00:00",
            "5 July 2026, 10:00, updated 10:30",
        ),
        # What no clock shows, and what is no moment at all.
        (
            "9999-12-31T22:00:00-05:00",
            "9999-12-31T23:59:00-00:30",
            "31 December 9999, 22:00, updated 23:59",
        ),
        (
            "0001-01-01T00:00:00-05:00",
            "0001-01-01T00:30:00+01:00",
            "1 January 1, 00:00, updated 00:30",
        ),
        ("2026-07-05", "yester\x1bday", "5 July 2026, updated yester\N{REPLACEMENT CHARACTER}day"),
    ],
)
def test_the_last_change_is_told_where_it_says_more_than_the_day(published, modified, told):
    assert overview.dated(published, modified) == told


def test_what_a_person_reads_tells_that_an_article_was_updated():
    data = as_data(samples.storm())
    data["findings"][0]["review"] = {"status": "confirmed", "note": ""}
    page = words(render_data(data, "html")).replace(" ,", ",")
    assert page.count("6 July 2026, updated 18:45") == 3  # of two quotes, and of the article
    assert "Harbour Gazette**, 5 July 2026, updated 21:15, " in render_data(data, "markdown")
    assert "Harbour Gazette (5 July 2026, updated 21:15):" in render_data(data, "note")
    [update] = [f for f in data["findings"] if f["relation"] == "update"]
    assert "The Northern Tribune, 6 July 2026, updated 18:45" in explain(data, update)
    assert "6 July 2026 updated 18:45" in " ".join(render_data(data, "text").split())


def test_the_ledger_has_the_order_of_the_findings():
    data = as_data(samples.storm())
    first = data["ledger"][1]
    sure, unsure = {**data["findings"][0], "id": "sure"}, {**data["findings"][0], "id": "unsure"}
    sure["confidence"], unsure["confidence"] = 0.95, 0.7
    data["findings"] = [unsure, sure]
    data["ledger"] = [{**first, "id": id, "findings": [id]} for id in ("unsure", "sure")]
    assert [row["id"] for row in overview.ledger_rows(data)[0]] == ["sure", "unsure"]


def test_a_finding_of_an_older_report_stands_on_the_card_that_lists_it_with_its_relation():
    data = as_data(samples.storm())
    for finding in data["findings"]:
        finding["slot"] = None
    update = next(f["id"] for f in data["findings"] if f["relation"] == "update")
    (row,) = [row for row in data["ledger"] if row["status"] == "contradiction"]
    own = row["findings"][0]
    row["findings"] = [update, own]
    found = card(render_data(data, "html"), ">People killed in the collapse of the north pier<")
    assert re.findall(r'id="finding-([^"]+)"', found) == [own]


@pytest.mark.parametrize("format", ["text", "html"])
def test_values_of_different_days_show_their_days(format):
    data = as_data(samples.storm())
    (row,) = [row for row in data["ledger"] if row["status"] == "contradiction"]
    for entry, day in zip(row["entries"], ("2026-08-01", "2026-08-02"), strict=True):
        entry["as_of"] = day
    told = render_data(data, format, verbose=True)
    assert "1 August 2026" in told
    assert "2 August 2026" in told
    for entry in row["entries"]:
        entry["as_of"] = "2026-08-01"
    assert "August" not in render_data(data, format, verbose=True)


def test_a_dismissed_finding_is_shown_but_no_longer_counted():
    data = reviewed("dismissed", "the pier has two ends")
    for format in ("text", "markdown", "html"):
        text = render_data(data, format)
        assert "No contradiction, 1 update" in text
        assert "the pier has two ends" in text


# SARIF


def validate_sarif(log):
    if SCHEMAS:
        schema = json.loads((Path(SCHEMAS) / "sarif-schema-2.1.0.json").read_text(encoding="utf-8"))
        jsonschema.validate(log, schema, format_checker=jsonschema.FormatChecker())
    assert log["version"] == "2.1.0"
    for run in log["runs"]:
        rules = run["tool"]["driver"]["rules"]
        for result in run["results"]:
            assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
            assert result["message"]["text"]
            assert result["partialFingerprints"]


def test_sarif_is_valid(report):
    validate_sarif(json.loads(render(report, "sarif")))


def test_sarif_points_at_the_passage_and_leaves_agreements_out(storm):
    run = json.loads(render(storm, "sarif"))["runs"][0]
    by_rule = {result["ruleId"]: result for result in run["results"]}
    assert set(by_rule) == {"contradiction/number", "update/number", "dispute/date"}
    result = by_rule["contradiction/number"]
    place = result["locations"][0]["physicalLocation"]
    line = samples.GAZETTE.text.splitlines()[place["region"]["startLine"] - 1]
    start, end = place["region"]["startColumn"] - 1, place["region"]["endColumn"] - 1
    assert line[start:end] == storm.findings[0].evidence[0].quote
    assert place["artifactLocation"]["uri"] == "bundle/gazette.txt"
    assert result["level"] == "error"
    assert len(result["relatedLocations"]) == 1


def test_sarif_suppresses_what_an_editor_has_settled():
    log = json.loads(render_data(reviewed("fixed", "corrected at noon"), "sarif"))
    validate_sarif(log)
    suppressed = [r for r in log["runs"][0]["results"] if r.get("suppressions")]
    assert [r["ruleId"] for r in suppressed] == ["contradiction/number"]
    assert "corrected at noon" in suppressed[0]["suppressions"][0]["justification"]


# JUnit


def validate_junit(text):
    if SCHEMAS:
        import xmlschema

        xmlschema.XMLSchema(Path(SCHEMAS) / "junit.xsd").validate(text)
    suite = ET.fromstring(text).find("testsuite")
    cases = suite.findall("testcase")
    assert int(suite.get("tests")) == len(cases) > 0
    assert int(suite.get("failures")) == sum(case.find("failure") is not None for case in cases)
    return suite


def test_junit_is_valid(report):
    validate_junit(render(report, "junit"))


def test_junit_fails_contradictions_alone_unless_told_otherwise(storm):
    suite = validate_junit(render(storm, "junit"))
    failed = [case for case in suite.findall("testcase") if case.find("failure") is not None]
    assert [case.get("classname") for case in failed] == ["claimcheck.contradiction.number"]
    assert "31 people were killed" in failed[0].find("failure").text
    settled = validate_junit(render_data(reviewed("dismissed"), "junit"))
    assert settled.get("failures") == "0"


def test_junit_fails_what_the_run_is_told_to_fail_on(storm):
    data = as_data(storm)
    both = validate_junit(render_data(data, "junit", fail_on=("update", "dispute")))
    failed = [case for case in both.findall("testcase") if case.find("failure") is not None]
    assert [c.get("classname").split(".")[1] for c in failed] == ["update", "dispute"]
    assert validate_junit(render_data(data, "junit", fail_on=("none",))).get("failures") == "0"


# GitHub


def test_github_gets_one_command_a_line():
    lines = render(samples.hostile(), "github").splitlines()
    assert len(lines) == 1
    assert re.match(r"::error file=[^:,]+,line=\d+,(?:[^:,]+,)*title=[^:,]+::", lines[0])


def test_github_annotates_each_side_in_its_own_file(storm):
    lines = render(storm, "github").splitlines()
    begins = [line.split(",col=")[0] for line in lines]
    assert begins == [
        "::error file=bundle/gazette.txt,line=2",
        "::error file=bundle/courier.txt,line=2",
        "::warning file=bundle/gazette.txt,line=3",
        "::warning file=bundle/courier.txt,line=3",
        "::notice file=bundle/courier.txt,line=2",
        "::notice file=bundle/tribune.txt,line=1",
    ]
    assert lines[1].index("31 people were killed") < lines[1].index("28 people died")


def test_github_shows_a_finding_of_no_file_once():
    data = as_data(samples.storm())
    for finding in data["findings"]:
        for item in finding["evidence"]:
            item["location"] = None
    assert [line.split("=")[0] for line in render_data(data, "github").splitlines()] == [
        "::error title",
        "::warning title",
        "::notice title",
    ]


# Places


def moved(place):
    """The storm with the passages of the first finding at ``place``, its second in a member."""
    data = as_data(samples.storm())
    first, second = data["findings"][0]["evidence"]
    first["location"] = {"path": "week.jsonl", "column": 1, "end_column": 1, **place}
    second["location"] = {
        "path": "week.zip", "inside": "a b/[x].txt", "line": 7, "column": 3, "end_line": 7,
        "end_column": 9,
    }  # fmt: skip
    return data


@pytest.mark.parametrize("format", ["text", "markdown", "junit", "github", "html"])
def test_a_member_and_its_line_are_named(format):
    options = {"verbose": True} if format == "text" else {}
    shown = render_data(moved({"line": 12, "end_line": 12}), format, **options)
    shown = shown.split('id="claimcheck-report"')[0]  # the page holds the report itself too
    for place in ("week.zip: a b/[x].txt:7", "week.jsonl:12"):
        assert place in shown


@pytest.mark.parametrize("format", ["text", "markdown", "junit", "github", "html"])
def test_where_only_the_file_is_known_no_line_is_shown(format):
    options = {"verbose": True} if format == "text" else {}
    shown = render_data(moved({"line": 1, "end_line": 1}), format, **options)
    assert "week.jsonl" in shown
    assert "week.jsonl:1" not in shown


def test_github_points_at_no_line_of_an_archive():
    first, second = render_data(moved({"line": 12, "end_line": 12}), "github").splitlines()[:2]
    assert first.startswith("::error file=week.jsonl,line=12,title=")
    assert second.startswith("::error file=week.zip,title=")


def test_sarif_has_a_member_as_an_artifact_inside_another():
    log = json.loads(render_data(moved({"line": 12, "end_line": 12}), "sarif"))
    validate_sarif(log)
    run = log["runs"][0]
    result = next(r for r in run["results"] if r["ruleId"] == "contradiction/number")
    here = result["locations"][0]["physicalLocation"]
    assert here["region"] == {"startLine": 12}
    there = result["relatedLocations"][0]["physicalLocation"]
    assert there["artifactLocation"]["uri"] == "/a%20b/%5Bx%5D.txt"
    assert there["region"]["startLine"] == 7
    member = run["artifacts"][there["artifactLocation"]["index"]]
    assert member["location"]["uri"] == "/a%20b/%5Bx%5D.txt"
    assert run["artifacts"][member["parentIndex"]]["location"]["uri"] == "week.zip"


def test_sarif_links_the_other_sides_and_nothing_that_an_article_says():
    data = as_data(samples.storm())
    finding = data["findings"][0]
    finding["evidence"][0]["quote"] = "[The mayor](1) said [so], [a](https://x.example)"
    finding["evidence"][1]["outlet"] = "Varn [Courier]"
    run = json.loads(render_data(data, "sarif"))["runs"][0]
    result = next(r for r in run["results"] if r["ruleId"] == "contradiction/number")
    text = result["message"]["text"]
    assert re.findall(r"(?<!\\)\[((?:\\.|[^\[\]])*)\]\((\d+)\)", text) == [
        (r"Varn \[Courier\]", "1")
    ]
    assert r"\[The mayor](1) said [so]" in text
    assert [place["id"] for place in result["relatedLocations"]] == [1]


def test_json_names_the_member_of_a_passage_and_of_an_article():
    report = samples.storm()
    data = moved({"line": 12, "end_line": 12})
    data["articles"][0]["source"]["inside"] = "gazette.txt"
    text = render_data(data, "json")
    jsonschema.validate(json.loads(text), SCHEMA)
    assert loads(text)["findings"][0]["evidence"][1]["location"]["inside"] == "a b/[x].txt"
    assert "inside" not in render(report, "json").partition('"claims"')[0]


# Note


def test_a_note_has_both_passages_and_what_differs():
    note = render_data(reviewed("confirmed", "the mayor's desk"), "note")
    for words in ("Harbour Gazette", "28 people died", "Varn Courier", "31 people were killed"):
        assert words in note
    assert "What differs: 28 against 31 dead" in note
    assert "4.2 million" not in note
    assert "mayor" not in note


def test_nobody_is_asked_about_what_no_editor_has_confirmed(storm):
    assert render(storm, "note") == ""
    assert render_data(reviewed("dismissed"), "note") == ""


# Passages


@given(TEXT, st.lists(st.lists(st.integers(-5, 250), min_size=2, max_size=2)), st.integers(1, 60))
@settings(max_examples=200)
def test_segments_are_the_quote_or_a_window_of_it(quote, highlights, limit):
    pieces = segments(quote, highlights, limit)
    joined = "".join(piece.text for piece in pieces)
    if len(quote) <= limit:
        assert joined == visible(quote)
    else:
        assert len(joined) <= limit + 2
    marked = "".join(piece.text for piece in pieces if piece.marked)
    inside = {n for a, b in highlights for n in range(max(a, 0), min(b, len(quote)))}
    assert len(marked) <= len(inside)
    assert bool(marked) == bool(inside)


def test_the_window_of_a_huge_quote_shows_its_marked_words():
    quote = "W" * 90_000 + " forty dead " + "W" * 9_000
    pieces = segments(quote, [[90_001, 90_006]])
    assert [piece.text for piece in pieces if piece.marked] == ["forty"]
    assert sum(len(piece.text) for piece in pieces) <= 2002


@given(TEXT, st.integers(0, 50))
def test_shortened_text_is_short_and_harmless(text, limit):
    assert len(shorten(text, limit)) <= max(limit, 1)
    assert len(visible(text)) == len(text)
    visible(text).encode("utf-8")


def test_a_text_is_cut_between_its_words_where_it_has_any():
    assert shorten("The north pier collapsed", 20) == "The north pier…"
    assert shorten_left("The north pier collapsed", 20) == "…pier collapsed"
    assert shorten("W" * 90, 20) == "W" * 19 + "…"
    assert shorten_left("W" * 90, 20) == "…" + "W" * 19


def test_what_is_said_alike_in_other_words_has_nothing_marked():
    data = as_data(samples.storm())
    agreed = data["findings"][3]
    assert any(piece.marked for piece in passage(agreed, agreed["evidence"][0]))
    agreed["kind"] = "other"
    assert not any(piece.marked for piece in passage(agreed, agreed["evidence"][0]))


def test_words_that_differ_are_found():
    text, other = "On Friday 31 people were killed", "On Friday 28 people were killed"
    assert [text[a:b] for a, b in differing_spans(text, other)] == ["31"]
    assert differing_spans(text, text) == []
    assert differing_spans("all is new here", "nothing of that stands there") == []
