"""What the README shows works as it stands."""

from __future__ import annotations

import re
import shlex
import tomllib

import pytest
from click.testing import CliRunner
from conftest import ROOT
from pages import blocks

from claimcheck.cli.main import cli

PAGE = ROOT / "README.md"
README = PAGE.read_text(encoding="utf-8")
# What begins a line that is not run, and why not; its options are looked up all the same.
NOT_RUN = {
    "make ": "sets up an environment",
    "pip ": "sets up an environment",
    "claimcheck check story/": "files that a reader brings along",
    "cat page.txt": "files that a reader brings along",
    "claimcheck fetch ": "the network",
    "claimcheck watch ": "files that arrive",
    "claimcheck eval pairs.jsonl": "pairs that a reader brings along",
    "claimcheck train ": "data and hours",
    "claimcheck pairs ": "news that a reader brings along",
}


def commands() -> list[list[str]]:
    lines = [
        line[2:]
        for block in blocks(PAGE, "console")
        for line in block.splitlines()
        if line[:2] == "$ "
    ]
    return [shlex.split(line, comments=True) for line in lines]


def test_every_command_runs_or_takes_its_options(copy):
    ran = 0
    for words in commands():
        if " ".join(words).startswith(tuple(NOT_RUN)):
            continue
        assert words[0] == "claimcheck", words
        result = CliRunner().invoke(cli, words[1:], standalone_mode=False)
        assert result.exception is None, (words, result.exception)
        assert result.return_value == 0, (words, result.output)
        ran += 1
    assert ran >= 5


def options_of(command) -> set[str]:
    return {name for p in command.params for name in (*p.opts, *p.secondary_opts)}


def test_lines_that_are_not_run_name_real_options_and_targets():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    seen = set()
    for words in commands():
        begins = [key for key in NOT_RUN if " ".join(words).startswith(key)]
        seen.update(begins)
        if not begins:
            continue
        if words[0] == "make":
            assert f"\n{words[1]}:" in makefile
        if "claimcheck" in words:
            _, name, *rest = words[words.index("claimcheck") :]
            options = {word for word in rest if word.startswith("--")}
            assert options <= options_of(cli.get_command(None, name)), words
    assert seen == set(NOT_RUN)


def test_every_picture_is_there():
    pictures = re.findall(r"!\[[^]]+\]\(([^)]+)\)", README)
    assert pictures
    for name in pictures:
        assert (ROOT / name).read_bytes().startswith(b"\x89PNG")


def test_every_option_named_exists():
    named = set(re.findall(r"`(?:claimcheck )?(--[a-z][a-z-]*)", README))
    known: set[str] = set()
    for name in cli.list_commands(None):
        known |= options_of(cli.get_command(None, name))
    assert named <= known
    assert len(named) > 8


def test_every_command_named_exists():
    named = set(re.findall(r"`claimcheck\s([a-z]+)", README))
    assert named <= set(cli.list_commands(None))


@pytest.mark.parametrize("block", blocks(PAGE, "python"))
def test_python_runs(block, capsys):
    exec(compile(block, "README.md", "exec"), {})
    assert capsys.readouterr().out


@pytest.mark.parametrize("block", blocks(PAGE, "toml"))
def test_settings_are_accepted(block, copy):
    assert tomllib.loads(block)
    (copy / "claimcheck.toml").write_text(block)
    result = CliRunner().invoke(cli, ["config"], standalone_mode=False)
    assert result.exception is None
    assert "claimcheck.toml" in result.stdout
