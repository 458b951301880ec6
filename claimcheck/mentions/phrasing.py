"""What a value is the value of, in words of its own sentence: "people killed in the blast".

A phrase is put together from the measured noun with what narrows it, the participle or the clause
that it hangs on and one preposition; it is short, and every word of it stands in the sentence but
the first of some patterns ("day of", "age of", "how long").
"""

from __future__ import annotations

from claimcheck.language.parsing import Token
from claimcheck.mentions.measured import Measured, counts_people
from claimcheck.mentions.rows import lemmas, participle
from claimcheck.mentions.scene import Scene
from claimcheck.mentions.tree import Tree
from claimcheck.records.mentions import Value
from claimcheck.records.values import ClockTime, DateSpan, Figure, Name, Score

MOST_WORDS = 8
_MOST_OF_NOUN = 4
_NARROWING = frozenset("amod compound nmod poss case npadvmod".split())
_DURATIONS = frozenset("second minute hour day week month year decade".split())
_SPANS = {"week": "week", "month": "month", "quarter": "quarter", "year": "year", "decade": "decade"}


def phrase_of(scene: Scene, value: Value, got: Measured, covered: set[int]) -> str:
    """A noun phrase for what a value is the value of, "" where the parse gives none."""
    writer = _Writer(scene, covered)
    if isinstance(value, DateSpan | ClockTime):
        words = writer.day(_opening(value), got)
    elif isinstance(value, Name):
        words = writer.name(value, got)
    elif isinstance(value, Score):
        words = writer.event("score when", got) or ["score"]
    elif isinstance(value, Figure):
        words = writer.figure(value, got)
    else:
        words = []
    return " ".join(" ".join(words).split()[:MOST_WORDS])


def _opening(value: DateSpan | ClockTime) -> str:
    if isinstance(value, ClockTime):
        return "time"
    return _SPANS.get(value.granularity, "day")


