"""The work on one story, in its two stages, and what it is done with."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from claimcheck.errors import ModelError
from claimcheck.judging import Judge, JudgementCache, parse_labels
from claimcheck.language.parsing import Parser
from claimcheck.limits import LIMITS, Limits
from claimcheck.pipeline import Bundle, Checker, read_bundle
from claimcheck.reporting import render
from claimcheck.stories import Story

# Gives (story id, JSON report) as they are done, in any order.
Engine = Callable[[Sequence[Story]], Iterator[tuple[str, str]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Setup:
    """What stories are checked with; it travels to other processes, which load it there.

    Attributes:
        model, revision, labels, device, backend: as for :meth:`Judge.load`, but that ``labels``
            are as the command line gives them.
        precision: "auto", or that of the judge that others are to be like.
        sha256: that of the model that others must have; "" for any.
        cached: keep judgements in the cache of the machine.
        within, limits: as for :class:`Checker`.
    """

    model: str
    revision: str | None = None
    labels: str | None = None
    device: str = "cpu"
    backend: str = "torch"
    precision: str = "auto"
    sha256: str = ""
    cached: bool = True
    within: bool = False
    limits: Limits = LIMITS

    def judge(self) -> Judge:
        """The judge that it names.

        Raises:
            ModelError: it cannot be loaded, or is another one here.
        """
        judge = Judge.load(
            self.model,
            revision=self.revision,
            labels=parse_labels(self.labels) if self.labels else None,
            device=self.device,
            backend=self.backend,
            precision=self.precision,
            cache=JudgementCache() if self.cached else None,
        )
        if self.sha256 not in ("", judge.sha256):
            raise ModelError(
                f"the model {self.model} is not the same on all machines: sha256 {judge.sha256} "
                f"on one, {self.sha256} where the run was started"
            )
        return judge


def read_story(setup: Setup, story: Story) -> Bundle:
    """The first stage, which needs no judge."""
    return read_bundle(story.articles, _parser(), within=setup.within, limits=setup.limits)


def judge_story(setup: Setup, bundle: Bundle) -> str:
    """The second stage: the report as JSON."""
    return render(_checker(setup).decide(bundle), "json")


def check_story(setup: Setup, story: Story) -> tuple[str, str]:
    """Both stages in one process: the story's id and its report as JSON."""
    return story.id, judge_story(setup, read_story(setup, story))


@lru_cache(maxsize=1)
def _parser() -> Parser:
    return Parser.load()


@lru_cache(maxsize=1)
def _checker(setup: Setup) -> Checker:
    return Checker(setup.judge(), parser=_parser(), within=setup.within, limits=setup.limits)
