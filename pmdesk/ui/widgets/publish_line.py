"""The line that asks where the PDF shall go, and says what became of it. Part of the page, never modal."""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFileDialog, QFrame, QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from pmdesk.domain.review import Review
from pmdesk.domain.roles import as_roles
from pmdesk.editing.people_reading import named_outside
from pmdesk.editing.words import Words
from pmdesk.ui.context import Context
from pmdesk.ui.widgets.buttons import Button, IconButton
from pmdesk.ui.widgets.labels import Label

_LONGEST_TITLE = 60
_SUFFIX = ".pdf"
_BESIDE_FROM = 480


def file_name(review: Review, words: Words) -> str:
    """Return a name that every file system takes, with roles for names: "R-42 payment-api-slow.pdf"."""
    people, labels = named_outside(
        review, participant=words("report.participant"), facilitator=words("report.facilitator")
    )
    title = "-".join(re.findall(r"\w+", as_roles(review.title, people, labels).casefold()))[:_LONGEST_TITLE].strip("-_")
    title = title or words("close.publish.untitled")
    return words("close.publish.file", number=review.number, title=title) + _SUFFIX


class PublishLine(QFrame):
    """Asks for a file. ``write_wanted`` carries its path once it is clear that nothing is lost.

    ``left`` says that the line was closed, ``mark_wanted`` that the review is to be marked as
    published.
    """

    write_wanted = Signal(object)
    mark_wanted = Signal()
    left = Signal()

    def __init__(self, ctx: Context) -> None:
        """Be hidden until ask() is called."""
        super().__init__()
        self._ctx = ctx
        self._folder = Path()
        self._written = Path()
        look, words = ctx.look, ctx.words
        self.setObjectName("card")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._path = QLineEdit()
        self._path.setAccessibleName(words("close.publish.path"))
        self._path.returnPressed.connect(self._enter)
        self._path.textEdited.connect(lambda _text: self._say("", ()))
        self._browse = self._button("browse", icon="folder-open")
        self._save = self._button("write", kind="primary", icon="file-down")
        self._replace = self._button("replace_yes")
        self._rename = self._button("replace_no")
        self._open = self._button("open", kind="link", icon="external-link")
        self._show = self._button("show", kind="link", icon="folder-open")
        self._mark = self._button("mark", kind="link", icon="badge-check")
        self._answers = (self._replace, self._rename, self._open, self._show, self._mark)
        self._leave = IconButton(look, "x", words("close.publish.leave"), keys="Esc")
        self._sentence = Label(look, "", "body-medium", "text", wrap=True)
        self._lay_out()
        self._browse.clicked.connect(self._choose)
        self._save.clicked.connect(self._enter)
        self._replace.clicked.connect(lambda: self.write_wanted.emit(self._target()))
        self._rename.clicked.connect(self._focus_name)
        self._open.clicked.connect(lambda: open_url(self._written))
        self._show.clicked.connect(lambda: open_url(self._written.parent))
        self._mark.clicked.connect(self.mark_wanted)
        self._leave.clicked.connect(self.leave)
        self.hide()

    def ask(self, folder: Path, name: str) -> None:
        """Propose a file, with its name chosen so that typing replaces it."""
        self._folder = folder
        if self.isHidden() or not self._path.isVisible():
            self._path.setText(str(folder / name))
        self._say("", ())
        self._asking(asking=True)
        self.show()
        self._focus_name()

    def say_working(self, path: Path) -> None:
        """Say that the file is being made."""
        self._asking(asking=True)
        self._save.setEnabled(False)
        self._say(self._ctx.words("close.publish.writing", name=path.name), ())

    def say_saved(self, path: Path, *, published: bool) -> None:
        """Say that it is there, with ways to it; ``published``: the review is marked already."""
        self._written = path
        self._asking(asking=False)
        ways = (self._open, self._show) if published else (self._open, self._show, self._mark)
        self._say(self._ctx.words("close.publish.saved", name=path.name), ways, tone="ok")
        self._open.setFocus()

    def say_marked(self) -> None:
        """Say that the review is published now."""
        self._mark.hide()
        self._say(self._ctx.words("close.publish.marked"), (self._open, self._show), tone="ok")

    def say_trouble(self, text: str) -> None:
        """Say what the world did; the path stays to be changed."""
        self._asking(asking=True)
        self._say(text, (), tone="warn")

    def leave(self) -> None:
        """Close the line."""
        self.hide()
        self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close on Esc."""
        if event.matches(QKeySequence.StandardKey.Cancel):
            self.leave()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the buttons below their line where there is no room beside it."""
        super().resizeEvent(event)
        beside = self.width() >= self._ctx.look.px(_BESIDE_FROM)
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        for row in (self._path_row, self._answer_row):
            row.setDirection(across if beside else down)

    def _lay_out(self) -> None:
        look, words = self._ctx.look, self._ctx.words
        self._asked = QWidget()
        asked = QVBoxLayout(self._asked)
        asked.setContentsMargins(0, 0, 0, 0)
        asked.addWidget(Label(look, words("close.publish.where"), "body-strong"))
        self._path_row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._path_row.addWidget(self._path, 1)
        self._path_row.addLayout(_row(self._browse, self._save))
        asked.addLayout(self._path_row)
        self._answer_row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._answer_row.addWidget(self._sentence, 1)
        self._answer_row.addLayout(_row(*self._answers))
        content = QVBoxLayout()
        content.setSpacing(look.px(6))
        content.addWidget(self._asked)
        content.addLayout(self._answer_row)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(look.px(14), look.px(8), look.px(8), look.px(10))
        whole.addLayout(content, 1)
        whole.addWidget(self._leave, 0, Qt.AlignmentFlag.AlignTop)

    def _button(self, word: str, *, kind: str = "standard", icon: str = "") -> Button:
        words = self._ctx.words
        name = words(f"close.publish.{word}_name") if words.has(f"close.publish.{word}_name") else ""
        small = kind == "standard" and not icon
        return Button(self._ctx.look, words(f"close.publish.{word}"), kind=kind, icon=icon, name=name, small=small)

    def _asking(self, *, asking: bool) -> None:
        self._asked.setVisible(asking)
        self._save.setEnabled(True)

    def _say(self, text: str, buttons: tuple[Button, ...], *, tone: str = "text2") -> None:
        self._sentence.setText(text)
        self._sentence.set_tone(tone)
        self._sentence.setVisible(bool(text))
        for button in self._answers:
            button.setVisible(button in buttons)

    def _target(self) -> Path:
        path = Path(self._path.text().strip()).expanduser()
        path = path if path.is_absolute() else self._folder / path
        return path if path.suffix.casefold() == _SUFFIX else path.with_name(path.name + _SUFFIX)

    def _enter(self) -> None:
        if not self._path.text().strip():
            self._say(self._ctx.words("close.publish.no_name"), ())
            return
        target = self._target()
        try:
            there = target.is_file()
        except (OSError, ValueError):  # a name that this system cannot even ask about: writing says why
            there = False
        if there:
            question = self._ctx.words("close.publish.replace", name=target.name)
            self._say(question, (self._replace, self._rename))
            self._rename.setFocus()
        else:
            self.write_wanted.emit(target)

    def _focus_name(self) -> None:
        self._say("", ())
        self._path.setFocus()
        text = self._path.text()
        name = Path(text).name
        stem = name.removesuffix(_SUFFIX)
        self._path.setSelection(len(text) - len(name), len(stem))

    def _choose(self) -> None:
        words = self._ctx.words
        dialog = QFileDialog(self.window(), words("close.publish.where"), str(self._target()))
        dialog.setNameFilter(words("close.publish.filter"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)
        dialog.selectFile(self._target().name)
        dialog.fileSelected.connect(self._path.setText)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()


def _row(*buttons: Button) -> QHBoxLayout:
    row = QHBoxLayout()
    for button in buttons:
        row.addWidget(button)
    return row


def open_url(path: Path) -> None:
    """Let the system open a file or a folder."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
