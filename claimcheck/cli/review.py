"""``claimcheck review``: an editor's word on each finding."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Mapping
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
    from claimcheck.followup.review import REVIEWS, dumps, read_reviews
    from claimcheck.followup.stored import read_report
    from claimcheck.writing import write_text

    data = read_report(report)
    path = path or report.parent / REVIEWS
    marks = read_reviews(path) if path.exists() else {}
    named: dict[Status, tuple[str, ...]] = {
        "confirmed": confirm,
        "dismissed": dismiss,
        "fixed": fix,
    }
    if note and not any(named.values()):
        raise click.UsageError("--note goes with --confirm, --dismiss or --fix")
    if any(named.values()) or clear:
        write_text(path, dumps(_marked(data, marks, named, clear, note)))
    elif sys.stdin.isatty() and sys.stdout.isatty():
        _walk(data, marks, path)
    else:
        _list(data, marks)
    return 0


def _marked(
    data: ReportData,
    marks: dict[str, Mark],
    named: Mapping[Status, tuple[str, ...]],
    clear: tuple[str, ...],
    note: str,
) -> dict[str, Mark]:
    """The marks with what was said; a mark of a finding that is gone can be cleared too."""
    from claimcheck.followup.review import Mark
    from claimcheck.followup.stored import find, only

    said: dict[str, Mark | None] = {}
    new = [(f, status) for status, ids in named.items() for f in (find(data, id) for id in ids)]
    cleared = [only([*marks, *(f["id"] for f in data["findings"])], id) for id in clear]
    for id in [*(f["id"] for f, _ in new), *cleared]:
        if id in said:
            raise click.UsageError(f"{id} is named twice; say one thing of it")
        said[id] = None
    said |= {f["id"]: Mark(status, note, _about(f)) for f, status in new}
    return {id: mark for id, mark in (marks | said).items() if mark is not None}


def _about(finding: FindingData) -> str:
    from claimcheck.reporting.passages import shorten

    return shorten(f"{', '.join(finding['outlets'])}: {finding['reason']}", 200)


def _list(data: ReportData, marks: dict[str, Mark]) -> None:
    from claimcheck.followup.review import apply_reviews
    from claimcheck.followup.stored import contested
    from claimcheck.reporting.overview import mark, percent
    from claimcheck.reporting.passages import visible
    from claimcheck.reporting.terminal import wrapped

    lines = []
    for finding in contested(apply_reviews(data, marks)):
        sure = percent(finding["confidence"])
        lines += [
            f"{visible(finding['id'])}  {finding['relation']}  {sure}",
            f"    {_about(finding)}",
            f"    {mark(finding) or 'not reviewed'}",
        ]
    gone = marks.keys() - {f["id"] for f in data["findings"]}
    lines += [f"{len(gone)} more reviewed, not in this report"] if gone else []
    click.echo(wrapped(lines or ["nothing to review"]), nl=False)


def _walk(data: ReportData, marks: dict[str, Mark], path: Path) -> None:
    """Show what nobody has looked at and ask; each answer is saved at once."""
    from claimcheck.followup.review import Mark, apply_reviews, dumps
    from claimcheck.followup.stored import contested
    from claimcheck.reporting.passages import shorten
    from claimcheck.reporting.terminal import wrapped
    from claimcheck.writing import write_text

    asked = [f for f in contested(apply_reviews(data, marks)) if "review" not in f]
    if not asked:
        _list(data, marks)
    for finding in asked:
        lines = ["", f"{finding['relation']}: {shorten(finding['reason'], 300)}"]
        for item in finding["evidence"]:
            lines.append(f"    {shorten(item['outlet'], 60)}: “{shorten(item['quote'], 400)}”")
        click.echo(wrapped(lines, shutil.get_terminal_size().columns), nl=False)
        choice = click.prompt(
            "confirm, dismiss, fixed, skip or quit", type=click.Choice([*_KEYS, "s", "q"])
        )
        if choice == "q":
            return
        if choice != "s":
            note = click.prompt("note", default="", show_default=False)
            marks[finding["id"]] = Mark(_KEYS[choice], note, _about(finding))
            write_text(path, dumps(marks))
