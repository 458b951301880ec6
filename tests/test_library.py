"""claimcheck from Python: what a notebook shows, what a call takes, and what is said of it."""

from __future__ import annotations

import html
import json
import re

import pytest
from fake_judge import FakeJudge
from report_samples import empty, hostile, storm

import claimcheck
from claimcheck import Article, Checker, InputError, check, read_articles
from claimcheck.cli.check import check_command
from claimcheck.followup.baseline import baseline
from claimcheck.followup.review import Mark, dumps
from claimcheck.reporting.json_report import as_data

FERRY = [
    Article(outlet="Herald", published="2024-03-05", text="The ferry sank. 12 people drowned."),
    Article(outlet="Courier", published="2024-03-05", text="The ferry sank. 19 people drowned."),
]


@pytest.fixture(scope="module")
def ferry(quick):
    return quick.check(FERRY)


@pytest.fixture(scope="module")
def contradiction(ferry):
    [finding] = ferry.of("contradiction")
    return finding


def checked(quick, **settings):
    return Checker(FakeJudge(), parser=quick.parser, **settings).check(FERRY)


def test_the_package_shows_what_there_is():
    assert dir(claimcheck) == sorted(claimcheck.__all__)
    assert all(getattr(claimcheck, name) is not None for name in dir(claimcheck))
    with pytest.raises(AttributeError, match="chek"):
        _ = claimcheck.chek


def test_a_report_is_the_sequence_of_its_findings():
    report = storm()
    assert list(report) == list(report.findings)
    assert len(report) == len(report.findings) > 0
    assert len(empty()) == 0


def test_a_report_and_its_findings_are_shown_in_a_line():
    report = storm()
    assert len(repr(report)) < 120 and "\n" not in repr(report)
    assert f"contradiction {len(report.of('contradiction'))}" in repr(report)
    for finding in report:
        assert finding.id in repr(finding) and finding.evidence[0].quote not in repr(finding)


def test_a_notebook_shows_the_page_in_a_frame_that_no_article_leaves():
    shown = hostile()._repr_html_()
    assert re.fullmatch(r"<iframe [^<>]*></iframe>", shown)
    assert "allow-same-origin" not in shown
    [page] = re.findall(r'srcdoc="([^"]*)"', shown)
    assert html.unescape(page) == hostile().to_html()


def test_a_report_becomes_a_page_and_markdown():
    assert storm().to_html().startswith("<!DOCTYPE html>")
    assert storm().to_markdown().startswith("# claimcheck: ")


def test_a_report_becomes_a_table_with_a_row_a_finding():
    pytest.importorskip("pandas")
    report = storm()
    frame = report.to_frame()
    assert list(frame.index) == [f.id for f in report]
    assert list(frame["confidence"]) == [f.confidence for f in report]
    assert frame["quotes"].iloc[0] == tuple(e.quote for e in report.findings[0].evidence)
    assert list(empty().to_frame().columns) == list(frame.columns)


def test_an_unknown_relation_is_refused_and_the_known_are_named():
    for wrong in ("contradictions", "Update"):
        with pytest.raises(InputError, match=rf"{wrong}.*contradiction, update"):
            storm().of(wrong)
    with pytest.raises(InputError, match=r"\['update'\]"):
        storm().failing("update")


@pytest.mark.parametrize("wrong", ["agreement", "Contradiction", "everything"])
def test_what_a_run_may_fail_on_is_what_the_command_takes(wrong):
    with pytest.raises(InputError, match=f"'{wrong}' is .*; expected contradiction, update, disp"):
        storm().failing([wrong])
    assert wrong not in next(p for p in check_command.params if p.name == "fail_on").type.choices
    assert storm().failing(["none"]) == ()
    assert storm().failing(["none", "update"]) == storm().of("update")


def test_a_path_that_leads_nowhere_is_an_error_unless_it_may_be_left_out(tmp_path):
    (tmp_path / "a.txt").write_text(FERRY[0].text, encoding="utf-8")
    paths = [tmp_path / "a.txt", tmp_path / "gone.txt", "https://courier.example/a"]
    with pytest.raises(InputError, match=r"gone\.txt: does not exist.*keep_going=True") as error:
        read_articles(paths)
    assert "claimcheck fetch" in str(error.value)
    articles, skips = read_articles(paths, keep_going=True)
    assert len(articles) == 1 and [skip.stage for skip in skips].count("path") == 2


