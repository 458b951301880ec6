"""Is a text English? Only English is judged, so other texts are named and left out."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

# Enough to tell a script and a language; the rest of a long text is not looked at.
_SAMPLE = 20_000
_MIN_LATIN_SHARE = 0.7
_FUNCTION_WORDS = frozenset(
    re.findall(
        r"[a-z]+",
        "the of to and that for is was on with as by he she it be at from are have has had his her "
        "not this but they which were been their will would who said its an or more than",
    )
)
# Among 2,013 articles of US outlets none is below a tenth; of other languages' prose none is
# above a sixth. Between them, and in short texts, py3langid decides.
_SURELY_ENGLISH = 0.2
_SURE_WORDS = 20
# Of the detector's likeliest language, normalised: see the table in docs/sources.md.
_MIN_PROBABILITY = 0.5
_NAMES = {
    "ar": "Arabic", "cs": "Czech", "da": "Danish", "de": "German", "es": "Spanish",
    "fi": "Finnish", "fr": "French", "hu": "Hungarian", "id": "Indonesian", "it": "Italian",
    "ms": "Malay", "nl": "Dutch", "no": "Norwegian", "pl": "Polish", "pt": "Portuguese",
    "ro": "Romanian", "ru": "Russian", "sv": "Swedish", "sw": "Swahili", "tl": "Tagalog",
    "tr": "Turkish", "uk": "Ukrainian", "vi": "Vietnamese", "zh": "Chinese",
}  # fmt: skip


def not_english(text: str, declared: str | None = None) -> str | None:
    """Why ``text`` cannot be judged, None if it can.

    ``declared`` is what its source says the language is; it tips the balance of a short text.
    """
    sample = text[:_SAMPLE]
    letters = [char for char in sample if char.isalpha()]
    if not letters:
        return "holds no words; give the article's text"
    latin = sum(1 for char in letters if _is_latin(char))
    if latin < _MIN_LATIN_SHARE * len(letters):
        return "is written in another script; only English is judged"
    words = re.findall(r"[^\W\d_]+", sample.lower())
    known = sum(1 for word in words if word in _FUNCTION_WORDS)
    if len(words) >= _SURE_WORDS and known >= _SURELY_ENGLISH * len(words):
        return None
    language, probability = _detector().classify(sample)
    if language == "en" or not _is_sure(len(words), known, probability, declared, language):
        return None
    name = _NAMES.get(language, f"the language {language!r}")
    return f"does not look like English but like {name}; only English is judged"


def _is_sure(
    words: int, known: int, probability: float, declared: str | None, language: str
) -> bool:
    said = (declared or "").lower()[:2]
    if said == "en" and words < _SURE_WORDS:
        return False
    if said == language and words:
        return True
    return probability >= _MIN_PROBABILITY and known < _SURELY_ENGLISH * words


@lru_cache(maxsize=1)
def _detector() -> Any:
    """py3langid's model of 97 languages (BSD), loaded when first needed: half a second."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def _is_latin(char: str) -> bool:
    return char < "\u0250" or "\u1e00" <= char <= "\u1eff" or "\ufb00" <= char <= "\ufb06"
