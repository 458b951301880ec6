"""The conditions of the table's rows, each a small predicate over a pair."""

from __future__ import annotations

from claimcheck.records.mentions import Mention, Role
from claimcheck.records.values import DateSpan, Figure, Name, Score
from claimcheck.relations.cues import (
    counts_for_sides,
    is_standing,
    moment_of,
    names_scope,
    plain_saying,
    tells,
    way_of,
    wholes,
    words_of,
)
from claimcheck.relations.pair import Pair
from claimcheck.values.places import canonical_place

# Two outlets that report a number some days apart mean it to be the same number; what is more
# than two weeks old may have been overtaken. All labelled contradictions lie within a day.
LONG_APART = 14
# Two digits that changed places make up to so much, as in 34 and 43.
NO_SLIP = 9
# A period so many times as long as another is another period: half a year and a year are.
_LONGER = 1.5
_MONTH = 28  # days
_AHEAD: tuple[Role, ...] = ("plan", "forecast", "demand", "hypothetical")
_LONG_PERIODS = ("month", "quarter", "half", "year", "decade")
_RESULTS: tuple[Role, ...] = ("level", "change to", "change by", "alleged", "part", "addition")


def superseded_in_article(pair: Pair) -> bool:
    """Of two values of one article, one is told as an earlier one."""
    return one_article(pair) and pair.one("earlier value")


def one_article(pair: Pair) -> bool:
    """Both values stand in one article."""
    return pair.first.article == pair.second.article


def open_date(pair: Pair) -> bool:
    """A date has no interval, or was counted from a guess."""
    return incomparable(pair) and all(isinstance(m.value, DateSpan) for m in pair.both)


def denied_by_both(pair: Pair) -> bool:
    """Both outlets report the value as denied."""
    return _of_one_statement(pair) and pair.roles == {"denied"} and agrees(pair)


def denied_by_party(pair: Pair) -> bool:
    """A named source denies the value that the other side gives."""
    return denied(pair) and any(m.frame.role == "denied" and m.frame.speaker for m in pair.both)


def denied(pair: Pair) -> bool:
    """What one side denies the other states."""
    return _of_one_statement(pair) and pair.one("denied") and agrees(pair)


def conditional(pair: Pair) -> bool:
    """One value holds only if something else does."""
    told = [m.frame.role in _AHEAD and tells(m, "condition") for m in pair.both]
    supposed = pair.one("hypothetical") and _has_result(pair)
    return _differ(pair) and (supposed or told[0] != told[1])


def alleged_against_stated(pair: Pair) -> bool:
    """What one side alleges the other states."""
    return _of_one_statement(pair) and pair.one("alleged") and agrees(pair)


def change_against_level(pair: Pair) -> bool:
    """One value is a change, the other what it came to."""
    return _is_figure(pair) and pair.one("change by")


def limit_against_value(pair: Pair) -> bool:
    """One value is a bound that was laid down."""
    bounds = [getattr(m.value, "bound", "") for m in pair.both]
    return pair.one("limit") and bounds.count("at most") < 2 and _differ(pair)


def demand_against_outcome(pair: Pair) -> bool:
    """One value was asked or offered."""
    return pair.one("demand") and _differ(pair)


def turned(pair: Pair) -> bool:
    """The same result is told of the other side."""
    return pair.turned and agrees(pair) and all(_of_result(mention) for mention in pair.both)


def other_moment(pair: Pair) -> bool:
    """One side tells what a game stood at, and the other how it ended or what it stood at at
    another moment: the verb goes on on one side only, or two moments are told.
    """
    if not all(isinstance(m.value, Score) for m in pair.both):
        return False
    standing = [is_standing(m.frame.predicate) for m in pair.both]
    return standing[0] != standing[1] or moment_of(pair.first) != moment_of(pair.second)


def turned_change(pair: Pair) -> bool:
    """What rose on one side fell on the other, at one time."""
    return two_changes(pair) and pair.days == 0 and not _periods_apart(pair)


def two_changes(pair: Pair) -> bool:
    """One value is how far something rose, the other how far it fell."""
    ways = [way_of(mention) for mention in pair.both]
    return sum(ways) == 0 != ways[0]


def grown_within_bounds(pair: Pair) -> bool:
    """A later and larger count that an earlier "at least" would allow."""
    return (
        pair.comparison.verdict == "compatible"
        and toll_grows(pair)
        and bool(pair.days)
        and any(getattr(m.value, "bound", "") == "exact" for m in pair.both)
    )


def two_ranges(pair: Pair) -> bool:
    """Two stretches of time with other ends, though they overlap."""
    return compatible(pair) and all(
        isinstance(m.value, DateSpan)
        and m.value.granularity == "range"
        and any(character.isdigit() for character in m.value.text)
        for m in pair.both
    )


def equal(pair: Pair) -> bool:
    """The values are the same."""
    return pair.comparison.verdict == "equal"


def compatible(pair: Pair) -> bool:
    """Bounds, rounding, units, or a date or place that holds the other."""
    return pair.comparison.verdict == "compatible"


def other_reading(pair: Pair) -> bool:
    """Two phrases that differ only in what was counted from the day of writing."""
    return pair.reading


