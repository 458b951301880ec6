"""What the words of a mention tell of its value's fate: data of the language, asked for by name."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from claimcheck.language import table
from claimcheck.records.mentions import Frame, Mention
from claimcheck.records.values import DateSpan

Change = Literal["grows", "moves", "fixed", "unknown"]
Told = Literal["revised", "later", "disputes", "condition", "counting"]

# Far longer than a sentence; what comes behind it is no sentence.
_MOST_CHARACTERS = 2000
# A length, an age or a measure of a thing is what it is; a count or a sum is what it is so far.
_FIXED_UNITS = frozenset(
    "year month week day hour minute second ordinal kilometre metre mile foot".split()
)


def change_of(frame: Frame, unit: str) -> Change:
    """What the value does as time passes; the nearer to the value a word stands, the more it says.

    Of one place a word of what was laid down says most, then one of what goes up and down.
    """
    for words in (
        {frame.measured, *frame.modifiers},
        {frame.predicate, frame.subject, frame.object},
    ):
        for change, lemmas in _changes():
            if not words.isdisjoint(lemmas):
                return change
        if unit in _FIXED_UNITS:
            return "fixed"
    return "grows" if not _changes()[-1][1].isdisjoint(frame.words) else "unknown"


def tells(mention: Mention, cue: Told) -> bool:
    """Whether the mention's sentence holds one of a cue's words or phrases."""
    return _phrases(cue).search(mention.sentence.text[:_MOST_CHARACTERS].casefold()) is not None


def tells_value(mention: Mention, text: str) -> bool:
    """Whether the mention's sentence also gives the value that is written ``text``."""
    sentence, value = mention.sentence, mention.value
    start = value.start - sentence.start
    around = f"{sentence.text[: max(start, 0)]} {sentence.text[start + value.end - value.start :]}"
    plain = re.escape(text.strip().casefold())
    found = re.search(rf"(?<![\w.,]){plain}(?![\w]|[.,]\d)", around[:_MOST_CHARACTERS].casefold())
    return bool(text.strip()) and found is not None


def tells_of(mention: Mention, speaker: str) -> bool:
    """Whether the mention's sentence names a speaker: the last two words of the name, in turn."""
    words = r"\W+".join(map(re.escape, speaker.casefold().split()[-2:]))
    text = mention.sentence.text[:_MOST_CHARACTERS].casefold()
    return re.search(rf"(?<!\w){words}(?!\w)", text) is not None


def places_of_parts(mention: Mention) -> frozenset[str]:
    """The places of which the mention's sentence names a part: that of "the south of Orvelia"."""
    found = _parts().finditer(mention.sentence.text[:_MOST_CHARACTERS])
    return frozenset(match.group(1).casefold() for match in found)


def is_late(mention: Mention) -> bool:
    """Whether the words tell that the value is newer than some other: "now", "rose to"."""
    risen = mention.frame.role == "change to"
    return risen or tells(mention, "later") or tells(mention, "revised")


def until(mention: Mention) -> DateSpan | None:
    """The time until which the value was counted: "by Friday", "as of 3 May"."""
    period, sentence = mention.frame.period, mention.sentence
    if period is None:
        return None
    before = sentence.text[: max(period.start - sentence.start, 0)].casefold()
    return period if _until().search(before[-20:]) else None


def side_of(predicate: str) -> int:
    """1 for a verb whose subject comes out on top, -1 for one whose object does, else 0."""
    sides = table("relations").table("sides")
    return (predicate in sides.words("wins")) - (predicate in sides.words("loses"))


@cache
def _changes() -> tuple[tuple[Change, frozenset[str]], ...]:
    rows = table("relations").table("change")
    return (
        ("fixed", rows.words("fixed")),
        ("moves", rows.words("moves")),
        ("grows", rows.words("grows")),
    )


@cache
def _phrases(cue: Told) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_any_of(cue)})(?!\w)")


@cache
def _parts() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?i:{_any_of('part_of_place')})\s+of\s+(?:the\s+)?([A-Z]\w+)")


@cache
def _until() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_any_of('until')})\s+(?:the\s+)?$")


def _any_of(cue: str) -> str:
    words = sorted(table("relations").table("told").words(cue), key=lambda word: (-len(word), word))
    return "|".join(r"\s+".join(map(re.escape, word.split("_"))) for word in words)
