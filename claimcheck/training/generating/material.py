"""What pairs are made of: statements, each with its facts, and the stories that hold them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from typing import Literal

from claimcheck.claims.extracting import extract_claims
from claimcheck.claims.lexicon import PREPOSITIONS
from claimcheck.claims.words import first_finite, tokenise
from claimcheck.facts.dates import find_dates
from claimcheck.facts.figures import find_figures
from claimcheck.facts.places import canonical_place
from claimcheck.records import Article, Claim, DateSpan, Figure, Label, Name
from claimcheck.segmenting import segment
from claimcheck.words import content_stems, words

_FEWEST, _MOST = 6, 28  # words of a statement
_LATEST_VERB = 11  # tokens before the verb; with more, the clause was most likely cut badly
_MARKS = re.compile(r"[?!:;()\[\]{}<>*|/@#_=…“”\"]|--|—|–|\.\.|\s-|,,| ,|https?|www\b")
_OPENS_BADLY = re.compile(
    r"(?:he|she|it|they|we|i|you|this|that|these|those|who|which|what|whose|and|but|so|or|if|since"
    r"|while|although|though|because|when|whether|as|such|then|here|there|that’s|it’s|he’s|she’s"
    r"|how|why|where|not|just|yet|nothing|given|said|including|meanwhile|however|to|than|for)\b",
    re.I,
)
_PERSONAL = re.compile(
    r"\b(?:i|we|our|ours|my|mine|you|your|me|us|let’s|let's)\b|\b(?:I|we|you)[’']"
)
_UNSURE = re.compile(
    r"\b(?:if|whether|or|unless|may|might|could|should|ought|perhaps|maybe|allegedly|likely"
    r"|probably|possibly|possible|would|whatever|whoever|etc)\b",
    re.I,
)
_ENDS_BADLY = re.compile(
    r"(?:\b(?:a|an|the|of|in|on|at|to|for|from|with|by|about|into|and|or|but|that|which|who|as|is"
    r"|are|was|were|be|said|says|told|his|her|its|their|than|because|when|while|after|before|also"
    r"|[A-Z]|R-\w+|D-\w+|Sen|Rep|Reps|Gov|Mr|Mrs|Ms|Dr|St|No|added|wrote|not|the two|however)"
    r"|, an? [^,]+|, [a-z][\w.]*)\.$"
)
_SHOUTING = re.compile(
    r"\b[A-Z]{2,}(?:\s+[A-Z]{3,})+\b|\b(?:WATCH|WATCHED|MORE|VIDEO|PHOTOS|CLOSE)\b"
)
_DEBRIS = re.compile(
    r"\b(?:click|newsletter|subscribe|photo|video|replay|read more|cookies|contributed to this)\b",
    re.I,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A sentence that stands alone; the offsets of its facts are code points into ``text``.

    ``story`` is the bundle's id, or the paragraph's own. ``sentence`` is where it was taken from,
    ``speaker`` who says it there, None for the outlet.
    """

    text: str
    outlet: str
    story: str
    topic: str
    day: date | None
    sentence: str
    speaker: str | None
    figures: tuple[Figure, ...]
    dates: tuple[DateSpan, ...]
    names: tuple[Name, ...]
    stems: frozenset[str]

    def of_kind(self, kind: str) -> tuple[Name, ...]:
        """The names of one kind: person, organisation, place or name."""
        return tuple(m for m in self.names if m.kind == kind)


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """One article of a story: its headline, its claims and those of them fit as statements."""

    article: Article
    outlet: str
    title: str
    claims: tuple[Claim, ...]
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """One story as several outlets tell it, or a paragraph on its own."""

    id: str
    topic: str
    day: date | None
    tellings: tuple[Telling, ...]

    @property
    def statements(self) -> tuple[Statement, ...]:
        """All statements of the story."""
        return tuple(s for telling in self.tellings for s in telling.statements)


@dataclass(frozen=True, slots=True)
class Row:
    """A pair of one kind; ``origin`` is what it was made from. Where its label is "", a teacher has
    to say how the sentences stand to each other.
    """

    kind: str
    premise: str
    hypothesis: str
    label: Label | Literal[""]
    origin: str = "news"


def telling(article: Article, story: str, topic: str) -> Telling:
    """The statements of an article that are fit to make pairs of."""
    claims, _ = extract_claims(article, segment(article))
    return Telling(
        article=article,
        outlet=article.outlet,
        title=" ".join((article.title or "").split()),
        claims=(*claims, *_headline(article)),
        statements=tuple(_fit(claims, article, story, topic)),
    )


def _headline(article: Article) -> Iterable[Claim]:
    """The claims of a headline that does not stand in the text, as claims of the article."""
    if article.title and article.title not in article.text:
        alone = replace(article, text=article.title)
        for claim in extract_claims(alone, segment(alone))[0]:
            yield replace(claim, article=article.id)


def _fit(claims: Sequence[Claim], article: Article, story: str, topic: str) -> Iterable[Statement]:
    for claim in claims:
        if is_fit(claim.standalone) and not _holds_speaker(claim):
            yield _statement(claim, article.day, story, topic)


def _holds_speaker(claim: Claim) -> bool:
    """Whether the attribution was taken off badly: the speaker is still there."""
    speaker = claim.speaker or ""
    return bool(speaker) and speaker.split()[-1] in claim.standalone


def is_fit(text: str) -> bool:
    """Whether a clause is a plain sentence: whole, not too long, its subject named."""
    text = text.replace("’", "'")
    if not _FEWEST <= len(text.split()) <= _MOST or not (text[0].isupper() or text[0].isdigit()):
        return False
    rules = (_MARKS, _PERSONAL, _UNSURE, _ENDS_BADLY, _SHOUTING, _DEBRIS)
    if _OPENS_BADLY.match(text) or any(rule.search(text) for rule in rules):
        return False
    tokens = tokenise(text)
    verb = first_finite(tokens)
    if verb is None or not 1 <= verb <= _LATEST_VERB:
        return False
    # "In a note issued Friday": what looks like the verb belongs to the noun before it.
    return tokens[0].lower not in PREPOSITIONS or any(t.text == "," for t in tokens[:verb])


def _statement(claim: Claim, day: date | None, story: str, topic: str) -> Statement:
    text = claim.standalone
    return Statement(
        text=text,
        outlet=claim.outlet,
        story=story,
        topic=topic,
        day=day,
        sentence=" ".join(claim.sentence.text.split()),
        speaker=claim.speaker,
        figures=find_figures(text),
        dates=find_dates(text, day),
        names=tuple(_moved(claim.mentions, text)),
        stems=content_stems(text),
    )


def _moved(mentions: Iterable[Name], text: str) -> Iterable[Name]:
    """The mentions with offsets into the statement, those that stand there just once."""
    for m in mentions:
        found = [x.start() for x in re.finditer(rf"(?<!\w){re.escape(m.text)}(?!\w)", text)]
        if len(found) == 1:
            kind = "place" if canonical_place(m.text) and m.kind == "name" else m.kind
            yield Name(
                text=m.text,
                start=found[0],
                end=found[0] + len(m.text),
                kind=kind,
                canonical=m.canonical,
            )


def bigrams(text: str) -> frozenset[tuple[str, str]]:
    """Neighbouring words of a text."""
    found = words(text)
    return frozenset(pairwise(found))


def likeness(a: str, b: str) -> float:
    """Share of the neighbouring words of two texts that they have in common, 0 to 1."""
    left, right = bigrams(a), bigrams(b)
    return len(left & right) / max(1, len(left | right))
