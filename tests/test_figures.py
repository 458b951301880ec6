"""Figures: what is one, its value, unit and bound, what it measures, and how two compare."""

import json
import os
from pathlib import Path

import pytest
from growth import BOUND, growth
from hypothesis import given, settings
from hypothesis import strategies as st

from claimcheck.records import Figure
from claimcheck.values import compare_figures, convert, display, find_figures

# (phrase, the values in order, one unit for all); a range gives its two ends.
VALUES: list[tuple[str, list[float], str]] = [
    ("they had 17 goats", [17], ""),
    ("some 12,450 villagers", [12450], ""),
    ("a crowd of 2,50,000", [250000], ""),
    ("nine ships sailed", [9], ""),
    ("forty-one ships sailed", [41], ""),
    ("three hundred and six ships", [306], ""),
    ("half a dozen eggs", [6], ""),
    ("half a million voters", [500000], ""),
    ("three dozen witnesses", [36], ""),
    ("a hundred horses", [100], ""),
    ("two million homes", [2e6], ""),
    ("1.7 million homes", [1.7e6], ""),
    ("4bn people by then", [4e9], ""),
    ("5 lakh farmers", [5e5], ""),
    ("Rs 3 crore", [3e7], "rupee"),
    ("₹450 crore", [4.5e9], "rupee"),
    ("two-thirds of pupils", [2 / 3], ""),
    ("three-quarters of the fleet", [0.75], ""),
    ("a quarter of its staff", [0.25], ""),
    ("one-fifth of the land", [0.2], ""),
    ("three in ten adults", [0.3], ""),
    ("9 out of 10 drivers", [0.9], ""),
    ("4½ hours", [4.5], "hour"),
    ("three and a half weeks", [3.5], "week"),
    ("rose 3.4%", [3.4], "percent"),
    ("rose 3.4 pct", [3.4], "percent"),
    ("rose 3.4 per cent", [3.4], "percent"),
    ("fell by two percentage points", [2], "percentage point"),
    ("a 50-basis-point cut", [50], "basis point"),
    ("$780 a month", [780], "dollar"),
    ("$3.1 billion", [3.1e9], "dollar"),
    ("A$40m for schools", [4e7], "Australian dollar"),
    ("C$9 million", [9e6], "Canadian dollar"),
    ("HK$88 billion", [8.8e10], "Hong Kong dollar"),
    ("S$1.5m", [1.5e6], "Singapore dollar"),
    ("RM5.6 billion", [5.6e9], "ringgit"),
    ("USD 20 million", [2e7], "dollar"),
    ("70 million US dollars", [7e7], "dollar"),
    ("£40 million", [4e7], "pound"),
    ("€12.5bn", [1.25e10], "euro"),
    ("900 euros", [900], "euro"),
    ("2 trillion won", [2e12], "won"),
    ("300 million yuan", [3e8], "yuan"),
    ("6,000 pesos", [6000], "peso"),
    ("it cost 20 pounds", [20], "pound"),
    ("500 pounds of rice", [500], "pound weight"),
    ("60 kilometres away", [60], "kilometre"),
    ("a 5km run", [5], "kilometre"),
    ("18 miles off the coast", [18], "mile"),
    ("a six-foot wall", [6], "foot"),
    ("12 inches of rain", [12], "inch"),
    ("40 tonnes of fuel", [40], "tonne"),
    ("90,000 barrels", [90000], "barrel"),
    ("38°C in the shade", [38], "degree Celsius"),
    ("101 degrees Fahrenheit", [101], "degree Fahrenheit"),
    ("minus 12 degrees Celsius", [-12], "degree Celsius"),
    ("120 km/h gusts", [120], "kilometre per hour"),
    ("3,000 hectares burned", [3000], "hectare"),
    ("40 square kilometres", [40], "square kilometre"),
    ("a 90-minute call", [90], "minute"),
    ("a ten-day truce", [10], "day"),
    ("Ana Reyes, 51, of Lima", [51], "age"),
    ("a 19-year-old driver", [19], "age"),
    ("aged 18 to 34", [18, 34], "age"),
    ("the Senate voted 51-49", [51, 49], ""),
    ("a 6-3 ruling", [6, 3], ""),
    ("they won 3-2", [3, 2], ""),
    ("the 12th patient", [12], "ordinal"),
    ("1.5C of warming", [1.5], "degree Celsius"),
    ("a 15- to 21-month term", [15, 21], "month"),
    ("by June 1, 34 percent of them", [34], "percent"),
    ("on June 1, 15 people died", [15], ""),
    ("billions of dollars", [2e9], "dollar"),
    ("a third round of talks", [3], "ordinal"),
    ("23 to 25 rowers", [23, 25], ""),
    ("between 40 and 60 homes", [40, 60], ""),
    ("20-30 arrests", [20, 30], ""),
    ("$50-60 billion", [5e10, 6e10], "dollar"),
    ("$5 million to $7 million", [5e6, 7e6], "dollar"),
    ("two or three weeks", [2, 3], "week"),
    ("35 and 37 percent", [35, 37], "percent"),
    ("rates rose from 3 to 5 percent", [3, 5], "percent"),
    ("one person died", [1], ""),
    ("one gallon of milk", [1], "gallon"),
    ("one litre of it", [1], "litre"),
    ("a one-acre plot", [1], "acre"),
    ("one Swiss franc", [1], "franc"),
    ("Prices Rise 24 Percent", [24], "percent"),
    ("16- to 17-year-old boys", [16, 17], "age"),
    ("a 30-second spot", [30], "second"),
    ("by a wide 62-35 percent", [62, 35], "percent"),
    ("an overwhelming 386-28 vote", [386, 28], ""),
]
NONE = [
    "Platform 9 was shut",
    "a fire at Berth 12",
    "Runway 27 reopened",
    "Reactor 2 was shut down",
    "in 2019 and since 2008",
    "back in the 1990s",
    "by '68",
    "on June 15",
    "on 15 June",
    "June 15 to 17",
    "from May 3 to June 2",
    "on Aug. 1",
    "on 2025-05-12",
    "at 3 p.m. on Friday",
    "at 6:30 sharp",
    "15:00 GMT",
    "call 555-0134",
    "a Boeing 737 and an Airbus 320",
    "flight 1549",
    "Route 66 and Interstate 35",
    "Article 5, Section 230 and Resolution 2254",
    "No. 10 said",
    "the Group of Seven",
    "the Big Three carmakers",
    "the G20 and the G-7",
    "an F-16 and an MS-13 member",
    "COVID-19 in Q3",
    "filed for Chapter 11",
    "watched Super Bowl 50",
    "the 9/11 attacks and 24/7 news",
    "the ninth-largest port",
    "the 21st century",
    "the third quarter",
    "first, they left",
    "wait a second",
    "no one knew; one of them left one day",
    "one another and this one",
    "at one point or another, to one degree or another",
    "in one second it was over, and not one C among the grades, to the one Pence had",
    "ground zero, day one, the Fab Four and the Famous Five",
    "at 1600 Pennsylvania Avenue",
    "1. Boil the water",
    "two days ago",
    "the Ten Commandments",
    "a two-way street",
    "grounded the 737 Max",
    "a vote on Issue 4",
    "moved to Stage 2",
    "told CBS’s “60 Minutes” that",
    "a few hundred",
    "a 3-D film on a 2-by-4",
    "in No. 18-587, a group under 501(c)4",
    "called a 911 center",
    "the new 787 Dreamliner",
    "at 12 Kings Road, Gold Canyon 85118.",
    "in the season 2006-7, which",
    "a column called “The 360”",
    "in his mid-20s",
    "the S&P 500 and the FTSE 100",
]
BOUNDS = [
    ("at least 12 dead", "at least"),
    ("no fewer than 12 dead", "at least"),
    ("12 or more dead", "at least"),
    ("more than 12 dead", "more than"),
    ("over 12 dead", "more than"),
    ("up to 12 dead", "at most"),
    ("12 or so dead", "about"),
    ("it fell 3 percent over 12 years", "exact"),
    ("it took over 12 years", "more than"),
    ("as many as 12 dead", "at most"),
    ("no more than 12 dead", "at most"),
    ("fewer than 12 dead", "less than"),
    ("under 12 dead", "less than"),
    ("about 12 dead", "about"),
    ("nearly 12 dead", "about"),
    ("some 12 dead", "about"),
    ("an estimated 12 dead", "about"),
    ("dozens of dead", "at least"),
    ("between 12 and 15 dead", "range"),
    ("12 dead", "exact"),
    ("over the past 12 days", "exact"),
]
COMPARED = [
    ("24%", "24 per cent", "equal"),
    ("$1,200,000", "$1.2 million", "equal"),
    ("two dozen", "24", "equal"),
    ("two hours", "120 minutes", "equal"),
    ("100 basis points", "1 percentage point", "equal"),
    ("about 200", "203", "compatible"),
    ("at least 15", "17", "compatible"),
    ("more than 400", "412", "compatible"),
    ("dozens", "36", "compatible"),
    ("nearly half of voters", "48%", "compatible"),
    ("between 10 and 20", "15", "compatible"),
    ("1.2 million", "1,213,400", "compatible"),
    ("8,000", "about 8,000", "compatible"),
    ("10 miles", "16 km", "compatible"),
    ("100°F", "38°C", "compatible"),
    ("a third of voters", "33%", "compatible"),
    ("nearly 1,000", "970", "compatible"),
    ("1.2bn people", "1.19 billion people", "compatible"),
    ("dozens", "44", "compatible"),
    ("hundreds", "180", "compatible"),
    ("3 miles", "4.8 km", "compatible"),
    ("half of voters", "50 percent", "equal"),
    ("24%", "24.4%", "compatible"),
    ("magnitude 6", "magnitude 6.2", "compatible"),
    ("about 50", "fewer than 60", "compatible"),
    ("50", "up to 60", "compatible"),
    ("a $3,000 fine", "a fine of up to $5,000", "compatible"),
    ("$59 billion", "up to $60 billion", "compatible"),
    ("more than $50 billion", "up to $60 billion", "compatible"),
    ("$30 billion to $60 billion", "up to $60 billion", "compatible"),
    ("about 40 people", "40 or so people", "equal"),
    ("around $50 billion", "up to $60 billion", "different"),
    ("$50 billion", "up to $60 billion", "different"),
    ("magnitude 6.4", "magnitude 6.0", "different"),
    ("magnitude 6.2", "magnitude 6.0", "different"),
    ("24%", "25%", "different"),
    ("hundreds", "44", "different"),
    ("dozens", "3,000", "different"),
    ("a third of voters", "40%", "different"),
    ("3 miles", "3 km", "different"),
    ("nearly 1,000", "700", "different"),
    ("24%", "26%", "different"),
    ("31", "44", "different"),
    ("at least 79", "at least 82", "different"),
    ("up to 150", "up to 200", "different"),
    ("about 200", "300", "different"),
    ("at least 15", "150", "different"),
    ("fewer than 20", "31", "different"),
    ("between 10 and 12", "15", "different"),
    ("10 miles", "30 km", "different"),
    ("£40 million", "$52 million", "incomparable"),
    ("5 percent", "5 percentage points", "incomparable"),
    ("5 percent", "5 people", "incomparable"),
    ("the 4th round", "4 rounds", "incomparable"),
]


