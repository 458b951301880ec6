"""A parse as a tree: who governs what, and which words make a clause."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from claimcheck.language.parsing import Parse, Token

# Words under one of these labels, if they are verbs, make a clause of their own.
_CLAUSES = frozenset(
    "ROOT ccomp xcomp advcl relcl acl conj parataxis pcomp csubj csubjpass dep".split()
)
_SUBJECTS = ("nsubj", "nsubjpass", "csubj", "expl")
_MOST_STEPS = 40


class Tree:
    """The words of one sentence by index, with what each governs; offsets are the parse's."""

    def __init__(self, parse: Parse) -> None:
        self.tokens = parse.tokens
        self._starts = [token.start for token in parse.tokens]
        self._children: list[list[int]] = [[] for _ in parse.tokens]
        for index, token in enumerate(parse.tokens):
            if token.head != index:
                self._children[token.head].append(index)

    def __getitem__(self, index: int) -> Token:
        return self.tokens[index]

    def __len__(self) -> int:
        return len(self.tokens)

    def children(self, index: int, *deps: str) -> list[int]:
        """What a word governs, from left to right; with ``deps`` only under these labels."""
        found = self._children[index]
        return [i for i in found if self.tokens[i].dep in deps] if deps else found

    def first(self, index: int, *deps: str) -> int | None:
        """The first word that ``index`` governs under one of these labels."""
        return next(iter(self.children(index, *deps)), None)

    def ancestors(self, index: int) -> Iterator[int]:
        """What governs a word, from the nearest up; bounded, whatever the parse."""
        for _ in range(_MOST_STEPS):
            head = self.tokens[index].head
            if head == index:
                return
            yield head
            index = head

    def subtree(self, index: int) -> list[int]:
        """A word and all below it, in the order of the text."""
        found, todo = [], [index]
        while todo:
            at = todo.pop()
            found.append(at)
            todo.extend(self._children[at])
        return sorted(found)

    def covering(self, start: int, end: int) -> list[int]:
        """The words that a span of the sentence touches."""
        first = max(0, bisect_right(self._starts, start) - 1)
        behind = bisect_left(self._starts, end)
        return [i for i in range(first, behind) if self.tokens[i].end > start]

    def root_of(self, indices: list[int]) -> int | None:
        """The word of a span whose governor stands outside it, the last of several."""
        inside = set(indices)
        tops = [i for i in indices if self[i].head not in inside or self[i].head == i]
        content = [i for i in tops if self[i].pos not in ("PUNCT", "ADP", "DET", "SYM")]
        return (content or tops)[-1] if tops else None

    def is_clause(self, index: int) -> bool:
        """Whether a word heads a clause."""
        token = self.tokens[index]
        if token.pos not in ("VERB", "AUX"):
            return token.dep in ("ROOT", "parataxis") or bool(self.children(index, *_SUBJECTS))
        return token.dep in _CLAUSES

    def clause_head(self, index: int) -> int:
        """The head of the clause that a word stands in: itself or what governs it."""
        if self.is_clause(index):
            return index
        last = index
        for last in self.ancestors(index):
            if self.is_clause(last):
                return last
        return last

    def clause(self, head: int) -> list[int]:
        """The words of a clause, without those of the clauses in it; in the order of the text.

        An open complement belongs to its governor ("plans to cut"), and so does a participle
        behind a noun ("people killed in the quake").
        """
        found, todo = [], [head]
        while todo:
            at = todo.pop()
            found.append(at)
            for child in self._children[at]:
                inner = self.is_clause(child) and self[child].dep not in ("xcomp", "acl")
                if not inner:
                    todo.append(child)
        return sorted(found)

    def subject(self, verb: int) -> int | None:
        """The subject of a verb: its own, else of what it is joined to, governed or relative by."""
        for _ in range(6):
            own = self.first(verb, *_SUBJECTS)
            if own is not None and self[own].tag not in ("WDT", "WP"):
                return own
            token = self[verb]
            if token.dep in ("relcl", "acl"):
                return token.head
            if token.dep not in ("conj", "xcomp", "advcl") or token.head == verb:
                return own
            if token.dep == "xcomp" and (held := self.first(token.head, "dobj")) is not None:
                return held
            verb = token.head
        return None


def counted_part(tree: Tree, number: int) -> int | None:
    """The word that tells a part of a counted noun: "[half] of the 40 passengers"."""
    noun = tree[number].head
    prep = tree[noun].head
    if tree[number].dep != "nummod" or tree[noun].dep != "pobj" or tree[prep].lemma != "of":
        return None
    return tree[prep].head
