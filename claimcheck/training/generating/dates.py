"""Pairs that one date decides: another day, the same written otherwise or less exactly."""

from __future__ import annotations

import calendar
import random
import re
from collections.abc import Iterator

from claimcheck.facts.dates import compare_dates, find_dates
from claimcheck.facts.datewords import WEEKDAYS
from claimcheck.facts.polarity import negations
from claimcheck.records import DateSpan
from claimcheck.training.generating.corpus import Corpus
from claimcheck.training.generating.details import loosened, without_detail
from claimcheck.training.generating.material import Row, Statement
from claimcheck.training.generating.pairing import shuffled
from claimcheck.training.generating.wording import reword, splice

_USES = 3
_MONTHS = list(calendar.month_name)[1:]
_SHORT = {"January": "Jan.", "February": "Feb.", "August": "Aug.", "September": "Sept.",
          "October": "Oct.", "November": "Nov.", "December": "Dec."}  # fmt: skip
_FULL = {m[:3].lower(): m for m in _MONTHS}
_DAY = re.compile(r"(?P<month>[A-Z][a-z]{2,8}\.?) (?P<day>[0-9]{1,2})(?:,? (?P<year>[0-9]{4}))?$")
_MONTH = re.compile(r"(?P<month>[A-Z][a-z]{2,8}\.?)(?: (?P<year>[0-9]{4}))?$")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}$")
_WEEKDAY = re.compile(
    r"(?P<weekday>[A-Z][a-z]+day)(?P<part> (?:morning|afternoon|evening|night))?$"
)
_OPEN = re.compile(
    r"\b(?:since|until|till|by|before|after|from|to|through|between|and|every|as early as|of|every"
    r"|each|than|for|the|a|an|its|his|their|-)\s$",
    re.I,
)
_GENERAL = re.compile(
    r"\b(?:rate|average|still|is|are|remains?|percent|always|already|also|another)\b|%"
)


def _material(corpus: Corpus, rng: random.Random) -> Iterator[tuple[Statement, Statement]]:
    for premise, hypothesis in shuffled(corpus.agreeing, rng) * _USES:
        if hypothesis.dates:
            yield premise, hypothesis
    for statement in shuffled((s for s in corpus.statements if s.dates), rng):
        yield statement, statement


def date_changed(corpus: Corpus, rng: random.Random) -> Iterator[Row]:
    """Another day, month or year of one event: contradiction."""
    for premise, hypothesis in _material(corpus, rng):
        options = [d for d in hypothesis.dates if _ties(hypothesis.text, d)]
        told = [
            d for d in options if any(compare_dates(d, e).verdict == "equal" for e in premise.dates)
        ]
        if not told or _GENERAL.search(hypothesis.text) or negations(hypothesis.text):
            continue
        span = rng.choice(told)
        new = _moved(span.text, rng)
        if new is None:
            continue
        text = splice(hypothesis.text, span.start, span.end, new)
        after = [d for d in find_dates(text, premise.day) if abs(d.start - span.start) <= 2]
        apart = after and all(
            compare_dates(after[0], e).verdict == "different" for e in premise.dates
        )
        if apart and not any(
            word in premise.text
            for word in re.findall(r"[A-Z]\w+|\d+", new)
            if word not in span.text
        ):
            yield Row("date_changed", premise.text, reword(text, rng, (new,)), "contradiction")


def _ties(text: str, span: DateSpan) -> bool:
    """Whether the date is when something happened, and not one end of a period or a name."""
    before, after = text[: span.start], text[span.end : span.end + 2]
    return (
        not _OPEN.search(before)
        and after[:1] in (".", ",", " ")
        and not re.match(
            r" [A-Z]|['’]| (?:election|budget|session|speech|attack|attacks|primary|campaign|law"
            r"|report|midterm|presidential|vote|debate|to|through|until|and|or|meeting|deadline|ruling)\b",
            text[span.end :],
        )
    )


