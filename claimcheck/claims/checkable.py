"""What is no claim: questions, interface text, conditions, orders, fragments, mere opinion."""

from __future__ import annotations

import re

from claimcheck.claims.lexicon import word_set
from claimcheck.claims.words import Token, first_finite

LONGEST_CLAIM = 1000
_LEAST_QUOTE = 8  # words: as many as tell one quote from another

_INTERFACE = re.compile(
    r"(?i)^\W{0,3}(?:sign up|subscribe|read more|read next|read also|click (?:here|to)|follow us"
    r"|share this|photo(?:s|graph)?\b\s*[:/]|image\b\s*[:/]|file photo"
    r"|picture:|video:|watch:|listen:"
    r"|advertisement|related(?: articles?)?\b\W*$|more:|previously:|see also|also read|hashtags?\b"
    r"|try our|explore what|comments?\b\W*$|no comments|copyright|©|all rights reserved"
    r"|getty images"
    r"|(?:reporting|writing|editing|additional reporting) by\b|hide caption\b"
    r"|story continues|continue reading|download (?:the|our)|newsletter|terms of|privacy"
    r"|contributed to this|this (?:story|article|post) (?:was|has been) (?:updated|originally)"
    r"|get (?:the|our) (?:latest|free)|register (?:now|here)|log in|skip to|updated? at \d"
    r"|follow (?:him|her|them|\S+) on|this is a (?:developing|breaking) story)"
)
_CREDITED = re.compile(r"\bcontributed to this (?:report|story|article)\W*$", re.I)
_BYLINE = re.compile(r"\W{0,3}(?:By|BY) [A-Z]\S{1,30}(?: [A-Z]\S{0,30}){1,3}\W{0,3}")
_CREDIT = re.compile(r"\([^()]{0,60}(?:Photo|Image|Getty|AFP|Reuters|AP)\b[^()]{0,60}\)\s*$")
_IMPERATIVE = word_set(
    """
    click read see watch follow visit call let don't please join check listen look consider
    imagine remember send
    """
)
_SUBJECTIVE = re.compile(
    r"(?i)\b(?:wonderful|terrible|amazing|horrible|beautiful|awful|great|sad|happy|proud|sorry"
    r"|best|worst|should|hope|hopes|feels?|felt|think|thinks|believes?|love|hate|wish|unfair"
    r"|ridiculous|disgraceful|shameful|shocking|incredible|unbelievable|must|need to|needs to)\b"
)
_FIRST_PERSON = re.compile(r"\b(?:I|we|We|us|my|My|our|Our|me|I'm|I’m|I've|I’ve|we're|we’re)\b")
_CASUALTIES = re.compile(
    r"(?i)\b(?:dead|killed|injured|wounded|missing|hurt|arrested|feared dead|unaccounted for"
    r"|hospitali[sz]ed|trapped|displaced)\b"
)
# Headlines that promise instead of telling.
_TEASER = re.compile(
    r"(?i)^(?:analysis|explainer|explained|opinion|comment|quiz|factbox|timeline|q&a)\b"
    r"|^(?:[\w ]{1,30}: )?(?:what|why|how|who|where|when)\b"
)
_VAGUE = re.compile(r"(?i)^\W*(?:(?:i|we|they|he|she|it|that|this|there|you)\b.{0,40}){1,2}$")


def why_not_sentence(text: str) -> str | None:
    """Why a whole sentence gives no claim, None if it may."""
    stripped = text.strip()
    if len(stripped) > LONGEST_CLAIM:
        return f"longer than {LONGEST_CLAIM} characters"
    if not re.search(r"[^\W\d_]{2}", stripped):
        return "no words"
    if _INTERFACE.search(stripped) or _BYLINE.fullmatch(stripped):
        return "interface text"
    if _CREDIT.search(stripped) or _CREDITED.search(stripped):
        return "interface text"
    if stripped.rstrip("\"”'’) ").endswith("?"):
        return "question"
    return None


def why_not_clause(
    text: str,
    tokens: list[Token],
    facts: bool,
    quoted: bool,
    *,
    named: bool = False,
    one_line: bool = False,
) -> str | None:
    """Why a clause is no claim, None if it is.

    ``facts``: has a figure, a date or a name; ``named``: a person is named who says it, and that
    can be checked whatever it is; ``one_line``: is all that the article says, so that a few words
    without a verb are a headline.
    """
    words = [t for t in tokens if t.is_word]
    reason = _broken(text, words)
    if reason is not None:
        return reason
    verb = first_finite(tokens)
    if one_line and _TEASER.search(text):
        return "fragment"
    if one_line and (verb is not None or len(words) > (3 if facts else 5)):
        return None
    if verb is None:
        figure = any(t.text[0].isdigit() for t in words) or words[0].lower in ("dozens", "hundreds")
        if len(words) < 8 and not (_CASUALTIES.search(text) and (figure or facts)):
            return "fragment without a verb"
    if quoted and named and verb is not None and len(words) >= _LEAST_QUOTE:
        return None
    if not facts:
        if _SUBJECTIVE.search(text):
            return "opinion"
        if quoted and _FIRST_PERSON.search(text):
            return "nothing checkable"
        if len(words) < 5 or _VAGUE.match(text):
            return "nothing checkable"
    elif quoted and _FIRST_PERSON.search(text) and re.match(r"(?i)i (?:think|hope|feel)\b", text):
        return "opinion"
    return None


def _broken(text: str, words: list[Token]) -> str | None:
    if text.rstrip("\"”'’ .").endswith("?"):
        return "question"
    if len(words) < 3 or words[0].lower in ("whose", "which"):
        return "fragment"
    if words[0].lower in _IMPERATIVE and not words[0].lower.endswith("s"):
        return "imperative"
    return None
