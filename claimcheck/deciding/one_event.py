"""Whether two brief articles tell one event: by the names that both have.

Of a headline or a report of a sentence or two, all that is told is of the event itself, so a
figure of one kind beside a name that few stories have ("Hpakant", "Arvello") is of one event
unless something speaks against it. In a longer article a name stands beside many figures.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Collection, Iterator, Sequence
from difflib import SequenceMatcher

from claimcheck.claims.spans import opening, spans
from claimcheck.comparing import Comparison, Slot
from claimcheck.comparing.align import one_name
from claimcheck.deciding.same_slot import Signs, is_title_case
from claimcheck.deciding.thresholds import Thresholds
from claimcheck.deciding.verdicts import Context
from claimcheck.facts.places import canonical_place, contains, is_wide
from claimcheck.facts.polarity import opposites
from claimcheck.facts.states import states_told
from claimcheck.records import Claim, DateSpan, Figure
from claimcheck.words import FUNCTION_WORDS, content_stems, words

_MOST_CLAIMS = 3
ENOUGH_CLAIMS = 4  # of an article that shows enough of its event
_OFTEN = 3
_WEEKDAYS = frozenset(day.casefold() for day in calendar.day_name)
# Words of names that many names have.
_GENERIC = frozenset(
    """lake river mount mountain county island islands sea bay gulf valley city town province
    district region port cape north south east west northern southern eastern western central
    new san saint st el la al state states united national international police court party bank
    group university airport hospital street road bridge park hotel church school college army
    ministry president minister secretary general cyclone hurricane typhoon storm conservative
    conservatives labour republican republicans democrat democrats democratic parliament supreme
    high federal mp mps""".split()
)
_LEAST_AFFINITY = 0.6
_ONE_SPELLING = 0.8
_ONE_WORDING, _LIKE_WORDING = 0.6, 0.5
_VOTE = re.compile(r"\b\d{1,3}(?:-| votes? to | to )\d{1,3}\b")
_ALIKE = 5  # letters: "Tavia" and "Tavian"
# One claim of two with such a word counts something narrower, wider or later.
_SETS_APART = re.compile(
    r"\b(?:aftershocks?|statewide|nationwide|worldwide|globally|around the (?:world|globe)"
    r"|run-?offs?|replay|supplier(?! (?-i:[A-Z]))|rival"
    r"|imports?|exports?|anniversary|so far this (?:year|month)|trail(?:s|ed|ing)?|lag(?:s|ged)?"
    r"|behind|runner-up|restored)\b",
    re.I,
)


def are_brief(comparison: Comparison, context: Context) -> bool:
    """Whether both articles are headlines or reports of a sentence or two."""
    pair = comparison.pair
    return max(len(context.claims[c.article]) for c in (pair.a, pair.b)) <= _MOST_CLAIMS


def tells_one_event(comparison: Comparison, slot: Slot, seen: Signs, context: Context) -> bool:
    """Whether both articles are brief and name one event, whose one figure differs."""
    if not isinstance(slot.a, Figure) or not isinstance(slot.b, Figure) or seen.other_noun:
        return False
    if not are_brief(comparison, context):
        return False
    if seen.shared >= _ONE_WORDING and seen.names_apart:
        return False
    if bool(states_told(slot.a)) != bool(states_told(slot.b)):
        return False
    measured = slot.a.unit == slot.b.unit != "" or slot.affinity >= _LEAST_AFFINITY
    measured = measured or (gives_votes(comparison) and slot.near >= _LEAST_AFFINITY)
    return bool(measured and _shared(comparison, context)) and not set_apart(comparison, slot, seen)


def are_brief_on_one(comparison: Comparison, slot: Slot, seen: Signs, context: Context) -> bool:
    """The same of a day or a person that differs: both name a thing beside it, no mere country."""
    a, b = comparison.pair.a, comparison.pair.b
    if isinstance(slot.a, Figure) or slot.kind == "location":
        return False
    if not are_brief(comparison, context):
        return False
    texts = a.standalone, b.standalone
    if bool(_SETS_APART.search(texts[0])) != bool(_SETS_APART.search(texts[1])):
        return False
    if opposites(*texts) or _contrast(*texts):
        return False
    if seen.shared >= _ONE_WORDING and _subjects_apart(*texts):
        return False
    if any(s.verdict == "different" for s in comparison.slots if s is not slot):
        return False
    return share_a_name(comparison, context)


def required(comparison: Comparison, seen: Signs, context: Context, at: Thresholds) -> float:
    """The entailment after substitution that is asked of such a pair.

    Of two headlines in other words a small judge sees little. In those of one wording the words
    that differ set the events apart, a mosque and a match, and that it sees. Of countries and
    states alone more is asked: too much happens there. So it is of votes, of which a day has many.
    """
    if gives_votes(comparison):
        return at.named_wide
    if seen.shared >= _ONE_WORDING:
        return at.named_alike
    return at.named_strong if share_a_name(comparison, context) else at.named_wide


def share_a_name(comparison: Comparison, context: Context) -> bool:
    """Whether both articles name one thing that is no country or state."""
    return any(not is_wide(name) for name in _shared(comparison, context))


def gives_votes(comparison: Comparison) -> bool:
    """Whether both claims give the result of a vote or a match: "69-30", "195 votes to 106"."""
    return all(_VOTE.search(claim.standalone) for claim in (comparison.pair.a, comparison.pair.b))


def _shared(comparison: Comparison, context: Context) -> frozenset[str]:
    """Names that both articles have."""
    left, right = (
        _named(context.claims[claim.article]) for claim in (comparison.pair.a, comparison.pair.b)
    )
    return frozenset(n for n in left.keys() & right.keys() if not (left[n] and right[n]))


def name_nothing_in_common(comparison: Comparison, context: Context) -> bool:
    """Whether two articles share no name at all: they tell two events.

    Of 226 pairs of articles of one event in unlabelled bundles none was so, of 75 pairs of two
    events in ``tests/gate`` two in three. Articles of a few sentences show too little.
    """
    told = [context.claims[c.article] for c in (comparison.pair.a, comparison.pair.b)]
    if min(map(len, told)) < ENOUGH_CLAIMS:
        return False
    left, right = (_named(claims) for claims in told)
    if _people_heard(told[0]) & _people_heard(told[1]):
        return False
    texts = {claim.sentence.text for claims in told for claim in claims}
    shared = left.keys() & right.keys()
    return all(left[n] and right[n] and not _is_name(n, texts) for n in shared)


def _people_heard(claims: Sequence[Claim]) -> set[str]:
    """The whole names of those who say something."""
    said = {c.speaker for c in claims if c.speaker}
    return {s for s in said if " " in s and all(word[:1].isupper() for word in s.split())}


def _is_name(word: str, texts: Collection[str]) -> bool:
    """Whether a word that only ever opens a sentence is a name: it often does, never small."""
    found = [w for text in texts for w in text.split() if w[:_ALIKE].casefold() == word]
    return len(found) >= _OFTEN and all(w[:1].isupper() for w in found)


def names_of(claim: Claim) -> frozenset[str]:
    """Words of names in a claim and listed places, without first words that may be no name."""
    return frozenset(name for name, opens in _named([claim]).items() if not opens)


def _named(claims: Sequence[Claim]) -> dict[str, bool]:
    """Words of names, and whether each is only a first word, which any word may be."""
    found: dict[str, bool] = {}
    for claim in claims:
        for name, opens in _names_in(claim):
            found[name] = found.get(name, True) and opens
    return found


def _names_in(claim: Claim) -> Iterator[tuple[str, bool]]:
    text = claim.standalone
    if is_title_case(text):
        return
    dated = {word for d in claim.dates for word in words(d.text)}
    for span in spans(text):
        place = canonical_place(span.text)
        if place:
            yield place, False
            continue
        opens = text.startswith(span.text) and not re.match(r"['’]s\b", text[len(span.text) :])
        for position, word in enumerate(words(span.text)):
            if word in FUNCTION_WORDS | dated | _GENERIC or len(word) < 2 or word[0].isdigit():
                continue
            yield canonical_place(word.capitalize()) or word[:_ALIKE], opens and position == 0


# Of each line a claim has one, and another claim another: two periods, two kinds, two stages.
_CONTRASTS = tuple(
    tuple(re.compile(rf"\b(?:{one})\b", re.I) for one in line.split(" / "))
    for line in (
        "before / after",
        "quarterly|quarter / full-year|annual|annually|yearly / monthly / weekly / daily"
        " / half-year / four-week / hourly",
        "first / second / third / fourth / fifth / final|last / next",
        "northern|north / southern|south / eastern|east / western|west / central",
        "men / women / boys / girls / male / female",
        "exports / imports",
        "asks?|asked|seeks?|sought|requests?|requested / propos\\w+ / approv\\w+|pass(?:es|ed)",
        "average / total / median / core / net / gross / operating",
        "men's / women's / junior / senior / under-\\d+",
    )
)


def _contrast(a: str, b: str) -> bool:
    for line in _CONTRASTS:
        left, right = (
            {place for place, one in enumerate(line) if one.search(text)} for text in (a, b)
        )
        if left and right and not left & right:
            return True
    return False


def _subjects_apart(a: str, b: str) -> bool:
    """Whether each claim begins with words, a name most likely, that the other has not.

    Of a place that begins a claim, one is enough: "Maricopa County, Arizona, reports".
    """
    firsts = [opening(text) for text in (a, b)]
    alone = [
        bool(first) and not content_stems(first) & content_stems(other)
        for first, other in zip(firsts, (b, a), strict=True)
    ]
    places = [canonical_place(first) for first in firsts]
    others = [{canonical_place(span.text) for span in spans(text)} - {None} for text in (b, a)]
    strange = [
        place is not None
        and not any(o and (contains(o, place) or contains(place, o)) for o in told)
        for place, told in zip(places, others, strict=True)
    ]
    return all(alone) or any(x and y for x, y in zip(alone, strange, strict=True))


def _one_word_apart(comparison: Comparison, slot: Slot) -> bool:
    """Whether two texts are one but for the value and one noun: a "fraud case", a "libel case".

    Of 33 such pairs of headlines in ``tests/gate`` 31 were of two things, and two were spelt in two
    ways. Nouns that news puts in each other's place are one (``comparing.align``).
    """
    one, other = (
        words(claim.standalone.replace(fact.text, " 0 ", 1))
        for claim, fact in ((comparison.pair.a, slot.a), (comparison.pair.b, slot.b))
    )
    matched = SequenceMatcher(None, one, other, autojunk=False)
    changes = [change for change in matched.get_opcodes() if change[0] != "equal"]
    if len(changes) != 1:
        return False
    kind, begin, end, other_begin, other_end = changes[0]
    if kind != "replace" or end - begin != 1 or other_end - other_begin != 1:
        return False
    mine, theirs = one[begin], other[other_begin]
    if any(c.isdigit() for c in mine + theirs) or _spelt_alike(mine, theirs):
        return False  # "Q3", "center"
    left, right = (content_stems(one_name(word)) for word in (mine, theirs))
    return bool(left and right and not left & right)


def _spelt_alike(one: str, other: str) -> bool:
    return SequenceMatcher(None, one, other).ratio() >= _ONE_SPELLING


def set_apart(comparison: Comparison, slot: Slot, seen: Signs) -> bool:
    """Whether words beside the values say that two brief claims are of two things."""
    a, b = comparison.pair.a, comparison.pair.b
    texts = a.standalone, b.standalone
    if bool(_SETS_APART.search(texts[0])) != bool(_SETS_APART.search(texts[1])):
        return True
    if opposites(*texts) or _contrast(*texts):
        return True
    least = _ONE_WORDING if names_of(a) & names_of(b) else _LIKE_WORDING
    if seen.shared >= least and _subjects_apart(*texts):
        return True
    if _one_word_apart(comparison, slot):
        return True
    for other in comparison.slots:
        if other is slot or other.verdict != "different":
            continue
        if isinstance(other.a, Figure) and other.a.unit == "ordinal":
            return True
        if isinstance(other.a, DateSpan) and isinstance(other.b, DateSpan):
            # "Monday" of a headline in the present tense may be the last or the next one.
            days = [_WEEKDAYS & set(words(d.text)) for d in (other.a, other.b)]
            if not days[0] & days[1]:
                return True
    return _kinds_apart(a, b, "place") or _kinds_apart(a, b, "person")


def _kinds_apart(a: Claim, b: Claim, kind: str) -> bool:
    """Whether each claim names a place (or a person) that the other does not."""
    left, right = ({m.canonical for m in claim.mentions if m.kind == kind} for claim in (a, b))
    alone_left = {x for x in left if not any(_one(x, y) for y in right) and x not in b.standalone}
    alone_right = {y for y in right if not any(_one(x, y) for x in left) and y not in a.standalone}
    return bool(alone_left and alone_right)


def _one(x: str, y: str) -> bool:
    return contains(x, y) or contains(y, x) or bool(set(words(x)) & set(words(y)))
