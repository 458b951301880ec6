"""What the words right beside a figure make of it: more, a part, a margin, a rate, a maybe.

Two figures are of two things if these words make one of them something that the other is not.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable

from claimcheck.records import Claim, Figure

_MORE_BEFORE = re.compile(r"\b(another|additional|further|(?<!all )other)\s+$", re.I)
_MORE_AFTER = re.compile(r"\s+(more|others?|additional|further)\b(?! than| an? | per )", re.I)
_INCLUDED = re.compile(r"\b(?:includ(?:e|es|ed|ing)|among (?:them|whom))\s+(?:\w+\s+){0,2}$", re.I)
_ATTACKERS = re.compile(
    r"\b(?:includ(?:es|ed|ing)|plus|as well as|not counting|besides)\s+(?:\S+\s+){0,3}"
    r"(?:gunm[ae]n|shooters?|attackers?|assailants?|bombers?|perpetrators?|hijackers?)\b",
    re.I,
)
_AHEAD = re.compile(r"[-\s](?:[a-z]+[-\s]){0,2}(?:margin|lead|victory|advantage|edge|win)\b", re.I)
_EACH = re.compile(r"(?:a|per) (?:hour|day|week|month|year)|daily|annually")
_OPEN = re.compile(
    r"\b(?:could|may|might|should|faces?|facing|asked for|sought|seeks?|propos\w+"
    r"|recommend\w+|guidelines?|forecasts?|predict\w+|if)\b"
)
_CLOSE = 25  # characters behind a figure that still tell of it


def counted_apart(a: Claim, x: Figure, b: Claim, y: Figure) -> str | None:
    """Why figure ``x`` of ``a`` is not of what ``y`` of ``b`` is of, None if nothing says so."""
    return next((reason for reason, made in _MADE if made(a, x) != made(b, y)), None)


def _beside(claim: Claim, figure: Figure) -> str:
    """What it counts beside others: "more" of them, "other" ones, or "" all of them."""
    found = _MORE_BEFORE.search(_before(claim, figure)) or _MORE_AFTER.match(_behind(claim, figure))
    if found is None:
        return ""
    others = found[1].lower().startswith("other")
    if others and "injured" in figure.modifiers:
        return ""  # beside the dead: all the injured
    return "other" if others else "more"


def _is_part(claim: Claim, figure: Figure) -> bool:
    """Whether it counts a part: "14 people, including three gunmen"."""
    return _INCLUDED.search(_before(claim, figure)) is not None


def _has_attackers(claim: Claim, figure: Figure) -> bool:
    """Whether a count of the dead has the attackers in it: "11 people, including the gunman"."""
    return _ATTACKERS.search(_behind(claim, figure)) is not None


def _is_margin(claim: Claim, figure: Figure) -> bool:
    """Whether it is how far one is ahead: "a six-seat victory"."""
    return _AHEAD.match(_behind(claim, figure)) is not None


def _is_rate(claim: Claim, figure: Figure) -> bool:
    """Whether it is for each day, month or year."""
    return any(_EACH.fullmatch(m) for m in figure.modifiers)


def _is_open(claim: Claim, figure: Figure) -> bool:
    """Whether it is told of what may be: "faces up to five years"."""
    return _OPEN.search(claim.text[: figure.end - claim.start + _CLOSE]) is not None


def _before(claim: Claim, figure: Figure) -> str:
    return claim.text[: figure.start - claim.start]


def _behind(claim: Claim, figure: Figure) -> str:
    return claim.text[figure.end - claim.start :]


_MADE: tuple[tuple[str, Callable[[Claim, Figure], Hashable]], ...] = (
    ("one figure counts more or other things beside those already counted", _beside),
    ("one figure counts a part of those whom it is told of", _is_part),
    ("one count has the attackers in it", _has_attackers),
    ("one figure is how far somebody is ahead", _is_margin),
    ("one figure is for each day, month or year", _is_rate),
    ("one tells of what may be, the other of what is", _is_open),
)
