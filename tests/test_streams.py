"""Streams that break, are closed, full or of another encoding: one line and a true status."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from conftest import ROOT

HOSTILE = "\x1b]0;owned\x07\x1b[2J\u202e\x9b31m::error::gotcha"
COMMAND = [sys.executable, "-m", "claimcheck"]


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    return tmp_path_factory.mktemp("home")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    made = tmp_path_factory.mktemp("story")
    for name, rate in (("a", 24), ("b", 31)):
        (made / f"{name}.txt").write_text(
            f"---\noutlet: Œuvre {name} — “news”\n---\nJapan faces a {rate}% tariff from July.\n"
        )
    return made


@pytest.fixture(scope="module")
def environment(home):
    own = {"CLAIMCHECK_CACHE": str(home / "cache"), "PYTHONPATH": str(ROOT), "HOME": str(home)}
    return {**os.environ, **own, "OMP_NUM_THREADS": "1"}


@pytest.fixture(scope="module")
def run(home, environment):
    def command(*args, redirect="", env=None, cwd=None, **options):
        line = 'exec "$@" ' + redirect
        return subprocess.run(
            ["/bin/sh", "-c", line, "sh", *COMMAND, *map(str, args)],
            capture_output=True,
            cwd=cwd or home,
            env=environment | (env or {}),
            **options,
        )

    return command


def one_line(done) -> str:
    text = done.stderr.decode()
    assert text.strip().count("\n") == 0 and text.startswith("claimcheck: "), text
    return text


@pytest.mark.parametrize("args", [[], ["--exit-zero", "--format", "json"], ["--help"]])
def test_a_reader_that_has_gone_is_told_as_a_shell_tells_it(folder, environment, home, args):
    """And never as a contradiction found, which is 1."""
    streams = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen(
        [*COMMAND, "check", folder, *args], cwd=home, env=environment, **streams
    ) as process:
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait() == 141


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no /dev/full")  # noqa: PTH110
@pytest.mark.parametrize("args", [["--format", "json"], []])
def test_a_full_standard_output_is_an_error_of_writing(run, folder, args):
    done = run("check", folder, *args, redirect=">/dev/full")
    assert done.returncode == 2 and "space" in one_line(done)
    assert run("config", redirect=">/dev/full").returncode == 2


def test_closed_streams(run, folder, home):
    done = run("check", folder, redirect=">&-")
    assert done.returncode == 2 and "closed" in one_line(done)
    done = run("check", folder, "--exit-zero", "-o", home / "r.json", redirect=">&- 2>&- <&-")
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    assert json.loads((home / "r.json").read_text())["findings"]
    done = run("check", "-", redirect="<&-")
    assert done.returncode == 2 and b"internal" not in done.stderr


@pytest.mark.parametrize("encoding", ["cp1252", "latin-1", "ascii"])
def test_an_output_in_another_encoding_is_written_whole(run, folder, encoding):
    env = {"PYTHONIOENCODING": encoding}
    plain = run("check", folder, env=env)
    assert plain.returncode == 1 and len(plain.stdout) > 500, plain.stderr
    done = run("check", folder, "--format", "json", env=env)
    assert done.returncode == 1 and "Œuvre a — “news”" in done.stdout.decode("utf-8")


def test_a_working_folder_that_is_gone(folder, environment, tmp_path):
    gone = tmp_path / "gone"
    gone.mkdir()
    line = 'rmdir "$PWD"; exec "$@"'
    done = subprocess.run(
        ["/bin/sh", "-c", line, "sh", *COMMAND, "check", str(folder), "--format", "json"],
        capture_output=True,
        cwd=gone,
        env=environment,
    )
    assert done.returncode == 1 and json.loads(done.stdout)["findings"], done.stderr


def test_a_user_without_home_or_entry(run, folder):
    script = (
        "import os, pwd, sys\n"
        "def nobody(_): raise KeyError('uid not found')\n"
        "pwd.getpwuid = nobody\n"
        "os.environ.pop('HOME')\n"
        "for name in ('XDG_CACHE_HOME', 'CLAIMCHECK_CACHE', 'XDG_CONFIG_HOME'):\n"
        "    os.environ.pop(name, None)\n"
        "sys.path.insert(0, sys.argv[1])\n"
        "from claimcheck.cli.main import main\n"
        "main(['check', sys.argv[2], '--format', 'json'])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(ROOT), str(folder)], capture_output=True
    )
    assert done.returncode == 1 and json.loads(done.stdout)["findings"], done.stderr


@pytest.mark.parametrize("length", [300, 5000])
def test_a_path_that_is_too_long(run, folder, length):
    name = "n" * length
    for args in (
        ["check", name, folder],
        ["check", folder, "-o", f"{name}.json"],
        ["check", folder, "--save", f"{name}.html"],
        ["check", folder, "--reviews", name],
        ["check", folder, "--baseline", name],
        ["check", folder, "--model", name],
        ["check", folder, "--config", name],
        ["explain", "x", name],
        ["review", name],
    ):
        done = run(*args)
        assert done.returncode in (1, 2) and b"internal" not in done.stderr, (args[:3], done.stderr)


def test_what_cannot_be_written_is_told_before_judging(run, folder, home):
    done = run("check", folder, "--no-cache", "--model", "no/such", "-o", "missing/r.json")
    assert done.returncode == 2 and "missing/r.json" in one_line(done)


def test_one_report_that_fails_does_not_lose_the_others(folder, environment, tmp_path):
    """The disk may fill up after all: here a file grows over what the process may write."""
    script = (
        "import resource, sys\n"
        "from claimcheck.cli.main import main\n"
        "from claimcheck.reading import read_articles\n"
        "read_articles([sys.argv[1]])\n"  # what tells languages unpacks its tables into a file
        "resource.setrlimit(resource.RLIMIT_FSIZE, (9000, 9000))\n"
        "main(['check', sys.argv[1], '--format', 'json', '--no-cache',"
        " '--save', sys.argv[2], '--save', sys.argv[3]])\n"
    )
    big, small = tmp_path / "big.html", tmp_path / "small.csv"
    words = [sys.executable, "-c", script, str(folder), str(big), str(small)]
    done = subprocess.run(words, capture_output=True, env=environment, cwd=ROOT)
    assert done.returncode == 2 and b"big.html" in done.stderr
    assert small.read_text().startswith("id,") and done.stdout.startswith(b"{")
    assert [file.name for file in tmp_path.iterdir() if file.is_file()] == ["small.csv"]


def test_sigterm_ends_a_run_as_ctrl_c_does(environment, home, folder):
    for number, status in ((signal.SIGTERM, 143), (signal.SIGINT, 130)):
        process = subprocess.Popen(
            [*COMMAND, "check", "-", str(folder)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=home,
            env=environment,
            # What runs in the background may have been told to ignore it.
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
        )
        # It waits for its input: nothing else is going on.
        state = f"/proc/{process.pid}/wchan"
        for _ in range(200):
            time.sleep(0.1)
            if "pipe" in Path(state).read_text() or process.poll() is not None:
                break
        process.send_signal(number)
        _, said = process.communicate(timeout=30)
        assert (process.returncode, said.strip().count(b"\n")) == (status, 0), said


def test_nothing_of_an_article_reaches_standard_error_as_a_command(run, tmp_path):
    names = [f"{HOSTILE.replace('/', '')}.txt", "x\n::error::y.txt", "empty\x1b[2J.txt"]
    for name, text in zip(names, ("A 24% tariff.", "B 31% tariff.", ""), strict=True):
        (tmp_path / name).write_text(
            f"---\noutlet: {HOSTILE}\ntitle: {HOSTILE}\npublished: {HOSTILE}\n---\n{text}\n"
        )
    for args in (
        [tmp_path],
        [tmp_path, tmp_path / names[1], f"{HOSTILE}"],
        [tmp_path, f"--{HOSTILE}"],
    ):
        said = run("check", *args).stderr.decode()
        assert said and not set(said) & set("\x1b\x9b\x07\u202e\r")
        assert not any(line.lstrip().startswith("::") for line in said.splitlines())


def test_what_packages_log_of_a_broken_file_is_not_shown(run, tmp_path):
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.4\n2 0 obj << /Kids [3 0 R\nxref\n0 6\n%%EOF secret")
    [line] = run("extract", tmp_path / "a.pdf").stderr.decode().splitlines()
    assert "a.pdf" in line


def test_reviews_that_are_respected_are_named(run, tmp_path, folder):
    import shutil

    shutil.copytree(folder, tmp_path / "story")
    found = json.loads(run("check", tmp_path / "story", "--format", "json").stdout)["findings"]
    marks = tmp_path / "story" / "claimcheck-reviews.toml"
    marks.write_text("".join(f'["{f["id"]}"]\nstatus = "dismissed"\n' for f in found))
    done = run("check", tmp_path / "story")
    assert done.returncode == 0 and str(marks) in done.stderr.decode()


def test_no_input_is_written_over(run, folder, tmp_path):
    """Neither one that is named, nor what lies in a folder that is, nor through a link."""
    import shutil

    story = tmp_path / "story"
    shutil.copytree(folder, story)
    before = (story / "a.txt").read_bytes()
    (story / "link.md").symlink_to("a.txt")
    (story / "notes.csv").write_text("mine")
    for given, name in (
        (story, "a.txt"),
        (story, "link.md"),
        (story, "notes.csv"),
        (story / "a.txt", "link.md"),
    ):
        done = run("check", given, story / "b.txt", "-o", story / name)
        assert done.returncode == 2 and "input" in one_line(done)
    assert (story / "a.txt").read_bytes() == before
    # A report of ours is made anew, wherever it lies.
    for _ in range(2):
        assert run("check", story / "a.txt", story / "b.txt", "-o", story / "r.md").returncode == 1


def test_our_own_reports_are_no_input_and_no_input_is_written_over(run, folder, tmp_path):
    import shutil

    story = tmp_path / "story"
    shutil.copytree(folder, story)
    save = [
        arg
        for suffix in ("md", "txt", "html", "json", "csv", "sarif", "xml")
        for arg in ("--save", story / f"report.{suffix}")
    ]
    first = run("check", story, "--format", "json", *save)
    again = run("check", story, "--format", "json", *save)
    assert (first.returncode, again.returncode) == (1, 1), again.stderr
    assert json.loads(first.stdout)["findings"] == json.loads(again.stdout)["findings"]
