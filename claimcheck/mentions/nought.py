"""None as a count: "nobody was hurt", "no injuries", "without loss of life" are 0 people.

Most negation counts nothing ("no comment", "nobody knows"). What is read as a count is nobody to
whom something happened, and no noun that tells such a thing by itself.
"""

from __future__ import annotations

from collections.abc import Iterator

from claimcheck.language.tables import table
from claimcheck.mentions.rows import lemmas
from claimcheck.mentions.tree import Tree
from claimcheck.records.values import Figure

_PASSIVE = ("nsubjpass", "dobj")


def noughts(tree: Tree, text: str, start: int) -> list[Figure]:
    """The counts of none in a sentence.

    Args:
        tree: its words.
        text: the sentence as it is written.
        start: where it begins in the article's text, into which the figures' offsets are.
    """
    found = []
    for first, last in _spans(tree):
        begin, end = tree[first].start, tree[last].end
        found.append(
            Figure(text=text[begin:end], start=start + begin, end=start + end, low=0, high=0)
        )
    return found


def _spans(tree: Tree) -> Iterator[tuple[int, int]]:
    """The first and the last word of each count of none."""
    words = table("counts").table("none")
    for index, token in enumerate(tree.tokens):
        if token.lemma in words.words("nobody") and _suffers(tree, index):
            yield index, index
        elif token.lemma in words.words("no") and token.dep in ("det", "nummod"):
            noun = token.head
            if noun < index or _is_added(tree, index, noun):
                continue
            if tree[noun].lemma == "one":
                if _suffers(tree, noun):
                    yield index, noun
            elif _tells(tree, noun) or (tree[noun].pos == "NOUN" and _suffers(tree, noun)):
                yield index, index
        elif token.lemma in words.words("without") and token.pos == "ADP":
            held = tree.first(index, "pobj")
            if held is not None and _tells(tree, held) and not _is_added(tree, index, held):
                yield index, index


def _is_added(tree: Tree, no: int, noun: int) -> bool:
    """Whether there may be some after all: "no further injuries", "no serious injuries"."""
    between = tree.tokens[no + 1 : noun]
    some = lemmas("roles", "addition") | table("counts").table("none").words("some")
    return any(token.lemma in some or token.pos == "NUM" for token in between)


def _tells(tree: Tree, noun: int) -> bool:
    """Whether a noun tells by itself what happened to people: "injuries", "loss of life"."""
    words = table("counts").table("none")
    if tree[noun].lemma in words.words("nouns"):
        return not _is_supposed(tree, tree[noun].head)
    of = [tree[i].lemma for p in tree.children(noun, "prep") for i in tree.children(p, "pobj")]
    return tree[noun].lemma in words.words("losses") and bool(set(of) & words.words("lives"))


def _suffers(tree: Tree, index: int) -> bool:
    """Whether something happened to whom a word names: killed, hurt, arrested, or died."""
    words = table("counts").table("none")
    token = tree[index]
    verb = token.head
    told_of_all = tree[verb].pos == "VERB" and tree[verb].tag in ("VBZ", "VBP")
    if told_of_all or _is_supposed(tree, verb):
        return False
    if token.dep in _PASSIVE:
        return tree[verb].lemma in words.words("suffered")
    if token.dep != "nsubj" or tree.children(verb, "dobj"):
        return False
    told = [verb, *tree.children(verb, "acomp", "attr")] if tree[verb].lemma == "be" else [verb]
    befell = words.words("befell")
    return any(tree[i].lemma in befell or tree[i].text.lower() in befell for i in told)


def _is_supposed(tree: Tree, verb: int) -> bool:
    """ "Nobody would survive", "no one was seriously hurt": of what was, little is told."""
    beside = {tree[i].lemma for i in tree.children(verb, "aux", "advmod")}
    not_so = lemmas("roles", "plan_aux") | lemmas("roles", "hypothetical_aux")
    return bool(beside & (not_so | table("counts").table("none").words("some")))
