"""A clause as a sentence of its own: gaps closed, pronouns filled in."""

from __future__ import annotations

import re

from claimcheck.claims.lexicon import PREPOSITIONS, SUBORDINATORS
from claimcheck.claims.names import Names
from claimcheck.claims.shape import Clause
from claimcheck.claims.spans import spans
from claimcheck.claims.statements import Said, State, Subject
from claimcheck.claims.words import Token, first_finite

# ", where the leaders are set to meet" at the end says something else about the last noun.
_ASIDE = re.compile(r"(?<=\w{3}), (?:where|which|who|whose) [^,;0-9]{1,200}$")
# "It was not clear whether", "It has been revealed by X that": "it" stands for no name.
_EXTRAPOSED = re.compile(
    r"(?i)it (?:is|was|isn't|wasn't|isn’t|wasn’t|will be|would be|has been|had been|seems|appears"
    r"|emerged) (?:not |also |now |\w+ly ){0,2}"
    r"(?:(?!\w+ing\b)\w+ (?:by [^,;]{1,40} )?(?:that|whether|if|how)"
    r"|(?!\w+(?:ing|ed)\b)\w+ (?:to|for)|that)\b"
)
_HE = {"he": True, "she": True, "it": False}


_LONGEST_NAME = 4
_TAIL_MARKS = " \t\r\n.,;:!\"“”‘'’-–—"


def standalone(
    text: str, tokens: list[Token], clause: Clause, said: Said, names: Names, state: State
) -> str:
    """The clause as a sentence of its own."""
    gaps = [(a, b, "") for a, b in left_out(tokens, clause, said)]
    if clause.inserted is not None:
        at, words = clause.inserted
        gaps.append((tokens[at].start, tokens[at].start, words))
    start, end = tokens[clause.first].start, tokens[clause.last - 1].end
    parts = []
    for a, b, words in sorted(gaps):
        if start <= a and b <= end:
            parts += [text[start:a], words]
            start = b
    parts.append(text[start:end])
    body = " ".join(part.strip() for part in parts)
    whole = " ".join(f"{clause.prefix} {body} {clause.suffix}".split())
    whole = re.sub(r"^\d{1,2}\)\s+", "", whole)  # "(1) The ministry"
    whole = re.sub(r"^([A-Z])\](?=\w)", r"\1", whole)  # "[T]he"
    whole = re.sub(r"[\"“”]", "", whole).strip(_TAIL_MARKS + " ")
    whole = re.sub(r"(?<!\w)[‘'](?=\w)|(?<=[\w,.])[’'](?=\s|$)(?<!s[’'])", "", whole)
    if whole.endswith(")") and whole.count(")") > whole.count("("):
        whole = whole[:-1].rstrip(_TAIL_MARKS)
    whole = _without_pronoun(whole, said, names, state)
    if not whole:
        return ""
    whole = _ASIDE.sub("", whole)
    return whole[0].upper() + whole[1:] + "."


def left_out(tokens: list[Token], clause: Clause, said: Said) -> list[tuple[int, int]]:
    """Half-open offsets of what the clause does not state: insertions and attributions."""
    gaps = [
        (tokens[a].start, tokens[b - 1].end)
        for a, b in clause.removed
        if not _is_needed(tokens[a:b])
    ]
    return [*gaps, said.removed] if said.removed is not None else gaps


def _is_needed(inserted: list[Token]) -> bool:
    """Whether an insertion is a full name or a measure, which no other clause tells: "the chief
    executive, Ana Ruiz," and "the strongest gust, 97 miles per hour,".
    """
    told = [t for t in inserted if t.is_word]
    if not 1 < len(told) <= _LONGEST_NAME:
        return False
    name = all(t.capital and t.text[1:].islower() for t in told)
    return name or (told[0].text[0].isdigit() and told[1].text[0].islower())


def _without_pronoun(whole: str, said: Said, names: Names, state: State) -> str:
    """A pronoun in front becomes the name it stands for, where that is plain."""
    match = re.match(r"(?i)(he|she|it)(?= [a-z])", whole)
    if match is None or (said.quoted and said.speaker is None):
        return whole
    if said.gender not in ("", match[1].lower()):
        return whole
    person = _HE[match[1].lower()]
    if said.speaker is not None:
        if (
            said.speaker[:1].isupper()
            and names.is_person(said.speaker) == person
            and said.leads
            and not said.quoted
        ):
            return said.speaker + whole[match.end() :]
        return whole
    if state.subject is None or state.subject.person != person:
        return whole
    if not person and _EXTRAPOSED.match(whole):
        return whole
    if person and state.subject.text.split()[-1] in whole:
        return whole  # "He demanded that Mr. Ruiz resign": somebody else
    return state.subject.text + whole[match.end() :]


def subject_of(
    text: str, tokens: list[Token], clauses: list[Clause], names: Names
) -> Subject | None:
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
    found = list(spans(text, words[0].start, words[-1].end))
    canonical = names.resolve(found[-1].text) if found else ""
    person = canonical in names.people and found[-1].end == words[-1].end
    if person:
        return Subject(canonical, True)
    if words[0].lower in SUBORDINATORS | PREPOSITIONS:
        return None
    if words[0].lower in ("he", "she", "it", "they", "there", "this", "that", "we", "i", "you"):
        return None
    plural = words[-1].lower.endswith("s") and not words[-1].lower.endswith(("ss", "us", "'s"))
    named = words[0].capital or words[0].lower in ("the", "a", "an")
    one = words[-1].text in ("States", "Nations") or words[-1].text.isupper()
    return Subject(phrase, False) if named and (one or not plural) else None
