"""Every value of an article as a mention with its frame."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from claimcheck.language.parsing import Parse
from claimcheck.mentions.frames import completed, frame_of
from claimcheck.mentions.names import learn, spans
from claimcheck.mentions.quotations import quotations
from claimcheck.mentions.scene import Scene, make_scene
from claimcheck.mentions.speakers import Heard, Said, attributions
from claimcheck.mentions.tree import Tree
from claimcheck.records.articles import Article, Sentence, Skip
from claimcheck.records.mentions import Mention, Value
from claimcheck.records.values import Quotation
from claimcheck.values import find_values
from claimcheck.values.period import values_of

HEADLINE = -1


def headline(article: Article) -> Sentence | None:
    """The headline as a sentence, if it does not stand in the text.

    Its ``index`` is -1, and its offsets are into ``article.title``.
    """
    title = article.title or ""
    if not title.strip() or title.strip() in article.text:
        return None
    return Sentence(
        article=article.id, index=HEADLINE, paragraph=0, start=0, end=len(title), text=title
    )


def find_mentions(
    article: Article, sentences: Sequence[Sentence], parses: Sequence[Parse]
) -> tuple[tuple[Mention, ...], tuple[Skip, ...]]:
    """All values of ``sentences`` with their frames, in the order of the text.

    Args:
        article: the article.
        sentences: N sentences of it, its ``headline`` among them if that is wanted.
        parses: their N parses, in the same order.
    """
    scenes = _scenes(article, sentences, parses)
    heard = Heard()
    told: list[list[Said]] = []
    at_scene: list[Heard] = []
    for scene, _ in scenes:
        told.append(attributions(scene, heard))
        at_scene.append(replace(heard))
    body = [i for i, (scene, _) in enumerate(scenes) if scene.sentence.index != HEADLINE]
    spoken = quotations(article.text, [scenes[i][0] for i in body], [at_scene[i] for i in body])
    by_scene: dict[int, list[Quotation]] = {}
    for index, quotation in spoken:
        by_scene.setdefault(body[index], []).append(quotation)
    found: list[Mention] = []
    for index, (scene, values) in enumerate(scenes):
        placed = [*values, *scene.names, *by_scene.get(index, [])]
        placed.sort(key=lambda value: (value.start, value.end))
        framed = [(v, frame_of(scene, v, told[index], at_scene[index])) for v in placed]
        for value, frame in completed(framed):
            found.append(
                Mention(
                    article=article.id,
                    outlet=article.outlet,
                    sentence=scene.sentence,
                    value=value,
                    frame=frame,
                )
            )
    skips = [
        Skip(
            stage="mentions",
            item=f"{article.outlet}: {sentence.text[:60]}",
            reason=f"sentence too long to parse: {len(sentence.text) - parse.end} characters unread",
        )
        for sentence, parse in zip(sentences, parses, strict=True)
        if parse.end < len(sentence.text.rstrip())
    ]
    return tuple(found), tuple(skips)


def _scenes(
    article: Article, sentences: Sequence[Sentence], parses: Sequence[Parse]
) -> list[tuple[Scene, Sequence[Value]]]:
    trees = [Tree(parse) for parse in parses]
    rows = [spans(tree, s.text) for tree, s in zip(trees, sentences, strict=True)]
    names = learn(rows, article.text)
    found: list[tuple[Scene, Sequence[Value]]] = []
    for sentence, tree, row in zip(sentences, trees, rows, strict=True):
        source = (article.title or "") if sentence.index == HEADLINE else article.text
        values = (
            find_values(source, article.day, sentence.start, sentence.end)
            if sentence.index == HEADLINE
            else values_of(article, sentence.start, sentence.end)
        )
        taken = [(v.start - sentence.start, v.end - sentence.start) for v in values]
        row = [s for s in row if not any(s.start < b and s.end > a for a, b in taken)]
        found.append((make_scene(sentence, source, tree, row, names, values), values))
    return found
