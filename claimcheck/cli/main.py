"""The command ``claimcheck`` and its exit statuses.

0: clean. 1: what ``--fail-on`` names was found. 2: bad usage or input. 3: an error of ours.
"""

from __future__ import annotations

import os
import sys
from importlib import import_module
from typing import Any

import click

import claimcheck
from claimcheck.errors import ClaimCheckError

_COMMANDS = {
    "check": ("claimcheck.cli.check:check_command", "Check articles and report how they agree."),
    "review": ("claimcheck.cli.review:review_command", "Confirm, dismiss or close findings."),
    "baseline": ("claimcheck.cli.baseline:baseline_command", "Accept what is known."),
    "compare": ("claimcheck.cli.compare:compare_command", "What changed between two reports."),
    "explain": ("claimcheck.cli.explain:explain_command", "How a finding came about."),
    "config": ("claimcheck.cli.config:config_command", "Show the settings and their origin."),
    "models": ("claimcheck.cli.models:models_command", "List the models at hand."),
    "eval": ("claimcheck.cli.eval:eval_command", "Measure a model on labelled pairs."),
    "pairs": ("claimcheck.cli.pairs:pairs_command", "Make labelled pairs from news."),
    "train": ("claimcheck.cli.train:train_command", "Train a model by a recipe."),
    "fit": ("claimcheck.cli.fit:fit_command", "Fit what decides on labelled bundles."),
    "calibrate": ("claimcheck.cli.calibrate:calibrate_command", "Fit a model's calibration."),
    "completion": ("claimcheck.cli.completion:completion_command", "Complete in your shell."),
}


class _Lazy(click.Group):
    """Commands that are imported when they are run."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        module, name = _COMMANDS[cmd_name][0].split(":")
        command = getattr(import_module(module), name)
        assert isinstance(command, click.Command)
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
    try:
        status = cli.main(args=args, prog_name="claimcheck", standalone_mode=False)
    except click.exceptions.Exit as error:
        status = error.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("claimcheck: interrupted", err=True)
        status = 130
    except click.ClickException as error:
        error.show()
        status = 2
    except ClaimCheckError as error:
        click.echo(f"claimcheck: {error}", err=True)
        status = 2
    except BrokenPipeError:
        # The reader has gone; writing the rest at exit would fail again.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        status = 0
    except Exception as error:
        if os.environ.get("CLAIMCHECK_DEBUG"):
            raise
        click.echo(
            f"claimcheck: internal error, please report it: {type(error).__name__}: {error} "
            "(CLAIMCHECK_DEBUG=1 shows where)",
            err=True,
        )
        status = 3
    sys.exit(status if isinstance(status, int) else 0)
