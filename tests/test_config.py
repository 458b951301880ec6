"""Settings from flags, the environment and files, and the command that shows them."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tomllib

import pytest
from conftest import ROOT

from claimcheck.cli.main import main

SENTENCE = "Japan faces a {}% tariff from July.\n"


@pytest.fixture(scope="module")
def cache(tmp_path_factory):
    return tmp_path_factory.mktemp("cache")


@pytest.fixture
def run(tmp_path, monkeypatch, capsys, cache):
    """The command line in an empty folder, with nothing set from outside."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CLAIMCHECK_CACHE", str(cache))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config-home"))
    monkeypatch.delenv("CLAIMCHECK_MODEL")

    def command(*args):
        with pytest.raises(SystemExit) as ended:
            main([str(arg) for arg in args])
        out, err = capsys.readouterr()
        return ended.value.code, out, err

    return command


@pytest.fixture
def shown(run):
    """Value, origin and name of each setting as ``claimcheck config --json`` gives them."""

    def settings(*args):
        status, out, err = run("config", "--json", *args)
        assert status == 0, err
        return json.loads(out)["settings"]

    return settings


@pytest.fixture
def conflict(tmp_path):
    folder = tmp_path / "story"
    folder.mkdir()
    for name, rate in (("a", 24), ("b", 31)):
        (folder / f"{name}.txt").write_text(SENTENCE.format(rate), encoding="utf-8")
    return folder


def write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_flag_beats_environment_beats_file_beats_default(shown, tmp_path, monkeypatch):
    assert shown()["fail-on"] == {"value": ["contradiction"], "origin": "default", "name": None}
    path = write(tmp_path / "claimcheck.toml", 'fail-on = "update"\n')
    assert shown()["fail-on"] == {"value": ["update"], "origin": "file", "name": str(path)}
    monkeypatch.setenv("CLAIMCHECK_FAIL_ON", "contradiction, dispute")
    assert shown()["fail-on"] == {
        "value": ["contradiction", "dispute"],
        "origin": "environment",
        "name": "CLAIMCHECK_FAIL_ON",
    }
    assert shown("--fail-on", "none")["fail-on"] == {
        "value": ["none"],
        "origin": "flag",
        "name": None,
    }


def test_switches_of_a_file_can_be_turned_back(shown, tmp_path, monkeypatch):
    own = "config-home/claimcheck/claimcheck.toml"
    write(tmp_path / own, "cache = false\n")
    write(tmp_path / "claimcheck.toml", "quiet = true\nwithin = true\n")
    assert [shown()[key]["value"] for key in ("cache", "quiet", "within")] == [False, True, True]
    back = shown("--cache", "--no-quiet", "--no-within")
    assert [back[key]["value"] for key in ("cache", "quiet", "within")] == [True, False, False]
    monkeypatch.setenv("CLAIMCHECK_NO_CACHE", "0")
    assert shown()["cache"] == {
        "value": True,
        "origin": "environment",
        "name": "CLAIMCHECK_NO_CACHE",
    }


def test_the_nearest_folder_with_settings_is_used(shown, run, tmp_path, monkeypatch):
    write(tmp_path / "claimcheck.toml", 'format = "csv"\n')
    project = write(tmp_path / "desk" / "pyproject.toml", '[tool.claimcheck]\nformat = "html"\n')
    write(tmp_path / "desk" / "other" / "pyproject.toml", '[project]\nname = "x"\n')
    monkeypatch.chdir(tmp_path / "desk" / "other")
    assert shown()["format"] == {"value": "html", "origin": "file", "name": str(project)}
    write(tmp_path / "desk" / "claimcheck.toml", "quiet = true\n")
    assert shown()["format"]["value"] is None  # the folder's own file alone counts
    assert shown()["quiet"]["value"] is True
    given = write(tmp_path / "given.toml", 'format = "note"\n')
    assert shown("--config", given)["format"]["value"] == "note"
    monkeypatch.setenv("CLAIMCHECK_CONFIG", str(given))
    assert shown()["format"]["value"] == "note"
    assert run("config", "--config", tmp_path / "missing.toml")[0] == 2


