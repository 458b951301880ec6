"""Who says it: the canonical name behind a source phrase or a pronoun."""

from __future__ import annotations

import re
from dataclasses import dataclass

from claimcheck.claims.lexicon import SUBJECTS
from claimcheck.claims.names import Names
from claimcheck.claims.saying import SOURCES
from claimcheck.claims.spans import spans
from claimcheck.claims.words import Token


@dataclass(frozen=True, slots=True)
class Heard:
    """Who spoke last, for "he said" and for quotes that go on."""

    person: str | None = None
    any: str | None = None


def name_source(text: str, tokens: list[Token], names: Names, heard: Heard) -> str | None:
    """The canonical name of a source phrase, or the phrase without its article.

    "he" and "she" give the person who spoke last, "they" and "it" those who did, if they are no
    person; None if nobody is named.
    """
    words = [t for t in tokens if t.is_word]
    if not words:
        return None
    first = words[0].lower
    if first in SUBJECTS and len(words) <= 2:
        if first in ("he", "she", "i", "we"):
            return heard.person
        other = heard.any if heard.any and not names.is_person(heard.any) else None
        return other or first if first in ("they", "it") else first
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
    if phrase.lower() in SOURCES and not bare.isupper():
        return bare.lower()
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
