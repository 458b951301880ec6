"""Several processes that train one network together on a CPU.

On a machine with few and busy cores, two processes of one thread are faster than one of two
threads: they wait for each other once a step, and not in every product of matrices (measured on
two cores shared with eight other programs: 30 pairs a second against 10).
"""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import torch
import torch.distributed as dist
from torch import Tensor


@dataclass(frozen=True, slots=True)
class Workers:
    """How many processes train together, and which of them this is."""

    rank: int = 0
    count: int = 1

    def share(self, parameters: list[Tensor], pairs: int) -> int:
        """Make every gradient the mean over all workers' pairs; returns how many those are."""
        if self.count == 1:
            return pairs
        gradients = [p.grad for p in parameters if p.grad is not None]
        flat = torch.cat([*(g.flatten() * pairs for g in gradients), torch.tensor([float(pairs)])])
        dist.all_reduce(flat)
        total = float(flat[-1])
        at = 0
        for gradient in gradients:
            gradient.copy_(flat[at : at + gradient.numel()].view_as(gradient) / total)
            at += gradient.numel()
        return int(total)


def together(count: int, threads: int | None, run: Callable[..., Any], *args: Any) -> None:
    """Call ``run(Workers, *args)`` in ``count`` processes that can share gradients.

    ``run`` and ``args`` must be picklable; an error in one process ends all.
    """
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    torch.multiprocessing.spawn(  # type: ignore[attr-defined, no-untyped-call]
        _one, args=(count, port, threads, run, args), nprocs=count
    )


def _one(
    rank: int,
    count: int,
    port: int,
    threads: int | None,
    run: Callable[..., Any],
    args: tuple[Any, ...],
) -> None:
    os.environ.setdefault("GLOO_SOCKET_IFNAME", "lo")
    torch.set_num_threads(threads or 1)
    dist.init_process_group(
        "gloo", init_method=f"tcp://127.0.0.1:{port}", rank=rank, world_size=count
    )
    try:
        run(Workers(rank, count), *args)
    finally:
        dist.destroy_process_group()
