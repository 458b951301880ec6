"""Judge the pairs of evaluation files and score them."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from claimcheck.errors import InputError
from claimcheck.evaluating.metrics import Scores, score
from claimcheck.evaluating.pairs import BadLine, PairFile, pooled
from claimcheck.judging import Judge
from claimcheck.records import Article, Probabilities
from claimcheck.segmenting import segment

_TOKENS_A_CHARACTER = 4  # at most, in UTF-8 bytes: shorter pairs fit without being tokenized


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The scores of one file; ``split`` pairs had a premise that was judged by sentences."""

    name: str
    scores: Scores
    bad: tuple[BadLine, ...]
    split: int
    seconds: float

    def to_dict(self) -> dict[str, Any]:
        """The evaluation as JSON values."""
        return {
            **self.scores.to_dict(),
            "seconds": round(self.seconds, 2),
            "split_premises": self.split,
            "bad_lines": [{"line": line.place, "reason": line.reason} for line in self.bad],
        }


def evaluate(judge: Judge, files: Sequence[PairFile]) -> tuple[list[Evaluation], Evaluation]:
    """Evaluate each file, and all of them together.

    Raises:
        InputError: there is no file.
    """
    if not files:
        raise InputError("nothing to evaluate: give a file of labelled pairs")
    single: list[Evaluation] = []
    everything: list[Probabilities] = []
    for file in files:
        begun = time.perf_counter()
        asked = [(pair.premise, pair.hypothesis) for pair in file.pairs]
        judged, split = judge_long(judge, asked)
        seconds = time.perf_counter() - begun
        scores = score([pair.label for pair in file.pairs], judged, file.labels)
        single.append(Evaluation(file.name, scores, file.bad, split, seconds))
        everything += judged
    if len(single) == 1:
        return single, single[0]
    whole = pooled(files)
    overall = Evaluation(
        whole.name,
        score([pair.label for pair in whole.pairs], everything, whole.labels),
        whole.bad,
        sum(part.split for part in single),
        sum(part.seconds for part in single),
    )
    return single, overall


def judge_long(judge: Judge, pairs: Sequence[tuple[str, str]]) -> tuple[list[Probabilities], int]:
    """Judge pairs whose premise may be longer than the model's window.

    Such a premise is judged sentence by sentence. The strongest entailment and the strongest
    contradiction stand for the whole, as in SummaC (Laban et al. 2022, arXiv:2111.09525).

    Returns:
        A judgement a pair, and how many premises were split.
    """
    asked: list[tuple[str, str]] = []
    spans: list[tuple[int, int]] = []
    too_long = _too_long(judge, pairs)
    for (premise, hypothesis), long in zip(pairs, too_long, strict=True):
        parts = _sentences(premise) if long else [premise]
        spans.append((len(asked), len(asked) + len(parts)))
        asked += [(part, hypothesis) for part in parts]
    judged = judge.judge(asked)
    return [combine(judged[begin:end]) for begin, end in spans], sum(too_long)


def combine(judged: Sequence[Probabilities]) -> Probabilities:
    """One judgement from those of a premise's sentences: its strongest evidence either way.

    What neither claims is neutral; the three are scaled to sum to 1.
    """
    if len(judged) == 1:
        return judged[0]
    entailment = max(each.entailment for each in judged)
    contradiction = max(each.contradiction for each in judged)
    neutral = 1.0 - max(entailment, contradiction)
    total = entailment + neutral + contradiction
    return Probabilities(
        entailment=entailment / total,
        neutral=neutral / total,
        contradiction=contradiction / total,
    )


def _too_long(judge: Judge, pairs: Sequence[tuple[str, str]]) -> list[bool]:
    suspects = [
        index
        for index, (premise, hypothesis) in enumerate(pairs)
        if (len(premise) + len(hypothesis)) * _TOKENS_A_CHARACTER + 4 > judge.window
    ]
    lengths = judge.token_lengths([pairs[index] for index in suspects])
    long = [False] * len(pairs)
    for index, length in zip(suspects, lengths, strict=True):
        long[index] = length > judge.window
    return long


def _sentences(premise: str) -> list[str]:
    found = [sentence.text for sentence in segment(Article(outlet="", text=premise))]
    return found or [premise]
