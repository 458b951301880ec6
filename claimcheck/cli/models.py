"""``claimcheck models``: what is shipped and what is cached."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from claimcheck.judging.catalogue import Found


@click.command("models")
@click.option("--json", "as_json", is_flag=True, help="Write a JSON list.")
def models_command(as_json: bool) -> int:
    """List the models at hand: shipped ones, and NLI models in the Hugging Face cache."""
    from claimcheck.judging.catalogue import downloaded_models, shipped_models

    rows = [_describe(found) for found in (*shipped_models(), *downloaded_models())]
    if as_json:
        click.echo(json.dumps(rows, indent=2))
    else:
        _show(rows)
    return 0


def _describe(found: Found) -> dict[str, Any]:
    from claimcheck.errors import ModelError
    from claimcheck.judging.model import examine, id2label, read_config

    row: dict[str, Any] = {"name": found.name, "origin": found.origin, "problem": None}
    try:
        labels = id2label(read_config(found.folder, found.name))
        row["labels"] = [labels[place] for place in sorted(labels)]
        files = examine(found)
        row |= {"size": files.size, "sha256": files.sha256}
    except ModelError as error:
        row["problem"] = str(error)
    return row | {"scores": _scores(found)}


def _scores(found: Found) -> dict[str, float]:
    """Accuracy by set from ``eval.json`` beside the model, as ``claimcheck eval --json`` writes."""
    try:
        raw = json.loads((found.folder / "eval.json").read_text(encoding="utf-8"))
        files = raw.get("files") or {"all": raw}
        return {name: float(each["accuracy"]) for name, each in files.items()}
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return {}


def _show(rows: list[dict[str, Any]]) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table

    console = Console(width=None if sys.stdout.isatty() else 120, highlight=False)
    table = Table(box=box.SIMPLE)
    for name in ("model", "from", "size", "sha256", "labels", "accuracy"):
        table.add_column(name, overflow="fold")
    for row in rows:
        scores = row["scores"].items()
        shown = ", ".join(f"{name.split('-dev')[0]} {value:.3f}" for name, value in scores)
        table.add_row(
            row["name"],
            row["origin"],
            f"{row['size'] / 1e6:,.0f} MB" if "size" in row else "",
            row.get("sha256", "")[:12],
            ", ".join(row.get("labels", [])),
            row["problem"] or shown or "not measured",
        )
    console.print(table if rows else "no model found")
