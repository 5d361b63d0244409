"""The door to the window of the room: a start, and a meeting without a projector, need nothing of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from pmdesk.ui.context import Context
from pmdesk.ui.status_line import StatusLine
from pmdesk.ui.top_bar import TopBar

if TYPE_CHECKING:
    from pmdesk.ui.projector.projector_verbs import ProjectorVerbs
    from pmdesk.ui.review_page import ReviewPage


class RoomDoor:
    """Makes the projector when one of its verbs is first asked for, or when there is time."""

    def __init__(
        self,
        ctx: Context,
        console: QWidget,
        page: Callable[[], ReviewPage],
        status: StatusLine,
        bar: TopBar,
        run: Callable[[str], object],
    ) -> None:
        """``console`` is the window of the facilitator, ``page`` the page to follow, ``run`` does a verb.

        ``status`` and ``bar`` are told what the room sees.
        """
        self._ctx, self._console, self._page, self._status, self._run = ctx, console, page, status, run
        self._bar = bar
        self._verbs: ProjectorVerbs | None = None

    def table(self) -> dict[str, Callable[[], object]]:
        """Return command id -> what it does."""
        return {
            "view.projector": lambda: self._opened().toggle(),
            "projector.freeze": lambda: self._opened().freeze(),
            "projector.names": lambda: self._opened().names(),
        }

    def look_ahead(self) -> None:
        """Look in spare time at the review that is shown, so that the room's window opens at once."""
        self._opened().look_ahead()

    def end(self) -> None:
        """Close the window of the room: the console closes."""
        if self._verbs is not None:
            self._verbs.end()

    def _opened(self) -> ProjectorVerbs:
        if self._verbs is None:
            from pmdesk.ui.projector.projector_verbs import ProjectorVerbs  # noqa: PLC0415 (a start needs none of it)

            self._verbs = ProjectorVerbs(self._ctx, self._console, self._page(), self._run)
            self._verbs.say.connect(self._status.say)
            self._verbs.state_changed.connect(self._status.show_room)
            self._verbs.state_changed.connect(self._bar.show_room)
        return self._verbs
