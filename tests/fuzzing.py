"""What is fuzzed and with what: every entry point takes the bytes of a file that anybody may send.

An entry point fails by raising anything but one of our own errors, by an error of more than one
line, or by losing its input without a word. What broke one is kept as a file in
``tests/crashes/ENTRY/`` and tried first ever after. A further entry point is a line of ``ENTRIES``.
"""

from __future__ import annotations

import io
import json
import tempfile
import warnings
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import report_samples as samples
from conftest import ROOT
from fake_judge import FakeJudge
from growth import UNITS
from hypothesis import strategies as st
from test_sources_fuzz import SPECIMENS, damaged

from claimcheck.cli.check import check_command
from claimcheck.cli.settings import Setting, _read, effective
from claimcheck.copies import fold_copies
from claimcheck.errors import ClaimCheckError, InputError
from claimcheck.followup.baseline import baseline, read_baseline
from claimcheck.followup.changes import compare_reports, lines
from claimcheck.followup.explain import explain, explain_row
from claimcheck.followup.review import apply_reviews, dumps, read_reviews
from claimcheck.judging.cache import _unpacked
from claimcheck.judging.calibration import read_calibrations
from claimcheck.judging.catalogue import Found
from claimcheck.judging.labels import parse_labels
from claimcheck.judging.model import examine
from claimcheck.limits import Limits
from claimcheck.own import is_own_data
from claimcheck.pipeline import Checker
from claimcheck.reading import read_articles
from claimcheck.records import Article, Member, Skip
from claimcheck.reporting import FORMATS, render, render_data
from claimcheck.reporting.json_report import as_data, from_dict, loads, to_dict
from claimcheck.reporting.terminal import wrapped
from claimcheck.slots import weights_for
from claimcheck.statements.weighing import model_for

CRASHES = Path(__file__).resolve().parent / "crashes"


@dataclass(frozen=True)
class Entry:
    """``take`` is given bytes drawn from ``inputs``."""

    take: Callable[[bytes], object]
    inputs: st.SearchStrategy[bytes]


# Bytes, from texts that have broken things before.

words = st.sampled_from(UNITS) | st.text(max_size=12)
texts = st.lists(words, max_size=40).map("".join)
blobs = texts.map(lambda text: text.encode("utf-8", "surrogatepass")) | st.binary(max_size=400)
encoded = st.builds(
    lambda text, name: text.encode(name, "replace"),
    texts,
    st.sampled_from(["utf-8", "utf-16", "utf-32", "cp1252", "koi8-r", "gb18030", "shift-jis"]),
)

keys = st.sampled_from(
    "id2label num_labels architectures temperature biases bf16_changes version findings id "
    "outlet title text published url 0 1 2".split()
)
scalars = (
    st.none()
    | st.booleans()
    | st.integers(-(10**20), 10**20)
    | st.floats()
    | texts
    | st.sampled_from(["entailment", "neutral", "contradiction", "0001-01-01", "9999-12-31"])
)
values = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(keys | texts, inner, max_size=5),
    max_leaves=20,
)
documents = st.dictionaries(keys, values, max_size=6).map(lambda made: json.dumps(made).encode())
nested = st.integers(1, 3000).map(lambda n: b"[" * n) | st.integers(1, 3000).map(
    lambda n: b'{"a":' * n
)
json_files = documents | values.map(lambda made: json.dumps(made).encode()) | nested | blobs


@cache
def _whole() -> str:
    data = to_dict(samples.storm())
    data["findings"][0]["review"] = {"status": "confirmed", "note": "seen"}
    return json.dumps(data)


@st.composite
def altered(draw: st.DrawFn, whole: Callable[[], str]) -> bytes:
    """A whole JSON file in which a few values, anywhere, are others."""
    data = json.loads(whole())
    for _ in range(draw(st.integers(1, 3))):
        inner = data
        while True:
            steps = list(inner) if isinstance(inner, dict) else list(range(len(inner)))
            if not steps:
                break
            step = draw(st.sampled_from(steps))
            if not isinstance(inner[step], dict | list) or draw(st.integers(0, 3)) == 0:
                inner[step] = draw(values)
                break
            inner = inner[step]
    return json.dumps(data).encode()


def _beside_model(name: str) -> Callable[[], str]:
    return (ROOT / "models" / "claimcheck-tiny" / name).read_text


