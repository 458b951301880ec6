"""Aggregator pages as text: one main story, interface debris, then stories of other outlets.

A story inside the page is a header (outlet, time, perhaps "- Outlet" and a byline), a title and
a body. Debris is left out of the texts and listed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from claimcheck.reading.drafts import shorten
from claimcheck.records import Skip

_RELATED = re.compile(
    r"related(?: (?:articles|stories|news|coverage))?|more related articles|more on this story|"
    r"more stories|similar (?:articles|stories)|you may also like|other outlets on this story|"
    r"full coverage",
    re.IGNORECASE,
)
_INTERFACE = re.compile(
    r"(?:#\s?)?(?:hash)?tags:?|try our ai features|explore what .{1,40} can do for you:?|"
    r"comments?(?: \(\d+\))?|\d{1,6} comments?|no comments(?: yet)?[.…]*|"
    r"(?:add|post|leave|write) a comment|share(?: this)?(?: article| story)?|"
    r"(?:read|see|show|load) (?:more|less)[.…]*|advertisement|sponsored|sign (?:in|up)|log ?in|"
    r"subscribe(?: now)?|follow us(?: on .{1,20})?|print|copy link|save|(?:back to )?top|"
    r"(?:©|copyright).{0,80}|all rights reserved\.?",
    re.IGNORECASE,
)
_NUMBER = r"(?:\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|few)"
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]{0,6}\.?"
TIME = (
    rf"(?:{_NUMBER} ?(?:s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?|d|days?|w|weeks?|"
    rf"months?|years?) ago|just now|today|yesterday|"
    rf"\d{{4}}-\d\d-\d\d(?:[T ][\d:.+Z-]{{2,20}})?|"
    rf"(?:[a-z]{{3,9}}, )?(?:\d{{1,2}} {_MONTH}|{_MONTH} \d{{1,2}}),?(?: \d{{4}})?"
    rf"(?:,? (?:at )?\d{{1,2}}:\d\d(?: ?[ap]m)?)?)"
)
_TIME_LINE = re.compile(rf"(?:(?:published|updated|posted):? )?(?P<time>{TIME})", re.IGNORECASE)
_ONE_LINE = re.compile(rf"(?P<outlet>\S.{{0,58}}?) ?[·•|–—-] ?(?P<time>{TIME})", re.IGNORECASE)
_CREDIT = re.compile(r"[-–—] ?(?P<outlet>\S.{0,58})")
_BYLINE = re.compile(r"by:? \S.{0,80}", re.IGNORECASE)
_OWN_NAME = re.compile(r"what ([A-Z0-9][\w.&' ]{0,38}?)(?: AI)? can do for you")
# A headline or an interface label; above this a line is prose.
_MAX_LABEL_WORDS = 25
_MAX_OUTLET_WORDS = 6
# Shorter than a sentence: a teaser's label, not a story.
_MIN_STORY_WORDS = 8


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a text with its half-open offsets, white space at both ends left out."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """A story of the page: ``text[start:end]`` is its body."""

    start: int
    end: int
    title: str | None = None
    outlet: str | None = None
    ago: str | None = None


def lines_of(text: str, start: int = 0, end: int | None = None) -> list[Line]:
    """The lines of ``text[start:end]`` that are not blank."""
    stop = len(text) if end is None else end
    lines: list[Line] = []
    while start < stop:
        found = text.find("\n", start, stop)
        until = stop if found < 0 else found
        raw = text[start:until]
        body = raw.strip()
        if body:
            left = start + len(raw) - len(raw.lstrip())
            lines.append(Line(left, left + len(body), body))
        start = until + 1
    return lines


def own_name(text: str) -> str | None:
    """The aggregator's name from its own words ("what Daily8 AI can do for you")."""
    found = _OWN_NAME.search(text)
    return found[1].strip() if found else None


def find_related(text: str) -> tuple[int, int] | None:
    """Offsets of the heading that parts the main story from other outlets' stories, or None.

    The heading must stand alone in its line; below it must be a story with its header, or
    nothing but labels. So a subheading within an article does not cut it.
    """
    lines = lines_of(text)
    last_header = max((header[0] for header in _headers(lines)), default=-1)
    last_prose = max((i for i, line in enumerate(lines) if not _is_label(line.text)), default=-1)
    for index, line in enumerate(lines):
        opens_block = last_header > index or last_prose < index
        if index and opens_block and is_related_heading(line.text):
            return line.start, line.end
    return None


def is_related_heading(text: str) -> bool:
    """Is this the heading of a block of other outlets' stories?"""
    return len(text) < 80 and bool(_RELATED.fullmatch(text.strip("#*:- ")))


