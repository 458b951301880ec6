"""Write a file whole or not at all."""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from claimcheck.errors import InputError

try:
    import fcntl
except ImportError:  # Windows, where an open file cannot be removed anyway
    fcntl = None  # type: ignore[assignment]

_PREFIX, _SUFFIX = ".claimcheck-", ".part"
# A file that something is mounted over cannot be replaced, nor one in a folder that is read-only.
_IN_PLACE = (errno.EBUSY, errno.EXDEV, errno.EACCES, errno.EPERM, errno.EROFS)

# Folders that were searched for leftovers: once a run, since a pile's folder holds thousands.
_CLEARED: set[Path] = set()


def write_text(path: Path, text: str) -> None:
    """Write a text as UTF-8; see :func:`write_bytes`.

    Raises:
        InputError: it cannot be written.
    """
    write_bytes(path, text.encode("utf-8", "backslashreplace"))


def write_bytes(path: Path, data: bytes) -> None:
    """Write a file; a reader sees the old file or the new one, never a part.

    A pipe or a device is written to as it is; a link goes on pointing to its file. Only where
    the file cannot be replaced, as one that is mounted by itself, it is written in place. What a
    killed run has left in the folder is removed.

    Raises:
        InputError: it cannot be written.
    """
    try:
        if path.exists() and not path.is_file():
            path.write_bytes(data)
        else:
            _replace(path.resolve(), data)
    except (OSError, RuntimeError) as error:  # RuntimeError: a link that leads to itself
        raise InputError(f"{path}: cannot be written: {said(error)}") from error


@contextlib.contextmanager
def written(path: Path) -> Iterator[BinaryIO]:
    """A file to write piece by piece, where all of it is too much to hold.

    A reader sees the old file or the new one, never a part; a link goes on pointing to its file.

    Raises:
        InputError: it cannot be written.
    """
    try:
        with _part_of(path.resolve()) as file:
            yield file
    except OSError as error:
        raise InputError(f"{path}: cannot be written: {said(error)}") from error


def check_writable(path: Path) -> None:
    """Find out, without writing, whether :func:`write_text` would fail.

    Raises:
        InputError: it would, as far as can be known before.
    """
    try:
        if path.is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        real = path.resolve()
        if real.exists():
            if os.access(real, os.W_OK):
                return
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        if not real.parent.is_dir():
            raise FileNotFoundError(errno.ENOENT, "there is no such folder")
        if not os.access(real.parent, os.W_OK | os.X_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        longest = os.pathconf(real.parent, "PC_NAME_MAX") if hasattr(os, "pathconf") else 255
        if len(os.fsencode(real.name)) > longest:
            raise OSError(errno.ENAMETOOLONG, os.strerror(errno.ENAMETOOLONG))
    except (OSError, RuntimeError, ValueError) as error:
        raise InputError(f"{path}: cannot be written: {said(error)}") from error


def said(error: Exception) -> str:
    """What the system says of an error, in a few words."""
    return (isinstance(error, OSError) and error.strerror) or str(error) or type(error).__name__


def _replace(path: Path, data: bytes) -> None:
    try:
        with _part_of(path) as file:
            _write(file.fileno(), data)
    except OSError as error:
        if error.errno not in _IN_PLACE or not path.exists():
            raise
        _write_in_place(path, data)


@contextlib.contextmanager
def _part_of(path: Path) -> Iterator[BinaryIO]:
    """A file that becomes ``path`` when all is written, and of which nothing is left if not."""
    if path.parent not in _CLEARED:
        _CLEARED.add(path.parent)
        _remove_leftovers(path.parent)
    part, descriptor = _new_part(path.parent)
    try:
        with os.fdopen(descriptor, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
            if path.exists():
                part.chmod(stat.S_IMODE(path.stat().st_mode))
            part.replace(path)
        _sync_folder(path.parent)
    finally:
        part.unlink(missing_ok=True)


def _new_part(folder: Path) -> tuple[Path, int]:
    """A file that nobody could know of, open and locked as long as its writer lives."""
    while True:
        part = folder / f"{_PREFIX}{secrets.token_hex(8)}{_SUFFIX}"
        descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
        if fcntl is not None:
            with contextlib.suppress(OSError):  # some network file systems have no locks
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        # Another run may have taken it for a leftover before it was locked.
        if part.exists():
            return part, descriptor
        os.close(descriptor)


def _remove_leftovers(folder: Path) -> None:
    if fcntl is None:
        return
    for part in sorted(folder.glob(f"{_PREFIX}*{_SUFFIX}")):
        with contextlib.suppress(OSError):
            descriptor = os.open(part, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
                part.unlink()
            finally:
                os.close(descriptor)


def _write_in_place(path: Path, data: bytes) -> None:
    with path.open("r+b") as file:
        _write(file.fileno(), data)
        file.truncate(len(data))
        os.fsync(file.fileno())


def _write(descriptor: int, data: bytes) -> None:
    left = memoryview(data)
    while left:
        left = left[os.write(descriptor, left) :]


def _sync_folder(folder: Path) -> None:
    with contextlib.suppress(OSError):  # not every file system can, and the file is whole
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
