"""What a finding is worth against bundles that were labelled slot by slot."""

from __future__ import annotations

import json
from types import SimpleNamespace

import pytest
from conftest import ROOT

from claimcheck.errors import InputError
from claimcheck.evaluating.labelled import read_labelled
from claimcheck.evaluating.slots import score_report
from claimcheck.records import Basis, Evidence, Finding

TEXTS = ("On Monday 31 people died. It was cold.", "The toll was 44 on Tuesday. It was cold.")


@pytest.fixture
def labelled(tmp_path):
    def mark(id, article, kind, text):
        start = TEXTS[article].index(text)
        return {
            "id": id,
            "article": article,
            "kind": kind,
            "start": start,
            "end": start + len(text),
            "text": text,
        }

    bundle = {
        "articles": [{"outlet": o, "text": t} for o, t in zip("AB", TEXTS, strict=True)],
        "mentions": [
            mark("A1", 0, "number", "31"),
            mark("A2", 0, "date", "Monday"),
            mark("B1", 1, "number", "44"),
            mark("B2", 1, "date", "Tuesday"),
        ],
        "groups": [
            {"slot": "dead", "mentions": ["A1", "B1"]},
            {"slot": "day", "mentions": ["A2", "B2"]},
        ],
        "relations": [{"a": "A1", "b": "B1", "relation": "contradiction", "why": "w"}],
        "other": [
            {
                "relation": "dispute",
                "kind": "state",
                "a": {"article": 0, "quote": "It was cold"},
                "b": {"article": 1, "quote": "It was cold"},
            }
        ],
    }
    (tmp_path / "one.json").write_text(json.dumps(bundle))
    [read] = read_labelled(tmp_path)
    return read


STORIES = ROOT / "models" / "labels" / "briefs.jsonl"


def test_every_value_of_the_short_stories_stands_where_it_is_labelled():
    stories = list(read_labelled(STORIES))
    assert len({story.name for story in stories}) == len(stories) >= 300
    for story in stories:
        assert len(story.articles) == 2
        for mark in story.mentions.values():
            text = story.articles[mark["article"]].text
            assert text[mark["start"] : mark["end"]] == mark["text"], story.name
        held = [{story.mentions[m]["article"] for m in members} for _, members, _ in story.groups]
        assert all(articles == {0, 1} for articles in held), story.name
    contrary = [story for story in stories if story.relations]
    assert 0.4 < len(contrary) / len(stories) < 0.7


WORDS = ROOT / "models" / "labels" / "words.jsonl"


def test_every_sentence_that_differs_in_words_stands_in_its_story():
    stories = list(read_labelled(WORDS))
    assert len({story.name for story in stories}) == len(stories) >= 180
    for story in stories:
        for item in story.other:
            for side in ("a", "b"):
                quote = item[side]["quote"]
                assert quote in story.articles[item[side]["article"]].text, story.name
                assert item[side]["words"] in quote, story.name
    assert 0.5 < sum(bool(story.other) for story in stories) / len(stories) < 0.7


def test_a_line_that_is_no_story_is_named(tmp_path):
    path = tmp_path / "stories.jsonl"
    first = STORIES.read_text(encoding="utf-8").splitlines()[0]
    path.write_text(f'{first}\n{{"id": "x"}}\n', encoding="utf-8")
    with pytest.raises(InputError, match=r"stories\.jsonl, line 2: no labelled story"):
        list(read_labelled(path))


def finding(labelled, relation, kind, *texts):
    pieces = []
    for article, text in zip(labelled.articles, texts, strict=True):
        end = article.text.index(".") + 1
        start = 0
        if text == "It was cold":
            start, end = end + 1, len(article.text)
        at = article.text.index(text) - start
        pieces.append(
            Evidence(
                article=article.id,
                outlet=article.outlet,
                claim="",
                quote=article.text[start:end],
                start=start,
                end=end,
                highlights=((at, at + len(text)),),
            )
        )
    return Finding(
        id="f",
        relation=relation,
        kind=kind,
        confidence=0.9,
        reason="r",
        evidence=tuple(pieces),
        outlets=("A", "B"),
        origins=2,
        basis=Basis(row="x"),
    )


def score(labelled, *found):
    return score_report(labelled, SimpleNamespace(findings=found)).summary()


def test_what_is_found_counts_for_its_own_slot_only(labelled):
    made = score(
        labelled,
        finding(labelled, "contradiction", "number", "31", "44"),
        finding(labelled, "agreement", "date", "Monday", "Tuesday"),
        finding(labelled, "dispute", "other", "It was cold", "It was cold"),
    )
    assert made["differing"] == made["other"] == "1/1"
    assert (made["figures"], made["dates"]) == ("0/1", "1/1")
    assert made["agreements right"] == "1/1"
    assert (made["contrary findings"], made["unbacked"]) == ("2", "0")


def test_another_relation_is_near_and_what_no_label_backs_is_listed(labelled):
    near = score(labelled, finding(labelled, "update", "number", "31", "44"))
    assert (near["differing"], near["differing any"], near["unbacked"]) == ("0/1", "1/1", "0")
    wrong = score_report(
        labelled,
        SimpleNamespace(findings=[finding(labelled, "update", "date", "Monday", "Tuesday")]),
    )
    assert wrong.summary()["unbacked"] == "1"
    assert any(line.startswith("unbacked") for line in wrong.lines)


def test_an_agreement_over_two_slots_is_wrong(labelled):
    made = score(labelled, finding(labelled, "agreement", "number", "31", "Tuesday"))
    assert made["agreements right"] == "0/1"


def test_a_folder_without_labels_is_told(tmp_path):
    with pytest.raises(InputError, match="no labelled bundle"):
        list(read_labelled(tmp_path))
    (tmp_path / "x.json").write_text("[]")
    with pytest.raises(InputError, match=r"x\.json"):
        list(read_labelled(tmp_path))
