"""The closed classes and the common verbs with their forms, compiled by hand."""

from __future__ import annotations


def word_set(text: str) -> frozenset[str]:
    """The words of a text as a set."""
    return frozenset(text.split())


AUXILIARIES = word_set(
    """
    is are was were am has have had will would can could may might must should shall do does did
    isn't aren't wasn't weren't hasn't haven't hadn't won't wouldn't can't cannot couldn't
    shouldn't don't doesn't didn't
    """
)
DETERMINERS = word_set(
    """
    the a an this that these those his her its their our my your some any many most several all
    both each every no few more another such half other
    """
)
SUBJECTS = word_set(
    """
    he she it they we i you there who nobody everyone someone nothing everything one
    """
)
PRONOUNS = SUBJECTS | word_set(
    """
    him them us me himself herself itself themselves which
    """
)
PREPOSITIONS = word_set(
    """
    of in on at to for from with by about into over after before between under during against
    through without within across near along among amid around behind beyond since until upon
    toward towards off out up down like as than per via despite following including regarding
    because while when where whether if unless although though
    """
)
CONJUNCTIONS = frozenset({"and", "or", "but", "nor", "yet", "so"})
SUBORDINATORS = word_set(
    """
    that which who whom whose where when while because although though if unless whether after
    before since until as than how why what
    """
)
ADVERBS = word_set(
    """
    also then now still already later soon again just only even not never often always meanwhile
    subsequently immediately reportedly allegedly recently previously once eventually further
    instead nearly almost currently quickly officially
    """
)
ADJECTIVES = word_set(
    """
    more less dead missing new old first last next top high low big small large major former
    local federal national foreign public private social main other same own early late long
    short strong weak recent current key senior chief likely able due
    """
)
# base: irregular past
IRREGULAR = {
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
    "swell": "swelled", "plead": "pleaded", "shrink": "shrank",
}  # fmt: skip
# Pasts that are also participles: "left", "held", "found", "hit", "led".
PAST_ONLY = word_set(
    """
    was were became began broke came chose drew drove ate fell flew forgot gave went grew hid
    knew rode rang rose ran saw shook sang sank spoke stole swam swore took tore threw wore
    withdrew wrote overcame underwent undertook bore arose said told met fled did had lost won
    shrank
    died lied made thought stood led held sat struck felt kept lay
    """
)
BASES = word_set(
    """
    accept accompany account accuse achieve acknowledge act add address admit advance advise
    affect agree aim allege allow announce appeal appear apply appoint approve argue arrest
    arrive ask assert assign attack attempt attend avoid award ban begin believe belong benefit
    blame block boost breach call campaign cancel capture carry cause cease challenge change
    charge chase cite claim clash clear close collapse collect collide combine comment commit
    compare complain complete concede conclude condemn conduct confirm connect consider consist
    constitute contain contest continue contribute control convict cooperate cover crash create
    criticise criticize cross damage date deal decide declare decline decrease defeat defend
    delay deliver demand deny depart depend deploy derail describe deserve destroy detain detect
    determine devastate develop die direct disagree disappear disclose discover discuss dismiss
    dispute divide dominate donate double drop drown earn ease elect emerge enable end endorse
    enforce engage enjoy ensure enter erupt escape establish estimate evacuate examine exceed
    exempt exist expand expect experience explain explode explore express extend face fail favor
    favour feature fear figure file finance finish fire flood focus follow force freeze fund
    gain gather govern grant halt handle happen harm head help highlight hint hope host identify
    ignore implement imply impose improve include increase indicate inform injure insist inspect
    intend introduce invade invest investigate invite involve issue join jump kidnap kick kill
    lack land last launch lie like link list live locate look love lower maintain manage march
    mark mention mine miss monitor mount mourn move name need negotiate note notice object
    obtain occur offer open operate oppose order organise organize own pass pause peak perform
    persuade place plan play pledge plummet plunge point post postpone praise predict prefer
    prepare present press prevent proceed process produce project promise prompt propose protect
    protest prove provide publish pull pump pursue push raise rally range rank reach react
    rebuff recall receive recognise recognize recommend reconsider record recover reduce refer
    reflect refuse regard regret reiterate reject relate release rely remain remember remove
    repeal repeat replace reply report represent request require rescue resign resolve respond
    restore restrict result resume retain retire retreat return reveal reverse review revise
    rule sail sanction save schedule score scrap scramble seal search secure seem seize sentence
    serve settle share shift shutter sign signal slam slash slow soar sound spark specify
    sponsor stage start state stay stop stress suffer suggest sue supply support surge surrender
    surround survive suspect suspend take talk target tax test testify thank threaten top topple
    total tour trade train transfer trap travel treat trigger try turn tweet unveil update
    uphold urge use vanish visit voice vote vow wait walk want warn warrant watch weaken welcome
    widen work worry wound wreck yield rock rattle roil mull weigh eye back curb tumble climb
    slip edge dip grip batter lash pound swamp submerge displace hospitalise hospitalize swarm
    loot ransack torch storm besiege retake raid nab jail acquit indict sack oust succeed
    nominate inaugurate veto ratify repatriate deport expel outlaw legalise legalize hail slate
    tie trail lag outpace generate employ hire rent lease borrow default refinance merge acquire
    buoy sap hamper hinder stall possess inflict suffer spread plummet derive contend maintain
    ponder push plot probe quell vie appear agree shrink bury knock overturn crush flatten ferry
    widow orphan paralyse paralyze cripple uproot rake stab behead overrun outnumber recoup
    dwarf halve treble triple quadruple total net average strand maroon infect poison
    wash soak drench electrocute suffocate drown gut engulf inundate level raze topple sicken
    """
) | frozenset(IRREGULAR)
# Third-person forms that are far more often nouns in news.
NOUNISH = word_set(
    """
    reports claims talks tariffs deals plans moves rates rules works charges attacks calls votes
    changes tests officers ranks heads points results protests programs offers issues trades
    costs lives needs names places lists orders demands sanctions forces marks lands states
    figures taxes damages shares fires floods mines bids cuts hits leaders roots records visits
    projects funds supplies services tours trains uses views hopes fears posts interests
    benefits grants wounds losses gains elements releases strikes returns reviews backs edges
    storms eyes features presents requests rallies marches campaigns controls supports ranges
    objects estimates forecasts signals sentences lies matches means notes sources
    """
)


