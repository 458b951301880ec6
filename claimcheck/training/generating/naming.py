"""Pairs that a place decides, and twins of place and name where the other one is open."""

from __future__ import annotations

import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from claimcheck.facts.places import contains
from claimcheck.facts.polarity import negations
from claimcheck.records import Name
from claimcheck.training.generating.corpus import Corpus
from claimcheck.training.generating.details import loosened
from claimcheck.training.generating.material import Row, Statement
from claimcheck.training.generating.pairing import shuffled
from claimcheck.training.generating.wording import moved_time, splice

_POOLS = tuple(
    tuple(names.split(","))
    for names in (
        "Texas,Ohio,Iowa,Florida,Virginia,Arizona,Nevada,Michigan,Wisconsin,Pennsylvania,Colorado,"
        "Oregon,Kansas,Alabama,Kentucky,Indiana,Illinois,California,Minnesota,Missouri,Tennessee,"
        "Louisiana,Oklahoma,Utah,Maine,Vermont,New Hampshire,North Carolina,South Carolina,Montana,"
        "Massachusetts,New Jersey,Connecticut,Maryland,Arkansas,Mississippi,Nebraska,New Mexico",
        "Iraq,Iran,Syria,Russia,China,Japan,Germany,France,Canada,Mexico,Israel,Egypt,Turkey,"
        "Ukraine,Libya,Yemen,Pakistan,India,Brazil,Australia,Spain,Italy,Poland,Afghanistan,"
        "North Korea,South Korea,Saudi Arabia,Jordan,Lebanon,Cuba,Venezuela,Britain,Sweden,Greece",
        "Chicago,Houston,Boston,Denver,Seattle,Dallas,Philadelphia,Detroit,Atlanta,Phoenix,"
        "Baltimore,Cleveland,Milwaukee,St. Louis,Los Angeles,San Francisco,San Diego,Las Vegas,"
        "Miami,Charlotte,Ferguson,Orlando,Minneapolis,Portland,Pittsburgh,Cincinnati",
        "London,Paris,Berlin,Moscow,Beijing,Baghdad,Cairo,Brussels,Geneva,Vienna,Kabul,Damascus,"
        "Aleppo,Tehran,Jerusalem,Istanbul,Ankara,Kiev,Tokyo,Seoul,Mosul,Benghazi,Tripoli,Havana",
    )
)
# What is called a person so often is one, and no headline's first words.
_OFTEN = 3
_NEAR = 6  # words between a verb and its place
# What happens once, so that another person or place makes it another story.
_ONCE = re.compile(
    r"\b(?:won|defeated|beat|killed|died|born|elected|appointed|named|nominated|signed|vetoed|fired"
    r"|resigned|arrested|charged|sentenced|convicted|indicted|shot|stabbed|succeeded|replaced"
    r"|arrived|landed|crashed|met|spoke|addressed|held|took place|occurred|visited|opened|traveled"
    r"|launched|attacked|struck|hit|exploded|testified|founded|married|hired|sworn in|delivered"
    r"|hosted|attended|discovered|found|detained|captured|moved|flew|fled|rallied|campaigned)\b"
)
_GENERIC = re.compile(
    r"\b(?:rates?|percent|residents|average|unemployment|troops|salary|prices|turnout)\b|%"
)
_COMMON_ACT = re.compile(
    r" (?:said|told|has said|also|supports|believes|wants|called for|voted|praised"
    r"|criticized|urged|announced|argued|tweeted|warned)\b"
)
_GENDERED = re.compile(r"\b(?:he|she|his|her|him|hers|himself|herself|wife|husband)\b", re.I)


def place_changed(corpus: Corpus, rng: random.Random) -> Iterator[Row]:
    """Another place of a thing that happened once: contradiction."""
    for premise, hypothesis in _material(corpus, rng, "place"):
        for place, other in _places(hypothesis, rng):
            before = hypothesis.text[: place.start]
            # A verb that stands far off happens somewhere else.
            verb = _ONCE.search(" ".join(before.split()[-_NEAR:]))
            tied = before.endswith((" in ", " at ", " near ", " outside ", " to ")) and verb
            if (
                not tied
                or " times " in hypothesis.text
                or negations(hypothesis.text)
                or _open(premise, place, other)
            ):
                continue
            text = splice(hypothesis.text, place.start, place.end, other)
            text = loosened(text, rng, (other,))
            yield Row("place_changed", premise.text, text, "contradiction")


