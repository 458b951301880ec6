"""Article text made fit to be shown: harmless characters, bounded length, marked words."""

from __future__ import annotations

import re
from typing import NamedTuple

from claimcheck.reporting.contract import EvidenceData, FindingData
from claimcheck.reporting.diff_words import differing_spans

ELLIPSIS = "…"
_WORD = 30  # characters that are given up for a cut between words
# Controls would steer a terminal, marks, embeddings and overrides of direction would reorder what
# stands around the text, lone surrogates cannot be encoded. Only English is judged, so that no text
# needs the marks that right-to-left scripts do.
_BREAKS = re.compile("[\t\n\v\f\r\x1c-\x1f\x85\u2028\u2029]")
HARMFUL = (
    "\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
    "\ud800-\udfff\ufdd0-\ufdef\ufff9-\ufffb\ufffe\uffff"
)
"""Characters that are shown as U+FFFD, as a class of a regular expression has them."""
COMMAND = r"#(?=#(?:\[|vso\[|teamcity\[))"
"""The first character of what a pipeline takes for a command anywhere in a line."""
_CONTROLS = re.compile(f"[{HARMFUL}]")
_COMMANDS = re.compile(rf"^([^\S\n]*):(?=:)|{COMMAND}", re.MULTILINE | re.IGNORECASE)


class Segment(NamedTuple):
    """A piece of a quote; ``marked`` says that it is what was compared."""

    text: str
    marked: bool


def visible(text: str) -> str:
    """The text with line breaks as spaces and each harmful character as U+FFFD.

    One character stands for one, so that offsets stay what they are.
    """
    return _CONTROLS.sub("\ufffd", _BREAKS.sub(" ", text))


def uncommanding(text: str) -> str:
    """The lines of a report so that no pipeline takes one of them for a command.

    GitHub runs a line that begins with ``::`` behind any blanks, Azure and TeamCity have marks of
    their own. The first character of each becomes its fullwidth form, which reads alike.
    """
    return _COMMANDS.sub(lambda match: "\uff03" if match[1] is None else f"{match[1]}\uff1a", text)


def shorten(text: str, limit: int) -> str:
    """At most ``limit`` characters of the shown text, with an ellipsis where it was cut.

    It is cut between words where there is a space near the end.
    """
    text = visible(text)
    if len(text) <= limit:
        return text
    end = max(limit - 1, 0)
    space = text.rfind(" ", max(end - _WORD, 0), end + 1)
    return text[: space if space > 0 else end].rstrip() + ELLIPSIS


def shorten_left(text: str, limit: int) -> str:
    """As ``shorten``, but the end of the text is kept."""
    text = visible(text)
    if len(text) <= limit:
        return text
    begin = len(text) - limit + 1
    space = text.find(" ", begin - 1, begin + _WORD)
    return ELLIPSIS + text[space if space >= 0 else begin :].lstrip()


def segments(quote: str, highlights: list[list[int]], limit: int = 2000) -> list[Segment]:
    """Cut a quote at its highlights; of a longer one, the window around the first highlight."""
    spans = _merged(highlights, len(quote))
    first = spans[0][0] if spans else 0
    left = 0 if len(quote) <= limit else max(0, min(first - limit // 4, len(quote) - limit))
    right = min(len(quote), left + limit)
    shown = visible(quote)
    pieces: list[Segment] = []
    at = left
    for start, end in spans:
        start, end = max(start, left), min(end, right)
        if start >= end:
            continue
        pieces += [Segment(shown[at:start], False), Segment(shown[start:end], True)]
        at = end
    pieces.append(Segment(shown[at:right], False))
    if left > 0:
        pieces.insert(0, Segment(ELLIPSIS, False))
    if right < len(quote):
        pieces.append(Segment(ELLIPSIS, False))
    return [piece for piece in pieces if piece.text]


def passage(finding: FindingData, evidence: EvidenceData, limit: int = 2000) -> list[Segment]:
    """The quote of one piece of evidence with its highlights.

    Where the stage before left none and the relation is no agreement, the words that the other
    passages do not have are marked. What is the same but for its wording has nothing to mark.
    """
    said_alike = finding["relation"] == "agreement" and finding["kind"] == "other"
    highlights = [] if said_alike else evidence["highlights"]
    if not highlights and finding["relation"] != "agreement":
        others = [other["quote"] for other in finding["evidence"] if other is not evidence]
        if others:
            highlights = [list(span) for span in differing_spans(evidence["quote"], others[0])]
    return segments(evidence["quote"], highlights, limit)


def _merged(highlights: list[list[int]], length: int) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    for start, end in sorted((max(0, s[0]), min(length, s[1])) for s in highlights):
        if start >= end:
            continue
        if spans and start <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
        else:
            spans.append((start, end))
    return spans
