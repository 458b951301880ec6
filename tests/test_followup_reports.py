"""Reviews, comparisons and explanations as an editor meets them, on reports of the real model."""

from __future__ import annotations

import json
import math
import os
import re
import select
import subprocess
import sys
import tomllib
from dataclasses import replace

import jsonschema
import pytest
import report_samples as samples
from click.testing import CliRunner
from conftest import ROOT
from hypothesis import given
from hypothesis import strategies as st
from test_reporting import SCHEMA, validate_junit, validate_sarif

from claimcheck import Article
from claimcheck.cli.main import cli
from claimcheck.errors import InputError
from claimcheck.followup.baseline import baseline, mark_known, read_baseline
from claimcheck.followup.changes import compare_reports, lines
from claimcheck.followup.explain import explain, explain_row
from claimcheck.followup.review import Mark, apply_reviews, dumps
from claimcheck.followup.stored import only
from claimcheck.pipeline import Checker
from claimcheck.reporting import FORMATS, render_data
from claimcheck.reporting.json_report import as_data, from_dict

HOSTILE = samples.HOSTILE
FERRY = (
    "The ferry Aurora sank off Lisbon on Monday. Rescuers pulled 19 passengers from the water. "
    "The captain signed the log.",
    "Rescuers pulled 12 passengers from the water. The ferry Aurora sank off Lisbon on Monday. "
    "The captain did not sign the log.",
)


def bundle(*texts: str) -> list[Article]:
    return [
        Article(outlet=outlet, published="2024-03-05", text=text)
        for outlet, text in zip(("Herald", "Courier", "Gazette"), texts, strict=False)
    ]


@pytest.fixture(scope="module")
def ferry(checker):
    return as_data(checker.check(bundle(*FERRY)))


@pytest.fixture
def stored(ferry, tmp_path):
    path = tmp_path / "ferry.json"
    path.write_text(json.dumps(ferry), encoding="utf-8")
    return path


def command(*args):
    return CliRunner().invoke(cli, [str(arg) for arg in args], standalone_mode=False)


def found(data, relation, kind):
    (finding,) = [f for f in data["findings"] if (f["relation"], f["kind"]) == (relation, kind)]
    return finding


def harmless(text: str) -> bool:
    return all(c.isprintable() or c == "\n" for c in text)


# Marks in reports


@pytest.mark.parametrize("format", [name for name in FORMATS if name not in ("json", "note")])
@pytest.mark.parametrize("status", ["confirmed", "dismissed", "fixed"])
def test_every_format_shows_what_an_editor_said(ferry, format, status):
    mark = Mark(status, "asked on Tuesday")
    told = render_data(apply_reviews(ferry, {f["id"]: mark for f in ferry["findings"]}), format)
    if format == "github" and status != "confirmed":
        assert told == ""
    else:
        assert status in told
        assert "asked on Tuesday" in told


@pytest.mark.parametrize("format", [name for name in FORMATS if name not in ("note", "github")])
def test_every_format_shows_what_is_known(ferry, format):
    wrong = frozenset([found(ferry, "contradiction", "number")["id"]])
    told = " ".join(render_data(mark_known(ferry, wrong), format).split())
    assert "in the baseline" in told
    assert "in the baseline" not in render_data(ferry, format)


def test_marked_reports_are_valid(ferry):
    ids = [f["id"] for f in ferry["findings"]]
    data = apply_reviews(mark_known(ferry, frozenset(ids)), {ids[0]: Mark("confirmed", HOSTILE)})
    jsonschema.validate(json.loads(render_data(data, "json")), SCHEMA)
    validate_sarif(json.loads(render_data(data, "sarif")))
    validate_junit(render_data(data, "junit"))
    assert from_dict(data) == data


@pytest.mark.parametrize("format", [name for name in FORMATS if name != "json"])
def test_a_hostile_note_does_no_harm(ferry, format):
    marks = {f["id"]: Mark("confirmed", HOSTILE) for f in ferry["findings"]}
    text = render_data(apply_reviews(ferry, marks), format)
    assert not set("\u202e\u2066\x1b\x07\ud800") & set(text)
    if format in ("html", "junit", "markdown"):
        assert "<script>document" not in text
    if format == "github":
        assert all(line.startswith("::") for line in text.splitlines())
        open_ = [f for f in ferry["findings"] if f["relation"] != "agreement"]
        assert len(text.splitlines()) == len(open_)


# The note


def test_the_note_asks_about_the_confirmed_and_says_nothing_of_the_desk(ferry):
    first, second = (f for f in ferry["findings"] if f["relation"] == "contradiction")
    data = apply_reviews(ferry, {first["id"]: Mark("confirmed", "call Ines")})
    note = render_data(data, "note")
    assert note.count("Query:") == 1
    assert all(item["quote"] in note and item["outlet"] in note for item in first["evidence"])
    assert first["reason"] in note
    assert not any(item["quote"] in note for item in second["evidence"])
    assert "Ines" not in note and "confirmed" not in note


