"""Write a file whole or not at all."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from claimcheck.errors import InputError


def write_text(path: Path, text: str) -> None:
    """Write a text as UTF-8; see :func:`write_bytes`.

    Raises:
        InputError: it cannot be written.
    """
    write_bytes(path, text.encode("utf-8"))


def write_bytes(path: Path, data: bytes) -> None:
    """Write a file; a reader sees the old file or the new one, never a part.

    A pipe or a device is written to as it is; a link goes on pointing to its file.

    Raises:
        InputError: it cannot be written.
    """
    try:
        if path.exists() and not path.is_file():
            path.write_bytes(data)
        else:
            _replace(path.resolve(), data)
    except OSError as error:
        raise InputError(f"{path}: cannot be written: {error.strerror}") from error


def _replace(path: Path, data: bytes) -> None:
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        part.write_bytes(data)
        if path.exists():
            shutil.copymode(path, part)
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
