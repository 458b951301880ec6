"""Sentences into clauses that stand alone.

In doubt nothing is split: a claim as long as its sentence is better than a broken clause.
"""

from __future__ import annotations

from dataclasses import replace

from claimcheck.claims.coordination import is_clause, open_subordinate, parts, takes_object
from claimcheck.claims.deeds import carries
from claimcheck.claims.inner import expand
from claimcheck.claims.lexicon import (
    ADVERBS,
    PREPOSITIONS,
    SUBORDINATORS,
)
from claimcheck.claims.saying import DAY
from claimcheck.claims.shape import Clause, stretch, trim
from claimcheck.claims.words import Token, first_finite, is_base, sure_finite, verb_form

_CONDITIONS = frozenset({"unless", "provided"})


_AFTERMATH = frozenset({"after", "amid", "following"})


_OPENERS = frozenset({"who", "which", "whose", "whom", "where", "when", "as", "that", "including"})
_DASHES = ("—", "–", "--")


def split(text: str, tokens: list[Token]) -> list[Clause]:
    """The clauses of one statement whose attribution is already off.

    ``text`` is the text that the tokens' offsets point into.
    """
    start, end = trim(tokens, 0, len(tokens))
    if start >= end:
        return []
    end = _before_condition(tokens, start, end)
    found: list[Clause] = []
    for first, last in parts(tokens, start, end):
        found += _one(text, tokens, *trim(tokens, first, last))
    alone = _share_aftermath(text, tokens, found)
    return [inner for clause in alone for inner in _with_inner(text, tokens, clause)]


def is_conditional(tokens: list[Token]) -> bool:
    """Whether the statement hangs on an "if", in front or in the middle."""
    start, end = trim(tokens, 0, len(tokens))
    if start >= end:
        return False
    return tokens[start].lower in ("if", "unless", "whether", "should", "had") and (
        tokens[start].lower in ("if", "unless") or tokens[start].capital
    )


def _before_condition(tokens: list[Token], start: int, end: int) -> int:
    for at in range(start + 3, end):
        if tokens[at].lower in _CONDITIONS and first_finite(tokens, start, at) is not None:
            if tokens[at].lower == "provided" and tokens[min(at + 1, end - 1)].lower != "that":
                continue
            return trim(tokens, start, at)[1]
    return end


def _one(text: str, tokens: list[Token], start: int, end: int) -> list[Clause]:
    """One main clause: subject, verbs that share it, insertions and endings."""
    verb = first_finite(tokens, start, end)
    if verb is None or tokens[start].lower in SUBORDINATORS:
        return [Clause(start, end)]
    head, removed, relative = _subject(tokens, start, end, verb)
    subject = stretch(text, tokens, start, head)
    if removed:
        verb = removed[1]
    plain = _plain_subject(tokens, start, head)
    cuts = _shared(tokens, verb, end) if plain else []
    stops = [cut[0] for cut in cuts]
    main_end = trim(tokens, start, stops[0] if stops else end)[1]
    found = [Clause(start, main_end, removed=(removed,) if removed else ())]
    simple = all(t.lower not in PREPOSITIONS for t in tokens[start:head])
    if relative is not None and simple and plain:
        found.append(Clause(relative[0], relative[1], prefix=subject))
    if removed and relative is None and simple and plain:
        found += _apposition(tokens, removed, verb, subject)
    for index, (_, begin) in enumerate(cuts):
        stop = stops[index + 1] if index + 1 < len(stops) else end
        found.append(Clause(begin, trim(tokens, begin, stop)[1], prefix=subject))
    return found


_OLDEST = 120


def _apposition(
    tokens: list[Token], removed: tuple[int, int], verb: int, subject: str
) -> list[Clause]:
    """ "Marenia, a nation of 56,000, has": "Marenia is a nation of 56,000"; "Ana Ruiz, 34, was"."""
    first, last = removed[0] + 1, removed[1] - 1
    if last - first == 1 and tokens[first].text.isdigit() and int(tokens[first].text) < _OLDEST:
        return [Clause(first, last, prefix=f"{subject} is", suffix="years old")]
    if tokens[first].lower not in ("a", "an") or not carries(tokens, first, last):
        return []
    if any(t.text == "," for t in tokens[first:last]):
        return []
    present = verb_form(tokens, verb) == "third" or tokens[verb].lower in ("is", "has")
    return [Clause(first, last, prefix=f"{subject} {'is' if present else 'was'}")]


