"""The words of a running text, for what needs no parse."""

from __future__ import annotations

import re
from functools import cache

from claimcheck.language.tables import table

_WORD = re.compile(r"[^\W_]+(?:[.'’-][^\W_]+)*", re.UNICODE)


_RUN = re.compile(r"\w+")


def runs(text: str) -> list[str]:
    """The runs of letters and digits of ``text`` in order, lower case, hyphens taken apart."""
    return _RUN.findall(text.casefold())


def words(text: str) -> list[str]:
    """The words of ``text`` in order, lower case, a possessive ``'s`` taken off."""
    found = [m.group().casefold().replace("’", "'") for m in _WORD.finditer(text)]
    return [w.removesuffix("'s") for w in found]


def content_words(text: str) -> frozenset[str]:
    """The words of ``text`` that carry content, numbers left out."""
    return frozenset(w for w in words(text) if w not in _function() and not w[0].isdigit())


@cache
def _function() -> frozenset[str]:
    return frozenset(table("words").text("function").split())
