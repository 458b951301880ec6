"""The placeholder for a covered value, the same for every model."""

from __future__ import annotations

from typing import Any

MASK = "[MASK]"
"""Stands for a covered value in a passage; see :mod:`claimcheck.slots.passages`."""


def with_own_mask(tokenizer: Any, text: str) -> str:
    """The text with ``MASK`` as the tokenizer's own mask token, if it has one."""
    own = tokenizer.mask_token
    return text if own is None or own == MASK else text.replace(MASK, own)
