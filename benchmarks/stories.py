"""How well a mixed pile is told apart by story, and how its time grows.

    python benchmarks/stories.py DIR

DIR holds ``bundles-*.jsonl.gz``, a story with its ``articles`` a line. All are mixed into one
pile; B-cubed precision, recall and F1 say whether each article stands with those of its story,
for several thresholds on the stories that choose (folds 0 to 3 of the names) and for the one that
is used on all and on fold 4. Times are the better of two, from 100 to 4,000 articles; beyond the
pile's size its stories are told again in later years.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import os
import platform
import random
import time
from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from claimcheck import Article
from claimcheck.stories import Grouping, group
from claimcheck.stories.group import JOIN

OUT = Path(__file__).resolve().parent / "results" / "stories.json"
SIZES = (100, 1000, 4000)


def read(folder: Path) -> tuple[list[Article], dict[str, str]]:
    """The articles, each once, and the story of each."""
    articles: dict[str, Article] = {}
    story: dict[str, str] = {}
    for path in sorted(folder.glob("bundles-*.jsonl.gz")):
        for line in gzip.decompress(path.read_bytes()).decode().splitlines():
            row = json.loads(line)
            for given in row["articles"]:
                fields = {k: given.get(k) for k in ("outlet", "title", "url", "published", "text")}
                article = Article(**fields)
                if article.id not in story:
                    articles[article.id], story[article.id] = article, row["bundle"]
    return list(articles.values()), story


def fold(name: str) -> int:
    return int(hashlib.sha256(name.encode()).hexdigest(), 16) % 5


def b_cubed(grouping: Grouping, story: dict[str, str]) -> dict[str, float]:
    """Mean over the articles of the share of their group that is of their story, and back."""
    given = {a.id: s.id for s in grouping.stories for a in s.articles}
    given |= {article.id: article.id for article in grouping.alone}
    found, wanted = Counter(given.values()), Counter(story[i] for i in given)
    both = Counter((given[i], story[i]) for i in given)
    precision = sum(both[given[i], story[i]] / found[given[i]] for i in given) / len(given)
    recall = sum(both[given[i], story[i]] / wanted[story[i]] for i in given) / len(given)
    f1 = 2 * precision * recall / (precision + recall)
    return {"precision": round(precision, 4), "recall": round(recall, 4), "f1": round(f1, 4)}


def pile(articles: list[Article], story: dict[str, str], size: int) -> list[Article]:
    """Whole stories up to ``size`` articles, told again 20 years later where they do not do."""
    names = sorted(set(story.values()))
    random.Random(7).shuffle(names)
    by_story: dict[str, list[Article]] = {}
    for article in articles:
        by_story.setdefault(story[article.id], []).append(article)
    drawn: list[Article] = []
    for round_ in range(10):
        for name in names:
            drawn += [later(article, round_) for article in by_story[name]]
            if len(drawn) >= size:
                return drawn[:size]
    return drawn


def later(article: Article, rounds: int) -> Article:
    if not rounds or article.day is None:
        return article
    day: date = article.day + timedelta(days=7300 * rounds)
    return replace(article, published=day, text=f"{article.text}\n\nPart {rounds}.")


def seconds(articles: list[Article]) -> float:
    best = float("inf")
    for _ in range(2):
        started = time.process_time()
        group(articles)
        best = min(best, time.process_time() - started)
    return round(best, 3)


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure the grouping of a mixed pile.")
    parser.add_argument("folder", type=Path)
    given = parser.parse_args()
    articles, story = read(given.folder)
    choosing = [a for a in articles if fold(story[a.id]) < 4]
    blind = [a for a in articles if fold(story[a.id]) == 4]
    swept = {
        str(join): b_cubed(group(choosing, join=join), story)
        for join in (0.1, 0.12, 0.14, 0.16, 0.2)
    }
    times = {str(size): seconds(pile(articles, story, size)) for size in SIZES}
    small = times[str(SIZES[0])] / SIZES[0]
    done = {
        "articles": len(articles),
        "stories": len(set(story.values())),
        "join": JOIN,
        "b_cubed_all": b_cubed(group(articles), story),
        "b_cubed_fold_4": b_cubed(group(blind), story),
        "b_cubed_choosing": swept,
        "cpu_seconds": times,
        "times_linear": {str(n): round(times[str(n)] / n / small, 2) for n in SIZES},
        "machine": {
            "processor": platform.machine(),
            "cores": os.cpu_count(),
            "python": platform.python_version(),
        },
    }
    OUT.write_text(json.dumps(done, indent=2) + "\n", encoding="utf-8")
    print(json.dumps(done, indent=2))


if __name__ == "__main__":
    main()