reports = altered(_whole)
weights = altered(_beside_model("slots.json")) | altered(_beside_model("statements.json"))

lines_of_toml = st.builds(
    lambda key, value: f"{key} = {value}",
    st.sampled_from([p.key for p in check_command.params if isinstance(p, Setting)]) | texts,
    scalars.map(json.dumps) | values.map(json.dumps) | texts,
)
reviews = st.builds(
    lambda key, status, note: f"[{json.dumps(key)}]\nstatus = {status}\nnote = {note}",
    texts,
    st.sampled_from(['"fixed"', '"dismissed"', "1", "[]", '"perhaps"']),
    scalars.map(json.dumps),
)
toml_files = st.lists(lines_of_toml | reviews | texts, max_size=6).map(
    lambda made: "\n".join(made).encode("utf-8", "surrogatepass")
)


# Entry points.


def _as_file(name: str, data: bytes, read: Callable[[Path], object]) -> object:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, name)
        path.write_bytes(data)
        return read(path)


def _text(data: bytes) -> str:
    try:
        return data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return data.decode("utf-8", "replace")


def take_configuration(data: bytes) -> object:
    context = check_command.make_context("check", ["a.txt"])
    for reading in (Setting.from_file, Setting.from_folder):
        _as_file("claimcheck.toml", data, lambda path, r=reading: _read(context, path, r))
    return effective(context)


def take_reviews(data: bytes) -> object:
    marks = _as_file("reviews.toml", data, read_reviews)
    assert _as_file("reviews.toml", dumps(marks).encode(), read_reviews) == marks
    return apply_reviews(from_dict(json.loads(_whole())), marks)


def take_report(data: bytes) -> object:
    """All that is done with a stored report."""
    report = loads(data.decode("utf-8"))
    for format in FORMATS:
        render_data(report, format).encode("utf-8")
    for finding in report["findings"]:
        wrapped(explain(report, finding))
    for row in report["ledger"]:
        wrapped(explain_row(report, row))
    lines(compare_reports(report, from_dict(json.loads(_whole()))))
    return baseline(report)


def take_model(data: bytes) -> object:
    def read(path: Path) -> object:
        for name in ("model.safetensors", "tokenizer.json"):
            (path.parent / name).write_bytes(b"")
        return examine(Found("fuzzed", path.parent, "folder"))

    return _as_file("config.json", data, read)


def take_articles(data: bytes) -> object:
    """Texts between form feeds, folded and shown in every format."""
    texts = _text(data).split("\f")
    articles = [Article(outlet=text[:9], title=text[9:30], text=text) for text in texts]
    members = fold_copies(list({article.id: article for article in articles}.values()))
    skips = [Skip(stage=text[:5], item=text, reason=text) for text in texts]
    report = samples.report_of(members, skips=skips)
    shown = [render(report, format) for format in FORMATS]
    assert loads(render(report, "json")) == json.loads(json.dumps(as_data(report)))
    assert len(members) == len({member.article.id for member in members})
    assert all(isinstance(member, Member) for member in members)
    return [text.encode("utf-8") for text in shown]


@cache
def _checker() -> Checker:
    return Checker(FakeJudge(), within=True)  # type: ignore[arg-type]


def take_bundle(data: bytes) -> object:
    """A whole run over the texts between form feeds, with a judge that takes all for one."""
    texts = [*_text(data).split("\f")[:4], UNITS[-1]]
    articles = [
        Article(outlet=f"O{n}", title=text[:30], text=text or ".") for n, text in enumerate(texts)
    ]
    report = _checker().check(articles)
    for finding in report.findings:
        for piece in finding.evidence:
            whole = next(m.article for m in report.members if m.article.id == piece.article)
            assert piece.quote == whole.text[piece.start : piece.end]
    return render(report, "json").encode("utf-8")


def take_weights(data: bytes) -> object:
    """What is fitted to a model and lies beside it."""

    slots = b'"questions"' in data
    name, read = ("slots.json", weights_for) if slots else ("statements.json", model_for)
    made = _as_file(name, data, lambda path: read(path.parent))
    parts = made.questions.values() if slots else [made.worth, made.contrary, made.agreement]
    read.cache_clear()
    return [part.log_odds(dict.fromkeys(part.weights, 1.0)) for part in parts]


