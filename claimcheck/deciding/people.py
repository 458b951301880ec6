"""Two people in one place: the same words of two speakers, one office with two holders."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from claimcheck.claims.spans import ORGANISATION
from claimcheck.comparing import Slot
from claimcheck.comparing.align import spelt_alike
from claimcheck.deciding.thresholds import Thresholds
from claimcheck.deciding.verdicts import Context
from claimcheck.records import Claim, Pair
from claimcheck.words import words

_QUOTED = re.compile(r"“([^“”]+)(?:”|$)|\"([^\"]+)(?:\"|$)")
# Offices that one person holds at a time, and the words before one that say of what it is.
_OFFICE = re.compile(
    r"(?P<of>(?:[A-Z][\w.’'-]*\s){0,3}?)"
    r"(?P<office>(?:Vice )?President|Prime Minister|Premier|Chancellor|Pope|(?:House )?Speaker"
    r"|(?:Senate |House )?(?:Majority|Minority) Leader|Chief Justice|Attorney General"
    r"|Secretary of \w+|\w+ Secretary|Gov\.|Governor|Mayor|Sheriff|\w+ Minister|Chief Executive"
    r"|[Pp]olice [Cc]hief|(?:finance|managing|executive) director|chief executive)\s$"
)
_FORMER = re.compile(r"\b(?:[Ff]ormer|ex-|late|then-?|exiled|ousted|deputy)\s*\S*\s*$")
_ONE_NAME = {"gov.": "governor"}


def one_quote(pair: Pair, context: Context, at: Thresholds) -> bool:
    """Whether two articles give the same quoted words to two people, each naming only one."""
    a, b = pair.a, pair.b
    if not _is_person(a) or not _is_person(b):
        return False
    if spelt_alike(_last(a.speaker), _last(b.speaker)):
        return False
    if _names(context, a, b.speaker or "") or _names(context, b, a.speaker or ""):
        return False
    one, other = (_quoted(claim.sentence.text) for claim in (a, b))
    same = SequenceMatcher(None, one, other, autojunk=False).find_longest_match()
    return same.size >= at.quoted_words


def _quoted(text: str) -> list[str]:
    return [word for match in _QUOTED.finditer(text) for word in words(match[1] or match[2])]


def hold_one_office(pair: Pair, slot: Slot) -> bool:
    """Whether both names stand behind one office: "Gov. Ruiz" and "New Jersey Gov. Ames"."""
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


def _last(person: str | None) -> str:
    return words(person or "")[-1]


def _is_person(claim: Claim) -> bool:
    """Whether a claim is said by a person whom its own sentence names."""
    named = (claim.speaker or "").split()
    return (
        len(named) > 1
        and all(word[:1].isupper() for word in named)
        and not ORGANISATION.search(claim.speaker or "")
        and _last(claim.speaker) in words(claim.sentence.text)
    )


def _names(context: Context, claim: Claim, person: str) -> bool:
    """Whether the article of a claim has a person's last name anywhere."""
    return any(_last(person) in words(c.sentence.text) for c in context.claims[claim.article])
