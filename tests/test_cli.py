"""The command line as a user meets it: exit statuses, streams, files."""

from __future__ import annotations

import json
import re
import subprocess
import sys

import pytest
from conftest import ROOT

from claimcheck.errors import InputError
from claimcheck.writing import write_text

PAGE = ROOT / "examples" / "japan-tariffs"


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    import os

    cache = tmp_path_factory.mktemp("cache")

    def command(*args, stdin: bytes = b""):
        return subprocess.run(
            [sys.executable, "-m", "claimcheck", *map(str, args)],
            input=stdin,
            capture_output=True,
            cwd=cache,
            env={**os.environ, "CLAIMCHECK_CACHE": str(cache), "PYTHONPATH": str(ROOT)},
        )

    return command


@pytest.fixture
def conflict(tmp_path):
    (tmp_path / "a.txt").write_text("Japan faces a 24% tariff from July.\n", encoding="utf-8")
    (tmp_path / "b.txt").write_text("Japan faces a 31% tariff from July.\n", encoding="utf-8")
    return tmp_path


def test_clean_is_0_and_stdout_holds_only_the_report(run):
    done = run("check", PAGE, "--format", "json")
    assert done.returncode == 0, done.stderr
    report = json.loads(done.stdout)
    assert report["schema_version"] == 2
    assert [f["relation"] for f in report["findings"]].count("agreement") >= 3


def test_what_is_piped_is_as_wide_as_columns_says_and_80_where_it_says_nothing(run, monkeypatch):
    for columns, width in ((None, 80), ("120", 120), ("60", 60)):
        monkeypatch.delenv("COLUMNS", raising=False)
        if columns:
            monkeypatch.setenv("COLUMNS", columns)
        lines = run("check", PAGE).stdout.decode().splitlines()
        assert max(map(len, lines)) == width


def test_a_contradiction_is_1_unless_told_otherwise(run, conflict):
    assert run("check", conflict).returncode == 1
    assert run("check", conflict, "--exit-zero").returncode == 0
    assert run("check", conflict, "--fail-on", "none").returncode == 0


def test_what_is_less_sure_than_asked_for_is_left_out_and_said(run, conflict):
    whole = json.loads(run("check", conflict, "--format", "json").stdout)
    [finding] = whole["findings"]
    assert finding["relation"] == "contradiction"
    assert [row["status"] for row in whole["ledger"]] == ["contradiction"]
    sure = finding["confidence"]
    assert run("check", conflict, "--min-confidence", sure).returncode == 1

    done = run("check", conflict, "--min-confidence", sure + 0.0001, "--format", "json")
    assert done.returncode == 0
    report = json.loads(done.stdout)
    assert (report["findings"], report["ledger"], report["funnel"]["findings"]) == ([], [], 0)
    assert all(row["shared"] == 0 and row["unique"] == row["claims"] for row in report["coverage"])
    [skip] = [skip for skip in report["skips"] if skip["stage"] == "confidence"]
    assert "24%" in skip["item"] and "31%" in skip["item"]
    assert finding["reason"] in skip["reason"] and "contradiction" in skip["reason"]
    assert report["run"]["thresholds"]["min_confidence"] == sure + 0.0001


def test_the_rest_of_a_report_stays_when_a_finding_is_left_out(run, tmp_path):
    same = "The tariff covers 68 kinds of goods."
    (tmp_path / "a.txt").write_text(f"Japan faces a 24% tariff. {same}\n", encoding="utf-8")
    (tmp_path / "b.txt").write_text(f"Japan faces a 31% tariff. {same}\n", encoding="utf-8")
    whole = json.loads(run("check", tmp_path, "--format", "json").stdout)
    by_confidence = sorted(whole["findings"], key=lambda f: f["confidence"])
    least, rest = by_confidence[0], by_confidence[1:]
    limit = rest[0]["confidence"]
    assert least["confidence"] < limit
    report = json.loads(
        run("check", tmp_path, "--format", "json", "--min-confidence", limit).stdout
    )
    assert {f["id"] for f in report["findings"]} == {f["id"] for f in rest}
    assert all(set(row["findings"]) <= {f["id"] for f in rest} for row in report["ledger"])
    assert {row["id"] for row in report["ledger"]} < {row["id"] for row in whole["ledger"]}
    assert all(row["shared"] == 1 for row in report["coverage"])


