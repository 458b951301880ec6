"""``claimcheck train``: make a model from a recipe."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from claimcheck.training.recipe import Recipe
    from claimcheck.training.workers import Workers


@click.command("train")
@click.argument("recipe", type=click.Path(path_type=Path))
@click.option(
    "--data",
    "data_dir",
    required=True,
    type=click.Path(path_type=Path),
    help="The folder of the files that the recipe names.",
)
@click.option(
    "--out",
    required=True,
    type=click.Path(path_type=Path, file_okay=False),
    help="The model's folder; a run that was begun there goes on.",
)
@click.option("--device", default=None, help="cpu or cuda; default: cuda where there is one.")
@click.option("--threads", type=click.IntRange(min=1), help="Threads; default: torch's.")
@click.option(
    "--workers",
    type=click.IntRange(min=1),
    default=1,
    show_default=True,
    help="Processes that train together on a CPU, each on --threads.",
)
@click.option(
    "--checkpoint-every",
    type=click.FloatRange(min=1),
    default=240.0,
    show_default=True,
    help="Seconds between checkpoints.",
)
def train_command(
    recipe: Path,
    data_dir: Path,
    out: Path,
    device: str | None,
    threads: int | None,
    workers: int,
    checkpoint_every: float,
) -> int:
    """Train a model by RECIPE, a TOML file such as the one beside the shipped model.

    The same command goes on from the last checkpoint after a kill or ctrl-C.
    """
    from claimcheck.training.recipe import read_recipe

    read = read_recipe(recipe)  # before the seconds that torch takes

    import torch

    from claimcheck.training.trainer import train

    if threads:
        torch.set_num_threads(threads)
    if workers > 1:
        from claimcheck.training.workers import together

        together(workers, threads, _train_one, read, data_dir, out, checkpoint_every)
        made = out
    else:
        made = train(
            read,
            data_dir,
            out,
            checkpoint_every_s=checkpoint_every,
            device=device,
            progress=_progress,
        )
    click.echo("", err=True, nl=sys.stderr.isatty())
    click.echo(f"the model is in {made}; measure it with: claimcheck eval FILE... --model {made}")
    return 0


def _progress(line: str) -> None:
    on_terminal = sys.stderr.isatty()
    click.echo(f"\r\x1b[K{line}" if on_terminal else line, err=True, nl=not on_terminal)


def _train_one(
    worker: Workers, recipe: Recipe, data_dir: Path, out: Path, checkpoint_every: float
) -> None:
    from claimcheck.training.trainer import train

    train(
        recipe,
        data_dir,
        out,
        checkpoint_every_s=checkpoint_every,
        device="cpu",
        progress=_progress,
        workers=worker,
    )
