"""Names of an article: where they stand, of what kind, and one canonical form for each."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from claimcheck.language.parsing import Token
from claimcheck.mentions.rows import lemmas
from claimcheck.mentions.tree import Tree
from claimcheck.values.places import canonical_place

NameKind = Literal["person", "organisation", "place", "name"]

_ENTS: dict[str, NameKind] = {
    "PERSON": "person",
    "ORG": "organisation",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
    "NORP": "name",
    "EVENT": "name",
    "LAW": "name",
    "PRODUCT": "name",
    "WORK_OF_ART": "name",
}
_INNER = frozenset("of the and for de del la al bin von van & - '".split())
_LONGEST = 10
# How far before its acronym in brackets a name may begin, in characters.
_REACH = 80


@dataclass(frozen=True, slots=True)
class Span:
    """A name as it is written: token indices and offsets into the sentence, titles taken off.

    ``acts`` says that it is named as persons are: it says something or bears a title.
    """

    first: int
    last: int
    start: int
    end: int
    text: str
    ent: str
    titles: tuple[str, ...] = ()
    acts: bool = False


def spans(tree: Tree, text: str, known: frozenset[str] = frozenset()) -> list[Span]:
    """The names of a sentence from left to right: runs of proper nouns, split at entities.

    ``known`` are words that are names whatever the tagger takes them for.
    """
    found = []
    index = 0
    while index < len(tree):
        if not (_may_open(tree, index) or tree[index].text in known):
            index += 1
            continue
        last = _run(tree, index)
        span = _trim(tree, text, index, last)
        if span is not None:
            found.append(span)
        index = last + 1
    return found


def _is_proper(tree: Tree, index: int) -> bool:
    token = tree[index]
    if not token.text[:1].isalnum() or token.text[:1].islower():
        return False
    if token.text[:1].isdigit():
        return False
    return token.pos == "PROPN" or (token.ent in _ENTS and token.text[:1].isupper())


def _may_open(tree: Tree, index: int) -> bool:
    token = tree[index]
    return _is_proper(tree, index) and not _is_date(token)


def _is_date(token: Token) -> bool:
    """Whether a capitalised word is a month or a weekday: "May", unless it is somebody's name."""
    return token.ent not in _ENTS and token.lemma in lemmas("names", "dates")


def _run(tree: Tree, first: int) -> int:
    """The last token of the run of proper nouns that begins here."""
    last = index = first
    while index + 1 < len(tree) and index + 1 - first < _LONGEST:
        token, after = tree[index], tree[index + 1]
        if _is_proper(tree, index + 1):
            if _is_date(after) or _apart(tree, last, index + 1):
                break
            last = index = index + 1
        elif index + 2 < len(tree) and _joins(token, after, tree[index + 2]):
            last = index = index + 2
        else:
            break
    return last


def _joins(left: Token, between: Token, right: Token) -> bool:
    """Whether a small word or a hyphen stands inside a name: "Bank of Velmora", "Hyde-Smith"."""
    if right.text[:1].islower() or right.pos not in ("PROPN", "NOUN", "ADJ"):
        return False
    if between.text == "-":
        glued = left.end == between.start and between.end == right.start
        return glued and canonical_place(left.text) is None
    small = between.text.lower() in _INNER
    return small and between.ent != "" and left.ent == between.ent == right.ent


def _apart(tree: Tree, left: int, right: int) -> bool:
    """Whether two proper nouns side by side are two names: "U.S. President", "Tokyo Monday"."""
    a, b = tree[left], tree[right]
    if a.ent == b.ent or right - left > 1:
        return False
    return bool(a.ent in _ENTS and b.ent in _ENTS)


def _trim(tree: Tree, text: str, first: int, last: int) -> Span | None:
    """The run without what stands before a name: titles with all before them, and "the"."""
    titles: tuple[str, ...] = ()
    known = lemmas("names", "titles")
    ranks = [i for i in range(first, last + 1) if tree[i].lemma.rstrip(".") in known]
    if ranks and ranks[-1] == last:
        if tree[last].ent != "ORG" and first == last:
            return None
    elif ranks and _is_person(tree, ranks[-1] + 1, last):
        titles = tuple(tree[i].lemma.rstrip(".") for i in ranks)
        first = ranks[-1] + 1
    while first < last and tree[first].lemma == "the":
        first += 1
    start, end = tree[first].start, tree[last].end
    ents = Counter(tree[i].ent for i in range(first, last + 1) if tree[i].ent in _ENTS)
    ent = min(ents, key=lambda name: (-ents[name], name)) if ents else ""
    acts = bool(titles) or any(_acts(tree, i) for i in range(first, last + 1))
    return Span(first, last, start, end, text[start:end], ent, titles, acts)


