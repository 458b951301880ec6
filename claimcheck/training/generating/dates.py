"""Dates and periods: another one, one that contains it, a closer one, none."""

from __future__ import annotations

import calendar
import random
import re
from collections.abc import Iterator

from claimcheck.facts.dates import compare_dates, find_dates
from claimcheck.records import Label
from claimcheck.training.generating.material import Passage, Row, put

_MONTHS = list(calendar.month_name)[1:]
_DAYS = list(calendar.day_name)
_MONTH = "|".join(m for m in _MONTHS) + r"|Jan\.|Feb\.|Aug\.|Sept\.|Oct\.|Nov\.|Dec\."
# Not "the May election", not "since 2016": on a day or in a period, then a pause or a preposition.
_PHRASE = re.compile(
    rf"(?:(?<= )|^)(?:(?P<weekday>(?:[Oo]n )?(?:{'|'.join(_DAYS)}))"
    rf"|[Oo]n (?P<dm>{_MONTH}) (?P<day>\d{{1,2}})(?:, (?P<dy>(?:19|20)\d\d))?"
    rf"|[Ii]n (?P<month>{_MONTH})(?: (?:of )?(?P<my>(?:19|20)\d\d))?"
    r"|[Ii]n (?P<year>(?:19|20)\d\d))"
    r"(?=[,.]|$| (?:for|at|by|with|after|when|from|during|as|and|about|because)\b)"
)
# Without its date such a sentence says something else.
_LEANS = re.compile(
    r"\b(?:\w+est|most|least|first|last|only|since|until|every|each|before|after|times?|more|less"
    r"|again|record|same|between|next|later|earlier|previous|annual|average)\b",
    re.I,
)
_PARTS = ("early", "mid", "late")


def rows(passage: Passage, rng: random.Random) -> Iterator[Row]:
    """Up to three pairs, one a label."""
    text = passage.text
    phrase = _PHRASE.search(text)
    if phrase is None or len(passage.dates) != 1 or not passage.plain or _LEANS.search(text):
        return
    span = passage.dates[0]
    if not (phrase.start() <= span.start < phrase.end()) or span.end > phrase.end():
        return
    made = list(_changes(phrase, rng))
    rng.shuffle(made)
    done: set[str] = set()
    for told, asked, label in made:
        if label in done:
            continue
        premise = text if told is None else _with(text, phrase, told, rng)
        hypothesis = _with(text, phrase, asked, rng)
        if premise != hypothesis and _agrees(passage, premise, hypothesis, label):
            done.add(label)
            yield Row(premise, hypothesis, label)


def _with(text: str, phrase: re.Match[str], new: str, rng: random.Random) -> str:
    """The text with another phrase in its place or, now and then, in front."""
    if new and phrase.start() and rng.random() < 0.15 and text[phrase.end() :] == ".":
        first = text.split()[0]
        if first in ("The", "A", "An"):
            text = first.lower() + text[len(first) :]
        front = new[0].upper() + new[1:]
        rest = text[: phrase.start()].rstrip(" ,") + "."
        return f"{front}, {rest}"
    end = phrase.end()
    if not new and not phrase.start() and text[end : end + 1] == ",":
        end += 1
    return put(text, phrase.start(), end, new)


_Change = tuple[str | None, str, Label]


def _changes(phrase: re.Match[str], rng: random.Random) -> Iterator[_Change]:
    """The premise's phrase (None: as it stands), the hypothesis's, and the label."""
    own = phrase[0][0].lower() + phrase[0][1:] if phrase[0][:3] in ("On ", "In ") else phrase[0]
    yield None, "", "entailment"
    yield "", own, "neutral"
    if phrase["weekday"]:
        yield from _weekday(phrase["weekday"].split()[-1], rng)
    elif phrase["dm"]:
        yield from _day(phrase, rng)
    elif phrase["month"]:
        yield from _month(phrase["month"], phrase["my"], rng)
    else:
        yield from _year(int(phrase["year"]), rng)


def _weekday(day: str, rng: random.Random) -> Iterator[_Change]:
    other = rng.choice([d for d in _DAYS if d != day])
    part = rng.choice(("morning", "afternoon", "evening", "night"))
    yield None, f"on {other}", "contradiction"
    yield f"on {day} {part}", f"on {other} {part}", "contradiction"
    yield f"on {day} {part}", f"on {day}", "entailment"
    yield f"on {day}", f"on {day} {part}", "neutral"


