"""Training: the same run gives the same weights, also after it was stopped and resumed."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time

import pytest
import tiny_models as tiny
import torch
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from safetensors.torch import load_file

from claimcheck.cli.train import train_command
from claimcheck.errors import RecipeError
from claimcheck.judging import Judge
from claimcheck.training.data import load_examples
from claimcheck.training.recipe import Recipe, Source, read_recipe
from claimcheck.training.trainer import batches, rate_factor, train


@pytest.fixture(autouse=True)
def _one_thread():
    """Threads cost tiny matrices more than they save."""
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


@pytest.fixture
def place(tmp_path):
    """A folder with a tiny base model, data, and a recipe for them."""
    tiny.save(tmp_path / "base", tiny.network("Bert", kind="Model"))
    rows = [
        {"premise": f"{a} {b}", "hypothesis": c, "label": label, "source": "words"}
        for a in tiny.WORDS[:5]
        for b in tiny.WORDS[5:11]
        for c, label in ((a, "entailment"), ("no", "contradiction"), ("ships", "neutral"))
    ]
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "pairs.jsonl").write_text("".join(json.dumps(r) + "\n" for r in rows))
    write_recipe(tmp_path)
    return tmp_path


def write_recipe(folder, pairs=200, file="pairs.jsonl", extra=""):
    (folder / "recipe.toml").write_text(
        f'base = "{folder / "base"}"\npairs = {pairs}\nbatch_tokens = 128\nmax_length = 16\n'
        f'rate = 1e-3\n{extra}\n[[data]]\nfile = "{file}"\n'
    )


def weights(folder):
    return {name: value.tolist() for name, value in load_file(folder / "model.safetensors").items()}


def test_a_resumed_run_gives_the_weights_of_an_unbroken_one(place):
    recipe = read_recipe(place / "recipe.toml")
    train(recipe, place / "data", place / "whole")
    for stop in (40, 110):  # the second lies in the second epoch
        train(recipe, place / "data", place / "parts", stop_after=stop)
        assert not (place / "parts" / "model.safetensors").exists()
    train(recipe, place / "data", place / "parts")
    assert weights(place / "parts") == weights(place / "whole")


def test_a_killed_run_goes_on_from_its_checkpoint(place):
    write_recipe(place, pairs=20_000)
    out = place / "out"
    args = ["train", str(place / "recipe.toml"), "--data", str(place / "data"), "--out", str(out)]
    code = "from claimcheck.cli.main import main; main()"
    process = subprocess.Popen(
        [sys.executable, "-c", code, *args, "--checkpoint-every", "1", "--threads", "1"],
        stderr=subprocess.PIPE,
    )
    state, deadline = out / "checkpoint" / "progress.json", time.monotonic() + 60
    while not state.exists() and time.monotonic() < deadline:
        time.sleep(0.1)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    seen = json.loads(state.read_text())["seen"]
    lines = []
    recipe = read_recipe(place / "recipe.toml")
    train(recipe, place / "data", out, stop_after=seen + 1200, progress=lines.append)
    assert json.loads(state.read_text())["seen"] in range(seen + 1200, seen + 1220)
    assert "min left" in lines[0]


def test_an_interrupt_saves_before_it_ends_the_run(place):
    def interrupt(line):
        if "interrupted" not in line:
            raise KeyboardInterrupt

    write_recipe(place, pairs=20_000)
    with pytest.raises(KeyboardInterrupt):
        train(read_recipe(place / "recipe.toml"), place / "data", place / "out", progress=interrupt)
    assert json.loads((place / "out" / "checkpoint" / "progress.json").read_text())["seen"] > 100


def test_the_command_makes_a_model_that_judges_what_it_was_taught(place):
    write_recipe(place, pairs=1500)
    out = place / "out"
    done = CliRunner().invoke(
        train_command,
        [str(place / "recipe.toml"), "--data", str(place / "data"), "--out", str(out)],
    )
    assert done.exit_code == 0, done.output
    assert "min left" in done.stderr
    judge = Judge.load(str(out))
    judged = judge.judge([("japan met", "japan"), ("japan met", "no"), ("japan met", "ships")])
    assert [each.label for each in judged] == ["entailment", "contradiction", "neutral"]
    card = (out / "README.md").read_text()
    assert judge.sha256 in card
    assert "pairs.jsonl" in card


@pytest.mark.parametrize("family", tiny.FAMILIES)
def test_a_base_of_any_architecture_learns(place, family):
    tiny.save(place / "base", tiny.network(family, kind="Model"))
    if family in ("Roberta", "ModernBert"):  # they know no token types, nor do their tokenizers
        settings = place / "base" / "tokenizer_config.json"
        known = json.loads(settings.read_text())
        known["model_input_names"] = ["input_ids", "attention_mask"]
        settings.write_text(json.dumps(known))
    write_recipe(place, pairs=2500, extra="layer_decay = 1.0")
    train(read_recipe(place / "recipe.toml"), place / "data", place / "out")
    judged = Judge.load(str(place / "out")).judge([("japan met", "no"), ("japan met", "ships")])
    assert [each.label for each in judged] == ["contradiction", "neutral"]


def test_a_pupil_follows_its_teacher_as_far_as_the_recipe_says(place):
    """The teacher was taught other labels than those in the pupil's data."""
    other = {"entailment": "neutral", "neutral": "contradiction", "contradiction": "entailment"}
    rows = [json.loads(s) for s in (place / "data" / "pairs.jsonl").read_text().splitlines()]
    (place / "data" / "other.jsonl").write_text(
        "".join(json.dumps({**row, "label": other[row["label"]]}) + "\n" for row in rows)
    )
    write_recipe(place, pairs=1500, file="other.jsonl")
    train(read_recipe(place / "recipe.toml"), place / "data", place / "teacher")
    pairs = [("japan met", "japan"), ("japan met", "no"), ("japan met", "ships")]
    expected = {
        0.9: ["neutral", "entailment", "contradiction"],
        0.1: ["entailment", "contradiction", "neutral"],
    }
    for taught, labels in expected.items():
        write_recipe(place, pairs=1500, extra=f'teacher = "{place / "teacher"}"')
        with (place / "recipe.toml").open("a") as recipe:
            recipe.write(f"taught = {taught}\n")
        lines = []
        out = place / f"pupil-{taught}"
        train(read_recipe(place / "recipe.toml"), place / "data", out, progress=lines.append)
        assert lines[0] == f"the teacher judged {len(rows)} of {len(rows)} pairs"
        assert [each.label for each in Judge.load(str(out)).judge(pairs)] == labels
    assert (place / "teacher" / "judgements.sqlite").exists()


