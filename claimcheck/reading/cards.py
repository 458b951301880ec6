"""Cards of a page: repeated blocks that hold one story or one live-blog entry each.

A card is what surrounds one time mark (a ``<time>`` or a line such as "Reuters · 2 hours ago")
and no other. With an outlet's credit, a headline and a text it is another outlet's story; under
a live blog's heading it is an entry.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from lxml import html as lxml_html

from claimcheck.reading import aggregator
from claimcheck.reading.markup import brief, lines_of_element

_MAX_MARKS = 2000
_MAX_CLIMB = 12
# The first rank is the page's own headline; what holds it is no card.
_HEADINGS = ("h2", "h3", "h4", "h5", "h6")
_NO_STORIES = re.compile(
    r"comment|disqus|repl(?:y|ies)|reaction|gallery|breadcrumb|nav\b|sidebar-ad|byline", re.I
)
_CREDITED = re.compile(r"source|publisher|outlet|provider|site-?name|brand|domain|agency", re.I)
_STOP = ("body", "html", "main")


@dataclass(frozen=True, slots=True)
class Card:
    """A card with what it says; ``when`` is the time as written, exact where it is a datetime."""

    node: lxml_html.HtmlElement
    title: str
    outlet: str
    url: str
    when: str
    exact: bool
    body: tuple[str, ...]


def find_cards(tree: lxml_html.HtmlElement) -> list[Card]:
    """The cards of a page in its order."""
    marks = list(_marks(tree))
    held = _held(mark for mark, _, _ in marks)
    headed = _held(tree.iter("h1", *_HEADINGS))
    cards = []
    for mark, when, exact in marks:
        node = mark
        for _ in range(_MAX_CLIMB):
            parent = node.getparent()
            if parent is None or parent.tag in _STOP or held[parent] > 1:
                break
            # Another headline is another story's, or that of the block of stories.
            if headed.get(parent, 0) > max(1, headed.get(node, 0)):
                break
            node = parent
        if node is mark or _is_aside(node) or next(node.iter("h1"), None) is not None:
            continue
        cards.append(_card(node, mark, when, exact))
    return cards


def _held(nodes: Iterable[lxml_html.HtmlElement]) -> dict[lxml_html.HtmlElement, int]:
    """How many of the nodes each element holds."""
    counts: dict[lxml_html.HtmlElement, int] = {}
    for node in nodes:
        for element in (node, *node.iterancestors()):
            counts[element] = counts.get(element, 0) + 1
    return counts


def _marks(tree: lxml_html.HtmlElement) -> Iterator[tuple[lxml_html.HtmlElement, str, bool]]:
    seen = 0
    for node in tree.iter("time", "span", "p", "div", "small", "abbr", "cite", "li"):
        if seen >= _MAX_MARKS:
            return
        written = node.get("datetime") or ""
        if node.tag == "time":
            text = brief(node)
            if written or aggregator.is_time(text):
                seen += 1
                yield node, written or text, bool(written)
            continue
        text = brief(node, 120) if len(node) < 4 else ""
        if not text or any(True for _ in node.iter("time")):
            continue
        if any(_says_time(child) for child in node):
            continue
        if aggregator.is_time(text):
            seen += 1
            yield node, written or text, bool(written)
        elif (one := aggregator.one_line(text)) is not None:
            seen += 1
            yield node, one[1], False


def _says_time(node: lxml_html.HtmlElement) -> bool:
    text = brief(node, 120) if isinstance(node.tag, str) else ""
    return bool(text) and (aggregator.is_time(text) or aggregator.one_line(text) is not None)


def _is_aside(node: lxml_html.HtmlElement) -> bool:
    """Is the card a comment, a gallery or navigation, by the names of what holds it?"""
    for element in (node, *node.iterancestors()):
        names = f"{element.get('class') or ''} {element.get('id') or ''}"
        if element.tag in ("nav", "footer") or _NO_STORIES.search(names):
            return True
        if element.tag in _STOP:
            break
    return False


def _card(node: lxml_html.HtmlElement, mark: lxml_html.HtmlElement, when: str, exact: bool) -> Card:
    heading = next((h for h in node.iter(*_HEADINGS) if h.text_content().strip()), None)
    link = _link(heading) if heading is not None else None
    if heading is None:
        links = [a for a in node.iter("a") if len(a.text_content().split()) >= 4]
        heading = link = links[0] if links else None
    if link is None:
        link = next((a for a in node.iter("a") if _is_web(a.get("href"))), None)
    title = " ".join(heading.text_content().split()) if heading is not None else ""
    outlet = _outlet(node, mark)
    lines = lines_of_element(node).split("\n")
    body = tuple(x for x in lines if x != brief(mark) and not _is_label(x, title, outlet))
    url = link.get("href") if link is not None and _is_web(link.get("href")) else ""
    return Card(node, title, outlet, url, when, exact, body)


def _is_label(line: str, title: str, outlet: str) -> bool:
    """Is this line of a card its headline, its credit, its time or an interface label?"""
    return (
        line in (title, outlet)
        or aggregator.is_time(line)
        or aggregator.is_related_heading(line)
        or aggregator.is_interface(line)
        or aggregator.is_byline(line)
        or aggregator.one_line(line) is not None
        or (bool(outlet) and len(line) <= len(outlet) + 12 and line.startswith(outlet))
    )


def _outlet(node: lxml_html.HtmlElement, mark: lxml_html.HtmlElement) -> str:
    """The outlet to which the card credits its story, "" if to none."""
    for element in node.iter():
        if not isinstance(element.tag, str):
            continue
        names = " ".join(element.get(key) or "" for key in ("class", "itemprop", "data-testid"))
        if _CREDITED.search(names):
            text = brief(element)
            text = text or next((i.get("alt") or "" for i in element.iter("img")), "")
            one = aggregator.one_line(text)
            name = one[0] if one else text
            if name and aggregator.is_outlet(name):
                return name
    for element in (mark, mark.getparent(), mark.getprevious(), mark.getnext()):
        text = brief(element) if element is not None else ""
        one = aggregator.one_line(text)
        if one is not None:
            return one[0]
    near = mark.getprevious()
    text = brief(near) if near is not None else ""
    if text and near is not None and near.tag not in _HEADINGS and aggregator.is_outlet(text):
        return text
    return ""


def _link(heading: lxml_html.HtmlElement) -> lxml_html.HtmlElement | None:
    inner = next(iter(heading.iter("a")), None)
    if inner is not None:
        return inner
    return next((a for a in heading.iterancestors("a")), None)


def _is_web(href: str | None) -> bool:
    try:
        return urlsplit(href or "").scheme in ("http", "https")
    except ValueError:
        return False
