"""Pages and feeds of a server on this machine become files, politely and within limits."""

from __future__ import annotations

import gzip
import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from click.testing import CliRunner

from claimcheck.cli.main import cli
from claimcheck.fetching import Fetcher, Limits
from claimcheck.fetching.client import Client
from claimcheck.fetching.fetch import in_turn
from claimcheck.fetching.guard import RefusedError, checked
from claimcheck.reading import read_articles

BODY = (
    "The harbour authority of Port Ellery said that 24 ships had waited for a berth since the "
    "weekend, and that the cranes would work through the night."
)
PAGE = (
    "<!DOCTYPE html><html><head><title>Ships</title></head><body>"
    f"<article><h1>Ships</h1><p>{BODY}</p></article></body></html>"
)


class Site(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.pages: dict[str, tuple[int, dict[str, str], bytes]] = {}
        self.asked: list[str] = []
        self.url = f"http://127.0.0.1:{self.server_port}"

    def add(self, path, body="", status=200, **headers):
        data = body.encode() if isinstance(body, str) else body
        self.pages[path] = (status, {k.replace("_", "-"): v for k, v in headers.items()}, data)


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        self.server.asked.append(self.path)
        status, headers, data = self.server.pages.get(self.path, (404, {}, b""))
        self.send_response(status)
        for key, value in headers.items():
            self.send_header(key, value)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_):
        pass


@pytest.fixture
def site():
    server = Site()
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()


def fetch(tmp_path, *targets, **more):
    flags = ["--allow-private", "--pause", "0", "--timeout", "5"]
    flags += [word for key, value in more.items() for word in (f"--{key}", str(value))]
    return CliRunner().invoke(
        cli, ["fetch", *targets, "-o", str(tmp_path / "out"), *flags], standalone_mode=False
    )


def test_a_page_becomes_a_file_that_check_reads_with_its_address(site, tmp_path):
    site.add("/ships?a=1&b=2", PAGE, Content_Type="text/html")
    done = fetch(tmp_path, f"{site.url}/ships?a=1&b=2")
    assert done.return_value == 0
    [article], _ = read_articles([tmp_path / "out"])
    assert article.text == BODY
    assert article.url == f"{site.url}/ships?a=1&b=2"


def test_a_feed_brings_its_pages_and_a_second_run_asks_only_for_new_ones(site, tmp_path):
    entries = [f"<item><title>{n}</title><link>{site.url}/{n}</link></item>" for n in "ab"]
    site.add("/feed", f"<rss version='2.0'><channel>{''.join(entries)}</channel></rss>")
    site.add("/a", PAGE)
    site.add("/b", PAGE.replace("24", "31"))
    assert fetch(tmp_path, f"{site.url}/feed").return_value == 0
    first = list(site.asked)
    assert {"/feed", "/a", "/b"} <= set(first)
    site.add("/c", PAGE.replace("24", "48"))
    entries.append(f"<item><title>c</title><link>{site.url}/c</link></item>")
    site.add("/feed", f"<rss version='2.0'><channel>{''.join(entries)}</channel></rss>")
    again = fetch(tmp_path, f"{site.url}/feed")
    assert set(site.asked[len(first) :]) == {"/robots.txt", "/feed", "/c"}
    assert "1 fetched, 2 there already" in again.stderr
    articles, _ = read_articles([tmp_path / "out"])
    assert len(articles) == 3


def test_an_interrupted_run_goes_on_even_with_a_torn_ledger(site, tmp_path):
    site.add("/a", PAGE)
    fetch(tmp_path, f"{site.url}/a")
    with (tmp_path / "out" / ".fetched.jsonl").open("a") as file:
        file.write('{"url": "http://x.exam')
    site.add("/b", PAGE)
    done = fetch(tmp_path, f"{site.url}/a", f"{site.url}/b")
    assert done.return_value == 0
    assert site.asked.count("/a") == 1


def test_robots_are_obeyed_and_a_missing_file_permits(site, tmp_path):
    site.add("/robots.txt", "User-agent: *\nDisallow: /private/\n\nUser-agent: other\nDisallow: /")
    site.add("/private/a", PAGE)
    site.add("/open", PAGE)
    done = fetch(tmp_path, f"{site.url}/private/a", f"{site.url}/open")
    assert done.return_value == 2
    assert "/private/a: robots.txt of the host forbids it" in done.stderr
    assert "/private/a" not in site.asked
    assert "/open" in site.asked


def test_a_host_whose_robots_fail_is_left_alone(site, tmp_path):
    site.add("/robots.txt", "", status=503)
    site.add("/a", PAGE)
    assert "try later" in fetch(tmp_path, f"{site.url}/a").stderr
    assert "/a" not in site.asked