def ends(figures: tuple[Figure, ...]) -> list[float]:
    """The values, a range expanded to its two ends."""
    return [v for f in figures for v in ([f.low] if f.low == f.high else [f.low, f.high])]


def only(text: str) -> Figure:
    (figure,) = find_figures(text)
    return figure


@pytest.mark.parametrize(("phrase", "values", "unit"), VALUES)
def test_value_and_unit(phrase, values, unit):
    figures = find_figures(phrase)
    assert ends(figures) == pytest.approx(values)
    assert {f.unit for f in figures} == {unit}


@pytest.mark.parametrize("phrase", NONE)
def test_names_dates_and_times_are_no_figures(phrase):
    assert find_figures(phrase) == ()


@pytest.mark.parametrize(("phrase", "bound"), BOUNDS)
def test_bound(phrase, bound):
    assert find_figures(phrase)[-1].bound == bound


@pytest.mark.parametrize(("first", "second", "verdict"), COMPARED)
def test_compare(first, second, verdict):
    a, b = only(first), only(second)
    assert compare_figures(a, b).verdict == verdict
    assert compare_figures(b, a) == compare_figures(a, b)


def test_the_span_leaves_the_bound_out_and_takes_the_unit_in():
    assert only("cost more than $1.2 billion in all").text == "$1.2 billion"
    assert only("at least 10 to 15 percent of it").text == "10 to 15 percent"


