"""Whether one claim denies what the other tells."""

from __future__ import annotations

import re
from dataclasses import dataclass

from claimcheck.deciding.thresholds import Thresholds
from claimcheck.facts.polarity import negates, negations, opposites
from claimcheck.records import Claim, Pair, Probabilities
from claimcheck.words import content_stems, words

_NEGATED = re.compile(
    r"\b(\w+ (?:is|was|are|were|has|had|have|will|would|can|could)) not (\w+) (\w+)\b"
)
_NOT = re.compile(r"\bnot\b|\bnever\b|n['’]t\b")


@dataclass(frozen=True, slots=True)
class Denial:
    """How sure it is that one claim denies the other, and the threshold that decided.

    ``words`` are two opposite words, None where it is a negation.
    """

    sure: float
    bar: str
    words: tuple[str, str] | None = None


def denial(
    pair: Pair, forward: Probabilities, backward: Probabilities, at: Thresholds
) -> Denial | None:
    """Whether one claim denies the other by its words, where the judge alone may see too little."""
    if told_whole(pair.a, pair.b):
        return None
    opposed = max(forward.contradiction, backward.contradiction)
    told = max(forward.entailment, backward.entailment)
    if negates(pair.a.standalone, pair.b.standalone):
        if _is_the_same_but_negated(pair, forward, backward, at):
            sure = max(0.5, *(1 - p.neutral for p in (forward, backward)))
            return Denial(sure, "same_words_least")
        if _negated_in_words(pair) and opposed >= at.denied_in_words and opposed > told:
            return Denial(max(opposed, 0.5), "denied_in_words")
    words_ = opposites(pair.a.standalone, pair.b.standalone)
    if words_ and _same_object(pair, words_, at.same_object_words) and told < at.same_slot:
        return Denial(max(opposed, 0.5), "same_object_words", words_)
    for short, long, judged in ((pair.a, pair.b, backward), (pair.b, pair.a, forward)):
        if judged.contradiction >= at.denied and _denies(short, long, at):
            return Denial(judged.contradiction, "denied")
        if words_ and judged.contradiction >= at.contradiction and _reverses(short, long, at):
            return Denial(judged.contradiction, "contradiction", words_)
    return None


def _negated_in_words(pair: Pair) -> bool:
    """Whether one claim has "X was not on board" and the other "X was on board"."""
    for claim, other in ((pair.a, pair.b), (pair.b, pair.a)):
        plain = f" {' '.join(words(other.standalone))} "
        for match in _NEGATED.finditer(" ".join(words(claim.standalone))):
            if f" {match[1]} {match[2]} {match[3]} " in plain and not negations(plain):
                return True
    return False


def _same_object(pair: Pair, opposite: tuple[str, str], least: int) -> bool:
    """Whether the same words follow both opposites, "acquitted of money laundering" and "convicted
    of money laundering", and both claims are about one person or firm.
    """
    found = []
    for claim, word in zip((pair.a, pair.b), opposite, strict=True):
        told = words(claim.standalone)
        at = told.index(word)
        found.append(tuple(told[at + 1 : at + 1 + least]))
    named = [
        {w for m in c.mentions if m.kind != "place" for w in words(m.canonical)}
        for c in (pair.a, pair.b)
    ]
    return len(found[0]) == least and found[0] == found[1] and bool(named[0] & named[1])


def _reverses(short: Claim, long: Claim, at: Thresholds) -> bool:
    """Whether a claim says the opposite with fewer words: "the airport remained open"."""
    stems, told = content_stems(short.standalone), content_stems(long.standalone)
    no_more = negations(short.standalone) == negations(long.standalone) == 0
    enough = len(stems & told) >= at.opposed_words_least
    return no_more and enough and len(stems - told) <= at.other_words_most


def _is_the_same_but_negated(
    pair: Pair, forward: Probabilities, backward: Probabilities, at: Thresholds
) -> bool:
    """Small models take "no deal without concessions" for "a deal without any concessions": nearly
    all words are shared. With the same words, the negation itself decides.
    """
    a, b = pair.a.standalone, pair.b.standalone
    left, right = content_stems(a), content_stems(b)
    return (
        abs(negations(a) - negations(b)) == 1
        and len(left & right) >= at.same_words_least
        and len(left ^ right) <= at.other_words_most
        and max(forward.neutral, backward.neutral) < at.same_slot
    )


def _denies(short: Claim, long: Claim, at: Thresholds) -> bool:
    """Whether a claim denies with fewer words, nearly all the other's: "did not fire tear gas"."""
    stems, told = content_stems(short.standalone), content_stems(long.standalone)
    return (
        _NOT.search(short.standalone) is not None
        and negations(short.standalone) == 1
        and not negations(long.standalone)
        and len(stems & told) >= at.opposed_words_least
        and len(stems - told) <= 1
    )


def told_whole(a: Claim, b: Claim) -> bool:
    """Whether one sentence tells what the other claim does: their clauses are cut elsewhere."""
    for claim, other in ((a, b), (b, a)):
        parity = negations(claim.standalone) % 2 == negations(other.sentence.text) % 2
        if f" {' '.join(words(claim.text))} " in f" {' '.join(words(other.sentence.text))} ":
            return True
        if parity and content_stems(claim.standalone) <= content_stems(other.sentence.text):
            return True
    return False
