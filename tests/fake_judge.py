"""A judge that needs no network: whatever it is asked about is of one slot, and nothing follows."""

from __future__ import annotations

from types import SimpleNamespace

from conftest import ROOT

from claimcheck.records import Probabilities

ONE_SLOT = Probabilities(entailment=0.98, neutral=0.01, contradiction=0.01)
NOTHING = Probabilities(entailment=0.02, neutral=0.96, contradiction=0.02)


class FakeJudge:
    name, sha256 = "fake", "0" * 64
    backend, device, precision = "fake", "cpu", "fp32"
    calibrations = {}  # noqa: RUF012
    files = SimpleNamespace(folder=ROOT / "models" / "claimcheck-tiny")  # whose weights decide

    def for_slots(self):
        return self

    def judge(self, pairs, *, use="statements"):
        return [ONE_SLOT if use == "slots" else NOTHING for _ in pairs]
