"""Judging with transformers and torch."""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Iterator, Sequence
from typing import Any

from claimcheck.errors import ModelError
from claimcheck.judging.batching import batches_by_width
from claimcheck.judging.calibration import Logits
from claimcheck.judging.model import ModelFiles

_SANE_LENGTH = 100_000  # tokenizers without a limit of their own give 10**30
_CHARACTERS_A_TOKEN = 50  # text beyond so many times the window is not even tokenized


class TorchBackend:
    """A loaded network with its tokenizer.

    ``window`` is the longest input in tokens, special tokens counted.
    """

    def __init__(
        self,
        files: ModelFiles,
        *,
        device: str,
        precision: str,
        max_length: int | None,
        batch_tokens: int,
    ) -> None:
        """Load the model.

        Raises:
            ModelError: transformers cannot load it, or parts of it are missing.
        """
        self._columns = list(files.columns)
        self._batch_tokens = batch_tokens
        self._tokenizer = _load_tokenizer(files)
        self._network = _load_network(files, device, precision)
        self._device = device
        own = _window(self._network, self._tokenizer)
        self.window = min(own, max_length) if max_length else own
        self._takes = _inputs_of(self._network)
        _check_vocabulary(files, self._network, self._tokenizer)

    def token_lengths(self, pairs: Sequence[tuple[str, str]]) -> list[int]:
        """Tokens of each pair, special tokens counted, before anything is cut off."""
        return [len(ids) for ids in self._encode(pairs, cut=False)["input_ids"]]

    def logits(self, pairs: Sequence[tuple[str, str]]) -> list[Logits]:
        """Entailment, neutral, contradiction for each pair, in the order given."""
        import torch

        encoded = self._encode(pairs, cut=True)
        lengths = [len(ids) for ids in encoded["input_ids"]]
        made: list[Logits] = [(0.0, 0.0, 0.0)] * len(pairs)
        with torch.inference_mode():
            for width, members in batches_by_width(lengths, self._batch_tokens, self.window):
                rows = self._network(**self._padded(encoded, members, width)).logits
                for index, row in zip(
                    members, rows[:, self._columns].float().tolist(), strict=True
                ):
                    made[index] = (row[0], row[1], row[2])
        return made

    def _encode(self, pairs: Sequence[tuple[str, str]], *, cut: bool) -> dict[str, list[list[int]]]:
        premises, hypotheses = (
            [_clean(pair[side][: self.window * _CHARACTERS_A_TOKEN]) for pair in pairs]
            for side in (0, 1)
        )
        made = self._tokenizer(
            premises,
            hypotheses,
            truncation="longest_first" if cut else False,
            max_length=self.window if cut else None,
            return_attention_mask=False,
            verbose=False,
        )
        return {name: made[name] for name in ("input_ids", "token_type_ids") if name in made}

    def _padded(
        self, encoded: dict[str, list[list[int]]], members: list[int], width: int
    ) -> dict[str, Any]:
        import torch

        ids = [encoded["input_ids"][index] for index in members]
        filler = {"input_ids": self._tokenizer.pad_token_id, "token_type_ids": 0}
        inputs = {
            name: torch.tensor(
                [column[i] + [filler[name]] * (width - len(column[i])) for i in members],
                device=self._device,
            )
            for name, column in encoded.items()
            if name in self._takes
        }
        mask = [[1] * len(row) + [0] * (width - len(row)) for row in ids]
        return {**inputs, "attention_mask": torch.tensor(mask, device=self._device)}


def _clean(text: str) -> str:
    """Half surrogates cannot be tokenized."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _load_tokenizer(files: ModelFiles) -> Any:
    from transformers import AutoTokenizer

    try:
        with quiet():
            tokenizer = AutoTokenizer.from_pretrained(
                files.folder, local_files_only=True, trust_remote_code=False
            )
    except Exception as error:  # whatever the tokenizer's class raises on a broken folder
        raise ModelError(
            f"the tokenizer of {files.name} cannot be loaded: {_line(error)}"
        ) from error
    if tokenizer.pad_token_id is None:
        raise ModelError(f"the tokenizer of {files.name} has no padding token")
    tokenizer.padding_side = tokenizer.truncation_side = "right"
    return tokenizer


def _load_network(files: ModelFiles, device: str, precision: str) -> Any:
    import torch
    from transformers import AutoModelForSequenceClassification

    try:
        with quiet():
            network, info = AutoModelForSequenceClassification.from_pretrained(
                files.folder,
                local_files_only=True,
                trust_remote_code=False,
                use_safetensors=True,
                output_loading_info=True,
                dtype=torch.bfloat16 if precision == "bf16" else torch.float32,
            )
    except Exception as error:  # transformers raises anything from KeyError to SafetensorError
        raise ModelError(f"{files.name} cannot be loaded: {_line(error)}") from error
    missing = sorted(set(info["missing_keys"]) | {str(key) for key in info["mismatched_keys"]})
    if missing:
        raise ModelError(
            f"{files.name} was not trained for judging pairs: its weights lack {missing[0]}"
            + (f" and {len(missing) - 1} more" if len(missing) > 1 else "")
        )
    return network.to(device).eval()


def _window(network: Any, tokenizer: Any) -> int:
    """How many tokens fit: RoBERTa counts positions from behind its padding index."""
    limits = [tokenizer.model_max_length]
    positions = getattr(network.config, "max_position_embeddings", None)
    if positions:
        offset = 0
        for name, module in network.named_modules():
            if name.endswith("position_embeddings"):
                padding = getattr(module, "padding_idx", None)
                offset = 0 if padding is None else padding + 1
        limits.append(positions - offset)
    fitting = [limit for limit in limits if limit and limit < _SANE_LENGTH]
    return min(fitting, default=512)


def _inputs_of(network: Any) -> frozenset[str]:
    import inspect

    names = set(inspect.signature(network.forward).parameters)
    if getattr(network.config, "type_vocab_size", 1) < 2:
        names.discard("token_type_ids")
    return frozenset(names)


def _check_vocabulary(files: ModelFiles, network: Any, tokenizer: Any) -> None:
    rows = network.get_input_embeddings().num_embeddings
    highest = max(tokenizer.get_vocab().values(), default=0)
    if highest >= rows:
        raise ModelError(
            f"the tokenizer of {files.name} is not its own: it has {highest + 1} tokens, "
            f"the network {rows}"
        )


def _line(error: Exception) -> str:
    text = " ".join(str(error).split()) or type(error).__name__
    return text if len(text) <= 200 else text[:199] + "…"


@contextlib.contextmanager
def quiet() -> Iterator[None]:
    """Keep transformers' loading reports and progress bars off the terminal."""
    from transformers.utils import logging as chatter

    level, bars = chatter.get_verbosity(), chatter.is_progress_bar_enabled()
    chatter.set_verbosity(logging.CRITICAL)
    chatter.disable_progress_bar()  # type: ignore[no-untyped-call]
    try:
        yield
    finally:
        chatter.set_verbosity(level)
        if bars:
            chatter.enable_progress_bar()  # type: ignore[no-untyped-call]