def place_other(corpus: Corpus, rng: random.Random) -> Iterator[Row]:
    """What holds of one place, said of another: neutral."""
    for premise, hypothesis in _material(corpus, rng, "place"):
        for place, other in _places(hypothesis, rng):
            before = hypothesis.text[: place.start]
            general = _GENERIC.search(before) and not _ONCE.search(before)
            if general and before.endswith(" in ") and not _open(premise, place, other):
                text = splice(hypothesis.text, place.start, place.end, other)
                yield Row("place_other", premise.text, loosened(text, rng, (other,)), "neutral")


def _material(
    corpus: Corpus, rng: random.Random, kind: str
) -> Iterator[tuple[Statement, Statement]]:
    for premise, hypothesis in shuffled(corpus.agreeing, rng) * 3:
        if hypothesis.of_kind(kind):
            yield premise, hypothesis
    for statement in shuffled((s for s in corpus.statements if s.of_kind(kind)), rng):
        yield statement, statement


def _places(statement: Statement, rng: random.Random) -> Iterator[tuple[Name, str]]:
    for place in statement.of_kind("place"):
        pool = next((p for p in _POOLS if place.text in p), None)
        alone = not re.match(r"['’,]? ?[A-Z]|['’-]", statement.text[place.end :])
        if pool is not None and alone:
            yield place, rng.choice([p for p in pool if p != place.text])


def _open(premise: Statement, place: Name, other: str) -> bool:
    """Whether the premise leaves room for the other place, or names it as well."""
    if other in premise.text or place.text not in premise.text:
        return True
    return any(
        contains(other, m.text) or (contains(m.text, other) and m.text != "U.S.")
        for m in premise.of_kind("place")
    )


def name_other(corpus: Corpus, rng: random.Random) -> Iterator[Row]:
    """Another person who may say or do the same: neutral."""
    yield from _doing(corpus, rng)
    people = _people(corpus)
    for statement in shuffled((s for s in corpus.statements if s.speaker), rng):
        speaker = statement.speaker or ""
        others = [p for p in people[statement.topic] if p.split()[-1] not in statement.sentence]
        if len(speaker.split()) != 2 or not others or _GENDERED.search(statement.text):
            continue
        verb = rng.choice(["said", "said", "told reporters"])
        told = statement.text if statement.text.split()[0] in _OPENERS else None
        if told is None:
            continue
        told = told[0].lower() + told[1:]
        yield Row(
            "name_other",
            f"{speaker} {verb} that {told}",
            f"{rng.choice(others)} {verb} that {told}",
            "neutral",
        )


_OPENERS = frozenset("The A An His Her Its Their Some Many Most Several More About".split())


def _people(corpus: Corpus) -> dict[str, list[str]]:
    """The full names of people by topic, in order."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for statement in corpus.statements:
        for m in statement.of_kind("person"):
            if re.fullmatch(r"[A-Z][a-z]+ [A-Z][a-zA-Z]+", m.text):
                found[statement.topic][m.text] += 1
    often = {
        topic: sorted(name for name, n in names.items() if n >= _OFTEN)
        for topic, names in found.items()
    }
    return defaultdict(list, often)


def _doing(corpus: Corpus, rng: random.Random) -> Iterator[Row]:
    """Another person as the subject of what anybody may do."""
    people = _people(corpus)
    for premise, hypothesis in _material(corpus, rng, "person"):
        if _GENDERED.search(hypothesis.text) or negations(hypothesis.text):
            continue
        for person in hypothesis.of_kind("person"):
            full = bool(re.fullmatch(r"[A-Z][a-z]+ [A-Z][a-zA-Z]+", person.text))
            others = [
                p
                for p in people[hypothesis.topic]
                if not set(p.split()) & set(re.findall(r"[A-Za-z]+", premise.text))
            ]
            if not full or not others or person.text.split()[-1] not in premise.text:
                continue
            if not _may_be_anyone(hypothesis, person):
                continue
            text = splice(hypothesis.text, person.start, person.end, rng.choice(others))
            yield Row("name_other", premise.text, moved_time(text, rng), "neutral")


def _may_be_anyone(statement: Statement, person: Name) -> bool:
    """Whether the person is the subject of a verb that others may be the subject of as well."""
    before, after = statement.text[: person.start], statement.text[person.end :]
    if before and not re.search(r"(?:President|Sen\.|Rep\.|Gov\.|Secretary|Mr\.) $", before):
        return False
    return _COMMON_ACT.match(after) is not None
