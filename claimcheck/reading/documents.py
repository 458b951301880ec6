"""PDF (its text layer, by pypdf) and DOCX (python-docx)."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace

from claimcheck.reading.drafts import Drafts, Input
from claimcheck.reading.text import placed, read_text
from claimcheck.records import Skip

_MAX_PAGES = 300
_MAX_CHARACTERS = 2_000_000
_MAX_UNPACKED = 200_000_000
# A page of print has hundreds of letters; below this a PDF is pictures with a stray mark.
_MIN_LETTERS = 20


def read_pdf(given: Input) -> Drafts:
    """The text layer of a PDF; a scan has none, and that is said."""
    try:
        import pypdf
        from pypdf.errors import PyPdfError
    except ModuleNotFoundError:
        return given.bad(
            "is a PDF, for which pypdf is needed: pip install claimcheck-news[documents]"
        )
    try:
        reader = pypdf.PdfReader(io.BytesIO(given.data), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            return given.bad("is an encrypted PDF; save it without its password")
        pages: list[str] = []
        length = 0
        for page in reader.pages[:_MAX_PAGES]:
            pages.append(page.extract_text() or "")
            length += len(pages[-1])
            if length > _MAX_CHARACTERS:
                break
        title = str((reader.metadata and reader.metadata.title) or "")
    except PyPdfError as error:
        return given.bad(f"is a broken PDF: {str(error)[:80]}; save it anew")
    text = reflowed("\n".join(pages))
    if sum(char.isalpha() for char in text) < _MIN_LETTERS:
        return given.bad("is a PDF without a text layer (a scan?); run text recognition on it")
    return _as_text(given, text, title)


def read_docx(given: Input) -> Drafts:
    """The paragraphs of a Word document; its tables are left out, and that is said."""
    try:
        import docx
        from docx.opc.exceptions import OpcError
    except ModuleNotFoundError:
        return given.bad(
            "is a DOCX, for which python-docx is needed: pip install claimcheck-news[documents]"
        )
    try:
        with zipfile.ZipFile(io.BytesIO(given.data)) as archive:
            if sum(info.file_size for info in archive.infolist()) > _MAX_UNPACKED:
                return given.bad("unpacks to more than is allowed; refused")
        document = docx.Document(io.BytesIO(given.data))
    except (zipfile.BadZipFile, OpcError, KeyError, ValueError) as error:
        return given.bad(f"is a broken DOCX: {str(error)[:80]}; save it anew")
    paragraphs = [(p.style.name if p.style else "", p.text.strip()) for p in document.paragraphs]
    told = [(style, text) for style, text in paragraphs if text]
    if not told and document.tables:
        return given.bad("is a DOCX whose text stands in tables; take it out of them")
    if not told:
        return given.bad("is a DOCX without a text (pictures?); save its text")
    headed = told[0][0] in ("Title", "Heading 1")
    title = told[0][1] if headed else document.core_properties.title or ""
    body = "\n\n".join(text for _, text in told[headed:])
    drafts, skips = _as_text(given, body or told[0][1], title)
    if document.tables:
        reason = f"{len(document.tables)} table(s) of a DOCX; only its paragraphs are read"
        skips += (Skip(stage="split", item=given.where, reason=reason),)
    return drafts, skips


def _as_text(given: Input, text: str, title: str) -> Drafts:
    drafts, skips = read_text(given.where, text)
    made = [placed(draft, given) for draft in drafts]
    first = made[0] if made else None
    if first is not None and not first.title and title.strip():
        made[0] = replace(first, title=" ".join(title.split()))
    return tuple(replace(d, verbatim=False, line=1, column=1) for d in made), skips


def reflowed(text: str) -> str:
    """Lines as a printed page breaks them, as paragraphs.

    A line that ends a sentence well before the usual width ends its paragraph; a word that is
    divided at the end of a line is put together.
    """
    lines = [" ".join(line.split()) for line in text.split("\n")]
    widths = sorted(len(line) for line in lines if line)
    width = widths[int(0.8 * (len(widths) - 1))] if widths else 0
    made: list[str] = [""]
    for line in lines:
        if not line:
            made.append("")
            continue
        last = made[-1]
        divided = re.search(r"[a-z]-$", last) and line[:1].islower()
        made[-1] = last[:-1] + line if divided else f"{last} {line}".strip()
        ends = line.endswith((".", "!", "?", "”", '"', "’")) and len(line) < 0.85 * width
        if ends or (len(made) == 1 and len(line) < 0.7 * width):
            made.append("")
    return "\n\n".join(part for part in made if part)
