"""The roles of a value: which of all that a sentence can do with a value it does here."""

from __future__ import annotations

from collections.abc import Iterator

from claimcheck.mentions.rows import lemmas
from claimcheck.mentions.tree import Tree, counted_part
from claimcheck.records.mentions import Role
from claimcheck.records.values import Figure
from claimcheck.values.units import DURATIONS

# From the one that says most about what a value can be compared with down to the plain case.
ORDER: tuple[Role, ...] = (
    "denied",
    "alleged",
    "earlier value",
    "part",
    "addition",
    "hypothetical",
    "demand",
    "forecast",
    "plan",
    "limit",
    "change by",
    "change to",
    "level",
)
_GOVERNING: tuple[Role, ...] = ("plan", "demand", "forecast", "denied", "alleged")
_OF_NOUNS: tuple[Role, ...] = (*_GOVERNING, "limit")
# A complement: what its governor says, plans, wants or denies.
_COMPLEMENTS = frozenset("xcomp ccomp acl pcomp".split())
_MOST_STEPS = 4


def roles(
    tree: Tree, value: object, top: int, covered: set[int], noun: int | None
) -> tuple[Role, ...]:
    """All roles that the surroundings of a value tell, the weightiest first.

    Args:
        tree: the sentence.
        value: the value; some roles only figures have, and an age has none.
        top: the word of the value that the others hang on.
        covered: the words of the value.
        noun: the measured noun, if there is one.
    """
    if isinstance(value, Figure) and value.unit == "age":
        return ("level",)
    found = set(_of_clause(tree, top))
    if noun is not None:
        found.update(_of_noun(tree, noun))
    if isinstance(value, Figure):
        found.update(_of_words_beside(tree, value, top, covered, noun))
        if value.unit == "times":
            found.add("change by")
        elif value.unit not in DURATIONS and value.high:
            found.update(_of_change(tree, top, covered, noun))
    told = tuple(role for role in ORDER if role in found) or ("level",)
    return (*told, "whole") if isinstance(value, Figure) and _is_whole(tree, top) else told


def _is_whole(tree: Tree, top: int) -> bool:
    """Whether a part of the number is told: "half of the 40 passengers"."""
    part = counted_part(tree, top)
    return part is not None and (
        tree[part].pos == "NUM" or tree[part].lemma in lemmas("roles", "part_of_number")
    )


def _of_noun(tree: Tree, noun: int) -> Iterator[Role]:
    """ "a planned tariff", "a limit of 500 visitors"; but two counted plans are no plan."""
    near = {tree[i].lemma for i in tree.children(noun, "amod", "compound")}
    named = {tree[i].lemma for i in _nouns_above(tree, noun) if tree[i].tag != "NNS"}
    for role in _OF_NOUNS:
        if near & lemmas("roles", role) or named & lemmas("roles", role):
            yield role
    earlier = any(
        tree[i].lemma in lemmas("roles", "earlier")
        for above in _nouns_above(tree, noun)
        if tree[above].tag != "NNS"
        for i in tree.children(above, "amod")
    )
    if earlier:
        yield "earlier value"


def _nouns_above(tree: Tree, noun: int) -> Iterator[int]:
    """A noun and those that it completes: "a limit of 500 visitors"."""
    yield noun
    for _ in range(2):
        prep = tree[noun].head
        above = tree[prep].head
        if tree[noun].dep != "pobj" or tree[above].pos != "NOUN":
            return
        noun = above
        yield noun


def _of_words_beside(
    tree: Tree, value: Figure, top: int, covered: set[int], noun: int | None
) -> Iterator[Role]:
    near = [i for i in tree.children(top) if i not in covered]
    counted = [] if noun is None else [i for i in tree.children(noun) if i not in covered]
    added = lemmas("roles", "addition")
    if any(tree[i].lemma in added for i in (*near, *counted)) or _is_more(tree, value, covered):
        yield "addition"
    first = min(covered)
    if value.bound == "at most" and not (first and tree[first - 1].lemma == "as"):
        yield "limit"
    if any(tree[i].dep == "neg" for i in near):
        yield "denied"
    if _is_part(tree, top):
        yield "part"


def _is_more(tree: Tree, value: Figure, covered: set[int]) -> bool:
    """ "12 more flights", and not "four more liberal members" or "12 more than"."""
    at = max(covered) + 1
    if value.bound != "exact" or at + 1 >= len(tree) or tree[at].lemma != "more":
        return False
    return tree[at + 1].lemma != "than" and tree[tree[at].head].pos not in ("ADJ", "ADV")


def _is_part(tree: Tree, top: int) -> bool:
    """ "4 of them", "Of these, 4 were children", "including 4 children"."""
    for index in (top, tree.clause_head(top)):
        for prep in tree.children(index, "prep"):
            held = tree.first(prep, "pobj")
            if tree[prep].lemma == "of" and held is not None:
                known = tree[held].pos in ("PRON", "DET") and not tree.children(held)
                if known and tree[held].lemma != "that":
                    return True
    above = tree[top]
    for _ in range(2):
        above = tree[above.head]
        if above.dep == "prep":
            return above.lemma in lemmas("roles", "part")
    return False


