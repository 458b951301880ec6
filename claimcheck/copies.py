"""Articles that repeat one text share an origin; articles of another story are off topic.

A copy of a text is no second witness, so the stages after this one compare originals only.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from claimcheck.neighbours import Neighbours
from claimcheck.records import Article, Member, digest

SHINGLE = 5
# Measured on 1,300 pairs of articles of one story by different US outlets, 2010-2020: copies of
# one agency text 0.85 and 0.99; independent stories, which share quotations, 99% below 0.3 and
# all below 0.46; between them two partly rewritten agency stories (0.51, 0.58), kept apart.
COPY_CONTAINMENT = 0.6
# 24 words: below it two independent one-sentence reports can share most of their words.
MIN_SHINGLES = 20
# Words in place of others within a sentence that both texts hold; longer runs are passages.
MAX_EDIT = 8
# Measured on 621 stories of three or more outlets: articles of the story below it 0.06% (whole
# texts) and 0% (their first 60 words); intruders from another story of US politics among two
# articles below it 74% (whole) and 94% (60 words). A lost article costs more than an intruder.
OFF_TOPIC_SIMILARITY = 0.16
# Too few words to tell: such texts are off topic only when they share no content word at all.
SHORT_WORDS = 40
# Sharpens what the text keeps coming back to; 1.5 caught more intruders than 1 at the same loss.
_FOCUS = 1.5

_WORD = re.compile(r"\d+(?:[.,:]\d+)*|[^\W\d_]+")
_FACT_WORDS = frozenset(
    re.findall(
        r"[a-z]+",
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
        "fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy "
        "eighty ninety hundred thousand million billion trillion dozen half third quarter twice "
        "double triple first second no not never none nobody nothing neither nor without cannot "
        "january february march april may june july august september october november december "
        "monday tuesday wednesday thursday friday saturday sunday",
    )
)
_NEGATIONS = frozenset(("no", "not", "never", "none", "nobody", "nothing", "neither", "nor"))
_NEGATIONS |= {"without", "cannot"}
# Words that every news story holds; names and nouns are left.
COMMON_WORDS = frozenset(
    re.findall(
        r"[a-z]+",
        "the and that for was with his her not this but they which were been their will would "
        "who said its more than from are have has had she him them you your our all also any can "
        "could did does into just like may might most new now off only other out over own per "
        "same should some such then there these those through too two one three under until upon "
        "use very via was way well what when where while whom why year years say says told tell "
        "after before about against because between both down during each few first last least "
        "less make made many much must near next old on off once people percent since still take "
        "time today tomorrow yesterday up week weeks month months day days monday tuesday "
        "wednesday thursday friday saturday sunday january february march april june july august "
        "september october november december according news report reported reports mr mrs ms "
        "being how however even ever if so no nor or an as at be by do go he in is it me my of to "
        "us we going get got another around back called asked added including",
    )
)


@dataclass(frozen=True)
class _Text:
    """An article with its words; ``lower[i]`` is the folded form of ``words[i]``."""

    article: Article

    @cached_property
    def words(self) -> list[str]:
        text = unicodedata.normalize("NFKC", self.article.text)
        return _WORD.findall(text.replace("'", "").replace("’", ""))

    @cached_property
    def lower(self) -> list[str]:
        return [word.casefold() for word in self.words]

    @cached_property
    def shingles(self) -> frozenset[tuple[str, ...]]:
        return frozenset(_shingles(self.lower))

    @cached_property
    def outline(self) -> frozenset[tuple[str, ...]]:
        """The shingles with all figures and days alike, so that changed ones make no other."""
        return frozenset(_shingles(["" if _is_hard_fact(word) else word for word in self.lower]))

    @cached_property
    def content(self) -> Counter[str]:
        """How often each content word stands in the title and the text."""
        title = [word.casefold() for word in _WORD.findall(self.article.title or "")]
        words = (stem(word) for word in self.lower + title)
        return Counter(w for w in words if len(w) > 2 and w not in COMMON_WORDS and not w.isdigit())

    @cached_property
    def rank(self) -> tuple[object, ...]:
        """Sorts originals first: the longest, then the earliest, then by id."""
        day = self.article.day
        return (-len(self.words), day is None, str(day), self.article.id)


def fold_copies(articles: Sequence[Article]) -> tuple[Member, ...]:
    """Say of each article whose text it has too and whether it tells the bundle's story.

    An article is a copy when most of its five-word sequences stand in a longer article and no
    word in which the two differ is a fact: a changed figure, date, name or negation is what an
    editor looks for, so such near-copies are compared. They are no second witness either.

    Args:
        articles: Articles with different ids, in any order.

    Returns:
        One member for each article, in the order given.
    """
    texts = [_Text(article) for article in articles]
    done = sorted(texts, key=lambda t: t.rank)
    neighbours = Neighbours([dict.fromkeys(text.shingles, 1.0) for text in done])
    same: dict[tuple[str, ...], int] = {}
    roots: dict[str, _Text] = {}
    nearly: dict[str, _Text] = {}
    for place, text in enumerate(done):
        twin = same.setdefault(tuple(text.lower), place)
        # Only what is nearest is compared word by word, the original before its copies.
        near = sorted({*neighbours.of(place, earlier=True), *([twin] if twin < place else [])})
        earlier = [done[other] for other in near]
        roots[text.article.id] = _root(text, earlier, roots)
        alike = (roots[other.article.id] for other in earlier if _is_near_copy(text, other))
        nearest = next(alike, text)
        nearly[text.article.id] = nearly.get(nearest.article.id, text)
    stray = _off_topic([text for text in done if roots[text.article.id] is text])
    return tuple(
        _member(text, roots[text.article.id], nearly[text.article.id], stray) for text in texts
    )


def _root(text: _Text, near: Sequence[_Text], roots: Mapping[str, _Text]) -> _Text:
    """The original that ``text`` repeats, itself if it repeats none of ``near``."""
    for earlier in near:
        candidate = roots[earlier.article.id]
        if _is_copy(text, earlier) and (candidate is earlier or not _facts_differ(text, candidate)):
            return candidate
    return text


def _member(text: _Text, root: _Text, near: _Text, stray: frozenset[str]) -> Member:
    others = root is text and near is not text and near.article.id not in stray
    return Member(
        article=text.article,
        origin="o" + digest("origin", " ".join(root.lower)),
        copy_of=None if root is text else root.article.id,
        near_copy_of=near.article.id if others else None,
        on_topic=root.article.id not in stray,
    )


def _shingles(words: Sequence[str]) -> list[tuple[str, ...]]:
    return [tuple(words[i : i + SHINGLE]) for i in range(len(words) - SHINGLE + 1)]


def containment(a: Article, b: Article) -> float:
    """Share of the shorter article's five-word sequences that stand in the other, 0 to 1."""
    return _containment(_Text(a), _Text(b))


