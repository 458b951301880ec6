"""``claimcheck explain``: how a finding came about."""

from __future__ import annotations

import os
from pathlib import Path

import click


@click.command("explain")
@click.argument("report", type=click.Path(path_type=Path))
@click.argument("id_", metavar="ID")
@click.option("--verbose", is_flag=True, help="All that was weighed, not the weightiest alone.")
def explain_command(report: Path, id_: str, verbose: bool) -> int:
    """Explain finding ID, or row ID of the ledger, of REPORT (JSON, or the HTML page).

    Shows both claims with their figures and dates as read, what was compared, what the judge
    said in each direction, the rule that decided, and what would have changed it; of a row, its
    values. An ID may be shortened as long as it is the only one.
    """
    from claimcheck.followup.explain import explain, explain_row
    from claimcheck.followup.stored import by_name, only, read_report
    from claimcheck.reporting.terminal import wrapped

    if os.path.isfile(id_) and not os.path.isfile(report):  # noqa: PTH113 - never raises
        report, id_ = Path(id_), str(report)  # the order of earlier versions
    data = read_report(report)
    findings = {f["id"]: f for f in data["findings"]}
    rows = {row["id"]: row for row in data["ledger"]}
    named = by_name(data).get(id_)
    found = named["id"] if named else only([*findings, *rows], id_)
    lines = (
        explain(data, findings[found], verbose=verbose)
        if found in findings
        else explain_row(data, rows[found])
    )
    click.echo(wrapped(lines), nl=False)
    return 0
