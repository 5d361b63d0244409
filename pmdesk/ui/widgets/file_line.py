"""The line that asks where a file shall go, and says what became of it. Part of the page, never modal."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QBoxLayout,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from pmdesk.ui.context import Context
from pmdesk.ui.widgets.buttons import Button, IconButton
from pmdesk.ui.widgets.labels import Label

_BESIDE_FROM = 480


class FileLine(QFrame):
    """Asks for a file. ``write_wanted`` carries its path once it is clear that nothing is lost.

    ``left`` says that the line was closed.
    """

    write_wanted = Signal(object)
    left = Signal()

    def __init__(self, ctx: Context, topic: str, suffix: str, *, choices: QWidget | None = None) -> None:
        """Be hidden until ask() is called.

        ``topic`` holds its words ("close.publish"), ``suffix`` is that of the file (".pdf"),
        ``choices`` stand below the path while it asks.
        """
        super().__init__()
        self._ctx, self.topic, self._suffix = ctx, topic, suffix
        self._folder = Path()
        self._written = Path()
        look = ctx.look
        self.setObjectName("card")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._path = QLineEdit()
        self._path.setAccessibleName(self._word("path"))
        self._path.returnPressed.connect(self._enter)
        self._path.textEdited.connect(lambda _text: self._say("", ()))
        self._browse = self._button("browse", icon="folder-open")
        self._save = self._button("write", kind="primary", icon="file-down")
        self._replace = self._button("replace_yes")
        self._rename = self._button("replace_no")
        self._ways = [
            self._button("open", kind="link", icon="external-link"),
            self._button("show", kind="link", icon="folder-open"),
        ]
        self._leave = IconButton(look, "x", self._word("leave"), keys="Esc")
        self._sentence = Label(look, "", "body-medium", "text", wrap=True)
        self._choices = choices
        self._lay_out()
        self._browse.clicked.connect(self._choose)
        self._save.clicked.connect(self._enter)
        self._replace.clicked.connect(lambda: self.write_wanted.emit(self._target()))
        self._rename.clicked.connect(self._focus_name)
        self._ways[0].clicked.connect(lambda: _open(self._written))
        self._ways[1].clicked.connect(lambda: _open(self._written.parent))
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
        self._say(self._word("writing", name=path.name), ())

    def say_saved(self, path: Path) -> None:
        """Say that it is there, with ways to it."""
        self._written = path
        self._asking(asking=False)
        self._say(self._word("saved", name=path.name), tuple(self._ways), tone="ok")
        self._ways[0].setFocus()

    def ask_again(self, text: str = "") -> None:
        """Ask once more, with the path as it was, and perhaps a word about why."""
        focus = QApplication.focusWidget()
        here = focus is not None and self.isAncestorOf(focus)
        self.show()
        self._asking(asking=True)
        self._say(text, (), tone="warn")
        if here:
            self._path.setFocus()

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
        look = self._ctx.look
        self._asked = QWidget()
        asked = QVBoxLayout(self._asked)
        asked.setContentsMargins(0, 0, 0, 0)
        asked.addWidget(Label(look, self._word("where"), "body-strong"))
        self._path_row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._path_row.addWidget(self._path, 1)
        self._path_row.addLayout(_row(self._browse, self._save))
        asked.addLayout(self._path_row)
        if self._choices is not None:
            asked.addWidget(self._choices)
        self._answer_row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._answer_row.addWidget(self._sentence, 1)
        self._way_row = _row(self._replace, self._rename, *self._ways)
        self._answer_row.addLayout(self._way_row)
        content = QVBoxLayout()
        content.setSpacing(look.px(6))
        content.addWidget(self._asked)
        content.addLayout(self._answer_row)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(look.px(14), look.px(8), look.px(8), look.px(10))
        whole.addLayout(content, 1)
        whole.addWidget(self._leave, 0, Qt.AlignmentFlag.AlignTop)

    def _word(self, word: str, **values: object) -> str:
        return self._ctx.words(f"{self.topic}.{word}", **values)

    def _add_way(self, word: str, icon: str) -> Button:
        """Add one more thing that can be done with the saved file."""
        way = self._button(word, kind="link", icon=icon)
        self._ways.append(way)
        self._way_row.addWidget(way)
        return way

    def _button(self, word: str, *, kind: str = "standard", icon: str = "") -> Button:
        has_name = self._ctx.words.has(f"{self.topic}.{word}_name")
        name = self._word(f"{word}_name") if has_name else ""
        small = kind == "standard" and not icon
        return Button(self._ctx.look, self._word(word), kind=kind, icon=icon, name=name, small=small)

    def _asking(self, *, asking: bool) -> None:
        self._asked.setVisible(asking)
        self._save.setEnabled(True)

    def _say(self, text: str, buttons: tuple[Button, ...], *, tone: str = "text2") -> None:
        self._sentence.setText(text)
        self._sentence.set_tone(tone)
        self._sentence.setVisible(bool(text))
        for button in (self._replace, self._rename, *self._ways):
            button.setVisible(button in buttons)

    def _target(self) -> Path:
        path = Path(self._path.text().strip()).expanduser()
        path = path if path.is_absolute() else self._folder / path
        return path if path.suffix.casefold() == self._suffix else path.with_name(path.name + self._suffix)

    def _enter(self) -> None:
        if not self._path.text().strip():
            self._say(self._word("no_name"), ())
            return
        target = self._target()
        try:
            there = target.is_file()
        except (OSError, ValueError):  # a name that this system cannot even ask about: writing says why
            there = False
        if there:
            self._say(self._word("replace", name=target.name), (self._replace, self._rename))
            self._rename.setFocus()
        else:
            self.write_wanted.emit(target)

    def _focus_name(self) -> None:
        self._say("", ())
        self._path.setFocus()
        text = self._path.text()
        name = Path(text).name
        stem = name.removesuffix(self._suffix)
        self._path.setSelection(len(text) - len(name), len(stem))

    def _choose(self) -> None:
        dialog = QFileDialog(self.window(), self._word("where"), str(self._target()))
        dialog.setNameFilter(self._word("filter"))
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


def _open(path: Path) -> None:
    """Let the system open a file or a folder."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
