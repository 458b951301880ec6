"""A parser that needs no network and no grammar: every word hangs on the one before it.

So deep a tree is the worst that a real one can give for a sentence of so many words.
"""

from __future__ import annotations

import re

from claimcheck.language.parsing import MOST_TOKENS, Parse, Token

_WORD = re.compile(r"\d[\d.,]*|\w+(?:['’]\w+)*|[^\w\s]")
_TAGS = {"NOUN": "NN", "PROPN": "NNP", "VERB": "VBD", "NUM": "CD", "PUNCT": ".", "ADP": "IN"}
_DEPS = ("nsubj", "dobj", "conj", "compound", "ccomp", "prep", "appos", "amod")


class FakeParser:
    name = "fake"

    def parse(self, sentences):
        return [_parse(text) for text in sentences]


def _parse(text):
    words = list(_WORD.finditer(text))[:MOST_TOKENS]
    tokens = tuple(
        Token(
            text=word[0],
            start=word.start(),
            end=word.end(),
            lemma=word[0].lower(),
            pos=(pos := _pos(word[0])),
            tag=_TAGS[pos],
            dep=_DEPS[len(word[0]) % len(_DEPS)] if index else "ROOT",
            head=max(0, index - 1),
            ent="PERSON" if pos == "PROPN" else "",
        )
        for index, word in enumerate(words)
    )
    return Parse(tokens=tokens, end=len(text))


def _pos(word):
    if word[0].isdigit():
        return "NUM"
    if not word[0].isalnum():
        return "PUNCT"
    if word[0].isupper():
        return "PROPN"
    return ("NOUN", "VERB", "ADP")[(ord(word[0]) + len(word)) % 3]
