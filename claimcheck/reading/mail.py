"""Mail: a message is an article, a newsletter its stories, an attachment a file of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parseaddr

from claimcheck.reading import aggregator
from claimcheck.reading.decode import decode
from claimcheck.reading.drafts import Draft, Drafts, Input, join, shorten
from claimcheck.reading.mapped import Mapped, of_quoted_printable
from claimcheck.reading.markup import Places, brief, lines_of_element, parse_html
from claimcheck.reading.registry import read_input
from claimcheck.records import Skip

_MIN_WORDS = 8
_MOST_PARTS = 1000
_RULE = re.compile(r"(?:[-=*_~#•·—–]\s?){3,200}")
_CREDIT = re.compile(
    r"(?:source|via|from|read (?:more|on|the full story) (?:at|on|in)):? (?:the full story )?"
    r"(?P<outlet>\S.{1,40})",
    re.IGNORECASE,
)
_FOOTER = re.compile(
    r"unsubscribe|manage (?:your )?(?:preferences|subscription)|view (?:this email )?in (?:your )?"
    r"browser|you (?:are receiv|received)|sent to you because|privacy policy|forward(?:ed)? this",
    re.IGNORECASE,
)
_MORE = re.compile(
    r"(?:read|see|continue)\b.{0,30}|full story\W*|https?://\S+|\[?image[^\n]{0,60}", re.IGNORECASE
)


def read_mail(given: Input) -> Drafts:
    """The articles of a message, or of each message of an mbox file."""
    if given.suffix == ".mbox" or given.data.startswith(b"From "):
        parts = re.split(rb"(?:\A|\n\n)From [^\n]{0,500}\n", given.data)
        whole = [part for part in parts if part.strip()]
        return (
            join([_message(given.member(f"message {n}", p)) for n, p in enumerate(whole, 1)])
            if whole
            else given.bad("is an mbox file without a message")
        )
    return _message(given)


def _message(given: Input) -> Drafts:
    message = message_from_bytes(given.data, policy=policy.default)
    assert isinstance(message, EmailMessage)
    bodies = _bodies(message)
    html, text = (_decoded(body) if body else "" for body in bodies)
    fields = _facts(message)
    drafts, skips = _stories(given, html, text, fields)
    shown = bodies[0] if html.strip() else bodies[1]
    if shown is not None:
        drafts = _anchored(drafts, given, shown)
    attached = join([read_input(part) for part in _attachments(given, message)])
    if not drafts and not attached[0]:
        return given.bad("is a mail without a text")
    return join([(tuple(drafts), tuple(skips)), attached])


def _facts(message: EmailMessage) -> dict[str, str]:
    name, address = parseaddr(str(message.get("From", "")))
    host = address.rpartition("@")[2]
    return {
        "outlet": name.strip(" \"'") or host,
        "title": re.sub(
            r"^(?:(?:fwd?|re|aw|wg): *)+", "", str(message.get("Subject", "")), flags=re.I
        ),
        "published": str(message.get("Date", "")),
        "language": str(message.get("Content-Language", "")),
    }


def _bodies(message: EmailMessage) -> tuple[EmailMessage | None, EmailMessage | None]:
    """The parts with the message's HTML and its plain text."""
    found: dict[str, EmailMessage] = {}
    for number, part in enumerate(_walk(message)):
        kind = part.get_content_subtype()
        if number > _MOST_PARTS:
            break
        if part.get_content_maintype() != "text" or part.get_content_disposition() == "attachment":
            continue
        if kind in ("html", "plain") and part.get_payload():
            found.setdefault(kind, part)
    return found.get("html"), found.get("plain")


def _anchored(drafts: list[Draft], given: Input, part: EmailMessage) -> list[Draft]:
    """The stories with their places in the message; of encoded ones that of the whole part."""
    encoding = str(part.get("Content-Transfer-Encoding", "")).strip().lower()
    encoded = encoding in ("base64", "quoted-printable")
    written = part.get_payload() if encoded else part.get_payload(decode=True)
    body = written.encode("ascii", "replace") if isinstance(written, str) else written
    start = _lf(given.data).find(_lf(body)) if isinstance(body, bytes) else -1
    if start < 0:
        return drafts
    line = 1 + _lf(given.data).count(b"\n", 0, start)
    if encoding == "base64":
        return [replace(draft, line=line) for draft in drafts]
    mapped = Mapped.of(given.text()[0] or "")
    mapped = mapped.cut(mapped.starts[line - 1])
    if encoding == "quoted-printable":
        mapped = of_quoted_printable(mapped, _charset(part))
    places = Places(mapped)
    return [places.anchored(draft, line) for draft in drafts]


def _walk(message: EmailMessage) -> Iterator[EmailMessage]:
    """The parts of a message, without those of messages attached to it."""
    pending: list[EmailMessage] = [message]
    while pending:
        part = pending.pop(0)
        yield part
        if part.is_multipart() and part.get_content_type() != "message/rfc822":
            inner = part.get_payload()
            pending[:0] = [p for p in inner if isinstance(p, EmailMessage)]


def _decoded(part: EmailMessage) -> str:
    data = part.get_payload(decode=True)
    if not isinstance(data, bytes):
        return ""
    if part.get_content_charset() is None:
        text, _ = decode(data)
        if text is not None:
            return text
    return data.decode(_charset(part), "replace").replace("\r\n", "\n")


def _lf(data: bytes) -> bytes:
    return data.replace(b"\r\n", b"\n").replace(b"\r", b"\n")


