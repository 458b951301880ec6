"""Words of a text, and which of them carry its content."""

from __future__ import annotations

import re

_WORD = re.compile(r"[^\W_]+(?:[.'’-][^\W_]+)*", re.UNICODE)

FUNCTION_WORDS = frozenset(
    """a about above after again against all also although am among an and any are as at be because
    been before being below between both but by can could did do does doing down during each either
    even ever few for from further had has have having he her here hers him his how however i if in
    into is it its itself just like many may me might more most much must my near neither no nor not
    now of off on once one only or other our out over own per rather said same say says she should
    since so some still such than that the their theirs them then there these they this those though
    through to told too under until up upon us very was we were what when where whether which while
    who whom whose why will with within without would yet you your according added""".split()
)


def words(text: str) -> list[str]:
    """The words of ``text`` in order, lower case, a possessive ``'s`` taken off."""
    found = [m.group().casefold().replace("’", "'") for m in _WORD.finditer(text)]
    return [w.removesuffix("'s") for w in found]


def stem(word: str) -> str:
    """A crude stem, enough to see "tariffs" and "tariff", "agreed" and "agree" as one word."""
    for ending, keep in (("ies", 3), ("ing", 4), ("ed", 3), ("es", 4), ("s", 3)):
        if (
            word.endswith(ending)
            and len(word) - len(ending) >= keep
            and not word.endswith(("ss", "eed"))
        ):
            word = word[: -len(ending)] + ("y" if ending == "ies" else "")
            break
    return word.removesuffix("e") if len(word) > 3 else word


def content_stems(text: str) -> frozenset[str]:
    """Stems of the words of ``text`` that carry content, numbers left out."""
    return frozenset(stem(w) for w in words(text) if w not in FUNCTION_WORDS and not w[0].isdigit())
