"""What of a half-typed capture line is prose, and whose rules read it: not its time, actor, tags or prefix."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from pmdesk.editing.capture import CaptureContext, What, parse
from pmdesk.editing.capture_prefix import Target, aim
from pmdesk.wording.finding import Stage

LONGEST = 4000
"""A longer line is not looked at before it is an entry."""

STAGES: Mapping[Target, Stage] = MappingProxyType(
    {
        Target.EVENT: Stage.TIMELINE,
        Target.PARKING: Stage.TIMELINE,
        Target.QUESTION: Stage.TIMELINE,
        Target.FACTOR: Stage.FACTORS,
        Target.ACTION: Stage.ACTIONS,
        Target.IDEA: Stage.ACTIONS,
    }
)
"""Where a line goes -> the stage; a private note has none."""


def prose_of(line: str, context: CaptureContext) -> tuple[str, Stage | None]:
    """Return the line with blanks for what is no prose, as long as it was, and its stage."""
    aimed = aim(line)
    if len(line) > LONGEST or aimed.target not in STAGES:
        return " " * len(line), None
    start, end = aimed.begins, len(line)
    if aimed.target is Target.EVENT:
        text = next((part for part in parse(line, context).parts if part.what is What.TEXT), None)
        start, end = (text.start, text.end) if text is not None else (end, end)
    return " " * start + line[start:end] + " " * (len(line) - end), STAGES[aimed.target]
