"""The command ``claimcheck`` and its exit statuses.

0: clean. 1: what ``--fail-on`` names was found. 2: bad usage or input, or a file or a stream that
cannot be read or written. 3: an error of ours. 130, 143: ended by Ctrl-C or SIGTERM. 141: the
reader of standard output has gone, as a shell says it of a program that SIGPIPE has ended.
"""

from __future__ import annotations

import contextlib
import io
import logging
import os
import signal
import sys
import threading
from collections.abc import Iterator
from difflib import get_close_matches
from importlib import import_module
from pathlib import Path
from typing import Any

import click

import claimcheck
from claimcheck.cli.saying import Saying, abandon_stdout, close_stdout, open_streams, say, tell
from claimcheck.errors import ClaimCheckError
from claimcheck.reporting.passages import visible

INTERRUPTED, BROKEN_PIPE, TERMINATED = 130, 141, 143

_NEAR = 0.7  # of a name's letters that are in place: "chekc" and "comapre", and no "frobnicate"
_COMMANDS = {
    "check": ("claimcheck.cli.check:check_command", "Check articles and report how they agree."),
    "fetch": ("claimcheck.cli.fetch:fetch_command", "Fetch pages and feeds into a folder."),
    "extract": ("claimcheck.cli.extract:extract_command", "Show what is read from the input."),
    "stories": ("claimcheck.cli.stories:stories_command", "Group a pile of articles by story."),
    "watch": ("claimcheck.cli.watch:watch_command", "Check a folder again as files arrive."),
    "review": ("claimcheck.cli.review:review_command", "Confirm, dismiss or close findings."),
    "baseline": ("claimcheck.cli.baseline:baseline_command", "Accept what is known."),
    "compare": ("claimcheck.cli.compare:compare_command", "What changed between two reports."),
    "explain": ("claimcheck.cli.explain:explain_command", "How a finding came about."),
    "config": ("claimcheck.cli.config:config_command", "Show the settings and their origin."),
    "models": ("claimcheck.cli.models:models_command", "List the models at hand."),
    "eval": ("claimcheck.cli.eval:eval_command", "Measure a model on labelled pairs."),
    "pairs": ("claimcheck.cli.pairs:pairs_command", "Make labelled pairs from news."),
    "train": ("claimcheck.cli.train:train_command", "Train a model by a recipe."),
    "pack": ("claimcheck.cli.pack:pack_command", "Store a model's weights in eight bits."),
    "fit": ("claimcheck.cli.fit:fit_command", "Fit what decides on labelled bundles."),
    "calibrate": ("claimcheck.cli.calibrate:calibrate_command", "Fit a model's calibration."),
    "completion": ("claimcheck.cli.completion:completion_command", "Complete in your shell."),
}


class _Plain(click.HelpFormatter):
    """Help for a terminal: the marks that make code of a word in the reference are quotes."""

    def getvalue(self) -> str:
        return super().getvalue().replace("`", "'")


class _Context(click.Context):
    formatter_class = _Plain


class _Lazy(click.Group):
    """Commands that are imported when they are run."""

    def make_context(self, *args: Any, **options: Any) -> click.Context:
        with _told_apart():
            return super().make_context(*args, **options)

    def invoke(self, ctx: click.Context) -> Any:
        with _told_apart():
            return super().invoke(ctx)

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name = args[0]
        if name in _COMMANDS or name.startswith("-"):
            return super().resolve_command(ctx, args)
        near = get_close_matches(name.lower(), _COMMANDS, n=1, cutoff=_NEAR)
        hint = f"did you mean {near[0]}?" if near else f"there are {', '.join(_COMMANDS)}"
        # Who gives files and forgets the command means the one that takes them.
        files = "" if near or not os.path.lexists(name) else f"; claimcheck check {name} checks it"
        ctx.fail(f"no command {name!r}{files or '; ' + hint}")

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        module, name = _COMMANDS[cmd_name][0].split(":")
        command = getattr(import_module(module), name)
        assert isinstance(command, click.Command)
        command.context_class = _Context
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in _COMMANDS.items()])


@click.group(cls=_Lazy, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(claimcheck.__version__, prog_name="claimcheck")
def cli() -> None:
    """Do several outlets tell the same story?

    Reads a bundle of articles and reports what the outlets agree on, where they contradict
    each other, what merely became newer, and who disputes whom.
    """


def main(args: list[str] | None = None) -> Any:
    """Run the command line; every way out has one of the documented exit statuses."""
    open_streams()
    _stand_somewhere()
    log, saying = logging.getLogger("claimcheck"), Saying()
    log.addHandler(saying)
    # Packages that read what anybody may send log parts of it, which would go to standard error.
    logging.getLogger().addHandler(logging.NullHandler())
    try:
        with _ended_by_sigterm():
            status = _run(args)
    finally:
        log.removeHandler(saying)
    failed = close_stdout()
    if failed is not None:
        status = _status_of(failed)
    sys.exit(status if isinstance(status, int) else 0)


def _stand_somewhere() -> None:
    """Leave a working folder that is gone: numeric libraries cannot load their parts from it."""
    try:
        Path.cwd()
    except OSError:
        os.chdir(Path(__file__).parent)


def _run(args: list[str] | None) -> Any:
    try:
        return cli.main(args=args, prog_name="claimcheck", standalone_mode=False)
    except click.exceptions.Exit as error:
        return error.exit_code
    except (click.Abort, KeyboardInterrupt) as error:
        terminated = isinstance(error.__cause__ or error, _Terminated)
        say("terminated" if terminated else "interrupted")
        return TERMINATED if terminated else INTERRUPTED
    except _ReaderGone:
        abandon_stdout()
        return BROKEN_PIPE
    except click.ClickException as error:
        shown = io.StringIO()
        error.show(shown)
        for line in shown.getvalue().splitlines():
            tell(visible(line))
        return 2
    except ClaimCheckError as error:
        say(error)
        return 2
    except OSError as error:
        return _status_of(error)
    except Exception as error:
        if os.environ.get("CLAIMCHECK_DEBUG"):
            raise
        say(
            f"internal error, please report it: {type(error).__name__}: {error} "
            "(CLAIMCHECK_DEBUG=1 shows where)"
        )
        return 3


class _ReaderGone(Exception):  # noqa: N818 - it is no error of ours
    """Nobody reads standard output any more; click would make a status of 1 of it."""


@contextlib.contextmanager
def _told_apart() -> Iterator[None]:
    try:
        yield
    except BrokenPipeError as error:
        raise _ReaderGone from error
    except SystemExit as ended:  # how rich leaves then
        if isinstance(ended.__context__, BrokenPipeError):
            raise _ReaderGone from ended
        raise


def _status_of(error: OSError) -> int:
    """The exit status of a fault of the machine; all but a reader that has gone is said."""
    abandon_stdout()
    if isinstance(error, BrokenPipeError):
        return BROKEN_PIPE
    say(f"{error.filename or 'a file or a stream'}: {error.strerror or error}")
    return 2


class _Terminated(KeyboardInterrupt):
    """SIGTERM came: the run ends as after Ctrl-C, with what it has judged kept."""


@contextlib.contextmanager
def _ended_by_sigterm() -> Iterator[None]:
    def end(*_: object) -> None:
        raise _Terminated

    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, end)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
