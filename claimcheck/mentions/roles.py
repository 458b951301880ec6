"""The role of a value: which of all that a sentence can do with a value it does here."""

from __future__ import annotations

from collections.abc import Iterable

from claimcheck.mentions.tables import table
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
_GOVERNING = (
    ("plan", "plan"),
    ("demand", "demand"),
    ("forecast", "forecast"),
    ("denied", "denied"),
    ("alleged", "alleged"),
    ("hypothetical", "hypothetical"),
)


def roles(tree: Tree, value: object, top: int, covered: set[int], noun: int | None) -> tuple[Role, ...]:
    """All roles that markers of a value's surroundings tell, the weightiest first."""
    found: set[Role] = set()
    if isinstance(value, Figure):
        found.update(_of_figure(tree, value, top, covered, noun))
    found.update(_of_clause(tree, top, covered))
    return tuple(role for role in ORDER if role in found) or ("level",)


def _of_figure(
    tree: Tree, value: Figure, top: int, covered: set[int], noun: int | None
) -> Iterable[Role]:
    rows = table("roles")
    beside = [
        i
        for i in (*tree.children(top), *(tree.children(noun) if noun is not None else ()))
        if abs(i - top) <= 5 and i not in covered
    ]
    lemmas = {tree[i].lemma for i in beside}
    if lemmas & rows["addition"] and value.bound == "exact":
        yield "addition"
    if noun is not None and tree[noun].lemma in rows["limit"] or value.bound == "at most":
        yield "limit"
    if lemmas & rows["earlier"] or (noun is not None and _marked(tree, noun, rows["earlier"])):
        yield "earlier value"
    yield from _of_change(tree, top, covered, noun)


def _marked(tree: Tree, noun: int, lemmas: frozenset[str]) -> bool:
    return any(tree[i].lemma in lemmas for i in tree.children(noun, "amod", "advmod"))


def _of_change(tree: Tree, top: int, covered: set[int], noun: int | None) -> Iterable[Role]:
    rows = table("roles")
    at = top if noun is None or tree[noun].dep not in ("pobj", "dobj", "npadvmod") else noun
    at = top if tree[top].dep in ("pobj", "dobj", "npadvmod") else at
    token = tree[at]
    above = tree[token.head]
    first = min(covered)
    if first and tree[first - 1].lemma in rows["direction"] | {"by"}:
        yield "change by"
    if noun is not None and tree[noun].lemma in rows["change_noun"]:
        yield "change by"
    if token.dep == "pobj":
        governor = tree[above.head]
        changes = governor.lemma in rows["change"] | rows["change_noun"] | rows["direction"]
        if above.lemma == "to" and changes:
            yield "change to"
        elif above.lemma == "by" and changes:
            yield "change by"
        elif above.lemma == "from" and (changes or governor.lemma in ("to", "up", "down")):
            yield "earlier value"
        elif above.lemma in rows["earlier"] or governor.lemma in rows["earlier"]:
            yield "earlier value"
        elif above.lemma in rows["part"]:
            yield "part"
    elif token.dep in ("npadvmod", "dobj") and above.lemma in rows["change"]:
        yield "change by"


def _of_clause(tree: Tree, top: int, covered: set[int]) -> Iterable[Role]:
    rows = table("roles")
    clause = tree.clause_head(top)
    chain = [clause]
    for above in tree.ancestors(clause):
        if tree[above].pos in ("VERB", "AUX", "ADJ", "NOUN"):
            chain.append(above)
    for depth, verb in enumerate(chain[:4]):
        lemma = tree[verb].lemma
        near = {tree[i].lemma for i in tree.children(verb, "aux", "mark", "advmod")}
        if depth and lemma in rows["denied"]:
            yield "denied"
        if depth and tree[chain[depth - 1]].dep in ("ccomp", "xcomp", "advcl", "acl", "pcomp", "relcl"):
            for role, row in _GOVERNING:
                if lemma in rows[row]:
                    yield role  # type: ignore[misc]
        if depth == 0 or tree[chain[depth - 1]].dep in ("xcomp", "conj"):
            if tree.first(verb, "neg") is not None:
                yield "denied"
            if near & {"will", "shall", "'ll"}:
                yield "plan"
            if near & rows["hypothetical"]:
                yield "hypothetical"
            if near & rows["alleged"]:
                yield "alleged"
            if depth == 0:
                for role in ("demand", "forecast", "plan", "alleged"):
                    if lemma in rows[role]:
                        yield role  # type: ignore[misc]
        elif tree[chain[depth - 1]].dep == "ccomp":
            continue
