"""``claimcheck calibrate``: make a model's confidence a probability."""

from __future__ import annotations

from pathlib import Path

import click

from claimcheck.judging.calibration import USES, Use


@click.command("calibrate")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--model", default=None, help="A shipped name or a folder.")
@click.option(
    "--use",
    type=click.Choice(USES),
    default=USES[0],
    show_default=True,
    help="What the pairs ask: inference between statements, or of masked passages.",
)
@click.option(
    "--measure",
    "others",
    multiple=True,
    type=click.Path(path_type=Path),
    help="Measure on these pairs, and fit on all of FILES.",
)
@click.option("--biases", is_flag=True, help="Fit a bias per label too, not only a temperature.")
@click.option("--bf16", is_flag=True, help="Also measure how many labels bfloat16 changes.")
@click.option(
    "--precision",
    type=click.Choice(["fp32", "bf16"]),
    default="fp32",
    show_default=True,
    help="What the fit computes in; bf16 is faster and good enough for a temperature.",
)
@click.option("--limit", type=click.IntRange(min=1), help="At most so many pairs of each file.")
@click.option("--seed", default=1, show_default=True)
@click.option("--dry-run", is_flag=True, help="Show the result, write nothing.")
@click.option("--no-cache", is_flag=True, help="Judge everything anew.")
def calibrate_command(
    files: tuple[Path, ...],
    model: str | None,
    use: Use,
    others: tuple[Path, ...],
    biases: bool,
    bf16: bool,
    precision: str,
    limit: int | None,
    seed: int,
    dry_run: bool,
    no_cache: bool,
) -> int:
    """Fit a model's calibration for one use on FILES and write it beside the model.

    Without --measure one half of each file is used for fitting, the other to measure the expected
    calibration error before and after.
    """
    from claimcheck.errors import InputError
    from claimcheck.evaluating.calibrate import calibrate
    from claimcheck.evaluating.pairs import read_pairs, sample
    from claimcheck.judging import Judge, JudgementCache
    from claimcheck.judging.calibration import write_calibration

    read = [sample(read_pairs(path), limit, seed) for path in files]
    measured = [sample(read_pairs(path), limit, seed) for path in others]
    for line in (line for file in [*read, *measured] for line in file.bad):
        click.echo(f"claimcheck: {line.place}: {line.reason}", err=True)
    judge = Judge.load(
        model,
        precision=precision,
        cache=None if no_cache else JudgementCache.open(),
    )
    found = calibrate(judge, read, measured, biases=biases, bf16=bf16, seed=seed)
    click.echo(
        f"temperature {found.temperature:.4f}, biases "
        f"{', '.join(f'{value:+.3f}' for value in found.biases)}: expected calibration error "
        f"{found.ece_before:.4f} before, {found.ece_after:.4f} after, on {found.n:,} other pairs"
    )
    if found.bf16_changes is not None:
        click.echo(
            f"bfloat16 changes {found.bf16_changes:.2%} of the labels and moves a probability "
            f"by {found.bf16_differs:.4f} at the most"
        )
    if not dry_run:
        try:
            click.echo(f"written to {write_calibration(judge.files.folder, use, found)}")
        except OSError as error:
            raise InputError(f"the calibration cannot be written: {error}") from error
    return 0
