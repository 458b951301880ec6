"""What a rule asked for when it decided a finding, and what would have changed it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from claimcheck.records import Kind
from claimcheck.reporting.contract import BasisData, FindingData, ProbabilitiesData

# What makes two values of a kind one, so that they no longer differ.
_SAME: dict[Kind, str] = {
    "number": "values within rounding, or within what a bound such as “at least” allows",
    "date": "dates that overlap",
    "location": "places of which one lies in the other",
    "name": "two names for one thing",
}
_APART: dict[Kind, str] = {
    "number": "different places or periods, or an article that gives both figures",
    "date": "an article that gives both dates",
    "location": "an article that names both places",
    "name": "an article that gives both names",
}

# Of these, how many words two claims share that are one but for a negation.
_SAME_WORDS = ("same_words_least", "opposed_words_least")
_ROUNDED = 0.001  # a finding's confidence has three digits


class Decision(NamedTuple):
    """``rule`` in a sentence, what it ``asked`` for, and what would have come out ``otherwise``."""

    rule: str
    asked: list[str]
    otherwise: list[str]


class _Case(NamedTuple):
    finding: FindingData
    basis: BasisData
    at: Mapping[str, float]

    def least(self, name: str) -> str:
        """A threshold with its name, as the report has it."""
        return f"{name} {self.at[name]:g}" if name in self.at else f"{name}, not in the report"

    def value(self, name: str) -> str:
        return f"{self.at[name]:g}" if name in self.at else name

    def judged(self, label: str, pick: Callable[..., float] = max) -> float | None:
        """The judge's probability of a label in the stronger (or weaker) direction."""
        said = [p for p in (self.basis["forward"], self.basis["backward"]) if p is not None]
        return pick(_of(p, label) for p in said) if said else None


def decision(finding: FindingData, basis: BasisData, at: Mapping[str, float]) -> Decision:
    """How ``basis`` led to the finding; ``at`` are the thresholds of the report's run.

    A rule that this version does not know is told in the report's own words.
    """
    case = _Case(finding, basis, at)
    if basis["rule"] == "entailment":
        return _entailment(case)
    if basis["rule"] == "substitution":
        return _substitution(case)
    if basis["rule"] == "opposition":
        return _opposition(case)
    return Decision(basis["rule"], [], [basis["otherwise"]] if basis["otherwise"] else [])


def _of(said: ProbabilitiesData, label: str) -> float:
    return float(said[label])  # type: ignore[literal-required]


def _shown(probability: float | None) -> str:
    return "not in the report" if probability is None else f"{probability:.3f}"


def _entailment(case: _Case) -> Decision:
    shared = case.finding["kind"] != "other"
    name = "entailment_with_fact" if shared else "entailment"
    follows, against = case.judged("entailment"), case.judged("contradiction")
    by_words = (
        shared
        and follows is not None
        and against is not None
        and (follows < case.at.get(name, 0.0) or follows <= against)
    )
    if by_words:
        rule = "agreement: the claims share a fact of one thing and most of their words"
        asked = [
            f"contradiction {_shown(against)}, below {case.least('entailment')}",
            f"share of the content words in both claims, at least {case.least('shared_words')}",
        ]
        otherwise = [
            f"no agreement with fewer words shared than {case.value('shared_words')} of the "
            f"shorter claim, or a probability of contradiction of {case.value('entailment')}"
        ]
    else:
        also = " and they share a fact of one thing" if shared else ""
        rule = f"agreement: one claim follows from the other{also}"
        asked = [
            f"entailment {_shown(follows)}, at least {case.least(name)}",
            f"contradiction {_shown(against)}, below the entailment",
        ]
        otherwise = [
            f"no agreement with a probability of entailment below {case.value(name)} in both "
            "directions, or below that of contradiction"
            + (f", unless they share {case.value('shared_words')} of their words" if shared else "")
        ]
    if shared:
        otherwise.append("no agreement if the values differed beyond rounding and bounds")
    return Decision(rule, asked, otherwise)


def _substitution(case: _Case) -> Decision:
    kind, basis = case.finding["kind"], case.basis
    put_in = _of(basis["substituted"], "entailment") if basis["substituted"] else None
    one_text = abs(case.finding["confidence"] - case.at.get("one_text", 2.0)) < _ROUNDED
    bar = basis.get("bar") or "same_slot"  # reports of older versions have none
    asked = [
        f"entailment with the value put in {_shown(put_in)}",
        "with what both claims share: a probability that both values are of one thing of "
        f"{_shown(case.finding['confidence'])}, at least {case.least(bar)}",
    ]
    if bar == "named":
        asked[1] = (
            "both articles are brief and name one thing: then a probability of "
            f"{case.least('named')} is taken if that entailment is at least "
            f"{case.least('named_strong')}, {case.least('named_wide')} where only a country is "
            f"named, or {case.least('named_alike')} where most words are shared"
        )
    if bar == "brief_likely":
        asked[0] += f", at least {case.least('brief_strong')}"
    if one_text:
        asked.append(
            "with the value put in, both claims have the same words: then at least "
            f"{case.least('one_text')} is taken, whatever the judge says"
        )
    otherwise = [f"no {case.finding['relation']} with {_SAME.get(kind, 'equal values')}"]
    if one_text:
        otherwise.append("left to the judge if the claims differed in other words too")
    elif bar == "named":
        otherwise.append("no finding if the articles told more, or shared no name")
    else:
        otherwise.append(f"no finding with a probability of one thing below {case.value(bar)}")
    if kind in _APART:
        otherwise.append(f"no finding with {_APART[kind]}")
    rule = "one value differs; with the other's value put in its place, the claim follows"
    return Decision(rule, asked, [*otherwise, *_other_relation(case.finding)])


