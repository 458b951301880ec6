"""What every stage shares: ids, labels and the names of relations and kinds."""

from __future__ import annotations

import hashlib
from datetime import date, datetime
from typing import Literal, get_args

Label = Literal["entailment", "neutral", "contradiction"]
LABELS: tuple[Label, ...] = ("entailment", "neutral", "contradiction")
Relation = Literal["contradiction", "update", "dispute", "agreement"]
RELATIONS: tuple[Relation, ...] = ("contradiction", "update", "dispute", "agreement")
Failure = Literal["contradiction", "update", "dispute", "none"]
FAILURES: tuple[Failure, ...] = get_args(Failure)
"""What a run may fail on: no agreement."""
Kind = Literal["number", "date", "location", "name", "quote", "negation", "antonym", "other"]
KINDS: tuple[Kind, ...] = (
    "number",
    "date",
    "location",
    "name",
    "quote",
    "negation",
    "antonym",
    "other",
)
Status = Literal["agreement", "contradiction", "update", "dispute", "single"]
ReviewStatus = Literal["confirmed", "dismissed", "fixed", "known"]
SETTLED: tuple[ReviewStatus, ...] = ("dismissed", "fixed", "known")
"""Findings of which this was said are shown, but do not count."""


def digest(*parts: str, size: int = 12) -> str:
    """A short stable id: the head of the SHA-256 over ``parts``, which are kept apart."""
    joined = "\x1f".join(parts).encode("utf-8", "surrogatepass")
    return hashlib.sha256(joined).hexdigest()[:size]


def parse_published(value: str) -> date | datetime:
    """Read an ISO 8601 date or datetime.

    Args:
        value: the text; spaces around it do not count.

    Returns:
        A date for at most ten characters ("2025-06-01"), else a datetime, with a zone if one is
        written.

    Raises:
        ValueError: the text is neither.
    """
    text = value.strip()
    return date.fromisoformat(text) if len(text) <= 10 else datetime.fromisoformat(text)
