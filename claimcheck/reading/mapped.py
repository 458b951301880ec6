"""A text that was taken out of a file's text, with the way back to its lines and columns.

What a format wraps its words in (marks of Markdown, escapes of JSON, soft line ends of a mail) is
taken off by edits, each of which keeps the way back.
"""

from __future__ import annotations

import bisect
import html
import json
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from claimcheck.reading.drafts import Anchors

# From a start on, where, and what stands there instead: an edit.
Edit = tuple[int, int, str]

_XML = re.compile(
    r"<!\[CDATA\[(.*?)(?:\]\]>|\Z)|&(?:#\d{1,8}|#[xX][0-9a-fA-F]{1,8}|\w{1,32});", re.DOTALL
)
_JSON = re.compile(r"(?:\\(?:u[0-9a-fA-F]{4}|[^u]))+", re.DOTALL)
_QUOTED = re.compile(r"(?:=[0-9A-Fa-f]{2}|=[ \t]*\n)+")


@dataclass(frozen=True, slots=True)
class Mapped:
    """``text`` runs as the file does from each of ``runs`` on: ``(offset, offset in the file)``.

    ``starts`` are the offsets of the file's lines, the first of which has the number ``line``.
    """

    text: str
    runs: tuple[tuple[int, int], ...]
    starts: tuple[int, ...]
    line: int = 1

    @classmethod
    def of(cls, text: str, line: int = 1) -> Mapped:
        """The text of a file, or that of its lines from ``line`` on."""
        starts = (0, *(found.end() for found in re.finditer("\n", text)))
        return cls(text, ((0, 0),), starts, line)

    def edited(self, edits: Iterable[Edit]) -> Mapped:
        """The text with each edit made; edits rise and do not overlap."""
        parts: list[str] = []
        runs: list[tuple[int, int]] = []
        at = length = index = 0
        for start, end, new in (*edits, (len(self.text), len(self.text), "")):
            if at < start:
                while index + 1 < len(self.runs) and self.runs[index + 1][0] <= at:
                    index += 1
                offset, place = self.runs[index]
                runs.append((length, place + at - offset))
                while index + 1 < len(self.runs) and self.runs[index + 1][0] < start:
                    index += 1
                    offset, place = self.runs[index]
                    runs.append((length + offset - at, place))
                parts.append(self.text[at:start])
                length += start - at
            if new:
                runs.append((length, self.place(start)))
                parts.append(new)
                length += len(new)
            at = end
        return Mapped("".join(parts), tuple(runs) or ((0, 0),), self.starts, self.line)

    def replaced(self, pattern: re.Pattern[str], into: Callable[[re.Match[str]], str]) -> Mapped:
        """Each match as what it stands for."""
        return self.edited((m.start(), m.end(), into(m)) for m in pattern.finditer(self.text))

    def without(self, pattern: re.Pattern[str], kept: int | None = None) -> Mapped:
        """Without the matches, or with nothing of each but the group ``kept``."""
        edits: list[Edit] = []
        for found in pattern.finditer(self.text):
            if kept is None:
                edits.append((found.start(), found.end(), ""))
            else:
                edits.append((found.start(), found.start(kept), ""))
                edits.append((found.end(kept), found.end(), ""))
        return self.edited(edits)

    def cut(self, start: int, end: int | None = None) -> Mapped:
        """``text[start:end]``."""
        end = len(self.text) if end is None else end
        return self.edited([(0, start, ""), (end, len(self.text), "")])

    def place(self, offset: int) -> int:
        """The offset in the file of what stands at ``offset``."""
        index = bisect.bisect_right(self.runs, (offset, 1 << 60)) - 1
        begin, place = self.runs[max(index, 0)]
        return place + offset - begin

    def position(self, place: int) -> tuple[int, int]:
        """The line and the column, from 1, of an offset in the file."""
        row = bisect.bisect_right(self.starts, place) - 1
        return self.line + row, place - self.starts[row] + 1

    def is_whole(self, start: int, end: int) -> bool:
        """Whether the file holds ``text[start:end]`` as it stands."""
        return self.place(max(end - 1, start)) - self.place(start) == max(end - 1 - start, 0)

    def anchors(self, start: int, end: int) -> Anchors:
        """``(offset, line, column)`` of the places from which on ``text[start:end]`` runs so."""
        first = bisect.bisect_right(self.runs, (start, 1 << 60))
        last = bisect.bisect_left(self.runs, (end, 0))
        offsets = {start, *(offset for offset, _ in self.runs[first:last])}
        offsets.update(start + m.end() for m in re.finditer("\n", self.text[start:end]))
        return tuple((at - start, *self.position(self.place(at))) for at in sorted(offsets))


def of_xml(mapped: Mapped) -> Mapped:
    """XML whose elements hold HTML: escaped once, or in CDATA sections as it is."""
    edits: list[Edit] = []
    for found in _XML.finditer(mapped.text):
        if found[1] is None:
            edits.append((found.start(), found.end(), html.unescape(found[0])))
        else:
            edits.append((found.start(), found.start(1), ""))
            edits.append((found.end(1), found.end(), ""))
    return mapped.edited(edits)


def of_json(mapped: Mapped) -> Mapped:
    """JSON with the escapes of its strings as the characters that they stand for."""

    def unescaped(found: re.Match[str]) -> str:
        try:
            return str(json.loads(f'"{found[0]}"'))
        except ValueError:
            return found[0]

    return mapped.replaced(_JSON, unescaped)


def of_quoted_printable(mapped: Mapped, charset: str) -> Mapped:
    """The quoted-printable part of a mail as its text; ``charset`` must be one that there is."""

    def decoded(found: re.Match[str]) -> str:
        # A character of several bytes may have a soft line end within it.
        return bytes.fromhex("".join(found[0].replace("=", "").split())).decode(charset, "replace")

    return mapped.replaced(_QUOTED, decoded)
