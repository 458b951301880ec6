"""What all tests share: no network, and one judge with the shipped model."""

from __future__ import annotations

import os
import shutil
import socket
from pathlib import Path

import pytest

os.environ["HF_HUB_OFFLINE"] = "1"
os.environ["TOKENIZERS_PARALLELISM"] = "false"
os.environ["CLAIMCHECK_MODEL"] = "tiny"  # the quick one, also where no model is named

ROOT = Path(__file__).resolve().parent.parent

# What a test file is run for: `pytest -m unit` is for daily work, and what is not named here.
KINDS = {
    # Texts with what is to be found in them, and commands from end to end, with the shipped model.
    "cases": """
        test_any_model test_backends test_cache test_ci test_cli test_config test_engines test_eval
        test_examples test_followup test_followup_reports test_hostile_models test_html_browser
        test_judge test_mentions test_pair_making test_pipeline test_readme test_seed_page
        test_slots test_statements test_stories test_streams test_training test_tutorial test_within
    """,
    # One report in every format, against the stored ones.
    "golden": "test_golden",
    # Floors of quality, bounds of time and memory, hostile input by the hundred.
    "gate": "test_gate test_growth test_faults test_fuzz test_sources_fuzz test_hostile_reading",
}
KIND_OF = {name: kind for kind, names in KINDS.items() for name in names.split()}


def pytest_addoption(parser):
    parser.addoption("--update-golden", action="store_true", help="store the reports as they are")


def pytest_collection_modifyitems(items):
    for item in items:
        item.add_marker(KIND_OF.get(item.path.stem, "unit"))


@pytest.fixture
def copy(tmp_path, monkeypatch):
    """A working folder with the examples, and a cache of its own."""
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CLAIMCHECK_CACHE", str(tmp_path / "cache"))
    return tmp_path


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


@pytest.fixture(scope="session")
def quick():
    """A checker for tests in which the model is not the point: it takes every slot for one."""
    from fake_judge import FakeJudge

    from claimcheck.pipeline import Checker

    return Checker(FakeJudge())


def pytest_terminal_summary(terminalreporter):
    """One line that says so where the tests of the page found no browser."""
    from browser import missing

    if missing():
        terminalreporter.write_line(missing())
