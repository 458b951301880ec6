"""Articles into sentences, without losing a character that is not white space.

nupunkt proposes the boundaries; a thin layer repairs what news text does to it: titles and
units before a name or a lower-case word, abbreviations that may end a sentence, speech after a
colon, and datelines whose line break was lost. A line break always ends a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import nupunkt

from claimcheck.records import Article, Sentence


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_OPENERS = "\"“‘'([«"
_TITLES = _words(
    """
    mr mrs ms dr prof gen lt col maj capt cpl sgt adm cmdr sen rep gov rev hon st ft mt no vs
    pres sec det insp supt messrs fr br sr pvt brig
    """
)
# Words that the model takes for abbreviations: "voted no. Then ...".
_PLAIN_WORD = re.compile(r"\b(?:no|sat|sun|fig|art|may|ill|ore)\.[\"”’')]*[ \t]+(?=[\"“‘'(]?[A-Z])")
# A plain lower-case word ends its sentence: "has not been found. Rescuers pulled ...".
_LONG_WORD = re.compile(r"(?<![\w.’'-])(?P<word>[a-z]{4,})\.[\"”’')]*[ \t]+(?=[\"“‘'(]?[A-Z])")
_LONG_ABBREVIATIONS = _words(
    """
    approx dept govt assn prof capt univ assoc corp spec intl natl supt insp maxi cont conf
    """
)
_SUFFIX = re.compile(r"(?:Inc|Corp|Ltd|Co|LLC|PLC|Plc|Jr|Sr)\b\.?")
_LIST_NUMBER = re.compile(r"\(?\d{1,2}[.)]")
# An abbreviation after which a sentence may end, then a capitalised word.
_MAYBE_END = re.compile(
    r"\b(?P<abbr>[ap]\.m\.|(?:[A-Z]\.){2,4}|(?:Inc|Corp|Ltd|Co|Jr|Sr|etc|No)\.)"
    r"[\"”’')]*[ \t]+(?=[\"“‘'(]?(?P<next>[A-Z][\w’'-]*))"
)
_STARTERS = _words(
    """
    The A An It He She They We I You This That These Those But And However In On At After Before
    When While As If There Here His Her Its Their Our My For From With By Since Some Many Most
    Several Nobody No Police Officials Both Each Meanwhile So Although Though Despite
    """
)
_TIME_TAIL = re.compile(
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July|August"
    r"|September|October|November|December|E[SD]?T|P[SD]?T|C[SD]?T|M[SD]?T|GMT|UTC|BST|Eastern"
    r"|Pacific|Central|Mountain|London|Local"
)
# Words that go on from "U.S." or "D.C." in a name instead of opening a sentence.
_AFTER_COUNTRY = _words(
    """
    Treasury House Senate Steel President Vice Secretary Congress Supreme Army Navy Air Marine
    Marines Department State Attorney District Court Capitol Mayor Federal Rep Sen Ambassador
    Trade Geological National Coast Customs Border Embassy Open Constitution Postal Bureau
    Commerce Justice Defense Energy Central Food Fish Forest Representative Senator General
    Government Securities Census Chamber Circuit Special Agency Olympic Soccer Bank Dollar
    Education Labor Environmental Labour Security Council Nations Prime Foreign
    """
)
_VERBISH = re.compile(
    r"\b(?:is|are|was|were|be|has|have|had|will|would|can|could|may|might|must|should|do|does|did"
    r"|said|says|met|went|left|lives?|made|took|told|saw|held|won|lost|fell|rose|led|\w{3,20}ed)\b"
)
_LEAD = re.compile(r"\w[^\"“”]{0,300}[:,]\s*[\"“]")
# A date stamp as agencies print it between headline and text, its line breaks lost.
_STAMP = re.compile(
    r"\s(?=(?:[A-Z]{2,8}\s+)?(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\s+)?"
    r"\d{1,2}\s+(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\s+\d{4}\s+[A-Z])"
)
_LINE = re.compile(r"[^\n\r\x0b\x0c\x85\u2028\u2029]+")
_LONGEST_QUOTE = 1500
# nupunkt takes the square of a line of nothing but stops; no paragraph is as long as this.
_WINDOW = 4000


def segment(article: Article) -> tuple[Sentence, ...]:
    """The sentences of an article in order; every non-space character is in exactly one."""
    article_id = article.id  # a digest over the whole text
    found: list[Sentence] = []
    for paragraph, (start, end) in enumerate(_paragraphs(article.text)):
        for first, last in _spans(article.text[start:end]):
            found.append(
                Sentence(
                    article=article_id,
                    index=len(found),
                    paragraph=paragraph,
                    start=start + first,
                    end=start + last,
                    text=article.text[start + first : start + last],
                )
            )
    return tuple(found)


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    for line in _LINE.finditer(text):
        if line[0].strip():
            yield line.span()


def _spans(text: str) -> list[tuple[int, int]]:
    """Trimmed half-open spans of the sentences in one line."""
    cuts = {*_proposed(text), *_hidden_ends(text)}
    stamp = _STAMP.search(text, 0, 300)
    if stamp:
        cuts.add(stamp.start())
    edges = sorted(cut for cut in cuts if 0 < cut < len(text))
    kept: list[int] = []
    begin = 0
    quote_until = -1
    for position, cut in enumerate(edges):
        following = edges[position + 1] if position + 1 < len(edges) else len(text)
        if cut < quote_until or _joined(text, begin, cut, following):
            continue
        closing = _speech_end(text, begin, cut)
        if closing > cut:
            quote_until = closing
            continue
        kept.append(cut)
        begin = cut
    spans = []
    begin = 0
    for cut in [*kept, len(text)]:
        piece = text[begin:cut]
        if piece.strip():
            first = begin + len(piece) - len(piece.lstrip())
            spans.append((first, begin + len(piece.rstrip())))
        begin = cut
    return spans


def _proposed(text: str) -> Iterator[int]:
    """The ends that nupunkt proposes; in a very long line window by window.

    The last sentence of a window is read again with what follows it, unless it fills the window.
    """
    begin = 0
    while begin < len(text):
        behind = begin + _WINDOW
        ends = [begin + end for _, end in nupunkt.sent_spans(text[begin:behind])]
        if behind < len(text):
            del ends[-1:]
        yield from ends
        begin = ends[-1] if ends and ends[-1] > begin + _WINDOW // 2 else behind


def _hidden_ends(text: str) -> Iterator[int]:
    """Ends that an abbreviation hides: "at 3 p.m. Nobody ...", "with the U.S. It ..."."""
    for match in _PLAIN_WORD.finditer(text):
        yield match.end()
    for match in _LONG_WORD.finditer(text):
        if match["word"] not in _LONG_ABBREVIATIONS | _TITLES:
            yield match.end()
    for match in _MAYBE_END.finditer(text):
        word, abbr = match["next"], match["abbr"]
        if abbr == "No.":
            continue
        if word in _STARTERS or (abbr[1:] == ".m." and not _TIME_TAIL.match(word)):
            yield match.end()
        elif re.fullmatch(r"(?:[A-Z]\.){2,4}", abbr) and word not in _AFTER_COUNTRY:
            before = text[max(0, match.start() - 200) : match.start()]
            before = re.split(r"[.!?]\s", before)[-1]
            after = text[match.end() : match.end() + 60]
            opening = re.match(r"(?:[\"“‘'(]?[A-Z][\w’'-]*\s+){1,3}", after)
            verb = opening and _VERBISH.match(after, opening.end())
            if verb and _VERBISH.search(before):
                yield match.end()


def _joined(text: str, begin: int, cut: int, following: int) -> bool:
    """Whether a proposed cut stands inside a sentence."""
    left = text[max(begin, cut - 60) : cut].rstrip()
    right = text[cut : min(following, cut + 60)].lstrip()
    if not right or not left:
        return True
    if not any(character.isalnum() for character in right) and following - cut < 60:
        return True
    if _LIST_NUMBER.fullmatch(text[begin : begin + 6].strip()) and cut - begin <= 6:
        return True
    bare = right.lstrip(_OPENERS)
    if bare[:1].islower() and not re.match(r"[a-z]\w{0,2}[A-Z]", bare) and right[0] not in '"“‘':
        return True
    if _SUFFIX.match(right):
        return True
    last = re.search(r"(\w{1,10})\.$", left)
    return bool(last and last[1].lower() in _TITLES and right[:1].isupper() and last[1] != "no")


def _speech_end(text: str, begin: int, cut: int) -> int:
    """Where speech introduced by words of the same sentence ends, -1 if none is open at ``cut``."""
    if cut - begin > _LONGEST_QUOTE:
        return -1
    piece = text[begin:cut]
    if not _LEAD.match(piece.lstrip()):
        return -1
    opened = max(piece.rfind("“"), -1)
    if opened >= 0:
        if "”" in piece[opened:]:
            return -1
        closing = text.find("”", cut, begin + _LONGEST_QUOTE)
        return closing + 1 if closing >= 0 and "“" not in text[cut:closing] else -1
    if piece.count('"') % 2 == 0:
        return -1
    closing = text.find('"', cut, begin + _LONGEST_QUOTE)
    return closing + 1 if closing >= 0 else -1
