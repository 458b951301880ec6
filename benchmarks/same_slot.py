"""Fit the weights of ``claimcheck/deciding/same_slot.py`` on news and store them.

    python benchmarks/same_slot.py DIR

DIR holds ``news/*.jsonl.gz`` and ``gold/bundles``, which is left out. Nobody labelled these
stories; their structure is the label (``claimcheck/training/generating/asked.py``). Only the
quarter of the stories that no training sees is used. A few of the differing values of one story
are real contradictions or updates, so the probability is a little too low, never too high.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np

from claimcheck.deciding.same_slot import NAMES, WEIGHTS, signs, values
from claimcheck.judging import DEFAULT_MODEL, Judge, JudgementCache
from claimcheck.training.generating.asked import asked_of, is_held_out
from claimcheck.training.generating.news import read_sentences, read_stories

FILES = ("bundles-2012-2020.jsonl.gz", "bundles-basil.jsonl.gz")
ROOT = Path(__file__).resolve().parent.parent
KINDS = ("number", "date")
AGAINST = {"other_noun", "names_apart", "other_different"}  # speak against one slot


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


def fit_signed(x: np.ndarray, y: np.ndarray) -> tuple[np.ndarray, float]:
    """As ``fit``, but no sign speaks against its sense: one whose weight does is left out."""
    sense = np.array([-1.0 if name in AGAINST else 1.0 for name in NAMES])
    used = np.full(len(NAMES), True)
    while True:
        found, bias = fit(x[:, used], y, ridge=3.0)
        w = np.zeros(len(NAMES))
        w[used] = found
        wrong = w * sense < 0
        if not wrong.any():
            return w, bias
        used &= ~(wrong & (np.abs(w) == np.abs(w[wrong]).max()))


def auc(score: np.ndarray, y: np.ndarray) -> float:
    order = score.argsort().argsort()
    return float((order[y].sum() - y.sum() * (y.sum() - 1) / 2) / (y.sum() * (~y).sum()))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=5)
    parser.add_argument("--model", default=DEFAULT_MODEL)
    parser.add_argument("--backend", default="torch")
    parser.add_argument("--dump", type=Path, help="write every pair with its signs here")
    given = parser.parse_args()
    stories = read_stories(
        [given.folder / "news" / name for name in FILES],
        without=read_sentences(sorted((given.folder / "gold" / "bundles").glob("*.jsonl"))),
        most_paragraphs=0,
        seed=given.seed,
        progress=lambda line: print(line, flush=True),
    )
    found = list(asked_of((s for s in stories if is_held_out(s.id)), given.seed))
    print(len(found), "pairs", flush=True)
    judge = Judge.load(given.model, backend=given.backend, cache=JudgementCache())
    flat = sorted({q for one in found for q in one.comparison.questions})
    answers = {}
    for begin in range(0, len(flat), 512):
        part = flat[begin : begin + 512]
        answers.update(zip(part, judge.judge(part), strict=True))
        print(f"judged {begin + len(part)} of {len(flat)}", flush=True)
    rows = []
    for one in found:
        seen = signs(one.comparison, one.slot, [answers[q] for q in one.comparison.questions])
        rows.append((one.slot.kind, one.one_slot, values(seen), one.comparison.pair, one.slot))
    if given.dump:
        with given.dump.open("w") as out:
            for kind, label, seen, pair, slot in rows:
                row = {"kind": kind, "label": label, "x": seen, "a": pair.a.standalone}
                row |= {"b": pair.b.standalone, "of": [slot.a.text, slot.b.text]}
                row |= {"verdict": slot.verdict}
                out.write(json.dumps(row) + "\n")
    result = {}
    for kind in KINDS:
        mine = [r for r in rows if r[0] == kind]
        x, y = np.array([r[2] for r in mine]), np.array([r[1] for r in mine])
        w, bias = fit_signed(x, y)
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
    weights = {
        kind: {key: fitted[key] for key in ("bias", "weights")} for kind, fitted in result.items()
    }
    path = ROOT / "claimcheck" / "deciding" / WEIGHTS
    path.write_text(json.dumps(weights, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
