"""Batches of pairs of one width, bounded by tokens and not by count.

Every pair is padded to its own length rounded up, and only shares a batch with pairs of the
same width. So the padding of a pair never depends on its company, little of it is computed,
and long pairs do not exhaust the memory.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

_STEP = 8
_COARSE_FROM, _COARSE_STEP = 128, 32


def width_of(length: int) -> int:
    """The padded width, in tokens, of a pair of ``length`` tokens."""
    step = _STEP if length <= _COARSE_FROM else _COARSE_STEP
    return -(-length // step) * step


def batches_by_width(
    lengths: Sequence[int], budget: int, limit: int
) -> Iterator[tuple[int, list[int]]]:
    """Yield ``(width, indices)``, longest first, each at most ``budget`` padded tokens.

    Indices of one width keep their order. ``limit`` is the model's longest input. A pair that
    is longer than the budget gets a batch of its own.
    """
    by_width: dict[int, list[int]] = {}
    for index, length in enumerate(lengths):
        by_width.setdefault(min(width_of(length), limit), []).append(index)
    for width in sorted(by_width, reverse=True):
        rows = max(1, budget // width)
        members = by_width[width]
        for begin in range(0, len(members), rows):
            yield width, members[begin : begin + rows]
