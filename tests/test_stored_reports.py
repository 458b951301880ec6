"""A stored report is what the contract says, down to the last field, or it is refused by name."""

from __future__ import annotations

import copy
import json
import re

import pytest
import report_samples as samples

from claimcheck.errors import InputError
from claimcheck.followup.baseline import baseline, mark_known
from claimcheck.followup.changes import compare_reports, lines
from claimcheck.followup.explain import explain, explain_row
from claimcheck.reporting import FORMATS, render_data
from claimcheck.reporting.json_report import from_dict, loads, render, to_dict
from claimcheck.reporting.terminal import wrapped

WHOLE = to_dict(samples.storm())
WHOLE["findings"][0]["review"] = {"status": "confirmed", "note": "seen"}


def places(value, at=()):
    """The paths of a report, of each list the first item only."""
    yield at
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from places(inner, (*at, name))
    elif isinstance(value, list) and value:
        yield from places(value[0], (*at, 0))


PLACES = [at for at in places(WHOLE) if at]
WRONG = [None, True, -1, 10**400, "x", "", [], [[]], {}, {"a": []}]


def use(data):
    """All that is done with a stored report."""
    for format in FORMATS:
        render_data(data, format)
    for finding in data["findings"]:
        wrapped(explain(data, finding))
    for row in data["ledger"]:
        wrapped(explain_row(data, row))
    lines(compare_reports(data, from_dict(WHOLE)))
    baseline(mark_known(data, frozenset()))


@pytest.mark.parametrize("at", PLACES, ids=lambda at: ".".join(map(str, at)))
def test_a_value_of_another_type_is_refused_or_does_no_harm(at):
    for value in WRONG:
        data = copy.deepcopy(WHOLE)
        inner = data
        for step in at[:-1]:
            inner = inner[step]
        inner[at[-1]] = value
        try:
            read = from_dict(data)
        except InputError:
            continue
        use(read)


def test_what_the_contract_does_not_name_is_kept_but_not_without_end():
    data = {**WHOLE, "later": {"a": [1, 2.5, "x"]}}
    text = render(from_dict(data))
    assert json.loads(text)["later"] == data["later"]
    deep = "[" * 400 + "]" * 400
    for more in (deep, "NaN", "1e999", "[-Infinity]"):
        with pytest.raises(InputError):
            loads(text.replace('"later": {', f'"later": {more}, "more": {{'))


def test_a_report_from_before_last_changes_were_told_is_read_as_one_without_any():
    before, without = copy.deepcopy(WHOLE), copy.deepcopy(WHOLE)
    for old, new in zip(before["articles"], without["articles"], strict=True):
        del old["modified"], old["stamps"]
        new |= {"modified": None, "stamps": []}
    for old, new in zip(before["findings"], without["findings"], strict=True):
        for item, other in zip(old["evidence"], new["evidence"], strict=True):
            del item["modified"]
            other["modified"] = None
    assert from_dict(before) == without
    for one, other in ((before, WHOLE), (WHOLE, before)):
        changes = compare_reports(from_dict(one), from_dict(other))
        assert (changes.appeared, changes.gone, changes.changed) == ((), (), ())
    for format in FORMATS:
        assert not re.search(r"updated \d", render_data(from_dict(before), format))


@pytest.mark.parametrize(
    ("field", "value", "place"),
    [
        ("modified", 20260705, "articles[0].modified"),
        ("stamps", None, "articles[0].stamps"),
        ("stamps", [[52, "2026-07-05T21:15:00"]], "articles[0].stamps"),
        ("stamps", [{"start": 52}], "articles[0].stamps[0].when"),
        ("stamps", [{"start": "52", "when": "2026-07-05T21:15:00"}], "articles[0].stamps[0].start"),
    ],
)
def test_a_last_change_or_an_entry_in_another_form_is_refused_by_its_place(field, value, place):
    data = copy.deepcopy(WHOLE)
    data["articles"][0][field] = value
    with pytest.raises(InputError, match=re.escape(place)):
        from_dict(data)
