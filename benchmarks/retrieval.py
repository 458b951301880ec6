"""What pairing keeps: expected findings in labelled bundles, and the share of pairs judged.

    python benchmarks/retrieval.py DIR

DIR holds ``bundles/NAME.jsonl`` and ``gold/NAME.json`` (see the scorer there).
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

from claimcheck.claims import extract_claims
from claimcheck.copies import fold_copies
from claimcheck.pairing import pair_claims
from claimcheck.reading import read_articles
from claimcheck.records import Pair
from claimcheck.segmenting import segment

ROOT = Path(__file__).resolve().parent.parent


def kept(item: dict, pairs: list[Pair]) -> bool:
    def fits(side: list[str], claim) -> bool:
        outlet, quote = side
        return bool(
            re.search(outlet, claim.outlet, re.I) and re.search(quote, claim.sentence.text, re.I)
        )

    return any(
        (fits(item["a"], p.a) and fits(item["b"], p.b))
        or (fits(item["a"], p.b) and fits(item["b"], p.a))
        for p in pairs
    )


def main(folder: Path) -> None:
    rows = {}
    for path in sorted((folder / "gold").glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        articles, _ = read_articles([folder / "bundles" / f"{path.stem}.jsonl"])
        members = fold_copies(articles)
        claims = [c for a in articles for c in extract_claims(a, segment(a))[0]]
        pairs, possible = pair_claims(claims, members)
        lost = [item["id"] for item in gold["expect"] if not kept(item, pairs)]
        rows[path.stem] = {
            "articles": len(articles),
            "claims": len(claims),
            "possible": possible,
            "judged": len(pairs),
            "expected": len(gold["expect"]),
            "lost": lost,
        }
        print(path.stem, json.dumps(rows[path.stem]))
    out = ROOT / "benchmarks" / "results" / "retrieval.json"
    out.parent.mkdir(exist_ok=True)
    out.write_text(json.dumps(rows, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
