"""``claimcheck review``: an editor's word on each finding."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from claimcheck.cli.saying import say
from claimcheck.reporting.overview import about, count

if TYPE_CHECKING:
    from claimcheck.followup.review import Mark, Status
    from claimcheck.reporting.contract import ReportData

_KEYS: dict[str, Status] = {"c": "confirmed", "d": "dismissed", "f": "fixed"}


@click.command("review")
@click.argument("report", required=False, type=click.Path(path_type=Path))
@click.option("--confirm", multiple=True, metavar="ID", help="Right: a contradiction to act on.")
@click.option("--dismiss", multiple=True, metavar="ID", help="Wrong or of no matter.")
@click.option("--fix", multiple=True, metavar="ID", help="An outlet has corrected it.")
@click.option("--clear", multiple=True, metavar="ID", help="Take back what was said.")
@click.option("--note", default="", help="Kept with the findings named.")
@click.option(
    "--import",
    "import_",
    type=click.Path(path_type=Path),
    help="Take over what the page has saved; what it does not name stays as it is.",
)
@click.option(
    "--file",
    "path",
    type=click.Path(path_type=Path),
    help="Default: the claimcheck-reviews.toml beside the report or the articles.",
)
def review_command(
    report: Path | None,
    confirm: tuple[str, ...],
    dismiss: tuple[str, ...],
    fix: tuple[str, ...],
    clear: tuple[str, ...],
    note: str,
    import_: Path | None,
    path: Path | None,
) -> int:
    """Mark findings of REPORT (JSON, or the HTML page) as confirmed, dismissed or fixed.

    An ID may be shortened as long as it is one finding's. Without one, the findings are listed;
    on a terminal, those that nobody has looked at are gone through one by one. Every later
    `check` respects the file of reviews that lies beside the articles or beside the report.

    What was decided on the page comes in with --import FILE; without a REPORT it goes into
    claimcheck-reviews.toml here.
    """
    from claimcheck.followup.review import dumps, home, read_reviews
    from claimcheck.followup.stored import read_report
    from claimcheck.reporting.contract import REVIEWS_FILE
    from claimcheck.writing import write_text

    named: dict[Status, tuple[str, ...]] = {
        "confirmed": confirm,
        "dismissed": dismiss,
        "fixed": fix,
    }
    said = any(named.values())
    if note and not said:
        raise click.UsageError("--note goes with --confirm, --dismiss or --fix")
    if import_ is not None and (said or clear):
        raise click.UsageError("--import goes alone: import first, then mark")
    if report is None and import_ is None:
        raise click.UsageError("Missing argument 'REPORT'.")
    data = read_report(report) if report else None
    path = path or (home(report, data) if report and data else Path(REVIEWS_FILE))
    marks = read_reviews(path) if path.exists() else {}
    if import_ is not None:
        new = read_reviews(import_)
        write_text(path, dumps(marks | new))
        say(f"{path}: {count(len(new), 'decision')} taken over{_apart(data, marks, new)}")
        return 0
    assert data is not None
    if said or clear:
        write_text(path, dumps(_marked(data, marks, named, clear, note)))
        say(f"{path}: kept here; check respects it{_where(path, data)}")
    elif sys.stdin.isatty() and sys.stdout.isatty():
        _walk(data, marks, path)
    else:
        _list(data, marks)
    return 0


def _apart(data: ReportData | None, before: Mapping[str, Mark], new: Mapping[str, Mark]) -> str:
    """What an import leaves as it was, and what it names that the report has not."""
    left = len(before.keys() - new.keys())
    parts = [f", {left} kept that it does not name (--clear takes one back)"] if left else []
    if data is not None:
        from claimcheck.followup.stored import by_name

        gone = len(new.keys() - by_name(data).keys())
        parts += [f", {gone} of them not in this report"] if gone else []
    return "".join(parts)


def _marked(
    data: ReportData,
    marks: dict[str, Mark],
    named: Mapping[Status, tuple[str, ...]],
    clear: tuple[str, ...],
    note: str,
) -> dict[str, Mark]:
    """The marks with what was said; a mark of a finding that is gone can be cleared too."""
    from claimcheck.followup.review import Mark
    from claimcheck.followup.stored import by_name, find, names, only

    said: dict[str, Mark | None] = {}
    new = [(f, status) for status, ids in named.items() for f in (find(data, id) for id in ids)]
    of = by_name(data)
    cleared = [only([*marks, *(f["id"] for f in data["findings"])], id) for id in clear]
    for id in [*(f["id"] for f, _ in new), *cleared]:
        if id in said:
            raise click.UsageError(f"{id} is named twice; say one thing of it")
        # What was said under another name of the finding goes with it.
        said |= dict.fromkeys(names(of[id]) if id in of else (id,))
    said |= {f["id"]: Mark(status, note, about(f)) for f, status in new}
    return {id: mark for id, mark in (marks | said).items() if mark is not None}


def _list(data: ReportData, marks: dict[str, Mark]) -> None:
    from claimcheck.followup.review import apply_reviews
    from claimcheck.followup.stored import by_name, contested
    from claimcheck.reporting.overview import mark, percent
    from claimcheck.reporting.passages import visible
    from claimcheck.reporting.terminal import wrapped

    lines = []
    for finding in contested(apply_reviews(data, marks)):
        sure = percent(finding["confidence"])
        lines += [
            f"{visible(finding['id'])}  {finding['relation']}  {sure}",
            f"    {about(finding)}",
            f"    {mark(finding) or 'not reviewed'}",
        ]
    gone = marks.keys() - by_name(data).keys()
    lines += [f"{len(gone)} more reviewed, not in this report"] if gone else []
    click.echo(wrapped(lines or ["nothing to review"]), nl=False)


def _where(path: Path, data: ReportData) -> str:
    """From where, if it does not lie beside the articles."""
    from claimcheck.followup.review import places

    sources = [a["source"]["path"] for a in data["articles"] if a["source"] is not None]
    if path.absolute() in [place.absolute() for place in places(sources)]:
        return ""
    return f" in {path.absolute().parent} and of reports saved there; elsewhere by --reviews"


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
            marks[finding["id"]] = Mark(_KEYS[choice], note, about(finding))
            write_text(path, dumps(marks))
