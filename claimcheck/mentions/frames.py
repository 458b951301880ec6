"""The frame of a value, read from the parse of its sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from claimcheck.mentions.measured import Measured, counts_people, measure, modifiers, owners
from claimcheck.mentions.phrasing import phrase_of
from claimcheck.mentions.roles import roles
from claimcheck.mentions.rows import lemmas
from claimcheck.mentions.scene import Scene
from claimcheck.mentions.scope import group_of, quantity_of, scope_of
from claimcheck.mentions.speakers import Heard, Said, innermost
from claimcheck.mentions.tree import Tree
from claimcheck.mentions.winning import sides_of
from claimcheck.records.mentions import Frame, Value
from claimcheck.records.values import ClockTime, DateSpan, Figure, Name, Quotation
from claimcheck.values.units import DURATIONS

_CONTENT = frozenset(("NOUN", "VERB", "ADJ", "PROPN", "ADV"))
_MOST_WORDS = 24
# Lengths of time and ages measure one thing each: "three years later", "for two years".
_OF_THEIR_OWN = DURATIONS | {"age"}


def frame_of(scene: Scene, value: Value, said: list[Said], heard: Heard) -> Frame:
    """The frame of a value of a sentence; empty where no word of it was parsed."""
    tree = scene.tree
    covered = scene.covered(value.start, value.end)
    top = tree.root_of(covered)
    if top is None:
        return Frame()
    inside = set(covered)
    if isinstance(value, Quotation):
        return _spoken(scene, value, top, inside)
    got = measure(tree, inside, top, dated=isinstance(value, DateSpan | ClockTime))
    verb = tree.clause_head(got.noun if got.noun is not None else top)
    predicate = got.predicate if got.predicate is not None else _own(tree, verb, inside)
    noun = _noun(tree, value, got, predicate)
    clause = [i for i in tree.clause(tree.clause_head(top)) if i not in inside]
    by = innermost(said, top)
    quantity = quantity_of(tree, value, got, top) if isinstance(value, Figure) else []
    told = roles(tree, value, top, inside, got.noun)
    return Frame(
        measured=noun,
        modifiers=_lemmas(tree, modifiers(tree, got.noun, inside) if got.noun is not None else []),
        of=_of(scene, got.noun if got.noun is not None else top, inside, heard),
        predicate=tree[predicate].lemma
        if predicate is not None and predicate not in inside
        else "",
        subject=_argument(
            scene, tree.subject(predicate) if predicate is not None else None, inside, heard
        ),
        object=_argument(scene, _object(tree, predicate), inside, heard),
        sides=sides_of(scene, clause),
        quantity=_lemmas(tree, quantity),
        scope=scope_of(scene, value, quantity) if isinstance(value, Figure) else (),
        group=group_of(tree, value, clause, top) if isinstance(value, Figure) else (),
        place=_places(scene, clause, value),
        names=_names(scene, clause, value),
        period=_period(scene, value, clause),
        speaker=by.speaker if by else None,
        said_on=by.said_on if by else None,
        role=told[0],
        roles=told,
        words=_words(tree, _with_content(tree, clause)),
        phrase=phrase_of(scene, value, got, inside),
    )


def _spoken(scene: Scene, value: Quotation, top: int, inside: set[int]) -> Frame:
    """The frame of direct speech: who says it, and what its own clause names."""
    clause = [i for i in scene.tree.clause(scene.tree.clause_head(top))]
    return Frame(
        place=_places(scene, clause, value),
        names=_names(scene, clause, value),
        speaker=value.speaker,
        said_on=value.said_on,
        phrase=_words_of(value.speaker) if value.speaker else "",
        words=_words(scene.tree, sorted(inside)),
    )


def _words_of(speaker: str) -> str:
    return f"words of {speaker}" if speaker[:1].isupper() else f"words of the {speaker}"


def _own(tree: Tree, verb: int, inside: set[int]) -> int | None:
    return verb if verb not in inside and tree[verb].pos in ("VERB", "AUX", "ADJ") else None


def _noun(tree: Tree, value: Value, got: Measured, predicate: int | None) -> str:
    if isinstance(value, Figure) and value.unit == "age":
        return "age"
    if got.noun is not None:
        return "" if tree[got.noun].pos == "PRON" else tree[got.noun].lemma
    counted = isinstance(value, Figure) and not value.unit and got.bare
    return "person" if counted and counts_people(tree, predicate) is not None else ""


def _object(tree: Tree, predicate: int | None) -> int | None:
    """The object of a verb, else the head of what it says or plans."""
    if predicate is None:
        return None
    held = tree.first(predicate, "dobj")
    return held if held is not None else tree.first(predicate, "ccomp", "xcomp", "acomp", "oprd")


def _with_content(tree: Tree, clause: list[int]) -> list[int]:
    """A clause of saying together with the clause that it says."""
    found = set(clause)
    for verb in clause:
        if tree[verb].lemma in lemmas("saying", "verbs"):
            for child in tree.children(verb, "ccomp"):
                found.update(tree.clause(child))
    return sorted(found)


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
    token = scene.tree[index]
    known = scene.named.get(index)
    if known is not None and token.tag != "NNPS":
        return known.canonical.lower()
    if token.pos == "PRON":
        return (_resolved(token.lemma, heard) or "").lower()
    return token.lemma


def _places(scene: Scene, clause: list[int], value: Value) -> tuple[str, ...]:
    """The places of the clause, else those of the sentence."""
    near, far = _canonical(scene, clause, value, places=True)
    return tuple(dict.fromkeys(near or far))


def _names(scene: Scene, clause: list[int], value: Value) -> tuple[str, ...]:
    """The other names of the sentence, those of the clause first."""
    near, far = _canonical(scene, clause, value, places=False)
    return tuple(dict.fromkeys([*near, *far]))


def _canonical(
    scene: Scene, clause: list[int], value: Value, *, places: bool
) -> tuple[list[str], list[str]]:
    """The canonical names inside and outside of a clause, without the value itself."""
    held = set(clause)
    near: list[str] = []
    far: list[str] = []
    for index, known in scene.named.items():
        if (known.kind == "place") == places and not _is_value(scene, known.span.start, value):
            (near if index in held else far).append(known.canonical)
    return near, far


def _is_value(scene: Scene, start: int, value: Value) -> bool:
    return isinstance(value, Name) and scene.sentence.start + start == value.start


def _period(scene: Scene, value: Value, clause: list[int]) -> DateSpan | None:
    held = set(clause)
    for span in scene.dates:
        if span is not value and set(scene.covered(span.start, span.end)) & held:
            return span
    return None


def _words(tree: Tree, clause: list[int]) -> tuple[str, ...]:
    found = [tree[i].lemma for i in clause if tree[i].pos in _CONTENT]
    kept = [w for w in found if w not in lemmas("frames", "empty") and any(c.isalpha() for c in w)]
    return tuple(dict.fromkeys(kept))[:_MOST_WORDS]


def completed(framed: Sequence[tuple[Value, Frame]]) -> list[tuple[Value, Frame]]:
    """The frames of a sentence; a figure that names no noun has that of the nearest of its unit.

    "up from 15 percent", "24 for the others": what is measured stands beside another figure.
    """
    found: list[tuple[Value, Frame]] = []
    sources = [(v, f) for v, f in framed if isinstance(v, Figure) and f.measured]
    for value, frame in framed:
        if isinstance(value, Figure) and not frame.measured and value.unit not in _OF_THEIR_OWN:
            near = [(v, f) for v, f in sources if v.unit == value.unit]
            if near:
                _, like = min(near, key=lambda s: (abs(s[0].start - value.start), s[0].start))
                frame = replace(
                    frame,
                    measured=like.measured,
                    modifiers=like.modifiers,
                    of=frame.of or like.of,
                    phrase=like.phrase,
                )
        found.append((value, frame))
    return found