def test_only_the_part_asked_for_is_read():
    text = "There were 5 dogs. At least 7 cats came. 9 birds flew."
    start, end = text.index("7"), text.index(" came")
    (figure,) = find_figures(text, start, end)
    assert (figure.start, figure.text, figure.bound) == (start, "7", "exact")


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("24 per cent", "24%"),
        ("1,200,000,000 dollars", "$1.2 billion"),
        ("82", "82"),
        ("at least 82", "at least 82"),
        ("60 feet", "60 feet"),
        ("the 22nd patient", "22nd"),
    ],
)
def test_display(written, shown):
    assert display(only(written)) == shown


@pytest.mark.parametrize(
    ("value", "unit", "other", "other_unit"),
    [
        (1, "mile", 1.609344, "kilometre"),
        (1, "foot", 12, "inch"),
        (1, "inch", 2.54, "centimetre"),
        (1, "tonne", 1000, "kilogram"),
        (1, "ton", 2000, "pound weight"),
        (212, "degree Fahrenheit", 100, "degree Celsius"),
        (1, "week", 168, "hour"),
        (100, "hectare", 1, "square kilometre"),
        (640, "acre", 1, "square mile"),
        (60, "mile per hour", 96.56064, "kilometre per hour"),
        (42, "gallon", 1, "barrel"),
    ],
)
def test_convert(value, unit, other, other_unit):
    (a, base), (b, other_base) = convert(value, unit), convert(other, other_unit)
    assert a == pytest.approx(b, rel=1e-6)
    assert base == other_base