def test_a_headline_against_its_own_text_is_compared_when_asked_for(run, tmp_path):
    path = tmp_path / "a.txt"
    body = "Japan faces a 31% tariff from July, officials said on Monday."
    path.write_text(f"---\ntitle: Japan faces a 24% tariff from July\n---\n{body}\n")
    alone = run("check", path)
    assert (alone.returncode, alone.stdout) == (2, b"")
    assert run("check", path, "--within").returncode == 1


def test_bad_input_is_2_with_one_line_a_file(run, conflict):
    (conflict / "empty.txt").write_bytes(b"")
    (conflict / "broken.jsonl").write_text('{"text": \n', encoding="utf-8")
    done = run("check", conflict, conflict / "missing.txt", "--exit-zero", "--format", "json")
    assert done.returncode == 0
    named = {
        re.split("[:,]", s["item"])[0].rsplit("/", 1)[-1] for s in json.loads(done.stdout)["skips"]
    }
    assert {"empty.txt", "broken.jsonl", "missing.txt"} <= named
    lines = done.stderr.decode().splitlines()
    assert sum("missing.txt" in line for line in lines) == 1

    alone = run("check", conflict / "a.txt")
    assert alone.returncode == 2
    assert alone.stdout == b""
    assert alone.stderr.decode().strip().count("\n") == 0


@pytest.mark.parametrize(
    "args",
    [["check"], ["check", "x", "--format", "pdf"], ["nonsense"], ["check", "x", "-o", "y.z"]],
)
def test_bad_usage_is_2(run, args):
    assert run(*args).returncode == 2


def test_an_unknown_model_is_2_in_one_line(run, conflict):
    done = run("check", conflict, "--model", "no-such-model")
    assert done.returncode == 2
    assert done.stderr.decode().strip().count("\n") == 0


def test_reports_are_saved_by_suffix(run, conflict, tmp_path):
    names = ("r.html", "r.json", "r.md", "r.csv", "r.sarif", "r.xml")
    saves = [arg for name in names for arg in ("--save", tmp_path / name)]
    done = run("check", conflict / "a.txt", conflict / "b.txt", "--exit-zero", *saves)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "r.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert json.loads((tmp_path / "r.sarif").read_text(encoding="utf-8"))["version"] == "2.1.0"
    assert all((tmp_path / name).stat().st_size > 0 for name in names)


def test_a_write_that_fails_leaves_the_old_file(tmp_path):
    resource = pytest.importorskip("resource")
    path = tmp_path / "kept.txt"
    path.write_text("old", encoding="utf-8")
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, limits[1]))
    try:
        with pytest.raises(InputError, match=r"kept\.txt"):
            write_text(path, "x" * 100_000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert path.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_report_is_written_through_a_link_and_keeps_the_mode(run, conflict, tmp_path):
    def out(path):
        return run("check", conflict / "a.txt", conflict / "b.txt", "--exit-zero", "-o", path)

    kept, link = tmp_path / "kept.json", tmp_path / "link.json"
    kept.write_text("old", encoding="utf-8")
    kept.chmod(0o640)
    link.symlink_to(kept)
    assert out(link).returncode == 0
    assert link.is_symlink() and json.loads(kept.read_text(encoding="utf-8"))["findings"]
    assert kept.stat().st_mode & 0o777 == 0o640
    before = sorted(tmp_path.iterdir())
    done = out(tmp_path / "missing" / "r.json")
    assert done.returncode == 2
    assert done.stderr.decode().strip().count("\n") == 0 and "r.json" in done.stderr.decode()
    assert sorted(tmp_path.iterdir()) == before


def test_standard_input(run):
    articles = [
        {"outlet": "A", "text": "Japan faces a 24% tariff from July."},
        {"outlet": "B", "text": "Japan faces a 24% tariff from July, officials said."},
    ]
    lines = "\n".join(json.dumps(a) for a in articles).encode()
    done = run("check", "-", "--format", "json", stdin=lines)
    assert done.returncode == 0, done.stderr
    assert len(json.loads(done.stdout)["articles"]) == 2


def test_same_input_same_bytes(run):
    first, second = (
        json.loads(run("check", PAGE, "--format", "json", *extra).stdout)
        for extra in ((), ("--no-cache",))
    )
    for report in (first, second):
        report["run"].pop("timings")
    assert first == second
