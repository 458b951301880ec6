"""What may be fetched: http and https, hosts on the public internet, within limits."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

Resolve = Callable[[str, int], list[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Bounds of a run.

    Attributes:
        seconds: for connecting, and between two pieces of an answer.
        total_seconds: for one whole answer.
        max_bytes: of one answer, unpacked.
        max_redirects: each of which is looked at as an address of its own.
        pause: least seconds between two requests to one host; robots.txt may ask for more.
        max_pause: a host that asks for more than this is left alone.
        allow_private: hosts in private networks and on this machine may be asked.
    """

    seconds: float = 20.0
    total_seconds: float = 60.0
    max_bytes: int = 20_000_000
    max_redirects: int = 5
    pause: float = 1.0
    max_pause: float = 60.0
    allow_private: bool = False


class RefusedError(Exception):
    """Something is not fetched; the message says why in a few words."""


def resolve(host: str, port: int) -> list[str]:
    """The numeric addresses of a host.

    Raises:
        RefusedError: it has none.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise RefusedError(f"host {host!r} is not known; check the address") from None
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def checked(url: str, limits: Limits, lookup: Resolve = resolve) -> tuple[str, str, int, str]:
    """Is this address one that may be asked?

    Returns:
        Scheme, host, port, and the numeric address to connect to: what was looked at is what is
        asked, so that a name cannot point elsewhere in between.

    Raises:
        RefusedError: it is not.
    """
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
        port = parts.port or (443 if parts.scheme == "https" else 80)
    except ValueError:
        raise RefusedError("is no address") from None
    if parts.scheme not in ("http", "https") or not host:
        raise RefusedError("is no http or https address")
    if parts.username or parts.password:
        raise RefusedError("holds a user name; give the address without it")
    numbers = lookup(host, port)
    if not limits.allow_private:
        # All of them: a name with one public and one private address is a trick.
        for number in numbers:
            if not _is_public(number):
                raise RefusedError(f"{host} is in a private network; --allow-private permits it")
    return parts.scheme, host, port, numbers[0]


def _is_public(number: str) -> bool:
    address = ipaddress.ip_address(number.partition("%")[0])
    inner = getattr(address, "ipv4_mapped", None) or getattr(address, "sixtofour", None)
    address = inner or address
    return address.is_global and not address.is_multicast
