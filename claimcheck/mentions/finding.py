"""Every value of an article as a mention with its frame."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from claimcheck.language.parsing import Parse
from claimcheck.mentions.frames import completed, frame_of
from claimcheck.mentions.headlines import HEADLINE
from claimcheck.mentions.names import learn, short_names, spans, without_common
from claimcheck.mentions.nought import noughts
from claimcheck.mentions.numbered import names_a_thing
from claimcheck.mentions.quotations import quotations
from claimcheck.mentions.scene import Scene, make_scene
from claimcheck.mentions.speakers import Heard, Said, attributions
from claimcheck.mentions.tree import Tree
from claimcheck.mentions.wholes import with_wholes
from claimcheck.records.articles import Article, Sentence, Skip
from claimcheck.records.mentions import Mention, Value
from claimcheck.records.values import Quotation
from claimcheck.values.period import values_of


def find_mentions(
    article: Article, sentences: Sequence[Sentence], parses: Sequence[Parse]
) -> tuple[tuple[Mention, ...], tuple[Skip, ...]]:
    """All values of ``sentences`` with their frames, in the order of the text.

    Args:
        article: the article.
        sentences: N sentences of it, its ``headline`` among them if that is wanted.
        parses: the N parses of their ``texts_to_parse``, in the same order.

    Returns:
        The mentions, and a skip for each sentence that was not parsed to its end.
    """
    scenes = _scenes(article, sentences, parses)
    heard = Heard()
    told: list[list[Said]] = []
    at_scene: list[Heard] = []
    for scene in scenes:
        told.append(attributions(scene, heard))
        at_scene.append(replace(heard))
    spoken = _spoken(article, scenes, at_scene)
    found: list[Mention] = []
    for index, scene in enumerate(scenes):
        placed = [*scene.values, *scene.names, *spoken.get(index, [])]
        placed.sort(key=_place)
        framed = [(v, frame_of(scene, v, told[index], at_scene[index])) for v in placed]
        for value, frame in completed(framed):
            found.append(
                Mention(
                    article=article.id,
                    outlet=article.outlet,
                    sentence=scene.sentence,
                    value=value,
                    frame=frame,
                    entry=article.entry_at(value.start) if scene.sentence.index >= 0 else None,
                )
            )
    skips = [
        Skip(
            stage="mentions",
            item=f"{article.outlet}: {sentence.text[:60]}",
            reason=f"too long to parse: {len(sentence.text) - parse.end} characters have no frame",
        )
        for sentence, parse in zip(sentences, parses, strict=True)
        if parse.end < len(sentence.text.rstrip())
    ]
    return tuple(found), tuple(skips)


def _place(value: Value) -> tuple[int, int]:
    return value.start, value.end


def _spoken(
    article: Article, scenes: Sequence[Scene], heard: Sequence[Heard]
) -> dict[int, list[Quotation]]:
    """The quotations of the text, by the scene in which they begin."""
    body = [i for i, scene in enumerate(scenes) if scene.sentence.index != HEADLINE]
    made = quotations(article.text, [scenes[i] for i in body], [heard[i] for i in body])
    found: dict[int, list[Quotation]] = {}
    for index, quotation in made:
        found.setdefault(body[index], []).append(quotation)
    return found


def _scenes(
    article: Article, sentences: Sequence[Sentence], parses: Sequence[Parse]
) -> list[Scene]:
    trees = [Tree(parse) for parse in parses]
    rows = [spans(tree, s.text) for tree, s in zip(trees, sentences, strict=True)]
    known = short_names(rows)
    rows = [
        spans(tree, s.text, known) if any(t.text in known for t in tree.tokens) else row
        for tree, s, row in zip(trees, sentences, rows, strict=True)
    ]
    rows = without_common(rows, trees)
    names = learn(rows, article.text)
    found: list[Scene] = []
    for sentence, tree, row in zip(sentences, trees, rows, strict=True):
        # A headline is read as a text of its own: its offsets are into the title.
        held = replace(article, text=article.title or "") if sentence.index < 0 else article
        read = values_of(held, sentence.start, sentence.end)
        counted = [v for v in read if not names_a_thing(tree, v, sentence.start)]
        noughted = noughts(tree, sentence.text, sentence.start)
        whole = with_wholes(tree, [*counted, *noughted], sentence.text, sentence.start)
        values = tuple(sorted(whole, key=_place))
        found.append(make_scene(sentence, tree, row, names, values))
    return found
