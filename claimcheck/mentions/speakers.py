"""Who says what: the sources of a sentence's clauses."""

from __future__ import annotations

from dataclasses import dataclass

from claimcheck.language.parsing import Token
from claimcheck.mentions.rows import lemmas
from claimcheck.mentions.scene import Scene
from claimcheck.records.values import DateSpan

_HE = frozenset("he she i we him her".split())
_THEY = frozenset("it they them".split())
_MOST_WORDS = 4


@dataclass(slots=True)
class Heard:
    """Who was named last, for pronouns: a person, and a source of any kind."""

    person: str | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """An attribution: the verb (or "according"), who says it, when, and the words it covers."""

    verb: int
    speaker: str
    said_on: DateSpan | None
    content: frozenset[int]


def attributions(scene: Scene, heard: Heard) -> list[Said]:
    """The attributions of a sentence, outermost first; ``heard`` is brought up to date."""
    tree = scene.tree
    found = []
    for index, token in enumerate(tree.tokens):
        if token.lemma in lemmas("saying", "verbs") and token.pos == "VERB":
            made = _by_verb(scene, index, heard)
        elif token.lemma in lemmas("saying", "according"):
            made = _according(scene, index, heard)
        else:
            continue
        if made is not None:
            found.append(made)
            heard.source = made.speaker
    _hear(scene, heard)
    return found


def _hear(scene: Scene, heard: Heard) -> None:
    """The last person that is the subject of a clause, or the only one named, is "he" next."""
    people = {k.canonical for k in scene.named.values() if k.kind == "person"}
    subjects = [
        known.canonical
        for index, known in sorted(scene.named.items())
        if known.kind in ("person", "name") and scene.tree[index].dep in ("nsubj", "nsubjpass")
    ]
    if subjects:
        heard.person = subjects[-1]
    elif len(people) == 1:
        heard.person = min(people)


def _by_verb(scene: Scene, verb: int, heard: Heard) -> Said | None:
    tree = scene.tree
    content = [i for c in tree.children(verb, "ccomp") for i in tree.subtree(c)]
    if not content and tree[verb].lemma in lemmas("saying", "objects"):
        taken = lemmas("saying", "taken")
        objects = [c for c in tree.children(verb, "dobj") if tree[c].lemma not in taken]
        content = [i for c in objects for i in tree.subtree(c)]
    if not content and tree[verb].dep in ("parataxis", "advcl"):
        inside = set(tree.subtree(verb))
        content = [i for i in tree.subtree(tree[verb].head) if i not in inside]
    subject = tree.subject(verb)
    if subject is None or not content:
        return None
    speaker = source_name(scene, subject, heard)
    if speaker is None:
        return None
    return Said(verb, speaker, said_on(scene, verb, set(content)), frozenset(content))


def _according(scene: Scene, index: int, heard: Heard) -> Said | None:
    tree = scene.tree
    governor = tree[tree[index].head]
    if tree[index].lemma in lemmas("saying", "rate") and governor.pos not in ("VERB", "AUX"):
        return None
    held = tree.first(index, "pobj")
    if held is None and (to := tree.first(index, "prep", "pcomp")) is not None:
        held = tree.first(to, "pobj")
    if held is None:
        return None
    speaker = source_name(scene, held, heard)
    inside = set(tree.subtree(index))
    content = [i for i in tree.subtree(tree[index].head) if i not in inside]
    return Said(index, speaker, None, frozenset(content)) if speaker else None


def said_on(scene: Scene, verb: int, content: set[int]) -> DateSpan | None:
    """The day that a verb of saying gives beside what is said."""
    for span in scene.dates:
        covered = scene.covered(span.start, span.end)
        if not covered or set(covered) & content:
            continue
        top = scene.tree.root_of(covered)
        if top is not None and scene.tree.clause_head(top) == verb:
            return span
    return None


def source_name(scene: Scene, index: int, heard: Heard) -> str | None:
    """The canonical name of a source, or the short phrase that names it; None for nobody."""
    tree = scene.tree
    token = tree[index]
    if token.tag in ("WP", "WDT") and tree[token.head].dep == "relcl":
        index = tree[token.head].head
        token = tree[tree[token.head].head]
    if token.pos == "PRON":
        if token.lemma in _HE:
            return heard.person
        return heard.source if token.lemma in _THEY else None
    known = scene.named.get(index)
    name = known.canonical if known else _named_beside(scene, index)
    if name is not None:
        return name
    if token.pos not in ("NOUN", "PROPN", "ADJ", "NUM"):
        return None
    words = [i for i in tree.children(index, "amod", "compound", "nmod", "poss") if i < index]
    phrase = [i for i in words if tree[i].pos != "PRON"][-_MOST_WORDS:]
    return " ".join(_plain(tree[i]) for i in [*phrase, index])


def _plain(token: Token) -> str:
    return token.text if token.pos == "PROPN" or token.text.isupper() else token.text.lower()


def _named_beside(scene: Scene, index: int) -> str | None:
    """The person that a common noun stands beside: "the captain, Ana Ruiz", "captain Ana Ruiz"."""
    for child in scene.tree.children(index, "appos", "compound"):
        known = scene.named.get(child)
        if known is not None and known.kind == "person":
            return known.canonical
    return None


def innermost(said: list[Said], index: int) -> Said | None:
    """The attribution that a word stands in; of several the one that covers least."""
    holding = [s for s in said if index in s.content]
    return min(holding, key=lambda s: (len(s.content), s.verb), default=None)
