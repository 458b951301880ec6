"""The table of relations: what two values of one slot are to each other, row by row.

The first row whose condition holds decides. Conditions look at a ``Pair`` only, which is the same
for (a, b) and (b, a), so every relation is symmetric; the last row holds always, so the table is
total. Whether two values are of one slot is decided before.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from claimcheck.records.base import Relation
from claimcheck.records.mentions import Mention
from claimcheck.records.slots import Decision
from claimcheck.relations import conditions as is_
from claimcheck.relations.comparing import shown
from claimcheck.relations.pair import Pair
from claimcheck.relations.times import Times


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its condition, the relation that it gives, and why in an editor's words.

    ``reason`` may hold {first} and {second}, the two values as written in the order of time,
    {marked}, the one that is no plain value, and {plain}, the other, {how} they compare, and
    {one} and {other}, who gives them.
    """

    name: str
    holds: Callable[[Pair], bool]
    relation: Relation | None
    reason: str
    otherwise: str = ""
    abstained: bool = False


# fmt: off
TABLE: tuple[Row, ...] = (
    # What is no pair of two outlets' values, or cannot be compared.
    Row("earlier value of one article", is_.superseded_in_article, None,
        "{marked} is given as superseded"),
    Row("one article twice", is_.one_article, None,
        "one article gives {first} and {second}"),
    Row("open date", is_.open_date, None,
        "{how}", "a day of publication, or a date in full", abstained=True),
    # What is not stated as a fact on one side.
    Row("denied by both", is_.denied_by_both, None,
        "both report {first} as denied"),
    Row("denied by a party", is_.denied_by_party, "dispute",
        "{marked} is given on one side and denied on the other", "no source for the denial"),
    Row("denied", is_.denied, None,
        "{marked} is denied on one side, without a source"),
    Row("conditional", is_.conditional, None,
        "{marked} holds only under a condition"),
    Row("alleged against stated", is_.alleged_against_stated, None,
        "{first} is stated on one side and only alleged on the other"),
    Row("limit against value", is_.limit_against_value, None,
        "{marked} is a limit, {plain} a value"),
    Row("demand against outcome", is_.demand_against_outcome, None,
        "{marked} was asked or offered, {plain} is what came of it"),
    # Values that agree.
    Row("sides turned round", is_.turned, "contradiction",
        "{first} for one side against {second} for the other"),
    Row("change turned round", is_.turned_change, "contradiction",
        "up on one side, down on the other: {first} and {second}", "two days or periods"),
    Row("two changes", is_.two_changes, None,
        "a rise and a fall of two times: {first} and {second}"),
    Row("growing within the bounds", is_.grown_within_bounds, "update",
        "from {first} to {second}", "two reports of one day"),
    Row("two stretches of time", is_.two_ranges, "contradiction",
        "{first} against {second}"),
    Row("equal", is_.equal, "agreement",
        "{how}"),
    Row("compatible", is_.compatible, "agreement",
        "{how}"),
    Row("another reading of a date", is_.other_reading, "agreement",
        "{first} and {second} may be one time"),
    Row("units", is_.incomparable, None,
        "{how}", "one unit on both sides", abstained=True),
    # Values that differ because they are not of one moment, part or stage.
    Row("earlier value", is_.earlier_value, None,
        "{marked} is given as superseded"),
    Row("part against whole", is_.part, None,
        "{marked} is a part of {plain} or comes to it"),
    Row("part of a whole", is_.part_of_whole, None,
        "one is of a part of what the other is of"),
    Row("another scope", is_.other_scope, None,
        "{first} and {second} are of two measures: one is narrowed where the other is not"),
    Row("another nation", is_.other_nation, None,
        "{first} and {second} are counted of two nations"),
    Row("two people of one name", is_.two_people, None,
        "{first} and {second} are told of two people"),
    Row("another group", is_.other_group, None,
        "{first} and {second} are shares of two groups of people"),
    Row("two statements", is_.two_sayings, None,
        "{first} and {second} are days of two statements"),
    Row("disputed", is_.disputed, "dispute",
        "{one} gave {first}, {other} gave {second}", "no word of dispute"),
    Row("corrected", is_.corrected, "update",
        "{first} is replaced by {second}"),
    Row("forecast against result", is_.forecast_then_result, "update",
        "{marked} was expected, {plain} came"),
    Row("forecast", is_.forecast, None,
        "{marked} was expected, {plain} is told as a fact"),
    Row("plan against outcome", is_.plan_then_outcome, "update",
        "{marked} was planned, {plain} came"),
    Row("change against level", is_.change_against_level, None,
        "{marked} is by how much it changed, {plain} what it came to"),
    Row("plan moved", is_.plan_moved, "update",
        "the plan went from {first} to {second}", "both told on one day"),
    Row("another moment of a game", is_.other_moment, None,
        "{first} and {second} are what a game stood at at two moments"),
    Row("another period", is_.other_period, None,
        "the values are of two periods"),
    # Values of one thing at two times.
    Row("count that goes on", is_.still_counted, "update",
        "{first} and {second}, of which one is from a count that goes on", "one count"),
    Row("no time", is_.undated_change, None,
        "{first} and {second} may be of two days, which the texts do not tell",
        "a day of publication", abstained=True),
    Row("long apart", is_.long_apart, "update",
        "{first}, and {days} days later {second}", "two reports of one week"),
    Row("toll that grows", is_.toll_grows, "update",
        "from {first} to {second}", "two reports of one moment"),
    Row("toll revised", is_.toll_revised, "update",
        "revised from {first} to {second}", "no source that gives the lower count"),
    Row("toll that falls", is_.toll_falls, "contradiction",
        "an earlier report gave {first}, a later one gives {second}",
        "a source that gives the lower count"),
    Row("level that moves", is_.level_moves, "update",
        "from {first} to {second}", "two reports of one moment"),
    Row("figure revised", is_.revised, "update",
        "{first} is the earlier count, {second} the later one", "no word of a revision"),
    Row("one source, later", is_.one_source_later, "update",
        "{one} gave {first}, and later {second}", "both said on one day"),
    # Everything else: two values of one thing at one time.
    Row("two sources", is_.two_sources, "dispute",
        "{one} gave {first}, {other} gave {second}", "one source"),
    Row("different", lambda _: True, "contradiction",
        "{first} against {second}", "another time, period or part"),
)
# fmt: on


def relate(a: Mention, b: Mention, times: Times) -> Decision:
    """What two values of one slot are to each other, the same whichever comes first."""
    pair = Pair.of(a, b, times)
    row = next(row for row in TABLE if row.holds(pair))
    marked, plain = sorted(pair.both, key=lambda mention: mention.frame.role == "level")
    words = {
        "first": shown(pair.first.value),
        "second": shown(pair.second.value),
        "one": pair.first.frame.speaker or pair.first.outlet,
        "other": pair.second.frame.speaker or pair.second.outlet,
        "marked": shown(marked.value),
        "plain": shown(plain.value),
        "how": pair.comparison.reason,
        "days": str(pair.days or 0),
    }
    return Decision(
        row=row.name,
        relation=row.relation,
        reason=row.reason.format_map(words),
        otherwise=row.otherwise,
        abstained=row.abstained,
    )
