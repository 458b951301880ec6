"""Which output of a model stands for which of the three labels."""

from __future__ import annotations

import re
from collections.abc import Mapping

from claimcheck.errors import InputError, ModelError
from claimcheck.records import LABELS

Columns = tuple[int, int, int]
"""The outputs that stand for entailment, neutral and contradiction, in this order."""

_PLACES = frozenset("012")
_NAMELESS = re.compile(r"label_?\d+", re.IGNORECASE)
_HINT = "say which is which with --labels 0=entailment,1=neutral,2=contradiction"


def parse_labels(text: str) -> dict[int | str, str]:
    """Read ``--labels``: ``0=entailment,1=neutral,...``, ``LABEL_0=...`` or three names in order.

    Raises:
        InputError: the text is neither.
    """
    parts = [part.strip() for part in text.split(",") if part.strip()]
    if parts and all("=" in part for part in parts):
        keys_and_names = [part.split("=", 1) for part in parts]
    elif len(parts) == len(LABELS) and not any("=" in part for part in parts):
        keys_and_names = [[str(place), name] for place, name in enumerate(parts)]
    else:
        raise InputError(f"--labels {text!r} cannot be read: {_HINT}")
    found: dict[int | str, str] = {}
    for key, name in keys_and_names:
        key = key.strip()
        # A place is one digit: of others it is the name of an output, or wrong.
        found[int(key) if key in _PLACES else key] = name.strip()
    return found


def resolve_columns(
    id2label: Mapping[int, str], given: Mapping[int | str, str] | None, model: str
) -> Columns:
    """Find each label's output; ``given`` maps outputs or their names to labels.

    Raises:
        ModelError: the model has not exactly three outputs, or their names are not the three
            labels (in any case of letters), or ``given`` names an output that it has not.
    """
    if len(id2label) != len(LABELS):
        raise ModelError(
            f"{model} has {len(id2label)} labels ({_listed(id2label)}); needed is a model with "
            f"three: {', '.join(LABELS)}"
        )
    if sorted(id2label) != list(range(len(LABELS))):
        numbers = ", ".join(map(str, sorted(id2label)))
        raise ModelError(f"{model} numbers its outputs {numbers}; they must be 0, 1 and 2")
    own_names = {name.strip().casefold() for name in id2label.values()}
    for key in given or {}:
        if key not in id2label and str(key).casefold() not in own_names:
            raise ModelError(
                f"--labels names the output {key!r}, which {model} has not "
                f"({_listed(id2label)}); {_HINT}"
            )
    names = {place: _name(place, own, given or {}) for place, own in id2label.items()}
    places = {name: place for place, name in names.items()}
    if sorted(places) == sorted(LABELS):
        return places["entailment"], places["neutral"], places["contradiction"]
    if given:
        raise ModelError(
            f"--labels leaves the outputs of {model} as {_listed(names)}; {_HINT}, each once"
        )
    if all(_NAMELESS.fullmatch(name.strip()) for name in id2label.values()):
        raise ModelError(f"{model} does not name its labels ({_listed(id2label)}): {_HINT}")
    raise ModelError(
        f"{model} has the labels {_listed(id2label)}, which are not {', '.join(LABELS)}; "
        f"if it is a three-way NLI model, {_HINT}"
    )


def _name(place: int, own: str, given: Mapping[int | str, str]) -> str:
    by_name = {key.casefold(): name for key, name in given.items() if isinstance(key, str)}
    name = given.get(place, by_name.get(own.strip().casefold(), own))
    return name.strip().casefold()


def _listed(names: Mapping[int, str]) -> str:
    return ", ".join(names[place] for place in sorted(names)) or "none"
