"""Capitalised spans of a text: the places where names may be."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from claimcheck.claims.lexicon import word_set
from claimcheck.facts.places import canonical_place

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
RANKS = TITLES - word_set(
    """
    Treasury Commerce Economy Foreign Finance Defence Defense Interior Justice Trade State
    Executive Police Republican Democrat Democratic Labor Homeland Security Majority Minority
    House Senate White Health Education Energy City County Press Vice Prime Former
    """
)
# Of these, those that follow the name of what they lead: "Ford Chairman Ana Ruiz".
_POSTS = word_set(
    """
    President Minister Secretary Chief Chairman Chairwoman Chair Officer CEO Governor Gov Director
    Commissioner Spokesman Spokeswoman Spokesperson Superintendent Administrator Mayor
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
ORGANISATION = re.compile(
    r"\b(?:Inc|Corp|Ltd|Co|LLC|PLC|Group|Bank|Party|Ministry|Department|Agency|University|Council"
    r"|Court|Committee|Commission|Congress|Senate|Parliament|Union|Association|Institute|Bureau"
    r"|Observatory|Army|Navy|Forces?|Police|Office|Times|Post|Journal|News|Reserve|House|Center"
    r"|Centre|Organi[sz]ation|Authority|Company|Steel|Motors|Airlines?|Service|Fund|Board"
    r"|Exchange|Watch|Administration|School|Hospital|Church|Foundation|Nations|Federation)\b\.?$"
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
    Instead Rather Once Following Critics Rescuers Residents Witnesses Organisers Organizers
    Investigators Prosecutors Lawmakers Activists Protesters Analysts Economists Scientists
    Researchers Doctors Firefighters Campaigners Lawyers Experts Villagers Survivors Relatives
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


@dataclass(frozen=True, slots=True)
class Span:
    """A capitalised span with its words; titles before a person's name are kept apart."""

    text: str
    start: int
    end: int
    titles: tuple[str, ...]


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
    return place is not None and not ORGANISATION.search(held)


def _named(text: str, words: list[tuple[int, int]]) -> Iterator[Span]:
    """A place in front, titles and the name itself."""
    rank = max((i for i, w in enumerate(words) if _plain(text, w) in RANKS), default=0)
    lead = next((i for i in range(rank) if _plain(text, words[i]) in TITLES), rank)
    if 0 < lead <= rank and canonical_place(text[words[0][0] : words[lead - 1][1]]):
        yield Span(text[words[0][0] : words[lead - 1][1]], words[0][0], words[lead - 1][1], ())
        words = words[lead:]
    held = {_plain(text, word) for word in words[lead : rank + 1]}
    if lead > 0 and rank + 1 < len(words) and held & _POSTS:
        yield from _named(text, words[:lead])  # "UAW Vice President Ana Ruiz"
        words = words[lead:]
    titles: list[str] = []
    rest = list(words)
    ranked = max((i for i, w in enumerate(words) if _plain(text, w) in RANKS), default=0)
    led = _plain(text, words[0]) in TITLES if words else False
    while len(rest) > 1 and (
        _plain(text, rest[0]) in TITLES or (led and len(titles) <= ranked < len(words) - 1)
    ):
        titles.append(_plain(text, rest.pop(0)))
    if not any(title in RANKS for title in titles):
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


def opening(text: str) -> str:
    """The span that a text begins with, "" where it begins with none."""
    return next((span.text for span in spans(text) if text.startswith(span.text)), "")
