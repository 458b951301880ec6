"""``claimcheck eval``, ``models``, ``calibrate``: the figures, and what becomes of bad lines."""

from __future__ import annotations

import gzip
import json

import numpy as np
import pytest
import tiny_models as tiny
import torch
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.cli.calibrate import calibrate_command
from claimcheck.cli.eval import eval_command
from claimcheck.cli.models import models_command
from claimcheck.errors import InputError
from claimcheck.evaluating.calibrate import fit
from claimcheck.evaluating.metrics import average_precision, calibration_error, rank_auc, score
from claimcheck.evaluating.pairs import read_pairs, sample
from claimcheck.evaluating.run import combine, judge_long
from claimcheck.judging import Judge, catalogue
from claimcheck.records import LABELS, Probabilities

E, N, C = LABELS


def said(label: str, confidence: float = 0.8) -> Probabilities:
    rest = (1 - confidence) / 2
    return Probabilities(**{name: confidence if name == label else rest for name in LABELS})


def write(path, rows):
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def row(label, premise="the tariff is 24 %", hypothesis="the tariff is 28 %"):
    return {"premise": premise, "hypothesis": hypothesis, "label": label}


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> str:
    return tiny.save(tmp_path_factory.mktemp("model"), tiny.network("Bert"))


def run(command, *args, status=0):
    done = CliRunner().invoke(command, [str(arg) for arg in args])
    if done.exception is not None and status == 0:
        raise done.exception
    return done


def test_scores_worked_out_by_hand():
    truth = [E, E, E, N, N, C]
    judged = [said(label) for label in (E, E, N, N, C, C)]
    scores = score(truth, judged, LABELS)
    assert scores.n == 6
    assert scores.accuracy == pytest.approx(4 / 6)
    assert scores.balanced_accuracy == pytest.approx((2 / 3 + 1 / 2 + 1) / 3)
    assert scores.labels[E]["precision"] == 1
    assert scores.labels[E]["recall"] == pytest.approx(2 / 3)
    assert scores.labels[C]["precision"] == pytest.approx(1 / 2)
    assert scores.macro_f1 == pytest.approx((4 / 5 + 1 / 2 + 2 / 3) / 3)
    assert scores.confusion[E] == {E: 2, N: 1, C: 0}
    assert scores.ece == pytest.approx(0.8 - 4 / 6)


def test_two_way_files_fold_neutral_and_contradiction():
    labels = ("entailment", "not_entailment")
    scores = score(
        ["entailment", "not_entailment", "not_entailment"], [said(E), said(N), said(C)], labels
    )
    assert scores.accuracy == 1
    assert scores.confusion["not_entailment"] == {"entailment": 0, "not_entailment": 2}
    assert scores.ece == pytest.approx((0.2 + 0.1 + 0.1) / 3)


@given(st.lists(st.tuples(st.sampled_from(LABELS), st.sampled_from(LABELS)), min_size=1))
def test_intervals_hold_between_nothing_and_all(rows):
    truth = [true for true, _ in rows]
    scores = score(truth, [said(given) for _, given in rows], LABELS, resamples=20)
    for low, high in scores.intervals.values():
        assert 0 <= low <= high <= 1
    assert sum(sum(line.values()) for line in scores.confusion.values()) == len(rows)
    assert scores.accuracy == np.mean([true == given for true, given in rows])


def test_more_pairs_make_narrower_intervals():
    truth, judged = [E, C] * 20, [said(E)] * 30 + [said(C)] * 10
    few = score(truth, judged, LABELS).intervals["accuracy"]
    many = score(truth * 25, judged * 25, LABELS).intervals["accuracy"]
    assert few[1] - few[0] > 3 * (many[1] - many[0])
    assert few[0] < 0.5 < few[1]


def test_calibration_error_of_the_sure_and_wrong_and_of_the_honest():
    sure = np.full(100, 0.9)
    assert calibration_error(sure, np.zeros(100, dtype=bool)) == pytest.approx(0.9)
    assert calibration_error(sure, np.arange(100) < 90) == pytest.approx(0)


