"""The judge: calibrated probabilities for directed pairs of sentences."""

from __future__ import annotations

import math
import threading
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from claimcheck.errors import InputError, ModelError
from claimcheck.judging.cache import JudgementCache, judgement_key
from claimcheck.judging.calibration import (
    USES,
    Calibration,
    Logits,
    Use,
    read_calibrations,
)
from claimcheck.judging.catalogue import SLOTS, default_model, locate, slots_model
from claimcheck.judging.model import ModelFiles, examine
from claimcheck.records import Probabilities

if TYPE_CHECKING:
    from claimcheck.judging.backend import Backend
    from claimcheck.judging.openvino_backend import OpenVinoBackend
    from claimcheck.judging.torch_backend import TorchBackend

Pair = tuple[str, str]
BACKENDS = ("torch", "openvino")
PRECISIONS = ("auto", "fp32", "bf16")
# Share of labels; any probability. What is decided keeps its side of a threshold unless it lies so
# near to it.
BF16_MAY_CHANGE, BF16_MAY_DIFFER = 0.005, 0.03
BATCH_TOKENS = 4096
_LOADING = threading.Lock()


class Judge:
    """A model that judges pairs; make it with :meth:`load`, which checks the model's files.

    The network itself is loaded when the first pair has to be judged, so a run whose pairs are
    all cached needs neither torch nor transformers.

    Attributes:
        name: the model as the user named it.
        sha256: that of ``model.safetensors``.
        backend, device, precision: what the network runs on.
        calibrations: what turns logits into probabilities, by use.
        computed, recalled: distinct pairs that the network, or the cache, has answered so far.
    """

    def __init__(
        self,
        files: ModelFiles,
        *,
        calibrations: Mapping[Use, Calibration] | None = None,
        backend: str = "torch",
        device: str = "cpu",
        precision: str = "fp32",
        cache: JudgementCache | None = None,
        max_length: int | None = None,
        batch_tokens: int = BATCH_TOKENS,
    ) -> None:
        self.files = files
        self.name, self.sha256 = files.name, files.sha256
        self.calibrations = dict(calibrations or dict.fromkeys(USES, Calibration()))
        self.backend, self.device, self.precision = backend, device, precision
        self.computed = self.recalled = 0
        self._cache = cache
        self._max_length, self._batch_tokens = max_length, batch_tokens
        self._network: Backend | None = None
        self._lock = threading.RLock()  # a tokenizer is not safe to share, and loads once
        kind = "cpu" if device == "cpu" else "gpu"
        self._settings = f"{files.identity} {backend} {kind} {precision} {max_length}"

    @classmethod
    def load(
        cls,
        model: str | None = None,
        *,
        revision: str | None = None,
        labels: Mapping[int | str, str] | None = None,
        backend: str = "torch",
        device: str = "cpu",
        precision: str = "auto",
        cache: JudgementCache | None = None,
        max_length: int | None = None,
        batch_tokens: int = BATCH_TOKENS,
    ) -> Judge:
        """Find a model by its shipped name, folder or hub id, and check that it can judge.

        Args:
            model: a shipped name, a folder, or ``org/name`` (the only case that may use the
                network; ``revision`` is a branch, tag or commit of it); None means
                :func:`default_model`.
            labels: which output, by number or name, is which label, for models that do not say.
            backend: one of ``BACKENDS``; "openvino" is an extra, faster and for the CPU only.
            device: "cpu", "cuda", "cuda:N", "mps", or "auto".
            precision: "fp32", "bf16", or "auto": bf16 where the processor computes with it and
                the model's calibration has measured that it changes at most 0.5% of the labels
                and no probability by more than 0.03.
            cache: where judgements are kept; None keeps none.
            max_length: longest input in tokens; longer pairs are cut. Default: the model's own.
            batch_tokens: padded tokens judged at once.

        Raises:
            ModelError: there is no such model, or it is not fit for the job.
            InputError: a setting is unknown.
        """
        if backend not in BACKENDS:
            raise InputError(f"no backend {backend!r}; known: {', '.join(BACKENDS)}")
        if precision not in PRECISIONS:
            raise InputError(f"no precision {precision!r}; known: {', '.join(PRECISIONS)}")
        files = examine(locate(default_model() if model is None else model, revision), labels)
        calibrations = read_calibrations(files.folder)
        device = _device(device)
        if precision == "auto":
            precision = _best_precision(device, calibrations.values())
        return cls(
            files,
            calibrations=calibrations,
            backend=backend,
            device=device,
            precision=precision,
            cache=cache,
            max_length=max_length,
            batch_tokens=batch_tokens,
        )

    def for_slots(self) -> Judge:
        """The judge of which values are of one thing: itself if it was taught that, as weights
        of slots beside it show, else a shipped one that runs as it does.

        Raises:
            ModelError: no model is shipped.
        """
        if (self.files.folder / SLOTS).is_file():
            return self
        return Judge.load(
            slots_model(), backend=self.backend, device=self.device, cache=self._cache
        )

    @property
    def window(self) -> int:
        """The longest input in tokens, both sentences and special tokens counted."""
        return self._loaded().window

    def judge(self, pairs: Sequence[Pair], *, use: Use = "statements") -> list[Probabilities]:
        """Judge directed pairs (premise, hypothesis); each distinct one once.

        Args:
            pairs: sentences, or for "slots" masked passages as ``slot_pair`` puts them: their
                entailment is the probability that both values are of one and the same thing.
            use: what is asked, and so which calibration applies.

        Returns:
            One judgement a pair, in the order given, the same whatever that order is.

        Raises:
            ModelError: the network cannot be loaded, or answers with what is no number.
        """
        calibration = self.calibrations[use]
        return [calibration.apply(logits) for logits in self.logits(pairs)]

    def logits(self, pairs: Sequence[Pair]) -> list[Logits]:
        """As :meth:`judge`, before calibration: entailment, neutral, contradiction."""
        if not pairs:
            return []
        with self._lock:
            return self._logits(pairs)

    def _logits(self, pairs: Sequence[Pair]) -> list[Logits]:
        # A fixed order makes the same batches of the same pairs.
        distinct = sorted(set(pairs), key=lambda pair: (len(pair[0]) + len(pair[1]), pair))
        known = self._recall(distinct)
        unknown = [pair for pair in distinct if pair not in known]
        if unknown:
            made = dict(zip(unknown, self._loaded().logits(unknown), strict=True))
            if not all(math.isfinite(value) for logits in made.values() for value in logits):
                raise ModelError(f"{self.name} answers with what is no number (NaN); it is damaged")
            if self._cache is not None:
                self._cache.put_many({self._key(pair): value for pair, value in made.items()})
            known.update(made)
        self.computed += len(unknown)
        self.recalled += len(distinct) - len(unknown)
        return [known[pair] for pair in pairs]

    def token_lengths(self, pairs: Sequence[Pair]) -> list[int]:
        """Tokens of each pair before it is cut to :attr:`window`."""
        if not pairs:
            return []
        with self._lock:
            return self._loaded().token_lengths(pairs)

    def _recall(self, pairs: Sequence[Pair]) -> dict[Pair, Logits]:
        if self._cache is None:
            return {}
        keys = {self._key(pair): pair for pair in pairs}
        return {keys[key]: logits for key, logits in self._cache.get_many(list(keys)).items()}

    def _key(self, pair: Pair) -> bytes:
        return judgement_key(self._settings, *pair)

    def _loaded(self) -> Backend:
        with self._lock:
            if self._network is None:
                # transformers imports its parts when they are first asked for, which several
                # threads must not do at once, whichever judge they have.
                with _LOADING:
                    self._network = _backend(self.backend)(
                        self.files,
                        device=self.device,
                        precision=self.precision,
                        max_length=self._max_length,
                        batch_tokens=self._batch_tokens,
                    )
            return self._network


