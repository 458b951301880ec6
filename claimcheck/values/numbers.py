"""Numbers as news writes them: digits, words, fractions, ratios, ordinals and vague plurals.

``ATOM`` finds candidates; ``atom_value`` gives their value. Whether a candidate is a figure at
all (and no year, flight or address) is decided by the caller with ``is_name_or_date``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from claimcheck.language import table
from claimcheck.values.context import text_before
from claimcheck.values.datewords import MONTH_WORDS
from claimcheck.values.units import CURRENCY_PREFIX

_TABLE = table("numbers")
SMALL = _TABLE.table("small").numbers()
TENS = _TABLE.table("tens").numbers()
BIG = _TABLE.table("magnitudes").numbers()
SHORT = _TABLE.table("short").numbers()
PARTS = _TABLE.table("parts").numbers()
ORDINALS = _TABLE.table("ordinals").numbers()
VAGUE = _TABLE.table("vague").numbers()
_GLYPHS = _TABLE.table("glyphs").numbers()


def either(words: Iterable[str]) -> str:
    """An alternation that prefers the longer word."""
    return "|".join(re.escape(w) for w in sorted(words, key=lambda word: (-len(word), word)))


_DIGIT = either(word for word, value in SMALL.items() if value < 10)
_SMALL = rf"(?:(?:{either(TENS)})(?:[- ](?:{_DIGIT}))?|(?:{either(SMALL)}))\b"
_HUNDRED = rf"(?:(?:{_SMALL}|an?)[ -]hundred\b(?:(?: and)? {_SMALL})?|{_SMALL})"
_BIG = rf"(?:{either(BIG)})\b"
_GLYPH = f"[{''.join(_GLYPHS)}]"
_NUMERAL = (
    r"(?:[0-9]{1,3}(?:,[0-9]{2,3})+(?![0-9])(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?)"
    rf"(?:[ -][1-9]/[2-9](?![0-9/])|{_GLYPH})?|{_GLYPH}|(?<![0-9])\.[0-9]+"
)
ATOM = re.compile(
    rf"""(?<!\w)(?:
      (?P<ratio>(?:{_SMALL}|[0-9]{{1,3}})(?:[ ](?:in|out[ ]of)[ ](?:every[ ])?|-in-)
        (?:[0-9]{{1,3}}(?:(?:,[0-9]{{3}})+|\.[0-9]+)?(?:[ ]{_BIG})?(?![\w%:/]|,[0-9]|\.[0-9])
        |{_SMALL}(?![ -](?:{_BIG}))))
    | (?P<ord>[0-9]{{1,4}}(?:st|nd|rd|th)\b|(?:(?:{either(TENS)})-)?
        (?:{either(ORDINALS)})\b)
    | (?P<cur>(?-i:{CURRENCY_PREFIX})[ \u00a0]?)?(?P<num>{_NUMERAL})
    | (?P<frac>(?:{_SMALL}|an?)[ -](?:{either(PARTS)})s?\b|three[ -]quarters\b
        |half(?:[ ]an?[ -]{_BIG})?\b)
    | (?P<vague>(?:{either(VAGUE)})\b)
    | (?P<word>(?:{_HUNDRED}|an?)[ -]{_BIG}(?:[ -]{_BIG})?
        (?:,?[ ](?:and[ ])?{_HUNDRED}(?:[ ]{_BIG})?)?|{_HUNDRED}
        |zero\b)
    )""",
    re.IGNORECASE | re.VERBOSE,
)


# What a number in words begins with.
FIRST_WORDS = frozenset(
    (*SMALL, *TENS, *ORDINALS, "a", "an", "half", "zero", *(words.split()[0] for words in VAGUE))
)


def plain(text: str) -> str:
    """Lower case, for what a pattern that ignores case has matched: "ſIX" is "six"."""
    return text.casefold().replace("\u0307", "").replace("ı", "i")


def words_value(text: str) -> float:
    """The value of a cardinal in words: "two hundred and fifty" is 250, "half a dozen" is 6."""
    total, current, half = 0.0, 0.0, False
    for word in re.split(r"[\s,-]+", plain(text)):
        if word == "half":
            half = True
        elif word in ("a", "an"):
            current = 1
        elif word in SMALL or word in TENS:
            current += SMALL.get(word) or TENS[word]
        elif word in ("hundred", "dozen"):
            current = (current or 1) * BIG[word]
        elif word in BIG:
            total, current = total + (current or 1) * BIG[word], 0.0
    return (total + current) / 2 if half else total + current


def numeral_value(text: str) -> float:
    """The value of digits with separators, a fraction or a fraction sign after them."""
    value, rest = 0.0, text.replace(",", "")
    if rest[-1] in _GLYPHS:
        value, rest = _GLYPHS[rest[-1]], rest[:-1]
    if "/" in rest:
        whole, _, part = rest.replace("-", " ").rpartition(" ")
        over, under = part.split("/")
        value, rest = float(over) / float(under), whole
    return value + (float(rest) if rest else 0.0)


def atom_value(match: re.Match[str]) -> tuple[str, float]:
    """The kind of an ``ATOM`` match (the group's name) and its value, before any magnitude."""
    kind = match.lastgroup or "num"
    text = match.group(kind)
    if kind == "num":
        return kind, numeral_value(text)
    lowered = plain(text)
    if kind == "ratio":
        parts = re.split(r"[ -](?:in|out of)[ -](?:every )?", lowered)
        over, under = (_digits_or_words(part) for part in parts)
        return kind, over / under if under else 0.0
    if kind == "ord":
        if lowered[0].isdigit():
            return kind, float(lowered[:-2])
        tens, _, last = lowered.rpartition("-")
        return kind, float(TENS.get(tens, 0) + ORDINALS[last])
    if kind == "vague":
        return kind, VAGUE[lowered]
    if kind == "frac":
        return kind, _fraction(lowered)
    return kind, 0.0 if lowered == "zero" else words_value(lowered)


def _digits_or_words(text: str) -> float:
    """The value of "5", "1,000", "3.64 billion" or "five"."""
    if not text[0].isdigit():
        return words_value(text)
    number, _, scale = text.partition(" ")
    return numeral_value(number) * BIG.get(scale, 1.0)


def _fraction(text: str) -> float:
    words = re.split(r"[ -]", text)
    if words[0] == "half":
        return words_value(text) if len(words) > 1 else 0.5
    part = words[-1] if words[-1] in PARTS else words[-1][:-1]
    return words_value(" ".join(words[:-1])) / PARTS[part]


_MONTH = MONTH_WORDS
_DAY = r"[0-9]{1,2}(?:st|nd|rd|th)?"
_NAMED = either(table("named").texts("before_numbers"))
_LEFT_NAMED = re.compile(
    rf"(?:\b(?:{_NAMED})[ \u00a0]$|(?<!-to-)(?<!agnitude-)(?<=[A-Za-z][-–])$|[#@_=&/]$|"
    r"[0-9][:.,/]$|\[$|[a-z”\"'][.,][”\"]?$|\w\+$|['’]$)"
)
_LEFT_MONTH = re.compile(
    rf"\b{_MONTH}(?:[ \u00a0](?:the )?|,[ ]?)"
    rf"(?:{_DAY}(?:[ ]?(?:-|–|—|,|and|to|through|or|&)[ ]?))*$"
)
_RIGHT_MONTH = re.compile(
    rf"(?:(?:st|nd|rd|th)?(?:[ ]?(?:-|–|—|,|and|to|or|&)[ ]?{_DAY})?(?:[ \u00a0-]|[ ]of[ ])"
    rf"{_MONTH}(?!\w)(?![ ](?:have|be|not|also|die|need|lose|face)\b))"
)
_RIGHT_TIME = re.compile(
    r"(?:[:][0-9]{2}|(?:[ ]?(?:-|–|to|and)[ ]?[0-9]{1,2}(?:[:.][0-9]{2})?)?[ \u00a0]?"
    r"(?:[ap]\.[ ]?m\b\.?|[ap]m\b|[AP]\.?M\b|o['’]clock|GMT\b|UTC\b|BST\b|CET\b|EDT\b|EST\b|ET\b"
    r"|PT\b|IST\b|hrs?[ ]IST\b|hours[ ]GMT\b))"
)
_RIGHT_OTHER = re.compile(
    r"(?:\.[0-9]|/[0-9]|\]|"
    r"[ ]Minutes\b|[ ](?:[A-Z][\w'.]*[ ]){1,3}(?:Street|St\b|Avenue|Ave\b|Road|Rd\b|"
    r"Boulevard|Blvd|Lane|Drive|Square|Highway|Parkway)|"
    r"(?:[ ]?(?:to|-|–|and)[ ]?[0-9]{1,4})?[ ](?:(?:BC|BCE|AD|CE)\b|A\.D\.|B\.C\.)|\.[A-Za-z]{2,})"
)
_PHONE = re.compile(r"(?:[0-9]{3}[-. ])?[0-9]{3,5}[- ][0-9]{4,}|[0-9]{2}-[0-9]{3,5}(?![0-9,])(?!-)")
_DAY_NAME = re.compile(
    r"9[-/]11(?![0-9])|24[-/]7(?![0-9])|911 (?:calls?|cent(?:er|re)s?|dispatch|operators?|callers?|"
    r"tapes?|system)|7[0-8]7s? (?:MAX|Max|Dreamliner|jets?|planes?|aircraft|airliners?)"
)
_VERSION = re.compile(r"[0-9]\.0(?![\w%]|[ ](?:percent|per cent|magnitude|million|billion))")
_ISO = re.compile(r"[0-9]{4}-[0-9]{2}(?:-[0-9]{2})?(?![0-9])")
_PEOPLE = re.compile(
    r"[ ](?:people|persons|soldiers|troops|deaths|men|women|children|cases|homes|houses|workers|"
    r"jobs|police|civilians|students|miles|residents|families|refugees|prisoners|members|seats)\b"
)
# "Boeing 737-800": what hangs on a number that is a name is one too.
_LEFT_MODEL = re.compile(r"(?<![\w.,-])[0-9]{2,4}[-–]$")
_LEFT_PART = re.compile(r"(?<![0-9,.$£€])(?:(?:1[5-9]|20)[0-9]{2}[-–/](?:[0-9]{2}-)?)$")
_ZIP_LEFT = re.compile(r"[A-Z][A-Za-z]+\.?,? $")
_YEAR_RANGE = re.compile(r"(?:1[5-9]|20)[0-9]{2}[-–/][0-9]{2,4}(?![0-9])")


def is_name_or_date(text: str, start: int, end: int, united: bool = False) -> bool:
    """Whether the bare number at ``text[start:end]`` is part of a name, date, time or address.

    With a unit after it (``united``) a number behind "June 1, " is no second day of June.
    """
    left = text_before(text, start, 36)
    if _LEFT_NAMED.search(left) and not left.endswith(("£", "$")):
        return True
    model = _LEFT_MODEL.search(left)
    if model and is_name_or_date(text, start - len(model.group()), start - 1):
        return True
    if _LEFT_PART.search(left) and end - start in (1, 2, 4):
        return True
    if end - start == 4 and re.search(r"(?<![0-9])[0-9]{3}[-. ]$", left):
        return True
    if _DAY_NAME.match(text, start) or text[max(0, start - 2) : end] == "9-11":
        return True
    if _VERSION.match(text, start) and re.search(r"[A-Z]\w* $", left):
        return True
    if _PHONE.match(text, start) or _ISO.match(text, start) or _YEAR_RANGE.match(text, start):
        return True
    if _RIGHT_TIME.match(text, end) or _RIGHT_OTHER.match(text, end):
        return True
    if end - start <= 4 and _RIGHT_MONTH.match(text, end):
        return True
    if (
        end - start <= 4
        and _LEFT_MONTH.search(left)
        and not (left.endswith(", ") and (united or _PEOPLE.match(text, end)))
    ):
        return True
    if text[start:end].isdigit() and end - start == 5 and _ZIP_LEFT.search(left):
        return not re.match(r" [a-z]", text[end : end + 2])
    return _is_list_number(text, start, end)


def _is_list_number(text: str, start: int, end: int) -> bool:
    """A number that opens a line and is followed by a full stop or bracket: "1. Boil"."""
    at_line = start == 0 or text[start - 1] in "\n("
    return at_line and end - start <= 3 and text[end : end + 2] in (". ", ") ", ".\t", ")\t")


def is_year(text: str, start: int, end: int) -> bool:
    """Whether four bare digits read as a year: not when people or the like are counted."""
    if end - start != 4 or not text[start:end].isdigit():
        return False
    if not 1100 <= int(text[start:end]) <= 2100:
        return False
    return not _PEOPLE.match(text, end)
