"""Fine-tune a cross-encoder for three-way NLI from a recipe file.

The learning rate warms up, stays, and decays linearly over the last part of the run
("warmup-stable-decay", Hu et al. 2024, arXiv:2404.06395). With it a run that has to be
cut short only needs a smaller ``pairs`` in the recipe: the checkpoints of the stable part
stay valid. Every random choice derives from the seed and the step, so a run that was
killed and resumed sees the pairs that it would have seen.
"""

from __future__ import annotations

import json
import logging
import os
import random
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file
from torch import Tensor
from transformers import AutoTokenizer, BertForSequenceClassification

from claimcheck.training.data import Example, load_examples
from claimcheck.training.recipe import Recipe, resolve_base

log = logging.getLogger(__name__)

LABELS = ("entailment", "neutral", "contradiction")
_CHUNK_BATCHES = 64  # sorted by length within so many batches: little padding, enough mixing


def build_model(recipe: Recipe) -> tuple[BertForSequenceClassification, AutoTokenizer]:
    """Load the recipe's base with a three-way head on it, and its tokenizer."""
    base = resolve_base(recipe.base)
    tokenizer = AutoTokenizer.from_pretrained(base, local_files_only=base.is_dir())
    model = BertForSequenceClassification.from_pretrained(
        base,
        num_labels=3,
        id2label=dict(enumerate(LABELS)),
        label2id={name: i for i, name in enumerate(LABELS)},
        hidden_dropout_prob=recipe.dropout,
        attention_probs_dropout_prob=recipe.dropout,
        local_files_only=base.is_dir(),
        dtype=torch.float32,
    )
    return model, tokenizer


def parameter_groups(model: BertForSequenceClassification, recipe: Recipe) -> list[dict]:
    """One group per layer: the rate shrinks by ``layer_decay`` from the head down."""
    depth = model.config.num_hidden_layers
    groups: dict[tuple[float, float], list[Tensor]] = {}
    for name, parameter in model.named_parameters():
        if name.startswith("classifier") or ".pooler." in name:
            rate = recipe.head_rate
        elif ".layer." in name:
            layer = int(name.split(".layer.")[1].split(".")[0])
            rate = recipe.rate * recipe.layer_decay ** (depth - 1 - layer)
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


def batches(
    examples: list[Example],
    lengths: list[int],
    recipe: Recipe,
    epoch: int,
) -> Iterator[list[int]]:
    """Yield index batches of at most ``batch_tokens`` padded tokens, in seeded order."""
    rng = random.Random(f"{recipe.seed}-{epoch}")
    order = list(range(len(examples)))
    rng.shuffle(order)
    chunk = _CHUNK_BATCHES * recipe.batch_tokens // 48
    for begin in range(0, len(order), chunk):
        part = sorted(order[begin : begin + chunk], key=lambda i: lengths[i])
        made: list[list[int]] = []
        current: list[int] = []
        for i in part:
            if current and (len(current) + 1) * lengths[i] > recipe.batch_tokens:
                made.append(current)
                current = []
            current.append(i)
        if current:
            made.append(current)
        rng.shuffle(made)
        yield from made


def rate_factor(seen: int, recipe: Recipe) -> float:
    """Share of the peak rate after ``seen`` of ``recipe.pairs`` pairs."""
    warm = recipe.warmup * recipe.pairs
    if seen < warm:
        return max(seen / warm, 0.01)
    left = (recipe.pairs - seen) / (recipe.decay * recipe.pairs)
    return max(0.0, min(1.0, left))


