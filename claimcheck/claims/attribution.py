"""Attributions before, after and inside what is said.

The source and the words that introduce it ("Akazawa told reporters that", "according to the
report") are told apart from the content, so that the content can be judged alone.
"""

from __future__ import annotations

from claimcheck.claims.leading import leading
from claimcheck.claims.lexicon import ADVERBS, DETERMINERS, PREPOSITIONS
from claimcheck.claims.saying import (
    CLOSING,
    LEAD_IN,
    LONGEST_SOURCE,
    PARENTHETIC,
    QUOTES,
    QUOTING,
    SAYING_ING,
    TURNS,
    Attribution,
    is_source,
    skip_that,
)
from claimcheck.claims.words import Token, first_finite, sure_finite, verb_form


def attribution(tokens: list[Token]) -> Attribution | None:
    """The attribution of a sentence or clause, None where nobody is named."""
    return _according(tokens) or _after(tokens) or leading(tokens)


def _end(tokens: list[Token]) -> int:
    end = len(tokens)
    while end and not tokens[end - 1].is_word:
        end -= 1
    return end


def _according(tokens: list[Token]) -> Attribution | None:
    for at in range(len(tokens) - 2):
        if tokens[at].lower != "according" or tokens[at + 1].lower != "to":
            continue
        stop = at + 2
        while stop < len(tokens) and tokens[stop].text not in (",", ";", "."):
            stop += 1
        if stop - at > LONGEST_SOURCE or stop == at + 2:
            return None
        source = (at + 2, stop)
        if at == 0:
            if stop + 1 < len(tokens) and first_finite(tokens, stop + 1) is not None:
                return Attribution(((stop + 1, len(tokens)),), source)
            if stop == len(tokens) - 1:  # no comma: the name ends before the clause's subject
                return _according_without_comma(tokens)
            return None
        rest = _end(tokens)
        apposed = tokens[min(stop + 1, rest - 1)].lower in ("a", "an", "who", "which", "whose")
        if stop >= rest or (apposed and at > 3):
            return Attribution(((0, at),), source)
        if first_finite(tokens, 0, at) is not None:
            more = first_finite(tokens, stop + 1)
            turned = stop + 1 < rest and tokens[stop + 1].lower in TURNS | PREPOSITIONS
            if more is not None and tokens[stop].text == "," and not turned:
                return Attribution(((0, at), (stop + 1, len(tokens))), source)
            if tokens[stop].text == "," and tokens[stop + 1].lower in PREPOSITIONS - TURNS:
                return Attribution(((0, len(tokens)),), source, (max(at - 1, 0), stop + 1))
            return Attribution(((0, at),), source)
        return Attribution(((0, len(tokens)),), source, (max(at - 1, 0), stop + 1))
    return None


def _according_without_comma(tokens: list[Token]) -> Attribution | None:
    """ "According to the Syrian Observatory the casualties included ..."."""
    for at in range(4, min(len(tokens), 16)):
        if tokens[at].lower in DETERMINERS and any(t.capital for t in tokens[2:at]):
            return Attribution(((at, len(tokens)),), (2, at))
    return None


def _after(tokens: list[Token]) -> Attribution | None:
    """ "…," X said; "…," said X; and the same inside what is said."""
    for verb in range(len(tokens) - 1, 1, -1):
        quoting = tokens[verb].lower in QUOTING and tokens[verb - 1].text not in (",",)
        if tokens[verb].capital or not (tokens[verb].lower in PARENTHETIC or quoting):
            continue
        found = _inverted(tokens, verb) or _described(tokens, verb) or _subject_before(tokens, verb)
        if found is not None:
            return found
    return None


def _inverted(tokens: list[Token], verb: int) -> Attribution | None:
    if tokens[verb - 1].text != "," and tokens[verb - 1].text not in CLOSING:
        return None
    if tokens[verb].lower in ("told", "tells", "tell"):
        return None  # "X, his aide, told Y": what follows is who was told
    stop = _source_end(tokens, verb + 1)
    if not is_source(tokens, verb + 1, stop):
        return None
    if first_finite(tokens, verb + 1, min(stop, verb + 8)) is not None:
        return None
    if first_finite(tokens, 0, verb) is None and tokens[0].text not in QUOTES:
        return None
    return Attribution(_with_more(tokens, (0, verb), stop), (verb + 1, stop))


