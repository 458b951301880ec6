"""Who says it: attributions before, after and inside what is said.

The source and the words that introduce it ("Akazawa told reporters that", "according to the
report") are told apart from the content, so that the content can be judged alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from claimcheck.claims.lexicon import ADVERBS, DETERMINERS, PREPOSITIONS, SUBJECTS
from claimcheck.claims.names import Names, spans
from claimcheck.claims.words import Token, first_finite, is_finite, sure_finite, verb_form

SAYING = frozenset(
    ["said", "says", "say", "told", "tells", "tell", "announced", "announces", "reported", "reports", "added", "adds", "stated", "states", "warned", "warns", "confirmed", "confirms", "claimed", "claims", "noted", "notes", "explained", "explains", "insisted", "insists", "argued", "argues", "suggested", "suggests", "revealed", "reveals", "wrote", "writes", "tweeted", "declared", "acknowledged", "admitted", "estimated", "estimates", "predicted", "stressed", "testified", "indicated", "maintained", "asserted", "alleged", "disclosed", "recalled", "remarked", "observed", "replied", "responded", "concluded", "emphasised", "emphasized", "argue", "insist", "suggest", "predict", "acknowledge", "allege", "reiterated", "vowed", "shouted", "shows", "showed", "found", "believes", "believe"]
)
# These may take a plain object ("announced new tariffs"): their content needs "that" or a clause.
_PLAIN_SAYING = frozenset(["said", "says", "say", "told", "tells", "tell", "added", "adds"])
_PARENTHETIC = SAYING - frozenset(["vowed", "shows", "showed", "found", "believes", "believe"])
# Only behind a closing quotation mark: '..." the statement continued'.
_QUOTING = frozenset(["continued", "joked", "countered", "quipped", "urged", "cautioned", "complained"])
_SOURCE_NOUN = re.compile(
    r"(?:statement|official|report|source|witness|resident|agency|ministry|department|company"
    r"|newspaper|survey|study|poll|document|letter|memo|court|group|police|court|aide|survivor"
    r"|spokes\w+|\w+man|\w+woman|\w+er|\w+or|\w+ist|\w+ian|\w+ent|\w+ant|\w+ive|secretary"
    r"|chief|mayor|judge|sheriff|colleague|friend|relative|general|deputy|diplomat)s?"
)
_SAYING_ING = frozenset(
    ["adding", "stressing", "saying", "noting", "warning", "claiming", "telling", "writing", "arguing", "insisting", "explaining"]
)
_QUOTES = frozenset("\"“”'‘’")
_CLOSING = frozenset("\"”'’")
_DAY = frozenset(
    ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "today", "yesterday", "earlier", "later", "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december", "morning", "afternoon", "evening", "night", "week", "month", "year"]
)
_OCCASION = frozenset(
    ["statement", "interview", "conference", "report", "tweet", "letter", "briefing", "speech", "post", "release", "memo", "video", "email", "e-mail", "call", "message", "affidavit", "complaint", "filing", "editorial", "blog", "address", "testimony", "remarks", "comments", "media", "facebook", "twitter", "x", "hearing", "reporters", "journalists", "press", "bulletin", "update", "note", "time", "telephone", "phone", "television", "tv", "radio", "rally", "ceremony", "event"]
)
_OBJECTS = frozenset(
    ["reporters", "journalists", "media", "press", "lawmakers", "members", "congress", "supporters", "parliament", "agency", "news", "network", "newspaper", "magazine", "radio", "television", "tv", "police", "court", "investigators", "officials", "crowd", "audience", "paper", "show", "program", "programme"]
)
_TURNS = frozenset(
    ["citing", "who", "which", "according", "although", "though", "after", "when", "as", "while", "but", "referring"]
)
_LEAD_IN = frozenset(["but", "and", "meanwhile", "however", "still", "also", "then", "so", "yet", "later"])
_LONGEST_SOURCE = 22


@dataclass(frozen=True, slots=True)
class Attribution:
    """Token ranges of what is said and of its source; ``removed`` is an inserted attribution."""

    contents: tuple[tuple[int, int], ...]
    source: tuple[int, int]
    removed: tuple[int, int] | None = None


def attribution(tokens: list[Token]) -> Attribution | None:
    """The attribution of a sentence or clause, None where nobody is named."""
    return _according(tokens) or _after(tokens) or _before(tokens)


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
        if stop - at > _LONGEST_SOURCE or stop == at + 2:
            return None
        source = (at + 2, stop)
        if at == 0:
            if stop + 1 < len(tokens) and first_finite(tokens, stop + 1) is not None:
                return Attribution(((stop + 1, len(tokens)),), source)
            if stop == len(tokens) - 1:  # no comma: the name ends before the clause's subject
                return _according_without_comma(tokens)
            return None
        rest = _end(tokens)
        if stop >= rest:
            return Attribution(((0, at),), source)
        if first_finite(tokens, 0, at) is not None:
            more = first_finite(tokens, stop + 1)
            turned = stop + 1 < rest and tokens[stop + 1].lower in _TURNS | PREPOSITIONS
            if more is not None and tokens[stop].text == "," and not turned:
                return Attribution(((0, at), (stop + 1, len(tokens))), source)
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
        quoting = tokens[verb].lower in _QUOTING and tokens[verb - 1].text not in (",",)
        if tokens[verb].capital or not (tokens[verb].lower in _PARENTHETIC or quoting):
            continue
        found = _inverted(tokens, verb) or _subject_before(tokens, verb)
        if found is not None:
            return found
    return None


def _inverted(tokens: list[Token], verb: int) -> Attribution | None:
    if tokens[verb - 1].text != "," and tokens[verb - 1].text not in _CLOSING:
        return None
    stop = _source_end(tokens, verb + 1)
    if not _is_source(tokens, verb + 1, stop):
        return None
    if first_finite(tokens, verb + 1, min(stop, verb + 8)) is not None:
        return None
    if first_finite(tokens, 0, verb) is None and tokens[0].text not in _QUOTES:
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
    start = verb - 1
    if tokens[start].text == ",":  # "its sheriff, Larry Leitha, said"
        start -= 1
        while start > 0 and tokens[start].is_word:
            start -= 1
        if tokens[start].text != "," or not tokens[start + 1].capital:
            return None
        start -= 1
    while start >= 0 and verb - start <= _LONGEST_SOURCE:
        token = tokens[start]
        if token.text in (",", "—", "–", "--") or token.text in _CLOSING:
            break
        start -= 1
    if start < 0 or verb - start > _LONGEST_SOURCE:
        return _unmarked(tokens, verb)
    begin = start + 1
    while begin < verb and tokens[begin].lower in _LEAD_IN:
        begin += 1
    head = verb - 1 if tokens[verb - 1].lower in ("has", "have", "had", "also", "later") else verb
    if tokens[verb].lower in _QUOTING and not _quoted(tokens, start):
        return None
    if not _is_source(tokens, begin, head) or first_finite(tokens, begin, head) is not None:
        return None
    if first_finite(tokens, 0, start) is None and not _quoted(tokens, start):
        return None
    tail = verb + 1
    if tail < len(tokens) and tokens[tail].text == ",":
        return _inserted(tokens, start, (begin, head), tail)
    if not _is_tail(tokens, tail):
        return None
    return Attribution(_with_more(tokens, (0, start), tail), (begin, head))


def _quoted(tokens: list[Token], start: int) -> bool:
    return tokens[start].text in _CLOSING and any(t.text in _QUOTES for t in tokens[:start])


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
    if follows is None or tokens[tail + 1].lower in _TURNS | PREPOSITIONS:
        return Attribution(((0, start),), source)
    if tokens[tail + 1].lower in _SAYING_ING:
        return Attribution(_with_more(tokens, (0, start), tail), source)
    if first_finite(tokens, 0, start) is not None:
        return Attribution(((0, start), (tail + 1, len(tokens))), source)
    return Attribution(((0, len(tokens)),), source, (start, tail + 1))


def _with_more(
    tokens: list[Token], content: tuple[int, int], tail: int
) -> tuple[tuple[int, int], ...]:
    """The content, and what "adding that ..." brings behind the attribution."""
    for at in range(tail, len(tokens) - 2):
        if tokens[at].lower in _SAYING_ING and first_finite(tokens, at + 1) is not None:
            return (content, (_skip_that(tokens, at + 1), len(tokens)))
    for at in range(tail, len(tokens) - 2):
        opening = tokens[at].text in ('"', "“") and tokens[at - 1].text in (".", ",", ":")
        if opening and first_finite(tokens, at + 1) is not None:
            return (content, (at, len(tokens)))
    return (content,)


def saying_that(tokens: list[Token]) -> Attribution | None:
    """ "X criticised Y, saying Z": what follows "saying", with the clause's subject as source."""
    for at in range(3, len(tokens) - 3):
        if tokens[at].lower not in _SAYING_ING or tokens[at - 1].text != ",":
            continue
        verb = first_finite(tokens, 0, at)
        if verb is None or not 0 < verb <= 8 or sure_finite(tokens, at + 1) is None:
            return None
        commas = [i for i in range(verb) if tokens[i].text == ","]
        subject = (commas[-1] + 1 if commas else 0, verb)
        if not _is_source(tokens, *subject):
            return None
        return Attribution(((0, at - 1), (_skip_that(tokens, at + 1), len(tokens))), subject)
    return None


