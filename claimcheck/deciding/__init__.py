"""Decide in which relation two claims stand; the only place where that is decided."""

from claimcheck.deciding.findings import findings
from claimcheck.deciding.rules import Verdict, decide
from claimcheck.deciding.thresholds import THRESHOLDS, Thresholds

__all__ = ["THRESHOLDS", "Thresholds", "Verdict", "decide", "findings"]