def test_bad_lines_are_named_and_counted(folder, tmp_path):
    path = write(tmp_path / "pairs.jsonl", [row(E), row("maybe"), row(C), {"premise": "x"}])
    with path.open("a") as file:
        file.write("{no json\n\n[1]\n" + json.dumps(row("Entailment", premise=" ")) + "\n")
    done = run(eval_command, path, "--model", folder, "--no-cache", "--json")
    result = json.loads(done.stdout)
    assert result["n"] == 2
    named = [bad["line"].rpartition(":")[2] for bad in result["bad_lines"]]
    assert named == ["2", "4", "5", "7", "8"]
    assert all(f"{path}:{number}: " in done.stderr for number in named)
    table = run(eval_command, path, "--model", folder, "--no-cache").stdout
    assert "5 bad lines" in table


@pytest.mark.parametrize("content", [None, b"", b"{}\n", b"\x1f\x8b broken", b"\xff\xfe\x00"])
def test_files_without_pairs_are_refused_by_name(tmp_path, content):
    path = tmp_path / "pairs.jsonl.gz"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(InputError, match=r"pairs\.jsonl\.gz"):
        read_pairs(path)


def test_gzipped_files_and_spellings_of_labels(tmp_path):
    path = tmp_path / "pairs.jsonl.gz"
    lines = [row("ENTAILMENT"), row("not entailment"), row("Not-Entailment")]
    with gzip.open(path, "wt", encoding="utf-8") as file:
        file.writelines(json.dumps(line) + "\n" for line in lines)
    read = read_pairs(path)
    assert [pair.label for pair in read.pairs] == [E, "not_entailment", "not_entailment"]
    assert read.labels == (E, "not_entailment")


def test_one_file_and_several_as_json(folder, tmp_path):
    one = write(tmp_path / "a.jsonl", [row(E), row(N, hypothesis="ships"), row(C)])
    two = write(tmp_path / "b.jsonl", [row("not_entailment")])
    alone = json.loads(run(eval_command, one, "--model", folder, "--no-cache", "--json").stdout)
    keys = {"n", "accuracy", "balanced_accuracy", "macro_f1", "labels", "confusion", "ece"}
    assert keys <= set(alone)
    assert "files" not in alone
    both = json.loads(run(eval_command, one, two, "--model", folder, "--no-cache", "--json").stdout)
    assert keys <= set(both)
    assert both["n"] == 4
    assert {key: both["files"]["a.jsonl"][key] for key in keys} == {k: alone[k] for k in keys}
    assert set(both["files"]["b.jsonl"]["confusion"]) == {"entailment", "not_entailment"}
    assert both["model"]["sha256"] == Judge.load(folder).sha256


def test_a_limit_draws_the_same_pairs_again_and_others_by_another_seed(tmp_path):
    rows = [row(E, premise=f"premise {n}") for n in range(200)]
    file = read_pairs(write(tmp_path / "a.jsonl", rows))
    assert sample(file, 20, 1) == sample(file, 20, 1)
    assert sample(file, 20, 1).pairs != sample(file, 20, 2).pairs
    assert len(sample(file, 20, 1).pairs) == 20
    assert sample(file, 500, 1) == file


def test_a_long_premise_is_judged_by_its_sentences(folder):
    judge = Judge.load(folder)
    sentences = [f"The minister met {n} workers in Japan in June." for n in range(24, 44)]
    hypothesis = "the minister met people"
    judged, split = judge_long(judge, [(" ".join(sentences), hypothesis), ("ships", hypothesis)])
    assert split == 1
    each = judge.judge([(sentence, hypothesis) for sentence in sentences])
    assert judged[0] == combine(each)
    assert judged[1] == judge.judge([("ships", hypothesis)])[0]


def test_the_strongest_evidence_stands_for_the_whole():
    assert combine([said(N, 0.98), said(E, 0.95), said(N, 0.98)]).label == E
    assert combine([said(N, 0.98), said(C, 0.95), said(N, 0.98)]).label == C
    assert combine([said(N, 0.9), said(N, 0.8)]).label == N
    whole = combine([said(E, 0.9), said(C, 0.99)])
    assert whole.label == C
    assert whole.entailment + whole.neutral + whole.contradiction == pytest.approx(1)


