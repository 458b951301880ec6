"""The thresholds of the decision, all in one place, each with the measurement that set it."""

from __future__ import annotations

from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Thresholds:
    """Probabilities above which the judge's answer counts.

    They were set on the five labelled bundles, the pairs of headlines in ``tests/gate`` and the
    contradictions reported in 140 unlabelled bundles; ``benchmarks/thresholds.py`` shows recall
    and false alarms for other values.
    """

    entailment: float = 0.60
    """Agreement: one claim follows from the other."""
    entailment_with_fact: float = 0.35
    """Agreement of two claims that share an equal figure or date of one thing."""
    shared_words: float = 0.5
    """Agreement of two claims that share a fact and this part of their content words, unless the
    judge sees a contradiction."""
    same_quantity: float = 0.87
    """Differing figures: the probability that both are values of one quantity of one event."""
    told_alike_likely: float = 0.60
    """The same where the claims are one wording, but that one of them tells more ..."""
    told_alike: float = 0.90
    """... by their nouns, by the words around the values and by those of the shorter claim ..."""
    told_alike_strong: float = 0.85
    """... and one follows with the other's value put in."""
    main_toll: float = 0.15
    """The same where both figures are their articles' main counts of people in one state, and the
    first sentences name one event."""
    far_toll: float = 0.50
    """The same where the counts stand further down."""
    one_age: float = 0.30
    """The same where both are ages that stand beside one name."""
    affirmed: float = 0.85
    """Negation: one claim follows from the other once its "not" is taken out. These were set on
    the pairs in ``tests/gate``, negations put into 49 sentences of news (35 found) and all pairs
    with one in 400 bundles (5 alarms, 17 with .80 here and .70 for ``denied_least``)."""
    affirmed_both: float = 0.70
    """The same in both directions; of a claim whose words nearly all stand in the other, in one."""
    denied_least: float = 0.85
    """Negation: contradiction as they stand, in the stronger direction."""
    denied: float = 0.90
    """The same of a claim that denies with few words."""
    denied_weak: float = 0.40
    """The same in the weaker direction."""
    denied_overlap: float = 0.80
    """Negation: share of the content words of the shorter claim that the other has."""
    same_object_words: int = 3
    """Opposite words that so many same words follow, told of one name, contradict by themselves."""
    framed_words: int = 4
    """The same of words right before and behind, of whatever they are told ..."""
    framed_opposed: float = 0.50
    """... if the judge sees a contradiction."""
    only_values: float = 0.70
    """The same where each article gives only one value of what both figures measure."""
    same_value: float = 0.75
    """Agreement: the probability that two figures of one value are of one thing."""
    same_event: float = 0.90
    """Differing days, places and people, of which a story holds many: that both fill one slot."""
    same_event_strong: float = 0.30
    """The same: one claim follows with the other's value put in, as far as a small judge sees it.
    These and the next were set on facts changed in 300 sentences of news, and on the differing
    days, places and people in 620 bundles."""
    likely_event: float = 0.85
    """The same where the judge is surer."""
    likely_event_strong: float = 0.70
    """How sure that is."""
    wording_strong: float = 0.75
    """Places and people, of claims in nearly the same words: one follows with the value put in."""
    wording_shared: float = 0.65
    """Nearly the same: share of the content words of the shorter claim, the values left out ..."""
    wording_near: float = 0.50
    """... and of those right beside the values."""
    same_office: float = 0.55
    """People behind one office, "Gov. Ruiz" and "Gov. Ames", each article naming only one."""
    quoted_words: int = 8
    """Words in one row of a quote that two articles give to two people."""
    same_slot: float = 0.60
    """Other values: with one put in the other's place, one claim follows from the other."""
    same_slot_both: float = 0.15
    """Substitution the other way round, which may ask for details that one text leaves out."""
    same_slot_dates: float = 0.45
    """The same for dates: much happens on two days, so both directions have to hold."""
    same_slot_likely: float = 0.70
    """The same for dates: the probability that both are of one event, by words and judge."""
    same_slot_certain: float = 0.90
    """Dates whose stronger direction is as sure as this need no more of the weaker than figures."""
    one_text: float = 0.90
    """Substitution that makes both claims one text: this at least, whatever the judge says; of
    sentences in which ``benchmarks/mutations.py`` changes a fact it often says too little."""
    contradiction: float = 0.90
    """Contradiction by words alone (negation, opposites), in the stronger direction."""
    contradiction_both: float = 0.60
    """Contradiction by words alone, in the weaker direction."""

    short: int = 16
    """Words of claims that have no room for details: each name in them is of the event itself."""
    short_strong: float = 0.65
    """Figures of short claims: one follows with the other's value put in (``headlines.jsonl``)."""
    short_shared: float = 0.60
    """The same where they name nothing in common but a country: so many of their words."""
    short_weak: float = 0.40
    """The same in the weaker direction."""
    named: float = 0.90
    """Figures of brief articles that name one event: how often they were of one thing in the pairs
    of headlines."""
    named_strong: float = 0.10
    """The same: one follows with the other's value put in, as far as a small judge sees it."""
    brief_likely: float = 0.75
    """Days and people of brief articles that name one thing: that both fill one slot ..."""
    brief_strong: float = 0.65
    """... and that one claim follows with the other's value put in."""
    named_alike: float = 0.55
    """The same of two claims that share most of their words: those that differ set them apart."""
    named_wide: float = 0.65
    """The same where only a country or a state is named in both."""
    most_apart: float = 8.0
    """Differing figures: how many times the smaller one the larger may be."""
    same_words_least: int = 4
    """Negation by the words alone: content words that two claims share at the least."""
    opposed_words_least: int = 3
    """The same where the judge sees a contradiction in both directions."""
    other_words_most: int = 2
    """Negation: content words that only one of two such claims has, at the most."""

    excluded: float = 0.90
    """Of training pairs that are of one thing and in which the premise rules a figure of the
    hypothesis out, so many are contradictions (788 of 870 in a sample of 30,000)."""

    def as_dict(self) -> dict[str, float]:
        """Names and values, for the report."""
        return asdict(self)


THRESHOLDS = Thresholds()
