"""What opens when a library cannot be: one sentence, and every way on from here."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pmdesk.editing.ports import Clock, KnownError
from pmdesk.editing.words import Words
from pmdesk.ui.context import LibraryFiles
from pmdesk.ui.file_verbs import FileVerbs
from pmdesk.ui.frame import Frame
from pmdesk.ui.widgets.buttons import Button
from pmdesk.ui.widgets.labels import IconLabel, Label

MOST_BACKUPS = 6


class TroublePage(QWidget):
    """Fills the frame. Nothing here touches the file that could not be opened."""

    def __init__(
        self,
        frame: Frame,
        words: Words,
        clock: Clock,
        files: LibraryFiles,
        path: Path,
        error: KnownError,
        program: list[str],
    ) -> None:
        """Say what ``error`` is and offer what fits it."""
        super().__init__(frame)
        look = frame.look
        self._frame, self._look, self._words, self._files, self._path = frame, look, words, files, path
        self._verbs = FileVerbs(frame, look, words, clock, files, path, program)
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        frame.setWindowTitle(words("window.name"))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(48, 40, 48, 40)
        self._column.setSpacing(10)
        frame.fill(self, self)
        self._column.addStretch()
        self._column.addWidget(IconLabel(look, "triangle-alert", 24, "warn"), 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addWidget(Label(look, words("window.trouble.title"), "headline"))
        self._column.addWidget(Label(look, path.name, "body", "text3", wrap=True))
        self._said = Label(look, words(f"errors.{error.id}", **error.values), "body", "text", wrap=True)
        self._column.addWidget(self._said)
        self._column.addSpacing(12)
        if error.id == "storage.damaged":
            self._add(words("window.trouble.salvage"), "life-buoy", self._salvage, primary=True)
        self._add_backups()
        self._add(words("window.trouble.open_other"), "folder-open", self._verbs.open_another)
        self._add(words("window.trouble.new_library"), "plus", self._start_new)
        self._column.addStretch()

    def may_close(self) -> bool:
        """Close at any time: there is nothing to keep."""
        return True

    def left(self) -> None:
        """Keep nothing: nothing can be typed here."""

    def key(self, text: str) -> bool:  # noqa: ARG002 (the form of Contents)
        """Know no keys of its own."""
        return False

    def tell(self, error: KnownError) -> None:
        """Say what the world said since."""
        self._said.setText(self._words(f"errors.{error.id}", **error.values))

    def _add(self, text: str, icon: str, call: Callable[[], object], *, primary: bool = False) -> None:
        button = Button(self._look, text, icon=icon, kind="primary" if primary else "standard")
        button.clicked.connect(lambda _checked=False: call())
        self._column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)

    def _add_backups(self) -> None:
        try:
            backups = self._files.backups(self._path)
        except KnownError:
            backups = ()  # the folder of backups is as unreadable as the file: offer the other ways
        for choice in self._verbs.choices(backups)[:MOST_BACKUPS]:
            text = self._words("window.trouble.open_backup", when=choice.text)
            self._add(text, "history", partial(self._verbs.start, Path(str(choice.value)), read_only=True))

    def _salvage(self) -> None:
        self._said.setText(self._verbs.salvage())

    def _start_new(self) -> None:
        self._verbs.start(self._verbs.free_name("new"))
        self._frame.close()
