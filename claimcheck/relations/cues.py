"""What the words of a mention tell of its value's fate: data of the language, asked for by name."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from claimcheck.language import table
from claimcheck.language.tables import Table, any_of
from claimcheck.language.words import runs
from claimcheck.records.mentions import Frame, Mention
from claimcheck.records.values import DateSpan, Figure

Change = Literal["grows", "moves", "fixed", "unknown"]
Told = Literal["revised", "later", "disputes", "condition", "counting"]

# Far longer than a sentence; what comes behind it is no sentence.
_MOST_CHARACTERS = 2000
_NUMBERS = re.compile(r"\d+(?:[-–]\d+)*")
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


def wholes(text: str) -> frozenset[str]:
    """The names of which a sentence names a part: that of "the south of Orvelia"."""
    found = _parts().finditer(text[:_MOST_CHARACTERS])
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


def is_standing(predicate: str) -> bool:
    """Whether a verb tells what a game stands at while it goes on."""
    return predicate in _sides().words("during")


def names_scope(text: str, scope: str) -> bool:
    """Whether a sentence names a scope in any of its words: "after_tax", or "core"."""
    rows = table("scopes").table("scopes")
    phrases = rows.words(scope) if scope in rows else frozenset((scope,))
    return _whole(phrases).search(text[:_MOST_CHARACTERS].casefold()) is not None


def words_of(text: str) -> frozenset[str]:
    """The words of a sentence, lower case."""
    return frozenset(runs(text[:_MOST_CHARACTERS]))


def plain_saying() -> frozenset[str]:
    """Verbs of saying that tell nothing of what was said."""
    return _told("saying")


def counts_for_sides(frame: Frame, unit: str) -> bool:
    """Whether a figure is one side's share of a result, or by how much it is ahead."""
    counted = _sides().words("counted")
    return unit.replace(" ", "_") in counted or frame.measured in counted


def moment_of(mention: Mention) -> str:
    """The moment of a game that a value is of, "" where none is told: that of "1-0 at the break".

    A moment belongs to the number that stands nearest to it.
    """
    sentence, value = mention.sentence, mention.value
    at = value.start - sentence.start, value.end - sentence.start
    text = sentence.text[:_MOST_CHARACTERS].casefold()
    others = (m.span() for m in _NUMBERS.finditer(text))
    spans = [at, *(s for s in others if s[1] <= at[0] or at[1] <= s[0])]
    for name, phrases in _moments():
        for found in phrases.finditer(text):
            nearest = min(spans, key=lambda s: (max(s[0] - found.end(), found.start() - s[1]), s))
            if nearest == at:
                return name
    return ""


def _sides() -> Table:
    return table("relations").table("sides")


@cache
def _moments() -> tuple[tuple[str, re.Pattern[str]], ...]:
    rows = table("relations").table("moments")
    return tuple((name, _whole(rows.words(name))) for name in rows)


def way_of(mention: Mention) -> int:
    """1 for a figure by which something rose, -1 by which it fell, 0 where nothing tells it."""
    value, frame = mention.value, mention.frame
    if not isinstance(value, Figure) or frame.role != "change by":
        return 0
    if value.unit == "times":
        return (value.low > 1) - (value.high < 1)
    ways = table("relations").table("ways")
    told = {frame.predicate, frame.measured}
    return (not told.isdisjoint(ways.words("up"))) - (not told.isdisjoint(ways.words("down")))


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
    return _whole(_told(cue))


@cache
def _parts() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?i:{any_of(_told('part_of'))})\s+of\s+(?:the\s+)?([A-Z]\w+)")


@cache
def _until() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{any_of(_told('until'))})\s+(?:the\s+)?$")


def _whole(phrases: frozenset[str]) -> re.Pattern[str]:
    """Any of some phrases, not within a word."""
    return re.compile(rf"(?<!\w)(?:{any_of(phrases)})(?!\w)")


def _told(cue: str) -> frozenset[str]:
    return table("relations").table("told").words(cue)