def _skip_that(tokens: list[Token], at: int) -> int:
    while at < len(tokens) and tokens[at].text.lower() in ("that", ",", ":"):
        at += 1
    return at


def _is_tail(tokens: list[Token], at: int) -> bool:
    """Nothing but time, place and circumstance follows."""
    for index in range(at, min(at + 10, len(tokens))):
        if tokens[index].lower == "that" and first_finite(tokens, index) is not None:
            return any(t.lower in _SAYING_ING | _TURNS for t in tokens[at:index])
    finite = sure_finite(tokens, at)
    if finite is None:
        return True
    between = {t.lower for t in tokens[at:finite]}
    if between & (
        _SAYING_ING | {"citing", "who", "which", "as", "while", "when", "where", "after"}
    ):
        return True
    return any(t.text in ("“", '"') for t in tokens[at:finite])


def _is_source(tokens: list[Token], start: int, stop: int) -> bool:
    if not 0 < stop - start <= _LONGEST_SOURCE:
        return False
    words = [t for t in tokens[start:stop] if t.is_word]
    if not words or words[0].lower in ("that", "as", "if", "when", "which", "there", "what"):
        return False
    first, last = words[0], words[-1]
    if any(re.search(r"'(?:ve|m|re|ll)$|n't$", t.lower) for t in words):
        return False
    if first.lower in _DAY:
        return False
    if first.lower in ("a", "an", "another"):
        return any(_SOURCE_NOUN.fullmatch(t.lower) for t in words[1:])
    return (
        first.capital
        or first.lower in DETERMINERS
        or first.lower in ("he", "she", "they", "it", "one", "two", "three", "i", "we", "who")
        or last.lower.endswith(("s", "man", "woman", "person", "er", "or"))
        or last.lower == "police"
        or (last.capital and stop - start <= 8)
    )


