"""Sample reports, built from the records alone: a storm on an island that is on no map."""

from __future__ import annotations

from datetime import date, datetime
from functools import cache

from claimcheck.records import (
    Article,
    Basis,
    Claim,
    Coverage,
    DateSpan,
    Evidence,
    Feature,
    Figure,
    Finding,
    Funnel,
    Kind,
    LedgerEntry,
    LedgerRow,
    Location,
    Member,
    Probabilities,
    Relation,
    Report,
    Run,
    Skip,
    Source,
    digest,
)

BASIS = Basis(
    row="different",
    premise="28 people died on the pier",
    hypothesis="31 people died on the pier",
    forward=Probabilities(entailment=0.02, neutral=0.05, contradiction=0.93),
    backward=Probabilities(entailment=0.03, neutral=0.06, contradiction=0.91),
    compared="28 against 31",
    features=(
        Feature(name="near words", value=0.8, weight=2.5),
        Feature(name="judge", value=1.5, weight=0.9),
    ),
    threshold=0.6,
    otherwise="a later date in one of the two would make it an update",
)


def article(outlet, text, *, title=None, published=None, path=None, **options):
    source = Source(path=path, verbatim=True) if path else None
    return Article(
        outlet=outlet, text=text, title=title, published=published, source=source, **options
    )


@cache
def id_of(story: Article) -> str:
    """The article's id, hashed once: a sample has many claims on one text."""
    return story.id


def claim_of(story: Article, quote: str, *, speaker=None, **facts) -> Claim:
    start = story.text.index(quote)
    end = start + len(quote)
    return Claim(
        article=id_of(story),
        outlet=story.outlet,
        start=start,
        end=end,
        text=quote,
        speaker=speaker,
        **facts,
    )


def location_of(story: Article, start: int, end: int) -> Location | None:
    if story.source is None or not story.source.verbatim:
        return None

    def place(offset: int) -> tuple[int, int]:
        head = story.text[:offset]
        return head.count("\n") + 1, offset - (head.rfind("\n") + 1) + 1

    line, column = place(start)
    end_line, end_column = place(end)
    return Location(
        path=story.source.path, line=line, column=column, end_line=end_line, end_column=end_column
    )


def evidence_of(story: Article, claim: Claim, *marked: str) -> Evidence:
    spans = tuple((claim.text.index(word), claim.text.index(word) + len(word)) for word in marked)
    left = story.text.rfind("\n", 0, claim.start) + 1
    right = story.text.find("\n", claim.end)
    return Evidence(
        article=id_of(story),
        outlet=story.outlet,
        claim=claim.id,
        quote=claim.text,
        start=claim.start,
        end=claim.end,
        highlights=spans,
        speaker=claim.speaker,
        published=story.published.isoformat() if story.published else None,
        modified=story.modified.isoformat() if story.modified else None,
        before=story.text[left : claim.start],
        after=story.text[claim.end : right if right >= 0 else len(story.text)],
        location=location_of(story, claim.start, claim.end),
    )


def finding_of(
    relation: Relation, kind: Kind, reason: str, evidence, *, confidence=0.9, slot=None
) -> Finding:
    outlets = tuple(sorted({item.outlet for item in evidence}))
    return Finding(
        id=digest("finding", relation, kind, *sorted(item.claim for item in evidence)),
        relation=relation,
        kind=kind,
        confidence=confidence,
        reason=reason,
        evidence=tuple(evidence),
        outlets=outlets,
        origins=len(outlets),
        basis=BASIS,
        slot=slot,
    )


