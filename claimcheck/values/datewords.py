"""The words and patterns of the dates grammar.

Every gap between words is bounded and no quantifier stands inside another, so that matching
takes time linear in the text. Digits are ASCII only.
"""

from __future__ import annotations

import re

from claimcheck.language import table

GAP = r"(?:[^\S\n]{1,3}\n?|\n)"
_TABLE = table("calendar")
MONTHS = tuple(_TABLE.table("months"))
_SHORT = {name: _TABLE.table("months").texts(name) for name in MONTHS}


def _month_forms() -> str:
    """Every spelling, longest first; a name that has no short form is written out in capitals."""
    forms = {name: re.escape(name) for name in MONTHS}
    forms |= {name.upper(): re.escape(name.upper()) for name in MONTHS}
    for shorts in _SHORT.values():
        for short in shorts:
            forms[short] = re.escape(short) + r"\.?"
            # "MAR" alone may be anything, and so may "JUN".
            bare = short in ("Jan", "Feb", "Apr", "Aug", "Sept", "Oct", "Nov", "Dec")
            forms[short.upper()] = re.escape(short.upper()) + (r"\.?" if bare else r"\.")
    return "|".join(forms[key] for key in sorted(forms, key=lambda key: (-len(key), key)))


MONTH_WORDS = rf"(?:{_month_forms()})(?![A-Za-z])"
FULL_MONTH = rf"(?:{'|'.join(MONTHS)})(?![A-Za-z])"
MONTH_NUMBERS = {
    form.casefold(): number
    for number, name in enumerate(MONTHS, start=1)
    for form in (name, *_SHORT[name])
}
DAY = r"(?:3[01]|[12][0-9]|0?[1-9])(?:st|nd|rd|th)?(?![0-9A-Za-z%]|[.,:][0-9]|,000|\s?per\s?cent)"
YEAR = r"(?:1[5-9]|20)[0-9]{2}(?![0-9A-Za-z%]|[.,][0-9])"
WEEKDAYS = _TABLE.texts("weekdays")
WEEKDAY = rf"(?:{'|'.join(WEEKDAYS)})(?![A-Za-z])"
PART_OF_DAY = rf"(?:{'|'.join(_TABLE.texts('parts_of_day'))})"
DAY_WORDS = {word: int(offset) for word, offset in _TABLE.table("day_words").numbers().items()}
SEASONS = {name: int(month) for name, month in _TABLE.table("seasons").numbers().items()}
_NUMBERS = table("numbers")
NUMBERS = {
    word: int(value)
    for word, value in (
        *_NUMBERS.table("small").numbers().items(),
        *_NUMBERS.table("tens").numbers().items(),
        ("a", 1),
        ("an", 1),
    )
}
NUMBER = rf"(?:[0-9]{{1,3}}|{'|'.join(sorted(NUMBERS, key=lambda w: (-len(w), w)))})"
TO = rf"(?:{GAP}(?:to|through|until|till){GAP}|{GAP}?[-–—]{GAP}?)"
TO_OR_AND = rf"(?:{TO}|{GAP}and{GAP})"
ORDINAL = r"(?:first|second|third|fourth|1st|2nd|3rd|4th)"
UNIT = r"(?:hour|day|week|month|quarter|year|decade)"
SEASON = rf"(?:{'|'.join(SEASONS)})"
TOWARDS = r"(?:last|this|next)"

# A cheap sieve: only around these words are the rules tried.
TRIGGER_WORDS: dict[str, str] = {
    **dict.fromkeys(
        """today yesterday tomorrow tonight hour hours day days week weeks weekend month months
        midmonth midweek quarter quarters half year years decade decades fiscal night morning
        afternoon evening fy""".split(),
        "word",
    ),
    **dict.fromkeys(SEASONS, "word"),
    **dict.fromkeys((day.lower() for day in WEEKDAYS), "weekday"),
    **dict.fromkeys(MONTH_NUMBERS, "month"),
}
TRIGGER_TOKEN = re.compile(r"[A-Za-z]+[0-9]*|[0-9]+(?:/[0-9]+)*[A-Za-z]*")
_NAMED_PART = re.compile(r"(?:[QH][1-4]|[1-4][QH]|FY[0-9]*)$", re.IGNORECASE)
_DATED_DIGITS = re.compile(r"[0-9]{4}|[0-9]/[0-9]|[0-9]0s")


def trigger(token: str) -> str:
    """What kind of date a token may belong to: "month", "weekday", "digits", "word", or "" ."""
    if kind := TRIGGER_WORDS.get(token.lower()):
        return kind
    if len(token) < 8 and _NAMED_PART.match(token):
        return "word"
    return "digits" if token[0].isdigit() and _DATED_DIGITS.search(token) else ""


