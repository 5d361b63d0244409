"""What every stage page is: bound to one review, refreshed by news, driven by commands."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShowEvent
from PySide6.QtWidgets import QWidget

from pmdesk.domain.review import Review
from pmdesk.editing.commands import EVERYWHERE
from pmdesk.editing.desk import Changed
from pmdesk.ui.context import Context
from pmdesk.ui.view_commands import ALL_COMMANDS, places
from pmdesk.ui.widgets.text_boxes import text_boxes


class StagePage(QWidget):
    """A stage of a review. Subclasses build their widgets once and fill them in ``refresh``.

    ``stage`` is the id of the stage. ``say`` carries a short sentence for the status line,
    ``go`` a stage and an entity to show there; ``stood`` says that ``standing`` is another item.
    ``run_requested`` carries a verb that the window does.
    """

    stage = ""
    say = Signal(str)
    go = Signal(str, str, str)
    run_requested = Signal(str)
    stood = Signal()

    def __init__(self, ctx: Context) -> None:
        """Build nothing yet; subclasses do."""
        super().__init__()
        self.ctx = ctx
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.review_id = ""
        self._stale = False
        self._verbs: dict[str, Callable[[], None]] = {}

    @property
    def standing(self) -> str:
        """The id of the item that the facilitator is at; empty when it is none."""
        return ""

    @property
    def review(self) -> Review:
        """The review as it stands now. Only to be asked while one is shown."""
        review = self.ctx.desk.review(self.review_id)
        if review is None:
            raise LookupError(self.review_id)
        return review

    def show_review(self, review_id: str) -> None:
        """Bind to a review and show it whole."""
        self.review_id = review_id
        self._stale = False
        self.refresh(None)

    def keep(self) -> bool:
        """Keep what is unsaved in the page's text boxes; True when nothing is left unsaved."""
        kept = [box.saving.flush() for box in text_boxes(self)]
        return all(kept)

    def leave(self) -> bool:
        """Keep what is unsaved: the person goes elsewhere. True when nothing is left unsaved."""
        return self.keep()

    def on_changed(self, news: Changed) -> None:
        """Refresh now when shown, else when shown next."""
        if self.review_id not in news.reviews:
            return
        if self.ctx.desk.review(self.review_id) is None:
            return
        if self.isVisible():
            self.refresh(news)
        else:
            self._stale = True

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what happened while hidden."""
        super().showEvent(event)
        if self._stale and self.review_id and self.ctx.desk.review(self.review_id) is not None:
            self._stale = False
            self.refresh(None)

    def refresh(self, news: Changed | None) -> None:
        """Show the review as it stands; ``news`` says what changed, None means everything."""

    def on_draft_changed(self) -> None:
        """Show half-typed lines as they were kept, when they were typed elsewhere."""

    def focus_first(self) -> None:
        """Take the focus to where work starts on this page."""

    def reveal(self, kind: str, entity: str) -> None:
        """Scroll to an item, select it and focus it."""

    def offer(self, verbs: Mapping[str, Callable[[], None]]) -> None:
        """Say what this page does for the commands of its stage."""
        self._verbs.update(verbs)

    @property
    def offered(self) -> frozenset[str]:
        """The ids of the commands that this page does."""
        return frozenset(self._verbs)

    def run(self, command_id: str) -> bool:
        """Do a command; False when this page does not know it."""
        verb = self._verbs.get(command_id)
        if verb is None:
            return False
        verb()
        return True

    def run_letter(self, event: QKeyEvent) -> bool:
        """Do the command that this plain key means in the lists of this stage; False when none.

        A key that means something everywhere ("?") goes on to the window.
        """
        if any(event.text() in one.letters for one in ALL_COMMANDS if one.where == EVERYWHERE):
            event.ignore()
            return True
        pressed = QKeySequence(event.keyCombination())
        active = places(self.stage)
        return any(
            pressed == QKeySequence(key) and self.run(one.id)
            for one in ALL_COMMANDS
            if one.where in active
            for key in one.letters
        )
