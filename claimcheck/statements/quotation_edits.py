"""What kind of difference stands between two wordings of one speech."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from claimcheck.statements.quotation_aligning import Edit
from claimcheck.statements.quotation_speeches import Speech
from claimcheck.statements.quotation_words import Token, alike, english, is_small

EditKind = Literal["style", "cut", "bracket", "content"]
# A single word, "not" or "very", may well stand in a sentence twice.
_FEWEST_MOVED = 2
_CLITICS = {"'s": ("is", "has", "us"), "'d": ("would", "had", "did")}


def kind_of(edit: Edit, a: Speech, b: Speech) -> EditKind:
    """Whether an edit is house style, a marked cut, an editor's insertion, or other words."""
    left, right = a.words[slice(*edit.a)], b.words[slice(*edit.b)]
    if _is_style(_keys(left), _keys(right)) or _is_moved(edit, a, b):
        return "style"
    if _is_marked_cut(edit, a, b):
        return "cut"
    if edit.edge and (_is_fitted(edit.a, a, right) or _is_fitted(edit.b, b, left)):
        return "style"
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


def _is_moved(edit: Edit, a: Speech, b: Speech) -> bool:
    """Whether two or more words only stand elsewhere in the other side's sentence."""
    (moved, span), (other, gap) = (a, edit.a), (b, edit.b)
    if span[0] == span[1]:
        (moved, span), (other, gap) = (b, edit.b), (a, edit.a)
    if gap[0] != gap[1] or span[1] - span[0] < _FEWEST_MOVED:
        return False
    near = min(gap[0], len(other.words) - 1)
    sentence = other.words[other.sentence_start(near) : other.sentence_end(near)]
    words, row = _keys(moved.words[slice(*span)]), _keys(sentence)
    return f" {' '.join(words)} " in f" {' '.join(row)} "


def _is_fitted(span: tuple[int, int], speech: Speech, other: Sequence[Token]) -> bool:
    """Whether a quotation begins with a word in the form that the outlet's sentence asks for.

    "asked him to stop “playing with fire”" where the other has "do not play with fire".
    """
    first, end = span
    word = speech.words[first]
    begins = first == 0 or speech.quotation[first - 1] != speech.quotation[first]
    inside = begins and end - first == 1 and speech.text[word.start].islower()
    return inside and bool(other) and alike(word.key, other[-1].key)


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
