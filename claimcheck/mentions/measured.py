"""What is counted, measured or dated by a value: the noun that a parse gives it."""

from __future__ import annotations

from dataclasses import dataclass

from claimcheck.mentions.tables import table
from claimcheck.mentions.tree import Tree

_BEFORE = frozenset("nummod quantmod compound amod nmod poss npadvmod det advmod".split())
_NOUNS = frozenset(("NOUN", "PROPN", "PRON"))
_MODIFIERS = ("amod", "compound", "nmod", "poss", "npadvmod")
_MOST = 6


@dataclass(frozen=True, slots=True)
class Measured:
    """Token indices: the noun (None where there is none) and the verb or adjective it hangs on."""

    noun: int | None
    predicate: int | None


def measure(tree: Tree, value: set[int], top: int) -> Measured:
    """The noun that a value counts or measures and the word that is said of it."""
    at = top
    noun: int | None = None
    for _ in range(_MOST):
        token = tree[at]
        head = token.head
        if head == at:
            break
        above = tree[head]
        if token.dep in _BEFORE and above.pos in _NOUNS and head not in value:
            noun = head
            break
        if token.dep in _BEFORE and above.pos in ("ADJ", "ADV", "NUM", "SYM", "DET"):
            if above.pos == "ADJ" and token.dep == "npadvmod":
                return Measured(head, _predicate(tree, head))
            at = head
            continue
        if token.dep == "pobj" and above.dep in ("prep", "dative", "agent"):
            governor = above.head
            if tree[governor].pos in _NOUNS and governor not in value:
                noun = governor
                break
            if tree[governor].pos in ("VERB", "AUX"):
                return _of_verb(tree, governor, at, above.lemma)
            if tree[governor].pos in ("ADV", "ADP", "ADJ", "NUM", "SYM"):
                at = governor
                continue
            break
        if above.pos in ("VERB", "AUX"):
            return _of_verb(tree, head, at, "")
        if token.dep in ("appos", "conj", "attr", "ROOT"):
            at = head
            continue
        at = head
    partitive = _partitive(tree, top)
    if noun is None:
        noun = partitive
    start = noun if noun is not None else at
    return Measured(noun, _predicate(tree, start))


def _partitive(tree: Tree, top: int) -> int | None:
    """ "19 of the miners": what a number that stands as a noun is a part of."""
    for prep in tree.children(top, "prep"):
        if tree[prep].lemma == "of" and (held := tree.first(prep, "pobj")) is not None:
            if tree[held].pos in _NOUNS:
                return held
    return None


def _of_verb(tree: Tree, verb: int, at: int, preposition: str) -> Measured:
    """What a value measures that hangs on a verb: the subject's or the object's noun, or none."""
    dep = tree[at].dep
    lemma = tree[verb].lemma
    partitive = _partitive(tree, at)
    changes = lemma in table("roles")["change"]
    if dep in ("nsubj", "nsubjpass", "agent"):
        return Measured(partitive, verb)
    links = lemma in table("frames")["links"]
    if preposition in ("to", "by", "from", "at", "of") or dep in ("npadvmod", "dobj", "attr", "advmod", "prep", "acomp"):
        held = tree.first(verb, "dobj")
        if changes and held is not None and held != at:
            return Measured(held, verb)
        if changes or links:
            return Measured(tree.subject(verb) if partitive is None else partitive, verb)
    return Measured(partitive, verb)


def _predicate(tree: Tree, noun: int) -> int | None:
    """The verb, participle or adjective that says what becomes of a noun."""
    for child in tree.children(noun, "acl", "relcl"):
        if tree[child].pos in ("VERB", "AUX"):
            return child
    at = noun
    for at in tree.ancestors(noun):
        if tree[at].pos in ("VERB", "AUX"):
            return at
    return at if at != noun and tree[at].pos == "ADJ" else None


def modifiers(tree: Tree, noun: int, value: set[int]) -> list[int]:
    """The words that narrow a noun, without numbers."""
    found = []
    for child in tree.children(noun, *_MODIFIERS):
        if child not in value and tree[child].pos in ("ADJ", "NOUN", "PROPN", "VERB"):
            found.append(child)
            found.extend(
                i for i in tree.children(child, *_MODIFIERS)
                if i not in value and tree[i].pos in ("ADJ", "NOUN", "PROPN")
            )
    return sorted(found)


def owners(tree: Tree, noun: int, value: set[int]) -> list[int]:
    """Of what or whom a noun is: possessives and the objects of its prepositions."""
    found = []
    for child in tree.children(noun):
        token = tree[child]
        if token.dep == "poss":
            found.append(child)
        elif token.dep == "prep" and token.lemma in table("frames")["of"]:
            for held in tree.children(child, "pobj"):
                found.append(held)
                found.extend(tree.children(held, "conj"))
                found.extend(
                    i for i in tree.children(held, "amod", "compound", "poss", "nmod")
                    if tree[i].pos in ("PROPN", "ADJ", "NOUN")
                )
    return sorted(i for i in found if i not in value)
