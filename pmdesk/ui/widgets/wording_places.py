"""Which texts of a review are asked about, and at which stage. Others never are.

Names, handles, numbers, links, times, searches, quotations that are evidence, and the facilitator's
private notes are nobody's prose about the incident, or nobody else's business. Silent writing is
looked at once it is shown: while people write, nothing comments.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from pmdesk.domain.review import REVIEW
from pmdesk.wording.finding import Stage

FIELDS: Mapping[tuple[str, str], Stage] = MappingProxyType(
    {("event", "text"): Stage.TIMELINE, ("quiet", "text"): Stage.TIMELINE, ("note", "text"): Stage.TIMELINE}
    | {("factor", field): Stage.FACTORS for field in ("statement", "effect", "safeguard", "accepted")}
    | {("action", field): Stage.ACTIONS for field in ("text", "done_when", "milestone")}
    | {("action", "reason"): Stage.FACTORS}
    | {
        (REVIEW, field): Stage.SUMMARY
        for field in ("title", "trigger_text", "impact", "summary", "went_well", "lucky", "surprised", "learned")
    }
    | {(REVIEW, field): Stage.SUMMARY for field in ("opening", "ground_rules", "repeat_reason")}
)
"""(kind of item, field) -> the stage whose rules read it."""

DRAFTS: Mapping[str, Stage] = MappingProxyType(
    {
        "capture": Stage.TIMELINE,
        "question": Stage.TIMELINE,
        "park": Stage.TIMELINE,
        "factor": Stage.FACTORS,
        "behind": Stage.FACTORS,
        "action": Stage.ACTIONS,
        "idea": Stage.ACTIONS,
        "repeat_reason": Stage.SUMMARY,
    }
)
"""What a key of a draft begins with ("action:<review>") -> the stage."""


def stage_of_draft(key: str) -> tuple[Stage | None, str]:
    """Return the stage of a draft (None: it is not asked about) and its review."""
    kind, _, rest = key.partition(":")
    return DRAFTS.get(kind), rest.partition(":")[0]
