"""Rows from labelled sentence pairs and from written ones."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from claimcheck.slots.passages import masked_passage, slot_pair
from claimcheck.training.folds import fold_of
from claimcheck.training.making.rows import Row


def in_folds(
    lines: Iterable[dict[str, Any]], key: str, folds: Iterable[int]
) -> Iterator[dict[str, Any]]:
    """The lines whose ``key`` (a bundle or a group) lies in one of the folds."""
    wanted = frozenset(folds)
    return (line for line in lines if fold_of(line[key]) in wanted)


def rows_of_real(lines: Iterable[dict[str, Any]]) -> Iterator[Row]:
    """Both directions of labelled pairs of real sentences; those in doubt are left out."""
    for line in lines:
        if line["second"] != "open":
            yield from both_ways(line, "real")


def rows_of_statements(lines: Iterable[dict[str, Any]]) -> Iterator[Row]:
    """Both directions of written statements."""
    for line in lines:
        yield from both_ways(line, "written/statements")


def rows_of_written_slots(lines: Iterable[dict[str, Any]]) -> Iterator[Row]:
    """Written pairs of passages with one marked value each."""
    for line in lines:
        first, second = slot_pair(written_passage(line["a"]), written_passage(line["b"]))
        label = "entailment" if line["same"] else "neutral"
        yield Row(premise=first, hypothesis=second, label=label, source="written/slots")


def written_passage(text: str) -> str:
    """The masked passage of a text in which ``[[ ]]`` marks the value."""
    return masked_passage(*unmarked(text))


def unmarked(text: str) -> tuple[str, tuple[int, int]]:
    """The text without the ``[[ ]]`` around its value, and the value's half-open offsets in it."""
    begin, end = text.index("[["), text.index("]]")
    return text[:begin] + text[begin + 2 : end] + text[end + 2 :], (begin, end - 2)


def both_ways(line: Mapping[str, str], source: str) -> Iterator[Row]:
    """Both directions of a pair: ``a``, ``b``, and the label ``forward`` and ``backward``."""
    for premise, hypothesis, label in (
        (line["a"], line["b"], line["forward"]),
        (line["b"], line["a"], line["backward"]),
    ):
        yield Row(premise=premise, hypothesis=hypothesis, label=label, source=source)
