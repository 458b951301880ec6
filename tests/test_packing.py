"""Weights in eight bits: smaller files, the same judgements, damage told in a line."""

from __future__ import annotations

from pathlib import Path

import pytest
import tiny_models as tiny
import torch
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st
from safetensors.torch import load_file, save_file

from claimcheck.cli.main import cli
from claimcheck.errors import ModelError
from claimcheck.judging import Judge, packing


@pytest.fixture
def plain(tmp_path):
    return Path(tiny.save(tmp_path / "plain", tiny.network("MPNet")))


def pack_with_the_command(folder, out):
    made = CliRunner().invoke(cli, ["pack", str(folder), str(out)])
    assert made.exit_code == 0, made.output
    return made.output


def test_a_packed_model_judges_as_the_plain_one_does(plain, tmp_path):
    pack_with_the_command(plain, tmp_path / "packed")
    before = Judge.load(str(plain)).judge(tiny.PAIRS)
    after = Judge.load(str(tmp_path / "packed")).judge(tiny.PAIRS)
    for one, other in zip(before, after, strict=True):
        assert other.entailment == pytest.approx(one.entailment, abs=0.02)
        assert other.contradiction == pytest.approx(one.contradiction, abs=0.02)


def test_shards_stay_below_the_limit_and_are_told(plain, tmp_path, monkeypatch):
    monkeypatch.setattr(packing, "_SHARD_BYTES", 20_000)
    told = pack_with_the_command(plain, tmp_path / "packed")
    shards = sorted((tmp_path / "packed").glob("*.safetensors"))
    assert len(shards) > 1 and all(shard.name in told for shard in shards)
    assert len(Judge.load(str(tmp_path / "packed")).judge(tiny.PAIRS)) == len(tiny.PAIRS)


def test_two_packings_are_the_same_bytes(plain, tmp_path):
    one, other = (packing.pack(plain, tmp_path / name) for name in ("one", "other"))
    assert [path.read_bytes() for path in one] == [path.read_bytes() for path in other]


def test_packing_twice_is_refused(plain, tmp_path):
    (path,) = packing.pack(plain, tmp_path / "packed")
    path.rename(path.with_name("model.safetensors"))
    with pytest.raises(ModelError, match="packed already"):
        packing.pack(tmp_path / "packed", tmp_path / "again")


def test_a_packed_model_without_a_scale_is_refused_in_one_line(plain, tmp_path):
    (path,) = packing.pack(plain, tmp_path / "packed")
    weights = load_file(path)
    gone = next(name for name in sorted(weights) if name.endswith(packing.SCALE))
    del weights[gone]
    save_file(weights, path, metadata={"format": "pt", "packed": "int8 rows"})
    with pytest.raises(ModelError, match="has no scale"):
        Judge.load(str(tmp_path / "packed")).judge(tiny.PAIRS)


@settings(max_examples=50, deadline=None)
@given(
    rows=st.lists(
        st.lists(st.floats(-8, 8, width=32), min_size=3, max_size=3), min_size=1, max_size=5
    )
)
def test_no_weight_moves_by_more_than_half_a_step_of_its_row(rows, tmp_path_factory):
    folder = tmp_path_factory.mktemp("weights")
    weight = torch.tensor(rows, dtype=torch.float32)
    save_file({"w": weight}, folder / "model.safetensors", metadata={"format": "pt"})
    unpacked = packing.unpack(packing.pack(folder, folder / "out"))["w"]
    step = weight.abs().amax(dim=1, keepdim=True) / 127
    assert bool(((unpacked - weight).abs() <= step / 2 + 1e-6).all())
