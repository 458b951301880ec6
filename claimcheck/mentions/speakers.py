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
# What a closing clause consists of before its verb, and how many words are said before that.
_NOMINAL = frozenset(("DET", "NOUN", "PROPN", "ADJ", "PART"))
_FEWEST = 3


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
            made = _by_verb(scene, index, heard) or _closing(scene, index, heard)
        elif token.lemma in lemmas("saying", "according"):
            made = _according(scene, index, heard)
        elif token.lemma in lemmas("saying", "by") and token.pos == "ADP":
            made = _by_count(scene, index, heard)
        else:
            made = _closing(scene, index, heard)
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
    own = tree.first(verb, "nsubj") is not None
    if not content and own and tree[verb].dep in ("parataxis", "advcl"):
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


def _by_count(scene: Scene, index: int, heard: Heard) -> Said | None:
    """ "By the union's count", "based on police figures": whose count it is says it."""
    tree = scene.tree
    held = tree.first(index, "pobj")
    above = tree[tree[index].head]
    if held is None or tree[held].lemma not in lemmas("saying", "counting"):
        return None
    if above.pos not in ("VERB", "AUX"):
        return None  # "a change in the public's views"
    owner = _owner(scene, held)
    speaker = source_name(scene, owner, heard) if owner is not None else None
    if speaker is None:
        return None
    inside = set(tree.subtree(index))
    told = tree[index].head
    clause = tree.clause_head(above.head if above.tag in ("VBN", "VBG") else told)
    content = [i for i in tree.subtree(clause) if i not in inside]
    return Said(index, speaker, None, frozenset(content))


def _owner(scene: Scene, noun: int) -> int | None:
    """Who has counted or thinks so: no day, no year, and nothing that is counted."""
    tree = scene.tree
    for owner in tree.children(noun, "poss"):
        if tree[owner].ent not in ("DATE", "TIME"):
            return owner
    for owner in tree.children(noun, "compound"):
        known = scene.named.get(owner)
        named = known is not None and known.kind == "organisation"
        if named or tree[owner].lemma in lemmas("saying", "bodies"):
            return owner
    if tree[noun].lemma not in lemmas("saying", "views"):
        return None
    of = (p for p in tree.children(noun, "prep") if tree[p].lemma == "of")
    return next((i for p in of for i in tree.children(p, "pobj")), None)


def _closing(scene: Scene, index: int, heard: Heard) -> Said | None:
    """A closing clause that was taken for a noun: "..., the council estimates." """
    tree = scene.tree
    token = tree[index]
    if token.tag not in ("NNS", "VBZ", "VBP") or token.lemma not in lemmas("saying", "verbs"):
        return None
    if tree.first(index, "nsubj") is not None or any(
        t.pos != "PUNCT" for t in tree.tokens[index + 1 :]
    ):
        return None
    comma = max((i for i in range(index) if tree[i].tag == ","), default=-1)
    between = tree.tokens[comma + 1 : index]
    if comma < _FEWEST or not between or any(t.pos not in _NOMINAL for t in between):
        return None
    speaker = source_name(scene, index - 1, heard)
    return Said(index, speaker, None, frozenset(range(comma))) if speaker else None


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
    if token.lemma in lemmas("saying", "counting") and (owner := _owner(scene, index)) is not None:
        return source_name(scene, owner, heard)
    known = scene.named.get(index)
    name = known.canonical if known else _named_beside(scene, index) or _company(scene, index)
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


def _company(scene: Scene, index: int) -> str | None:
    """The organisation that "the company" is: that of which it says something.

    Of other organisations of a sentence or of the one before half are another one.
    """
    tree = scene.tree
    if tree[index].lemma not in lemmas("saying", "company") or tree[index].tag != "NN":
        return None
    if [tree[i].lemma for i in tree.children(index) if i < index] != ["the"]:
        return None
    subjects = [tree.subject(verb) for verb in tree.children(tree[index].head, "ccomp")]
    found = {
        known.canonical
        for subject in subjects
        if subject is not None
        for i in tree.subtree(subject)
        if tree[i].dep != "appos"
        and (known := scene.named.get(i)) is not None
        and known.kind in ("organisation", "name")
    }
    return found.pop() if len(found) == 1 else None


def innermost(said: list[Said], index: int) -> Said | None:
    """The attribution that a word stands in; of several the one that covers least."""
    holding = [s for s in said if index in s.content]
    return min(holding, key=lambda s: (len(s.content), s.verb), default=None)
