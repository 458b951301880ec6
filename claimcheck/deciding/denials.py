"""Whether one claim denies what the other tells."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from claimcheck.comparing import Comparison
from claimcheck.deciding.one_event import are_brief, names_of
from claimcheck.deciding.quotes import one_quote_negated
from claimcheck.deciding.same_slot import names_only
from claimcheck.deciding.thresholds import Thresholds
from claimcheck.deciding.verdicts import Context, common, overlap
from claimcheck.facts.polarity import leaves_open, negates, negations, opposites
from claimcheck.records import Claim, Pair, Probabilities
from claimcheck.words import content_stems, words

# What somebody says should be is an opinion, and contradicts nothing that is.
_WISHED = re.compile(r"\b(?:should|ought|must|needs?|urg\w+|call\w* (?:for|on))\b", re.I)
# What is only claimed is denied by nobody: "Russia has claimed it does not violate the treaty".
_CLAIMED = re.compile(r"\b(?:claim|insist|maintain|alleg)\w*\b.*(?:\b(?:not|never|no)\b|n['’]t\b)")
_CLAIMING = re.compile(r"\b(?:claim|insist|maintain|alleg|stat)\w*\b")
_NEGATED = re.compile(
    r"\b(\w+ (?:is|was|are|were|has|had|have|will|would|can|could)) not (\w+) (\w+)\b"
)


@dataclass(frozen=True, slots=True)
class Denial:
    """How sure it is that one claim denies the other, and the threshold that decided.

    ``words`` are two opposite words, None where it is a negation. ``affirmed`` is the judge's
    better answer to the claims without the negation.
    """

    sure: float
    bar: str
    words: tuple[str, str] | None = None
    affirmed: Probabilities | None = None


def denial(
    comparison: Comparison, answers: Sequence[Probabilities], at: Thresholds
) -> Denial | None:
    """Whether one claim denies the other by its words, where the judge alone may see too little.

    Args:
        comparison: a pair without a differing value.
        answers: the judge's answers to ``comparison.questions``, in that order.
        at: the thresholds.
    """
    pair = comparison.pair
    odd = negations(pair.a.standalone) % 2 != negations(pair.b.standalone) % 2
    if odd and one_quote_negated(pair, at):
        opposed = max(p.contradiction for p in answers[:2])
        affirmed = max(answers[2:], key=lambda p: p.entailment, default=None)
        return Denial(max(0.5, opposed), "quoted_words", affirmed=affirmed)
    if told_whole(pair.a, pair.b):
        return None
    return _negation(pair, answers, at) or _opposite(comparison, answers, at)


def _negation(pair: Pair, answers: Sequence[Probabilities], at: Thresholds) -> Denial | None:
    """Whether one claim has a "not" that the other has not, and is the other without it.

    A small judge sees a contradiction wherever a "not" stands beside a few of the other's words,
    so more is asked: the claim has to follow from the other once the "not" is taken out.
    """
    odd = [negations(claim.standalone) % 2 for claim in (pair.a, pair.b)]
    if odd[0] == odd[1]:
        return None
    denying, other = (pair.a, pair.b) if odd[0] else (pair.b, pair.a)
    if leaves_open(denying.standalone):
        return None
    if any(_WISHED.search(claim.standalone) for claim in (denying, other)):
        return None
    if _CLAIMED.search(denying.standalone) and not _CLAIMING.search(other.standalone):
        return None
    weak, strong = sorted(p.contradiction for p in answers[:2])
    affirmed = max(answers[2:], key=lambda p: p.entailment, default=None)
    follows = [p.entailment for p in answers[2:]]
    both = bool(follows) and min(follows) >= at.affirmed_both
    in_other_words = both and overlap(denying, other) >= at.denied_overlap
    if not in_other_words and not negates(denying.standalone, other.standalone):
        return None
    one = _one_but_negated(pair, at)
    if one and max(p.neutral for p in answers[:2]) < at.same_slot:
        sure = max(0.5, *(1 - p.neutral for p in answers[:2]))
        return Denial(sure, one, affirmed=affirmed)
    if strong < at.denied_least:
        return None
    surely = max(follows, default=0.0) >= at.affirmed
    whole = surely and overlap(denying, other) >= at.denied_overlap
    if (both or whole) and common(denying, other) >= at.same_words_least:
        bar = "affirmed_both" if both else "affirmed"
        return Denial(min(strong, max(follows)), bar, affirmed=affirmed)
    if follows and not surely:
        return None
    in_words = _negated_in_words(pair) or (strong >= at.denied and _has_few_of_its_own(pair, at))
    if weak >= (at.denied_weak if follows else at.contradiction_both) and in_words:
        return Denial(strong, "denied_weak", affirmed=affirmed)
    return None


def _opposite(
    comparison: Comparison, answers: Sequence[Probabilities], at: Thresholds
) -> Denial | None:
    """Whether opposite words are said of the same: "convicted of fraud", "acquitted of fraud"."""
    pair = comparison.pair
    found = opposites(pair.a.standalone, pair.b.standalone)
    if not found:
        return None
    forward, backward = answers[:2]
    opposed = max(forward.contradiction, backward.contradiction)
    told = max(forward.entailment, backward.entailment)
    if _same_object(pair, found, at.same_object_words) and told < at.same_slot:
        return Denial(max(opposed, 0.5), "same_object_words", found)
    framed = _in_one_frame(pair, found) >= at.framed_words and opposed >= at.framed_opposed
    if framed and not any(s.verdict == "different" for s in comparison.slots):
        return Denial(opposed, "framed_words", found)
    for short, long, judged in ((pair.a, pair.b, backward), (pair.b, pair.a, forward)):
        if judged.contradiction >= at.contradiction and _reverses(short, long, at):
            return Denial(judged.contradiction, "contradiction", found)
    return None


def opposite_in_brief(
    comparison: Comparison, answers: Sequence[Probabilities], context: Context, at: Thresholds
) -> Denial | None:
    """Whether two headlines, which tell one event alone, oppose: "passes bill", "bill voted down".

    The arguments are those of ``denial``, with the claims of the articles.
    """
    pair = comparison.pair
    found = opposites(pair.a.standalone, pair.b.standalone)
    if names_only(pair.a, pair.b) and names_only(pair.b, pair.a):
        return None
    if not found or any(s.verdict == "different" for s in comparison.slots):
        return None
    if not are_brief(comparison, context):
        return None
    opposed = max(p.contradiction for p in answers[:2])
    told = max(p.entailment for p in answers[:2])
    named = bool(names_of(pair.a) & names_of(pair.b))
    enough = common(pair.a, pair.b) >= (at.opposed_words_least if named else at.same_words_least)
    if enough and opposed >= at.framed_opposed and told < at.same_slot:
        return Denial(opposed, "framed_opposed", found)
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
        if word not in told:
            return False  # "voted down" for "rejected"
        at = told.index(word)
        found.append(tuple(told[at + 1 : at + 1 + least]))
    named = [
        {w for m in c.mentions if m.kind != "place" for w in words(m.canonical)}
        for c in (pair.a, pair.b)
    ]
    return len(found[0]) == least and found[0] == found[1] and bool(named[0] & named[1])


def _in_one_frame(pair: Pair, opposite: tuple[str, str]) -> int:
    """How many words right before and behind two opposites are the same in both claims: "shares
    rose 4% in early trading", "shares fell 4% in early trading".
    """
    before, behind = [], []
    for claim, word in zip((pair.a, pair.b), opposite, strict=True):
        told = words(claim.standalone)
        if word not in told:
            return 0
        at = told.index(word)
        before.append(told[:at][::-1])
        behind.append(told[at + 1 :])
    return _run(*before) + _run(*behind)


def _run(one: Sequence[str], other: Sequence[str]) -> int:
    """How many words two lists begin with alike."""
    return sum(1 for _ in takewhile(lambda both: both[0] == both[1], zip(one, other, strict=False)))


def _reverses(short: Claim, long: Claim, at: Thresholds) -> bool:
    """Whether a claim says the opposite with fewer words: "the airport remained open"."""
    stems, told = content_stems(short.standalone), content_stems(long.standalone)
    no_more = negations(short.standalone) == negations(long.standalone) == 0
    enough = len(stems & told) >= at.opposed_words_least
    return no_more and enough and len(stems - told) <= at.other_words_most


def _one_but_negated(pair: Pair, at: Thresholds) -> str | None:
    """The threshold of shared words by which two claims are one but for a negation, if any is.

    Then the negation itself decides: small models take "no deal without concessions" for "a deal
    without any concessions".
    """
    a, b = pair.a.standalone, pair.b.standalone
    left, right = content_stems(a), content_stems(b)
    if abs(negations(a) - negations(b)) != 1:
        return None
    alone = len(left ^ right)
    if len(left & right) >= at.same_words_least and alone <= at.other_words_most:
        return "same_words_least"
    return "opposed_words_least" if not alone and len(left) >= at.opposed_words_least else None


def _has_few_of_its_own(pair: Pair, at: Thresholds) -> bool:
    """Whether nearly all words of the claim that negates stand in the other: "did not fire gas"."""
    for short, long in ((pair.a, pair.b), (pair.b, pair.a)):
        stems, told = content_stems(short.standalone), content_stems(long.standalone)
        enough = len(stems & told) >= at.opposed_words_least
        named = content_stems(" ".join(f"{m.text} {m.canonical}" for m in short.mentions))
        deeds = stems & told - named
        few = enough and len(deeds) > 1 and len(stems - told) <= 1
        if negations(short.standalone) % 2 and few:
            return True
    return False


def told_whole(a: Claim, b: Claim) -> bool:
    """Whether one sentence tells what the other claim does: their clauses are cut elsewhere."""
    for claim, other in ((a, b), (b, a)):
        parity = negations(claim.standalone) % 2 == negations(other.sentence.text) % 2
        if f" {' '.join(words(claim.text))} " in f" {' '.join(words(other.sentence.text))} ":
            return True
        if parity and content_stems(claim.standalone) <= content_stems(other.sentence.text):
            return True
    return False
