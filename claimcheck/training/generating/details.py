"""A detail more or less: what is left follows from the whole, never the other way round."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

from claimcheck.facts.datewords import MONTH_WORDS, WEEKDAY
from claimcheck.training.generating.corpus import Corpus
from claimcheck.training.generating.material import Row, is_fit
from claimcheck.training.generating.pairing import shuffled
from claimcheck.training.generating.wording import capital, reword

_DAY = (
    rf"(?:(?:early |late )?(?:on )?{WEEKDAY}(?: (?:morning|afternoon|evening|night))?"
    rf"|(?:in|on) {MONTH_WORDS}(?: [0-9]{{1,2}})?(?:,? (?:19|20)[0-9]{{2}})?"
    rf"|in (?:19|20)[0-9]{{2}}|last (?:year|week|month|night)"
    rf"|(?:earlier )?this (?:year|week|month))"
)
_NAME = r"(?:the )?[A-Z][\w.'’-]+(?: (?:of the |of |and )?[A-Z][\w.'’-]+){0,4}"
_END_TIME = re.compile(rf"^(?P<rest>.{{25,}}?[\w%])(?P<detail> {_DAY})\.$")
_END_PLACE = re.compile(rf"^(?P<rest>.{{30,}}?[a-z])(?P<detail> (?:in|at|near|outside) {_NAME})\.$")
_END_PARTICIPLE = re.compile(
    r"^(?P<rest>[^,]{30,}),(?P<detail> (?:\w{3,}ing|according to|along with|as part of|despite"
    r"|as well as|amid|citing) [^,]{8,80})\.$"
)
_START_TIME = re.compile(rf"^(?P<detail>(?i:{_DAY}), )(?P<rest>[A-Za-z].{{25,}})\.$")
_APPOSED = re.compile(
    r"^(?P<head>.{0,60}\b[A-Z][\w'’-]+)(?P<detail>, (?:an?|the|who|which) [^,]{8,70},) "
    r"(?P<rest>(?:is|was|has|had|will|said|\w{3,}ed|won|lost|told|came|took|made|gave)"
    r" [^,]{12,})\.$"
)
# Words whose meaning hangs on the rest of their sentence.
_HELD = re.compile(
    r"\b(?:not|no|never|none|nobody|nothing|neither|nor|without|cannot|only|first|last|most|least"
    r"|every|all|each|any|anyone|few|fewer|less|more|than|record|average|rate|percent|per|same"
    r"|since|between|from|until|rarely|hardly|almost|nearly|\w+est|second|third|always|ever|total"
    r"|index|poll|likelihood|born|based|located|lived?|lives|living|as)\b|n['’]t\b|%",
    re.I,
)
_BEING = re.compile(r"\b(?:is|are|was|were|has|have|had|will|remains?|began|ended|opens?)\b[^,]*$")


def without_detail(text: str) -> tuple[str, str] | None:
    """The sentence without one detail that it does not hang on, and the detail."""
    if _HELD.search(text):
        return None
    apposed = _APPOSED.match(text)
    if apposed:
        return f"{apposed['head']} {apposed['rest']}.", apposed["detail"].strip(" ,")
    for pattern in (_END_PARTICIPLE, _START_TIME, _END_TIME, _END_PLACE):
        match = pattern.match(text)
        if match is None or match["rest"].rstrip().endswith((" and", " or", " on", " of")):
            continue
        if pattern is _END_TIME and match["rest"].split()[-1] in (
            "early",
            "late",
            "by",
            "until",
            "before",
            "after",
            "for",
            "the",
            "to",
            "through",
            "of",
            "a",
            "sometime",
            "and",
        ):
            continue
        short = capital(match["rest"].strip()) + "."
        if is_fit(short):
            return short, match["detail"].strip(" ,")
    return None


def loosened(text: str, rng: random.Random, keep: tuple[str, ...] = ()) -> str:
    """What follows from the text: in other words, at times with a detail less."""
    if rng.random() < 0.35:
        shorter = without_detail(text)
        if shorter is not None and all(phrase in shorter[0] for phrase in keep):
            text = shorter[0]
    return reword(text, rng, keep) if rng.random() < 0.75 else text


def detail(corpus: Corpus, rng: random.Random) -> Iterator[Row]:
    """A detail dropped (entailment) or added (neutral), other words besides."""
    for number, statement in enumerate(shuffled(corpus.statements, rng)):
        found = without_detail(statement.text)
        if found is None:
            continue
        shorter, _ = found
        if number % 2:
            text = reword(shorter, rng)
            yield Row("detail", statement.text, text, "entailment")
        else:
            yield Row("detail", reword(shorter, rng), statement.text, "neutral")
    for premise, hypothesis in shuffled(corpus.agreeing, rng):
        found = without_detail(premise.text)
        told = premise.stems & hypothesis.stems
        if found is not None and len(told) < 0.6 * len(premise.stems):
            yield Row("detail", hypothesis.text, premise.text, "neutral")
