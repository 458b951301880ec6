"""Facts inside a clause: participles, relative clauses, and clauses after "after" or "with".

Only what carries a figure or a date becomes a claim of its own, and only where its subject is
plain; in doubt the clause stays as it is.
"""

from __future__ import annotations

from dataclasses import replace

from claimcheck.claims.coordination import is_clause, open_subordinate, takes_object
from claimcheck.claims.deeds import (
    CALENDAR,
    DOUBT,
    MODALS,
    TEMPORAL,
    carries,
    deed_at,
    deeds_at,
    opens_deed,
)
from claimcheck.claims.lexicon import (
    DETERMINERS,
    PARTICIPLE_PAST,
    PAST_ONLY,
    PREPOSITIONS,
    PRONOUNS,
    word_set,
)
from claimcheck.claims.shape import Clause, trim
from claimcheck.claims.words import Token, first_finite, past_of, verb_form

_PASTS = word_set("was were had has have did")
_PRESENT = word_set("is are has have")
_STATES = word_set(
    """
    dead missing injured killed wounded hurt unaccounted trapped displaced arrested hospitalised
    hospitalized homeless confirmed feared reported believed presumed still now evacuated rescued
    stranded detained infected affected expected
    """
)
_NO_SUBJECT = word_set("and or he she it they we i you this")
_PLACING = word_set("in at near on along outside around across")


def expand(tokens: list[Token], clause: Clause, subject: str) -> list[Clause]:
    """The clause without what stands alone behind it, and that as clauses of its own.

    ``subject`` is the clause's subject where that is plain, else "".
    """
    begin = clause.removed[-1][1] if clause.removed else clause.first
    verb = first_finite(tokens, begin, clause.last)
    if verb is None:
        return [clause]
    found: list[Clause] = []
    for at in deeds_at(tokens, verb, clause.last) if subject else ():
        found.append(deed_at(tokens, at, clause.last, subject))
    if found:
        stop = next(i for i in range(verb, clause.last) if opens_deed(tokens, i, clause.last))
        clause = replace(clause, last=trim(tokens, clause.first, stop)[1])
    doubted = any(t.lower in DOUBT for t in tokens[clause.first : clause.last])
    if doubted or any(t.lower in MODALS for t in tokens[verb : verb + 1]):
        return [clause, *found]
    clause, more = _trailing(tokens, clause, verb)
    more += _temporal(tokens, clause, verb)
    more += _restrictive(tokens, clause, verb)
    return [clause, *more, *found]


def _trailing(tokens: list[Token], clause: Clause, verb: int) -> tuple[Clause, list[Clause]]:
    """ ", which killed 31", ", where 12 died" and ", with 27 confirmed dead" at the end."""
    for comma in range(verb + 2, clause.last - 2):
        if tokens[comma].text != ",":
            continue
        if any(t.text in ",;:—–" for t in tokens[comma + 1 : clause.last]):
            continue
        if open_subordinate(tokens, verb, comma):
            return clause, []
        if not carries(tokens, comma, clause.last):
            return clause, []
        word = tokens[comma + 1].lower
        made: Clause | None = None
        if word in ("which", "who"):
            made = _relative(tokens, clause, verb, comma)
        elif word == "where":
            made = _where(tokens, clause, verb, comma)
        elif word == "with":
            made = _with(tokens, clause, verb, comma)
        if made is not None:
            return replace(clause, last=trim(tokens, clause.first, comma)[1]), [made]
    return clause, []


def _phrase_before(tokens: list[Token], verb: int, comma: int) -> int | None:
    """Where the noun phrase that ends before ``comma`` begins: a determiner or a name."""
    at = comma
    while at - 1 > verb and tokens[at - 1].is_word and comma - at < 7:
        word = tokens[at - 1]
        if word.lower in PREPOSITIONS | PRONOUNS | {"and", "or", "but", "to"}:
            break
        at -= 1
        if word.lower in DETERMINERS:
            return at
    named = at < comma and all(t.capital for t in tokens[at:comma])
    return at if named and tokens[at].lower not in CALENDAR else None


def _relative(tokens: list[Token], clause: Clause, verb: int, comma: int) -> Clause | None:
    """The relative clause with its noun in front, where no other noun can be meant."""
    begin = _phrase_before(tokens, verb, comma)
    if begin is None or not verb_form(tokens, comma + 2):
        return None
    before = tokens[begin - 1].lower
    if before == "of" or tokens[begin].lower in ("his", "her", "its", "their"):
        return None
    copula = tokens[comma + 2].lower in ("is", "are", "has", "have")
    if not (_follows_verb(tokens, begin) or (copula and before in PREPOSITIONS)):
        return None
    return Clause(begin, clause.last, removed=((comma, comma + 2),))