# Names that hold a date word.
NAMED_DAY = re.compile(
    r"(?:Black|Good|Super|Ash|Easter|Palm|Cyber|Fat|Bloody|Maundy|Shrove|Giving|every|each|News"
    r"|Holy|Mega|Freaky|Casual|Ruby|Any Given|Mail on|per|Independent on)\s$",
    re.IGNORECASE,
)
AFTER_NAMED_DAY = re.compile(
    r"\s(?:Times|Telegraph|Mirror|Express|Mail|Herald|Post|Night (?:Live|Lights|Football)"
    r"|Morning (?:Joe|Futures|America)|Review|Review|Agenda|School|school|Mass|Sun\b)"
)
# "one recent Thursday", "giving up a Saturday"; but "a Saturday meeting" is a certain one.
ANY_DAY = re.compile(r"\b(?:recent|an?|one|some|any|typical)\s$", re.IGNORECASE)
EVENT_AFTER = re.compile(
    r"['’]s\b|\s(?!to\b|in\b|at\b|on\b|when\b|and\b|or\b|for\b|is\b|with\b)[A-Za-z]"
)
THAT_TIME = re.compile(r"\bthat\s$", re.IGNORECASE)
THAT_YEAR = re.compile(r"\s(?:of\s)?(?:that|the same)\s(?:same\s)?year\b", re.IGNORECASE)
STARTING = re.compile(r"\b(?:starting|beginning)\s(?:(?:in|on|from)\s)?$", re.IGNORECASE)
THE_NEXT = re.compile(r"\bthe\s$", re.IGNORECASE)
LEADS_TO_MONTH = re.compile(
    r"\b(?:in|since|until|till|by|from|of|during|through|throughout|before|after|for|to|between"
    r"|starting|beginning|early|late|mid|as early as|as late as)\s$",
    re.IGNORECASE,
)
LEADS_TO_NAME_LIKE = re.compile(
    r"\b(?:in|since|until|till|from|during|through|of|between|early|late)\s$", re.IGNORECASE
)
DETERMINER = re.compile(r"\b(?:a|an|the|its|his|their|this year['’]s)\s$", re.IGNORECASE)
AFTER_MARCH = re.compile(r"\s(?:on|for|of|to|toward|against)\b")
HONORIFIC = re.compile(r"\b(?:Theresa|Mrs|Ms|Mr|Minister|Brian|Secretary|PM)\.?\s$")
# Four digits behind these count something: "the toll has reached 1700".
COUNT_BEFORE = re.compile(
    r"\b(?:(?:reach|exceed|number|kill|injur|wound|arrest|topp?|total{1,2}|evacuat|displac)"
    r"(?:e?d|e?s|ing)?|hit|more than|at least|fewer than|less than|as many as|nearly|almost|some"
    r"|roughly|(?:toll|total|count|number)(?: (?:was|is|stood|stands))? (?:of|at|to))"
    r"\s(?:about\s|nearly\s|almost\s|around\s|over\s)?$",
    re.IGNORECASE,
)
OF_YEAR = re.compile(r"['’]s\s")
ROSE_TO = re.compile(
    r"\b(?:r[io]sen?|rises|rising|climb\w*|gr[eo]wn?|increas\w+|f[ea]ll(?:en|s)?|dropp\w*|jump\w*"
    r"|soar\w*|surg\w+|swell\w*|swollen)\s(?:\w+\s)?to\s(?:about\s|nearly\s|almost\s)?$",
    re.IGNORECASE,
)
LEADS_TO_OLD_YEAR = re.compile(
    r"\b(?:in|since|of|by|until|before|after|from|during|the|circa|year|and|to)\s$", re.IGNORECASE
)
NO_YEAR_BEFORE = re.compile(
    r"(?:[$€£¥#/.,:+0-9-]|\b(?:Flight|Room|Route|Highway|Boeing|No\.?|Section|Article|Form|Case"
    r"|Resolution|Title|flight|room|than|nearly|about|over|least|almost|roughly|approximately"
    r"|some|only|Bill|Rule|Unit|Model)\s)$"
)
COUNTED_AFTER = re.compile(
    r"\s(?:people|persons|dollars|feet|foot|miles|votes|jobs|troops|workers|points|km|kilomet\w+|"
    r"met(?:er|re)s|tons|tonnes|square|acres|soldiers|students|years|homes|children|women|"
    r"men|members|hours|block|times|pounds|euros|deaths|cases|employees|officers|police|"
    r"refugees|migrants|residents|delegates|pages|calories|megawatts|yards|cars|units|"
    r"prisoners|voters|others|civilians|families|copies)\b"
)
NO_YEAR_AFTER = re.compile(
    rf"-[a-z0-9]|/[0-9]|\s(?:Pennsylvania|[NSEW]\.)\b|{COUNTED_AFTER.pattern}"
)
# What is named by its month ahead of time: "the November election", "an October debate".
AWAITED = re.compile(
    r"(?:['’]s)?\s(?:[A-Za-z-]+\s){0,2}?(?:elections?|debates?|primar(?:y|ies)|midterms?|caucus(?:es)?|ballot|"
    r"referendum|runoff|summit|deadline|recess|deliver(?:y|ies)|futures|contracts?|general)\b"
)
GAME = re.compile(
    r"\b(?:touchdowns?|goals?|goalless|half-?time|kick-?off|coach|striker|midfielder|quarterback"
    r"|yards?|penalt(?:y|ies)|rebounds?|baskets?|three-pointers?|inning|fouls?|scor(?:ed|ing|er)"
    r"|equali[sz]er|referee|substitutes?|stoppage)\b",
    re.IGNORECASE,
)
BUSINESS = re.compile(
    r"profit|sales|revenue|GDP|econom|earning|growth|income|inflation|fiscal|compan|shares|fund"
    r"|quarterly|percent|per cent|%",
    re.IGNORECASE,
)
