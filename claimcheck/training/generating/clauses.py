"""A clause follows from its sentence; the sentence says more than its clause."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

from claimcheck.training.generating.material import Passage, Row
from claimcheck.words import content_stems, words

_LONGEST = 60
# The clause may hang on these.
_HEDGED = re.compile(
    r"\b(?:if|unless|whether|would|could|may|might|should|likely|perhaps|maybe|or|not|no|never"
    r"|deny|denied|denies|alleged|allegedly|reportedly|claim|claims|claimed|believe|believes"
    r"|believed|argue|argues|argued|say|says|said|suggest\w*|think|thinks|thought|according|hope"
    r"|hopes|hoped|accus\w+|warn\w*|told|report|reports|reported|expect\w*|predict\w*|propos\w+"
    r"|plan\w*|want\w*)\b|[\"“”?]",
    re.I,
)
_MORE = 5


def rows(passage: Passage, rng: random.Random) -> Iterator[Row]:
    """The sentence with its clause, or the clause with its sentence."""
    sentence, clause = passage.sentence, passage.text
    if passage.speaker is not None or _HEDGED.search(sentence):
        return
    if len(words(sentence)) > _LONGEST or len(words(sentence)) < len(words(clause)) + _MORE:
        return
    if not sentence.endswith("."):
        return
    yield Row(sentence, clause, "entailment")
    if len(content_stems(sentence) - content_stems(clause)) >= _MORE and rng.random() < 0.7:
        yield Row(clause, sentence, "neutral")
