"""Whether one claim denies what the other tells."""

from __future__ import annotations

import re

from claimcheck.deciding.thresholds import Thresholds
from claimcheck.facts.polarity import negates, negations
from claimcheck.records import Claim, Pair, Probabilities
from claimcheck.words import content_stems, words

_NOT = re.compile(r"\bnot\b|\bnever\b|n['’]t\b")


def denial(
    pair: Pair, forward: Probabilities, backward: Probabilities, at: Thresholds
) -> tuple[float, str] | None:
    """How sure it is that one claim denies the other, and the threshold that decided.

    None where it does not, or is not sure enough.
    """
    if told_whole(pair.a, pair.b) or not negates(pair.a.standalone, pair.b.standalone):
        return None
    if _is_the_same_but_negated(pair, forward, backward, at):
        return max(0.5, *(1 - p.neutral for p in (forward, backward))), "same_words_least"
    for short, long, judged in ((pair.a, pair.b, backward), (pair.b, pair.a, forward)):
        if judged.contradiction >= at.denied and _denies(short, long, at):
            return judged.contradiction, "denied"
    return None


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
    parity = negations(a.sentence.text) % 2 == negations(b.sentence.text) % 2
    for claim, other in ((a, b), (b, a)):
        if f" {' '.join(words(claim.text))} " in f" {' '.join(words(other.sentence.text))} ":
            return True
        if parity and content_stems(claim.standalone) <= content_stems(other.sentence.text):
            return True
    return False
