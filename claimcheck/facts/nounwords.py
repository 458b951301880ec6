"""The words that tell nouns from verbs, names and fillers next to a figure."""

from __future__ import annotations

import re

from claimcheck.facts.grammar import word_set

STOP = word_set(
    "the a an and or but in on at of to for from by with as that which who whom were was "
    "are is be been have has had will would could may might than since after before during "
    "into over under if while when where also its their his her this these those it they he "
    "she including said says so not against between among through until per each because "
    "about amid despite via up down out off early late left now then there we you i our "
    "your them him us do does did can should must being more less fewer still yet both "
    "compared according following deep high long tall wide north south east west away "
    "ago worth old what whose one ones such apart prior earlier later alone everything "
    "anything something nothing around above below within without across along behind near "
    "present available total percent toward towards once just only even instead again back "
    "last next "
    "my me myself itself himself herself themselves how why whether though although unless "
    "too very not no never all any "
)
ADJECTIVAL = frozenset(["more", "other", "others", "additional", "further", "such", "fewer", "new"])
CALENDAR = re.compile(
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July|"
    r"August|September|October|November|December"
)
# Words that are verbs where a noun could stand: "32% expect", "350 want".
VERBS = word_set(
    "expect think believe say see want need like prefer trust favor favour approve disapprove "
    "oppose agree disagree consider hold blame feel describe own use know live remain stay go "
    "come "
    "take make get give prop wants says goes comes takes makes gets gives remains expects thinks "
    "believes sees needs likes holds feels knows stays seems seem appear appears become "
    "becomes include includes includes keep keeps put puts call calls rise rises fall falls face "
    "faces turn turns tell tells ask asks do does oppose opposes depend depends show shows try "
    "identify consist belong represent represents came went took got rose fell told ran cast "
    "support supports agrees comply speak read watch followed helped begin began start starts"
)
ED_NOUNS = word_set(
    "cut hit shot set run bet split put lead cost seed weed speed breed feed need shed "
    "bed reed creed deed greed hundred"
)
ING_NOUNS = word_set(
    "building meeting hearing shooting killing bombing warning ruling wedding spending funding "
    "rating housing training saving earning opening crossing landing recording offering holding "
    "listing drilling reading beating stabbing parking painting drawing filing wing king ring "
    "string spring thing ceiling borrowing lending pricing banking farming mining fishing "
    "turning polling voting wiring lightning evening morning clothing financing marketing "
    "advertising offspring sibling sting swing covering wording warming helping hiring standing"
) - frozenset(["standing", "turning", "reading"])
# "63% of the country thinks": a verb after a singular, whatever its ending.
VERBS_OF_ONE = word_set(
    "think believe say see want like prefer trust favor favour approve oppose agree know live "
    "remain expect consider feel describe own seem appear become include"
)
WHOLE = word_set("people men women children troops police persons")
# Nouns of sums and rates that stand after a figure without an article, as in headlines.
BARE = word_set(
    "deal fine bid budget bill loan grant contract settlement package investment project fund "
    "plan "
    "tax cut tariff levy growth increase rise drop decline discount chance turnout inflation "
    "unemployment stake share interest duty profit loss gain majority margin lead support cash "
    "damage aid funding debt bail bond ransom lawsuit takeover merger stimulus bailout payment "
    "approval raise gap deficit surplus revenue income capacity containment accuracy probability "
    "rain snow rainfall snowfall sentence ban truce ceasefire delay"
)
GENERIC_VALUE = frozenset(["rate", "rates", "level", "levels", "figure", "amount", "total"])
COUNTING = frozenset(["number", "rate", "total", "amount", "level", "proportion", "percentage"])
PREPOSITIONS = word_set(
    "of in on at for from against among with to near by over under during between about after "
    "before since through into than per"
)
PRONOUNS = word_set(
    "it he she they we i you who which that this these those there what him them me us one all "
    "some many most both each others everyone nobody"
)
NOT_HEADS = word_set(
    "lot end way time times year years day days month months week weeks part case result kind "
    "sort point middle beginning start top bottom average high low record not also only even "
    "maximum minimum"
)
# A capital at the start of a clause may be a name; these words are none.
NOUN_ENDING = re.compile(
    r"(?:ment|tion|sion|ity|ness|ance|ence|ship|age|ings|ions|ments|ures?|ation|rates?|prices|"
    r"costs|wages|jobs|sales|shares|stocks|profits?|deaths|cases|arrests|claims|tax|taxes|tariffs?|"
    r"imports|exports|votes|turnout|support|growth|income|revenues?|debt|output|toll|approval|"
    r"losses|temperatures|winds|unemployment|deficit|production|trade|rent|rents|wheat|oil|gold|"
    r"fatalities|visibility|interest|earnings|tickets|fees|fares|homes)$"
)
