"""The judgement cache: right, shared, bounded, and never in the way."""

from __future__ import annotations

import contextlib
import math
import os
import signal
import sqlite3
import struct
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest
from conftest import ROOT
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


NO_DATABASE = b"this is no database at all" * 100


def wrong_table(path):
    with contextlib.closing(sqlite3.connect(path)) as db:
        db.execute("CREATE TABLE judgement (key TEXT)")
    return path.read_bytes()


def cut_short(path):
    JudgementCache(path).put_many({key(n): logits(n) for n in range(500)})
    whole = path.read_bytes()
    return whole[:4096] + b"\xff" * (len(whole) - 4096)


@pytest.mark.parametrize("damaged", [lambda _: NO_DATABASE, wrong_table, cut_short])
def test_a_broken_file_costs_one_warning_and_is_made_anew(tmp_path, caplog, damaged):
    path = tmp_path / "c.sqlite"
    path.write_bytes(damaged(tmp_path / "other.sqlite"))
    cache = JudgementCache(path)
    assert cache.get_many([key(1)]) == {}
    cache.put_many({key(1): logits(1)})
    assert JudgementCache(path).get_many([key(1)]) == {key(1): logits(1)}
    assert [record.levelname for record in caplog.records] == ["WARNING"]
    assert str(path) in caplog.text and "anew" in caplog.text


def test_a_file_that_breaks_twice_is_not_used(tmp_path, caplog):
    path = tmp_path / "c.sqlite"
    cache = JudgementCache(path)
    for _ in range(3):
        cache.close()
        path.write_bytes(NO_DATABASE)
        cache.get_many([key(1)])
    assert [word in caplog.text for word in ("made anew", "not used")] == [True, True]
    assert len(caplog.records) == 2


@pytest.mark.parametrize(
    "value", [7, None, "text", b"short", struct.pack("<3f", math.nan, 0, 0), b"\xff" * 12]
)
def test_a_value_that_is_no_judgement_is_judged_again(tmp_path, value):
    path = tmp_path / "c.sqlite"
    cache = JudgementCache(path)
    cache.put_many({key(1): logits(1), key(2): logits(2)})
    with contextlib.closing(sqlite3.connect(path)) as db, db:
        db.execute("CREATE TABLE loose (key, logits, used)")
        db.execute("INSERT INTO loose SELECT * FROM judgement")
        db.execute("DROP TABLE judgement")
        db.execute("ALTER TABLE loose RENAME TO judgement")
        db.execute("UPDATE judgement SET logits = ?, used = 'once' WHERE key = ?", (value, key(1)))
    assert JudgementCache(path).get_many([key(1), key(2)]) == {key(2): logits(2)}


SOMEBODY_ELSE = """
import os, sys
sys.path.insert(0, sys.argv[1])
from pathlib import Path
from claimcheck.judging.cache import JudgementCache
if os.geteuid() == 0:  # root may write everywhere
    os.setgid(65534); os.setuid(65534)
cache = JudgementCache(Path(sys.argv[2]))
cache.put_many({b"k": (1.0, 2.0, 3.0)})
print(cache.get_many([bytes.fromhex(sys.argv[3]), b"k"]))
"""


@pytest.mark.parametrize("closed", [True, False])
def test_what_may_not_be_written_is_read_with_one_warning(closed):
    """The file and its folder; also while the log beside it is not yet written back."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "c.sqlite")
        cache = JudgementCache(path)
        cache.put_many({key(1): logits(1)})
        if closed:
            cache.close()
        for file in Path(folder).iterdir():
            file.chmod(0o444)
        Path(folder).chmod(0o555)
        done = subprocess.run(
            [sys.executable, "-c", SOMEBODY_ELSE, str(ROOT), str(path), key(1).hex()],
            capture_output=True,
            text=True,
            check=True,
        )
        Path(folder).chmod(0o755)
    assert done.stdout.strip() == str({key(1): logits(1)})
    assert done.stderr.strip().count("\n") == 0 and "only read" in done.stderr


def test_a_locked_file_is_waited_for_with_a_line_after_a_second(tmp_path):
    path = tmp_path / "c.sqlite"
    JudgementCache(path).put_many({key(1): logits(1)})
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("BEGIN IMMEDIATE")
        with writer(path, 5, 6, stderr=subprocess.PIPE) as process:
            assert "in use" in process.stderr.readline()
            db.execute("COMMIT")
            process.communicate(timeout=30)
    assert set(JudgementCache(path).get_many([key(1), key(50)])) == {key(1), key(50)}


def test_a_user_without_a_home_has_a_cache(monkeypatch):
    for name in ("CLAIMCHECK_CACHE", "XDG_CACHE_HOME", "HOME"):
        monkeypatch.delenv(name, raising=False)

    def nobody(_):
        raise KeyError("getpwuid(): uid not found")

    monkeypatch.setattr("pwd.getpwuid", nobody)
    assert Path(tempfile.gettempdir()) in default_cache_path().parents


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


def writer(path, first, last, **streams):
    return subprocess.Popen(
        [sys.executable, "-c", WRITER, str(path), str(first), str(last)],
        stdout=subprocess.PIPE,
        text=True,
        **streams,
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
