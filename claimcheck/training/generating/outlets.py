"""Paraphrases across the outlets of a bundle: the shorter telling within the longer one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from claimcheck.facts.figures import compare_figures
from claimcheck.facts.polarity import negations, opposites
from claimcheck.training.generating.material import Passage, Row
from claimcheck.words import FUNCTION_WORDS, content_stems, stem, words

_FEWEST = 4
# Stronger or weaker words for how sure a thing is.
_MODAL = frozenset("may might could would should will can if whether likely some all most".split())


def rows(passages: Sequence[Passage]) -> Iterator[Row]:
    """Every pair of claims of two outlets in which one holds all that the other says."""
    stories: dict[str, list[Passage]] = defaultdict(list)
    for passage in passages:
        if passage.story:
            stories[passage.story].append(passage)
    for told in stories.values():
        stems = [content_stems(p.text) for p in told]
        for i, long in enumerate(told):
            for j, short in enumerate(told):
                if len(stems[j]) >= _FEWEST and stems[j] <= stems[i] and holds(long, short):
                    yield Row(long.text, short.text, "entailment")


def holds(long: Passage, short: Passage) -> bool:
    """Whether the facts, the polarity and the order of words of ``short`` are in ``long``."""
    if long.outlet == short.outlet or long.speaker != short.speaker:
        return False
    if short.text.rstrip(".").lower() in long.text.lower():
        return False
    if negations(long.text) != negations(short.text) or opposites(long.text, short.text):
        return False
    if _modal(long) != _modal(short) or not _in_order(long.text, short.text):
        return False
    same_figures = all(
        any(
            compare_figures(f, g).verdict == "equal" and f.noun == g.noun for g in long.figures
        )
        for f in short.figures
    )
    return same_figures and all(
        any((d.first, d.last) == (e.first, e.last) and d.first for e in long.dates)
        for d in short.dates
    )


def _modal(passage: Passage) -> frozenset[str]:
    return _MODAL & set(words(passage.text))


def _in_order(long: str, short: str) -> bool:
    """The content words of the short text come in the same order in the long one."""
    rest = iter(stem(w) for w in words(long) if w not in FUNCTION_WORDS)
    return all(any(word == other for other in rest) for word in _content(short))


def _content(text: str) -> list[str]:
    return [stem(w) for w in words(text) if w not in FUNCTION_WORDS]
