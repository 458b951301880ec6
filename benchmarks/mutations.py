"""How many changed facts are found, and how many unchanged ones raise an alarm.

    python benchmarks/mutations.py DIR [--each N] [--seed S] [--model NAME]

Two sentences of different outlets that tell one thing in nearly the same words and share a fact
are taken from the bundles in DIR/news, each with the sentences around it. Code, and not the
tool, finds the fact: a figure, a date, a place, a person or a verb. Each pair is checked as it is
and then with the fact changed wherever the one side gives it. A change is found when a
contradiction of its kind quotes the changed sentence and the other side; a pair raises an alarm
when, unchanged, any contradiction quotes one of its two sentences. ``agreed`` holds the pairs that
are reported as an agreement while unchanged, ``not_agreed`` those that are not seen to be one.
"""

from __future__ import annotations

import argparse
import gzip
import json
import math
import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import combinations, product
from pathlib import Path

from claimcheck.judging import Judge, JudgementCache, default_model
from claimcheck.language.words import content_words
from claimcheck.pipeline import Checker
from claimcheck.records import Article, Report, Sentence
from claimcheck.segmenting import segment
from claimcheck.training.folds import TRAINING, fold_of

ROOT = Path(__file__).resolve().parent.parent
AROUND = 3  # sentences kept before and after
LEAST_SHARED = 5  # content words that the two sentences share ...
LEAST_OVERLAP = 0.6  # ... and their share of those of the shorter sentence

_MONTHS = "January February March April June July August September October November December"
_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_STATES = (
    "Texas Ohio Iowa Florida Georgia Virginia Arizona Nevada Michigan Wisconsin Pennsylvania "
    "Colorado Oregon Kansas Alabama Kentucky Indiana Illinois California Minnesota Missouri"
).split()
_COUNTRIES = (
    "Iraq Iran Syria Russia China Japan Germany France Canada Mexico Israel Egypt Turkey Ukraine "
    "Libya Yemen Pakistan India Brazil Australia Spain Italy Poland Afghanistan"
).split()
_CITIES = (
    "Chicago Houston Boston Denver Seattle Dallas Philadelphia Detroit Atlanta Phoenix London "
    "Paris Berlin Moscow Beijing Baghdad Cairo Brussels Geneva Vienna"
).split()
_NAMES = (
    "Walter Ellison,Irene Hargrove,Miles Whitcomb,Clara Pemberton,Anders Lindqvist,"
    "Rosa Castellano,Felix Okafor,Judith Brandt"
).split(",")
_AMOUNT = re.compile(
    r"(?<![\w.,:/§-])(?P<value>\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?)"
    r"(?![\d:/(]|[.,]\d|[a-z]|-\w|\s+(?:a\.?m|p\.?m|o['’]clock)\b)"
)
_IS_DATE = re.compile(rf"(?:{_MONTHS.replace(' ', '|')}|[A-Z][a-z]{{2}}\.)\s+$")
_MONTH_DAY = re.compile(rf"\b(?P<month>{_MONTHS.replace(' ', '|')})\s+(?P<day>\d{{1,2}})\b(?!,?\d)")
_PERSON = re.compile(
    r"\b(?:President|Sen\.|Rep\.|Gov\.|Mr\.|Mrs\.|Ms\.|Secretary|Speaker|Judge|Senator"
    r"|Representative|Governor|Gen\.|Leader)\s+(?P<name>(?:[A-Z][a-z]+\s+)?(?P<last>[A-Z][a-z]{3,}))"
)
_NAME_BEFORE = re.compile(r"[A-Z]\w+\s$")
_VERB = re.compile(r"\b(?P<verb>is|was|were|are|will|would|has|had|could|can)\b(?!\s+not|n['’]t)")
_NEGATED = re.compile(r"\b(?:not|no|never|nor|without|neither|nobody|nothing|none)\b|n['’]t\b")


@dataclass(frozen=True)
class Fact:
    """``old`` at ``start`` of a sentence, and what to put in its place.

    ``short`` are the last names of a full name and its replacement, for where they stand alone.
    """

    start: int
    old: str
    new: str
    everywhere: bool
    short: tuple[str, str] | None = None


