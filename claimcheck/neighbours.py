"""Which of many texts share the most with one, without comparing each with each."""

from __future__ import annotations

import heapq
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)

MOST = 64
"""So many holders of a key are looked at, and so many neighbours given: up to so many texts
nothing is left out, above them the work grows with the texts and not with their pairs."""


class Neighbours(Generic[Key]):
    """An inverted index over weighted keys, such as the words or shingles of each text.

    Of a key that more than ``MOST`` texts hold, those that hold it with the greatest weight
    count, the earlier one of two alike.
    """

    def __init__(self, texts: Sequence[Mapping[Key, float]]) -> None:
        self._texts = texts
        self._holders: dict[Key, list[tuple[int, float]]] = {}
        for index, keys in enumerate(texts):
            for key, weight in keys.items():
                self._holders.setdefault(key, []).append((index, weight))
        for found in self._holders.values():
            if len(found) > MOST:
                found.sort(key=lambda holder: -holder[1])
                del found[MOST:]

    def of(self, index: int, *, earlier: bool = False) -> list[int]:
        """At most ``MOST`` other texts by the dot product with ``index``, the nearest first.

        Texts that share no key are not among them; with ``earlier`` none that comes after.
        """
        products: defaultdict[int, float] = defaultdict(float)
        for key, weight in self._texts[index].items():
            for other, its in self._holders[key]:
                products[other] += weight * its
        products.pop(index, None)
        near = ((-product, other) for other, product in products.items())
        if earlier:
            near = (each for each in near if each[1] < index)
        return [other for _, other in heapq.nsmallest(MOST, near)]


class Holders(Generic[Key]):
    """Who has a key, in the order in which they came.

    Of a key that more than ``most`` have, those are told that stand nearest to who asks: in a
    bundle in which every article says the same each still finds some of the others.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._held: dict[Key, list[int]] = defaultdict(list)

    def add(self, index: int, keys: Iterable[Key]) -> None:
        """Note that ``index``, which is higher than all before, has these keys."""
        for key in keys:
            self._held[key].append(index)

    def beside(self, index: int, key: Key) -> Sequence[int]:
        """At most ``most`` of those that have ``key``."""
        held = self._held[key]
        if len(held) <= self._most:
            return held
        first = bisect_left(held, index) - self._most // 2
        first = max(0, min(first, len(held) - self._most))
        return held[first : first + self._most]
