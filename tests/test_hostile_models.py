"""Models that are damaged or of another shape are refused in one line; threads may start."""

from __future__ import annotations

import json
import math
import subprocess
import sys

import pytest
import tiny_models as tiny
import torch
from conftest import ROOT

from claimcheck.errors import ModelError
from claimcheck.judging import Judge, JudgementCache, parse_labels


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    return tiny.save(tmp_path_factory.mktemp("whole"), tiny.network("Bert"))


def refused(folder, **options):
    with pytest.raises(ModelError) as error:
        Judge.load(str(folder), **options).judge([("a", "b")])
    assert "\n" not in str(error.value)
    return str(error.value)


def test_a_model_that_answers_with_no_number_is_refused_and_nothing_is_kept(tmp_path):
    network = tiny.network("Bert")
    with torch.no_grad():
        network.classifier.bias.fill_(math.nan)
    folder = tiny.save(tmp_path / "model", network)
    cache = JudgementCache(tmp_path / "cache.sqlite")
    assert "NaN" in refused(folder, cache=cache)
    cache.close()
    import sqlite3

    with sqlite3.connect(tmp_path / "cache.sqlite") as db:
        assert db.execute("SELECT count(*) FROM judgement").fetchone() == (0,)


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"id2label": {"0": "entailment", "1": "neutral", "3": "contradiction"}}, "0, 1 and 2"),
        ({"id2label": {"-1": "entailment", "0": "neutral", "1": "contradiction"}}, "0, 1 and 2"),
        ({"id2label": {"a": "entailment"}}, "id2label"),
        ({"id2label": None, "num_labels": "many"}, "num_labels"),
        ({"id2label": None, "num_labels": 10**9}, "num_labels"),
        ({"id2label": None, "num_labels": [3]}, "num_labels"),
        ({"architectures": 7}, "architectures"),
        ({"architectures": {"a": 1}}, "architectures"),
    ],
)
def test_a_configuration_of_other_types_is_named(tmp_path, whole, change, named):
    import shutil

    folder = tmp_path / "model"
    shutil.copytree(whole, folder)
    config = json.loads((folder / "config.json").read_text())
    (folder / "config.json").write_text(json.dumps(config | change))
    assert named in refused(folder)


@pytest.mark.parametrize(
    "text", ["[" * 100_000, '{"a":' * 100_000, "7", '{"temperature": "hot"}', '{"biases": 7}']
)
@pytest.mark.parametrize("name", ["config.json", "calibration.json"])
def test_files_nested_without_end_or_of_another_kind_are_named(tmp_path, whole, name, text):
    import shutil

    folder = tmp_path / "model"
    shutil.copytree(whole, folder)
    (folder / name).write_text(text)
    refused(folder)


@pytest.mark.parametrize(
    "labels", ["0=entailment,1=neutral,3=contradiction", "0=entailment,9=neutral", "x=neutral"]
)
def test_labels_of_outputs_that_a_model_has_not_are_refused(whole, labels):
    assert "--labels" in refused(whole, labels=parse_labels(labels))


def test_a_number_without_end_is_no_label():
    parse_labels("0=entailment,1=neutral," + "9" * 5000 + "=contradiction")


@pytest.mark.parametrize("name", ["~nobody-of-this-name/model", "m" * 300, "a\0b"])
def test_a_name_that_can_be_no_folder_is_unknown(name):
    assert "no model" in refused(name)


THREADS = """
import sys, threading
sys.path.insert(0, sys.argv[1])
import claimcheck
texts = ["The ferry sank with 28 people on board.", "The ferry sank with 40 people on board."]
articles = [claimcheck.Article(outlet=o, text=t) for o, t in zip("AB", texts)]
answers, start = [], threading.Barrier(8)
def ask():
    start.wait()
    answers.append(claimcheck.check(articles).findings)
threads = [threading.Thread(target=ask) for _ in range(8)]
[t.start() for t in threads]; [t.join() for t in threads]
print(len(answers), len(set(answers)))
"""


def test_eight_threads_may_ask_first(tmp_path):
    done = subprocess.run(
        [sys.executable, "-c", THREADS, str(ROOT)], capture_output=True, text=True, cwd=tmp_path
    )
    assert done.stdout == "8 1\n", done.stderr