def _before(tokens: list[Token]) -> Attribution | None:
    """X said that ...; X told Y ...; X said in a statement: "..."."""
    start = 0
    while start < len(tokens) and (
        tokens[start].lower in _LEAD_IN or (start and tokens[start].text == ",")
    ):
        start += 1
    verb = next(
        (
            i
            for i in range(start + 1, min(len(tokens), start + 40))
            if not tokens[i].capital
            and (
                tokens[i].lower in _PLAIN_SAYING
                or (tokens[i].lower in SAYING
                and is_finite(tokens, i))
            )
        ),
        None,
    )
    if verb is None:
        return None
    head = verb
    while head > start and tokens[head - 1].lower in ADVERBS | {"has", "have", "had"}:
        head -= 1
    begin = _source_begin(tokens, start, head)
    if begin is None or not _is_source(tokens, begin, head):
        return None
    content = _content(tokens, verb)
    return Attribution(((content, len(tokens)),), (begin, head)) if content else None


def _source_begin(tokens: list[Token], start: int, head: int) -> int | None:
    """The subject's first token: an adverbial before it is passed over; None if a clause is."""
    commas = [i for i in range(start, head) if tokens[i].text in (",", "—", "–")]
    if first_finite(tokens, start, head) is None:
        if commas and commas[-1] < head - 1 and tokens[commas[-1] + 1].lower != "and":
            return commas[-1] + 1
        if tokens[start].lower in PREPOSITIONS | {"speaking", "earlier", "asked"}:
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
    at = _skip_that(tokens, at)
    if at < len(tokens) and tokens[at].lower == "while":  # "said, while he was ..., he could"
        comma = next((i for i in range(at, len(tokens)) if tokens[i].text == ","), None)
        at = comma + 1 if comma else at
    if at >= len(tokens) or tokens[at].lower in ("to", "if", "whether", "how", "why", "what"):
        return None
    finite = first_finite(tokens, at)
    if finite is None:
        return at if tokens[verb].lower in _PLAIN_SAYING and len(tokens) - at > 7 else None
    quoted = tokens[at].text in ('"', "“", "'", "‘")
    if tokens[verb].lower in _PLAIN_SAYING or marked or quoted:
        return at
    clause = finite - at <= 10 and not any(
        t.text in (",", ";") or t.lower in ("which", "who", "that", "to") for t in tokens[at:finite]
    )
    return at if clause and finite > at else None


