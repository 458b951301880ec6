"""Two passages word by word: the words of a side with their governors, and which words are alike.

Words are matched wherever they stand, since outlets turn sentences round.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from difflib import SequenceMatcher
from functools import lru_cache

from claimcheck.language.parsing import Token
from claimcheck.statements.passages import Passage, is_content

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


def matched(one: Side, two: Side) -> list[tuple[int, int]]:
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
