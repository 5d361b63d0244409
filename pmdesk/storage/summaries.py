"""The library list in one query: fast for ten thousand reviews."""

from __future__ import annotations

from collections.abc import Iterator

from sqlite_utils import Database
from whenever import Date

from pmdesk.domain.items import ActionStatus
from pmdesk.domain.measures import OPEN
from pmdesk.domain.review import NextFor, ReviewKind, ReviewStatus, Severity
from pmdesk.editing.ports import Summary

_KINDS = {one.value: one for one in ReviewKind}
_STATUSES = {one.value: one for one in ReviewStatus}
_SEVERITIES: dict[str | None, Severity | None] = {None: None, **{one.value: one for one in Severity}}
_NEXT: dict[str | None, NextFor | None] = {None: None, **{one.value: one for one in NextFor}}
_OPEN = ", ".join(f"'{one.value}'" for one in sorted(OPEN))
_FINISHED = ", ".join(f"'{one.value}'" for one in (ReviewStatus.REVIEWED, ReviewStatus.PUBLISHED, ReviewStatus.CLOSED))

_SUMMARIES = f"""
SELECT r."id", r."number", r."title", r."kind", r."status", r."severity", r."day", r."meeting_date", r."next_date",
    r."next_for",
    coalesce(a."open", 0), coalesce(a."late", 0), coalesce(a."ideas", 0),
    CASE WHEN r."status" IN ({_FINISHED}) THEN 6
        WHEN a."review" IS NOT NULL THEN 5
        WHEN EXISTS (SELECT 1 FROM "factor" AS f WHERE f."review" = r."id" AND f."removed" = 0) THEN 4
        WHEN EXISTS (SELECT 1 FROM "event" AS e WHERE e."review" = r."id" AND e."removed" = 0) THEN 3
        WHEN r."opening" <> '' OR r."ground_rules" <> '' THEN 2
        WHEN r."title" <> '' OR r."summary" <> '' THEN 1
        ELSE 0 END
FROM "review" AS r LEFT JOIN (
    SELECT "review", sum("status" IN ({_OPEN})) AS "open",
        sum("status" IN ({_OPEN}) AND "due" < ?) AS "late", sum("status" = '{ActionStatus.IDEA.value}') AS "ideas"
    FROM "action" INDEXED BY "action_status" WHERE "removed" = 0 GROUP BY "review"
) AS a ON a."review" = r."id"
WHERE r."removed" = 0
ORDER BY coalesce(r."day", r."created") DESC, r."number" DESC, r."id"
"""  # noqa: S608 (names of our own)


def summaries(db: Database, today: Date) -> Iterator[Summary]:
    """Yield the line of every present review, newest incident first.

    ``stages`` is the number of the furthest stage with content: 0 nothing yet, 1 Prepare, 2 Open,
    3 Timeline, 4 Factors, 5 Actions, 6 Close (reviewed, published or closed).
    """
    parse = Date.parse_iso
    for row in db.conn.execute(_SUMMARIES, (today.format_iso(),)):
        ident, number, title, kind, status, severity, day, meeting, following, purpose, is_open, late, ideas, stages = (
            row
        )
        yield Summary(
            id=ident,
            number=number,
            title=title,
            kind=_KINDS[kind],
            status=_STATUSES[status],
            severity=_SEVERITIES[severity],
            day=None if day is None else parse(day),
            meeting_date=None if meeting is None else parse(meeting),
            next_date=None if following is None else parse(following),
            next_for=_NEXT[purpose],
            open_actions=is_open,
            overdue_actions=late,
            ideas=ideas,
            stages=stages,
        )
