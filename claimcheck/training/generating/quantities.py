"""Quantities of different things in like sentences: nothing follows, whatever the numbers."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

from claimcheck.training.generating.figures import find_slot, near, spell
from claimcheck.training.generating.material import Passage, Row, put

# Words of one set stand in the same places and mean different things.
_SISTERS = tuple(
    row.split()
    for row in """
    killed injured arrested displaced hospitalized kidnapped
    injured killed detained missing
    officers firefighters soldiers nurses
    students teachers nurses volunteers
    men women children teenagers
    deaths infections hospitalizations recoveries
    imports exports
    revenue profit spending
    homes businesses schools churches
    doctors lawyers engineers farmers
    Republicans Democrats independents
    cars trucks motorcycles
    villages towns islands
    hours days weeks
    donors volunteers employees
    shares bonds
    hospitals schools prisons libraries
    lawmakers diplomats reporters judges
    refugees tourists students
    bridges tunnels dams
    """.strip().splitlines()
)
_EVERY = re.compile(r"\b(?:all|both|each|every|total|half|remaining|other|others)\b", re.I)


def rows(passage: Passage, rng: random.Random) -> Iterator[Row]:
    """A pair whose hypothesis counts something else, with the same or another number."""
    slot = find_slot(passage)
    if slot is None or not passage.plain or _EVERY.search(passage.text):
        return
    text = passage.text
    for family in rng.sample(_SISTERS, len(_SISTERS)):
        found = re.search(rf"\b(?:{'|'.join(family)})\b", text[slot.end : slot.end + 40])
        if found is None or sum(text.count(word) for word in family) != 1:
            continue
        other = rng.choice([word for word in family if word != found[0]])
        at = slot.end + found.start()
        changed = put(text, at, at + len(found[0]), other)
        value = rng.choice((slot.value, *near(slot.value, rng)[:3]))
        if value != slot.value:
            changed = put(changed, slot.start, slot.end, spell(slot, value, rng))
        yield Row(text, changed, "neutral")
        return
