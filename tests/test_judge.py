"""The judge: what it promises about order, batches, the cache and calibration."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from pathlib import Path

import pytest
import tiny_models as tiny
from hypothesis import given, settings
from hypothesis import strategies as st

from claimcheck.errors import InputError, ModelError
from claimcheck.judging import Judge, JudgementCache
from claimcheck.judging.batching import batches_by_width, width_of
from claimcheck.judging.calibration import (
    USES,
    Calibration,
    read_calibrations,
    write_calibration,
)
from claimcheck.records import Probabilities

LABELS = ("entailment", "neutral", "contradiction")


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> str:
    return tiny.save(tmp_path_factory.mktemp("model"), tiny.network("Bert"))


@pytest.fixture(scope="module")
def judge(folder) -> Judge:
    return Judge.load(folder)


def close(one: Probabilities, other: Probabilities) -> bool:
    return all(abs(getattr(one, n) - getattr(other, n)) <= 1.01e-4 for n in LABELS)


def test_loading_and_an_empty_list_import_no_torch(folder):
    code = (
        "import sys\n"
        "from claimcheck.judging import Judge\n"
        f"judge = Judge.load({folder!r})\n"
        "assert judge.judge([]) == []\n"
        "assert not {'torch', 'transformers'} & set(sys.modules)\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


sentences = st.lists(st.sampled_from(tiny.WORDS), min_size=1, max_size=30).map(" ".join)


@settings(deadline=None, max_examples=8)
@given(st.lists(st.tuples(sentences, sentences), min_size=1, max_size=12), st.randoms())
def test_company_and_order_do_not_matter(judge, pairs, rng):
    together = judge.judge(pairs)
    shuffled = list(pairs)
    rng.shuffle(shuffled)
    again = dict(zip(shuffled, judge.judge(shuffled), strict=True))
    assert [again[pair] for pair in pairs] == together
    for pair, judged in zip(pairs, together, strict=True):
        assert close(judge.judge([pair])[0], judged)


@pytest.mark.parametrize("batch_tokens", [1, 40, 100_000])
def test_the_batch_size_does_not_matter(folder, judge, batch_tokens):
    pairs = [(f"{a} {b}", a) for a in tiny.WORDS[:12] for b in tiny.WORDS[12:18]]
    other = Judge.load(folder, batch_tokens=batch_tokens)
    for one, same in zip(judge.judge(pairs), other.judge(pairs), strict=True):
        assert close(one, same)


def test_probabilities_sum_to_one_and_the_label_is_the_greatest(judge):
    for judged in judge.judge(tiny.PAIRS):
        values = {name: getattr(judged, name) for name in LABELS}
        assert sum(values.values()) == pytest.approx(1)
        assert values[judged.label] == max(values.values())


def test_each_distinct_directed_pair_is_judged_once(folder):
    judge = Judge.load(folder)
    first, second = tiny.PAIRS[0], tiny.PAIRS[0][::-1]
    judged = judge.judge([first, second, first, first, second])
    assert judge.computed == 2
    assert judged[0] == judged[2] == judged[3]
    assert judged[0] != judged[1]


@pytest.mark.parametrize(
    "text", ["", " ", "\ud800 half", "語" * 500, "a" * 100_000, "the tariff " * 5000, "\x00\n\r"]
)
def test_any_text_is_judged(judge, text):
    for judged in judge.judge([(text, "the deal"), ("the deal", text), (text, text)]):
        assert 0 <= judged.contradiction <= 1


def test_a_second_run_judges_nothing(folder, tmp_path):
    path = tmp_path / "c.sqlite"
    first = Judge.load(folder, cache=JudgementCache(path))
    judged = first.judge(tiny.PAIRS)
    second = Judge.load(folder, cache=JudgementCache(path))
    assert second.judge(tiny.PAIRS) == judged
    assert (first.computed, first.recalled) == (len(tiny.PAIRS), 0)
    assert (second.computed, second.recalled) == (0, len(tiny.PAIRS))


def test_the_cache_knows_models_and_settings_apart(folder, tmp_path):
    cache = JudgementCache(tmp_path / "c.sqlite")
    other = tiny.network("Bert", {0: "neutral", 1: "entailment", 2: "contradiction"})
    renamed = tiny.save(tmp_path / "other", other)
    for judge in (
        Judge.load(folder, cache=cache),
        Judge.load(folder, cache=cache, max_length=8),
        Judge.load(renamed, cache=cache),
    ):
        judge.judge(tiny.PAIRS)
        assert judge.recalled == 0


def test_a_new_calibration_applies_to_cached_judgements(tmp_path):
    folder = tiny.save(tmp_path / "model", tiny.network("Bert"))
    cache = JudgementCache(tmp_path / "c.sqlite")
    sharp = Judge.load(folder, cache=cache).judge(tiny.PAIRS)
    warmer = Calibration(temperature=3.0, fitted_on="a test")
    write_calibration(tmp_path / "model", "statements", warmer)
    flat_judge = Judge.load(folder, cache=cache)
    flat = flat_judge.judge(tiny.PAIRS)
    assert flat_judge.computed == 0
    for before, after in zip(sharp, flat, strict=True):
        assert before.label == after.label
        assert getattr(after, after.label) < getattr(before, before.label)


logits = st.tuples(*[st.floats(-30, 30)] * 3)


@given(logits, st.floats(0.1, 10))
def test_temperature_never_changes_a_clear_label(values, temperature):
    judged = Calibration(temperature=temperature).apply(values)
    assert judged.entailment + judged.neutral + judged.contradiction == pytest.approx(1)
    top, second = sorted(values)[:0:-1]
    if top - second > 0.02:
        assert judged.label == LABELS[values.index(top)]


def test_a_bias_raises_its_label():
    plain = Calibration().apply((0.0, 0.0, 0.0))
    raised = Calibration(biases=(0.0, 0.0, 1.0)).apply((0.0, 0.0, 0.0))
    assert raised.contradiction > plain.contradiction == pytest.approx(1 / 3, abs=1e-3)


def test_each_use_has_its_calibration_and_writing_one_keeps_the_other(tmp_path):
    made = Calibration(temperature=1.5, biases=(0.25, 0.0, -0.5), fitted_on="x", n=3)
    write_calibration(tmp_path, "slots", made)
    assert read_calibrations(tmp_path) == {"statements": Calibration(), "slots": made}
    write_calibration(tmp_path, "statements", Calibration(temperature=2.0))
    assert read_calibrations(tmp_path)["slots"] == made


def test_a_calibration_without_uses_holds_for_both(tmp_path):
    (tmp_path / "calibration.json").write_text('{"temperature": 1.5}')
    found = read_calibrations(tmp_path)
    assert found["slots"] == found["statements"] == Calibration(temperature=1.5)


def test_a_use_is_calibrated_by_its_own_values(tmp_path):
    folder = tiny.save(tmp_path / "model", tiny.network("Bert"))
    write_calibration(tmp_path / "model", "slots", Calibration(biases=(9.0, 0.0, 0.0)))
    judge = Judge.load(folder)
    plain, raised = judge.judge(tiny.PAIRS), judge.judge(tiny.PAIRS, use="slots")
    assert all(b.entailment > a.entailment for a, b in zip(plain, raised, strict=True))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        '{"temperature": 0}',
        '{"temperature": -1}',
        '{"biases": [1]}',
        '{"other": 1}',
        '{"temperature": NaN}',
        '{"temperature": "hot"}',
    ],
)
def test_a_calibration_that_is_none_is_refused(tmp_path, text):
    (tmp_path / "calibration.json").write_text(text)
    with pytest.raises(ModelError, match=r"calibration\.json"):
        read_calibrations(tmp_path)


@given(
    st.lists(st.integers(1, 512), max_size=200), st.integers(1, 5000), st.sampled_from([96, 512])
)
def test_batches_hold_every_pair_once_and_keep_to_the_budget(lengths, budget, limit):
    lengths = [min(length, limit) for length in lengths]
    seen = []
    for width, members in batches_by_width(lengths, budget, limit):
        assert len(members) == 1 or width * len(members) <= budget
        assert all(lengths[i] <= width == min(width_of(lengths[i]), limit) for i in members)
        seen += members
    assert sorted(seen) == list(range(len(lengths)))


def test_long_pairs_are_cut_to_the_models_window(judge):
    assert judge.window == 64
    long = ("the tariff " * 100, "the deal")
    assert judge.token_lengths([long])[0] > 200
    assert judge.judge([long])


@pytest.mark.parametrize("setting", [{"backend": "abacus"}, {"precision": "int1"}])
def test_unknown_settings(folder, setting):
    with pytest.raises(InputError, match="known"):
        Judge.load(folder, **setting)


def test_a_device_that_is_not_there(folder):
    with pytest.raises(ModelError, match="device"):
        Judge.load(folder, device="cuda:77")


def test_the_digest_is_that_of_the_weights_file(folder):
    weights = Path(folder, "model.safetensors").read_bytes()
    assert Judge.load(folder).sha256 == hashlib.sha256(weights).hexdigest()


def test_bfloat16_is_close_and_only_chosen_where_it_was_measured(folder, judge):
    assert judge.precision == "fp32"
    half = Judge.load(folder, precision="bf16")
    for one, other in zip(judge.judge(tiny.PAIRS), half.judge(tiny.PAIRS), strict=True):
        assert one.contradiction == pytest.approx(other.contradiction, abs=0.1)


@pytest.mark.parametrize(
    ("measured", "fit"),
    [
        ({"bf16_changes": 0.005, "bf16_differs": 0.03}, True),
        ({"bf16_changes": 0.006, "bf16_differs": 0.01}, False),
        ({"bf16_changes": 0.005, "bf16_differs": 0.04}, False),
        ({"bf16_changes": 0.0}, False),
    ],
)
def test_bfloat16_needs_labels_and_probabilities_unchanged(tmp_path, measured, fit):
    folder = tiny.save(tmp_path, tiny.network("Bert"))
    for use in USES:
        write_calibration(tmp_path, use, Calibration(**measured))
    native = "avx512_bf16" in Path("/proc/cpuinfo").read_text()
    assert Judge.load(folder).precision == ("bf16" if fit and native else "fp32")


def test_the_shipped_model_is_found_from_anywhere_and_knows_its_trade(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    judge = Judge.load()
    same = judge.judge([("Japan faces a 24% tariff from July.", "Japan faces a 24% tariff.")])
    other = judge.judge([("Nobody was hurt in the fire.", "Three people were hurt in the fire.")])
    assert same[0].label == "entailment"
    assert other[0].label == "contradiction"
    assert Judge.load("tiny").sha256 == judge.sha256
    config = json.loads((judge.files.folder / "config.json").read_text())
    assert config["num_hidden_layers"] == 6
    assert judge.files.size < 50_000_000
