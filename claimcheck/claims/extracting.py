"""From sentences to claims."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from claimcheck.claims import names as naming
from claimcheck.claims.checkable import LONGEST_CLAIM, why_not_clause, why_not_sentence
from claimcheck.claims.clauses import Clause, is_conditional, split
from claimcheck.claims.names import Names
from claimcheck.claims.speakers import (
    Attribution,
    Heard,
    attribution,
    name_source,
    saying_that,
)
from claimcheck.claims.words import Token, first_finite, tokenise
from claimcheck.facts.dates import find_dates
from claimcheck.facts.figures import find_figures
from claimcheck.records import Article, Claim, Sentence, Skip

_AGENCY = r"(?:\([A-Z][\w ./-]{1,30}\)\s*)?"
_DATELINE = re.compile(
    r"^\s*(?:"
    r"[A-Z][A-Za-z.'’]{1,20}(?:[ /,][ ]?[A-Z][A-Za-z.'’]{0,20}){0,4}"
    r"(?:,\s(?:[A-Z][a-z]{2,8}\.?\s\d{1,2}|\d{1,2}\s[A-Z][a-z]{2,8}))?(?:,\s\d{4})?\s?"
    + r"(?:[—–-]\s)?"
    + _AGENCY
    + r"(?:(?:--|—)\s*|[–-]\s+)|[A-Z][A-Z ./-]{2,30}(?:,\s[A-Z][a-z]{2,8}\.?\s\d{1,2})?\s?"
    + _AGENCY
    + r":\s+|(?:[A-Z]{2,8}\s+)?(?:[A-Z][a-z]{2,8}day\s+)?(?:\d{1,2}\s[A-Z][a-z]{2,8}|(?:[A-Z][a-z]{2}\s)?[A-Z][a-z]{2,8}\s\d{1,2},?)\s\d{4}\s+"
    r"(?=[A-Z0-9]))"
)
_SIGN_OFF = re.compile(r"\s[-–—]\s?[A-Z]\w{1,20}\s*$")
_HE = {"he": True, "she": True, "it": False}
_TAIL_MARKS = " \t\r\n.,;:!\"“”‘'’-–—"
_EXCERPT = 120
_DEEPEST = 2


@dataclass(frozen=True, slots=True)
class _Subject:
    """The subject of the last main clause, for a pronoun that follows."""

    text: str
    person: bool


@dataclass(slots=True)
class _State:
    """What carries over from one sentence to the next."""

    heard: Heard = field(default_factory=Heard)
    subject: _Subject | None = None
    in_quote: bool = False
    paragraph: int = -1
    quote_speaker: str | None = None


@dataclass(frozen=True, slots=True)
class _Said:
    """A stretch of a sentence that states something, and who states it."""

    start: int
    end: int
    speaker: str | None
    quoted: bool
    removed: tuple[int, int] | None = None


def extract_claims(
    article: Article, sentences: Sequence[Sentence]
) -> tuple[tuple[Claim, ...], tuple[Skip, ...]]:
    """The claims of an article in order, and what was left out with its reason.

    Offsets are code points into ``article.text``. Every sentence gives a claim or a skip.
    """
    names = naming.learn(article.text)
    state = _State()
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


def _sentence(
    article: Article,
    names: Names,
    sentence: Sentence,
    following: Sentence | None,
    state: _State,
) -> tuple[list[Claim], str | None]:
    if sentence.paragraph != state.paragraph:
        state.paragraph = sentence.paragraph
        state.in_quote = False
    reason = why_not_sentence(sentence.text)
    if reason is not None:
        if len(sentence.text) <= LONGEST_CLAIM:
            _track_quotes(sentence.text, state)
        return [], reason
    start, end = _body(sentence)
    statements = _statements(article.text, start, end, names, following, state)
    claims: list[Claim] = []
    first_subject: _Subject | None = None
    for said in statements:
        made, why, subject = _claims_of(article, names, sentence, said, state)
        claims += made
        reason = reason or why
        first_subject = first_subject or subject
    if first_subject is not None:
        state.subject = first_subject
    return claims, reason


def _body(sentence: Sentence) -> tuple[int, int]:
    """The sentence without its dateline and its sign-off."""
    start, end = sentence.start, sentence.end
    dateline = _DATELINE.match(sentence.text[:160])
    if dateline and dateline.end() < len(sentence.text):
        start += dateline.end()
    sign_off = _SIGN_OFF.search(sentence.text, max(0, len(sentence.text) - 30))
    if sign_off:
        end = sentence.start + sign_off.start()
    return start, end


def _statements(
    text: str,
    start: int,
    end: int,
    names: Names,
    following: Sentence | None,
    state: _State,
    depth: int = 0,
) -> list[_Said]:
    """What the sentence states, each stretch with its speaker."""
    tokens = tokenise(text[start:end], start)
    began_in_quote = state.in_quote
    if depth == 0:
        _track_quotes(text[start:end], state)
    found = attribution(tokens) if tokens else None
    if found is None:
        speaker = None
        if depth == 0 and _is_quote(text[start:end], began_in_quote):
            speaker = _quote_speaker(text, following, names, state, began_in_quote)
        if speaker is None and (found := saying_that(tokens)) is not None:
            (_, main), (first, _) = found.contents
            speaker = name_source(text, tokens[slice(*found.source)], names, state.heard)
            _hear(state, speaker, names)
            main_end = tokens[main - 1].end
            return [
                _Said(start, main_end, None, False),
                _Said(tokens[first].start, end, speaker, False),
            ]
        return [_Said(start, end, speaker, speaker is not None)]
    source = tokens[slice(*found.source)]
    speaker = name_source(text, source, names, state.heard)
    _hear(state, speaker, names)
    said = []
    for first, last in found.contents:
        piece = tokens[first:last]
        while piece and not piece[-1].is_word and piece[-1].text in ",;:-–—":
            piece.pop()
        if not piece:
            continue
        inner = attribution(piece) if found.removed is None else None
        if inner is not None and inner.removed is None and depth == 0:
            said += _inner(text, piece, names, following, state, speaker)
        else:
            said += _content(text, tokens, piece, speaker, found, began_in_quote)
    return said


def _inner(
    text: str,
    piece: list[Token],
    names: Names,
    following: Sentence | None,
    state: _State,
    outer: str | None,
) -> list[_Said]:
    """Speech within speech: the inner speaker counts, where it is more than a pronoun."""
    heard = state.heard
    found = _statements(text, piece[0].start, piece[-1].end, names, following, state, 1)
    state.heard = heard
    return [replace(said, speaker=said.speaker or outer) for said in found]


def _content(
    text: str,
    tokens: list[Token],
    piece: list[Token],
    speaker: str | None,
    found: Attribution,
    began_in_quote: bool,
) -> list[_Said]:
    first, last = piece[0].start, piece[-1].end
    removed = None
    if found.removed is not None:
        a, b = found.removed
        removed = (tokens[a].start, tokens[min(b, len(tokens)) - 1].end)
    quoted = began_in_quote or piece[0].text in "\"“'‘"
    said = []
    for begin, stop in _inner_sentences(text, first, last):
        said.append(_Said(begin, stop, speaker, quoted, removed))
    return said


def _inner_sentences(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Speech of several sentences, cut at its full stops."""
    edges = [start]
    for stop in re.finditer(r"(?<=[a-z]{3}[.!?])\s+(?=[A-Z][a-z’']*\s)", text[start:end]):
        edges += [start + stop.start(), start + stop.end()]
    edges.append(end)
    return list(zip(edges[::2], edges[1::2], strict=True))


