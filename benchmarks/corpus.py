"""A report of each story of a corpus: whether all can be made, how large, how soon they open.

    python benchmarks/corpus.py DIR [--limit N] [--cache FILE]

DIR holds ``bundles-basil.jsonl.gz``, a story with its ``articles`` a line. Each story is checked
and rendered in every format; its page is opened in the browser that the tests use, where there is
one. With a cache a run that was broken off goes on where it was. Results are written after each
story.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import platform
import sys
import tempfile
import time
from collections import Counter
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from claimcheck import Article
from claimcheck.judging import Judge, JudgementCache
from claimcheck.pipeline import Checker
from claimcheck.reporting import FORMATS, render

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "benchmarks" / "results" / "corpus.json"


def stories(folder: Path, limit: int | None) -> list[dict[str, Any]]:
    text = gzip.decompress((folder / "bundles-basil.jsonl.gz").read_bytes()).decode()
    return [json.loads(line) for line in text.split("\n") if line][:limit]


def measure(checker: Checker, story: dict[str, Any], page: Path, driver: Any) -> dict[str, Any]:
    """Seconds of the check and of the page's opening, its bytes, and findings by relation."""
    started = time.perf_counter()
    report = checker.check([Article(**given) for given in story["articles"]])
    checked = time.perf_counter()
    made = {name: render(report, name) for name in FORMATS}
    rendered = time.perf_counter()
    page.write_text(made["html"], encoding="utf-8")
    row = {
        "words": sum(len(given["text"].split()) for given in story["articles"]),
        "claims": report.funnel.claims,
        "judged": report.funnel.pairs_judged,
        "seconds": round(checked - started, 2),
        "render_seconds": round(rendered - checked, 2),
        "html_bytes": len(made["html"].encode()),
        "findings": dict(sorted(Counter(f.relation for f in report.findings).items())),
    }
    if driver is not None:
        row["open_seconds"] = opened(driver, page)
    return row


def opened(driver: Any, page: Path) -> float:
    """Seconds until the page is loaded and its script has run; what it logs is an error."""
    driver.get("about:blank")
    driver.get_log("browser")
    started = time.perf_counter()
    driver.get(page.as_uri())
    seconds = time.perf_counter() - started
    if logged := driver.get_log("browser"):
        raise RuntimeError(f"the page logged {logged[0]['message']}")
    return round(seconds, 2)


def summary(rows: dict[str, dict[str, Any]], failures: dict[str, str], total: int) -> dict:
    found: Counter[str] = Counter()
    for row in rows.values():
        found.update(row["findings"])
    most = {
        f"most_{key}": max((row[key] for row in rows.values() if key in row), default=None)
        for key in ("seconds", "html_bytes", "open_seconds")
    }
    return {
        "stories": total,
        "reports": len(rows),
        "failures": failures,
        "seconds": round(sum(row["seconds"] for row in rows.values()), 1),
        **most,
        "findings": dict(sorted(found.items())),
        "machine": {
            "processor": platform.machine(),
            "cores": os.cpu_count(),
            "python": platform.python_version(),
        },
        "by_story": rows,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description="Make a report of each story of a corpus.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--limit", type=int)
    parser.add_argument("--cache", type=Path)
    parser.add_argument("--backend", default="torch")
    given = parser.parse_args()
    sys.path.insert(0, str(ROOT / "tests"))
    from browser import browser, missing

    read = stories(given.folder, given.limit)
    checker = Checker(
        Judge.load(
            backend=given.backend, cache=JudgementCache(given.cache) if given.cache else None
        )
    )
    rows: dict[str, dict[str, Any]] = {}
    failures: dict[str, str] = {}
    with ExitStack() as stack:
        driver = None if missing() else stack.enter_context(browser())
        page = Path(stack.enter_context(tempfile.TemporaryDirectory())) / "report.html"
        for story in read:
            try:
                rows[story["bundle"]] = measure(checker, story, page, driver)
            except Exception as error:  # a story that fails is what is looked for
                failures[story["bundle"]] = f"{type(error).__name__}: {error}"
            done = summary(rows, failures, len(read))
            OUT.write_text(json.dumps(done, indent=2) + "\n", encoding="utf-8")
            print(story["bundle"], json.dumps(rows.get(story["bundle"], "failed")), flush=True)
    print(json.dumps({key: value for key, value in done.items() if key != "by_story"}))


if __name__ == "__main__":
    main()
