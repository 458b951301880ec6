"""What is weighed of a pair of sentences: features by name, with and without the judge."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from datetime import date

from claimcheck.records import Probabilities
from claimcheck.statements.aligning import Alignment
from claimcheck.statements.candidates import Candidate
from claimcheck.statements.passages import Passage, is_content
from claimcheck.statements.questions import Ask, Questions

_FAR = 30  # days apart beyond which more days tell nothing more
_LEAST = 0.002  # log odds end here, so that no answer outweighs everything else
_KINDS = ("name", "noun", "verb", "modifier", "number", "negation", "turned round")


def plain_features(
    candidate: Candidate, alignment: Alignment, days: Mapping[str, date | None]
) -> dict[str, float]:
    """Features of two whole sentences; ``days`` are the days of publication by article id."""
    a, b = candidate.a, candidate.b
    fewer, more = sorted((len(a.content), len(b.content)))
    support = dict.fromkeys(_KINDS, 0.0)
    for element in alignment.elements:
        support[element.kind] = max(support[element.kind], element.support)
    source_a, source_b = _lemmas(a, a.source), _lemmas(b, b.source)
    values_a, values_b = _lemmas(a, a.values), _lemmas(b, b.values)
    apart = _days_apart(days.get(a.sentence.article), days.get(b.sentence.article))
    made = {
        "similarity": candidate.similarity,
        "nearness": 1.0 / (1 + candidate.rank),
        "shared": alignment.shared,
        "jaccard": alignment.jaccard,
        "equal": float(not alignment.left_a or not alignment.left_b),
        "words of the shorter": math.log1p(fewer),
        "words of the longer": math.log1p(more),
        "best element": max(support.values()),
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
    }
    made.update({f"element: {kind}": value for kind, value in support.items()})
    return made


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

    Probabilities count as log odds: of the stronger and of the weaker of two directions.
    """
    made: dict[str, float] = {}
    whole = [answers[ask] for ask in asked.whole]
    near = [answers[ask] for ask in asked.clause] if asked.clause else whole
    for where, judged in (("sentences", whole), ("clauses", near)):
        for label in ("entailment", "contradiction"):
            weak, strong = sorted(_log_odds(getattr(p, label)) for p in judged)
            made[f"{where}: {label}, stronger"] = strong
            made[f"{where}: {label}, weaker"] = weak
    alignment = asked.alignment
    left = len(alignment.left_a), len(alignment.left_b)
    made["clauses: shared"] = alignment.shared
    made["clauses: jaccard"] = alignment.jaccard
    made["clauses: left on the shorter"] = math.log1p(min(left))
    made["clauses: left on the longer"] = math.log1p(max(left))
    made["clauses: reported alike"] = float(_voice(asked.a) == _voice(asked.b))
    if asked.element is not None and asked.masked and asked.put_in:
        put_in = [answers[ask] for ask in asked.put_in]
        same = answers[asked.masked].entailment
        clash = math.fsum(p.contradiction for p in put_in) / 2
        follows = math.fsum(p.entailment for p in put_in) / 2
        made["element: asked"] = 1.0
        made["element: support"] = asked.element.support
        made["element: one slot"] = _log_odds(same)
        made["element: not both"] = _log_odds(clash)
        made["element: one from the other"] = _log_odds(follows)
        made["element: one slot and not both"] = same * clash
    return made


def _log_odds(probability: float) -> float:
    kept = min(max(probability, _LEAST), 1 - _LEAST)
    return math.log(kept / (1 - kept))


def _voice(passage: Passage) -> str:
    return "" if passage.under is None else passage.tokens[passage.under].lemma
