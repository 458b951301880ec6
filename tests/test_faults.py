"""A machine that fails: ended runs, full disks, broken caches, many runs at once: the same bytes.

``TESTS_KILLS`` is the number of runs that are ended at a random moment.
"""

from __future__ import annotations

import contextlib
import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
from types import SimpleNamespace

import pytest
from conftest import ROOT

KILLS = int(os.environ.get("TESTS_KILLS", "4"))
ARTICLES = sorted((ROOT / "examples" / "contradiction").glob("[!R]*.md"))
REPORTS = ("r.md", "r.csv", "r.sarif")
"""Formats that say nothing of the time that a run took."""


@pytest.fixture(scope="module")
def server():
    """``run(*jobs)`` runs jobs at the same time and gives what each ended with."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": "1"}
    with subprocess.Popen(
        [sys.executable, str(ROOT / "tests" / "faults.py")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=environment,
    ) as process:

        def run(*jobs):
            process.stdin.write(json.dumps(jobs) + "\n")
            process.stdin.flush()
            return [SimpleNamespace(**each) for each in json.loads(process.stdout.readline())]

        yield run
        process.stdin.close()


def job(folder, cache, *more, articles=ARTICLES, **fields):
    """A run of ``check`` that writes one report with -o and the others with --save."""
    folder.mkdir(exist_ok=True)
    out, *saves = (str(folder / name) for name in REPORTS)
    args = ["check", *map(str, articles), "--exit-zero", "--quiet", "-o", out, *more]
    for save in saves:
        args += ["--save", save]
    env = {"CLAIMCHECK_CACHE": str(cache), **fields.pop("env", {})}
    return {"args": args, "env": env, **fields}


def with_old_reports(folder):
    folder.mkdir()
    for name in REPORTS:
        (folder / name).write_text("old", encoding="utf-8")
    return folder


def written(folder):
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


@pytest.fixture(scope="module")
def whole(server, tmp_path_factory):
    """What an undisturbed run writes, and how long it takes."""
    folder = tmp_path_factory.mktemp("whole")
    [done] = server(job(folder / "out", folder / "cache"))
    assert (done.status, done.err) == (0, "")
    made = written(folder / "out")
    assert set(made) == set(REPORTS) and b"31" in made["r.csv"] and b"44" in made["r.csv"]
    return SimpleNamespace(reports=made, seconds=done.seconds)


def sound(cache):
    [path] = cache.glob("*.sqlite")
    with contextlib.closing(sqlite3.connect(path)) as db:
        return db.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_runs_that_are_ended_at_any_moment_leave_nothing_half_done(server, whole, tmp_path):
    """Into one folder and one cache; the next run clears up and writes the same bytes."""
    draw = random.Random(KILLS)
    out, cache = tmp_path / "out", tmp_path / "cache"
    ends = []
    for number in range(KILLS):
        how = (signal.SIGKILL, signal.SIGTERM)[number % 2]
        # The last moments, when reports are written, are as likely as all the others.
        share = draw.uniform(0, 1) if draw.random() < 0.5 else draw.uniform(0.85, 1.05)
        [done] = server(job(out, cache, after=share * whole.seconds, signal=int(how)))
        ends.append(done.status)
        assert done.status in (0, -int(signal.SIGKILL), 143, -int(signal.SIGTERM)), done.err
        assert "Traceback" not in done.err
        for name, data in written(out).items():
            assert name.startswith(".claimcheck-") or data == whole.reports[name]
    assert {0} != set(ends)  # not all came too late
    [done] = server(job(out, cache))
    assert (done.status, done.err) == (0, "")
    assert written(out) == whole.reports
    assert sound(cache)


def test_eight_runs_at_once_in_any_order_zone_and_locale(server, whole, tmp_path):
    places = [("UTC", "C"), ("Asia/Kolkata", "C.UTF-8"), ("America/St_Johns", "de_DE.UTF-8")]
    places += [("Pacific/Kiritimati", "tr_TR.UTF-8")]
    jobs = []
    for number in range(8):
        zone, locale = places[number % 4]
        articles = random.Random(number).sample(ARTICLES, len(ARTICLES))
        env = {"TZ": zone, "LC_ALL": locale, "LANG": locale}
        folder = tmp_path / str(number)
        jobs.append(job(folder, tmp_path / "cache", articles=articles, env=env))
    for number, done in enumerate(server(*jobs)):
        assert (done.status, done.err) == (0, "")
        assert written(tmp_path / str(number)) == whole.reports
    assert sound(tmp_path / "cache")


@pytest.mark.parametrize("damage", ["noise", "cut", "empty", "folder"])
def test_a_broken_cache_costs_a_line_and_no_byte(server, whole, tmp_path, damage):
    cache = tmp_path / "cache"
    server(job(tmp_path / "first", cache))
    [path] = cache.glob("*.sqlite")
    data = path.read_bytes()
    for beside in cache.iterdir():
        beside.unlink()
    if damage == "folder":
        path.mkdir()
    else:
        middle = data[: len(data) // 2]
        path.write_bytes({"noise": middle + b"\xff" * len(middle), "cut": middle}.get(damage, b""))
    [done] = server(job(tmp_path / "out", cache))
    assert done.status == 0
    assert done.err.count("\n") <= 1 and "Traceback" not in done.err
    assert bool(done.err) == (damage in ("noise", "cut", "folder"))
    assert written(tmp_path / "out") == whole.reports


@pytest.mark.parametrize("room", [3_000, 9_000])
def test_a_full_disk_is_told_and_what_fits_is_kept(server, whole, tmp_path, room):
    """Of reports and of the cache; old reports stay whole where the new ones have no room."""
    out = with_old_reports(tmp_path / "out")
    [done] = server(job(out, tmp_path / "cache", file_bytes=room))
    assert done.status == 2
    assert set(written(out)) == set(REPORTS)
    left = done.err.splitlines()
    for name, data in whole.reports.items():
        fits = len(data) <= room
        assert (out / name).read_bytes() == (data if fits else b"old")
        told = [line for line in left if f"{name}: cannot be written: File too large" in line]
        assert len(told) == (not fits)
        left = [line for line in left if line not in told]
    assert len(left) == 1 and "cache" in left[0]


def test_a_disk_without_any_room_leaves_what_was_there(server, tmp_path):
    """Whether the model can be loaded depends on the machine: its libraries may need a file."""
    out = with_old_reports(tmp_path / "out")
    [done] = server(job(out, tmp_path / "cache", file_bytes=0))
    assert done.status == 2 and "cache" in done.err and "Traceback" not in done.err
    assert written(out) == dict.fromkeys(REPORTS, b"old")


def test_a_full_standard_error_changes_neither_status_nor_report(server, whole, tmp_path):
    """Warnings have nowhere to go, here that an input is missing."""
    out, cache = tmp_path / "out", tmp_path / "cache"
    gone = job(out, cache, articles=[*ARTICLES, tmp_path / "gone.txt"])
    gone["args"].remove("--exit-zero")
    one, other = server(gone | {"err": "/dev/full"}, gone)
    assert (one.status, other.status) == (2, 2)
    assert other.err.count("gone.txt") == 1
    assert set(written(out)) == set(REPORTS)
