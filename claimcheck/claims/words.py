"""A small tagger: closed classes, a list of common verbs with their forms, and suffixes.

It only has to tell where a clause has its finite verb. Where a form is open ("killed" may be a
past or a participle) it says so and leaves the choice to the caller.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

AUXILIARIES = frozenset(
    "is are was were am has have had will would can could may might must should shall do does did "
    "isn't aren't wasn't weren't hasn't haven't hadn't won't wouldn't can't cannot couldn't "
    "shouldn't don't doesn't didn't".split()
)
DETERMINERS = frozenset(
    "the a an this that these those his her its their our my your some any many most several all "
    "both each every no few more another such half other".split()
)
SUBJECTS = frozenset(
    "he she it they we i you there who nobody everyone someone nothing everything one".split()
)
PRONOUNS = SUBJECTS | frozenset("him them us me himself herself itself themselves which".split())
PREPOSITIONS = frozenset(
    "of in on at to for from with by about into over after before between under during against "
    "through without within across near along among amid around behind beyond since until upon "
    "toward towards off out up down like as than per via despite following including regarding "
    "because while when where whether if unless although though".split()
)
CONJUNCTIONS = frozenset("and or but nor yet so".split())
SUBORDINATORS = frozenset(
    "that which who whom whose where when while because although though if unless whether after "
    "before since until as than how why what".split()
)
ADVERBS = frozenset(
    "also then now still already later soon again just only even not never often always "
    "meanwhile subsequently immediately reportedly allegedly recently previously once "
    "eventually further instead nearly almost currently quickly officially".split()
)
_ADJECTIVES = frozenset(
    "more less dead missing new old first last next top high low big small large major former "
    "local federal national foreign public private social main other same own early late long "
    "short strong weak recent current key senior chief likely able due".split()
)
# base: irregular past
_IRREGULAR = {
    "be": "was", "become": "became", "begin": "began", "break": "broke", "bring": "brought",
    "build": "built", "burn": "burnt", "buy": "bought", "catch": "caught", "choose": "chose",
    "come": "came", "cut": "cut", "deal": "dealt", "draw": "drew", "drive": "drove",
    "eat": "ate", "fall": "fell", "feel": "felt", "fight": "fought", "find": "found",
    "fly": "flew", "forget": "forgot", "get": "got", "give": "gave", "go": "went",
    "grow": "grew", "hang": "hung", "hear": "heard", "hide": "hid", "hit": "hit",
    "hold": "held", "keep": "kept", "know": "knew", "lay": "laid", "lead": "led",
    "leave": "left", "lend": "lent", "let": "let", "lose": "lost", "make": "made",
    "mean": "meant", "meet": "met", "pay": "paid", "put": "put", "quit": "quit",
    "read": "read", "ride": "rode", "ring": "rang", "rise": "rose", "run": "ran",
    "say": "said", "see": "saw", "seek": "sought", "sell": "sold", "send": "sent",
    "set": "set", "shake": "shook", "shoot": "shot", "show": "showed", "shut": "shut",
    "sing": "sang", "sink": "sank", "sit": "sat", "sleep": "slept", "speak": "spoke",
    "spend": "spent", "split": "split", "spread": "spread", "stand": "stood",
    "steal": "stole", "stick": "stuck", "strike": "struck", "swear": "swore",
    "sweep": "swept", "swim": "swam", "take": "took", "teach": "taught", "tear": "tore",
    "tell": "told", "think": "thought", "throw": "threw", "understand": "understood",
    "wear": "wore", "win": "won", "withdraw": "withdrew", "write": "wrote",
    "overcome": "overcame", "undergo": "underwent", "undertake": "undertook", "bid": "bid",
    "beat": "beat", "bear": "bore", "bind": "bound", "hurt": "hurt", "flee": "fled",
    "arise": "arose", "forecast": "forecast", "cast": "cast", "cost": "cost", "shed": "shed",
    "swell": "swelled", "plead": "pleaded",
}  # fmt: skip
# Pasts that are also participles: "left", "held", "found", "hit", "led".
_PAST_ONLY = frozenset(
    "was were became began broke came chose drew drove ate fell flew forgot gave went grew hid "
    "knew rode rang rose ran saw shook sang sank spoke stole swam swore took tore threw wore "
    "withdrew wrote overcame underwent undertook bore arose said told met fled did had lost won "
    "made thought stood led held sat struck felt kept lay".split()
)
_REGULAR = frozenset(
    "accept accompany account accuse achieve acknowledge act add address admit advance advise "
    "affect agree aim allege allow announce appeal appear apply appoint approve argue arrest "
    "arrive ask assert assign attack attempt attend avoid award ban begin believe belong benefit "
    "blame block boost breach call campaign cancel capture carry cause cease challenge change "
    "charge chase cite claim clash clear close collapse collect collide combine comment commit "
    "compare complain complete concede conclude condemn conduct confirm connect consider consist "
    "constitute contain contest continue contribute control convict cooperate cover crash create "
    "criticise criticize cross damage date deal decide declare decline decrease defeat defend "
    "delay deliver demand deny depart depend deploy derail describe deserve destroy detain "
    "detect determine devastate develop die direct disagree disappear disclose discover discuss "
    "dismiss dispute divide dominate donate double drop drown earn ease elect emerge enable end "
    "endorse enforce engage enjoy ensure enter erupt escape establish estimate evacuate examine "
    "exceed exempt exist expand expect experience explain explode explore express extend face "
    "fail favor favour feature fear figure file finance finish fire flood focus follow force "
    "freeze fund gain gather govern grant halt handle happen harm head help highlight hint hope "
    "host identify ignore implement imply impose improve include increase indicate inform "
    "injure insist inspect intend introduce invade invest investigate invite involve issue join "
    "jump kidnap kick kill lack land last launch lie like link list live locate look love lower "
    "maintain manage march mark mention mine miss monitor mount mourn move name need negotiate "
    "note notice object obtain occur offer open operate oppose order organise organize own pass "
    "pause peak perform persuade place plan play pledge plummet plunge point post postpone "
    "praise predict prefer prepare present press prevent proceed process produce project "
    "promise prompt propose protect protest prove provide publish pull pump pursue push raise "
    "rally range rank reach react rebuff recall receive recognise recognize recommend reconsider "
    "record recover reduce refer reflect refuse regard regret reiterate reject relate release "
    "rely remain remember remove repeal repeat replace reply report represent request require "
    "rescue resign resolve respond restore restrict result resume retain retire retreat return "
    "reveal reverse review revise rule sail sanction save schedule score scrap scramble seal "
    "search secure seem seize sentence serve settle share shift shutter sign signal slam slash "
    "slow soar sound spark specify sponsor stage start state stay stop stress suffer suggest "
    "sue supply support surge surrender surround survive suspect suspend take talk target tax "
    "test testify thank threaten top topple total tour trade train transfer trap travel treat "
    "trigger try turn tweet unveil update uphold urge use vanish visit voice vote vow wait "
    "walk want warn warrant watch weaken welcome widen work worry wound wreck yield rock rattle "
    "roil mull weigh eye back curb tumble climb slip edge dip grip batter lash pound swamp "
    "submerge displace hospitalise hospitalize swarm loot ransack torch storm besiege retake "
    "raid nab jail acquit indict sack oust succeed nominate inaugurate veto ratify repatriate "
    "deport expel outlaw legalise legalize hail slate tie trail lag outpace generate employ "
    "hire rent lease borrow default refinance merge acquire buoy sap hamper hinder stall "
    "derive contend maintain ponder push plot probe quell vie appear agree".split()
) | frozenset(_IRREGULAR)
# Third-person forms that are far more often nouns in news.
_NOUNISH = frozenset(
    "reports claims talks tariffs deals plans moves rates rules works charges attacks calls "
    "votes changes tests officers ranks heads points results protests programs offers issues "
    "trades costs lives needs names places lists orders demands sanctions forces marks lands "
    "states figures taxes damages shares fires floods mines bids cuts hits leaders roots records "
    "visits projects funds supplies services tours trains uses views hopes fears posts interests "
    "benefits grants wounds losses gains elements releases strikes returns reviews backs edges "
    "storms eyes features presents requests rallies marches campaigns controls supports ranges "
    "objects estimates forecasts signals sentences lies matches means notes sources".split()
)


def _third(base: str) -> str:
    if base.endswith(("s", "x", "z", "ch", "sh", "o")):
        return base + "es"
    if base.endswith("y") and base[-2] not in "aeiou":
        return base[:-1] + "ies"
    return base + "s"


def _past(base: str) -> str:
    if base in _IRREGULAR:
        return _IRREGULAR[base]
    if base.endswith("e"):
        return base + "d"
    if base.endswith("y") and base[-2] not in "aeiou":
        return base[:-1] + "ied"
    return base + "ed"


_THIRD = frozenset(map(_third, _REGULAR)) | {"says", "goes", "does", "has"}
_BASES = _REGULAR
_PARTICIPLE_PAST = frozenset(_IRREGULAR.values()) - _PAST_ONLY
_ING_TO_PAST = {
    "bringing": "brought", "pushing": "pushed", "raising": "raised", "leaving": "left",
    "killing": "killed", "injuring": "injured", "wounding": "wounded", "forcing": "forced",
    "destroying": "destroyed", "prompting": "prompted", "damaging": "damaged",
    "displacing": "displaced", "becoming": "became", "causing": "caused", "sending": "sent",
    "claiming": "claimed", "trapping": "trapped", "sparking": "sparked",
    "triggering": "triggered", "sweeping": "swept", "making": "made", "taking": "took",
}  # fmt: skip


def past_of(participle: str) -> str | None:
    """The past of a common present participle ("killing" to "killed"), None if not known."""
    return _ING_TO_PAST.get(participle)


@dataclass(frozen=True, slots=True)
class Token:
    """A word or a mark with its half-open offsets in the text that was tokenised."""

    text: str
    start: int
    end: int

    @property
    def lower(self) -> str:
        return self.text.lower().replace("’", "'")

    @property
    def is_word(self) -> bool:
        return self.text[0].isalnum() or self.text[0] in "$€£¥"

    @property
    def capital(self) -> bool:
        return self.text[0].isupper()


_TOKEN = re.compile(
    r"(?:[A-Za-z]\.){2,}|(?:Mr|Mrs|Ms|Dr|Gov|Sen|Rep|Gen|Lt|Col|Sgt|Capt|Prof|St|Jr|Sr|Inc|Corp"
    r"|Ltd|Co|No|Jan|Feb|Aug|Sept?|Oct|Nov|Dec)\.|[$€£¥]?\d[\d,.]*\d%?|[$€£¥]?\d%?"
    r"|\w+(?:[’'&-]\w+)*|--+|\.{2,}|\S"
)


def tokenise(text: str, offset: int = 0) -> list[Token]:
    """The words and marks of a text; ``offset`` is added to their positions."""
    return [Token(m[0], m.start() + offset, m.end() + offset) for m in _TOKEN.finditer(text)]


def is_auxiliary(token: Token) -> bool:
    """A form of be, have, do, or a modal; "May" with a capital is a month."""
    return token.lower in AUXILIARIES and token.text not in ("May", "Will")


def verb_form(tokens: list[Token], index: int) -> str:
    """The finite form at ``index``: "aux", "past", "third", "base", "open" (-ed) or ""."""
    token = tokens[index]
    if not token.is_word or (token.capital and index and tokens[index - 1].is_word):
        return _titled(tokens, index) if token.is_word else ""
    if is_auxiliary(token):
        return "aux"
    before = _previous(tokens, index)
    if before is not None and _closes_verb(before):
        return ""
    return _lexical(token.lower, before)


def _titled(tokens: list[Token], index: int) -> str:
    """Verbs in Title Case headlines: only where most words are capitalised."""
    words = [t for t in tokens if t.is_word and len(t.text) > 3]
    if len(words) < 4 or sum(t.capital for t in words) < 0.8 * len(words):
        return ""
    token, before = tokens[index], _previous(tokens, index)
    if token.lower in AUXILIARIES and token.lower not in ("may", "will"):
        return "aux"
    if before is not None and _closes_verb(before):
        return ""
    return _lexical(token.lower, before)


def _lexical(word: str, before: Token | None) -> str:
    if word in _PAST_ONLY:
        return "past"
    if word in _THIRD:
        nounish = word in _NOUNISH and not (before and (before.capital or before.lower in PRONOUNS))
        return "" if nounish else "third"
    if word in _PARTICIPLE_PAST:
        return "open"
    if word.endswith("ed") and len(word) > 4 and word not in ("hundred", "united", "indeed"):
        return "open"
    if word in _BASES and before is not None and _plural(before):
        return "base"
    return ""


def _previous(tokens: list[Token], index: int) -> Token | None:
    """The word before, adverbs passed over."""
    at = index - 1
    while at >= 0 and (tokens[at].lower in ADVERBS or tokens[at].lower.endswith("ly")):
        at -= 1
    return tokens[at] if at >= 0 else None


def _closes_verb(before: Token) -> bool:
    """After these a lexical form is a noun, an adjective or part of another verb."""
    word = before.lower
    return (
        word in DETERMINERS - {"that", "all", "some", "many", "most", "several", "both", "few"}
        or word in PREPOSITIONS - {"like", "in", "up", "out", "off", "down"}
        or word in AUXILIARIES
        or word in _ADJECTIVES - {"dead", "missing", "last", "main", "more", "other"}
        or word in ("not", "been", "being", "be", "having", "'s", "very", "too", "to")
        or word.endswith("'s")
        or word in ("-", "$")
    )


def _plural(before: Token) -> bool:
    word = before.lower
    if word in ("they", "we", "i", "you", "who", "that", "people", "police", "more", "others"):
        return True
    return word.endswith("s") and not word.endswith(("ss", "'s", "us")) and len(word) > 3


def is_finite(tokens: list[Token], index: int) -> bool:
    """Whether a finite verb may stand at ``index``; an open -ed form counts only after a noun."""
    form = verb_form(tokens, index)
    if form != "open":
        return bool(form)
    following = tokens[index + 1].lower if index + 1 < len(tokens) else ""
    before = _previous(tokens, index)
    return following != "by" and before is not None and before.is_word


def first_finite(tokens: list[Token], start: int = 0, end: int | None = None) -> int | None:
    """Index of the first finite verb, certain forms before open ones."""
    stop = len(tokens) if end is None else end
    opened: int | None = None
    for index in range(start, stop):
        form = verb_form(tokens, index)
        if form and form != "open":
            if opened is not None and _reduced(tokens, opened, index):
                return index
            return index if opened is None else opened
        if form == "open" and opened is None and is_finite(tokens, index):
            opened = index
    return opened


def _reduced(tokens: list[Token], opened: int, later: int) -> bool:
    """The "men arrested on Friday were" arrested on Friday were": the open form belongs to the noun, not the clause."""
    if later - opened > 8:
        return False
    between = tokens[opened + 1 : later]
    if any(t.lower in SUBORDINATORS | CONJUNCTIONS | SUBJECTS or not t.is_word for t in between):
        return False
    return bool(between) and between[0].lower in PREPOSITIONS
