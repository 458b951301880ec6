"""Forms of verbs, and a sentence with its main verb negated or freed of its negation."""

from __future__ import annotations

import re

from claimcheck.claims.lexicon import AUXILIARIES, BASES, IRREGULAR
from claimcheck.claims.words import Token, is_finite, tokenise

_VOWELS = "aeiou"
_TAKES_NOT = frozenset("is are was were will has have had can did does do would".split())
_FREE_ADVERBS = frozenset("now then reportedly immediately officially currently".split())
# Their meaning under a negation is open: "all were not found", "has also not".
_SCOPED = re.compile(
    r"^(?:A|An|One|Two|Another|Dozens|Hundreds|Thousands|Other|Others|Anyone|Someone)\b"
    r"|\b(?:and|all|every|each|many|most|some|several|both|few|half|any|only|nearly|almost|also|still"
    r"|already|just|even|always|often|too|none|neither|nor|either|because|until|unless|than|so|more"
    r"|less|least|nobody|nothing|no|again|never|without|once|first|last|another|long|once|yet|soon"
    r"|been|being|finally|at all|\w{3,}ly|but|though|although|while|as|after|before|since|who|which"
    r"|that|where|when)\b",
    re.I,
)


def past(base: str) -> str:
    """The past of a verb: "halt" to "halted"."""
    if base in IRREGULAR:
        return IRREGULAR[base]
    if base.endswith("e"):
        return base + "d"
    if base.endswith("y") and base[-2] not in _VOWELS:
        return base[:-1] + "ied"
    doubled = (
        "stop drop plan admit commit refer ban occur slip tap grab rob quit compel permit "
        "submit regret patrol control prefer expel repel transfer step rip ship trap plot "
        "sap nab cap chop drag hop hug jam knit log map nod pin plug rub scrap slam snap "
        "strip swap tag tip trim whip wrap"
    ).split()
    return base + base[-1] + "ed" if base in doubled else base + "ed"


_BASE_OF_PAST = {past(base): base for base in sorted(BASES)} | {
    p: b for b, p in IRREGULAR.items() if b != "be"
}
_THIRDS = {
    (
        b + "es"
        if b.endswith(("s", "x", "z", "ch", "sh", "o"))
        else b[:-1] + "ies"
        if b.endswith("y") and b[-2] not in _VOWELS
        else b + "s"
    ): b
    for b in sorted(BASES)
} | {"has": "have", "does": "do", "goes": "go"}


def base_of_past(word: str) -> str | None:
    """The plain form of a past: "halted" to "halt", None for a verb that is not listed."""
    return _BASE_OF_PAST.get(word)


def main_verb(text: str) -> tuple[list[Token], int] | None:
    """The tokens and the index of the one finite verb, None where there are several."""
    tokens = tokenise(text)
    finite = [i for i in range(1, len(tokens)) if is_finite(tokens, i)]
    if len(finite) != 1:
        return None
    return tokens, finite[0]


def negated(text: str, contracted: bool) -> str | None:
    """The sentence with its one main verb negated, None where the scope would not be plain."""
    found = main_verb(text)
    if found is None or _SCOPED.search(text) or "n't" in text or " not " in text:
        return None
    tokens, at = found
    verb = tokens[at]
    if any(t.text[0].isdigit() for t in tokens[:at]) or any(t.text == "," for t in tokens[:at]):
        return None
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    if verb.lower in AUXILIARIES:
        if verb.lower not in _TAKES_NOT or following is None or following.lower == "to":
            return None
        has = verb.lower in ("has", "have", "had")
        if has and not (
            following.lower.endswith(("ed", "en"))
            or following.lower in ("been", "won", "lost", "made", "become", "had", "held", "met")
        ):
            helper = {"has": "does", "have": "do", "had": "did"}[verb.lower]
            return _put(text, verb, _with_not(helper, contracted) + " have")
        return _put(text, verb, _with_not(verb.text, contracted))
    if at and tokens[at - 1].lower in AUXILIARIES:
        return None
    if verb.lower in _BASE_OF_PAST:
        return _put(text, verb, f"{_with_not('did', contracted)} {_BASE_OF_PAST[verb.lower]}")
    if verb.lower in _THIRDS:
        return _put(text, verb, f"{_with_not('does', contracted)} {_THIRDS[verb.lower]}")
    return None


def _with_not(word: str, contracted: bool) -> str:
    if word == "can":
        return "cannot"
    if not contracted:
        return f"{word} not"
    return "won't" if word == "will" else f"{word}n't"


def _put(text: str, token: Token, new: str) -> str:
    return text[: token.start] + new + text[token.end :]


_DID_NOT = re.compile(r"\b(?:did not|didn['’]t) (?P<base>[a-z]+)\b")
_NOT = re.compile(
    r"\b(?P<word>is|are|was|were|will|has|have|had|would)(?: not|n['’]t)(?! only)\b|\bwon['’]t\b"
)


def affirmed(text: str) -> str | None:
    """The sentence without the one negation of its verb, None where it has more or none."""
    if (
        len(
            re.findall(
                r"\b(?:not|no|never|nor|neither|nothing|any|anything|anyone|yet|either|because"
                r"|but|until|ever|all|so|without)\b|n['’]t\b",
                text,
                re.I,
            )
        )
        != 1
    ):
        return None
    did = _DID_NOT.search(text)
    if did:
        if did["base"] not in BASES:
            return None
        return text[: did.start()] + past(did["base"]) + text[did.end() :]
    found = _NOT.search(text)
    if found:
        return text[: found.start()] + (found["word"] or "will") + text[found.end() :]
    return None
