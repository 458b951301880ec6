"""What the values of one slot are to each other: one ordered table, and one timeline a slot."""

from __future__ import annotations

from claimcheck.relations.table import TABLE, Row, relate
from claimcheck.relations.timeline import Decided, Related, Settled, ValueGroup, settle
from claimcheck.relations.times import Stamp, Times

__all__ = [
    "TABLE",
    "Decided",
    "Related",
    "Row",
    "Settled",
    "Stamp",
    "Times",
    "ValueGroup",
    "relate",
    "settle",
]
