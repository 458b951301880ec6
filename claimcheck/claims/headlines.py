"""Attributions as headlines write them: "Police: 3 held in heist", "Two die in blast: report"."""

from __future__ import annotations

from claimcheck.claims.lexicon import word_set
from claimcheck.claims.saying import PLAIN_SAYING, SOURCES, Attribution, is_source
from claimcheck.claims.words import Token

_AGENCIES = word_set("reuters afp ap bloomberg xinhua bbc cnn dpa tass")
_LONGEST = 5


def headline(tokens: list[Token]) -> Attribution | None:
    """The source of a line without a full stop, named before or behind a colon or by "says"."""
    if len(tokens) < 5 or not (tokens[-1].is_word or tokens[-1].text in "\"”'’)"):
        return None
    colons = [i for i, t in enumerate(tokens) if t.text == ":"]
    found = None
    if len(colons) == 1:
        found = _before_colon(tokens, colons[0]) or _behind(tokens, colons[0])
    dash = next((i for i in range(len(tokens) - 2, 2, -1) if _is_dash(tokens, i)), None)
    if found is None and dash is not None:
        found = _behind(tokens, dash)
    return found or _told(tokens)


def _is_dash(tokens: list[Token], at: int) -> bool:
    return tokens[at].text in "-–—" and tokens[at - 1].end < tokens[at].start


def _told(tokens: list[Token]) -> Attribution | None:
    """ "…, airline says" and "…, says army", with a verb in what is said or without."""
    comma = next((i for i in range(len(tokens) - 2, 2, -1) if tokens[i].text == ","), None)
    if comma is None or len(tokens) - comma > _LONGEST + 2:
        return None
    if tokens[-1].lower in PLAIN_SAYING:
        source = (comma + 1, len(tokens) - 1)
    elif tokens[comma + 1].lower in PLAIN_SAYING:
        source = (comma + 2, len(tokens))
    else:
        return None
    words = tokens[slice(*source)]
    named = _names(words) or (all(t.is_word for t in words) and is_source(tokens, *source))
    return Attribution(((0, comma),), source) if named else None


def _before_colon(tokens: list[Token], colon: int) -> Attribution | None:
    if not 0 < colon <= _LONGEST or len(tokens) - colon <= 3:
        return None
    source = tokens[:colon]
    speech = tokens[colon + 1].text in "\"“'‘" and colon <= 3 and all(t.capital for t in source)
    if not speech and not _names(source):
        return None
    return Attribution(((colon + 1, len(tokens)),), (0, colon))


def _behind(tokens: list[Token], colon: int) -> Attribution | None:
    if colon < 3 or not _names(tokens[colon + 1 :]):
        return None
    return Attribution(((0, colon),), (colon + 1, len(tokens)))


def _names(tokens: list[Token]) -> bool:
    """Whether the few words name a source: "police", "Velmora mayor", "state media"."""
    plain = 0 < len(tokens) <= _LONGEST and all(t.is_word for t in tokens)
    return plain and tokens[-1].lower in SOURCES | _AGENCIES
