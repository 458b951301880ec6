"""The words around a value: what they are, how far off they stand, and how telling they are."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from claimcheck.language.parsing import Parse, Token
from claimcheck.records import Mention

Weights = Mapping[str, float]
"""A weight for each lemma."""

_CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "ADV", "NUM"})
# A word that stands so many words from the value counts half as much as one beside it.
_HALF = 4
# Verbs further up than this govern the whole sentence and tell little of the value.
_PATH = 6


@dataclass(frozen=True, slots=True)
class Surroundings:
    """``near`` fades with the distance from the value, ``sentence`` and ``context`` do not.

    ``context`` also holds the sentence before, if it is of the same paragraph. ``path`` are the
    lemmas that govern the value, the nearest first.
    """

    near: Weights
    sentence: Weights
    context: Weights
    path: tuple[str, ...]


def surroundings(mention: Mention, parse: Parse, before: Parse | None) -> Surroundings:
    """Read the surroundings of ``mention`` off the parse of its sentence and of the one before."""
    tokens = parse.tokens
    low, high = (
        mention.value.start - mention.sentence.start,
        mention.value.end - mention.sentence.start,
    )
    inside = [i for i, t in enumerate(tokens) if t.start < high and low < t.end]
    first, last = (inside[0], inside[-1]) if inside else (len(tokens), len(tokens))
    near: dict[str, float] = {}
    sentence: dict[str, float] = {}
    for index, token in enumerate(tokens):
        if first <= index <= last or not _telling(token):
            continue
        distance = min(abs(index - first), abs(index - last))
        near[token.lemma] = max(near.get(token.lemma, 0.0), _HALF / (_HALF + distance))
        sentence[token.lemma] = 1.0
    context = dict(sentence)
    if before is not None:
        context.update({t.lemma: 1.0 for t in before.tokens if _telling(t)})
    return Surroundings(near, sentence, context, _path(tokens, inside))


def _telling(token: Token) -> bool:
    return token.pos in _CONTENT and token.lemma[:1].isalpha()


def _path(tokens: Sequence[Token], inside: Sequence[int]) -> tuple[str, ...]:
    """The lemmas of the tokens above the value's head."""
    held = set(inside)
    at = next((i for i in inside if tokens[i].head not in held or tokens[i].head == i), None)
    path: list[str] = []
    while at is not None and tokens[at].head != at and len(path) < _PATH:
        at = tokens[at].head
        path.append(tokens[at].lemma)
    return tuple(path)


class Rarity:
    """How telling a lemma is in one bundle: the inverse frequency of sentences that hold it."""

    def __init__(self, parses: Iterable[Parse]) -> None:
        self._frequency: Counter[str] = Counter()
        self._sentences = 0
        for parse in parses:
            self._sentences += 1
            self._frequency.update({t.lemma for t in parse.tokens})
        self._known = {lemma: self._weight(many) for lemma, many in self._frequency.items()}
        self._unknown = self._weight(0)

    def __call__(self, lemma: str) -> float:
        """The weight of a lemma: 0 or more."""
        return self._known.get(lemma, self._unknown)

    def _weight(self, many: int) -> float:
        return math.log((self._sentences + 1) / (many + 0.5) + 1.0)

    def norm(self, weights: Weights) -> float:
        """The length of a bag of lemmas."""
        return math.sqrt(math.fsum([(w * self(k)) ** 2 for k, w in weights.items()]))

    def product(self, a: Weights, b: Weights) -> float:
        """The scalar product of two bags of lemmas."""
        if len(b) < len(a):
            a, b = b, a
        return math.fsum([w * b[k] * self(k) ** 2 for k, w in a.items() if k in b])

    def cosine(self, a: Weights, b: Weights, length: float) -> float:
        """The cosine of two bags of lemmas, in [0, 1]; 0 where one is empty.

        ``length`` is the product of their norms, which are the same for many pairs.
        """
        return min(1.0, self.product(a, b) / length) if length else 0.0