def report_of(members, claims=(), findings=(), ledger=(), skips=(), **options) -> Report:
    coverage = {}
    cited = {item.claim for finding in findings for item in finding.evidence}
    for claim in claims:
        total, shared = coverage.get(claim.outlet, (0, 0))
        coverage[claim.outlet] = (total + 1, shared + (claim.id in cited))
    return Report(
        bundle=options.get("bundle", "storm-on-varn"),
        version="0.1.0",
        members=tuple(members),
        claims=tuple(claims),
        findings=tuple(findings),
        ledger=tuple(ledger),
        coverage=tuple(
            Coverage(outlet=name, claims=total, shared=shared, unique=total - shared)
            for name, (total, shared) in sorted(coverage.items())
        ),
        skips=tuple(skips),
        funnel=Funnel(
            articles=len(members),
            sentences=3 * len(claims),
            claims=len(claims),
            pairs_possible=len(claims) * 4,
            pairs_judged=len(claims),
            questions=len(claims) * 5,
            abstained=1,
            findings=len(findings),
        ),
        run=Run(
            model={"name": "claimcheck-tiny", "sha256": "3f" * 32},
            backend="torch",
            device="cpu",
            precision="float32",
            thresholds={"contradiction": 0.8, "agreement": 0.75},
            config_sha256="a1" * 32,
            timings={"judge": 1.25},
        ),
    )


GAZETTE = article(
    "Harbour Gazette",
    "Storm Ilse reached the island of Varn in the night.\n"
    "Rescuers worked until dawn. 28 people died when the north pier collapsed on Friday. "
    "The pier had been inspected in March.\n"
    "“The port will reopen on Monday,” harbour master Ida Lund said. "
    "The council has set aside 4.2 million crowns for repairs.",
    title="North pier collapses in Storm Ilse",
    published=date(2026, 7, 5),
    modified=datetime(2026, 7, 5, 21, 15),
    stamps=((0, datetime(2026, 7, 5, 6, 40)), (52, datetime(2026, 7, 5, 21, 15))),
    path="bundle/gazette.txt",
)
COURIER = article(
    "Varn Courier",
    "The island woke to ruins.\n"
    "On Friday the north pier collapsed and 31 people were killed. Divers searched the basin.\n"
    "Lund denied that the port would reopen before Wednesday. "
    "Repairs will cost 4.2 million crowns, the council said.",
    title="Pier gives way, dozens dead",
    published=datetime(2026, 7, 5, 18, 30),
    path="bundle/courier.txt",
)
TRIBUNE = article(
    "The Northern Tribune",
    "The toll had risen to 34 by Sunday evening. "
    "By then 1,900 homes on Varn were without power, the grid operator said. "
    "A fund of 4.2 million crowns is to pay for the repairs.",
    title="Thousands in the dark",
    published=date(2026, 7, 6),
    modified=datetime(2026, 7, 6, 18, 45),
    path="bundle/tribune.txt",
)
COPY = article(
    "Westland Post", GAZETTE.text[:60], title="Storm Ilse: pier collapses", path="bundle/west.txt"
)
FERRY = article(
    "Ferry Weekly",
    "The new ferry line to Osk sells season tickets from August.",
    title="Season tickets for Osk",
    path="bundle/ferry.txt",
)


