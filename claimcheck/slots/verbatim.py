"""What a sentence says around a value: two that say the same but for it need no judge."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from claimcheck.judging.masking import MASK
from claimcheck.language.parsing import Token
from claimcheck.language.text import Text
from claimcheck.mentions.rows import lemmas
from claimcheck.records import Figure, Mention
from claimcheck.records.mentions import Value
from claimcheck.values.units import THINGS

_TELLING = frozenset({"NOUN", "PROPN", "VERB", "ADJ"})
_LEAST_TELLING = 2
_CHANGES = lemmas("roles", "moves") | lemmas("roles", "moved")


@dataclass(frozen=True, slots=True)
class Said:
    """The lemmas of a sentence around a value, but for those that narrow what it counts."""

    words: tuple[str, ...] = ()
    narrowing: frozenset[str] = frozenset()

    def like(self, other: Said) -> bool:
        """Whether two sentences say the same; () says too little to tell."""
        if not self.words or self.words != other.words:
            return False
        return self.narrowing <= other.narrowing or other.narrowing <= self.narrowing


def said_around(mention: Mention, text: Text) -> Said:
    """What a mention's sentence says without the value, empty where that tells too little alone.

    A sentence that begins with a pronoun, or with fewer than two words that carry meaning, may be
    said of anybody.
    """
    tokens = text.parses[text.place(mention.sentence)].tokens
    start = mention.sentence.start
    first, last = mention.value.start - start, mention.value.end - start
    if isinstance(mention.value, Figure) and mention.value.unit in THINGS:
        last = next((t.end for t in tokens if t.end > first), last)  # "barrels" are counted
    left_out = _narrowing(tokens, mention.value, first, last)
    narrowing = frozenset(tokens[i].lemma for i in left_out)
    change = _change(tokens, mention, first)
    around = [
        i
        for i, t in enumerate(tokens)
        if (t.end <= first or t.start >= last) and t.pos != "PUNCT"
        if i not in left_out and i not in change
    ]
    telling = sum(tokens[i].pos in _TELLING for i in around)
    if telling < _LEAST_TELLING or tokens[around[0]].pos == "PRON":
        return Said()
    place = sum(tokens[i].start < (tokens[change[0]].start if change else first) for i in around)
    words = [tokens[i].lemma for i in around]
    return Said((*words[:place], MASK, *words[place:]), narrowing)


def _change(tokens: Sequence[Token], mention: Mention, first: int) -> list[int]:
    """The words that tell a change together with its value: "[cut] its dividend [by] a third".

    They say what "halved" says in one word.
    """
    verb = mention.frame.predicate
    if "change by" not in mention.frame.roles or verb not in _CHANGES:
        return []
    told = next((i for i, t in enumerate(tokens) if t.lemma == verb and t.pos == "VERB"), None)
    by = [i for i, t in enumerate(tokens) if t.lemma == "by" and t.end == first - 1]
    return [] if told is None else sorted([told, *by])


def _narrowing(tokens: Sequence[Token], value: Value, first: int, last: int) -> list[int]:
    """The words between a count and its noun: "40 [small blue] barrels"; no names.

    "40 German soldiers" may be some of more. That people are counted need not be said: "three
    [people] were hurt", "nobody was hurt".
    """
    if not isinstance(value, Figure) or value.unit:
        return []
    held = [i for i, t in enumerate(tokens) if t.start < last and first < t.end]
    if value.whole is not None and (noun := _of_which(tokens, held)):
        return list(range(held[-1] + 1, noun))
    number = next((tokens[i] for i in held if tokens[i].dep in ("nummod", "det")), None)
    if number is None:
        return []
    between = [i for i, t in enumerate(tokens[: number.head]) if t.start >= last]
    if any(tokens[i].pos != "PUNCT" and not tokens[i].text.islower() for i in between):
        return []
    return [*between, number.head] if tokens[number.head].lemma == "person" else between


def _of_which(tokens: Sequence[Token], held: Sequence[int]) -> int:
    """The noun of which a part is told, 0 where there is none: "half of the 40 [passengers]"."""
    for index, token in enumerate(tokens):
        prep = tokens[token.head]
        if token.dep == "pobj" and prep.lemma == "of" and prep.head in held:
            return index
    return 0
