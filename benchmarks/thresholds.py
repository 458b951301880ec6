"""Recall and false alarms on labelled bundles for other values of each threshold.

    python benchmarks/thresholds.py DIR

DIR holds ``bundles/NAME.jsonl``, ``gold/NAME.json`` and their scorer. One threshold is moved at a
time; the judgements are cached, so the sweep judges next to nothing anew.
"""

from __future__ import annotations

import json
import runpy
import sys
from dataclasses import fields, replace
from pathlib import Path

from claimcheck.deciding import THRESHOLDS, Thresholds
from claimcheck.judging import Judge, JudgementCache
from claimcheck.pipeline import Checker
from claimcheck.reading import read_articles

ROOT = Path(__file__).resolve().parent.parent
STEPS = (-0.2, -0.1, 0.0, 0.1)


def measure(folder: Path, judge: Judge, thresholds: Thresholds, score) -> dict[str, float]:
    rows, alarms = [], 0
    for path in sorted((folder / "gold").glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        articles, _ = read_articles([folder / "bundles" / f"{path.stem}.jsonl"])
        report = Checker(judge, thresholds).check(articles).to_dict()
        found, false, _ = score(gold, report)
        rows += found
        alarms += len(false)
    return {"found": sum(r["hit"] for r in rows), "expected": len(rows), "alarms": alarms}


def main(folder: Path) -> None:
    score = runpy.run_path(str(folder / "score_bundles.py"))["score"]
    judge = Judge.load(cache=JudgementCache())
    result = {}
    for field in fields(Thresholds):
        value = getattr(THRESHOLDS, field.name)
        if not isinstance(value, float):
            continue
        for step in STEPS:
            moved = round(min(0.99, max(0.0, value + step)), 2)
            row = measure(folder, judge, replace(THRESHOLDS, **{field.name: moved}), score)
            result[f"{field.name}={moved}"] = row
            print(field.name, moved, json.dumps(row), flush=True)
    out = ROOT / "benchmarks" / "results" / "thresholds.json"
    out.parent.mkdir(exist_ok=True)
    out.write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