def test_a_baseline_does_not_silence_a_note_on_what_is_confirmed(ferry):
    ids = [f["id"] for f in ferry["findings"]]
    marked = apply_reviews(ferry, {id: Mark("confirmed") for id in ids})
    assert render_data(mark_known(marked, frozenset(ids)), "note").count("Query:") == 2


def test_a_note_to_one_outlet_is_worded_for_one(checker):
    story = Article(
        outlet="Herald",
        title="Japan faces a 24% tariff from July",
        text="Japan faces a 31% tariff from July.",
    )
    data = as_data(Checker(checker.judge, within=True).check([story]))
    confirmed = {f["id"]: Mark("confirmed") for f in data["findings"]}
    note = render_data(apply_reviews(data, confirmed), "note")
    assert note.startswith("Query: Herald gives two accounts of one point.")


# Baseline


def test_a_baseline_is_sorted_has_a_line_a_finding_and_no_agreement(ferry, tmp_path):
    path = tmp_path / "known.json"
    text = baseline(ferry)
    path.write_text(text, encoding="utf-8")
    wrong = sorted(f["id"] for f in ferry["findings"] if f["relation"] != "agreement")
    named = [re.search(r'"id": "(\w+)"', line) for line in text.splitlines()]
    assert [match[1] for match in named if match] == wrong
    assert read_baseline(path) == frozenset(wrong)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "3",
        "[" * 100_000,
        '{"version": 1}',
        '{"version": 1, "findings": [{"id": 7}]}',
        '{"version": 1, "findings": ["x"]}',
        '{"version": 2, "findings": []}',
    ],
)
def test_what_is_no_baseline_gets_one_line_with_its_name(tmp_path, text):
    path = tmp_path / "known.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=r"known\.json: .*baseline") as error:
        read_baseline(path)
    assert "\n" not in str(error.value)


# Reviews


@given(st.text(st.characters()), st.text(st.characters()))
def test_a_file_of_reviews_holds_any_text_and_hides_nothing(note, about):
    text = dumps({"0a": Mark("fixed", note, about)})
    assert harmless(text)
    kept = tomllib.loads(text)["0a"]
    expected = note.encode("utf-8", "replace").decode("utf-8")
    assert kept.get("note", "") == expected
    assert "\n".join(text.splitlines()) + "\n" == text


def test_marks_are_set_and_taken_back_by_the_beginning_of_an_id(ferry, stored):
    first, second = (f for f in ferry["findings"] if f["relation"] == "contradiction")
    path = stored.parent / "claimcheck-reviews.toml"
    note = command(
        "review", stored, "--fix", first["id"][:9], "--confirm", second["id"], "--note", HOSTILE
    )
    assert note.exception is None
    kept = tomllib.loads(path.read_text(encoding="utf-8"))
    assert {id: mark["status"] for id, mark in kept.items()} == {
        first["id"]: "fixed",
        second["id"]: "confirmed",
    }
    assert kept[first["id"]]["about"].endswith(first["reason"])
    assert list(kept) == sorted(kept)
    listed = command("review", stored).stdout
    assert harmless(listed) and "fixed: " in listed
    assert max(map(len, listed.splitlines())) <= 80
    command("review", stored, "--clear", first["id"][:9])
    assert list(tomllib.loads(path.read_text(encoding="utf-8"))) == [second["id"]]


def test_a_mark_of_a_finding_that_is_gone_stays_and_can_be_cleared(ferry, stored):
    path = stored.parent / "claimcheck-reviews.toml"
    path.write_text(dumps({"feedface0000": Mark("fixed")}), encoding="utf-8")
    here = found(ferry, "contradiction", "number")["id"]
    command("review", stored, "--dismiss", here)
    assert set(tomllib.loads(path.read_text(encoding="utf-8"))) == {"feedface0000", here}
    assert "1 more reviewed" in command("review", stored).stdout
    command("review", stored, "--clear", "feedf")
    assert list(tomllib.loads(path.read_text(encoding="utf-8"))) == [here]


def test_a_mark_that_was_taken_back_is_gone_from_a_report_that_has_it(ferry):
    here = found(ferry, "contradiction", "number")["id"]
    marked = apply_reviews(ferry, {here: Mark("dismissed")})
    assert apply_reviews(marked, {}) == ferry