def test_paths_in_a_file_start_from_the_file(shown, tmp_path, monkeypatch):
    (tmp_path / "models" / "mine").mkdir(parents=True)
    (tmp_path / "below").mkdir()
    mine = write(
        tmp_path / "mine.toml",
        'baseline = "known.json"\nsave = ["out/r.html", "r.md"]\nmodel = "models/mine"\n',
    )
    monkeypatch.chdir(tmp_path / "below")
    found = shown("--output", "here.txt", "--config", mine)
    assert found["baseline"]["value"] == str(tmp_path / "known.json")
    assert found["save"]["value"] == [str(tmp_path / "out" / "r.html"), str(tmp_path / "r.md")]
    assert found["model"]["value"] == str(tmp_path / "models" / "mine")
    assert found["output"]["value"] == "here.txt"
    write(mine, 'model = "org/name"\n')
    assert shown("--config", mine)["model"]["value"] == "org/name"


PLANTED = [
    ('output = "~/.profile"', "--output"),
    ('save = ["report.html"]', "--save"),
    ('model = "org/name"', "--model"),
    ('revision = "main"', "--revision"),
    ("cache = false", "--no-cache"),
    ('limit = "articles=9999999"', "--limit"),
    ('baseline = "/etc/known.json"', "out of the folder"),
    ('baseline = "../known.json"', "out of the folder"),
    ('reviews = "link.toml"', "out of the folder"),
]


@pytest.mark.parametrize(("text", "named"), PLANTED)
@pytest.mark.parametrize("name", ["claimcheck.toml", "pyproject.toml"])
def test_a_file_in_the_folder_may_not_say_where_to_write_or_what_to_load(
    run, shown, tmp_path, monkeypatch, name, text, named
):
    """Whoever sends a folder of articles can plant one; the user's own files may say all that."""
    folder = tmp_path / "sent" / "below"
    folder.mkdir(parents=True)
    (tmp_path / "sent" / "link.toml").symlink_to(write(tmp_path / "marks.toml", ""))
    body = text if name == "claimcheck.toml" else "[tool.claimcheck]\n" + text
    planted = write(tmp_path / "sent" / name, body + "\n")
    monkeypatch.chdir(folder)
    status, out, err = run("config")
    assert (status, out) == (2, "")
    assert err.strip().count("\n") == 0 and str(planted) in err and named in err
    key = text.partition(" ")[0]
    assert shown("--config", planted)[key]["origin"] == "file"
    planted.unlink()
    own = write(tmp_path / "config-home" / "claimcheck" / "claimcheck.toml", text + "\n")
    assert shown()[key]["name"] == str(own)


def test_the_users_own_file_is_below_that_of_the_folder(shown, tmp_path):
    own = write(tmp_path / "config-home/claimcheck/claimcheck.toml", 'format = "csv"\nquiet = true')
    folders = write(tmp_path / "claimcheck.toml", 'format = "html"\n')
    found = shown()
    assert found["format"] == {"value": "html", "origin": "file", "name": str(folders)}
    assert found["quiet"] == {"value": True, "origin": "file", "name": str(own)}


def test_a_planted_folder_overwrites_nothing(run, tmp_path, monkeypatch):
    """The attack as it was: an outlet's name written as a note over a file that a shell runs."""
    victim = write(tmp_path / "home" / ".profile", "mine\n")
    sent = tmp_path / "sent"
    write(sent / "claimcheck.toml", f'format = "note"\noutput = "{victim}"\n')
    for name, rate in (("a", 24), ("b", 31)):
        write(sent / f"{name}.txt", f"---\noutlet: $(touch x{name})\n---\n{SENTENCE.format(rate)}")
    monkeypatch.chdir(sent)
    assert run("check", ".")[0] == 2
    assert victim.read_text() == "mine\n"


