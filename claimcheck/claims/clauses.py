"""Sentences into clauses that stand alone.

In doubt nothing is split: a claim as long as its sentence is better than a broken clause.
"""

from __future__ import annotations

from dataclasses import dataclass

from claimcheck.claims.lexicon import (
    ADVERBS,
    AUXILIARIES,
    DETERMINERS,
    PREPOSITIONS,
    PRONOUNS,
    SUBORDINATORS,
)
from claimcheck.claims.words import Token, first_finite, is_base, past_of, verb_form

_LEAD_IN = frozenset(["but", "and", "meanwhile", "however", "still", "yet", "moreover", "also", "then"])
_CONDITIONS = frozenset(["unless", "provided"])
_CONTRASTS = frozenset(["while", "although", "though", "whereas"])
_AFTERMATH = frozenset(["after", "amid", "following"])
_RELATIVES = frozenset(["that", "who", "whom", "whose", "which", "where", "when", "while", "because", "if", "whether"])
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
    for first, last in _parts(tokens, start, end):
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


def _parts(tokens: list[Token], start: int, end: int) -> list[tuple[int, int]]:
    """Coordinated main clauses, each with its own subject and verb."""
    if tokens[start].lower in _CONTRASTS:
        comma = next((i for i in range(start, end) if tokens[i].text == ","), None)
        if comma and _is_clause(tokens, start + 1, comma) and _is_clause(tokens, comma + 1, end):
            return [(start + 1, comma), *_parts(tokens, comma + 1, end)]
        return [(start, end)]
    if tokens[start].lower in SUBORDINATORS:
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
        if not (_is_clause(tokens, begin, end) and _states(tokens, start, left_end)):
            continue
        if _open_subordinate(tokens, start, left_end):
            continue
        if tokens[left_end - 1].lower in (PREPOSITIONS | DETERMINERS | AUXILIARIES) - {"all"}:
            continue
        left = _series(tokens, start, left_end) if comma else [(start, left_end)]
        return [*left, *_parts(tokens, begin, end)]
    return [(start, end)]


def _series(tokens: list[Token], start: int, end: int) -> list[tuple[int, int]]:
    """Clauses before ", and": "82 have died, 40 remain missing, and rescuers ..."."""
    for at in range(start + 3, end - 2):
        if tokens[at].text == "," and _is_clause(tokens, at + 1, end):
            verb = first_finite(tokens, at + 1, end)
            inserted = any(t.text == "," for t in tokens[at + 1 : verb])
            if not inserted and _states(tokens, start, at):
                return [(start, at), (at + 1, end)]
    return [(start, end)]


def _open_subordinate(tokens: list[Token], start: int, end: int) -> bool:
    """A subordinate clause on the left may own the part after "and": leave it whole."""
    owners = ("that", "because", "if", "whether", "who", "which", "where", "when", "how", "what")
    return any(tokens[at].lower in owners for at in range(start + 1, end))


def _is_clause(tokens: list[Token], start: int, end: int) -> bool:
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
    if _is_clause(tokens, start, end):
        return True
    forms = (verb_form(tokens, i) for i in range(start + 1, end))
    return any(form and form not in ("open", "base") for form in forms)


def _has_subject(tokens: list[Token], start: int, end: int) -> bool:
    verb = first_finite(tokens, start, min(end, start + 22))
    if verb is None or verb == start:
        return False
    subject = tokens[start:verb]
    commas = sum(t.text == "," for t in subject)
    if commas not in (0, 2) or verb - start > (22 if commas else 14):
        return False
    if not (tokens[start].is_word and _opens_subject(tokens[start], subject)):
        return False
    if tokens[verb - 1].lower in PREPOSITIONS | {"and", "or"}:
        return False
    if not commas and any(t.lower in _RELATIVES for t in subject[1:]):
        return False
    if _plural_noun(tokens[start]) and verb - start > 3 and not commas:
        return False
    if verb_form(tokens, verb) == "third" and _plural_noun(tokens[verb - 1]):
        return False
    if verb_form(tokens, verb) == "open":
        return _takes_object(tokens, verb, end) and not commas
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


def _takes_object(tokens: list[Token], verb: int, end: int) -> bool:
    if verb + 1 >= end:
        return False
    following = tokens[verb + 1]
    return (
        following.lower in DETERMINERS | PRONOUNS | {"to", "that"}
        or following.capital
        or following.text[0].isdigit()
    )


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
    if relative is not None and _plain_subject(tokens, start, head):
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
        if _open_subordinate(tokens, verb + 1, at):
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
    if form == "open" and not follows_past and not _takes_object(tokens, at, len(tokens)):
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
        if tokens[at].text == "," and past_of(tokens[at + 1].lower):
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