@pytest.mark.parametrize(
    ("headers", "status", "body", "said"),
    [
        ({"Location": "file:///etc/passwd"}, 302, "", "no http or https address"),
        ({"Location": "/page"}, 302, "", "redirected more than"),
        ({}, 404, "", "status 404"),
        ({}, 500, "", "status 500, twice"),
        ({}, 200, b"x" * 30_000, "larger than 20,000 bytes"),
        ({"Content-Encoding": "gzip"}, 200, gzip.compress(b"<html>" * 90_000), "larger than"),
        ({"Content-Type": "image/png"}, 200, b"\x89PNG\r\n\x1a\n" + bytes(50), "image/png"),
        ({}, 200, b"", "is empty"),
    ],
)
def test_each_failure_is_one_line(site, tmp_path, headers, status, body, said):
    site.add("/page", body, status=status, **headers)
    done = fetch(tmp_path, f"{site.url}/page", **{"max-bytes": 20_000})
    assert done.return_value == 2
    lines = [line for line in done.stderr.splitlines() if "/page" in line]
    assert len(lines) == 1
    assert said in lines[0]


def test_a_redirect_is_followed_and_the_file_is_of_its_goal(site, tmp_path):
    site.add("/short", "", status=301, Location="/long/story")
    site.add("/long/story", PAGE)
    assert fetch(tmp_path, f"{site.url}/short").return_value == 0
    [article], _ = read_articles([tmp_path / "out"])
    assert article.url == f"{site.url}/long/story"


def test_private_networks_are_asked_only_when_allowed(site, tmp_path):
    done = CliRunner().invoke(
        cli, ["fetch", f"{site.url}/a", "-o", str(tmp_path)], standalone_mode=False
    )
    assert done.return_value == 2
    assert "private network" in done.stderr
    assert site.asked == []


@pytest.mark.parametrize(
    "number",
    ["10.0.0.1", "192.168.1.1", "127.0.0.1", "169.254.169.254", "::1", "fe80::1%eth0",
     "::ffff:10.0.0.1", "0.0.0.0", "100.64.0.1", "224.0.0.1", "2002:7f00:1::"],
)  # fmt: skip
def test_a_name_with_one_private_address_is_refused(number):
    with pytest.raises(RefusedError, match="private network"):
        checked("http://news.example/a", Limits(), lambda *_: ["93.184.216.34", number])


@pytest.mark.parametrize(
    "url",
    ["ftp://a.example/", "file:///etc/passwd", "http://", "http://u:p@a.example/", "http://a:b:c/",
     "gopher://a.example", "http://[::1"],
)  # fmt: skip
def test_only_plain_web_addresses_are_asked(url):
    with pytest.raises(RefusedError):
        checked(url, Limits(allow_private=True), lambda *_: ["93.184.216.34"])


def test_one_host_is_asked_slowly_and_as_slowly_as_it_wants(site, tmp_path):
    site.add("/robots.txt", "User-agent: *\nCrawl-delay: 7\n")
    site.add("/a", PAGE)
    site.add("/b", PAGE)
    slept: list[float] = []
    client = Client(Limits(allow_private=True, pause=2.0), sleep=slept.append, clock=lambda: 0.0)
    fetcher = Fetcher(tmp_path, client)
    assert all(o.file for page in "ab" for o in fetcher.fetch(f"{site.url}/{page}"))
    client.close()
    assert slept == [7.0, 7.0]


def test_hosts_are_asked_in_turn():
    urls = ["http://a.example/1", "http://a.example/2", "http://b.example/1"]
    assert in_turn(urls) == [urls[0], urls[2], urls[1]]


def test_a_list_of_addresses_is_read_and_a_wrong_one_named(site, tmp_path):
    site.add("/a", PAGE)
    listing = tmp_path / "list.txt"
    listing.write_text(f"# of today\n{site.url}/a\n\n")
    assert fetch(tmp_path, str(listing)).return_value == 0
    assert "neither" in str(fetch(tmp_path, "nothing.txt").exception)


def test_json_feeds_are_followed_and_feeds_can_be_kept(site, tmp_path):
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Courier",
        "items": [{"id": "1", "url": "/a", "content_text": BODY}],
    }
    site.add("/feed.json", json.dumps(feed))
    site.add("/a", PAGE)
    assert fetch(tmp_path, f"{site.url}/feed.json").return_value == 0
    assert "/a" in site.asked
    site.asked.clear()
    done = CliRunner().invoke(
        cli,
        ["fetch", f"{site.url}/feed.json", "-o", str(tmp_path / "kept"), "--no-pages",
         "--allow-private", "--pause", "0"],
        standalone_mode=False,
    )  # fmt: skip
    assert done.return_value == 0
    assert "/a" not in site.asked
    [article], _ = read_articles([tmp_path / "kept"])
    assert (article.outlet, article.text) == ("Courier", BODY)