def reading(suffix: str) -> Callable[[bytes], object]:
    """A file of this suffix becomes articles, or a line says why not."""

    def take(data: bytes) -> object:
        articles, skips = _as_file(f"a{suffix}", data, lambda path: read_articles([path]))
        assert articles or skips, "lost in silence"
        for article in articles:
            assert article.text.strip() and article.outlet
        return render(samples.report_of(fold_copies(articles), skips=skips), "json")

    return take


@st.composite
def marked(draw: st.DrawFn, names: list[str], attributes: list[str]) -> bytes:
    """Markup of these elements, well-formed or nearly so, prose in between."""
    parts: list[str] = []
    opened: list[str] = []
    for _ in range(draw(st.integers(1, 25))):
        kind = draw(st.integers(0, 5))
        if kind < 3:
            name = draw(st.sampled_from(names))
            value = draw(texts)
            attribute = draw(st.sampled_from(attributes))
            parts.append(f'<{name} {attribute}="{value}">' if kind else f"<{name}>")
            opened.append(name)
        elif kind < 5:
            parts.append(draw(texts | st.just(UNITS[-1])))
        elif opened:
            parts.append(f"</{opened.pop()}>")
    if draw(st.booleans()):
        parts += [f"</{name}>" for name in reversed(opened)]
    return "".join(parts).encode("utf-8", "surrogatepass")


pages = marked(
    "html head body article p div h1 h2 time meta script title a section li ul".split(),
    "class property content name datetime href type itemprop id".split(),
)
feeds = marked(
    "rss channel item title description pubDate feed entry link content updated nitf".split(),
    "href type xmlns version rel".split(),
)
fronted = st.builds(
    lambda field, value, ago, text: (
        f"---\n{field}: {value}\n---\nTitle\n\n{text}\nRelated Articles\n\nCNN\n{ago}\nX\n{text}"
    ).encode("utf-8", "surrogatepass"),
    st.sampled_from(["outlet", "title", "published", "fetched", "url"]),
    st.sampled_from(["0001-01-01", "9999-12-31T23:59:59-14:00", "http://[", "yesterday"]) | texts,
    st.sampled_from(["2 hours ago", "yesterday", "999 weeks ago", "just now"]) | texts,
    texts.map(lambda text: text + UNITS[-1]),
)
rows = st.lists(
    st.fixed_dictionaries(
        {
            "outlet": scalars,
            "title": scalars,
            "published": scalars,
            "text": scalars | st.just(UNITS[-1] * 2),
        }
    ),
    max_size=4,
)
json_lines = rows.map(lambda made: "\n".join(map(json.dumps, made)).encode())
tables = st.lists(st.lists(texts, min_size=1, max_size=4), min_size=1, max_size=6).map(
    lambda made: "\n".join(["outlet,title,text", *(",".join(r) for r in made)]).encode(
        "utf-8", "surrogatepass"
    )
)
mails = st.builds(
    lambda kind, body: (
        f"From: a@b.c\nSubject: x\nMIME-Version: 1.0\nContent-Type: {kind}\n\n".encode() + body
    ),
    st.sampled_from(
        [
            "text/plain",
            "text/html; charset=none",
            "multipart/mixed; boundary=a",
            "message/rfc822",
            "multipart/mixed",
        ]
    )
    | words.map(repr),
    blobs | pages | st.integers(1, 300).map(lambda n: b"--a\nContent-Type: message/rfc822\n\n" * n),
)


