"""Every entry point survives what anybody may send: a budget here, a longer run by `make fuzz`.

``TESTS_FUZZ`` is the number of inputs for each entry point.
"""

from __future__ import annotations

import hashlib
import os

import pytest
from fuzzing import CRASHES, ENTRIES, problem
from hypothesis import HealthCheck, given, settings

INPUTS = int(os.environ.get("TESTS_FUZZ", "200"))


@pytest.mark.parametrize("name", ENTRIES)
def test_what_broke_an_entry_point_once_does_not_again(name):
    for path in sorted((CRASHES / name).glob("*")):
        assert problem(ENTRIES[name], path.read_bytes()) is None, path.name


@pytest.mark.parametrize("name", ENTRIES)
def test_no_input_breaks_an_entry_point(name):
    entry = ENTRIES[name]
    broke: list[bytes] = []

    @settings(
        max_examples=INPUTS,
        deadline=None,
        database=None,
        derandomize=INPUTS <= 1000,  # the same inputs in every run of the tests
        suppress_health_check=list(HealthCheck),
    )
    @given(entry.inputs)
    def take(data):
        found = problem(entry, data)
        if found is not None:
            broke.append(data)
            raise found

    try:
        take()
    finally:
        if broke:  # the last one is the smallest
            folder = CRASHES / name
            folder.mkdir(parents=True, exist_ok=True)
            (folder / hashlib.sha256(broke[-1]).hexdigest()[:16]).write_bytes(broke[-1])
