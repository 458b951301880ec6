"""What happens with a report after it is made: accepted, reviewed, compared, explained."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest
from click import UsageError
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from claimcheck import Article
from claimcheck.cli.main import cli
from claimcheck.errors import InputError
from claimcheck.followup.review import STATUSES, Mark, dumps, read_reviews
from claimcheck.reporting import render_data
from claimcheck.reporting.contract import REVIEWS_FILE
from claimcheck.reporting.json_report import from_dict

HERALD = "The ferry Aurora sank off Lisbon on Monday. Rescuers pulled {} passengers from the water."


def articles(first: int, second: int) -> list[Article]:
    return [
        Article(outlet=outlet, published="2024-03-05", text=HERALD.format(number))
        for outlet, number in (("Herald", first), ("Courier", second))
    ]


@pytest.fixture(scope="module")
def reports(checker):
    return [checker.check(articles(*numbers)).to_dict() for numbers in ((19, 12), (19, 19))]


@pytest.fixture
def folder(tmp_path, reports):
    bundle = [
        {"outlet": a.outlet, "published": "2024-03-05", "text": a.text} for a in articles(19, 12)
    ]
    (tmp_path / "story.jsonl").write_text("".join(json.dumps(a) + "\n" for a in bundle))
    for name, report in zip(("differ.json", "agree.json"), reports, strict=True):
        (tmp_path / name).write_text(json.dumps(report))
    return tmp_path


def contradiction(report) -> str:
    (found,) = [f["id"] for f in report["findings"] if f["relation"] == "contradiction"]
    return found


def contradiction_in(path) -> str:
    return contradiction(json.loads(path.read_text()))


def run(*args, status=0):
    result = CliRunner().invoke(cli, [str(a) for a in args], standalone_mode=False)
    if result.exception:
        raise result.exception
    assert result.return_value == status, result.output
    return result.stdout


def test_a_baseline_lets_known_findings_pass_and_shows_them(folder, reports):
    known = folder / "known.json"
    run("baseline", folder / "differ.json", "-o", known)
    story = folder / "story.jsonl"
    run("check", story, "--format", "json", status=1)
    out = json.loads(run("check", story, "--format", "json", "--baseline", known))
    marked = {f["id"] for f in out["findings"] if f.get("review", {}).get("status") == "known"}
    assert marked == {contradiction(reports[0])}
    known.write_text('{"version": 1, "findings": []}')
    run("check", story, "--baseline", known, status=1)
    known.write_text("nonsense")
    with pytest.raises(InputError, match=r"known\.json: no baseline"):
        run("check", story, "--baseline", known)


def test_a_baseline_writes_over_baselines_alone(folder):
    article = folder / "harbour-post.md"
    article.write_text("The ferry sank.\n")
    with pytest.raises(InputError, match="not written over"):
        run("baseline", folder / "differ.json", "-o", article)
    assert article.read_text() == "The ferry sank.\n"


def test_files_of_our_own_in_the_folder_are_no_articles(folder):
    run("baseline", folder / "differ.json", "-o", folder / "claimcheck-baseline.json")
    run("review", folder / "differ.json", "--dismiss", contradiction_in(folder / "differ.json"))
    for name in ("differ.json", "agree.json"):
        (folder / name).unlink()
    out = json.loads(run("check", folder, "--format", "json"))
    assert {a["outlet"] for a in out["articles"]} == {"Herald", "Courier"}
    assert not any("claimcheck" in skip["item"] for skip in out["skips"])


def test_a_dismissed_finding_no_longer_fails_and_a_confirmed_one_does(folder, reports):
    found = contradiction(reports[0])
    story = folder / "story.jsonl"
    run("review", folder / "differ.json", "--dismiss", found[:8], "--note", "two ships")
    kept = tomllib.loads((folder / "claimcheck-reviews.toml").read_text())
    assert kept[found]["status"] == "dismissed"
    assert kept[found]["note"] == "two ships"
    out = json.loads(run("check", story, "--format", "json"))
    (review,) = [f["review"] for f in out["findings"] if f["id"] == found]
    assert review == {"status": "dismissed", "note": "two ships"}
    assert "two ships" in run("review", folder / "differ.json")
    run("review", folder / "differ.json", "--confirm", found)
    run("check", story, status=1)
    assert "What differs" in run("check", story, "--format", "note", status=1)
    run("review", folder / "differ.json", "--clear", found)
    assert "not reviewed" in run("review", folder / "differ.json")


def test_a_dismissal_holds_wherever_the_report_and_the_articles_lie(folder, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "story").mkdir()
    (tmp_path / "reports").mkdir()
    (tmp_path / "story.jsonl").rename(tmp_path / "story" / "story.jsonl")
    run("check", "story", "-o", "reports/report.json", status=1)
    run("review", "reports/report.json", "--dismiss", contradiction_in(Path("reports/report.json")))
    assert (tmp_path / "story" / REVIEWS_FILE).exists()
    run("check", "story")
    run("check", "story/story.jsonl")
    (tmp_path / "story" / REVIEWS_FILE).rename(tmp_path / "reports" / REVIEWS_FILE)
    run("check", "story", status=1)
    run("check", "story", "--save", "reports/report.html")
    assert "dismissed" in run("review", "reports/report.html")
    (tmp_path / "reports" / REVIEWS_FILE).rename(tmp_path / REVIEWS_FILE)
    run("check", "story")


def test_a_report_does_not_choose_where_reviews_are_written(folder, reports, tmp_path_factory):
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (elsewhere / "page.txt").write_text("The ferry sank.")
    data = json.loads((folder / "differ.json").read_text())
    place = {"path": str(elsewhere / "page.txt"), "line": 1, "column": 1, "verbatim": True}
    data["articles"] = [{**article, "source": place} for article in data["articles"]]
    (folder / "differ.json").write_text(json.dumps(data))
    run("review", folder / "differ.json", "--dismiss", contradiction(data))
    assert (folder / REVIEWS_FILE).exists()
    assert not (elsewhere / REVIEWS_FILE).exists()


def test_check_says_which_reviews_it_respects_and_the_nearest_one_holds(folder, monkeypatch):
    monkeypatch.chdir(folder)
    found = contradiction_in(folder / "differ.json")
    (folder / "story").mkdir()
    (folder / "story.jsonl").rename(folder / "story" / "story.jsonl")
    (folder / REVIEWS_FILE).write_text(dumps({found: Mark("confirmed")}))
    (folder / "story" / REVIEWS_FILE).write_text(dumps({found: Mark("fixed")}))
    result = CliRunner().invoke(cli, ["check", "story"], standalone_mode=False)
    assert result.return_value == 0
    assert f"story/{REVIEWS_FILE}: respected, what editors said of 1 finding" in result.stderr
    assert f"\nclaimcheck: {REVIEWS_FILE}: respected" in result.stderr
    result = CliRunner().invoke(cli, ["check", "story", "-q"], standalone_mode=False)
    assert (result.return_value, result.stderr) == (0, "")


def test_what_the_page_has_saved_is_imported_and_nothing_else_is_lost(folder, monkeypatch):
    monkeypatch.chdir(folder)
    found = contradiction_in(folder / "differ.json")
    (folder / REVIEWS_FILE).write_text(dumps({"other": Mark("fixed"), found: Mark("confirmed")}))
    saved = folder / "claimcheck-reviews (1).toml"
    saved.write_text(dumps({found: Mark("dismissed", "two ships")}))
    result = CliRunner().invoke(
        cli, ["review", "differ.json", "--import", str(saved)], standalone_mode=False
    )
    assert "1 decision taken over, 1 kept that it does not name" in result.stderr
    marks = read_reviews(folder / REVIEWS_FILE)
    assert marks == {"other": Mark("fixed"), found: Mark("dismissed", "two ships")}
    (folder / REVIEWS_FILE).unlink()
    run("review", "--import", saved)
    run("check", "story.jsonl")
    with pytest.raises(UsageError, match="goes alone"):
        run("review", "differ.json", "--import", saved, "--confirm", found)
    with pytest.raises(UsageError, match="REPORT"):
        run("review")


def test_the_page_can_be_explained_and_reviewed_as_the_report_can(folder, reports):
    page = folder / "report.html"
    page.write_text(render_data(from_dict(reports[0]), "html"), encoding="utf-8")
    found = contradiction(reports[0])
    assert run("explain", found, page) == run("explain", found, folder / "differ.json")
    assert found in run("review", page)


def test_an_unknown_id_names_the_nearest(folder, reports):
    with pytest.raises(InputError, match=contradiction(reports[0])):
        run("review", folder / "differ.json", "--confirm", "0" + contradiction(reports[0])[1:])


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[abc]\nstatus = 'perhaps'", "needs a status"),
        ("[abc]\nstatus = 'fixed'\nnotes = 'x'", "unknown key notes"),
        ("[abc]\nstatus = 'fixed'\nnote = 3", "no text"),
        ("status = ", "no TOML"),
    ],
)
def test_a_bad_file_of_reviews_gets_one_line_that_names_it(tmp_path, text, says):
    path = tmp_path / "r.toml"
    path.write_text(text)
    with pytest.raises(InputError, match=says) as error:
        read_reviews(path)
    assert str(path) in str(error.value)


@given(
    st.dictionaries(
        st.text(min_size=1),
        st.builds(Mark, st.sampled_from(STATUSES), note=st.text(), about=st.text()),
    )
)
def test_any_note_survives_the_file(tmp_path_factory, marks):
    path = tmp_path_factory.mktemp("marks") / "r.toml"
    path.write_text(dumps(marks), encoding="utf-8", newline="\n")
    assert read_reviews(path) == marks


def test_compare_tells_what_appeared_and_what_went_away(folder, reports):
    agree, differ = folder / "agree.json", folder / "differ.json"
    assert "appeared: contradiction" in run("compare", agree, differ, status=1)
    assert "gone: contradiction" in run("compare", differ, agree)
    assert run("compare", differ, differ) == "nothing changed\n"
    payload = json.loads(run("compare", agree, differ, "--json", status=1))
    assert contradiction(reports[0]) in {f["id"] for f in payload["appeared"]}


def test_explain_shows_what_was_read_compared_judged_and_what_would_change_it(folder, reports):
    text = run("explain", contradiction(reports[0])[:10], folder / "differ.json")
    for part in ("19", "12", "figure: ", "row of the table: ", "weighed", "same words", "needed"):
        assert part in text


def test_a_file_that_is_no_report_is_named(folder):
    for command in (["explain", "x"], ["baseline"], ["review"]):
        with pytest.raises(InputError, match=r"story\.jsonl: "):
            run(*command, folder / "story.jsonl")
