"""``claimcheck baseline``: accept what is known."""

from __future__ import annotations

from pathlib import Path

import click

_PATH = click.Path(path_type=Path)


@click.command("baseline")
@click.argument("report", type=_PATH)
@click.option(
    "-o", "--output", type=_PATH, default=Path("claimcheck-baseline.json"), show_default=True
)
def baseline_command(report: Path, output: Path) -> int:
    """Accept the findings of REPORT (JSON): `check --baseline FILE` then fails on new ones only.

    The file has a line for each contradiction, update and dispute, and is made for git.
    """
    from claimcheck.followup.baseline import baseline, read_baseline
    from claimcheck.followup.stored import read_report
    from claimcheck.reporting.overview import count
    from claimcheck.writing import write_text

    write_text(output, baseline(read_report(report)))
    accepted = count(len(read_baseline(output)), "finding")
    click.echo(f"{accepted} accepted in {output}", err=True)
    return 0
