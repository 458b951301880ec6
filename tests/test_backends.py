"""Every backend says the same of the same pairs, and its export is made once."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import tiny_models as tiny

from claimcheck.errors import InputError
from claimcheck.judging import BACKENDS, Judge, JudgementCache
from claimcheck.judging.openvino_backend import export_folder

LABELS = ("entailment", "neutral", "contradiction")
GATE = Path(__file__).parent / "gate" / "pairs.jsonl"
OTHERS = [name for name in BACKENDS if name != "torch"]


@pytest.fixture(autouse=True)
def exports(tmp_path_factory, monkeypatch):
    """Exports of this file's tests are made once and leave the user's folder alone."""
    folder = tmp_path_factory.getbasetemp() / "exports"
    monkeypatch.setenv("CLAIMCHECK_CACHE", str(folder))
    return folder


@pytest.fixture(scope="module")
def pairs() -> list[tuple[str, str]]:
    rows = [json.loads(line) for line in GATE.read_text(encoding="utf-8").splitlines()]
    return [(row["premise"], row["hypothesis"]) for row in rows]


@pytest.fixture(scope="module")
def by_torch(pairs):
    return Judge.load(precision="fp32").judge(pairs)


def furthest(ours, theirs) -> float:
    return max(
        abs(getattr(one, name) - getattr(other, name))
        for one, other in zip(ours, theirs, strict=True)
        for name in LABELS
    )


@pytest.mark.parametrize("backend", OTHERS)
def test_the_shipped_model_says_the_same_on_every_backend(backend, pairs, by_torch):
    judge = Judge.load(backend=backend, precision="fp32")
    judged = judge.judge(pairs)
    assert furthest(judged, by_torch) <= 1e-2
    assert [one.label for one in judged] == [one.label for one in by_torch]
    few = Judge.load(backend=backend, precision="fp32", batch_tokens=200)
    assert furthest(few.judge(pairs[::-1])[::-1], judged) <= 1e-2


@pytest.mark.parametrize("backend", BACKENDS)
def test_bfloat16_keeps_labels_and_comes_close(backend, pairs, by_torch):
    judged = Judge.load(backend=backend, precision="bf16").judge(pairs)
    assert furthest(judged, by_torch) <= 0.05
    flips = sum(one.label != other.label for one, other in zip(judged, by_torch, strict=True))
    assert flips <= 0.02 * len(pairs)


@pytest.mark.parametrize("backend", OTHERS)
@pytest.mark.parametrize("family", tiny.FAMILIES)
def test_every_architecture_is_exported(backend, family, tmp_path):
    folder = tiny.save(tmp_path, tiny.network(family))
    plain, other = Judge.load(folder), Judge.load(folder, backend=backend)
    assert furthest(other.judge(tiny.PAIRS), plain.judge(tiny.PAIRS)) <= 1e-3
    assert other.window == plain.window


def test_the_export_is_made_once_and_again_when_it_is_damaged(tmp_path, monkeypatch):
    monkeypatch.setenv("CLAIMCHECK_CACHE", str(tmp_path / "cache"))
    folder = tiny.save(tmp_path / "model", tiny.network("Bert"))

    def judged() -> list:
        return Judge.load(folder, backend="openvino").judge(tiny.PAIRS)

    first = judged()
    kept = export_folder(Judge.load(folder).files)
    stamp = (kept / "network.xml").stat().st_mtime_ns
    assert judged() == first
    assert (kept / "network.xml").stat().st_mtime_ns == stamp
    (kept / "network.xml").write_text("<half")
    assert judged() == first
    assert (kept / "network.xml").stat().st_mtime_ns != stamp
    assert [path.name for path in kept.parent.iterdir()] == [kept.name]


def test_where_no_export_can_be_kept_pairs_are_judged_all_the_same(tmp_path, monkeypatch, caplog):
    (tmp_path / "file").write_text("no folder")
    monkeypatch.setenv("CLAIMCHECK_CACHE", str(tmp_path / "file"))
    folder = tiny.save(tmp_path / "model", tiny.network("Bert"))
    assert Judge.load(folder, backend="openvino").judge(tiny.PAIRS)
    assert "cannot be kept" in caplog.text


def test_the_cache_knows_backends_and_precisions_apart(tmp_path):
    folder = tiny.save(tmp_path / "model", tiny.network("Bert"))
    cache = JudgementCache(tmp_path / "c.sqlite")
    for backend in BACKENDS:
        for precision in ("fp32", "bf16"):
            judge = Judge.load(folder, backend=backend, precision=precision, cache=cache)
            judge.judge(tiny.PAIRS)
            assert judge.recalled == 0


def test_a_backend_that_is_not_installed_is_named_with_its_extra(tmp_path):
    (tmp_path / "openvino.py").write_text("raise ImportError('not here')")
    folder = tiny.save(tmp_path / "model", tiny.network("Bert"))
    code = (
        "from claimcheck.errors import InputError\n"
        "from claimcheck.judging import Judge\n"
        "try:\n"
        f"    Judge.load({folder!r}, backend='openvino').judge([('a', 'b')])\n"
        "except InputError as error:\n"
        "    print(error)\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(tmp_path)}
    made = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True
    )
    assert "pip install 'claimcheck-news[openvino]'" in made.stdout
    assert made.stdout.count("\n") == 1


def test_openvino_wants_the_cpu(tmp_path):
    folder = tiny.save(tmp_path, tiny.network("Bert"))
    with pytest.raises(InputError, match="cpu only"):
        Judge.load(folder, backend="openvino", device="meta").judge(tiny.PAIRS)
