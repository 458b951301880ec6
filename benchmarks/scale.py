"""How fast, and in how much memory, a mixed pile is checked on one machine.

    python benchmarks/scale.py DIR [--sizes 200 2000] [--jobs N] [--model NAME]

DIR holds ``bundles-*.jsonl.gz``, a story with its ``articles`` a line. A pile of each size is drawn
from them, whole stories at a time and told again in later years where they do not do, and checked
with ``claimcheck check --stories --no-cache`` in processes of its own. Without ``--model`` the
judge is a network of one layer of eight numbers with the tokenizer and all that was fitted for the
tiny model: what is measured is everything but the judges. CPU seconds are what the work costs
whatever else the machine does, wall seconds what that leaves; the memory is that of all processes,
pages that they share counted once.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import resource
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from pathlib import Path
from typing import Any

from stories import pile, read

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "benchmarks" / "results" / "scale.json"
TINY = ROOT / "models" / "claimcheck-tiny"


def stand_in(folder: Path) -> Path:
    """A model that costs next to nothing, with all that stands beside the tiny one's weights."""
    import torch
    from transformers import AutoConfig, AutoModelForSequenceClassification

    shutil.copytree(TINY, folder, ignore=shutil.ignore_patterns("*.safetensors"))
    torch.manual_seed(1)
    config = AutoConfig.from_pretrained(TINY)
    config.update(
        {
            "hidden_size": 8,
            "intermediate_size": 8,
            "num_hidden_layers": 1,
            "num_attention_heads": 1,
        }
    )
    AutoModelForSequenceClassification.from_config(config).save_pretrained(folder)
    return folder


def memory_of(tree: int) -> tuple[float, float]:
    """MiB of a process with its children and theirs: of all, and of the largest."""
    parents: dict[int, int] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        parents[int(stat.parent.name)] = int(fields[1])
    sizes = []
    for process in parents:
        at: int | None = process
        while at not in (None, tree):
            at = parents.get(at)
        if at is None:
            continue
        try:
            lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
        except OSError:
            continue
        sizes += [int(line.split()[1]) / 1024 for line in lines if line.startswith("Pss:")]
    return sum(sizes), max(sizes, default=0.0)


def measure(articles: list[Any], model: str, jobs: int | None) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with (folder / "pile.jsonl").open("w", encoding="utf-8") as file:
            for article in articles:
                row = {"outlet": article.outlet, "title": article.title, "text": article.text}
                day = str(article.published) if article.published else None
                file.write(json.dumps({**row, "published": day}) + "\n")
        command = [sys.executable, "-m", "claimcheck", "check", "--stories", folder / "pile.jsonl"]
        command += ["-o", folder / "out", "--no-cache", "--exit-zero", "--model", model]
        command += ["--jobs", str(jobs)] if jobs else []
        before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
        with (folder / "log").open("w") as log:
            run = subprocess.Popen([str(each) for each in command], stdout=log, stderr=log)
            peaks = [0.0, 0.0]

            def watch() -> None:
                while run.poll() is None:
                    peaks[:] = map(max, peaks, memory_of(run.pid))
                    time.sleep(1)

            watcher = threading.Thread(target=watch)
            watcher.start()
            watcher.join()
        if run.returncode:
            raise SystemExit((folder / "log").read_text())
        wall = time.perf_counter() - started
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        reports = [p for p in (folder / "out").glob("*.json") if p.name != "stories.json"]
        stages: Counter[str] = Counter()
        inside = 0
        for path in reports:
            report = json.loads(path.read_text("utf-8"))
            stages.update(report["run"]["timings"])
            inside += report["funnel"]["articles"]
    return {
        "articles": len(articles),
        "stories": len(reports),
        "articles_in_stories": inside,
        "words": sum(len(a.text.split()) for a in articles),
        "wall_seconds": round(wall, 1),
        "cpu_seconds": round(cpu, 1),
        "articles_a_second": round(len(articles) / wall, 2),
        "articles_a_cpu_second": round(len(articles) / cpu, 2),
        "peak_mib": round(peaks[0]),
        "peak_mib_of_largest_process": round(peaks[1]),
        "wall_seconds_by_stage_in_all_processes": {k: round(v, 1) for k, v in stages.items()},
        "load_average": [round(each, 1) for each in os.getloadavg()],
    }


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure the check of piles.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--sizes", type=int, nargs="+", default=[200, 2000])
    parser.add_argument("--jobs", type=int)
    parser.add_argument("--model")
    given = parser.parse_args()
    articles, story = read(given.folder)
    stored = json.loads(OUT.read_text("utf-8")) if OUT.exists() else {}
    with tempfile.TemporaryDirectory() as name:
        model = given.model or str(stand_in(Path(name) / "stand-in"))
        done: dict[str, Any] = {}
        for size in given.sizes:
            done[str(size)] = measure(pile(articles, story, size), model, given.jobs)
            print(size, json.dumps(done[str(size)]), flush=True)
            first = done[str(given.sizes[0])]
            done[str(size)]["cpu_times_first"] = round(
                done[str(size)]["cpu_seconds"] / first["cpu_seconds"], 2
            )
            stored[given.model or "everything but the judges"] = {
                **done,
                "jobs": given.jobs or os.cpu_count(),
                "machine": {
                    "processor": platform.machine(),
                    "cores": os.cpu_count(),
                    "python": platform.python_version(),
                },
            }
            OUT.write_text(json.dumps(stored, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
