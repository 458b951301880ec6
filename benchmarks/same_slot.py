"""Fit the weights of ``claimcheck/deciding/same_slot.py`` on news and store them.

    python benchmarks/same_slot.py DIR

DIR holds ``news/*.jsonl.gz``. Nobody labelled these stories; their structure is the label:

- one slot: claims of two outlets of one story that give the same specific figure (or day) under
  nouns that do not conflict;
- two slots: claims of two stories of one topic, whatever their values; and claims of one story
  whose figures differ although neither is the other's counterpart. A few of these are real
  contradictions or updates, which makes the probability a little too low, never too high.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np

from claimcheck.claims import extract_claims
from claimcheck.comparing import MIN_AFFINITY, Comparison, Slot
from claimcheck.comparing.align import align
from claimcheck.comparing.probes import put_in, worth_asking
from claimcheck.deciding.same_slot import NAMES, signs, values
from claimcheck.judging import DEFAULT_MODEL, Judge, JudgementCache
from claimcheck.pairing import pair_claims
from claimcheck.records import Article, Claim, Figure, Member, Pair
from claimcheck.segmenting import segment

ROOT = Path(__file__).resolve().parent.parent
KINDS = ("number", "date")
MOST = {True: 12, False: 16}  # pairs of one story and label: no story outweighs the others


def claims_of(article: Article) -> list[Claim]:
    """The claims of the text and of its headline."""
    told = [article]
    if article.title and article.title not in article.text:
        told.append(replace(article, text=article.title))
    return [
        replace(c, article=article.id) for a in told for c in extract_claims(a, segment(a))[0]
    ]


def specific(slot: Slot) -> bool:
    """Whether it would be no coincidence if both values were the same."""
    return all(
        bool(fact.unit and fact.unit != "ordinal" and fact.low > 1) or fact.low >= 13
        for fact in (slot.a, slot.b)
        if isinstance(fact, Figure)
    )


def examples(
    claims: list[Claim], articles: list[Article], *, one_story: bool, rng: random.Random
) -> list[tuple[Pair, tuple[Slot, ...], Slot, bool]]:
    members = [Member(article=a, origin=a.id) for a in articles]
    pairs, _ = pair_claims(claims, members)
    made: list[tuple[Pair, tuple[Slot, ...], Slot, bool]] = []
    for pair in pairs:
        slots = align(pair.a, pair.b)
        for slot in slots:
            if slot.kind not in KINDS or not worth_asking(pair, slot):
                continue
            if not specific(slot):
                continue
            if not one_story or slot.verdict == "different":
                made.append((pair, slots, slot, False))
            elif slot.verdict == "equal":
                made.append((pair, slots, slot, True))
    rng.shuffle(made)
    kept = []
    for label in (True, False):
        for kind in KINDS:
            kept += [m for m in made if m[3] == label and m[2].kind == kind][: MOST[label]]
    return kept


def collect(bundles: list[dict], seed: int, most: int) -> list[tuple]:
    rng = random.Random(seed)
    rng.shuffle(bundles)
    by_topic: dict[str, tuple[list[Claim], list[Article]]] = {}
    found: list[tuple] = []
    for bundle in bundles[:most]:
        articles = [
            Article(
                outlet=a["outlet"], title=a["title"], text=a["text"], published=a["published"]
            )
            for a in bundle["articles"][:3]
        ]
        claims = [c for a in articles for c in claims_of(a)]
        found += examples(claims, articles, one_story=True, rng=rng)
        before = by_topic.get(bundle.get("topic", ""))
        if before:
            here = {a.outlet for a in articles}
            others = [a for a in before[1] if a.outlet not in here] or []
            mixed = claims + [c for c in before[0] if c.outlet not in here]
            if others:
                joined = examples(mixed, [*articles, *others], one_story=False, rng=rng)
                ids = {a.id for a in articles}
                found += [m for m in joined if (m[0].a.article in ids) != (m[0].b.article in ids)]
        by_topic[bundle.get("topic", "")] = (claims, articles)
    return found


def fit(x: np.ndarray, y: np.ndarray, ridge: float = 1.0) -> tuple[np.ndarray, float]:
    """Logistic regression by Newton's method, both labels with the same weight in all."""
    x1 = np.hstack([x, np.ones((len(x), 1))])
    share = np.where(y, 0.5 / y.sum(), 0.5 / (~y).sum()) * len(y)
    w = np.zeros(x1.shape[1])
    penalty = np.full(x1.shape[1], ridge)
    penalty[-1] = 0.0
    for _ in range(50):
        p = 1 / (1 + np.exp(-x1 @ w))
        gradient = x1.T @ (share * (p - y)) + penalty * w
        hessian = (x1 * (share * p * (1 - p))[:, None]).T @ x1 + np.diag(penalty)
        step = np.linalg.solve(hessian, gradient)
        w -= step
        if np.abs(step).max() < 1e-8:
            break
    return w[:-1], float(w[-1])


