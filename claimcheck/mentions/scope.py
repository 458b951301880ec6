"""What a figure is a value of, and what narrows that: "core" inflation, profit "after tax"."""

from __future__ import annotations

import re
from functools import cache

from claimcheck.language import table
from claimcheck.language.tables import any_of
from claimcheck.mentions.measured import Measured
from claimcheck.mentions.rows import lemmas
from claimcheck.mentions.scene import Scene
from claimcheck.mentions.tree import Tree
from claimcheck.records.values import Figure

_NOUNS = ("NOUN", "PROPN")
_BESIDE = ("amod", "compound", "nmod", "advmod", "punct", "acl", "prep")
# What narrows a noun stands within so many words of it.
_NEAR = 6
_SPELT_OUT = table("scopes").table("spelt_out")
_SPELT, _WHOLE = _SPELT_OUT.words("of"), _SPELT_OUT.words("whole")
_GROUPS = table("scopes").table("groups")
_ANYBODY = table("scopes").table("people").words("anybody")


def quantity_of(tree: Tree, value: Figure, got: Measured, top: int) -> list[int]:
    """The nouns that name what a value is a value of.

    The measured one, what it is said to be ("profit was 3 crowns") and what it is an amount of
    ("income of 3 crowns"); of an age, what the person is beside the name.
    """
    if value.unit == "age":
        return _person(tree, top)
    noun, verb = got.noun, got.predicate
    if noun is None or tree[noun].pos not in _NOUNS:
        return []
    found = [noun]
    above = tree[tree[noun].head]
    if tree[noun].dep == "pobj" and above.lemma == "of" and tree[above.head].pos in _NOUNS:
        found.append(above.head)
    says = verb is not None and tree[verb].lemma in _says_what()
    subject = tree.subject(verb) if says and verb is not None else None
    below = tree[noun].dep in ("attr", "dobj", "pobj", "npadvmod")
    if subject is not None and below and tree[subject].pos == "NOUN":
        found.append(subject)
    return list(dict.fromkeys(found))


def _person(tree: Tree, top: int) -> list[int]:
    """ "the driver, Jon Meyer, 34", "Jon Meyer, 34, a bus driver", "a 34-year-old driver"."""
    name = next((i for i in tree.ancestors(top) if tree[i].pos in _NOUNS and i != top), None)
    if name is None:
        return []
    beside = [name, *tree.children(name, "appos", "compound")]
    beside += [tree[name].head] if tree[name].dep in ("appos", "compound") else []
    return [i for i in beside if tree[i].pos == "NOUN" and tree[i].lemma not in _ANYBODY]


def scope_of(scene: Scene, value: Figure, quantity: list[int]) -> tuple[str, ...]:
    """What narrows a quantity: names of the table's scopes and nouns beside its own."""
    tree, found = scene.tree, set[str]()
    for noun in quantity:
        inside = [noun]
        for child in tree.children(noun, *_BESIDE):
            inside += [i for i in tree.subtree(child) if abs(i - noun) <= _NEAR]
        span = slice(tree[min(inside)].start, tree[max(inside)].end)
        text = scene.sentence.text[span].casefold()
        found.update(name for name, phrases in _scopes() if phrases.search(text))
        if value.unit == "percent" and tree[noun].lemma not in _SPELT:
            beside = [tree[i] for i in tree.children(noun, "compound", "nmod")]
            found.update(t.lemma for t in beside if t.pos == "NOUN" and t.lemma not in _WHOLE)
    return tuple(sorted(found))


def group_of(tree: Tree, value: Figure, clause: list[int], top: int) -> tuple[str, ...]:
    """Of whom a share is told: "among women", "of voters under 30"; () where it is of everybody."""
    found: list[int] = []
    for index in clause if value.unit == "percent" else ():
        fronted = tree[index].lemma == "of" and index < top and tree[tree[index].head].pos == "VERB"
        if fronted or tree[index].lemma in _GROUPS.words("before"):
            for held in tree.children(index, "pobj"):
                found += [held, *tree.children(held, "amod", "compound", "nummod")]
                for prep in tree.children(held, "prep"):
                    found += tree.children(prep, "pobj")
    told = (tree[i].lemma for i in sorted(found))
    return tuple(dict.fromkeys(w for w in told if w not in _GROUPS.words("everybody")))


@cache
def _says_what() -> frozenset[str]:
    """Verbs of whose subject the value is one."""
    moves = lemmas("roles", "moves") | lemmas("roles", "moved") | lemmas("roles", "sheds")
    return lemmas("frames", "links") | moves


@cache
def _scopes() -> tuple[tuple[str, re.Pattern[str]], ...]:
    rows = table("scopes").table("scopes")
    return tuple(
        (name, re.compile(rf"(?<![\w-])(?:{any_of(rows.words(name))})(?![\w-])")) for name in rows
    )
