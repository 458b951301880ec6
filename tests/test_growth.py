"""Every stage's work grows with the text: four times the input, not sixteen times the time."""

from __future__ import annotations

import json
import random
import time
from email.message import EmailMessage
from functools import cache, partial
from html import escape
from itertools import combinations
from types import SimpleNamespace

import pytest
from fake_judge import FakeJudge
from fake_parser import FakeParser
from growth import BOUND, FACTOR, NOTHING_S, TRIES, UNITS, growth

from claimcheck import pipeline
from claimcheck.copies import fold_copies
from claimcheck.language.parsing import Parser
from claimcheck.limits import Limits
from claimcheck.pipeline import Checker
from claimcheck.reading import Input
from claimcheck.reading.finish import finish
from claimcheck.reading.registry import read_input
from claimcheck.records import Article
from claimcheck.reporting import FORMATS, render
from claimcheck.reporting.passages import segments, shorten, visible
from claimcheck.segmenting import segment

SAID = "The ferry sank off the coast on Monday with 28 people on board, the ministry said. "


def _page(text):
    return f"<html><body><h1>Ferry</h1><p>{SAID * 5}</p><p>{escape(text)}</p></body></html>"


def _feed(text):
    item = f"<item><title>Ferry</title><description>{escape(SAID + text)}</description></item>"
    return f"<rss version='2.0'><channel><title>A</title>{item}</channel></rss>"


def _mail(text):
    message = EmailMessage()
    message["From"], message["Subject"] = "a@b.example", "Ferry"
    message["Date"] = "Sun, 01 Jun 2025 08:00:00 +0000"
    message.set_content(SAID)
    message.add_alternative(_page(text), subtype="html")
    return message.as_string()


FILES = {
    "a.txt": lambda text: f"Ferry\n\n{SAID}\n\n{text}",
    "a.md": lambda text: f"# Ferry\n\n{SAID}\n\n{text}",
    "a.html": _page,
    "b.html": lambda text: f"<html><body><p>{SAID * 5}</p>{text}</body></html>",
    "a.eml": _mail,
    "a.rss": _feed,
    "a.json": lambda text: json.dumps({"outlet": "A", "title": "Ferry", "text": SAID + text}),
    "a.jsonl": lambda text: json.dumps({"outlet": "A", "title": "Ferry", "text": SAID + text}),
    "a.csv": lambda text: 'outlet,text\nA,"' + (SAID + text).replace('"', '""') + '"\n',
}


def _read(name, text):
    data = FILES[name](text.encode("utf-8", "replace").decode()).encode()
    return lambda: finish(read_input(Input(path=name, data=data))[0], None, None)


@cache
def _blank():
    import spacy

    return Parser(spacy.blank("en"))  # all of the parser's work but the network's


def _two(text):
    return [Article(outlet=outlet, text=f"{text} {outlet}") for outlet in ("A", "B")]


