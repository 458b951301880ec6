"""From sentences to claims."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from claimcheck.claims import names as naming
from claimcheck.claims.checkable import LONGEST_CLAIM, why_not_clause, why_not_sentence
from claimcheck.claims.clauses import is_conditional, split
from claimcheck.claims.names import Names
from claimcheck.claims.shape import Clause
from claimcheck.claims.standalone import left_out, standalone, subject_of
from claimcheck.claims.statements import Said, State, Subject, nested, statements, track_quotes
from claimcheck.claims.words import Token, tokenise
from claimcheck.facts.figures import find_figures
from claimcheck.facts.period import dates_of
from claimcheck.facts.places import canonical_place
from claimcheck.records import Article, Claim, DateSpan, Figure, Name, Sentence, Skip

_AGENCY = r"(?:\([A-Z][\w ./-]{1,30}\)\s*)?"


_DATELINE = re.compile(
    r"^\s*(?:"
    r"[A-Z][A-Za-z.'’]{1,20}(?:[ /,][ ]?[A-Z][A-Za-z.'’]{0,20}){0,4}"
    r"(?:,\s(?:[A-Z][a-z]{2,8}\.?\s\d{1,2}|\d{1,2}\s[A-Z][a-z]{2,8}))?(?:,\s\d{4})?\s?"
    + r"(?:[—–-]\s)?"
    + _AGENCY
    + r"(?:(?:--|—)\s*|[–-]\s+)|[A-Z][A-Z ./-]{2,30}(?:,\s[A-Z][a-z]{2,8}\.?\s\d{1,2})?\s?"
    + _AGENCY
    + r":\s+|(?:[A-Z]{2,8}\s+)?(?:[A-Z][a-z]{2,8}day\s+)?"
    r"(?:\d{1,2}\s[A-Z][a-z]{2,8}|(?:[A-Z][a-z]{2}\s)?[A-Z][a-z]{2,8}\s\d{1,2},?)\s\d{4}\s+"
    r"(?=[A-Z0-9]))"
)


_AGENCY_ALONE = re.compile(
    r"^\s*\((?:[A-Z]{2,9}|Reuters|Xinhua|Bloomberg)\)\s*(?:[–—-]+\s*)?(?=[A-Z0-9\"“])"
)


_SIGN_OFF = re.compile(r"\s[-–—]\s?[A-Z]\w{1,20}\s*$")


_Part = TypeVar("_Part", Figure, DateSpan, Name)


_EXCERPT = 120


_DEEPEST = 2


def extract_claims(
    article: Article, sentences: Sequence[Sentence]
) -> tuple[tuple[Claim, ...], tuple[Skip, ...]]:
    """The claims of an article in order, and what was left out with its reason.

    Offsets are code points into ``article.text``. Every sentence gives a claim or a skip.
    """
    names = naming.learn(article.text)
    state = State(one_line=_is_headline(sentences))
    claims: list[Claim] = []
    skips: list[Skip] = []
    for position, sentence in enumerate(sentences):
        following = sentences[position + 1] if position + 1 < len(sentences) else None
        found, reason = _sentence(article, names, sentence, following, state)
        claims += found
        if not found:
            item = " ".join(sentence.text[: 4 * _EXCERPT].split())[:_EXCERPT]
            skips.append(Skip(stage="extract", item=item, reason=reason or "no clause"))
    return tuple(claims), tuple(skips)


def _is_headline(sentences: Sequence[Sentence]) -> bool:
    return len(sentences) == 1 and not re.search(r"[.!?…][\"”’')]*$", sentences[0].text)


def _sentence(
    article: Article,
    names: Names,
    sentence: Sentence,
    following: Sentence | None,
    state: State,
) -> tuple[list[Claim], str | None]:
    if sentence.paragraph != state.paragraph:
        state.paragraph = sentence.paragraph
        state.in_quote = False
    reason = why_not_sentence(sentence.text)
    if reason is not None:
        if len(sentence.text) <= LONGEST_CLAIM:
            track_quotes(sentence.text, state)
        return [], reason
    start, end = _body(sentence)
    stated = statements(article.text, start, end, names, following, state)
    said_on = _said_on(article, start, end, stated)
    claims: list[Claim] = []
    first_subject: Subject | None = None
    for said in stated:
        made, why, subject = _claims_of(article, names, sentence, said, state)
        claims += [replace(claim, said_on=said_on) if claim.speaker else claim for claim in made]
        reason = reason or why
        first_subject = first_subject or subject
    if first_subject is not None or (state.subject and not state.subject.person):
        state.subject = first_subject  # "it" reaches no further than one sentence back
    return claims, reason


def _said_on(article: Article, start: int, end: int, stated: Sequence[Said]) -> DateSpan | None:
    """The only date of a sentence that stands outside all that is said in it."""
    beside = [
        date
        for date in dates_of(article, start, end)
        if not any(said.start <= date.start < said.end for said in stated)
    ]
    return beside[0] if len(beside) == 1 else None


def _body(sentence: Sentence) -> tuple[int, int]:
    """The sentence without its dateline and its sign-off."""
    start, end = sentence.start, sentence.end
    dateline = _DATELINE.match(sentence.text[:160])
    if dateline and _is_dateline(dateline[0], sentence.text[dateline.end() :][:1]):
        start += dateline.end()
    alone = _AGENCY_ALONE.match(sentence.text)
    if alone:
        start = sentence.start + alone.end()
    sign_off = _SIGN_OFF.search(sentence.text, max(0, len(sentence.text) - 30))
    if sign_off:
        end = sentence.start + sign_off.start()
    return start, end


def _is_dateline(lead: str, following: str) -> bool:
    """Not "Donald Trump — who": a place, a day, an agency or capitals, then a new beginning."""
    if following.islower() or not following:
        return False
    place = re.match(r"[\w .'’-]*[\w.'’]", lead.strip())
    marked = any(c.isdigit() or c == "(" for c in lead)
    head = place[0].split(" -")[0].strip() if place else ""
    return marked or lead.isupper() or canonical_place(head) is not None


def _claims_of(
    article: Article,
    names: Names,
    sentence: Sentence,
    said: Said,
    state: State,
    depth: int = 0,
) -> tuple[list[Claim], str | None, Subject | None]:
    text = article.text
    tokens = tokenise(text[said.start : said.end], said.start)
    if is_conditional(tokens):
        return [], "conditional", None
    made: list[Claim] = []
    reason: str | None = None
    clauses = split(text, tokens)
    for number, clause in enumerate(clauses):
        reported = said.speaker is not None and (said.quoted or not number)
        if depth < _DEEPEST and not reported and len(clauses) > 1:
            inner = nested(text, tokens, clause, said, names, state)
            if inner is not None:
                more, why, _ = _claims_of(article, names, sentence, inner, state, depth + 1)
                made += more
                reason = reason or why
                continue
        claim, why = _claim(article, names, sentence, said, tokens, clause, state)
        reason = reason or why
        if claim is not None:
            made.append(claim)
        elif number == 0 and len(clauses) > 1 and why == "question":
            break
    return made, reason, subject_of(text, tokens, clauses, names)


def _as_told_alone(figures: tuple[Figure, ...], alone: str) -> tuple[Figure, ...]:
    """The figures of a clause that lost its verb, with what they measure where it stands again.

    In ", killing 31 people" the clause is "31 people"; "killed" comes back in front of it. In
    "Ana Ruiz, 34, was" it is "34"; "years old" comes behind it.
    """
    found = find_figures(alone)
    made = []
    for figure in figures:
        told = next((f for f in found if f"{f.text} ".startswith(f"{figure.text} ")), figure)
        made.append(replace(figure, noun=told.noun, modifiers=told.modifiers))
    return tuple(made)


def _claim(
    article: Article,
    names: Names,
    sentence: Sentence,
    said: Said,
    tokens: list[Token],
    clause: Clause,
    state: State,
) -> tuple[Claim | None, str | None]:
    if clause.first >= clause.last:
        return None, "no clause"
    start, end = tokens[clause.first].start, tokens[clause.last - 1].end
    text = article.text[start:end]
    alone = standalone(article.text, tokens, clause, said, names, state)
    gaps = left_out(tokens, clause, said)
    figures = _outside(gaps, find_figures(article.text, start, end))
    dates = _outside(gaps, dates_of(article, start, end))
    mentions = _outside(gaps, naming.mentions(article.text, names, start, end))
    facts = bool(figures or dates or mentions)
    if clause.prefix:
        figures = _as_told_alone(figures, alone)
    reason = why_not_clause(
        alone,
        tokenise(alone),
        facts,
        said.quoted,
        named=said.speaker is not None and names.is_person(said.speaker),
        one_line=state.one_line,
    )
    if reason is not None:
        return None, reason
    claim = Claim(
        article=sentence.article,
        outlet=article.outlet,
        sentence=sentence,
        start=start,
        end=end,
        text=text,
        standalone=alone,
        speaker=said.speaker,
        figures=figures,
        dates=dates,
        mentions=mentions,
    )
    return claim, None


def _outside(gaps: list[tuple[int, int]], parts: tuple[_Part, ...]) -> tuple[_Part, ...]:
    """What the clause itself states: nothing of an insertion that was taken out."""
    return tuple(p for p in parts if not any(a <= p.start < b for a, b in gaps))
