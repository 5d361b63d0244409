"""What the verbs of the meeting do, and what its clocks show in bar and rail."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget
from whenever import Date, Instant

from pmdesk.domain.changes import Batch, set_fact
from pmdesk.domain.review import NextFor, Review
from pmdesk.domain.times import in_zone
from pmdesk.editing.commands import ACTIONS, OPEN, PREPARE
from pmdesk.editing.desk import Changed
from pmdesk.meeting import clocks
from pmdesk.meeting.after import after_meeting
from pmdesk.meeting.agenda import STAGES, Preset, second_meeting_day
from pmdesk.meeting.clock_words import face
from pmdesk.meeting.clocks import Clocks
from pmdesk.meeting.plain_reading import seconds_between
from pmdesk.ui.context import Context
from pmdesk.ui.meeting_ticker import MeetingTicker
from pmdesk.ui.models.meeting_faces import clock_face, coming_face, stage_face, time_of
from pmdesk.ui.models.meeting_plan import Plan, awaits_second, plan_of
from pmdesk.ui.widgets.meeting_clock import MeetingClock
from pmdesk.ui.widgets.popover import anchor_of

if TYPE_CHECKING:
    from pmdesk.ui.review_page import ReviewPage
    from pmdesk.ui.widgets.agenda_popover import AgendaPopover

_MINUTE = 60
AGAIN_SECONDS = 10
"""So long the second part can be begun by the same key before its day; the status line says so meanwhile."""


class MeetingVerbs(QObject):
    """Works the clocks of the review that is shown. ``say`` carries a sentence for the status line.

    The clocks are state of the meeting, kept at once and never undone; the days of meetings are facts of the
    review and go through the desk.
    """

    say = Signal(str)

    def __init__(self, ctx: Context, window: QWidget, clock: MeetingClock) -> None:
        """Show the time in ``clock``; popovers belong to ``window``."""
        super().__init__(window)
        self._ctx, self._window, self._clock = ctx, window, clock
        self._page: ReviewPage | None = None
        self._popover: AgendaPopover | None = None
        self._shown: Plan | None = None
        self._early: tuple[str, Instant] | None = None
        self.ticker = MeetingTicker(ctx, self)
        self.ticker.changed.connect(self._show_all)
        self.ticker.ticked.connect(self._show_time)
        ctx.bridge.changed.connect(self._on_changed)
        ctx.bridge.mended.connect(self._catch_up)

    def table(self) -> dict[str, Callable[[], object]]:
        """Return what is done for the verbs of a review's meeting."""
        return {
            "meeting.start": self.start,
            "meeting.pause": self.pause,
            "meeting.extend": self.extend,
            "meeting.end": self.end,
            "meeting.preset": self.show_agenda,
            "meeting.time": self.tell_time,
        }

    def attach(self, page: ReviewPage) -> None:
        """Follow the stages of the page of a review, and show their minutes in its rail."""
        self._page = page
        page.stage_changed.connect(self._stage_changed)

    def show_place(self, review_id: str) -> None:
        """Follow the meeting of a review, or none (an empty id): then nothing ticks."""
        self._clock.setVisible(bool(review_id))
        if review_id == self.ticker.review:
            self._show_all()
        self.ticker.watch(review_id)

    # ---- the verbs

    def start(self) -> None:
        """Begin the meeting in the stage that is shown, or its second part; go on after a pause."""
        review, now = self._review, self._clocks
        if review is None or not self._may_write():
            return
        if now.running and now.started is not None:
            self.say.emit(self._ctx.words("agenda.runs", time=time_of(now.started, self._ctx.clock.zone())))
        elif now.paused:
            self.pause()
        elif awaits_second(review, self.ticker.state):
            self.start_second()
        elif now.ended is not None:
            self.say.emit(self._ctx.words("agenda.has_ended", key="Shift+F9"))
        else:
            self._begin(review, self._stage)

    def start_second(self) -> None:
        """Begin the second of two meetings at Actions, when it is awaited; before its day only when asked twice."""
        review = self._review
        if review is None or not awaits_second(review, self.ticker.state):
            self.say.emit(self._ctx.words("agenda.no_second"))
        elif self._may_write() and not self._asks_again(review):
            self._begin(review, ACTIONS)

    def pause(self) -> None:
        """Pause the clock, or go on: after a pause, or after an end that came too soon."""
        now, at = self._clocks, self._ctx.clock.now()
        if not now.begun:
            self.say.emit(self._ctx.words("agenda.not_begun", key="F9"))
        elif self._may_write() and self._keep(clocks.pause(now, at) if now.running else clocks.resume(now, at)):
            word = "agenda.goes_on" if self._clocks.running else "agenda.paused_now"
            self.say.emit(self._ctx.words(word, key="Shift+F9"))

    def extend(self) -> None:
        """Plan five minutes more for the stage whose clock runs."""
        now, words = self._clocks, self._ctx.words
        if not now.begun or now.ended is not None:
            self.say.emit(words("agenda.not_begun", key="F9"))
        elif self._may_write() and self._keep(clocks.extend(now, now.stage)):
            minutes = clocks.planned(self._clocks, now.stage) // _MINUTE
            self.say.emit(words("agenda.extended", stage=words(f"commands.stage.{now.stage}"), minutes=minutes))

    def end(self) -> None:
        """End the meeting now; the first of two sets the day of the second, when there is none yet."""
        self._end_at(self._ctx.clock.now())

    def show_agenda(self) -> None:
        """Open the popover at the clock, or close it."""
        if self._popover is not None:
            self._popover.dismiss()
            return
        if self._review is None:
            return
        from pmdesk.ui.widgets.agenda_popover import WIDTH, AgendaPopover  # noqa: PLC0415 (a start does not need it)

        self._popover = AgendaPopover(self._ctx, self._window, self.ticker.review)
        self._popover.closed.connect(self._forget_popover)
        self._popover.run_requested.connect(self._run_from_popover)
        self._popover.ended_at_plan.connect(self._end_at_plan)
        anchor = anchor_of(self._clock)
        width = self._ctx.look.px(WIDTH)
        anchor.setLeft(anchor.right() - width)
        self._popover.show_at(anchor, width)
        self._popover.focus_first()

    def tell_time(self) -> None:
        """Say the time in the status line: for a screen reader, which is never told by itself."""
        words, now, at = self._ctx.words, self._clocks, self._ctx.clock.now()
        if not now.begun:
            self.say.emit(words("agenda.not_begun", key="F9"))
            return
        self.say.emit(
            words(
                "agenda.told",
                stage=words(f"commands.stage.{now.stage}"),
                used=face(clocks.used(now, now.stage, at)),
                minutes=clocks.planned(now, now.stage) // _MINUTE,
                total=face(clocks.total(now, at)),
                planned=clocks.planned_total(now) // _MINUTE,
            )
        )

    # ---- how it is done

    @property
    def _review(self) -> Review | None:
        return self._ctx.desk.review(self.ticker.review) if self.ticker.review else None

    @property
    def _clocks(self) -> Clocks:
        return self.ticker.clocks

    @property
    def _stage(self) -> str:
        return self._page.stage if self._page is not None else OPEN

    @property
    def _plan(self) -> Plan:
        review = self._review
        return plan_of(self.ticker.state, second=review is not None and awaits_second(review, self.ticker.state))

    def _asks_again(self, review: Review) -> bool:
        """Say the day of the second part when it has not come, and wait for another key. Only the day can be undone."""
        at, day = self._ctx.clock.now(), review.next_date
        asked, self._early = self._early, None
        if day is None or day <= in_zone(at, self._ctx.clock.zone()).date():
            return False
        if asked is not None and asked[0] == review.id and seconds_between(asked[1], at) <= AGAIN_SECONDS:
            return False
        self._early = review.id, at
        self.say.emit(self._ctx.words("agenda.second_early", day=self._ctx.words.date(day, year=False), key="F9"))
        return True

    def _begin(self, review: Review, stage: str) -> None:
        plan, at = self._plan, self._ctx.clock.now()
        today = in_zone(at, self._ctx.clock.zone()).date()
        if not self._keep(clocks.begin(plan.preset, stage, at, part=plan.part, minutes=plan.minutes)):
            return
        facts = [] if review.meeting_date else [set_fact(review, "meeting_date", today)]
        if plan.part > 1:
            facts += [set_fact(review, "next_date", None), set_fact(review, "next_for", None)]
        if facts:
            self._ctx.bridge.do(Batch(tuple(facts)), command="meeting.day")
        if self._page is not None and (plan.part > 1 or stage == PREPARE):
            self._page.show_stage(self._clocks.stage)
        self.say.emit(self._ctx.words("agenda.begun_now", key="Shift+F9"))

    def _end_at(self, at: Instant) -> None:
        review, now, words = self._review, self._clocks, self._ctx.words
        if review is None or not now.begun or now.ended is not None:
            self.say.emit(words("agenda.not_begun", key="F9"))
            return
        ended = clocks.end(now, at)
        if not self._may_write():
            return
        said = words("agenda.ended_now", minutes=clocks.total(ended, at) // _MINUTE, key="Shift+F9")
        if ended.preset is Preset.TWO_MEETINGS and ended.part == 1:
            day = self._soak_until(review, at)
            change = Batch((set_fact(review, "next_date", day), set_fact(review, "next_for", NextFor.COMMIT)))
            # The day comes first: a meeting that has ended without it would not be waited for.
            if not self._ctx.bridge.do(change, command="meeting.end"):
                return
            said = words("agenda.ended_first", day=words.date(day, year=False))
        state = after_meeting({**self._ctx.meeting.state(review.id), **clocks.to_state(ended)})
        if self._ctx.meeting.replace(review.id, state):
            self.say.emit(said)

    def _soak_until(self, review: Review, at: Instant) -> Date:
        today = in_zone(at, self._ctx.clock.zone()).date()
        day = review.next_date
        return second_meeting_day(today) if day is None or day <= today else day

    def _end_at_plan(self) -> None:
        ends = clocks.ends_at(self._clocks, self._ctx.clock.now())
        if ends is not None:
            self._end_at(ends)

    def _keep(self, now: Clocks) -> bool:
        return self._ctx.meeting.put(self.ticker.review, **clocks.to_state(now))

    def _may_write(self) -> bool:
        if self._ctx.read_only:
            self.say.emit(self._ctx.words("agenda.read_only"))
        return not self._ctx.read_only

    def _stage_changed(self, stage: str) -> None:
        """Let the clock follow the person, never the other way round."""
        if self._page is None or self._page.review_id != self.ticker.review:
            return
        now = clocks.from_state(self._ctx.meeting.state(self.ticker.review))  # not as shown: news may be on the way
        moved = clocks.to_stage(now, stage, self._ctx.clock.now())
        if moved is not now and not self._ctx.read_only:
            self._keep(moved)

    def _catch_up(self) -> None:
        """Let the clock follow to the stage that is shown: it could not while nothing could be kept."""
        if self._page is not None:
            self._stage_changed(self._page.stage)

    def _run_from_popover(self, verb: str) -> None:
        if verb != "meeting.extend":
            self.show_agenda()
        self.table()[verb]()

    def _forget_popover(self) -> None:
        self._popover = None

    # ---- what is shown

    def _on_changed(self, news: Changed) -> None:
        if self.ticker.review in news.reviews:
            self._show_all()

    def _show_all(self) -> None:
        review = self._review
        if review is None:
            return
        now, plan, at = self._clocks, self._plan, self._ctx.clock.now()
        words, zone = self._ctx.words, self._ctx.clock.zone()
        second = awaits_second(review, self.ticker.state)
        if now.begun and not second:
            self._clock.set_face(clock_face(words, now, at, zone))
        else:
            day = review.next_date if second else review.meeting_date
            today = in_zone(at, zone).date()
            self._clock.set_face(coming_face(words, plan, day=day, today=today, second=second))
        self._shown = plan
        for stage in STAGES:
            self._show_stage(plan, stage, at)

    def _show_time(self) -> None:
        """Show what a second changes: the clock, and the minutes of the stage that runs."""
        now, at = self._clocks, self._ctx.clock.now()
        self._clock.set_face(clock_face(self._ctx.words, now, at, self._ctx.clock.zone()))
        self._show_stage(self._shown or self._plan, now.stage, at)

    def _show_stage(self, plan: Plan, stage: str, at: Instant) -> None:
        if self._page is not None and stage in self._page.rail.buttons:
            self._page.rail.buttons[stage].set_clock(stage_face(self._ctx.words, plan, self._clocks, stage, at))
