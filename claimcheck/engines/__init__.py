"""What checks the stories of a pile: the processes of this machine, or a Ray cluster.

Every engine does the same work on a story, :mod:`claimcheck.engines.work`, and so gives the same
reports; they differ in where it is done.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from claimcheck.engines.work import Engine, Setup

ENGINES = ("local", "ray")


def engine_of(name: str, setup: Setup, jobs: int | None = None) -> Engine:
    """The engine of a name.

    Args:
        name: one of ``ENGINES``.
        setup: what it checks with.
        jobs: judges at work at the same time; by default one for each core, on a cluster with
            GPUs one for each of them.

    Raises:
        InputError: Ray is asked for and not installed.
    """
    if name == "ray":
        from claimcheck.engines.on_ray import on_ray

        return on_ray(setup, jobs)
    from claimcheck.engines.local import on_this_machine

    return on_this_machine(setup, jobs)
