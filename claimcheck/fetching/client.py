"""One polite request after another: robots.txt, pauses, redirects, limits."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import version
from urllib.parse import urljoin, urlsplit
from urllib.robotparser import RobotFileParser

import httpx

from claimcheck.fetching.guard import Limits, RefusedError, Resolve, checked, resolve

AGENT = f"claimcheck/{version('claimcheck-news')}"
_ROBOTS_BYTES = 500_000
_BLOCK = 65_536
_RETRIED = (429, 500, 502, 503, 504)
_MOST_WAIT = 30.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a host sent: the address it came from in the end, its bytes and their kind."""

    url: str
    data: bytes
    kind: str


class Client:
    """Asks hosts in turn, each no faster than it wants to be asked."""

    def __init__(
        self,
        limits: Limits,
        *,
        lookup: Resolve = resolve,
        sleep: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._limits = limits
        self._lookup = lookup
        self._sleep = sleep
        self._clock = clock
        self._robots: dict[str, RobotFileParser | None] = {}
        self._asked: dict[str, float] = {}
        # Addresses are pinned and redirects followed here; proxies of the environment would
        # resolve names themselves.
        self._http = httpx.Client(
            timeout=limits.seconds,
            follow_redirects=False,
            trust_env=False,
            headers={"User-Agent": AGENT, "Accept-Encoding": "gzip, deflate"},
        )

    def close(self) -> None:
        """Close the connections."""
        self._http.close()

    def get(self, url: str) -> Answer:
        """A page or a feed.

        Raises:
            RefusedError: it may not be fetched or could not be; the message says why.
        """
        for _ in range(self._limits.max_redirects + 1):
            scheme, host, port, _ = checked(url, self._limits, self._lookup)
            self._permitted(url, f"{scheme}://{host}:{port}")
            answer = self._polite(url, self._limits.max_bytes)
            if isinstance(answer, Answer):
                return answer
            url = answer
        raise RefusedError(f"is redirected more than {self._limits.max_redirects} times")

    def _permitted(self, url: str, site: str) -> None:
        if site not in self._robots:
            self._robots[site] = self._read_robots(site)
        rules = self._robots[site]
        if rules is not None and not rules.can_fetch(AGENT, url):
            raise RefusedError("robots.txt of the host forbids it")

    def _read_robots(self, site: str) -> RobotFileParser | None:
        """The host's rules; None where it has none. A host that fails to say is left alone.

        Source: RFC 9309, sections 2.3.1.2 to 2.3.1.4.
        """
        url = f"{site}/robots.txt"
        for _ in range(self._limits.max_redirects + 1):
            try:
                answer = self._request(url, _ROBOTS_BYTES, robots=True)
            except _StatusError as status:
                if status.code >= 500:
                    raise RefusedError("robots.txt of the host cannot be read; try later") from None
                return None
            if isinstance(answer, Answer):
                rules = RobotFileParser()
                rules.parse(answer.data.decode("utf-8", "replace").splitlines())
                return rules
            url = answer
        return None

    def _polite(self, url: str, max_bytes: int) -> Answer | str:
        """The answer or where it is redirected; asked a second time where a host is busy."""
        try:
            return self._request(url, max_bytes)
        except _StatusError as status:
            if status.code not in _RETRIED or status.wait > _MOST_WAIT:
                raise RefusedError(f"the host answers with status {status.code}") from None
            self._sleep(max(status.wait, self._limits.pause))
        try:
            return self._request(url, max_bytes)
        except _StatusError as status:
            raise RefusedError(f"the host answers with status {status.code}, twice") from None

    def _request(self, url: str, max_bytes: int, *, robots: bool = False) -> Answer | str:
        scheme, host, port, number = checked(url, self._limits, self._lookup)
        self._wait(f"{scheme}://{host}:{port}")
        literal = f"[{number}]" if ":" in number else number
        named = f"[{host}]" if ":" in host else host
        default = port == (443 if scheme == "https" else 80)
        request = self._http.build_request(
            "GET",
            httpx.URL(url).copy_with(host=literal, port=port, fragment=None),
            headers={"Host": named if default else f"{named}:{port}"},
            extensions={"sni_hostname": host},
        )
        try:
            response = self._http.send(request, stream=True)
            try:
                return self._received(url, response, max_bytes, cut=robots)
            finally:
                response.close()
        except httpx.TimeoutException:
            raise RefusedError(f"no answer within {self._limits.seconds:g} s") from None
        except (httpx.HTTPError, httpx.InvalidURL, OSError) as error:
            said = " ".join(str(error).split())[:80]
            raise RefusedError(f"connection failed: {said or type(error).__name__}") from None

    def _received(
        self, url: str, response: httpx.Response, max_bytes: int, *, cut: bool
    ) -> Answer | str:
        if response.is_redirect:
            return str(urljoin(url, response.headers.get("Location", "")))
        if response.status_code != 200:
            raise _StatusError(response.status_code, response.headers.get("Retry-After", ""))
        started = self._clock()
        parts: list[bytes] = []
        size = 0
        for block in response.iter_bytes(_BLOCK):
            parts.append(block)
            size += len(block)
            if size > max_bytes:
                if cut:
                    break
                raise RefusedError(f"is larger than {max_bytes:,} bytes")
            if self._clock() - started > self._limits.total_seconds:
                raise RefusedError(f"takes longer than {self._limits.total_seconds:g} s")
        kind = response.headers.get("Content-Type", "").partition(";")[0].strip().lower()
        return Answer(url=url, data=b"".join(parts)[:max_bytes], kind=kind)

    def _wait(self, site: str) -> None:
        """Until this host may be asked again."""
        rules = self._robots.get(site)
        wanted = rules.crawl_delay(AGENT) if rules is not None else None
        pause = max(self._limits.pause, float(wanted or 0))
        if pause > self._limits.max_pause:
            raise RefusedError(f"the host asks for {pause:g} s between two pages; left alone")
        last = self._asked.get(site)
        if last is not None:
            self._sleep(max(0.0, last + pause - self._clock()))
        self._asked[site] = self._clock()


class _StatusError(Exception):
    def __init__(self, code: int, retry_after: str) -> None:
        super().__init__(code)
        self.code = code
        self.wait = float(retry_after) if retry_after.isdigit() else 0.0


def host_of(url: str) -> str:
    """The host of an address without "www.", "" if it has none."""
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""