def _charset(part: EmailMessage) -> str:
    """The charset of a part, UTF-8 where it names none that there is."""
    name = part.get_content_charset() or "utf-8"
    try:
        b"a".decode(name)
    except (LookupError, ValueError):
        return "utf-8"
    return name


def _attachments(given: Input, message: EmailMessage) -> Iterator[Input]:
    for number, part in enumerate(_walk(message)):
        if number > _MOST_PARTS:
            return
        if part.get_content_type() == "message/rfc822":
            inner = part.get_payload()
            if isinstance(inner, list) and inner and isinstance(inner[0], EmailMessage):
                data = inner[0].as_bytes()
                if given.budget.take(len(data)):
                    yield given.member("attached message.eml", data)
        elif part.get_content_disposition() == "attachment":
            blob = part.get_payload(decode=True)
            name = re.sub(r"[/\\\0]", "_", part.get_filename() or f"part {number}")
            if isinstance(blob, bytes) and blob and given.budget.take(len(blob)):
                yield given.member(name, blob)


def _stories(
    given: Input, html: str, text: str, fields: dict[str, str]
) -> tuple[list[Draft], list[Skip]]:
    """The stories of a newsletter, else the message as one article."""
    if html.strip():
        tree = parse_html(html)
        lines = lines_of_element(tree).split("\n")
        headings = _headings(tree)
        sections = _sections(lines, headings)
    else:
        lines = text.split("\n")
        sections = _ruled(lines)
    told = [s for s in sections if _words(s[2]) >= _MIN_WORDS]
    if len(told) < 2:
        kept = _kept([" ".join(line.split()) for line in lines])
        body = "\n".join(kept if html.strip() else _paragraphs(lines))
        body = body.strip()
        return ([given.draft(body, **fields)] if body else []), []
    drafts, skips = [], []
    for title, url, body_lines in sections:
        if (title, url, body_lines) not in told:
            if title:
                item = f"{given.where}: {shorten(title)}"
                skips.append(Skip(stage="split", item=item, reason="a teaser without a text"))
            continue
        outlet, rest = _credited(body_lines)
        own = {**fields, "title": title, "url": url}
        more = {"outlet": outlet, "embedded": True} if outlet else {}
        drafts.append(given.draft("\n".join(rest), **{**own, **more}))
    return drafts, skips


def _headings(tree: object) -> dict[str, str]:
    """The headlines of an HTML newsletter with their links: headings, else linked titles."""
    found: dict[str, str] = {}
    for node in tree.iter("h1", "h2", "h3", "h4"):  # type: ignore[attr-defined]
        title = brief(node, 250)
        link = next(iter(node.iter("a")), None)
        link = link if link is not None else next(node.iterancestors("a"), None)
        if title:
            found.setdefault(title, _href(link))
    if len(found) > 1:
        return found
    for link in tree.iter("a"):  # type: ignore[attr-defined]
        title = brief(link, 250)
        if len(title.split()) >= 4 and aggregator.is_headline(title):
            found.setdefault(title, _href(link))
    return found


def _href(link: object) -> str:
    href = link.get("href") or "" if link is not None else ""  # type: ignore[attr-defined]
    return href if href.startswith(("http://", "https://")) else ""


def _sections(lines: list[str], headings: dict[str, str]) -> list[tuple[str, str, list[str]]]:
    made: list[tuple[str, str, list[str]]] = []
    for line in lines:
        if line in headings:
            made.append((line, headings[line], []))
        elif made:
            made[-1][2].append(line)
    return [(title, url, _kept(body)) for title, url, body in made]


def _ruled(lines: list[str]) -> list[tuple[str, str, list[str]]]:
    """The sections of a plain-text newsletter between its ruled lines."""
    blocks: list[list[str]] = [[]]
    for line in lines:
        if len(line) <= 200 and _RULE.fullmatch(line.strip()):
            blocks.append([])
        else:
            blocks[-1].append(line)
    made = []
    for block in blocks:
        paragraphs = _paragraphs(block)
        if len(paragraphs) > 1 and aggregator.is_headline(paragraphs[0]):
            url = next((m[0] for p in block if (m := re.search(r"https?://\S{1,500}", p))), "")
            made.append((paragraphs[0], url.rstrip(">)."), _kept(paragraphs[1:])))
    return made


def _paragraphs(lines: list[str]) -> list[str]:
    """Wrapped lines as paragraphs, a blank line between two."""
    text = "\n".join(line.rstrip() for line in lines)
    return [" ".join(part.split()) for part in re.split(r"\n{2,}", text) if part.strip()]


def _kept(lines: list[str]) -> list[str]:
    kept = []
    for line in lines:
        if _FOOTER.search(line) and len(line) < 300:
            continue
        if (line and not _MORE.fullmatch(line) and not aggregator.is_interface(line)) or (
            line and _CREDIT.fullmatch(line)
        ):
            kept.append(line)
    return kept


def _credited(lines: list[str]) -> tuple[str, list[str]]:
    """The outlet that a story is credited to, and its lines without the credit."""
    for index, line in enumerate(lines):
        one = aggregator.one_line(line)
        found = _CREDIT.fullmatch(line) if len(line) <= 90 else None
        name = one[0] if one else found["outlet"].rstrip(" .»→>") if found else ""
        if name and aggregator.is_outlet(name):
            return name, [*lines[:index], *lines[index + 1 :]]
    return "", lines


def _words(lines: list[str]) -> int:
    return sum(len(line.split()) for line in lines)
