"""What two passages share and the elements in which they differ.

An element is a phrase of one side that stands where another phrase of the other side stands:
under the same governing word, with the same words around it or below it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from claimcheck.language.parsing import Token
from claimcheck.statements.sides import Side, matched

ElementKind = Literal["name", "noun", "verb", "modifier", "number", "negation", "turned round"]
ELEMENTS: tuple[ElementKind, ...] = get_args(ElementKind)
_KINDS: Mapping[str, ElementKind] = {
    "PROPN": "name",
    "NOUN": "noun",
    "VERB": "verb",
    "NUM": "number",
}  # of a part of speech; all others are modifiers
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
    def beside(self) -> int:
        """Content words of a side, the one with more, that are left beside the first element."""
        if not self.elements:
            return max(len(self.left_a), len(self.left_b))
        first = self.elements[0]
        return max(
            sum(index not in element for index in left)
            for left, element in ((self.left_a, first.a), (self.left_b, first.b))
        )

    @property
    def jaccard(self) -> float:
        """Shared content words among all."""
        every = len(self.pairs) + len(self.left_a) + len(self.left_b)
        return len(self.pairs) / every if every else 0.0


def align(one: Side, two: Side) -> Alignment:
    """Align two passages and find the elements in which they differ, best supported first."""
    pairs = matched(one, two)
    a_to_b = dict(pairs)
    b_to_a = {y: x for x, y in pairs}
    left_a = tuple(i for i in one.content if i not in a_to_b)
    left_b = tuple(j for j in two.content if j not in b_to_a)
    elements = [
        element
        for element in _elements(one, two, a_to_b, left_a, left_b)
        if element.kind != "verb" or not _converse(one, two, a_to_b, element)
    ]
    elements += _negations(one, two, pairs)
    elements += _turned_round(one, two, pairs)
    elements.sort(key=lambda e: (-e.standing, e.a, e.b))
    return Alignment(
        pairs=tuple(pairs),
        left_a=left_a,
        left_b=left_b,
        elements=tuple(elements[:_MOST_ELEMENTS]),
    )


def _elements(
    one: Side,
    two: Side,
    a_to_b: Mapping[int, int],
    left_a: Sequence[int],
    left_b: Sequence[int],
) -> list[Element]:
    options = []
    b_to_a = {y: x for x, y in a_to_b.items()}
    theirs = [(y, two.tokens[y], _before(two, b_to_a, y)) for y in left_b]
    for x in left_a:
        token, before = one.tokens[x], _before(one, a_to_b, x)
        for y, other, before_other in theirs:
            kind = _kind(token, other)
            if kind is None:
                continue
            support = _support(one, two, a_to_b, x, y)
            run = _run(one, two, a_to_b, before, before_other, -1)
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
    one, two = _KINDS.get(x.pos, "modifier"), _KINDS.get(y.pos, "modifier")
    if one == two:
        return one
    kinds = (one, two)
    if "noun" in kinds and "name" in kinds:
        return "noun"
    if "verb" in kinds and "modifier" in kinds and "ADV" not in (x.pos, y.pos):
        return "verb"
    return None


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


def _converse(one: Side, two: Side, a_to_b: Mapping[int, int], element: Element) -> bool:
    """Whether two verbs tell one thing from its two ends: "beat" and "lost to", "buy" and "sell".

    The doer of each stands behind the other one, where English has the other party. Told of the
    same doer they would be opposites.
    """
    verb_a, verb_b = element.a[-1], element.b[-1]
    doer_a, doer_b = _doer(one, verb_a), _doer(two, verb_b)
    if doer_a is None or doer_b is None:
        return False
    there = a_to_b.get(doer_a, -1)
    here = next((x for x, y in a_to_b.items() if y == doer_b), -1)
    return there > verb_b and here > verb_a


def _doer(side: Side, verb: int) -> int | None:
    """The subject of a verb in the active, the agent in the passive."""
    if side.tokens[verb].pos != "VERB":
        return None
    below = side.below.get(verb, ())
    return next((child for child in below if side.up[child][1] == "subject"), None)
