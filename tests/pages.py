"""The pages of the documentation, and what stands in them."""

from __future__ import annotations

import re
import shlex

from conftest import ROOT

PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("examples/*/README.md")])
MADE = ("CHANGELOG.md",)  # of former versions too


def name_of(path):
    return str(path.relative_to(ROOT))


def blocks(path, kind):
    return re.findall(rf"```{kind}\n(.*?)```", path.read_text(encoding="utf-8"), re.DOTALL)


def commands(path):
    """The command lines of a page, as words, what they are piped from left out."""
    lines = [
        line.strip()[2:].rpartition("| ")[2]
        for block in blocks(path, "console")
        for line in block.splitlines()
        if line.strip().startswith("$ ")
    ]
    return [shlex.split(line, comments=True) for line in lines]
