"""Direct speech in an article: every stretch of words between quotation marks.

A mark opens or closes by its shape where it is curly and by what stands beside it where it is
straight. Speech may run over sentences and paragraphs, whose every first mark opens it again, and
an attribution may interrupt it. A mark whose partner is missing costs its own sentence at most.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from claimcheck.records import Article, Mention, Quotation, Sentence

# Shorter stretches are scare quotes, titles and single terms as often as speech.
MIN_WORDS = 4
# A speech without a closing mark is not followed further; the longest paragraph of speech in
# 2,000 news articles has 2,300 characters.
_LONGEST = 4000

_LINE = re.compile(r"[^\n\r\x0b\x0c\x85\u2028\u2029]+")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_DOUBLE = re.compile(r"[\"“”„«»＂]|``|''")
_SINGLE = re.compile(r"['‘’‚‛]")
_OPENS, _CLOSES = "“„«", "”»"
_SENTENCE_END = re.compile(r"[.!?…][\"”’')\]]*(?=\s|$)")


def find_quotations(article: Article, sentences: Sequence[Sentence]) -> tuple[Mention, ...]:
    """The direct speech of an article, one mention for each stretch of words between marks.

    Args:
        article: Any text; marks may be unbalanced, nested, straight or curly.
        sentences: The article's sentences in order; a mention stands in the one that holds its
            first word. Stretches outside them are left out.

    Returns:
        Mentions in the order of the text, none within another, each of ``MIN_WORDS`` words or
        more. Speakers and days of saying are left to the parse.
    """
    text = article.text
    starts = [sentence.start for sentence in sentences]
    found = []
    for start, end in quoted_spans(text):
        at = bisect_right(starts, start) - 1
        if at < 0 or sentences[at].end <= start:
            continue
        value = Quotation(text=text[start:end], start=start, end=end)
        found.append(
            Mention(
                article=article.id, outlet=article.outlet, sentence=sentences[at], value=value
            )
        )
    return tuple(found)


def quoted_spans(text: str) -> Iterator[tuple[int, int]]:
    """Half-open offsets of what stands between quotation marks, outermost marks only."""
    for line in _LINE.finditer(text):
        doubles = list(_spans(text, line.start(), line.end()))
        outside = list(_outside(doubles, line.start(), line.end()))
        singles = [span for start, end in outside for span in _single_spans(text, start, end)]
        for start, end in sorted([*doubles, *singles]):
            start, end = _trimmed(text, start, end)
            if len(_WORD.findall(text, start, end)) >= MIN_WORDS:
                yield start, end


def _spans(text: str, begin: int, end: int) -> Iterator[tuple[int, int]]:
    """Stretches between double marks of one line."""
    opened: int | None = None
    for mark in _DOUBLE.finditer(text, begin, end):
        if _is_inch(text, mark.start(), opened):
            continue
        if opened is None:
            if _may_open(text, mark, begin, end):
                opened = mark.end()
        elif _may_close(text, mark, begin, end):
            yield opened, mark.start()
            opened = None
        else:  # It opens anew: a paragraph whose line break was lost, or a mark was forgotten.
            yield opened, _without_partner(text, opened, mark.start())
            opened = mark.end()
    if opened is not None:
        yield opened, _without_partner(text, opened, end)


def _may_open(text: str, mark: re.Match[str], begin: int, end: int) -> bool:
    """Whether a mark may begin a speech; a closing one where it can be nothing else."""
    if mark.end() >= end or text[mark.end()].isspace():
        return False
    inner = mark.start() > begin and not text[mark.start() - 1].isspace()
    return mark.group()[0] not in _CLOSES or not (inner or not text[mark.end()].isalnum())


def _may_close(text: str, mark: re.Match[str], begin: int, end: int) -> bool:
    """Whether a mark may end a speech that is open."""
    if mark.group()[0] in _CLOSES:
        return True
    before = text[mark.start() - 1] if mark.start() > begin else " "
    behind = text[mark.end()] if mark.end() < end else " "
    inner, outer = not (before.isspace() or before in "([—–"), not (behind.isalnum() or behind in "[$‘'")
    return inner and outer if mark.group()[0] in _OPENS else inner or outer


def _is_inch(text: str, at: int, opened: int | None) -> bool:
    """Whether a straight mark stands for inches or seconds of arc: 5'10", 12"."""
    return opened is None and text[at] in "\"'" and at > 0 and text[at - 1].isdigit()


def _without_partner(text: str, opened: int, limit: int) -> int:
    """Where a speech ends whose closing mark is missing.

    At the next opening mark if a sentence ends there or at the end of the line, for then the
    paragraph is opened again; else at the end of the sentence that it began.
    """
    ends = [m.end() for m in _SENTENCE_END.finditer(text, opened, min(limit, opened + _LONGEST))]
    whole = text[opened:limit].rstrip()
    if ends and ends[-1] == opened + len(whole):
        return ends[-1]
    return ends[0] if ends else min(limit, opened + len(whole))


def _outside(spans: Sequence[tuple[int, int]], begin: int, end: int) -> Iterator[tuple[int, int]]:
    for start, stop in spans:
        yield begin, start
        begin = stop
    yield begin, end


def _single_spans(text: str, begin: int, end: int) -> Iterator[tuple[int, int]]:
    """Stretches between single marks, which are apostrophes more often than not."""
    opened: int | None = None
    closing: int | None = None
    for mark in _SINGLE.finditer(text, begin, end):
        at = mark.start()
        before = text[at - 1] if at > begin else " "
        behind = text[at + 1] if at + 1 < end else " "
        outer = before.isspace() or before in "([—–"
        if mark.group() in "'‘‚‛" and outer and (behind.isalnum() or behind in "[$"):
            if opened is not None and closing is not None:
                yield opened, closing
            opened, closing = at + 1, None
        elif opened is not None and closing is None and not outer and not behind.isalnum():
            # "The workers' rights": an apostrophe behind an s closes only at a stop.
            if before in ".,!?…" or before not in "sz" or behind in ".,;:!?":
                closing = at
    if opened is not None and closing is not None:
        yield opened, closing


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Without the white space and the marks at either end."""
    while start < end and (text[start].isspace() or text[start] in "\"“”„«»'‘‚"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in "\"“”„«»'’"):
        end -= 1
    return start, end
