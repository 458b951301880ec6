"""Every value of a text: times, scores, ranks, multiples, lengths and people; and their algebra."""

import shutil
import subprocess
import sys
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from growth import BOUND, growth
from hypothesis import given, settings
from hypothesis import strategies as st

from claimcheck.language import LanguageError, read_table
from claimcheck.records import ClockTime, DateSpan, Figure, Score
from claimcheck.values import compare_values, display, find_values, normalized, value_key
from claimcheck.values.places import contains

ANCHOR = date(2024, 5, 14)
PACKAGE = Path(__file__).resolve().parent.parent / "claimcheck"

# (text, what is shown of its values, in order)
READ = [
    # times of day
    ("it began at 6:10 a.m. today", ["06:10", "14 May 2024"]),
    ("it began at 3:45 p.m. sharp", ["15:45"]),
    ("it began at 15.45 GMT", ["15:45 UTC"]),
    ("it began at 0830 GMT", ["08:30 UTC"]),
    ("it ended at 8:45 p.m. ET", ["20:45 UTC-4"]),
    ("it ended at 8 p.m. Moscow time", ["20:00 UTC+3"]),
    ("it ended at 8 p.m. Elmstead time", ["20:00"]),
    ("it ended around midnight", ["23:40–00:20"]),
    ("it ended at half past six in the evening", ["18:30"]),
    ("it closed at nine in the evening", ["21:00"]),
    ("a deal came by four in the morning", ["04:00"]),
    ("they shot four in the morning", ["4"]),
    ("open from 3 to 5 p.m. each day", ["15:00–17:00"]),
    ("shortly after 3 p.m. it rained", ["15:00–15:30"]),
    ("rates rose to 6.30 percent", ["6.3%"]),
    ("ran it in 15:21 minutes", []),
    # what a live blog writes beside its lines
    ("Updated at 12.40\n\n12.40\nSix boats sank", ["6"]),
    ("[11:20 am] Six boats sank", ["6"]),
    ("10:42 GMT: Six boats sank", ["6"]),
    # results
    ("The council voted 7-2 for it", ["7-2"]),
    ("a 52-48 vote", ["52-48"]),
    ("the Wolves beat the Bears 21-37", ["21-37"]),
    ("won by five votes to four", ["5-4"]),
    ("at 2-1 odds", ["2", "1"]),
    ("the tally was 52 to 47", ["52-47"]),
    ("a two-nil win", ["2-0"]),
    ("she won 6-2, 7-5", ["6-2, 7-5"]),
    ("aged 18-34", ["aged 18–34"]),
    ("between 10-15 boats", ["10–15"]),
    # one measure in two units
    ("it took 8 minutes, 46 seconds", ["8 minutes 46 seconds"]),
    ("it took 2 hours, 8 minutes and 37 seconds", ["2 hours 8 minutes 37 seconds"]),
    ("a term of six years and three months", ["6 years 3 months"]),
    ("he is 5 feet 8 inches tall", ["5 feet 8 inches"]),
    ("two years and 14 months", ["2 years", "14 months"]),
    ("two years and 40 boats", ["2 years", "40"]),
    ("eight and a half months", ["8.5 months"]),
    # ranks and multiples
    ("the second-largest port", ["2nd"]),
    ("she finished third", ["3rd"]),
    ("he is ranked No. 4", ["4th"]),
    ("prices have doubled", ["2 times"]),
    ("prices more than tripled", ["more than 3 times"]),
    ("twice as many boats", ["2 times"]),
    ("a tenfold rise", ["10 times"]),
    ("a 10-fold rise", ["10 times"]),
    ("it was halved", ["0.5 times"]),
    ("it will double the fleet", ["2 times"]),
    ("it plans to triple", ["3 times"]),
    ("he doubled down on the claim", []),
    ("growth rose to double digits", []),
    ("the hall doubles as a gym", []),
    ("she was arrested three times", ["3"]),
    # lengths of time
    ("it sank half an hour later", ["30 minutes"]),
    ("it took an hour and a half", ["1.5 hours"]),
    ("it took five painstaking hours", ["5 hours"]),
    ("more than a quarter century", ["more than 25 years"]),
    ("up to a year in jail", ["at most 1 year"]),
    ("it rained twice a year", []),
    ("a monthlong strike", ["1 month"]),
    ("two days later it sank", ["2 days"]),
    ("cut the fee in half", ["0.5 times"]),
    ("cut its fee by a third on Monday", ["1/3", "13 May 2024"]),
    ("half of the boats", ["0.5"]),
    ("cut its fee by a quarter on Monday", ["0.25", "13 May 2024"]),
    # counts of four digits, vague groups, ages, people who are named
    ("the toll has reached 1700", ["1,700"]),
    ("the count rose to 1800", ["1,800"]),
    ("it was built in 1700", ["1700"]),
    ("a handful of boats", ["3–9"]),
    ("the trio sailed", ["3"]),
    ("he is in his early 30s", ["aged 30–33"]),
    ("A mother and her two children drowned", ["3"]),
    ("three men and a woman drowned", ["4"]),
    ("Sailors Ada Berg, Tom Lind and Eva Moe drowned", ["3"]),
    ("a 16-year-old boy and a seven-year-old girl drowned", ["aged 16", "2", "aged 7"]),
    ("a marriage between a man and a woman", []),
    # periods
    ("the first nine months of the year", ["January-September 2023"]),
    ("profit in the six months to June 2023", ["January-June 2023"]),
    ("the year ended 31 March 2023", ["1 April 2022 - 31 March 2023"]),
    ("in the first week of March", ["1-7 March 2024"]),
    ("it reopens in the fall", ["September-November 2024"]),
    ("due at year's end", ["31 December 2024"]),
    ("first-half profit rose", ["January-June 2023"]),
    ("moved 6 boats from January to December", ["6", "2023"]),
    ("scored twice in the first half", []),
    ("a touchdown in the second quarter gave a 10 percent edge", ["10%"]),
    # a date, a unit and a form that only data tells
    ("voted 51-49 on March 3, 2020, at 3:15 p.m.", ["51-49", "3 March 2020", "15:15"]),
    ("1.5bn cubic metres of water", ["1.5 billion cubic metres"]),
    ("$66K a year", ["$66,000"]),
    ("it costs €3-€4", ["€3–4"]),
    ("the Redcap-held village", []),
]
# (first, second, verdict)
COMPARED = [
    ("at 3:10 p.m.", "at 15:10", "equal"),
    ("at 2:10", "at 14:10", "compatible"),
    ("around midnight", "at 11:50 p.m.", "compatible"),
    ("at 15:00 GMT", "at 4 p.m. CET", "equal"),
    ("at 15:00 GMT", "at 5 p.m.", "incomparable"),
    ("at 15:00 GMT", "at 17:00 GMT", "different"),
    ("at 6:10 a.m.", "at 7:40 a.m.", "different"),
    ("half an hour", "30 minutes", "equal"),
    ("a year and a half", "18 months", "equal"),
    ("three months", "90 days", "compatible"),
    ("half an hour", "two hours", "different"),
    ("half an hour", "half of them", "incomparable"),
    ("won 2-1", "won 2-1", "equal"),
    ("won 2-1", "lost 1-2", "compatible"),
    ("won 37-27", "won 37-21", "different"),
    ("won 6-2", "won 6-2, 7-5", "incomparable"),
    ("it doubled", "it tripled", "different"),
    ("it doubled", "it rose by 100 percent", "equal"),
    ("it halved", "it fell by half", "equal"),
    ("it halved", "it fell by a quarter", "different"),
    ("finished second", "finished third", "different"),
    ("40 small blue barrels", "60 barrels", "different"),
    ("cut by 0.25 points", "cut by 25 basis points", "equal"),
    ("led by 12 points", "led by 12 percentage points", "equal"),
    ("about $65 billion", "$63 billion", "different"),
    ("some 16 boats", "15 boats", "different"),
    ("$80 billion", "about $78 billion", "compatible"),
    ("hundreds of boats", "more than 1,000 boats", "different"),
    ("18 days", "three weeks", "compatible"),
    ("72 hours", "two days", "different"),
    ("about 12 minutes", "11 minutes", "compatible"),
    ("8 minutes, 46 seconds", "nearly nine minutes", "compatible"),
    ("8 minutes, 46 seconds", "nearly seven minutes", "different"),
    ("two and a half years", "two years", "compatible"),
    ("two and a half years", "two decades", "different"),
    ("three years", "two years", "different"),
    ("in his 30s", "in his early 30s", "compatible"),
    ("millions of dollars", "tens of millions of dollars", "compatible"),
    ("some 250 boats", "260 boats", "compatible"),
    ("nearly 400,000", "350,000", "different"),
    ("some 3,300", "some 3,500", "different"),
    ("thousands of boats", "30,000 boats", "compatible"),
    ("dozens of boats", "hundreds of boats", "different"),
    ("spent millions", "spent $50 million", "compatible"),
    ("$10 million to $12 million", "$10 million to $14 million", "different"),
    ("more than 100", "more than 130", "compatible"),
    ("at least 80", "at least 82", "different"),
    ("Ada Berg, 34, said", "the 34 boats", "compatible"),
    ("aged 34", "35 boats", "incomparable"),
    ("two weeks ago", "on 2 May 2024", "compatible"),
    ("two weeks ago", "on 20 April 2024", "different"),
    ("Sunday night", "early on 13 May 2024", "different"),
    ("will meet on Monday", "met on Monday", "compatible"),
    ("it met on Wednesday", "on 15 May 2024", "compatible"),
    ("it will meet on Friday", "on 24 May 2024", "different"),
    ("on Monday", "on Tuesday", "different"),
    ("on Monday", "at noon", "incomparable"),
]


