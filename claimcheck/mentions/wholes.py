"""Parts of a number as values that know their whole: "half of the 40", "one of the two", "both"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from claimcheck.language.tables import table
from claimcheck.mentions.tree import Tree, counted_part
from claimcheck.records.mentions import Value
from claimcheck.records.values import Figure

# "Sarvia is one of the four" counts nothing.
_IDENTIFYING = ("attr", "appos", "oprd")


def with_wholes(tree: Tree, values: Sequence[Value], text: str, start: int) -> list[Value]:
    """The values of a sentence, parts of a number with the number; "one", "both", "neither" too.

    Args:
        tree: the words of the sentence.
        values: its values.
        text: the sentence as it is written.
        start: where it begins in the text into which offsets are.
    """
    found = list(values)
    held: dict[int, int] = {}
    for place, value in enumerate(values):
        for index in tree.covering(value.start - start, value.end - start):
            held[index] = place
    for place, value in enumerate(values):
        top = tree.root_of([i for i, at in held.items() if at == place])
        if top is None or not isinstance(value, Figure) or value.unit or value.low != value.high:
            continue
        part = counted_part(tree, top)
        if part is None or value.low < 2:
            continue
        if part in held:
            told = found[held[part]]
            if isinstance(told, Figure) and told.unit in ("", "percent") and told.low < value.low:
                found[held[part]] = replace(told, whole=value.low)
        elif tree[part].lemma == "one" and tree[part].dep not in _IDENTIFYING:
            found.append(_figure(tree, part, text, start, 1, value.low))
    for index, token in enumerate(tree.tokens):
        pairs = table("counts").table("pairs")
        if token.lemma in pairs and index not in held and _is_of_two(tree, index):
            found.append(_figure(tree, index, text, start, pairs.number(token.lemma), 2))
    return found


def _figure(tree: Tree, index: int, text: str, start: int, count: float, whole: float) -> Figure:
    begin, end = tree[index].start, tree[index].end
    return Figure(
        text=text[begin:end],
        start=start + begin,
        end=start + end,
        low=count,
        high=count,
        whole=whole,
    )


def _is_of_two(tree: Tree, index: int) -> bool:
    """ "Both engines", "neither of the engines", and not "both French and German"."""
    token = tree[index]
    noun = token.head
    if token.dep not in ("det", "predet"):
        of = [p for p in tree.children(index, "prep") if tree[p].lemma == "of"]
        noun = next((i for p in of for i in tree.children(p, "pobj")), index)
    idle = table("counts").table("of_two").words("idle")
    joined = tree.children(noun, "cc")
    return noun > index and tree[noun].pos == "NOUN" and not joined and tree[noun].lemma not in idle
