"""``claimcheck explain``: how a finding came about."""

from __future__ import annotations

from pathlib import Path

import click


@click.command("explain")
@click.argument("id_", metavar="ID")
@click.argument("report", type=click.Path(path_type=Path))
def explain_command(id_: str, report: Path) -> int:
    """Explain finding ID of REPORT (JSON).

    Shows both claims with their figures and dates as read, what was compared, what the judge
    said in each direction, the rule that decided, and what would have changed it.
    """
    from claimcheck.followup.explain import explain
    from claimcheck.followup.stored import find, read_report

    data = read_report(report)
    click.echo("\n".join(explain(data, find(data, id_))))
    return 0