@pytest.mark.parametrize(
    "text",
    [
        'base = "x"\npairs = 1\nteacher = "y"\n[[data]]\nfile = "f"',
        'base = "x"\npairs = 1\n[[data]]\nfile = "f"\ntaught = 0.5',
        "base = ",
        'base = "x"\npairs = 1',
        'base = "x"\npairs = 1\nwrong = 1\n[[data]]\nfile = "f"',
        '[[data]]\nfile = "f"',
        'base = "x"\npairs = 1\n[[data]]\nname = "f"',
    ],
)
def test_a_wrong_recipe_is_named(tmp_path, text):
    path = tmp_path / "recipe.toml"
    path.write_text(text)
    with pytest.raises(RecipeError, match=r"recipe\.toml"):
        read_recipe(path)


@pytest.mark.parametrize(
    "line", ["{", "[]", '{"premise": "a"}', '{"premise": "a", "hypothesis": "b", "label": "c"}']
)
def test_a_wrong_data_line_is_named(tmp_path, line):
    (tmp_path / "d.jsonl").write_text(
        '{"premise": "a", "hypothesis": "b", "label": "neutral"}\n' + line + "\n"
    )
    recipe = Recipe(base="b", pairs=1, data=(Source("d.jsonl"),))
    with pytest.raises(RecipeError, match=r"d\.jsonl:2"):
        load_examples(recipe, tmp_path, seen=0, epoch=0)


def test_only_a_teacher_does_without_labels(tmp_path):
    (tmp_path / "d.jsonl").write_text('{"premise": "a", "hypothesis": "b", "label": ""}\n')
    for taught in (0.0, 0.9):
        recipe = Recipe(base="b", pairs=1, data=(Source("d.jsonl", taught=taught),))
        with pytest.raises(RecipeError, match=r"d\.jsonl:1"):
            load_examples(recipe, tmp_path, seen=0, epoch=0)
    recipe = Recipe(base="b", pairs=1, data=(Source("d.jsonl", taught=1.0),))
    assert [e.label for e in load_examples(recipe, tmp_path, seen=0, epoch=0)] == [""]


