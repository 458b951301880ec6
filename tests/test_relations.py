"""What two values of one slot are to each other: every row of the table, and its laws."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from claimcheck.language.parsing import Parser
from claimcheck.mentions.reading import read_texts
from claimcheck.records import Article, Member, Sentence
from claimcheck.records.mentions import Frame, Mention
from claimcheck.records.slots import Slot
from claimcheck.records.values import ClockTime, DateSpan, Figure, Name, Score
from claimcheck.relations import TABLE, Stamp, Times, relate, settle

TUESDAY, WEDNESDAY, THURSDAY = date(2025, 3, 11), date(2025, 3, 12), date(2025, 3, 13)


def figure(low: float, text: str = "", **more) -> Figure:
    text, start = text or f"{low:g}", more.pop("start", 0)
    return Figure(
        text=text, start=start, end=start + len(text), low=low, high=more.pop("high", low), **more
    )


def score(*points: int, text: str = "") -> Score:
    text = text or "-".join(map(str, points))
    return Score(text=text, start=0, end=len(text), points=points)


def day(text: str, first: date | None, last: date | None = None, **more) -> DateSpan:
    made = {"granularity": "day", **more}
    return DateSpan(text=text, start=0, end=len(text), first=first, last=last or first, **made)


def mention(value, article: str = "a", text: str = "", **frame) -> Mention:
    sentence = Sentence(
        article=article, index=0, paragraph=0, start=0, end=200, text=f"{value.text} {text}"
    )
    return Mention(
        article=article,
        outlet=f"Outlet {article.upper()}",
        sentence=sentence,
        value=value,
        frame=Frame(**frame),
    )


def times(**days: date | datetime) -> Times:
    stamps = {}
    for article, when in days.items():
        moment = when if isinstance(when, datetime) else None
        on = when.date() if isinstance(when, datetime) else when
        stamps[article] = Stamp(first=on, last=on, moment=moment)
    return Times(stamps=stamps)


SAME_DAY = times(a=TUESDAY, b=TUESDAY)
NEXT_DAY = times(a=TUESDAY, b=WEDNESDAY)
KILLED = {"measured": "person", "predicate": "kill"}
MARCH_18, MARCH_20 = date(2025, 3, 18), date(2025, 3, 20)


def q(first_month: int) -> DateSpan:
    first = date(2025, first_month, 1)
    return day("that quarter", first, date(2025, first_month + 2, 28), granularity="quarter")


def span(first: int, last: int) -> DateSpan:
    text = f"from {first} to {last}"
    return day(text, date(first, 1, 1), date(last, 12, 31), granularity="range")


# The row that is reached, the relation, and the two mentions with their times.
ROWS = [
    (
        "earlier value of one article",
        None,
        mention(figure(15)),
        mention(figure(12, start=30), role="earlier value"),
        SAME_DAY,
    ),
    ("one article twice", None, mention(figure(15)), mention(figure(12, start=30)), SAME_DAY),
    (
        "open date",
        None,
        mention(day("Friday", MARCH_18)),
        mention(day("the next day", None, unresolved="counted from another day"), "b"),
        SAME_DAY,
    ),
    (
        "denied by both",
        None,
        mention(figure(30), role="denied", predicate="kill"),
        mention(figure(30), "b", role="denied", predicate="kill"),
        SAME_DAY,
    ),
    (
        "denied by a party",
        "dispute",
        mention(figure(30), predicate="kill"),
        mention(figure(30), "b", role="denied", predicate="kill", speaker="army"),
        SAME_DAY,
    ),
    (
        "denied",
        None,
        mention(figure(30), predicate="kill"),
        mention(figure(30), "b", role="denied", predicate="kill"),
        SAME_DAY,
    ),
    (
        "conditional",
        None,
        mention(figure(10, unit="percent")),
        mention(figure(4, unit="percent"), "b", role="hypothetical"),
        SAME_DAY,
    ),
    (
        "alleged against stated",
        None,
        mention(figure(3e6, unit="dollar"), predicate="steal"),
        mention(figure(3e6, unit="dollar"), "b", predicate="steal", role="alleged"),
        SAME_DAY,
    ),
    (
        "sides turned round",
        "contradiction",
        mention(score(2, 1), sides=("ost", "pell")),
        mention(score(2, 1), "b", sides=("pell", "ost")),
        SAME_DAY,
    ),
    (
        "change turned round",
        "contradiction",
        mention(figure(5, unit="percent"), predicate="rise", role="change by"),
        mention(figure(5, unit="percent"), "b", predicate="fall", role="change by"),
        SAME_DAY,
    ),
    (
        "two changes",
        None,
        mention(figure(5, unit="percent"), predicate="rise", role="change by"),
        mention(figure(5, unit="percent"), "b", predicate="fall", role="change by"),
        NEXT_DAY,
    ),
    (
        "growing within the bounds",
        "update",
        mention(figure(21, "21", bound="at least"), **KILLED),
        mention(figure(22), "b", **KILLED),
        NEXT_DAY,
    ),
    (
        "two stretches of time",
        "contradiction",
        mention(span(1965, 1981)),
        mention(span(1967, 1981), "b"),
        SAME_DAY,
    ),
    ("equal", "agreement", mention(figure(7)), mention(figure(7, "seven"), "b"), NEXT_DAY),
    (
        "compatible",
        "agreement",
        mention(figure(300, bound="more than")),
        mention(figure(312), "b"),
        SAME_DAY,
    ),
    (
        "another reading of a date",
        "agreement",
        mention(day("in July", date(2024, 7, 1), date(2024, 7, 31), granularity="month")),
        mention(day("22 July", date(2025, 7, 22)), "b"),
        SAME_DAY,
    ),
    (
        "units",
        None,
        mention(figure(5, unit="dollar")),
        mention(figure(5, unit="kilometre"), "b"),
        SAME_DAY,
    ),
    (
        "open date",
        None,
        mention(day("18 March", MARCH_18, inferred=True)),
        mention(day("28 March", date(2025, 3, 28)), "b"),
        SAME_DAY,
    ),
    (
        "earlier value",
        None,
        mention(figure(12), role="earlier value"),
        mention(figure(14), "b"),
        SAME_DAY,
    ),
    (
        "part against whole",
        None,
        mention(figure(40)),
        mention(figure(9), "b", role="part"),
        SAME_DAY,
    ),
    (
        "part of a whole",
        None,
        mention(figure(210), of=("velde",)),
        mention(figure(38), "b", of=("kessel", "velde")),
        SAME_DAY,
    ),
    (
        "disputed",
        "dispute",
        mention(figure(80000), speaker="organisers"),
        mention(figure(25000), "b", "people, said police, who reject that", speaker="police"),
        SAME_DAY,
    ),
    (
        "corrected",
        "update",
        mention(figure(13000), **KILLED),
        mention(figure(16000), "b", "homes, it said, correcting the 13000 of the morning"),
        SAME_DAY,
    ),
    (
        "forecast against result",
        "update",
        mention(figure(2.1, unit="percent"), role="forecast"),
        mention(figure(1.4, unit="percent"), "b"),
        NEXT_DAY,
    ),
    (
        "forecast",
        None,
        mention(figure(2.1, unit="percent"), role="forecast"),
        mention(figure(1.4, unit="percent"), "b"),
        SAME_DAY,
    ),
    (
        "plan against outcome",
        "update",
        mention(day("18 March", MARCH_18), role="plan"),
        mention(day("20 March", MARCH_20), "b"),
        times(a=WEDNESDAY, b=date(2025, 3, 21)),
    ),
    (
        "limit against value",
        None,
        mention(figure(300, unit="kilogram"), role="limit"),
        mention(figure(310, unit="kilogram"), "b"),
        SAME_DAY,
    ),
    (
        "demand against outcome",
        None,
        mention(figure(8, unit="percent"), role="demand"),
        mention(figure(5, unit="percent"), "b"),
        SAME_DAY,
    ),
    (
        "change against level",
        None,
        mention(figure(5, unit="percent"), role="change by"),
        mention(figure(9, unit="percent"), "b"),
        SAME_DAY,
    ),
    (
        "plan moved",
        "update",
        mention(day("18 March", MARCH_18), role="plan"),
        mention(day("20 March", MARCH_20), "b", role="plan"),
        NEXT_DAY,
    ),
    (
        "another scope",
        None,
        mention(figure(2.9, unit="percent"), quantity=("inflation",), scope=("core",)),
        mention(figure(3.4, unit="percent"), "b", quantity=("inflation",)),
        SAME_DAY,
    ),
    (
        "another nation",
        None,
        mention(figure(32), modifiers=("cuban",), place=("Cuba", "Venezuela")),
        mention(figure(24), "b", place=("Venezuela",)),
        SAME_DAY,
    ),
    (
        "two people of one name",
        None,
        mention(figure(34, unit="age"), quantity=("driver",)),
        mention(figure(61, unit="age"), "b", quantity=("passenger",)),
        SAME_DAY,
    ),
    (
        "another group",
        None,
        mention(figure(58, unit="percent"), group=("woman",)),
        mention(figure(47, unit="percent"), "b"),
        SAME_DAY,
    ),
    (
        "another moment of a game",
        None,
        mention(score(1, 0), text="at half-time", predicate="lead"),
        mention(score(3, 1), "b", predicate="beat"),
        SAME_DAY,
    ),
    (
        "another period",
        None,
        mention(figure(44, unit="percent"), period=q(1)),
        mention(figure(48, unit="percent"), "b", period=q(4)),
        SAME_DAY,
    ),
    (
        "two statements",
        None,
        mention(day("Tuesday", TUESDAY), predicate="say"),
        mention(day("Wednesday", WEDNESDAY), "b", predicate="tell"),
        SAME_DAY,
    ),
    (
        "count that goes on",
        "update",
        mention(figure(53), text="seats with nine in ten votes counted", measured="seat"),
        mention(figure(55), "b", measured="seat"),
        SAME_DAY,
    ),
    ("no time", None, mention(figure(3), **KILLED), mention(figure(9), "b", **KILLED), times()),
    (
        "long apart",
        "update",
        mention(figure(4100), measured="shop"),
        mention(figure(3600), "b", measured="shop"),
        times(a=date(2022, 5, 2), b=TUESDAY),
    ),
    (
        "toll that grows",
        "update",
        mention(figure(3), **KILLED),
        mention(figure(9), "b", **KILLED),
        NEXT_DAY,
    ),
    (
        "toll revised",
        "update",
        mention(figure(9), **KILLED),
        mention(figure(3), "b", speaker="health ministry", **KILLED),
        NEXT_DAY,
    ),
    (
        "toll that falls",
        "contradiction",
        mention(figure(9), **KILLED),
        mention(figure(3), "b", **KILLED),
        NEXT_DAY,
    ),
    (
        "level that moves",
        "update",
        mention(figure(80, unit="dollar"), measured="price"),
        mention(figure(78, unit="dollar"), "b", measured="price"),
        NEXT_DAY,
    ),
    (
        "figure revised",
        "update",
        mention(figure(44.8, unit="celsius")),
        mention(figure(43.9, unit="celsius"), "b", "degrees was the corrected reading"),
        NEXT_DAY,
    ),
    (
        "one source, later",
        "update",
        mention(figure(600), measured="officer", speaker="ministry"),
        mention(figure(300), "b", measured="officer", speaker="ministry"),
        NEXT_DAY,
    ),
    (
        "two sources",
        "dispute",
        mention(figure(900), measured="nurse", speaker="union"),
        mention(figure(250), "b", measured="nurse", speaker="hospital"),
        SAME_DAY,
    ),
    ("different", "contradiction", mention(figure(31)), mention(figure(30), "b"), SAME_DAY),
]


@pytest.mark.parametrize(("row", "relation", "a", "b", "when"), ROWS, ids=[r[0] for r in ROWS])
def test_row(row, relation, a, b, when):
    made = relate(a, b, when)
    assert (made.row, made.relation) == (row, relation)
    assert made.reason and made == relate(b, a, when)


@pytest.mark.parametrize(
    ("period", "row"),
    [
        (
            day("in 2025", date(2025, 1, 1), date(2025, 12, 31), granularity="year"),
            "another period",
        ),
        (day("to May", date(2025, 1, 1), date(2025, 5, 31), granularity="range"), "another period"),
        (day("January to March", q(1).first, q(1).last, granularity="range"), "different"),
    ],
)
def test_half_a_year_is_another_period_than_the_year_and_one_period_has_two_names(period, row):
    moved = mention(figure(1.4e6), period=replace(q(1), granularity="quarter"))
    assert relate(moved, mention(figure(2.9e6), "b", period=period), SAME_DAY).row == row


def test_a_day_of_another_verb_than_saying_differs():
    a = mention(day("Tuesday", TUESDAY), predicate="say")
    b = mention(day("Wednesday", WEDNESDAY), "b", predicate="announce")
    assert relate(a, b, SAME_DAY).relation == "contradiction"


def test_a_reason_reads_well_of_one_speaker_and_of_several():
    said = [
        relate(
            mention(figure(900), measured="nurse", speaker=speaker),
            mention(figure(250), "b", measured="nurse", speaker="the hospital"),
            SAME_DAY,
        ).reason
        for speaker in ("the union", "organisers")
    ]
    assert "the union gave 900" in said[0] and "organisers gave 900" in said[1]


def test_every_row_is_reached_and_the_last_holds_always():
    assert [row.name for row in TABLE] == [*dict.fromkeys(row.name for row in TABLE)]
    assert {row.name for row in TABLE} == {row for row, *_ in ROWS}


@pytest.mark.parametrize(
    ("a", "b", "agree"),
    [
        (day("Friday night", date(2025, 3, 7)), day("early Saturday", date(2025, 3, 8)), True),
        (day("Friday", date(2025, 3, 7)), day("Saturday", date(2025, 3, 8)), False),
        (day("today", TUESDAY), day("Monday", date(2025, 3, 10)), True),
        (day("March 4", date(2025, 3, 4)), day("4 March 2024", date(2024, 3, 4)), True),
        (day("March 4, 2025", date(2025, 3, 4)), day("4 March 2024", date(2024, 3, 4)), False),
        (day("Wednesday", date(2025, 3, 5)), day("March 12", date(2025, 3, 12)), True),
        (day("Wednesday", date(2025, 3, 5)), day("March 13", date(2025, 3, 13)), False),
        (day("Monday", date(2025, 3, 10)), day("Monday", date(2025, 3, 17)), True),
        (day("Sunday night", date(2025, 3, 9)), day("March 10, 2025", date(2025, 3, 10)), True),
        (figure(3, "three months", unit="month"), day("December", date(2024, 12, 1)), True),
        (figure(3, "three months", unit="month"), day("July", date(2024, 7, 1)), False),
    ],
)
def test_only_what_a_date_says_can_contradict(a, b, agree):
    made = relate(mention(a), mention(b, "b"), SAME_DAY)
    assert (made.relation == "agreement") == agree


def test_hours_tell_the_later_toll_and_an_hour_does_not():
    def at(hour: int) -> datetime:
        return datetime(2025, 3, 12, hour, tzinfo=UTC)

    a, b = mention(figure(71), **KILLED), mention(figure(74), "b", **KILLED)
    assert relate(a, b, times(a=at(9), b=at(10))).relation == "contradiction"
    assert relate(a, b, times(a=at(9), b=at(20))).relation == "update"


def test_a_fixed_fact_contradicts_a_day_later():
    a = mention(figure(7, unit="year"), measured="sentence")
    b = mention(figure(9, unit="year"), "b", measured="sentence")
    assert relate(a, b, NEXT_DAY).relation == "contradiction"


def test_times_come_from_the_articles():
    zoned = Article(outlet="A", text="x", published="2025-03-12T23:30:00-05:00")
    plain = Article(outlet="B", text="y", published="2025-03-12")
    unknown = Article(outlet="C", text="z", within=(TUESDAY, THURSDAY))
    stamps = Times.of([zoned, plain, unknown]).stamps
    assert stamps[zoned.id].moment == datetime(2025, 3, 13, 4, 30, tzinfo=UTC)
    assert (stamps[zoned.id].first, stamps[plain.id].moment) == (WEDNESDAY, None)
    assert (stamps[unknown.id].first, stamps[unknown.id].last) == (TUESDAY, THURSDAY)


# Laws.
ROLE = st.sampled_from(
    [
        "level",
        "change by",
        "change to",
        "part",
        "addition",
        "limit",
        "forecast",
        "plan",
        "demand",
        "earlier value",
        "hypothetical",
        "denied",
        "alleged",
    ]
)
DAYS = st.dates(date(2024, 1, 1), date(2026, 12, 31))
WORDS = st.sampled_from(["", "now", "revised", "disputed", "by Friday", "\x00", "(", "12"])
VALUES = st.one_of(
    st.builds(
        figure,
        st.integers(0, 40),
        unit=st.sampled_from(["", "percent", "dollar", "month"]),
        bound=st.sampled_from(["exact", "about", "at least", "at most"]),
    ),
    st.builds(day, st.sampled_from(["Monday", "May", "today", "two weeks ago", "2024"]), DAYS),
    st.builds(day, st.just("then"), st.none(), unresolved=st.just("open")),
    st.builds(
        Name,
        text=st.text(max_size=5),
        start=st.just(0),
        end=st.just(3),
        kind=st.just("place"),
        canonical=st.sampled_from(["France", "Paris", "Oslo"]),
    ),
    st.builds(
        ClockTime,
        text=st.just("9:00"),
        start=st.just(0),
        end=st.just(4),
        first=st.integers(0, 1439),
        last=st.just(1439),
        zone=st.sampled_from([None, 60]),
    ),
    st.builds(
        Score,
        text=st.just("2-1"),
        start=st.just(0),
        end=st.just(3),
        points=st.tuples(st.integers(0, 3), st.integers(0, 3)),
    ),
)
FRAMES = st.fixed_dictionaries(
    {
        "role": ROLE,
        "measured": st.sampled_from(["", "person", "price", "sentence"]),
        "predicate": st.sampled_from(["", "kill", "beat", "lead"]),
        "sides": st.tuples(*[st.sampled_from(["", "ost", "pell"])] * 2),
        "speaker": st.sampled_from([None, "police", "army"]),
        "said_on": st.one_of(st.none(), st.builds(day, st.just("Monday"), DAYS)),
        "of": st.sampled_from([(), ("a",), ("a", "b")]),
    }
)
MENTIONS = st.builds(
    lambda value, article, text, frame: mention(value, article, text, **frame),
    VALUES, st.sampled_from("abcd"), WORDS, FRAMES,
)  # fmt: skip
MOMENTS = st.datetimes(datetime(2024, 1, 1), datetime(2026, 12, 31)).map(
    lambda d: d.replace(tzinfo=UTC)
)
TIMES = st.dictionaries(st.sampled_from("abcd"), st.one_of(DAYS, MOMENTS)).map(
    lambda days: times(**days)
)


@settings(max_examples=400, deadline=None)
@given(MENTIONS, MENTIONS, TIMES)
def test_total_and_symmetric(a, b, when):
    assume(a.id != b.id)
    made = relate(a, b, when)
    assert made == relate(b, a, when)
    assert made.abstained is False or made.relation is None


@settings(max_examples=200, deadline=None)
@given(st.integers(0, 10**9), st.sampled_from(["", "percent", "dollar"]), TIMES, FRAMES)
def test_equal_values_of_one_frame_never_differ(low, unit, when, frame):
    a, b = (mention(figure(low, unit=unit), x, **frame) for x in "ab")
    assert relate(a, b, when).relation in ("agreement", None)


@settings(max_examples=150, deadline=None)
@given(st.lists(MENTIONS, max_size=8), TIMES, st.randoms(use_true_random=False))
def test_a_slot_settles_to_the_same_whatever_the_order(mentions, when, random):
    distinct = list({m.id: m for m in mentions}.values())
    one = settle(slot(*distinct), when)
    random.shuffle(distinct)
    other = settle(slot(*distinct), when)
    assert (one.values, one.relations, one.decided) == (
        other.values,
        other.relations,
        other.decided,
    )
    names = [made.relation for made in one.relations if made.relation != "agreement"]
    assert len(names) == len(set(names))
    assert sorted(m.id for group in one.values for m in group.mentions) == sorted(
        m.id for m in distinct
    )


def slot(*mentions: Mention) -> Slot:
    return Slot(id="s", name="people killed", kind="number", mentions=mentions, links=())


def test_of_a_live_blog_the_later_entry_holds():
    morning, noon = datetime(2025, 3, 11, 9, 10), datetime(2025, 3, 11, 12, 40)
    three = replace(mention(figure(3), "a", **KILLED), entry=morning)
    seven = replace(mention(figure(7, start=40), "a", **KILLED), entry=noon)
    five = mention(figure(5), "b", **KILLED)
    settled = settle(slot(seven, three, five), SAME_DAY)
    assert [group.mentions[0].value.low for group in settled.values if group.earlier] == [3]
    [contrary] = [made for made in settled.relations if made.relation == "contradiction"]
    assert {settled.values[n].mentions[0].value.low for n in contrary.groups} == {5, 7}


def test_entries_with_and_without_a_zone_are_told_in_order():
    zoned, plain = datetime(2025, 3, 11, 9, tzinfo=UTC), datetime(2025, 3, 11, 12)
    three = replace(mention(figure(3), "a", **KILLED), entry=zoned)
    seven = replace(mention(figure(7, start=40), "a", **KILLED), entry=plain)
    settled = settle(slot(seven, three, mention(figure(5), "b", **KILLED)), SAME_DAY)
    assert [group.mentions[0].value.low for group in settled.values if group.earlier] == [3]


def test_an_article_is_as_new_as_its_last_change():
    older = Article(outlet="a", text="x", published="2025-03-04")
    changed = Article(outlet="b", text="y", published="2025-03-04", modified=date(2025, 3, 6))
    times = Times.of([older, changed])
    one = mention(figure(31), older.id, predicate="kill")
    other = mention(figure(44), changed.id, predicate="kill")
    assert relate(one, other, times).relation == "update"


@pytest.mark.parametrize(
    ("part", "whole", "text", "relation"),
    [
        (figure(38), figure(210), "burglaries in the Kessel quarter of Velde", None),
        (figure(65, unit="percent"), figure(40, unit="percent"), "in the south of Velde", None),
        # the part cannot have more than the whole
        (figure(310), figure(210), "burglaries in the Kessel quarter of Velde", "contradiction"),
        # a part of another place
        (figure(38), figure(210), "burglaries in the Kessel quarter of Brell", "contradiction"),
    ],
)
def test_what_is_of_a_quarter_of_a_town_does_not_contradict_the_town(part, whole, text, relation):
    one = mention(part, "a", text, words=("burglary", "velde"))
    other = mention(whole, "b", "burglaries in Velde", words=("burglary", "velde"))
    times = Times(stamps={a: Stamp(first=TUESDAY, last=TUESDAY) for a in "ab"})
    assert relate(one, other, times).relation == relation


@pytest.fixture(scope="module")
def parser():
    return Parser.load()


def told(parser: Parser, text: str, value: str, outlet: str) -> Mention:
    """The mention of a value in a text, as it is read."""
    article = Article(outlet=outlet, text=text, published="2025-03-11")
    _, found, _ = read_texts([Member(article=article, origin=article.id)], parser)
    return next(m for m in found if m.value.text == value)


def related(parser: Parser, one: tuple[str, str], other: tuple[str, str]) -> str | None:
    """What two values, each with its text, are to each other on one day, whoever tells which."""
    stamp = Stamp(first=TUESDAY, last=TUESDAY)
    found = []
    for sides in ((one, other), (other, one)):
        a, b = (told(parser, *side, outlet) for side, outlet in zip(sides, "AB", strict=True))
        found.append(relate(a, b, Times(stamps={a.article: stamp, b.article: stamp})).relation)
    assert found[0] == found[1]
    return found[0]


@pytest.mark.parametrize(
    ("one", "other", "relation"),
    [
        # The same result of the other side, also where a name is taken for another word.
        (
            ("Orvelo beat Talmor 67-62 on Sunday.", "67-62"),
            ("Talmor beat Orvelo 67-62 on Sunday.", "67-62"),
            "contradiction",
        ),
        (
            ("Marlow leads Denning by 46 percent to 40 percent.", "46 percent"),
            ("Denning leads Marlow by 46 percent to 40 percent.", "46 percent"),
            "contradiction",
        ),
        (
            ("Marlow is ahead of Denning by six points.", "six points"),
            ("Denning is ahead of Marlow by six points.", "six points"),
            "contradiction",
        ),
        (
            ("The council approved the harbour plan 9-4.", "9-4"),
            ("The council rejected the harbour plan 9-4.", "9-4"),
            "contradiction",
        ),
        # The same result from its other end.
        (
            ("Orvelo beat Talmor 67-62 on Sunday.", "67-62"),
            ("Talmor lost 62-67 to Orvelo on Sunday.", "62-67"),
            "agreement",
        ),
        (
            ("Hafford Athletic defeated Kelm Town 3-2.", "3-2"),
            ("Kelm Town were beaten 3-2 by Hafford Athletic.", "3-2"),
            "agreement",
        ),
        (
            ("Lena Ost defeated Mara Pell 6-4, 6-3.", "6-4, 6-3"),
            ("Mara Pell lost 6-4, 6-3 to Lena Ost.", "6-4, 6-3"),
            "agreement",
        ),
        (
            ("Marlow leads Denning by six points.", "six points"),
            ("Denning trails Marlow by six points.", "six points"),
            "agreement",
        ),
        # What is counted beside the result is of both sides.
        (
            ("The Wolves beat the Bears before 12,000 spectators.", "12,000"),
            ("The Bears beat the Wolves before 12,000 spectators.", "12,000"),
            "agreement",
        ),
        # Another game that ended alike.
        (
            ("Orvelo beat Talmor 67-62 on Sunday.", "67-62"),
            ("Talmor beat Velde 67-62 on Sunday.", "67-62"),
            "agreement",
        ),
        # What it stood at, and how it ended.
        (
            ("Brell led Velde 1-0 at half-time.", "1-0"),
            ("Brell beat Velde 3-1.", "3-1"),
            None,
        ),
        (
            ("The Wolves trailed the Bears 7-10 after the first quarter.", "7-10"),
            ("The Wolves beat the Bears 31-17.", "31-17"),
            None,
        ),
        (
            ("Rask scored in his first game as Brell beat Velde 3-2.", "3-2"),
            ("Brell beat Velde 3-1, and Rask scored.", "3-1"),
            "contradiction",
        ),
        (
            ("The Wolves led 14-3 at the break.", "14-3"),
            ("The Wolves led 21-3 at half-time.", "21-3"),
            "contradiction",
        ),
        (
            ("Brell beat Velde 3-1 after leading 1-0 at half-time.", "3-1"),
            ("Brell beat Velde 4-1 after leading 1-0 at half-time.", "4-1"),
            "contradiction",
        ),
    ],
)
def test_results_of_games_and_votes(parser, one, other, relation):
    assert related(parser, one, other) == relation


@pytest.mark.parametrize(
    ("one", "other", "differ"),
    [
        (
            ("Profit before tax was 2.4 billion crowns.", "2.4 billion"),
            ("Profit after tax was 1.8 billion crowns.", "1.8 billion"),
            False,
        ),
        (
            ("Carvel Bank had an operating income of $1.9 billion.", "$1.9 billion"),
            ("Carvel Bank had a net income of $1.3 billion.", "$1.3 billion"),
            False,
        ),
        (
            ("Core inflation in Orvelia was 2.9 percent.", "2.9 percent"),
            ("Headline inflation in Orvelia was 3.4 percent.", "3.4 percent"),
            False,
        ),
        (
            ("Food inflation in Orvelia was 5.2 percent.", "5.2 percent"),
            ("Inflation in Orvelia was 3.4 percent.", "3.4 percent"),
            False,
        ),
        (
            ("Domestic demand at Tolva Steel fell 12 percent.", "12 percent"),
            ("Foreign demand at Tolva Steel fell 3 percent.", "3 percent"),
            False,
        ),
        (
            ("The Asian arm of Pellmark earned $30 million.", "$30 million"),
            ("Pellmark earned $210 million.", "$210 million"),
            False,
        ),
        (
            ("Among women, 58 percent approve of the mayor.", "58 percent"),
            ("A poll found that 47 percent approve of the mayor.", "47 percent"),
            False,
        ),
        (
            ("Of men, 61 percent want the bridge.", "61 percent"),
            ("A survey found that 44 percent of women want the bridge.", "44 percent"),
            False,
        ),
        (
            ("The raid in Venezuela killed 32 Cuban soldiers.", "32"),
            ("Venezuela mourned 24 soldiers who were killed in the raid.", "24"),
            False,
        ),
        (
            ("Turkey expelled 12 Dutch diplomats.", "12"),
            ("Turkey expelled nine Austrian diplomats.", "nine"),
            False,
        ),
        (
            ("The embassy said 14 British tourists were on board the ferry.", "14"),
            ("In Greece 31 tourists were on board the ferry.", "31"),
            False,
        ),
        # The nation may be left out where no other is named, and be told in another place.
        (
            ("Militants killed 40 Iraqi soldiers.", "40"),
            ("Militants killed 60 soldiers near the border.", "60"),
            True,
        ),
        (
            ("Militants killed 40 Iraqi soldiers.", "40"),
            ("Militants killed 60 soldiers in Iraq.", "60"),
            True,
        ),
        (
            ("Turkey expelled 12 Dutch diplomats.", "12"),
            ("Turkey expelled nine Dutch diplomats.", "nine"),
            True,
        ),
        # One measure, narrowed alike or only spelt out.
        (
            ("The Greens won 41 seats in the parliament of Sarvia.", "41"),
            ("The Greens took 37 seats in Sarvia's parliament.", "37"),
            True,
        ),
        (
            ("The blaze destroyed 12 houses in the port of Velde.", "12"),
            ("The blaze destroyed 19 houses in Velde's port.", "19"),
            True,
        ),
        (
            ("Norden reported a net profit of $410 million.", "$410 million"),
            ("Norden reported a net profit of $365 million.", "$365 million"),
            True,
        ),
        (
            ("Headline inflation in Orvelia was 2.9 percent.", "2.9 percent"),
            ("Inflation in Orvelia was 3.4 percent.", "3.4 percent"),
            True,
        ),
        (
            ("The bank set its interest rate at 4.5 percent.", "4.5 percent"),
            ("The bank set its rate at 4.75 percent.", "4.75 percent"),
            True,
        ),
        (
            ("He was given a jail sentence of four years.", "four years"),
            ("He was given a prison sentence of six years.", "six years"),
            True,
        ),
        (
            ("The Asian arm of Pellmark earned $30 million.", "$30 million"),
            ("The Asian arm of Pellmark earned $45 million.", "$45 million"),
            True,
        ),
        (
            ("The drug reduces severe illness by 67 percent among the elderly.", "67 percent"),
            ("The drug cut severe illness by 82 percent in older adults.", "82 percent"),
            True,
        ),
        (
            ("Norden signed a contract for 41 trains.", "41"),
            ("Norden signed a contract for 37 trains.", "37"),
            True,
        ),
        (
            ("Among voters, 61 percent want the bridge.", "61 percent"),
            ("A survey found that 52 percent of voters want the bridge.", "52 percent"),
            True,
        ),
    ],
)
def test_one_noun_that_is_narrowed_to_two_things(parser, one, other, differ):
    assert related(parser, one, other) == ("contradiction" if differ else None)


@pytest.mark.parametrize(
    ("one", "other", "differ"),
    [
        (
            ("The driver of the bus, Jon Meyer, 34, was unhurt.", "34"),
            ("A passenger of the bus, Jon Meyer, 61, died.", "61"),
            False,
        ),
        (
            ("The bus driver Jon Meyer, 34, was unhurt.", "34"),
            ("Jon Meyer, 61, a retired teacher, died in the crash.", "61"),
            False,
        ),
        (
            ("Nell Tarr, a 38-year-old nurse, found the body.", "38-year-old"),
            ("The victim's neighbour, Nell Tarr, 71, found the body.", "71"),
            False,
        ),
        # One person, told with two ages.
        (
            ("The driver of the bus, Jon Meyer, 34, was unhurt.", "34"),
            ("The driver, Jon Meyer, 61, was unhurt.", "61"),
            True,
        ),
        (
            ("The former mayor, Ivo Rask, 58, was sentenced.", "58"),
            ("The businessman Ivo Rask, 56, was sentenced.", "56"),
            True,
        ),
        (
            ("The victim, Nell Tarr, 71, was found on Monday.", "71"),
            ("The teacher Nell Tarr, 58, was found on Monday.", "58"),
            True,
        ),
    ],
)
def test_ages_of_two_people_of_one_name(parser, one, other, differ):
    assert related(parser, one, other) == ("contradiction" if differ else None)


@pytest.mark.parametrize(
    ("one", "other", "relation"),
    [
        (
            ("Sales fell by 5 percent in March.", "5 percent"),
            ("Sales rose by 5 percent in March.", "5 percent"),
            "contradiction",
        ),
        (
            ("Exports halved last year.", "halved"),
            ("Exports rose by 50 percent last year.", "50 percent"),
            "contradiction",
        ),
        (
            ("Exports halved last year.", "halved"),
            ("Exports fell by 50 percent last year.", "50 percent"),
            "agreement",
        ),
        (
            ("The bank halved its dividend.", "halved"),
            ("The bank cut its dividend by a third.", "a third"),
            "contradiction",
        ),
        (
            ("The mine trebled its output.", "trebled"),
            ("The output of the mine rose threefold.", "threefold"),
            "agreement",
        ),
        (
            ("The council raised the fee by 12 crowns.", "12"),
            ("The council cut the fee by 12 crowns.", "12"),
            "contradiction",
        ),
        (
            ("Shares rose 3 percent on Monday.", "3 percent"),
            ("Shares fell 3 percent on Tuesday.", "3 percent"),
            None,
        ),
    ],
)
def test_changes_have_a_direction_and_one_measure(parser, one, other, relation):
    assert related(parser, one, other) == relation
