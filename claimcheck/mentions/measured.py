"""What is counted, measured or dated by a value: the noun that a parse gives it."""

from __future__ import annotations

from dataclasses import dataclass

from claimcheck.language.parsing import Token
from claimcheck.language.tables import table
from claimcheck.mentions.rows import lemmas
from claimcheck.mentions.tree import Tree

_BEFORE = frozenset("nummod quantmod compound amod nmod poss npadvmod det advmod".split())
_NOUNS = frozenset(("NOUN", "PROPN", "PRON"))
_VERBS = frozenset(("VERB", "AUX"))
_MODIFIERS = ("amod", "compound", "nmod", "poss", "npadvmod")
_WITHOUT = table("counts").table("none").words("without")
# Between a value and its noun stand at most some prepositions and a noun that stands for another.
_MOST_STEPS = 6


@dataclass(frozen=True, slots=True)
class Measured:
    """Token indices of the measured noun and of what is said of it, None where there is none.

    ``bare`` says that the value stands where a noun would: "19 were killed", "up from 12".
    """

    noun: int | None
    predicate: int | None
    bare: bool = False


def measure(tree: Tree, value: set[int], top: int, *, dated: bool) -> Measured:
    """The noun that a value counts, measures or dates, and the word that is said of it.

    Args:
        tree: the sentence.
        value: the words of the value.
        top: the one of them that the others hang on.
        dated: the value is a date, which dates happenings and no persons.
    """
    if tree[top].pos == "VERB":
        return _of_multiple(tree, top)
    if tree[top].lemma in _WITHOUT and (held := tree.first(top, "pobj")) is not None:
        return Measured(held, _predicate(tree, held))
    at = top
    for _ in range(_MOST_STEPS):
        token = tree[at]
        if token.head == at:
            break
        head = _governor(tree, at)
        above = tree[head]
        if head in value or above.lemma in lemmas("frames", "times"):
            at = head
        elif above.pos in _VERBS:
            return Measured(None, head, bare=True) if dated else _of_verb(tree, head, at)
        elif above.pos in _NOUNS and _measures(tree, at, head, dated=dated):
            meant = _beneath(tree, head, value)
            return Measured(meant, _predicate(tree, meant))
        elif above.pos == "ADJ" and token.dep == "npadvmod":
            if above.lemma in lemmas("frames", "links"):
                return Measured(tree.subject(tree[head].head), _predicate(tree, head))
            return Measured(head, _predicate(tree, head))
        else:
            at = head
    noun = _partitive(tree, top)
    start = noun if noun is not None else at
    return Measured(noun, _predicate(tree, start), bare=noun is None)


def _governor(tree: Tree, at: int) -> int:
    """What a word hangs on, prepositions passed over."""
    head = tree[at].head
    if tree[at].dep == "pobj" and tree[head].pos in ("ADP", "SCONJ", "PART"):
        return tree[head].head
    return head


def _measures(tree: Tree, at: int, noun: int, *, dated: bool) -> bool:
    """Whether what hangs on a noun can be its measure or its date."""
    token, above = tree[at], tree[noun]
    if token.dep in ("appos", "conj", "ROOT", "parataxis", "dep"):
        return False
    if token.dep not in _BEFORE and token.dep not in ("pobj", "prep", "relcl", "acl"):
        return False
    person = above.pos == "PRON" or above.ent in ("PERSON", "GPE", "ORG")
    return not (dated and person and token.dep != "poss")


def _beneath(tree: Tree, noun: int, value: set[int]) -> int:
    """What a noun stands for: "a total of 12 flights", "$5 worth of gold"."""
    held = _partitive(tree, noun)
    if tree[noun].lemma in lemmas("frames", "transparent") and held is not None:
        return noun if held in value else held
    return noun


def _partitive(tree: Tree, top: int) -> int | None:
    """ "19 of the miners": what a number that stands as a noun is a part of."""
    for prep in tree.children(top, "prep"):
        held = tree.first(prep, "pobj") if tree[prep].lemma == "of" else None
        if held is not None and tree[held].pos in _NOUNS:
            return held
    return None


def _of_verb(tree: Tree, verb: int, at: int) -> Measured:
    """What a value measures that hangs on a verb: the subject's or the object's noun, or none."""
    token = tree[at]
    noun = _partitive(tree, at)
    if noun is not None or token.dep in ("nsubj", "nsubjpass"):
        return Measured(noun, verb, bare=noun is None)
    lemma, held = tree[verb].lemma, tree.first(verb, "dobj")
    moves = lemmas("roles", "moves") | lemmas("roles", "sheds")
    changes = lemma in moves | lemmas("roles", "moved")
    by = tree[token.head].lemma if token.dep == "pobj" else ""
    if token.dep == "pobj" and by not in ("to", "by", "from", "at", "of"):
        return Measured(None, verb, bare=True)
    if held is not None and held != at and (changes or by == "at"):
        return Measured(held, verb)
    if lemma in lemmas("frames", "links") | moves or (changes and by):
        return Measured(tree.subject(verb), verb)
    return Measured(None, verb, bare=True)


def _of_multiple(tree: Tree, verb: int) -> Measured:
    """What a value multiplies that is a verb: "halved its dividend", "profit doubled"."""
    held = tree.first(verb, "dobj")
    return Measured(held if held is not None else tree.subject(verb), verb)


def _predicate(tree: Tree, noun: int) -> int | None:
    """The participle, verb or adjective that says what becomes of a noun."""
    for child in tree.children(noun, "acl"):
        if tree[child].tag in ("VBN", "VBG"):
            return child
    at = noun
    for at in tree.ancestors(noun):
        if tree[at].pos in _VERBS:
            return at
    relative = tree.first(noun, "relcl")
    if relative is not None:
        return relative
    return at if at != noun and tree[at].pos == "ADJ" else None


def modifiers(tree: Tree, noun: int, value: set[int]) -> list[int]:
    """The words that narrow a noun, without numbers: adjectives, nouns and relative clauses."""
    found = []
    for child in tree.children(noun):
        token = tree[child]
        if child in value:
            continue
        if token.dep in _MODIFIERS and _narrows(token):
            found.append(child)
            found.extend(
                i for i in tree.children(child, *_MODIFIERS) if i not in value and _narrows(tree[i])
            )
        elif token.dep in ("relcl", "acl") and token.pos == "VERB":
            found.append(child)
    return sorted(found)


def _narrows(token: Token) -> bool:
    return token.pos in ("ADJ", "NOUN", "PROPN", "VERB") and token.text[:1].isalpha()


def owners(tree: Tree, noun: int, value: set[int]) -> list[int]:
    """Of what or whom a noun is: possessives and the objects of its prepositions."""
    found = []
    for child in tree.children(noun):
        token = tree[child]
        if token.dep == "poss":
            found.append(child)
        elif token.dep == "prep" and token.lemma in lemmas("frames", "of"):
            for held in tree.children(child, "pobj"):
                found += [held, *tree.children(held, "conj")]
                below = tree.children(held, "amod", "compound", "poss", "nmod")
                found.extend(i for i in below if _narrows(tree[i]))
    return sorted(i for i in found if i not in value)


def counts_people(tree: Tree, predicate: int | None) -> int | None:
    """What is said where people are counted and nothing is named: "19 were killed"."""
    if predicate is None:
        return None
    said = [predicate, *tree.children(predicate, "acomp", "attr", "oprd", "ccomp")]
    return next((i for i in said if tree[i].lemma in lemmas("frames", "people")), None)
