"""A pile is checked by several processes or on a Ray cluster, and the reports are the same."""

from __future__ import annotations

import json
import multiprocessing
import sys
import time

import pytest
from click.testing import CliRunner

from claimcheck.cli.main import cli
from claimcheck.cli.pile import Pile
from claimcheck.engines import engine_of, local
from claimcheck.engines.work import Setup, check_story
from claimcheck.errors import ClaimCheckError, InputError, ModelError
from claimcheck.records import Article
from claimcheck.stories import group

SETUP = Setup(model="claimcheck-tiny", cached=False)
TOWNS = ("Ellery", "Pinefield", "Corvale", "Harwick", "Santa Brisa", "Oakmere")
DEEDS = (
    ("ships were waiting for a berth at the harbour after two cranes failed", 24, 31),
    ("voters rejected a bond for the wing of the town library, the clerk said", 61, 63),
    ("miners were brought up from the flooded zinc pit by rescuers", 12, 14),
    ("passengers were hurt when the night ferry struck the pier", 31, 44),
    ("houses lost their roofs in the storm, the fire brigade said", 18, 25),
    ("teachers struck for higher pay and the schools stayed shut", 210, 190),
)


def pile():
    made = []
    for town, (deed, one, two) in zip(TOWNS, DEEDS, strict=True):
        for outlet, many in (("Herald", one), ("Courier", two)):
            text = f"{many} {deed} in {town} on Monday. The mayor of {town} will speak on Tuesday."
            made.append(Article(outlet=outlet, text=text, published="2025-06-03", title=town))
    return made


@pytest.fixture(scope="module")
def stories():
    made = group(pile()).stories
    assert len(made) == len(TOWNS)
    return made


@pytest.fixture(scope="module")
def wanted(stories):
    """What one process makes of the stories, one after the other."""
    return same(check_story(SETUP, story) for story in stories)


def same(reports):
    """Reports by story without the seconds that they took."""
    made = {}
    for name, text in reports:
        data = json.loads(text)
        data["run"].pop("timings")
        made[name] = json.dumps(data)
    return made


def contradictions(reports):
    found = [json.loads(text)["findings"] for text in reports.values()]
    return sum(f["relation"] == "contradiction" for each in found for f in each)


@pytest.fixture
def few(monkeypatch):
    """Processes for a pile as small as this one too."""
    monkeypatch.setattr(local, "FEWEST", 2)


def test_two_processes_report_what_one_does(few, stories, wanted):
    assert same(engine_of("local", SETUP, 2)(stories)) == wanted
    assert contradictions(wanted) > 0


def test_a_process_that_is_ended_is_told_and_what_was_done_is_kept(few, tmp_path):
    def ending(stories):
        for count, done in enumerate(engine_of("local", SETUP, 2)(stories)):
            yield done
            if count == 1:
                for child in multiprocessing.active_children():
                    child.kill()

    def run(engine):
        made = Pile(folder=tmp_path, key="k", engine=engine, follow_up=lambda data: data)
        return made.run(pile())[0]

    with pytest.raises(ClaimCheckError, match="run it again, with fewer --jobs"):
        run(ending)
    assert multiprocessing.active_children() == []
    index = run(lambda stories: (check_story(SETUP, story) for story in stories))
    again = [row for row in index.rows if row.is_new]
    assert len(index.rows) == len(TOWNS) and len(again) <= len(TOWNS) - 2


def test_an_error_in_a_process_is_one_line_here(few, stories):
    with pytest.raises(ModelError, match="nowhere"):
        list(engine_of("local", Setup(model="./nowhere"), 2)(stories))


def test_a_model_that_is_another_elsewhere_is_refused():
    with pytest.raises(ModelError, match="not the same on all machines"):
        Setup(model="claimcheck-tiny", sha256="0" * 64).judge()


def soon(holds, seconds=60.0):
    """Whether something comes to hold within some seconds."""
    end = time.monotonic() + seconds
    while not holds() and time.monotonic() < end:
        time.sleep(0.2)
    return holds()


@pytest.mark.filterwarnings("ignore")
def test_a_cluster_that_loses_a_worker_reports_what_one_process_does(stories, wanted, monkeypatch):
    """Two workers of one core each, one killed as soon as the first report is there."""
    monkeypatch.setenv("RAY_USAGE_STATS_ENABLED", "0")
    import ray
    from ray.cluster_utils import Cluster

    cluster = Cluster(
        initialize_head=True, head_node_args={"num_cpus": 0, "include_dashboard": False}
    )
    try:
        _, lost = (cluster.add_node(num_cpus=1) for _ in range(2))
        ray.init(address=cluster.address, log_to_driver=False)
        made = []
        for report in engine_of("ray", SETUP)(stories):
            made.append(report)
            if len(made) == 1:
                cluster.remove_node(lost, allow_graceful=False)
        # The head may hear of it only when all is done.
        assert soon(lambda: sum(node["Alive"] for node in ray.nodes()) == 2)
    finally:
        ray.shutdown()
        cluster.shutdown()
    assert len(made) == len(stories)
    assert same(made) == wanted


def test_without_ray_one_line_says_how_to_get_it(monkeypatch):
    monkeypatch.setitem(sys.modules, "ray", None)
    with pytest.raises(InputError, match=r"pip install 'claimcheck-news\[ray\]'"):
        engine_of("ray", SETUP)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CLAIMCHECK_CACHE", str(tmp_path / "cache"))
    rows = [
        {"outlet": a.outlet, "title": a.title, "text": a.text, "published": str(a.published)}
        for a in pile()
    ]
    (tmp_path / "pile.jsonl").write_text("".join(f"{json.dumps(row)}\n" for row in rows))
    return tmp_path


def run(*args):
    return CliRunner().invoke(cli, [str(a) for a in args], standalone_mode=False)


def test_findings_are_saved_as_rows_of_json_lines_and_of_parquet(folder, stories, wanted):
    from pyarrow import parquet

    check = ("check", "--stories", "pile.jsonl", "--exit-zero", "-o", "out")
    done = run(*check, "--save", "found.jsonl", "--save", "found.parquet")
    assert done.return_value == 0
    rows = [json.loads(line) for line in (folder / "found.jsonl").read_text("utf-8").splitlines()]
    titles = {story.id: story.title for story in stories}
    found = [f["id"] for text in wanted.values() for f in json.loads(text)["findings"]]
    assert sorted(row["id"] for row in rows) == sorted(found)
    assert all(row["story_title"] == titles[row["story"]] for row in rows)
    table = parquet.read_table(folder / "found.parquet").to_pylist()
    assert [json.loads(row["finding"]) for row in table] == rows
    assert [row["relation"] for row in table] == [row["relation"] for row in rows]
    before = {name: (folder / name).read_bytes() for name in ("found.jsonl", "found.parquet")}
    run(*check, "--save", "found.jsonl", "--save", "found.parquet")
    assert before == {name: (folder / name).read_bytes() for name in before}


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("--engine", "ray"), "--engine is for a pile of stories: give --stories too"),
        (("--jobs", "2"), "--jobs is for a pile of stories"),
        (("--stories", "-o", "out", "--save", "a.csv"), ".jsonl or .parquet"),
        (("--stories", "-o", "out", "--save", "gone/a.jsonl"), "there is no such folder"),
        (("--stories", "-o", "out", "--jobs", "0"), "x>=1"),
    ],
)
def test_what_cannot_be_done_is_said_before_the_work(folder, args, said):
    done = run("check", "pile.jsonl", *args)
    assert said in str(done.exception)
    assert not (folder / "out").exists()
