"""Wall time and peak memory of the demo, with an empty cache and with a filled one."""

from __future__ import annotations

import json
import os
import platform
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def run(cache: str) -> dict[str, float]:
    command = [sys.executable, "-m", "claimcheck", "check", "examples/japan-tariffs"]
    started = time.perf_counter()
    child = subprocess.Popen(
        [*command, "--format", "json", "-o", os.devnull, "--exit-zero"],
        cwd=ROOT,
        env={**os.environ, "CLAIMCHECK_CACHE": cache},
    )
    _, status, usage = os.wait4(child.pid, 0)
    if status:
        raise SystemExit(f"the demo failed with status {status}")
    return {
        "seconds": round(time.perf_counter() - started, 2),
        "peak_mib": round(usage.ru_maxrss / 1024, 0),
    }


def main() -> None:
    with tempfile.TemporaryDirectory() as cache:
        result = {"cold": run(cache), "warm": run(cache)}
    result["machine"] = {
        "processor": platform.machine(),
        "cores": os.cpu_count(),
        "python": platform.python_version(),
        "page_size": resource.getpagesize(),
    }
    out = ROOT / "benchmarks" / "results" / "demo.json"
    out.parent.mkdir(exist_ok=True)
    out.write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")
    print(json.dumps(result))


if __name__ == "__main__":
    main()
