"""``claimcheck models``: what is shipped and what is cached."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from claimcheck.judging.catalogue import Found


@click.command("models")
@click.option("--json", "as_json", is_flag=True, help="Write a JSON list.")
def models_command(as_json: bool) -> int:
    """List the models at hand: shipped ones, and NLI models in the Hugging Face cache.

    The scores are those of eval.json in the model's folder, if they were measured on these weights:
    accuracy, and of questions whether two values are of one slot the average precision. It is what
    `claimcheck eval --json` prints.
    """
    from claimcheck.judging.catalogue import default_model, downloaded_models, shipped_models

    default = default_model()
    rows = [_describe(found, default) for found in (*shipped_models(), *downloaded_models())]
    if as_json:
        click.echo(json.dumps(rows, indent=2))
    else:
        _show(rows)
    return 0


def _describe(found: Found, default: str) -> dict[str, Any]:
    from claimcheck.errors import ModelError
    from claimcheck.judging.model import examine, id2label, read_config

    row: dict[str, Any] = {
        "name": found.name,
        "default": found.name == default,
        "origin": found.origin,
        "problem": None,
        "scores": {},
    }
    try:
        labels = id2label(read_config(found.folder, found.name))
        row["labels"] = [labels[place] for place in sorted(labels)]
        files = examine(found)
        row |= {"size": files.size, "sha256": files.sha256}
        row["scores"] = _scores(found, files.sha256)
    except ModelError as error:
        row["problem"] = str(error)
    return row


def _scores(found: Found, sha256: str) -> dict[str, float]:
    """The figures of each set that stand beside the model, {} where they are of other weights."""
    from claimcheck.parsing import read_json

    try:
        raw = read_json(found.folder / "eval.json")
        if raw["model"]["sha256"] != sha256:
            return {}
        files = raw.get("files") or {"all": raw}
        return {
            name: float(each[key])
            for name, each in files.items()
            for key in ("accuracy", "average precision")
            if key in each
        }
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return {}


def _show(rows: list[dict[str, Any]]) -> None:
    from claimcheck.reporting.passages import visible
    from claimcheck.reporting.terminal import wrapped

    lines = []
    for row in rows:
        default = " (the default)" if row["default"] else ""
        size = (
            f", {row['size'] / 1e6:,.0f} MB, sha256 {row['sha256'][:12]}" if "size" in row else ""
        )
        lines.append(f"{row['name']}{default}: {row['origin']}{size}")
        if row["problem"]:
            lines.append(f"    {row['problem']}")
            continue
        scores = [f"    {name:28} {value:.3f}" for name, value in row["scores"].items()]
        lines += ["    labels: " + ", ".join(row["labels"]), *(scores or ["    not measured"])]
    click.echo(wrapped([visible(line) for line in lines] or ["no model found"]), nl=False)
