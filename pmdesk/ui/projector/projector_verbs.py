"""The verbs of the projector, and what makes its view: it follows the console, or is frozen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from pmdesk.domain.items import Event
from pmdesk.domain.review import Review
from pmdesk.domain.timeline import in_order
from pmdesk.editing.commands import ACTIONS, CLOSE, FACTORS, PREPARE
from pmdesk.editing.desk import Changed
from pmdesk.editing.room_making import Standing, room_view, with_clocks
from pmdesk.editing.room_review import RoomProjection
from pmdesk.editing.room_view import RoomView
from pmdesk.meeting import clocks, pulse, script, silent, voting
from pmdesk.ui.context import Context
from pmdesk.ui.projector.room_screen import RoomScreen
from pmdesk.ui.projector.window import ProjectorWindow
from pmdesk.ui.stage_questions import StageQuestions
from pmdesk.ui.view_commands import VIEW_COMMANDS, shown_key

if TYPE_CHECKING:
    from pmdesk.ui.review_page import ReviewPage

_TOGETHER_MS = 30
"""Changes that come this close together are shown at once."""
_SECOND_MS = 1000
_AGAIN_MS = 5000
"""Within this time the verb of the names has to be asked for once more: one slip of a finger shows none."""
_VOTED_ON = {FACTORS: "factor", ACTIONS: "action"}


@dataclass(frozen=True, slots=True)
class _Seen:
    """What the view is made from: values, so that a frozen room keeps those of its moment."""

    review: Review
    standing: Standing


class ProjectorVerbs(QObject):
    """Opens, freezes and feeds the window of the room.

    ``say`` carries a sentence for the status line, ``state_changed`` what has to be said as long as it
    is so: a text and whether it deserves a second look.
    """

    say = Signal(str)
    state_changed = Signal(str, bool)

    def __init__(self, ctx: Context, console: QWidget, page: ReviewPage, asked: Callable[[str], object]) -> None:
        """Follow the stages and the selection of ``page``.

        ``console`` is the window of the facilitator, ``asked`` does a verb by its id.
        """
        super().__init__(console)
        self._ctx, self._console, self._page, self._asked = ctx, console, page, asked
        self._window: ProjectorWindow | None = None
        self._screen: RoomScreen | None = None
        self._questions = StageQuestions(ctx.meeting, ctx.words)
        self._project = RoomProjection(
            participant=ctx.words("report.participant"),
            facilitator=ctx.words("report.facilitator"),
            somebody=ctx.words("projector.somebody"),
            address=lambda who: ctx.words("report.address", who=who),
        )
        self._seen: _Seen | None = None
        self._view: RoomView | None = None
        self._ordered: tuple[Event, ...] = ()
        self._frozen = self._names = False
        self._cancel: Callable[[], None] | None = None
        self._cancel_tick: Callable[[], None] | None = None
        self._cancel_again: Callable[[], None] | None = None
        ctx.bridge.changed.connect(self._on_changed)
        ctx.meeting.changed.connect(self._on_meeting)
        page.stage_changed.connect(self._soon)
        page.stood.connect(self._soon)

    @property
    def open(self) -> bool:
        """Whether the window of the room is there."""
        return self._window is not None and self._window.view is not None

    def toggle(self) -> None:
        """Open the window of the room without taking the focus, or close it."""
        words = self._ctx.words
        if self.open and self._window is not None and self._screen is not None:
            if not self._screen.lost:
                self._window.close()
                return
            self._screen.show_beside()
            self.say.emit(words("projector.say.opened_beside"))
            self._tell()
            return
        if not self._page.review_id:
            self.say.emit(words("projector.say.no_review"))
            return
        screen = self._screen or self._made()
        self._frozen = self._names = False
        covers = screen.place()
        self._refresh()
        screen.show()
        self.say.emit(words("projector.say.opened" if covers else "projector.say.opened_beside"))
        self._tell()

    def _made(self) -> RoomScreen:
        """Make the window, and what places it."""
        self._window = ProjectorWindow(self._ctx.look, self._ctx.words)
        self._window.closed.connect(self._on_closed)
        self._window.asked.connect(self._asked)
        self._console.destroyed.connect(self._window.deleteLater)
        self._screen = RoomScreen(self._console, self._window)
        self._screen.gone.connect(self._on_screen)
        self._screen.back.connect(self._on_screen)
        return self._screen

    def look_ahead(self) -> None:
        """Take the words out of all entries of the review once: of thousands, that is half of an opening."""
        review = self._ctx.desk.review(self._page.review_id) if self._page.review_id else None
        if review is not None and not self.open:
            self._project(review, names_shown=False)

    def freeze(self) -> None:
        """Let the room stay at what it sees, or follow again."""
        if self._there():
            self._frozen = not self._frozen
            self.say.emit(self._ctx.words("projector.say.frozen" if self._frozen else "projector.say.follows"))
            self._refresh()
            self._tell()

    def names(self) -> None:
        """Show real names to the room when asked for twice, or roles again at once; also while it is frozen."""
        if not self._there():
            return
        if not self._names and self._cancel_again is None:
            self._cancel_again = self._ctx.timers.call_later(_AGAIN_MS, self._forget_first)
            self.say.emit(self._ctx.words("projector.say.names_again", key=_key("projector.names")))
            return
        self._forget_first()
        self._names = not self._names
        self.say.emit(self._ctx.words("projector.say.names" if self._names else "projector.say.roles"))
        self._refresh()
        self._tell()

    def _forget_first(self) -> None:
        """Names have to be asked for twice again."""
        if self._cancel_again is not None:
            self._cancel_again()
            self._cancel_again = None

    def end(self) -> None:
        """Close the window of the room for good: the console closes."""
        if self._window is not None:
            self._window.close()
            self._window.deleteLater()
            self._window = self._screen = None

    def _there(self) -> bool:
        if not self.open:
            self.say.emit(self._ctx.words("projector.say.not_open"))
        return self.open

    def _on_changed(self, news: Changed) -> None:
        if self.open and self._page.review_id in news.reviews:
            self._soon()

    def _on_meeting(self, review: str) -> None:
        if self.open and review == self._page.review_id:
            self._soon()

    def _on_closed(self) -> None:
        for cancel in (self._cancel, self._cancel_tick):
            if cancel is not None:
                cancel()
        self._cancel = self._cancel_tick = None
        self._forget_first()
        if self._screen is not None:
            self._screen.leave()
        self._seen = self._view = None
        self.say.emit(self._ctx.words("projector.say.closed"))
        self._tell()

    def _on_screen(self) -> None:
        lost = self._screen is not None and self._screen.lost
        self.say.emit(
            self._ctx.words("projector.say.gone" if lost else "projector.say.back", key=_key("view.projector"))
        )
        self._tell()

    def _tell(self) -> None:
        if not self.open:
            self.state_changed.emit("", False)  # noqa: FBT003 (a signal)
            return
        if self._screen is not None and self._screen.lost:
            self.state_changed.emit(self._ctx.words("projector.state.gone"), True)  # noqa: FBT003 (a signal)
            return
        if self._frozen:
            text = self._ctx.words("projector.state.frozen_names" if self._names else "projector.state.frozen")
        else:
            text = self._ctx.words("projector.state.names" if self._names else "projector.state.roles")
        self.state_changed.emit(text, self._names)

    def _soon(self, *_news: object) -> None:
        """Refresh a little later, once for all that comes together."""
        if self.open and self._cancel is None:
            self._cancel = self._ctx.timers.call_later(_TOGETHER_MS, self._refresh)

    def _refresh(self) -> None:
        if self._cancel is not None:
            self._cancel()
            self._cancel = None
        seen = self._look()
        if self._window is None or seen is None:
            return
        if self._seen is not None and seen.review.id != self._seen.review.id and self._names:
            self._names = False  # the next review begins with roles
            self._tell()
        self._seen = seen
        room = self._project(seen.review, names_shown=self._names)
        self._ordered = in_order(room.review, self._ordered)
        running = clocks.from_state(self._ctx.meeting.state(seen.review.id))
        self._view = room_view(room, seen.standing, running, frozen=self._frozen, ordered=self._ordered)
        self._show_clocks()

    def _look(self) -> _Seen | None:
        """Return what the console is at; while frozen, what it was at, with the roster of now."""
        now = self._ctx.desk.review(self._page.review_id) if self._page.review_id else None
        if now is None:
            return self._seen
        if self._frozen and self._seen is not None:
            same = now.id == self._seen.review.id
            # Somebody who was added meanwhile is known by a role from then on.
            kept = replace(self._seen.review, people=now.people, facilitator=now.facilitator)
            return _Seen(kept, self._seen.standing) if same else self._seen
        return _Seen(now, self._standing())

    def _standing(self) -> Standing:
        words, questions, page = self._ctx.words, self._questions, self._page
        state = self._ctx.meeting.state(page.review_id)
        stage, entity = self._place(clocks.from_state(state))
        questions.review, questions.stage = page.review_id, stage
        quiet, kind = silent.from_state(state), _VOTED_ON.get(stage, "")
        vote = voting.from_state(state, kind)
        question = "" if stage == PREPARE else questions.present  # those of Prepare are for one pair of ears
        if quiet is not None:
            question = words(f"silent.ask.{quiet.stage}")
        elif vote is not None:
            question = words("projector.vote", count=vote.each)
        return Standing(
            stage=stage,
            entity=entity,
            question=question,
            about=questions.about if quiet is None and vote is None else "",
            words="\n".join(words.list(script.OPENING)),
            rules="\n".join(words.list(script.GROUND_RULES)),
            answered=self._answered() if stage == CLOSE else 0,
            vote=kind if vote is not None else "",
        )

    def _place(self, running: clocks.Clocks) -> tuple[str, str]:
        """Return the stage and the item that the room sees: a look at Prepare in mid-meeting leaves the last ones."""
        page, seen = self._page, self._seen
        if page.stage != PREPARE or not running.begun or running.ended is not None:
            return page.stage, page.standing
        same = seen is not None and seen.review.id == page.review_id and seen.standing.stage == running.stage
        return running.stage, seen.standing.entity if same and seen is not None else ""

    def _answered(self) -> int:
        """Return how many answered the pulse; 0 before there are enough for results."""
        counts = self._ctx.pulses.pulse(self._page.review_id)
        return max((one.n for one in pulse.results(counts, pulse.QUESTIONS).values()), default=0)

    def _show_clocks(self) -> None:
        """Show the clocks of this second, and come again in the next one while one of them runs."""
        if self._cancel_tick is not None:
            self._cancel_tick()
            self._cancel_tick = None
        if self._window is None or self._view is None or self._seen is None:
            return
        now, state = self._ctx.clock.now(), self._ctx.meeting.state(self._seen.review.id)
        running, quiet = clocks.from_state(state), silent.from_state(state)
        self._window.show_view(with_clocks(self._view, running, quiet, now))
        if running.running or (quiet is not None and quiet.left(now)):
            into = now.timestamp(unit="millisecond") % _SECOND_MS
            self._cancel_tick = self._ctx.timers.call_later(_SECOND_MS - into + 4, self._show_clocks)


def _key(verb: str) -> str:
    """Return the key of a verb about the room, as the platform writes it."""
    return next(shown_key(one) for one in VIEW_COMMANDS if one.id == verb)
