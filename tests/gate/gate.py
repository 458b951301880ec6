# ruff: noqa: T201
"""The quality gate: floors under the model's accuracy and under what the whole tool finds.

``PYTHONPATH=tests python -m gate.gate`` measures and compares; ``--update`` writes new floors. A
floor is only lowered with ``--allow-regression REASON``, and the reason is kept in the file.

The pairs in ``pairs.jsonl`` were written for the project and are always measured. The public
development sets are measured where the environment variable TESTS_DATA names the folder
that holds them (``nli/*-dev.jsonl.gz``, ``gold/``).

The bundles in ``bundles.jsonl`` and the pairs of headlines in ``headlines.jsonl`` were written for
the project too; with the public bundles they gate what is found and the false alarms. Those in
``blind_*.jsonl`` were written by others who had not seen the rules, to be as hard as real stories
are: few of their findings come yet.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from pathlib import Path

from gate import bundles

from claimcheck.evaluating.labelled import read_labelled
from claimcheck.evaluating.metrics import score
from claimcheck.evaluating.pairs import read_pairs, sample
from claimcheck.evaluating.run import judge_long
from claimcheck.evaluating.slots import SlotScore, score_report
from claimcheck.judging import Judge
from claimcheck.pipeline import Checker
from claimcheck.training.folds import TRAINING, fold_of

HERE = Path(__file__).resolve().parent
FLOORS = HERE / "floors.json"
SAMPLE = 200  # pairs of each public set: all of them within four minutes on two cores
SEED = 1
SLOT_BUNDLES = 12  # of those labelled slot by slot: within two minutes on two cores
# A floor lies this far below what was measured when it was set, as a share of the pairs or of the
# findings expected.
MARGIN = 0.02


def gated_files() -> dict[str, Path]:
    """The files to measure, by the name of their floor."""
    files = {"own pairs": HERE / "pairs.jsonl"}
    data = os.environ.get("TESTS_DATA")
    if data:
        found = sorted(Path(data, "nli").glob("*-dev.jsonl.gz"))
        files |= {path.name.removesuffix(".jsonl.gz"): path for path in found}
    return files


def measure(judge: Judge, path: Path, limit: int | None) -> dict[str, float]:
    """Accuracy on a file's fixed sample."""
    file = sample(read_pairs(path), limit, SEED)
    judged, _ = judge_long(judge, [(pair.premise, pair.hypothesis) for pair in file.pairs])
    scores = score([pair.label for pair in file.pairs], judged, file.labels, resamples=1)
    return {"n": scores.n, "accuracy": round(scores.accuracy, 4)}


def measure_all(judge: Judge) -> dict[str, dict[str, float]]:
    """Accuracy on every file at hand."""
    return {
        name: measure(judge, path, None if name == "own pairs" else SAMPLE)
        for name, path in gated_files().items()
    }


def measure_bundles(checker: Checker) -> dict[str, dict]:
    """Findings and false alarms on the project's own bundles, and the labelled ones at hand."""
    measured = {
        "own": bundles.measure(checker, bundles.own_bundles()),
        "headlines": bundles.measure(checker, bundles.headline_pairs()),
        "blind": bundles.measure(checker, bundles.own_bundles("blind_bundles.jsonl")),
        "blind headlines": bundles.measure(
            checker, bundles.headline_pairs("blind_headlines.jsonl", every=10)
        ),
    }
    data = os.environ.get("TESTS_DATA")
    if data:
        measured["labelled"] = bundles.measure(checker, bundles.labelled_bundles(Path(data)))
    return measured


def measure_slots(checker: Checker) -> dict[str, int]:
    """What is found in bundles labelled slot by slot that no network was trained on; see README."""
    data = os.environ.get("TESTS_DATA")
    if not data:
        return {}
    total, number = SlotScore(), 0
    for labelled in read_labelled(Path(data, "slots")):
        if fold_of(labelled.name) in TRAINING or number == SLOT_BUNDLES:
            continue
        number += 1
        total.add(score_report(labelled, checker.check(labelled.articles)))
    names = ("figures", "dates", "differing any", "other any", "agreements", "unbacked")
    return {name: total.counts[name] for name in names}


def slot_failures(measured: dict[str, int], floors: dict) -> list[str]:
    """What is found too seldom, or told without a label too often, a line each."""
    lines = []
    for name, count in measured.items():
        floor = floors.get("slots", {}).get(name)
        worse = floor is None or (count > floor if name == "unbacked" else count < floor)
        if worse:
            lines.append(f"slots, {name}: {count}, the floor is {floor}")
    return lines


