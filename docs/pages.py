"""What the site holds beside the pages of this folder: a hook of mkdocs.

The reference of commands, of the JSON report and of relations is made from the code whenever the
site is built; files of the repository that are pages too are taken as they are. Links between pages
are written as they lead in the repository, and turned into those of the site here.
"""

from __future__ import annotations

import inspect
import json
import posixpath
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

ROOT = Path(__file__).resolve().parent.parent
# Files of the repository by the page that they become.
TAKEN = {
    "benchmarks.md": "benchmarks/README.md",
    "changes.md": "CHANGELOG.md",
    "contributing.md": "CONTRIBUTING.md",
    "model-card.md": "models/claimcheck-tiny/README.md",
    "security.md": "SECURITY.md",
}
_LINK = re.compile(r"(\]\()([^)#\s:]+)(#[^)\s]*)?(\))")


def on_files(files: Any, config: Any) -> Any:
    """Add the pages that are made and those that are taken."""
    from mkdocs.structure.files import File

    pages = {f"reference/{name}.md": make() for name, make in MADE.items()}
    pages |= {page: (ROOT / file).read_text("utf-8") for page, file in TAKEN.items()}
    for page, text in pages.items():
        files.append(File.generated(config, page, content=text))
    return files


def on_page_markdown(markdown: str, page: Any, **_: Any) -> str:
    """Let the links of a page lead to pages."""
    return linked(markdown, page.file.src_uri)


def linked(markdown: str, page: str) -> str:
    """The text of ``page`` with links as the site has them; others stay, and fail its build."""
    here = TAKEN.get(page, f"docs/{page}")
    pages = {file: name for name, file in TAKEN.items()}

    def turned(found: re.Match[str]) -> str:
        target = posixpath.normpath(posixpath.join(posixpath.dirname(here), found[2]))
        name = pages.get(target)
        if name is None and target.startswith("docs/"):
            name = target.removeprefix("docs/")
        if name is None:
            return found[0]
        relative = posixpath.relpath(name, posixpath.dirname(page) or ".")
        return f"]({relative}{found[3] or ''})"

    return _LINK.sub(turned, markdown)


def commands() -> str:
    """Every command with its arguments and options, as ``--help`` has them."""
    from claimcheck.cli import main

    cli = main.cli
    lines = [
        "# Commands",
        "",
        inspect.getdoc(cli.callback) or "",
        "",
        "Where a row names a variable, the environment and a `claimcheck.toml` may give the option",
        "too; *trusted* ones are not taken from a file that was found in a folder.",
        "",
        "## Exit statuses",
        "",
        (inspect.getdoc(main) or "").partition("\n\n")[2],
    ]
    for name, command in _all(cli, "claimcheck"):
        lines += ["", *_command(name, command)]
    return "\n".join(lines) + "\n"


def _all(group: click.Group, prefix: str) -> Iterator[tuple[str, click.Command]]:
    ctx = click.Context(group, info_name=prefix)
    for name in group.list_commands(ctx):
        command = group.get_command(ctx, name)
        assert command is not None
        if isinstance(command, click.Group):
            yield from _all(command, f"{prefix} {name}")
        else:
            yield f"{prefix} {name}", command


def _command(name: str, command: click.Command) -> list[str]:
    ctx = click.Context(command, info_name=name)
    usage = " ".join([name, *command.collect_usage_pieces(ctx)])
    text = inspect.cleandoc(command.help or "").replace("\b\n", "")
    lines = [f"## {name}", "", f"    {usage}", "", text]
    options = [p for p in command.params if isinstance(p, click.Option)]
    if options:
        lines += ["", "| option | meaning | default | variable |", "| --- | --- | --- | --- |"]
        lines += [_option(option, ctx) for option in options]
    return lines


