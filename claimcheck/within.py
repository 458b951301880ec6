"""What it takes to check an article against itself: headline against body, part against part."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from claimcheck.comparing import Comparison
from claimcheck.comparing.align import Fact
from claimcheck.deciding.findings import value_key
from claimcheck.records import Claim, Member


def headlines(members: Sequence[Member]) -> dict[str, Member]:
    """The headlines that do not stand in their articles' texts, as members, by article id.

    A headline becomes an article of its own, of the same outlet and origin, so that what is
    quoted of it has offsets into a text. Headlines of copies are left out.
    """
    found = {}
    for member in members:
        article = member.article
        title = (article.title or "").strip()
        if not title or title in article.text or member.copy_of is not None:
            continue
        source = replace(article.source, verbatim=False) if article.source else None
        found[article.id] = replace(member, article=replace(article, text=title, source=source))
    return found


def gives_both(comparison: Comparison, claims: Iterable[Claim]) -> bool:
    """Whether one of the two sentences gives both of the values that differ.

    An article that names two values in one breath has two things in mind.
    """
    slot, pair = comparison.slot, comparison.pair
    if slot is None:
        return False
    a, b = value_key(slot.a), value_key(slot.b)
    told: tuple[set[str], set[str]] = (set(), set())
    for claim in claims:
        for side, values in zip((pair.a, pair.b), told, strict=True):
            if claim.sentence == side.sentence:
                facts: tuple[Fact, ...] = (*claim.figures, *claim.dates, *claim.mentions)
                values.update(value_key(fact) for fact in facts)
    return b in told[0] or a in told[1]