def _other_relation(finding: FindingData) -> list[str]:
    if finding["relation"] == "dispute":
        return ["a contradiction without two speakers who are certainly not one"]
    if finding["relation"] == "update":
        return ["a contradiction if the reports were of one day, or their days were not known"]
    otherwise = ["a dispute if two speakers were named, who are certainly not one"]
    if finding["kind"] == "number":
        otherwise.append(
            "an update if a later report gave the higher count of dead or injured, or said that "
            "the figure had changed"
        )
    return otherwise


def _opposition(case: _Case) -> Decision:
    strong, weak = case.judged("contradiction"), case.judged("contradiction", min)
    opposing = "negation" if case.finding["kind"] == "negation" else "pair of opposites"
    bar = case.basis.get("bar", "")
    if bar in ("affirmed", "affirmed_both", "denied_weak", *_SAME_WORDS):
        rule, asked, otherwise = _negation(case, bar)
    elif bar == "quoted_words":
        rule = "two articles give the same quoted words, and differ in one thing"
        opposing = {"name": "second speaker", "date": "second day"}.get(
            case.finding["kind"], opposing
        )
        asked = [f"words of the quote in both, at least {case.least(bar)}"]
        otherwise = ["no finding if one article named both speakers or the day was not known"]
    elif bar == "same_object_words":
        rule = "opposite words with the same words behind them, told of one name"
        asked = [f"same words behind the opposites, at least {case.least('same_object_words')}"]
        otherwise = ["no finding if other words stood behind the opposites"]
    elif bar == "framed_words":
        rule = "opposite words with the same words before and behind them"
        asked = [
            f"same words beside the opposites, at least {case.least('framed_words')}",
            f"contradiction {_shown(strong)}, at least {case.least('framed_opposed')}",
        ]
        otherwise = ["no finding if other words stood beside the opposites"]
    elif bar == "framed_opposed":
        rule = "opposite words in two brief articles that tell one thing"
        asked = [f"contradiction {_shown(strong)}, at least {case.least(bar)}"]
        otherwise = ["no finding if the articles told more"]
    elif bar == "contradiction":
        rule = "a claim of few words says the opposite of what the other tells"
        asked = [
            f"contradiction {_shown(case.finding['confidence'])}, at least {case.least(bar)}",
            f"content words in both claims, at least {case.least('opposed_words_least')}",
        ]
        otherwise = ["no finding if the shorter claim had more words of its own"]
    else:
        rule = f"a {opposing} in the words, and the judge sees a contradiction both ways"
        asked = [
            f"contradiction {_shown(strong)}, at least {case.least('contradiction')}",
            f"the other way round {_shown(weak)}, at least {case.least('contradiction_both')}",
        ]
        otherwise = [
            "no finding with a probability of contradiction below "
            f"{case.value('contradiction')} in the stronger direction, or below "
            f"{case.value('contradiction_both')} in the weaker one",
            "no finding if the claims shared less than half of the shorter one's content words",
        ]
    otherwise.append(f"no finding without the {opposing}")
    return Decision(rule, asked, [*otherwise, *_other_relation(case.finding)])


def _negation(case: _Case, bar: str) -> tuple[str, list[str], list[str]]:
    strong, weak = case.judged("contradiction"), case.judged("contradiction", min)
    taken_out = case.basis["substituted"]
    follows = _of(taken_out, "entailment") if taken_out else None
    sure = "affirmed" if bar == "denied_weak" else bar
    without = f"entailment without the negation {_shown(follows)}, at least {case.least(sure)}"
    if bar in _SAME_WORDS:
        rule = "one claim is the other with a negation in it"
        asked = [
            f"content words in both claims, at least {case.least(bar)}",
            f"content words in one alone, at most {case.least('other_words_most')}",
            f"neutral {_shown(case.judged('neutral'))}, below {case.least('same_slot')}",
        ]
        otherwise = ["left to the judge with more other words, or with a higher neutral"]
    elif bar == "denied_weak":
        rule = "a claim of few words denies what the other tells"
        least = "denied_weak" if taken_out else "contradiction_both"
        asked = [
            f"contradiction {_shown(strong)}, at least {case.least('denied_least')}",
            f"the other way round {_shown(weak)}, at least {case.least(least)}",
        ]
        if taken_out:
            asked.append(without)
        otherwise = ["no finding if the claim that denies had more words of its own"]
    else:
        rule = "with its negation taken out, one claim follows from the other"
        both = " in both directions" if bar == "affirmed_both" else ""
        asked = [
            f"{without}{both}",
            f"contradiction as they stand {_shown(strong)}, at least {case.least('denied_least')}",
            f"content words in both claims, at least {case.least('same_words_least')}",
        ]
        otherwise = [f"no finding with a probability of it below {case.value(bar)}"]
    otherwise.append("no finding if the other claim had not the word that is negated")
    return rule, asked, otherwise
