"""Judgements that were made before, by content, in one SQLite file.

The key is a SHA-256 over the model's identity, the settings that change a logit, and the two
texts. The value is the logits, so that a new calibration applies to old judgements. Several
processes may share the file (write-ahead log). A cache that cannot be used costs one warning
and nothing else: the pairs are judged again.
"""

from __future__ import annotations

import contextlib
import hashlib
import logging
import os
import sqlite3
import struct
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from claimcheck.judging.calibration import Logits

log = logging.getLogger(__name__)

_SCHEMA = 1
_VALUE = struct.Struct("<3f")
_BYTES_PER_ROW = 200  # measured: key, value, time of use and the index on it, pages 70% full
_SLACK = 0.9  # eviction goes down to this share of the bound, so that it is rare
_TOUCH_AFTER_S = 3600.0  # uses within the hour are not written down again
_CHUNK = 500  # keys a query
_CREATE = """
CREATE TABLE IF NOT EXISTS judgement (
    key BLOB PRIMARY KEY, logits BLOB NOT NULL, used REAL NOT NULL
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS judgement_used ON judgement (used);
"""


def default_cache_path() -> Path:
    """``$CLAIMCHECK_CACHE``, else ``$XDG_CACHE_HOME/claimcheck``, else ``~/.cache/claimcheck``."""
    own, shared = os.environ.get("CLAIMCHECK_CACHE"), os.environ.get("XDG_CACHE_HOME")
    if own:
        folder = Path(own).expanduser()
    else:
        folder = (Path(shared) if shared else Path("~/.cache").expanduser()) / "claimcheck"
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
        self._broken = False

    @classmethod
    def open(cls) -> JudgementCache:
        """The user's own cache, at :func:`default_cache_path`."""
        return cls()

    def get_many(self, keys: Sequence[bytes]) -> dict[bytes, Logits]:
        """The logits of those keys that are known."""
        found: dict[bytes, Logits] = {}
        with self._lock, self._guarded() as db:
            if db is None:
                return {}
            now, stale = self._clock(), []
            for begin in range(0, len(keys), _CHUNK):
                part = keys[begin : begin + _CHUNK]
                marks = ",".join("?" * len(part))
                query = f"SELECT key, logits, used FROM judgement WHERE key IN ({marks})"  # noqa: S608
                for key, value, used in db.execute(query, part):
                    if len(value) != _VALUE.size:
                        continue
                    found[key] = _VALUE.unpack(value)
                    if used < now - _TOUCH_AFTER_S:
                        stale.append((now, key))
            if stale:
                with db:
                    db.execute("BEGIN IMMEDIATE")
                    db.executemany("UPDATE judgement SET used = ? WHERE key = ?", stale)
        return found

    def put_many(self, judgements: Mapping[bytes, Logits]) -> None:
        """Store logits; all of one call or, if the process dies, none."""
        if not judgements:
            return
        now = self._clock()
        rows = [(key, _VALUE.pack(*logits), now) for key, logits in judgements.items()]
        with self._lock, self._guarded() as db:
            if db is None:
                return
            with db:
                db.execute("BEGIN IMMEDIATE")
                db.executemany("INSERT OR REPLACE INTO judgement VALUES (?, ?, ?)", rows)
                self._evict(db)

    def close(self) -> None:
        """Close the file; the next use opens it again."""
        with self._lock:
            if self._connection is not None and self._process == os.getpid():
                self._connection.close()
            self._connection = None

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

    @contextlib.contextmanager
    def _guarded(self) -> Iterator[sqlite3.Connection | None]:
        """The open database, or None; an error switches the cache off with one warning."""
        try:
            db = None if self._broken else self._open()
        except (sqlite3.Error, OSError) as error:
            db = None
            self._give_up(error)
        try:
            yield db
        except (sqlite3.Error, OSError) as error:
            self._give_up(error)

    def _give_up(self, error: Exception) -> None:
        self._broken = True
        log.warning("the judgement cache %s is not used: %s", self.path, error)

    def _open(self) -> sqlite3.Connection:
        if self._connection is not None and self._process == os.getpid():
            return self._connection
        self.path.parent.mkdir(parents=True, exist_ok=True)
        db = sqlite3.connect(self.path, timeout=30, isolation_level=None, check_same_thread=False)
        try:
            db.execute("PRAGMA journal_mode = WAL")
            db.execute("PRAGMA synchronous = NORMAL")
            db.executescript(_CREATE)
        except sqlite3.Error:
            db.close()
            raise
        self._connection, self._process = db, os.getpid()
        return db
