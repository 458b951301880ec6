"""List every contradiction, update and dispute in unlabelled bundles, to be read by a person.

    python benchmarks/readings.py DIR [--bundles N] [--seed S] [--model NAME]

DIR holds ``news/*.jsonl.gz`` and ``gold/bundles``, which is left out. Only pairs that the rules
would report if the judge gave the most favourable answers are judged, so that 600 bundles take ten
minutes; what is decided of a pair is what ``claimcheck check`` decides of it. What was found by
reading stands in ``results/readings.md``.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
from collections.abc import Iterator
from pathlib import Path

from claimcheck.comparing import Comparison, compare
from claimcheck.copies import fold_copies
from claimcheck.deciding import THRESHOLDS, Context, Verdict, decide
from claimcheck.judging import DEFAULT_MODEL, Judge, JudgementCache
from claimcheck.pairing import pair_claims
from claimcheck.pipeline import context_of, extract
from claimcheck.records import Article, Probabilities

FILES = ("bundles-2012-2020.jsonl.gz", "bundles-basil.jsonl.gz")
FOLLOWS = Probabilities(entailment=0.99, neutral=0.005, contradiction=0.005)
OPPOSED = Probabilities(entailment=0.005, neutral=0.005, contradiction=0.99)


def bundles(folder: Path, seed: int) -> list[dict]:
    """The unlabelled bundles in seeded order."""
    told = []
    for name in FILES:
        with gzip.open(folder / "news" / name, "rt", encoding="utf-8") as lines:
            told += [json.loads(line) for line in lines]
    labelled = {p.stem.replace("_", "-") for p in (folder / "gold" / "bundles").glob("*.jsonl")}
    told = [b for b in told if b["bundle"] not in labelled]
    random.Random(seed).shuffle(told)
    return told


def articles(bundle: dict) -> Iterator[Article]:
    for given in bundle["articles"]:
        day = (given["published"] or "")[:10]
        try:
            yield Article(
                outlet=given["outlet"], title=given["title"], text=given["text"], published=day
            )
        except ValueError:  # no day
            yield Article(outlet=given["outlet"], title=given["title"], text=given["text"])


def is_contrary(verdict: Verdict | None) -> bool:
    return verdict is not None and verdict.relation not in (None, "agreement")


def found(bundle: dict, judge: Judge) -> Iterator[tuple[Comparison, Verdict, Context]]:
    members = fold_copies(list(articles(bundle)))
    _, claims = extract(members, [])
    context = context_of(claims, members)
    for comparison in map(compare, pair_claims(claims, members)[0]):
        best = [OPPOSED, OPPOSED, FOLLOWS, FOLLOWS][: len(comparison.questions)]
        if not is_contrary(decide(comparison, best, context, THRESHOLDS)):
            continue
        answers = judge.judge(comparison.questions)
        verdict = decide(comparison, answers, context, THRESHOLDS)
        if verdict is not None and is_contrary(verdict):
            yield comparison, verdict, context


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--bundles", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--model", default=DEFAULT_MODEL)
    parser.add_argument("--backend", default="torch")
    given = parser.parse_args()
    judge = Judge.load(given.model, backend=given.backend, cache=JudgementCache())
    for bundle in bundles(given.folder, given.seed)[: given.bundles]:
        print(f"-- {bundle['bundle']}", flush=True)
        for comparison, verdict, context in found(bundle, judge):
            print(f"{verdict.relation}: {verdict.reason} ({verdict.confidence:.2f})")
            for claim in (comparison.pair.a, comparison.pair.b):
                print(f"    {claim.outlet} {context.days[claim.article]}: {claim.sentence.text}")


if __name__ == "__main__":
    main()
