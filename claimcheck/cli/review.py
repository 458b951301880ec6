"""``claimcheck review``: an editor's word on each finding."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from claimcheck.followup.review import Mark, Status
    from claimcheck.reporting.contract import FindingData, ReportData

_KEYS: dict[str, Status] = {"c": "confirmed", "d": "dismissed", "f": "fixed"}


@click.command("review")
@click.argument("report", type=click.Path(path_type=Path))
@click.option("--confirm", multiple=True, metavar="ID", help="Right: a contradiction to act on.")
@click.option("--dismiss", multiple=True, metavar="ID", help="Wrong or of no matter.")
@click.option("--fix", multiple=True, metavar="ID", help="An outlet has corrected it.")
@click.option("--clear", multiple=True, metavar="ID", help="Take back what was said.")
@click.option("--note", default="", help="Kept with the findings named.")
@click.option(
    "--file",
    "path",
    type=click.Path(path_type=Path),
    help="Default: claimcheck-reviews.toml beside the report.",
)
def review_command(
    report: Path,
    confirm: tuple[str, ...],
    dismiss: tuple[str, ...],
    fix: tuple[str, ...],
    clear: tuple[str, ...],
    note: str,
    path: Path | None,
) -> int:
    """Mark findings of REPORT (JSON) as confirmed, dismissed or fixed.

    An ID may be shortened as long as it is one finding's. Without one, the findings are listed;
    on a terminal, those that nobody has looked at are gone through one by one. Every later
    `check` beside the file of reviews respects it.
    """
    from claimcheck.followup.review import REVIEWS, Mark, dumps, read_reviews
    from claimcheck.followup.stored import find, read_report
    from claimcheck.writing import write_text

    data = read_report(report)
    path = path or report.parent / REVIEWS
    marks = read_reviews(path) if path.exists() else {}
    given: tuple[tuple[Status, tuple[str, ...]], ...] = (
        ("confirmed", confirm),
        ("dismissed", dismiss),
        ("fixed", fix),
    )
    named = False
    for status, ids in given:
        for finding in (find(data, prefix) for prefix in ids):
            marks[finding["id"]] = Mark(status, note, _about(finding))
            named = True
    for prefix in clear:
        marks.pop(find(data, prefix)["id"], None)
        named = True
    if named:
        write_text(path, dumps(marks))
    elif sys.stdin.isatty() and sys.stdout.isatty():
        _walk(data, marks, path)
    else:
        _list(data, marks)
    return 0


def _about(finding: FindingData) -> str:
    from claimcheck.reporting.passages import shorten

    return shorten(f"{', '.join(finding['outlets'])}: {finding['reason']}", 200)


def _open(data: ReportData) -> list[FindingData]:
    return [f for f in data["findings"] if f["relation"] != "agreement"]


def _list(data: ReportData, marks: dict[str, Mark]) -> None:
    from claimcheck.reporting.passages import shorten

    for finding in _open(data):
        mark = marks.get(finding["id"])
        said = f"{mark.status}: {mark.note}".rstrip(": ") if mark else "not reviewed"
        click.echo(f"{finding['id']}  {finding['relation']}  {_about(finding)}")
        click.echo(f"    {shorten(said, 200)}")


def _walk(data: ReportData, marks: dict[str, Mark], path: Path) -> None:
    """Show what nobody has looked at and ask; each answer is saved at once."""
    from claimcheck.followup.review import Mark, dumps
    from claimcheck.reporting.passages import shorten
    from claimcheck.writing import write_text

    for finding in _open(data):
        if finding["id"] in marks:
            continue
        click.echo(f"\n{finding['relation']}: {shorten(finding['reason'], 300)}")
        for item in finding["evidence"]:
            click.echo(f"  {shorten(item['outlet'], 60)}: “{shorten(item['quote'], 400)}”")
        choice = click.prompt(
            "confirm, dismiss, fixed, skip or quit", type=click.Choice([*_KEYS, "s", "q"])
        )
        if choice == "q":
            return
        if choice != "s":
            note = click.prompt("note", default="", show_default=False)
            marks[finding["id"]] = Mark(_KEYS[choice], note, _about(finding))
            write_text(path, dumps(marks))