def test_missing_data_is_named(tmp_path):
    recipe = Recipe(base="b", pairs=1, data=(Source("nothing.jsonl.gz"),))
    with pytest.raises(RecipeError, match=r"nothing\.jsonl\.gz"):
        load_examples(recipe, tmp_path, seen=0, epoch=0)


def test_a_share_below_one_takes_other_rows_every_epoch(tmp_path):
    rows = [{"premise": f"p{n}", "hypothesis": "h", "label": "neutral"} for n in range(400)]
    (tmp_path / "d.jsonl").write_text("".join(json.dumps(each) + "\n" for each in rows))
    recipe = Recipe(base="b", pairs=1, data=(Source("d.jsonl", default=0.25),))
    epochs = [
        {each.premise for each in load_examples(recipe, tmp_path, seen=0, epoch=epoch)}
        for epoch in range(4)
    ]
    assert all(60 < len(chosen) < 140 for chosen in epochs)
    assert set().union(*epochs) == {each["premise"] for each in rows}
    assert sum(map(len, epochs)) == 400


@given(st.integers(0, 1000), st.floats(0.01, 0.3), st.floats(0.05, 0.6))
def test_the_rate_warms_up_stays_and_decays_to_nothing(seen, warmup, decay):
    recipe = Recipe(base="b", pairs=1000, data=(), warmup=warmup, decay=decay)
    factor = rate_factor(seen, recipe)
    assert 0 <= factor <= 1
    if warmup * 1000 <= seen <= (1 - decay) * 1000:
        assert factor == pytest.approx(1)
    assert rate_factor(1000, recipe) == 0


@given(st.lists(st.integers(1, 12).map(lambda n: n * 8), min_size=1, max_size=80))
def test_training_batches_hold_every_pair_once_within_the_budget(lengths):
    recipe = Recipe(base="b", pairs=1, data=(), batch_tokens=256)
    made = list(batches([None] * len(lengths), lengths, recipe, epoch=0))
    assert sorted(i for batch in made for i in batch) == list(range(len(lengths)))
    assert all(len(batch) * max(lengths[i] for i in batch) <= 256 for batch in made)


def test_weights_can_be_averaged_with_those_of_another_model(place):
    made = {}
    for name, extra in (
        ("one", "seed = 1"),
        ("other", "seed = 2"),
        ("mean", f'seed = 2\naverage_with = {{ "{place / "one"}" = 1 }}'),
    ):
        write_recipe(place, extra=extra)
        train(read_recipe(place / "recipe.toml"), place / "data", place / name)
        made[name] = load_file(place / name / "model.safetensors")
    for key, weight in made["mean"].items():
        expected = (made["one"][key].float() + made["other"][key].float()) / 2
        assert torch.allclose(weight.float(), expected, atol=2e-3)
    assert any(not torch.equal(made["mean"][key], made["other"][key]) for key in made["mean"])


def test_a_model_of_another_shape_is_not_averaged_with(place):
    write_recipe(place, extra=f'average_with = {{ "{place}" = 1 }}')
    with pytest.raises(RecipeError, match="no weights to average with"):
        train(read_recipe(place / "recipe.toml"), place / "data", place / "out")


def test_two_workers_train_one_network(place):
    write_recipe(place, pairs=1500)
    out = place / "out"
    args = [str(place / "recipe.toml"), "--data", str(place / "data"), "--out", str(out)]
    done = subprocess.run(
        [sys.executable, "-m", "claimcheck", "train", *args, "--workers", "2"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert json.loads((out / "checkpoint" / "progress.json").read_text())["seen"] >= 1500
    judged = Judge.load(str(out)).judge([("japan met", "japan"), ("japan met", "no")])
    assert [each.label for each in judged] == ["entailment", "contradiction"]


def test_frozen_layers_stay_as_they_are(place):
    write_recipe(place, extra="freeze_embeddings = true\nfreeze_layers = 1")
    base = load_file(place / "base" / "model.safetensors")
    train(read_recipe(place / "recipe.toml"), place / "data", place / "out")
    made = load_file(place / "out" / "model.safetensors")
    moved = {
        name: not torch.equal(made[f"bert.{name}"].float(), weight.half().float())
        for name, weight in base.items()
        if name.startswith("encoder.layer.")
    }
    assert not any(moved[name] for name in moved if ".0." in name)
    assert any(moved[name] for name in moved if ".1." in name)
