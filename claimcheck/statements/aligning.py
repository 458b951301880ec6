"""Two passages word by word: what they share and the elements in which they differ.

Words are aligned by lemma wherever they stand, since outlets turn sentences round. An element is
a phrase of one side that stands where another phrase of the other side stands: under the same
governing word, with the same words around it or below it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Literal, get_args

from claimcheck.language.parsing import Token
from claimcheck.statements.passages import Passage, is_content

ElementKind = Literal["name", "noun", "verb", "modifier", "number", "negation", "turned round"]
ELEMENTS: tuple[ElementKind, ...] = get_args(ElementKind)
_GROUPS: Mapping[str, str] = {
    "nsubj": "subject",
    "nsubjpass": "object",
    "csubj": "subject",
    "agent": "subject",
    "dobj": "object",
    "attr": "attribute",
    "acomp": "attribute",
    "oprd": "attribute",
    "appos": "attribute",
    "compound": "modifier",
    "amod": "modifier",
    "nmod": "modifier",
    "poss": "modifier",
    "nummod": "number",
}
# Shared letters that make two lemmas forms of one word: "resign" and "resignation".
_STEM, _STEM_SHARE = 5, 0.6
# Names of so many letters of which so many stand alike are two spellings: "Bagheri", "Baqeri".
_LEAST_NAME, _SPELT_ALIKE = 5, 0.75
_MOST_ELEMENTS = 3
_LONGEST_RUN = 5
_TITLE = ("compound", "amod", "nmod", "nummod", "poss", "det", "quantmod", "advmod", "punct")


@dataclass(frozen=True, slots=True, kw_only=True)
class Element:
    """A phrase of each side in which the passages differ.

    ``a`` and ``b`` are indices of tokens in their sentences, contiguous. ``support`` counts what
    the parses have alike around both, ``run`` the shared words in a row before and behind them.
    """

    kind: ElementKind
    a: tuple[int, ...]
    b: tuple[int, ...]
    support: float
    run: int = 0

    @property
    def standing(self) -> float:
        """How firmly the two stand in one place."""
        return self.support + self.run / 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Alignment:
    """What two passages share and do not; indices are those of tokens in their sentences."""

    pairs: tuple[tuple[int, int], ...]
    left_a: tuple[int, ...]
    left_b: tuple[int, ...]
    elements: tuple[Element, ...]

    @property
    def shared(self) -> float:
        """Share of the content words of the side that has fewer that the other has too."""
        least = len(self.pairs) + min(len(self.left_a), len(self.left_b))
        return len(self.pairs) / least if least else 0.0

    @property
    def jaccard(self) -> float:
        """Shared content words among all."""
        every = len(self.pairs) + len(self.left_a) + len(self.left_b)
        return len(self.pairs) / every if every else 0.0


class Side:
    """A passage with what the alignment asks of it again and again."""

    def __init__(self, passage: Passage) -> None:
        self.tokens = passage.tokens
        self.members = frozenset(passage.order)
        self.content = passage.content
        self.place = {index: place for place, index in enumerate(passage.content)}
        self.up = {index: self._governor(index) for index in passage.content}
        self.negated = frozenset(
            token.head
            for token in passage.tokens
            if token.dep == "neg" or (token.lemma == "no" and token.pos == "DET")
        )
        below: dict[int, list[int]] = {}
        for index, (head, _) in self.up.items():
            if head is not None:
                below.setdefault(head, []).append(index)
        self.below = below

    def _governor(self, index: int) -> tuple[int | None, str]:
        """The nearest content word above, and by which relation or preposition."""
        tokens = self.tokens
        relation = _GROUPS.get(tokens[index].dep, tokens[index].dep)
        at = index
        for _ in range(len(tokens)):
            head = tokens[at].head
            if head == at or head not in self.members:
                return None, relation
            if is_content(tokens[head]):
                return head, relation
            if tokens[head].pos == "ADP":
                known = _GROUPS.get(tokens[head].dep)
                relation = known or tokens[head].lemma
            at = head
        return None, relation


def align(one: Side, two: Side) -> Alignment:
    """Align two passages and find the elements in which they differ, best supported first."""
    pairs = _matched(one, two)
    a_to_b = dict(pairs)
    b_to_a = {y: x for x, y in pairs}
    left_a = tuple(i for i in one.content if i not in a_to_b)
    left_b = tuple(j for j in two.content if j not in b_to_a)
    elements = _elements(one, two, a_to_b, left_a, left_b)
    elements += _negations(one, two, pairs)
    elements += _turned_round(one, two, pairs)
    elements.sort(key=lambda e: (-e.standing, e.a, e.b))
    return Alignment(
        pairs=tuple(pairs),
        left_a=left_a,
        left_b=left_b,
        elements=tuple(elements[:_MOST_ELEMENTS]),
    )


def _matched(one: Side, two: Side) -> list[tuple[int, int]]:
    """One-to-one pairs of equal content words, near places first, then forms of one word."""
    pairs: list[tuple[int, int]] = []
    free_a, free_b = set(one.content), set(two.content)
    for key, alike in ((_letters, None), (_initial, _one_word)):
        places: dict[str, list[int]] = {}
        for j in sorted(free_b):
            places.setdefault(key(two.tokens[j]), []).append(j)
        options = [
            (abs(_at(one, i) - _at(two, j)), i, j)
            for i in sorted(free_a)
            for j in places.get(key(one.tokens[i]), ())
            if alike is None or alike(one.tokens[i], two.tokens[j])
        ]
        for _, i, j in sorted(options):
            if i in free_a and j in free_b:
                pairs.append((i, j))
                free_a.remove(i)
                free_b.remove(j)
    return sorted(pairs)


@lru_cache(maxsize=20_000)
def _plain(word: str) -> str:
    """Letters and digits without accents: "U.K." and "UK" are one word, "Yulín" and "Yulin"."""
    split = unicodedata.normalize("NFKD", word)
    return "".join(c for c in split if c.isalnum()).casefold() or word


def _at(side: Side, index: int) -> float:
    return side.place[index] / max(1, len(side.content))


def _letters(token: Token) -> str:
    return _plain(token.lemma)


def _initial(token: Token) -> str:
    return _plain(token.lemma)[:1]


def _one_word(x: Token, y: Token) -> bool:
    """Forms of one word: "resign" and "resignation", "Gov." and "governor", a name spelt twice."""
    one, two = sorted((_plain(x.lemma), _plain(y.lemma)), key=len)
    common = next(
        (n for n, pair in enumerate(zip(one, two, strict=False)) if len({*pair}) > 1), len(one)
    )
    if common >= _STEM and common >= _STEM_SHARE * len(two):
        return True
    shortened = x if len(x.text) < len(y.text) else y
    if shortened.text.endswith(".") and len(one) > 1:
        rest = iter(two)
        return all(letter in rest for letter in one)
    if x.pos == y.pos == "PROPN" and len(one) >= _LEAST_NAME:
        return SequenceMatcher(None, one, two, autojunk=False).ratio() >= _SPELT_ALIKE
    return False


def _elements(
    one: Side,
    two: Side,
    a_to_b: Mapping[int, int],
    left_a: Sequence[int],
    left_b: Sequence[int],
) -> list[Element]:
    options = []
    b_to_a = {y: x for x, y in a_to_b.items()}
    for x in left_a:
        for y in left_b:
            kind = _kind(one.tokens[x], two.tokens[y])
            if kind is None:
                continue
            support = _support(one, two, a_to_b, x, y)
            before = _before(one, a_to_b, x), _before(two, b_to_a, y)
            run = _run(one, two, a_to_b, *before, -1)
            run += _run(one, two, a_to_b, one.place[x] + 1, two.place[y] + 1, 1)
            if support > 0 or run > 1:
                options.append((-support - run / 2, x, y, kind, support, run))
    found: list[Element] = []
    used_a: set[int] = set()
    used_b: set[int] = set()
    for _, x, y, kind, support, run in sorted(options):
        if x in used_a or y in used_b:
            continue
        phrase_a = _phrase(one, x, frozenset(a_to_b))
        phrase_b = _phrase(two, y, frozenset(a_to_b.values()))
        used_a.update(phrase_a)
        used_b.update(phrase_b)
        found.append(Element(kind=kind, a=phrase_a, b=phrase_b, support=support, run=run))
    return found


def _before(side: Side, shared: Mapping[int, int], index: int) -> int:
    """The place before a word and those of its modifiers that the other side has not."""
    place = side.place[index] - 1
    while place >= 0 and side.content[place] not in shared:
        if side.up[side.content[place]][0] != index:
            break
        place -= 1
    return place


def _run(one: Side, two: Side, a_to_b: Mapping[int, int], at_a: int, at_b: int, step: int) -> int:
    """Shared content words in a row from two places on, to the left or to the right."""
    many = 0
    while 0 <= at_a < len(one.content) and 0 <= at_b < len(two.content) and many < _LONGEST_RUN:
        if a_to_b.get(one.content[at_a]) != two.content[at_b]:
            break
        many += 1
        at_a += step
        at_b += step
    return many


def _kind(x: Token, y: Token) -> ElementKind | None:
    kinds = {_word_kind(x), _word_kind(y)}
    if len(kinds) == 1:
        return kinds.pop()
    if kinds == {"name", "noun"}:
        return "noun"
    if kinds == {"verb", "modifier"} and "ADV" not in (x.pos, y.pos):
        return "verb"
    return None


def _word_kind(token: Token) -> ElementKind:
    if token.pos == "PROPN":
        return "name"
    if token.pos == "NOUN":
        return "noun"
    if token.pos == "VERB":
        return "verb"
    return "number" if token.pos == "NUM" else "modifier"


def _support(one: Side, two: Side, a_to_b: Mapping[int, int], x: int, y: int) -> float:
    """How alike the parses are around two words: the word above, the words below."""
    (head_x, by_x), (head_y, by_y) = one.up[x], two.up[y]
    support = 0.0
    if head_x is not None and head_y is not None:
        if a_to_b.get(head_x) == head_y:
            support += 2.0 if by_x == by_y else 0.5
    elif head_x is None and head_y is None:
        support += 0.5
    below_y = two.below.get(y, ())
    for child in one.below.get(x, ()):
        other = a_to_b.get(child)
        if other is not None and other in below_y:
            support += 1.0 if one.up[child][1] == two.up[other][1] else 0.5
    return support


def _phrase(side: Side, head: int, aligned: frozenset[int]) -> tuple[int, ...]:
    """A word with the modifiers before it that the other side has not."""
    tokens = side.tokens
    first = head
    while first > 0:
        before = first - 1
        token = tokens[before]
        if before not in side.members or before in aligned or token.dep not in _TITLE:
            break
        if not first <= token.head <= head:
            break
        first = before
    return tuple(range(first, head + 1))


def _negations(one: Side, two: Side, pairs: Sequence[tuple[int, int]]) -> list[Element]:
    """Words that both sides have and one of them denies."""
    a_to_b = dict(pairs)
    return [
        Element(kind="negation", a=(x,), b=(y,), support=1.0 + _support(one, two, a_to_b, x, y))
        for x, y in pairs
        if (x in one.negated) != (y in two.negated)
        and one.tokens[x].pos in ("VERB", "AUX", "NOUN", "ADJ")
    ]


def _turned_round(one: Side, two: Side, pairs: Sequence[tuple[int, int]]) -> list[Element]:
    """Who does something on one side and is below the same verb on the other, both ways."""
    a_to_b = dict(pairs)
    b_to_a = {y: x for x, y in pairs}
    found = []
    for verb_x, verb_y in pairs:
        doer_x, doer_y = _doer(one, verb_x), _doer(two, verb_y)
        if doer_x is None or doer_y is None:
            continue
        there, here = a_to_b.get(doer_x), b_to_a.get(doer_y)
        if there is None or here is None or there == doer_y:
            continue
        if one.up[here][0] == verb_x and two.up[there][0] == verb_y:
            support = 2.0 + _support(one, two, a_to_b, verb_x, verb_y)
            found.append(Element(kind="turned round", a=(doer_x,), b=(doer_y,), support=support))
    return found


def _doer(side: Side, verb: int) -> int | None:
    """The subject of a verb in the active, the agent in the passive."""
    if side.tokens[verb].pos != "VERB":
        return None
    below = side.below.get(verb, ())
    return next((child for child in below if side.up[child][1] == "subject"), None)