def storm() -> Report:
    """Two contradictions, an update, a dispute, an agreement of three, a copy, an off-topic one."""
    dead_a = claim_of(
        GAZETTE,
        "28 people died when the north pier collapsed on Friday.",
        figures=(Figure(text="28", start=80, end=82, low=28.0, high=28.0),),
        dates=(
            DateSpan(
                text="Friday",
                start=128,
                end=134,
                first=date(2026, 7, 3),
                last=date(2026, 7, 3),
                granularity="day",
            ),
        ),
    )
    dead_b = claim_of(COURIER, "On Friday the north pier collapsed and 31 people were killed.")
    open_a = claim_of(GAZETTE, "The port will reopen on Monday", speaker="Ida Lund")
    open_b = claim_of(COURIER, "the port would reopen before Wednesday", speaker="Lund")
    money_a = claim_of(GAZETTE, "The council has set aside 4.2 million crowns for repairs.")
    money_b = claim_of(COURIER, "Repairs will cost 4.2 million crowns", speaker="the council")
    money_c = claim_of(TRIBUNE, "A fund of 4.2 million crowns is to pay for the repairs.")
    check = claim_of(GAZETTE, "The pier had been inspected in March.")
    divers = claim_of(COURIER, "Divers searched the basin.")
    power = claim_of(TRIBUNE, "1,900 homes on Varn were without power", speaker="the grid operator")
    toll = claim_of(TRIBUNE, "The toll had risen to 34 by Sunday evening.")
    findings = (
        finding_of(
            "contradiction",
            "number",
            "28 against 31 dead in the collapse of the north pier",
            [evidence_of(GAZETTE, dead_a, "28"), evidence_of(COURIER, dead_b, "31")],
            slot="l2",
            confidence=0.97,
        ),
        finding_of(
            "update",
            "number",
            "31 dead on 5 July, 34 dead on 6 July",
            [evidence_of(COURIER, dead_b, "31"), evidence_of(TRIBUNE, toll, "34")],
            slot="l4",
            confidence=0.81,
        ),
        finding_of(
            "dispute",
            "date",
            "Monday against not before Wednesday for the reopening of the port",
            [evidence_of(GAZETTE, open_a, "Monday"), evidence_of(COURIER, open_b, "Wednesday")],
            slot="l5",
            confidence=0.88,
        ),
        finding_of(
            "agreement",
            "number",
            "4.2 million crowns for the repairs",
            [
                evidence_of(GAZETTE, money_a, "4.2 million crowns"),
                evidence_of(COURIER, money_b, "4.2 million crowns"),
                evidence_of(TRIBUNE, money_c, "4.2 million crowns"),
            ],
            slot="l1",
            confidence=0.999,
        ),
    )
    ledger = (
        LedgerRow(
            id="l1",
            slot="cost of the repairs",
            kind="number",
            status="agreement",
            entries=(
                LedgerEntry(
                    value="4.2 million crowns",
                    normalized={"low": 4.2e6, "high": 4.2e6, "on": date(2026, 7, 5)},
                    outlets=("Harbour Gazette", "The Northern Tribune", "Varn Courier"),
                    claims=(money_a.id, money_b.id, money_c.id),
                ),
            ),
            findings=(findings[3].id,),
        ),
        LedgerRow(
            id="l2",
            slot="people killed in the collapse of the north pier",
            kind="number",
            status="contradiction",
            entries=(
                LedgerEntry(
                    value="28",
                    normalized={"low": 28.0, "high": 28.0},
                    outlets=("Harbour Gazette",),
                    claims=(dead_a.id,),
                ),
                LedgerEntry(
                    value="31",
                    normalized={"low": 31.0, "high": 31.0},
                    outlets=("Varn Courier",),
                    claims=(dead_b.id,),
                    outlier=True,
                ),
            ),
            findings=(findings[0].id,),
        ),
        LedgerRow(
            id="l4",
            slot="dead on Varn",
            kind="number",
            status="update",
            entries=(
                LedgerEntry(
                    value="31",
                    normalized={"low": 31.0, "high": 31.0},
                    outlets=("Varn Courier",),
                    claims=(dead_b.id,),
                    as_of="2026-07-05",
                    superseded=True,
                ),
                LedgerEntry(
                    value="34",
                    normalized={"low": 34.0, "high": 34.0},
                    outlets=("The Northern Tribune",),
                    claims=(toll.id,),
                    as_of="2026-07-06",
                    newest=True,
                ),
            ),
            findings=(findings[1].id,),
        ),
        LedgerRow(
            id="l5",
            slot="day the port will reopen",
            kind="date",
            status="dispute",
            entries=(
                LedgerEntry(
                    value="6 July 2026",
                    normalized={"from": date(2026, 7, 6), "to": date(2026, 7, 6)},
                    outlets=("Harbour Gazette",),
                    claims=(open_a.id,),
                ),
                LedgerEntry(
                    value="8 July 2026",
                    normalized={"from": date(2026, 7, 8), "to": date(2026, 7, 8)},
                    outlets=("Varn Courier",),
                    claims=(open_b.id,),
                ),
            ),
            findings=(findings[2].id,),
        ),
        LedgerRow(
            id="l3",
            slot="homes without power on Varn",
            kind="number",
            status="single",
            entries=(
                LedgerEntry(
                    value="1,900",
                    normalized={"low": 1900.0, "high": 1900.0},
                    outlets=("The Northern Tribune",),
                    claims=(power.id,),
                ),
            ),
        ),
    )
    members = (
        Member(article=GAZETTE, origin="o1"),
        Member(article=COURIER, origin="o2"),
        Member(article=TRIBUNE, origin="o3"),
        Member(article=COPY, origin="o1", copy_of=GAZETTE.id),
        Member(article=FERRY, origin="o4", on_topic=False),
    )
    claims = (dead_a, dead_b, open_a, open_b, money_a, money_b, money_c, check, divers, power, toll)
    skips = (
        Skip(stage="read", item="bundle/photo.jpg", reason="not a text file"),
        Skip(stage="read", item="“Subscribe now”", reason="interface text"),
    )
    return report_of(members, claims, findings, ledger, skips)


