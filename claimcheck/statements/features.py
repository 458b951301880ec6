"""What is weighed of a pair of sentences: features by name, with and without the judge."""

from __future__ import annotations

import math
from collections.abc import Container, Mapping, Sequence
from datetime import date
from difflib import SequenceMatcher

from claimcheck.records import Probabilities
from claimcheck.statements.aligning import ELEMENTS, Alignment
from claimcheck.statements.candidates import Candidate
from claimcheck.statements.passages import Passage, is_content
from claimcheck.statements.questions import Ask, Questions

_FAR = 30  # days apart beyond which more days tell nothing more
_SOME = 0.1  # keeps logarithms of probabilities above -2.3
_LONGEST = 60  # letters of a phrase that are compared
_LEAST = 0.002  # log odds end here, so that no answer outweighs everything else
_LEAST_STEM = 4


def plain_features(
    candidate: Candidate,
    alignment: Alignment,
    days: Mapping[str, date | None],
    used: Mapping[str, Container[str]],
) -> dict[str, float]:
    """Features of two whole sentences.

    ``days`` are the days of publication and ``used`` the lemmas of each article, by its id.
    """
    a, b = candidate.a, candidate.b
    fewer, more = sorted((len(a.content), len(b.content)))
    source_a, source_b = _lemmas(a, a.source), _lemmas(b, b.source)
    values_a, values_b = _lemmas(a, a.values), _lemmas(b, b.values)
    apart = _days_apart(days.get(a.sentence.article), days.get(b.sentence.article))
    return {
        "similarity": candidate.similarity,
        "nearness": 1.0 / (1 + candidate.rank),
        "shared": alignment.shared,
        "jaccard": alignment.jaccard,
        "equal": float(not alignment.left_a or not alignment.left_b),
        "words of the shorter": math.log1p(fewer),
        "words of the longer": math.log1p(more),
        "days apart": math.log1p(min(apart, _FAR)),
        "both reported": float(bool(source_a) and bool(source_b)),
        "one reported": float(bool(source_a) != bool(source_b)),
        "sources differ": _apart(source_a, source_b),
        "values equal": float(bool(values_a & values_b)),
        "values apart": float(bool(values_a - values_b and values_b - values_a)),
        "one is modal": float(_modal(a) != _modal(b)),
        "one is open": float(_open(a) != _open(b)),
        "one is quoted": float(_quoted(a) != _quoted(b)),
        "both quoted": float(_quoted(a) and _quoted(b)),
        "names apart": float(_names_apart(a, b, alignment)),
        **_element_features(a, b, alignment, used),
    }


def _element_features(
    a: Passage, b: Passage, alignment: Alignment, used: Mapping[str, Container[str]]
) -> dict[str, float]:
    """Features of the element that stands most firmly in one place."""
    elements = alignment.elements
    made = {
        f"element: {kind}": max((e.standing for e in elements if e.kind == kind), default=0.0)
        for kind in ELEMENTS
    }
    if not elements:
        return made
    first = elements[0]
    x, y = a.tokens[first.a[-1]], b.tokens[first.b[-1]]
    beside = len(alignment.left_a) - len(first.a), len(alignment.left_b) - len(first.b)
    common = (x.lemma in used[b.sentence.article]) + (y.lemma in used[a.sentence.article])
    return {
        **made,
        "element: support": first.support,
        "element: run": float(first.run),
        "element: second": elements[1].standing if len(elements) > 1 else 0.0,
        "element: of one type": float(x.ent == y.ent != ""),
        "element: of other types": float(x.ent != y.ent),
        "element: words used by both": float(common),
        "element: a prefix": float(_prefixed(x.lemma, y.lemma)),
        "element: length": math.log(len(first.a) + len(first.b)),
        "left beside the element": math.log1p(max(0, min(beside))),
    }


def _prefixed(one: str, two: str) -> bool:
    """Whether one word is the other behind a few letters: "armed" and "unarmed"."""
    short, long = sorted((one, two), key=len)
    return len(short) >= _LEAST_STEM and long != short and long.endswith(short)


def _days_apart(one: date | None, two: date | None) -> int:
    return abs((one - two).days) if one is not None and two is not None else 0


def _lemmas(passage: Passage, indices: Sequence[int]) -> frozenset[str]:
    """The content lemmas among words, and digits."""
    tokens = (passage.tokens[i] for i in indices)
    return frozenset(t.lemma for t in tokens if is_content(t) or t.text[:1].isdigit())


def _apart(one: frozenset[str], two: frozenset[str]) -> float:
    return float(bool(one) and bool(two) and not one & two)


def _modal(passage: Passage) -> bool:
    return any(passage.tokens[m].tag == "MD" for m in passage.order)


def _open(passage: Passage) -> bool:
    """Whether a passage leaves something open: "whether", "yet", "if"."""
    return any(passage.tokens[m].lemma in ("whether", "yet", "if") for m in passage.order)


def _quoted(passage: Passage) -> bool:
    return any(mark in passage.text for mark in '"“”')


def _names_apart(a: Passage, b: Passage, alignment: Alignment) -> bool:
    """Whether each side names somebody or something that the other does not."""
    return any(a.tokens[i].pos == "PROPN" for i in alignment.left_a) and any(
        b.tokens[j].pos == "PROPN" for j in alignment.left_b
    )


def judged_features(asked: Questions, answers: Mapping[Ask, Probabilities]) -> dict[str, float]:
    """Features from the judge's answers to the questions of a candidate.

    Probabilities of sentences count as log odds, of the stronger and of the weaker direction.
    What is asked of an element counts by its logarithm, so that the fitted weights are exponents
    of a product: it stands firmly, the rests speak of one thing, not both can stand there.
    """
    made: dict[str, float] = {}
    whole = [answers[ask] for ask in asked.whole]
    for label in ("entailment", "contradiction"):
        weak, strong = sorted(_log_odds(getattr(p, label)) for p in whole)
        made[f"sentences: {label}, stronger"] = strong
        made[f"sentences: {label}, weaker"] = weak
    if asked.element is not None and asked.put_in:
        put_in = [answers[ask] for ask in asked.put_in]
        one_slot = answers[asked.masked].entailment if asked.masked else 1.0
        not_both = math.fsum(p.contradiction for p in put_in) / 2
        follows = math.fsum(p.entailment for p in put_in) / 2
        phrases = asked.a.phrase(asked.element.a), asked.b.phrase(asked.element.b)
        made["asked: stands firmly"] = math.log(asked.element.standing + _SOME)
        made["asked: one slot"] = math.log(one_slot + _SOME)
        made["asked: not both"] = math.log(not_both + _SOME)
        made["asked: neither follows"] = math.log(1 - follows + _SOME)
        made["asked: letters alike"] = _alike(*phrases)
        made[f"asked: {asked.element.kind}"] = 1.0
    return made


def _alike(one: str, two: str) -> float:
    """Share of equal letters in a row: two spellings of a name have most of them."""
    first, last = sorted((one.casefold()[:_LONGEST], two.casefold()[:_LONGEST]))
    return SequenceMatcher(None, first, last, autojunk=False).ratio()


def _log_odds(probability: float) -> float:
    kept = min(max(probability, _LEAST), 1 - _LEAST)
    return math.log(kept / (1 - kept))
