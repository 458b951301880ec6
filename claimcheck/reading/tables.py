"""JSON and JSON lines of ``{outlet, title, url, published, text}``."""

from __future__ import annotations

import json
from collections.abc import Mapping

from claimcheck.reading.drafts import Draft, Drafts, bad, join, shorten
from claimcheck.records import Skip

_FIELDS = ("outlet", "title", "url", "published")


def read_json(path: str, text: str) -> Drafts:
    """One article, a list of them, or an object with a list ``articles``."""
    value, problem = _parse(text)
    if problem:
        # Many tools write JSON lines into files that end in .json.
        first = text.strip().partition("\n")[0]
        if first != text.strip() and isinstance(_parse(first)[0], dict):
            return read_jsonl(path, text)
        return bad(path, problem)
    if isinstance(value, dict) and "text" not in value and isinstance(value.get("articles"), list):
        value = value["articles"]
    if not isinstance(value, list):
        return _article(path, path, value, 1)
    if not value:
        return bad(path, "holds an empty list; expected articles")
    return join([_article(path, f"{path}, item {n}", item, 1) for n, item in enumerate(value, 1)])


def read_jsonl(path: str, text: str) -> Drafts:
    """One article a line; a bad line is named by its number and the others are read."""
    parts: list[Drafts] = []
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        value, problem = _parse(line)
        if problem:
            parts.append(bad(f"{path}, line {number}", problem))
        else:
            parts.append(_article(path, f"{path}, line {number}", value, number))
    return join(parts)


def _parse(text: str) -> tuple[object, str]:
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


def _article(path: str, where: str, value: object, line: int) -> Drafts:
    if not isinstance(value, Mapping):
        return bad(where, "is no JSON object; expected {outlet, title, url, published, text}")
    text = value.get("text")
    if not isinstance(text, str) or not text.strip():
        kind = "has no text" if text is None or text == "" else "has a text that is no words"
        return bad(where, f"{kind}; give the article's text in the field text")
    fields: dict[str, str | None] = dict.fromkeys(_FIELDS)
    skips: list[Skip] = []
    for name in _FIELDS:
        given = value.get(name)
        if given is None or isinstance(given, str):
            fields[name] = _clean(given).strip() or None if given else None
        else:
            reason = f"field {name} is no text but {type(given).__name__}; left out"
            skips.append(Skip(stage="read", item=where, reason=reason))
    body = _clean(text).replace("\r\n", "\n").replace("\r", "\n")
    draft = Draft(
        where=where,
        path=path,
        text=body,
        line=line,
        outlet=fields["outlet"],
        title=fields["title"],
        url=fields["url"],
        published=fields["published"],
    )
    return (draft,), tuple(skips)


def _clean(text: str) -> str:
    """A lone surrogate, which JSON can escape but no encoding can write, becomes U+FFFD."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
