"""A mention as the judge is asked about it: its passage with the value covered.

The same-slot question is put to the network as inference between two such passages: entailment
means that the two covered values are values of one and the same thing. As the value itself is
covered, pairs of equal values teach the network about differing ones (see the model's card).
"""

from __future__ import annotations

import re

from claimcheck.judging.masking import MASK

_FIGURE = re.compile(r"\d(?:[\d.,:/]*\d)?")
_FIGURE_LETTER = "N"
_WORDS = 30  # of one passage; two of them are about 80 tokens
_AFTER = 11  # words kept behind the mask in a sentence that must be cut
_BEFORE = 12  # words at most of what precedes the sentence
_REACH = 600  # characters on either side that are looked at


def masked_passage(sentence: str, span: tuple[int, int], before: str = "") -> str:
    """The words around a value, with ``MASK`` in its place and other figures as one letter.

    Args:
        sentence: the sentence that holds the value.
        span: the value's offsets in it, unit and sign included as far as they belong to it.
        before: the sentence before, or the title for the first one; its end is kept.
    """
    begin, end = span
    left = _plain(sentence[max(0, begin - _REACH) : begin])
    right = _plain(sentence[end : end + _REACH])
    leading, trailing = left.split(), right.split()
    room = _WORDS - 1
    if len(leading) + len(trailing) > room:
        after = min(len(trailing), max(_AFTER, room - len(leading)))
        trailing = trailing[:after]
        leading = leading[len(leading) - min(len(leading), room - after) :]
    rest = min(_BEFORE, room - len(leading) - len(trailing))
    context = _plain(before[-_REACH:]).split()[-rest:] if rest > 0 else []
    # What touches the value goes on touching it: "$[MASK]", "([MASK])", "[MASK]-page".
    joined_left = " ".join([*context, *leading])
    joined_right = " ".join(trailing)
    gap_left = " " if joined_left and (not left or left[-1].isspace()) else ""
    gap_right = " " if joined_right and right[0].isspace() else ""
    return f"{joined_left}{gap_left}{MASK}{gap_right}{joined_right}"


def slot_pair(a: str, b: str) -> tuple[str, str]:
    """Two masked passages in the one order in which they are asked about: it has no direction."""
    return (a, b) if a <= b else (b, a)


def _plain(text: str) -> str:
    return _FIGURE.sub(_FIGURE_LETTER, text.replace(MASK, " "))
