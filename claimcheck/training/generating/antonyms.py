"""Opposite verbs (contradiction) and verbs of the same meaning (entailment)."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

from claimcheck.records import Label
from claimcheck.training.generating.material import Passage, Row, put

# Forms in the same order on both sides.
_OPPOSITE = """
rose rises rising|fell falls falling
increased increases increasing|decreased decreases decreasing
climbed climbs climbing|dropped drops dropping
grew grows growing|shrank shrinks shrinking
jumped jumps jumping|plunged plunges plunging
surged surges surging|slumped slumps slumping
gained gains gaining|lost loses losing
won wins winning|lost loses losing
accepted accepts accepting|rejected rejects rejecting
approved approves approving|rejected rejects rejecting
supported supports supporting|opposed opposes opposing
backed backs backing|opposed opposes opposing
praised praises praising|criticized criticizes criticizing
confirmed confirms confirming|denied denies denying
upheld upholds upholding|overturned overturns overturning
allowed allows allowing|barred bars barring
convicted convicts convicting|acquitted acquits acquitting
strengthened strengthens strengthening|weakened weakens weakening
expanded expands expanding|reduced reduces reducing
raised raises raising|lowered lowers lowering
began begins beginning|ended ends ending
opened opens opening|closed closes closing
imposed imposes imposing|lifted lifts lifting
improved improves improving|worsened worsens worsening
survived survives surviving|died dies dying
succeeded succeeds succeeding|failed fails failing
hired hires hiring|fired fires firing
bought buys buying|sold sells selling
joined joins joining|left leaves leaving
passed passes passing|defeated defeats defeating
"""
_SAME = """
rose rises rising|went+up goes+up going+up
fell falls falling|went+down goes+down going+down
dropped drops dropping|fell falls falling
declined declines declining|fell falls falling
increased increases increasing|rose rises rising
decreased decreases decreasing|declined declines declining
approved approves approving|gave+approval+to gives+approval+to giving+approval+to
rejected rejects rejecting|turned+down turns+down turning+down
began begins beginning|started starts starting
supported supports supporting|backed backs backing
opposed opposes opposing|objected+to objects+to objecting+to
criticized criticizes criticizing|spoke+critically+of speaks+critically+of speaking+critically+of
bought buys buying|purchased purchases purchasing
allowed allows allowing|permitted permits permitting
barred bars barring|banned bans banning
announced announces announcing|made+public makes+public making+public
attempted attempts attempting|tried tries trying
received receives receiving|got gets getting
purchased purchases purchasing|bought buys buying
"""
# Where the verb leans on a particle or an object that its opposite does not take.
_BARS = re.compile(
    r" (?:to|up|out|off|down|away|over|under|through|into|behind|apart|back|short|asleep|with|as"
    r"|that|how|why|himself|herself|themselves)\b"
)
_TO_LIKES = frozenset(("rose", "fell", "climbed", "dropped", "increased", "decreased", "grew"))
_NOUNISH_BEFORE = re.compile(r"(?:\b(?:the|a|an|of|in|for|by|his|her|its|their|was|were|been|be"
    r"|are|is|and|or|most|more|\w+ly)|[-–—,$\d])\s*$", re.I)
_MIDDLE = re.compile(r"\b(?:but|despite|although|though|while|not|never|even|because|so|then)\b")
_ING_OR_S = re.compile(r"(?:s|ing)(?:\+|$)")


def _table(rows: str) -> dict[str, list[str]]:
    table: dict[str, list[str]] = {}
    for row in rows.split("\n"):
        left, _, right = row.partition("|")
        for a, b in zip(left.split(), right.split(), strict=True):
            table.setdefault(a, []).append(b.replace("+", " "))
    return table


def _both_ways(table: dict[str, list[str]]) -> dict[str, list[str]]:
    whole = {word: list(others) for word, others in table.items()}
    for word, others in table.items():
        for other in others:
            whole.setdefault(other, []).append(word)
    return whole


_OPPOSITES, _SAMES = _both_ways(_table(_OPPOSITE)), _table(_SAME)
_WORDS = re.compile(rf"\b(?:{'|'.join(sorted({*_OPPOSITES, *_SAMES}, key=len))})\b")
# What rises can fall; to lose a race is no opposite of gaining one.
_MEASURES = re.compile(r"\b(?:prices?|sales|stocks?|shares?|rates?|index|profits?|revenues?|costs?"
    r"|temperatures?|unemployment|deaths|cases|wages|deficit|debt|spending|economy|number|support"
    r"|approval|exports|imports|income|average|dow|dollar|premiums|population|share|growth)\b", re.I)
_MOVES = frozenset(
    """rose rises rising fell falls falling increased increases increasing decreased decreases
    decreasing climbed climbs climbing dropped drops dropping grew grows growing shrank shrinks
    shrinking jumped jumps jumping plunged plunges plunging surged surges surging slumped slumps
    slumping declined declines declining""".split()
)


def rows(passage: Passage, rng: random.Random) -> Iterator[Row]:
    """One pair with the opposite verb, one with a verb of the same meaning."""
    text = passage.text
    found = list(_WORDS.finditer(text))
    if len(found) != 1 or not passage.plain or _MIDDLE.search(text):
        return
    verb = found[0]
    if _NOUNISH_BEFORE.search(text[: verb.start()]):
        return
    moving = verb[0] in _MOVES
    if moving and not _MEASURES.search(text[: verb.start()]):
        return
    if _BARS.match(text, verb.end()) and not (moving and text[verb.end() :].startswith(" to ")):
        return
    tables: tuple[tuple[dict[str, list[str]], Label], ...] = (
        (_OPPOSITES, "contradiction"),
        (_SAMES, "entailment"),
    )
    for table, label in tables:
        if verb[0] in table:
            other = put(text, verb.start(), verb.end(), rng.choice(table[verb[0]]))
            yield Row(text, other, label)
