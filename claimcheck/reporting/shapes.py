"""Whether a value read from JSON has the type that the contract gives it, in every field."""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import lru_cache
from types import NoneType, UnionType
from typing import (
    Any,
    Literal,
    NotRequired,
    Union,
    get_args,
    get_origin,
    get_type_hints,
    is_typeddict,
)


def misfit(value: object, wanted: Any, where: str) -> str:
    """The first place in ``value`` that is not of the type ``wanted``; "" where all is.

    ``wanted`` is made of typed dictionaries, lists, mappings of text, literals, unions and plain
    types. A number is finite, and no truth value; what a typed dictionary does not name is let be.
    """
    origin = get_origin(wanted)
    if is_typeddict(wanted):
        return _in_fields(value, wanted, where)
    if origin is list:
        return _in_list(value, get_args(wanted)[0], where)
    if origin is dict:
        return _in_mapping(value, get_args(wanted)[1], where)
    if origin in (Union, UnionType):
        return "" if any(not misfit(value, each, where) for each in get_args(wanted)) else where
    if origin is Literal:
        fits = isinstance(value, str) and value in get_args(wanted)
    else:
        fits = _is_plain(value, wanted)
    return "" if fits else where


@lru_cache(maxsize=64)
def _fields(wanted: Any) -> dict[str, tuple[bool, Any]]:
    """Whether each field of a typed dictionary must be there, and its type."""
    hints = get_type_hints(wanted, include_extras=True)
    return {
        name: (False, get_args(hint)[0]) if get_origin(hint) is NotRequired else (True, hint)
        for name, hint in hints.items()
    }


def _in_fields(value: object, wanted: Any, where: str) -> str:
    if not isinstance(value, Mapping):
        return where
    for name, (required, hint) in _fields(wanted).items():
        if name in value:
            found = misfit(value[name], hint, f"{where}.{name}")
        else:
            found = f"{where}.{name}" if required else ""
        if found:
            return found
    return ""


def _in_list(value: object, wanted: Any, where: str) -> str:
    if not isinstance(value, list):
        return where
    return next(
        (found for i, each in enumerate(value) if (found := misfit(each, wanted, f"{where}[{i}]"))),
        "",
    )


def _in_mapping(value: object, wanted: Any, where: str) -> str:
    if not isinstance(value, Mapping) or not all(isinstance(key, str) for key in value):
        return where
    found = (misfit(each, wanted, f"{where}.{key}") for key, each in value.items())
    return next((place for place in found if place), "")


def _is_plain(value: object, wanted: Any) -> bool:
    if wanted is float:
        return isinstance(value, int | float) and not isinstance(value, bool) and _is_finite(value)
    if wanted is int:
        return isinstance(value, int) and not isinstance(value, bool) and abs(value) < 2**63
    if wanted is None or wanted is NoneType:
        return value is None
    return isinstance(value, wanted)


def _is_finite(value: float) -> bool:
    try:
        return math.isfinite(value)
    except OverflowError:  # a whole number of hundreds of digits
        return False