def _full(month: str) -> str:
    return next(m for m in _MONTHS if m.startswith(month.rstrip(".")[:3]))


def _day(phrase: re.Match[str], rng: random.Random) -> Iterator[_Change]:
    month, day = _full(phrase["dm"]), int(phrase["day"])
    year = f" {phrase['dy']}" if phrase["dy"] else ""
    comma = f",{year}" if year else ""
    other = rng.choice([m for m in _MONTHS if m != month])
    another = rng.choice([d for d in range(1, 29) if d != day])
    yield None, f"on {other} {day if day < 29 else 3}{comma}", "contradiction"
    yield None, f"on {month} {another}{comma}", "contradiction"
    yield None, f"in {other}{year}", "contradiction"
    yield None, f"in {month}{year}", "entailment"
    yield None, f"on {day} {month}{year}", "entailment"
    if day <= 9 or day >= 22:
        yield None, f"in {'early' if day <= 9 else 'late'} {month}{year}", "entailment"
        yield None, f"in {'late' if day <= 9 else 'early'} {month}{year}", "contradiction"
    if year:
        yield None, f"in{year}", "entailment"
        yield None, f"on {month} {day}, {int(year) + rng.choice((-2, -1, 1))}", "contradiction"
    yield f"in {month}{year}", f"on {month} {another}{comma}", "neutral"
    yield f"in {month}{year}", f"in {rng.choice(_PARTS[::2])} {month}{year}", "neutral"


def _month(month: str, year: str | None, rng: random.Random) -> Iterator[_Change]:
    month = _full(month)
    tail = f" {year}" if year else ""
    other = rng.choice([m for m in _MONTHS if m != month])
    yield None, f"in {other}{tail}", "contradiction"
    yield None, f"on {other} {rng.randint(1, 28)}{', ' + year if year else ''}", "contradiction"
    yield None, f"on {month} {rng.randint(1, 28)}{', ' + year if year else ''}", "neutral"
    yield None, f"in {rng.choice(_PARTS[::2])} {month}{tail}", "neutral"
    yield f"on {month} {rng.randint(1, 28)}{', ' + year if year else ''}", f"in {month}{tail}", (
        "entailment"
    )
    if year:
        number = _MONTHS.index(month) + 1
        half = "first" if number <= 6 else "second"
        yield None, f"in {year}", "entailment"
        yield None, f"in the {half} half of {year}", "entailment"
        yield None, f"in {month} {int(year) + rng.choice((-2, -1, 1, 2))}", "contradiction"
        yield f"in {year}", f"in {month} {year}", "neutral"


def _year(year: int, rng: random.Random) -> Iterator[_Change]:
    step, far = rng.randint(1, 4), rng.randint(5, 9)
    month = rng.choice(_MONTHS)
    yield None, f"in {year + rng.choice((-step, step))}", "contradiction"
    yield None, f"before {year - step}", "contradiction"
    yield None, f"after {year + step}", "contradiction"
    yield None, f"between {year - far} and {year - step}", "contradiction"
    yield None, f"after {year - step}", "entailment"
    yield None, f"before {year + step}", "entailment"
    yield None, f"between {year - step} and {year + step}", "entailment"
    yield f"in {month} {year}", f"in {year}", "entailment"
    yield None, f"in {month} {year}", "neutral"
    yield f"after {year - step}", f"in {year}", "neutral"
    yield f"before {year + step}", f"in {year}", "neutral"
    yield f"between {year - step} and {year + step}", f"in {year}", "neutral"


def _agrees(passage: Passage, premise: str, hypothesis: str, label: Label) -> bool:
    """The dates, read again, compare as the label says; open ones are taken on trust."""
    read = [find_dates(text, passage.day) for text in (premise, hypothesis)]
    if len(read[0]) != 1 or len(read[1]) != 1:
        return label != "contradiction"
    verdict = compare_dates(read[0][0], read[1][0]).verdict
    if verdict == "incomparable":
        return True
    return (verdict == "different") == (label == "contradiction")
