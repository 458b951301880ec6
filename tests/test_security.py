"""What SECURITY.md says of limits and settings is what the code has."""

from __future__ import annotations

import re
from dataclasses import fields

from conftest import ROOT

from claimcheck.cli.check import check_command
from claimcheck.cli.settings import Setting
from claimcheck.limits import LIMITS

TEXT = (ROOT / "SECURITY.md").read_text(encoding="utf-8")


def test_the_limits_are_those_of_the_code():
    told = {
        name: int(number.replace(",", ""))
        for name, number in re.findall(r"\| `(\w+)` \| ([\d,]+) \|", TEXT)
    }
    assert told == {field.name: getattr(LIMITS, field.name) for field in fields(LIMITS)}


def test_the_settings_that_a_folder_may_not_give_are_named():
    [listed] = re.findall(r"It may not set ([^;]*?), and no path", TEXT, re.DOTALL)
    trusted = {p.key for p in check_command.params if isinstance(p, Setting) and p.trusted}
    assert set(re.findall(r"`([\w-]+)`", listed)) == trusted
