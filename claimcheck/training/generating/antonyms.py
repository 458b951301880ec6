"""One word for its opposite (contradiction) or for one of like meaning (entailment)."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

from claimcheck.facts.polarity import negations
from claimcheck.training.generating.corpus import Corpus
from claimcheck.training.generating.details import loosened
from claimcheck.training.generating.material import Row
from claimcheck.training.generating.pairing import shuffled
from claimcheck.training.generating.verbs import main_verb
from claimcheck.training.generating.wording import splice

_MOVES = (
    r"(?= (?:to|by|from|in|sharply|slightly|again|more|about|nearly|almost|for|last|this)\b"
    r"| [\d$€£])"
)
# a pattern of the word where only this sense is possible, its opposites, words of like meaning
_TABLE: tuple[tuple[str, str, str], ...] = (
    (rf"rose{_MOVES}", "fell,dropped,declined", "climbed,went up,increased"),
    (rf"climbed{_MOVES}", "fell,dropped", "rose,went up"),
    (rf"increased{_MOVES}", "decreased,fell,declined", "rose,grew,went up"),
    (rf"grew{_MOVES}", "shrank,declined", "increased,expanded"),
    (rf"jumped{_MOVES}", "dropped,fell", "rose,went up"),
    (rf"fell{_MOVES}", "rose,climbed,increased", "dropped,declined,went down"),
    (rf"dropped{_MOVES}", "rose,climbed,increased", "fell,declined,went down"),
    (rf"declined{_MOVES}(?! to [a-z])", "rose,increased,grew", "fell,dropped,decreased"),
    (r"(?:accepted)(?= (?:the|a|an|his|her|its|their)\b)", "rejected,turned down", ""),
    (r"(?:rejected)(?= (?:the|a|an|his|her|its|their)\b)", "accepted,approved", "turned down"),
    (r"(?:approved)(?= (?:the|a|an|its|\$)\b)", "rejected,voted down", "gave approval to"),
    (
        r"(?:passed)(?= (?:the|a) (?:\w+ )?(?:bill|law|measure|resolution|amendment))",
        "rejected,voted down",
        "approved",
    ),
    (r"(?:won)(?= (?:the|re-election|a|in|by|\d))", "lost", ""),
    (
        r"(?:lost)(?= (?:the (?:election|race|vote|state|primary|case|game|popular)|to [A-Z]|in ))",
        "won",
        "",
    ),
    (
        r"(?<!to )(?<!will )(?<!could )(?<!can )(?:defeated|beat)(?= [A-Z])",
        "lost to",
        "triumphed over,won against",
    ),
    (r"(?:supports)(?= (?:the|a|an|his|her|\w+ing)\b)", "opposes", "backs,is in favor of"),
    (r"(?:opposes)(?= (?:the|a|an|his|her|\w+ing)\b)", "supports,backs", "is against"),
    (r"(?:supported)(?= (?:the|a|an|his|her)\b)", "opposed", "backed,was in favor of"),
    (r"(?:opposed)(?= (?:the|a|an|his|her)\b)", "supported,backed", "was against"),
    (r"pleaded guilty", "pleaded not guilty", "entered a guilty plea"),
    (r"pleaded not guilty", "pleaded guilty", "entered a plea of not guilty"),
    (r"found guilty", "found not guilty,acquitted", "convicted"),
    (r"(?:was|were) convicted", "was acquitted", "was found guilty"),
    (r"(?:was|were) acquitted", "was convicted", "was found not guilty"),
    (r"(?:upheld)(?= (?:the|a|an)\b)", "struck down,overturned", ""),
    (r"(?:overturned|struck down)(?= (?:the|a|an)\b)", "upheld", "threw out"),
    (
        r"(?:began|started)(?= (?:on|in|at|Monday|Tuesday|Wednesday|Thursday|Friday|last))",
        "ended",
        "got under way",
    ),
    (
        r"(?:ended)(?= (?:on|in|Monday|Tuesday|Wednesday|Thursday|Friday|last))",
        "began,started",
        "came to an end",
    ),
    (r"higher than", "lower than", "above"),
    (r"lower than", "higher than", "below"),
    (r"increase(?= in\b)", "decrease,decline,drop", "rise"),
    (r"decrease(?= in\b)", "increase,rise", "drop,decline"),
    (r"rise(?= in\b)", "drop,decline,fall", "increase"),
    (r"decline(?= in\b)", "rise,increase", "drop,decrease"),
    (r"drop(?= in\b)", "rise,increase", "decline,decrease"),
    (r"up(?= (?:from|\d[\d.]* (?:percent|points))\b)", "down", ""),
    (r"down(?= (?:from \d|\d[\d.]* (?:percent|points))\b)", "up", ""),
    (r"(?<=the )(?:largest|biggest)", "smallest", "largest,biggest"),
    (r"(?<=the )smallest", "largest,biggest", ""),
    (r"(?<=the )highest", "lowest", ""),
    (r"(?<=the )lowest", "highest", ""),
    (r"(?<=the )best(?= (?:performance|result|showing|month|week|day|year|quarter))", "worst", ""),
    (r"(?<=the )oldest", "youngest,newest", ""),
    (r"(?<=the )youngest", "oldest", ""),
    (r"(?<=is )(?:illegal)", "legal", "unlawful,against the law"),
    (r"(?:unconstitutional)", "constitutional", ""),
    (r"confirmed(?= (?:that|the|Friday|Monday|Tuesday|Wednesday|Thursday)\b)", "denied", ""),
    (r"denied(?= (?:that|the|any)\b)", "confirmed,admitted", ""),
    (
        r"raised(?= (?:taxes|rates|interest|the (?:minimum|rate|interest)))",
        "cut,lowered",
        "increased",
    ),
    (r"lowered(?= (?:taxes|rates|interest|the))", "raised,increased", "reduced,cut"),
    (r"survived(?= (?:the|a|an)\b)", "died in", "lived through"),
    (r"(?:included)(?= (?:the|a|an|\d|[A-Z]))", "excluded,left out", ""),
    (r"(?:allows)(?= \w+ \w+)", "bars,prohibits", "permits"),
    (
        r"before(?= the (?:election|vote|attack|shooting|crash|trial|hearing|debate|convention))",
        "after",
        "ahead of,prior to",
    ),
    (
        r"after(?= the (?:election|vote|attack|shooting|crash|trial|hearing|debate|convention))",
        "before",
        "following",
    ),
    (r"(?:increased|boosted)(?= (?:the|its|his|their)\b)", "reduced,cut", ""),
    (r"(?:joined)(?= the\b)", "left,quit", ""),
    (r"agreed(?= to (?!the|a|an|its|his|her|their)[a-z]+)", "refused,declined", ""),
    (r"(?:refused)(?= to [a-z]+)", "agreed", "declined"),
    (r"(?:praised)(?= (?:the|his|her|[A-Z]))", "criticized,condemned", "commended"),
    (r"(?:criticized)(?= (?:the|his|her|[A-Z]))", "praised,lauded", "condemned"),
    (r"(?:are|is) safe\b", "is dangerous", ""),
    (r"(?:strengthened)(?= (?:the|its))", "weakened", "reinforced"),
    (r"(?:weakened)(?= (?:the|its))", "strengthened", "undermined"),
    (r"(?:legalized|legalised)", "banned,outlawed", ""),
    (r"(?:banned)(?= (?:the|all|same))", "allowed,permitted", "prohibited"),
    (r"hired(?= (?:[A-Z]|a|an|the|him|her)\b)", "fired,dismissed", ""),
    (
        r"(?:fired)(?= (?:[A-Z]\w+|him|her|the (?:\w+ )?(?:director|coach|chief|head)))",
        "hired,appointed",
        "dismissed",
    ),
)
_ENTRIES = tuple(
    (
        re.compile(rf"(?<![\w'’-]){pattern}(?![\w'’-])"),
        [w for w in opposite.split(",") if w],
        [w for w in like.split(",") if w],
    )
    for pattern, opposite, like in _TABLE
)
_HELD = re.compile(r"\b(?:but|while|although|though|then|between|both|either|than before)\b")


def antonym(corpus: Corpus, rng: random.Random) -> Iterator[Row]:
    """An opposite in its place: contradiction; a word of like meaning: entailment."""
    agreed = [(p.text, h.text) for p, h in corpus.agreeing] * 3
    singles = [(s.text, s.text) for s in corpus.statements]
    for premise, hypothesis in shuffled(agreed, rng) + shuffled(singles, rng):
        if negations(hypothesis) or _HELD.search(hypothesis):
            continue
        found = [(m, o, k) for p, o, k in _ENTRIES if (m := p.search(hypothesis))]
        if len(found) != 1:
            continue
        match, opposite, like = found[0]
        plural = match[0].startswith(("were ", "are "))
        for words, label in ((opposite, "contradiction"), (like, "entailment")):
            if not words:
                continue
            new = rng.choice(words)
            if plural:
                new = new.replace("was ", "were ").replace("is ", "are ")
            if new == match[0]:
                continue
            text = splice(hypothesis, match.start(), match.end(), new)
            kept = loosened(text, rng, (new,)) if main_verb(text) else text
            yield Row("antonym", premise, kept, label)  # type: ignore[arg-type]
