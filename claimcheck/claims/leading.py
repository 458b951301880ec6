"""Attributions in front: "X said that ...", "X told Y ...", "X said in a statement: ..."."""

from __future__ import annotations

from claimcheck.claims.lexicon import ADVERBS, PREPOSITIONS
from claimcheck.claims.saying import (
    DAY,
    LEAD_IN,
    LONGEST_SOURCE,
    OBJECTS,
    OCCASION,
    PLAIN_SAYING,
    SAYING,
    Attribution,
    is_source,
    skip_that,
)
from claimcheck.claims.words import Token, first_finite, is_finite, sure_finite, verb_form


def leading(tokens: list[Token]) -> Attribution | None:
    """X said that ...; X told Y ...; X said in a statement: "..."."""
    start = 0
    while start < len(tokens) and (
        tokens[start].lower in LEAD_IN or (start and tokens[start].text == ",")
    ):
        start += 1
    start = _past_opening(tokens, start)
    verb = next(
        (
            i
            for i in range(start + 1, min(len(tokens), start + 40))
            if not tokens[i].capital
            and not _noun_before_said(tokens, i)
            and (
                tokens[i].lower in PLAIN_SAYING
                or (
                    tokens[i].lower in SAYING
                    and (is_finite(tokens, i) or tokens[i - 1].text == ")")
                )
            )
        ),
        None,
    )
    if verb is None:
        return None
    head = verb
    while head > start + 1 and (
        tokens[head - 1].lower in ADVERBS | {"has", "have", "had"}
        or (tokens[head - 1].lower.endswith("ly") and not tokens[head - 1].capital)
    ):
        head -= 1
    if any(t.lower in ("never", "not", "hardly") for t in tokens[head:verb]):
        return None  # what was never said is not the speaker's
    begin = _source_begin(tokens, start, head)
    if begin is None or _times(tokens, begin, head):
        return None  # "Hours after Ruiz announced ...," only says when
    comma = next((i for i in range(begin, min(begin + 9, head)) if tokens[i].text == ","), None)
    if head - begin > LONGEST_SOURCE and comma and tokens[head - 1].text == ",":
        head = comma  # a long apposition: "Ana Ruiz, one of the sponsors of ..., said"
    if not is_source(tokens, begin, head):
        return None
    content = _content(tokens, verb)
    return Attribution(((content, len(tokens)),), (begin, head)) if content else None


_TEMPORAL = frozenset({"after", "before", "since", "when", "while", "until"})


def _times(tokens: list[Token], begin: int, head: int) -> bool:
    stop = next((i for i in range(begin, head) if tokens[i].text == ","), head)
    return any(t.lower in _TEMPORAL for t in tokens[begin:stop])


def _noun_before_said(tokens: list[Token], at: int) -> bool:
    """ "… at gun shows, said": the saying comes later."""
    following = tokens[at + 1 : at + 3]
    return len(following) == 2 and following[0].text == "," and following[1].lower in PLAIN_SAYING


def _opens(token: Token) -> bool:
    return token.lower.endswith("ing") and len(token.text) > 5


def _past_opening(tokens: list[Token], start: int) -> int:
    """Behind "Asked why they fled," and "Trying to win them,"."""
    comma = next((i for i in range(start, len(tokens)) if tokens[i].text == ","), None)
    if comma is None or comma + 2 >= len(tokens):
        return start
    word = tokens[start].lower
    asked = "asked" in (word, tokens[start + 1].lower)
    adverbial = word.endswith("ing") and first_finite(tokens, start, comma) is None
    return comma + 1 if asked or adverbial else start


def _source_begin(tokens: list[Token], start: int, head: int) -> int | None:
    """The subject's first token: an adverbial before it is passed over; None if a clause is."""
    commas = [i for i in range(start, head) if tokens[i].text in (",", "—", "–")]
    if first_finite(tokens, start, head) is None:
        if commas and commas[-1] < head - 1 and tokens[commas[-1] + 1].lower != "and":
            return commas[-1] + 1
        if tokens[start].lower in PREPOSITIONS | {"speaking", "earlier", "asked"} or _opens(
            tokens[start]
        ):
            return commas[-1] + 1 if commas else None
        return start
    if len(commas) >= 2 and commas[-1] == head - 1:
        inside = tokens[commas[0] + 1 : commas[-1]]
        if first_finite(tokens, start, commas[0]) is None and inside:
            return start
    if commas and commas[-1] < head - 1 and first_finite(tokens, commas[-1], head) is None:
        opening = tokens[start].lower in ("when", "while", "as", "although", "though", "after")
        return commas[-1] + 1 if opening else None
    return None


