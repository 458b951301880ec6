"""What every backend shares: the tokenizer, batches, and the order of the answers."""

from __future__ import annotations

import contextlib
import logging
from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from claimcheck.errors import ModelError
from claimcheck.judging.batching import batches_by_width
from claimcheck.judging.calibration import Logits
from claimcheck.judging.masking import with_own_mask
from claimcheck.judging.model import ModelFiles

_CHARACTERS_A_TOKEN = 50  # text beyond so many times the window is not even tokenized

Inputs = Mapping[str, NDArray[np.int64]]
"""Each input of a network by its name, one row a pair and one column a token."""


class Backend(ABC):
    """A loaded network with its tokenizer.

    ``window`` is the longest input in tokens, special tokens counted; ``takes`` names the
    inputs that the network has.
    """

    def __init__(
        self,
        files: ModelFiles,
        tokenizer: Any,
        *,
        own_window: int,
        max_length: int | None,
        takes: frozenset[str],
        batch_tokens: int,
    ) -> None:
        self.window = min(own_window, max_length) if max_length else own_window
        self._columns = list(files.columns)
        self._tokenizer = tokenizer
        self._takes = takes
        self._batch_tokens = batch_tokens

    @abstractmethod
    def forward(self, inputs: Inputs) -> NDArray[np.float32]:
        """The network's own outputs, one row a pair."""

    def token_lengths(self, pairs: Sequence[tuple[str, str]]) -> list[int]:
        """Tokens of each pair, special tokens counted, before anything is cut off."""
        return [len(ids) for ids in self._encode(pairs, cut=False)["input_ids"]]

    def logits(self, pairs: Sequence[tuple[str, str]]) -> list[Logits]:
        """Entailment, neutral, contradiction for each pair, in the order given."""
        encoded = self._encode(pairs, cut=True)
        lengths = [len(ids) for ids in encoded["input_ids"]]
        made: list[Logits] = [(0.0, 0.0, 0.0)] * len(pairs)
        for width, members in batches_by_width(lengths, self._batch_tokens, self.window):
            rows = self.forward(self._padded(encoded, members, width))[:, self._columns].tolist()
            for index, row in zip(members, rows, strict=True):
                made[index] = (row[0], row[1], row[2])
        return made

    def _encode(self, pairs: Sequence[tuple[str, str]], *, cut: bool) -> dict[str, list[list[int]]]:
        premises, hypotheses = ([self._readable(pair[side]) for pair in pairs] for side in (0, 1))
        made = self._tokenizer(
            premises,
            hypotheses,
            truncation="longest_first" if cut else False,
            max_length=self.window if cut else None,
            return_attention_mask=False,
            verbose=False,
        )
        return {name: made[name] for name in ("input_ids", "token_type_ids") if name in made}

    def _readable(self, text: str) -> str:
        """Half surrogates cannot be tokenized."""
        cut = text[: self.window * _CHARACTERS_A_TOKEN]
        return with_own_mask(self._tokenizer, cut.encode("utf-8", "replace").decode("utf-8"))

    def _padded(
        self, encoded: dict[str, list[list[int]]], members: list[int], width: int
    ) -> dict[str, NDArray[np.int64]]:
        filler = {"input_ids": self._tokenizer.pad_token_id, "token_type_ids": 0}
        inputs = {
            name: np.array([column[i] + [filler[name]] * (width - len(column[i])) for i in members])
            for name, column in encoded.items()
            if name in self._takes
        }
        lengths = np.array([[len(encoded["input_ids"][i])] for i in members])
        return {**inputs, "attention_mask": (np.arange(width) < lengths).astype(np.int64)}


def load_tokenizer(files: ModelFiles) -> Any:
    """The model's own tokenizer, padding and cutting on the right.

    Raises:
        ModelError: it cannot be loaded or cannot pad.
    """
    from transformers import AutoTokenizer

    try:
        with quiet():
            tokenizer = AutoTokenizer.from_pretrained(
                files.folder, local_files_only=True, trust_remote_code=False
            )
    except Exception as error:  # whatever the tokenizer's class raises on a broken folder
        raise ModelError(
            f"the tokenizer of {files.name} cannot be loaded: {one_line(error)}"
        ) from error
    if tokenizer.pad_token_id is None:
        raise ModelError(f"the tokenizer of {files.name} has no padding token")
    tokenizer.padding_side = tokenizer.truncation_side = "right"
    return tokenizer


def one_line(error: Exception) -> str:
    """An error of another library's in one line of at most 200 characters."""
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
