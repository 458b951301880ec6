"""Statements that belong beside one another: the same fact told twice, or others in like words."""

from __future__ import annotations

import math
import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import permutations, product
from typing import TypeVar

from claimcheck.facts.dates import compare_dates
from claimcheck.facts.figures import compare_figures
from claimcheck.facts.polarity import negations, opposites
from claimcheck.records import Figure
from claimcheck.training.generating.material import Statement, Story, likeness
from claimcheck.words import content_stems

_T = TypeVar("_T")
# Of the hypothesis's content stems so many may be missing in the premise: its wording, no fact.
_MISSING_SHARE = 0.15
_MOST_ALIKE = 0.85  # as a copy with a word changed teaches nothing
_LEAST_ALIKE = 0.15
_COMMON = 0.03  # stems in more of all statements find no neighbours

# So much of the hypothesis must be its own for it not to follow once the values are one.
_OWN_SHARE, _OWN_STEMS = 0.4, 3
_DAYS_APART = 12
_LEAST_NEAR = 0.25
_MOST_ASKED = 15_000  # finding a statement's neighbours takes milliseconds


def agreeing(stories: Iterable[Story]) -> Iterator[tuple[Statement, Statement]]:
    """Premise and hypothesis of two outlets of one story, the second told by the first."""
    for story in stories:
        for one, other in permutations(story.tellings, 2):
            if one.outlet == other.outlet:
                continue
            for hypothesis in other.statements:
                found = [p for p in one.statements if follows(p, hypothesis)]
                if found:
                    yield min(found, key=lambda p: (len(p.text), p.text)), hypothesis


def follows(premise: Statement, hypothesis: Statement) -> bool:
    """Whether the premise tells all that the hypothesis does, strictly by their facts and words."""
    missing = hypothesis.stems - premise.stems
    if len(missing) > _MISSING_SHARE * len(hypothesis.stems) or len(hypothesis.stems) < 3:
        return False
    if not _LEAST_ALIKE <= likeness(premise.text, hypothesis.text) <= _MOST_ALIKE:
        return False
    if premise.text[:-1] in hypothesis.text or hypothesis.text[:-1] in premise.text:
        return False
    if (negations(premise.text) > 0) != (negations(hypothesis.text) > 0):
        return False
    return not opposites(premise.text, hypothesis.text) and _facts_hold(premise, hypothesis)


def _facts_hold(premise: Statement, hypothesis: Statement) -> bool:
    figures = all(any(equal(f, g) for g in premise.figures) for f in hypothesis.figures)
    dates = all(
        any(compare_dates(d, e).verdict == "equal" for e in premise.dates) for d in hypothesis.dates
    )
    told = content_stems(premise.text)
    names = all(
        content_stems(m.canonical) <= told or m.text in premise.text for m in hypothesis.names
    )
    return (
        figures
        and dates
        and names
        and bool(hypothesis.figures or hypothesis.dates or hypothesis.names)
    )


def equal(a: Figure, b: Figure) -> bool:
    """The same value under the same bound, counting the same thing as far as they say."""
    nouns = content_stems(a.noun), content_stems(b.noun)
    same_noun = not all(nouns) or bool(nouns[0] & nouns[1])
    return compare_figures(a, b).verdict == "equal" and same_noun


class Neighbours:
    """Statements by like words, over an inverted index of their stems."""

    def __init__(self, statements: Sequence[Statement]) -> None:
        self.statements = statements
        self._postings: dict[str, list[int]] = defaultdict(list)
        frequency = Counter(stem for s in statements for stem in s.stems)
        most = max(20, _COMMON * len(statements))
        self._weight = {
            stem: math.log(1 + len(statements) / n) for stem, n in frequency.items() if n <= most
        }
        self._norm = [
            math.sqrt(sum(self._weight.get(t, 0.5) ** 2 for t in s.stems)) or 1.0
            for s in statements
        ]
        for number, statement in enumerate(statements):
            for stem in statement.stems & self._weight.keys():
                self._postings[stem].append(number)

    def of(self, statement: Statement, most: int = 12) -> list[tuple[float, Statement]]:
        """The nearest statements of other stories with their cosine, nearest first."""
        scores: dict[int, float] = defaultdict(float)
        for stem in sorted(statement.stems & self._weight.keys()):
            for number in self._postings[stem]:
                scores[number] += self._weight[stem] ** 2
        own = math.sqrt(sum(self._weight.get(t, 0.5) ** 2 for t in statement.stems)) or 1.0
        ranked = sorted(
            ((score / own / self._norm[n], n) for n, score in scores.items()),
            key=lambda found: (-found[0], found[1]),
        )
        near = ((score, self.statements[n]) for score, n in ranked[: 6 * most])
        return [(score, s) for score, s in near if s.story != statement.story][:most]


def strangers(
    statements: Sequence[Statement], neighbours: Neighbours, stories: Iterable[Story]
) -> Iterator[tuple[Statement, Statement]]:
    """Like words of two events or quantities: the second does not follow from the first."""
    dated = [s for s in statements if s.figures or s.dates]
    for statement in dated[:: 1 + len(dated) // _MOST_ASKED]:
        for score, other in neighbours.of(statement):
            if score >= _LEAST_NEAR and _apart(statement, other) and is_other(statement, other):
                yield statement, other
                break
    yield from _same_story(stories)


def _same_story(stories: Iterable[Story]) -> Iterator[tuple[Statement, Statement]]:
    """Two quantities of one story in like words."""
    for story in stories:
        for one, other in permutations(story.tellings, 2):
            for p, h in product(one.statements, other.statements):
                own = h.stems - p.stems
                enough = len(own) >= max(_OWN_STEMS, _OWN_SHARE * len(h.stems))
                alike = len(p.stems & h.stems) >= 2
                if enough and alike and _measure_apart(p.figures, h.figures):
                    yield p, h


def _measure_apart(left: tuple[Figure, ...], right: tuple[Figure, ...]) -> bool:
    """Whether all figures of one unit count things of another name."""
    pairs = [(f, g) for f in left for g in right if f.unit == g.unit]
    return bool(pairs) and all(
        f.noun and g.noun and not content_stems(f.noun) & content_stems(g.noun) for f, g in pairs
    )


def _apart(a: Statement, b: Statement) -> bool:
    """Published so far apart that they tell two events."""
    return a.day is not None and b.day is not None and abs((a.day - b.day).days) >= _DAYS_APART


def is_other(premise: Statement, hypothesis: Statement) -> bool:
    """Whether enough of the hypothesis is not in the premise, the values set aside."""
    own = hypothesis.stems - premise.stems
    return len(own) >= max(_OWN_STEMS, _OWN_SHARE * len(hypothesis.stems))


def shuffled(items: Iterable[_T], rng: random.Random) -> list[_T]:
    """The items in seeded order."""
    made = list(items)
    rng.shuffle(made)
    return made
