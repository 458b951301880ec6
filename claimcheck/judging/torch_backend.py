"""Judging with transformers and torch."""

from __future__ import annotations

import inspect
from typing import Any

import numpy as np
from numpy.typing import NDArray

from claimcheck.errors import ModelError
from claimcheck.judging.backend import Backend, Inputs, load_tokenizer, one_line, quiet
from claimcheck.judging.model import ModelFiles
from claimcheck.judging.packing import is_packed, unpack

_SANE_LENGTH = 100_000  # tokenizers without a limit of their own give 10**30


class TorchBackend(Backend):
    """A network in torch, on any of its devices."""

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
        tokenizer = load_tokenizer(files)
        self.network = _load_network(files, device)
        self._device, self._half = device, precision == "bf16"
        _check_vocabulary(files, self.network, tokenizer)
        super().__init__(
            files,
            tokenizer,
            own_window=_window(self.network, tokenizer),
            max_length=max_length,
            takes=_inputs_of(self.network),
            batch_tokens=batch_tokens,
        )

    def forward(self, inputs: Inputs) -> NDArray[np.float32]:
        """The network's own outputs, one row a pair."""
        import torch

        # Only products in bfloat16: with weights and sums in it as well, nothing gets faster and
        # probabilities are further off.
        half = torch.autocast(self._device.split(":")[0], torch.bfloat16, enabled=self._half)
        with torch.inference_mode(), half:
            columns = {
                name: torch.from_numpy(column).to(self._device) for name, column in inputs.items()
            }
            made: NDArray[np.float32] = self.network(**columns).logits.float().cpu().numpy()
        return made

    def example(self) -> dict[str, NDArray[np.int64]]:
        """Inputs that the network takes, of two pairs of unlike length."""
        encoded = self._encode([("a b c", "d e"), ("a", "b")], cut=True)
        lengths = [len(row) for row in encoded["input_ids"]]
        return self._padded(encoded, [0, 1], max(lengths))


def _load_network(files: ModelFiles, device: str) -> Any:
    try:
        with quiet():
            network, missing = (_unpacked if is_packed(files.weights) else _plain)(files)
    except ModelError:
        raise
    except Exception as error:  # transformers raises anything from KeyError to SafetensorError
        raise ModelError(f"{files.name} cannot be loaded: {one_line(error)}") from error
    if missing:
        raise ModelError(
            f"{files.name} was not trained for judging pairs: its weights lack {missing[0]}"
            + (f" and {len(missing) - 1} more" if len(missing) > 1 else "")
        )
    return network.to(device).eval()


def _plain(files: ModelFiles) -> tuple[Any, list[str]]:
    """The network of a folder as transformers reads it, and what its weights lack."""
    import torch
    from transformers import AutoModelForSequenceClassification

    network, info = AutoModelForSequenceClassification.from_pretrained(
        files.folder,
        local_files_only=True,
        trust_remote_code=False,
        use_safetensors=True,
        output_loading_info=True,
        dtype=torch.float32,
    )
    lacking = set(info["missing_keys"]) | {str(key) for key in info["mismatched_keys"]}
    return network, sorted(lacking)


def _unpacked(files: ModelFiles) -> tuple[Any, list[str]]:
    """The same of a folder whose weights are packed."""
    import torch
    from transformers import AutoConfig, AutoModelForSequenceClassification

    config = AutoConfig.from_pretrained(
        files.folder, local_files_only=True, trust_remote_code=False
    )
    network = AutoModelForSequenceClassification.from_config(  # type: ignore[no-untyped-call]
        config, trust_remote_code=False, dtype=torch.float32
    )
    return network, sorted(network.load_state_dict(unpack(files.weights), strict=False)[0])


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
