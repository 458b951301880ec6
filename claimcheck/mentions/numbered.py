"""Numbers of things: "Hangar 18", "the 42 bus". They name a thing and count none."""

from __future__ import annotations

from claimcheck.language.tables import table
from claimcheck.mentions.tree import Tree
from claimcheck.records.mentions import Value
from claimcheck.records.values import Figure

# How many words apart the members of a list stand.
_NEAR = 4
_SINGULAR = ("NN", "NNP")
# "Obama 274, Romney 264", "Silchar 71": what somebody or a place has got.
_COUNTED_FOR = ("PERSON", "GPE", "NORP")


def names_a_thing(tree: Tree, value: Value, start: int) -> bool:
    """Whether a figure of a sentence that begins at ``start`` is the number of something."""
    if not isinstance(value, Figure) or value.unit or not value.text.isdigit():
        return False
    covered = tree.covering(value.start - start, value.end - start)
    if len(covered) != 1:
        return False
    index = covered[0]
    token, head = tree[index], tree[tree[index].head]
    if token.dep != "nummod" or head.tag not in _SINGULAR:
        return False
    if token.head == index - 1:
        named = head.text[:1].isupper() and head.ent not in _COUNTED_FOR
        return named and not _counts_on(tree, index + 1) and not _is_listed(tree, index)
    first = tree[index - 1].lemma if index else ""
    numbered = table("named").words("numbered")
    return token.head == index + 1 and first == "the" and head.lemma in numbered


def _counts_on(tree: Tree, index: int) -> bool:
    """Whether the number may be that of the noun behind it: "Windsor Castle 12 rooms"."""
    if index >= len(tree):
        return False
    return tree[index].tag in ("NNS", "NNPS", "CD", "HYPH") or tree[index].lemma == "to"


def _is_listed(tree: Tree, index: int) -> bool:
    """ "Obama 274, Romney 264": another name has a number too."""
    near = range(max(1, index - _NEAR), min(len(tree), index + _NEAR + 1))
    numbered = [tree[i - 1] for i in near if i != index and tree[i].tag == "CD"]
    names = {t.text for t in numbered if t.text[:1].isupper() and t.tag in _SINGULAR}
    return bool(names - {tree[index - 1].text})
