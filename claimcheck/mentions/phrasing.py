"""What a value is the value of, in words of its own sentence: "people killed in the blast".

A phrase is put together from the measured noun with what narrows it, the participle or the clause
that it hangs on and one preposition; it is short, and every word of it stands in the sentence but
those that open some patterns ("day of", "age of", "how long").
"""

from __future__ import annotations

from collections.abc import Iterable

from claimcheck.language.tables import table
from claimcheck.mentions.measured import Measured, counts_people
from claimcheck.mentions.rows import lemmas, participle
from claimcheck.mentions.scene import Scene
from claimcheck.records.mentions import Value
from claimcheck.records.values import ClockTime, DateSpan, Figure, Name, Score
from claimcheck.values.units import DURATIONS

MOST_WORDS = 8
_MOST_OF_NOUN = 4
_MILLION = 1_000_000  # so many are seldom counted: they are what something else comes to
_NARROWING = frozenset("amod compound nmod poss case npadvmod punct".split())
_SPANS = frozenset("week month quarter half year decade".split())
_DATED = _SPANS | {"time", "period", "season", "day"}
_HANGING = frozenset(
    "a an the and or of in on at by for from with to as that which who whose when where".split()
)


def phrase_of(scene: Scene, value: Value, got: Measured, covered: set[int]) -> str:
    """A noun phrase for what a value is the value of, "" where the parse gives none."""
    writer = _Writer(scene, covered)
    if isinstance(value, DateSpan | ClockTime):
        words = writer.day(_opening(value), got)
    elif isinstance(value, Name):
        words = writer.name(value, got)
    elif isinstance(value, Score):
        words = writer.score(got)
    elif isinstance(value, Figure):
        words = writer.figure(value, got)
    else:
        words = []
    return _ended(" ".join(words).split()[:MOST_WORDS])


def _ended(words: list[str]) -> str:
    """The words up to the last one that a phrase may end with: none is left hanging."""
    while words and words[-1].casefold() in _HANGING:
        words.pop()
    return " ".join(words).rstrip(",;:")


def _opening(value: DateSpan | ClockTime) -> str:
    if isinstance(value, ClockTime):
        return "time"
    if value.granularity == "range":
        return "period"
    if value.granularity == "quarter" and "quarter" not in value.text.casefold():
        return "season"
    return value.granularity if value.granularity in _SPANS else "day"


