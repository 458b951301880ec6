"""From addresses, feeds and lists of them to files in a folder; what is there is not asked again.

A page is stored as it came, with the address and the time of fetching in ``.fetched.jsonl``
beside it and, for HTML, in the page's first line, as browsers do when they save one.
"""

from __future__ import annotations

import hashlib
import html
import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from claimcheck.errors import InputError
from claimcheck.fetching.client import Answer, Client, host_of
from claimcheck.fetching.guard import Limits, RefusedError
from claimcheck.parsing import parse_json
from claimcheck.reading.drafts import Input
from claimcheck.reading.registry import choose
from claimcheck.writing import write_bytes

LEDGER = ".fetched.jsonl"
_MOST_LINES = 100_000
_SUFFIX = {"HTML": ".html", "feed": ".xml", "NewsML-G2": ".xml", "JSON": ".json", "PDF": ".pdf"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of one address: the file it is in, or why there is none."""

    url: str
    file: str | None = None
    reason: str = ""
    fetched: str = ""
    known: bool = False


class Fetcher:
    """Fetches into one folder and keeps there what it has done, so that it can go on."""

    def __init__(
        self,
        folder: Path,
        client: Client,
        *,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._folder = folder
        self._client = client
        self._now = now
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise InputError(f"{folder}: cannot be made: {error.strerror}") from error
        self._done = self._read_ledger()

    def fetch(self, url: str, *, pages: bool = True, again: bool = False) -> Iterator[Outcome]:
        """Fetch an address; of a feed, also the pages it links to.

        Args:
            url: a page or a feed.
            pages: follow a feed's links.
            again: also what is in the folder already. Feeds are always asked anew.

        Yields:
            One outcome for each address, as they come.
        """
        known = self._done.get(url)
        if known is not None and not again and (self._folder / str(known.file)).is_file():
            yield known
            return
        try:
            answer = self._client.get(url)
        except RefusedError as refused:
            yield Outcome(url=url, reason=str(refused))
            return
        links = feed_links(answer)
        if links is None:
            yield self._stored(url, answer)
            return
        if not links:
            yield Outcome(url=url, reason="is a feed without entries")
        if not pages:
            yield self._stored(url, answer, keep=False)
            return
        for link in links:
            yield from self._page(link, again)

    def _page(self, url: str, again: bool) -> Iterator[Outcome]:
        known = self._done.get(url)
        if known is not None and not again and (self._folder / str(known.file)).is_file():
            yield known
            return
        try:
            yield self._stored(url, self._client.get(url))
        except RefusedError as refused:
            yield Outcome(url=url, reason=str(refused))

    def _stored(self, url: str, answer: Answer, *, keep: bool = True) -> Outcome:
        given = Input(path=urlsplit(answer.url).path or "-", data=answer.data)
        if not answer.data.strip():
            return Outcome(url=url, reason="the answer is empty")
        kind = choose(given).name
        suffix = _SUFFIX.get(kind) or given.suffix
        if not suffix:
            return Outcome(url=url, reason=f"is {answer.kind or 'of no known kind'}; not kept")
        name = file_name(answer.url, suffix)
        data = answer.data
        moment = self._now().isoformat(timespec="seconds")
        if kind == "HTML":
            data = _marked(data, answer.url, moment)
        write_bytes(self._folder / name, data)
        outcome = Outcome(url=url, file=name, fetched=moment)
        if keep:
            self._note(outcome)
        return outcome

    def _note(self, outcome: Outcome) -> None:
        self._done[outcome.url] = outcome
        row = {k: v for k, v in asdict(outcome).items() if k in ("url", "file", "fetched")}
        with (self._folder / LEDGER).open("a", encoding="utf-8") as file:
            file.write(json.dumps(row, ensure_ascii=False) + "\n")

    def _read_ledger(self) -> dict[str, Outcome]:
        path = self._folder / LEDGER
        done: dict[str, Outcome] = {}
        if not path.is_file():
            return done
        for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
            try:
                row = parse_json(line)
                done[row["url"]] = Outcome(
                    url=row["url"], file=row["file"], fetched=row["fetched"], known=True
                )
            except (ValueError, KeyError, TypeError):
                continue  # a line cut short by an interruption
        return done


def fetch_all(
    targets: Sequence[str],
    folder: Path,
    limits: Limits,
    *,
    pages: bool = True,
    again: bool = False,
) -> Iterator[Outcome]:
    """Fetch addresses, feeds and files that list addresses, hosts in turn.

    Raises:
        InputError: a list cannot be read or the folder cannot be made.
    """
    urls = list(dict.fromkeys(url for target in targets for url in listed(target)))
    client = Client(limits)
    try:
        fetcher = Fetcher(folder, client)
        for url in in_turn(urls):
            yield from fetcher.fetch(url, pages=pages, again=again)
    finally:
        client.close()


def listed(target: str) -> list[str]:
    """An address as it is; of a file the addresses in it, one a line, ``#`` for remarks.

    Raises:
        InputError: it is neither.
    """
    if re.match(r"https?://", target, re.IGNORECASE):
        return [target]
    try:
        text = Path(target).read_text(encoding="utf-8", errors="replace")
    except (OSError, ValueError):
        raise InputError(f"{target}: is neither an http address nor a file of them") from None
    lines = (line.strip() for line in text.splitlines()[:_MOST_LINES])
    return [line for line in lines if line and not line.startswith("#")]


def in_turn(urls: Sequence[str]) -> list[str]:
    """One address of each host after another, so that the pauses of one are spent on others."""
    hosts: dict[str, list[str]] = {}
    for url in urls:
        hosts.setdefault(host_of(url), []).append(url)
    longest = max((len(queue) for queue in hosts.values()), default=0)
    return [q[i] for i in range(longest) for q in hosts.values() if i < len(q)]


def feed_links(answer: Answer) -> list[str] | None:
    """The links of a feed's entries, None if the answer is no feed."""
    given = Input(path="-", data=answer.data)
    name = choose(given).name
    if name == "feed":
        from claimcheck.reading.feeds import entry_links

        links = entry_links(answer.data)
    elif name == "JSON":
        from claimcheck.reading.json_articles import feed_item_links

        found = feed_item_links(answer.data)
        if found is None:
            return None
        links = found
    else:
        return None
    return list(dict.fromkeys(urljoin(answer.url, link) for link in links if link))


def file_name(url: str, suffix: str) -> str:
    """A name that says the host and the page, and is of this address alone."""
    parts = urlsplit(url)
    words = re.sub(r"[^a-z0-9]+", "-", f"{host_of(url)}{parts.path}".lower()).strip("-")
    return f"{words[:80].strip('-')}-{hashlib.sha256(url.encode()).hexdigest()[:8]}{suffix}"


def _marked(data: bytes, url: str, moment: str) -> bytes:
    """The page with its address and the time of fetching behind its document type."""
    safe = html.escape(url, quote=True).replace("--", "%2D%2D")
    mark = f"<!-- saved from url=({len(safe):04d}){safe} --><!-- fetched {moment} -->".encode()
    doctype = re.match(rb"\s*<!doctype[^>]{0,500}>", data, re.IGNORECASE)
    at = doctype.end() if doctype else 0
    if data[:3] == b"\xef\xbb\xbf" or b"\0" in data[:100]:
        return data
    return data[:at] + mark + data[at:]
