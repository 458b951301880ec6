"""Bytes to text: byte order marks, UTF-8, UTF-16, what a page declares, then what it looks like.

Western text in no Unicode is Windows-1252; text of which a fifth or more is beyond ASCII is of
another script, and its encoding is detected. Binary files are refused.
"""

from __future__ import annotations

import codecs
import re

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
_DECLARED = re.compile(
    rb"""<\?xml[^>]{0,200}?\sencoding\s{0,9}=\s{0,9}["']([\w.:-]{1,40})["']"""
    rb"""|<meta[^>]{0,200}?\scharset\s{0,9}=\s{0,9}["']?([\w.:-]{1,40})""",
    re.IGNORECASE,
)
# Python knows others, such as "unicode_escape", that no page is in.
_CHARSETS = re.compile("cp|iso|koi8|gb|big5|euc|shift|mac|hz|johab|kz1048|ptcp|tis|ascii|utf-8")
_HEAD = 4096
# Of Western prose an accent in twenty letters is much; of Russian in KOI8-R four in five are.
_OTHER_SCRIPT = 0.2
_DETECTED_BY = 8192
_LEGACY = (
    "koi8_r koi8_u cp1251 iso8859_5 cp866 cp1253 iso8859_7 cp1255 iso8859_8 cp1256 iso8859_6 "
    "cp874 gb18030 big5 shift_jis cp932 euc_jp iso2022_jp euc_kr cp949"
).split()


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
    except UnicodeDecodeError as error:
        if error.start >= max(1, len(data) - 3) and error.end == len(data):
            return _plausible(data[: error.start].decode("utf-8") + "\ufffd")  # cut short
    for encoding in (_declared(data), _detected(data), "cp1252"):
        if encoding:
            try:
                return _plausible(data.decode(encoding))
            except UnicodeDecodeError:
                continue
    return _plausible(data.decode("latin-1"))


def _declared(data: bytes) -> str:
    """The encoding that a page or an XML file says it is in, "" if it says none that is one."""
    found = _DECLARED.search(data, 0, _HEAD)
    name = (found[1] or found[2]).decode("ascii") if found else ""
    try:
        # "gb2312" and "shift_jis" are said of what is in the larger sets that followed them.
        known = codecs.lookup(name).name if name else ""
    except LookupError:
        return ""
    if not _CHARSETS.match(known):
        return ""
    return {"gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932"}.get(known, known)


def _detected(data: bytes) -> str:
    """The encoding that a text of another script looks like, "" for Western text."""
    sample = data[:_SAMPLE]
    if sum(byte > 127 for byte in sample) <= _OTHER_SCRIPT * len(sample):
        return ""
    from charset_normalizer import from_bytes

    # A cut within a character of two bytes would speak against the right one.
    end = sample.rfind(b"\n", 0, _DETECTED_BY) if len(sample) > _DETECTED_BY else -1
    best = from_bytes(sample[:end] if end > 0 else sample, cp_isolation=_LEGACY).best()
    return best.encoding if best is not None else ""


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
