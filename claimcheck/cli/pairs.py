"""``claimcheck pairs``: make labelled pairs for the judge."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from claimcheck.training.making.rows import Row

_FILE = click.Path(path_type=Path, exists=True, dir_okay=False)
_FOLDER = click.Path(path_type=Path, exists=True, file_okay=False)


@click.command("pairs")
@click.option(
    "--out",
    required=True,
    type=click.Path(path_type=Path, dir_okay=False),
    help="The JSONL file to write; gzipped where its name ends in .gz.",
)
@click.option("--slots", type=_FOLDER, help="Bundles labelled slot by slot, NAME.json each.")
@click.option(
    "--asked", is_flag=True, help="Of --slots only the pairs that the tool asks about, each once."
)
@click.option("--real", type=_FILE, help="Labelled pairs of real sentences.")
@click.option("--statements", type=_FILE, help="Written statements, labelled in both directions.")
@click.option(
    "--elements",
    is_flag=True,
    help="Also ask about the phrase in which two of --real or --statements differ, masked.",
)
@click.option("--written-slots", type=_FILE, help="Written passages with one marked value each.")
@click.option(
    "--news", multiple=True, type=_FILE, help="Bundles or paragraphs that nobody has labelled."
)
@click.option(
    "--mined-slots",
    type=_FILE,
    help="Places in --news of pairs of values that were labelled.",
)
@click.option(
    "--mined-statements",
    type=_FILE,
    help="Places in --news of pairs of sentences that were labelled.",
)
@click.option(
    "--candidates",
    is_flag=True,
    help="Of --news what the tool would ask about, without a label, for a recipe's teacher; "
    "--slots then only names what is left out.",
)
@click.option(
    "--without",
    multiple=True,
    type=_FILE,
    help="Articles kept for testing: news that shares a sentence with them is left out.",
)
@click.option(
    "--fold",
    "folds",
    multiple=True,
    type=click.IntRange(0, 4),
    help="Take these folds of labelled material; default: 0, 1 and 2, those for training.",
)
def pairs_command(
    out: Path,
    slots: Path | None,
    asked: bool,
    real: Path | None,
    statements: Path | None,
    elements: bool,
    written_slots: Path | None,
    news: tuple[Path, ...],
    mined_slots: Path | None,
    mined_statements: Path | None,
    candidates: bool,
    without: tuple[Path, ...],
    folds: tuple[int, ...],
) -> int:
    """Make premise, hypothesis, label and source from labelled material and from plain news.

    The same-slot question is put as inference between masked passages. Labelled bundles of other
    folds than those taken are left out of --news too, where --slots names them.
    """
    from claimcheck.training.folds import TRAINING
    from claimcheck.training.making.elements import rows_of_elements
    from claimcheck.training.making.labelled import (
        in_folds,
        rows_of_real,
        rows_of_statements,
        rows_of_written_slots,
    )
    from claimcheck.training.making.mined import (
        read_mined,
        rows_of_mined_slots,
        rows_of_mined_statements,
    )
    from claimcheck.training.making.rows import read_lines, write_rows

    wanted = folds or TRAINING

    def made() -> Iterator[Row]:
        if slots and not candidates:
            from claimcheck.training.making.bundles import read_bundles, rows_of_bundles

            yield from rows_of_bundles(read_bundles(slots, wanted), asked_only=asked)
        if real:
            lines = list(in_folds(read_lines(real), "bundle", wanted))
            yield from rows_of_real(lines)
            yield from rows_of_elements(lines if elements else ())
        if statements:
            lines = list(in_folds(read_lines(statements), "group", wanted))
            yield from rows_of_statements(lines)
            yield from rows_of_elements(lines if elements else ())
        if written_slots:
            yield from rows_of_written_slots(in_folds(read_lines(written_slots), "group", wanted))
        if mined_slots:
            yield from rows_of_mined_slots(read_mined(mined_slots, news))
        if mined_statements:
            yield from rows_of_mined_statements(read_mined(mined_statements, news))
        if news:
            yield from _distant(news, without, slots, wanted, candidates)

    if not (slots or real or statements or written_slots or news):
        raise click.UsageError("nothing to make pairs from")
    click.echo(f"{write_rows(made(), out):,} pairs are in {out}")
    return 0


def _distant(
    news: tuple[Path, ...],
    without: tuple[Path, ...],
    slots: Path | None,
    folds: tuple[int, ...],
    candidates: bool,
) -> Iterator[Row]:
    from claimcheck.training.folds import FOLDS
    from claimcheck.training.making.bundles import read_bundles
    from claimcheck.training.making.candidates import rows_of_candidates
    from claimcheck.training.making.distant import (
        rows_of_paragraphs,
        rows_of_stories,
        sentences_of,
    )
    from claimcheck.training.making.rows import read_lines

    kept_out = {
        s for path in without for row in read_lines(path) for s in sentences_of(row["text"])
    }
    if slots:
        others = [fold for fold in range(FOLDS) if fold not in folds]
        for bundle in read_bundles(slots, others):
            for article in bundle["articles"]:
                kept_out |= sentences_of(article["text"])
    for path in news:
        rows = list(read_lines(path))
        bundled = bool(rows) and "articles" in rows[0]
        distant = rows_of_stories if bundled else rows_of_paragraphs
        yield from (rows_of_candidates if candidates else distant)(rows, kept_out)
