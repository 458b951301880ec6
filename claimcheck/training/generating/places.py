"""Places: another one, one that holds it, one within it, none."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Mapping, Sequence

from claimcheck.facts.places import canonical_place, contains
from claimcheck.training.generating.material import Passage, Row, put

_AFTER = re.compile(r"[,.]$|[.]|,? (?:on|for|at|by|with|after|when|from|during|as|and|last|this)\b")
_LEANS = re.compile(
    r"\b(?:\w+est|most|first|only|every|each|people|voters|residents|times?|total|average|all|born"
    r"|rate|rates|percent)\b|%",
    re.I,
)
_COUNTRY = "United States"


def find_place(passage: Passage) -> tuple[int, int, str] | None:
    """The place of an event, "in Dallas": start of its "in", end, listed name."""
    for mention in passage.mentions:
        before = passage.text[: mention.start]
        place = canonical_place(mention.text)
        if place is None or mention.text.endswith(("n", "ns", "ese", "sh")) or not before:
            continue
        if not re.search(r"(?:^| )[Ii]n $", before):
            continue
        if _AFTER.match(passage.text, mention.end):
            return mention.start - 3, mention.end, mention.text
    return None


def places_of(passages: Sequence[Passage]) -> list[str]:
    """The names of places that stand after "in", each once, sorted."""
    found = {place[2] for p in passages if (place := find_place(p)) is not None}
    return sorted(found)


def rows(
    passage: Passage, others: Sequence[str], held: Mapping[str, Sequence[str]], rng: random.Random
) -> Iterator[Row]:
    """Up to three pairs, one a label; ``others`` are places of the same topic.

    ``held`` gives for a place those that hold it.
    """
    found = find_place(passage)
    if found is None or not passage.plain or _LEANS.search(passage.text):
        return
    start, end, name = found
    if sum(m.kind == "place" for m in passage.mentions) > 1:
        return
    text = passage.text
    bare = put(text, start, end + (text[end] == "," and not start), "")
    apart = [o for o in others if _apart(o, name)]
    if apart:
        yield Row(text, put(text, start, end, f"in {rng.choice(apart)}"), "contradiction")
    wider = [w for w in held.get(name, ()) if w not in text]
    if wider and rng.random() < 0.7:
        holder = put(text, start, end, f"in {rng.choice(wider)}")
        yield Row(text, holder, "entailment")
        yield Row(holder, text, "neutral")
    else:
        yield Row(text, bare, "entailment")
        yield Row(bare, text, "neutral")


def _apart(a: str, b: str) -> bool:
    """Two places of one rank, of which neither holds the other."""
    alike = contains(_COUNTRY, a) == contains(_COUNTRY, b)
    return alike and not contains(a, b) and not contains(b, a)


def holders(names: Sequence[str]) -> dict[str, list[str]]:
    """For each place those of the list that hold it, apart from its own other names."""
    return {
        name: [
            w
            for w in names
            if contains(w, name) and canonical_place(w) != canonical_place(name)
        ]
        for name in names
    }
