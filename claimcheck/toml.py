"""Write texts as TOML 1.0 has them."""

from __future__ import annotations

import json


def string(text: str) -> str:
    """A TOML string: JSON's, with every character escaped that would not show.

    A lone surrogate, which no TOML can hold, becomes a question mark.
    """
    clean = text.encode("utf-8", "replace").decode("utf-8")
    return escaped(json.dumps(clean, ensure_ascii=False))


def escaped(text: str) -> str:
    """The text with everything that would steer a terminal as TOML's escapes."""
    return "".join(c if c.isprintable() else f"\\U{ord(c):08X}" for c in text)
