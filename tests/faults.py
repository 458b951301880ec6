"""Runs of the command in children of one process that has imported what is slow to import.

    python tests/faults.py < JOBS

A job is a line of JSON: ``args`` of the command, ``env``, ``after`` with ``signal`` (seconds until
the child is sent it), ``file_bytes`` (what a file may grow to: a full disk) and ``err`` (a file in
place of standard error). A line holds a list of jobs, which run at the same time; the answer is a
list of what each ended with: status, seconds, standard error.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import sys
import time
import traceback


def child(job: dict, err: int) -> None:
    os.setsid()
    os.dup2(err, 2)
    sys.stderr = os.fdopen(2, "w", buffering=1, closefd=False)
    os.environ.update(job.get("env", {}))
    time.tzset()
    if "file_bytes" in job:
        most = job["file_bytes"]
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    from claimcheck.cli.main import main

    status = 70
    try:
        main(job["args"])
    except SystemExit as ended:
        status = ended.code if isinstance(ended.code, int) else 0
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(status)


def started(job: dict) -> tuple[int, float, int]:
    ours, theirs = os.pipe()
    pid = os.fork()
    if pid == 0:
        child(job, os.open(job["err"], os.O_WRONLY) if "err" in job else theirs)
    os.close(theirs)
    return pid, time.monotonic(), ours


def ended(job: dict, pid: int, begun: float, err: int) -> dict:
    if "after" in job:
        time.sleep(max(0.0, begun + job["after"] - time.monotonic()))
        os.kill(pid, job["signal"])
    _, status = os.waitpid(pid, 0)
    seconds = time.monotonic() - begun
    with os.fdopen(err, encoding="utf-8", errors="replace") as pipe:
        said = pipe.read()
    return {"status": os.waitstatus_to_exitcode(status), "seconds": seconds, "err": said}


def serve() -> None:
    import spacy  # noqa: F401 - imported once for all children
    import torch
    import transformers  # noqa: F401

    import claimcheck.pipeline  # noqa: F401

    torch.set_num_threads(1)
    for line in sys.stdin:
        jobs = json.loads(line)
        begun = [started(job) for job in jobs]
        made = [ended(one, *its) for one, its in zip(jobs, begun, strict=True)]
        sys.stdout.write(json.dumps(made) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    serve()
