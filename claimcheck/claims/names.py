"""Names in an article: capitalised spans, their kind, and one canonical form for each."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from claimcheck.claims.lexicon import word_set
from claimcheck.facts.places import canonical_place
from claimcheck.records import Mention

NameKind = Literal["person", "organisation", "place", "name"]

_TITLE_WORDS = (
    "Mr Mrs Ms Miss Dr Prof Professor Gov Governor Sen Senator Rep Representative Gen General Lt "
    "Col Colonel Maj Major Capt Captain Sgt Sheriff President Vice Prime Minister Premier "
    "Chancellor King Queen Prince Princess Pope Secretary Treasury Commerce Economy Foreign "
    "Finance Defence Defense Interior Justice Trade State Chairman Chairwoman Chair Chief "
    "Executive Officer CEO Judge Mayor Attorney Deputy Speaker Leader Spokesman Spokeswoman "
    "Spokesperson Press Director Commissioner Ambassador Congressman Congresswoman Sir Lord Lady "
    "Sheikh Ayatollah Archbishop Bishop Rev Police Republican Democrat Democratic Labor Homeland "
    "Security Majority Minority House Senate White Former Chairperson Administrator PM Health "
    "Education Energy Superintendent Coach Detective Inspector Justice Manager City County "
    "Assistant"
)
TITLES = frozenset(_TITLE_WORDS.split())
# One of these must be among the words before a name to make it a person's.
_RANKS = TITLES - word_set(
    """
    Treasury Commerce Economy Foreign Finance Defence Defense Interior Justice Trade State
    Executive Police Republican Democrat Democratic Labor Homeland Security Majority Minority
    House Senate White Health Education Energy City County Press Vice Prime Former
    """
)
_OFFICES = word_set(
    """
    State Interior Defense Defence Treasury Foreign Affairs Finance Justice Health Education Energy
    Trade Commerce Homeland Security Labor Labour Agriculture Transportation Transport Staff
    Veterans Environment Police Operations Economy Culture Tourism Housing Urban Development
    """
)
_OFFICE_OF = re.compile(r"\b(?:minister|secretary|chief|head|director) of (?:the )?$")
_ORGANISATION = re.compile(
    r"\b(?:Inc|Corp|Ltd|Co|LLC|PLC|Group|Bank|Party|Ministry|Department|Agency|University|Council"
    r"|Court|Committee|Commission|Congress|Senate|Parliament|Union|Association|Institute|Bureau"
    r"|Observatory|Army|Navy|Forces?|Police|Office|Times|Post|Journal|News|Reserve|House|Center"
    r"|Centre|Organi[sz]ation|Authority|Company|Steel|Motors|Airlines?|Service|Fund|Board"
    r"|Exchange|Watch|Administration|School|Hospital|Church|Foundation|Nations|Federation)\b\.?$"
)
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
_NOT_NAMES = word_set(
    """
    The A An It He She They We I You This That These Those But And Or However In On At After
    Before When While As If There Here His Her Its Their Our My Your For From With By Since Some
    Many Most Several Nobody No Both Each Meanwhile So Although Though Despite According Among
    About More Less Over Under At Not Now Then What Who Why How Where Which One Two Three Four
    Five Six Seven Eight Nine Ten Eleven Twelve Dozens Hundreds Thousands Nearly Around Earlier
    Later Last Next Today Yesterday Tomorrow Officials Police Authorities Because During Until
    Of To Also Yet Still Even Only Just All Any Every Another Other Others Such Through Like
    Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May
    June July August September October November December Jan Feb Mar Apr Jun Jul Aug Sep Sept
    Oct Nov Dec Yes Well Let Follow Speaking Asked Under Out Up Off Between Within Without
    Instead Rather Once Following Critics Rescuers Residents Witnesses
    """
)
_WORD = (
    r"(?:(?:[A-Z]\.){1,4}|(?:Mr|Mrs|Ms|Dr|Gov|Sen|Rep|Gen|Lt|Col|Sgt|Capt|Prof|St|Jr|Sr|Maj)\."
    r"|[A-ZÀ-Ý][\w]{0,40}(?:[-’'][A-Za-z]\w{1,40}){0,3})"
)
_SPAN = re.compile(
    rf"(?<![\w.]){_WORD}"
    rf"(?:(?:[ \t]+|[ \t]+(?:of|de|al|bin|von|van|el|der|for|of the)[ \t]+){_WORD}){{0,7}}"
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
_KNOWN_ORGANISATIONS = frozenset(_KNOWN_PAIRS.values()) | {"NATO", "Kremlin", "Pentagon"}


@dataclass(frozen=True, slots=True)
class Span:
    """A capitalised span with its words; titles before a person's name are kept apart."""

    text: str
    start: int
    end: int
    titles: tuple[str, ...]


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
        known = canonical_place(canonical) or _ORGANISATION.search(canonical)
        return bool(plain) and not known and canonical_place(canonical.split()[0]) is None

    def resolve(self, name: str) -> str:
        """The canonical form of a name as it stands in the article."""
        return self.canonical.get(name, _KNOWN_PAIRS.get(name, canonical_place(name) or name))


