"""Zip and tar archives and gzip files: their members are read as files, within limits.

Nothing is written to the disk, so a member's path can lead nowhere; one that tries is named.
"""

from __future__ import annotations

import gzip
import io
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath

from claimcheck.reading.drafts import Drafts, Input
from claimcheck.reading.files import unfit
from claimcheck.reading.registry import is_collection, read_input, read_inputs
from claimcheck.records import Skip

MAX_MEMBERS = 200_000
# Text shrinks to a tenth, a page full of repeated markup to a fortieth; bombs to a thousandth.
MAX_RATIO = 200
_ALWAYS_ALLOWED = 1_000_000
_BLOCK = 1 << 16
_OFFICE = {
    "xl/workbook.xml": "an Excel workbook; save its sheet as CSV",
    "ppt/presentation.xml": "a PowerPoint file; save its text",
    "mimetype": "an OpenDocument or EPUB file; save its text",
}


def read_zip(given: Input) -> Drafts:
    """The members of a zip archive in the order of their names."""
    try:
        with zipfile.ZipFile(io.BytesIO(given.data)) as archive:
            names = set(archive.namelist()[:MAX_MEMBERS])
            if "word/document.xml" in names:
                from claimcheck.reading.documents import read_docx

                return read_docx(given)
            for name, kind in _OFFICE.items():
                if name in names and (name != "mimetype" or archive.namelist()[0] == name):
                    return given.bad(f"is {kind}")
            return read_inputs(_zip_members(given, archive))
    except zipfile.BadZipFile:
        return given.bad("is a broken zip archive; make it anew")


def read_gzip(given: Input) -> Drafts:
    """A compressed tar archive, or one compressed file."""
    data, problem = _gunzip(given)
    if data is None:
        return given.bad(problem)
    name = (given.inside or given.path).rpartition("/")[2]
    lower = name.lower()
    if lower.endswith((".tar.gz", ".tgz")) or _is_tar(data):
        return read_tar(given.member("", data))
    inner = name[:-3] if lower.endswith(".gz") else name
    return read_input(given.member(inner, data))


def read_tar(given: Input) -> Drafts:
    """The members of a tar archive in the order of their names."""
    try:
        with tarfile.open(fileobj=io.BytesIO(given.data), mode="r:") as archive:
            return read_inputs(_tar_members(given, archive))
    except (tarfile.TarError, EOFError, ValueError):
        return given.bad("is a broken tar archive; make it anew")


def _zip_members(given: Input, archive: zipfile.ZipFile) -> Iterator[Input | Skip]:
    infos = archive.infolist()
    if len(infos) > MAX_MEMBERS:
        yield _skip(given, f"more than {MAX_MEMBERS:,} members; the others are left out")
    for info in sorted(infos[:MAX_MEMBERS], key=lambda i: (i.filename, i.header_offset)):
        if info.is_dir():
            continue
        problem = _refused(info.filename)
        if problem is None and info.flag_bits & 1:
            problem = ("read", "is encrypted; unpack it first")
        if problem is None:
            problem = _too_large(given, info.filename, info.file_size, info.compress_size)
        if problem is not None:
            yield Skip(stage=problem[0], item=f"{given.where}: {info.filename}", reason=problem[1])
            continue
        try:
            with archive.open(info) as file:
                data = file.read(info.file_size + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as e:
            yield _skip(given, f"member is broken: {e}"[:120], info.filename)
            continue
        if not given.budget.take(len(data)):
            yield _skip(given, "unpacks to more than is allowed; the rest is left out")
            return
        yield given.member(info.filename, data)


def _tar_members(given: Input, archive: tarfile.TarFile) -> Iterator[Input | Skip]:
    infos = []
    for info in archive:
        infos.append(info)
        if len(infos) > MAX_MEMBERS:
            yield _skip(given, f"more than {MAX_MEMBERS:,} members; the others are left out")
            break
    for info in sorted(infos[:MAX_MEMBERS], key=lambda i: (i.name, i.offset)):
        if info.isdir():
            continue
        problem = _refused(info.name)
        if problem is None and not info.isreg():
            problem = ("read", "is a link or a device and no file; left out")
        if problem is None:
            problem = _too_large(given, info.name, info.size, info.size)
        if problem is not None:
            yield Skip(stage=problem[0], item=f"{given.where}: {info.name}", reason=problem[1])
            continue
        file = archive.extractfile(info)
        data = file.read() if file else b""
        if len(data) < info.size:
            yield _skip(given, "member is broken: the archive ends within it", info.name)
            continue
        yield given.member(info.name, data)


def _refused(name: str) -> tuple[str, str] | None:
    """The stage and reason for which a member is not read, by its name."""
    path = PurePosixPath(name.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or name[1:2] == ":":
        return "read", "its path leads out of the archive; left out"
    if any(part.startswith(".") or part == "__MACOSX" for part in path.parts):
        return "folder", "hidden file of an archive; unpack it to read it"
    reason = unfit(path.name)
    return ("folder", reason) if reason else None


def _too_large(given: Input, name: str, size: int, packed: int) -> tuple[str, str] | None:
    if size > _ALWAYS_ALLOWED and size > MAX_RATIO * max(packed, 1):
        return "read", f"unpacks to more than {MAX_RATIO} times its size; refused"
    most = given.limits.file_bytes
    if size > most and not is_collection(name):
        return "read", f"is larger than {most:,} bytes; split it (limit file_bytes)"
    if size > max(given.budget.left, 0):
        return "read", "unpacks to more than is allowed; left out"
    return None


def _gunzip(given: Input) -> tuple[bytes | None, str]:
    """The unpacked bytes, read block by block so that a bomb stops early."""
    parts: list[bytes] = []
    size = 0
    most = max(_ALWAYS_ALLOWED, MAX_RATIO * len(given.data))
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(given.data)) as file:
            while block := file.read(_BLOCK):
                size += len(block)
                if size > most:
                    return None, f"unpacks to more than {MAX_RATIO} times its size; refused"
                if not given.budget.take(len(block)):
                    return None, "unpacks to more than is allowed; refused"
                parts.append(block)
    except (OSError, EOFError, zlib.error):
        return None, "is a broken gzip archive; make it anew"
    return b"".join(parts), ""


def _is_tar(data: bytes) -> bool:
    return data[257:262] == b"ustar"


def _skip(given: Input, reason: str, name: str = "") -> Skip:
    item = f"{given.where}: {name}" if name else given.where
    return Skip(stage="read", item=item, reason=reason)