STAGES = {
    "copies": lambda text: partial(fold_copies, _two(text)),
    "visible": lambda text: partial(visible, text),
    "shorten": lambda text: partial(shorten, text, 400),
    "segments": lambda text: partial(
        segments, text, [[i, i + 1] for i in range(0, len(text) // 20, 2)]
    ),
    "sentences": lambda text: partial(segment, _two(text)[0]),
    "parsing": lambda text: partial(
        _blank().parse, [sentence.text for sentence in segment(_two(text)[0])]
    ),
    **{f"reading {name}": partial(_read, name) for name in FILES},
}
"""What a stage does with a text; a further stage is one line."""
SIZE = 40_000


@pytest.mark.parametrize("stage", STAGES)
def test_four_times_the_text_is_not_sixteen_times_the_work(stage):
    size = SIZE // 8 if stage.startswith(("reading", "parsing", "sentences")) else SIZE
    slow = {}
    for unit in UNITS:
        ratio = growth(lambda size, unit=unit: STAGES[stage]((unit * size)[:size]), size)
        if ratio > BOUND:
            slow[unit] = round(ratio, 1)
    assert not slow


def _seconds(checker, articles):
    """CPU seconds by stage of a whole run, from the mentions to the report in every format."""
    report = checker.check(articles)
    started = time.process_time()
    for format in FORMATS:
        render(report, format)
    return {**report.run.timings, "reporting": time.process_time() - started}


def _grown(make, size):
    """The stages whose time grows worse than the bound, with how much."""
    checker = Checker(FakeJudge(), parser=FakeParser(), limits=Limits.parse(["pairs=1000000"]))
    best = {}
    for _ in range(TRIES):
        small, large = _seconds(checker, make(size)), _seconds(checker, make(FACTOR * size))
        for stage, seconds in large.items():
            ratio = seconds / max(small[stage], NOTHING_S / FACTOR)
            best[stage] = min(best.get(stage, ratio), ratio if seconds > NOTHING_S else 0.0)
        if max(best.values()) <= BOUND:
            break
    return {stage: round(ratio, 1) for stage, ratio in best.items() if ratio > BOUND}


@pytest.fixture
def cpu_clock(monkeypatch):
    """The run's own clock tells CPU seconds."""
    monkeypatch.setattr(pipeline, "time", SimpleNamespace(perf_counter=time.process_time))


NEWS = (
    "On {day} July Anna Berg said that {n} people were hurt in Harwick. ",
    "“We counted {n} people on the old ferry,” he said on {day} July. ",
    "Anna Berg, Jonas Lind and Ruth Haas paid ${n} million for {day} per cent of it. ",
)
"""Sentences of which each has values and words of its own in every repetition."""


@pytest.mark.parametrize("unit", [*UNITS, *NEWS])
@pytest.mark.usefixtures("cpu_clock")
def test_a_whole_run_grows_with_the_text_in_every_stage(unit):
    def articles(size):
        count = size // len(unit) + 1
        if unit not in NEWS:
            return _two((unit * count)[:size])
        texts = (
            "".join(unit.format(n=n + other, day=n % 28 + 1) for n in range(count))
            for other in (0, 1)
        )
        return [Article(outlet=f"O{n}", text=text) for n, text in enumerate(texts)]

    assert not _grown(articles, 6_000)


@pytest.mark.usefixtures("cpu_clock")
def test_a_whole_run_grows_with_the_names_of_a_sentence():
    first, last = "Anna Jonas Ruth Omar".split(), "Berg Lind Haas Vance".split()

    def articles(size):
        draw = random.Random(2)
        names = [f"{draw.choice(first)} {draw.choice(last)}son{n % 53}" for n in range(53)]
        pairs = [draw.sample(names, 53) for _ in range(2 * size)]
        texts = [" ".join(f"They met {', '.join(p)}." for p in pairs[n::2]) for n in (0, 1)]
        return [Article(outlet=f"O{n}", text=text) for n, text in enumerate(texts)]

    assert not _grown(articles, 2)


@pytest.mark.parametrize("told", ["one event", "own words"])
@pytest.mark.usefixtures("cpu_clock")
def test_a_whole_run_grows_with_the_articles(told):
    """All of one event in the same words and with few values, or of words of their own."""

    def articles(size):
        draw = random.Random(3)
        made = []
        for number in range(size):
            own = " ".join("".join(draw.choices("abcdefghij", k=6)) for _ in range(25))
            dead = draw.choice((31, 31, 31, 44)) if told == "one event" else draw.randrange(9999)
            text = f"At least {dead} people were killed when the ferry sank at {own}. "
            made.append(Article(outlet=f"O{number}", text=text + f"“It was {own},” she said."))
        return made

    assert not _grown(articles, 100)


@pytest.mark.usefixtures("cpu_clock")
def test_a_whole_run_grows_with_the_copies_of_a_text():
    """Each with a word of its own in one of its sentences."""
    wire = "The old ferry {} at dawn in the cold lake, the ministry of the interior of {} said. "
    towns = ["".join(letters) for letters in combinations("abcdefghij", 4)]

    def articles(size):
        draw = random.Random(4)
        texts = []
        for _ in range(size):
            changed = draw.randrange(20)
            verbs = ["sank" if n != changed else draw.choice(towns) for n in range(20)]
            texts.append("".join(wire.format(v, t) for v, t in zip(verbs, towns[:20], strict=True)))
        return [Article(outlet=f"O{n}", text=text) for n, text in enumerate(texts)]

    report = Checker(FakeJudge(), parser=FakeParser()).check(articles(20))
    assert sum(m.copy_of is not None for m in report.members) > 10
    assert not _grown(articles, 100)


@pytest.mark.parametrize("alike", [0, 25])
def test_four_times_the_articles_are_not_sixteen_times_the_work(alike):
    """Of stories that have nothing in common, and of stories that have their beginning."""

    def bundle(size):
        draw = random.Random(1)
        words = ["".join(draw.choices("abcdefghij", k=5)) for _ in range(900)]
        head = " ".join(words[:alike])
        texts = (" ".join(draw.choices(words, k=50)) for _ in range(size))
        return [Article(outlet=f"O{i}", text=f"{head} {text}") for i, text in enumerate(texts)]

    # From 400 on each word has more holders than are looked at.
    assert growth(lambda size: partial(fold_copies, bundle(size)), 400) <= BOUND
