"""The tutorial, command by command, and every piece of Python in the documentation."""

from __future__ import annotations

import re

import pytest
from click.testing import CliRunner
from conftest import ROOT
from pages import PAGES, blocks, commands, name_of

from claimcheck import Article, check
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


def test_the_two_sentences_that_architecture_follows_contradict_each_other():
    page = " ".join((ROOT / "docs" / "architecture.md").read_text(encoding="utf-8").split())
    told = re.findall(r'The \*(\w+)\*: "(.+?)"', page)
    articles = [Article(outlet=name, published="2024-03-05", text=text) for name, text in told]
    (found,) = check(articles).of("contradiction")
    assert "31 against 44" in found.reason


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
