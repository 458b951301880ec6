"""How the work of a stage grows with its input: the ratio of CPU times of two sizes.

A ratio says what a time does not: it is the same on a slow machine. The bound is wide, between
linear (4 for four times the input) and quadratic (16), and a noisy first try is taken again.
"""

from __future__ import annotations

import time
from collections.abc import Callable

FACTOR = 4
BOUND = FACTOR**1.6
NOTHING_S = 0.03  # below it the clock measures itself
TRIES = 3

UNITS = (
    *("a ", "A", "A ", "1", "1,", "1.", "1 ", "-1", "$1 ", "12 ", "1/2 ", "½"),
    *("(", ")", "[", '"', "“", "”", "'", "’s ", "#", "*", "_", "`", "~", "|", "\\", "{", ":", "::"),
    *("<", "<a ", "</p>", "&amp;", "<!--", "- ", "—", "-a", ". ", ".", "?!", "…", ", ", "; "),
    *("\n", "\n\n", " ", "\t", "\r", "\v", "\u2028", "\u00a0", "---\n", "***\n", "> ", "1. a\n"),
    *("Mr. ", "A. ", "U.S. ", "and ", "or the ", "Anna Berg, ", "Anna Berg and ", "St. "),
    *("12 per cent of ", "on Monday ", "2 hours ago\n", "5 July 2025 ", "a dozen ", "not "),
    *(
        "CNN\n2 hours ago\nIt said that the old ferry sank in the cold lake.\n",
        "said ",
        "he said, ",
    ),
    *("é", "e\u0301", "\u202e", "漢", "ﬁ", "😀", "\ud800", "İ", "ß"),
    *("http://a.b/", "a@b.c ", "[a](b) ", "![a](b)", "**a** ", "www.", "=1+", "\x1b[31m"),
    "It sank at dawn off the coast, the ministry of the interior said. ",
)
"""Texts that have slowed readers, patterns and parsers down when they are repeated."""


def cpu_seconds(work: Callable[[], object]) -> float:
    started = time.process_time()
    work()
    return time.process_time() - started


def growth(make: Callable[[int], Callable[[], object]], size: int) -> float:
    """Time for ``FACTOR`` times the size over time for the size, at its best of a few tries.

    ``make(size)`` gives the work; what it does before is not measured.
    """
    best = float("inf")
    for _ in range(TRIES):
        small, large = cpu_seconds(make(size)), cpu_seconds(make(FACTOR * size))
        if large < NOTHING_S:
            return 0.0
        best = min(best, large / max(small, NOTHING_S / FACTOR))
        if best <= BOUND:
            break
    return best
