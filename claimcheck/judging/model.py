"""What can be known of a model without loading it: files, labels, digest."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from claimcheck.errors import ModelError
from claimcheck.judging.catalogue import Found
from claimcheck.judging.labels import Columns, resolve_columns
from claimcheck.parsing import read_json

_TOKENIZERS = (
    "tokenizer.json",
    "vocab.txt",
    "vocab.json",
    "spm.model",
    "sentencepiece.bpe.model",
    "spiece.model",
    "tokenizer.model",
)
# A bare "BertModel" may still hold a head: then its weights decide when it is loaded.
_OTHER_HEAD = re.compile(r"For[A-Z]|LMHead|DoubleHeads")
_MOST_LABELS = 1000  # a classifier of pairs has three
_PICKLED = ("pytorch_model.bin", "pytorch_model.bin.index.json", "model.ckpt", "tf_model.h5")


@dataclass(frozen=True, slots=True)
class ModelFiles:
    """A model's folder, checked.

    ``sha256`` is that of ``model.safetensors`` (of several files: over their digests).
    ``identity`` covers tokenizer, configuration and label order as well, everything that a
    logit depends on.
    """

    name: str
    folder: Path
    weights: tuple[Path, ...]
    columns: Columns
    sha256: str
    identity: str
    size: int


def examine(found: Found, labels: Mapping[int | str, str] | None = None) -> ModelFiles:
    """Check that a folder holds a three-way classifier that is safe to load.

    Raises:
        ModelError: something is missing or unfit; the message says what.
    """
    folder, name = found.folder, found.name
    config = read_config(folder, name)
    weights = _weights(folder, name)
    tokenizers = [folder / file for file in _TOKENIZERS if (folder / file).is_file()]
    if not tokenizers:
        raise ModelError(f"{name} has no tokenizer: its folder holds none of {_TOKENIZERS[0]}, …")
    columns = resolve_columns(id2label(config), labels, name)
    extra = folder / "tokenizer_config.json"
    beside = [*tokenizers, folder / "config.json", *([extra] if extra.is_file() else [])]
    try:
        digests, smaller = ([_sha256(path) for path in paths] for paths in (weights, beside))
    except OSError as error:
        raise ModelError(f"{name}: {error.filename} cannot be read: {error.strerror}") from error
    sha256 = digests[0] if len(digests) == 1 else _sha256_of("".join(digests))
    return ModelFiles(
        name=name,
        folder=folder,
        weights=tuple(weights),
        columns=columns,
        sha256=sha256,
        identity=_sha256_of("\n".join([sha256, *smaller, repr(columns)])),
        size=sum(path.stat().st_size for path in weights),
    )


def read_config(folder: Path, name: str) -> dict[str, Any]:
    """The model's ``config.json``.

    Raises:
        ModelError: it is missing, no JSON, or that of another kind of model.
    """
    path = folder / "config.json"
    try:
        config = read_json(path)
    except FileNotFoundError as error:
        raise ModelError(f"{name} is no model: {folder} has no config.json") from error
    except (OSError, ValueError) as error:
        raise ModelError(f"{name}: {path} cannot be read ({error})") from error
    if not isinstance(config, dict):
        raise ModelError(f"{name}: {path} is no JSON object")
    architectures = config.get("architectures") or []
    if not isinstance(architectures, list):
        raise ModelError(f"{name}: {path}: architectures is no list of names")
    made_for = [str(kind) for kind in architectures]
    fit = any("ForSequenceClassification" in kind for kind in made_for)
    if not fit and any(_OTHER_HEAD.search(kind) for kind in made_for):
        raise ModelError(
            f"{name} is a {made_for[0]}, not a sequence classifier: it cannot judge pairs"
        )
    return config


def id2label(config: Mapping[str, Any]) -> dict[int, str]:
    """The names of a model's outputs, as transformers would fill them in."""
    names = config.get("id2label")
    if isinstance(names, dict) and names:
        try:
            return {int(place): str(label) for place, label in names.items()}
        except ValueError as error:
            raise ModelError(f"the model's id2label is no mapping from numbers: {error}") from error
    number = config.get("num_labels") or 2
    if not isinstance(number, int) or not 0 < number <= _MOST_LABELS:
        raise ModelError(f"the model's num_labels is {str(number)[:40]!r}, no number of labels")
    return {place: f"LABEL_{place}" for place in range(number)}


def _weights(folder: Path, name: str) -> list[Path]:
    whole = folder / "model.safetensors"
    if whole.is_file():
        return [whole]
    if (folder / "model.safetensors.index.json").is_file():
        parts = sorted(folder.glob("model-*.safetensors"))
        if parts:
            return parts
    pickled = next((file for file in _PICKLED if (folder / file).exists()), None)
    if pickled:
        raise ModelError(
            f"{name} has only {pickled}, a format that can run code when it is loaded; "
            "convert it to model.safetensors first"
        )
    raise ModelError(f"{name} has no weights: {folder} has no model.safetensors")


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _sha256_of(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
