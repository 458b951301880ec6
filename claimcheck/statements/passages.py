"""Sentences and their clauses as passages: what a statement is compared and judged as."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from claimcheck.language.parsing import Parse, Token
from claimcheck.records import Sentence

CONTENT = frozenset(("NOUN", "PROPN", "VERB", "ADJ", "ADV", "NUM"))
_CLAUSAL = frozenset(("ROOT", "conj", "ccomp", "advcl", "relcl", "parataxis"))
_SUBJECTS = frozenset(("nsubj", "nsubjpass", "csubj", "csubjpass", "expl"))
_RELATIVE = frozenset(("WDT", "WP", "WP$", "WRB"))
# Clauses behind these state nothing: what is under a condition, or has not come about yet.
_UNSTATED = frozenset(("if", "unless", "whether", "until", "before", "lest"))
_GAP = re.compile(r" ?, ?,")  # what a clause that stood between commas leaves behind
# A clause of fewer content words says too little to be judged by itself.
_LEAST_CONTENT = 3
# Words of a sentence that are compared; what is longer is a list, and aligning is quadratic.
_MOST_CONTENT = 80
# Clauses of a sentence beyond so many are those of a list.
_MOST_CLAUSES = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A sentence or one of its clauses.

    ``order`` holds the indices of its words in ``tokens``, those of the whole sentence, in the
    order in which they are judged: a shared subject comes first. ``content`` are those of them
    that carry content; words of values that others compare are ``values`` instead. ``source``
    are the words that name who says it, none for the outlet, and ``under`` is the verb by which
    it is said, denied or doubted, None in a whole sentence. Offsets of tokens are into the
    sentence's text.
    """

    sentence: Sentence
    tokens: tuple[Token, ...]
    order: tuple[int, ...]
    content: tuple[int, ...]
    values: tuple[int, ...]
    whole: bool
    source: tuple[int, ...] = ()
    under: int | None = None

    @property
    def text(self) -> str:
        """What is judged: the sentence as it stands, or the clause as a sentence."""
        return self.sentence.text if self.whole else self.with_phrase((), "")

    @property
    def span(self) -> tuple[int, int]:
        """Half-open offsets into the article's text."""
        base = self.sentence.start
        if self.whole or not self.order:
            return base, self.sentence.end
        return base + self.tokens[min(self.order)].start, base + self.tokens[max(self.order)].end

    def phrase(self, indices: Sequence[int]) -> str:
        """The text of contiguous words."""
        return self.sentence.text[self.tokens[indices[0]].start : self.tokens[indices[-1]].end]

    def with_phrase(self, indices: Sequence[int], phrase: str) -> str:
        """What is judged, with another phrase in the place of contiguous words of it."""
        if self.whole:
            start, end = self.tokens[indices[0]].start, self.tokens[indices[-1]].end
            return self.sentence.text[:start] + phrase + self.sentence.text[end:]
        replaced = frozenset(indices)
        pieces: list[str] = []
        last: int | None = None
        for index in self.order:
            token = self.tokens[index]
            if index in replaced and index != indices[0]:
                last = index
                continue
            gap = " " if pieces else ""
            if last is not None and index == last + 1:
                gap = self.sentence.text[self.tokens[last].end : token.start]
            pieces.append(gap + (phrase if index in replaced else token.text))
            last = index
        return _as_sentence("".join(pieces))


def is_content(token: Token) -> bool:
    """Whether a word carries content: no auxiliary, no pronoun, no mark."""
    return token.pos in CONTENT and token.dep not in ("aux", "auxpass", "neg")


def whole_sentence(
    sentence: Sentence, parse: Parse, taken: Sequence[tuple[int, int]] = ()
) -> Passage:
    """The sentence as it stands, its attribution kept.

    ``taken`` are spans in the article whose values are compared elsewhere.
    """
    tokens = parse.tokens
    spans = [(start - sentence.start, end - sentence.start) for start, end in taken]
    values = tuple(
        index
        for index, token in enumerate(tokens)
        if any(start < token.end and token.start < end for start, end in spans)
    )
    content = [
        index for index, token in enumerate(tokens) if is_content(token) and index not in values
    ]
    return Passage(
        sentence=sentence,
        tokens=tokens,
        order=tuple(range(len(tokens))),
        content=tuple(content[:_MOST_CONTENT]),
        values=values,
        whole=True,
        source=_source_in(tokens),
    )


