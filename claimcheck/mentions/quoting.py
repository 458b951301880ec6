"""Direct speech: what stands between quotation marks, over sentences and paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

FEWEST_WORDS = 4
# No speech in an article is as long; an unclosed mark must not make all that follows one.
_LONGEST = 3000
_LINE = re.compile(r"[^\n\r\x0b\x0c\x85\u2028\u2029]+")
_WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")
_DOUBLE = re.compile(r"[\"“”„«»]|``|''")
_SINGLE_OPEN = re.compile(r"(?<![\w’'])[‘'](?=[\w“\"])")
_SINGLE_CLOSE = re.compile(r"(?<=[\w.,!?…”\"])[’'](?![\w])")


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of direct speech; ``goes_on`` says that it continues the stretch before it."""

    start: int
    end: int
    goes_on: bool = False


def stretches(text: str) -> list[Stretch]:
    """All stretches of quoted words of a text, in order, without those nested in others."""
    found: list[Stretch] = []
    is_open = False
    for line in _LINE.finditer(text):
        made, is_open = _of_line(text, line.start(), line.end(), goes_on=is_open)
        found.extend(made)
        if not made:
            found.extend(_singles(text, line.start(), line.end()))
    return found


def _of_line(text: str, start: int, end: int, *, goes_on: bool) -> tuple[list[Stretch], bool]:
    """The stretches of one line, and whether the last is still open at its end."""
    found: list[Stretch] = []
    opened: int | None = None
    for mark in _DOUBLE.finditer(text, start, end):
        if opened is None:
            if mark[0] == "”" or (mark[0] == "''" and not found):
                continue
            opened = mark.end()
        elif mark[0] in ("“", "„", "«", "``"):
            continue
        else:
            found.append(Stretch(*_trim(text, opened, mark.start()), goes_on and not found))
            opened = None
    if opened is None:
        return found, False
    first = not text[start : opened - 1].strip()
    if (end - opened <= _LONGEST and text[opened - 1] != '"') or first:
        found.append(Stretch(*_trim(text, opened, end), goes_on and not found))
        return found, True
    return found, False


def _singles(text: str, start: int, end: int) -> Iterator[Stretch]:
    position = start
    while (opening := _SINGLE_OPEN.search(text, position, end)) is not None:
        closing = _SINGLE_CLOSE.search(text, opening.end(), end)
        if closing is None:
            return
        yield Stretch(*_trim(text, opening.end(), closing.start()))
        position = closing.end()


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip())
    return start + left, max(start + left, start + len(piece.rstrip().rstrip(",").rstrip()))


def is_speech(text: str, stretch: Stretch) -> bool:
    """Whether a stretch has as many words as make it speech rather than a term."""
    words = 0
    for words, _ in enumerate(_WORD.finditer(text, stretch.start, stretch.end), start=1):
        if words >= FEWEST_WORDS:
            return True
    return False
