"""One report in every format, as it was when somebody last looked at it.

`make golden` stores the reports as they are now; the difference is to be read before it is
committed. The page is left to the tests in a browser.
"""

from __future__ import annotations

import pytest
from conftest import ROOT
from report_samples import storm

from claimcheck.reporting import FORMATS, render

GOLDEN = ROOT / "tests" / "golden"
STORED = [name for name in FORMATS if name != "html"]


@pytest.mark.parametrize("name", STORED)
def test_a_report_is_as_it_was(name, request):
    path = GOLDEN / f"storm.{name}"
    text = render(storm(), name, width=80)
    if request.config.getoption("--update-golden"):
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")


def test_no_stored_report_is_left_over():
    assert {path.name for path in GOLDEN.iterdir()} == {f"storm.{name}" for name in STORED}
