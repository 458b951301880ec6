"""Verbs of saying, and what the patterns of attribution share."""

from __future__ import annotations

import re
from dataclasses import dataclass

from claimcheck.claims.lexicon import DETERMINERS, word_set
from claimcheck.claims.words import Token

SAYING = word_set(
    """
    said says say told tells tell announced announces reported reports added adds stated states
    warned warns confirmed confirms claimed claims noted notes explained explains insisted
    insists argued argues suggested suggests revealed reveals wrote writes tweeted declared
    acknowledged admitted estimated estimates predicted stressed testified indicated maintained
    asserted alleged disclosed recalled remarked observed replied responded concluded emphasised
    emphasized argue insist suggest predict acknowledge allege reiterated vowed shouted shows
    showed found believes believe
    """
)


# These may take a plain object ("announced new tariffs"): their content needs "that" or a clause.
PLAIN_SAYING = word_set(
    """
    said says say told tells tell added adds
    """
)


PARENTHETIC = SAYING - frozenset({"vowed", "shows", "showed", "found", "believes", "believe"})


# Only behind a closing quotation mark: '..." the statement continued'.
QUOTING = frozenset(
    {"continued", "joked", "countered", "quipped", "urged", "cautioned", "complained"}
)


SOURCE_NOUN = re.compile(
    r"(?:statement|official|report|source|witness|resident|agency|ministry|department|company"
    r"|newspaper|survey|study|poll|document|letter|memo|court|group|police|court|aide|survivor"
    r"|spokes\w+|\w+man|\w+woman|\w+er|\w+or|\w+ist|\w+ian|\w+ent|\w+ant|\w+ive|secretary"
    r"|chief|mayor|judge|sheriff|colleague|friend|relative|person|general|deputy|diplomat)s?"
)


# Words that name a source where nothing else tells so, as in a headline.
SOURCES = word_set(
    """
    police official officials report reports source sources study poll survey minister ministry
    mayor president pm premier chancellor governor gov sheriff army military navy government court
    un u.n. eu e.u. fbi prosecutor prosecutors lawyer lawyers doctor doctors expert experts
    analyst analysts witness witnesses spokesman spokeswoman spokesperson authorities agency
    chief media ceo company firm union rescuers firefighters senator judge documents scientists
    researchers economist economists group data regulator watchdog aide aides coroner hospital
    airline residents opposition rebels council department state coach who nato
    """
)


SAYING_ING = word_set(
    """
    adding stressing saying noting warning claiming telling writing arguing insisting explaining
    """
)


QUOTES = frozenset("\"“”'‘’")


CLOSING = frozenset("\"”'’")


DAY = word_set(
    """
    monday tuesday wednesday thursday friday saturday sunday today yesterday earlier later
    january february march april may june july august september october november december
    morning afternoon evening night week month year
    """
)


OCCASION = word_set(
    """
    statement interview conference report tweet letter briefing speech post release memo video
    email e-mail call message affidavit complaint filing editorial blog address testimony
    remarks comments media facebook twitter x hearing reporters journalists press bulletin
    update note time telephone phone television tv radio rally ceremony event
    """
)


OBJECTS = word_set(
    """
    reporters journalists media press lawmakers members congress supporters parliament agency
    news network newspaper magazine radio television tv police court investigators officials
    crowd audience paper show program programme
    """
)


TURNS = word_set(
    """
    citing who which according although though after when as while but referring
    """
)


LEAD_IN = word_set(
    """
    but and meanwhile however still also then so yet later
    """
)


LONGEST_SOURCE = 22


@dataclass(frozen=True, slots=True)
class Attribution:
    """Token ranges of what is said and of its source; ``removed`` is an inserted attribution."""

    contents: tuple[tuple[int, int], ...]
    source: tuple[int, int]
    removed: tuple[int, int] | None = None


def skip_that(tokens: list[Token], at: int) -> int:
    """The index behind "that", a comma or a colon."""
    while at < len(tokens) and tokens[at].text.lower() in ("that", ",", ":"):
        at += 1
    return at


def is_source(tokens: list[Token], start: int, stop: int) -> bool:
    """Whether the tokens may name someone who says something."""
    if not 0 < stop - start <= LONGEST_SOURCE:
        return False
    words = [t for t in tokens[start:stop] if t.is_word]
    if not words or words[0].lower in (
        "that",
        "as",
        "if",
        "when",
        "which",
        "there",
        "what",
        "and",
        "but",
        "or",
        "nobody",
        "no",
        "none",
        "neither",
    ):
        return False
    first, last = words[0], words[-1]
    if last.lower in ("who", "that", "which"):
        return False
    if any(
        re.search(r"'(?:ve|m|re|ll)$|n't$|^(?:it|that|there|he|she|here|what|who|let)'s$", t.lower)
        for t in words
    ):
        return False
    if first.lower in DAY:
        return False
    if first.lower in ("a", "an", "another"):
        return any(SOURCE_NOUN.fullmatch(t.lower) for t in words[1:])
    return (
        first.capital
        or first.lower in DETERMINERS
        or first.lower in ("he", "she", "they", "it", "one", "two", "three", "i", "we", "who")
        or last.lower.endswith(("s", "man", "woman", "person", "er", "or"))
        or last.lower == "police"
        or (last.capital and stop - start <= 8)
    )