def test_contrary_or_empty_words_are_refused_and_write_nothing(ferry, stored):
    here = found(ferry, "contradiction", "number")["id"]
    for args, says in (
        (("--fix", here, "--dismiss", here), "named twice"),
        (("--note", "so"), "--note goes with"),
        (("--fix", ""), "no id"),
        (("--fix", "z"), "no id 'z'"),
    ):
        assert says in str(command("review", stored, *args).exception)
    assert not (stored.parent / "claimcheck-reviews.toml").exists()


def test_an_id_may_be_the_beginning_of_another_but_not_of_two():
    assert only(["ab", "abc"], "ab") == "ab"
    with pytest.raises(InputError, match="abcd, abce"):
        only(["abcd", "abce"], "abc")


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals")
def test_on_a_terminal_the_findings_are_gone_through(ferry, stored):
    import pty

    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "claimcheck", "review", str(stored)],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    os.close(theirs)
    seen = ""

    def expect(text):
        nonlocal seen
        while text not in seen:
            assert select.select([ours], [], [], 60)[0], seen
            seen += os.read(ours, 4096).decode()
        seen = seen.partition(text)[2]

    try:
        expect("or quit")
        os.write(ours, b"c\n")
        expect("note")
        os.write(ours, b"ask both\n")
        expect("or quit")
        os.write(ours, b"q\n")
        assert process.wait(timeout=60) == 0
    finally:
        process.kill()
        process.wait()
        os.close(ours)
    kept = tomllib.loads((stored.parent / "claimcheck-reviews.toml").read_text(encoding="utf-8"))
    first = next(f for f in ferry["findings"] if f["relation"] == "contradiction")
    assert {id: (m["status"], m["note"]) for id, m in kept.items()} == {
        first["id"]: ("confirmed", "ask both")
    }


# Compare


def test_a_changed_figure_is_a_change_and_no_news(checker, ferry):
    texts = [t.replace("19 passengers", "17 passengers") for t in FERRY]
    changes = compare_reports(ferry, as_data(checker.check(bundle(*texts))))
    assert (changes.appeared, changes.gone) == ((), ())
    ((old, new, what),) = changes.changed
    assert old["id"] != new["id"]
    assert "12 against 19" in what and "12 against 17" in what
    assert not changes.contradicts


def test_a_rewritten_sentence_alone_changes_nothing(checker, ferry):
    texts = [t.replace("The ferry", "It was cold. The ferry") for t in FERRY]
    changes = compare_reports(ferry, as_data(checker.check(bundle(*texts))))
    assert (changes.appeared, changes.gone, changes.changed) == ((), (), ())


def test_a_figure_that_no_longer_agrees_is_a_new_contradiction(checker, ferry):
    texts = [FERRY[0], FERRY[1].replace("12 passengers", "19 passengers")]
    agreed = as_data(checker.check(bundle(*texts)))
    changes = compare_reports(agreed, ferry)
    assert changes.contradicts
    assert not compare_reports(ferry, agreed).contradicts
    here = found(ferry, "contradiction", "number")["id"]
    for settled in (apply_reviews(ferry, {here: Mark("dismissed")}), mark_known(ferry, {here})):
        assert not compare_reports(agreed, settled).contradicts


def test_an_outlet_that_joins_is_told(checker, ferry):
    more = as_data(
        checker.check(
            bundle(
                *FERRY, "A ship, the ferry Aurora, sank off Lisbon on Monday, the coastguard said."
            )
        )
    )
    told = "\n".join(lines(compare_reports(ferry, more)))
    assert "now also Gazette" in told


def test_changes_of_hostile_reports_do_no_harm_at_80_columns(tmp_path, ferry):
    old, new = tmp_path / "old.json", tmp_path / "new.json"
    old.write_text(json.dumps(ferry), encoding="utf-8")
    new.write_text(json.dumps(samples.hostile().to_dict()), encoding="utf-8")
    done = command("compare", old, new)
    assert done.return_value == 1
    assert harmless(done.stdout)
    assert max(map(len, done.stdout.splitlines())) <= 80
    assert json.loads(command("compare", old, new, "--json").stdout)["appeared"]


# Explain


def explained(data, finding) -> str:
    return "\n".join(explain(data, finding))


def stricter(checker, question, threshold):
    """The checker with one threshold moved."""
    questions = dict(checker.weights.questions)
    questions[question] = replace(questions[question], threshold=threshold)
    return Checker(
        checker.judge, parser=checker.parser, weights=replace(checker.weights, questions=questions)
    )


def test_what_explain_says_was_needed_is_what_decided(checker, ferry):
    finding = found(ferry, "contradiction", "number")
    text = explained(ferry, finding)
    seen, needed = finding["confidence"], finding["basis"]["threshold"]
    assert f"probability: {seen:.3f}, needed {needed:.3f}" in text
    assert f"row of the table: {finding['basis']['row']}" in text
    for least, remains in ((seen - 0.01, True), (seen + 0.01, False)):
        moved = stricter(checker, "figure differs", least)
        ids = {f.id for f in moved.check(bundle(*FERRY)).findings}
        assert (finding["id"] in ids) is remains