@st.composite
def archives(draw: st.DrawFn) -> bytes:
    """Archives of hostile names and of archives, some of them cut short or changed."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for _ in range(draw(st.integers(0, 4))):
            name = draw(
                st.sampled_from(["../a.txt", "/etc/a.txt", "a.txt", "b.html", "c.zip", "."])
            )
            inside = draw(
                blobs
                | pages
                | rows.map(lambda r: json.dumps(r).encode())
                | st.just(b"a" * 5_000_000)
            )
            archive.writestr(name, inside)
    data = made.getvalue()
    cut = draw(st.integers(0, len(data)))
    return (
        data if draw(st.booleans()) else data[:cut] + draw(st.binary(max_size=9)) + data[cut + 1 :]
    )


entities = st.builds(
    lambda kind, name, value, uses, feed: (
        f"<?xml version='1.0'?><!DOCTYPE {kind} [<!ENTITY {name} {value}>]>".encode(
            "utf-8", "surrogatepass"
        )
        + feed
        + f"<title>&{name};</title>".encode("utf-8", "surrogatepass") * uses
    ),
    st.sampled_from(["rss", "html", "nitf"]) | texts,
    st.sampled_from(["a", "% b", "lol"]) | texts,
    st.sampled_from(['"&a;&a;&a;"', 'SYSTEM "file:///etc/passwd"', 'SYSTEM "http://a.b/"']) | texts,
    st.integers(0, 200),
    feeds,
)


def broken(*names: str) -> st.SearchStrategy[bytes]:
    """Whole files of these kinds, damaged."""
    return st.one_of([damaged(SPECIMENS[name]) for name in names])


prose = st.lists(
    st.sampled_from([unit for unit in UNITS if len(unit) > 3] + ["\f", "\n\n"]), max_size=60
).map(lambda made: "".join(made).encode("utf-8", "surrogatepass"))


@st.composite
def nested_mails(draw: st.DrawFn) -> bytes:
    """A mail in a mail in a mail, some of them cut short."""
    inner = draw(mails)
    for _ in range(draw(st.integers(1, 12))):
        mark = draw(st.sampled_from(["a", "a", "b"]))
        kind = draw(st.sampled_from(["message/rfc822", "text/html", "text/plain", "multipart/x"]))
        inner = (
            f"From: a@b.c\nSubject: Fwd\nContent-Type: multipart/mixed; boundary={mark}\n\n"
            f"--{mark}\nContent-Type: {kind}\n\n".encode()
            + inner
            + (f"\n--{mark}--\n".encode() if draw(st.booleans()) else b"")
        )
    return inner


ENTRIES = {
    "text": Entry(reading(".txt"), fronted | encoded | blobs),
    "markdown": Entry(reading(".md"), fronted | blobs),
    "page": Entry(reading(".html"), pages | blobs),
    "feed": Entry(reading(".xml"), feeds | entities | blobs),
    "rows": Entry(reading(".jsonl"), json_lines | json_files),
    "json": Entry(reading(".json"), rows.map(lambda r: json.dumps(r).encode()) | json_files),
    "table": Entry(reading(".csv"), tables | blobs),
    "mail": Entry(reading(".eml"), mails | nested_mails() | blobs),
    "archive": Entry(reading(".zip"), archives()),
    "tar": Entry(reading(".tar"), broken("a.tar")),
    "gzip": Entry(reading(".gz"), broken("a.tar.gz", "a.warc.gz")),
    "pdf": Entry(reading(".pdf"), blobs.map(lambda b: b"%PDF-1.4\n" + b) | broken("a.pdf")),
    "docx": Entry(reading(".docx"), broken("a.docx") | archives()),
    "parquet": Entry(reading(".parquet"), broken("a.parquet")),
    "agency": Entry(reading(".xml"), broken("g2.xml", "a.xml", "a.rss") | entities),
    "crawl": Entry(reading(".warc"), blobs.map(lambda b: b"WARC/1.0\r\n" + b) | broken("a.warc")),
    "bundle": Entry(take_bundle, blobs | encoded | prose),
    "articles": Entry(take_articles, blobs | encoded),
    "configuration": Entry(take_configuration, toml_files | blobs),
    "reviews": Entry(take_reviews, toml_files | blobs),
    "baseline": Entry(lambda d: _as_file("b.json", d, read_baseline), json_files),
    "report": Entry(take_report, reports | json_files),
    "model": Entry(take_model, json_files),
    "calibration": Entry(
        lambda d: _as_file("calibration.json", d, lambda path: read_calibrations(path.parent)),
        json_files,
    ),
    "weights": Entry(take_weights, weights | json_files),
    "labels": Entry(lambda d: parse_labels(_text(d)), blobs),
    "limits": Entry(lambda d: Limits.parse(_text(d).split(",")), blobs),
    "cached value": Entry(_unpacked, st.binary(max_size=20)),
    "own file": Entry(is_own_data, blobs | reports),
}


def problem(entry: Entry, data: bytes) -> Exception | None:
    """What an entry point should not have raised, None if all is well."""
    try:
        entry.take(data)
    except ClaimCheckError as error:
        # The command makes controls visible; a line of its own is for the stage to keep.
        return InputError("more than one line") if "\n" in str(error).strip() else None
    except UnicodeDecodeError as error:
        return None if entry.take is take_report else error
    except Exception as error:  # the very thing that is looked for
        return error
    return None
