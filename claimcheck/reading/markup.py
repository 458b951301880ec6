"""Markup as lines of text, and the way back: where in a file each part of a text stands."""

from __future__ import annotations

import bisect
import html
import re
from dataclasses import replace

from lxml import etree
from lxml import html as lxml_html

from claimcheck.limits import LimitError, Limits, held
from claimcheck.reading.drafts import Anchors, Draft, Drafts, Input
from claimcheck.reading.mapped import Mapped
from claimcheck.reading.registry import root_of

_BLOCKS = frozenset(
    re.findall(
        r"\w+",
        "address article aside blockquote br dd div dl dt figcaption figure footer form h1 h2 h3 "
        "h4 h5 h6 header hr li main nav ol p pre section table td th time tr ul hl2 block",
    )
)
_UNSEEN = frozenset(("script", "style", "noscript", "template", "head", "svg", "title"))
_TAG = re.compile(
    r"<!--.*?(?:-->|\Z)|<(script|style|noscript|template|svg|title)\b[^>]*>.*?(?:</\1\s*>|\Z)"
    r"|</?[A-Za-z!?][^>]*(?:>|\Z)",
    re.DOTALL | re.IGNORECASE,
)
# A tag ends where its parser ends it: a > between the quotation marks of a value ends none.
_OPENING = re.compile(r"""<[A-Za-z](?:=\s*+(?:"[^"]*+"?+|'[^']*+'?+)|[^>])*+""")
_QUOTED = re.compile(r"""=\s*+(?:"[^"]*+"?+|'[^']*+'?+)""")
_WORD = re.compile(r"[^\s<&]+|&(?:#\d{1,8}|#[xX][0-9a-fA-F]{1,8}|\w{1,32});?|<")
# Characters within which a line of a text is looked up: more than the visible text of any page. In
# a file of which a thousand lines were not found it is few, for each costs a millisecond.
_REACH, _SHORT_REACH = 1_000_000, 20_000
_MOST_MISSED = 1000
_LOOKS_MARKED = re.compile(r"</?(?:p|br|div|h[1-6]|li|ul|a|span|strong|em|b|i|blockquote)\b[^<>]*>")


def parser() -> lxml_html.HTMLParser:
    """An HTML parser that reaches for nothing outside the page."""
    return lxml_html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False)


def parse_html(text: str) -> lxml_html.HtmlElement:
    """The tree of a page.

    Raises:
        etree.LxmlError: there is no element in it.
        LimitError: it has more tags, or a tag more attributes, than the limits let through: the
            parser takes the square of a tag's attributes, and extraction seconds for each 10,000.
    """
    _check_tags(text, held())
    return lxml_html.document_fromstring(text.encode("utf-8", "replace"), parser=parser())


def _check_tags(text: str, limits: Limits) -> None:
    for tags, found in enumerate(_OPENING.finditer(text), 1):
        length = found.end() - found.start()
        if tags > limits.tags:
            raise LimitError(f"has more than {limits.tags:,} tags (limit tags)")
        if length > limits.attribute_characters:
            raise LimitError(f"has a tag of {length:,} characters (limit attribute_characters)")
        # Each attribute takes two characters at least, a name and a blank.
        if length > 2 * limits.attributes:
            number = len(_QUOTED.sub('=""', found[0]).split()) - 1
            if number > limits.attributes:
                raise LimitError(f"has a tag with {number:,} attributes (limit attributes)")


def parse_xml(data: bytes) -> etree._Element:
    """The root of an XML document; entities and everything outside it are left alone.

    Raises:
        ValueError: it declares entities, which news formats never do and attacks need.
        etree.XMLSyntaxError: it is not well-formed.
    """
    if declares_entities(data):
        raise ValueError("declares XML entities, which no news format needs")
    reader = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    return etree.fromstring(data, parser=reader)


def declares_entities(data: bytes) -> bool:
    """Does an XML file declare entities of its own, in whatever encoding?"""
    return b"<!ENTITY" in data.replace(b"\0", b"")


def read_unknown_xml(given: Input) -> Drafts:
    """XML of a kind that has no reader: said, and not taken for prose."""
    text, problem = given.text()
    root = root_of((text or "").lstrip("\ufeff \t\n"))
    if text is None or not root:
        return given.bad(problem or "is no XML; is it whole?")
    return given.bad(
        f"is XML with the root <{root}>; read are RSS, Atom, NewsML-G2 and NITF, so export as one"
    )


