"""From paths to bytes: folders, standard input, size limits; every refusal has its reason."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO

from claimcheck.limits import LIMITS
from claimcheck.reading.registry import is_collection, suffixes
from claimcheck.records import Skip

# Archives, crawls, tables and JSON lines hold many articles: 100,000 long ones are below it.
MAX_COLLECTION_BYTES = 1_000_000_000
# What a desk keeps beside the articles is no input, and nothing that was left out.
_OURS = frozenset(("claimcheck-reviews.toml", "claimcheck-baseline.json", "claimcheck.toml"))
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]{1,20}:/{1,2}[^/]", re.IGNORECASE)


def expand(paths: Sequence[Path | str]) -> tuple[tuple[str, ...], tuple[Skip, ...]]:
    """The files of ``paths``, folders searched for known suffixes; a file given twice stays once.

    Returns:
        File names in a fixed order ("-" is standard input), and what was left out.
    """
    names: dict[str, str] = {}
    skips: list[Skip] = []
    for path in sorted({str(path) for path in paths}):
        reason = absent(path)
        if reason:
            skips.append(Skip(stage="path", item=path, reason=reason))
            continue
        found = _folder(path, skips) if path != "-" and os.path.isdir(path) else [path]  # noqa: PTH112
        for name in found:
            key = _key(name)
            if key in names:
                skips.append(_skip(name, f"is the same file as {names[key]}; read once"))
            else:
                names[key] = name
    return tuple(sorted(names.values())), tuple(skips)


def read_bytes(
    name: str, stdin: BinaryIO | None, max_bytes: int = LIMITS.file_bytes
) -> tuple[bytes | None, str]:
    """A file's bytes and "", or None and what is wrong."""
    if is_collection(name):
        max_bytes = max(max_bytes, MAX_COLLECTION_BYTES)
    try:
        if name == "-":
            if stdin is None:
                return None, "standard input is not available here; name a file"
            data = stdin.read(max_bytes + 1)
        else:
            path = Path(name)
            if not stat.S_ISREG(path.stat().st_mode):
                return None, "is not a regular file; give a text, HTML or JSON file"
            with path.open("rb") as file:
                data = file.read(max_bytes + 1)
    except FileNotFoundError:
        return None, "does not exist; check the path"
    except PermissionError:
        return None, "may not be read; check its permissions"
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        return None, f"cannot be read: {reason}; check the path"
    if len(data) > max_bytes:
        return None, f"is larger than {max_bytes:,} bytes; split it (limit file_bytes)"
    if not data:
        return None, "is empty; put an article's text in it"
    return data, ""


def is_address(name: str) -> bool:
    """Is this the address of something on the web and no file?"""
    return bool(_ADDRESS.match(name)) and not os.path.lexists(name)


def absent(name: str) -> str | None:
    """Why a path that the user named leads to nothing, None if something is there to be read."""
    if name == "-":
        return None
    if is_address(name):
        return "is an address; run `claimcheck fetch` on it first (-o DIR), then check DIR"
    try:
        os.stat(name)  # noqa: PTH116 - a Path would normalise what is to be quoted
    except FileNotFoundError:
        return "does not exist; check the path"
    except PermissionError:
        return "may not be read; check its permissions"
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        return f"cannot be read: {reason}; check the path"
    return None if os.access(name, os.R_OK) else "may not be read; check its permissions"


def _key(name: str) -> str:
    try:
        return name if name == "-" else os.path.realpath(name)
    except (OSError, ValueError):
        return name


def _folder(root: str, skips: list[Skip]) -> list[str]:
    found: list[str] = []
    before = len(skips)

    def unreadable(error: OSError) -> None:
        name = str(error.filename)
        skips.append(_skip(name, "folder may not be read; check its permissions"))

    for folder, folders, names in os.walk(root, onerror=unreadable):
        for hidden in sorted(name for name in folders if name.startswith(".")):
            skips.append(_skip(str(Path(folder, hidden)), "hidden folder; not searched"))
        for linked in sorted(name for name in folders if os.path.islink(Path(folder, name))):  # noqa: PTH114
            skips.append(_skip(str(Path(folder, linked)), "linked folder; name it to search it"))
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if name in _OURS:
                continue
            path = str(Path(folder, name))
            reason = unfit(name) or _leads_out(path, root)
            if reason:
                skips.append(Skip(stage="folder", item=path, reason=reason))
            else:
                found.append(path)
    if not found and not any(skip.item == root for skip in skips[before:]):
        skips.append(_skip(root, f"folder without articles; expected {', '.join(suffixes())}"))
    return found


def _leads_out(path: str, root: str) -> str:
    """Why a link in the folder ``root`` is not followed, "" if it is, or if it is none.

    Whoever sends a folder could else have files read, and quoted, that are not in it.
    """
    if not os.path.islink(path):  # noqa: PTH114
        return ""
    inside = os.path.realpath(root)
    if os.path.commonpath([inside, os.path.realpath(path)]) == inside:
        return ""
    return "is a link that leads out of the folder; name it to read it"


def unfit(name: str) -> str:
    """Why a file of a folder or an archive is not read by itself, "" if it is."""
    if name.startswith("."):
        return "hidden file; name it to read it"
    if name.startswith(("claimcheck-", "claimcheck.")):
        return "claimcheck's own file; name it to read it"
    if name.lower().startswith("readme"):
        return "a README explains a folder and is no article; name it to read it"
    if not name.lower().endswith(suffixes()):
        return "unknown kind of file; name it to read it"
    return ""


def _skip(item: str, reason: str) -> Skip:
    return Skip(stage="read", item=item, reason=reason)