def _of_change(tree: Tree, top: int, covered: set[int], noun: int | None) -> Iterator[Role]:
    nouns, direction = lemmas("roles", "change_noun"), lemmas("roles", "direction")
    changes = lemmas("roles", "moves") | lemmas("roles", "moved") | lemmas("roles", "sheds")
    first = min(covered)
    if (first and tree[first - 1].lemma in direction) or (
        noun is not None and tree[noun].lemma in nouns
    ):
        yield "change by"
    at = noun if noun is not None and tree[top].head == noun else top
    at = top if tree[top].dep in ("pobj", "dobj", "npadvmod") else at
    token, above = tree[at], tree[tree[at].head]
    if token.dep == "pobj":
        governor = tree[above.head].lemma
        changing = governor in changes | nouns | direction
        whence = above.lemma == "from" and (changing or governor == "to")
        if whence or _is_compared(tree, at):
            yield "earlier value"
        elif changing and above.lemma == "to":
            yield "change to"
        elif changing and above.lemma == "by" and governor not in lemmas("roles", "sheds"):
            yield "change by"
    elif token.dep in ("npadvmod", "dobj") and above.lemma in changes - lemmas("roles", "moved"):
        yield "change by"


def _is_compared(tree: Tree, at: int) -> bool:
    """ "compared with 12 a year earlier", and not with what another one has."""
    prep = tree[at].head
    if not {tree[prep].lemma, tree[tree[prep].head].lemma} & lemmas("roles", "compared"):
        return False
    below = [tree[i] for i in tree.subtree(at)]
    return not any(t.dep == "poss" or (t.pos == "PROPN" and t.ent != "DATE") for t in below)


def _of_clause(tree: Tree, top: int) -> Iterator[Role]:
    """What the clause of a value and those that it completes make of what it says."""
    verb = tree.clause_head(top)
    hangs = _child_above(tree, top, verb)
    # Of an acting subject it is not its number that is planned or supposed.
    if hangs is None or tree[hangs].dep not in ("nsubj", "csubj"):
        yield from _of_verb(tree, verb)
    yield from _of_object(tree, top, verb)
    for _ in range(_MOST_STEPS):
        dep, head = tree[verb].dep, tree[verb].head
        if head == verb:
            return
        if dep in _COMPLEMENTS:
            yield from (r for r in _GOVERNING if tree[head].lemma in lemmas("roles", r))
            if tree[head].lemma in lemmas("roles", "asks_for"):
                yield "demand"
        if dep == "xcomp" or (dep == "conj" and tree.first(verb, "nsubj", "nsubjpass") is None):
            yield from _of_verb(tree, head)
        elif dep not in _COMPLEMENTS:
            return
        verb = head


def _child_above(tree: Tree, top: int, verb: int) -> int | None:
    """The word right below a verb that is or holds another word."""
    at = top
    for above in tree.ancestors(top):
        if above == verb:
            return at
        at = above
    return None


def _of_object(tree: Tree, top: int, verb: int) -> Iterator[Role]:
    """ "wants 500 euros", "called for 500 homes", "forecast growth of 3 percent"."""
    hangs = _child_above(tree, top, verb)
    if hangs is None:
        return
    lemma, wanted = tree[verb].lemma, tree[hangs].lemma == "for"
    if tree[hangs].dep == "dobj" and lemma in lemmas("roles", "forecast"):
        yield "forecast"
    if (tree[hangs].dep == "dobj" or wanted) and lemma in lemmas("roles", "demand"):
        yield "demand"
    if wanted and lemma in lemmas("roles", "asks_for"):
        yield "demand"


def _of_verb(tree: Tree, verb: int) -> Iterator[Role]:
    helpers = {tree[i].lemma for i in tree.children(verb, "aux", "auxpass")}
    adverbs = {tree[i].lemma for i in tree.children(verb, "advmod")}
    marks = {tree[i].lemma for i in tree.children(verb, "mark")}
    conditions = {
        tree[i].lemma for c in tree.children(verb, "advcl") for i in tree.children(c, "mark")
    }
    told = tree[verb].dep == "ccomp" and tree[tree[verb].head].tag == "VBD"
    supposed = helpers & lemmas("roles", "hypothetical_aux")
    # "said it would cut 500 jobs" is a plan, told in the past.
    planned = helpers & lemmas("roles", "plan_aux") or (told and supposed == {"would"})
    if planned or _is_to_be(tree, verb):
        yield "plan"
    elif supposed:
        yield "hypothetical"
    if (marks | conditions) & lemmas("roles", "condition"):
        yield "hypothetical"
    if adverbs & lemmas("roles", "alleged_adverb"):
        yield "alleged"
    if adverbs & lemmas("roles", "earlier"):
        yield "earlier value"


def _is_to_be(tree: Tree, verb: int) -> bool:
    """ "Velmor to cut 500 jobs, union says", "the talks are to resume"."""
    token = tree[verb]
    headline = tree[len(tree) - 1].tag != "." and token.dep in ("relcl", "acl", "dep")
    told = headline or token.dep == "ROOT" or (token.dep == "ccomp" and token.head > verb)
    if told and token.tag == "VB":
        return any(tree[i].tag == "TO" for i in tree.children(verb, "aux"))
    return token.dep == "xcomp" and tree[token.head].lemma == "be"
