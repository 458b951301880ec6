"""Pairs that a negation decides, or that hold one and are not decided by it."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

from claimcheck.facts.polarity import negations
from claimcheck.training.generating.corpus import Corpus
from claimcheck.training.generating.details import loosened, without_detail
from claimcheck.training.generating.material import Row
from claimcheck.training.generating.pairing import shuffled
from claimcheck.training.generating.slots import event_other
from claimcheck.training.generating.verbs import affirmed, negated, past
from claimcheck.training.generating.wording import reword, splice

_FAILED = re.compile(
    r"\b(?P<verb>failed|refused|declined|was unable|were unable) to (?P<base>[a-z]+)\b"
)
# Under a negation these are part of what is denied.
_ADVERBS = tuple(
    "unanimously quietly sharply dramatically immediately recently repeatedly officially publicly "
    "cars teenagers senators teachers murdered assassinated".split()
)
_WHEN_OR_WHERE = re.compile(r"(?:on|in|at|near|outside|last|this|early|late|[A-Z]\w+day)\b", re.I)
_NOT_BEFORE = re.compile(r"\b(?:not|never|no|has|have|had|who|which|that|when|he|she|and)\b|,")


def negation(corpus: Corpus, rng: random.Random) -> Iterator[Row]:
    """The main verb negated, or freed of its negation: contradiction, either way round."""
    for premise, hypothesis in shuffled(corpus.agreeing, rng):
        text = negated(hypothesis.text, rng.random() < 0.4) or affirmed(hypothesis.text)
        if text is not None:
            yield Row("negation", premise.text, text, "contradiction")
    for statement in shuffled(corpus.statements, rng):
        text = negated(statement.text, rng.random() < 0.4) or affirmed(statement.text)
        if text is None:
            continue
        if rng.random() < 0.3:
            yield Row("negation", text, loosened(statement.text, rng), "contradiction")
        else:
            yield Row("negation", statement.text, _reworded(text, rng), "contradiction")


def _reworded(text: str, rng: random.Random) -> str:
    return reword(text, rng, _ADVERBS)


def negation_kept(corpus: Corpus, rng: random.Random) -> Iterator[Row]:
    """A negation on both sides or beside the point: entailment; in another event: neutral."""
    for premise, hypothesis in shuffled(corpus.agreeing, rng):
        if negations(hypothesis.text):
            yield Row("negation_kept", premise.text, hypothesis.text, "entailment")
    yield from _failures(corpus, rng)
    for number, statement in enumerate(shuffled(corpus.statements, rng)):
        denied = re.search(r"\bnot\b|n['’]t\b", statement.text)
        whole = statement.sentence
        if denied:
            again = _reworded(statement.text, rng)
            if again != statement.text:
                yield Row("negation_kept", statement.text, again, "entailment")
            continue
        if (
            statement.speaker is None
            and re.search(r"\bnot\b|n['’]t\b", whole)
            and len(whole.split()) <= 38
            and not re.search(r"[?“”\"]|\b(?:if|not that|whether)\b", whole)
        ):
            yield Row("negation_kept", whole, statement.text, "entailment")
        found = without_detail(statement.text) if number % 3 == 0 else None
        if found is not None and not _WHEN_OR_WHERE.match(found[1]):
            found = None  # "winning 15 votes" is not denied with the main verb
        text = negated(found[0], rng.random() < 0.4) if found is not None else None
        long = negated(statement.text, rng.random() < 0.4) if text is not None else None
        if text is not None and long is not None and text != long:
            yield Row("negation_kept", text, long, "entailment")
    for row in event_other(corpus, rng):
        other = negated(row.hypothesis, rng.random() < 0.4)
        if other is not None:
            yield Row("negation_kept", row.premise, other, "neutral")


def _failures(corpus: Corpus, rng: random.Random) -> Iterator[Row]:
    """ "Failed to pass" implies "did not pass" and rules out "passed"."""
    for statement in shuffled(corpus.statements, rng):
        found = _FAILED.search(statement.text)
        if found is None or _NOT_BEFORE.search(statement.text[: found.start()]):
            continue
        base = found["base"]
        if base in ("be", "say", "comment", "have") or statement.text.startswith("To "):
            continue
        plain = "did not" if rng.random() < 0.6 else "didn't"
        text = splice(statement.text, found.start(), found.end(), f"{plain} {base}")
        yield Row("negation_kept", statement.text, text, "entailment")
        text = splice(statement.text, found.start(), found.end(), past(base))
        yield Row("negation", statement.text, text, "contradiction")
