"""The roles of a value: which of all that a sentence can do with a value it does here."""

from __future__ import annotations

from collections.abc import Iterator

from claimcheck.mentions.rows import lemmas
from claimcheck.mentions.tree import Tree
from claimcheck.records.mentions import Role
from claimcheck.records.values import Figure

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
        value: the value; some roles only figures have.
        top: the word of the value that the others hang on.
        covered: the words of the value.
        noun: the measured noun, if there is one.
    """
    found = set(_of_clause(tree, top, noun))
    if isinstance(value, Figure):
        found.update(_of_figure(tree, value, top, covered, noun))
    return tuple(role for role in ORDER if role in found) or ("level",)


def _of_figure(
    tree: Tree, value: Figure, top: int, covered: set[int], noun: int | None
) -> Iterator[Role]:
    near = [i for i in tree.children(top) if i not in covered]
    if noun is not None:
        near += [i for i in tree.children(noun) if i not in covered and i != top]
    words = {tree[i].lemma for i in near if tree[i].dep in ("det", "amod", "advmod")}
    last = max(covered)
    more = last + 1 < len(tree) and tree[last + 1].lemma == "more"
    more = more and not (last + 2 < len(tree) and tree[last + 2].lemma == "than")
    if words & lemmas("roles", "addition") or (more and value.bound == "exact"):
        yield "addition"
    if value.bound == "at most":
        yield "limit"
    if words & lemmas("roles", "earlier"):
        yield "earlier value"
    if any(tree[i].dep == "neg" for i in near):
        yield "denied"
    if _is_part(tree, top):
        yield "part"
    yield from _of_change(tree, value, top, covered, noun)


def _is_part(tree: Tree, top: int) -> bool:
    """ "4 of them", "Of these, 4 were children", "including 4 children"."""
    for index in (top, tree.clause_head(top)):
        for prep in tree.children(index, "prep"):
            held = tree.first(prep, "pobj")
            if tree[prep].lemma == "of" and held is not None and tree[held].pos in ("PRON", "DET"):
                return True
    above = tree[top]
    for _ in range(2):
        above = tree[above.head]
        if above.dep == "prep":
            return above.lemma in lemmas("roles", "part")
    return False


def _of_change(
    tree: Tree, value: Figure, top: int, covered: set[int], noun: int | None
) -> Iterator[Role]:
    moves = lemmas("roles", "moves")
    changes = moves | lemmas("roles", "moved")
    nouns, direction = lemmas("roles", "change_noun"), lemmas("roles", "direction")
    first = min(covered)
    if first and tree[first - 1].lemma in direction | {"by"}:
        yield "change by"
    if noun is not None and tree[noun].lemma in nouns:
        yield "change by"
    at = noun if noun is not None and tree[top].head == noun else top
    at = top if tree[top].dep in ("pobj", "dobj", "npadvmod") else at
    token, above = tree[at], tree[tree[at].head]
    if token.dep == "pobj":
        governor = tree[above.head].lemma
        changing = governor in changes | nouns | direction
        whence = above.lemma == "from" and (changing or governor == "to")
        if whence or {above.lemma, governor} & lemmas("roles", "earlier"):
            yield "earlier value"
        elif changing and above.lemma == "to":
            yield "change to"
        elif changing and above.lemma == "by":
            yield "change by"
    elif token.dep in ("npadvmod", "dobj") and above.lemma in moves and value.unit != "age":
        yield "change by"


def _of_clause(tree: Tree, top: int, noun: int | None) -> Iterator[Role]:
    """What the clause of a value and those that it completes make of what it says."""
    if noun is not None:
        near = {tree[i].lemma for i in tree.children(noun, "amod", "compound")}
        near |= {tree[i].lemma for i in _nouns_above(tree, noun)}
        yield from (role for role in _OF_NOUNS if near & lemmas("roles", role))
    verb = tree.clause_head(top)
    yield from _of_verb(tree, verb)
    if tree[verb].lemma in lemmas("roles", "demand") | lemmas("roles", "forecast"):
        yield from (r for r in _GOVERNING if tree[verb].lemma in lemmas("roles", r))
    for _ in range(_MOST_STEPS):
        dep, head = tree[verb].dep, tree[verb].head
        if head == verb:
            return
        if dep in _COMPLEMENTS:
            yield from (r for r in _GOVERNING if tree[head].lemma in lemmas("roles", r))
        if dep == "xcomp" or (dep == "conj" and tree.first(verb, "nsubj", "nsubjpass") is None):
            yield from _of_verb(tree, head)
        elif dep not in _COMPLEMENTS:
            return
        verb = head


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


def _of_verb(tree: Tree, verb: int) -> Iterator[Role]:
    helpers = {tree[i].lemma for i in tree.children(verb, "aux", "auxpass")}
    adverbs = {tree[i].lemma for i in tree.children(verb, "advmod")}
    marks = {tree[i].lemma for i in tree.children(verb, "mark")}
    conditions = {
        tree[i].lemma for c in tree.children(verb, "advcl") for i in tree.children(c, "mark")
    }
    if helpers & lemmas("roles", "plan_aux") or _is_to_be(tree, verb):
        yield "plan"
    if helpers & lemmas("roles", "hypothetical_aux"):
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
