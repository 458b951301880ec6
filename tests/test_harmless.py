"""Nothing that an article says is a command: to a terminal, to a pipeline or to a spreadsheet."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace

import pytest
from conftest import ROOT
from hypothesis import given
from hypothesis import strategies as st
from report_samples import article as article_of
from report_samples import claim_of, evidence_of, finding_of, report_of

from claimcheck.records import Member, Skip
from claimcheck.reporting import FORMATS, render
from claimcheck.reporting.csv_report import render as render_csv
from claimcheck.reporting.json_report import as_data, loads
from claimcheck.reporting.terminal import wrapped

STEERING = "".join(
    map(
        chr,
        [
            *range(9),
            *range(14, 32),
            *range(127, 160),
            0x61C,
            0x200E,
            0x200F,
            *range(0x202A, 0x202F),
            *range(0x2066, 0x206A),
            0xD800,
            0xFFF9,
        ],
    )
)
COMMANDS = ["::error::a", "##[error]a", "##vso[task.setvariable]a", "##teamcity[a]", "::set-env a"]


def report_with(text: str):
    """A report in which every place that an article fills begins with ``text``."""
    stories = [
        article_of(
            f"{text} {name}",
            f"{text} {name} gave a number.\n{text} x",
            title=text,
            path=f"{text}.txt",
            url=f"https://{text}",
        )
        for name in ("one", "two")
    ]
    claims = [claim_of(s, s.text.partition("\n")[0], speaker=text) for s in stories]
    found = [
        finding_of(
            relation,
            "number",
            f"{text} differs",
            [evidence_of(s, c) for s, c in zip(stories, claims, strict=True)],
        )
        for relation in ("contradiction", "update", "dispute", "agreement")
    ]
    members = [Member(article=s, origin=f"o{n}") for n, s in enumerate(stories)]
    skips = [Skip(stage="read", item=text, reason=text)]
    return report_of(members, claims, found, skips=skips)


@pytest.mark.parametrize("format", FORMATS)
def test_no_format_lets_a_steering_character_through(format):
    text = render(report_with(STEERING), format)
    assert not set(text) & (set(STEERING) - {"\n"})


@pytest.mark.parametrize("format", [name for name in FORMATS if name != "github"])
@pytest.mark.parametrize("command", COMMANDS)
def test_no_line_of_any_format_is_a_command_of_a_pipeline(format, command):
    """GitHub trims what stands before ``::``; the others look for their marks anywhere."""
    for lead in ("", "\u00a0", "\n", "\r\n", "   "):
        for width in (40, 80):
            text = render(report_with(lead + command + " " + command), format, width=width)
            assert not re.search(r"^\s*::|##(?:\[|vso\[|teamcity\[)", text, re.MULTILINE)


def test_github_begins_only_lines_of_its_own():
    for line in render(report_with("::error::a\n::stop::b"), "github").splitlines():
        assert re.match(r"::(error|warning|notice) (title|file)=", line)


def test_lines_of_a_terminal_are_no_commands_either():
    assert not re.search(r"^\s*::", wrapped(["::error::a", "    ::b", "c " * 39 + "::d"]), re.M)


def test_escaped_json_says_what_the_article_said():
    said = STEERING.replace("\n", "") + "##[error]"
    data = as_data(report_with(said))
    assert loads(render(report_with(said), "json")) == json.loads(json.dumps(data))


CELL = st.text(alphabet="=+-@;|,\t\"' a1", max_size=12)


@given(st.lists(CELL, min_size=3, max_size=3))
def test_no_cell_is_a_formula_whatever_the_separator(texts):
    """A spreadsheet that is told another separator makes cells of its own out of ours."""
    outlet, quote, reason = (f"{text}x" for text in texts)
    story = article_of(outlet, f"{quote} and more.")
    claim = claim_of(story, story.text)
    finding = replace(
        finding_of("dispute", "number", reason, [evidence_of(story, claim)] * 4),
        outlets=(outlet, "B"),
    )
    text = render_csv(as_data(report_of([Member(article=story, origin="o")], [claim], [finding])))
    for separator in ",;|\t":
        for line in csv.reader(io.StringIO(text), delimiter=separator):
            for cell in line:
                assert not re.match(r"[\s\"]*[=+\-@]", cell), (separator, cell)


def test_the_hook_keeps_names_of_files_from_being_options():
    hook = (ROOT / ".pre-commit-hooks.yaml").read_text()
    assert re.search(r"^  args: \[.*--\]$", hook, re.MULTILINE)
