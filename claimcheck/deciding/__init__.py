"""Decide in which relation two claims stand; the only place where that is decided."""

from claimcheck.deciding.findings import findings
from claimcheck.deciding.rules import decide
from claimcheck.deciding.same_slot import slot_weights
from claimcheck.deciding.thresholds import THRESHOLDS, Thresholds
from claimcheck.deciding.verdicts import Context, Verdict

__all__ = ["THRESHOLDS", "Context", "Thresholds", "Verdict", "decide", "findings", "slot_weights"]
