"""The shipped model stays above its floors, and floors do not sink unnoticed."""

from __future__ import annotations

from collections import Counter

import pytest
from gate import gate

from claimcheck.evaluating.pairs import read_pairs
from claimcheck.judging import Judge


@pytest.fixture(scope="module")
def judge():
    return Judge.load(precision="fp32")


@pytest.mark.parametrize("name", gate.gated_files())
def test_the_shipped_model_is_above_its_floor(judge, name):
    limit = None if name == "own pairs" else gate.SAMPLE
    measured = {name: gate.measure(judge, gate.gated_files()[name], limit)}
    assert gate.failures(measured, gate.read_floors()) == []


def test_the_tool_finds_what_its_floors_ask_for_without_false_alarms(checker):
    assert gate.bundle_failures(gate.measure_bundles(checker), gate.read_floors()) == []


def test_labelled_slots_are_found_as_their_floors_ask(checker):
    assert gate.slot_failures(gate.measure_slots(checker), gate.read_floors()) == []


def test_fewer_slots_or_more_without_a_label_fail():
    floors = {"slots": {"figures": 10, "unbacked": 2}}
    assert gate.slot_failures({"figures": 10, "unbacked": 2}, floors) == []
    assert len(gate.slot_failures({"figures": 9, "unbacked": 3}, floors)) == 2
    assert "None" in gate.slot_failures({"dates": 1}, floors)[0]


def test_the_own_pairs_cover_every_kind_and_label():
    file = read_pairs(gate.HERE / "pairs.jsonl")
    assert not file.bad
    assert len({(pair.premise, pair.hypothesis) for pair in file.pairs}) == len(file.pairs) >= 150
    assert min(Counter(pair.label for pair in file.pairs).values()) >= 40
    kinds = Counter(pair.kind for pair in file.pairs)
    assert set(kinds) == {
        "figure exact", "figure rounded", "figure bounds", "figure range", "figure unit",
        "date", "place", "name", "negation", "antonym", "different quantity", "different event",
        "paraphrase",
    }  # fmt: skip
    assert min(kinds.values()) >= 8


FLOORS = {
    "sets": {"a": {"n": 100, "floor": 0.7, "measured": 0.72}},
    "bundles": {"own": {"found": 9, "false_alarms": 0}},
}
MODEL = {"name": "m", "sha256": "0"}


def at(accuracy, n=100):
    return {"a": {"n": n, "accuracy": accuracy}}


def test_below_a_floor_without_one_and_another_sample_fail():
    assert gate.failures(at(0.7), FLOORS) == []
    assert "below" in gate.failures(at(0.69), FLOORS)[0]
    assert "no floor" in gate.failures({"b": {"n": 1, "accuracy": 1.0}}, FLOORS)[0]
    assert "99" in gate.failures(at(0.9, n=99), FLOORS)[0]


def test_a_better_model_raises_the_floor_and_others_stay():
    made = gate.updated(FLOORS, at(0.9) | {"b": {"n": 5, "accuracy": 0.5}}, MODEL, None)
    assert made["sets"]["a"]["floor"] == pytest.approx(0.88)
    assert made["sets"]["b"]["floor"] == pytest.approx(0.48)
    assert gate.updated(FLOORS, {}, MODEL, None)["sets"] == FLOORS["sets"]


def test_a_floor_is_lowered_only_with_a_reason_that_is_kept():
    assert gate.updated(FLOORS, at(0.71), MODEL, None)["sets"] == FLOORS["sets"]
    for reason in (None, " "):
        with pytest.raises(ValueError, match="allow-regression"):
            gate.updated(FLOORS, at(0.6), MODEL, reason)
    made = gate.updated(FLOORS, at(0.6), MODEL, "a smaller model")
    assert made["sets"]["a"]["floor"] == pytest.approx(0.58)
    assert "a smaller model" in made["lowered"][0]


def of_bundles(found=9, alarms=()):
    return {
        "own": {"expected": 10, "found": found, "missed": ["x: y"], "false_alarms": list(alarms)}
    }


def test_a_finding_less_or_an_alarm_more_fails_and_needs_a_reason():
    assert gate.bundle_failures(of_bundles(), FLOORS) == []
    for worse in (of_bundles(found=8), of_bundles(alarms=["31 against 44"])):
        assert len(gate.bundle_failures(worse, FLOORS)) == 1
        with pytest.raises(ValueError, match="own bundles"):
            gate.updated(FLOORS, {}, MODEL, None, worse)
    assert (
        gate.updated(FLOORS, {}, MODEL, None, of_bundles(found=10))["bundles"]["own"]["found"] == 10
    )
