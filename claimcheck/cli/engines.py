"""What runs the checks of a pile's stories: this process, or the workers of a Ray cluster."""

from __future__ import annotations

import os
import pickle
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from claimcheck.errors import InputError
from claimcheck.records import Article, Report
from claimcheck.reporting import render
from claimcheck.stories import Story

ENGINES = ("local", "ray")
Check = Callable[[Sequence[Article]], Report]
# Takes stories, gives (story id, JSON report) as they are done, in any order.
Engine = Callable[[Sequence[Story]], Iterator[tuple[str, str]]]


def local(make: Callable[[], Check]) -> Engine:
    """Checks one story after another in this process; ``make`` is called when first needed."""

    def run(stories: Sequence[Story]) -> Iterator[tuple[str, str]]:
        check = make() if stories else None
        for story in stories:
            assert check is not None
            yield story.id, render(check(story.articles), "json")

    return run


def on_ray(make: Callable[[], Check], workers: int | None = None) -> Engine:
    """Checks stories in a pool of Ray actors, each of which loads the models once.

    What an actor did when it was lost is done again by another. The cluster is the one that
    ``RAY_ADDRESS`` names, else one on this machine.

    Args:
        make: makes what checks; it goes to the workers, so it must be picklable.
        workers: actors at most; without it, one for each core of the cluster.

    Raises:
        InputError: Ray is not installed.
    """
    try:
        import ray
        import ray.data
    except ModuleNotFoundError:
        raise InputError("--engine ray needs Ray: pip install claimcheck-news[ray]") from None

    def run(stories: Sequence[Story]) -> Iterator[tuple[str, str]]:
        if not stories:
            return
        if not ray.is_initialized():
            os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
            ray.init(include_dashboard=False, log_to_driver=False, logging_level="error")
        ray.data.DataContext.get_current().enable_progress_bars = False
        most = workers or max(1, int(ray.cluster_resources().get("CPU", 1)))
        rows = [{"id": s.id, "articles": pickle.dumps(s.articles)} for s in stories]
        checked = ray.data.from_items(rows, override_num_blocks=len(rows)).map(
            _Worker,
            fn_constructor_args=(make,),
            concurrency=(1, min(most, len(rows))),
            num_cpus=1,
            max_restarts=-1,
            max_task_retries=-1,
        )
        for row in checked.iter_rows():
            yield row["id"], row["report"]

    return run


class _Worker:
    """An actor of the pool."""

    def __init__(self, make: Callable[[], Check]) -> None:
        self._check = make()

    def __call__(self, row: dict[str, Any]) -> dict[str, Any]:
        articles = pickle.loads(row["articles"])  # noqa: S301 - pickled by the engine itself
        return {"id": row["id"], "report": render(self._check(articles), "json")}