Find = Callable[[str, str, str, random.Random], Fact | None]


def change_number(one: str, other: str, around: str, rng: random.Random) -> Fact | None:
    theirs = {m["value"] for m in _amounts(other)}
    options = [m for m in _amounts(one) if m["value"] in theirs]
    if not options:
        return None
    match = rng.choice(options)
    value = float(match["value"].replace(",", ""))
    decimals = len(match["value"].partition(".")[2])
    step = max(10.0**-decimals, abs(value) * rng.choice([0.2, 0.35, 0.5]))
    new = f"{value + rng.choice([-1, 1]) * step:,.{decimals}f}"
    new = new if "," in match["value"] else new.replace(",", "")
    if float(new.replace(",", "")) <= 0 or new == match["value"] or _has(around, new):
        return None
    return Fact(match.start(), match["value"], new, everywhere=True)


def _amounts(text: str) -> list[re.Match[str]]:
    return [
        m
        for m in _AMOUNT.finditer(text)
        if not re.fullmatch(r"(?:1\d|20)\d\d", m["value"])
        and not _IS_DATE.search(text[: m.start()])
    ]


def change_date(one: str, other: str, around: str, rng: random.Random) -> Fact | None:
    for match in _MONTH_DAY.finditer(one):
        if _has(other, match[0]):
            day = int(match["day"])
            new = f"{match['month']} {day - 5 if day > 15 else day + 5}"
            return None if _has(around, new) else Fact(match.start(), match[0], new, True)
    return _change_listed(one, other, around, rng, _DAYS, everywhere=False)


def change_location(one: str, other: str, around: str, rng: random.Random) -> Fact | None:
    for places in (_STATES, _COUNTRIES, _CITIES):
        fact = _change_listed(one, other, around, rng, places, everywhere=True)
        if fact is not None:
            return fact
    return None


def _change_listed(
    one: str, other: str, around: str, rng: random.Random, known: list[str], *, everywhere: bool
) -> Fact | None:
    """A word of the list that both have, not part of a longer name, for one that neither has."""
    for word in known:
        alone = re.compile(rf"(?<![\w-]){word}\b(?!['’]?\s?[A-Z]|['’-]\w)")
        match = alone.search(one)
        if match and alone.search(other) and not _NAME_BEFORE.search(one[: match.start()]):
            free = [w for w in known if not _has(around, w)]
            return Fact(match.start(), word, rng.choice(free), everywhere) if free else None
    return None


def change_name(one: str, other: str, around: str, rng: random.Random) -> Fact | None:
    for match in _PERSON.finditer(one):
        name, last = match["name"], match["last"]
        if _has(other, last):
            free = [n for n in _NAMES if not _has(around, n.split()[1])]
            first, new = rng.choice(free).split()
            whole = f"{first} {new}" if name != last else new
            return Fact(match.start("name"), name, whole, everywhere=True, short=(last, new))
    return None


def change_negation(one: str, other: str, around: str, rng: random.Random) -> Fact | None:
    if _NEGATED.search(one) or _NEGATED.search(other):
        return None
    theirs = {_after(other, m) for m in _VERB.finditer(other)}
    for match in _VERB.finditer(one):
        if _after(one, match) and _after(one, match) in theirs:
            return Fact(match.start(), match[0], f"{match[0]} not", everywhere=False)
    return None


def _after(text: str, match: re.Match[str]) -> tuple[str, ...]:
    """The verb with the two words that follow: both sentences say the same of it."""
    following = re.findall(r"[a-z]+", text[match.end() : match.end() + 40].casefold())[:2]
    return (match[0], *following) if len(following) == 2 else ()


def _phrase(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w.,]){re.escape(words)}(?!\w|[.,]\d)")


def _has(text: str, phrase: str) -> bool:
    return _phrase(phrase).search(text) is not None


CHANGES: dict[str, Find] = {
    "number": change_number,
    "date": change_date,
    "location": change_location,
    "name": change_name,
    "negation": change_negation,
}