def _follows_verb(tokens: list[Token], at: int) -> bool:
    """Whether the phrase is a verb's object, or behind a preposition that follows the verb."""
    before = tokens[at - 1]
    return _is_past(before) or (before.lower in PREPOSITIONS and _is_past(tokens[at - 2]))


def _is_past(token: Token) -> bool:
    return token.lower.endswith("ed") or token.lower in PARTICIPLE_PAST | PAST_ONLY


def _where(tokens: list[Token], clause: Clause, verb: int, comma: int) -> Clause | None:
    """ "in Kerr County, where 68 died": "In Kerr County 68 died"."""
    begin = _phrase_before(tokens, verb, comma)
    if begin is None or tokens[begin - 1].lower not in _PLACING:
        return None
    bare = first_finite(tokens, comma + 2, min(comma + 6, clause.last))  # "where rain made"
    if not _tells(tokens, comma + 2, clause.last, bare):
        return None
    return Clause(begin - 1, clause.last, removed=((comma, comma + 2),))


def _with(tokens: list[Token], clause: Clause, verb: int, comma: int) -> Clause | None:
    """ "with 27 people confirmed dead" as "27 people were confirmed dead"."""
    first = comma + 2
    state = next(
        (
            i
            for i in range(first + 1, min(first + 8, clause.last))
            if tokens[i].lower in _STATES or past_of(tokens[i].text)
        ),
        None,
    )
    if state is None or not carries(tokens, first, state):
        return None
    inside = {t.lower for t in tokens[first:state]}
    if inside & (PREPOSITIONS - {"of", "at", "than", "over", "up", "to", "about"}):
        return None
    if first_finite(tokens, first, state) is not None:
        return None
    past = past_of(tokens[state].text)
    present = tokens[verb].lower in _PRESENT or verb_form(tokens, verb) == "third"
    if past:
        if present:
            return None
        return Clause(first, clause.last, removed=((state, state + 1),), inserted=(state, past))
    one = tokens[first].lower in ("one", "1")
    be = {(True, True): "is", (True, False): "was", (False, True): "are", (False, False): "were"}
    return Clause(first, clause.last, inserted=(state, be[one, present]))


def _temporal(tokens: list[Token], clause: Clause, verb: int) -> list[Clause]:
    """ "after the storm left 300,000 homes without power": a fact told in passing."""
    for at in range(verb + 1, clause.last - 3):
        if tokens[at].lower not in TEMPORAL:
            continue
        if open_subordinate(tokens, verb, at):
            return []
        stops = (i for i in range(at + 1, clause.last) if tokens[i].text in ",;:—–")
        stop = next(stops, clause.last)
        if carries(tokens, at + 1, stop) and _tells(tokens, at + 1, stop):
            return [Clause(at + 1, stop)]
    return []


def _restrictive(tokens: list[Token], clause: Clause, verb: int) -> list[Clause]:
    """ "condemned the attack that left 21 dead": "The attack left 21 dead"."""
    for at in range(verb + 2, clause.last - 2):
        if tokens[at].lower not in ("that", "which", "who"):
            continue
        begin = _phrase_before(tokens, verb, at)
        form = verb_form(tokens, at + 1)
        told = form == "past" or (form == "open" and takes_object(tokens, at + 1, clause.last))
        if begin is None or not told or not carries(tokens, at, clause.last):
            return []
        if any(t.text in ",;:—–" for t in tokens[at : clause.last]):
            return []
        opening = tokens[begin].lower in ("the", "a", "an", "this") and begin + 1 < at
        only = any(t.lower in ("first", "only", "last", "worst") for t in tokens[begin:at])
        if not opening or only or not _follows_verb(tokens, begin):
            return []
        return [Clause(begin, clause.last, removed=((at, at + 1),))]
    return []


def _tells(tokens: list[Token], first: int, last: int, verb: int | None = None) -> bool:
    """Whether a clause there has a subject of its own and tells what happened or is.

    ``verb`` is given where any words before it may be the subject.
    """
    if verb is None and not is_clause(tokens, first, last):
        return False
    verb = first_finite(tokens, first, last) if verb is None else verb
    if verb is None or verb_form(tokens, verb) not in ("past", "aux", "open"):
        return False
    if verb_form(tokens, verb) == "aux" and tokens[verb].lower not in _PASTS | {"is", "are"}:
        return False
    if verb_form(tokens, verb) == "open" and not takes_object(tokens, verb, last):
        return False
    subject = {t.lower for t in tokens[first:verb]}
    plain = verb > first and not subject & _NO_SUBJECT
    return plain and not any(t.lower in DOUBT for t in tokens[first:last])
