"""Headlines against leads and other headlines."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from itertools import permutations

from claimcheck.facts.figures import compare_figures, find_figures
from claimcheck.facts.polarity import negations, opposites
from claimcheck.training.generating.corpus import Corpus
from claimcheck.training.generating.material import Row, Telling
from claimcheck.training.generating.pairing import equal, shuffled
from claimcheck.training.generating.values import number_in, other_value
from claimcheck.training.generating.wording import splice
from claimcheck.words import content_stems

_LEAD = 6  # statements of the lead
_SITE = re.compile(r"\s[|–—-]\s[^|–—-]{2,40}$")
_UNFIT = re.compile(
    r"[?:!…;|\[\]]|\b(?:how|why|what|opinion|live|watch|video|could|may|might)\b", re.I
)


def _title(telling: Telling) -> str | None:
    title = _SITE.sub("", telling.title).strip()
    return title if 4 <= len(title.split()) <= 18 and not _UNFIT.search(title) else None


def _covered(title: str, text: str) -> bool:
    """Whether nearly all words of a title stand in a text, with its figures and its polarity."""
    stems, told = content_stems(title), content_stems(text)
    missing = stems - told
    if len(stems) < 4 or len(missing) > (1 if len(stems) >= 6 else 0):
        return False
    figures = find_figures(text)
    same = all(any(equal(f, g) for g in figures) for f in find_figures(title))
    plain = (negations(title) > 0) == (negations(text) > 0) and not opposites(title, text)
    return same and plain and all(w in text for w in re.findall(r"\d[\d,.]*\d|\d", title))


def headline(corpus: Corpus, rng: random.Random) -> Iterator[Row]:
    """Title and lead or another outlet's title: entailment, contradiction or neutral."""
    for story in shuffled(corpus.bundles, rng):
        for one, other in permutations(story.tellings, 2):
            yield from _across(one, other, rng)
        for telling in story.tellings:
            title = _title(telling)
            lead = [s.text for s in telling.statements[:_LEAD]] if title else []
            for text in lead:
                if title and text.rstrip(".") != title and _covered(title, text):
                    yield Row("headline", text, title, "entailment")
                    yield from _changed(text, title, rng)
                    break
    yield from _strangers(corpus, rng)


def _across(one: Telling, other: Telling, rng: random.Random) -> Iterator[Row]:
    a, b = _title(one), _title(other)
    if a and b and a != b and one.outlet != other.outlet and _covered(b, a):
        yield Row("headline", a, b, "entailment")
        yield from _changed(a, b, rng)


def _changed(text: str, title: str, rng: random.Random) -> Iterator[Row]:
    for figure in find_figures(title):
        if figure.unit == "ordinal" or number_in(figure) is None or figure.bound != "exact":
            continue
        for _ in range(4):
            made = other_value(figure, rng)
            if made is None:
                continue
            changed = splice(title, figure.start, figure.end, made[0])
            new = [f for f in find_figures(changed) if abs(f.start - figure.start) <= 2]
            told = [f for f in find_figures(text) if f.unit == figure.unit]
            if (
                new
                and told
                and all(compare_figures(new[0], f).verdict == "different" for f in told)
            ):
                yield Row("headline", text, changed, "contradiction")


def _strangers(corpus: Corpus, rng: random.Random) -> Iterator[Row]:
    """Titles of different stories in like words, the value put in or left: neutral."""
    told = [(s, t, _title(t)) for s in corpus.bundles for t in s.tellings]
    titles = [(s, t, title, content_stems(title)) for s, t, title in told if title]
    for story, telling, title, stems in shuffled(titles, rng):
        near = [
            (len(stems & theirs), text, other)
            for s, other, text, theirs in titles
            if s.id != story.id
            and len(stems & theirs) >= 2
            and len(theirs - stems) >= 3
            and s.day
            and story.day
            and abs((s.day - story.day).days) > 12
        ]
        if not near:
            continue
        best = sorted(near, key=lambda n: (-n[0], n[1]))[:3]
        for _, text, other in best:
            yield Row("headline", title, _with_value(title, text, rng), "neutral")
            if other.statements and rng.random() < 0.5 and telling.statements:
                lead = telling.statements[0].text
                if len(content_stems(text) - content_stems(lead)) >= 3:
                    yield Row("headline", lead, text, "neutral")


def _with_value(premise: str, text: str, rng: random.Random) -> str:
    pairs = [
        (f, g)
        for f in find_figures(text)
        for g in find_figures(premise)
        if f.unit == g.unit and f.unit != "ordinal"
    ]
    if not pairs or rng.random() < 0.3:
        return text
    f, g = rng.choice(pairs)
    return splice(text, f.start, f.end, g.text)
