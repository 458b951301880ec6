"""Headlines as sentences: which text is one, and how it is given to a parser that reads prose.

In a headline in title case every word looks like a name. Words that the article writes in lower
case, and never with a capital inside a sentence, get their lower case back before they are parsed;
no character is put in or taken out, so that offsets hold.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from claimcheck.mentions.rows import lemmas
from claimcheck.records.articles import Article, Sentence

HEADLINE = -1
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_INSIDE = re.compile(r"(?<=[\w,;] )[^\W\d_]+")
_FEWEST_WORDS = 4
# Of the longer words of running prose rarely more than a third have a capital.
_SHARE_OF_CAPITALS = 0.6
_LONG = 4


def headline(article: Article) -> Sentence | None:
    """The headline as a sentence, if it does not stand in the text.

    Its ``index`` is -1, and its offsets are into ``article.title``.
    """
    title = article.title or ""
    if not title.strip() or title.strip() in article.text:
        return None
    return Sentence(
        article=article.id, index=HEADLINE, paragraph=0, start=0, end=len(title), text=title
    )


def texts_to_parse(article: Article, sentences: Sequence[Sentence]) -> list[str]:
    """The texts of N sentences as a parser is to read them, each as long as its sentence."""
    titled = [_is_titled(sentence.text) for sentence in sentences]
    if not any(titled):
        return [sentence.text for sentence in sentences]
    body = [s.text for s, is_title in zip(sentences, titled, strict=True) if not is_title]
    lower = {w for text in body for w in _WORD.findall(text) if w.islower()}
    names = {w for text in body for w in _INSIDE.findall(text) if w[:1].isupper()}
    return [
        _lowered(sentence.text, lower, names) if is_title else sentence.text
        for sentence, is_title in zip(sentences, titled, strict=True)
    ]


def _is_titled(text: str) -> bool:
    if text.rstrip()[-1:] in (".", "!") or len(text) > 300:
        return False
    words = [w for w in _WORD.findall(text) if len(w) >= _LONG]
    capitals = sum(w[0].isupper() for w in words)
    return len(words) >= _FEWEST_WORDS and capitals >= _SHARE_OF_CAPITALS * len(words)


def _lowered(text: str, lower: set[str], names: set[str]) -> str:
    def lowered(match: re.Match[str]) -> str:
        word = match[0]
        low = word.lower()
        known = word in names or word.capitalize() in names or len(low) != len(word)
        says = low.removesuffix("s") in lemmas("saying", "verbs")
        return low if (low in lower or says) and not known else word

    first = _WORD.search(text)
    at = first.end() if first else 0
    return text[:at] + _WORD.sub(lowered, text[at:])