def _past_object(tokens: list[Token], at: int) -> int:
    for index in range(at, min(at + 8, len(tokens))):
        lower = tokens[index].lower
        if lower == "that" or tokens[index].text in (":", ","):
            return index
        if lower in _OBJECTS or lower in ("him", "her", "them", "us", "me"):
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
            if sure_finite(tokens, at, index) is None:
                return index
            break
    moved = True
    while moved and at < limit:
        moved = False
        opener = tokens[at].lower in ("in", "on", "at", "via", "during", "late", "early", "by")
        stop = at + 1
        if tokens[at].lower in _DAY:
            while stop < limit and (tokens[stop].lower in _DAY or tokens[stop].text[0].isdigit()):
                stop += 1
            moved = True
        elif opener:
            reach = [
                i for i in range(at + 1, min(at + 8, limit)) if tokens[i].lower in _DAY | _OCCASION
            ]
            cut = [i for i in range(at + 1, min(at + 8, limit)) if not tokens[i].is_word]
            if reach and (not cut or reach[0] < cut[0]):
                stop = reach[0] + 1
                while stop < limit and (
                    tokens[stop].lower in _DAY | _OCCASION or tokens[stop].text[0].isdigit()
                ):
                    stop += 1
                moved = True
        if moved:
            at = stop
    return at


@dataclass(frozen=True, slots=True)
class Heard:
    """Who spoke last, for "he said" and for quotes that go on."""

    person: str | None = None
    any: str | None = None


def name_source(text: str, tokens: list[Token], names: Names, heard: Heard) -> str | None:
    """The canonical name of a source phrase, or the phrase without its article.

    "he" and "she" give the person who spoke last, "they" and "it" whoever did; None if nobody.
    """
    words = [t for t in tokens if t.is_word]
    if not words:
        return None
    first = words[0].lower
    if first in SUBJECTS and len(words) <= 2:
        if first in ("he", "she", "i", "we"):
            return heard.person
        return heard.any if first in ("they", "it") else words[0].lower
    start, end = tokens[0].start, tokens[-1].end
    comma = next((t.start for t in tokens if t.text in (",", "—", "–", "(")), end)
    relative = any(t.lower in ("who", "which", "where") and t.start > comma for t in tokens)
    found = list(spans(text, start, end))
    people = [s for s in found if s.titles or names.is_person(names.resolve(s.text))]
    people = [
        s
        for s in people
        if not re.search(r"\b(?:of|for|in|to|by|with|on)\s$", text[: s.start][-6:])
    ]
    people = [s for s in people if not re.match(r"[’']s\b", text[s.end : s.end + 2])] or []
    head = [s for s in people if s.end <= comma] or ([] if relative else people)
    if head:
        return names.resolve(head[-1].text)
    phrase = " ".join(text[start:comma].split()).strip(" ,\"“”'‘’")
    bare = re.sub(r"^(?:the|a|an|its|his|her|their|some)\s+", "", phrase, flags=re.IGNORECASE)
    if bare.lower() in names.by_title:
        return names.by_title[bare.lower()]
    last = [s for s in found if s.end <= comma]
    if last and last[-1].text in bare:
        whole = last[-1]
        if re.fullmatch(r"(?i)(?:the\s+)?" + re.escape(whole.text), phrase):
            return names.resolve(whole.text)
        if re.search(r"(?i)\b(?:newspaper|statement|agency|report|station|daily)$", bare):
            return names.resolve(last[0].text)
    generic = bare.lower() in ("newspaper", "paper", "agency", "report", "statement", "group")
    if generic and heard.any:
        return heard.any
    bare = re.sub(r"\s(?:on|in|at|during|from)\s.*$", "", bare)
    named = found and found[0].start <= start + text[start:end].find(bare)
    return bare if named or re.search(r"[A-Z]", bare[1:]) else bare[:1].lower() + bare[1:]