@dataclass(frozen=True)
class Case:
    """A pair of passages: ``one`` and ``other`` as they stand, ``changed`` with a false fact."""

    kind: str
    bundle: str
    one: Article
    other: Article
    changed: Article
    sentence: str
    sentence_changed: str
    sentence_other: str


def near_sentences(articles: list[Article]) -> Iterator[tuple]:
    """Sentences of two outlets that tell one thing, each with its article's sentences."""
    told = [(a, segment(a)) for a in articles]
    stems = {(s.article, s.index): content_words(s.text) for _, ss in told for s in ss}
    for (a, in_a), (b, in_b) in combinations(told, 2):
        if a.outlet == b.outlet:
            continue
        for s, t in product(in_a, in_b):
            left, right = stems[s.article, s.index], stems[t.article, t.index]
            shared = len(left & right)
            fewer = min(len(left), len(right))
            if shared >= max(LEAST_SHARED, LEAST_OVERLAP * fewer) and s.text != t.text:
                yield a, in_a, s, b, in_b, t


def passage(article: Article, sentences: tuple[Sentence, ...], at: Sentence) -> tuple[str, int]:
    """The text around a sentence, and where the sentence stands in it."""
    kept = sentences[max(0, at.index - AROUND) : at.index + AROUND + 1]
    return article.text[kept[0].start : kept[-1].end], at.start - kept[0].start


def case(kind: str, bundle: str, found: tuple, rng: random.Random) -> Case | None:
    a, in_a, s, b, in_b, t = found
    text, at = passage(a, in_a, s)
    theirs, _ = passage(b, in_b, t)
    fact = CHANGES[kind](s.text, t.text, f"{text}\n{theirs}", rng)
    if fact is None:
        return None
    head, tail = text[: at + fact.start], text[at + fact.start + len(fact.old) :]
    inside = s.text[: fact.start], s.text[fact.start + len(fact.old) :]
    if fact.everywhere:
        for old, new in filter(None, ((fact.old, fact.new), fact.short)):
            head, tail, *inside = (_phrase(old).sub(new, part) for part in (head, tail, *inside))

    def article(of: Article, body: str) -> Article:
        return Article(outlet=of.outlet, text=body, published=of.published)

    return Case(
        kind=kind,
        bundle=bundle,
        one=article(a, text),
        other=article(b, theirs),
        changed=article(a, head + fact.new + tail),
        sentence=s.text,
        sentence_changed=inside[0] + fact.new + inside[1],
        sentence_other=t.text,
    )


def cases(bundles: list[dict], each: int, seed: int) -> list[Case]:
    """``each`` cases of every kind, at most one of a kind from a bundle that no training saw."""
    rng = random.Random(seed)
    bundles = [b for b in bundles if fold_of(b["bundle"].replace("-", "_")) not in TRAINING]
    rng.shuffle(bundles)
    made: dict[str, list[Case]] = {kind: [] for kind in CHANGES}
    for bundle in bundles:
        open_kinds = [kind for kind, found in made.items() if len(found) < each]
        if not open_kinds:
            break
        articles = [
            Article(outlet=a["outlet"], text=a["text"], published=a["published"])
            for a in bundle["articles"]
        ]
        near = list(near_sentences(articles))
        rng.shuffle(near)
        for kind in open_kinds:
            own = random.Random(f"{seed} {bundle['bundle']} {kind}")
            options = (case(kind, bundle["bundle"], found, own) for found in near)
            first = next((option for option in options if option is not None), None)
            if first is not None:
                made[kind].append(first)
    return [c for found in made.values() for c in found]


def outcome(report: Report, c: Case) -> str:
    """ "found", or what came instead: another kind, another relation, an abstention, nothing."""
    both = [
        f
        for f in report.findings
        if len(f.outlets) > 1 and any(e.quote in c.sentence_changed for e in f.evidence)
    ]
    contrary = [f for f in both if f.relation == "contradiction"]
    if any(f.kind == c.kind for f in contrary):
        return "found"
    if contrary:
        return f"contradiction of kind {contrary[0].kind}"
    if both and both[0].relation != "agreement":
        return both[0].relation
    reasons = [s.reason for s in report.skips if s.stage == "decide" and _told(s.item, c)]
    if reasons:
        return f"abstained: {reasons[0]}"
    return "agreement" if both else "nothing"


