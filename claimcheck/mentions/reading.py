"""The articles of a bundle into texts and mentions: segmented, parsed, every value found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, groupby, islice
from types import MappingProxyType

from claimcheck.language.parsing import Parser
from claimcheck.language.text import Text
from claimcheck.limits import LIMITS, Limits
from claimcheck.mentions.finding import find_mentions
from claimcheck.mentions.headlines import texts_to_parse
from claimcheck.records import Article, Member, Mention, Skip
from claimcheck.segmenting import segment


def read_texts(
    members: Iterable[Member],
    parser: Parser,
    limits: Limits = LIMITS,
    *,
    without: Mapping[str, frozenset[str]] = MappingProxyType({}),
) -> tuple[tuple[Text, ...], tuple[Mention, ...], tuple[Skip, ...]]:
    """Read each member's article.

    Args:
        members: N articles.
        parser: the parser of English.
        limits: how many mentions are kept.
        without: by article the sentences that are left out, as they are written.

    Returns:
        A text for each member, in their order; all mentions, in the order of the texts; and what
        was left out of them.
    """
    texts: list[Text] = []
    mentions: list[Mention] = []
    skips: list[Skip] = []
    segmented = [
        (member, [s for s in segment(member.article) if s.text not in left])
        for member in members
        for left in [without.get(member.article.id, ())]
    ]
    asked = [texts_to_parse(member.article, sentences) for member, sentences in segmented]
    # All in one call: the parser is the faster the more it is given at once.
    parsed = iter(parser.parse(list(chain.from_iterable(asked))))
    for member, sentences in segmented:
        parses = list(islice(parsed, len(sentences)))
        text = Text(
            article=member.article, origin=member.origin, sentences=sentences, parses=parses
        )
        found, left_out = find_mentions(member.article, sentences, parses)
        kept, cut = _within(found, member.article, limits)
        texts.append(text)
        mentions += kept
        skips += [*left_out, *cut]
    whole, over = _of_bundle(mentions, limits)
    return tuple(texts), whole, (*skips, *over)


def _of_bundle(
    mentions: Sequence[Mention], limits: Limits
) -> tuple[tuple[Mention, ...], tuple[Skip, ...]]:
    """The first mentions of each article: no article is left out because others are long."""
    before: Counter[str] = Counter()
    places: list[tuple[int, int]] = []
    for index, mention in enumerate(mentions):
        places.append((before[mention.article], index))
        before[mention.article] += 1
    first, over = limits.cut(
        "mentions_a_bundle", sorted(places), stage="mentions", item="the bundle"
    )
    return tuple(mentions[index] for index in sorted(index for _, index in first)), over


def _within(
    found: Sequence[Mention], article: Article, limits: Limits
) -> tuple[Sequence[Mention], list[Skip]]:
    """The mentions of one article that the limits let through, and what they cut."""
    kept: list[Mention] = []
    skips: list[Skip] = []
    for _, group in groupby(found, key=lambda m: m.sentence.index):
        inside = list(group)
        item = f"{article.outlet}: {inside[0].sentence.text[:60]}"
        some, cut = limits.cut("mentions_a_sentence", inside, stage="mentions", item=item)
        kept += some
        skips += cut
    item = f"{article.outlet}: {article.title or article.text[:60]}"
    whole, over = limits.cut("mentions_an_article", kept, stage="mentions", item=item)
    return whole, [*skips, *over]
