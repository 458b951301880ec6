"""JSON and JSON lines: the tool's own ``{outlet, title, url, published, text}``, and the formats
that are JSON too: JSON Feed, ninjs and schema.org. Each object is told by what it says it is.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from claimcheck.reading import ninjs, schema_org
from claimcheck.reading.drafts import DETAILS, Draft, Drafts, Input, bad, join, shorten
from claimcheck.reading.mapped import Mapped, of_json
from claimcheck.reading.markup import Places, plain
from claimcheck.records import Skip


def read_json(given: Input) -> Drafts:
    """One object, a list of them, or an object with a list ``articles`` or ``items``."""
    text, problem = given.text()
    if text is None:
        return given.bad(problem)
    value, problem = _parse(text)
    if problem:
        # Many tools write JSON lines into files that end in .json.
        first = text.strip().partition("\n")[0]
        if first != text.strip() and isinstance(_parse(first)[0], dict):
            return read_jsonl(given)
        return given.bad(problem)
    drafts, skips = _values(given, value)
    return (_anchored(drafts, text) if "\n" in text.strip() else drafts), skips


def _anchored(drafts: tuple[Draft, ...], text: str) -> tuple[Draft, ...]:
    """The articles of a file of many lines with their places; they have the file's order."""
    places = Places(of_json(Mapped.of(text)))
    made: list[Draft] = []
    line = 1
    for draft in drafts:
        made.append(places.anchored(draft, line))
        line = max(line, made[-1].line)
    return tuple(made)


def _values(given: Input, value: Any) -> Drafts:
    """What the value of a JSON file is or holds."""
    if is_json_feed(value):
        from claimcheck.reading.feeds import read_json_feed

        return read_json_feed(given, value)
    if isinstance(value, dict) and "text" not in value and isinstance(value.get("articles"), list):
        value = value["articles"]
    if not isinstance(value, list):
        return _object(given, given.where, value, 1)
    if not value:
        return given.bad("holds an empty list; expected articles")
    where = given.where
    return join([_object(given, f"{where}, item {n}", item, 1) for n, item in enumerate(value, 1)])


def read_jsonl(given: Input) -> Drafts:
    """One article a line; a bad line is named by its number and the others are read."""
    text, problem = given.text()
    if text is None:
        return given.bad(problem)
    parts: list[Drafts] = []
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        where = f"{given.where}, line {number}"
        value, problem = _parse(line)
        parts.append(bad(where, problem) if problem else _object(given, where, value, number))
    return join(parts)


def is_json_feed(value: object) -> bool:
    """Is this value a JSON Feed (jsonfeed.org, versions 1 and 1.1)?"""
    if not isinstance(value, dict) or not isinstance(value.get("items"), list):
        return False
    version = value.get("version")
    return isinstance(version, str) and "jsonfeed.org/version/" in version


def feed_item_links(data: bytes) -> list[str] | None:
    """The addresses of a JSON Feed's items, None if it is none."""
    value = _parse(data.decode("utf-8", "replace"))[0]
    if not is_json_feed(value):
        return None
    items = [item for item in value["items"] if isinstance(item, dict)]
    return [text_of(item.get("url")) or text_of(item.get("external_url")) for item in items]


def _parse(text: str) -> tuple[Any, str]:
    try:
        return json.loads(text), ""
    except json.JSONDecodeError as error:
        return None, (
            f"invalid JSON on line {error.lineno}, column {error.colno}: {error.msg}; correct it"
            if "\n" in text.strip()
            else f"invalid JSON at column {error.colno}: {error.msg}; correct it"
        )
    except RecursionError:
        return None, "JSON nested too deeply; expected objects with a text"
    except ValueError as error:
        return None, f"invalid JSON: {shorten(str(error))}; correct it"


def _object(given: Input, where: str, value: object, line: int) -> Drafts:
    if not isinstance(value, Mapping):
        return bad(where, "is no JSON object; expected {outlet, title, url, published, text}")
    if "text" not in value:
        described = _described(value)
        if described is not None:
            return _of_schema_org(given, where, described, line)
        if ninjs.is_ninjs(value):
            return ninjs.read_item(given, where, value, line)
    return _own(given, where, value, line)


def _own(given: Input, where: str, value: Mapping[str, Any], line: int) -> Drafts:
    text = value.get("text")
    if not isinstance(text, str) or not text.strip():
        kind = "has no text" if text is None or text == "" else "has a text that is no words"
        return bad(where, f"{kind}; give the article's text in the field text")
    fields: dict[str, str] = {}
    skips: list[Skip] = []
    for name in DETAILS:
        field = value.get(name)
        if field is None or isinstance(field, str):
            fields[name] = clean(field).strip() if field else ""
        else:
            reason = f"field {name} is no text but {type(field).__name__}; left out"
            skips.append(Skip(stage="read", item=where, reason=reason))
    body = clean(text).replace("\r\n", "\n").replace("\r", "\n")
    extent = "summary" if value.get("extent") == "summary" else ""
    return (given.draft(body, where=where, line=line, extent=extent, **fields),), tuple(skips)


def _described(value: Mapping[str, Any]) -> schema_org.Described | None:
    found = [schema_org.describe(n) for n in schema_org.objects(value) if schema_org.is_article(n)]
    return next((each for each in found if each.entries or each.body), None)


def _of_schema_org(
    given: Input, where: str, found: schema_org.Described, line: int
) -> tuple[tuple[Draft, ...], tuple[Skip, ...]]:
    text, stamps = schema_org.joined(found.entries) if found.entries else (found.body, ())
    draft = given.draft(
        clean(text),
        where=where,
        line=line,
        title=clean(found.title),
        outlet=clean(found.outlet),
        url=found.url,
        published=found.published,
        modified=found.modified,
        language=found.language,
        stamps=stamps,
    )
    return (draft,), ()


def clean(text: str) -> str:
    """A lone surrogate, which JSON can escape but no encoding can write, becomes U+FFFD."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def text_of(value: object) -> str:
    """A JSON field as lines of text; "" if it is none. Markup is taken off."""
    return clean(plain(value)) if isinstance(value, str) else ""
