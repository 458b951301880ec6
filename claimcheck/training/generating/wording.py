"""Say the same in other words, and put one span in the place of another with clean grammar."""

from __future__ import annotations

import random
import re

from claimcheck.facts.datewords import MONTH_WORDS, WEEKDAY

# The left word implies the right ones wherever news puts it; "" leaves it out.
_SWAPS: dict[str, tuple[str, ...]] = {
    "lawmakers": ("legislators",),
    "legislators": ("lawmakers",),
    "attorney": ("lawyer",),
    "lawyer": ("attorney",),
    "attorneys": ("lawyers",),
    "lawyers": ("attorneys",),
    "bought": ("purchased",),
    "purchased": ("bought",),
    "began": ("started",),
    "nearly": ("almost",),
    "almost": ("nearly",),
    "roughly": ("approximately",),
    "approximately": ("roughly",),
    "huge": ("enormous", "massive"),
    "enormous": ("huge", "massive"),
    "massive": ("huge",),
    "physician": ("doctor",),
    "biggest": ("largest",),
    "largest": ("biggest",),
    "frequently": ("often",),
    "often": ("frequently",),
    "took place": ("happened", "occurred"),
    "occurred": ("happened", "took place"),
    "were injured": ("were hurt", "were wounded"),
    "were wounded": ("were hurt", "were injured"),
    "was injured": ("was hurt",),
    "protesters": ("demonstrators",),
    "demonstrators": ("protesters",),
    "obtained": ("got", "acquired"),
    "tried to": ("attempted to",),
    "attempted to": ("tried to",),
    "wants to": ("seeks to",),
    "received": ("got",),
    "is expected to": ("is set to",),
    "are expected to": ("are set to",),
    "entire": ("whole",),
    "rapidly": ("quickly",),
    "quickly": ("swiftly",),
    "movie": ("film",),
    "currently": ("now",),
    "in order to": ("to",),
    "gunman": ("shooter",),
    "constructed": ("built",),
    "teenager": ("teen",),
    "teenagers": ("teens",),
    "selected": ("chose",),
    "last year": ("the previous year",),
    "two years ago": ("24 months ago",),
    "murdered": ("killed",),
    "fatally shot": ("shot dead", "killed"),
    "assassinated": ("killed",),
    "senators": ("lawmakers",),
    "teachers": ("educators",),
    "soared": ("rose",),
    "surged": ("rose",),
    "climbed": ("rose",),
    "plunged": ("fell", "dropped"),
    "plummeted": ("fell", "dropped"),
    "unanimously": ("",),
    "quietly": ("",),
    "sharply": ("",),
    "dramatically": ("",),
    "immediately": ("",),
    "recently": ("",),
    "repeatedly": ("",),
    "officially": ("",),
    "publicly": ("",),
}
_ANY_SWAP = re.compile(
    r"(?<![\w'’.-])(?:"
    + "|".join(re.escape(w) for w in sorted(_SWAPS, key=len, reverse=True))
    + r")(?![\w'’-])"
)
_LAST_TIME = re.compile(
    rf"^(?P<rest>.{{25,}}?)(?<!,) (?P<time>(?:(?:on|in|early|late|last) )?(?:early |late |last )?"
    rf"(?:{WEEKDAY}(?: (?:morning|afternoon|evening|night))?"
    rf"|(?:on|in) {MONTH_WORDS}(?: [0-9]{{1,2}})?(?:,? (?:19|20)[0-9]{{2}})?"
    rf"|in (?:19|20)[0-9]{{2}}|last (?:year|week|month)|this (?:year|week|month)))\.$"
)
_FIRST_TIME = re.compile(
    rf"^(?P<time>(?:On|In|Late|Early|Last)? ?(?:{WEEKDAY}(?: (?:morning|afternoon|evening|night))?"
    rf"|{MONTH_WORDS}(?: [0-9]{{1,2}})?(?:,? (?:19|20)[0-9]{{2}})?|(?:19|20)[0-9]{{2}})),? "
    rf"(?P<rest>(?:the|a|an|[A-Z]\w+) .{{20,}})\.$"
)
_INNER = re.compile(r"\b(?:\w{3,}ing|to|that|who|which|where|of|and|but|when|before|after)\b|,")
_PLAIN_OPENING = re.compile(
    r"(?:Former|Incumbent|Federal|Senior|Local|Other|The|A|An|His|Her|Its|Their|Some|Many|Most|About|More|At|Police|Officials|Authorities"
    r"|Nearly|Almost|Several|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten|Voters|Lawmakers)\s"
)
_AN = re.compile(
    r"(?:[aeio]|u(?!ni|se|sa|ti|k|\.|ru)|8|1[18](?![0-9])|hour|honest|honor|heir)", re.I
)
_NOT_AN = re.compile(r"(?:one|once|euro|eu\b|UN\b|US\b|U\.|ouija)", re.I)


def splice(text: str, start: int, end: int, new: str) -> str:
    """``text`` with ``new`` in place of ``text[start:end]``; a/an and the first capital follow."""
    head, tail = text[:start], text[end:]
    if not head:
        new = capital(new)
    found = re.search(r"\b(a|an|A|An) $", head)
    if found:
        wanted = article(new)
        wanted = wanted.capitalize() if found[1][0] == "A" else wanted
        head = head[: found.start()] + wanted + " "
    made = " ".join((head + new + tail).split())
    return re.sub(r" ([.,])", r"\1", made)


def article(following: str) -> str:
    """ "a" or "an" before a word or a number."""
    plain = following.lstrip("$£€‘“'\"")
    return "an" if _AN.match(plain) and not _NOT_AN.match(plain) else "a"


def capital(text: str) -> str:
    """With a capital in front."""
    return text[:1].upper() + text[1:]


def lowered(text: str) -> str | None:
    """The sentence as it goes on after other words; None where its first word may be a name."""
    return text[0].lower() + text[1:] if _PLAIN_OPENING.match(text) else None


def reword(text: str, rng: random.Random, keep: tuple[str, ...] = ()) -> str:
    """What follows from ``text``, in other words where there are any; ``keep`` stays as it is."""
    options = [m for m in _ANY_SWAP.finditer(text) if not any(m[0] in phrase for phrase in keep)]
    rng.shuffle(options)
    for match in sorted(options[:2], key=lambda m: -m.start()):
        text = splice(text, match.start(), match.end(), rng.choice(_SWAPS[match[0]]))
    return moved_time(text, rng) if rng.random() < 0.6 else text


def moved_time(text: str, rng: random.Random) -> str:
    """The time from the end to the front, or from the front to the end."""
    last = _LAST_TIME.match(text)
    # Of a longer sentence the time at the end may belong to an inner verb.
    if last and len(last["rest"].split()) <= 10 and not _INNER.search(last["rest"]):
        rest = last["rest"]
        rest = rest if not _PLAIN_OPENING.match(rest) else rest[0].lower() + rest[1:]
        comma = "," if rng.random() < 0.7 else ""
        return f"{capital(last['time'])}{comma} {rest}."
    first = _FIRST_TIME.match(text)
    if first and "," not in first["rest"] and not re.search(r"\d{4}$", first["rest"]):
        time = first["time"]
        if re.match(r"(?:On|In|Late|Early|Last) ", time):
            time = time[0].lower() + time[1:]
        return f"{capital(first['rest'])} {time}."
    return text