class _Writer:
    """Writes phrases of one value's sentence; ``covered`` are the words of the value."""

    def __init__(self, scene: Scene, covered: set[int]) -> None:
        self._scene = scene
        self._tree = scene.tree
        self._covered = covered
        # Words of other values would tell apart what the phrase is to hold together.
        self._values = covered | scene.taken

    def figure(self, value: Figure, got: Measured) -> list[str]:
        """ "tariff on Japanese goods", "people killed in the blast", "how long the trip took"."""
        tree, noun = self._tree, got.noun
        if value.unit == "age":
            return self._age(got)
        if noun is not None and tree[noun].pos == "ADJ":
            return self.event(f"how {self._text([noun])}", got, objects=False)
        if noun is not None and tree[noun].pos != "PRON":
            words = self._noun(noun)
            vague = lemmas("frames", "nameless") | lemmas("frames", "transparent")
            if len(words) > 1 or tree[noun].lemma not in vague:
                return self._measured(value, got, noun, words)
        return [] if got.predicate is None else self._done(value, got, got.predicate)

    def _measured(self, value: Figure, got: Measured, noun: int, words: list[str]) -> list[str]:
        """What is counted or measured, with what becomes of it."""
        tree, verb = self._tree, got.predicate
        if value.unit in DURATIONS and tree[noun].pos == "NOUN":
            if tree[noun].dep == "attr":
                return self.event("how long", got)
            return ["length of", *self._with_article(noun, words)]
        if value.unit and verb is not None and tree[verb].lemma in lemmas("frames", "weighty"):
            return self.event("what", got, objects=False) or words
        one = value.low == value.high == 1 and tree[noun].tag == "NN"
        counted = not value.unit and (one or tree[noun].tag in ("NNS", "NNPS"))
        held = self._collection(noun) if len(words) == 1 and value.low >= _MILLION else None
        if held is not None and counted:
            return [*self._noun(held, behind=False), "of", *words]
        return [*words, *self._said_of(noun, verb, counted=counted)]

    def _done(self, value: Figure, got: Measured, verb: int) -> list[str]:
        """What happens to so many, for so long or by so much, where no noun is counted."""
        tree, subject = self._tree, self._tree.subject(verb)
        said = None if value.unit else counts_people(tree, verb)
        if said is not None:
            return ["people", *self._participle(said), *self._where(verb)]
        if value.unit in DURATIONS:
            return self.event("how long", got)
        if value.unit == "percent" and subject is not None and tree[subject].pos == "NOUN":
            return self._noun(subject)
        by = any(tree[tree[i].head].lemma == "by" for i in self._covered)
        if value.unit in ("", "percent") and not (by and value.unit):
            return []
        if self._is_bare_be(verb) or tree.first(verb, "acomp") is not None:
            return []
        return self.event("by how much" if by else "how much", got)

    def _collection(self, noun: int) -> int | None:
        """What is of so much: "a profit of 2.4 billion crowns"."""
        tree, prep = self._tree, self._tree[noun].head
        if tree[noun].dep != "pobj" or tree[prep].lemma != "of":
            return None
        head = tree[prep].head
        plain = tree[head].pos == "NOUN" and tree[head].lemma not in lemmas("frames", "transparent")
        return head if plain and head not in self._values else None

    def day(self, opening: str, got: Measured) -> list[str]:
        """ "day of the vote", "day the talks resumed"."""
        if got.noun is not None and self._tree[got.noun].pos in ("NOUN", "PROPN"):
            return [opening, "of", *self._with_article(got.noun, self._noun(got.noun))]
        return self.event(opening, got)

    def score(self, got: Measured) -> list[str]:
        """ "score of the final", "score of the vote"; "score when they met" where none is named."""
        tree = self._tree
        held = got.noun
        if held is None and got.predicate is not None:
            held = tree.subject(got.predicate)
        if held is None or held in self._covered or tree[held].pos != "NOUN":
            return self.event("score when", got) or ["score"]
        return ["score of", *self._with_article(held, self._noun(held, most=3))]

    def name(self, value: Name, got: Measured) -> list[str]:
        """ "captain", "place of the blast", "who imposed the tariff"."""
        tree, inside = self._tree, sorted(self._covered)
        beside = [
            near
            for i in inside
            for near in (*tree.children(i, "appos", "compound"), tree[i].head)
            if near not in self._covered and tree[near].pos == "NOUN"
            if "appos" in (tree[i].dep, tree[near].dep) or tree[near].dep == "compound"
        ]
        if beside and value.kind != "place":
            return self._noun(beside[0])
        if value.kind == "place":
            if got.noun is not None and tree[got.noun].pos == "NOUN":
                return ["place of", *self._with_article(got.noun, self._noun(got.noun))]
            return self.event("where", got)
        if got.predicate is None:
            return []
        if any(tree[i].dep in ("nsubj", "nsubjpass") for i in inside):
            return ["who", *self._verb(got.predicate), *self._objects(got.predicate)]
        if any(tree[i].dep == "dobj" for i in inside):
            return self.event("whom" if value.kind == "person" else "what", got, objects=False)
        return []

    def event(self, opening: str, got: Measured, *, objects: bool = True) -> list[str]:
        """The clause that a value hangs on: "day the talks resumed"."""
        verb = got.predicate
        if verb is None:
            return []
        source = self._source(verb)
        if source:
            return [opening, "of", *source] if opening in _DATED else []
        if opening == "how long" and self._tree.first(verb, "dobj") in self._covered:
            return []  # no "how long he spent"
        subject = self._tree.subject(verb)
        if self._is_bare_be(verb) and subject is not None and self._is_nameable(subject):
            # No "day the primary is".
            if opening in ("how long", "where", "whom", "what"):
                return []
            return [opening, "of", *self._with_article(subject, self._noun(subject, most=3))]
        clause = self._clause(verb, objects=objects)
        return [opening, *clause] if clause else []

    def _is_bare_be(self, verb: int) -> bool:
        held = self._tree.first(verb, "attr", "acomp", "oprd")
        return self._tree[verb].lemma == "be" and (held is None or held in self._values)

    def _is_nameable(self, noun: int) -> bool:
        return noun not in self._covered and self._tree[noun].pos in ("NOUN", "PROPN")

    def _source(self, verb: int) -> list[str]:
        """Who says it, where what is said is all that is told: "the minister's statement".

        A poll finds and results show; that is their own day.
        """
        tree, subject = self._tree, self._tree.subject(verb)
        if subject is None or not self._is_nameable(subject):
            return []
        if tree[verb].lemma not in lemmas("saying", "verbs"):
            return []
        held = self._objects(verb) and tree[verb].lemma != "tell"
        if held or tree[subject].dep == "nsubjpass":
            return []
        words = self._with_article(subject, self._noun(subject, most=3, behind=False))
        if not (subject in self._scene.named or self._tells(verb)):
            return words if tree[subject].lemma in lemmas("saying", "findings") else []
        return [*words[:-1], f"{words[-1]}{'’' if words[-1].endswith('s') else '’s'}", "statement"]

    def _clause(self, verb: int, *, objects: bool = True) -> list[str]:
        tree = self._tree
        subject = tree.subject(verb)
        if subject is None or not self._is_nameable(subject):
            return []
        words = self._with_article(subject, self._noun(subject, most=3, behind=False))
        if tree[verb].dep == "acl" and tree[verb].tag == "VBN":
            if any(tree.children(verb, "mark")):
                return []  # "the order that the mayor signed", misread
            verb_words = ["were" if tree[subject].tag == "NNS" else "was", self._text([verb])]
            return [*words, *verb_words]
        if not self._is_finite(verb):
            return []
        held = self._objects(verb) if objects else []
        passive = any(tree.children(verb, "nsubjpass"))
        if not held and objects and not passive and self._wants_object(verb):
            return []
        where = self._where(verb) if passive and not held else []
        return [*words, *self._verb(verb), *held, *where]

    def _is_finite(self, verb: int) -> bool:
        """Whether a clause can be told by this verb: "resumed", "will vote", and no "to vote"."""
        tree = self._tree
        helped = tree[verb].dep == "xcomp" or any(
            tree[i].tag != "TO" for i in tree.children(verb, "aux", "auxpass")
        )
        return helped or tree[verb].tag in ("VBD", "VBP", "VBZ")

    def _tells(self, verb: int) -> bool:
        """Whether only who can speak does it: results show and reports suggest."""
        return self._tree[verb].lemma in ("say", "tell", "announce")

    def _wants_object(self, verb: int) -> bool:
        """Whether what is done is not told: "the governor signed [it]", "[what] the mayor issued".

        Of an amount the value itself is what is paid.
        """
        held = self._tree.first(verb, "ccomp", "dobj")
        if held is None:
            own = self._tree.first(verb, "nsubj")
            relative = own is None or self._tree[own].tag in ("WP", "WDT")
            return self._tree[verb].dep in ("relcl", "acl") and not relative
        return held not in self._covered

    def _verb(self, verb: int) -> list[str]:
        """A verb with its helpers and what governs it: "had quit", "plans to cut"."""
        tree = self._tree
        parts = [verb, *tree.children(verb, "aux", "auxpass", "neg", "prt")]
        if tree[verb].dep == "xcomp" and tree[tree[verb].head].pos in ("VERB", "AUX"):
            head = tree[verb].head
            parts += [head, *tree.children(head, "aux", "auxpass", "neg")]
        else:
            parts = [i for i in parts if tree[i].tag != "TO"]
        return [self._text(parts)]

    def _objects(self, verb: int) -> list[str]:
        held = self._tree.first(verb, "dobj", "attr", "acomp", "oprd")
        if held is None or held in self._values:
            return []
        if self._tree[held].pos == "PRON" or self._tree[held].lemma in ("that", "which"):
            return []
        words = self._noun(held, most=2, behind=False)
        # "took part", which has no article, is no "took the part".
        stands = any(self._tree.children(held, "det")) and self._tree[held].pos == "NOUN"
        return self._with_article(held, words) if stands else words

    def _noun(self, noun: int, most: int = _MOST_OF_NOUN, *, behind: bool = True) -> list[str]:
        """A noun with what stands before it and one short prepositional phrase behind it."""
        tree = self._tree
        before: list[int] = []
        for index in range(noun - 1, max(-1, noun - 2 * most - 1), -1):
            if index in self._covered:
                continue  # "Oregon's 28 delegates" are Oregon's delegates
            # Only what hangs on the noun, and no further than the first word that does not.
            if tree[index].dep not in _NARROWING or not self._hangs(index, noun):
                break
            if index in self._values or tree[index].pos in ("NUM", "DET", "PRON", "SYM"):
                break
            before.insert(0, index)
        while before and not tree[before[0]].text[:1].isalpha():
            before.pop(0)
        before = [i for i in before if tree[i].lemma not in ("more", "many", "such")]
        words = [self._text([*before[-2 * most :], noun])]
        for prep in tree.children(noun, "prep") if behind else ():
            below = tree.subtree(prep)
            short = len(below) <= _MOST_OF_NOUN and prep > noun
            # "The caricature of me" and "a check from my father" are somebody's words.
            if any(tree[i].pos == "PRON" for i in below) or len(below) < 2:
                continue
            if short and not self._values & set(below):
                return [*words, self._text(below)]
        return words

    def _hangs(self, index: int, noun: int) -> bool:
        return noun in (self._tree[index].head, *self._tree.ancestors(index))

    def _with_article(self, noun: int, words: list[str]) -> list[str]:
        tree = self._tree
        token = tree[noun]
        named = noun in self._scene.named
        bare = named or token.pos == "PROPN" or token.tag == "NNS" or words[0][:1].isupper()
        has = any(tree[i].lemma in ("the", "a", "an") for i in tree.children(noun, "det"))
        return words if bare and not has else ["the", *words]

    def _said_of(self, noun: int, verb: int | None, *, counted: bool) -> list[str]:
        """What becomes of what is counted, and where: "killed in the blast", "that had quit"."""
        tree = self._tree
        if verb is None or tree[verb].pos != "VERB":
            return []
        if tree[verb].dep == "acl" or (counted and tree[noun].dep == "nsubjpass"):
            return [*self._participle(verb), *self._where(verb)]
        if counted and tree[noun].dep == "nsubj" and self._suffered(verb):
            return [tree[verb].text.lower(), *self._where(verb)]
        if counted and tree[noun].dep == "nsubj":
            return ["that", *self._verb(verb), *self._objects(verb), *self._where(verb)]
        if counted and tree[noun].dep == "dobj":
            if tree[verb].lemma == "have" and (whose := tree.subject(verb)) is not None:
                return ["of", *self._with_article(whose, self._noun(whose, most=3, behind=False))]
            made, where = self._participle(verb), self._where(verb)
            if not made and where and tree[verb].tag in ("VBD", "VBG", "VBN"):
                made = self._made_participle(verb)
            if made:
                return [*made, *where]
            clause = self._clause(verb, objects=False)
            return ["that", *clause] if clause else []
        return []

    def _made_participle(self, verb: int) -> list[str]:
        """That of a verb in another form, if it is known: no "stealed", no "robed"."""
        token = self._tree[verb]
        form = participle(token.lemma)
        known = token.lemma in table("frames").table("participles")
        return [form] if known or form == token.text.lower() else []

    def _suffered(self, verb: int) -> bool:
        """Whether a headline leaves out the helper: "44 people killed as the ferry sinks"."""
        token = self._tree[verb]
        bare = not self._tree.children(verb, "aux", "auxpass", "dobj")
        regular = token.text.lower() == participle(token.lemma)
        harmed = token.lemma in lemmas("frames", "people") and regular
        return bare and (token.tag == "VBN" or (token.tag == "VBD" and harmed))

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
            below = tree.subtree(prep)
            short = 1 < len(below) <= _MOST_OF_NOUN and not set(below) & self._values
            pronoun = any(tree[i].pos == "PRON" and tree[i].lemma != "their" for i in below)
            if short and not pronoun and tree[prep].lemma in ("in", "at", "by", "from", "on"):
                return [self._text(below)]
        return []

    def _age(self, got: Measured) -> list[str]:
        scene, tree = self._scene, self._tree
        first = min(self._covered)
        near = [i for i in scene.named if i < first and scene.named[i].kind != "place"]
        if near:
            return ["age of", scene.named[max(near)].canonical]
        held = got.noun
        if held is None and got.predicate is not None:
            held = tree.subject(got.predicate)
        if held is None or held in self._covered or tree[held].pos == "PRON":
            return ["age"]
        return ["age of", *self._with_article(held, self._noun(held, most=2))]

    def _text(self, indices: Iterable[int]) -> str:
        """Words as they stand, white space between two only where the sentence has it."""
        tree, made = self._tree, ""
        last: int | None = None
        for index in sorted(set(indices)):
            token = tree[index]
            glued = last is not None and tree[last].end == token.start
            # A word that opens the sentence has its capital from there.
            opens = not any(tree[i].text[:1].isalnum() for i in range(index))
            kept = token.pos == "PROPN" or index in self._scene.named
            text = token.text.lower() if opens and not kept else token.text
            made = f"{made}{text}" if glued or not made else f"{made} {text}"
            last = index
        return made
