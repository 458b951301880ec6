"""Quotations of an article with their speakers."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from claimcheck.mentions.quoting import Stretch, is_speech, stretches
from claimcheck.mentions.rows import lemmas
from claimcheck.mentions.scene import Scene
from claimcheck.mentions.speakers import Heard, said_on, source_name
from claimcheck.records.values import DateSpan, Quotation


@dataclass(frozen=True, slots=True)
class Cue:
    """A verb of saying outside quotation marks: offset into the text, who and when."""

    at: int
    speaker: str
    said_on: DateSpan | None


def quotations(
    text: str, scenes: Sequence[Scene], heard: Sequence[Heard]
) -> list[tuple[int, Quotation]]:
    """The speeches of a text, each with the index of the scene in which it begins.

    ``heard[i]`` is who was named last up to and with scene ``i``.
    """
    found = stretches(text)
    cues = _cues(scenes, heard, found)
    starts = [scene.sentence.start for scene in scenes]
    made: list[tuple[int, Quotation]] = []
    before: Quotation | None = None
    paragraph = -1
    for stretch in found:
        first = bisect_right(starts, stretch.start) - 1
        if first < 0:
            continue
        last = max(first, bisect_left(starts, stretch.end) - 1)
        cue = _nearest(cues, scenes, stretch, first, last)
        here = scenes[first].sentence.paragraph
        follows = before is not None and here - paragraph <= 1
        speaker: str | None = None
        day: DateSpan | None = None
        if cue is not None:
            speaker, day = cue.speaker, cue.said_on
        elif follows and before is not None and (stretch.goes_on or _alone(scenes[first], stretch)):
            speaker, day = before.speaker, before.said_on
        quotation = Quotation(
            text=text[stretch.start : stretch.end],
            start=stretch.start,
            end=stretch.end,
            speaker=speaker,
            said_on=day,
        )
        before, paragraph = quotation, scenes[last].sentence.paragraph
        if is_speech(text, stretch):
            made.append((first, quotation))
    return made


def _cues(
    scenes: Sequence[Scene], heard: Sequence[Heard], quoted: list[Stretch]
) -> list[list[Cue]]:
    """The cues of each scene, in the order of the text."""
    starts = [stretch.start for stretch in quoted]
    rows: list[list[Cue]] = []
    for scene, known in zip(scenes, heard, strict=True):
        row = []
        for index, token in enumerate(scene.tree.tokens):
            if token.lemma not in lemmas("saying", "verbs") or token.pos not in ("VERB", "NOUN"):
                continue
            at = scene.offset(index)
            near = bisect_right(starts, at) - 1
            if near >= 0 and at < quoted[near].end:
                continue
            subject = scene.tree.subject(index)
            if subject is None or _within(quoted, starts, scene.offset(subject)):
                subject = _beside(scene, index)
            speaker = source_name(scene, subject, known) if subject is not None else None
            if speaker is not None:
                row.append(Cue(at, speaker, said_on(scene, index, set())))
        rows.append(row)
    return rows


def _within(quoted: list[Stretch], starts: list[int], at: int) -> bool:
    near = bisect_right(starts, at) - 1
    return near >= 0 and at < quoted[near].end


def _beside(scene: Scene, verb: int) -> int | None:
    """A name or pronoun right before or behind a verb whose parse shows no subject."""
    for index in (verb + 1, verb - 1):
        if 0 <= index < len(scene.tree):
            token = scene.tree[index]
            if index in scene.named or token.pos in ("PROPN", "PRON"):
                return index
    return None


def _nearest(
    cues: list[list[Cue]], scenes: Sequence[Scene], stretch: Stretch, first: int, last: int
) -> Cue | None:
    """The cue of a stretch: behind it in its last sentence, else before it, or before its colon."""
    behind = [c for c in cues[last] if c.at >= stretch.end]
    ahead = [c for c in cues[first] if c.at < stretch.start]
    if behind and (not ahead or behind[0].at - stretch.end <= stretch.start - ahead[-1].at):
        return behind[0]
    if ahead:
        return ahead[-1]
    if behind:
        return behind[0]
    if first and scenes[first - 1].sentence.text.rstrip().endswith(":"):
        return cues[first - 1][-1] if cues[first - 1] else None
    return None


def _alone(scene: Scene, stretch: Stretch) -> bool:
    """Whether a sentence holds hardly anything beside the speech."""
    inside = min(stretch.end, scene.sentence.end) - max(stretch.start, scene.sentence.start)
    return scene.sentence.end - scene.sentence.start - inside <= 8
