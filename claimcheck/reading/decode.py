"""Bytes to text: byte order marks, UTF-8, UTF-16, then Windows-1252; binary files refused."""

from __future__ import annotations

import codecs

_MAGIC = (
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
)
# UTF-32 before UTF-16: its little-endian mark begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Text has next to no control characters; random bytes have one in eight.
_MAX_CONTROL_SHARE = 0.01
_CONTROLS = {chr(code): None for code in (*range(9), 11, *range(14, 32), *range(127, 160))}
_SAMPLE = 65_536


def decode(data: bytes) -> tuple[str | None, str]:
    """The text of ``data`` with LF line ends and without a byte order mark.

    Returns:
        The text and "", or None and what is wrong.
    """
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            return None, f"is {kind}, not text; save its text as .txt or .html"
    text = _decode(data)
    if text is None:
        return None, "is a binary file, not text; give text, HTML or JSON"
    if not text.strip():
        return None, "is empty; put an article's text in it"
    return text.replace("\r\n", "\n").replace("\r", "\n"), ""


def _decode(data: bytes) -> str | None:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _plausible(data[len(mark) :].decode(encoding, "replace"))
    if b"\0" in data:
        guess = _utf16_without_mark(data)
        return _plausible(data.decode(guess, "replace")) if guess else None
    try:
        return _plausible(data.decode("utf-8"))
    except UnicodeDecodeError:
        pass
    try:
        return _plausible(data.decode("cp1252"))
    except UnicodeDecodeError:
        return _plausible(data.decode("latin-1"))


def _utf16_without_mark(data: bytes) -> str | None:
    sample = data[: _SAMPLE - _SAMPLE % 2]
    half = max(1, len(sample) // 2)
    even, odd = sample[0::2].count(0) / half, sample[1::2].count(0) / half
    # Western text in UTF-16 has a zero in nearly every other byte.
    if odd > 0.7 and even < 0.05:
        return "utf-16-le"
    if even > 0.7 and odd < 0.05:
        return "utf-16-be"
    return None


def _plausible(text: str) -> str | None:
    sample = text[:_SAMPLE]
    strange = sum(1 for char in sample if char in _CONTROLS) + sample.count("\ufffd")
    return text if strange <= _MAX_CONTROL_SHARE * len(sample) else None