def _content(tokens: list[Token], verb: int) -> int | None:
    """Where the content begins behind the verb, None if there is none."""
    at = verb + 1
    if tokens[verb].lower in ("told", "tells", "tell"):
        at = _past_object(tokens, at)
    at = _past_adjuncts(tokens, at)
    marked = at < len(tokens) and tokens[at].text.lower() in ("that", ":", ",")
    at = skip_that(tokens, at)
    if at < len(tokens) and tokens[at].lower == "while":  # "said, while he was ..., he could"
        comma = next((i for i in range(at, len(tokens)) if tokens[i].text == ","), None)
        at = comma + 1 if comma else at
    amount = at < len(tokens) and tokens[at].text[0] in "0123456789$€£"
    if tokens[verb].lower in ("added", "adds", "add") and amount and not marked:
        return None  # "added 48,000 jobs"
    if at >= len(tokens) or _no_content(tokens, verb, at, marked):
        return None
    finite = first_finite(tokens, at)
    if finite is None:
        return at if tokens[verb].lower in PLAIN_SAYING and len(tokens) - at > 7 else None
    quoted = tokens[at].text in ('"', "“", "'", "‘")
    if tokens[verb].lower in PLAIN_SAYING or marked or quoted:
        return at
    others = _TEMPORAL | {"which", "who", "that", "to"}
    as_ = next((i for i in range(at, finite) if tokens[i].lower == "as"), None)
    if as_ is not None and tokens[as_ + 1].lower not in ("many", "much"):
        return None  # "confirms Ruiz as secretary on a 54-45 vote"
    clause = finite - at <= 10 and not any(
        t.text in (",", ";") or t.lower in others for t in tokens[at:finite]
    )
    return at if clause and finite > at else None


def _no_content(tokens: list[Token], verb: int, at: int, marked: bool) -> bool:
    """What follows is a question, an order or a relative clause."""
    if tokens[at].lower in ("to", "if", "whether", "how", "why", "what"):
        return True
    if tokens[verb].lower in ("told", "tells") and not marked:
        before = tokens[at : first_finite(tokens, at)]
        if any(t.lower == "to" for t in before[:8]):  # "told graduates in Lima to reject"
            return True
    return _is_relative(tokens, at)


def _is_relative(tokens: list[Token], at: int) -> bool:
    """ "claimed an attack that killed 12": "that" is the subject, not "said that"."""
    form = verb_form(tokens, at)
    told = form not in ("", "open") or (form == "open" and tokens[at].lower.endswith("ed"))
    return tokens[at - 1].lower == "that" and told


def _past_object(tokens: list[Token], at: int) -> int:
    for index in range(at, min(at + 8, len(tokens))):
        lower = tokens[index].lower
        if lower == "that" or tokens[index].text in (":", ","):
            return index
        if lower in OBJECTS or lower in ("him", "her", "them", "us", "me"):
            following = tokens[index + 1].lower if index + 1 < len(tokens) else ""
            if following not in ("in", "on", "at", "gathered", "during", "after"):
                return index + 1
            that = next(
                (
                    i
                    for i in range(index, min(index + 16, len(tokens)))
                    if tokens[i].lower == "that"
                ),
                None,
            )
            return that if that is not None else index + 1
    named = at
    while named < len(tokens) and (
        tokens[named].capital or (tokens[named].lower in ("the", "of") and named == at)
    ):
        named += 1
    return named


def _past_adjuncts(tokens: list[Token], at: int) -> int:
    """Over "on Friday", "in a statement on July 6", "Sunday afternoon", "via social media"."""
    limit = min(at + 24, len(tokens))
    for index in range(at, limit):
        if tokens[index].lower == "that" or tokens[index].text == ":":
            passed = {t.lower for t in tokens[at:index]}
            if sure_finite(tokens, at, index) is None and not passed & SAYING:
                return index
            break
    moved = True
    while moved and at < limit:
        moved = False
        opener = tokens[at].lower in ("in", "on", "at", "via", "during", "late", "early", "by")
        stop = at + 1
        if tokens[at].lower in DAY:
            while stop < limit and (tokens[stop].lower in DAY or tokens[stop].text[0].isdigit()):
                stop += 1
            moved = True
        elif opener:
            reach = [
                i for i in range(at + 1, min(at + 8, limit)) if tokens[i].lower in DAY | OCCASION
            ]
            cut = [i for i in range(at + 1, min(at + 8, limit)) if not tokens[i].is_word]
            if reach and (not cut or reach[0] < cut[0]):
                stop = reach[0] + 1
                while stop < limit and (
                    tokens[stop].lower in DAY | OCCASION or tokens[stop].text[0].isdigit()
                ):
                    stop += 1
                moved = True
        if moved:
            at = stop
    return at
