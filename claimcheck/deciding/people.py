"""Two people in one place: one office with two holders."""

from __future__ import annotations

import re

from claimcheck.comparing import Slot
from claimcheck.records import Pair
from claimcheck.words import words

# Offices that one person holds at a time, and the words before one that say of what it is.
_OFFICE = re.compile(
    r"(?P<of>(?:[A-Z][\w.’'-]*\s){0,3}?)"
    r"(?P<office>(?:Vice )?President|Prime Minister|Premier|Chancellor|Pope|(?:House )?Speaker"
    r"|(?:Senate |House )?(?:Majority|Minority) Leader|Chief Justice|Attorney General"
    r"|Secretary of \w+|\w+ Secretary|Gov\.|Governor|Mayor|Sheriff|\w+ Minister|Chief Executive"
    r"|[Pp]olice [Cc]hief|(?:finance|managing|executive) director|chief executive)\s$"
)
# The same behind a name, in small letters: "has named Ana Ruiz as its next chief executive".
_POST = re.compile(
    r"\b(?:as|be|become|becomes|became|its|his|her|their|the|new|next|appointed|named)\s"
    r"(?:[\w’']+\s){0,2}?(?P<post>(?:deputy )?mayor|chief executive|chief \w+ officer|CEO"
    r"|(?:finance|managing|executive|artistic|sporting) director|chair(?:man|woman|person)"
    r"|(?:head )?coach|manager|captain|(?:vice[ -])?president|(?:deputy )?(?:prime|\w+) minister"
    r"|governor|editor|commissioner|assistant)\b"
)
_FORMER = re.compile(r"\b(?:[Ff]ormer|ex-|late|then-?|exiled|ousted|deputy)\s*\S*\s*$")
_ONE_NAME = {"gov.": "governor"}


def hold_one_office(pair: Pair, slot: Slot) -> bool:
    """Whether both names are those of one office: "Gov. Ruiz" and "New Jersey Gov. Ames"."""
    return _stand_behind_one(pair, slot) or _take_one(pair, slot)


def _take_one(pair: Pair, slot: Slot) -> bool:
    """Whether one post is given to both, and the claims name nobody else that differs."""
    posts = []
    for claim, mine, other in ((pair.a, slot.a, pair.b), (pair.b, slot.b, pair.a)):
        known = set(words(other.standalone))
        strange = [m for m in claim.mentions if m.kind in ("person", "name") and m != mine]
        if any(not known & set(words(m.text)) for m in strange):
            return False
        posts.append(
            {
                match["post"].casefold().removeprefix("head ")
                for match in _POST.finditer(claim.standalone)
                if not _FORMER.search(claim.standalone[: match.start("post")])
            }
        )
    return bool(posts[0] & posts[1])


def _stand_behind_one(pair: Pair, slot: Slot) -> bool:
    held = []
    for claim, name in ((pair.a, slot.a), (pair.b, slot.b)):
        before = claim.text[: max(0, name.start - claim.start)]
        match = _OFFICE.search(before) or _OFFICE.search(name.text.rpartition(" ")[0] + " ")
        if match is None or _FORMER.search(before[: match.start()]):
            return False
        office = match["office"].casefold()
        held.append((_ONE_NAME.get(office, office), match["of"].strip().casefold()))
    (one, of), (other, of_other) = held
    return one == other and (not of or not of_other or of == of_other)