def _backend(name: str) -> type[TorchBackend] | type[OpenVinoBackend]:
    """The class of a backend, imported when it is needed: both take seconds to import."""
    if name == "openvino":
        from claimcheck.judging.openvino_backend import OpenVinoBackend

        return OpenVinoBackend
    from claimcheck.judging.torch_backend import TorchBackend

    return TorchBackend


def _device(device: str) -> str:
    """Check a device other than the CPU, or choose one; the CPU needs no torch for that."""
    if device == "cpu":
        return device
    import torch

    if device == "auto":
        return "cuda" if torch.cuda.is_available() else "cpu"
    try:
        torch.zeros(1, device=device)
    except (RuntimeError, AssertionError, NotImplementedError) as error:
        reason = str(error).strip().splitlines()[0]
        raise ModelError(f"the device {device!r} cannot be used: {reason}") from error
    return device


def _best_precision(device: str, calibrations: Iterable[Calibration]) -> str:
    for calibration in calibrations:
        changes, differs = calibration.bf16_changes, calibration.bf16_differs
        if device != "cpu" or changes is None or differs is None:
            return "fp32"
        if changes > BF16_MAY_CHANGE or differs > BF16_MAY_DIFFER:
            return "fp32"
    import torch

    return "bf16" if torch.cpu._is_avx512_bf16_supported() else "fp32"
