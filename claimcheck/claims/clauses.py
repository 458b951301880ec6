"""Sentences into clauses that stand alone.

In doubt nothing is split: a claim as long as its sentence is better than a broken clause.
"""

from __future__ import annotations

from dataclasses import dataclass

from claimcheck.claims.coordination import open_subordinate, parts, takes_object
from claimcheck.claims.lexicon import (
    ADVERBS,
    PREPOSITIONS,
    SUBORDINATORS,
    word_set,
)
from claimcheck.claims.words import Token, first_finite, is_base, past_of, verb_form

_LEAD_IN = word_set(
    """
    but and meanwhile however still yet moreover also then
    """
)


_CONDITIONS = frozenset({"unless", "provided"})


_AFTERMATH = frozenset({"after", "amid", "following"})


_DASHES = ("—", "–", "--")


@dataclass(frozen=True, slots=True)
class Clause:
    """Tokens ``first`` to ``last`` (exclusive) as they stand, and how to read them alone.

    ``prefix`` goes before and ``suffix`` behind; ``removed`` token ranges are left out.
    """

    first: int
    last: int
    prefix: str = ""
    suffix: str = ""
    removed: tuple[tuple[int, int], ...] = ()


def split(text: str, tokens: list[Token]) -> list[Clause]:
    """The clauses of one statement whose attribution is already off.

    ``text`` is the text that the tokens' offsets point into.
    """
    start, end = _trim(tokens, 0, len(tokens))
    if start >= end:
        return []
    end = _before_condition(tokens, start, end)
    found: list[Clause] = []
    for first, last in parts(tokens, start, end):
        found += _one(text, tokens, first, last)
    return _share_aftermath(text, tokens, found)


def is_conditional(tokens: list[Token]) -> bool:
    """Whether the statement hangs on an "if", in front or in the middle."""
    start, end = _trim(tokens, 0, len(tokens))
    if start >= end:
        return False
    return tokens[start].lower in ("if", "unless", "whether", "should", "had") and (
        tokens[start].lower in ("if", "unless") or tokens[start].capital
    )


def _trim(tokens: list[Token], start: int, end: int) -> tuple[int, int]:
    moved = True
    while start < end and moved:
        moved = False
        token = tokens[start]
        following = tokens[start + 1].text if start + 1 < end else ""
        joins = token.lower in _LEAD_IN - {"also", "then"} or following == ","
        if not token.is_word or (token.lower in _LEAD_IN and joins) or token.lower == "that":
            if token.lower == "that" and start + 1 < end and verb_form(tokens, start + 1):
                break
            start, moved = start + 1, True
    while end > start and not tokens[end - 1].is_word and tokens[end - 1].text not in ")%":
        end -= 1
    return start, end


def _before_condition(tokens: list[Token], start: int, end: int) -> int:
    for at in range(start + 3, end):
        if tokens[at].lower in _CONDITIONS and first_finite(tokens, start, at) is not None:
            if tokens[at].lower == "provided" and tokens[min(at + 1, end - 1)].lower != "that":
                continue
            return _trim(tokens, start, at)[1]
    return end


def _one(text: str, tokens: list[Token], start: int, end: int) -> list[Clause]:
    """One main clause: subject, verbs that share it, insertions and endings."""
    verb = first_finite(tokens, start, end)
    if verb is None or tokens[start].lower in SUBORDINATORS:
        return [Clause(start, end)]
    head, removed, relative = _subject(tokens, start, end, verb)
    subject = _text(text, tokens, start, head)
    if removed:
        verb = removed[1]
    cuts = _shared(tokens, verb, end) if _plain_subject(tokens, start, head) else []
    tail = _participle(tokens, verb, end if not cuts else cuts[0][0])
    stops = [cut[0] for cut in cuts]
    main_end = tail[0] if tail else (stops[0] if stops else end)
    main_end = _trim(tokens, start, main_end)[1]
    found = [Clause(start, main_end, removed=(removed,) if removed else ())]
    simple = all(t.lower not in PREPOSITIONS for t in tokens[start:head])
    if relative is not None and simple and _plain_subject(tokens, start, head):
        found.append(Clause(relative[0], relative[1], prefix=subject))
    if tail and _plain_subject(tokens, start, head):
        past = past_of(tokens[tail[1]].lower) or ""
        stop = _trim(tokens, tail[1], stops[0] if stops else end)[1]
        found.append(Clause(tail[1] + 1, stop, prefix=f"{subject} {past}"))
    for index, (_, begin) in enumerate(cuts):
        stop = stops[index + 1] if index + 1 < len(stops) else end
        found.append(Clause(begin, _trim(tokens, begin, stop)[1], prefix=subject))
    return found


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
    if first_finite(tokens, start, comma) is not None:
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
        if open_subordinate(tokens, verb + 1, at):
            break
        form = _joined_form(tokens, begin, wanted) if begin < end - 1 else ""
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


def _participle(tokens: list[Token], verb: int, end: int) -> tuple[int, int] | None:
    """ ", killing at least 12": the comma and the participle, where its past is known."""
    for at in range(verb + 2, end - 2):
        if tokens[at].text == "," and past_of(tokens[at + 1].text):
            if any(t.lower in SUBORDINATORS for t in tokens[verb + 1 : at]):
                return None
            return at, at + 1
    return None


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
    suffix = _text(text, tokens, at, two.last)
    return [Clause(one.first, one.last, suffix=suffix, removed=one.removed), two]


def _text(text: str, tokens: list[Token], first: int, last: int) -> str:
    return text[tokens[first].start : tokens[last - 1].end] if first < last else ""