def _source_end(tokens: list[Token], at: int) -> int:
    while at < len(tokens) and (
        tokens[at].is_word or tokens[at].text in "&-/" or tokens[at].lower.startswith("'")
    ):
        if tokens[at].lower in ("who", "which", "on", "in", "at", "as", "during", "after"):
            break
        if verb_form(tokens, at) == "open" and tokens[at - 1].lower not in DETERMINERS:
            break
        at += 1
    return at


def _subject_before(tokens: list[Token], verb: int) -> Attribution | None:
    start = _before_apposition(tokens, verb)
    if start is None:
        return None
    while start >= 0 and verb - start <= LONGEST_SOURCE:
        token = tokens[start]
        if token.text in (",", "—", "–", "--") or token.text in CLOSING:
            break
        start -= 1
    if start < 0 or verb - start > LONGEST_SOURCE:
        return _unmarked(tokens, verb)
    begin = start + 1
    while begin < verb and tokens[begin].lower in LEAD_IN:
        begin += 1
    head = verb - 1 if tokens[verb - 1].lower in ("has", "have", "had", "also", "later") else verb
    if tokens[verb].lower in QUOTING and not _quoted(tokens, start):
        return None
    if not is_source(tokens, begin, head) or first_finite(tokens, begin, head) is not None:
        return None
    if _opens_adverbial(tokens, start):
        return None  # "Asked on Monday why ..., X said": leave it to what stands in front
    states = first_finite(tokens, 0, start) is not None or _quoted(tokens, start)
    tail = verb + 1
    if tail < len(tokens) and tokens[tail].text == ",":
        found = _inserted(tokens, start, (begin, head), tail)
        return found if found is not None and (states or found.removed) else None
    if not states:
        return None
    if not _is_tail(tokens, tail):
        return None
    return Attribution(_with_more(tokens, (0, start), tail), (begin, head))


def _described(tokens: list[Token], verb: int) -> Attribution | None:
    """'…," Leon Pan, a former secretary, told Vox': the source ends at its first comma."""
    if tokens[verb - 1].text != ",":
        return None
    span = range(verb - 2, max(verb - LONGEST_SOURCE - 8, 0), -1)
    close = next((i for i in span if tokens[i].text in CLOSING), None)
    if close is None or not _quoted(tokens, close):
        return None
    comma = next(i for i in range(close, verb) if tokens[i].text == ",")
    if not 0 < comma - close - 1 <= 8 or comma == verb - 1:
        return None
    source = (close + 1, comma)
    if not is_source(tokens, *source) or not tokens[close + 1].capital:
        return None
    return Attribution(_with_more(tokens, (0, close), verb + 1), source)


def _opens_adverbial(tokens: list[Token], end: int) -> bool:
    """Whether all before the source is "Asked why ...," or "Trying to win them,"."""
    word = tokens[0].lower
    asked = "asked" in (word, tokens[1].lower)
    participle = asked or word.endswith("ing")
    commas = any(t.text == "," for t in tokens[:end])
    return (
        participle
        and word not in ("according", "during")
        and not commas
        and (asked or first_finite(tokens, 0, end) is None)
    )


def _before_apposition(tokens: list[Token], verb: int) -> int | None:
    """From "said" back over ", Larry Leitha," in "its sheriff, Larry Leitha, said"."""
    at = verb - 1
    if tokens[at].text != ",":
        return at
    at -= 1
    while at > 0 and tokens[at].is_word:
        at -= 1
    named = tokens[at].text == "," and tokens[at + 1].capital
    return at - 1 if named else None


def _quoted(tokens: list[Token], start: int) -> bool:
    opened = any(t.text in QUOTES for t in tokens[:start])
    return tokens[start].text in CLOSING and (opened or tokens[start].text in ("”", '"'))


