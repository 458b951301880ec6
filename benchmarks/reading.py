"""How fast files of several kinds become articles, in one process and in several.

    python benchmarks/reading.py [--files N]

Reads copies of the saved pages in ``tests/specimens/pages`` and of a text file made from them, with
one process and with as many as there are cores, best of three.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import tempfile
import time
from pathlib import Path

from claimcheck.reading import read_articles

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "benchmarks" / "results" / "reading.json"
PAGES = sorted((ROOT / "tests" / "specimens" / "pages").glob("*.html"))


def seconds(folder: Path, workers: int) -> tuple[float, int]:
    best, count = float("inf"), 0
    for _ in range(3):
        started = time.perf_counter()
        count = len(read_articles([folder], workers=workers)[0])
        best = min(best, time.perf_counter() - started)
    return best, count


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure reading.")
    parser.add_argument("--files", type=int, default=400)
    given = parser.parse_args()
    done: dict[str, object] = {}
    for kind in ("html", "txt"):
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            for number in range(given.files):
                page = PAGES[number % len(PAGES)]
                text = page.read_text("utf-8").replace("</p>", f" Part {number}.</p>")
                if kind == "txt":
                    [first, *_] = read_articles([page])[0]
                    text = f"---\noutlet: O{number}\npublished: 2025-06-01\n---\n{first.text}"
                (folder / f"{number:05}.{kind}").write_text(text, "utf-8")
            for workers in (1, os.cpu_count() or 1):
                took, count = seconds(folder, workers)
                done[f"{kind}, {workers} processes"] = {
                    "articles": count,
                    "articles_a_second": round(count / took, 1),
                }
    done["load_average"] = [round(each, 1) for each in os.getloadavg()]
    done["machine"] = {
        "processor": platform.machine(),
        "cores": os.cpu_count(),
        "python": platform.python_version(),
    }
    OUT.write_text(json.dumps(done, indent=2) + "\n", encoding="utf-8")
    print(json.dumps(done, indent=2))


if __name__ == "__main__":
    main()