def shown(text: str) -> list[str]:
    return [display(value) for value in find_values(text, ANCHOR)]


@pytest.mark.parametrize(("text", "values"), READ)
def test_read(text, values):
    assert shown(text) == values


@pytest.mark.parametrize(("first", "second", "verdict"), COMPARED)
def test_compare(first, second, verdict):
    a, b = find_values(first, ANCHOR)[0], find_values(second, ANCHOR)[0]
    assert compare_values(a, b).verdict == verdict
    assert compare_values(a, b) == compare_values(b, a)


def test_today_in_a_speech_is_no_sure_day():
    text = "“It is a good day today,” she said on Sunday."
    today, sunday = find_values(text, date(2024, 5, 13))
    assert today.inferred
    assert compare_values(today, sunday).verdict == "compatible"


@pytest.mark.parametrize(
    ("first", "second"),
    [("120 minutes", "two hours"), ("24%", "24 per cent"), ("$1.2bn", "1,200 million dollars")],
)
def test_equal_values_have_one_key(first, second):
    keys = {value_key(find_values(text, ANCHOR)[0]) for text in (first, second)}
    assert len(keys) == 1


def test_json_names_the_type_and_the_ends():
    (figure,) = find_values("at least 20 km", ANCHOR)
    assert normalized(figure) == {
        "type": "figure",
        "low": 20000.0,
        "high": 20000.0,
        "unit": "metre",
        "bound": "at least",
    }


