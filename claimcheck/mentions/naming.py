"""A name for what several mentions are the values of, as a person would say it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from claimcheck.records.mentions import Frame, Mention
from claimcheck.records.values import Figure
from claimcheck.values.units import MONEY

_BY_KIND = {
    "number": "figure",
    "date": "date",
    "location": "place",
    "name": "name",
    "quote": "words",
}


def slot_name(mentions: Sequence[Mention]) -> str:
    """The phrase of the mention that agrees best with the others, at most eight words long.

    Of the phrases that the mentions' own sentences give ("people killed in the blast", "day of the
    vote") the one is taken whose words most of the mentions use; of equals a longer one, so that
    it says more, and the order of the mentions does not matter.
    """
    told = [mention for mention in mentions if mention.frame.phrase]
    if not told:
        return _plain(mentions)
    used = Counter(word for mention in mentions for word in _lemmas(mention.frame))
    spoken = _spoken(told)

    def fitness(mention: Mention) -> tuple[float, int, int, str]:
        frame = mention.frame
        own = _lemmas(frame)
        shared = sum(used[word] - 1 for word in own) / max(1, len(own))
        steady = frame.role in ("level", "change to")
        words = len(frame.phrase.split())
        return (
            shared + spoken[frame.phrase.lower()] + steady,
            -abs(words - 4),
            words,
            frame.phrase,
        )

    return max(told, key=fitness).frame.phrase


def _spoken(told: Sequence[Mention]) -> dict[str, int]:
    """How many mentions a phrase may speak for: those that say it, or less in its own words.

    "Delegates needed" says all that "delegates" does.
    """
    said = Counter(mention.frame.phrase.lower() for mention in told)
    words = {phrase: set(phrase.split()) for phrase in said}
    return {
        phrase: sum(n for other, n in said.items() if words[other] <= words[phrase])
        for phrase in said
    }


def _lemmas(frame: Frame) -> set[str]:
    """The lemmas that a frame's phrase is made of, as far as other frames may share them."""
    words = {frame.measured, frame.predicate, frame.subject, *frame.modifiers, *frame.of}
    return {word for word in words if word}


def _kind(mention: Mention) -> str:
    if isinstance(mention.value, Figure):
        unit = mention.value.unit
        return "amount" if unit in MONEY else "share" if unit == "percent" else "number"
    return _BY_KIND.get(mention.kind, "value")


def _plain(mentions: Sequence[Mention]) -> str:
    """Where no sentence gives a phrase: the kind of value, and the name that most mention."""
    names = Counter(
        name for m in mentions for name in (*m.frame.of, *m.frame.names, *m.frame.place)
    )
    kind = _kind(mentions[0]) if mentions else "value"
    if not names:
        return kind
    name = min(names, key=lambda word: (-names[word], word))
    return f"{kind} to do with {name}"
