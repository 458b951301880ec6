"""What kind of difference stands between two wordings of one speech."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from claimcheck.statements.quotation_aligning import Edit, Speech
from claimcheck.statements.quotation_words import Token, english, is_small

EditKind = Literal["style", "cut", "bracket", "content"]
_CLITICS = {"'s": ("is", "has", "us"), "'d": ("would", "had", "did")}


def kind_of(edit: Edit, a: Speech, b: Speech) -> EditKind:
    """Whether an edit is house style, a marked cut, an editor's insertion, or other words."""
    left, right = a.words[slice(*edit.a)], b.words[slice(*edit.b)]
    if _is_style(_keys(left), _keys(right)):
        return "style"
    if _is_marked_cut(edit, a, b):
        return "cut"
    said, meant = _spoken(left), _spoken(right)
    if (said, meant) == (left, right):
        return "content"
    replaced = not said or not meant or _is_style(_keys(said), _keys(meant))
    return "bracket" if replaced else "content"


def changed(edit: Edit, a: Speech, b: Speech) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The keys of the words on either side, without what an editor put in."""
    left, right = a.words[slice(*edit.a)], b.words[slice(*edit.b)]
    return _keys(_spoken(left)), _keys(_spoken(right))


def _keys(words: Sequence[Token]) -> tuple[str, ...]:
    return tuple(word.key for word in words)


def _spoken(words: Sequence[Token]) -> tuple[Token, ...]:
    return tuple(word for word in words if not word.bracketed)


def _is_marked_cut(edit: Edit, a: Speech, b: Speech) -> bool:
    """Whether one side leaves words out and shows it, or leaves out an aside."""
    (short, at), (full, (begin, end)) = (a, edit.a), (b, edit.b)
    if end - begin < at[1] - at[0]:
        (short, at), (full, (begin, end)) = (b, edit.b), (a, edit.a)
    if not all(is_small(word.key) for word in short.words[slice(*at)]):
        return False
    # Around a cut either side of "of the ... of the" may have been aligned with the other's.
    shown = any(word.cut for word in short.words[max(0, at[0] - 1) : at[1] + 2])
    aside = full.words[begin].cut and end < len(full.words) and full.words[end].cut
    return (
        shown or aside or full.sentence[begin - 1] != full.sentence[min(end, len(full.words) - 1)]
    )


def _is_style(left: tuple[str, ...], right: tuple[str, ...]) -> bool:
    if sorted(left) == sorted(right) or "".join(left) == "".join(right):
        return True
    if not left or not right:
        return set(left) | set(right) <= english().words["fillers"]
    if len(left) == len(right) and all(map(_same_clitic, left, right)):
        return True
    one, other = _number(left), _number(right)
    if one is not None and one == other:
        return True
    return _abbreviates(left, right) or _abbreviates(right, left)


def _same_clitic(one: str, other: str) -> bool:
    return one == other or other in _CLITICS.get(one, ()) or one in _CLITICS.get(other, ())


def _number(keys: Sequence[str]) -> int | None:
    """What number words come to once digits: "20 1", "a 100", "1 100"."""
    total = 0
    for key in keys:
        if key in ("a", "&", "hundred", "thousand"):
            scale = {"hundred": 100, "thousand": 1000}.get(key)
            total = max(total, 1) * scale if scale else total
        elif key.isascii() and key.isdigit() and len(key) < 16:
            total += int(key)
        else:
            return None
    return total


def _abbreviates(short: Sequence[str], full: Sequence[str]) -> bool:
    letters = "".join(short)
    initials = "".join(word[0] for word in full if not is_small(word))
    return len(full) > 1 and len(letters) > 1 and letters == initials
