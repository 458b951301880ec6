"""The tutorial, command by command, and every piece of Python in the documentation."""

from __future__ import annotations

import pytest
from click.testing import CliRunner
from conftest import ROOT
from pages import PAGES, blocks, commands, name_of

from claimcheck.cli.main import cli


def test_the_tutorial_goes_as_it_says(copy):
    ours = [w[1:] for w in commands(ROOT / "docs" / "tutorial.md") if w[0] == "claimcheck"]
    statuses = []
    for words in ours:
        done = CliRunner().invoke(cli, words, standalone_mode=False)
        assert done.exception is None, (words, done.exception)
        statuses.append((words[0], done.return_value))
    assert statuses == [
        ("extract", 0), ("check", 1), ("check", 0), ("review", 0), ("baseline", 0), ("check", 0),
    ]  # fmt: skip


PYTHON = [
    pytest.param(block, id=f"{name_of(path)} {number}")
    for path in PAGES
    if path.name not in ("README.md", "sources.md")
    for number, block in enumerate(blocks(path, "python"), 1)
]


@pytest.mark.parametrize("block", PYTHON)
def test_python_in_the_documentation_runs(block, copy, capsys):
    exec(compile(block, "docs", "exec"), {})
    assert capsys.readouterr().out
