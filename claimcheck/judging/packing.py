"""Weights in eight bits: a third of what fp32 takes in a repository, unpacked when they are loaded.

Each row of a matrix is kept as int8 with one scale, symmetric about 0 (Jacob et al. 2018,
arXiv:1712.05877, "per-channel"); vectors stay fp16. A packed folder is a model folder whose
safetensors files say so in their metadata, in shards that stay below what hosts accept in one file.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from claimcheck.errors import ModelError

if TYPE_CHECKING:
    from torch import Tensor

SCALE = ".scale"
_MARK = ("packed", "int8 rows")
_LARGEST = 127
_SHARD_BYTES = 45_000_000
_BESIDE = ("*.json", "*.txt", "*.toml", "*.md")


def is_packed(paths: Sequence[Path]) -> bool:
    """Whether these safetensors files hold packed weights.

    Raises:
        SafetensorError: one is damaged.
    """
    from safetensors import safe_open

    name, value = _MARK
    with safe_open(paths[0], framework="pt") as file:
        return (file.metadata() or {}).get(name) == value


def pack(folder: Path, out: Path) -> tuple[Path, ...]:
    """Write the model in ``folder`` with packed weights to ``out``; returns the shards.

    Raises:
        ModelError: the folder holds no ``model.safetensors``, or packed weights.
    """
    from safetensors import SafetensorError
    from safetensors.torch import load_file, save_file

    source = folder / "model.safetensors"
    try:
        if is_packed([source]):
            raise ModelError(f"the weights in {folder} are packed already")
        weights = load_file(source)
    except (OSError, SafetensorError) as error:
        raise ModelError(f"{source} cannot be packed: {error}") from error
    out.mkdir(parents=True, exist_ok=True)
    for pattern in _BESIDE:
        for path in sorted(folder.glob(pattern)):
            shutil.copyfile(path, out / path.name)
    shards = _shards({name: _packed(name, weight) for name, weight in sorted(weights.items())})
    paths = tuple(
        out / f"model-{number:05}-of-{len(shards):05}.safetensors"
        for number in range(1, len(shards) + 1)
    )
    for path, shard in zip(paths, shards, strict=True):
        # One entry: safetensors writes several in no fixed order.
        save_file(shard, path, metadata=dict([_MARK]))
        path.chmod(0o644)
    index = {
        "metadata": {"total_size": sum(path.stat().st_size for path in paths)},
        "weight_map": {
            name: path.name for path, shard in zip(paths, shards, strict=True) for name in shard
        },
    }
    text = json.dumps(index, indent=1, sort_keys=True) + "\n"
    (out / "model.safetensors.index.json").write_text(text, encoding="utf-8")
    return paths


def unpack(paths: Sequence[Path]) -> dict[str, Tensor]:
    """The weights of packed files as fp32, by name.

    Raises:
        ModelError: a matrix lacks its scale.
        SafetensorError: a file is damaged.
    """
    import torch
    from safetensors.torch import load_file

    held = {name: weight for path in paths for name, weight in load_file(path).items()}
    made = {}
    for name, weight in held.items():
        if name.endswith(SCALE):
            continue
        if weight.dtype == torch.int8:
            scale = held.get(name + SCALE)
            if scale is None:
                raise ModelError(f"{paths[0].parent}: the packed {name} has no scale")
            made[name] = weight.float() * scale.float()
        else:
            made[name] = weight.float()
    return made


def _packed(name: str, weight: Tensor) -> dict[str, Tensor]:
    import torch

    if weight.ndim < 2 or not weight.is_floating_point():
        return {name: weight.half() if weight.is_floating_point() else weight}
    rows = weight.float()
    # Scaled in fp32 and stored so: rounded to fp16 it would shift a whole row.
    scale = rows.abs().amax(dim=-1, keepdim=True).clamp_min(1e-12) / _LARGEST
    whole = torch.round(rows / scale).clamp(-_LARGEST, _LARGEST).to(torch.int8)
    return {name: whole, name + SCALE: scale}


def _shards(packed: dict[str, dict[str, Tensor]]) -> list[dict[str, Tensor]]:
    shards: list[dict[str, Tensor]] = [{}]
    size = 0
    for parts in packed.values():
        more = sum(part.numel() * part.element_size() for part in parts.values())
        if size and size + more > _SHARD_BYTES:
            shards.append({})
            size = 0
        shards[-1].update(parts)
        size += more
    return shards