def lines_of_element(node: lxml_html.HtmlElement) -> str:
    """The text of ``node``, one line for each block element."""
    parts: list[str] = []
    unseen = 0
    for event, element in etree.iterwalk(node, events=("start", "end")):
        if not isinstance(element.tag, str):
            if event == "end" and not unseen and element is not node:
                parts.append(_squeezed(element.tail))
            continue
        name = element.tag.rpartition("}")[2]
        hidden = name in _UNSEEN
        if name in _BLOCKS and not unseen:
            parts.append("\n")
        if event == "start":
            unseen += hidden
            if not unseen:
                parts.append(_squeezed(element.text))
        else:
            unseen -= hidden
            if not unseen and element is not node:
                parts.append(_squeezed(element.tail))
    lines = (" ".join(line.split()) for line in "".join(parts).split("\n"))
    return "\n".join(line for line in lines if line)


def brief(node: lxml_html.HtmlElement, limit: int = 200) -> str:
    """The text of ``node`` on one line; "" if it is longer, for which little of it is read."""
    parts: list[str] = []
    length = 0
    for part in node.itertext():
        parts.append(part)
        length += len(part.strip())
        if length > limit:
            return ""
    return " ".join("".join(parts).split())


def _squeezed(text: str | None) -> str:
    """``text`` with its white space as single spaces, those at the ends kept."""
    return re.sub(r"\s+", " ", text) if text else ""


def plain(text: str) -> str:
    """A field that may hold HTML, as lines of text."""
    if not _LOOKS_MARKED.search(text) and not re.search(r"&(?:#\d+|\w{2,8});", text):
        return text.strip()
    try:
        return lines_of_element(parse_html(f"<div>{text}</div>"))
    except etree.LxmlError:
        return ""


class Places:
    """The visible text of marked-up text with the place of each piece in its file."""

    def __init__(self, mapped: Mapped) -> None:
        self._starts: list[int] = []  # offsets of the pieces in the stream, rising
        self._places: list[int] = []  # their offsets in the file
        self._mapped = mapped
        self._missed = 0
        source = mapped.text
        parts: list[str] = []
        length = position = 0
        for tag in [*_TAG.finditer(source), None]:
            end = tag.start() if tag else len(source)
            for found in _WORD.finditer(source, position, end):
                word = found[0]
                word = html.unescape(word) if word.startswith("&") else word
                word = "".join(word.split())
                self._starts.append(length)
                self._places.append(mapped.place(found.start()))
                parts.append(word)
                length += len(word)
            position = tag.end() if tag else end
        self._stream = "".join(parts)

    def anchored(self, draft: Draft, line: int = 1) -> Draft:
        """The draft with its place, where its text stands in the file from ``line`` on."""
        anchors = self.anchors(draft.text, line)
        if not anchors:
            return draft
        return replace(draft, anchors=anchors, line=anchors[0][1], column=anchors[0][2])

    def anchors(self, text: str, line: int = 1) -> Anchors:
        """``(offset, line, column)`` of the places from which on ``text`` runs as the file does.

        Lines of ``text`` are looked up one after another, each from where the last one ended and
        else from the file's ``line``; one that is not found as it stands gets no anchor.
        """
        made: list[tuple[int, int, int]] = []
        offset = 0
        row = max(line - self._mapped.line, 0)
        start = self._mapped.starts[min(row, len(self._mapped.starts) - 1)]
        piece = bisect.bisect_left(self._places, start)
        top = at = self._starts[piece] if piece < len(self._starts) else 0
        for words in text.split("\n"):
            bare = "".join(words.split())
            if bare:
                found = self._find(bare, at)
                found = found if found >= 0 else self._find(bare, top)
                if found >= 0:
                    self._add(made, words, offset, found)
                    at = found + len(bare)
            offset += len(words) + 1
        return tuple(made)

    def _find(self, bare: str, start: int) -> int:
        reach = _REACH if self._missed < _MOST_MISSED else _SHORT_REACH
        found = self._stream.find(bare, start, start + reach)
        self._missed += found < 0
        return found

    def _add(self, made: list[tuple[int, int, int]], line: str, offset: int, position: int) -> None:
        last: tuple[int, int] | None = None
        for word in re.finditer(r"\S+", line):
            index = bisect.bisect_right(self._starts, position) - 1
            place = self._places[index] + position - self._starts[index]
            start = offset + word.start()
            row, column = self._mapped.position(place)
            if (place - start, row) != last:
                last = (place - start, row)
                made.append((start, row, column))
            position += len(word[0])
