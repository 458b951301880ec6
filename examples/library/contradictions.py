"""Print the contradictions in a folder of articles and write the whole report as a page.

python examples/library/contradictions.py examples/contradiction -o report.html
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from claimcheck import check, read_articles
from claimcheck.reporting import render
from claimcheck.writing import write_text


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Print the contradictions in a folder.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("-o", "--output", type=Path, default=Path("report.html"))
    chosen = parser.parse_args(arguments)

    articles, skips = read_articles([chosen.folder])
    for skip in skips:
        print(f"left out: {skip.item}: {skip.reason}", file=sys.stderr)

    report = check(articles)
    for finding in report.of("contradiction"):
        print(f"{finding.reason} ({finding.confidence:.0%})")
        for evidence in finding.evidence:
            print(f"  {evidence.outlet}: {evidence.quote}")

    write_text(chosen.output, render(report, "html"))
    return 0


if __name__ == "__main__":
    sys.exit(main())