def test_a_place_lies_in_a_place():
    assert contains("Ukraine", "Kharkov")
    assert contains("Europe", "Kyiv")
    assert not contains("Spain", "Kyiv")


@pytest.fixture
def copied(tmp_path):
    """A copy of the rooms that read values, whose language files a test may change."""
    target = tmp_path / "claimcheck"
    for room in ("records", "language", "values"):
        shutil.copytree(PACKAGE / room, target / room)
    for file in ("__init__.py", "errors.py"):
        shutil.copy(PACKAGE / file, target / file)
    return target


def _shown_by(package: Path, text: str) -> subprocess.CompletedProcess[str]:
    code = (
        "import sys; from claimcheck.values import *; "
        "print([display(v) for v in find_values(sys.argv[1], None)])"
    )
    return subprocess.run(
        [sys.executable, "-c", code, text], cwd=package.parent, capture_output=True, text=True
    )


@pytest.mark.parametrize(
    ("file", "line", "text", "values"),
    [
        ("currencies", 'zorkmid = { signs = ["ƶ"], forms = ["zorkmid"] }', "40 zorkmids", "ƶ40"),
        (
            "units",
            'smoot = { forms = ["smoot"], base = "metre", factor = 1.7 }',
            "40 smoots",
            "40 smoots",
        ),
    ],
)
def test_a_new_unit_is_one_line(copied, file, line, text, values):
    path = copied / "language" / "en" / f"{file}.toml"
    path.write_text(f"{path.read_text('utf-8')}\n{line}\n", "utf-8")
    run = _shown_by(copied, f"it was {text} in all")
    assert run.stdout == f"['{values}']\n", run.stderr


def test_a_wrong_entry_is_one_clear_line(copied):
    path = copied / "language" / "en" / "units.toml"
    path.write_text(path.read_text("utf-8") + '\nsmoot = { form = ["smoot"] }\n', "utf-8")
    error = _shown_by(copied, "40 smoots").stderr.splitlines()[-1]
    assert "en/units.toml: smoot: unknown key 'form'" in error


def test_a_broken_file_is_one_clear_line(tmp_path):
    path = tmp_path / "units.toml"
    path.write_text("smoot = {", "utf-8")
    with pytest.raises(LanguageError, match=r"units\.toml"):
        read_table(path)


