"""Stories of towns that do not exist, as two outlets tell them, to make pairs of."""

import random

from claimcheck.records import Article
from claimcheck.training.generating.corpus import Corpus
from claimcheck.training.generating.material import Story, telling

HARBOUR = (
    ("Tidewater Post", "Ferry Fire Kills 17 People Near Port Elwin",
     "A fire aboard a ferry killed 17 people near Port Elwin on Tuesday. "
     "The harbor authority will not reopen the northern pier this week. "
     "The ferry Marigold carried 240 passengers when the engine room burned. "
     "Harbor master Linnea Brandt said that the crew had trained for such a fire in March."),
    ("Coastal Ledger", "17 People Killed In Ferry Fire Near Port Elwin",
     "Near Port Elwin, a ferry fire killed 17 people on Tuesday. "
     "The northern pier will not be reopened this week by the harbor authority. "
     "The Marigold, a ferry, carried 240 passengers when its engine room burned. "
     "The city council approved the new pier rules on March 9, 2015, in Houston."),
)  # fmt: skip
BUDGET = (
    ("Hillside Courier", "Council Approves Budget Of $4.5 Million For Schools",
     "The Hillside council approved a budget of $4.5 million for its schools on Monday. "
     "Unemployment in Ohio fell to 6.2 percent in the spring quarter. "
     "The mayor failed to persuade two members of the finance committee."),
    ("Valley Observer", "Council Approves School Budget Of $4.5 Million",
     "The council of Hillside approved a schools budget of $4.5 million on Monday. "
     "The mayor failed to persuade two finance committee members."),
)  # fmt: skip


def corpus_of(*bundles, days=("2015-03-10", "2016-09-20")):
    stories = []
    for number, (told, day) in enumerate(zip(bundles, days, strict=False)):
        articles = [Article(outlet=o, title=t, text=x, published=day) for o, t, x in told]
        tellings = tuple(telling(a, f"town-{number + 3}", "towns") for a in articles)
        stories.append(
            Story(id=f"town-{number + 3}", topic="towns", day=articles[0].day, tellings=tellings)
        )
    return Corpus(stories)


def single(*sentences):
    text = " ".join(sentences)
    return corpus_of(((("Tidewater Post"), "", text),))


def rows_of(make, corpus, tries=40):
    return [row for n in range(tries) for row in make(corpus, random.Random(n))]
