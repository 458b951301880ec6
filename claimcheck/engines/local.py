"""Stories checked by the processes of this machine, one a core."""

from __future__ import annotations

import multiprocessing
import multiprocessing.connection
import os
import signal
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from itertools import islice

from claimcheck.engines.work import Engine, Setup, check_story
from claimcheck.errors import ClaimCheckError
from claimcheck.stories import Story

# Below it the seconds in which a process loads torch and the model are not won back.
FEWEST = 8
# So many stories a process are given out beforehand: enough for none to wait, few to lose.
_AHEAD = 2


def on_this_machine(setup: Setup, jobs: int | None = None) -> Engine:
    """The engine of this machine; ``jobs`` processes, by default as many as there are cores."""
    return partial(_run, setup, jobs or cores())


def cores() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _run(setup: Setup, jobs: int, stories: Sequence[Story]) -> Iterator[tuple[str, str]]:
    if jobs < 2 or len(stories) < FEWEST:
        return (check_story(setup, story) for story in stories)
    return _pooled(setup, min(jobs, len(stories)), stories)


def _pooled(setup: Setup, jobs: int, stories: Sequence[Story]) -> Iterator[tuple[str, str]]:
    """Spawned, not forked, since torch's threads may be running here.

    The largest stories come first: one that comes last would be waited for by all others.
    """
    order = iter(sorted(stories, key=lambda s: (-sum(len(a.text) for a in s.articles), s.id)))
    others = set(multiprocessing.active_children())
    pool = ProcessPoolExecutor(
        jobs, multiprocessing.get_context("spawn"), _start, (max(1, cores() // jobs),)
    )
    try:
        running = {pool.submit(check_story, setup, s) for s in islice(order, _AHEAD * jobs)}
        while running:
            done, running = wait(running, return_when=FIRST_COMPLETED)
            running |= {pool.submit(check_story, setup, s) for s in islice(order, len(done))}
            for future in done:
                yield future.result()
    except BrokenProcessPool as error:
        raise ClaimCheckError(
            "a process that checks stories was ended from outside, as for want of memory; what is "
            "done is kept: run it again, with fewer --jobs if memory is short"
        ) from error
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
        ours = set(multiprocessing.active_children()) - others
        for child in ours:
            child.terminate()
        for child in ours:
            # The pool's thread waits for it too: if that one hears of its end, join tells nothing.
            while child.is_alive():
                child.join(timeout=0.05)


def _start(threads: int) -> None:
    """Make a process fit for its share: Ctrl-C is for the first one, whose end is everyone's."""
    os.environ["OMP_NUM_THREADS"] = str(threads)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        multiprocessing.connection.wait([parent.sentinel])
        os._exit(1)