def _told(item: str, c: Case) -> bool:
    """Whether an abstention is on the two sentences: each claim's words stand in one of them."""
    of_both = content_words(c.sentence_changed), content_words(c.sentence_other)
    told = [content_words(claim) for claim in item.split(" | ")]
    return any(
        len(a & of_a) >= 0.8 * len(a) and len(b & of_b) >= 0.8 * len(b)
        for a, b in (told[:2], told[1::-1])
        for of_a, of_b in (of_both,)
    )


def agreed(report: Report, c: Case) -> bool:
    return any(
        {c.sentence, c.sentence_other} <= {e.quote for e in f.evidence}
        for f in report.of("agreement")
    )


def alarms(report: Report, c: Case) -> list[str]:
    return [
        f.reason
        for f in report.of("contradiction")
        if any(e.quote in (c.sentence, c.sentence_other) for e in f.evidence)
    ]


def interval(hits: int, n: int) -> list[float]:
    """Share of hits with its 95% interval (Wilson)."""
    if not n:
        return [0.0, 0.0, 1.0]
    z, p = 1.96, hits / n
    middle = (p + z * z / (2 * n)) / (1 + z * z / n)
    half = z * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n)) / (1 + z * z / n)
    return [round(x, 3) for x in (p, max(0.0, middle - half), min(1.0, middle + half))]


def measure(checker: Checker, chosen: list[Case], show: bool) -> list[dict]:
    rows = []
    for c in chosen:
        before = checker.check([c.one, c.other])
        what = outcome(checker.check([c.changed, c.other]), c)
        row = {
            "kind": c.kind,
            "bundle": c.bundle,
            "agreed": agreed(before, c),
            "outcome": what,
            "alarms": alarms(before, c),
        }
        rows.append(row)
        if show and (what != "found" or row["alarms"]):
            print(json.dumps(row))
            print(f"  was    {c.sentence}\n  now    {c.sentence_changed}")
            print(f"  beside {c.sentence_other}", flush=True)
    return rows


def summary(rows: list[dict]) -> dict:
    found = sum(row["outcome"] == "found" for row in rows)
    alarmed = sum(bool(row["alarms"]) for row in rows)
    return {
        "changed": len(rows),
        "found": interval(found, len(rows)),
        "unchanged": len(rows),
        "alarms": interval(alarmed, len(rows)),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--each", type=int, default=20, help="changes of each kind")
    parser.add_argument("--seed", type=int, default=4)
    parser.add_argument("--model", default=default_model())
    parser.add_argument("--backend", default="torch")
    parser.add_argument("--show", action="store_true", help="print misses and alarms")
    given = parser.parse_args()
    data = given.folder / "news" / "bundles-2012-2020.jsonl.gz"
    with gzip.open(data, "rt", encoding="utf-8") as lines:
        bundles = [json.loads(line) for line in lines]
    judge = Judge.load(given.model, backend=given.backend, cache=JudgementCache())
    rows = measure(Checker(judge), cases(bundles, given.each, given.seed), given.show)
    result = {
        "model": judge.name,
        "sha256": judge.sha256,
        "seed": given.seed,
        "columns": "share, lower and upper end of its 95% interval (Wilson)",
        "all": summary(rows),
        "agreed": summary([r for r in rows if r["agreed"]]),
        "not_agreed": summary([r for r in rows if not r["agreed"]]),
        **{kind: summary([r for r in rows if r["kind"] == kind]) for kind in CHANGES},
        "misses": [row for row in rows if row["outcome"] != "found" or row["alarms"]],
    }
    out = ROOT / "benchmarks" / "results" / "mutations.json"
    out.write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")
    print(json.dumps({k: v for k, v in result.items() if k != "misses"}, indent=2))


if __name__ == "__main__":
    main()
