"""All that an article quotes as one row of words."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from claimcheck.records import Mention, Quotation
from claimcheck.statements.quotation_words import Token, tokens

# "We came," he said, "to win.": what stands between two stretches of one sentence.
_LONGEST_ATTRIBUTION = 160
_INTERRUPTION = re.compile(r"[^\n]*,\s*[\"“‘'«„]\s*")


@dataclass(frozen=True, slots=True)
class Speech:
    """All quoted words of one article, whose whole text is ``text``, in order.

    ``sentence[i]`` numbers the sentence of ``words[i]``, ``quotation[i]`` its mention.
    """

    text: str
    words: tuple[Token, ...]
    sentence: tuple[int, ...]
    quotation: tuple[int, ...]
    mentions: tuple[Mention, ...]

    def quotation_of(self, word: int) -> Quotation:
        """The quotation that a word stands in."""
        value = self.mentions[self.quotation[word]].value
        assert isinstance(value, Quotation)
        return value

    def sentence_start(self, word: int) -> int:
        """The first word of a word's sentence."""
        return bisect_left(self.sentence, self.sentence[word])

    def sentence_end(self, word: int) -> int:
        """Behind the last word of a word's sentence."""
        return bisect_right(self.sentence, self.sentence[word])


def speech_of(text: str, mentions: Sequence[Mention]) -> Speech:
    """The words of an article's quotations; an interrupted sentence goes on as one."""
    words: list[Token] = []
    sentence: list[int] = []
    quotation: list[int] = []
    base, last_end = 0, None
    ordered = sorted(mentions, key=lambda m: (m.value.start, m.value.end))
    for number, mention in enumerate(ordered):
        start, end = mention.value.start, mention.value.end
        found = tokens(text, start, end)
        if not found:
            continue
        if last_end is not None and not _goes_on(text, last_end, found[0].start):
            base = sentence[-1] + 1 if sentence else 0
        else:
            base = sentence[-1] if sentence else 0
        words.append(replace(found[0], cut=True))
        words.extend(found[1:])
        for token in found:
            sentence.append(base + token.sentence)
            quotation.append(number)
        last_end = end
    return Speech(text, tuple(words), tuple(sentence), tuple(quotation), tuple(ordered))


def _goes_on(text: str, end: int, start: int) -> bool:
    """Whether a stretch of speech is the rest of the sentence of the one before it."""
    between = text[end:start]
    if len(between) > _LONGEST_ATTRIBUTION or not text[start].islower():
        return False
    return _INTERRUPTION.fullmatch(between) is not None
