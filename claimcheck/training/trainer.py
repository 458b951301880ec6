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
import re
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
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
from claimcheck.judging.masking import with_own_mask
from claimcheck.records import LABELS
from claimcheck.training.card import write_card
from claimcheck.training.data import Example, load_examples
from claimcheck.training.recipe import Recipe, resolve_base
from claimcheck.training.teacher import Target, Teacher, label_target
from claimcheck.training.workers import Workers

log = logging.getLogger(__name__)

_Encoded = dict[str, list[int]]
_Batch = tuple[dict[str, Tensor], Tensor]
_SHOW_EVERY = 50
_LAYER = re.compile(r"\.layers?\.(\d+)\.")
_CHUNK_BATCHES = 64  # sorted by length within so many batches: little padding, enough mixing


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
    meter = _Meter(recipe, progress)
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


class _Meter:
    """A line of progress every so many steps, with the time left."""

    def __init__(self, recipe: Recipe, show: Callable[[str], None]) -> None:
        self._total = recipe.pairs
        self._started, self._started_at = 0.0, 0  # set by the first step
        self._show = show
        self._steps, self._loss = 0, 0.0

    def note(self, loss: float, factor: float, seen: int) -> None:
        """Count a step."""
        if not self._steps:  # what came before, a teacher's work for one, tells nothing of the rest
            self._started, self._started_at = time.monotonic(), seen
        self._steps += 1
        self._loss += (0.02 if self._steps > 1 else 1.0) * (loss - self._loss)
        if self._steps % _SHOW_EVERY:
            return
        speed = (seen - self._started_at) / max(time.monotonic() - self._started, 1e-9)
        left = max(0, self._total - seen) / speed / 60
        self._show(
            f"{seen:,}/{self._total:,} pairs  loss {self._loss:.3f}  "
            f"rate x{factor:.2f}  {speed:.0f} pairs/s  {left:.0f} min left"
        )


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
