"""One directed pair of sentences: the judge, with what exact figures and dates settle.

A small network cannot tell that 1,589 are not "more than 1,600". Figures and dates of the
hypothesis that hold by those of the premise get the premise's wording before the judge is asked;
where one cannot hold, the hypothesis does not follow, whatever the judge says.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from claimcheck.comparing import measure_affinity
from claimcheck.deciding.thresholds import THRESHOLDS, Thresholds
from claimcheck.facts.dates import compare_dates, find_dates
from claimcheck.facts.figure_compare import compare_figures
from claimcheck.facts.figure_follows import follows
from claimcheck.facts.figure_making import with_bound
from claimcheck.facts.figures import find_figures
from claimcheck.facts.polarity import negations
from claimcheck.records import DateSpan, Figure, Probabilities

_DIFFERENCE = re.compile(
    r"\s+(?:more|less|fewer|higher|lower|older|younger|longer|shorter|earlier|later|times)\b"
)
_LIMIT = re.compile(
    r"\b(?:before|after|by|since|until|till|from|prior to|as of|between|to|and)\s+(?:the )?$", re.I
)


@dataclass(frozen=True, slots=True)
class Settled:
    """A premise and a hypothesis for the judge; ``excluded`` says why the latter cannot follow."""

    premise: str
    hypothesis: str
    excluded: str | None = None


def settle(premise: str, hypothesis: str) -> Settled:
    """Compare the figures and dates of two texts that may be of any kind and length.

    A figure is compared with all of the other text that measure something of its name; dates
    without a year are left open.
    """
    figures = find_figures(premise)
    excluded: str | None = None
    reworded = hypothesis
    for figure in reversed(find_figures(hypothesis)):
        told = _told(figures, figure)
        if told is not None and measure_affinity(told, figure) > 0:
            old, new = with_bound(hypothesis, figure.text), with_bound(premise, told.text)
            reworded = reworded.replace(old, new, 1)
        elif told is None and _is_excluded(figures, figure, hypothesis):
            excluded = f"no figure of the premise allows “{figure.text}”"
    if excluded is None:
        excluded = _excluded_date(premise, hypothesis)
    # Where one text negates, what does not hold may well follow: "not 10" from "5".
    if excluded and negations(premise) % 2 != negations(hypothesis) % 2:
        excluded = None
    return Settled(premise, reworded, excluded)


def weigh(settled: Settled, judged: Probabilities, at: Thresholds = THRESHOLDS) -> Probabilities:
    """The judge's answer with entailment ruled out where the facts do so.

    What the judge does not hold for neutral is then of one thing, and a contradiction as often as
    was measured.
    """
    if settled.excluded is None:
        return judged
    one_thing = 1.0 - judged.neutral
    contradiction = max(judged.contradiction, at.excluded * one_thing)
    return Probabilities(
        entailment=one_thing - contradiction,
        neutral=judged.neutral,
        contradiction=contradiction,
    )


def _told(figures: Sequence[Figure], wanted: Figure) -> Figure | None:
    """The figure from which ``wanted`` follows, and which news would put in its place."""
    fit = [
        f
        for f in figures
        if follows(f, wanted) == "holds" and compare_figures(f, wanted).verdict != "different"
    ]
    return max(fit, key=lambda f: (measure_affinity(f, wanted), f.low == wanted.low), default=None)


def _is_excluded(figures: Sequence[Figure], wanted: Figure, text: str) -> bool:
    """Whether figures that may measure the same as ``wanted`` all rule it out."""
    if _DIFFERENCE.match(text, wanted.end):
        return False  # "$500,000 more than last year"
    verdicts = {follows(f, wanted) for f in figures if measure_affinity(f, wanted) > 0}
    return "excluded" in verdicts and not verdicts & {"holds", "open"}


def _excluded_date(premise: str, hypothesis: str) -> str | None:
    told: Sequence[DateSpan] = find_dates(premise, None)
    for day in find_dates(hypothesis, None):
        # Of two texts without a date nothing says that they are of one week or year.
        known = all(other.first and day.first for other in told)
        verdicts = {compare_dates(other, day).verdict for other in told if known}
        if verdicts == {"different"} and not _LIMIT.search(hypothesis[: day.start]):
            return f"no date of the premise allows “{day.text}”"
    return None
