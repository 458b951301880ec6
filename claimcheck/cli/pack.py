"""``claimcheck pack``: a model's weights in eight bits."""

from __future__ import annotations

from pathlib import Path

import click


@click.command("pack")
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.argument("out", type=click.Path(path_type=Path, file_okay=False))
def pack_command(folder: Path, out: Path) -> int:
    """Write the model in FOLDER to OUT with its weights as int8, a scale for each row.

    A packed model loads like any other and answers nearly the same; measure it before it is
    shipped: `claimcheck eval --model OUT`.
    """
    from claimcheck.judging.packing import pack

    for path in pack(folder, out):
        click.echo(f"{path}  {path.stat().st_size / 1e6:.1f} MB")
    return 0
