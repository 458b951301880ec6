"""Stories checked by two workers of a local Ray cluster, one of which is lost in the middle."""

from __future__ import annotations

import json
import os
from functools import partial
from pathlib import Path

import pytest
from test_stories import empty_report, pile

from claimcheck.cli.engines import local, on_ray
from claimcheck.stories import group

HERE = Path(__file__).resolve().parent


def dying(marker):
    """Checks like any other, but the first to come this far takes its process with it."""

    def check(articles):
        try:
            marker.touch(exist_ok=False)
        except FileExistsError:
            return empty_report(articles)
        os._exit(1)

    return check


@pytest.fixture
def cluster(monkeypatch):
    import ray

    monkeypatch.setenv("RAY_USAGE_STATS_ENABLED", "0")
    path = os.pathsep.join([str(HERE), str(HERE.parent)])
    ray.init(
        num_cpus=2,
        include_dashboard=False,
        log_to_driver=False,
        logging_level="error",
        runtime_env={"env_vars": {"PYTHONPATH": path}},
    )
    yield
    ray.shutdown()


@pytest.mark.filterwarnings("ignore::Warning")
def test_what_a_lost_worker_did_is_done_again_and_the_reports_are_the_same(cluster, tmp_path):
    stories = group(pile()).stories
    marker = tmp_path / "a worker was lost"
    found = dict(on_ray(partial(dying, marker), workers=2)(stories))
    assert marker.exists()
    wanted = dict(local(lambda: empty_report)(stories))
    assert {name: json.loads(text) for name, text in found.items()} == {
        name: json.loads(text) for name, text in wanted.items()
    }
