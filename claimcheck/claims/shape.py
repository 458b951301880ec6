"""A clause as token ranges, and how it is read alone."""

from __future__ import annotations

from dataclasses import dataclass

from claimcheck.claims.lexicon import DETERMINERS, PRONOUNS, word_set
from claimcheck.claims.words import Token, verb_form

_LEAD_IN = word_set(
    """
    but and meanwhile however still yet moreover also then
    """
)


# "That same day", "that year": no conjunction.
_COUNTED = word_set("same other day week month year night morning afternoon evening time number")


@dataclass(frozen=True, slots=True)
class Clause:
    """Tokens ``first`` to ``last`` (exclusive) as they stand, and how to read them alone.

    ``prefix`` goes before and ``suffix`` behind; ``removed`` token ranges are left out;
    ``inserted`` words go before the token with that index.
    """

    first: int
    last: int
    prefix: str = ""
    suffix: str = ""
    removed: tuple[tuple[int, int], ...] = ()
    inserted: tuple[int, str] | None = None


def trim(tokens: list[Token], start: int, end: int) -> tuple[int, int]:
    """The range without marks at its ends and without "and", "but", "that" in front."""
    moved = True
    while start < end and moved:
        moved = False
        token = tokens[start]
        following = tokens[start + 1].text if start + 1 < end else ""
        joins = token.lower in _LEAD_IN - {"also", "then"} or following == ","
        if not token.is_word or (token.lower in _LEAD_IN and joins) or token.lower == "that":
            if token.lower == "that" and not _opens_content(tokens, start, end):
                break
            start, moved = start + 1, True
    while end > start and not tokens[end - 1].is_word and tokens[end - 1].text not in ")%":
        end -= 1
    return start, end


def _opens_content(tokens: list[Token], at: int, end: int) -> bool:
    """ "that she was": a conjunction, not "that was" or "that same day"."""
    if at + 1 >= end:
        return True
    if verb_form(tokens, at + 1):
        return False
    following = tokens[at + 1]
    word = following.lower
    plural = word.endswith("s") and not word.endswith("ss")
    if following.capital or plural or not following.text.isalpha():
        return True
    if word in (DETERMINERS | PRONOUNS) - {"same", "other"}:
        return True
    return word not in _COUNTED and not (at + 2 < end and verb_form(tokens, at + 2))


def stretch(text: str, tokens: list[Token], first: int, last: int) -> str:
    """The text of tokens ``first`` to ``last`` (exclusive)."""
    return text[tokens[first].start : tokens[last - 1].end] if first < last else ""