def test_money_does_not_convert():
    assert convert(5, "euro") == (5, "euro")


def _phrase_file() -> list[dict]:
    data = os.environ.get("TESTS_DATA")
    if not data:
        return []
    lines = (Path(data) / "phrases" / "figures.jsonl").read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines]


if _phrase_file():

    @pytest.mark.parametrize("row", _phrase_file(), ids=lambda row: row["phrase"])
    def test_phrase_file(row):
        figures = find_figures(row["phrase"])
        units = [f.unit for f in figures for _ in range(1 if f.low == f.high else 2)]
        assert ends(figures) == pytest.approx([gold["value"] for gold in row["figures"]])
        for unit, gold in zip(units, row["figures"], strict=True):
            assert unit.startswith(gold["unit"]) if gold["unit"] else unit in ("", "age")


_PIECES = st.sampled_from(
    [
        "5",
        "17",
        "2,000",
        "1.2",
        "$",
        "£",
        "%",
        "percent",
        "-",
        "",
        "to",
        "and",
        "between",
        "at",
        "least",
        "a",
        "third",
        "half",
        "million",
        "bn",
        "in",
        "of",
        "people",
        "killed",
        ",",
        ".",
        "\n",
        "(",
        ")",
        "one",
        "two",
        "dozen",
        "hundred",
        "½",
        "1/2",
        "°",
        "C",
        "F",
        "m",
        "May",
        "3",
        "2019",
        "-year-old",
    ]
)
_TEXTS = st.one_of(
    st.text(max_size=200),
    st.lists(_PIECES, max_size=30).map(" ".join),
    st.lists(_PIECES).map("".join),
)


