"""Score the whole tool on labelled bundles, by the rules of the labelled ones that are public.

A gold item names the relations that count as right and two sides, each an outlet and a pattern
of its quote; a finding answers it when two different pieces of its evidence match the sides. A
contradiction that answers neither an expected one nor an accepted item is a false alarm.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from claimcheck.pipeline import Checker
from claimcheck.reading import read_articles
from claimcheck.records import Article

HERE = Path(__file__).resolve().parent


def own_bundles(name: str = "bundles.jsonl") -> Iterator[tuple[dict, list[Article]]]:
    """The project's own bundles."""
    for line in (HERE / name).read_text().splitlines():
        gold = json.loads(line)
        yield gold, [Article(**article) for article in gold["articles"]]


def headline_pairs(
    name: str = "headlines.jsonl", every: int = 1
) -> Iterator[tuple[dict, list[Article]]]:
    """Two headlines of one day: of one event with figures that conflict or go together, or of two
    events in like words. Only the first kind is to be found. One in ``every`` pairs is taken.
    """
    for number, line in enumerate((HERE / name).read_text().splitlines()):
        if number % every:
            continue
        row = json.loads(line)
        conflict = {
            "id": "conflict",
            "relations": ["contradiction", "update"],
            "a": ["One", "."],
            "b": ["Other", "."],
        }
        expect = [conflict] if row["kind"] == "conflict" else []
        yield (
            {"bundle": f"headlines {number + 1}", "expect": expect, "accept": []},
            [
                Article(outlet="One", text=row["a"], published="2024-03-05"),
                Article(outlet="Other", text=row["b"], published="2024-03-05"),
            ],
        )


def labelled_bundles(data: Path) -> Iterator[tuple[dict, list[Article]]]:
    """The labelled bundles in the data folder."""
    for path in sorted((data / "gold" / "gold").glob("*.json")):
        articles, _ = read_articles([data / "gold" / "bundles" / f"{path.stem}.jsonl"])
        yield json.loads(path.read_text()), articles


def measure(checker: Checker, bundles: Iterator[tuple[dict, list[Article]]]) -> dict[str, Any]:
    """How many expected findings came, which did not, and the false alarms."""
    expected, missed, alarms = 0, [], []
    for gold, articles in bundles:
        findings = checker.check(articles).to_dict()["findings"]
        expected += len(gold["expect"])
        missed += [
            f"{gold['bundle']}: {item['id']}"
            for item in gold["expect"]
            if not any(_answers(f, item) and f["relation"] in item["relations"] for f in findings)
        ]
        allowed = [i for i in gold["expect"] if "contradiction" in i["relations"]] + gold["accept"]
        alarms += [
            f"{gold['bundle']}: {finding['reason']}"
            for finding in findings
            if finding["relation"] == "contradiction"
            and not any(_answers(finding, item) for item in allowed)
        ]
    return {
        "expected": expected,
        "found": expected - len(missed),
        "missed": missed,
        "false_alarms": alarms,
    }


def _answers(finding: dict, item: dict) -> bool:
    left, right = (
        {
            number
            for number, evidence in enumerate(finding["evidence"])
            if re.search(side[0], evidence["outlet"], re.IGNORECASE)
            and re.search(side[1], evidence["quote"], re.IGNORECASE)
        }
        for side in (item["a"], item["b"])
    )
    return any(a != b for a in left for b in right)
