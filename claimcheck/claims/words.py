"""A small tagger: closed classes, a list of common verbs with their forms, and suffixes.

It only has to tell where a clause has its finite verb. Where a form is open ("killed" may be a
past or a participle) it says so and leaves the choice to the caller.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from claimcheck.claims.lexicon import (
    ADJECTIVES,
    ADVERBS,
    AUXILIARIES,
    BASES,
    CONJUNCTIONS,
    DETERMINERS,
    ING_TO_PAST,
    NOUNISH,
    PARTICIPLE_PAST,
    PAST_ONLY,
    PREPOSITIONS,
    PRONOUNS,
    SUBJECTS,
    SUBORDINATORS,
    THIRD,
)

_PASTS = frozenset(ING_TO_PAST.values())


def past_of(participle: str) -> str | None:
    """The past of a common present participle ("killing" to "killed"), None if not known."""
    return ING_TO_PAST.get(participle)


@dataclass(frozen=True, slots=True)
class Token:
    """A word or a mark with its half-open offsets in the text that was tokenised."""

    text: str
    start: int
    end: int

    @property
    def lower(self) -> str:
        """In lower case, with a straight apostrophe."""
        return self.text.lower().replace("’", "'")

    @property
    def is_word(self) -> bool:
        """Not a mark."""
        return self.text[0].isalnum() or self.text[0] in "$€£¥"

    @property
    def capital(self) -> bool:
        """Begins with a capital."""
        return self.text[0].isupper()


_TOKEN = re.compile(
    r"(?:[A-Za-z]\.){2,}|(?:Mr|Mrs|Ms|Dr|Gov|Sen|Rep|Gen|Lt|Col|Sgt|Capt|Prof|St|Jr|Sr|Inc|Corp"
    r"|Ltd|Co|No|Jan|Feb|Aug|Sept?|Oct|Nov|Dec)\.|[$€£¥]?\d[\d,.]*\d%?|[$€£¥]?\d%?"
    r"|\w+(?:[’'&-]\w+)*|--+|\.{2,}|\S"
)


def tokenise(text: str, offset: int = 0) -> list[Token]:
    """The words and marks of a text; ``offset`` is added to their positions."""
    return [Token(m[0], m.start() + offset, m.end() + offset) for m in _TOKEN.finditer(text)]


def is_base(token: Token) -> bool:
    """A plain form of a listed verb ("remain")."""
    return token.lower in BASES


def is_auxiliary(token: Token) -> bool:
    """A form of be, have, do, or a modal; "May" with a capital is a month."""
    return token.lower in AUXILIARIES and token.text not in ("May", "Will")


def verb_form(tokens: list[Token], index: int) -> str:
    """The finite form at ``index``: "aux", "past", "third", "base", "open" (-ed) or ""."""
    token = tokens[index]
    if not token.is_word or (token.capital and index and tokens[index - 1].is_word):
        return _titled(tokens, index) if token.is_word else ""
    if is_auxiliary(token):
        return "aux"
    before = _previous(tokens, index)
    if before is not None and _closes_verb(before):
        return ""
    return _lexical(token.lower, before)


def _titled(tokens: list[Token], index: int) -> str:
    """Verbs in Title Case headlines: only where most words are capitalised."""
    words = [t for t in tokens if t.is_word and len(t.text) > 3]
    if len(words) < 4 or sum(t.capital for t in words) < 0.8 * len(words):
        return ""
    token, before = tokens[index], _previous(tokens, index)
    if token.lower in AUXILIARIES and token.lower not in ("may", "will"):
        return "aux"
    if before is not None and _closes_verb(before):
        return ""
    return _lexical(token.lower, before)


def _lexical(word: str, before: Token | None) -> str:
    if word in PAST_ONLY:
        return "past"
    if word in THIRD:
        nounish = word in NOUNISH and not (before and (before.capital or before.lower in PRONOUNS))
        return "" if nounish else "third"
    if word in PARTICIPLE_PAST:
        return "open"
    regular = word.endswith("ed") and (len(word) > 4 or word in _PASTS)
    if regular and word not in ("hundred", "united", "indeed"):
        return "open"
    if word in BASES - {"last", "like"} and before is not None and _plural(before):
        return "base"
    return ""


def _previous(tokens: list[Token], index: int) -> Token | None:
    """The word before, adverbs passed over."""
    at = index - 1
    while at >= 0 and _is_adverb(tokens[at]):
        at -= 1
    return tokens[at] if at >= 0 else None


def _is_adverb(token: Token) -> bool:
    word = token.lower
    if word in ADVERBS:
        return True
    return word.endswith("ly") and not token.capital and word not in ("family", "supply", "ally")


def _closes_verb(before: Token) -> bool:
    """After these a lexical form is a noun, an adjective or part of another verb."""
    word = before.lower
    return (
        word in DETERMINERS - {"that", "all", "some", "many", "most", "several", "both", "few"}
        or word in PREPOSITIONS - {"like", "in", "up", "out", "off", "down"}
        or word in AUXILIARIES
        or word in ADJECTIVES - {"dead", "missing", "last", "main", "more", "other"}
        or word in ("not", "been", "being", "be", "having", "'s", "very", "too", "to")
        or word.endswith("'s")
        or word in ("-", "$")
    )


def _plural(before: Token) -> bool:
    word = before.lower
    if word[0].isdigit() or word in (
        "they",
        "we",
        "i",
        "you",
        "who",
        "that",
        "people",
        "police",
        "more",
        "others",
    ):
        return True
    return word.endswith("s") and not word.endswith(("ss", "'s", "us")) and len(word) > 3


def is_finite(tokens: list[Token], index: int) -> bool:
    """Whether a finite verb may stand at ``index``; an open -ed form counts only after a noun."""
    form = verb_form(tokens, index)
    if form != "open":
        return bool(form)
    following = tokens[index + 1].lower if index + 1 < len(tokens) else ""
    before = _previous(tokens, index)
    return following != "by" and before is not None and before.is_word


def first_finite(tokens: list[Token], start: int = 0, end: int | None = None) -> int | None:
    """Index of the first finite verb, certain forms before open ones."""
    stop = len(tokens) if end is None else end
    opened: int | None = None
    for index in range(start, stop):
        form = verb_form(tokens, index)
        if form and form != "open":
            if opened is not None and _reduced(tokens, opened, index):
                return index
            return index if opened is None else opened
        if form == "open" and opened is None and is_finite(tokens, index):
            opened = index
    return opened


def sure_finite(tokens: list[Token], start: int = 0, end: int | None = None) -> int | None:
    """Index of the first finite verb that cannot be a participle."""
    for index in range(start, len(tokens) if end is None else end):
        if verb_form(tokens, index) not in ("", "open"):
            return index
    return None


def _reduced(tokens: list[Token], opened: int, later: int) -> bool:
    """Whether the open form belongs to the noun before it: "the men arrested on Friday were"."""
    if later - opened > 8:
        return False
    between = tokens[opened + 1 : later]
    if any(t.lower in SUBORDINATORS | CONJUNCTIONS | SUBJECTS or not t.is_word for t in between):
        return False
    return bool(between) and between[0].lower in PREPOSITIONS
