"""Where models are: shipped with the package, in a folder, or on a hub."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from claimcheck.errors import ModelError

_FAMILY = "claimcheck-"
_OURS = (f"{_FAMILY}base", f"{_FAMILY}tiny")  # the better first; a wheel holds the tiny one alone
_VARIABLE = "CLAIMCHECK_MODEL"
SLOTS = "slots.json"  # lies beside a model that was taught which values are of one thing

_PACKAGE = Path(__file__).resolve().parent.parent
_SHELVES = (_PACKAGE / "shipped", _PACKAGE.parent / "models")  # in a wheel; in a clone
_HUB_ID = re.compile(r"[A-Za-z0-9][\w.-]*/[A-Za-z0-9][\w.-]*")
_WANTED = ["*.json", "*.safetensors", "*.txt", "*.model"]


@dataclass(frozen=True, slots=True)
class Found:
    """A model by the name that the user gave, in its folder; ``origin`` says whose it is."""

    name: str
    folder: Path
    origin: str  # "shipped", "folder" or "hub"


def shipped_models() -> tuple[Found, ...]:
    """The models that came with the package, by name."""
    found: dict[str, Found] = {}
    for shelf in _SHELVES:
        for config in sorted(shelf.glob("*/config.json")):
            name = config.parent.name
            found.setdefault(name, Found(name, config.parent, "shipped"))
    return tuple(found[name] for name in sorted(found))


def downloaded_models() -> Iterator[Found]:
    """Sequence classifiers with safetensors weights in the Hugging Face cache."""
    from huggingface_hub import constants

    for config in sorted(Path(constants.HF_HUB_CACHE).glob("models--*/snapshots/*/config.json")):
        if not any(config.parent.glob("*.safetensors")):
            continue
        if "ForSequenceClassification" not in config.read_text(encoding="utf-8", errors="replace"):
            continue
        name = config.parents[2].name.removeprefix("models--").replace("--", "/")
        yield Found(f"{name}@{config.parent.name[:12]}", config.parent, "hub")


def locate(name: str, revision: str | None = None) -> Found:
    """Find a model by its shipped name ("claimcheck-tiny", "tiny"), its folder, or its hub id
    ``org/name``.

    A hub id is the only case that may use the network, and only when the revision is not yet
    in the local cache.

    Raises:
        ModelError: there is no such model, or it cannot be fetched.
    """
    shipped = _shipped(name)
    if shipped is not None:
        _refuse_revision(name, revision)
        return shipped
    folder = _folder(name)
    if folder is not None:
        _refuse_revision(name, revision)
        return Found(folder.resolve().name, folder, "folder")
    if _HUB_ID.fullmatch(name):
        return Found(f"{name}@{revision}" if revision else name, _fetch(name, revision), "hub")
    known = ", ".join(found.name for found in shipped_models()) or "none"
    raise ModelError(
        f"no model {name!r}: give a shipped name ({known}), a folder, or a hub id org/name"
    )


def default_model() -> str:
    """The model that is meant where none is named: what the environment variable CLAIMCHECK_MODEL
    says, else the better of the shipped ones."""
    named = os.environ.get(_VARIABLE, "")
    shipped = _shipped(named)
    return shipped.name if shipped else named or slots_model()


def slots_model() -> str:
    """The model of ours that says which values are of one thing where another judges statements:
    the default one if it is shipped, else the better of the shipped ones.

    Raises:
        ModelError: none is there.
    """
    for name in (os.environ.get(_VARIABLE, ""), *_OURS):
        shipped = _shipped(name)
        if shipped is not None and any(shipped.folder.glob("*.safetensors")):
            return shipped.name
    raise ModelError("no model is shipped: the installation is damaged")


def fitted(folder: Path, file: str) -> Path:
    """A file that was fitted to the model in ``folder``: its own, else that of a shipped model.

    Raises:
        ModelError: neither is there.
    """
    if (folder / file).is_file():
        return folder / file
    shipped = locate(slots_model())
    if (shipped.folder / file).is_file():
        return shipped.folder / file
    raise ModelError(f"{shipped.name} lacks its {file}: the installation is damaged")


def _shipped(name: str) -> Found | None:
    """The shipped model of this name, which may stand without the family's."""
    shipped = {found.name: found for found in shipped_models()}
    return shipped.get(name) or shipped.get(f"{_FAMILY}{name}")


def _folder(name: str) -> Path | None:
    """The folder of this name; a name may be too long, or of a user whose home nobody knows."""
    try:
        folder = Path(name).expanduser()
        return folder if folder.is_dir() else None
    except (OSError, RuntimeError, ValueError):
        return None


def _refuse_revision(name: str, revision: str | None) -> None:
    if revision is not None:
        raise ModelError(f"{name} is no hub id, so it has no revision {revision!r}")


def _fetch(name: str, revision: str | None) -> Path:
    from huggingface_hub import snapshot_download
    from huggingface_hub.errors import LocalEntryNotFoundError
    from huggingface_hub.utils import disable_progress_bars  # type: ignore[attr-defined]

    disable_progress_bars()
    try:
        folder = Path(snapshot_download(name, revision=revision, local_files_only=True))
        if (folder / "config.json").exists() and any(folder.glob("*.safetensors")):
            return folder
    except LocalEntryNotFoundError:
        pass
    try:
        fetched = snapshot_download(
            name, revision=revision, allow_patterns=_WANTED, ignore_patterns=["*/*"]
        )
    except Exception as error:  # the hub client raises from three libraries
        reason = (str(error).strip().splitlines() or [type(error).__name__])[0]
        at = f" at revision {revision}" if revision else ""
        raise ModelError(f"cannot fetch the model {name}{at} from the hub: {reason}") from error
    return Path(fetched)