def _acts(tree: Tree, index: int) -> bool:
    """Whether a name says something or stands beside a title: "Ana Ruiz, the captain"."""
    token, above = tree[index], tree[tree[index].head]
    titles = lemmas("names", "titles")
    if token.dep == "nsubj" and above.lemma in lemmas("saying", "verbs"):
        return True
    if token.dep in ("appos", "compound") and above.lemma in titles:
        return True
    return any(tree[i].lemma in titles for i in tree.children(index, "appos"))


def _is_person(tree: Tree, first: int, last: int) -> bool:
    """Whether the words behind a title may be a person's name: "General Motors" is none."""
    ents = {tree[i].ent for i in range(first, last + 1)}
    return last - first < 5 and (first < last or ents <= {"PERSON", ""})


@dataclass(frozen=True, slots=True)
class Names:
    """What an article calls its people, organisations and places."""

    canonical: dict[str, str]
    kinds: dict[str, NameKind]

    def resolve(self, name: str) -> str:
        """The canonical form of a name as it stands in the article."""
        place = canonical_place(name)
        return place or self.canonical.get(name) or name

    def kind(self, name: str) -> NameKind:
        """What a name names, as far as the article and the gazetteer tell."""
        return self.kinds.get(self.resolve(name), "name")


def without_common(found: Sequence[list[Span]], trees: Sequence[Tree]) -> list[list[Span]]:
    """The names without single words that the article writes in lower case elsewhere."""
    plain = {t.text for tree in trees for t in tree.tokens if t.text.islower()}

    def is_common(span: Span) -> bool:
        doubtful = not span.ent or span.text.isupper()
        return span.first == span.last and doubtful and span.text.lower() in plain

    return [[span for span in row if not is_common(span)] for row in found]


def short_names(found: Iterable[Sequence[Span]]) -> frozenset[str]:
    """The last words of the names of persons: alone they name them too."""
    return frozenset(
        span.text.split()[-1]
        for row in found
        for span in row
        if " " in span.text and (span.ent == "PERSON" or span.acts)
    )


def learn(found: Iterable[Sequence[Span]], text: str) -> Names:
    """Collect the names of an article and what stands for what."""
    seen: Counter[str] = Counter()
    votes: dict[str, Counter[NameKind]] = defaultdict(Counter)
    for row in found:
        for span in row:
            name = span.text
            seen[name] += 1
            if span.titles:
                votes[name]["person"] += 3
            elif span.ent:
                votes[name][_ENTS[span.ent]] += 1
            elif span.acts:
                votes[name]["person"] += 1
    canonical = {**_spellings(seen), **_short_forms(seen, votes)}
    _acronyms(text, seen, canonical)
    tally: dict[str, Counter[NameKind]] = defaultdict(Counter)
    for name in sorted(seen):
        full = canonical.get(name) or canonical_place(name) or name
        tally[full].update(votes[name])
    kinds: dict[str, NameKind] = {}
    for name, counted in tally.items():
        if canonical_place(name) is not None:
            kinds[name] = "place"
        elif counted:
            kinds[name] = min(counted, key=lambda kind: (-counted[kind], kind))
    return Names(canonical, kinds)


def _spellings(seen: Counter[str]) -> dict[str, str]:
    """Names that differ in capitals and signs alone, to the spelling that is met most."""
    alike: dict[str, list[str]] = defaultdict(list)
    for name in sorted(seen):
        alike["".join(c for c in name.casefold() if c.isalnum())].append(name)
    return {
        name: max(names, key=lambda n: (seen[n], not n.isupper(), n))
        for names in alike.values()
        if len(names) > 1
        for name in names
    }


def _short_forms(seen: Counter[str], votes: dict[str, Counter[NameKind]]) -> dict[str, str]:
    """Surnames and first names to the one full name of the article that holds them."""
    holders: dict[str, set[str]] = defaultdict(set)
    for name in seen:
        words = name.split()
        if 2 <= len(words) <= 4 and canonical_place(name) is None:
            holders[words[-1]].add(name)
            if votes[name]["person"]:
                holders[" ".join(words[1:])].add(name)
                if not votes[words[0]]["place"]:
                    holders[words[0]].add(name)
    canonical = {}
    for name in sorted(seen):
        owners = holders.get(name, set()) - {name}
        if canonical_place(name) is None and len(owners) == 1:
            canonical[name] = next(iter(owners))
    return canonical


_BRACKET = re.compile(r"\(([A-Z][A-Za-z.]{1,7})\)")


def _acronyms(text: str, seen: Counter[str], canonical: dict[str, str]) -> None:
    for match in _BRACKET.finditer(text):
        words = text[max(0, match.start() - _REACH) : match.start()].split()
        names = (" ".join(words[-count:]) for count in range(min(len(words), _LONGEST), 1, -1))
        owner = next((name for name in names if name in seen), None)
        if owner is not None:
            canonical[match[1]] = canonical.get(owner, owner)