class _Writer:
    """Writes phrases of one value's sentence; ``covered`` are the words of the value."""

    def __init__(self, scene: Scene, covered: set[int]) -> None:
        self._scene = scene
        self._tree: Tree = scene.tree
        self._covered = covered
        # Words of other values tell apart what the phrase is to hold together.
        self._values = {
            index for other in scene.values for index in scene.covered(other.start, other.end)
        } | covered

    def figure(self, value: Figure, got: Measured) -> list[str]:
        """ "tariff on Japanese goods", "people killed in the blast", "how long the trip took"."""
        tree = self._tree
        if value.unit == "age":
            return self._age(got)
        if got.noun is not None and tree[got.noun].pos != "PRON":
            if tree[got.noun].pos == "ADJ":
                return self.event(f"how {self._text(got.noun)}", got, objects=False)
            words = self._noun(got.noun)
            if value.unit in _DURATIONS and tree[got.noun].pos == "NOUN":
                words = ["length", "of", *self._with_article(got.noun, words)]
            counted = not value.unit and tree[got.noun].tag in ("NNS", "NNPS")
            return [*words, *self._said_of(got, counted=counted)]
        if value.unit in _DURATIONS:
            return self.event("how long", got)
        if got.predicate is None:
            return []
        said = counts_people(tree, got.predicate)
        if not value.unit and said is not None:
            return ["people", *self._participle(said), *self._where(got.predicate)]
        return self.event("amount that" if value.unit else "number that", got)

    def day(self, opening: str, got: Measured) -> list[str]:
        """ "day of the vote", "day the talks resumed"."""
        if got.noun is not None and self._tree[got.noun].pos in ("NOUN", "PROPN"):
            return [opening, "of", *self._with_article(got.noun, self._noun(got.noun))]
        return self.event(opening, got)

    def name(self, value: Name, got: Measured) -> list[str]:
        """ "captain", "place of the blast", "who sentenced Smith"."""
        tree = self._tree
        inside = sorted(self._covered)
        for index in inside:
            for child in tree.children(index, "appos", "compound"):
                if child not in self._covered and tree[child].pos == "NOUN":
                    return self._noun(child)
            if tree[index].dep in ("appos", "compound") and tree[tree[index].head].pos == "NOUN":
                if tree[index].head not in self._covered and value.kind != "place":
                    return self._noun(tree[index].head)
        if value.kind == "place":
            if got.noun is not None and tree[got.noun].pos == "NOUN":
                return ["place", "of", *self._with_article(got.noun, self._noun(got.noun))]
            return self.event("where", got)
        if got.predicate is None:
            return []
        if any(tree[i].dep in ("nsubj", "nsubjpass") for i in inside):
            return ["who", *self._verb(got.predicate), *self._objects(got.predicate)]
        return self.event("whom", got)

    def event(self, opening: str, got: Measured, *, objects: bool = True) -> list[str]:
        """The clause that a value hangs on: "day the talks resumed"."""
        verb = got.predicate
        clause = self._clause(verb, objects=objects) if verb is not None else []
        return [opening, *clause] if clause else []

    def _clause(self, verb: int, *, objects: bool = True) -> list[str]:
        subject = self._tree.subject(verb)
        if subject is None or subject in self._covered or self._tree[subject].pos == "PRON":
            return []
        words = self._with_article(subject, self._noun(subject, most=3, behind=False))
        return [*words, *self._verb(verb), *(self._objects(verb) if objects else [])]

    def _verb(self, verb: int) -> list[str]:
        """A verb with its helpers and what governs it: "had quit", "plans to cut"."""
        tree = self._tree
        parts = [verb, *tree.children(verb, "aux", "auxpass", "neg", "prt")]
        if tree[verb].dep == "xcomp" and tree[tree[verb].head].pos in ("VERB", "AUX"):
            head = tree[verb].head
            parts += [head, *tree.children(head, "aux", "auxpass", "neg")]
        else:
            parts = [i for i in parts if tree[i].tag != "TO"]
        return [tree[i].text.lower() for i in sorted(parts)]

    def _objects(self, verb: int) -> list[str]:
        held = self._tree.first(verb, "dobj", "attr", "acomp", "oprd")
        if held is None or held in self._values:
            return []
        return self._with_article(held, self._noun(held, most=2, behind=False))

    def _noun(self, noun: int, most: int = _MOST_OF_NOUN, *, behind: bool = True) -> list[str]:
        """A noun with what stands before it and one short prepositional phrase behind it."""
        tree = self._tree
        before = [
            i
            for i in tree.subtree(noun)
            if i < noun and self._may_stand(i) and tree[i].dep in _NARROWING
        ]
        words = [self._text(i) for i in [*before[-most:], noun]]
        for prep in tree.children(noun, "prep") if behind else ():
            below = tree.subtree(prep)
            short = len(below) <= _MOST_OF_NOUN and prep > noun
            if short and not self._values & set(below):
                return [*words, *(self._text(i) for i in below)]
        return words

    def _may_stand(self, index: int) -> bool:
        token = self._tree[index]
        if index in self._values or token.pos in ("NUM", "PUNCT", "DET", "PRON", "SYM"):
            return False
        return token.text[:1].isalpha() or token.dep == "case"

    def _with_article(self, noun: int, words: list[str]) -> list[str]:
        tree = self._tree
        token = tree[noun]
        bare = token.pos == "PROPN" or token.tag == "NNS" or words[0][:1].isupper()
        has = any(tree[i].lemma in ("the", "a", "an") for i in tree.children(noun, "det"))
        return words if bare and not has else ["the", *words]

    def _said_of(self, got: Measured, *, counted: bool) -> list[str]:
        """What becomes of what is counted, and where: "killed in the blast", "that had quit"."""
        tree, noun, verb = self._tree, got.noun, got.predicate
        if verb is None or noun is None or tree[verb].pos != "VERB":
            return []
        if tree[verb].dep == "acl" or (counted and tree[noun].dep == "nsubjpass"):
            return [*self._participle(verb), *self._where(verb)]
        if counted and tree[noun].dep == "nsubj":
            return ["that", *self._verb(verb)]
        if counted and tree[noun].dep == "dobj":
            made = self._participle(verb)
            if made:
                return [*made, *self._where(verb)]
            clause = self._clause(verb, objects=False)
            return ["that", *clause] if clause else []
        return []

    def _participle(self, verb: int) -> list[str]:
        token = self._tree[verb]
        if token.tag == "VBN" or (token.tag == "VBD" and token.text.endswith("ed")):
            return [token.text.lower()]
        if token.pos == "ADJ":
            return [token.text.lower()]
        return [participle(token.lemma)] if token.lemma in lemmas("frames", "people") else []

    def _where(self, verb: int) -> list[str]:
        tree = self._tree
        for prep in tree.children(verb, "prep", "agent"):
            behind = tree.subtree(prep)
            if tree[prep].lemma in ("in", "at", "by", "from", "on") and len(behind) <= _MOST_OF_NOUN:
                if not set(behind) & self._values:
                    return [self._text(i) for i in behind]
        return []

    def _age(self, got: Measured) -> list[str]:
        scene, tree = self._scene, self._tree
        first = min(self._covered)
        near = [i for i in scene.named if i < first and scene.named[i].kind != "place"]
        if near:
            return ["age", "of", scene.named[max(near)].canonical]
        held = got.noun
        if held is None and got.predicate is not None:
            held = tree.subject(got.predicate)
        if held is None or held in self._covered or tree[held].pos == "PRON":
            return ["age"]
        return ["age", "of", *self._with_article(held, self._noun(held, most=2))]

    def _text(self, index: int) -> str:
        """A word as it stands; one that opens the sentence has its capital from there."""
        token: Token = self._tree[index]
        opens = not any(self._tree[i].text[:1].isalnum() for i in range(index))
        return token.text.lower() if opens and token.pos != "PROPN" else token.text
