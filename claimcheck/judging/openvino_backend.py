"""Judging with OpenVINO: the same network, exported once and kept, two to four times as fast."""

from __future__ import annotations

import logging
import shutil
import tempfile
import warnings
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from claimcheck.errors import InputError, ModelError
from claimcheck.judging.backend import Backend, Inputs, load_tokenizer, one_line, quiet
from claimcheck.judging.cache import default_cache_path
from claimcheck.judging.model import ModelFiles
from claimcheck.judging.torch_backend import TorchBackend

log = logging.getLogger(__name__)

_FILE = "network.xml"
_WINDOW = ["claimcheck", "window"]  # where the export carries the longest input of the model
_HINTS = {"fp32": "f32", "bf16": "bf16"}
_MAY_DIFFER = 1e-2  # of a logit, between an export and the network that it was made from


class OpenVinoBackend(Backend):
    """A network exported to OpenVINO, on the CPU."""

    def __init__(
        self,
        files: ModelFiles,
        *,
        device: str,
        precision: str,
        max_length: int | None,
        batch_tokens: int,
    ) -> None:
        """Load the export, and make it first if there is none of this model and version.

        Raises:
            InputError: OpenVINO is not installed, or the device is not the CPU.
            ModelError: the model cannot be loaded or exported.
        """
        try:
            import openvino
        except ImportError as error:
            raise InputError(
                "the openvino backend is not installed: pip install 'claimcheck-news[openvino]'"
            ) from error
        if device != "cpu":
            raise InputError(f"the openvino backend runs on the cpu only, not on {device!r}")
        tokenizer = load_tokenizer(files)
        core = openvino.Core()
        model = _exported(files, core, batch_tokens)
        settings = {"INFERENCE_PRECISION_HINT": _HINTS[precision], "PERFORMANCE_HINT": "LATENCY"}
        self._request = core.compile_model(model, "CPU", settings).create_infer_request()
        super().__init__(
            files,
            tokenizer,
            own_window=model.get_rt_info(_WINDOW).astype(int),
            max_length=max_length,
            takes=frozenset(port.get_any_name() for port in model.inputs),
            batch_tokens=batch_tokens,
        )

    def forward(self, inputs: Inputs) -> NDArray[np.float32]:
        """The network's own outputs, one row a pair."""
        return np.array(self._request.infer(dict(inputs))[0], dtype=np.float32)


def export_folder(files: ModelFiles) -> Path:
    """Where the export of a model is kept: beside the judgements, by model and version."""
    import openvino

    version = openvino.get_version().split("-")[0]
    return default_cache_path().parent / "openvino" / f"{files.identity[:32]}-{version}"


def _exported(files: ModelFiles, core: Any, batch_tokens: int) -> Any:
    folder = export_folder(files)
    if (folder / _FILE).is_file():
        try:
            return core.read_model(folder / _FILE)
        except RuntimeError as error:
            log.warning("%s is damaged and made anew: %s", folder, one_line(error))
            shutil.rmtree(folder, ignore_errors=True)
    model = _export(files, core, batch_tokens)
    _keep(model, folder)
    return model


def _export(files: ModelFiles, core: Any, batch_tokens: int) -> Any:
    source = TorchBackend(
        files, device="cpu", precision="fp32", max_length=None, batch_tokens=batch_tokens
    )
    example = source.example()
    try:
        with quiet(), warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what tracing says of Python's own branches
            model = _converted(source.network, example)
        model.set_rt_info(str(source.window), _WINDOW)
        request = core.compile_model(
            model, "CPU", {"INFERENCE_PRECISION_HINT": "f32"}
        ).create_infer_request()
        # Tracing can freeze a width into the network, which only shows at another one.
        for inputs in (example, _wider(example, source.window)):
            made = np.asarray(request.infer(inputs)[0])
            if not np.abs(made - source.forward(inputs)).max() <= _MAY_DIFFER:
                raise RuntimeError("its answers differ")
    except Exception as error:  # tracing raises whatever the network's code does
        raise ModelError(
            f"{files.name} cannot be exported to OpenVINO ({one_line(error)}); use --backend torch"
        ) from error
    return model


def _wider(inputs: Inputs, window: int) -> dict[str, NDArray[np.int64]]:
    """Three rows, and longer ones by half, of the same tokens."""
    return {
        name: np.concatenate([column, column[:1]])[:, _stretched(column.shape[1], window)]
        for name, column in inputs.items()
    }


def _stretched(width: int, window: int) -> NDArray[np.int64]:
    return np.minimum(np.arange(min(width + width // 2, window)), width - 1)


def _converted(network: Any, example: Inputs) -> Any:
    """The network as an OpenVINO model whose inputs bear the names in ``example``.

    This is what ``openvino.convert_model`` does, which by default also tells its maker.
    """
    import torch
    from openvino import PartialShape
    from openvino.frontend import FrontEndManager
    from openvino.frontend.pytorch.ts_decoder import TorchScriptPythonDecoder

    names = list(example)

    class Positional(torch.nn.Module):  # type: ignore[misc, unused-ignore]
        def __init__(self) -> None:
            super().__init__()
            self.network = network

        def forward(self, *columns: Any) -> Any:
            return self.network(**dict(zip(names, columns, strict=True))).logits

    columns = tuple(torch.from_numpy(example[name]) for name in names)
    frontend = FrontEndManager().load_by_framework("pytorch")
    with torch.inference_mode():
        traced = torch.jit.trace(Positional().eval(), columns, check_trace=False)  # type: ignore[no-untyped-call]
        decoder = TorchScriptPythonDecoder(traced)  # must outlive the conversion
        model = frontend.convert(frontend.load(decoder))
    for port, name in zip(model.inputs, names, strict=True):
        port.get_tensor().set_names({name})
        port.get_node().set_partial_shape(PartialShape([-1, -1]))
    model.validate_nodes_and_infer_types()
    return model


def _keep(model: Any, folder: Path) -> None:
    """Save an export whole or not at all; of several processes the first one wins."""
    import openvino

    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder.parent, ignore_cleanup_errors=True) as part:
            openvino.save_model(model, Path(part) / "made" / _FILE, compress_to_fp16=False)
            if not folder.exists():
                (Path(part) / "made").rename(folder)
    except (OSError, RuntimeError) as error:
        log.warning("the export cannot be kept in %s: %s", folder.parent, one_line(error))
