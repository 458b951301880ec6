"""Training pairs: their labels follow from the labels of bundles, pairs and shared values."""

from __future__ import annotations

import gzip
import json

import pytest
from click.testing import CliRunner

from claimcheck.cli.pairs import pairs_command
from claimcheck.judging.masking import MASK
from claimcheck.training.folds import FOLDS, TRAINING, fold_of
from claimcheck.training.making.bundles import candidates, rows_of_bundles
from claimcheck.training.making.distant import rows_of_stories, sentences_of
from claimcheck.training.making.elements import mask_difference, rows_of_elements
from claimcheck.training.making.labelled import (
    rows_of_real,
    rows_of_statements,
    rows_of_written_slots,
)

HERALD = "The quake killed 622 people in Orsha. It struck 8 km below the town on Monday."
COURIER = "In Orsha 1,411 people died in the quake. Its depth was 8 km, the survey said."


def bundle() -> dict:
    texts = (HERALD, COURIER)
    marks = ((0, "622"), (0, "8"), (1, "1,411"), (1, "8"))
    return {
        "bundle": "orsha",
        "articles": [
            {"outlet": f"outlet {n}", "title": "", "text": text, "published": "2024-05-01"}
            for n, text in enumerate(texts)
        ],
        "mentions": [
            {
                "id": f"{'AB'[n]}{value}",
                "article": n,
                "kind": "number",
                "start": texts[n].index(value),
                "end": texts[n].index(value) + len(value),
                "text": value,
            }
            for n, value in marks
        ],
        "groups": [
            {"slot": "people killed", "mentions": ["A622", "B1,411"], "earlier": []},
            {"slot": "depth", "mentions": ["A8", "B8"], "earlier": []},
        ],
    }


def test_values_of_one_group_are_the_same_and_all_others_are_not():
    found = {(c.a.id, c.b.id): c for c in candidates(bundle())}
    assert {pair for pair, c in found.items() if c.same} == {("A622", "B1,411"), ("A8", "B8")}
    assert len(found) == 4
    assert found["A8", "B8"].equal and not found["A622", "B1,411"].equal
    assert not found["A622", "B1,411"].met
    rows = list(rows_of_bundles([bundle()]))
    assert {r.label for r in rows if "same" in r.source} == {"entailment"}
    assert {r.label for r in rows if "same" not in r.source} == {"neutral"}
    assert all(r.premise.count(MASK) == r.hypothesis.count(MASK) == 1 for r in rows)


def test_a_value_that_two_outlets_share_is_one_slot_and_two_such_values_are_two():
    story = {
        "articles": [
            {
                "outlet": "Herald",
                "text": "Storms killed 143 people in Peru. Some 2,560 homes were lost.",
            },
            {
                "outlet": "Courier",
                "text": "The dead in Peru number 143. Storms destroyed 2,560 houses.",
            },
        ]
    }
    rows = list(rows_of_stories([story]))
    assert [r.source for r in rows] == ["distant/same"] * 2 + ["distant/other"] * 2
    assert not any("143" in r.premise + r.hypothesis for r in rows)
    copied = {"articles": [{**a, "outlet": "Herald"} for a in story["articles"]]}
    assert not list(rows_of_stories([copied]))


def test_news_that_shares_a_sentence_with_what_is_kept_for_testing_is_left_out():
    long = "Storms killed 143 people in the south of Peru on Monday, officials said there."
    story = {"articles": [{"outlet": "Herald", "text": long}, {"outlet": "Courier", "text": long}]}
    assert not list(rows_of_stories([story], sentences_of(long)))


def pair(forward, backward, **more):
    return {"a": "One.", "b": "Two.", "forward": forward, "backward": backward, **more}


def test_labelled_pairs_are_read_in_both_directions_and_open_ones_are_not():
    row = pair("entailment", "neutral", second="")
    assert [(r.premise, r.label) for r in rows_of_real([row])] == [
        ("One.", "entailment"),
        ("Two.", "neutral"),
    ]
    assert not list(rows_of_real([{**row, "second": "open"}]))
    assert len(list(rows_of_statements([row]))) == 2


def test_a_written_passage_is_masked_where_it_is_marked():
    line = {"a": "A train hurt [[26]] people.", "b": "Some [[19]] were hurt.", "same": True}
    (row,) = rows_of_written_slots([line])
    assert {row.premise, row.hypothesis} == {
        f"A train hurt {MASK} people.",
        f"Some {MASK} were hurt.",
    }
    assert row.label == "entailment"


def test_the_phrase_in_which_two_statements_differ_is_masked_on_both_sides():
    masked = mask_difference(
        "Loretta Sanchez won the vote on Monday.", "Linda Sanchez won the vote on Monday."
    )
    assert masked == (
        f"{MASK} Sanchez won the vote on Monday.",
        f"{MASK} Sanchez won the vote on Monday.",
    )
    assert mask_difference("It rained in Rome.", "Shares of the bank fell again.") is None


@pytest.mark.parametrize(
    ("more", "labels"),
    [
        ({"forward": "contradiction", "backward": "contradiction"}, ["entailment"] * 2),
        ({"forward": "neutral", "backward": "neutral", "same": False}, ["neutral"] * 2),
        ({"forward": "neutral", "backward": "neutral", "same": True}, []),
        ({"forward": "contradiction", "backward": "contradiction", "second": "open"}, []),
    ],
)
def test_what_the_labels_say_of_a_differing_phrase(more, labels):
    line = {"a": "Ana Costa won the vote.", "b": "Rui Pinto won the vote.", **more}
    assert [r.label for r in rows_of_elements([line])] == labels


def test_folds_are_stable_and_those_for_training_are_not_measured_on():
    assert [fold_of(name) for name in ("ab_10", "basil_2", "disasters-g3")] == [
        fold_of(name) for name in ("ab_10", "basil_2", "disasters-g3")
    ]
    assert {fold_of(str(n)) for n in range(100)} == set(range(FOLDS))
    assert TRAINING == (0, 1, 2)


def test_the_command_takes_only_the_folds_asked_for(tmp_path):
    lines = [{**pair("neutral", "neutral"), "kind": "event", "group": f"g{n}"} for n in range(40)]
    source = tmp_path / "statements.jsonl"
    source.write_text("".join(json.dumps(line) + "\n" for line in lines))
    made = tmp_path / "pairs.jsonl.gz"
    args = ["--statements", str(source), "--out", str(made), "--fold", "3"]
    result = CliRunner().invoke(pairs_command, args, standalone_mode=False)
    assert result.exit_code == 0, result.output
    with gzip.open(made, "rt") as rows:
        assert len(list(rows)) == 2 * sum(fold_of(line["group"]) == 3 for line in lines)
