"""Names of persons: another one, the surname alone, the office instead."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence

from claimcheck.records import Label, Mention
from claimcheck.training.generating.material import Passage, Row, put

# What one person did, another did not: the bill has one signer, the race one winner.
_ONE_ONLY = re.compile(
    r" (?:won|was (?:elected|named|appointed|sworn in|nominated|sentenced|convicted|killed"
    r"|arrested|shot|fired)|signed|vetoed|nominated|appointed|defeated|founded|fired|ordered"
    r"|resigned|died|killed|shot)\b"
)
# What one did, another may have done as well.
_ANYONE = re.compile(
    r" (?:attended|visited|voted|criticized|supported|opposed|praised|urged|met|spoke|traveled"
    r"|wrote|argued|received|told|called|tweeted|endorsed|campaigned|complained|promised|defended"
    r"|dismissed|joined|warned|raised|spent|condemned|worked|testified|responded|made|has)\b"
)
_AGENT = re.compile(r"\b(?:\w+ed|won|led|written|shot|chosen|run) by $")
_TITLES = {
    "Sen. ": "a senator", "Senator ": "a senator", "Rep. ": "a member of Congress",
    "Gov. ": "a governor", "Judge ": "a judge", "Justice ": "a judge", "Mayor ": "a mayor",
}  # fmt: skip
_PRONOUN = re.compile(r"\b(?:he|she|his|her|him|himself|herself|who|whose|wife|husband)\b", re.I)
_FULL = re.compile(r"[A-Z][a-z]+(?: [A-Z]\.)? [A-Z][a-z]+(?:[A-Z][a-z]+)?")


def full_names(passages: Sequence[Passage]) -> list[str]:
    """The full names of persons, each once, sorted."""
    return sorted({m.text for p in passages for m in p.mentions if _is_full(m)})


def _is_full(mention: Mention) -> bool:
    return mention.kind == "person" and _FULL.fullmatch(mention.text) is not None


def rows(passage: Passage, others: Sequence[str], rng: random.Random) -> Iterator[Row]:
    """Pairs about the one person of a passage; ``others`` are full names of the same topic."""
    people = [m for m in passage.mentions if m.kind == "person"]
    if len(people) != 1 or not _is_full(people[0]) or not passage.plain:
        return
    text, person = passage.text, people[0]
    surname = person.text.split()[-1]
    if text.count(surname) != 1 or text[person.end : person.end + 1] in ("'", "’", "-"):
        return
    label = _label(text, person)
    strangers = [o for o in others if surname not in o and o.split()[0] not in person.text]
    start = _title_start(text, person)
    if label and strangers and not _PRONOUN.search(text):
        other = put(text, start, person.end, rng.choice(strangers))
        yield Row(put(text, start, person.end, person.text), other, label)
    yield from _shorter(text, start, person, rng)


def _title_start(text: str, person: Mention) -> int:
    before = re.search(r"(?:[A-Z][a-z]+\.? )+$", text[: person.start])
    return before.start() if before and before.start() else (0 if before else person.start)


def _label(text: str, person: Mention) -> Label | None:
    if _AGENT.search(text[: person.start]):
        return "contradiction"
    if _title_start(text, person):
        return None
    if _ONE_ONLY.match(text, person.end):
        return "contradiction"
    return "neutral" if _ANYONE.match(text, person.end) else None


def _shorter(text: str, start: int, person: Mention, rng: random.Random) -> Iterator[Row]:
    """The surname or the office follow from the name; a name does not follow from an office."""
    surname = put(text, start, person.end, person.text.split()[-1])
    office = next((o for t, o in _TITLES.items() if text[start:].startswith(t)), None)
    if office and start + len(office) and text[start : person.start].count(" ") == 1:
        by_office = put(text, start, person.end, office)
        yield Row(text, rng.choice((by_office, surname)), "entailment")
        yield Row(by_office, text, "neutral")
    elif surname != text:
        yield Row(text, surname, "entailment")