def _unmarked(tokens: list[Token], verb: int) -> Attribution | None:
    """Text that lost its commas: "... on Thursday the Observatory said."."""
    if verb < len(tokens) - 4 or first_finite(tokens, verb + 1) is not None:
        return None
    start = verb - 1
    while start > 0 and (tokens[start].capital or tokens[start].lower in ("of", "for")):
        start -= 1
    named = start + 1 < verb
    if tokens[start].lower == "the" and named:
        pass
    elif tokens[verb - 1].lower in ("he", "she", "officials", "police", "they"):
        start = verb - 1
    else:
        return None
    if first_finite(tokens, 0, start) is None or start < 4:
        return None
    return Attribution(((0, start),), (start, verb))


def _inserted(
    tokens: list[Token], start: int, source: tuple[int, int], tail: int
) -> Attribution | None:
    """An attribution between commas: two contents, or one that goes on behind it."""
    follows = sure_finite(tokens, tail + 1)
    if follows is None or tokens[tail + 1].lower in TURNS | PREPOSITIONS:
        return Attribution(((0, start),), source)
    if tokens[tail + 1].lower in SAYING_ING:
        return Attribution(_with_more(tokens, (0, start), tail), source)
    fronted = tokens[0].lower in PREPOSITIONS and not any(t.text == "," for t in tokens[:start])
    if tokens[tail + 1].lower.endswith("ing"):  # "denying that ...": not content
        return Attribution(((0, start),), source)
    if first_finite(tokens, 0, start) is not None and not fronted:
        return Attribution(((0, start), (tail + 1, len(tokens))), source)
    return Attribution(((0, len(tokens)),), source, (start, tail + 1))


def _with_more(
    tokens: list[Token], content: tuple[int, int], tail: int
) -> tuple[tuple[int, int], ...]:
    """The content, and what "adding that ..." brings behind the attribution."""
    for at in range(tail, len(tokens) - 2):
        if tokens[at].lower in SAYING_ING and first_finite(tokens, at + 1) is not None:
            return (content, (_behind_that(tokens, at + 1), len(tokens)))
    for at in range(tail, len(tokens) - 2):
        opening = tokens[at].text in ('"', "“") and tokens[at - 1].text in (".", ",", ":")
        if opening and first_finite(tokens, at + 1) is not None:
            return (content, (at, len(tokens)))
    return (content,)


def _behind_that(tokens: list[Token], at: int) -> int:
    """Behind "that" in "saying last month that he left"."""
    near = range(at, min(at + 6, len(tokens)))
    that = next((i for i in near if tokens[i].lower == "that"), at)
    return skip_that(tokens, that if first_finite(tokens, at, that) is None else at)


def saying_that(tokens: list[Token]) -> Attribution | None:
    """ "X criticised Y, saying Z": what follows "saying", with the clause's subject as source."""
    for at in range(3, len(tokens) - 3):
        if tokens[at].lower not in SAYING_ING or tokens[at - 1].text != ",":
            continue
        verb = first_finite(tokens, 0, at)
        if verb is None or not 0 < verb <= 8 or sure_finite(tokens, at + 1) is None:
            return None
        if any(t.lower in ("as", "when", "while", "after", "before") for t in tokens[verb:at]):
            return None  # the one who says it may be the subject of that
        commas = [i for i in range(verb) if tokens[i].text == ","]
        stop = verb - 1 if tokens[verb - 1].lower in ADVERBS else verb
        subject = (commas[-1] + 1 if commas else 0, stop)
        if not is_source(tokens, *subject):
            return None
        return Attribution(((0, at - 1), (_behind_that(tokens, at + 1), len(tokens))), subject)
    return None


def _is_tail(tokens: list[Token], at: int) -> bool:
    """Nothing but time, place and circumstance follows."""
    if at < len(tokens) and tokens[at].lower == "that":
        return False
    for index in range(at, min(at + 10, len(tokens))):
        if tokens[index].lower == "that" and first_finite(tokens, index) is not None:
            return any(t.lower in SAYING_ING | TURNS for t in tokens[at:index])
    finite = sure_finite(tokens, at)
    if finite is None:
        return True
    between = {t.lower for t in tokens[at:finite]}
    if between & (SAYING_ING | {"citing", "who", "which", "as", "while", "when", "where", "after"}):
        return True
    return any(t.text in ("“", '"') for t in tokens[at:finite])
