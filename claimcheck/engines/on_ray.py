"""Stories checked on a Ray cluster: readers, then a pool of judges, as one Ray Data pipeline.

Nothing else imports Ray, and only this engine does when it is asked for. The stories that a lost
worker had in hand are given to others.
"""

from __future__ import annotations

import logging
import os
import pickle
import signal
import threading
from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

from claimcheck.engines.work import Engine, Setup, judge_story, read_story
from claimcheck.errors import ClaimCheckError, InputError
from claimcheck.stories import Story

# One story a task, so that little is done again; beyond so many tasks Ray itself would be the work.
_MOST_TASKS = 10_000


def on_ray(setup: Setup, jobs: int | None = None) -> Engine:
    """The engine of the cluster that ``RAY_ADDRESS`` names, of this machine without it.

    Raises:
        InputError: Ray is not installed.
    """
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")  # it would report to its makers
    try:
        import ray.data
    except ModuleNotFoundError as error:
        raise InputError("--engine ray needs Ray: pip install 'claimcheck-news[ray]'") from error
    return partial(_run, ray, setup, jobs)


def _run(
    ray: Any, setup: Setup, jobs: int | None, stories: Sequence[Story]
) -> Iterator[tuple[str, str]]:
    if not stories:
        return
    ours = not ray.is_initialized()
    if ours:
        logging.getLogger("ray").setLevel(logging.ERROR)
        on_sigterm = signal.getsignal(signal.SIGTERM)
        ray.init(log_to_driver=False, logging_level=logging.ERROR, include_dashboard=False)
        if threading.current_thread() is threading.main_thread():
            signal.signal(signal.SIGTERM, on_sigterm)  # Ray's own ends with another exit status
    logging.getLogger("ray.data").setLevel(logging.ERROR)
    context = ray.data.DataContext.get_current()
    context.enable_progress_bars = False
    context.print_on_execution_start = False
    gpu = setup.device != "cpu"
    judges = jobs or int(ray.cluster_resources().get("GPU" if gpu else "CPU", 1)) or 1
    judges = min(judges, len(stories))
    # It may shrink: where a machine is lost for good, those that are left take its judges' work.
    pool = ray.data.ActorPoolStrategy(min_size=1, initial_size=judges, max_size=judges)
    rows = [{"id": story.id, "story": pickle.dumps(story)} for story in stories]
    try:
        data = (
            ray.data.from_items(rows, override_num_blocks=min(len(rows), _MOST_TASKS))
            .map(partial(_read, setup))
            .map(
                _Judge,
                fn_constructor_args=(setup,),
                compute=pool,
                **({"num_gpus": 1} if gpu else {}),
            )
        )
        for row in data.iter_rows():
            yield row["id"], row["report"]
    except ray.exceptions.RayError as error:
        raise _told(error) from error
    finally:
        if ours:
            ray.shutdown()


def _read(setup: Setup, row: dict[str, Any]) -> dict[str, Any]:
    bundle = read_story(setup, pickle.loads(row["story"]))  # noqa: S301 - made by _run
    return {"id": row["id"], "bundle": pickle.dumps(bundle)}


class _Judge:
    """A judge of the pool; its process keeps the model."""

    def __init__(self, setup: Setup) -> None:
        self._setup = setup

    def __call__(self, row: dict[str, Any]) -> dict[str, Any]:
        bundle = pickle.loads(row["bundle"])  # noqa: S301 - made by _read
        return {"id": row["id"], "report": judge_story(self._setup, bundle)}


def _told(error: BaseException) -> ClaimCheckError:
    """Our own error behind one of Ray's, or Ray's in one line."""
    cause: BaseException | None = error
    while cause is not None and not isinstance(cause, ClaimCheckError):
        cause = getattr(cause, "cause", None) or cause.__cause__
    return cause or ClaimCheckError(f"Ray gave up: {' '.join(str(error).split())[-300:]}")
