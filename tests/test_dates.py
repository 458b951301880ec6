"""The dates grammar: every class of phrase, its traps, and the laws it keeps."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from growth import BOUND, growth
from hypothesis import given, settings
from hypothesis import strategies as st

from claimcheck.values import compare_dates, find_dates
from claimcheck.values.calendar import MONTHS, display_dates
from claimcheck.values.dateline import infer_published

# A Wednesday.
ANCHOR = date(2024, 5, 15)

# phrase, first day, last day (both None: found nothing that has an interval)
PHRASES = [
    # absolute
    ("signed on 7 March 2023 in Rome", "2023-03-07", "2023-03-07"),
    ("signed on March 7, 2023, in Rome", "2023-03-07", "2023-03-07"),
    ("on Feb. 29, 2020, it said", "2020-02-29", "2020-02-29"),
    ("dated 2023-11-05 by the clerk", "2023-11-05", "2023-11-05"),
    ("received 28/05/2023 by post", "2023-05-28", "2023-05-28"),
    ("received 5/28/2023 by post", "2023-05-28", "2023-05-28"),
    ("received 05/06/2023 by post", None, None),
    ("on the 3rd of June 2022", "2022-06-03", "2022-06-03"),
    ("the attacks of 9/11 changed that", "2001-09-11", "2001-09-11"),
    ("the evening of Aug. 4, 2020", "2020-08-04", "2020-08-04"),
    ("the law took effect in October 2021", "2021-10-01", "2021-10-31"),
    ("the law of early October 2021", "2021-10-01", "2021-10-10"),
    ("mid-October 2021 talks", "2021-10-11", "2021-10-20"),
    ("in late February 2024", "2024-02-21", "2024-02-29"),
    ("in mid-2022 it grew", "2022-05-01", "2022-08-31"),
    ("Tuesday, 14 May 2024, in court", "2024-05-14", "2024-05-14"),
    # no year: the nearest, and tense decides
    ("the vote is on June 3 in Paris", "2024-06-03", "2024-06-03"),
    ("the bridge fell on 20 December in a storm", "2023-12-20", "2023-12-20"),
    ("the term will end on Jan. 20 in Washington", "2025-01-20", "2025-01-20"),
    ("arrived in September with his family", "2023-09-01", "2023-09-30"),
    ("will arrive in September with his family", "2024-09-01", "2024-09-30"),
    ("a new fee starting in March", "2025-03-01", "2025-03-31"),
    ("the work was finished in May, they said", "2024-05-01", "2024-05-31"),
    ("Sunday (May 12) in the capital", "2024-05-12", "2024-05-12"),
    ("elected last November", "2023-11-01", "2023-11-30"),
    ("due next March", "2025-03-01", "2025-03-31"),
    ("in June last year", "2023-06-01", "2023-06-30"),
    ("in August of next year", "2025-08-01", "2025-08-31"),
    # relative
    ("met today in Oslo", "2024-05-15", "2024-05-15"),
    ("met yesterday in Oslo", "2024-05-14", "2024-05-14"),
    ("meet tomorrow in Oslo", "2024-05-16", "2024-05-16"),
    ("the debate tonight is off", "2024-05-15", "2024-05-15"),
    ("it happened last night", "2024-05-14", "2024-05-14"),
    ("it rose last month", "2024-04-01", "2024-04-30"),
    ("it opens next year", "2025-01-01", "2025-12-31"),
    ("sales this quarter", "2024-04-01", "2024-06-30"),
    ("talks next week", "2024-05-20", "2024-05-26"),
    ("early next week they meet", "2024-05-20", "2024-05-22"),
    ("late last year it fell", "2023-09-01", "2023-12-31"),
    ("earlier this year it fell", "2024-01-01", "2024-05-15"),
    ("later this month it opens", "2024-05-15", "2024-05-31"),
    ("four days ago", "2024-05-11", "2024-05-11"),
    ("a week ago in Turin", "2024-05-08", "2024-05-08"),
    ("two months ago in Turin", "2024-03-01", "2024-03-31"),
    ("ten years ago in Turin", "2014-01-01", "2014-12-31"),
    ("will decide in two weeks, he said", "2024-05-29", "2024-05-29"),
    ("the past 10 days were dry", "2024-05-05", "2024-05-15"),
    ("in the next three months, sales", "2024-05-15", "2024-08-15"),
    ("over the past year it rose", "2023-05-15", "2024-05-15"),
    ("shot over the weekend in Leeds", "2024-05-11", "2024-05-12"),
    ("the cup final this weekend", "2024-05-18", "2024-05-19"),
    ("by the end of the month", "2024-05-31", "2024-05-31"),
    ("at the start of next year", "2025-01-01", "2025-01-01"),
    ("the previous night", None, None),
    # weekdays
    ("police said on Friday", "2024-05-10", "2024-05-10"),
    ("the minister will resign on Friday", "2024-05-17", "2024-05-17"),
    ("it will open soon, according to the mayor on Friday", "2024-05-10", "2024-05-10"),
    ("Friday's vote, according to the mayor, will be close", "2024-05-17", "2024-05-17"),
    ("a ruling is due Thursday", "2024-05-16", "2024-05-16"),
    ("a vote to be held Friday", "2024-05-17", "2024-05-17"),
    ("three people were killed Tuesday", "2024-05-14", "2024-05-14"),
    ("the court ruled Wednesday", "2024-05-15", "2024-05-15"),
    ("late Monday night a fire broke out", "2024-05-13", "2024-05-13"),
    ("a deal next Monday", "2024-05-20", "2024-05-20"),
    ("a deal last Wednesday", "2024-05-08", "2024-05-08"),
    ("open this coming Saturday", "2024-05-18", "2024-05-18"),
    ("arrested Thursday of last week", "2024-05-09", "2024-05-09"),
    ("it rained Saturday through Monday", "2024-05-11", "2024-05-13"),
    # ranges, quarters, halves, fiscal years, decades, seasons, years
    ("from April 30 to May 4 the port closed", "2024-04-30", "2024-05-04"),
    ("15-17 June 2023 in Bonn", "2023-06-15", "2023-06-17"),
    ("between June 15 and 17, 2023", "2023-06-15", "2023-06-17"),
    ("from Dec. 28, 2022 to Jan. 3, 2023", "2022-12-28", "2023-01-03"),
    ("from July to September 2023", "2023-07-01", "2023-09-30"),
    ("between 1999 and 2004", "1999-01-01", "2004-12-31"),
    ("over 2011-13 it shrank", "2011-01-01", "2013-12-31"),
    ("profit in the third quarter of 2023", "2023-07-01", "2023-09-30"),
    ("the last quarter of 2017", "2017-10-01", "2017-12-31"),
    ("profit in Q4 2023", "2023-10-01", "2023-12-31"),
    ("profit rose in the first quarter", "2024-01-01", "2024-03-31"),
    ("the first half of last year", "2023-01-01", "2023-06-30"),
    ("exports in the second half of 2022", "2022-07-01", "2022-12-31"),
    ("the first to win it in 31 years, she will", None, None),
    ("a vote in May's government", None, None),
    ("to 2.6 percent from 2.5 percent in April", "2024-04-01", "2024-04-30"),
    ("fiscal year 2022", "2022-01-01", "2022-12-31"),
    ("in the 1980s", "1980-01-01", "1989-12-31"),
    ("in the 2000s", "2000-01-01", "2009-12-31"),
    ("in the 1800s", "1800-01-01", "1899-12-31"),
    ("in the late '60s", "1966-01-01", "1969-12-31"),
    ("the summer of 2021", "2021-06-01", "2021-08-31"),
    ("last summer was hot", "2023-06-01", "2023-08-31"),
    ("since 1914 it stood", "1914-01-01", "1914-12-31"),
    ("the 2016 election", "2016-01-01", "2016-12-31"),
    # named by its month ahead of time; the tense is that of what is told about it
    ("For the November election, the bill gave money", "2024-11-01", "2024-11-30"),
    ("He failed to qualify for the July debate", "2024-07-01", "2024-07-31"),
    ("gold for June delivery jumped", "2024-06-01", "2024-06-30"),
    ("He lost the March primary", "2024-03-01", "2024-03-31"),
    # tense
    ("the fair is set for June 4-6 in the hall", "2024-06-04", "2024-06-06"),
    ("it was raised during the April 4 dinner, which arose", "2024-04-04", "2024-04-04"),
    ("is headed for a vote in the rebel-led house on Friday", "2024-05-17", "2024-05-17"),
    ("On Tuesday, just before the deadline, he was asked", "2024-05-14", "2024-05-14"),
    ("Finally, on July 21, Reyes resigned. Later he", "2023-07-21", "2023-07-21"),
    ("a study of the Reyes plans in March by a bank", "2024-03-01", "2024-03-31"),
    ("rules of the post-Sept. 11 years", "2001-09-11", "2001-09-11"),
    ("April's jobless rate is down", "2024-04-01", "2024-04-30"),
    ("the second half of March was dry", "2024-03-16", "2024-03-31"),
    ("in the first half of June 2023", "2023-06-01", "2023-06-15"),
    ("seats to be won this fall", "2024-09-01", "2024-11-30"),
    # counted from what was told before
    ("That August 17, the firm paid", None, None),
    ("a victory that November, then", None, None),
    ("fewer rules the next year, then more", None, None),
    ("on one recent Thursday afternoon, she", None, None),
    ("giving up a Saturday to sit in a room", None, None),
    ("a Saturday meeting in Rome was held", "2024-05-11", "2024-05-11"),
    # traps
    ("told Morning Show This Morning and Modern Farm Today", None, None),
    ("They may march in the sun for a second", None, None),
    ("Mrs May told August Wilson that June Smith left", None, None),
    ("The Sun reported a 24% tariff", None, None),
    ("about 2000 people came", None, None),
    ("some 1,984 votes and $2008 in cash", None, None),
    ("shops on Black Friday", None, None),
    ("the Good Friday agreement and Super Tuesday", None, None),
    ("it opens every Monday", None, None),
    ("a score of 3-2 after 90 minutes", None, None),
    ("it fell 20 percent in three years, to 4", None, None),
]


def first_interval(phrase: str, anchor: date | None = ANCHOR) -> tuple[str | None, str | None]:
    spans = find_dates(phrase, anchor)
    if not spans or spans[0].first is None or spans[0].last is None:
        return None, None
    return spans[0].first.isoformat(), spans[0].last.isoformat()


@pytest.mark.parametrize(("phrase", "first", "last"), PHRASES)
def test_phrase_has_its_interval(phrase: str, first: str | None, last: str | None) -> None:
    assert first_interval(phrase) == (first, last)


def shared_phrases() -> list[dict[str, str]]:
    folder = os.environ.get("TESTS_DATA")
    if not folder:
        return []
    lines = (Path(folder) / "phrases" / "dates.jsonl").read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines]


def test_phrases_of_the_data_folder() -> None:
    wrong = [
        row["phrase"]
        for row in shared_phrases()
        if first_interval(row["phrase"], date.fromisoformat(row["published"]))
        != (row["from"], row["to"])
    ]
    assert wrong == []


@pytest.mark.parametrize(
    "phrase", ["next month", "on Friday", "on May 28", "in July", "two days ago", "last weekend"]
)
def test_without_a_publication_date_relative_phrases_stay_open(phrase: str) -> None:
    (span,) = find_dates(phrase, None)
    assert (span.first, span.last) == (None, None)
    assert span.unresolved == "no publication date to count from"


@pytest.mark.parametrize(
    ("one", "two", "verdict"),
    [
        ("in June", "from June 15 to 17", "compatible"),
        ("on Tuesday", "on 14 May", "equal"),
        ("June 15 to 17", "15-17 June 2024", "equal"),
        ("June 15 to 17", "June 18", "different"),
        ("mid-month", "June 18", "incomparable"),
    ],
)
def test_comparison(one: str, two: str, verdict: str) -> None:
    a, b = find_dates(one, ANCHOR)[0], find_dates(two, ANCHOR)[0]
    assert compare_dates(a, b).verdict == compare_dates(b, a).verdict == verdict


def test_a_difference_names_both_intervals() -> None:
    a, b = find_dates("June 15 to 17, and June 18", ANCHOR)
    assert compare_dates(a, b).reason == "15-17 June 2024 against 18 June 2024"


@pytest.mark.parametrize(
    ("first", "last", "granularity", "shown"),
    [
        (date(2025, 6, 1), date(2025, 6, 30), "month", "June 2025"),
        (date(2025, 6, 15), date(2025, 6, 17), "range", "15-17 June 2025"),
        (date(2025, 5, 30), date(2025, 5, 30), "day", "30 May 2025"),
        (date(2025, 1, 1), date(2025, 3, 31), "quarter", "January-March 2025"),
        (date(2025, 5, 3), date(2025, 6, 2), "range", "3 May - 2 June 2025"),
        (date(1990, 1, 1), date(1999, 12, 31), "decade", "the 1990s"),
        (date(2024, 12, 30), date(2025, 1, 2), "range", "30 December 2024 - 2 January 2025"),
    ],
)
def test_display(first: date, last: date, granularity: str, shown: str) -> None:
    assert display_dates(first, last, granularity) == shown


@pytest.mark.parametrize(
    ("text", "hint", "day", "source"),
    [
        ("LIMA, May 28 (Xinhua) -- Exports rose in Q1 of 2025.", None, "2025-05-28", "dateline"),
        ("NEW YORK, Jan. 3 (Reuters) - Shares fell.", date(2024, 12, 30), "2025-01-03", "dateline"),
        ("It was reported on Wednesday (May 28) in 2025.", None, "2025-05-28", "relative"),
        ("He spoke on Wednesday (May 28).", date(2026, 1, 5), "2025-05-28", "relative"),
        ("Published: 2 June 2025\n\nA fire broke out.", None, "2025-06-02", "dateline"),
        ("A fire\nJune 2, 2025\nA fire broke out.", None, "2025-06-02", "dateline"),
        ("LIMA, May 28 (Xinhua) -- Exports rose.", None, None, "unknown"),
        ("A fire broke out on Monday.", date(2025, 1, 1), None, "unknown"),
    ],
)
def test_publication_day(text: str, hint: date | None, day: str | None, source: str) -> None:
    found, whence, reason = infer_published(text, hint)
    assert (found and found.isoformat(), whence) == (day, source)
    assert (reason is None) == (found is not None)


WORDS = st.sampled_from(
    [
        "May",
        "28",
        "June",
        "15",
        "to",
        "17",
        "2025",
        ",",
        "on",
        "Friday",
        "next",
        "last",
        "week",
        "the",
        "first",
        "quarter",
        "of",
        "will",
        "said",
        "in",
        "two",
        "days",
        "ago",
        "end",
        "year",
        "-",
        "(",
        ")",
        "Q1",
        "1990s",
        "Sept.",
        "31",
        "Feb.",
        "30",
        "between",
        "and",
        "mid-",
        "early",
        "0001",
        "'60s",
        "from",
        "12",
        "/05/",
        "2024-02-30",
        "decades",
        "fiscal",
        "99",
        "weekend\n",
        "summer",
        "this",
        "past",
    ]
)
TEXTS = st.one_of(st.text(max_size=200), st.lists(WORDS, max_size=25).map(" ".join))
DAYS = st.dates()
NEAR_DAYS = st.dates(date(1950, 1, 1), date(2080, 1, 1))


@settings(max_examples=60, deadline=None)
@given(TEXTS, st.none() | DAYS)
def test_offsets_order_and_intervals_on_any_text(text: str, anchor: date | None) -> None:
    spans = find_dates(text, anchor)
    for span in spans:
        assert text[span.start : span.end] == span.text != ""
        assert (span.first is None) == (span.last is None) == (span.unresolved is not None)
        if span.first is not None and span.last is not None:
            assert span.first <= span.last
    assert all(a.end <= b.start for a, b in pairwise(spans))


@settings(max_examples=60, deadline=None)
@given(TEXTS, st.none() | DAYS)
def test_publication_day_never_crashes(text: str, hint: date | None) -> None:
    day, whence, _ = infer_published(text, hint)
    assert (day is None) == (whence == "unknown")


@settings(max_examples=60, deadline=None)
@given(TEXTS, TEXTS)
def test_comparison_is_symmetric(one: str, two: str) -> None:
    for a in find_dates(one, ANCHOR):
        for b in find_dates(two, ANCHOR):
            assert compare_dates(a, b).verdict == compare_dates(b, a).verdict


@settings(max_examples=60, deadline=None)
@given(NEAR_DAYS, st.none() | DAYS)
def test_the_anchor_does_not_move_a_full_date(day: date, anchor: date | None) -> None:
    name = MONTHS[day.month - 1]
    for phrase in (f"on {name} {day.day}, {day.year}, it", f"on {day.day} {name} {day.year} it"):
        (span,) = find_dates(phrase, anchor)
        assert span.first == span.last == day


@settings(max_examples=60, deadline=None)
@given(NEAR_DAYS, st.integers(2, 400))
def test_days_ago_counts_back(anchor: date, count: int) -> None:
    (span,) = find_dates(f"It happened {count} days ago.", anchor)
    assert span.first == span.last == anchor - timedelta(days=count)


@settings(max_examples=60, deadline=None)
@given(NEAR_DAYS, NEAR_DAYS)
def test_spelling_changes_nothing(day: date, anchor: date) -> None:
    name = MONTHS[day.month - 1]
    short = name[:3] if len(name) > 4 else name
    dotted = name if len(name) <= 4 else f"{short}."
    suffix = {1: "st", 2: "nd", 3: "rd"}.get(0 if 10 < day.day < 14 else day.day % 10, "th")
    forms = [
        f"{short} {day.day}", f"{dotted} {day.day}", f"{name} {day.day}", f"{day.day} {name}",
        f"{name} {day.day}{suffix}", f"the {day.day}{suffix} of {name}",
    ]  # fmt: skip
    found = {first_interval(form, anchor) for form in forms}
    assert len(found) == 1
    assert found != {(None, None)}


def test_a_part_of_the_text_keeps_whole_offsets() -> None:
    text = "On 3 May 2024 it rained. On 4 May 2024 it snowed."
    (span,) = find_dates(text, ANCHOR, start=text.index("On 4"))
    assert text[span.start : span.end] == "4 May 2024"


@pytest.mark.parametrize(
    "piece", ["May 1 ", "x", " ", "Monday (", "2024-", "the first quarter of ", "1", "May ", "A, "]
)
def test_work_grows_with_hostile_text_and_no_faster(piece: str) -> None:
    def read(size: int) -> Callable[[], object]:
        text = piece * (size // len(piece))
        return lambda: (find_dates(text, ANCHOR), infer_published(text, ANCHOR))

    assert growth(read, 10_000) <= BOUND


def test_a_number_before_a_month_with_its_own_day_is_no_day() -> None:
    spans = find_dates("Fifteen of the 19 Sept. 11 hijackers were Saudi.", date(2016, 9, 29))
    assert [(s.first, s.last) for s in spans] == [(date(2001, 9, 11), date(2001, 9, 11))]
