"""Mentions as a reader of them sees them: every value, and what its sentence says of it."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from functools import cache

import pytest
from growth import BOUND, growth
from hypothesis import given, settings
from hypothesis import strategies as st

from claimcheck.errors import ModelError
from claimcheck.language.parsing import MOST_TOKENS, Parser
from claimcheck.mentions import find_mentions, headline, slot_name, texts_to_parse
from claimcheck.records import Article
from claimcheck.records.mentions import Frame, Mention
from claimcheck.records.values import Figure, Name, Quotation
from claimcheck.segmenting import segment


@cache
def parser() -> Parser:
    return Parser.load()


def read(text: str, title: str | None = None) -> tuple[Mention, ...]:
    article = Article(outlet="Herald", title=title, text=text, published=date(2024, 3, 12))
    head = headline(article)
    sentences = [*([head] if head else []), *segment(article)]
    parses = parser().parse(texts_to_parse(article, sentences))
    return find_mentions(article, sentences, parses)[0]


def frame(text: str, value: str, title: str | None = None) -> Frame:
    """The frame of the first mention whose value reads so."""
    return next(m.frame for m in read(text, title) if m.value.text == value)


def test_count_of_people_in_a_passive() -> None:
    got = frame("At least 19 people were killed when a ferry sank off Tarno on Monday.", "19")
    assert (got.measured, got.predicate) == ("person", "kill")
    assert got.phrase == "people killed"


def test_a_bare_number_of_the_killed_counts_people() -> None:
    text = "The blast killed 19 people and injured 26."
    assert frame(text, "26").measured == "person"
    assert frame(text, "26").predicate == "injure"


def test_measure_of_a_noun_and_what_it_is_on() -> None:
    got = frame("Velmora imposed a 25 percent tariff on Japanese goods.", "25 percent")
    assert got.measured == "tariff"
    assert {"japan", "good"} <= set(got.of)
    assert (got.predicate, got.subject) == ("impose", "velmora")
    assert got.phrase == "tariff on Japanese goods"


@pytest.mark.parametrize(
    ("text", "value", "noun"),
    [
        ("The death toll rose to 19 on Monday.", "19", "toll"),
        ("The bank raised its key rate to 5 percent.", "5 percent", "rate"),
        ("The tunnel reached a depth of 80 metres.", "80 metres", "depth"),
        ("A police official put the arrest total at 70.", "70", "total"),
        ("He was given a 12-year sentence.", "12-year", "sentence"),
        ("Traders sold a total of 40 ships.", "40", "ship"),
    ],
)
def test_the_noun_that_is_measured(text: str, value: str, noun: str) -> None:
    assert frame(text, value).measured == noun


@pytest.mark.parametrize(
    ("text", "value", "noun"),
    [
        ("Three heavily armed, masked young men robbed the bank.", "Three", "man"),
        ("Rescuers pulled seven exhausted, dehydrated foreign hikers out.", "seven", "hiker"),
        ("A court jailed four convicted, unrepentant former bankers.", "four", "banker"),
        ("Eight lightly injured, frightened elderly guests were led out.", "Eight", "guest"),
        ("Twenty rarely seen, hand-coloured maps sold at auction.", "Twenty", "map"),
        ("He was on two winning national tickets.", "two", "ticket"),
        # and no such group
        ("The storm left 12 injured, several homes damaged and roads closed.", "12", "person"),
        ("Four said workers left early.", "Four", ""),
    ],
)
def test_participles_between_a_number_and_its_noun_make_no_clause(
    text: str, value: str, noun: str
) -> None:
    assert frame(text, value).measured == noun


@pytest.mark.parametrize(
    ("text", "value", "noun"),
    [
        ("Carvel Bank halved its dividend.", "halved", "dividend"),
        ("Profit at Carvel Bank doubled last year.", "doubled", "profit"),
        ("The company plans to double its fleet.", "double", "fleet"),
        ("The number of cases has more than tripled.", "tripled", "number"),
    ],
)
def test_a_multiple_that_is_a_verb_measures_its_object_or_subject(
    text: str, value: str, noun: str
) -> None:
    got = frame(text, value)
    assert got.measured == noun
    assert "change by" in got.roles


@pytest.mark.parametrize(
    ("text", "value", "speaker"),
    [
        ("About 400 homes were flooded, the council estimates.", "400", "council"),
        ("About 12 boats sank, the navy reckons.", "12", "navy"),
        ("Some 2,000 jobs will go, the union fears.", "2,000", "union"),
        ("At least 40 people were hurt, according to the ministry's estimate.", "40", "ministry"),
        ("Some 5,000 people marched, by the union's count.", "5,000", "union"),
        ("The toll stands at 12, going by the hospital's figures.", "12", "hospital"),
        ("The toll stands at 12, based on police figures.", "12", "police"),
        ("In the view of the army, 40 rebels died.", "40", "army"),
        ("Profit at Norden Foods rose 40 percent, the company said.", "40 percent", "Norden Foods"),
        ("He paid 300 crowns for fish, fruit, reports.", "300", None),
        ("Prices are up 3 percent on last year's figure.", "3 percent", None),
        ("He was convicted on three counts of murder.", "three", None),
        ("The road was closed by police after 30 cars crashed.", "30", None),
    ],
)
def test_who_has_counted_says_it(text: str, value: str, speaker: str | None) -> None:
    assert frame(text, value).speaker == speaker


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("The fire began in Hangar 18 on Monday.", []),
        ("Bay 12 was empty.", []),
        ("Dormitory 4 was evacuated, police said.", []),
        ("Motel 6 closed its pool.", []),
        ("The 42 bus was late.", []),
        ("The strike hit the 7 line.", []),
        ("A Boeing 737-800 landed.", []),
        # counts all the same
        ("The 40 buses were late.", ["40"]),
        ("The President met 12 senators.", ["12"]),
        ("In Velde 40 people were hurt.", ["40"]),
        ("Windsor Castle 12 rooms burned.", ["12"]),
        ("Obama 274, Romney 264.", ["274", "264"]),
        ("Police in Talmor arrested 40.", ["40"]),
    ],
)
def test_the_number_of_a_thing_is_no_count(text: str, counts: list[str]) -> None:
    assert [m.value.text for m in read(text) if isinstance(m.value, Figure)] == counts


@pytest.mark.parametrize(
    ("text", "value", "counted"),
    [
        ("Half of the 40 passengers were hurt.", "Half", (0.5, 40)),
        ("80 percent of the 500 workers joined.", "80 percent", (80, 500)),
        ("Two of the three suspects were caught.", "Two", (2, 3)),
        ("Only one of the two flight recorders was found.", "one", (1, 2)),
        ("Both engines failed.", "Both", (2, 2)),
        ("Neither of the engines failed.", "Neither", (0, 2)),
        ("None of the 40 passengers was hurt.", "None", (0, 40)),
        ("Half of all voters stayed at home.", "Half", (0.5, None)),
    ],
)
def test_a_part_of_a_number_knows_its_whole(text: str, value: str, counted: tuple) -> None:
    got = next(m.value for m in read(text) if m.value.text == value)
    assert isinstance(got, Figure)
    assert (got.low, got.whole) == counted


@pytest.mark.parametrize(
    "text",
    [
        "Both sides agreed.",
        "He speaks both French and German.",
        "Sarvia is one of the four states.",
    ],
)
def test_both_and_one_are_no_counts_where_they_are_ways_of_speaking(text: str) -> None:
    found = [m.value for m in read(text) if isinstance(m.value, Figure)]
    assert not [value for value in found if value.whole is not None]


@pytest.mark.parametrize(
    ("text", "value", "noun"),
    [
        ("Nobody was hurt in the fire.", "Nobody", "person"),
        ("The blast injured no one.", "no one", "person"),
        ("None of the passengers died.", "None", "passenger"),
        ("No passengers were hurt.", "No", "passenger"),
        ("There were no injuries.", "no", "injury"),
        ("Police made no arrests.", "no", "arrest"),
        ("The ferry sank without casualties.", "without", "casualty"),
        ("The plane landed without loss of life.", "without", "loss"),
    ],
)
def test_nobody_to_whom_something_happened_is_a_count(text: str, value: str, noun: str) -> None:
    got = next(m for m in read(text) if m.value.text == value)
    assert isinstance(got.value, Figure)
    assert (got.value.low, got.value.high, got.value.unit) == (0, 0, "")
    assert got.frame.measured == noun


@pytest.mark.parametrize(
    "text",
    [
        "The minister had no comment.",
        "There is no doubt that he won.",
        "Nobody knows where the boat is.",
        "No one saw the car.",
        "None of the money was spent.",
        "Without the loan the firm would fail.",
        "No further injuries were reported.",  # there were others
        "No one was seriously hurt.",  # somebody may be hurt
        "Nobody would have survived.",
        "No issue hurt the party more.",
        "No fewer than twelve boats were hit.",
    ],
)
def test_other_negation_counts_nothing(text: str) -> None:
    assert not [m for m in read(text) if isinstance(m.value, Figure) and m.value.high == 0]


@pytest.mark.parametrize(
    ("text", "value", "role"),
    [
        ("The toll reached 19.", "19", "level"),
        ("Prices rose by 5 percent.", "5 percent", "change by"),
        ("Shares were down 12 percent.", "12 percent", "change by"),
        ("Unemployment fell to 4 percent.", "4 percent", "change to"),
        ("The toll rose to 19 from 12.", "12", "earlier value"),
        ("Velmora charges 25 percent, up from 15 percent.", "15 percent", "earlier value"),
        ("Sales were $30 million, compared with $20 million.", "$20 million", "earlier value"),
        ("The fire killed 14 workers, including 3 women.", "3", "part"),
        ("Of them, 40 were children.", "40", "part"),
        ("Another 12 sailors are missing.", "12", "addition"),
        ("The law sets a limit of 500 visitors.", "500", "limit"),
        ("Fines of up to $5,000 are possible.", "$5,000", "limit"),
        ("Economists forecast growth of 3 percent.", "3 percent", "forecast"),
        ("The economy is expected to grow 3 percent.", "3 percent", "forecast"),
        ("The company plans to cut 500 jobs.", "500", "plan"),
        ("The company will cut 500 jobs.", "500", "plan"),
        ("The union wants 500 euros a month.", "500 euros", "demand"),
        ("The tax would cost 3,000 jobs.", "3,000", "hypothetical"),
        ("The ministry denied that 40 soldiers had died.", "40", "denied"),
        ("He allegedly stole 70 cars.", "70", "alleged"),
    ],
)
def test_the_role_of_a_figure(text: str, value: str, role: str) -> None:
    assert frame(text, value).role == role


def test_a_plan_to_change_keeps_both_roles() -> None:
    got = frame("Fares will rise by 5 percent.", "5 percent")
    assert {"plan", "change by"} <= set(got.roles)
    assert got.role == got.roles[0]


def test_what_stands_beside_a_figure_holds_for_a_bare_one() -> None:
    got = frame("Velmora charges a 25 percent tariff, up from 15 percent.", "15 percent")
    assert got.measured == "tariff"


def test_a_date_is_the_day_of_something() -> None:
    assert frame("The vote on March 4 was postponed.", "March 4").phrase == "day of the vote"
    got = frame("The talks resumed on Friday.", "Friday")
    assert (got.predicate, got.subject, got.phrase) == ("resume", "talk", "day the talks resumed")


def test_the_day_of_saying_is_not_the_day_of_what_is_said() -> None:
    got = frame("Police said on Tuesday that 19 people had drowned.", "19")
    assert got.speaker == "police"
    assert got.said_on is not None and got.said_on.text == "Tuesday"


def test_what_claims_lives_is_no_speaker() -> None:
    text = "The sinking of the ferry off the coast claimed the lives of 44 people."
    assert frame(text, "44").speaker is None
    assert frame("The group claimed 44 members.", "44").speaker == "group"


def test_according_to_names_the_speaker() -> None:
    assert frame("Some 40 homes burned, according to the fire service.", "40").speaker == (
        "fire service"
    )
    assert frame("Three people were killed, per police.", "Three").speaker == "police"


@pytest.mark.parametrize("rate", ["cars per year", "litres per minute", "deaths per person"])
def test_a_rate_has_no_speaker(rate: str) -> None:
    found = read(f"The factory makes 900 {rate} in Harwick.")
    assert found and {m.frame.speaker for m in found} == {None}


def test_a_name_in_apposition_is_canonical_and_speaks() -> None:
    text = "The captain, Ana Ruiz, 45, said the boat had 30 passengers. Ruiz swam to shore."
    names = [m.value for m in read(text) if isinstance(m.value, Name)]
    assert [name.canonical for name in names] == ["Ana Ruiz", "Ana Ruiz"]
    assert {name.kind for name in names} == {"person"}
    assert frame(text, "30").speaker == "Ana Ruiz"
    assert frame(text, "45").phrase == "age of Ana Ruiz"


def test_an_acronym_in_brackets_stands_for_its_name() -> None:
    text = "The Velmora Unity Party (VUP) lost. The VUP has 8 seats."
    found = {m.value.canonical for m in read(text) if isinstance(m.value, Name)}
    assert found == {"Velmora Unity Party"}


def test_titles_come_off_names() -> None:
    found = [m.value.text for m in read("On Monday, Defense Secretary Jim Mattis resigned.")]
    assert "Jim Mattis" in found


def spoken(text: str) -> list[tuple[str, str | None]]:
    values = [m.value for m in read(text)]
    return [(v.text, v.speaker) for v in values if isinstance(v, Quotation)]


@pytest.mark.parametrize(
    "text",
    [
        '"We never had a chance to leave," said Tom Hall.',
        "“We never had a chance to leave,” Tom Hall told reporters.",
        "Tom Hall said: 'We never had a chance to leave.'",
        "Tom Hall said, “We never had a chance to leave.”",
    ],
)
def test_quotations_have_their_speaker(text: str) -> None:
    [(words, speaker)] = spoken(text)
    assert words.rstrip(".") == "We never had a chance to leave"
    assert speaker == "Tom Hall"


def test_a_speech_over_paragraphs_and_an_attribution_in_its_middle() -> None:
    text = (
        "“We saw the water come over the wall,” said Tom Hall, a farmer. “Then we ran to the hill."
        "\n\n“There was nothing left of the barn.”"
    )
    assert [speaker for _, speaker in spoken(text)] == ["Tom Hall"] * 3


def test_a_term_between_quotation_marks_is_no_speech() -> None:
    assert spoken("He called it a “witch hunt” and left.") == []


def test_headline_in_title_case() -> None:
    title = "Velmora Factory to Cut 500 Jobs Next Year, Union Says"
    text = "The union said the factory would cut the jobs next year."
    [found] = [m for m in read(text, title) if m.value.text == "500"]
    assert found.sentence.index < 0
    assert (found.frame.measured, found.frame.predicate) == ("job", "cut")
    assert "plan" in found.frame.roles


def test_a_value_at_one_place_of_headline_and_text_is_two_mentions() -> None:
    found = read("40 trains stood still on Monday.", "40 trains cancelled in Velmora")
    ids = [m.id for m in found if m.value.text == "40"]
    assert len(ids) == len(set(ids)) == 2


@pytest.mark.parametrize(
    ("text", "value", "phrase"),
    [
        ("Indiana's primary is on May 3.", "May 3", "day of Indiana's primary"),
        ("The court will hear the case this fall.", "this fall", "season the court will hear"),
        ("Oregon's 28 delegates will vote in Cleveland.", "28", "Oregon's delegates"),
        ("The Senate confirmed him in a 52-47 vote.", "52-47", "score of the vote"),
        ("The caricature of me in 1986 was wrong.", "1986", "year of the caricature"),
        ("A crash on the old bridge killed one person.", "one", "person killed"),
        (
            "The dam burst, driving 400 families from their farms.",
            "400",
            "families driven from their farms",
        ),
        ("12 miners injured in blast near Harwick.", "12", "miners injured in blast"),
        (
            "The new roof will cost 4.1 million euros.",
            "4.1 million euros",
            "what the new roof will cost",
        ),
        ("Tom Sand leads Clara Wenn by 12 points.", "12 points", "by how much Tom Sand leads"),
        (
            "The court fined the airline 5 million euros.",
            "5 million euros",
            "how much the court fined",
        ),
        (
            "The union said on Tuesday that it would strike.",
            "Tuesday",
            "day of the union’s statement",
        ),
        (
            "A Redfort poll found on Monday that most voters were undecided.",
            "Monday",
            "day of the Redfort poll",
        ),
        (
            "Four sailors were rescued on Monday from the wreck.",
            "Monday",
            "day sailors were rescued from the wreck",
        ),
        ("Norden Bank reported a profit of 2.4 billion crowns.", "2.4 billion", "profit of crowns"),
        ("The crew had 20 members.", "20", "members of the crew"),
        ("Ana Ruiz, who was born in 1956, has died.", "1956", "year Ana Ruiz was born"),
        (
            "Ana Ruiz has been the face of the party for 20 years.",
            "20 years",
            "how long Ana Ruiz has been the face",
        ),
        # These were right and stay.
        ("Revenue rose to 3 million euros.", "3 million euros", "revenue"),
        ("The mayor issued the order on 4 May.", "4 May", "day the mayor issued the order"),
        ("The fire destroyed 200 homes.", "200", "homes destroyed"),
    ],
)
def test_a_phrase_is_one_that_a_person_would_say(text: str, value: str, phrase: str) -> None:
    assert frame(text, value).phrase.startswith(phrase)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("They unify the party and win in November.", "November"),
        ("He promised to begin on Monday.", "Monday"),
        ("Partial results showed on Friday that the party had lost.", "Friday"),
        ("The governor signed it on Tuesday.", "Tuesday"),
        ("In an order that the governor signed on Tuesday, it was void.", "Tuesday"),
    ],
)
def test_a_clause_that_is_none_by_itself_names_nothing(text: str, value: str) -> None:
    assert not frame(text, value).phrase.startswith(("day the", "month the", "day partial"))


def test_no_phrase_ends_in_the_middle() -> None:
    text = "On Tuesday the senior Massachusetts senator had been reading the letter of a widow."
    assert frame(text, "Tuesday").phrase.split()[-1] not in ("the", "a", "of")


def test_slot_name_says_more_where_more_is_said() -> None:
    bare = read("It has 57 delegates. The winner gets 57 delegates. He wants 57 delegates.")
    full = read("Indiana will award 57 delegates to the winner.")
    found = [m for m in (*bare, *full) if m.value.text == "57"]
    assert len(slot_name(found).split()) > 1


def test_slot_name_is_what_most_sentences_say() -> None:
    texts = (
        "At least 19 people were killed in the blast.",
        "The blast killed 21 people.",
        "He put the figure at 20.",
    )
    found = [m for text in texts for m in read(text) if m.value.text in ("19", "21", "20")]
    assert slot_name(found) == "people killed in the blast"
    assert slot_name(found[::-1]) == slot_name(found)


def test_a_sentence_that_is_too_long_is_told_of_and_keeps_its_values() -> None:
    article = Article(outlet="Herald", text="word " * (MOST_TOKENS + 50) + "and 40 ships.")
    sentences = segment(article)
    found, skips = find_mentions(article, sentences, parser().parse([s.text for s in sentences]))
    assert [m.value.text for m in found] == ["40"]
    assert [skip.stage for skip in skips] == ["mentions"]


# Stretches apart by "|": what mentions are made of, and what breaks programs.
PIECES = st.sampled_from(
    (
        "“|”|\"|'|’|(|)| of | said | Mr. |Ana Ruiz|12|$5 million| to | from |5%|.|. |\n|,|Monday|-"
        "|the |\u200b|\ud800|\x00"
    ).split("|")
)


@settings(max_examples=60, deadline=None)
@given(st.lists(PIECES | st.text(max_size=8), max_size=30).map("".join))
def test_any_text_gives_mentions_whose_spans_hold(text: str) -> None:
    found = read(text)
    assert all(m.value.text == text[m.value.start : m.value.end] for m in found)
    assert all(m.sentence.text == text[m.sentence.start : m.sentence.end] for m in found)
    assert len({m.id for m in found}) == len(found)
    assert read(text) == found


@pytest.mark.parametrize("piece", ["12, ", "“a b c d ", "Ana Ruiz (AR) ", "he said ", "of 5% "])
def test_work_grows_with_the_text_and_no_faster(piece: str) -> None:
    assert growth(lambda size: lambda: read(piece * (size // len(piece))), 4_000) <= BOUND


def test_a_pipeline_that_is_not_installed_is_told_in_one_line() -> None:
    with pytest.raises(ModelError, match="pip install"):
        Parser.load("xx_no_such_pipeline")


def test_importing_the_package_loads_neither_spacy_nor_torch() -> None:
    code = (
        "import sys, claimcheck, claimcheck.mentions; print({'spacy', 'torch'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
