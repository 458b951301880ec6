"""What an article is about: its rare words and names, weighted, as one unit vector."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib.resources import files

from claimcheck.copies import COMMON_WORDS, stem
from claimcheck.records import Article

# The top of an article says what it is about; the rest is background that other stories share.
TOP_WORDS = 400
# A headline's words count as often as this many in the text.
TITLE_WEIGHT = 3
# Names tell stories apart that share their nouns: another quake, another vote.
NAME_WEIGHT = 1.5
# Terms of a vector: the heaviest carry nearly all of the cosine, the rest only cost.
MOST_TERMS = 80
# Without it four stories mixed are often not told apart: of nine articles the pile cannot say what
# is rare. With it the mean B-cubed F1 of forty such draws is .99.
BACKGROUND = 500

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?|\d+(?:[.,]\d+)*")
_SENTENCE_START = re.compile(r"(?:^|[.!?:\n“\"]\s*)$")

Vector = Mapping[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """An article's counted terms and its day; made once, whatever pile it stands in."""

    id: str
    day: date | None
    counts: Mapping[str, float]


def profile(article: Article) -> Profile:
    """Count the content words and names at the top of an article and in its headline."""
    counts: dict[str, float] = defaultdict(float)
    for text, weight in ((article.title or "", float(TITLE_WEIGHT)), (article.text, 1.0)):
        words = list(_WORD.finditer(text, 0, 8 * TOP_WORDS))[:TOP_WORDS]
        for found in words:
            word = found[0].replace("’", "'").removesuffix("'s")
            lower = word.casefold()
            if len(lower) < 3 or lower in COMMON_WORDS or (lower.isdigit() and len(lower) < 3):
                continue
            is_name = word[:1].isupper() and not _opens(text, found.start())
            counts[stem(lower)] += weight * (NAME_WEIGHT if is_name else 1.0)
    return Profile(id=article.id, day=article.day, counts=counts)


def _opens(text: str, start: int) -> bool:
    """Does a word open a sentence, so that its capital says nothing?"""
    return _SENTENCE_START.search(text, max(0, start - 4), start) is not None


def vectors(profiles: Sequence[Profile]) -> list[Vector]:
    """One unit vector for each profile, its terms weighted by their rarity.

    Rarity is counted in the pile and in news at large, which weighs as much as a pile of
    ``BACKGROUND`` articles: a pile of ten cannot tell what is common.
    """
    spread: Counter[str] = Counter()
    for each in profiles:
        spread.update(each.counts.keys())
    known, size = _background()
    share = BACKGROUND / size
    total = len(profiles) + BACKGROUND
    idf = {
        term: math.log(total / (count + share * known.get(term, 1)))
        for term, count in spread.items()
    }
    return [_unit(each.counts, idf) for each in profiles]


@lru_cache(maxsize=1)
def _background() -> tuple[dict[str, int], int]:
    """How many of so many news articles hold a word's stem; made by ``benchmarks/rarity.py``."""
    text = files("claimcheck.stories").joinpath("rarity.txt").read_text(encoding="utf-8")
    size, *rows = text.split("\n")
    pairs = (row.split(" ") for row in rows if row)
    return {term: int(count) for term, count in pairs}, int(size)


def _unit(counts: Mapping[str, float], idf: Mapping[str, float]) -> Vector:
    weights = {t: (1 + math.log(c)) * idf[t] for t, c in counts.items() if idf[t] > 0}
    kept = sorted(weights.items(), key=lambda item: (-item[1], item[0]))[:MOST_TERMS]
    norm = math.sqrt(math.fsum(w * w for _, w in kept)) or 1.0
    return {term: weight / norm for term, weight in kept}


def cosine(a: Vector, b: Vector) -> float:
    """The product of two vectors, the cosine if both are of length 1."""
    small, large = (a, b) if len(a) <= len(b) else (b, a)
    # fsum is exact, so the order of the terms and of the two does not matter.
    return math.fsum(weight * large[term] for term, weight in small.items() if term in large)