def bundle_failures(measured: dict[str, dict], floors: dict) -> list[str]:
    """What is found too little or alarmed too often, a line each."""
    lines = []
    for name, values in measured.items():
        entry = floors["bundles"].get(name)
        if entry is None:
            lines.append(f"{name} bundles: no floor; set it with --update")
            continue
        if values["found"] < entry["found"]:
            lines.append(
                f"{name} bundles: {values['found']} of {values['expected']} found, "
                f"the floor is {entry['found']}; missed: {'; '.join(values['missed'])}"
            )
        if len(values["false_alarms"]) > entry["false_alarms"]:
            lines.append(f"{name} bundles: false alarms: {'; '.join(values['false_alarms'])}")
    return lines


def read_floors(path: Path = FLOORS) -> dict:
    """The floors' file, or an empty one."""
    return json.loads(path.read_text()) if path.exists() else {"sets": {}, "bundles": {}}


def failures(measured: dict[str, dict[str, float]], floors: dict) -> list[str]:
    """What lies below its floor or has none, a line each."""
    lines = []
    for name, values in measured.items():
        entry = floors["sets"].get(name)
        if entry is None:
            lines.append(f"{name}: no floor; set it with --update")
        elif entry["n"] != values["n"]:
            lines.append(f"{name}: the floor is for {entry['n']} pairs, there are {values['n']}")
        elif values["accuracy"] < entry["floor"]:
            lines.append(f"{name}: accuracy {values['accuracy']} is below {entry['floor']}")
    return lines


def updated(
    floors: dict,
    measured: dict[str, dict[str, float]],
    model: dict[str, str],
    reason: str | None,
    measured_bundles: dict[str, dict] | None = None,
    measured_slots: dict[str, int] | None = None,
) -> dict:
    """New floors; those of sets and bundles that were not measured stay.

    Raises:
        ValueError: a floor would be lowered without a reason.
    """
    sets = dict(floors["sets"])
    lowered = []
    for name, values in measured.items():
        floor = round(max(0.0, values["accuracy"] - MARGIN), 3)
        old = sets.get(name)
        if old and floor < old["floor"]:
            if values["accuracy"] >= old["floor"]:
                continue  # within the margin: the old floor holds
            lowered.append(f"{name} from {old['floor']} to {floor}")
        sets[name] = {"n": values["n"], "floor": floor, "measured": values["accuracy"]}
    of_bundles = dict(floors["bundles"])
    for name, values in (measured_bundles or {}).items():
        least = values["found"] - int(MARGIN * values.get("expected", 0))
        new = {"found": least, "false_alarms": len(values["false_alarms"])}
        old = of_bundles.get(name, new)
        if new["found"] < old["found"] or new["false_alarms"] > old["false_alarms"]:
            lowered.append(f"{name} bundles from {old} to {new}")
        of_bundles[name] = new
    of_slots = dict(floors.get("slots", {}))
    for name, count in (measured_slots or {}).items():
        old = of_slots.get(name, count)
        if (count > old) if name == "unbacked" else (count < old):
            lowered.append(f"slots, {name}, from {old} to {count}")
        of_slots[name] = count
    made = {"model": model, "sets": dict(sorted(sets.items())), "bundles": of_bundles}
    made |= {"slots": of_slots} if of_slots else {}
    history = list(floors.get("lowered", []))
    if lowered:
        if not (reason and reason.strip()):
            raise ValueError(f"would lower {'; '.join(lowered)}: give --allow-regression REASON")
        history += [f"{line}: {reason.strip()}" for line in lowered]
    return made | ({"lowered": history} if history else {})


def main(args: list[str] | None = None) -> int:
    """Measure, and compare or update."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--update", action="store_true", help="write new floors")
    parser.add_argument("--allow-regression", metavar="REASON", help="floors may be lowered")
    options = parser.parse_args(args)
    judge = Judge.load("tiny", precision="fp32")
    measured = measure_all(judge)
    for name, values in measured.items():
        print(f"{name:24} n {values['n']:5}  accuracy {values['accuracy']:.3f}")
    checker = Checker(judge)
    of_bundles, of_slots = measure_bundles(checker), measure_slots(checker)
    for name, values in of_bundles.items():
        found, alarms = f"{values['found']} of {values['expected']}", len(values["false_alarms"])
        print(f"{name + ' bundles':24} found {found}, false alarms {alarms}")
    for name, count in of_slots.items():
        print(f"slots, {name:18} {count}")
    floors = read_floors()
    if options.update:
        model = {"name": judge.name, "sha256": judge.sha256}
        try:
            made = updated(floors, measured, model, options.allow_regression, of_bundles, of_slots)
        except ValueError as error:
            print(error, file=sys.stderr)
            return 1
        FLOORS.write_text(json.dumps(made, indent=2) + "\n")
        return 0
    below = failures(measured, floors) + bundle_failures(of_bundles, floors)
    below += slot_failures(of_slots, floors)
    print("\n".join(below) or "no floor is broken")
    return 1 if below else 0


if __name__ == "__main__":
    sys.exit(main())
