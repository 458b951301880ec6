"""Pairs mined in plain news: found again by their places, asked about as the tool asks."""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import islice

import pytest
from conftest import ROOT

from claimcheck.errors import InputError
from claimcheck.evaluating.briefs import mined_briefs, written_briefs
from claimcheck.evaluating.fit_slots import fit, prepare, prepare_briefs
from claimcheck.evaluating.labelled import Labelled, read_labelled
from claimcheck.judging.masking import MASK
from claimcheck.language.parsing import Parser
from claimcheck.records import Article
from claimcheck.training.making.candidates import rows_of_candidates
from claimcheck.training.making.distant import sentences_of
from claimcheck.training.making.mined import (
    read_mined,
    rows_of_mined_slots,
    rows_of_mined_statements,
)

HERALD = "A storm hit. The quake killed 622 people in the town of Orsha. It was Monday."
COURIER = "In the town of Orsha the quake killed 1,411 people. It hurt 90 people."


def written(path, rows):
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def place(number, text, words):
    start = text.index(words)
    return f"{number}:{start}:{start + len(words)}"


@pytest.fixture
def news(tmp_path):
    articles = [{"outlet": "Herald", "text": HERALD}, {"outlet": "Courier", "text": COURIER}]
    days = {"published": "2024-05-01", "topic": "quakes"}
    return [
        written(tmp_path / "bundles.jsonl", [{"bundle": "orsha", "articles": articles}]),
        written(tmp_path / "paragraphs.jsonl", [a | days for a in articles]),
    ]


def labels(tmp_path, *rows):
    path = tmp_path / "labels.tsv"
    path.write_text("".join("\t".join(row) + "\n" for row in rows), encoding="utf-8")
    return path


@pytest.fixture
def slots(tmp_path):
    sides = (place(0, HERALD, "622"), place(1, COURIER, "1,411"))
    hurt = (place(0, HERALD, "622"), place(1, COURIER, "90"))
    return labels(
        tmp_path,
        ("bundle", "a", "b", "label", "relation"),
        ("orsha", *sides, "same", "update"),
        ("0-1", *hurt, "other", "none"),
    )


def test_a_labelled_pair_is_found_again_in_bundles_and_in_paragraphs(slots, news):
    pairs = list(read_mined(slots, news))
    assert [(p.a.text, p.b.text) for p in pairs] == [("622", "1,411"), ("622", "90")]
    rows = list(rows_of_mined_slots(pairs))
    assert [(r.label, r.source) for r in rows] == [
        ("entailment", "mined/same"),
        ("entailment", "mined/same"),
        ("neutral", "mined/other"),
    ]
    assert rows[0].premise == rows[1].hypothesis
    assert all(r.premise.count(MASK) == r.hypothesis.count(MASK) == 1 for r in rows)


def test_labels_of_news_that_is_not_given_name_the_file_and_the_line(slots, news):
    with pytest.raises(InputError, match=r"labels\.tsv:2 labels orsha"):
        list(read_mined(slots, news[1:]))


@pytest.mark.parametrize("written_place", ["0:900:903", "5:0:3", "0:x:3"])
def test_a_place_that_is_none_names_the_file_and_the_line(written_place, tmp_path, news):
    path = labels(
        tmp_path, ("bundle", "a", "b", "label"), ("orsha", written_place, "1:0:2", "same")
    )
    with pytest.raises(InputError, match=r"labels\.tsv:2"):
        list(read_mined(path, news))


def test_labelled_sentences_are_read_in_both_directions(tmp_path, news):
    sides = (place(0, HERALD, "It was Monday."), place(1, COURIER, "It hurt 90 people."))
    path = labels(
        tmp_path,
        ("bundle", "a", "b", "forward", "backward", "relation", "same"),
        ("orsha", *sides, "neutral", "entailment", "none", "no"),
    )
    rows = list(rows_of_mined_statements(read_mined(path, news)))
    assert [(r.premise, r.label) for r in rows] == [
        ("It was Monday.", "neutral"),
        ("It hurt 90 people.", "entailment"),
    ]


def story(*texts):
    return {
        "bundle": "orsha",
        "articles": [{"outlet": f"O{n}", "text": text} for n, text in enumerate(texts)],
    }


def test_what_differs_and_has_no_equal_is_asked_about_without_a_label():
    asked = list(rows_of_candidates([story(HERALD, COURIER)]))
    assert {row.label for row in asked} == {""} and "asked/number" in {r.source for r in asked}
    assert not any("622" in row.premise + row.hypothesis for row in asked)
    met = COURIER + " The Herald counts 622 people."
    assert not [r for r in rows_of_candidates([story(HERALD, met)]) if r.source == "asked/number"]


