"""The frame of a value, read from the parse of its sentence."""

from __future__ import annotations

from claimcheck.mentions.measured import Measured, measure, modifiers, owners
from claimcheck.mentions.roles import roles
from claimcheck.mentions.scene import Scene
from claimcheck.mentions.speakers import Heard, Said, innermost
from claimcheck.mentions.tables import table
from claimcheck.mentions.tree import Tree
from claimcheck.mentions.values import TextValue
from claimcheck.records.mentions import Frame
from claimcheck.records.values import DateSpan, Figure, Name, Quotation

_CONTENT = frozenset(("NOUN", "VERB", "ADJ", "PROPN", "ADV"))
_MOST_WORDS = 24


def frame_of(scene: Scene, value: TextValue, said: list[Said], heard: Heard) -> Frame:
    """The frame of a value of a sentence; empty where no word of it was parsed."""
    tree = scene.tree
    covered = scene.covered(value.start, value.end)
    top = tree.root_of(covered)
    if top is None:
        return Frame()
    inside = set(covered)
    got = _measured(tree, value, inside, top)
    verb = tree.clause_head(got.noun if got.noun is not None else top)
    predicate = got.predicate if got.predicate is not None else _own(tree, verb, inside)
    subject = tree.subject(predicate) if predicate is not None else None
    holds = tree.first(predicate, "dobj") if predicate is not None else None
    clause = [i for i in tree.clause(tree.clause_head(top)) if i not in inside]
    by = innermost(said, top)
    quoted = isinstance(value, Quotation)
    if isinstance(value, Quotation):
        speaker, day = value.speaker, value.said_on
    else:
        speaker, day = (by.speaker, by.said_on) if by else (None, None)
    return Frame(
        measured=_noun(tree, value, got, inside),
        modifiers=_lemmas(tree, modifiers(tree, got.noun, inside) if got.noun is not None else []),
        of=_of(scene, got.noun if got.noun is not None else top, inside, heard),
        predicate=tree[predicate].lemma if predicate is not None else "",
        subject=_argument(scene, subject, inside, heard),
        object=_argument(scene, holds, inside, heard),
        place=_places(scene, clause, value),
        names=_names(scene, clause, value),
        period=_period(scene, value, clause),
        speaker=speaker,
        said_on=day,
        role="level" if quoted else roles(tree, value, top, inside, got.noun)[0],
        words=_words(tree, clause),
    )


def _measured(tree: Tree, value: TextValue, inside: set[int], top: int) -> Measured:
    return measure(tree, inside, top)


def _own(tree: Tree, verb: int, inside: set[int]) -> int | None:
    return verb if verb not in inside and tree[verb].pos in ("VERB", "AUX", "ADJ") else None


def _noun(tree: Tree, value: TextValue, got: Measured, inside: set[int]) -> str:
    if isinstance(value, Figure) and value.noun == "age":
        return "age"
    if got.noun is not None and got.noun not in inside:
        return tree[got.noun].lemma
    return value.noun if isinstance(value, Figure) else ""


def _lemmas(tree: Tree, indices: list[int]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(tree[i].lemma for i in indices))


def _of(scene: Scene, noun: int, inside: set[int], heard: Heard) -> tuple[str, ...]:
    found = []
    for index in owners(scene.tree, noun, inside):
        known = scene.named.get(index)
        if known is not None:
            found.append(known.canonical.lower())
        elif scene.tree[index].pos == "PRON":
            found.append((_resolved(scene.tree[index].lemma, heard) or "").lower())
        else:
            found.append(scene.tree[index].lemma)
    return tuple(dict.fromkeys(word for word in found if word))


def _resolved(pronoun: str, heard: Heard) -> str | None:
    return heard.person if pronoun in ("he", "she", "his", "her", "him") else None


def _argument(scene: Scene, index: int | None, inside: set[int], heard: Heard) -> str:
    if index is None or index in inside:
        return ""
    known = scene.named.get(index)
    if known is not None:
        return known.canonical.lower()
    token = scene.tree[index]
    if token.pos == "PRON":
        return (_resolved(token.lemma, heard) or "").lower()
    return token.lemma


def _places(scene: Scene, clause: list[int], value: TextValue) -> tuple[str, ...]:
    held = set(clause)
    near, far = [], []
    for index, known in scene.named.items():
        if known.kind == "place" and not _is_value(scene, known.span.start, value):
            (near if index in held else far).append(known.canonical)
    return tuple(dict.fromkeys(near or far))


def _names(scene: Scene, clause: list[int], value: TextValue) -> tuple[str, ...]:
    held = set(clause)
    near, far = [], []
    for index, known in scene.named.items():
        if known.kind != "place" and not _is_value(scene, known.span.start, value):
            (near if index in held else far).append(known.canonical)
    return tuple(dict.fromkeys([*near, *far]))


def _is_value(scene: Scene, start: int, value: TextValue) -> bool:
    return isinstance(value, Name) and scene.sentence.start + start == value.start


def _period(scene: Scene, value: TextValue, clause: list[int]) -> DateSpan | None:
    held = set(clause)
    for span in scene.dates:
        if span is not value and set(scene.covered(span.start, span.end)) & held:
            return span
    return None


def _words(tree: Tree, clause: list[int]) -> tuple[str, ...]:
    found = [tree[i].lemma for i in clause if tree[i].pos in _CONTENT]
    kept = [w for w in found if w not in table("frames")["empty"] and any(c.isalpha() for c in w)]
    return tuple(dict.fromkeys(kept))[:_MOST_WORDS]