@given(_TEXTS)
@settings(max_examples=300, deadline=None)
def test_any_text_gives_sorted_spans_that_match(text):
    figures = find_figures(text)
    position = 0
    for figure in figures:
        assert position <= figure.start < figure.end <= len(text)
        assert text[figure.start : figure.end] == figure.text
        assert figure.low <= figure.high
        position = figure.end


@given(_TEXTS, _TEXTS)
@settings(max_examples=200, deadline=None)
def test_comparison_is_symmetric_and_a_figure_equals_itself(left, right):
    for a in find_figures(left):
        assert compare_figures(a, a).verdict == "equal"
        for b in find_figures(right):
            assert compare_figures(a, b) == compare_figures(b, a)


@given(st.text(max_size=60), st.text(max_size=60))
@settings(max_examples=100, deadline=None)
def test_offsets_are_into_the_whole_text(before, after):
    text = f"{before}{after}"
    inside = find_figures(text, len(before))
    alone = find_figures(after)
    assert [(f.start - len(before), f.low) for f in inside] == [(f.start, f.low) for f in alone]


@given(st.decimals(min_value=0, max_value=999, places=1))
def test_the_style_of_percent_changes_nothing(value):
    styles = ("%", " per cent", " percent", " pct")
    found = [only(f"It rose by {value}{style} in all") for style in styles]
    assert {(f.low, f.high, f.unit, f.bound) for f in found} == {
        (float(value), float(value), "percent", "exact")
    }


@given(st.integers(min_value=3000, max_value=10**15))
def test_separators_change_nothing(value):
    assert only(f"sold {value:,} books").low == value
    assert only(f"sold {value} books").low == value


@given(st.integers(min_value=1, max_value=999), st.sampled_from(["million", "billion", "trillion"]))
def test_magnitudes_are_multiplied(value, name):
    scale = {"million": 10**6, "billion": 10**9, "trillion": 10**12}[name]
    figure = only(f"sold {value} {name} books")
    assert figure.low == value * scale
    assert only(f"sold {value * scale:,} books").low == figure.low


def test_a_row_of_figures_is_read_and_a_table_without_words_only_in_part():
    row = " ".join(str(n) for n in range(101, 141))
    assert len(find_figures(f"The results: {row} in all.")) == 40
    table = "101 " * 500
    figures = find_figures(f"{table}\nLater, police in the capital arrested 9 protesters.")
    assert len(figures) < 100
    assert figures[-1].text == "9"


_HOSTILE = [
    "1",
    "a",
    "1,",
    "11,",
    "1.",
    "1-",
    "1 ",
    "$",
    "$1,",
    "one ",
    "1 to ",
    "5 to 5 to ",
    "a b c ",
    "at least ",
    "of ",
    " ",
    "twenty-",
    "a hundred ",
    "5 percent of people, ",
    "$5 aaaaaaaaaa ",
    "3 of the third half ",
]


@pytest.mark.parametrize("piece", _HOSTILE)
def test_work_grows_with_hostile_text_and_no_faster(piece):
    def read(size):
        text = piece * (size // len(piece))
        return lambda: find_figures(text)

    assert growth(read, 20_000) <= BOUND


@pytest.mark.parametrize("piece", _HOSTILE)
def test_spans_match_in_hostile_text(piece):
    text = piece * (5_000 // len(piece))
    for figure in find_figures(text):
        assert text[figure.start : figure.end] == figure.text