def test_stories_kept_for_testing_are_not_asked_about():
    long = "In the town of Orsha the quake killed 1,411 people and hurt many more, officials said."
    assert list(rows_of_candidates([story(HERALD, long)]))
    assert not list(rows_of_candidates([story(HERALD, long)], sentences_of(long)))


FILLERS = (
    "Bakers in Lund sold bread worth 40 crowns yesterday morning.",
    "Heavy lorries crossed Brenner after seven weeks without traffic.",
    "Students painted murals along empty canals during spring holidays.",
    "Investors bought copper futures while silver prices drifted lower.",
    "Doctors recommend walking before breakfast rather than running.",
)


def paragraphs(day):
    texts = (
        "The Orsha quake killed 622 villagers near the collapsed Mirna dam, officials said.",
        "Officials said the Orsha quake near the collapsed Mirna dam killed 1,411 villagers.",
        *FILLERS,
    )
    days = ("2024-05-01", day, *["2024-05-01"] * len(FILLERS))
    return [
        {"outlet": f"O{n}", "text": text, "published": when, "topic": "quakes"}
        for n, (text, when) in enumerate(zip(texts, days, strict=True))
    ]


@pytest.mark.parametrize(("day", "found"), [("2024-05-02", 1), ("2024-06-02", 0)])
def test_paragraphs_meet_that_share_rare_words_within_days(day, found):
    assert len(list(rows_of_candidates(paragraphs(day)))) == found


@pytest.fixture(scope="module")
def parser():
    return Parser.load()


def test_a_brief_counts_its_two_marked_values_and_no_others(parser, slots, news):
    briefs = list(mined_briefs(read_mined(slots, news)))
    for brief, words in zip(briefs, (("622", "1,411"), ("622", "90")), strict=True):
        for article, (start, end), word in zip(brief.articles, brief.spans, words, strict=True):
            assert article.text[start:end] == word
    lines = [{"a": "A train hurt [[26]] people.", "b": "It hurt [[19]] people.", "same": True}]
    briefs += written_briefs([{**lines[0], "group": "g"}])
    made = list(prepare_briefs(briefs, parser))
    assert [[s for s in b.same if s is not None] for b in made] == [[True], [False], [True]]
    assert all(bundle.weight < 1 for bundle in made)


def test_leads_of_two_stories_hold_no_value_of_one_slot(parser):
    def labelled(name, place):
        texts = [f"A quake in {place} killed {n} people, officials said." for n in (12, 19)]
        articles = tuple(Article(outlet=f"O{n}", text=t) for n, t in enumerate(texts))
        nothing = {"mentions": {}, "groups": (), "relations": (), "other": ()}
        return Labelled(name=name, articles=articles, **nothing)

    made = list(prepare([labelled("ab-0", "Orsha"), labelled("ab-3", "Mirna")], parser))
    # Each story whole and as leads, and then beside the other one, as both are of one fold.
    apart = made[4:]
    assert len(apart) == 2
    for bundle in apart:
        assert bundle.same and not any(bundle.same)
        assert len({m.article for m in bundle.weigher.mentions}) == 2


def stories(parser):
    return prepare(islice(read_labelled(ROOT / "models" / "labels" / "briefs.jsonl"), 100), parser)


def test_in_a_short_story_what_no_group_holds_is_of_two_slots(parser):
    made = list(stories(parser))
    told = [bundle for bundle in made if len({m.article for m in bundle.weigher.mentions}) == 2]
    assert all(bundle.written and None not in bundle.same for bundle in made)
    assert any(True in bundle.same for bundle in told)
    # Each once, whole, and its lead beside that of another of its fold.
    assert len(made) == 200


def test_thresholds_are_set_on_news_and_not_on_what_was_written(parser):
    made = [
        replace(bundle, written=number % 2 == 0) for number, bundle in enumerate(stories(parser))
    ]
    names = frozenset(bundle.name for bundle in made)
    weights = fit(made, lambda pairs: [0.5] * len(pairs), names)
    for question, fitted in weights["questions"].items():
        of_news = sum(b.weigher.questions.count(question) for b in made if not b.written)
        assert 0 < fitted["fitted"]["weighed"] <= of_news
        assert fitted["fitted"]["pairs"] > of_news
