"""``claimcheck baseline``: accept what is known."""

from __future__ import annotations

import os
from pathlib import Path

import click

from claimcheck.cli.saying import say

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
    from claimcheck.errors import InputError
    from claimcheck.followup.baseline import baseline, read_baseline
    from claimcheck.followup.stored import read_report
    from claimcheck.own import is_own_file
    from claimcheck.reporting.overview import count
    from claimcheck.writing import write_text

    accepted_now = baseline(read_report(report))
    if os.path.isfile(output) and not is_own_file(output):  # noqa: PTH113 - never raises
        raise InputError(f"{output}: is no file of claimcheck's, and is not written over")
    write_text(output, accepted_now)
    accepted = count(len(read_baseline(output)), "finding")
    say(f"{accepted} accepted in {output}")
    return 0
