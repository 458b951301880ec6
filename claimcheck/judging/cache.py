"""Judgements that were made before, by content, in one SQLite file.

The key is a SHA-256 over the model's identity, the settings that change a logit, and the two
texts. The value is the logits, so that a new calibration applies to old judgements. Several
processes may share the file (write-ahead log). One that may only be read is read, one that is
damaged is made anew once, one that is locked is waited for. A cache that cannot be used costs one
warning and nothing else: the pairs are judged again.
"""

from __future__ import annotations

import contextlib
import hashlib
import logging
import math
import os
import sqlite3
import struct
import tempfile
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

from claimcheck.judging.calibration import Logits

log = logging.getLogger(__name__)

Done = TypeVar("Done")

_SCHEMA = 1
_VALUE = struct.Struct("<3f")
_BYTES_PER_ROW = 200  # measured: key, value, time of use and the index on it, pages 70% full
_SLACK = 0.9  # eviction goes down to this share of the bound, so that it is rare
_TOUCH_AFTER_S = 3600.0  # uses within the hour are not written down again
_CHUNK = 500  # keys a query
_QUIET_WAIT_S, _WAIT_S = 1.0, 30.0  # for a locked file: without a word, and in all
_UNWRITABLE = (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM)
_CREATE = """
CREATE TABLE IF NOT EXISTS judgement (
    key BLOB PRIMARY KEY, logits BLOB NOT NULL, used REAL NOT NULL
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS judgement_used ON judgement (used);
"""


def default_cache_path() -> Path:
    """``$CLAIMCHECK_CACHE``, else ``$XDG_CACHE_HOME/claimcheck``, else ``~/.cache/claimcheck``.

    For a user without a home it lies in the folder for temporary files, under the user's number.
    """
    own, shared = os.environ.get("CLAIMCHECK_CACHE"), os.environ.get("XDG_CACHE_HOME")
    try:
        if own:
            folder = Path(own).expanduser()
        else:
            folder = (Path(shared) if shared else Path("~/.cache").expanduser()) / "claimcheck"
    except RuntimeError:
        user = os.getuid() if hasattr(os, "getuid") else 0
        folder = Path(tempfile.gettempdir()) / f"claimcheck-{user}"
    return folder / f"judgements-{_SCHEMA}.sqlite"


def judgement_key(settings: str, premise: str, hypothesis: str) -> bytes:
    """The key of a directed pair under ``settings``; no two triples share their bytes."""
    digest = hashlib.sha256()
    for part in (settings, premise, hypothesis):
        data = part.encode("utf-8", "surrogatepass")
        digest.update(len(data).to_bytes(8, "little"))
        digest.update(data)
    return digest.digest()