def test_fitting_finds_the_temperature_and_bias_that_made_the_labels():
    rng = np.random.default_rng(5)
    true = rng.normal(size=(6000, 3)) * 2
    chances = np.exp(true) / np.exp(true).sum(1, keepdims=True)
    labels = [int(rng.choice(3, p=chance)) for chance in chances]
    overconfident = [tuple(float(x) for x in line) for line in true * 2.5]
    assert fit(overconfident, labels).temperature == pytest.approx(2.5, rel=0.08)
    shifted = [(a * 2.5 - 1.0, b * 2.5, c * 2.5) for a, b, c in true]
    found = fit(shifted, labels, biases=True)
    assert found.biases[0] == pytest.approx(1.0, abs=0.3)
    assert found.biases[2] == pytest.approx(0.0, abs=0.3)


def test_calibrate_writes_beside_the_model_and_lowers_the_error(tmp_path):
    network = tiny.network("Bert")
    with torch.no_grad():
        network.classifier.weight.mul_(50)  # far too sure of itself
    folder = tiny.save(tmp_path / "model", network)
    pairs = [
        (f"{a} {b} {c}", f"{c} {a}")
        for a in tiny.WORDS[:8]
        for b in tiny.WORDS[8:14]
        for c in tiny.WORDS[14:20]
    ]
    labels = np.random.default_rng(3).choice(LABELS, len(pairs))
    data = write(
        tmp_path / "dev.jsonl",
        [row(str(label), *pair) for label, pair in zip(labels, pairs, strict=True)],
    )
    run(calibrate_command, data, "--model", folder, "--no-cache", "--biases", "--bf16")
    made = Judge.load(folder).calibrations["statements"]
    assert made.fitted_on == "dev.jsonl"
    assert made.n == len(pairs) // 2
    assert made.ece_after < made.ece_before
    assert made.ece_after < 0.1  # the labels are random: an honest judge is never sure
    assert 0 <= made.bf16_changes < 0.2


def test_models_lists_the_shipped_one():
    rows = json.loads(run(models_command, "--json").stdout)
    shipped = next(each for each in rows if each["origin"] == "shipped")
    assert sorted(shipped["labels"]) == sorted(LABELS)
    assert shipped["sha256"] == Judge.load(shipped["name"]).sha256
    assert shipped["name"] in run(models_command).stdout


def test_models_says_which_is_the_default_and_what_was_measured_of_each(monkeypatch):
    monkeypatch.delenv("CLAIMCHECK_MODEL")
    rows = [r for r in json.loads(run(models_command, "--json").stdout) if r["origin"] == "shipped"]
    assert [row["name"] for row in rows if row["default"]] == ["claimcheck-base"]
    shown = run(models_command).stdout
    assert "claimcheck-base (the default): shipped, 110 MB" in shown
    for row in rows:
        assert {"real pairs", "written statements"} <= row["scores"].keys(), row["name"]
        assert all(f"{value:.3f}" in shown for value in row["scores"].values())


def test_scores_of_other_weights_are_not_shown(tmp_path, monkeypatch):
    name = tiny.save(tmp_path / "mine", tiny.network(tiny.FAMILIES[0]))
    own = Judge.load(name).sha256
    found = catalogue.Found("mine", tmp_path / "mine", "folder")
    monkeypatch.setattr(catalogue, "shipped_models", lambda: (found,))
    for sha256, scores in ((own, {"all": 0.75}), ("0" * 64, {})):
        measured = {"model": {"sha256": sha256}, "accuracy": 0.75}
        (tmp_path / "mine" / "eval.json").write_text(json.dumps(measured))
        [row, *_] = json.loads(run(models_command, "--json").stdout)
        assert row["scores"] == scores


def test_average_precision_and_auc_of_a_ranking_and_of_no_ranking():
    true = np.array([True, False, True, False])
    assert average_precision(np.array([4.0, 3.0, 2.0, 1.0]), true) == pytest.approx((1 + 2 / 3) / 2)
    assert rank_auc(np.array([4.0, 3.0, 2.0, 1.0]), true) == pytest.approx(0.75)
    assert average_precision(np.ones(4), true) == pytest.approx(0.5)
    assert rank_auc(np.ones(4), true) == pytest.approx(0.5)
