"""The sentences that can be checked: those that give a value or that a finding quotes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from claimcheck.language.text import Text
from claimcheck.records import Claim, DateSpan, Figure, Finding, Mention, Name, Quotation


def claims_of(
    texts: Sequence[Text], mentions: Iterable[Mention], found: Iterable[Finding]
) -> tuple[Claim, ...]:
    """One claim for each sentence with a figure, a date, a time, a score or a quotation in it, and
    for each that carries evidence, in the order of the texts.
    """
    held: dict[tuple[str, int], list[Mention]] = defaultdict(list)
    for mention in mentions:
        held[mention.article, mention.sentence.start].append(mention)
    quoted = {(e.article, e.start) for f in found for e in f.evidence}
    made = []
    for text in texts:
        for sentence in text.sentences:
            key = (text.id, sentence.start)
            inside = held.get(key, [])
            if key not in quoted and all(isinstance(m.value, Name) for m in inside):
                continue
            speakers = [m.frame.speaker for m in inside if m.frame.speaker] + [
                m.value.speaker for m in inside if isinstance(m.value, Quotation)
            ]
            values = [m.value for m in inside]
            made.append(
                Claim(
                    article=text.id,
                    outlet=text.article.outlet,
                    start=sentence.start,
                    end=sentence.end,
                    text=sentence.text,
                    speaker=next((s for s in speakers if s), None),
                    figures=tuple(v for v in values if isinstance(v, Figure)),
                    dates=tuple(v for v in values if isinstance(v, DateSpan)),
                    names=tuple(v for v in values if isinstance(v, Name)),
                )
            )
    return tuple(made)
