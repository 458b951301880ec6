"""The table of the dates grammar: each pattern with the reader that says what it means."""
# ruff: noqa: E501 (a pattern is read best on one line)

from __future__ import annotations

import re

from claimcheck.values import datewords as w
from claimcheck.values.datephrase import Reader
from claimcheck.values.datereaders import (
    day_range,
    full_date,
    iso_date,
    month,
    month_range,
    nine_eleven,
    slash_date,
    weekday,
    weekday_range,
    year,
    year_range,
)
from claimcheck.values.daterelative import (
    counted,
    day_word,
    decade,
    edge,
    first_months,
    fiscal,
    half,
    half_month,
    months_to,
    no_month,
    other_day,
    quarter,
    season,
    stretch,
    unit_word,
    week_of_month,
    weekend,
)

G = w.GAP


def _rule(pattern: str, read: Reader, flags: int = 0) -> tuple[re.Pattern[str], Reader]:
    return re.compile(pattern, flags), read


_I = re.IGNORECASE
_YS = rf"(?:,?{G}(?:of{G}|in{G}|period{G}(?:of{G})?)?(?:(?P<y>{w.YEAR})|(?P<ry>last|this|next){G}year\b))"
_Y2 = rf"(?:,?{G}(?P<y2>{w.YEAR}))"
_MON, _MON2 = rf"(?P<mon>{w.MONTH_WORDS})", rf"(?P<mon2>{w.MONTH_WORDS})"
_D, _D2 = rf"(?P<d>{w.DAY})", rf"(?P<d2>{w.DAY})"
_WD = rf"(?P<wd>{w.WEEKDAY})"
_POD = rf"(?:the{G}(?P<pod>{w.PART_OF_DAY}){G}of{G})?"
_WDP = rf"(?:(?:(?i:{w.TOWARDS}|coming){G})?{_WD}(?:{G}(?P<pod2>{w.PART_OF_DAY}))?(?:,{G}|{G}\(?))?"
_BETWEEN = rf"(?:[Bb]etween{G})?"
RULES: tuple[tuple[re.Pattern[str], Reader], ...] = (
    _rule(rf"\b{_BETWEEN}{_MON}{G}{_D}{w.TO_OR_AND}{_D2}{_YS}?", day_range),
    _rule(rf"\b{_BETWEEN}{_MON}{G}{_D}{_YS}?{w.TO_OR_AND}{_MON2}{G}{_D2}{_Y2}?", day_range),
    _rule(rf"\b{_BETWEEN}{_D}{w.TO_OR_AND}{_D2}{G}{_MON}{_YS}?", day_range),
    _rule(rf"\b{_BETWEEN}{_D}{G}{_MON}{_YS}?{w.TO_OR_AND}{_D2}{G}{_MON2}{_Y2}?", day_range),
    _rule(
        r"(?<![0-9/])9/11(?![0-9/])|(?:(?<=[Pp]ost-)|(?<=[Pp]re-))Sept(?:\.|ember) 11\b|\bSept(?:\.|ember) 11(?=(?: terror\w*)? (?:attacks|hijack))",
        nine_eleven,
    ),
    _rule(rf"\b{_POD}{_WDP}{_MON}{G}{_D}{_YS}?", full_date),
    # In "the 19 Sept. 11 hijackers" the month goes with the day after it.
    _rule(
        rf"\b{_POD}{_WDP}(?:the{G})?{_D}{G}(?:of{G})?{_MON}(?!\.?{G}[0-3]?[0-9]\b){_YS}?", full_date
    ),
    _rule(
        r"(?<![0-9-])(?P<y>[12][0-9]{3})-(?P<m>0[1-9]|1[0-2])-(?P<d>[0-3][0-9])(?![0-9-])", iso_date
    ),
    _rule(
        r"(?<![0-9/])(?P<a>[0-3]?[0-9])/(?P<b>[0-3]?[0-9])/(?P<y>(?:19|20)[0-9]{2})(?![0-9/])",
        slash_date,
    ),
    _rule(
        rf"\b(?P<mon>{w.FULL_MONTH}){w.TO}(?P<mon2>{w.FULL_MONTH})(?!{G}[0-9]{{1,2}}\b){_YS}?",
        month_range,
    ),
    _rule(
        rf"\b{_BETWEEN}(?P<y>{w.YEAR}){w.TO_OR_AND}(?P<y2>{w.YEAR}|[0-9]{{2}}(?![0-9A-Za-z]))",
        year_range,
    ),
    _rule(
        rf"\b(?:(?P<mod>[Ee]arly|[Mm]id|[Ll]ate)[-\s])?(?:(?P<to>(?i:{w.TOWARDS})){G})?{_MON}(?!{G}[0-9]{{1,2}}\b){_YS}?",
        month,
    ),
    _rule(
        rf"\b(?:(?P<mod>[Ee]arly|[Mm]id|[Ll]ate)[-\s](?:in{G})?)?(?P<y>{w.YEAR})(?!-[0-9]{{2}}\b)",
        year,
    ),
    _rule(
        rf"\b(?:(?P<mod>[Ee]arly|[Ll]ate|[Ll]ater|[Ee]arlier)(?:{G}on)?{G})?(?:(?P<to>(?i:last|next|this{G}past|this{G}coming|this|past|coming)){G})?"
        rf"{_WD}(?:{G}(?P<pod>{w.PART_OF_DAY})\b)?(?:{G}(?:of{G})?(?P<week>last|this|next){G}week\b)?",
        weekday,
    ),
    _rule(rf"\b(?:[Bb]etween{G})?{_WD}{w.TO_OR_AND}(?P<wd2>{w.WEEKDAY})", weekday_range),
    _rule(
        rf"\b(?P<word>today|yesterday|tomorrow|tonight|last{G}night|this{G}(?:morning|afternoon|evening))\b(?:{G}(?P<pod>{w.PART_OF_DAY})\b)?",
        day_word,
        _I,
    ),
    _rule(
        rf"\bthe{G}(?:previous|following|next){G}(?:day|night|morning|evening|afternoon)\b",
        other_day,
        _I,
    ),
    _rule(r"\bmid-?month\b|\bmid-?week\b", no_month, _I),
    _rule(
        rf"\b(?:(?P<mod>earlier|later|early|late|mid-?)(?:{G}in)?{G}?)?(?P<to>last|this|next|past|coming){G}(?P<unit>week|month|quarter|year|decade)\b",
        unit_word,
        _I,
    ),
    _rule(rf"\b(?P<n>{w.NUMBER}){G}(?P<unit>{w.UNIT}s?){G}ago\b", counted, _I),
    _rule(
        rf"\b(?P<in>in){G}(?P<n>{w.NUMBER}){G}(?P<unit>(?:day|week|month|year)s?)(?:['’]{G}time)?(?=[.,;]|$|{G}(?:if|when|unless|at|on|to)\b)",
        counted,
        _I,
    ),
    _rule(rf"\b(?P<n>{w.NUMBER}){G}(?P<unit>{w.UNIT}s?){G}from{G}now\b", counted, _I),
    _rule(
        rf"\bthe{G}(?P<to>past|last|previous|next|coming){G}(?P<n>{w.NUMBER}){G}(?P<unit>{w.UNIT}s?)\b",
        stretch,
        _I,
    ),
    _rule(
        rf"\b(?:(?P<to>last|this{G}past|this{G}coming|past|this|next){G}|(?:over|at|on|during|for){G}the{G})weekend\b",
        weekend,
        _I,
    ),
    _rule(
        rf"\b(?:(?P<ord>{w.ORDINAL})(?:{G}|-)quarter(?:{G}\(Q[1-4]\))?|(?P<end>last|final){G}quarter(?={G}of{G}(?:[12]|last|this))|(?P<q>Q[1-4]|[1-4]Q)(?![0-9A-Za-z]))"
        rf"(?:{G}of{G}(?:the{G})?(?:fiscal|financial)(?:{G}year)?(?={G}[12]))?{_YS}?",
        quarter,
    ),
    _rule(
        rf"\b(?:(?P<ord>first|second|1st|2nd)(?:{G}|-)half(?:{G}\(H[12]\))?(?!{G}of{G}{w.MONTH_WORDS})|(?P<h>H[12])(?![0-9A-Za-z]))"
        rf"(?:{G}of)?(?:{_YS}|(?P<own>{G}the{G}year\b))?",
        half,
    ),
    _rule(rf"\bfirst{G}(?P<n>{w.NUMBER}){G}months{G}of(?:{_YS}|{G}the{G}year\b)", first_months, _I),
    _rule(
        rf"\b(?:(?P<n>{w.NUMBER}){G}months|(?P<unit>year|quarter|half[- ]year)){G}(?:to|through|ended|ending|that{G}ended)"
        rf"{G}(?:in{G}|on{G})?(?:the{G}end{G}of{G})?(?:{w.DAY}{G})?{_MON}(?:{G}{w.DAY})?{_YS}?",
        months_to,
        _I,
    ),
    _rule(rf"\b(?P<ord>{w.ORDINAL}|last|final){G}week{G}(?:of|in){G}{_MON}{_YS}?", week_of_month),
    _rule(rf"\b(?P<ord>first|second|latter|1st|2nd){G}half{G}of{G}{_MON}{_YS}?", half_month),
    _rule(rf"\b(?:[Ff]iscal{G}(?:[Yy]ear{G})?|FY{G}?)(?P<y>(?:19|20)?[0-9]{{2}})(?![0-9])", fiscal),
    _rule(
        r"(?:\b(?P<mod>early|mid|late)[-\s][‘’']?)?(?:\b|(?<=[‘’'])|(?<=\s))(?P<dec>(?:1[5-9]|20)[0-9]0|(?<=[‘’'])[2-9]0)['’]?s\b",
        decade,
        _I,
    ),
    _rule(
        rf"\b(?P<edge>end|start|beginning){G}of{G}(?:(?:the(?:{G}calendar)?|(?P<to>{w.TOWARDS})){G}"
        rf"(?P<unit>week|month|quarter|year|decade)\b|{_MON}(?:{G}(?P<y2>{w.YEAR}))?|(?P<y>{w.YEAR}))"
        r"|\byear['’]?s?[- ]end\b",
        edge,
        _I,
    ),
    _rule(rf"\b(?P<to>{w.TOWARDS}){G}(?P<season>{w.SEASON})\b", season, _I),
    _rule(rf"\b(?P<season>{w.SEASON}){G}(?:of{G})?(?P<y>{w.YEAR})", season, _I),
    # "in the fall", but not "in the fall of the city"
    _rule(
        rf"(?:(?<=\bin the )|(?<=\bby the )|(?<=\bover the )|(?<=\bduring the ))(?P<season>{w.SEASON})\b(?!['’-]|{G}of\b|{G}[a-z]+s\b)",
        season,
        _I,
    ),
)

# What a stretch of text must hold for a rule to be worth trying; the rest is always tried.
_NEEDS: dict[Reader, str] = {
    day_range: "month",
    full_date: "month",
    month_range: "month",
    month: "month",
    half_month: "month",
    months_to: "month",
    week_of_month: "month",
    weekday: "weekday",
    weekday_range: "weekday",
    iso_date: "digits",
    slash_date: "digits",
    year: "digits",
    year_range: "digits",
    decade: "digits",
    **dict.fromkeys(
        (
            day_word,
            other_day,
            no_month,
            unit_word,
            counted,
            stretch,
            weekend,
            quarter,
            half,
            season,
            fiscal,
            first_months,
        ),
        "word",
    ),
}
NEEDS = tuple(_NEEDS.get(read, "") for _, read in RULES)
