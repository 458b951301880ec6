"""The characters before a place in a text, and no more of it than asked for."""

from __future__ import annotations

__all__ = ["text_before"]


def text_before(text: str, position: int, size: int) -> str:
    """At most ``size`` characters that end at ``position``."""
    return text[max(0, position - size) : position]
