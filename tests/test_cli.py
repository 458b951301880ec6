"""The command line as a user meets it: exit statuses, streams, files."""

from __future__ import annotations

import json
import re
import subprocess
import sys

import pytest
from conftest import ROOT

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
    assert report["schema_version"] == 1
    assert [f["relation"] for f in report["findings"]].count("agreement") >= 3


def test_a_contradiction_is_1_unless_told_otherwise(run, conflict):
    assert run("check", conflict).returncode == 1
    assert run("check", conflict, "--exit-zero").returncode == 0
    assert run("check", conflict, "--fail-on", "none").returncode == 0


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