@pytest.mark.parametrize(
    "text",
    [
        "a = " + "[" * 100_000,
        "a = " + "{a=" * 100_000,
        "#" * 1_000_001,
        "a." * 30_000 + "a = 1",
        '["a".' * 9_000,
    ],
)
def test_a_file_without_an_end_is_2_with_one_line(run, tmp_path, text):
    write(tmp_path / "claimcheck.toml", text)
    status, _, err = run("config")
    assert status == 2 and err.strip().count("\n") == 0


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("fail_on = 'update'", ["'fail_on'", "'fail-on'"]),
        ("no-cache = true", ["'no-cache'", "'cache'"]),
        ("min-confidense = 0.5", ["'min-confidense'", "'min-confidence'"]),
        ("config = 'other.toml'", ["'config'", "known are"]),
        ("min-confidence = 'high'", ["min-confidence", "number"]),
        ("min-confidence = true", ["min-confidence", "number"]),
        ("min-confidence = 1.5", ["min-confidence", "1.5"]),
        ("min-confidence = nan", ["min-confidence", "nan"]),
        ("quiet = 1", ["quiet", "true or false"]),
        ("format = 'pdf'", ["format", "'pdf'", "'html'"]),
        ("format = ['html']", ["format", "text"]),
        ("fail-on = ['update', 3]", ["fail-on", "list"]),
        ("fail-on = ['updates']", ["fail-on", "'updates'"]),
        ("outlet = {}", ["outlet", "text"]),
        ("format = ", ["TOML"]),
    ],
)
@pytest.mark.parametrize("name", ["claimcheck.toml", "pyproject.toml"])
def test_a_wrong_file_is_2_with_one_line_that_says_what(run, tmp_path, name, text, named):
    table = "[tool.claimcheck]\n" if name == "pyproject.toml" else ""
    path = write(tmp_path / name, table + text + "\n")
    for command in (["check", "story"], ["config"]):
        status, out, err = run(*command)
        assert (status, out) == (2, "")
        assert err.count("\n") == 1
        assert all(word in err for word in [str(path), *named]), err


def test_a_project_file_that_is_given_must_have_settings(run, tmp_path):
    path = write(tmp_path / "pyproject.toml", "[project]\nname = 'x'\n")
    status, _, err = run("config", "--config", path)
    assert status == 2 and str(path) in err and "[tool.claimcheck]" in err
    write(path, "[tool]\nclaimcheck = 3\n")
    status, _, err = run("config", "--config", path)
    assert status == 2 and str(path) in err and "table" in err


def test_a_wrong_variable_is_named(run, monkeypatch):
    monkeypatch.setenv("CLAIMCHECK_MIN_CONFIDENCE", "much")
    status, _, err = run("config")
    assert status == 2
    assert "CLAIMCHECK_MIN_CONFIDENCE" in err and "--min-confidence" not in err


def test_what_config_prints_is_a_file_that_says_the_same(run, shown, tmp_path):
    write(tmp_path / "claimcheck.toml", 'outlet = "A \\"B\\" \\\\ \\u001b[31m\\u202e"\n')
    args = ("--fail-on", "update", "--fail-on", "dispute", "--no-cache", "--min-confidence", "0.7")
    status, out, _ = run("config", *args)
    assert status == 0
    assert "\x1b" not in out and "\u202e" not in out
    assert str(tmp_path / "claimcheck.toml") in out
    values = tomllib.loads(out)
    assert values["outlet"] == 'A "B" \\ \x1b[31m\u202e'
    again = write(tmp_path / "again.toml", out)
    before, after = shown(*args), shown("--config", again)
    assert {key: each["value"] for key, each in after.items()} == {
        key: each["value"] for key, each in before.items()
    }


