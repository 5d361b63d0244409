"""Calm nudges: "zoom out" when the list grows and nothing of it becomes a key moment.

At most once in ten minutes, and never while one is still shown. Zooming out of the details is an idea of
Etsy's Debriefing Facilitation Guide (2016).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from whenever import Instant

from pmdesk.meeting.plain_reading import instant, table, whole

KEY = "zoom_out"
GREW_BY = 12
"""Entries since the last key moment that call for a look from further away."""
QUIET_SECONDS = 600


@dataclass(frozen=True, slots=True, kw_only=True)
class ZoomOut:
    """``entries`` is the length of the list when it was last looked at from afar; ``at`` the last nudge."""

    entries: int = 0
    at: Instant | None = None
    showing: bool = False


def begun(entries: int) -> ZoomOut:
    """Return the value for the begin of a meeting: what was imported before does not count."""
    return ZoomOut(entries=entries)


def looked(one: ZoomOut, entries: int, now: Instant) -> ZoomOut:
    """Return the value for a list of ``entries`` entries; ``showing`` says whether to show the nudge."""
    if entries < one.entries:
        one = replace(one, entries=entries)
    due = entries - one.entries >= GREW_BY and _quiet(one, now)
    return replace(one, showing=True, at=now) if due and not one.showing else one


def answered(one: ZoomOut, entries: int) -> ZoomOut:
    """Take it away: it was dismissed, or a key moment was linked. Counting begins again."""
    return replace(one, entries=entries, showing=False)


def to_state(one: ZoomOut) -> dict[str, object]:
    """Return the member of the meeting's state that holds it."""
    at = one.at.format_iso() if one.at is not None else None
    return {KEY: {"entries": one.entries, "at": at, "showing": one.showing}}


def from_state(kept: Mapping[str, object]) -> ZoomOut:
    """Return it from the state; as at an empty list when there is none."""
    plain = table(kept.get(KEY))
    return ZoomOut(
        entries=whole(plain.get("entries")), at=instant(plain.get("at")), showing=plain.get("showing") is True
    )


def _quiet(one: ZoomOut, now: Instant) -> bool:
    """Return whether the last nudge is long ago; a clock that was set back counts as long ago."""
    return one.at is None or not 0 <= now.timestamp() - one.at.timestamp() < QUIET_SECONDS
