"""Where one main clause ends and the next begins."""

from __future__ import annotations

from claimcheck.claims.lexicon import (
    ADVERBS,
    DETERMINERS,
    PREPOSITIONS,
    PRONOUNS,
    SUBORDINATORS,
    word_set,
)
from claimcheck.claims.words import Token, first_finite, is_auxiliary, verb_form

_CONTRASTS = frozenset({"while", "although", "though", "whereas"})


_RELATIVES = word_set(
    """
    that who whom whose which where when while because if whether after before since as until
    although though
    """
)


def parts(tokens: list[Token], start: int, end: int) -> list[tuple[int, int]]:
    """Coordinated main clauses, each with its own subject and verb, as token ranges."""
    if tokens[start].lower in _CONTRASTS:
        comma = next((i for i in range(start, end) if tokens[i].text == ","), None)
        if comma and is_clause(tokens, start + 1, comma) and is_clause(tokens, comma + 1, end):
            return [(start + 1, comma), *parts(tokens, comma + 1, end)]
        return [(start, end)]
    opening = [t.lower for t in tokens[start : start + 2]]
    if tokens[start].lower in SUBORDINATORS or opening == ["not", "only"]:
        return [(start, end)]
    for at in range(start + 2, end - 2):
        token = tokens[at]
        begin = at + 1
        comma = tokens[at - 1].text == ","
        mark = token.text == ";"
        joint = token.lower in ("and", "but", "while") or (
            comma and token.lower in ("though", "although", "whereas")
        )
        if not (mark or joint) or any(t.lower in ("both", "between") for t in tokens[at - 5 : at]):
            continue
        while begin < end and (tokens[begin].lower in ADVERBS or tokens[begin].text == ","):
            begin += 1
        left_end = at - 1 if comma else at
        if not (is_clause(tokens, begin, end) and _states(tokens, start, left_end)):
            continue
        if open_subordinate(tokens, start, left_end):
            continue
        if not (comma or mark) and _open_adverbial(tokens, start, at):
            continue
        last = tokens[left_end - 1]
        if is_auxiliary(last) or last.lower in (PREPOSITIONS | DETERMINERS) - {"all"}:
            continue
        left = _series(tokens, start, left_end) if comma else [(start, left_end)]
        return [*left, *parts(tokens, begin, end)]
    return [(start, end)]


def _series(tokens: list[Token], start: int, end: int) -> list[tuple[int, int]]:
    """Clauses before ", and": "82 have died, 40 remain missing, and rescuers ..."."""
    for at in range(start + 3, end - 2):
        if tokens[at].text == "," and is_clause(tokens, at + 1, end):
            verb = first_finite(tokens, at + 1, end)
            inserted = any(t.text == "," for t in tokens[at + 1 : verb])
            if not inserted and _states(tokens, start, at):
                return [(start, at), *_series(tokens, at + 1, end)]
    return [(start, end)]


def open_subordinate(tokens: list[Token], start: int, end: int) -> bool:
    """A subordinate clause on the left may own the part after "and": leave it whole."""
    owners = ("that", "because", "if", "whether", "who", "which", "where", "when", "how", "what")
    return any(tokens[at].lower in owners for at in range(start + 1, end))


def _open_adverbial(tokens: list[Token], start: int, end: int) -> bool:
    """ "since 20 children and six adults were killed": "since" may own what follows "and"."""
    owners = ("since", "as", "until", "while", "though", "although", "after", "before")
    return any(
        tokens[at].lower in owners and tokens[at + 1].lower not in ("of", "many", "much", "for")
        for at in range(start + 1, end)
    )


def is_clause(tokens: list[Token], start: int, end: int) -> bool:
    """A subject of at most a dozen tokens without a stop, then a sure finite verb."""
    if end - start < 2:
        return False
    opening = tokens[start].lower
    if opening in PREPOSITIONS | SUBORDINATORS and opening not in ("about", "over", "that"):
        bound = opening in ("at", "up", "as") and tokens[start + 1].lower in ("least", "to", "many")
        return bound and _has_subject(tokens, start, end)
    return _has_subject(tokens, start, end)


def _states(tokens: list[Token], start: int, end: int) -> bool:
    """Whether the left part has a finite verb of its own, an opening adverbial allowed."""
    if is_clause(tokens, start, end):
        return True
    forms = (verb_form(tokens, i) for i in range(start + 1, end))
    return any(form and form not in ("open", "base") for form in forms)


def _has_subject(tokens: list[Token], start: int, end: int) -> bool:
    verb = first_finite(tokens, start, min(end, start + 22))
    if verb is None or verb == start:
        return False
    subject = tokens[start:verb]
    if any(t.text in ("—", "–", "--", ":", ";", "(") for t in subject):
        return False
    commas = sum(t.text == "," for t in subject)
    if commas not in (0, 2) or verb - start > (22 if commas else 14):
        return False
    if not (tokens[start].is_word and _opens_subject(tokens[start], subject)):
        return False
    if tokens[start].lower in ("one", "those", "that") and verb == start + 1:
        return is_auxiliary(tokens[verb])  # not "but one met with outrage"
    if tokens[verb - 1].lower in PREPOSITIONS | {"and", "or"}:
        return False
    if not commas and any(t.lower in _RELATIVES | {"but"} for t in subject[1:]):
        return False
    if _plural_noun(tokens[start]) and verb - start > 3 and not commas:
        return False
    if verb_form(tokens, verb) == "third" and _plural_noun(tokens[verb - 1]):
        return False
    if verb_form(tokens, verb) == "open":
        return takes_object(tokens, verb, end) and not commas
    return True


def _plural_noun(token: Token) -> bool:
    word = token.lower
    return not token.capital and word.endswith("s") and not word.endswith(("ss", "us", "'s", "ics"))


def _opens_subject(token: Token, subject: list[Token]) -> bool:
    word = token.lower
    return (
        word in DETERMINERS
        or word in PRONOUNS
        or token.capital
        or token.text[0].isdigit()
        or word in ("at", "about", "nearly", "over", "dozens", "hundreds", "thousands", "two")
        or any(_plural_noun(t) for t in subject[:2])
    )


def takes_object(tokens: list[Token], verb: int, end: int) -> bool:
    """Whether an object follows the verb, so that an -ed form is a past."""
    if verb + 1 >= end:
        return False
    following = tokens[verb + 1]
    return (
        following.lower in DETERMINERS | PRONOUNS | {"to", "that"}
        or following.capital
        or following.text[0].isdigit()
    )