def clauses(whole: Passage) -> tuple[Passage, ...]:
    """The clauses of a sentence that state something, in order; none where it is one clause.

    A clause takes its subject along: a conjoined verb that of its first verb, a relative clause
    the noun that it describes. The content of a verb of saying stands without it.
    """
    tokens = whole.tokens
    children = _children(tokens)
    heads = [i for i in range(len(tokens)) if _heads_clause(tokens, children, i)]
    if len(heads) < 2:
        return ()
    every = frozenset(heads)
    found = []
    for head in heads[:_MOST_CLAUSES]:
        if any(child in every and tokens[child].dep == "ccomp" for child in children[head]):
            continue  # it only says that something is said
        members = _members(tokens, children, head, every)
        subject = _subject(tokens, children, head)
        if not subject:
            subject = _borrowed(tokens, children, head, every)
            if not subject:
                continue
            members = [m for m in members if tokens[m].tag not in _RELATIVE]
            members = [*subject, *(m for m in members if m not in subject)]
        order = tuple(members)
        content = tuple(m for m in whole.content if m in frozenset(order))
        if len(content) < _LEAST_CONTENT:
            continue
        found.append(
            Passage(
                sentence=whole.sentence,
                tokens=tokens,
                order=order,
                content=content,
                values=tuple(m for m in whole.values if m in frozenset(order)),
                whole=False,
                source=_source(tokens, children, head),
                under=_verb_above(tokens, head),
            )
        )
    return tuple(found)


def _source_in(tokens: Sequence[Token]) -> tuple[int, ...]:
    children = _children(tokens)
    said = (i for i, token in enumerate(tokens) if token.dep in ("ccomp", "parataxis"))
    return next((s for s in (_source(tokens, children, i) for i in said) if s), ())


def _children(tokens: Sequence[Token]) -> list[list[int]]:
    found: list[list[int]] = [[] for _ in tokens]
    for index, token in enumerate(tokens):
        if token.head != index:
            found[token.head].append(index)
    return found


def _heads_clause(tokens: Sequence[Token], children: list[list[int]], index: int) -> bool:
    token = tokens[index]
    if token.dep not in _CLAUSAL or token.pos not in ("VERB", "AUX"):
        return False
    if token.dep == "conj":
        return tokens[token.head].pos in ("VERB", "AUX")
    if any(tokens[c].dep == "mark" and tokens[c].lemma in _UNSTATED for c in children[index]):
        return False
    return token.dep in ("ROOT", "relcl") or bool(_subject(tokens, children, index))


def _subject(
    tokens: Sequence[Token],
    children: list[list[int]],
    head: int,
    without: frozenset[int] = frozenset(),
) -> tuple[int, ...]:
    for child in children[head]:
        if tokens[child].dep in _SUBJECTS and tokens[child].tag not in _RELATIVE:
            return tuple(_subtree(children, child, without))
    return ()


def _borrowed(
    tokens: Sequence[Token], children: list[list[int]], head: int, heads: frozenset[int]
) -> tuple[int, ...]:
    """The subject that a clause shares: its first verb's, or the noun that it describes."""
    first = head
    for _ in range(len(tokens)):
        if tokens[first].dep != "conj":
            break
        first = tokens[first].head
    own = _subject(tokens, children, first, heads)
    if own or tokens[first].dep != "relcl":
        return own
    if any(tokens[c].dep in _SUBJECTS and tokens[c].tag in _RELATIVE for c in children[first]):
        noun = tokens[first].head
        left = [c for c in children[noun] if c < noun]
        return tuple(sorted({noun, *(m for c in left for m in _subtree(children, c, heads))}))
    return ()


def _members(
    tokens: Sequence[Token], children: list[list[int]], head: int, heads: frozenset[int]
) -> list[int]:
    """The words of a clause: its subtree without the clauses below it and its joining words."""
    below = heads - {head}
    kept = _subtree(children, head, below)
    joining = {c for c in children[head] if tokens[c].dep in ("mark", "cc", "punct")}
    for member in kept:
        if any(child in below for child in children[member]):
            joining.update(c for c in children[member] if tokens[c].dep == "cc")
    return [m for m in kept if m not in joining]


def _subtree(children: list[list[int]], root: int, without: frozenset[int]) -> list[int]:
    found, stack = [], [root]
    while stack:
        index = stack.pop()
        found.append(index)
        stack.extend(child for child in children[index] if child not in without)
    return sorted(found)


def _source(tokens: Sequence[Token], children: list[list[int]], head: int) -> tuple[int, ...]:
    """Whose voice a clause is: the subject of the verb whose content it is."""
    above = _verb_above(tokens, head)
    return () if above is None else _subject(tokens, children, above)


def _verb_above(tokens: Sequence[Token], head: int) -> int | None:
    at = head
    for _ in range(len(tokens)):
        if tokens[at].dep != "conj":
            break
        at = tokens[at].head
    return tokens[at].head if tokens[at].dep in ("ccomp", "parataxis") else None


def _as_sentence(text: str) -> str:
    """A clause with a capital and a full stop."""
    made = _GAP.sub("", " ".join(text.split())).strip(" ,;:-–—")
    if not made:
        return made
    return made[0].upper() + made[1:] + ("" if made[-1] in '.!?"”' else ".")