def auc(score: np.ndarray, y: np.ndarray) -> float:
    order = score.argsort().argsort()
    return float((order[y].sum() - y.sum() * (y.sum() - 1) / 2) / (y.sum() * (~y).sum()))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--stories", type=int, default=240)
    parser.add_argument("--seed", type=int, default=5)
    parser.add_argument("--model", default=DEFAULT_MODEL)
    parser.add_argument("--dump", type=Path, help="write every pair with its signs here")
    given = parser.parse_args()
    with gzip.open(given.folder / "news" / "bundles-2012-2020.jsonl.gz", "rt") as lines:
        bundles = [json.loads(line) for line in lines]
    bundles = [b for b in bundles if b["bundle"] not in ("ab-17", "ab-311")]  # they are labelled
    found = collect(bundles, given.seed, given.stories)
    print(len(found), "pairs", flush=True)
    judge = Judge.load(given.model, cache=JudgementCache())
    asked = [put_in(pair, slots, slot) for pair, slots, slot, _ in found]
    flat = sorted({q for both in asked for q in both}, key=lambda q: (len(q[0]) + len(q[1]), q))
    answers = {}
    for begin in range(0, len(flat), 512):
        part = flat[begin : begin + 512]
        answers.update(zip(part, judge.judge(part), strict=True))
        print(f"judged {begin + len(part)} of {len(flat)}", flush=True)
    rows = []
    for (pair, slots, slot, label), questions in zip(found, asked, strict=True):
        comparison = Comparison(pair=pair, slots=slots, slot=slot, questions=questions)
        seen = signs(comparison, slot, [answers[q] for q in questions])
        rows.append((slot.kind, label, values(seen), pair, slot))
    if given.dump:
        with given.dump.open("w") as out:
            for kind, label, seen, pair, slot in rows:
                row = {"kind": kind, "label": label, "x": seen, "a": pair.a.standalone}
                row |= {"b": pair.b.standalone, "of": [slot.a.text, slot.b.text]}
                row |= {"verdict": slot.verdict, "story": [pair.a.article, pair.b.article]}
                out.write(json.dumps(row) + "\n")
    result = {}
    for kind in KINDS:
        mine = [r for r in rows if r[0] == kind]
        x, y = np.array([r[2] for r in mine]), np.array([r[1] for r in mine])
        w, bias = fit(x, y)
        score = x @ w + bias
        result[kind] = {
            "bias": round(bias, 3),
            "weights": dict(zip(NAMES, np.round(w, 3).tolist(), strict=True)),
            "one slot": int(y.sum()),
            "two slots": int((~y).sum()),
            "auc": round(auc(score, y), 3),
            "auc of the judge alone": round(auc(x[:, 0] + x[:, 1], y), 3),
        }
    out = ROOT / "benchmarks" / "results" / "same_slot.json"
    out.write_text(json.dumps({"model": judge.sha256, **result}, indent=2) + "\n")
    print(json.dumps(result, indent=2))


if __name__ == "__main__":
    main()