def _hear(state: _State, speaker: str | None, names: Names) -> None:
    if speaker is None:
        return
    person = speaker if names.is_person(speaker) else state.heard.person
    state.heard = Heard(person=person, any=speaker)
    state.quote_speaker = speaker


def _track_quotes(text: str, state: _State) -> None:
    for match in re.finditer(r"[\"“”]", text):
        state.in_quote = match[0] == "“" or (match[0] == '"' and not state.in_quote)


def _is_quote(text: str, began_in_quote: bool) -> bool:
    """Whether the whole sentence is speech."""
    stripped = text.strip()
    if not (began_in_quote or stripped[:1] in "\"“'‘"):
        return False
    closing = re.search(r"[\"”]", stripped[1:] if not began_in_quote else stripped)
    return closing is None or closing.end() >= len(stripped) - 2


def _quote_speaker(
    text: str, following: Sentence | None, names: Names, state: _State, began: bool
) -> str | None:
    """The speaker of a quote without an attribution: named after it, or the one before."""
    if state.in_quote and not began and following is not None:
        after = tokenise(following.text[:LONGEST_CLAIM], following.start)
        later = attribution(after)
        if later is not None and following.paragraph == state.paragraph:
            return name_source(text, after[slice(*later.source)], names, state.heard)
    return state.quote_speaker or state.heard.any


def _claims_of(
    article: Article,
    names: Names,
    sentence: Sentence,
    said: _Said,
    state: _State,
    depth: int = 0,
) -> tuple[list[Claim], str | None, _Subject | None]:
    text = article.text
    tokens = tokenise(text[said.start : said.end], said.start)
    if is_conditional(tokens):
        return [], "conditional", None
    made: list[Claim] = []
    reason: str | None = None
    clauses = split(text, tokens)
    for number, clause in enumerate(clauses):
        if depth < _DEEPEST and said.speaker is None and len(clauses) > 1:
            inner = _nested(text, tokens, clause, said, names, state)
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
    return made, reason, _subject_of(text, tokens, clauses, names)