def _moved(written: str, rng: random.Random) -> str | None:
    """Another date in the same form."""
    weekday = _WEEKDAY.match(written)
    if weekday and weekday["weekday"] in WEEKDAYS:
        other = rng.choice([d for d in WEEKDAYS if d != weekday["weekday"]])
        return other + (weekday["part"] or "")
    if _YEAR.match(written):
        return str(int(written) + rng.choice([-12, -7, -4, -3, -2, -1, 1, 2, 3]))
    day = _DAY.match(written)
    if day and day["month"][:3].lower() in _FULL:
        tail = f", {day['year']}" if day["year"] else ""
        if rng.random() < 0.6:
            number = rng.choice([n for n in range(1, 29) if n != int(day["day"])])
            return f"{day['month']} {number}{tail}"
        return f"{_other_month(day['month'], rng)} {day['day']}{tail}"
    month = _MONTH.match(written)
    if month and month["month"][:3].lower() in _FULL:
        tail = f" {month['year']}" if month["year"] else ""
        return _other_month(month["month"], rng) + tail
    return None


def _other_month(month: str, rng: random.Random) -> str:
    full = _FULL[month[:3].lower()]
    other = rng.choice([m for m in _MONTHS if m not in (full, "May", "March", "February")])
    return _SHORT.get(other, other) if month.endswith(".") else other


def date_spelling(corpus: Corpus, rng: random.Random) -> Iterator[Row]:
    """The same date in another form or less exactly (entailment), or more exactly (neutral)."""
    for premise, hypothesis in _material(corpus, rng):
        for span in hypothesis.dates:
            told = any(compare_dates(span, e).verdict == "equal" for e in premise.dates)
            made = _respelled(hypothesis.text, span, rng) if told else None
            if made is None:
                continue
            text, exact = made
            if not exact and premise is hypothesis and rng.random() < 0.4:
                yield Row("date_spelling", text, hypothesis.text, "neutral")
            else:
                yield Row(
                    "date_spelling",
                    premise.text,
                    loosened(text, rng, (text[span.start :][:6],)),
                    "entailment",
                )


def _respelled(text: str, span: DateSpan, rng: random.Random) -> tuple[str, bool] | None:
    """The text with its date in another form, and whether it says as much as before."""
    day = _DAY.match(span.text)
    if not day or day["month"][:3].lower() not in _FULL or _OPEN.search(text[: span.start]):
        return None
    full = _FULL[day["month"][:3].lower()]
    year = day["year"]
    forms = [f"{int(day['day'])} {full}" + (f" {year}" if year else "")]
    if full in _SHORT:
        short = full if day["month"].endswith(".") else _SHORT[full]
        forms.append(f"{short} {day['day']}" + (f", {year}" if year else ""))
    on = text[: span.start].endswith(("on ", "On "))
    start, prefix = (span.start - 3, "on ") if on else (span.start, "")
    if on and rng.random() < 0.6:
        coarse = [f"in {full}" + (f" {year}" if year else "")]
        coarse += [f"in {year}"] if year else []
        coarse += [f"on {full} {day['day']}"] if year else []
        made = splice(text, start, span.end, rng.choice(coarse))
        return re.sub(r"(\d{4}),(?= (?:the|a|in|at)\b)", r"\1", made), False
    return splice(text, start, span.end, prefix + rng.choice(forms)), True


def date_added(corpus: Corpus, rng: random.Random) -> Iterator[Row]:
    """A date that the premise does not give: neutral."""
    for statement in shuffled((s for s in corpus.statements if s.dates), rng):
        found = without_detail(statement.text)
        if found is not None and find_dates(found[1], statement.day):
            span = find_dates(statement.text, statement.day)[0]
            new = _moved(span.text, rng) if rng.random() < 0.5 else span.text
            if new is not None and span.text in found[1]:
                text = splice(statement.text, span.start, span.end, new)
                yield Row("date_added", reword(found[0], rng), text, "neutral")