class JudgementCache:
    """Logits by key, bounded in size, the least recently used leaving first.

    ``path`` is a file (made when needed); ``max_bytes`` bounds it, roughly.
    """

    def __init__(
        self,
        path: Path | None = None,
        *,
        max_bytes: int = 200_000_000,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self.path = path or default_cache_path()
        self.max_rows = max(1, max_bytes // _BYTES_PER_ROW)
        self._clock = clock
        self._lock = threading.Lock()
        self._connection: sqlite3.Connection | None = None
        self._process = 0
        self._broken = self._read_only = self._replaced = False
        self._patience = _QUIET_WAIT_S

    @classmethod
    def open(cls) -> JudgementCache:
        """The user's own cache, at :func:`default_cache_path`."""
        return cls()

    def get_many(self, keys: Sequence[bytes]) -> dict[bytes, Logits]:
        """The logits of those keys that are known."""
        with self._lock:
            return self._guarded(lambda db: self._get_many(db, keys)) or {}

    def put_many(self, judgements: Mapping[bytes, Logits]) -> None:
        """Store logits; all of one call or, if the process dies, none."""
        now = self._clock()
        rows = [(key, _VALUE.pack(*logits), now) for key, logits in judgements.items()]
        with self._lock:
            if rows:
                self._guarded(lambda db: self._put_many(db, rows))

    def _get_many(self, db: sqlite3.Connection, keys: Sequence[bytes]) -> dict[bytes, Logits]:
        found: dict[bytes, Logits] = {}
        now, stale = self._clock(), []
        for begin in range(0, len(keys), _CHUNK):
            part = keys[begin : begin + _CHUNK]
            marks = ",".join("?" * len(part))
            query = f"SELECT key, logits, used FROM judgement WHERE key IN ({marks})"  # noqa: S608
            for key, value, used in db.execute(query, part):
                logits = _unpacked(value)
                if logits is None:
                    continue
                found[key] = logits
                if not isinstance(used, float) or used < now - _TOUCH_AFTER_S:
                    stale.append((now, key))
        if stale and not self._read_only:
            with db:
                db.execute("BEGIN IMMEDIATE")
                db.executemany("UPDATE judgement SET used = ? WHERE key = ?", stale)
        return found

    def _put_many(self, db: sqlite3.Connection, rows: list[tuple[bytes, bytes, float]]) -> None:
        if self._read_only:
            return
        with db:
            db.execute("BEGIN IMMEDIATE")
            db.executemany("INSERT OR REPLACE INTO judgement VALUES (?, ?, ?)", rows)
            self._evict(db)

    def close(self) -> None:
        """Close the file; the next use opens it again."""
        with self._lock:
            self._drop()

    def __del__(self) -> None:
        if getattr(self, "_connection", None) is not None:
            self.close()

    def _evict(self, db: sqlite3.Connection) -> None:
        (count,) = db.execute("SELECT count(*) FROM judgement").fetchone()
        if count <= self.max_rows:
            return
        surplus = count - int(self.max_rows * _SLACK)
        db.execute(
            "DELETE FROM judgement WHERE key IN "
            "(SELECT key FROM judgement ORDER BY used, key LIMIT ?)",
            (surplus,),
        )

    def _guarded(self, work: Callable[[sqlite3.Connection], Done]) -> Done | None:
        """What ``work`` gives, or None where the cache cannot be used; that is said once."""
        while not self._broken:
            try:
                db = self._open()
                # One try without a word, then one that may take longer: both are whole.
                db.execute(f"PRAGMA busy_timeout = {int(self._patience * 1000)}")
                return work(db)
            except (sqlite3.Error, OSError) as error:
                self._mend(error)
        return None

    def _mend(self, error: Exception) -> None:
        """Make the next try another one, or give up."""
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED) and self._patience < _WAIT_S:
            self._patience = _WAIT_S
            log.warning("the judgement cache %s is in use; waiting for it", self.path)
        elif code in _UNWRITABLE and not self._read_only and self.path.is_file():
            self._drop()
            self._read_only = True
            log.warning("the judgement cache %s cannot be written; it is only read", self.path)
        elif (
            code in (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_ERROR)
            and not self._replaced
            and not self._read_only
        ):
            self._drop()
            self._replaced = True
            log.warning("the judgement cache %s is damaged (%s); made anew", self.path, error)
            try:
                for suffix in ("", "-wal", "-shm"):
                    self.path.with_name(self.path.name + suffix).unlink(missing_ok=True)
            except OSError as refused:
                self._give_up(refused)
        else:
            self._give_up(error)

    def _give_up(self, error: Exception) -> None:
        self._drop()
        self._broken = True
        log.warning("the judgement cache %s is not used: %s", self.path, error)

    def _drop(self) -> None:
        if self._connection is not None and self._process == os.getpid():
            with contextlib.suppress(sqlite3.Error):
                self._connection.close()
        self._connection = None

    def _open(self) -> sqlite3.Connection:
        if self._connection is not None and self._process == os.getpid():
            return self._connection
        if not self._read_only:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            db = self._connect(self.path)
        else:
            # Where no log may be laid beside the file, what the file itself holds is read.
            uri = self.path.absolute().as_uri()
            try:
                db = self._connect(f"{uri}?mode=ro")
            except sqlite3.OperationalError:
                db = self._connect(f"{uri}?immutable=1")
        self._connection, self._process = db, os.getpid()
        return db

    def _connect(self, name: Path | str) -> sqlite3.Connection:
        db = sqlite3.connect(
            name,
            uri=self._read_only,
            timeout=self._patience,
            isolation_level=None,
            check_same_thread=False,
        )
        try:
            if self._read_only:
                db.execute("SELECT 1 FROM judgement LIMIT 1")
            else:
                db.execute("PRAGMA journal_mode = WAL")
                db.execute("PRAGMA synchronous = NORMAL")
                db.executescript(_CREATE)
                # A file that may only be read has all that already: this alone fails on it.
                db.execute("BEGIN IMMEDIATE")
                db.execute("ROLLBACK")
        except sqlite3.Error:
            db.close()
            raise
        return db


def _unpacked(value: object) -> Logits | None:
    """The logits of a stored value, None if it is none that this program has written."""
    if not isinstance(value, bytes) or len(value) != _VALUE.size:
        return None
    first, second, third = _VALUE.unpack(value)
    return (first, second, third) if all(map(math.isfinite, (first, second, third))) else None
