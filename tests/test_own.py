"""Files that claimcheck has written are known by their marks, and no article is taken for one."""

from __future__ import annotations

import pytest
import report_samples as samples
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.followup.baseline import baseline
from claimcheck.followup.review import Mark, dumps
from claimcheck.own import is_own, is_own_file
from claimcheck.reporting import FORMATS, render, render_data
from claimcheck.reporting.json_report import as_data


def confirmed():
    data = as_data(samples.storm())
    for finding in data["findings"]:
        finding["review"] = {"status": "confirmed"}
    return data


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("make", [samples.storm, lambda: samples.report_of([])])
def test_every_format_bears_its_mark(tmp_path, format, make):
    text = render(make(), format)
    if not text:
        return  # there is nothing to tell apart
    assert is_own(text) and is_own("\ufeff" + text)
    path = tmp_path / "report"
    path.write_text(text, encoding="utf-8")
    assert is_own_file(path)


def test_notes_baselines_and_reviews_bear_theirs():
    assert is_own(render_data(confirmed(), "note"))
    assert is_own(baseline(confirmed())) and is_own(baseline(as_data(samples.report_of([]))))
    assert is_own(dumps({"a": Mark("fixed")}))


def test_a_long_report_is_known_too(tmp_path):
    path = tmp_path / "report.txt"
    path.write_text("x\n" * 50_000 + render(samples.storm(), "text"))
    assert is_own_file(path) and not is_own_file(tmp_path / "missing")


@given(st.text())
def test_a_text_is_no_report(text):
    assert not is_own(text)


@pytest.mark.parametrize(
    "text",
    [
        samples.GAZETTE.text,
        '{"outlet": "A", "text": "claimcheck 0.1.0 was released"}',
        '{"articles": [{"outlet": "A", "text": "x"}], "version": 1, "findings": []}',
        "# claimcheck is out\n\nIt compares articles.",
        "id,outlet,title,text\n1,A,B,C\n",
        '<!DOCTYPE html><head><meta name="generator" content="WordPress"></head>claimcheck',
    ],
)
def test_an_article_is_no_report(text):
    assert not is_own(text)