def test_a_check_obeys_its_settings(run, tmp_path, conflict, monkeypatch):
    assert run("check", conflict)[0] == 1
    write(tmp_path / "claimcheck.toml", 'fail-on = "none"\nformat = "json"\n')
    status, out, _ = run("check", conflict)
    assert status == 0
    assert "contradiction" in {f["relation"] for f in json.loads(out)["findings"]}
    monkeypatch.setenv("CLAIMCHECK_FAIL_ON", "update,contradiction")
    assert run("check", conflict)[0] == 1
    assert run("check", conflict, "--fail-on", "update")[0] == 0


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_prints_the_script_of_a_shell(run, shell):
    status, out, _ = run("completion", shell)
    assert status == 0
    assert "_CLAIMCHECK_COMPLETE" in out and f"{shell}_complete" in out


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        ("claimcheck co", {"config", "completion"}),
        ("claimcheck check --fail-on ", {"contradiction", "update", "dispute", "none"}),
        ("claimcheck check --min", {"--min-confidence"}),
    ],
)
def test_bash_is_offered_commands_options_and_choices(tmp_path, words, offered):
    import os

    done = subprocess.run(
        [sys.executable, "-c", "from claimcheck.cli.main import main; main()"],
        env={
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "_CLAIMCHECK_COMPLETE": "bash_complete",
            "COMP_WORDS": words,
            "COMP_CWORD": str(len(words.split(" ")) - 1),
        },
        cwd=tmp_path,
        capture_output=True,
        text=True,
    )
    assert done.stderr == ""
    assert offered <= {line.split(",", 1)[1] for line in done.stdout.splitlines()}


def test_help_loads_no_model_library(tmp_path):
    script = (
        "import sys; from claimcheck.cli.main import cli\n"
        "for args in (['--help'], ['check', '--help'], ['config', '--help']):\n"
        "    cli.main(args, standalone_mode=False)\n"
        "slow = {'torch', 'transformers', 'numpy', 'rich', 'jinja2', 'lxml'} & set(sys.modules)\n"
        "sys.exit(', '.join(sorted(slow)) or 0)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_several_relations_stand_in_one_flag_with_commas(shown):
    assert shown("--fail-on", "update, dispute")["fail-on"]["value"] == ["update", "dispute"]
    both = shown("--fail-on", "update", "--fail-on", "dispute,contradiction")
    assert both["fail-on"]["value"] == ["update", "dispute", "contradiction"]


def test_a_wrong_relation_among_several_is_named(run):
    status, _, err = run("config", "--fail-on", "update,quarrel")
    assert status == 2
    assert "'quarrel'" in err


def test_a_file_may_be_named_with_a_comma(shown):
    assert shown("--save", "a,b.html")["save"]["value"] == ["a,b.html"]


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals")
@pytest.mark.parametrize("columns", [80, 200])
@pytest.mark.parametrize("plain", [True, False])
def test_the_report_is_as_wide_as_the_terminal(conflict, cache, columns, plain):
    import fcntl
    import pty
    import struct
    import termios

    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 50, columns, 0, 0))
    left = {k: v for k, v in os.environ.items() if k not in ("COLUMNS", "NO_COLOR")}
    process = subprocess.Popen(
        [sys.executable, "-m", "claimcheck", "check", str(conflict), "--quiet"],
        stdout=theirs,
        stderr=subprocess.DEVNULL,
        env={**left, "CLAIMCHECK_CACHE": str(cache), "PYTHONPATH": str(ROOT)}
        | ({"NO_COLOR": "1"} if plain else {}),
    )
    os.close(theirs)
    out = b""
    try:
        while part := os.read(ours, 4096):
            out += part
    except OSError:  # the terminal's other end is closed
        pass
    finally:
        os.close(ours)
        assert process.wait(timeout=120) == 1
    text = out.decode()
    assert ("\x1b[" in text) is not plain
    lines = re.sub(r"\x1b\[[0-9;]*m", "", text).splitlines()
    assert max(map(len, lines)) == columns
