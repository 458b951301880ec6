"""Lines above and below an article that are the newsroom's and no part of what it says.

Bylines, credits and notes on the printed edition would else be read as statements with dates.
"""

from __future__ import annotations

import re

from claimcheck.reading import aggregator

# One kind of line a row; each has its specimen in tests/test_sources.py.
_BELOW = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"(?:additional )?(?:reporting|writing|editing|compiled)(?: and (?:writing|editing))? by "
        r"\S.{2,300}",
        r"\S.{2,200} contributed (?:reporting|to this (?:report|story|article))\W.{0,100}",
        r"with (?:files|reporting|inputs?) from \S.{2,100}",
        r"sources?: \S.{2,100}",
        r"an? version of this (?:article|story) (?:appear|was|first).{0,200}",
        r"\S.{2,60} (?:covers|is an?|writes about) \S.{2,120} (?:for|at) \S.{2,60}",
        r"more about \S.{2,60}",
        r"(?:follow|contact|email) \S.{2,60} (?:on|at) \S.{2,100}",
        r"our standards: \S.{2,100}",
        r"(?:©|copyright)\W.{2,200}",
    )
)
_LONGEST = 400
_MOST = 6
# A standfirst may stand above the byline.
_TOP = 3


def trimmed(text: str, outlet: str = "") -> str:
    """``text`` without the bylines at its top and the sign-offs at its end."""
    lines = text.split("\n")
    top = [line for line in lines[:_TOP] if not _is_above(line, outlet)]
    kept = top + lines[_TOP:]
    end = len(kept)
    while end > 1 and len(kept) - end < _MOST and _is_below(kept[end - 1]):
        end -= 1
    return "\n".join(kept[:end]) if kept else text


def _is_above(line: str, outlet: str) -> bool:
    """A byline, or an author's name run together with the outlet's; no sentence."""
    if line.endswith((".", "!", "?", "”", '"', ":")):
        return False
    words = len(line.split())
    named = bool(outlet) and outlet in line and words <= len(outlet.split()) + 5
    return named or aggregator.is_byline(line)


def _is_below(line: str) -> bool:
    return len(line) <= _LONGEST and any(pattern.fullmatch(line) for pattern in _BELOW)
