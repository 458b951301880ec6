"""The JSON report inside the page, so that the page alone can be explained and reviewed."""

from __future__ import annotations

import base64
import binascii
import re
import zlib

from claimcheck.errors import InputError
from claimcheck.reporting.contract import ReportData
from claimcheck.reporting.json_report import dumps

TYPE = "application/vnd.claimcheck.report"
_MOST = 100_000_000  # bytes of JSON that are unpacked, far more than a page is ever made of
_BLOCK = re.compile(rf'<script type="{re.escape(TYPE)}">([A-Za-z0-9+/=]+)</script>')


def packed(data: ReportData) -> str:
    """The report in base64, but for its timings: a page is the same whenever it is made."""
    untimed = data | {"run": data["run"] | {"timings": {}}}
    return base64.b64encode(zlib.compress(dumps(untimed).encode(), 9)).decode()


def unpacked(page: str) -> str | None:
    """The JSON report in a page; None where there is none.

    Raises:
        InputError: what is there is cut short, broken or too large.
    """
    found = _BLOCK.search(page)
    if found is None:
        return None
    reader = zlib.decompressobj()
    try:
        text = reader.decompress(base64.b64decode(found[1], validate=True), _MOST)
        if not reader.eof:
            raise InputError("the report in the page is cut short or too large")
        return text.decode()
    except (zlib.error, binascii.Error, UnicodeDecodeError) as error:
        raise InputError("the report in the page is broken; make the page anew") from error