def debris_start(lines: list[Line]) -> int:
    """Index of the first line of the interface debris at the end, ``len(lines)`` without any."""
    cut = len(lines)
    for index in range(len(lines) - 1, -1, -1):
        text = lines[index].text
        if is_interface(text):
            cut = index
        elif not _is_label(text):
            break
    return cut


def is_interface(text: str) -> bool:
    """Is this line a label of a page's interface or a row of hashtags?"""
    if len(text) > 200:
        return False
    return bool(_INTERFACE.fullmatch(text)) or all(word.startswith("#") for word in text.split())


def debris_skips(path: str, lines: list[Line], reason: str = "interface text") -> list[Skip]:
    """One skip for each debris line."""
    return [Skip(stage="split", item=f"{path}: {shorten(x.text)}", reason=reason) for x in lines]


def embedded_stories(
    path: str, text: str, start: int = 0
) -> tuple[tuple[Story, ...], tuple[Skip, ...]]:
    """The stories with a header in ``text[start:]``, and what belongs to none of them."""
    lines = lines_of(text, start)
    headers = _headers(lines)
    stories: list[Story] = []
    skips: list[Skip] = []
    first = headers[0][0] if headers else len(lines)
    skips += debris_skips(path, lines[:first], "headline or label without a story")
    bounds = [*(header[0] for header in headers), len(lines)][1:]
    for (_, after, outlet, ago), bound in zip(headers, bounds, strict=True):
        block = lines[after:bound]
        cut = debris_start(block)
        skips += debris_skips(path, block[cut:])
        block = block[:cut]
        title = block[0].text if block and len(block) > 1 and is_headline(block[0].text) else None
        body = block[1:] if title else block
        if not body or sum(len(line.text.split(None, 9)) for line in body) < _MIN_STORY_WORDS:
            name = title or (body[0].text if body else "no text")
            reason = "a teaser without a text"
            skips.append(
                Skip(stage="split", item=f"{path}: {outlet}: {shorten(name)}", reason=reason)
            )
            continue
        stories.append(
            Story(start=body[0].start, end=body[-1].end, title=title, outlet=outlet, ago=ago)
        )
    return tuple(stories), tuple(skips)


def is_headline(text: str) -> bool:
    """Short and no sentence: it may end in a question mark, not in a full stop."""
    return _is_label(text) and not text.endswith((".", ";", ","))


def is_time(text: str) -> bool:
    """Is the whole text a time as pages put it beside a story ("2 hours ago", "1 May 2025")?"""
    return len(text) <= 80 and _TIME_LINE.fullmatch(text) is not None


def one_line(text: str) -> tuple[str, str] | None:
    """The outlet and the time of a line such as "Reuters · 2 hours ago"."""
    found = _ONE_LINE.fullmatch(text) if len(text) <= 120 else None
    return (found["outlet"], found["time"]) if found and is_outlet(found["outlet"]) else None


def is_byline(text: str) -> bool:
    """Is the line a byline ("By Ana Petrova")?"""
    return len(text) <= 90 and _BYLINE.fullmatch(text) is not None


def _is_label(text: str) -> bool:
    return len(text) <= 250 and len(text.split()) <= _MAX_LABEL_WORDS


def _headers(lines: list[Line]) -> list[tuple[int, int, str, str]]:
    """(first line, first line after, outlet, time) of each story header."""
    found: list[tuple[int, int, str, str]] = []
    index = 0
    while index < len(lines):
        header = _header(lines, index)
        if header:
            found.append((index, *header))
            index = header[0]
        else:
            index += 1
    return found


def _header(lines: list[Line], index: int) -> tuple[int, str, str] | None:
    text = lines[index].text
    one = one_line(text)
    if one is not None:
        return _after_credit(lines, index + 1), *one
    if not is_outlet(text) or index + 1 >= len(lines) or len(lines[index + 1].text) > 120:
        return None
    time = _TIME_LINE.fullmatch(lines[index + 1].text)
    if time:
        return _after_credit(lines, index + 2), text, time["time"]
    return None


def is_outlet(text: str) -> bool:
    """May this label be an outlet's name?"""
    return (
        len(text) <= 60
        and len(text.split()) <= _MAX_OUTLET_WORDS
        and text[-1] not in ".,;:!?"
        and not is_interface(text)
        and not _TIME_LINE.fullmatch(text)
        and not _CREDIT.fullmatch(text)
    )


def _after_credit(lines: list[Line], index: int) -> int:
    while index < len(lines) and len(lines[index].text) <= 90:
        text = lines[index].text
        if not (_CREDIT.fullmatch(text) or _BYLINE.fullmatch(text)):
            break
        index += 1
    return index