_WORDS = st.sampled_from(
    """3 17 2-1 6-4 15:45 15.45 1700 2019 May Monday noon midnight half an a hour hours quarter
    past to and p.m. a.m. GMT ET voted won beat vote doubled twice times as many second-largest
    finished third couple of handful man woman mother her two children , . : \n [ ] in his 30s early
    “ ” today at about 10-fold the first six months ended points % million $ Ada Berg""".split(" ")
)
_TEXTS = st.one_of(
    st.text(max_size=120),
    st.lists(_WORDS, max_size=25).map(" ".join),
    st.lists(_WORDS).map("".join),
)


@given(_TEXTS, st.none() | st.dates())
@settings(max_examples=150, deadline=None)
def test_any_text_gives_values_apart_that_match_it(text, anchor):
    values = find_values(text, anchor)
    for value in values:
        assert text[value.start : value.end] == value.text != ""
        assert display(value) and value_key(value) and normalized(value)["type"]
    assert all(a.end <= b.start for a, b in pairwise(values))


_FIGURES = st.builds(
    lambda low, more, unit, bound: Figure(
        text=f"{low:g}",
        start=0,
        end=1,
        low=low,
        high=low + (more if bound == "range" else 0),
        unit=unit,
        bound=bound,
    ),
    st.integers(0, 10**7) | st.floats(0.01, 1e4).map(lambda x: round(x, 2)),
    st.integers(1, 100),
    st.sampled_from(["", "percent", "times", "age", "hour", "day", "month", "dollar", "point"]),
    st.sampled_from(["exact", "about", "at least", "more than", "at most", "less than", "range"]),
)
_TIMES = st.builds(
    lambda first, last, zone: ClockTime(
        text=f"{first // 60}:{first % 60:02}", start=0, end=1, first=first, last=last, zone=zone
    ),
    st.integers(0, 1439),
    st.integers(0, 1439),
    st.none() | st.sampled_from([-300, 0, 330]),
)
_SCORES = st.lists(st.integers(0, 99), min_size=2, max_size=6).map(
    lambda points: Score(text="x", start=0, end=1, points=tuple(points))
)
_DATES = st.builds(
    lambda first, text, inferred: DateSpan(
        text=text, start=0, end=1, first=first, last=first, granularity="day", inferred=inferred
    ),
    st.dates(date(2024, 5, 1), date(2024, 5, 28)),
    st.sampled_from(["Monday", "two weeks ago", "Sunday night", "early Monday", "3 May", "today"]),
    st.booleans(),
)
_VALUES = _FIGURES | _TIMES | _SCORES | _DATES


def _part(low: float, whole: float | None, unit: str = "") -> Figure:
    return Figure(text="x", start=0, end=1, low=low, high=low, unit=unit, whole=whole)


@pytest.mark.parametrize(
    ("a", "b", "verdict"),
    [
        (_part(0.5, 40), _part(20, None), "compatible"),
        (_part(0.5, 40), _part(35, None), "different"),
        (_part(80, 500, "percent"), _part(400, None), "compatible"),
        (_part(80, 500, "percent"), _part(80, None, "percent"), "equal"),
        (_part(0.5, 40), _part(0.5, None), "equal"),
        (_part(2, 2), _part(1, 2), "different"),
        (_part(2, 2), _part(2, None), "equal"),
        (_part(2, 2), _part(12, None), "incomparable"),  # of more than two
        (_part(1, 2), _part(1, 3), "incomparable"),
        (_part(2, 3), _part(50, None, "percent"), "incomparable"),
    ],
)
def test_parts_of_a_number_compare_as_counts(a: Figure, b: Figure, verdict: str) -> None:
    assert compare_values(a, b).verdict == verdict
    assert compare_values(b, a).verdict == verdict


@given(_VALUES, _VALUES)
@settings(max_examples=400, deadline=None)
def test_comparison_is_the_same_both_ways_round(a, b):
    assert compare_values(a, b) == compare_values(b, a)
    if type(a) is not type(b):
        assert compare_values(a, b).verdict == "incomparable"


@given(_VALUES)
@settings(max_examples=100, deadline=None)
def test_a_value_equals_itself(value):
    assert compare_values(value, value).verdict == "equal"


@pytest.mark.parametrize(
    "piece",
    ["10:42 GMT ", "10:42\n", "2-1, ", "a man, ", "a man and ", "one two ", "half an ", "6 to 5 ",
     "in his ", "“today ", "Ada Berg, ", "1", "a couple of ", "three x days "],
)  # fmt: skip
def test_work_grows_with_hostile_text_and_no_faster(piece):
    def read(size):
        text = piece * (size // len(piece))
        return lambda: find_values(text, ANCHOR)

    assert growth(read, 8_000) <= BOUND