def agrees(pair: Pair) -> bool:
    """Both values may be right of one thing at one moment."""
    return equal(pair) or compatible(pair) or pair.reading


def incomparable(pair: Pair) -> bool:
    """Two units or types that do not convert."""
    return pair.comparison.verdict == "incomparable" and not pair.reading


def earlier_value(pair: Pair) -> bool:
    """One value is told as superseded."""
    return pair.one("earlier value")


def part(pair: Pair) -> bool:
    """One value is a part of another or is added to it."""
    return _is_figure(pair) and (pair.one("part") or pair.one("addition"))


def part_of_whole(pair: Pair) -> bool:
    """One value is of a part of that which the other is of, and a count is the smaller one."""
    one, other = pair.first.value, pair.second.value
    if not isinstance(one, Figure) or not isinstance(other, Figure) or one.low == other.low:
        return False
    if any(_narrower(*mentions) for mentions in (pair.both, pair.both[::-1])):
        return True
    small, large = pair.both if one.low < other.low else pair.both[::-1]
    return _in_part(small, large) or (one.unit != "" and _in_part(large, small))


def _narrower(part: Mention, whole: Mention) -> bool:
    """Whether one is of more words, of which the other's sentence tells none in another place."""
    wide, narrow = set(whole.frame.of), set(part.frame.of)
    told = {*whole.frame.words, *words_of(whole.sentence.text)}
    return bool(wide) and wide < narrow and told.isdisjoint(narrow - wide)


def _in_part(part: Mention, whole: Mention) -> bool:
    """Whether one is of a part of a place or a company, and the other of the whole."""
    told = wholes(part.sentence.text) & set(whole.frame.words)
    return bool(told) and not told & wholes(whole.sentence.text)


def other_scope(pair: Pair) -> bool:
    """One quantity narrowed to two: core inflation and inflation, profit before and after tax.

    Of 58 labelled pairs of one slot that differ it holds of none, of 792 of two slots that words
    liken of 13 (bundles of folds 0 to 2).
    """
    one, other = (mention.frame for mention in pair.both)
    if set(one.quantity).isdisjoint(other.quantity):
        return False
    alone = [set(one.scope) - set(other.scope), set(other.scope) - set(one.scope)]
    others = pair.both[::-1]
    return any(
        not names_scope(other.sentence.text, scope)
        for scopes, other in zip(alone, others, strict=True)
        for scope in scopes
    )


def other_nation(pair: Pair) -> bool:
    """People or things of a nation that the other side, which names some country, never names.

    Of 58 labelled pairs of one slot that differ it holds of none (bundles of folds 0 to 2).
    """
    return any(_of_nation(*mentions) for mentions in (pair.both, pair.both[::-1]))


def _of_nation(mention: Mention, other: Mention) -> bool:
    told = {canonical_place(word.title()) for word in mention.frame.modifiers} - {None}
    named = {canonical_place(place) for place in other.frame.place} - {None}
    return bool(told) and bool(named) and told.isdisjoint(named)


def other_group(pair: Pair) -> bool:
    """Shares of two groups of people, or of one and of everybody.

    By how much something changed "among the elderly" may be told elsewhere of them in other words.
    """
    told = [set(mention.frame.group) for mention in pair.both]
    named = [told[n] or set(m.frame.quantity) for n, m in enumerate(pair.both)]
    shares = [not m.frame.quantity for n, m in enumerate(pair.both) if told[n]]
    return any(told) and (all(told) or all(shares)) and named[0].isdisjoint(named[1])


def two_people(pair: Pair) -> bool:
    """Ages of two people of one name: each is something else, and they are far apart in years."""
    one, other = pair.first.value, pair.second.value
    if not isinstance(one, Figure) or not isinstance(other, Figure):
        return False
    told = [set(mention.frame.quantity) for mention in pair.both]
    of_two = all(told) and told[0].isdisjoint(told[1])
    return one.unit == other.unit == "age" and of_two and abs(one.low - other.low) > NO_SLIP


def disputed(pair: Pair) -> bool:
    """A source contests the other's value, or sets its own beside it."""
    if pair.told_by("disputes"):
        return pair.parties or pair.naming or pair.quoting is not None
    return pair.parties and pair.quoting is not None and not pair.told_by("revised")


def two_sources(pair: Pair) -> bool:
    """Each outlet gives the value of a source of its own."""
    return pair.parties


def corrected(pair: Pair) -> bool:
    """The later sentence gives the earlier value too, and what became of it."""
    return pair.quoting is not None and (pair.told_by("revised") or pair.told_by("later"))


def forecast_then_result(pair: Pair) -> bool:
    """What was foretold, and what came."""
    return pair.first.frame.role == "forecast" and pair.order == 1 and _has_result(pair)


def forecast(pair: Pair) -> bool:
    """A figure that was foretold is no count of what came."""
    return _is_figure(pair) and pair.one("forecast") and _has_result(pair)


