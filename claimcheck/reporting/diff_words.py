"""Which words of one passage the other does not have."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

_WORD = re.compile(r"\w+(?:[.,'’\-]\w+)*[%°]?|[$€£¥]")
# The matching is quadratic at worst; beyond this many words a passage is no sentence any more.
_MAX_WORDS = 300


def differing_spans(text: str, other: str) -> list[tuple[int, int]]:
    """Half-open offsets into ``text`` of the runs of words that ``other`` has not in that place.

    Letter case is ignored. Nothing is returned when most of the words differ: then the passages
    are worded anew and marking nearly all of one would show nothing.
    """
    words = list(_WORD.finditer(text[:50_000]))
    others = [match[0].casefold() for match in _WORD.finditer(other[:50_000])]
    if not words or len(words) > _MAX_WORDS or len(others) > _MAX_WORDS:
        return []
    own = [match[0].casefold() for match in words]
    matcher = SequenceMatcher(None, own, others, autojunk=False)
    runs = [
        (words[low].start(), words[high - 1].end(), high - low)
        for tag, low, high, _, _ in matcher.get_opcodes()
        if tag in ("replace", "delete")
    ]
    if sum(run[2] for run in runs) > 0.6 * len(words):
        return []
    return [(start, end) for start, end, _ in runs]