def test_explain_shows_what_weighed_most_and_all_on_demand(ferry):
    finding = json.loads(json.dumps(found(ferry, "contradiction", "number")))
    weights = [0.5, -3.0, 1.0, 0.25, -0.125, 2.0, 4.0]
    finding["basis"]["features"] = [
        {"name": f"feature {n}", "value": 1.0, "weight": weight} for n, weight in enumerate(weights)
    ]
    text = explained(ferry, finding)
    shown = re.findall(r"feature (\d)", text)
    assert shown == ["6", "1", "5", "2", "0"]
    assert "2 more (--verbose): +0.12" in text
    whole = "\n".join(explain(ferry, finding, verbose=True))
    assert len(re.findall(r"feature \d", whole)) == len(weights) and "more (" not in whole


def test_the_shares_that_explain_shows_lead_to_the_probability(checker):
    one, other = FERRY[0], FERRY[1].replace("from the water", "out of the water")
    finding = found(as_data(checker.check(bundle(one, other))), "contradiction", "number")
    question = checker.weights.questions["figure differs"]
    shares = sum(f["value"] * f["weight"] for f in finding["basis"]["features"])
    log_odds = shares + question.offset + question.share * question.bias
    assert 1 / (1 + math.exp(-log_odds)) == pytest.approx(finding["confidence"], abs=0.01)


def test_explain_shows_figures_dates_and_speakers(checker):
    data = as_data(
        checker.check(
            bundle(
                "At least 31 people drowned off Lisbon on Monday, the coastguard said.",
                "At least 31 people drowned off Lisbon on Monday.",
            )
        )
    )
    finding = found(data, "agreement", "number")
    text = explained(data, finding)
    for part in ("at least 31", "2024-03-04", "coastguard", "speaker: the outlet itself"):
        assert part in text


def test_explain_says_where_the_words_stand_that_make_a_number_no_count(checker, ferry):
    assert "named.toml" in explained(ferry, found(ferry, "contradiction", "number"))
    paid = bundle(*(f"The owner paid a fine of ${n} million on Monday." for n in (31, 44)))
    data = as_data(checker.check(paid))
    assert "named.toml" not in explained(data, found(data, "contradiction", "number"))


def test_explain_tells_a_row_of_the_ledger(ferry, stored):
    row = next(row for row in ferry["ledger"] if row["status"] == "contradiction")
    text = command("explain", row["id"][:8], stored).stdout
    for part in ("12", "19", "Herald", "Courier", row["findings"][0]):
        assert part in text
    assert command("explain", row["findings"][0][:8], stored).stdout != text


def test_explaining_hostile_reports_does_no_harm():
    data = from_dict(samples.hostile().to_dict())
    for line in [*explain(data, data["findings"][0]), *explain_row(data, data["ledger"][0])]:
        assert harmless(line) and "\n" not in line


def test_explain_does_without_a_basis_and_with_a_row_that_it_does_not_know(ferry):
    finding = found(ferry, "contradiction", "number")
    assert "does not say" in explained(ferry, {**finding, "basis": None})
    other = {**finding, "basis": {**finding["basis"], "row": "quarrel"}}
    assert "row of the table: quarrel" in explained(ferry, other)


def test_a_report_of_schema_version_1_is_still_read(ferry):
    old = json.loads(json.dumps(ferry))
    old["schema_version"] = 1
    for finding in old["findings"]:
        del finding["slot"]
        finding["basis"] = {"rule": "number-mismatch", "premise": "a", "hypothesis": "b"}
    for row in old["ledger"]:
        for entry in row["entries"]:
            del entry["newest"], entry["superseded"]
    read = from_dict(old)
    assert read["schema_version"] == 2
    assert read["findings"][0]["basis"]["row"] == "number-mismatch"
    assert {f["id"] for f in read["findings"]} == {f["id"] for f in ferry["findings"]}
    with pytest.raises(InputError, match="schema version 3"):
        from_dict({**old, "schema_version": 3})


# Stored reports


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("id", 3),
        ("id", "\x1b[31m"),
        ("relation", "quarrel"),
        ("kind", []),
        ("confidence", "high"),
        ("confidence", float("nan")),
        ("reason", None),
        ("review", "confirmed"),
        ("review", {"status": "perhaps"}),
        ("review", {"status": "fixed", "note": 1}),
    ],
)
def test_a_report_with_a_wrong_finding_is_refused_by_name(ferry, name, value):
    data = json.loads(json.dumps(ferry))
    data["findings"][0][name] = value
    with pytest.raises(InputError, match=rf"findings\[0\]\.{name}"):
        from_dict(data)