def _nested(
    text: str, tokens: list[Token], clause: Clause, said: _Said, names: Names, state: _State
) -> _Said | None:
    """A clause that is itself reported speech: "declined to comment, but said ..."."""
    piece = tokens[clause.first : clause.last]
    if clause.prefix:
        lead = tokenise(clause.prefix)
        found = attribution([*lead, *piece])
        if found is None or found.contents[0][0] < len(lead) or found.source[1] > len(lead):
            return None
        speaker = name_source(clause.prefix, lead, names, state.heard)
        content = [*lead, *piece][slice(*found.contents[0])]
    else:
        found = attribution(piece)
        if found is None or found.removed is not None:
            return None
        speaker = name_source(text, piece[slice(*found.source)], names, state.heard)
        content = piece[slice(*found.contents[0])]
    if not content:
        return None
    _hear(state, speaker, names)
    return _Said(content[0].start, content[-1].end, speaker, said.quoted)


def _claim(
    article: Article,
    names: Names,
    sentence: Sentence,
    said: _Said,
    tokens: list[Token],
    clause: Clause,
    state: _State,
) -> tuple[Claim | None, str | None]:
    if clause.first >= clause.last:
        return None, "no clause"
    start, end = tokens[clause.first].start, tokens[clause.last - 1].end
    text = article.text[start:end]
    standalone = _standalone(article.text, tokens, clause, said, names, state)
    figures = find_figures(article.text, start, end)
    dates = find_dates(article.text, article.day, start, end)
    mentions = naming.mentions(article.text, names, start, end)
    facts = bool(figures or dates or mentions)
    reason = why_not_clause(standalone, tokenise(standalone), facts, said.quoted)
    if reason is not None:
        return None, reason
    claim = Claim(
        article=article.id,
        outlet=article.outlet,
        sentence=sentence,
        start=start,
        end=end,
        text=text,
        standalone=standalone,
        speaker=said.speaker,
        figures=figures,
        dates=dates,
        mentions=mentions,
    )
    return claim, None


def _standalone(
    text: str, tokens: list[Token], clause: Clause, said: _Said, names: Names, state: _State
) -> str:
    """The clause as a sentence of its own."""
    gaps = [(tokens[a].start, tokens[b - 1].end) for a, b in clause.removed]
    if said.removed is not None:
        gaps.append(said.removed)
    start, end = tokens[clause.first].start, tokens[clause.last - 1].end
    parts = []
    for a, b in sorted(gaps):
        if start <= a and b <= end:
            parts.append(text[start:a])
            start = b
    parts.append(text[start:end])
    body = " ".join(part.strip() for part in parts)
    whole = " ".join(f"{clause.prefix} {body} {clause.suffix}".split())
    whole = re.sub(r"[\"“”]", "", whole).strip(_TAIL_MARKS + " ")
    whole = re.sub(r"(?<!\w)[‘'](?=\w)|(?<=[\w,.])[’'](?=\s|$)(?<!s[’'])", "", whole)
    whole = _without_pronoun(whole, said, names, state)
    if not whole:
        return ""
    if re.search(r"(?:\b[A-Z]\.){2,}$|\b(?:[ap]\.m|Inc|Corp|Jr|Sr|U\.S|D\.C)$", whole + "."):
        return whole[0].upper() + whole[1:] + "."
    return whole[0].upper() + whole[1:] + "."


def _without_pronoun(whole: str, said: _Said, names: Names, state: _State) -> str:
    """A pronoun in front becomes the name it stands for, where that is plain."""
    match = re.match(r"(?i)(he|she|it)(?= [a-z])", whole)
    if match is None:
        return whole
    person = _HE[match[1].lower()]
    if said.speaker is not None:
        if (
            said.speaker[0].isupper()
            and names.is_person(said.speaker) == person
            and not said.quoted
        ):
            return said.speaker + whole[match.end() :]
        return whole
    if state.subject is None or state.subject.person != person:
        return whole
    if not person and re.match(r"(?i)it (?:is|was|will be) \w+ (?:that|to|for|whether)\b", whole):
        return whole
    return state.subject.text + whole[match.end() :]


def _subject_of(
    text: str, tokens: list[Token], clauses: list[Clause], names: Names
) -> _Subject | None:
    """The main subject, if it is a short name or noun phrase that a pronoun can take up."""
    if not clauses or clauses[0].prefix:
        return None
    clause = clauses[0]
    stop = clause.removed[0][0] if clause.removed else None
    verb = stop if stop is not None else first_finite(tokens, clause.first, clause.last)
    if verb is None or not 0 < verb - clause.first <= 8:
        return None
    words = tokens[clause.first : verb]
    while words and words[-1].lower in ("also", "now", "still", "already", "later"):
        words.pop()
    if not words or any(t.text == "," or t.lower in ("and", "that", "if") for t in words):
        return None
    phrase = text[words[0].start : words[-1].end]
    found = list(naming.spans(text, words[0].start, words[-1].end))
    canonical = names.resolve(found[-1].text) if found else ""
    person = canonical in names.people and found[-1].end == words[-1].end
    if person:
        return _Subject(canonical, True)
    if words[0].lower in ("he", "she", "it", "they", "there", "this", "that", "we", "i", "you"):
        return None
    plural = words[-1].lower.endswith("s") and not words[-1].lower.endswith(("ss", "us", "'s"))
    named = words[0].capital or words[0].lower in ("the", "a", "an")
    return _Subject(phrase, False) if named and not (plural and not found) else None