def spans(text: str, start: int = 0, end: int | None = None) -> Iterator[Span]:
    """Capitalised spans that may be names, in order, possessive endings taken off."""
    for match in _SPAN.finditer(text, start, len(text) if end is None else end):
        yield from _trimmed(text, match.start(), match.end())


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    words = [(m.start() + start, m.end() + start) for m in re.finditer(r"\S+", text[start:end])]
    for break_at, (a, b) in enumerate(words):
        if re.search(r"[’']s$", text[a:b]) and break_at + 1 < len(words):
            yield from _trimmed(text, start, b)
            yield from _trimmed(text, words[break_at + 1][0], end)
            return
    while words and _plain(text, words[0]) in _NOT_NAMES | {"of", "for", "de"}:
        words.pop(0)
    while words and _plain(text, words[-1]) in _NOT_NAMES | {"of", "for", "the"}:
        words.pop()
    for at in range(2, len(words) - 1):
        if _leaves_for_place(text, words, at, end):
            yield from _trimmed(text, start, words[at - 1][1])
            yield from _trimmed(text, words[at + 1][0], end)
            return
    yield from _named(text, words)


def _leaves_for_place(text: str, words: list[tuple[int, int]], at: int, end: int) -> bool:
    """Whether "of" parts two names: in "Al Gore of Tennessee" it does, in "Bank of England" not."""
    # , "Bank of England" does not."""
    if text[words[at][0] : words[at][1]] != "of":
        return False
    held = text[words[0][0] : words[at - 1][1]]
    place = canonical_place(text[words[at][1] : end].strip())
    return place is not None and not _ORGANISATION.search(held)


def _named(text: str, words: list[tuple[int, int]]) -> Iterator[Span]:
    """A place in front, titles and the name itself."""
    rank = max((i for i, w in enumerate(words) if _plain(text, w) in _RANKS), default=0)
    lead = next((i for i in range(rank) if _plain(text, words[i]) in TITLES), rank)
    if 0 < lead <= rank and canonical_place(text[words[0][0] : words[lead - 1][1]]):
        yield Span(text[words[0][0] : words[lead - 1][1]], words[0][0], words[lead - 1][1], ())
        words = words[lead:]
    titles: list[str] = []
    rest = list(words)
    ranked = max((i for i, w in enumerate(words) if _plain(text, w) in _RANKS), default=0)
    led = _plain(text, words[0]) in TITLES if words else False
    while len(rest) > 1 and (
        _plain(text, rest[0]) in TITLES or (led and len(titles) <= ranked < len(words) - 1)
    ):
        titles.append(_plain(text, rest.pop(0)))
    if not any(title in _RANKS for title in titles):
        rest, titles = words, []
        if rest and _OFFICE_OF.search(text, max(0, rest[0][0] - 25), rest[0][0]):
            rest = _past_office(text, [rest[0], *rest]) or rest
    if titles and rest and _plain(text, rest[0]) == "of":
        rest = _past_office(text, rest)
    if not rest:
        return
    first, last = rest[0][0], rest[-1][1]
    last -= len(re.search(r"(?:[’']s?)?$", text[first:last])[0])  # type: ignore[index]
    name = text[first:last]
    if len(name) > 1 and (name not in TITLES or titles):
        yield Span(name, first, last, tuple(titles))


def _past_office(text: str, words: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """What follows "of State" in "Secretary of State Ana Ruiz": the name, if there is one."""
    at = 1
    while at < len(words):
        word = _plain(text, words[at])
        if word not in _OFFICES and word != "the" and canonical_place(word) is None:
            break
        at += 1
    return words[at:]


def _plain(text: str, word: tuple[int, int]) -> str:
    return text[word[0] : word[1]].rstrip(".").removesuffix("'s").removesuffix("’s")


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
        if " " in name and canonical_place(name) is None and not _ORGANISATION.search(name)
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
    people = {name for name in full if titled[name] & _RANKS or _called_by_surname(name, seen)}
    people |= {
        name for name in seen if titled[name] & _RANKS and " " not in name and name not in canonical
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
        for title in titles & _RANKS:
            bearers[_LONG.get(title, title).lower()].add(canonical.get(name, name))
    return {title: next(iter(names)) for title, names in bearers.items() if len(names) == 1}


_LONG = {
    "Gov": "Governor",
    "Sen": "Senator",
    "Rep": "Congressman",
    "Gen": "General",
    "PM": "Premier",
}


def mentions(text: str, names: Names, start: int, end: int) -> tuple[Mention, ...]:
    """The names in ``text[start:end]`` with kind and canonical form."""
    found = []
    for span in spans(text, start, end):
        canonical = names.resolve(span.text)
        known = span.text in names.confirmed or canonical != span.text
        if not known and _opens(text, span) and canonical_place(canonical) is None:
            continue
        found.append(
            Mention(
                text=span.text,
                start=span.start,
                end=span.end,
                kind=kind_of(canonical, names),
                canonical=canonical,
            )
        )
    return tuple(found)


def kind_of(canonical: str, names: Names) -> NameKind:
    """What a canonical name names, as far as its words and the article tell."""
    if canonical in names.people:
        return "person"
    if canonical in _KNOWN_ORGANISATIONS or _ORGANISATION.search(canonical):
        return "organisation"
    if canonical_place(canonical) is not None:
        return "place"
    return "organisation" if re.fullmatch(r"(?:[A-Z]\.?){2,6}", canonical) else "name"