def plan_then_outcome(pair: Pair) -> bool:
    """What was to be, and what came; a date ahead of its article, and one behind it."""
    if all(isinstance(m.value, DateSpan) for m in pair.both):
        ahead = [m for m, future in zip(pair.both, pair.future, strict=True) if future]
        return len(ahead) == 1 and ahead[0].frame.role in _AHEAD and _has_result(pair)
    return pair.first.frame.role == "plan" and pair.order == 1 and _has_result(pair)


def plan_moved(pair: Pair) -> bool:
    """Both dates or plans are ahead, and one was told later."""
    return all(pair.future) and pair.order == 1


def other_period(pair: Pair) -> bool:
    """The clauses give the values two periods that do not touch, or one far longer than the other.

    What was moved in half a year is no other count of what was moved in the year. Of 177 labelled
    pairs of one slot that differ the second part holds of one, whose "between April and June" is
    read as April; of 1,782 of two slots that words liken most, of 12 (bundles of folds 0 to 3, and
    short stories).
    """
    one, other = (m.frame.period for m in pair.both)
    if one is None or other is None or one.inferred or other.inferred:
        return False
    if not _is_long(one) or not _is_long(other):
        return False  # a day is when a count was taken, and may be told only on one side
    lengths = sorted(_days(period) for period in (one, other))
    return _periods_apart(pair) or 0 < lengths[0] * _LONGER < lengths[1]


def _is_long(period: DateSpan) -> bool:
    month = period.granularity == "range" and _days(period) >= _MONTH
    return month or period.granularity in _LONG_PERIODS


def _days(period: DateSpan) -> int:
    """How many days a period has, 0 where it is open."""
    if period.first is None or period.last is None:
        return 0
    return (period.last - period.first).days + 1


def two_sayings(pair: Pair) -> bool:
    """Two days on which somebody said something, most often not the same thing.

    Of 45 labelled pairs that words liken most, one is of one slot; of those with another verb on
    both sides 23 of 180 (bundles of folds 0 to 3, and short stories).
    """
    dates = all(isinstance(m.value, DateSpan) for m in pair.both)
    return dates and all(m.frame.predicate in plain_saying() for m in pair.both)


def _periods_apart(pair: Pair) -> bool:
    one, other = (m.frame.period for m in pair.both)
    if one is None or one.first is None or one.last is None:
        return False
    if other is None or other.first is None or other.last is None:
        return False
    return one.last < other.first or other.last < one.first


def still_counted(pair: Pair) -> bool:
    """One of two results of a vote is told as that of a count that goes on."""
    told = [tells(m, "counting") for m in pair.both]
    return _is_figure(pair) and told[0] != told[1]


def undated_change(pair: Pair) -> bool:
    """What changes with time, and nobody knows which came first."""
    return pair.order is None and pair.change in ("grows", "moves")


def long_apart(pair: Pair) -> bool:
    """So long after that anything which is not laid down may have changed."""
    return pair.days is not None and pair.days > LONG_APART and pair.change != "fixed"


def toll_grows(pair: Pair) -> bool:
    """A later count is the larger one."""
    return pair.change == "grows" and pair.order == 1 and pair.grown


def toll_revised(pair: Pair) -> bool:
    """A later count is the smaller one, and a source gives it or tells that it was revised."""
    official = pair.second.frame.speaker is not None and bool(pair.days)
    return toll_falls(pair) and (official or pair.told_by("revised"))


def toll_falls(pair: Pair) -> bool:
    """A later count is the smaller one."""
    return pair.change == "grows" and pair.order == 1 and not pair.grown


def level_moves(pair: Pair) -> bool:
    """What goes up and down, at two times."""
    return pair.change == "moves" and pair.order == 1


def revised(pair: Pair) -> bool:
    """One side tells that a figure was revised, or that it is the newer one."""
    if pair.roles == {"change by"}:
        return False  # "cut its dividend by a third" is what happened, and no revision
    told = pair.told_by("revised") or (pair.told and pair.change == "unknown")
    return _is_figure(pair) and pair.order == 1 and told


def one_source_later(pair: Pair) -> bool:
    """One and the same source gave another value on a later day."""
    return pair.one_source and pair.order == 1 and bool(pair.days) and pair.change != "fixed"


def _of_result(mention: Mention) -> bool:
    value, frame = mention.value, mention.frame
    counted = isinstance(value, Figure) and counts_for_sides(frame, value.unit)
    return isinstance(value, Score) or counted


def _is_figure(pair: Pair) -> bool:
    """Both are figures: of a date, the roles of its clause say little."""
    return all(isinstance(m.value, Figure) for m in pair.both)


def _differ(pair: Pair) -> bool:
    return _is_figure(pair) and not agrees(pair)


def _is_fact(pair: Pair) -> bool:
    """Of a date, a denial or an allegation concerns what happened then, not when."""
    return isinstance(pair.first.value, Figure | Name | Score)


def _of_one_statement(pair: Pair) -> bool:
    """The values are of one verb: what is denied of another verb leaves the value as it is."""
    verbs = {m.frame.predicate for m in pair.both}
    return _is_fact(pair) and len(verbs) == 1 and "" not in verbs


def _has_result(pair: Pair) -> bool:
    return any(m.frame.role in _RESULTS for m in pair.both)
