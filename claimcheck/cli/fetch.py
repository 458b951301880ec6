"""``claimcheck fetch``: the one command that uses the network."""

from __future__ import annotations

from pathlib import Path

import click

from claimcheck.cli.saying import say


@click.command("fetch")
@click.argument("targets", nargs=-1, required=True)
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), required=True, help="The folder to fill."
)
@click.option("--pages/--no-pages", default=True, help="Of a feed, fetch the pages it links to.")
@click.option("--again", is_flag=True, help="Also fetch what is in the folder already.")
@click.option(
    "--allow-private", is_flag=True, help="Also ask hosts of private networks and this machine."
)
@click.option(
    "--pause",
    type=click.FloatRange(0, 3600),
    default=1.0,
    show_default=True,
    help="Least seconds between two requests to one host; robots.txt may ask for more.",
)
@click.option(
    "--timeout", type=click.FloatRange(0.1, 600), default=20.0, show_default=True, help="Seconds."
)
@click.option(
    "--max-bytes",
    type=click.IntRange(1_000),
    default=20_000_000,
    show_default=True,
    help="Of one page.",
)
@click.option("-q", "--quiet", is_flag=True, help="Only failures on stderr.")
def fetch_command(
    targets: tuple[str, ...],
    output: Path,
    pages: bool,
    again: bool,
    allow_private: bool,
    pause: float,
    timeout: float,
    max_bytes: int,
    quiet: bool,
) -> int:
    """Fetch TARGETS, addresses of pages and feeds or files that list them, into a folder.

    `claimcheck check` reads that folder. robots.txt is obeyed, each host is asked slowly, and
    what the folder holds is not asked for again, so a run that was broken off goes on. Exit
    status: 0 all fetched, 2 something was not; each failure is one line.
    """
    from claimcheck.fetching import Limits, fetch_all

    limits = Limits(
        seconds=timeout,
        total_seconds=3 * timeout,
        max_bytes=max_bytes,
        pause=pause,
        allow_private=allow_private,
    )
    new = known = failed = 0
    for outcome in fetch_all(targets, output, limits, pages=pages, again=again):
        if outcome.file is None:
            failed += 1
            say(f"{outcome.url}: {outcome.reason}")
        elif outcome.known:
            known += 1
        else:
            new += 1
            if not quiet:
                click.echo(f"{output / outcome.file}")
    if not quiet:
        already = f", {known} there already" if known else ""
        say(f"{new} fetched{already}, {failed} failed")
    return 2 if failed else 0
