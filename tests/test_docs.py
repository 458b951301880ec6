"""The documentation says what is: its commands, options, paths and targets are there."""

from __future__ import annotations

import importlib.util
import json
import re
import tomllib

import click
import pytest
import yaml
from conftest import ROOT
from pages import MADE, PAGES, blocks, commands, name_of

from claimcheck.cli.main import cli
from claimcheck.cli.outputs import _BY_SUFFIX
from claimcheck.cli.settings import Setting
from claimcheck.relations.table import TABLE
from claimcheck.reporting import FORMATS

each_page = pytest.mark.parametrize("path", PAGES, ids=name_of)


@pytest.fixture(scope="module")
def made():
    spec = importlib.util.spec_from_file_location("made_pages", ROOT / "docs" / "pages.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def makefile_targets():
    text = (ROOT / "Makefile").read_text(encoding="utf-8")
    return set(re.findall(r"^([a-z]+):", text, re.MULTILINE))


def options_of(command):
    return {name for p in command.params for name in (*p.opts, *p.secondary_opts)}


@each_page
def test_command_lines_name_real_commands_options_and_targets(path):
    for words in commands(path):
        if words[0] == "make":
            assert set(words[1:]) - {w for w in words if "=" in w} <= makefile_targets(), words
        if words[0] != "claimcheck":
            continue
        command, rest = cli, words[1:]
        while isinstance(command, click.Group):
            found = command.get_command(click.Context(command), rest[0])
            assert found is not None, words
            command, rest = found, rest[1:]
        given = {w.partition("=")[0] for w in rest if re.match(r"--?[a-z]", w)}
        assert given <= options_of(command), words


@each_page
def test_commands_and_options_in_the_text_exist(path):
    if path.name in MADE:
        return
    text = path.read_text(encoding="utf-8")
    assert set(re.findall(r"`claimcheck\s([a-z]+)", text)) <= set(cli.list_commands(None))
    named = set(re.findall(r"`(?:claimcheck [a-z]+ )?(--[a-z][a-z0-9-]*)", text))
    known = {name for command in _all() for name in options_of(command)}
    assert named <= known | {"--version", "--help"}


def _all(group=cli):
    for name in group.list_commands(click.Context(group)):
        command = group.get_command(click.Context(group), name)
        yield from _all(command) if isinstance(command, click.Group) else [command]


@each_page
def test_paths_in_the_text_are_there(path):
    if path.name in MADE:
        return
    text = path.read_text(encoding="utf-8")
    folders = "claimcheck|tests|docs|benchmarks|models|examples"
    named = re.findall(rf"`((?:{folders})/[\w./-]+)`", text)
    gone = [n for n in named if not re.search("[A-Z]{4}", n) and not (ROOT / n).exists()]
    # A card may tell of what is in the history alone.
    assert [n for n in gone if n != "models/claimcheck-minilm-l6"] == []


@each_page
def test_settings_in_toml_are_real(path):
    known = {p.key for p in cli.get_command(None, "check").params if isinstance(p, Setting)}
    for block in blocks(path, "toml"):
        table = tomllib.loads(block)
        if "claimcheck.toml" in block:
            assert set(table) <= known


def test_contributing_has_exactly_the_commands_that_ci_runs():
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    told = blocks(ROOT / "CONTRIBUTING.md", "console")[0]
    in_order = [line[2:].partition("#")[0].strip() for line in told.splitlines()]
    assert in_order == re.findall(r"^make .*$", script, re.MULTILINE)


def test_what_pre_commit_runs_is_the_lint():
    config = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    lint = re.search(r"^lint:.*\n((?:\t.*\n)+)", makefile, re.MULTILINE)[1]
    hooks = [hook["entry"].split()[0] for hook in config["repos"][0]["hooks"]]
    tools = [f".venv/bin/{name}" for name in re.findall(r"\$\(BIN\)/(\S+)", lint)]
    assert hooks == tools


def test_every_page_is_in_the_navigation_once(made):
    text = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    listed = re.findall(r"[:-] ([\w/-]+\.md)$", text, re.MULTILINE)
    pages = {name_of(p).removeprefix("docs/") for p in ROOT.glob("docs/**/*.md")}
    pages |= {f"reference/{name}.md" for name in made.MADE} | set(made.TAKEN)
    assert sorted(listed) == sorted(pages)


def test_the_reference_has_every_command_option_and_variable(made):
    text = made.commands()
    for command in _all():
        for option in command.params:
            if isinstance(option, click.Option):
                assert f"`{option.opts[-1]}`" in text
            if isinstance(option, Setting):
                assert f"`{option.variable}`" in text
    for name in cli.list_commands(None):
        assert re.search(rf"^## claimcheck {name}\b", text, re.MULTILINE)


def test_the_reference_has_every_field_of_the_report(made):
    text = made.json_report()
    path = ROOT / "claimcheck" / "reporting" / "report.schema.json"
    fields = set()

    def walk(node):
        if isinstance(node, dict):
            fields.update(node.get("properties", ()))
            for inner in node.values():
                walk(inner)
        elif isinstance(node, list):
            for inner in node:
                walk(inner)

    walk(json.loads(path.read_text(encoding="utf-8")))
    assert len(fields) > 60
    assert [name for name in fields if not re.search(rf"[`.]{name}\??`", text)] == []


def test_the_reference_has_every_row_of_the_table_in_its_order(made):
    rows = re.findall(r"^\| \d+ \| ([^|]+) \|", made.relations(), re.MULTILINE)
    assert rows == [row.name for row in TABLE]


@pytest.mark.parametrize(
    ("page", "link", "turned"),
    [
        ("index.md", "(../SECURITY.md)", "(security.md)"),
        ("index.md", "(how-to.md#on-a-desk)", "(how-to.md#on-a-desk)"),
        ("decisions/0001.md", "(../../benchmarks/README.md)", "(../benchmarks.md)"),
        ("contributing.md", "(docs/architecture.md)", "(architecture.md)"),
        ("contributing.md", "(SECURITY.md)", "(security.md)"),
        ("benchmarks.md", "(https://example.org/x)", "(https://example.org/x)"),
    ],
)
def test_links_lead_in_the_repository_and_in_the_site(made, page, link, turned):
    assert made.linked(f"[x]{link}", page) == f"[x]{turned}"


def test_every_format_is_told_with_its_suffix():
    guide = (ROOT / "docs" / "how-to.md").read_text(encoding="utf-8")
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for name in FORMATS:
        assert f"\n| `{name}` |" in guide and f"`{name}`" in readme, name
    for suffix, name in _BY_SUFFIX.items():
        row = next(line for line in guide.splitlines() if line.startswith(f"| `{name}` |"))
        assert f"`{suffix}`" in row or suffix == ".htm", suffix


def test_contributing_names_every_way_to_change_a_floor():
    """The gate's own options, so that the text does not promise what the gate does not hold."""
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    code = (ROOT / "tests" / "gate" / "gate.py").read_text(encoding="utf-8")
    named = {word for span in re.findall(r"gate\.gate ([^`]*)`", text) for word in span.split()}
    assert set(re.findall(r'add_argument\("(--[a-z-]+)"', code)) == named - {"REASON"}


@pytest.mark.parametrize("path", sorted(ROOT.glob("docs/decisions/0*.md")), ids=name_of)
def test_a_decision_says_what_was_open_chosen_measured_and_when_it_opens_again(path):
    text = path.read_text(encoding="utf-8")
    assert text.startswith(f"# {int(path.name[:4])}. ")
    assert re.findall(r"^## (.*)$", text, re.MULTILINE) == [
        "Open", "Chosen", "Measured", "Opens again",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "path", sorted(ROOT.glob(".github/ISSUE_TEMPLATE/[a-z]*[!g].yml")), ids=lambda p: p.name
)
def test_an_issue_template_asks_with_commands_that_there_are(path):
    form = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert form["name"] and form["description"]
    ids = [field["id"] for field in form["body"] if "id" in field]
    assert ids and len(ids) == len(set(ids))
    named = set(re.findall(r"`claimcheck ([a-z]+)", path.read_text(encoding="utf-8")))
    assert named <= set(cli.list_commands(None))
