"""What happened to the people that a figure counts: killed, injured, missing, arrested, ...

News says one thing in many ways: "killed 44", "44 dead", "a death toll of 44", "claimed 44
lives". All of them become the noun "person" and one state, so that figures of two outlets meet.
States that are counted apart ("evacuated" and "displaced", "feared dead" and "killed") stay apart.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from claimcheck.facts.grammar import BOUND_TAIL, CLAUSE_WORD, STATES, WORD
from claimcheck.facts.units import MONEY
from claimcheck.records import Figure
from claimcheck.words import content_stems

__all__ = ["PEOPLE_STATES", "is_person", "people_phrase", "state_of", "states_told", "who"]

PEOPLE_STATES: frozenset[str] = frozenset(STATES.values()) | {"feared dead", "aboard"}

# Endings and words of nouns that name people; other nouns keep their own name when "killed".
_PERSON = re.compile(
    r"(?:er|or|ian|ist|ee|ant|an|ese|i|ite|ard|man|woman|eur|ive)$|^(?:person|child|adult|"
    r"kid|boy|girl|student|"
    r"troop|police|victim|youth|agent|resident|patient|life|casualty|cop|medic|nurse|guard|"
    r"suspect|hostage|pilot|crew|journalist|democrat|teen|infant|bab(?:y|ie)|refugee|dead|"
    r"migrant|militant|insurgent|terrorist|national|friend|family|mp|marine|cleric|monk|priest|"
    r"pilgrim|tourist|guest|aide|official|body|one|other|member|male|female|relative|captive|"
    r"american|israeli|"
    r"palestinian|briton)$"
)
_GIVEN: dict[str, str] = {
    form: state
    for state, forms in {
        "killed": "kill kills killed killing drown drowns drowned drowning execute executes "
        "executed executing massacred murdered slaughtered beheaded",
        "injured": "injure injures injured injuring wound wounds wounded wounding hurt hurts "
        "hurting",
        "arrested": "arrest arrests arrested arresting detain detains detained detaining",
        "displaced": "displace displaces displaced displacing uproot uprooted uprooting",
        "evacuated": "evacuate evacuates evacuated evacuating",
        "rescued": "rescue rescues rescued rescuing",
        "freed": "free frees freed freeing release releases released releasing",
        "abducted": "abduct abducts abducted abducting kidnap kidnaps kidnapped kidnapping",
        "hospitalised": "hospitalise hospitalised hospitalising hospitalize hospitalized "
        "hospitalizing",
        "infected": "infect infects infected infecting sicken sickens sickened sickening",
    }.items()
    for form in forms.split()
}
_INTRANSITIVE = frozenset(
    "dead die dies died dying death deaths fatality fatalities perish perishes perished drown "
    "drowns drowned missing homeless fled injuries arrests survive survives survived "
    "survivor survivors".split()
)
_DOUBTED = frozenset("feared presumed believed thought assumed".split())
_BE = frozenset("is are was were be been being get got".split())
_DEATH_NOT = frozenset("row threat threats penalty sentence sentences certificates rate".split())
_BREAKS = frozenset("in and but from to on by at with after when while who that".split())
_OBJECT = re.compile(
    r"\s+(?:\d|[$£€]|(?:at least|more than|about|an?|the|his|her|their|its|dozens|one|two|three|"
    r"four|five|six|seven|eight|nine|ten|him|them|it)\b|(?-i:(?!\w+day\b)[A-Z][a-z]))"
)
_PHRASES = (
    (
        "killed",
        r"(?:shot|gunned|stabbed|burned|burnt|beaten|crushed|trampled|hacked) (?:and killed|dead|"
        r"down|to death)|(?:lost|losing|lose) (?:their|his|her) li(?:fe|ves)|"
        r"lives (?:were |have been |are )?lost",
    ),
    ("hospitalised", r"(?:taken|sent|rushed|brought|airlifted) to (?:\w+ )?hospitals?\b"),
    ("hospitalised", r"in (?:the )?hospitals?\b"),
    ("arrested", r"(?:taken into|in) (?:police )?custody"),
    ("abducted", r"taken (?:hostage|captive)"),
    ("displaced", r"(?:forced|driven) (?:from|out of) their homes|left homeless"),
    ("infected", r"test(?:ed)? positive|(?:fell|fallen|falling|fall|became|become) ill"),
    ("survived", r"(?:pulled|found|brought|dug|recovered) (?:out )?alive"),
)
_PHRASE = re.compile(
    r"^(?:\s[\w'’-]+){0,4}?\s(?:"
    + "|".join(f"(?P<p{i}>{pattern})" for i, (_, pattern) in enumerate(_PHRASES))
    + ")",
    re.I,
)
# "44 people, including 12 children, were killed"
_ASIDE = re.compile(
    r"^(?:\s[\w'’-]+){0,3}, (?:including|among them|most of them|mostly|many of them)\s[^,.;]{1,60}"
    r", (?:were|was|are|have been|had been|have|had)?\s?(?:confirmed |reported )?(\w+)"
)
# "27 people in Kerr County died"
_PLACED = re.compile(
    r"^(?:\s[\w'’-]+){1,2} (?:in|at|near|from|across) (?:the )?(?:[A-Z][\w'’.-]*\s){1,3}"
    r"(?:were |was |are |have been |have |had |had been )?(\w+)"
)
# "12 students who died when their bus was swept away"
_WHO = re.compile(
    r"^(?:\s[\w'’-]+){0,3}\s(?:who|that)\s(?:(?:were|was|have|had|been|all|reportedly)\s){0,3}(\w+)"
)
_ABOARD = re.compile(r"^(?:\s[\w'’-]+){1,3}\s(?:on ?board|aboard)\b", re.I)
_CARRYING = re.compile(r"\b(?:carry|transport|ferry)ing\s(?:[\w ]{0,12}\s)?$", re.I)
_CLAIMS = re.compile(r"\b(?:claim|cost|took|tak|los)(?:s|e|es|ed|en|ing|t)?\s$|\bloss of\s$", re.I)
_LIVES = re.compile(r"^(?:\s\w+)?\slives\b")
_JOINED = re.compile(rf"\b({'|'.join(_GIVEN)})\s(?:[^\s,;]+\s){{1,5}}and\s$", re.I)
_JOINED_AFTER = re.compile(r"^\s(?:others?|[\w-]+)(?:\s[\w-]+)?(?:\s*[.,;]|\s*$|\s(?:in|at|on)\b)")
_LEADS_UP = re.compile(
    r"(?:\b(?:to|at|of|is|was|are|were|now|stands|stood|reach\w*|hit\w*|pass\w*|top\w*|past|"
    r"surpass\w*|exceed\w*|as high as)|:)\s?$",
    re.I,
)
_TOLL = re.compile(
    r"\b(?:(?P<toll>toll)|(?P<noun>deaths|fatalities|injuries|arrests)|"
    r"puts? the (?P<all>dead|injured|wounded|missing)|"
    r"(?:number|count|tally|total|toll) (?:of|for) (?:(?:the|those|people|persons|confirmed|"
    r"civilians|who|have|had|were|are|\w+s) ){0,3}(?P<who>[a-z]+))\b",
    re.I,
)
_OTHER_TOLL = re.compile(r"\b(?:injured|wounded|missing|injury)\b", re.I)


_THINGS = frozenset(
    """water river tower power paper order number summer winter computer corner center border
    weather letter matter quarter finger chamber tanker container trailer helicopter cluster
    disaster shelter layer theater newspaper timber motor sector factor floor door error tractor
    reactor elevator generator restaurant plant elephant amount island thousand yard
    board keyboard standard hazard award reward""".split()
)


def is_person(noun: str) -> bool:
    """Whether a singular noun names people."""
    return noun not in _THINGS and _PERSON.search(noun) is not None


def state_of(left: str, window: str, near: Sequence[str], noun: str, right: str) -> str:
    """The state of the people a count is of, "" where none is told.

    Args:
        left: the clause before the figure, with the words of its bound.
        window: the text after the figure, across commas.
        near: the words of ``right``.
        noun: what is counted, singular; "" where no noun stands after the figure.
        right: the clause after the figure.
    """
    state, form = _after(right, near)
    aside = None if state else _ASIDE.match(window)
    if aside:
        state = STATES.get(aside.group(1).lower(), "")
    if not state:
        state, form = _before(left[: BOUND_TAIL.search(left).start()], right)  # type: ignore[union-attr]
    if not state and is_person(noun):
        state = "aboard" if _ABOARD.match(right) or _CARRYING.search(left) else ""
    if state in ("freed", "hospitalised", "infected") and not is_person(noun):
        return state if not noun and form not in ("released", "release", "releases") else ""
    return state


def _after(right: str, near: Sequence[str]) -> tuple[str, str]:
    """The state that the words after the figure tell, and the word that tells it."""
    for position, word in enumerate(near[:8]):
        low = word.lower()
        following = near[position + 1].lower() if position + 1 < len(near) else ""
        if low in _DOUBTED and STATES.get(following) == "killed":
            return "feared dead", low
        if low in STATES and not (low == "death" and following in _DEATH_NOT):
            passive = position > 0 and near[position - 1].lower() in _BE
            if passive or low in _INTRANSITIVE or not _has_object(right, word):
                return STATES[low], low
            return "", ""
        if position and low in _BREAKS:
            break
    phrase = _PHRASE.match(right)
    if phrase and phrase.lastgroup:
        return _PHRASES[int(phrase.lastgroup[1:])][0], ""
    told = _WHO.match(right)
    if told and not (told[1] not in _INTRANSITIVE and _has_object(right, told[1])):
        return STATES.get(told[1].lower(), ""), told[1].lower()
    placed = _PLACED.match(right)
    last = placed.group(1).lower() if placed else ""
    return STATES.get(last, ""), last


def _has_object(right: str, word: str) -> bool:
    """Whether the verb acts on something: "12 officers arrested 9 men" arrests no officers."""
    at = right.find(word)
    return _OBJECT.match(right, at + len(word)) is not None


def _before(left: str, right: str) -> tuple[str, str]:
    """The state that leads up to the figure: "killed", "raising the death toll to"."""
    if _LIVES.match(right):
        return ("killed", "lives") if _CLAIMS.search(left) else ("", "")
    words = WORD.findall(left)[-12:]
    if not words:
        return "", ""
    last = words[-1].lower()
    if last in _GIVEN and left.rstrip().endswith(words[-1]):
        return _GIVEN[last], last
    joined = _JOINED.search(left[-90:])
    if joined and _JOINED_AFTER.match(right):
        return _GIVEN[joined.group(1).lower()], last
    return (_toll(left), last) if _LEADS_UP.search(left) else ("", "")


def _toll(left: str) -> str:
    """The state whose count the clause gives: "the toll from the floods in Texas rose to"."""
    cut = [found.end() for found in CLAUSE_WORD.finditer(left)]
    clause = left[cut[-1] :] if cut else left
    found = None
    for found in _TOLL.finditer(clause):
        if found.group("toll"):
            other = _OTHER_TOLL.search(clause)
            dead = re.search(r"\b(?:death|fatality|dead)\b", clause, re.I)
            return STATES.get(other.group().lower(), "injured") if other and not dead else "killed"
        named = (found.group("noun") or found.group("all") or found.group("who") or "").lower()
        if named in STATES:
            return STATES[named]
    return ""


_COLLECTIVE = {"person": "people", "child": "children", "man": "men", "woman": "women"}


def states_told(figure: Figure) -> frozenset[str]:
    """What a figure says has happened to the people that it counts."""
    return frozenset() if figure.unit in MONEY else PEOPLE_STATES & set(figure.modifiers)


def who(figure: Figure) -> frozenset[str]:
    """Stems of the words that say which people a figure counts: "soldiers", not "people"."""
    named = [m for m in (figure.noun, *figure.modifiers) if m != "person" and is_person(m)]
    return content_stems(" ".join(named))


def people_phrase(figure: Figure) -> str:
    """What a figure counts in words that read after it: "people killed", "soldiers injured".

    "" for figures that count no people in a known state.
    """
    state = next((m for m in figure.modifiers if m in PEOPLE_STATES), "")
    if figure.unit or not state:
        return ""
    named = [m for m in figure.modifiers if m != state and " " not in m and is_person(m)]
    noun = named[0] if figure.noun == "person" and named else figure.noun
    return f"{_COLLECTIVE.get(noun, noun + 's')} {state}"