HOSTILE = (
    "<script>document.title='owned'</script> </style><h1>x</h1> {{ 7*7 }} {% raw %} "
    "\u202egnorw si siht\u2066 \x1b[31mred\x07 ]]> --> ]]&gt; `code` | **b** @everyone #1 "
    "<img src=x onerror=alert(1)> javascript:alert(1) ::error::injected\n::warning::too "
    "https://evil.example/x \ud800 ="
)


def hostile() -> Report:
    """Markup, template and workflow syntax, controls, a huge word, in every field there is."""
    long = "W" * 100_000
    left = article(
        "=cmd()<b>&'\"" + HOSTILE[:30],
        f"Before {HOSTILE}.\n{long} says {HOSTILE} 5 times. {HOSTILE}",
        title=HOSTILE,
        url="javascript:alert(1)",
        path="a b/<x>&%\u202e.txt",
    )
    right = article(
        "{{ outlet }}", f"{long}\n{HOSTILE} 6 times.", title=None, published="2026-01-01"
    )
    one = claim_of(left, left.text[10:100_300], speaker=HOSTILE)
    two = claim_of(right, f"{HOSTILE} 6 times.")
    finding = finding_of(
        "contradiction",
        "number",
        HOSTILE,
        [evidence_of(left, one, "script>document"), evidence_of(right, two)],
    )
    row = LedgerRow(
        id=HOSTILE,
        slot=HOSTILE,
        kind="number",
        status="contradiction",
        entries=(
            LedgerEntry(
                value=HOSTILE, normalized={HOSTILE: float("inf")}, outlets=(left.outlet,), claims=()
            ),
            LedgerEntry(
                value=long, normalized={}, outlets=(right.outlet,), claims=(), outlier=True
            ),
        ),
    )
    return report_of(
        (Member(article=left, origin="o1"), Member(article=right, origin="o2")),
        (one, two, claim_of(left, left.text[:60])),
        (finding,),
        (row,),
        (Skip(stage="read", item=HOSTILE, reason=long),),
        bundle=HOSTILE,
    )


def large(outlets: int = 12, findings: int = 1_000) -> Report:
    """Far more than a page can hold: every cap of the HTML report has to work."""
    text = "\n".join(
        f"The council counted {n} damaged roofs in ward {n}. " + "It was a long night. " * 15
        for n in range(findings)
    )
    stories = [
        article(
            f"Outlet {n:02}", f"{n}. {text}", title=f"Roofs {n}", published=f"2026-07-{n + 1:02}"
        )
        for n in range(outlets)
    ]
    claims, found = [], []
    for n in range(findings):
        quote = f"The council counted {n} damaged roofs in ward {n}."
        a, b = stories[n % outlets], stories[(n + 1 + n // outlets) % outlets]
        if a is b:
            b = stories[(n + 1) % outlets]
        pair = [(s, claim_of(s, quote)) for s in (a, b)]
        claims += [claim for _, claim in pair]
        relation = ("contradiction", "update", "dispute", "agreement")[n % 4]
        found.append(
            finding_of(
                relation,
                "number",
                f"{n} roofs in ward {n}",
                [evidence_of(s, claim, str(n)) for s, claim in pair],
                confidence=0.5 + (n % 50) / 100,
            )
        )
    alone = [
        claim_of(story, f"The council counted {n} damaged roofs in ward {n}.")
        for story in stories
        for n in range(100)
    ]
    skips = [Skip(stage="read", item=f"file {n}", reason="empty") for n in range(5_000)]
    members = [Member(article=s, origin=f"o{n}") for n, s in enumerate(stories)]
    return report_of(members, claims + alone, found, (), skips)


def empty() -> Report:
    """No article could be read."""
    return report_of((), skips=(Skip(stage="read", item="void.txt", reason="empty file"),))
