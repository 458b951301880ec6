"""Who came out on top and who did not, in a clause that tells the result of a game or a vote."""

from __future__ import annotations

from collections.abc import Iterable

from claimcheck.language import table
from claimcheck.mentions.scene import Scene

# What may be tagged so and still be the name of a side, if it has a capital: "Denning leads".
_NAMED = frozenset(("PROPN", "NOUN", "VERB", "ADJ"))
_SIDES = table("relations").table("sides")
_WINS, _LOSES = _SIDES.words("wins"), _SIDES.words("loses")


def sides_of(scene: Scene, clause: list[int]) -> tuple[str, str]:
    """Winner and loser of a clause, "" for one that it does not name or that nothing tells.

    English puts the doer before the verb and the other side behind it, and a parse that takes a
    name for something else ("Denning leads Marlow by 46 percent") leaves the order as it is.
    """
    tree = scene.tree
    clause = _with_governor(scene, clause)
    verb = _verb(scene, [i for i in clause if tree[i].lemma in _WINS | _LOSES and i > 0])
    if verb is None:
        return "", ""
    before, behind = _subject(scene, verb, clause), _object(scene, verb, clause)
    passive = any(tree[i].dep == "auxpass" for i in tree.children(verb))
    turned = passive != (tree[verb].lemma in _LOSES)
    return (behind, before) if turned else (before, behind)


def _verb(scene: Scene, found: list[int]) -> int | None:
    """The verb, or what is left of one: "is ahead", and a verb between two names that was taken
    for a noun; "top seed" and "the lead" are none.
    """
    tree = scene.tree
    verbs = [i for i in found if tree[i].pos in ("VERB", "AUX")]
    capitals = [tree[i - 1].text[:1] + tree[i + 1].text[:1] for i in found if i + 1 < len(tree)]
    between = [i for i, both in zip(found, capitals, strict=False) if both.isupper()]
    ahead = [i for i in found if tree[i].pos in ("ADV", "ADP")]
    return next(iter((*verbs, *between, *ahead)), None)


def _with_governor(scene: Scene, clause: list[int]) -> list[int]:
    """The clause, with that above it where a name was taken for its verb."""
    tree, found = scene.tree, set(clause)
    for index in clause:
        if tree[index].pos == "VERB" and tree[index].text[:1].isupper() and index > 0:
            found.update(tree.clause(tree.clause_head(tree[index].head)))
    return sorted(found)


def _subject(scene: Scene, verb: int, clause: list[int]) -> str:
    held = scene.tree.subject(verb)
    return _told(scene, held, (i for i in reversed(clause) if i < verb))


def _object(scene: Scene, verb: int, clause: list[int]) -> str:
    held = scene.tree.first(verb, "dobj")
    return _told(scene, held, (i for i in clause if i > verb))


def _told(scene: Scene, held: int | None, near: Iterable[int]) -> str:
    """The name of an argument, else the nearest name on its side of the verb, else its lemma."""
    tree = scene.tree
    order = [i for i in (held, *near) if i is not None and i not in scene.taken]
    for index in order:
        known = scene.named.get(index)
        if known is not None:
            return known.canonical.casefold()
        if tree[index].text[:1].isupper() and tree[index].pos in _NAMED:
            return tree[index].text.casefold()
    return tree[held].lemma if held is not None and tree[held].pos in _NAMED else ""