def test_what_is_less_sure_than_asked_for_is_left_out_and_told(quick, contradiction):
    sure = contradiction.confidence
    assert checked(quick, min_confidence=sure).of("contradiction")
    report = checked(quick, min_confidence=min(sure + 0.001, 1.0))
    assert not report.of("contradiction")
    assert any(s.stage == "confidence" and contradiction.reason in s.reason for s in report.skips)
    assert report.funnel.findings == len(report)
    assert contradiction.id not in {id for row in report.ledger for id in row.findings}


def test_a_baseline_makes_a_finding_known_and_it_fails_no_more(
    quick, ferry, contradiction, tmp_path
):
    path = tmp_path / "known.json"
    path.write_text(baseline(as_data(ferry)), encoding="utf-8")
    report = checked(quick, baseline=str(path))
    [finding] = report.of("contradiction")
    assert finding.settled and finding.review.status == "known"
    assert ferry.failing() == (contradiction,) and report.failing() == ()


@pytest.mark.parametrize(
    ("status", "fails"), [("confirmed", True), ("dismissed", False), ("fixed", False)]
)
def test_an_editor_s_word_is_in_the_report_and_in_its_json(
    quick, contradiction, tmp_path, status, fails
):
    path = tmp_path / "claimcheck-reviews.toml"
    path.write_text(dumps({contradiction.id: Mark(status, "two ships")}), encoding="utf-8")
    report = checked(quick, reviews=path)
    [finding] = report.of("contradiction")
    assert (finding.review.status, finding.review.note) == (status, "two ships")
    assert bool(report.failing()) is fails
    [stored] = [f for f in report.to_dict()["findings"] if f["id"] == finding.id]
    assert stored["review"] == {"status": status, "note": "two ships"}
    assert "two ships" in report.to_markdown()


def test_a_report_without_follow_up_is_the_one_that_was_made(quick, ferry):
    again = checked(quick)
    made, expected = (json.loads(json.dumps(r.to_dict())) for r in (again, ferry))
    made["run"].pop("timings"), expected["run"].pop("timings")
    assert made == expected


def test_skips_of_reading_are_reported_with_the_rest(quick, tmp_path):
    (tmp_path / "empty.txt").touch()
    articles, skips = read_articles([tmp_path / "empty.txt"])
    assert articles == () and skips
    report = quick.check(FERRY, skips=skips)
    assert set(skips) <= set(report.skips)


WRONG = [
    (lambda: read_articles("story"), r"read_articles\(\['story'\]\)"),
    (lambda: check("story"), "single str"),
    (lambda: check(FERRY[0]), "single Article"),
    (lambda: check(read_articles([])), "articles, skips = read_articles"),
    (lambda: check([FERRY[0], "text"]), r"articles\[1\] is a str"),
    (lambda: Article(outlet="A", text=None), "text must be a str, not NoneType"),
    (lambda: Article(outlet=3, text="x"), "outlet must be a str, not int"),
    (lambda: Article(outlet="A", text="x", published="Monday"), "'Monday'.*YYYY-MM-DD"),
    (lambda: Checker(FakeJudge(), min_confidence=70), "from 0 to 1, not 70"),
    (lambda: Checker(FakeJudge(), min_confidence=float("nan")), "from 0 to 1"),
    (lambda: Checker("claimcheck-tiny"), "model='claimcheck-tiny'"),
    (lambda: Checker(FakeJudge(), model="claimcheck-tiny"), "one of them"),
    (lambda: Checker(FakeJudge(), baseline="gone.json"), "gone.json"),
    (lambda: Checker(FakeJudge(), reviews="gone.toml"), "gone.toml"),
]


@pytest.mark.parametrize(("call", "says"), WRONG, ids=[says for _, says in WRONG])
def test_a_wrong_argument_is_told_with_what_was_expected(call, says):
    with pytest.raises(InputError, match=says):
        call()


def test_check_takes_what_the_command_takes():
    """All but what is of files and streams, and what Judge.load takes."""
    import inspect

    from claimcheck.cli.check import check_command

    of_command = {p.name for p in check_command.params}
    elsewhere = """
        paths outlet published columns stories engine jobs
        format_ output save keep_going exit_zero verbose quiet
        revision labels device backend no_cache
        fail_on limit config
    """.split()
    taken = set(inspect.signature(check).parameters) & of_command
    assert taken == of_command - set(elsewhere)
