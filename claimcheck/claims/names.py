"""Names in an article: capitalised spans, their kind, and one canonical form for each."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from claimcheck.claims.spans import ORGANISATION, RANKS, Span, spans
from claimcheck.facts.places import canonical_place
from claimcheck.records import Name

NameKind = Literal["person", "organisation", "place", "name"]

_LOWER_TITLE = re.compile(
    r"\b(?:secretary|minister|president|spokesman|spokeswoman|chairman|director|leader|governor"
    r"|sheriff|negotiator|adviser|advisor|lawyer|attorney|senator|officer|editor|professor|chief"
    r"|mayor|analyst|candidate|economist|manager|coach|actor|singer|author),? $"
)
# "its sheriff, Larry Leitha,"
_APPOSED = re.compile(
    r"\b(sheriff|mayor|governor|minister|president|chairman|spokesman|spokeswoman|ambassador),"
    r" ([A-Z][\w'’-]{1,20}(?: [A-Z][\w.'’-]{0,20}){1,2}),"
)
_KNOWN_PAIRS = {
    "Fed": "Federal Reserve",
    "The Fed": "Federal Reserve",
    "UN": "United Nations",
    "U.N.": "United Nations",
    "EU": "European Union",
    "E.U.": "European Union",
    "GOP": "Republican Party",
    "Tories": "Conservative Party",
    "IS": "Islamic State",
    "ISIS": "Islamic State",
    "ISIL": "Islamic State",
    "DAESH": "Islamic State",
    "Daesh": "Islamic State",
    "G7": "Group of Seven",
    "G-7": "Group of Seven",
}
_SITES = (
    r"(?:villages?|towns?|city|district|county|province|suburb|neighbou?rhood|municipality|valley)"
)
_PLACE_BEFORE = re.compile(rf"\b{_SITES} of $|\bMount $")
_PLACE_BEHIND = re.compile(rf" {_SITES}\b(?! (?:council|hall|court|police|government)\b)")
_KNOWN_ORGANISATIONS = frozenset(_KNOWN_PAIRS.values()) | {"NATO", "Kremlin", "Pentagon"}


@dataclass(frozen=True, slots=True)
class Names:
    """What an article calls its people, organisations and places."""

    canonical: Mapping[str, str]
    people: frozenset[str]
    by_title: Mapping[str, str]
    confirmed: frozenset[str]

    def is_person(self, canonical: str) -> bool:
        """Known as a person, or two or three words that name nothing else known."""
        if canonical in self.people:
            return True
        plain = re.fullmatch(r"[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){1,2}", canonical)
        known = canonical_place(canonical) or ORGANISATION.search(canonical)
        return bool(plain) and not known and canonical_place(canonical.split()[0]) is None

    def resolve(self, name: str) -> str:
        """The canonical form of a name as it stands in the article."""
        return self.canonical.get(name, _KNOWN_PAIRS.get(name, canonical_place(name) or name))


def learn(text: str) -> Names:
    """Collect the names of an article and what stands for what."""
    seen: Counter[str] = Counter()
    confirmed: set[str] = set()
    titled: dict[str, set[str]] = defaultdict(set)
    for span in spans(text):
        seen[span.text] += 1
        if not _opens(text, span):
            confirmed.add(span.text)
        titled[span.text].update(span.titles)
    full = {
        name
        for name in seen
        if " " in name and canonical_place(name) is None and not ORGANISATION.search(name)
    }
    by_last: dict[str, set[str]] = defaultdict(set)
    for name in full:
        by_last[name.split()[-1]].add(name)
    canonical: dict[str, str] = {}
    for name in seen:
        owners = by_last.get(name, set())
        if name in _KNOWN_PAIRS:
            canonical[name] = _KNOWN_PAIRS[name]
        elif len(owners) == 1 and canonical_place(name) is None:
            canonical[name] = next(iter(owners))
    _acronyms(text, seen, canonical)
    people = {name for name in full if titled[name] & RANKS or _called_by_surname(name, seen)}
    people |= {
        name for name in seen if titled[name] & RANKS and " " not in name and name not in canonical
    }
    people |= _speakers(text, full)
    for title, name in _APPOSED.findall(text):
        titled[name].add(title.capitalize())
    return Names(canonical, frozenset(people), _titles(titled, canonical), frozenset(confirmed))


def _opens(text: str, span: Span) -> bool:
    """Whether a single word has its capital from opening a sentence."""
    if " " in span.text or span.titles or not span.text[1:].islower():
        return False
    before = text[max(0, span.start - 3) : span.start].rstrip(" \t\"“‘'(")
    return not before or before[-1] in ".!?:\n"


def _called_by_surname(name: str, seen: Mapping[str, int]) -> bool:
    words = name.split()
    return 2 <= len(words) <= 4 and words[-1] in seen and "of" not in words


def _speakers(text: str, full: set[str]) -> set[str]:
    """Two or three words that say something or have an age, as people do."""
    found = set()
    for name in full:
        if not 2 <= len(name.split()) <= 3:
            continue
        at = text.find(name)
        after = text[at + len(name) : at + len(name) + 12]
        before = text[max(0, at - 20) : at]
        if _LOWER_TITLE.search(before) or re.match(
            r",? (?:said|told|wrote|who|suggested|added|argued)\b|, \d\d,| \(\d\d\)", after
        ):
            found.add(name)
    return found


def _acronyms(text: str, seen: Mapping[str, int], canonical: dict[str, str]) -> None:
    for name in seen:
        at = text.find(f"{name} (")
        if at < 0 or " " not in name:
            continue
        short = re.match(r"\(([A-Z][A-Za-z.]{1,7})\)", text[at + len(name) + 1 :][:12])
        if short:
            canonical[short[1]] = canonical.get(name, name)


def _titles(titled: Mapping[str, set[str]], canonical: Mapping[str, str]) -> dict[str, str]:
    """Titles that one person alone bears: "sheriff" to "Larry Leitha"."""
    bearers: dict[str, set[str]] = defaultdict(set)
    for name, titles in titled.items():
        for title in titles & RANKS:
            bearers[_LONG.get(title, title).lower()].add(canonical.get(name, name))
    return {title: next(iter(names)) for title, names in bearers.items() if len(names) == 1}


_LONG = {
    "Gov": "Governor",
    "Sen": "Senator",
    "Rep": "Congressman",
    "Gen": "General",
    "PM": "Premier",
}


def mentions(text: str, names: Names, start: int, end: int) -> tuple[Name, ...]:
    """The names in ``text[start:end]`` with kind and canonical form."""
    found = []
    for span in spans(text, start, end):
        canonical = names.resolve(span.text)
        known = span.text in names.confirmed or canonical != span.text
        if not known and _opens(text, span) and canonical_place(canonical) is None:
            continue
        found.append(
            Name(
                text=span.text,
                start=span.start,
                end=span.end,
                kind=_is_placed(text, span) or kind_of(canonical, names),
                canonical=canonical,
            )
        )
    return tuple(found)


def _is_placed(text: str, span: Span) -> NameKind | None:
    """ "place" where words beside a name say so: "the village of Ntoro", "Kisalu village"."""
    if " " in span.text:
        return None
    before = _PLACE_BEFORE.search(text[max(0, span.start - 24) : span.start])
    return "place" if before or _PLACE_BEHIND.match(text, span.end) else None


def kind_of(canonical: str, names: Names) -> NameKind:
    """What a canonical name names, as far as its words and the article tell."""
    if canonical in names.people:
        return "person"
    if canonical in _KNOWN_ORGANISATIONS or ORGANISATION.search(canonical):
        return "organisation"
    if canonical_place(canonical) is not None:
        return "place"
    return "organisation" if re.fullmatch(r"(?:[A-Z]\.?){2,6}", canonical) else "name"
