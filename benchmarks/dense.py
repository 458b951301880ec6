"""One run over dense news prose of a quarter, a half and a whole megabyte: time, memory, growth.

    python benchmarks/dense.py [--model NAME] [--articles N] [--out FILE]

The prose is invented: eight outlets tell the same events, each in words and with slips of its own,
several figures, names and a quotation in every other sentence. Each size is checked by the command
in a process of its own, without the cache, with the default limits and with limits that cut
nothing. The exponent is that of CPU seconds from the smallest to the largest size; the seconds in
which packages and models are loaded are measured on two short articles and left out of it.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from speed import ROOT, processor

OUT = ROOT / "benchmarks" / "results" / "dense.json"
SIZES = (250_000, 500_000, 1_000_000)
RAISED = {
    "mentions_a_sentence": 100_000,
    "mentions_an_article": 1_000_000,
    "mentions_a_bundle": 1_000_000,
    "article_characters": 10_000_000,
}
_FIRST = "Anna Marta Jonas Peter Lena Omar Ruth Ivan Clara Hugo Nadia Simon Elena Victor Ines Paul"
_LAST = "Berg Novak Lind Okafor Moreau Haas Petrov Silva Weber Castle Ahmed Duarte Kline Sato Vance"
_TOWNS = "Harwick Ostend Marlow Brenton Calder Dunmore Eastvale Farley Grantham Helsby Ilford"
_THINGS = "ferry tunnel hospital school refinery dam bridge market stadium railway harbour airport"
_HAPPENED = (
    ("collapsed", "gave way"), ("caught fire", "burned"), ("was flooded", "stood under water"),
    ("was closed", "shut down"), ("was evacuated", "was cleared"), ("lost power", "went dark"),
)  # fmt: skip
_SAID = (
    "We counted {n} people before the doors were shut and nobody told us what to do next",
    "There is no reason to believe that {n} families will be home before the winter is over",
    "I have asked for {n} more engineers and I was promised an answer by the end of the week",
)


def event(draw: random.Random) -> dict[str, object]:
    """What happened, as all outlets tell it."""
    return {
        "who": f"{draw.choice(_FIRST.split())} {draw.choice(_LAST.split())}",
        "town": draw.choice(_TOWNS.split()),
        "thing": draw.choice(_THINGS.split()),
        "happened": draw.randrange(len(_HAPPENED)),
        "dead": draw.randint(2, 90),
        "hurt": draw.randint(91, 900),
        "cost": draw.randint(11, 990) / 10,
        "share": draw.randint(3, 96),
        "day": draw.randint(1, 28),
        "year": draw.randint(1950, 2024),
        "said": draw.randrange(len(_SAID)),
        "n": draw.randint(1_000, 90_000),
    }


def told(event: dict[str, object], draw: random.Random) -> str:
    """An event in the words of one outlet, one value in ten changed."""
    e: dict[str, object] = dict(event)
    for name in ("dead", "hurt", "share", "day", "n"):
        if draw.random() < 0.1:
            e[name] = int(e[name]) + 1  # type: ignore[call-overload]
    verb = _HAPPENED[int(e["happened"])][draw.randrange(2)]  # type: ignore[call-overload]
    e["said"] = _SAID[int(e["said"])].format(n=f"{e['n']:,}")  # type: ignore[call-overload]
    last = str(e["who"]).split()[1]
    lead = draw.choice(
        (
            "At least {dead} people were killed and {hurt} hurt when the {thing} in {town} {verb}"
            " on {day} July, said {who}, who runs the emergency service there.",
            "The {thing} in {town} {verb} on {day} July, killing {dead} people and injuring {hurt},"
            " according to {who}.",
        )
    )
    rest = draw.choice(
        (
            "Repairs will cost ${cost} million, {share} per cent more than in {year}, when the"
            " {thing} was opened, and last until {day} August.",
            "It was opened in {year}; repairs until {day} August are put at ${cost} million, up"
            " {share} percent.",
        )
    )
    speech = draw.choice(('"{said}," {last} told reporters.', '{last} said: "{said}."'))
    return " ".join((lead, rest, speech)).format(**e, verb=verb, last=last)


def bundle(characters: int, articles: int) -> dict[str, str]:
    """Texts by outlet, ``characters`` in all."""
    draws = [random.Random(f"outlet {number}") for number in range(articles)]
    events = random.Random("events")
    texts = ["" for _ in draws]
    while sum(map(len, texts)) < characters:
        happened = event(events)
        for number, draw in enumerate(draws):
            if draw.random() < 0.9:
                texts[number] += told(happened, draw) + "\n\n"
    return {f"Outlet {number}": text for number, text in enumerate(texts, 1)}


def check(texts: dict[str, str], model: str, limits: dict[str, int]) -> dict[str, object]:
    """One run of the command: seconds, peak memory, what it did in which stage, what was cut."""
    with tempfile.TemporaryDirectory() as folder:
        file, out = Path(folder, "bundle.jsonl"), Path(folder, "report.json")
        rows = ({"outlet": outlet, "text": text} for outlet, text in texts.items())
        file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        command = [sys.executable, "-m", "claimcheck", "check", str(file), "--model", model]
        command += ["--no-cache", "--exit-zero", "--format", "json", "--output", str(out)]
        for name, number in limits.items():
            command += ["--limit", f"{name}={number}"]
        started = time.perf_counter()
        process = subprocess.Popen(command, env={**os.environ, "HF_HUB_OFFLINE": "1"})
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        if status:
            raise SystemExit(f"the command ended with {process.returncode}")
        report = json.loads(out.read_text(encoding="utf-8"))
        size = out.stat().st_size
    reasons = Counter(s["reason"] for s in report["skips"] if "limit" in s["reason"])
    return {
        "characters": sum(map(len, texts.values())),
        "wall_s": round(wall, 1),
        "cpu_s": round(usage.ru_utime + usage.ru_stime, 1),
        "peak_mib": round(usage.ru_maxrss / 1024),
        "report_mb": round(size / 1e6, 1),
        "stages_s": {name: round(s, 1) for name, s in report["run"]["timings"].items()},
        "funnel": report["funnel"],
        "cut": dict(sorted(reasons.items())),
    }


def main() -> None:
    from claimcheck.judging import default_model

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", default=default_model())
    parser.add_argument("--articles", type=int, default=8)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    parser.add_argument("--out", type=Path, default=OUT)
    args = parser.parse_args()
    start = check(bundle(2_000, 2), args.model, {})
    result: dict[str, object] = {
        "model": args.model,
        "articles": args.articles,
        "machine": {"processor": processor(), "cores": os.cpu_count()},
        "load_average_before": round(os.getloadavg()[0], 2),
        "start": start,
    }
    for name, limits in (("default limits", {}), ("limits raised", RAISED)):
        rows = []
        for size in args.sizes:
            rows.append(check(bundle(size, args.articles), args.model, limits))
            print(name, json.dumps(rows[-1]), file=sys.stderr)
        work = [float(row["cpu_s"]) - float(start["cpu_s"]) for row in rows]  # type: ignore[arg-type]
        times = rows[-1]["characters"] / rows[0]["characters"]  # type: ignore[operator]
        result[name] = {"exponent": round(math.log(work[-1] / work[0], times), 2), "sizes": rows}
    args.out.parent.mkdir(exist_ok=True)
    args.out.write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")
    print(json.dumps(result, indent=2))


if __name__ == "__main__":
    main()
