"""How many articles of news hold each word: what tells rare words from common ones in a small pile.

    python benchmarks/rarity.py DIR

DIR holds ``bundles-*.jsonl.gz``; stories of fold 4 are left out, on which grouping is measured.
Writes ``claimcheck/stories/rarity.txt``: the number of articles, then a word stem and its count a
line, those that fewer than four articles hold left out.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

from stories import fold, read

from claimcheck.stories.vectors import profile

OUT = Path(__file__).resolve().parent.parent / "claimcheck" / "stories" / "rarity.txt"
LEAST = 4


def main() -> None:
    articles, story = read(Path(sys.argv[1]))
    kept = [article for article in articles if fold(story[article.id]) < 4]
    spread: Counter[str] = Counter()
    for article in kept:
        spread.update(profile(article).counts.keys())
    rows = [f"{term} {count}" for term, count in sorted(spread.items()) if count >= LEAST]
    OUT.write_text("\n".join([str(len(kept)), *rows]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