def _containment(a: _Text, b: _Text) -> float:
    fewer = min(len(a.shingles), len(b.shingles))
    return len(a.shingles & b.shingles) / fewer if fewer else 0.0


def _is_copy(shorter: _Text, longer: _Text) -> bool:
    if shorter.lower == longer.lower:
        return True
    if len(shorter.shingles) < MIN_SHINGLES:
        return False
    return _containment(shorter, longer) >= COPY_CONTAINMENT and not _facts_differ(shorter, longer)


def _is_near_copy(shorter: _Text, longer: _Text) -> bool:
    """Whether most of a text stands in a longer one, whatever its facts are."""
    fewer = min(len(shorter.outline), len(longer.outline))
    shared = len(shorter.outline & longer.outline)
    return fewer >= MIN_SHINGLES and shared >= COPY_CONTAINMENT * fewer


def _facts_differ(shorter: _Text, longer: _Text) -> bool:
    """Does a word in which the texts differ state a fact?

    A figure counts wherever the shorter text adds it, a negation in any short edit, other fact
    words where one stands in place of another. Bylines, credits and passages that an editor left
    out or put in are no changed facts.
    """
    added, dropped = _edits(shorter, longer), _edits(longer, shorter)
    if any(_is_figure(word) for start, end in added for word in shorter.lower[start:end]):
        return True
    ours, theirs = _short_edits(shorter, added), _short_edits(longer, dropped)
    edits = [*ours.values(), *theirs.values()]
    if any(word.casefold() in _NEGATIONS for edit in edits for word in edit):
        return True
    if any(
        any(map(_is_fact, edit + theirs[place])) for place, edit in ours.items() if place in theirs
    ):
        return True
    # At the end of what both hold, only the first differing words stand in the same place.
    first, instead = _first_words(shorter, added), _first_words(longer, dropped)
    return any(
        _is_hard_fact(word) and _is_hard_fact(instead.get(place, ""))
        for place, word in first.items()
    )


