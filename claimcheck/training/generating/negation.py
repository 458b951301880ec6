"""Negation and denial: put in, taken out, written otherwise; said, denied, left open."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

from claimcheck.claims.words import first_finite, tokenise
from claimcheck.facts.polarity import negations
from claimcheck.records import Label
from claimcheck.training.generating.material import Passage, Row

_INSERTS = frozenset("is are was were has have had will".split())
_SHORT = {
    "is": "isn't", "are": "aren't", "was": "wasn't", "were": "weren't", "has": "hasn't",
    "have": "haven't", "had": "hadn't", "will": "won't",
}  # fmt: skip
# With these about, "not" may touch something else than the whole statement.
_SCOPE = re.compile(
    r"\b(?:some|many|most|few|all|every|each|any|only|also|even|just|still|already|yet|because|so"
    r"|until|if|unless|although|though|while|but|either|both|largely|mostly|always|often|probably"
    r"|likely|sometimes|several|more|less|that|which|who|one of|another|other|half|and|or"
    r"|certain|various|such|mainly|partly|widely|nearly|almost|not|never|could|may|might)\b",
    re.I,
)
_NOT = re.compile(r"\b(is|are|was|were|has|have|had|will) not\b")
_REFUSAL = re.compile(r"\b(?:failed|refused|declined) to (?=[a-z]+)")
_DID_NOT = re.compile(r"\b(did|do|does|is|was|were|are|has|have|had|would) not\b")
_STARTS = frozenset(
    """The A An This These Those In On At His Her Their Its Our It He She They We There Some Many
    Most Several Two Three Four Five Six Seven Eight Nine Ten More About Nearly At After Before
    Police Officials Both Each""".split()
)
# premise, hypothesis, label; S says or denies x.
_TALK: tuple[tuple[str, str, Label], ...] = (
    ("{S} denied that {x}.", "{S} said that {x}.", "contradiction"),
    ("{S} said that {x}.", "{S} denied that {x}.", "contradiction"),
    ("{S} confirmed that {x}.", "{S} denied that {x}.", "contradiction"),
    ("{S} would not say whether {x}.", "{S} confirmed that {x}.", "contradiction"),
    ("{S} denied that {x}.", "{S} disputed that {x}.", "entailment"),
    ("{S} denied that {x}.", "{S} rejected the claim that {x}.", "entailment"),
    ("{S} denied that {x}.", "{S} did not admit that {x}.", "entailment"),
    ("{S} confirmed that {x}.", "{X}.", "entailment"),
    ("{S} acknowledged that {x}.", "{X}.", "entailment"),
    ("{S} acknowledged that {x}.", "{S} did not deny that {x}.", "entailment"),
    ("{S} denied that {x}.", "{X}.", "neutral"),
    ("{S} would not say whether {x}.", "{X}.", "neutral"),
    ("{S} did not comment on whether {x}.", "{S} denied that {x}.", "neutral"),
    ("{S} was asked whether {x}.", "{X}.", "neutral"),
    ("It is not clear whether {x}.", "{X}.", "neutral"),
)


def rows(passage: Passage, rng: random.Random) -> Iterator[Row]:
    """Pairs in which one negation, or a word for one, decides."""
    found = [*_inserted(passage, rng), *_removed(passage), *_other_words(passage, rng)]
    yield from found
    yield from _talk(passage, rng)


def _inserted(passage: Passage, rng: random.Random) -> Iterator[Row]:
    text = passage.text
    if negations(text) or _SCOPE.search(text):
        return
    tokens = tokenise(text)
    verb = first_finite(tokens)
    if verb is None or verb + 1 >= len(tokens) or verb == 0:
        return
    token, following = tokens[verb], tokens[verb + 1]
    if token.lower not in _INSERTS or not following.is_word or following.lower in ("to", "had"):
        return
    if token.lower in ("has", "have", "had") and not following.lower.endswith(("ed", "en")):
        return
    plain = f"{token.text} not"
    short = _SHORT[token.lower]
    negated = text[: token.start] + rng.choice((plain, short)) + text[token.end :]
    if rng.random() < 0.5:
        yield Row(text, negated, "contradiction")
    else:
        yield Row(negated, text, "contradiction")
    if rng.random() < 0.4:
        first, second = (plain, short) if rng.random() < 0.5 else (short, plain)
        yield Row(
            text[: token.start] + first + text[token.end :],
            text[: token.start] + second + text[token.end :],
            "entailment",
        )


def _removed(passage: Passage) -> Iterator[Row]:
    text = passage.text
    found = list(_NOT.finditer(text))
    if len(found) != 1 or negations(text) != 1:
        return
    rest = text[: found[0].start()] + text[found[0].end() :]
    if _SCOPE.search(rest) is None:
        yield Row(text, _NOT.sub(r"\1", text), "contradiction")


def _other_words(passage: Passage, rng: random.Random) -> Iterator[Row]:
    """What was refused was not done; what was not done need not have been refused."""
    text = passage.text
    found = list(_REFUSAL.finditer(text))
    tokens = tokenise(text)
    verb = first_finite(tokens)
    if len(found) != 1 or negations(text) > 1 or verb is None:
        return
    if tokens[verb].start != found[0].start() or re.search(r"\b(?:have|be|has)\b", text):
        return
    undone = _REFUSAL.sub(lambda _: rng.choice(("did not ", "didn't ")), text)
    yield Row(text, undone, "entailment")
    if not found[0][0].startswith("failed"):
        yield Row(undone, text, "neutral")
    done = _REFUSAL.sub(lambda m: "agreed to ", text)
    if not found[0][0].startswith("failed"):
        yield Row(text, done, "contradiction")


def _talk(passage: Passage, rng: random.Random) -> Iterator[Row]:
    """What a named speaker says, with other words for saying and denying it."""
    speaker, text = passage.speaker, passage.text
    if speaker is None or not re.fullmatch(r"[A-Z][a-z]+(?: [A-Z][a-z]+){1,2}", speaker):
        return
    first = text.split()[0]
    if first not in _STARTS or speaker.split()[-1] in text or rng.random() < 0.3:
        return
    if re.search(r"\b(?:I|we|our|my|me|us|you|your|this|these|that|here)\b", text, re.I):
        return
    lowered = text[0].lower() + text[1:].rstrip(".")
    for label in rng.sample(("entailment", "neutral", "contradiction"), 2):
        premise, hypothesis, made = rng.choice([t for t in _TALK if t[2] == label])
        values = {"S": speaker, "x": lowered, "X": text.rstrip(".")}
        yield Row(premise.format(**values), hypothesis.format(**values), made)
