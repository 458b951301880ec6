"""The network of a run: loaded from its base, averaged with others, and written down."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import torch
from safetensors import SafetensorError
from safetensors.torch import load_file, save_file
from torch import Tensor
from transformers import (
    AutoConfig,
    AutoModelForSequenceClassification,
    AutoTokenizer,
    PreTrainedModel,
)

from claimcheck.errors import RecipeError
from claimcheck.judging.backend import quiet
from claimcheck.records import LABELS
from claimcheck.training.recipe import Recipe, resolve_base

_LAYER = re.compile(r"\.layers?\.(\d+)\.")


def build_model(recipe: Recipe) -> tuple[PreTrainedModel, Any]:
    """Load the recipe's base with a three-way head on it, and its tokenizer."""
    base = resolve_base(recipe.base)
    if not (base / "config.json").exists():
        raise RecipeError(f"the base model {base} has no config.json")
    with quiet():
        tokenizer = AutoTokenizer.from_pretrained(base, local_files_only=True)
        config = AutoConfig.from_pretrained(
            base,
            num_labels=3,
            id2label=dict(enumerate(LABELS)),
            label2id={name: i for i, name in enumerate(LABELS)},
            local_files_only=True,
        )
        # On a CPU dropout in the attention costs a fifth of the time.
        for name, share in (
            ("hidden_dropout_prob", recipe.dropout),
            ("attention_probs_dropout_prob", 0.0),
        ):
            if hasattr(config, name):
                setattr(config, name, share)
        model = AutoModelForSequenceClassification.from_pretrained(
            base,
            config=config,
            local_files_only=True,
            trust_remote_code=False,
            use_safetensors=True,
            dtype=torch.float32,
            # The fused kernel's backward pass on a CPU takes as long as a third of a step.
            attn_implementation="eager",
        )
    return model, tokenizer


def parameter_groups(model: PreTrainedModel, recipe: Recipe) -> list[dict[str, Any]]:
    """One group per layer: the rate shrinks by ``layer_decay`` from the head down."""
    depth = model.config.num_hidden_layers
    groups: dict[tuple[float, float], list[Tensor]] = {}
    for name, parameter in model.named_parameters():
        if name.startswith(("classifier", "head.")) or "pooler." in name:
            rate = recipe.head_rate
        elif layer := _LAYER.search(name):
            if int(layer[1]) < recipe.freeze_layers:
                parameter.requires_grad_(False)
                continue
            rate = recipe.rate * recipe.layer_decay ** (depth - 1 - int(layer[1]))
        elif recipe.freeze_embeddings:
            parameter.requires_grad_(False)
            continue
        else:
            rate = recipe.rate * recipe.layer_decay**depth
        decay = 0.0 if parameter.ndim == 1 else recipe.weight_decay
        groups.setdefault((rate, decay), []).append(parameter)
    return [
        {"params": params, "lr": rate, "weight_decay": decay, "peak": rate}
        for (rate, decay), params in groups.items()
    ]


def average(model: torch.nn.Module, others: Mapping[Path, float]) -> None:
    """Give ``model``, which counts 1, the mean of its weights and those in the folders ``others``.

    Raises:
        RecipeError: a folder holds no weights of the same shapes.
    """
    mine = model.state_dict()
    for folder, share in others.items():
        try:
            theirs = load_file(folder / "model.safetensors")
        except (OSError, SafetensorError) as error:
            raise RecipeError(f"no weights to average with in {folder}: {error}") from error
        if {n: w.shape for n, w in mine.items()} != {n: w.shape for n, w in theirs.items()}:
            raise RecipeError(f"the weights in {folder} are those of another network")
        for name, weight in mine.items():
            weight.add_(share * theirs[name].to(weight))
    for weight in mine.values():
        weight.div_(1 + sum(others.values()))


def export(model: PreTrainedModel, tokenizer: Any, out: Path) -> None:
    """Write ``model`` as fp16 safetensors with its config and tokenizer to ``out``."""
    out.mkdir(parents=True, exist_ok=True)
    torch.nn.Module.to(model, "cpu")
    tokenizer.save_pretrained(out)
    model.config.architectures = [type(model).__name__]
    model.config.dtype = torch.float16
    model.config.save_pretrained(out)
    weights = {k: v.half().contiguous() for k, v in model.state_dict().items()}
    save_file(weights, out / "model.safetensors", metadata={"format": "pt"})
    (out / "model.safetensors").chmod(0o644)
