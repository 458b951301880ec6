"""Pairs a second and peak memory, against the cross-encoder of sentence-transformers.

    TESTS_DATA=DIR python benchmarks/speed.py [--pairs N] [--rounds N] [--model NAME]

The pairs are what claimcheck judges in the bundles of ``DIR/news``: masked passages of two
outlets. Every runner judges all of them with the same weights in a process of its own, in turn,
for several rounds; the median round counts.
Loading is left out, and reported
beside. ``cached`` is a second run over the judgements of the first. Needs the extra ``bench``.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "benchmarks" / "results" / "speed.json"
WARM_UP = 16  # pairs judged before the clock starts
# The first one is what the others are compared with. It loads weights as they are stored, which
# may be half precision; the second one has the same weights in single precision.
CROSS_ENCODERS = {"cross-encoder": "auto", "cross-encoder fp32": "float32"}
JUDGES = {
    f"{backend} {precision}": (backend, precision)
    for backend in ("torch", "openvino")
    for precision in ("fp32", "bf16")
}
RUNNERS = (*CROSS_ENCODERS, *JUDGES)
Pairs = list[tuple[str, str]]


def cross_outlet_pairs(path: Path, count: int) -> Pairs:
    """The first ``count`` distinct pairs of passages that are asked about in a file of bundles."""
    from claimcheck.language.parsing import Parser
    from claimcheck.mentions.reading import read_texts
    from claimcheck.records import Article, Member
    from claimcheck.slots.finding import Weigher

    parser = Parser.load()
    found: dict[tuple[str, str], None] = {}
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            articles = [Article(**article) for article in json.loads(line)["articles"]]
            texts, mentions, _ = read_texts(
                [Member(article=a, origin=a.id) for a in articles], parser
            )
            weigher = Weigher(mentions, texts)
            places = weigher.alike([0.0] * len(weigher.candidates))
            found.update(dict.fromkeys(map(weigher.passages, places)))
            if len(found) >= count:
                return list(found)[:count]
    raise SystemExit(f"{path} holds only {len(found)} pairs")


def cross_encoder(model: str, dtype: str) -> Callable[[Pairs], object]:
    from sentence_transformers import CrossEncoder

    from claimcheck.judging.catalogue import locate

    kwargs = {} if dtype == "auto" else {"model_kwargs": {"dtype": dtype}}
    loaded = CrossEncoder(str(locate(model).folder), device="cpu", **kwargs)
    return loaded.predict


def claimcheck_judge(model: str, backend: str, precision: str) -> Callable[[Pairs], object]:
    from claimcheck.judging import Judge, JudgementCache

    judge = Judge.load(model, backend=backend, precision=precision, cache=JudgementCache())
    return judge.judge


def child(model: str, runner: str, file: str, warm_up: int) -> None:
    """Judge all pairs of a file once and print the seconds as JSON."""
    pairs = [tuple(pair) for pair in json.loads(Path(file).read_text(encoding="utf-8"))]
    begun = time.perf_counter()
    if runner in CROSS_ENCODERS:
        judge = cross_encoder(model, CROSS_ENCODERS[runner])
    else:
        judge = claimcheck_judge(model, *JUDGES[runner])
    if warm_up:
        judge([(one + " again", other) for one, other in pairs[:warm_up]])
    loaded = time.perf_counter()
    judge(pairs)
    done = time.perf_counter()
    print(json.dumps({"load_s": loaded - begun, "judge_s": done - loaded}))


def run(model: str, runner: str, file: Path, cache: Path, *, warm_up: int) -> dict[str, float]:
    """One runner in a process of its own: ``load_s``, ``judge_s`` and ``peak_mib``."""
    command = [sys.executable, __file__, "--model", model, "--child", runner, str(file)]
    started = subprocess.Popen(
        [*command, str(warm_up)],
        stdout=subprocess.PIPE,
        env={**os.environ, "CLAIMCHECK_CACHE": str(cache), "HF_HUB_OFFLINE": "1"},
    )
    assert started.stdout is not None
    said = started.stdout.read()
    _, status, usage = os.wait4(started.pid, 0)
    if status:
        raise SystemExit(f"{runner} failed")
    return {**json.loads(said), "peak_mib": usage.ru_maxrss / 1024}


def measure(model: str, pairs: Pairs, rounds: int) -> dict[str, dict[str, float]]:
    """Median figures of each runner, cold and, for claimcheck's own, cached."""
    made: dict[str, list[dict[str, float]]] = {}
    with tempfile.TemporaryDirectory() as folder:
        cache, file, few = (Path(folder) / name for name in ("cache", "pairs.json", "few.json"))
        file.write_text(json.dumps(pairs), encoding="utf-8")
        few.write_text(json.dumps(pairs[:WARM_UP]), encoding="utf-8")
        # The export is made here, once, as on a user's first run.
        made["openvino export"] = [run(model, "openvino fp32", few, cache, warm_up=WARM_UP)]
        for _ in range(rounds):
            for runner in RUNNERS:
                for old in cache.glob("*.sqlite*"):
                    old.unlink()
                made.setdefault(runner, []).append(run(model, runner, file, cache, warm_up=WARM_UP))
                print(runner, round(made[runner][-1]["judge_s"], 2), "s", file=sys.stderr)
                if runner in JUDGES:
                    again = run(model, runner, file, cache, warm_up=0)
                    made.setdefault(f"{runner} cached", []).append(again)
    return {name: summary(results, len(pairs)) for name, results in made.items()}


def summary(results: list[dict[str, float]], count: int) -> dict[str, float]:
    row = {key: statistics.median(result[key] for result in results) for key in results[0]}
    return {**row, "pairs_per_s": count / row["judge_s"]}


def report(rows: dict[str, dict[str, float]]) -> dict[str, dict[str, float]]:
    """Round the figures and say how many times as fast as the two cross-encoders."""
    export = rows.pop("openvino export")
    made = {"openvino export": {key: round(export[key], 1) for key in ("load_s", "peak_mib")}}
    for name, row in rows.items():
        made[name] = {
            key: round(value, 3 if key.endswith("_s") else 0) for key, value in row.items()
        }
        made[name]["pairs_per_s"] = round(row["pairs_per_s"], 1)
        for base in CROSS_ENCODERS:
            times = row["pairs_per_s"] / rows[base]["pairs_per_s"]
            made[name][f"times {base}"] = round(times, 2)
    return made


def processor() -> str:
    """The processor's name, where Linux tells it."""
    info = Path("/proc/cpuinfo")
    lines = info.read_text(encoding="utf-8").splitlines() if info.is_file() else []
    names = [line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()


def main() -> None:
    from claimcheck.judging import default_model

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pairs", type=int, default=2000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--model", default=default_model())
    parser.add_argument("--out", type=Path, default=OUT)
    parser.add_argument("--child", nargs=3, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.child:
        runner, file, warm_up = args.child
        child(args.model, runner, file, int(warm_up))
        return
    data = os.environ.get("TESTS_DATA")
    if not data:
        raise SystemExit("TESTS_DATA must name the folder of the data")
    bundles = Path(data) / "news" / "bundles-2012-2020.jsonl.gz"
    pairs = cross_outlet_pairs(bundles, args.pairs)
    result = {
        "pairs": len(pairs),
        "rounds": args.rounds,
        "machine": {"processor": processor(), "cores": os.cpu_count()},
        "load_average_before": round(os.getloadavg()[0], 2),
        "runners": report(measure(args.model, pairs, args.rounds)),
    }
    args.out.parent.mkdir(exist_ok=True)
    args.out.write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")
    print(json.dumps(result, indent=2))


if __name__ == "__main__":
    main()
