"""When a value was said to hold, and which of two values is the later one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta

from claimcheck.records import Article
from claimcheck.records.mentions import Mention
from claimcheck.relations.cues import is_late, until

# What two desks publish within three hours rests on the same bulletins: of the tolls of the
# stories' bundles that carry a time, those an hour apart contradict, those half a day apart follow.
SAME_HOURS = timedelta(hours=3)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """A time that lies in the days ``first`` to ``last``; ``moment`` is in UTC, where it is known.

    ``entry`` is that of a live blog by its own clock, which may tell no zone, with the article: it
    tells which of its entries is the later one. Without ``first`` and ``last`` nothing is known.
    """

    first: date | None = None
    last: date | None = None
    moment: datetime | None = None
    entry: tuple[str, datetime] | None = None


UNKNOWN = Stamp()


@dataclass(frozen=True, slots=True, kw_only=True)
class Times:
    """When each article, by its id, was published; an article that is not in it has no time."""

    stamps: Mapping[str, Stamp]

    @classmethod
    def of(cls, articles: Iterable[Article]) -> Times:
        """Read the times off the articles. A time without a zone, or midnight, tells the day."""
        return cls(stamps={article.id: _stamp(article) for article in articles})

    def published(self, mention: Mention) -> Stamp:
        """When the mention's article was published."""
        return self.stamps.get(mention.article, UNKNOWN)

    def as_of(self, mention: Mention) -> Stamp:
        """When the value was said to hold: "by Friday", said on Thursday, or else published.

        What stands in an entry of a live blog was published with it.
        """
        stamp, said = self._told(mention), until(mention) or mention.frame.said_on
        if said is None or said.first is None or said.last is None or said.inferred:
            return stamp
        if stamp.first is None or stamp.last is None:
            return Stamp(first=said.first, last=said.last)
        if said.first > stamp.last or said.last >= stamp.first:
            return stamp  # "will say tomorrow" was not said; what was said today has its moment
        return Stamp(first=said.first, last=said.last)

    def rank(self, mention: Mention) -> tuple[date, datetime, time, bool, float, str, int, str]:
        """By day, moment, the words of the sentence, and size, so that a toll's largest is newest.

        Values are told in this order, in the reason as in the quotes below it.
        """
        as_of = self.as_of(mention)
        day = as_of.first or date.min
        moment = as_of.moment or datetime.combine(day, time(), UTC)
        size = float(getattr(mention.value, "low", 0.0))
        late = is_late(mention)
        clock = as_of.entry[1].time() if as_of.entry else time()
        return day, moment, clock, late, size, mention.article, mention.value.start, mention.id

    def _told(self, mention: Mention) -> Stamp:
        if mention.entry is None:
            return self.published(mention)
        entry = mention.article, mention.entry
        if mention.entry.tzinfo is not None:
            return replace(_moment(mention.entry), entry=entry)
        day = mention.entry.date()
        return Stamp(first=day, last=day, entry=entry)


def apart(one: Stamp, other: Stamp) -> int | None:
    """1 where ``other`` is later, -1 where it is earlier, 0 at one time, None if nobody knows."""
    if one.first is None or one.last is None or other.first is None or other.last is None:
        return None
    if one.entry is not None and other.entry is not None and one.entry[0] == other.entry[0]:
        return _order(one.entry[1], other.entry[1])
    if one.moment is not None and other.moment is not None:
        between = other.moment - one.moment
        return 0 if abs(between) < SAME_HOURS else (1 if between > timedelta() else -1)
    if one.last < other.first:
        return 1
    return -1 if other.last < one.first else 0


def _order(one: datetime, other: datetime) -> int:
    """Of two entries of one blog; where only one of them has a zone, it is the other's too."""
    if (one.tzinfo is None) != (other.tzinfo is None):
        one, other = one.replace(tzinfo=None), other.replace(tzinfo=None)
    return (other > one) - (other < one)


def days_between(one: Stamp, other: Stamp) -> int | None:
    """The least number of days between two times, None if one is unknown."""
    if one.first is None or one.last is None or other.first is None or other.last is None:
        return None
    return max((other.first - one.last).days, (one.first - other.last).days, 0)


def _stamp(article: Article) -> Stamp:
    """An article is as new as its last change."""
    published = article.published
    when = published if isinstance(published, date) else None
    changed = article.modified
    if changed is not None and (when is None or _day(changed) >= _day(when)):
        when = changed
    if when is None:
        first, last = article.within or (None, None)
        return Stamp(first=first, last=last)
    day = _day(when)
    if not isinstance(when, datetime) or when.tzinfo is None or when.time() == time():
        return Stamp(first=day, last=day)
    return _moment(when)


def _moment(when: datetime) -> Stamp:
    try:
        moment = when.astimezone(UTC)
    except OverflowError:  # on the first or the last day of the calendar
        moment = None
    return Stamp(first=when.date(), last=when.date(), moment=moment)


def _day(when: date | datetime) -> date:
    return when.date() if isinstance(when, datetime) else when
