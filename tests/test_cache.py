"""The judgement cache: right, shared, bounded, and never in the way."""

from __future__ import annotations

import contextlib
import os
import signal
import sqlite3
import subprocess
import sys
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.judging.cache import JudgementCache, default_cache_path, judgement_key


def key(number: int) -> bytes:
    return judgement_key("model", f"premise {number}", "hypothesis")


def logits(number: int) -> tuple[float, float, float]:
    return (float(number), 0.5, -float(number))


def test_what_was_put_is_got_also_by_another_opener(tmp_path):
    path = tmp_path / "deep" / "cache.sqlite"
    JudgementCache(path).put_many({key(1): logits(1), key(2): logits(2)})
    assert JudgementCache(path).get_many([key(1), key(3)]) == {key(1): logits(1)}


def test_many_keys_at_once(tmp_path):
    cache = JudgementCache(tmp_path / "c.sqlite")
    cache.put_many({key(n): logits(n) for n in range(3000)})
    assert cache.get_many([key(n) for n in range(4000)]) == {key(n): logits(n) for n in range(3000)}


texts = st.text(max_size=6)


@given(st.tuples(texts, texts, texts), st.tuples(texts, texts, texts))
def test_other_texts_have_other_keys(one, other):
    assert (judgement_key(*one) == judgement_key(*other)) == (one == other)


def test_half_a_surrogate_has_a_key():
    assert judgement_key("m", "\ud800", "x") != judgement_key("m", "\ud801", "x")


def test_the_least_recently_used_leave_first(tmp_path):
    now = [0.0]
    cache = JudgementCache(tmp_path / "c.sqlite", max_bytes=200 * 100, clock=lambda: now[0])
    cache.put_many({key(n): logits(n) for n in range(50)})
    now[0] = 10_000.0
    cache.put_many({key(n): logits(n) for n in range(50, 100)})
    now[0] = 20_000.0
    cache.get_many([key(n) for n in range(10)])
    cache.put_many({key(n): logits(n) for n in range(100, 130)})
    left = cache.get_many([key(n) for n in range(130)])
    assert set(left) >= {key(n) for n in (*range(10), *range(50, 130))}
    assert not set(left) & {key(n) for n in range(10, 50)}


def test_the_file_stays_within_its_bound(tmp_path):
    path = tmp_path / "c.sqlite"
    cache = JudgementCache(path, max_bytes=1_000_000)
    for begin in range(0, 20_000, 1000):
        cache.put_many({key(n): logits(n) for n in range(begin, begin + 1000)})
    cache.close()
    assert path.stat().st_size <= 1_000_000
    assert JudgementCache(path).get_many([key(19_999)])


def test_a_broken_file_costs_one_warning(tmp_path, caplog):
    path = tmp_path / "c.sqlite"
    path.write_bytes(b"this is no database at all" * 100)
    cache = JudgementCache(path)
    assert cache.get_many([key(1)]) == {}
    cache.put_many({key(1): logits(1)})
    assert cache.get_many([key(1)]) == {}
    assert [record.levelname for record in caplog.records] == ["WARNING"]
    assert str(path) in caplog.text


def test_a_place_that_cannot_be_written_costs_one_warning(tmp_path, caplog):
    (tmp_path / "file").write_text("in the way")
    cache = JudgementCache(tmp_path / "file" / "c.sqlite")
    cache.put_many({key(1): logits(1)})
    assert cache.get_many([key(1)]) == {}
    assert len(caplog.records) == 1


@pytest.mark.parametrize(
    ("own", "shared", "expected"),
    [("/a", "/b", "/a"), (None, "/b", "/b/claimcheck"), (None, None, "/home/x/.cache/claimcheck")],
)
def test_where_it_is(own, shared, expected, monkeypatch):
    monkeypatch.setenv("HOME", "/home/x")
    for name, value in (("CLAIMCHECK_CACHE", own), ("XDG_CACHE_HOME", shared)):
        monkeypatch.delenv(name, raising=False)
        if value:
            monkeypatch.setenv(name, value)
    assert str(default_cache_path().parent) == expected


WRITER = """
import sys
from pathlib import Path
from claimcheck.judging.cache import JudgementCache, judgement_key
cache = JudgementCache(Path(sys.argv[1]))
first, last = int(sys.argv[2]), int(sys.argv[3])
for n in range(first, last):
    keys = [judgement_key("model", f"premise {n * 10 + k}", "hypothesis") for k in range(10)]
    cache.put_many({key: (float(n * 10 + k), 0.5, -float(n * 10 + k))
                    for k, key in enumerate(keys)})
    print(n, flush=True)
"""


def writer(path, first, last):
    return subprocess.Popen(
        [sys.executable, "-c", WRITER, str(path), str(first), str(last)],
        stdout=subprocess.PIPE,
        text=True,
    )


def test_a_killed_writer_leaves_whole_judgements(tmp_path):
    path = tmp_path / "c.sqlite"
    with writer(path, 0, 10**6) as process:
        for _ in range(30):
            last = int(process.stdout.readline())
        process.send_signal(signal.SIGKILL)
        last = max([last, *map(int, process.stdout.read().split("\n")[:-1])])
    assert process.returncode == -signal.SIGKILL
    cache = JudgementCache(path)
    done = range((last + 1) * 10)
    assert cache.get_many([key(n) for n in done]) == {key(n): logits(n) for n in done}
    after = range((last + 1) * 10, (last + 2) * 10)
    assert len(cache.get_many([key(n) for n in after])) in (0, 10)
    cache.put_many({key(10**9): logits(1)})
    assert cache.get_many([key(10**9)])
    with contextlib.closing(sqlite3.connect(path)) as db:
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_several_processes_write_at_once(tmp_path):
    path = tmp_path / "c.sqlite"
    processes = [writer(path, part * 40, part * 40 + 40) for part in range(4)]
    for process in processes:
        _, _ = process.communicate(timeout=60)
        assert process.returncode == 0
    keys = [key(n) for n in range(1600)]
    assert len(JudgementCache(path).get_many(keys)) == 1600


def test_a_fork_opens_the_file_anew(tmp_path):
    cache = JudgementCache(tmp_path / "c.sqlite")
    cache.put_many({key(1): logits(1)})
    child = os.fork()
    if child == 0:
        cache.put_many({key(2): logits(2)})
        os._exit(0 if cache.get_many([key(1)]) else 1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert set(cache.get_many([key(1), key(2)])) == {key(1), key(2)}


def test_a_waiting_writer_gets_its_turn(tmp_path):
    path = tmp_path / "c.sqlite"
    cache = JudgementCache(path)
    cache.put_many({key(1): logits(1)})
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("BEGIN IMMEDIATE")
        with writer(path, 5, 6) as process:
            time.sleep(0.5)
            db.execute("COMMIT")
            process.communicate(timeout=30)
    assert set(cache.get_many([key(1), key(50)])) == {key(1), key(50)}
