"""Where captured lines go: into the review as one step of undo, or to the private notes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pmdesk.domain.item_numbers import action_numbers, factor_numbers
from pmdesk.domain.items import Event, Evidence, Factor, Item, Note
from pmdesk.domain.review import Review
from pmdesk.domain.times import clock_text
from pmdesk.editing.capture_prefix import Target
from pmdesk.editing.capturing import Captured, add_lines
from pmdesk.editing.pasting import CapturedLine
from pmdesk.editing.ports import PrivateNote
from pmdesk.ui.context import Context

TARGET_ICONS = {
    Target.EVENT: "clock",
    Target.FACTOR: "workflow",
    Target.ACTION: "square-check",
    Target.IDEA: "lightbulb",
    Target.PARKING: "square-parking",
    Target.PRIVATE: "lock",
    Target.QUESTION: "circle-question-mark",
}
"""Where a line goes -> the icon of that place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """What became of lines: the ids of the events among them, a sentence, and private texts that found no room."""

    events: tuple[str, ...]
    said: str
    left: tuple[str, ...] = ()

    @property
    def event(self) -> str:
        """The last of the events; empty when there is none."""
        return self.events[-1] if self.events else ""


class CaptureSender:
    """Keeps lines. A private note goes only to the private notes: never into a change, never into the log."""

    def __init__(self, ctx: Context) -> None:
        """Write through the context."""
        self._ctx = ctx

    def send(self, review_id: str, lines: Sequence[CapturedLine], evidence: tuple[Evidence, ...] = ()) -> Sent | None:
        """Keep lines; None when nothing could be kept. ``evidence`` goes to the last event of them."""
        ctx = self._ctx
        review = ctx.desk.review(review_id)
        if review is None or not lines:
            return None
        made = add_lines(review, lines, ids=ctx.ids, now=ctx.clock.now(), evidence=evidence)
        if made.items and not ctx.bridge.do(made.change, command=made.command):
            return None
        left = self._keep_private(review_id, made.private)
        if left and not made.items and len(left) == len(made.private):
            return None
        after = ctx.desk.review(review_id) or review
        events = tuple(one.id for one in made.items if isinstance(one, Event))
        return Sent(events=events, said=self._said(after, lines, made), left=left)

    def _keep_private(self, review_id: str, texts: Sequence[str]) -> tuple[str, ...]:
        ctx, left = self._ctx, []
        for text in texts:
            note = PrivateNote(id=ctx.ids(), review=review_id, text=text, at=ctx.clock.now())
            if not self._keep(note):
                left.append(text)
        if len(left) < len(texts):
            ctx.bridge.noted.emit(review_id)
        return tuple(left)

    def _keep(self, note: PrivateNote) -> bool:
        return self._ctx.bridge.keep(lambda: self._ctx.private_notes.keep_private_note(note))

    def _said(self, review: Review, lines: Sequence[CapturedLine], made: Captured) -> str:
        words = self._ctx.words
        if len(lines) > 1:
            return words("capture.sent.lines", count=len(lines), what=counted(self._ctx, lines))
        if not made.items:
            return words("capture.sent.private")
        return words(f"capture.sent.{lines[0].target.value}", label=_label(review, made.items[-1]))


def counted(ctx: Context, lines: Sequence[CapturedLine]) -> str:
    """Return "9 entries, 1 factor, 2 ideas"."""
    counts = [(target, sum(line.target is target for line in lines)) for target in Target]
    return ", ".join(ctx.words(f"capture.count.{target.value}", count=count) for target, count in counts if count)


def _label(review: Review, item: Item) -> str:
    """Return what an item is called by: its time, F3, A2, or how many of its sort there are."""
    if isinstance(item, Event):
        return clock_text(item.time, review.zone) if item.time.placed else ""
    if isinstance(item, Factor):
        return factor_numbers(review).get(item.id, "")
    if isinstance(item, Note):
        return str(sum(one.kind is item.kind for one in review.notes.values()))
    numbered = action_numbers(review)
    return numbered.get(item.id) or str(len(review.actions) - len(numbered))
