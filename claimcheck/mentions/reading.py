"""The articles of a bundle into texts and mentions: segmented, parsed, every value found."""

from __future__ import annotations

from collections.abc import Iterable

from claimcheck.language.parsing import Parser
from claimcheck.language.text import Text
from claimcheck.mentions.finding import find_mentions
from claimcheck.mentions.headlines import texts_to_parse
from claimcheck.records import Member, Mention, Skip
from claimcheck.segmenting import segment


def read_texts(
    members: Iterable[Member], parser: Parser
) -> tuple[tuple[Text, ...], tuple[Mention, ...], tuple[Skip, ...]]:
    """Read each member's article.

    Returns:
        A text for each member, in their order; all mentions, in the order of the texts; and what
        was left out of them.
    """
    texts: list[Text] = []
    mentions: list[Mention] = []
    skips: list[Skip] = []
    for member in members:
        sentences = segment(member.article)
        parses = parser.parse(texts_to_parse(member.article, sentences))
        text = Text(
            article=member.article, origin=member.origin, sentences=sentences, parses=parses
        )
        found, left_out = find_mentions(member.article, sentences, parses)
        texts.append(text)
        mentions += found
        skips += left_out
    return tuple(texts), tuple(mentions), tuple(skips)
