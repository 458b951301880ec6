"""What a sentence states and who states it, quotes followed over sentences."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from claimcheck.claims.attribution import attribution, saying_that
from claimcheck.claims.checkable import LONGEST_CLAIM
from claimcheck.claims.headlines import headline
from claimcheck.claims.names import Names
from claimcheck.claims.saying import Attribution
from claimcheck.claims.shape import Clause
from claimcheck.claims.speakers import Heard, name_source
from claimcheck.claims.words import Token, tokenise
from claimcheck.records import Sentence


@dataclass(frozen=True, slots=True)
class Subject:
    """The subject of the last main clause, for a pronoun that follows."""

    text: str
    person: bool


@dataclass(slots=True)
class State:
    """What carries over from one sentence to the next."""

    heard: Heard = field(default_factory=Heard)
    subject: Subject | None = None
    in_quote: bool = False
    paragraph: int = -1
    quote_speaker: str | None = None
    one_line: bool = False  # the article is a headline


@dataclass(frozen=True, slots=True)
class Said:
    """A stretch of a sentence that states something, and who states it."""

    start: int
    end: int
    speaker: str | None
    quoted: bool
    leads: bool = True  # the source stands in front: its pronoun is the speaker
    gender: str = ""  # "he" or "she" where the source phrase tells it
    removed: tuple[int, int] | None = None


def statements(
    text: str,
    start: int,
    end: int,
    names: Names,
    following: Sentence | None,
    state: State,
    depth: int = 0,
) -> list[Said]:
    """What the sentence states, each stretch with its speaker."""
    tokens = tokenise(text[start:end], start)
    began_in_quote = state.in_quote
    if depth == 0:
        track_quotes(text[start:end], state)
    found = headline(tokens) if depth == 0 else None
    if found is None and tokens:
        found = attribution(tokens)
    if found is None:
        speaker = None
        if depth == 0 and _is_quote(text[start:end], began_in_quote):
            speaker = _quote_speaker(text, following, names, state, began_in_quote)
        if speaker is None and (found := saying_that(tokens)) is not None:
            (_, main), (first, _) = found.contents
            speaker = name_source(text, tokens[slice(*found.source)], names, state.heard)
            hear(state, speaker, names)
            main_end = tokens[main - 1].end
            return [
                Said(start, main_end, None, False),
                Said(tokens[first].start, end, speaker, False),
            ]
        return [Said(start, end, speaker, speaker is not None)]
    source = tokens[slice(*found.source)]
    speaker = name_source(text, source, names, state.heard)
    hear(state, speaker, names)
    said = []
    for first, last in found.contents:
        piece = tokens[first:last]
        while piece and not piece[-1].is_word and piece[-1].text in ",;:-–—":
            piece.pop()
        if not piece:
            continue
        inner = attribution(piece) if found.removed is None else None
        if inner is not None and (began_in_quote or piece[0].text in "\"“'‘"):
            # '"He replied that ...," Ruiz said': the quoted "he" is somebody else
            named = [t for t in piece[slice(*inner.source)] if t.is_word]
            inner = None if named and named[0].lower in ("he", "she", "they", "it") else inner
        if inner is not None and inner.removed is None and depth == 0:
            said += _inner(text, piece, names, following, state, speaker)
        else:
            said += _content(text, tokens, piece, speaker, found, began_in_quote)
    gender = _gender(source)
    leads = found.source[0] < found.contents[0][0]
    return [replace(one, gender=one.gender or gender, leads=one.leads and leads) for one in said]


def _gender(source: list[Token]) -> str:
    words = {t.lower.rstrip(".") for t in source}
    if words & {"she", "ms", "mrs", "miss", "spokeswoman", "congresswoman", "chairwoman"}:
        return "she"
    return "he" if words & {"he", "mr", "sir", "spokesman", "congressman", "chairman"} else ""


def _inner(
    text: str,
    piece: list[Token],
    names: Names,
    following: Sentence | None,
    state: State,
    outer: str | None,
) -> list[Said]:
    """Speech within speech: the inner speaker counts, where it is more than a pronoun."""
    heard = state.heard
    found = statements(text, piece[0].start, piece[-1].end, names, following, state, 1)
    state.heard = heard
    return [replace(said, speaker=said.speaker or outer) for said in found]


def _content(
    text: str,
    tokens: list[Token],
    piece: list[Token],
    speaker: str | None,
    found: Attribution,
    began_in_quote: bool,
) -> list[Said]:
    first, last = piece[0].start, piece[-1].end
    removed = None
    if found.removed is not None:
        a, b = found.removed
        removed = (tokens[a].start, tokens[min(b, len(tokens)) - 1].end)
    quoted = began_in_quote or piece[0].text in "\"“'‘"
    said = []
    for begin, stop in _inner_sentences(text, first, last):
        said.append(Said(begin, stop, speaker, quoted, removed=removed))
    return said


def _inner_sentences(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Speech of several sentences, cut at its full stops."""
    edges = [start]
    for stop in re.finditer(r"(?<=[a-z]{3}[.!?])\s+(?=[A-Z][a-z’']*\s)", text[start:end]):
        edges += [start + stop.start(), start + stop.end()]
    edges.append(end)
    return list(zip(edges[::2], edges[1::2], strict=True))


def hear(state: State, speaker: str | None, names: Names) -> None:
    """Remember who spoke."""
    if speaker is None:
        return
    person = speaker if names.is_person(speaker) else state.heard.person
    state.heard = Heard(person=person, any=speaker)
    state.quote_speaker = speaker


def track_quotes(text: str, state: State) -> None:
    """Remember whether a quotation is open behind the text."""
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
    text: str, following: Sentence | None, names: Names, state: State, began: bool
) -> str | None:
    """The speaker of a quote without an attribution: named after it, or the one before."""
    if state.in_quote and not began and following is not None:
        after = tokenise(following.text[:LONGEST_CLAIM], following.start)
        later = attribution(after)
        if later is not None and following.paragraph == state.paragraph:
            return name_source(text, after[slice(*later.source)], names, state.heard)
    return state.quote_speaker or state.heard.any


def nested(
    text: str, tokens: list[Token], clause: Clause, said: Said, names: Names, state: State
) -> Said | None:
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
    hear(state, speaker, names)
    return Said(content[0].start, content[-1].end, speaker, said.quoted)
