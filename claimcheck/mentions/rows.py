"""Rows of lemmas from the language's tables: what tells a role, a source, a title."""

from __future__ import annotations

from functools import cache

from claimcheck.language.tables import table


@cache
def lemmas(name: str, row: str) -> frozenset[str]:
    """The lemmas of a row of ``language/en/NAME.toml``; its ``why`` says what it is for."""
    held = table(name).table(row)
    held.check("why", "lemmas")
    return held.words("lemmas")


def participle(lemma: str) -> str:
    """The past participle of a verb: "killed", "shot"."""
    irregular = table("frames").table("participles")
    if lemma in irregular:
        return irregular.text(lemma)
    if lemma.endswith("y") and lemma[-2:-1] not in tuple("aeou"):
        return f"{lemma[:-1]}ied"
    return f"{lemma}d" if lemma.endswith("e") else f"{lemma}ed"
