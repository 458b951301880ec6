"""Any three-way classifier works like the shipped one; others get one clear line."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import tiny_models as tiny
import torch
import transformers
from conftest import ROOT

from claimcheck.errors import InputError, ModelError
from claimcheck.judging import Judge, catalogue, parse_labels
from claimcheck.pipeline import Checker
from claimcheck.records import Article

LABELS = ("entailment", "neutral", "contradiction")


def values(judged):
    return [(p.entailment, p.neutral, p.contradiction) for p in judged]


def reference(made, pairs):
    """Probabilities by name, one pair at a time and so without any padding."""
    tokens = tiny.tokenizer()
    takes_kinds = getattr(made.config, "type_vocab_size", 0) > 1
    for premise, hypothesis in pairs:
        inputs = tokens(premise, hypothesis, return_tensors="pt")
        if not takes_kinds:
            inputs.pop("token_type_ids", None)
        with torch.inference_mode():
            row = made(**inputs).logits.softmax(-1)[0].tolist()
        yield {made.config.id2label[i].lower(): p for i, p in enumerate(row)}


@pytest.mark.parametrize("family", tiny.FAMILIES)
def test_every_architecture_is_judged_as_it_judges_itself(family, tmp_path):
    made = tiny.network(family)
    judge = Judge.load(tiny.save(tmp_path, made))
    judged = judge.judge(tiny.PAIRS)
    for ours, theirs in zip(judged, reference(made, tiny.PAIRS), strict=True):
        for name in LABELS:
            assert getattr(ours, name) == pytest.approx(theirs[name], abs=2e-4)
    assert len(set(values(judged))) == len(tiny.PAIRS)


@pytest.mark.parametrize("family", tiny.FAMILIES)
@pytest.mark.parametrize(
    "names",
    [
        ["ENTAILMENT", "NEUTRAL", "CONTRADICTION"],
        ["Neutral", "Contradiction", "Entailment"],
        ["contradiction", "neutral", "entailment"],
    ],
    ids=lambda names: names[0],
)
def test_order_and_spelling_of_labels_change_nothing(family, names, tmp_path):
    plain = tiny.network(family)
    expected = values(Judge.load(tiny.save(tmp_path / "plain", plain)).judge(tiny.PAIRS))
    other = tiny.network(family)
    own = {name: place for place, name in tiny.NAMES.items()}
    rows = [own[name.lower()] for name in names]
    head = max(
        (m for m in other.modules() if isinstance(m, torch.nn.Linear) and m.out_features == 3),
        key=lambda m: m.in_features,
    )
    with torch.no_grad():
        head.weight.copy_(head.weight[rows].clone())
        head.bias.copy_(head.bias[rows].clone())
    other.config.id2label = dict(enumerate(names))
    other.config.label2id = {name: place for place, name in enumerate(names)}
    assert values(Judge.load(tiny.save(tmp_path / "other", other)).judge(tiny.PAIRS)) == expected


def test_nameless_labels_need_the_users_word(tmp_path):
    nameless = {0: "LABEL_0", 1: "LABEL_1", 2: "LABEL_2"}
    folder = tiny.save(tmp_path / "nameless", tiny.network("Bert", nameless))
    with pytest.raises(ModelError, match="--labels"):
        Judge.load(folder)
    named = Judge.load(tiny.save(tmp_path / "named", tiny.network("Bert"))).judge(tiny.PAIRS)
    for text in (
        "contradiction,entailment,neutral",
        "0=contradiction, 1=ENTAILMENT, 2=neutral",
        "label_0=contradiction,LABEL_1=entailment,LABEL_2=neutral",
    ):
        assert Judge.load(folder, labels=parse_labels(text)).judge(tiny.PAIRS) == named
    with pytest.raises(ModelError, match="each once"):
        Judge.load(folder, labels={0: "entailment", 1: "entailment", 2: "neutral"})


@pytest.mark.parametrize("text", ["", "entailment", "a,b", "0=entailment,neutral"])
def test_unreadable_labels_are_the_users_error(text):
    with pytest.raises(InputError, match="--labels"):
        parse_labels(text)


def one_line(error) -> str:
    text = str(error.value)
    assert "\n" not in text
    assert len(text) < 400
    return text


def test_two_labels(tmp_path):
    folder = tiny.save(tmp_path, tiny.network("Bert", {0: "entailment", 1: "not_entailment"}))
    with pytest.raises(ModelError) as error:
        Judge.load(folder)
    assert "2 labels" in one_line(error)


def test_labels_of_another_task(tmp_path):
    folder = tiny.save(tmp_path, tiny.network("Bert", {0: "good", 1: "bad", 2: "ugly"}))
    with pytest.raises(ModelError) as error:
        Judge.load(folder)
    assert "good, bad, ugly" in one_line(error)


def test_generative_model(tmp_path):
    config = transformers.GPT2Config(vocab_size=64, n_embd=16, n_layer=1, n_head=2, n_positions=32)
    folder = tiny.save(tmp_path, transformers.GPT2LMHeadModel(config))
    with pytest.raises(ModelError) as error:
        Judge.load(folder)
    assert "GPT2LMHeadModel" in one_line(error)


def test_missing_tokenizer(tmp_path):
    with pytest.raises(ModelError) as error:
        Judge.load(tiny.save(tmp_path, tiny.network("Bert"), tokens=False))
    assert "no tokenizer" in one_line(error)


def test_missing_head(tmp_path):
    bare = tiny.network("Bert", kind="Model")
    bare.config.id2label = tiny.NAMES
    judge = Judge.load(tiny.save(tmp_path, bare))
    with pytest.raises(ModelError) as error:
        judge.judge(tiny.PAIRS)
    assert "classifier" in one_line(error)


def test_pickled_weights_are_refused(tmp_path):
    folder = Path(tiny.save(tmp_path, tiny.network("Bert")))
    (folder / "model.safetensors").rename(folder / "pytorch_model.bin")
    with pytest.raises(ModelError) as error:
        Judge.load(str(folder))
    assert "pytorch_model.bin" in one_line(error)


def test_damaged_weights(tmp_path):
    folder = Path(tiny.save(tmp_path, tiny.network("Bert")))
    weights = folder / "model.safetensors"
    weights.write_bytes(weights.read_bytes()[:500])
    judge = Judge.load(str(folder))
    with pytest.raises(ModelError) as error:
        judge.judge(tiny.PAIRS)
    assert folder.name in one_line(error)


def test_a_foreign_tokenizer_is_noticed(tmp_path):
    folder = Path(tiny.save(tmp_path, tiny.network("Bert")))
    path = folder / "tokenizer.json"
    raw = json.loads(path.read_text())
    raw["model"]["vocab"] |= {f"word{n}": 60 + n for n in range(40)}
    path.write_text(json.dumps(raw))
    with pytest.raises(ModelError) as error:
        Judge.load(str(folder)).judge(tiny.PAIRS)
    assert "not its own" in one_line(error)


def test_code_of_the_model_is_never_run(tmp_path):
    folder = Path(tiny.save(tmp_path, tiny.network("Bert")))
    config = json.loads((folder / "config.json").read_text())
    config |= {
        "model_type": "strange",
        "auto_map": {
            "AutoConfig": "evil.Config",
            "AutoModelForSequenceClassification": "evil.Model",
        },
    }
    (folder / "config.json").write_text(json.dumps(config))
    (folder / "evil.py").write_text(f"open({str(tmp_path / 'ran')!r}, 'w')")
    with pytest.raises(ModelError) as error:
        Judge.load(str(folder)).judge(tiny.PAIRS)
    one_line(error)
    assert not (tmp_path / "ran").exists()


@pytest.mark.parametrize("name", ["no-such-model", "./nowhere", ""])
def test_unknown_names(name, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ModelError) as error:
        Judge.load(name)
    one_line(error)


def test_a_folder_has_no_revision(tmp_path):
    with pytest.raises(ModelError, match="no revision"):
        Judge.load(tiny.save(tmp_path, tiny.network("Bert")), revision="main")


def test_a_cached_hub_model_needs_no_network_and_says_nothing(tmp_path):
    commit = "0123456789abcdef0123456789abcdef01234567"
    home = tmp_path / "hub" / "models--someone--tiny-nli"
    tiny.save(home / "snapshots" / commit, tiny.network("Roberta"))
    (home / "refs").mkdir()
    (home / "refs" / "main").write_text(commit)
    code = (
        "import socket\n"
        "def refuse(*_): raise AssertionError('network')\n"
        "socket.socket.connect = refuse\n"
        "from claimcheck.judging import Judge\n"
        "judge = Judge.load('someone/tiny-nli', revision='main')\n"
        "print(len(judge.judge([('a deal', 'no deal')])), judge.name)\n"
    )
    env = os.environ | {"HF_HUB_CACHE": str(tmp_path / "hub")}
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env=env, check=True
    )
    assert (done.stdout, done.stderr) == ("1 someone/tiny-nli@main\n", "")


def test_where_no_model_is_named_the_better_one_that_is_installed_judges(tmp_path, monkeypatch):
    monkeypatch.delenv("CLAIMCHECK_MODEL")
    assert Judge.load().name == "claimcheck-base"
    # As in a package, which lacks its weights, or all of it.
    shelf = tmp_path / "shelf"
    shutil.copytree(ROOT / "models" / "claimcheck-tiny", shelf / "claimcheck-tiny")
    (shelf / "claimcheck-base").mkdir()
    shutil.copy(ROOT / "models" / "claimcheck-base" / "config.json", shelf / "claimcheck-base")
    monkeypatch.setattr(catalogue, "_SHELVES", (shelf,))
    assert Judge.load().name == "claimcheck-tiny"
    shutil.rmtree(shelf / "claimcheck-tiny")
    with pytest.raises(ModelError, match="no model is shipped"):
        Judge.load()


def test_the_environment_names_the_model_for_the_library_too(tmp_path, monkeypatch):
    folder = tiny.save(tmp_path / "mine", tiny.network("Bert"))
    monkeypatch.setenv("CLAIMCHECK_MODEL", folder)
    assert Judge.load().name == "mine"


@pytest.mark.parametrize("named", ["", "tiny", "claimcheck-tiny"])
def test_a_model_that_was_not_taught_slots_leaves_them_to_a_shipped_one(
    named, tmp_path, monkeypatch
):
    monkeypatch.setenv("CLAIMCHECK_MODEL", named)
    shipped = Judge.load()
    other = Judge.load(tiny.save(tmp_path / "mine", tiny.network("Bert")))
    assert (shipped.for_slots(), other.for_slots().sha256) == (shipped, shipped.sha256)
    if named:
        articles = [
            Article(outlet=f"O{n}", text=f"At least {n} people died in the ferry accident.")
            for n in (31, 44)
        ]
        run = Checker(other).check(articles).run
        assert run.model == {
            "name": "mine",
            "sha256": other.sha256,
            "slots": "claimcheck-tiny",
            "slots_sha256": shipped.sha256,
        }
        assert "slots" not in Checker(shipped).check(articles).run.model
