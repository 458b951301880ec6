"""ninjs, the IPTC's news in JSON: versions 1 (``headline``, ``body_text``), 2 and 3 (lists).

Source: IPTC, ninjs 1.4 to 3.0 JSON schemas; fields of later versions come first.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from claimcheck.reading.drafts import Drafts, Input, bad, join
from claimcheck.records import Skip

_MARKS = ("body_text", "body_html", "body_xhtml", "bodies", "versioncreated", "headlines")
_PLAIN = ("body_text", "body_html", "body_xhtml")
_MOST = 1000


def is_ninjs(value: Mapping[str, Any]) -> bool:
    """Is this object a ninjs item: it has a ``uri`` and a field that only ninjs has?"""
    return "uri" in value and any(mark in value for mark in _MARKS)


def read_item(given: Input, where: str, value: Mapping[str, Any], line: int = 1) -> Drafts:
    """The item's article, and those of its text associations."""
    from claimcheck.reading.json_articles import text_of

    kind = value.get("type")
    if kind not in (None, "text", "composite"):
        return bad(where, f"is a ninjs item of type {str(kind)[:40]!r} and no text")
    parts: list[Drafts] = []
    body = next((text for field in _bodies(value) if (text := text_of(field))), "")
    if body:
        dates = (
            value.get("firstpublished"),
            value.get("firstcreated"),
            value.get("contentcreated"),
        )
        created = text_of(value.get("versioncreated"))
        draft = given.draft(
            body,
            where=where,
            line=line,
            title=text_of(value.get("headline")) or _of_list(value.get("headlines")),
            outlet=_outlet(value),
            url=_address(value),
            published=next((text_of(d) for d in dates if d), created),
            modified=created,
            language=text_of(value.get("language")),
        )
        parts.append(((draft,), ()))
    for number, related in enumerate(_associations(value), 1):
        if _is_text(related):
            parts.append(read_item(given, f"{where}, association {number}", related, line))
        else:
            label = f"ninjs association of type {str(related.get('type'))[:40]!r}; no text"
            skip = Skip(stage="split", item=f"{where}, association {number}", reason=label)
            parts.append(((), (skip,)))
    return join(parts) if parts else bad(where, "is a ninjs item without a body")


def _bodies(value: Mapping[str, Any]) -> Iterator[object]:
    bodies = value.get("bodies")
    if isinstance(bodies, list):
        # The plain one first: it needs no guess at the markup.
        found = [b for b in bodies[:_MOST] if isinstance(b, dict)]
        found.sort(key=lambda b: b.get("contenttype") != "text/plain")
        yield from (b.get("value") for b in found)
    yield from (value.get(name) for name in _PLAIN)
    yield from (v for k, v in sorted(value.items()) if k.startswith("body_") and k not in _PLAIN)


def _of_list(value: object) -> str:
    """The headline of a list of them: the main one, else the first."""
    from claimcheck.reading.json_articles import text_of

    found = [h for h in value if isinstance(h, dict)] if isinstance(value, list) else []
    found.sort(key=lambda h: str(h.get("role", "")).lower() not in ("main", "headline", ""))
    return next((text for h in found if (text := text_of(h.get("value")))), "")


def _outlet(value: Mapping[str, Any]) -> str:
    from claimcheck.reading.json_articles import text_of

    for name in ("infosources", "infosource", "provider", "source", "copyrightholder"):
        field = value.get(name)
        field = field[0] if isinstance(field, list) and field else field
        found = text_of(field.get("name") if isinstance(field, dict) else field)
        if found and ":" not in found:
            return found
    return ""


def _address(value: Mapping[str, Any]) -> str:
    for name in ("canonicalurl", "url", "uri"):
        field = value.get(name)
        if isinstance(field, str) and field.startswith(("http://", "https://")):
            return field[:2000]
    return ""


def _associations(value: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    related = value.get("associations")
    if isinstance(related, dict):
        related = [related[key] for key in sorted(related)]
    return [r for r in related[:_MOST] if isinstance(r, dict)] if isinstance(related, list) else []


def _is_text(value: Mapping[str, Any]) -> bool:
    return value.get("type") in ("text", "composite") and any(_bodies(value))
