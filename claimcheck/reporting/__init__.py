"""Reports in every format, all rendered from the JSON report and from nothing else."""

from __future__ import annotations

from collections.abc import Collection
from importlib import import_module

from claimcheck.errors import InputError
from claimcheck.records import Report
from claimcheck.reporting.contract import ReportData
from claimcheck.reporting.passages import uncommanding

_MODULES = {
    "text": "text",
    "json": "json_report",
    "markdown": "markdown",
    "html": "html",
    "csv": "csv_report",
    "sarif": "sarif",
    "junit": "junit",
    "github": "github",
    "note": "note",
}
FORMATS: tuple[str, ...] = tuple(_MODULES)


def render(report: Report, format: str, *, width: int | None = None, color: bool = False) -> str:
    """The report in one of ``FORMATS``.

    Args:
        report: what ``check`` gives.
        format: one of ``FORMATS``.
        width: in columns, for ``text`` alone; 80 by default.
        color: with escape sequences that colour it, for ``text`` alone.

    Returns:
        The text. Nothing in it that comes from an article is a command to a terminal, a pipeline or
        a spreadsheet.

    Raises:
        InputError: there is no such format.
    """
    from claimcheck.reporting.json_report import as_data

    return render_data(as_data(report), format, width=width, color=color)


def render_data(
    data: ReportData,
    format: str,
    *,
    width: int | None = None,
    color: bool = False,
    verbose: bool = False,
    fail_on: Collection[str] = ("contradiction",),
) -> str:
    """As ``render``, from a JSON report that ``json_report.from_dict`` or ``loads`` has read.

    The reporters are loaded when they are used: the JSON alone needs neither rich nor jinja2.

    Args:
        data: is not changed.
        format: one of ``FORMATS``.
        width: in columns, for ``text`` alone.
        color: for ``text`` alone.
        verbose: for ``text`` alone: whole quotes and all lists.
        fail_on: the relations that are failures, for ``junit`` alone.

    Returns:
        The text, as of ``render``.

    Raises:
        InputError: there is no such format.
    """
    if format not in _MODULES:
        raise InputError(f"no format {format!r}; there are {', '.join(FORMATS)}")
    module = import_module(f"claimcheck.reporting.{_MODULES[format]}")
    if format == "text":
        text = module.render(data, width=width, color=color, verbose=verbose)
    elif format == "junit":
        text = module.render(data, fail_on=fail_on)
    else:
        text = module.render(data)
    # The one writes commands of its own, the other two escape what is not theirs to change.
    return str(text) if format in ("github", "json", "sarif") else uncommanding(str(text))
