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
import random
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from claimcheck.errors import RecipeError
from claimcheck.judging.masking import with_own_mask
from claimcheck.training.card import write_card
from claimcheck.training.data import Example, load_examples
from claimcheck.training.meter import Meter
from claimcheck.training.network import average, build_model, export, parameter_groups
from claimcheck.training.recipe import Recipe, resolve_base
from claimcheck.training.teacher import Target, Teacher, label_target
from claimcheck.training.workers import Workers

log = logging.getLogger(__name__)

_Encoded = dict[str, list[int]]
_Batch = tuple[dict[str, Tensor], Tensor]
_CHUNK_BATCHES = 64  # sorted by length within so many batches: little padding, enough mixing


def batches(
    examples: list[Example],
    lengths: list[int],
    recipe: Recipe,
    epoch: int,
) -> Iterator[list[int]]:
    """Yield index batches of at most ``batch_tokens`` padded tokens, in seeded order."""
    rng = random.Random(f"{recipe.seed}-{epoch}")  # noqa: S311
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


@dataclass(slots=True)
class _State:
    """Where a run stands: everything that a checkpoint holds beside the weights."""

    seen: int = 0
    number: int = 0  # batches of this epoch that are done
    epoch: int = 0


def train(
    recipe: Recipe,
    data_dir: Path,
    out: Path,
    *,
    checkpoint_every_s: float = 240.0,
    device: str | None = None,
    progress: Callable[[str], None] = log.info,
    stop_after: int | None = None,
    workers: Workers | None = None,
) -> Path:
    """Train by the recipe and write the model folder to ``out``; resume if it was begun.

    Checkpoints go to ``out/checkpoint``; a run that finds one there continues from it. An
    interrupt (ctrl-C) saves one before it is raised again. ``stop_after`` ends the run early
    at so many pairs, with a checkpoint and without a model.

    Returns:
        ``out``, holding config.json, model.safetensors (fp16), the tokenizer and, where there
        is none yet, a model card.

    Raises:
        RecipeError: the base or the data cannot be used.
    """
    workers = workers or Workers()
    if workers.rank:
        progress = _silent
    device = device or ("cuda" if torch.cuda.is_available() else "cpu")
    torch.manual_seed(recipe.seed)
    model, tokenizer = build_model(recipe)
    groups = parameter_groups(model, recipe)
    torch.nn.Module.to(model, device)
    optimizer = torch.optim.AdamW(groups, betas=(0.9, 0.98), eps=1e-6, fused=True)
    checkpoint = out / "checkpoint"
    state = _restore(checkpoint, model, optimizer, device)
    teacher = Teacher(recipe, device, progress) if recipe.teacher else None
    meter = Meter(recipe, progress)
    last_save = time.monotonic()
    model.train()
    try:
        for batch in _stream(recipe, data_dir, tokenizer, teacher, state, workers):
            inputs, targets = _tensors(batch, device)
            loss, factor, pairs = _step(
                model, optimizer, inputs, targets, recipe, state.seen, workers
            )
            state.seen += pairs
            state.number += workers.count
            meter.note(loss, factor, state.seen)
            if stop_after is not None and state.seen >= stop_after:
                if not workers.rank:
                    _save(checkpoint, model, optimizer, state)
                return out
            if not workers.rank and time.monotonic() - last_save > checkpoint_every_s:
                _save(checkpoint, model, optimizer, state)
                last_save = time.monotonic()
    except KeyboardInterrupt:
        if workers.rank:
            raise
        _save(checkpoint, model, optimizer, state)
        progress(f"interrupted; saved at {state.seen:,} pairs, the same command goes on from there")
        raise
    if workers.rank:
        return out
    _save(checkpoint, model, optimizer, state)
    if recipe.average_with:
        average(model, {resolve_base(m): share for m, share in recipe.average_with.items()})
    export(model, tokenizer, out)
    write_card(recipe, out, pairs=state.seen)
    return out


def _silent(_: str) -> None:
    return


