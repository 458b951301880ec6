"""The words of quotations, each with the key under which house styles are one."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

_WORD = re.compile(
    r"(?P<word>[Nn]o\.(?=\s?\d)|\d+(?:[.,:]\d+)*|['’‘](?=(?:em|til)\b)[^\W\d_]+|[^\W\d_]+(?:['’][^\W\d_]+)*|[%$£€&])"
    r"|(?P<open>[\[(])|(?P<close>[\])])|(?P<cut>…|\.\s?\.\s?\.|-{2,}|[—–])|(?P<stop>[.!?]+)"
)
_APOSTROPHES = str.maketrans("’‘", "''")
_SHORTEST_RESPELT = 5  # "four" is no British "for"


@dataclass(frozen=True, slots=True)
class English:
    """What ``language/en/quotations.toml`` says."""

    expansions: Mapping[str, tuple[str, ...]]
    clitics: Mapping[str, str]
    spelling: tuple[tuple[str, str], ...]
    numbers: Mapping[str, int]
    ordinals: Mapping[str, int]
    fillers: frozenset[str]
    negations: frozenset[str]
    hedges: frozenset[str]
    abbreviations: frozenset[str]
    degrees: frozenset[str]


@cache
def english() -> English:
    """The tables, read once."""
    path = files("claimcheck") / "language" / "en" / "quotations.toml"
    tables = tomllib.loads(path.read_text(encoding="utf-8"))
    lists = {name: frozenset(text.split()) for name, text in tables["words"].items()}
    return English(
        expansions={word: tuple(to.split()) for word, to in tables["expansions"].items()},
        clitics=tables["clitics"],
        spelling=tuple(sorted(tables["spelling"].items(), key=lambda pair: -len(pair[0]))),
        numbers=tables["numbers"],
        ordinals=tables["ordinals"],
        **lists,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """One compared word; a contraction is two tokens at one place.

    ``key`` is the word in one style, ``bracketed`` says that an editor put it in. ``cut`` says
    that words are marked as left out before it, ``sentence`` counts the stops before it.
    """

    key: str
    start: int
    end: int
    bracketed: bool = False
    cut: bool = False
    sentence: int = 0


def tokens(text: str, start: int, end: int) -> Iterator[Token]:
    """The words of ``text[start:end]`` in order; offsets are into ``text``."""
    depth, cut, sentence, stopped, last = 0, False, 0, False, ""
    table = english()
    for match in _WORD.finditer(text, start, end):
        if match["word"] is None:
            depth = 1 if match["open"] else 0 if match["close"] else depth
            cut |= match["cut"] is not None
            stopped |= match["stop"] is not None and last not in table.abbreviations
            continue
        at, word = match.start(), match["word"]
        if stopped and not word[0].islower():
            sentence += 1
        stopped = False
        for key in keys(word):
            yield Token(
                key=key,
                start=at,
                end=match.end(),
                bracketed=depth > 0,
                cut=cut,
                sentence=sentence,
            )
            cut, last = False, key


@lru_cache(maxsize=20_000)
def keys(word: str) -> tuple[str, ...]:
    """The word in one style: folded, contractions apart, American spelling, numbers as digits."""
    plain = unicodedata.normalize("NFKD", word.translate(_APOSTROPHES).casefold())
    plain = "".join(c for c in plain if not unicodedata.combining(c)) or word
    if plain[0].isdigit():
        return (plain.replace(",", ""),)
    table = english()
    if plain in table.expansions:
        return table.expansions[plain]
    for clitic, full in table.clitics.items():
        if plain.endswith(clitic) and len(plain) > len(clitic):
            return (*keys(plain.removesuffix(clitic)), full)
    head, mark, tail = plain.rpartition("'")
    if mark and tail in ("s", "d") and head:
        return (*keys(head), "'" + tail)
    if plain in table.numbers:
        return (str(table.numbers[plain]),)
    if plain in table.ordinals:
        return (str(table.ordinals[plain]) + "th",)
    return (_american(plain.replace("'", "")),) if plain.strip("'") else (plain,)


def _american(word: str) -> str:
    if len(word) < _SHORTEST_RESPELT:
        return word
    for british, american in english().spelling:
        if word.endswith(british) and len(word) > len(british) + 1:
            return word.removesuffix(british) + american
    return word.replace("ae", "e").replace("oe", "e")
