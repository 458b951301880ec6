"""The words of quotations, each with the key under which house styles are one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import cache, lru_cache

from claimcheck.language import table

_WORD = re.compile(
    r"""
    (?P<word>
      [Nn]o\.(?=\s?\d) | (?i:per\s+cent)\b | (?:[^\W\d_]\.){2,}
      | \d+(?:[.,:]\d+)*(?:(?:st|nd|rd|th)\b)?
      | ['’‘](?=(?:em|til)\b)[^\W\d_]+ | [^\W\d_]+(?:['’][^\W\d_]+)* | [%$£€&]
    )
    | (?P<open>[\[(]) | (?P<close>[\])])
    | (?P<cut>…|\.\s?\.\s?\.|-{2,}|[—–]|(?<=\s)-(?=\s)) | (?P<stop>[.!?]+)
    """,
    re.VERBOSE,
)
# Longer ones are no words; nothing that grows with the square of a word's length sees them.
_LONGEST_WORD = 40
_ORDINAL = re.compile(r"(\d+)(?:st|nd|rd|th)")
_APOSTROPHES = str.maketrans("’‘", "''")
# Share of letters in which "stability" and "sustainability" are alike, "firm" and "good" not.
_ALIKE = 0.75
_SHORTEST_RESPELT = 5  # "four" is no British "for"


@dataclass(frozen=True, slots=True)
class English:
    """What ``language/en`` says of words in quotations."""

    expansions: Mapping[str, tuple[str, ...]]
    clitics: Mapping[str, str]
    spelling: tuple[tuple[str, str], ...]
    numbers: Mapping[str, str]
    words: Mapping[str, frozenset[str]]


@cache
def english() -> English:
    """The tables, read once."""
    own, numbers = table("quotations"), table("numbers")
    expansions, clitics, spelling = (own.table(k) for k in ("expansions", "clitics", "spelling"))
    digits = {**numbers.table("small").numbers(), **numbers.table("tens").numbers()}
    ordinals = numbers.table("ordinals").numbers()
    lists = own.table("words")
    return English(
        expansions={word: tuple(expansions.text(word).split()) for word in expansions},
        clitics={end: clitics.text(end) for end in clitics},
        spelling=tuple((end, spelling.text(end)) for end in sorted(spelling, key=len)[::-1]),
        numbers={word: f"{number:.0f}" for word, number in digits.items()}
        | {word: f"{number:.0f}th" for word, number in ordinals.items()},
        words={name: lists.words(name) for name in lists},
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


def tokens(text: str, start: int, end: int) -> list[Token]:
    """The words of ``text[start:end]`` in order; offsets are into ``text``."""
    found: list[Token] = []
    depth, cut, sentence, stopped, last = 0, False, 0, False, ""
    tables = english()
    for match in _WORD.finditer(text, start, end):
        if match["word"] is None:
            depth = 1 if match["open"] else 0 if match["close"] else depth
            cut |= match["cut"] is not None
            stopped |= match["stop"] is not None and last not in tables.words["abbreviations"]
            continue
        at, word = match.start(), match["word"]
        if stopped and not word[0].islower():
            sentence += 1
        stopped = False
        for key in keys(word):
            token = Token(
                key=key,
                start=at,
                end=match.end(),
                bracketed=depth > 0,
                cut=cut,
                sentence=sentence,
            )
            if found and _is_one_number(text, found[-1], token):
                total = int(found[-1].key) + int(key.removesuffix("th"))
                key = f"{total}th" if key.endswith("th") else str(total)
                found[-1] = replace(found[-1], key=key, end=match.end())
            else:
                found.append(token)
            cut, last = False, key
    return found


def _is_one_number(text: str, tens: Token, ones: Token) -> bool:
    """Whether two words are one number: "twenty-one"."""
    numbers = english().numbers
    written = text[tens.start : tens.end].casefold(), text[ones.start : ones.end].casefold()
    if not all(word in numbers for word in written) or ones.start - tens.end > 1:
        return False
    high, low = (int(numbers[word].removesuffix("th")) for word in written)
    return high in range(20, 100, 10) and 0 < low < 10 and tens.key == str(high)


@lru_cache(maxsize=20_000)
def keys(word: str) -> tuple[str, ...]:
    """The word in one style: folded, contractions apart, American spelling, numbers as digits."""
    plain = unicodedata.normalize("NFKD", word.translate(_APOSTROPHES).casefold())
    plain = " ".join(plain.split())
    plain = "".join(c for c in plain if not unicodedata.combining(c)) or word
    if plain.count(".") > 1:
        return (plain.replace(".", ""),)
    if len(plain) > _LONGEST_WORD:
        return (plain,)
    if plain[0].isdigit():
        return (_ORDINAL.sub(r"\1th", plain.replace(",", "")),)
    tables = english()
    if plain in tables.expansions:
        return tables.expansions[plain]
    for clitic, full in tables.clitics.items():
        if plain.endswith(clitic) and len(plain) > len(clitic):
            return (*keys(plain.removesuffix(clitic)), full)
    head, mark, tail = plain.rpartition("'")
    if mark and tail in ("s", "d") and head:
        return (*keys(head), "'" + tail)
    if plain in tables.numbers:
        return (tables.numbers[plain],)
    return (_american(plain.replace("'", "")),) if plain.strip("'") else (plain,)


def _american(word: str) -> str:
    if len(word) < _SHORTEST_RESPELT:
        return word
    for british, american in english().spelling:
        if word.endswith(british) and len(word) > len(british) + 1:
            return word.removesuffix(british) + american
    return word.replace("ae", "e").replace("oe", "e")


def is_small(key: str) -> bool:
    """Whether a word carries grammar and no content."""
    return key in english().words["small"]


@lru_cache(maxsize=50_000)
def alike(one: str, other: str) -> bool:
    """Whether two words are forms of one word or nearly spelt alike: "wanted" and "wants"."""
    shorter = min(len(one), len(other))
    if shorter < 3 or max(len(one), len(other)) > _LONGEST_WORD or one[0] != other[0]:
        return False
    begin = next((i for i in range(shorter) if one[i] != other[i]), shorter)
    return begin >= max(3, shorter - 1) or SequenceMatcher(None, one, other).ratio() >= _ALIKE
