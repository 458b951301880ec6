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

    Exit status: 1 if a contradiction appeared or something became one, else 0.
    """
    from claimcheck.followup.changes import compare_reports
    from claimcheck.followup.stored import read_report
    from claimcheck.reporting.passages import shorten

    found = compare_reports(read_report(old), read_report(new))
    if as_json:
        payload = {
            "appeared": found.appeared,
            "gone": found.gone,
            "changed": [{"old": a, "new": b, "what": what} for a, b, what in found.changed],
        }
        click.echo(json.dumps(payload, indent=2))
    else:
        for title, findings in (("appeared", found.appeared), ("gone", found.gone)):
            for f in findings:
                click.echo(f"{title}: {f['relation']}, {', '.join(f['outlets'])}")
                click.echo(f"    {shorten(f['reason'], 300)}  [{f['id']}]")
        for _, f, what in found.changed:
            click.echo(f"changed: {f['relation']}, {', '.join(f['outlets'])}")
            click.echo(f"    {shorten(what, 300)}  [{f['id']}]")
        if not (found.appeared or found.gone or found.changed):
            click.echo("nothing changed")
    new_ones = [
        *found.appeared,
        *(b for a, b, _ in found.changed if a["relation"] != b["relation"]),
    ]
    return int(any(f["relation"] == "contradiction" for f in new_ones))