def _option(option: click.Option, ctx: click.Context) -> str:
    names = ", ".join(f"`{n}`" for n in (*option.opts, *option.secondary_opts))
    kind = "" if option.is_flag else f" `{option.make_metavar(ctx)}`"
    default = option.default
    if isinstance(default, tuple | list):
        default = ", ".join(map(str, default))
    shown = "" if not option.show_default or default in (None, "", False) else f"`{default}`"
    variable = getattr(option, "variable", "")
    trusted = " (trusted)" if getattr(option, "trusted", False) else ""
    cells = [names + kind, option.help or "", shown, f"`{variable}`{trusted}" if variable else ""]
    return "| " + " | ".join(_cell(cell) for cell in cells) + " |"


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def json_report() -> str:
    """Every field of the JSON report, from its schema."""
    path = ROOT / "claimcheck" / "reporting" / "report.schema.json"
    schema = json.loads(path.read_text("utf-8"))
    lines = [
        "# JSON report",
        "",
        _sentence(schema["description"]),
        "",
        "`claimcheck/reporting/report.schema.json` is the JSON Schema that this page is made from;",
        "every report of the tests is checked against it. Offsets count code points and are",
        "half-open. Fields may be added; those that are here keep their names and meaning.",
        "",
        "## The report",
        "",
        *_fields(schema),
    ]
    for name, definition in schema["$defs"].items():
        lines += ["", f"## {name}", ""]
        if "description" in definition:
            lines += [_sentence(definition["description"]), ""]
        lines += _fields(definition)
    return "\n".join(lines) + "\n"


def _fields(definition: dict[str, Any]) -> list[str]:
    if "properties" not in definition:
        return [f"Type: {_type(definition)}"]
    lines = ["| field | type | meaning |", "| --- | --- | --- |"]
    for field, facts in _flat(definition):
        meaning = facts.get("description", "")
        lines.append(f"| `{field}` | {_cell(_type(facts))} | {_cell(meaning)} |")
    return lines


def _flat(definition: dict[str, Any], prefix: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """The fields, those of an object inside one under ``outer.inner``."""
    required = definition.get("required", ())
    for name, facts in definition["properties"].items():
        optional = "" if name in required else "?"
        yield f"{prefix}{name}{optional}", facts
        inner = facts.get("items", facts) if facts.get("type") == "array" else facts
        for each in (inner, *inner.get("anyOf", ())):
            if "properties" in each:
                yield from _flat(each, f"{prefix}{name}.")


def _type(facts: dict[str, Any]) -> str:
    if "$ref" in facts:
        name = facts["$ref"].rpartition("/")[2]
        return f"[{name}](#{name})"
    if "anyOf" in facts:
        return " or ".join(_type(each) for each in facts["anyOf"])
    if "enum" in facts:
        return " or ".join(f"`{value}`" for value in facts["enum"])
    if "const" in facts:
        return f"`{facts['const']}`"
    kinds = facts.get("type", "any")
    kinds = [kinds] if isinstance(kinds, str) else kinds
    if kinds == ["array"] and "items" in facts:
        return f"list of {_type(facts['items'])}"
    return " or ".join(kinds)


def _sentence(text: str) -> str:
    return text if text.endswith(".") else f"{text}."


def relations() -> str:
    """The table of relations, row by row in its order."""
    from claimcheck.relations import table

    text = inspect.getdoc(table) or ""
    lines = [
        "# Relations",
        "",
        text.partition("\n")[2].strip(),
        "",
        "*abstains* is told in the report's `skips`; a dash is no finding.",
        "",
        "| | row | relation | reason | what would have changed it |",
        "| --: | --- | --- | --- | --- |",
    ]
    for number, row in enumerate(table.TABLE, 1):
        relation = row.relation or ("abstains" if row.abstained else "–")
        cells = (str(number), row.name, relation, row.reason, row.otherwise)
        lines.append("| " + " | ".join(_cell(cell) for cell in cells) + " |")
    return "\n".join(lines) + "\n"


MADE = {"commands": commands, "json": json_report, "relations": relations}