def _with_inner(text: str, tokens: list[Token], clause: Clause) -> list[Clause]:
    """The clause and the facts inside it, if its subject is plain with theirs."""
    if tokens[clause.first].lower in SUBORDINATORS - {"that"} and not clause.prefix:
        span = range(clause.first, clause.last)
        comma = next((i for i in span if tokens[i].text == ","), clause.last)
        if not is_clause(tokens, comma + 1, clause.last):
            return [clause]
        main, *more = expand(tokens, replace(clause, first=comma + 1), "")
        return [replace(main, first=clause.first), *more]
    if clause.prefix:
        return expand(tokens, clause, clause.prefix)
    verb = first_finite(tokens, clause.first, clause.last)
    if verb is None:
        return [clause]
    head = clause.removed[0][0] if clause.removed else _before_adverbs(tokens, clause.first, verb)
    plain = _plain_subject(tokens, clause.first, head)
    return expand(tokens, clause, stretch(text, tokens, clause.first, head) if plain else "")


def _plain_subject(tokens: list[Token], start: int, head: int) -> bool:
    return head - start <= 14 and all(t.text not in ",;:—" for t in tokens[start:head])


def _subject(
    tokens: list[Token], start: int, end: int, verb: int
) -> tuple[int, tuple[int, int] | None, tuple[int, int] | None]:
    """End of the subject's head, the insertion behind it, and a relative clause in that."""
    marks = (",", *_DASHES)
    comma = next((i for i in range(start, min(end, start + 14)) if tokens[i].text in marks), None)
    if comma is None or comma == start or tokens[start].lower in PREPOSITIONS - {"about", "over"}:
        return _before_adverbs(tokens, start, verb), None, None
    adverbial = tokens[comma - 1].lower in DAY or tokens[comma + 1].lower == "including"
    if adverbial or first_finite(tokens, start, comma) is not None:
        return _before_adverbs(tokens, start, verb), None, None
    mark = tokens[comma].text
    for close in range(comma + 2, min(end - 1, comma + 34)):
        if tokens[close].text != mark:
            continue
        after = close + 1
        while after < end and tokens[after].lower in ADVERBS:
            after += 1
        form = verb_form(tokens, after) if after < end else ""
        if not form and not (after < end and is_base(tokens[after]) and mark == ","):
            continue
        if tokens[comma + 1].lower not in _OPENERS and sure_finite(tokens, comma + 2, close):
            break  # a list of clauses, not an insertion
        relative = None
        if tokens[comma + 1].lower in ("who", "which") and verb_form(tokens, comma + 2):
            relative = (comma + 2, close)
        return comma, (comma, close + 1), relative
    return _before_adverbs(tokens, start, verb), None, None


def _before_adverbs(tokens: list[Token], start: int, verb: int) -> int:
    while verb - 1 > start and tokens[verb - 1].lower in ADVERBS:
        verb -= 1
    return verb


def _shared(tokens: list[Token], verb: int, end: int) -> list[tuple[int, int]]:
    """Where verbs join the subject: the end of what is before and the verb's own place."""
    wanted = verb_form(tokens, verb)
    cuts: list[tuple[int, int]] = []
    at = verb + 2
    while at < end - 2:
        if tokens[at].lower not in ("and", "but"):
            at += 1
            continue
        begin = at + 1
        while begin < end and tokens[begin].lower in ADVERBS:
            begin += 1
        dashed = any(t.text in _DASHES for t in tokens[verb + 1 : at])
        if dashed or open_subordinate(tokens, verb + 1, at):
            break
        form = _joined_form(tokens, begin, wanted) if begin < end - 1 else ""
        if tokens[min(begin + 1, end - 1)].lower == "so":  # "but did so": not without what it did
            form = ""
        if form and _agree(wanted, form) and tokens[at - 1].lower not in PREPOSITIONS:
            cuts.append((at, at + 1))
            verb = begin
        at = begin + 1
    return cuts


def _joined_form(tokens: list[Token], at: int, wanted: str) -> str:
    form = verb_form(tokens, at)
    follows_past = wanted == "past" and tokens[at + 1].lower != "by"
    if form == "open" and not follows_past and not takes_object(tokens, at, len(tokens)):
        return ""
    return form


def _agree(first: str, second: str) -> bool:
    if second == "aux":
        return True
    if first == "aux":
        return second in ("past", "third")
    pasts = ("past", "open")
    return first == second or (first in pasts and second in pasts)


def _share_aftermath(text: str, tokens: list[Token], found: list[Clause]) -> list[Clause]:
    """With "27 died and 11 are missing after floods": the first clause gets the cause as well."""
    if len(found) != 2 or any(c.prefix for c in found):
        return found
    one, two = found
    at = next((i for i in range(two.first, two.last) if tokens[i].lower in _AFTERMATH), None)
    if at is None or any(tokens[i].lower in _AFTERMATH for i in range(one.first, one.last)):
        return found
    if one.last - one.first > 14:
        return found
    suffix = stretch(text, tokens, at, two.last)
    return [Clause(one.first, one.last, suffix=suffix, removed=one.removed), two]
