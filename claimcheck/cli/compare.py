"""``claimcheck compare``: what changed between two reports."""

from __future__ import annotations

import json
from pathlib import Path

import click

_PATH = click.Path(path_type=Path)


@click.command("compare")
@click.argument("old", type=_PATH)
@click.argument("new", type=_PATH)
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
def compare_command(old: Path, new: Path, as_json: bool) -> int:
    """Show what appeared, went away and changed from report OLD to report NEW (JSON).

    Exit status: 1 if a contradiction appeared or something became one, unless NEW says that it is
    dismissed, fixed or known; else 0.
    """
    from claimcheck.followup.changes import compare_reports, lines
    from claimcheck.followup.stored import read_report
    from claimcheck.reporting.terminal import wrapped

    found = compare_reports(read_report(old), read_report(new))
    if as_json:
        payload = {
            "appeared": found.appeared,
            "gone": found.gone,
            "changed": [{"old": a, "new": b, "what": what} for a, b, what in found.changed],
        }
        click.echo(json.dumps(payload, indent=2))
    elif found.appeared or found.gone or found.changed:
        click.echo(wrapped(lines(found)), nl=False)
    else:
        click.echo("nothing changed")
    return int(found.contradicts)