def train(
    recipe: Recipe,
    data_dir: Path,
    out: Path,
    *,
    checkpoint_every_s: float = 240.0,
    device: str | None = None,
    progress: Callable[[str], None] = log.info,
) -> Path:
    """Train by the recipe and write the model folder to ``out``; resume if it was begun.

    Checkpoints go to ``out/checkpoint``; a run that finds one there continues from it.

    Returns:
        ``out``, holding config.json, model.safetensors (fp16) and the tokenizer.
    """
    device = device or ("cuda" if torch.cuda.is_available() else "cpu")
    torch.manual_seed(recipe.seed)
    model, tokenizer = build_model(recipe)
    groups = parameter_groups(model, recipe)
    model.to(device)
    optimizer = torch.optim.AdamW(groups, betas=(0.9, 0.98), eps=1e-6, fused=True)
    checkpoint = out / "checkpoint"
    seen, skip, epoch = _restore(checkpoint, model, optimizer, device)
    trainable = [p for g in groups for p in g["params"]]

    started, started_at, last_save, running = time.time(), seen, time.time(), 0.0
    step = 0
    model.train()
    while seen < recipe.pairs:
        examples = load_examples(recipe, data_dir, seen=seen, epoch=epoch)
        lengths, encoded = _encode(tokenizer, examples, recipe)
        for number, batch in enumerate(batches(examples, lengths, recipe, epoch)):
            if number < skip:
                continue
            width = max(lengths[i] for i in batch)
            inputs, labels = _collate(tokenizer, encoded, examples, batch, width, device)
            with torch.autocast(device, dtype=torch.bfloat16, enabled=recipe.bf16):
                logits = model(**inputs).logits
                loss = torch.nn.functional.cross_entropy(
                    logits.float(), labels, label_smoothing=recipe.label_smoothing
                )
            loss.backward()
            torch.nn.utils.clip_grad_norm_(trainable, 1.0)
            factor = rate_factor(seen, recipe)
            for group in optimizer.param_groups:
                group["lr"] = group["peak"] * factor
            optimizer.step()
            optimizer.zero_grad(set_to_none=False)
            seen += len(batch)
            step += 1
            running += 0.02 * (loss.item() - running) if step > 1 else loss.item()
            if step % 50 == 0:
                speed = (seen - started_at) / (time.time() - started)
                left = (recipe.pairs - seen) / speed / 60
                progress(
                    f"{seen:,}/{recipe.pairs:,} pairs  loss {running:.3f}  "
                    f"rate x{factor:.2f}  {speed:.0f} pairs/s  {left:.0f} min left"
                )
            if time.time() - last_save > checkpoint_every_s:
                _save(checkpoint, model, optimizer, seen, number + 1, epoch)
                last_save = time.time()
            if seen >= recipe.pairs:
                break
        else:
            epoch, skip = epoch + 1, 0
            continue
        break
    _save(checkpoint, model, optimizer, seen, 10**9, epoch)
    export(model, tokenizer, out)
    return out


def export(model: BertForSequenceClassification, tokenizer: AutoTokenizer, out: Path) -> None:
    """Write ``model`` as fp16 safetensors with its config and tokenizer to ``out``."""
    out.mkdir(parents=True, exist_ok=True)
    model.to("cpu")
    tokenizer.save_pretrained(out)
    model.config.architectures = [type(model).__name__]
    model.config.dtype = torch.float16
    model.config.save_pretrained(out)
    weights = {k: v.half().contiguous() for k, v in model.state_dict().items()}
    save_file(weights, out / "model.safetensors", metadata={"format": "pt"})
    (out / "model.safetensors").chmod(0o644)


def _encode(
    tokenizer: AutoTokenizer, examples: list[Example], recipe: Recipe
) -> tuple[list[int], list[dict]]:
    encoded: list[dict] = []
    for begin in range(0, len(examples), 10_000):
        part = examples[begin : begin + 10_000]
        made = tokenizer(
            [e.premise for e in part],
            [e.hypothesis for e in part],
            truncation="longest_first",
            max_length=recipe.max_length,
        )
        encoded += [
            {"input_ids": ids, "token_type_ids": kinds}
            for ids, kinds in zip(made["input_ids"], made["token_type_ids"], strict=True)
        ]
    lengths = [-(-len(e["input_ids"]) // 8) * 8 for e in encoded]
    return lengths, encoded


def _collate(
    tokenizer: AutoTokenizer,
    encoded: list[dict],
    examples: list[Example],
    batch: list[int],
    width: int,
    device: str,
) -> tuple[dict[str, Tensor], Tensor]:
    ids = torch.full((len(batch), width), tokenizer.pad_token_id)
    kinds = torch.zeros((len(batch), width), dtype=torch.long)
    mask = torch.zeros((len(batch), width), dtype=torch.long)
    for row, i in enumerate(batch):
        n = len(encoded[i]["input_ids"])
        ids[row, :n] = torch.tensor(encoded[i]["input_ids"])
        kinds[row, :n] = torch.tensor(encoded[i]["token_type_ids"])
        mask[row, :n] = 1
    labels = torch.tensor([LABELS.index(examples[i].label) for i in batch])
    inputs = {"input_ids": ids, "token_type_ids": kinds, "attention_mask": mask}
    return {k: v.to(device) for k, v in inputs.items()}, labels.to(device)


def _save(
    folder: Path,
    model: torch.nn.Module,
    optimizer: torch.optim.Optimizer,
    seen: int,
    number: int,
    epoch: int,
) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    torch.save(
        {
            "model": model.state_dict(),
            "optimizer": optimizer.state_dict(),
            "seen": seen,
            "number": number,
            "epoch": epoch,
        },
        folder / "state.tmp",
    )
    os.replace(folder / "state.tmp", folder / "state.pt")
    (folder / "progress.json").write_text(json.dumps({"seen": seen, "epoch": epoch}))


def _restore(
    folder: Path, model: torch.nn.Module, optimizer: torch.optim.Optimizer, device: str
) -> tuple[int, int, int]:
    path = folder / "state.pt"
    if not path.exists():
        return 0, 0, 0
    state = torch.load(path, map_location=device, weights_only=True)
    model.load_state_dict(state["model"])
    optimizer.load_state_dict(state["optimizer"])
    log.info("resumed at %s pairs", f"{state['seen']:,}")
    return state["seen"], state["number"], state["epoch"]


__all__ = ["LABELS", "build_model", "export", "load_file", "train"]