def _edits(text: _Text, other: _Text) -> list[tuple[int, int]]:
    """Runs of words of ``text`` that no shared five-word sequence covers."""
    covered = [False] * len(text.lower)
    for index, shingle in enumerate(_shingles(text.lower)):
        if shingle in other.shingles:
            covered[index : index + SHINGLE] = [True] * SHINGLE
    runs: list[tuple[int, int]] = []
    start = None
    for index, hit in enumerate([*covered, True]):
        if not hit and start is None:
            start = index
        elif hit and start is not None:
            runs.append((start, index))
            start = None
    return runs


def _short_edits(
    text: _Text, runs: list[tuple[int, int]]
) -> dict[tuple[str, ...], tuple[str, ...]]:
    """Short edits by the two words on either side, which both texts have."""
    return {
        (*text.lower[start - 2 : start], *text.lower[end : end + 2]): tuple(text.words[start:end])
        for start, end in runs
        if start > 1 and end < len(text.words) and end - start <= MAX_EDIT
    }


def _first_words(text: _Text, runs: list[tuple[int, int]]) -> dict[tuple[str, ...], str]:
    """The first word of each run by the two words before it, which both texts have."""
    return {
        tuple(text.lower[start - 2 : start]): text.lower[start] for start, _ in runs if start > 1
    }


def _is_figure(word: str) -> bool:
    return word[:1].isdigit()


def _is_fact(word: str) -> bool:
    return _is_hard_fact(word) or word[:1].isupper()


def _is_hard_fact(word: str) -> bool:
    """A figure, number word, negation, month or weekday; a capital may only begin a sentence."""
    return _is_figure(word) or word.casefold() in _FACT_WORDS


def stem(word: str) -> str:
    """Without a plural or verbal ending, so that "tariffs" meets "tariff"."""
    for ending in ("ing", "ies", "ed", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


def _off_topic(texts: Sequence[_Text]) -> frozenset[str]:
    """Ids of the originals that share no story with any other."""
    if len(texts) < 2:
        return frozenset()
    vectors = [_vector(text) for text in texts]
    neighbours = Neighbours(vectors)
    return frozenset(
        text.article.id
        for place, text in enumerate(texts)
        if not any(
            _cosine(vectors[place], vectors[other])
            >= (OFF_TOPIC_SIMILARITY if len(text.words) >= SHORT_WORDS else 1e-9)
            for other in neighbours.of(place)
        )
    )


def _vector(text: _Text) -> dict[str, float]:
    weights = {
        word: (1 + math.log(count)) ** _FOCUS for word, count in sorted(text.content.items())
    }
    norm = math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
    return {word: weight / norm for word, weight in weights.items()}


def _cosine(a: dict[str, float], b: dict[str, float]) -> float:
    small, large = (a, b) if len(a) <= len(b) else (b, a)
    return math.fsum(weight * large[word] for word, weight in small.items() if word in large)
