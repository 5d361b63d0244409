"""What fills the main window: it only wires the bar, the library, a review and the status line."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from pmdesk.editing.commands import LIBRARY, PREPARE, TIMELINE
from pmdesk.editing.desk import Changed
from pmdesk.editing.ports import KnownError
from pmdesk.ui.banner import Banner
from pmdesk.ui.command_palette import CommandPalette, Place
from pmdesk.ui.context import Context, Ports
from pmdesk.ui.file_verbs import FileVerbs
from pmdesk.ui.frame import Frame
from pmdesk.ui.library_page import LibraryPage
from pmdesk.ui.library_verbs import LibraryVerbs
from pmdesk.ui.look_verbs import LookVerbs
from pmdesk.ui.meeting_verbs import MeetingVerbs
from pmdesk.ui.rail import NARROWER, library_rail
from pmdesk.ui.room_door import RoomDoor
from pmdesk.ui.running_meeting import tell_running
from pmdesk.ui.shortcuts_sheet import ShortcutsSheet
from pmdesk.ui.spare_time import SpareTime
from pmdesk.ui.status_line import StatusLine
from pmdesk.ui.top_bar import TopBar
from pmdesk.ui.undo_verbs import UndoVerbs
from pmdesk.ui.widgets.cover import Cover
from pmdesk.ui.window_actions import WindowActions
from pmdesk.ui.wording_rules_door import PLACE, WordingRulesDoor
from pmdesk.ui.wording_verbs import WordingVerbs

if TYPE_CHECKING:
    from pmdesk.ui.review_page import ReviewPage

BACKUP_MS = 5000
"""When the backup of the day is asked how it went."""

STAGE_OF_KIND = {"event": TIMELINE, "factor": "factors", "action": "actions", "note": "open", "person": PREPARE}


class MainWindow(QWidget):
    """One window on one library; it lies in a Frame."""

    def __init__(
        self, frame: Frame, ctx: Context, ports: Ports, program: list[str], make_review: Callable[[Context], ReviewPage]
    ) -> None:
        """Fill ``frame``. ``program`` starts another pmdesk: a file that is opened gets its own window.

        ``make_review`` makes the page of a review: a start does not need it.
        """
        super().__init__(frame)
        self._frame = frame
        self._make_review = make_review
        self._ctx, self._ports = ctx, ports
        self._file_verbs = FileVerbs(frame, ctx.look, ctx.words, ctx.clock, ports.files, ports.path, program)
        self._leave_unsaved = False
        self._spare_time = SpareTime(self)
        self._library_verbs = LibraryVerbs(ctx, ports.sample)
        self._actions = WindowActions(self, ctx.words, self.run)
        self._bar = TopBar(ctx, ports.path.name, self._actions.menu)
        self._meeting = MeetingVerbs(ctx, frame, self._bar.clock)
        self._wording = WordingVerbs(ctx, self)
        self._library_page = LibraryPage(ctx)
        self._library_rail = library_rail(ctx.look, ctx.words)
        self._library = QWidget()
        row = QHBoxLayout(self._library)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._library_rail)
        row.addWidget(self._library_page, 1)
        self._review_page: ReviewPage | None = None
        self._stack = QStackedWidget()
        self._stack.addWidget(self._library)
        self._banner = Banner(ctx)
        self._status = StatusLine(ctx)
        self._rules = WordingRulesDoor(
            ctx, self._stack, leave=self._keep_inside, arrived=self._arrived, say=self._status.say
        )
        self._undo = UndoVerbs(ctx, self._actions, self._keep_typed, self._status.say)
        self._looks = LookVerbs(ctx, self._status.say, self)
        self._room = RoomDoor(ctx, frame, self._reviewing, self._status, self._bar, self.run)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget, stretch in ((self._bar, 0), (self._stack, 1), (self._banner, 0), (self._status, 0)):
            column.addWidget(widget, stretch)
        self._wire()
        frame.fill(self, self)
        self.show_library()
        self._say_how_it_is_opened()
        ctx.timers.call_later(BACKUP_MS, self._say_backup_problem)

    def build_ahead(self, ready: Callable[[], bool]) -> None:
        """Build the page of a review and its stages while nobody presses a key, once ``ready`` says yes."""

        def first() -> None:
            if ready():
                self._spare_time.add(*self._reviewing().build_ahead())
            else:
                self._spare_time.add(first)

        self._spare_time.add(first)

    @property
    def place(self) -> str:
        """Where we are: "library", a stage, or the page of the wording rules."""
        if self._rules.shown:
            return PLACE
        return self._review_page.stage if self._review_page is not None and self._inside else LIBRARY

    def run(self, command: str) -> None:
        """Do a verb by its id, wherever it came from: key, menu, palette or button; under a sheet, only its own."""
        cover = Cover.over(self)
        if cover is not None and command not in cover.acting:
            self._status.say(self._ctx.words("window.covered"))
            return
        try:
            self._do(command)
        except KnownError as error:
            self.tell(error)

    def _do(self, command: str) -> None:
        verbs = self._verbs()
        if command in verbs:
            verbs[command]()
        elif command.startswith("stage."):
            self._reviewing().show_stage(command.removeprefix("stage."))
            self._reviewing().page.focus_first()
        elif self._inside and self._reviewing().page.run(command):
            return
        elif command == "report.publish":
            self._reviewing().show_stage("close")
            self._reviewing().page.run(command)

    def show_library(self) -> None:
        """Show the list of reviews."""
        standing = self._reviewing().review_id if self._inside else ""
        self._keep_inside()
        self._stack.setCurrentWidget(self._library)
        self._library_page.refresh()
        self._library_page.select(standing)
        self._library_page.focus_first()
        self._show_place()

    def show_review(self, review_id: str, kind: str = "review", entity: str = "") -> None:
        """Show a review where it was left last, or at an item of it."""
        try:
            self._enter(review_id, kind, entity)
        except KnownError as error:
            self.show_library()
            self.tell(error)

    def _keep_typed(self) -> None:
        if self._inside:
            self._reviewing().keep()

    def _keep_inside(self) -> None:
        if self._inside:
            self._reviewing().leave()
            self._reviewing().close_popovers()

    def _arrived(self, at: QWidget) -> None:
        """Say where we are after a look at the wording rules; a review may have gone meanwhile."""
        if at is self._review_page and self._ctx.desk.review(self._reviewing().review_id) is None:
            self.show_library()
        else:
            self._show_place()

    def _start_second(self) -> None:
        if self._library_page.current:
            self.show_review(self._library_page.current)
            self._meeting.start_second()

    def _enter(self, review_id: str, kind: str, entity: str) -> None:
        if self._ctx.desk.review(review_id) is None:
            return
        page = self._reviewing()
        self._banner.end_news()
        self._stack.setCurrentWidget(page)
        stage = STAGE_OF_KIND.get(kind) or self._ctx.settings.get(f"stage.{review_id}", PREPARE)
        page.show_review(review_id, stage)
        if kind in STAGE_OF_KIND and entity:
            page.page.reveal(kind, entity)
        else:
            page.page.focus_first()
        self._show_place()
        self._spare_time.add(*page.fill_ahead(), self._room.look_ahead)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the library's rail as icons where there is no room for words."""
        super().resizeEvent(event)
        self._fit_rail()

    @property
    def _backups_at(self) -> QWidget:
        return self._bar if self._inside else self._library_rail.buttons["file.backups"]

    def _fit_rail(self) -> None:
        self._library_rail.set_narrow(narrow=self.width() < self._ctx.look.px(NARROWER))

    def left(self) -> None:
        """Keep what is typed: the person went to another window."""
        self._keep_typed()

    def key(self, text: str) -> bool:
        """Open the sheet on "?", when no text box wanted it."""
        if text == "?":
            self.run("view.shortcuts")
        return text == "?"

    def tell(self, error: KnownError) -> None:
        """Say what the world said; of a damaged file, with the ways on."""
        words, verbs = self._ctx.words, self._file_verbs
        ways = (
            (words("window.trouble.salvage"), lambda: self._banner.show_text(verbs.salvage())),
            (words("window.trouble.backups"), lambda: self.run("file.backups")),
        )
        self._banner.show_error(error, ways if error.id == "storage.damaged" else ())

    def may_close(self) -> bool:
        """Keep everything; False, and say so, when something could not be kept, or is still on its way."""
        if self._ctx.bridge.arrivals.expected:
            self._ctx.bridge.arrivals.then(self._frame.close)
            return False
        kept = self._review_page.leave() if self._review_page is not None and self._review_page.review_id else True
        if not kept and not self._leave_unsaved:
            words = self._ctx.words
            verbs = ((words("window.try_again"), self._frame.close), (words("window.close_anyway"), self._give_up))
            self._banner.show_text(words("window.unsaved"), verbs)
            return False
        self._spare_time.stop()
        self._room.end()
        QApplication.instance().removeEventFilter(self)  # type: ignore[union-attr]  # there is one: we are a widget
        return True

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Let chords reach their verbs while somebody types in a text box."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self.isActiveWindow():
            return self._actions.owns(QKeySequence(event.keyCombination()))
        return False

    @property
    def _inside(self) -> bool:
        return self._review_page is not None and self._stack.currentWidget() is self._review_page

    def _reviewing(self) -> ReviewPage:
        if self._review_page is None:
            self._review_page = self._make_review(self._ctx)
            self._review_page.stage_changed.connect(self._stage_changed)
            self._review_page.say.connect(self._status.say)
            self._review_page.run_requested.connect(self.run)
            self._meeting.attach(self._review_page)
            self._stack.addWidget(self._review_page)
        return self._review_page

    def _wire(self) -> None:
        bridge = self._ctx.bridge
        self._bar.back.connect(self.show_library)
        self._bar.run_requested.connect(self.run)
        self._bar.clock.clicked.connect(lambda: self.run("meeting.preset"))
        self._library_rail.chosen.connect(self._library_place)
        self._library_page.open_requested.connect(self.show_review)
        self._library_page.run_requested.connect(self.run)
        self._library_page.counted.connect(self._show_counts)
        bridge.changed.connect(self._on_changed)
        self._ctx.look.changed.connect(self._fit_rail)
        bridge.trouble.connect(self.tell)
        self._meeting.say.connect(self._status.say)
        bridge.mended.connect(self._banner.hide)
        self._wording.say.connect(self._status.say)
        QApplication.instance().installEventFilter(self)  # type: ignore[union-attr]

    def _verbs(self) -> dict[str, Callable[[], object]]:
        """Return what the window itself does for verbs."""
        verbs: dict[str, Callable[[], object]] = {
            **self._room.table(),
            **self._looks.table(),
            **self._undo.table(),
            "view.palette": self._open_palette,
            "view.find": self._open_palette,
            "view.shortcuts": lambda: ShortcutsSheet(self._ctx, self._frame, self.place).show_large(),
            "view.next_region": lambda: self._walk_regions(1),
            "view.previous_region": lambda: self._walk_regions(-1),
            "view.menu": self._bar.open_menu,
            "file.saved": lambda: self._status.say(self._status.saved_text or self._ctx.words("window.local")),
            "file.quit": self._frame.close,
            "file.open": self._file_verbs.open_another,
            "file.save_copy": lambda: self._file_verbs.save_copy(self._status.say, self.tell),
            "file.backups": lambda: self._file_verbs.show_backups(self._backups_at, self._status.say, self.tell),
        }
        verbs.update(self._review_verbs() if self._inside else self._list_verbs())
        verbs.update(self._rules.table())
        return verbs

    def _list_verbs(self) -> dict[str, Callable[[], object]]:
        page, verbs = self._library_page, self._library_verbs
        return {
            "review.new": lambda: self.show_review(verbs.new()),
            "review.sample": lambda: self.show_review(verbs.sample()),
            "review.duplicate": lambda: self.show_review(verbs.duplicate(page.current)),
            "review.archive": lambda: verbs.archive(page.current),
            "library.open": page.open_current,
            "library.search": page.focus_search,
            "meeting.second": self._start_second,
            "library.archive_view": lambda: self._library_place("reviews" if page.archive_shown else "archive"),
        }

    def _review_verbs(self) -> dict[str, Callable[[], object]]:
        page = self._reviewing()
        return {
            **self._meeting.table(),
            "view.library": self.show_library,
            **self._wording.table(),
            **page.table(),
        }

    def _open_palette(self) -> None:
        CommandPalette(self._ctx, self._frame, self.place, self.run, self._go).show_centred()

    def _go(self, place: Place) -> None:
        self.show_review(place.review, place.kind, place.entity)

    def _walk_regions(self, step: int) -> None:
        if not self._inside:
            in_rail = self._library_rail.isAncestorOf(self.focusWidget() or self)
            self._library_page.focus_first() if in_rail else self._library_rail.buttons["reviews"].setFocus()
            return
        page = self._reviewing()
        focus = self.focusWidget() or page
        regions = page.regions()
        at = next((index for index, one in enumerate(regions) if one is focus or one.isAncestorOf(focus)), 0)
        page.focus_region((at + step) % len(regions))

    def _library_place(self, value: str) -> None:
        if "." in value:
            self.run(value)
            return
        self._library_rail.set_value(value)
        self._library_page.show_archive(archive=value == "archive")

    def _show_counts(self, reviews: int, archived: int) -> None:
        for name, count in (("reviews", reviews), ("archive", archived)):
            self._library_rail.buttons[name].set_hint(str(count or ""))

    def _stage_changed(self, stage: str) -> None:
        self._ctx.settings.put(f"stage.{self._reviewing().review_id}", stage)
        if self._inside:
            self._show_place()

    def _show_place(self) -> None:
        review = self._ctx.desk.review(self._reviewing().review_id) if self._inside else None
        self._bar.show_review(review)
        self._meeting.show_place(review.id if review else "")  # first: the verbs of a meeting never act unseen
        self._actions.show_place(self.place)
        self._status.show_hints(self.place)
        self._undo.label()
        name = self._ctx.words("window.name")
        self._frame.setWindowTitle(f"{review.title or self._ctx.words('window.untitled')} – {name}" if review else name)

    def _on_changed(self, news: Changed) -> None:
        self._undo.label()
        if not self._inside or self._reviewing().review_id not in news.reviews:
            return
        if self._ctx.desk.review(self._reviewing().review_id) is None:
            self.show_library()
        else:
            self._bar.show_review(self._ctx.desk.review(self._reviewing().review_id))

    def _say_how_it_is_opened(self) -> None:
        if self._ports.holder:
            self._banner.show_text(self._ctx.words("window.read_only", holder=self._ports.holder))
        elif self._ports.read_only:
            self._banner.show_text(self._ctx.words("window.read_only_medium"))
        else:
            tell_running(self._ctx, self._banner, self.show_review)

    def _say_backup_problem(self) -> None:
        problem = self._ports.backup_problem()
        if problem is not None:
            self.tell(problem)

    def _give_up(self) -> None:
        self._leave_unsaved = True
        self._frame.close()
