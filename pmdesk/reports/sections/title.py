"""The title block: what happened, how bad it was, when, and the facts of the review itself."""

from __future__ import annotations

from pmdesk.domain.measures import measure
from pmdesk.domain.review import Review, ReviewKind, moment_time
from pmdesk.domain.times import in_zone
from pmdesk.reports.blocks import Block, Cover, Fact, rich
from pmdesk.reports.context import Context


def blocks(review: Review, context: Context) -> tuple[Block, ...]:
    """Return the cover."""
    near_miss = review.kind is ReviewKind.NEAR_MISS and review.severity is None
    return (
        Cover(
            title=review.title or context.word("untitled"),
            near_miss=near_miss,
            severity=review.severity,
            severity_text=_severity(review, context, near_miss=near_miss),
            line=_when(review, context),
            left=_about_the_review(review, context),
            right=_about_the_incident(review, context),
        ),
    )


def _severity(review: Review, context: Context, *, near_miss: bool) -> str:
    if near_miss:
        return context.words(f"enums.review_kind.{review.kind}")
    return context.words(f"enums.severity.{review.severity}") if review.severity else context.word("severity_open")


def _when(review: Review, context: Context) -> str:
    """Return the date with the time from the first to the last key moment, as far as they are known."""
    zone = review.zone
    begins, ends = moment_time(review, "impact_starts"), moment_time(review, "resolved")
    first = begins.start if begins is not None else None
    last = ends.end if ends is not None else None
    if first is None:
        day = review.day or (context.days[0] if context.days else None)
        return context.words.date(day) if day else context.word("date_unknown")
    if last is None or last < first:
        return context.word("from", start=context.words.instant(first, zone), zone=context.words.zone_text(zone, first))
    local = in_zone(last, zone)
    same = in_zone(first, zone).date() == local.date()
    end = f"{local.hour:02d}:{local.minute:02d}" if same else context.words.instant(last, zone)
    start = context.words.instant(first, zone)
    return context.word("from_to", start=start, end=end, zone=context.words.zone_text(zone, last))


def _fact(context: Context, label: str, value: str, *, known: bool = True) -> Fact:
    return Fact(label=context.word(f"facts.{label}"), value=rich(value), known=known)


def _about_the_review(review: Review, context: Context) -> tuple[Fact, ...]:
    words = context.words
    number = f"R-{review.number}"
    held = context.word("held", number=number, day=words.date(review.meeting_date)) if review.meeting_date else number
    named = bool(review.facilitator.strip())
    led = context.labels.get(review.facilitator) or context.word("facilitator" if named else "not_named")
    roles = len(review.people)
    found = [
        _fact(context, "review", held),
        _fact(
            context, "services", ", ".join(review.services) or context.word("not_named"), known=bool(review.services)
        ),
        _fact(context, "led_by", led, known=named),
        _fact(context, "status", words(f"enums.review_status.{review.status}")),
    ]
    if roles:
        found.append(_fact(context, "people", context.word("people", count=roles)))
    return tuple(found)


def _about_the_incident(review: Review, context: Context) -> tuple[Fact, ...]:
    words = context.words
    restore, detect = measure(review, "restore"), measure(review, "detect")
    detected_by = words(f"enums.detected_by.{review.detected_by}") if review.detected_by else context.word("not_known")
    trigger = words(f"enums.trigger.{review.trigger}") if review.trigger else ""
    trigger = ": ".join(one for one in (trigger, review.trigger_text.strip()) if one)
    found = [
        _fact(context, "restored", words.measure(restore), known=restore.known),
        _fact(context, "detected_after", words.measure(detect), known=detect.known),
        _fact(context, "detected_by", detected_by, known=bool(review.detected_by)),
        _fact(context, "trigger", trigger or context.word("not_known"), known=bool(trigger)),
    ]
    if review.repeat_reason.strip():
        found.append(_fact(context, "repeat", review.repeat_reason.strip()))
    if review.tags:
        found.append(_fact(context, "tags", ", ".join(review.tags)))
    return tuple(found)
