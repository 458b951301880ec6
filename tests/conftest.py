"""What all tests share: no network, and one judge with the shipped model."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

os.environ["HF_HUB_OFFLINE"] = "1"
os.environ["TOKENIZERS_PARALLELISM"] = "false"

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(autouse=True)
def _no_network(monkeypatch):
    """Connections leave this machine in no test."""
    connect = socket.socket.connect

    def guarded(self, address):
        local = self.family == socket.AF_UNIX or str(address[0]) in (
            "127.0.0.1",
            "::1",
            "localhost",
        )
        if not local:
            raise AssertionError(f"a test tried to reach {address}")
        return connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)


@pytest.fixture(scope="session")
def checker(tmp_path_factory):
    from claimcheck.judging import Judge, JudgementCache
    from claimcheck.pipeline import Checker

    cache = JudgementCache(tmp_path_factory.mktemp("judgements") / "cache.sqlite")
    return Checker(Judge.load(cache=cache))


def pytest_terminal_summary(terminalreporter):
    """One line that says so where the tests of the page found no browser."""
    from browser import missing

    if missing():
        terminalreporter.write_line(missing())
