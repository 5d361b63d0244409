"""The verbs of the library: new, sample, template, archive. Each returns the review to show or stand on."""

from __future__ import annotations

from collections.abc import Callable

from whenever import Date

from pmdesk.domain.changes import Add, Change, steps
from pmdesk.domain.review import Review, ReviewStatus
from pmdesk.editing import verbs
from pmdesk.ui.context import Context


class LibraryVerbs:
    """Does the verbs through the bridge; an empty text means that nothing was done."""

    def __init__(self, ctx: Context, sample: Callable[[], Change]) -> None:
        """``sample`` makes the change that adds the bundled sample."""
        self._ctx = ctx
        self._sample = sample

    def new(self) -> str:
        """Add an empty review."""
        review = self._ctx.ids()
        change = verbs.new_review(
            review_id=review, number=self._ctx.desk.next_number(), today=self._today(), zone=self._ctx.clock.zone()
        )
        return review if self._ctx.bridge.do(change, command="review.new") else ""

    def sample(self) -> str:
        """Add the bundled sample."""
        change = self._sample()
        added = next((one.item for one in steps(change) if isinstance(one, Add) and isinstance(one.item, Review)), None)
        return added.id if added and self._ctx.bridge.do(change, command="review.sample") else ""

    def duplicate(self, review_id: str) -> str:
        """Add a draft with the people and the frame of a review."""
        review = self._ctx.desk.review(review_id) if review_id else None
        if review is None:
            return ""
        title = self._ctx.words("library.template_title", title=review.title) if review.title else ""
        change = verbs.duplicate_as_template(
            review, ids=self._ctx.ids, number=self._ctx.desk.next_number(), today=self._today(), title=title
        )
        done = self._ctx.bridge.do(change, command="review.duplicate")
        return next(one.review for one in steps(change)) if done else ""

    def archive(self, review_id: str) -> bool:
        """Put a review into the archive, or take it out again."""
        review = self._ctx.desk.review(review_id) if review_id else None
        if review is None:
            return False
        change = verbs.set_archived(review, archived=review.status is not ReviewStatus.ARCHIVED)
        return self._ctx.bridge.do(change, command="review.archive")

    def _today(self) -> Date:
        return self._ctx.clock.now().to_tz(self._ctx.clock.zone()).date()