def _stream(
    recipe: Recipe,
    data_dir: Path,
    tokenizer: Any,
    teacher: Teacher | None,
    state: _State,
    workers: Workers,
) -> Iterator[_Batch]:
    """The batches that are left, epoch after epoch, until ``recipe.pairs`` have been seen."""
    while state.seen < recipe.pairs:
        examples = load_examples(recipe, data_dir, seen=state.seen, epoch=state.epoch)
        if not examples:
            raise RecipeError(f"the recipe takes no pair from {data_dir}: see its weights")
        targets = teacher.targets(examples) if teacher else [label_target(e) for e in examples]
        lengths, encoded = _encode(tokenizer, examples, recipe)
        done = state.number
        made = list(batches(examples, lengths, recipe, state.epoch))
        made = made[: len(made) // workers.count * workers.count]
        for number, chosen in enumerate(made):
            if number < done or number % workers.count != workers.rank:
                continue
            if state.seen >= recipe.pairs:
                return
            width = max(lengths[i] for i in chosen)
            yield _collate(tokenizer, encoded, targets, chosen, width)
        state.epoch, state.number = state.epoch + 1, 0


def _step(
    model: torch.nn.Module,
    optimizer: torch.optim.Optimizer,
    inputs: dict[str, Tensor],
    targets: Tensor,
    recipe: Recipe,
    seen: int,
    workers: Workers,
) -> tuple[float, float, int]:
    """One step; returns the loss, the share of the peak rate, and the pairs of all workers."""
    with torch.autocast(targets.device.type, dtype=torch.bfloat16, enabled=recipe.bf16):
        logits = model(**inputs).logits
        loss = torch.nn.functional.cross_entropy(
            logits.float(), targets, label_smoothing=recipe.label_smoothing
        )
    loss.backward()  # type: ignore[no-untyped-call]
    trainable = [p for group in optimizer.param_groups for p in group["params"]]
    pairs = workers.share(trainable, len(targets))
    torch.nn.utils.clip_grad_norm_(trainable, 1.0)
    factor = rate_factor(seen, recipe)
    for group in optimizer.param_groups:
        group["lr"] = group["peak"] * factor
    optimizer.step()
    optimizer.zero_grad(set_to_none=False)
    return loss.item(), factor, pairs


def _encode(
    tokenizer: Any, examples: list[Example], recipe: Recipe
) -> tuple[list[int], list[_Encoded]]:
    encoded: list[_Encoded] = []
    for begin in range(0, len(examples), 10_000):
        part = examples[begin : begin + 10_000]
        made = tokenizer(
            [with_own_mask(tokenizer, e.premise) for e in part],
            [with_own_mask(tokenizer, e.hypothesis) for e in part],
            truncation="longest_first",
            max_length=recipe.max_length,
        )
        encoded += [dict(zip(made, row, strict=True)) for row in zip(*made.values(), strict=True)]
    lengths = [-(-len(e["input_ids"]) // 8) * 8 for e in encoded]
    return lengths, encoded


def _collate(
    tokenizer: Any,
    encoded: list[_Encoded],
    targets: list[Target],
    batch: list[int],
    width: int,
) -> _Batch:
    # Of what a tokenizer gives, token types are padded with 0 as the mask is.
    inputs = {
        name: torch.full((len(batch), width), tokenizer.pad_token_id if name == "input_ids" else 0)
        for name in encoded[batch[0]]
    }
    for row, i in enumerate(batch):
        for name, values in encoded[i].items():
            inputs[name][row, : len(values)] = torch.tensor(values)
    return inputs, torch.tensor([targets[i] for i in batch])


def _tensors(batch: _Batch, device: str) -> _Batch:
    inputs, targets = batch
    return {name: value.to(device) for name, value in inputs.items()}, targets.to(device)


def _save(
    folder: Path,
    model: torch.nn.Module,
    optimizer: torch.optim.Optimizer,
    state: _State,
) -> None:
    """Write a checkpoint; a kill at any moment leaves the old one or the new one."""
    folder.mkdir(parents=True, exist_ok=True)
    torch.save(
        {
            "model": model.state_dict(),
            "optimizer": optimizer.state_dict(),
            "seen": state.seen,
            "number": state.number,
            "epoch": state.epoch,
        },
        folder / "state.tmp",
    )
    (folder / "state.tmp").replace(folder / "state.pt")
    progress = {"seen": state.seen, "epoch": state.epoch}
    (folder / "progress.json").write_text(json.dumps(progress))


def _restore(
    folder: Path, model: torch.nn.Module, optimizer: torch.optim.Optimizer, device: str
) -> _State:
    path = folder / "state.pt"
    if not path.exists():
        return _State()
    saved = torch.load(path, map_location=device, weights_only=True)
    model.load_state_dict(saved["model"])
    optimizer.load_state_dict(saved["optimizer"])
    log.info("resumed at %s pairs", f"{saved['seen']:,}")
    return _State(seen=saved["seen"], number=saved["number"], epoch=saved["epoch"])
