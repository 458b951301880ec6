"""Where quotations come from: two people, two days, or another language."""

from __future__ import annotations

import re

from claimcheck.records import DateSpan, Quotation
from claimcheck.statements.quotation_speeches import Speech
from claimcheck.statements.quotation_words import english

# Characters around a quotation in which "speaking through an interpreter" is said of it.
_NEAR = 200
_WORD = re.compile(r"[^\W\d_]+")
_NAME = re.compile(r"[^\W\d_][\w.’'-]*")


def differing_people(a: Quotation, b: Quotation, text_a: str, text_b: str) -> str | None:
    """Why the words are those of two people, None where that is not plain.

    Both sources must be full names of two words or more, of which neither article has the other
    one's last name anywhere: one of them may quote the other, or the speaker may have two names.
    """
    one, other = _last_name(a.speaker), _last_name(b.speaker)
    if one is None or other is None or one == other:
        return None
    if _has(text_a, other) or _has(text_b, one):
        return None
    return f"the same words are those of {a.speaker} and of {b.speaker}"


def differing_days(a: Quotation, b: Quotation) -> str | None:
    """Why the words are said on two days, None where that is not plain."""
    one, other = a.said_on, b.said_on
    if one is None or other is None or not (_is_day(one) and _is_day(other)):
        return None
    if one.first == other.first:
        return None
    return f"the same words are said {one.text} and {other.text}"


def is_translated(speech: Speech, span: tuple[int, int]) -> bool:
    """Whether words around a passage say that it is a translation."""
    start, end = speech.words[span[0]].start, speech.words[span[1] - 1].end
    around = (speech.text[max(0, start - _NEAR) : start], speech.text[end : end + _NEAR])
    marks = english().words["translation"]
    return any(word.casefold() in marks for text in around for word in _WORD.findall(text))


def _last_name(speaker: str | None) -> str | None:
    """The last name of a person who is named in full, folded."""
    words: list[str] = _NAME.findall(speaker or "")
    if len(words) < 2 or not all(word[0].isupper() for word in words):
        return None
    return words[-1].casefold()


def _has(text: str, name: str) -> bool:
    return re.search(rf"\b{re.escape(name)}\b", text, re.IGNORECASE) is not None


def _is_day(span: DateSpan) -> bool:
    known = span.first is not None and span.first == span.last and span.unresolved is None
    return known and not span.inferred and span.granularity in ("day", "part of day")