def _third(base: str) -> str:
    if base.endswith(("s", "x", "z", "ch", "sh", "o")):
        return base + "es"
    if base.endswith("y") and base[-2] not in "aeiou":
        return base[:-1] + "ies"
    return base + "s"


THIRD = frozenset(map(_third, BASES)) | {"says", "goes", "does", "has"}
PARTICIPLE_PAST = frozenset(IRREGULAR.values()) - PAST_ONLY
# Participles that open an adverbial or a list rather than tell what the subject did.
_NO_DEED = word_set(
    """
    including following regarding starting beginning ending meaning depending being ranging
    living saying telling writing according going concerning considering pending believing
    adding stressing noting warning arguing insisting explaining alleging suggesting citing
    """
)
_DOUBLED = word_set("admit commit prefer occur refer control permit submit regret compel repel")


def _closed(base: str) -> bool:
    """Whether the last consonant is doubled: "drop", "admit", not "visit" or "read"."""
    short = len(base) > 2 and base[-1] not in "aeiouwxy" and base[-2] in "aeiou"
    syllables = sum(
        letter in "aeiouy" and not (at and base[at - 1] in "aeiouy")
        for at, letter in enumerate(base)
    )
    return short and base[-3] not in "aeiou" and (syllables == 1 or base in _DOUBLED)


def _ing(base: str) -> str:
    if base.endswith("ie"):
        return base[:-2] + "ying"
    if base.endswith("e") and not base.endswith(("ee", "be", "ye")):
        return base[:-1] + "ing"
    return base + (base[-1] if _closed(base) else "") + "ing"


def _past(base: str) -> str:
    if base in IRREGULAR:
        return IRREGULAR[base]
    if base.endswith("y") and base[-2] not in "aeiou":
        return base[:-1] + "ied"
    if base.endswith("e"):
        return base + "d"
    return base + (base[-1] if _closed(base) else "") + "ed"


# Participle to past, "killing" to "killed", of the listed verbs.
ING_TO_PAST = {_ing(base): _past(base) for base in sorted(BASES) if _ing(base) not in _NO_DEED}
