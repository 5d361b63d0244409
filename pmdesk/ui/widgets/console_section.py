"""One section of the console: a header that folds it, and its content below."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QBoxLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from pmdesk.editing.words import Words
from pmdesk.ui.look import Look
from pmdesk.ui.widgets.elided import ElidedLabel
from pmdesk.ui.widgets.labels import IconLabel, KeyCaps

_ABOVE, _BELOW, _FOLDED, _LEFT = 3, 8, 2, 16
"""Room in px above the header, below the content, below the header of a folded section, and at the left."""


class ConsoleSection(QWidget):
    """Subclasses put their widgets into ``content``. ``key`` is the name under which folding is remembered.

    ``turn_wanted``: the person wants it folded, or unfolded again.
    """

    turn_wanted = Signal()

    def __init__(
        self,
        look: Look,
        words: Words,
        key: str,
        icon: str,
        *,
        tone: str = "text3",
        boxes: bool = False,
        keys: str = "",
    ) -> None:
        """Its title is the word console.<key>.title; ``tone`` is the colour of icon and title.

        ``boxes``: it holds text boxes that grow, and those know their height only while they are shown.
        ``keys`` lead to it from anywhere.
        """
        super().__init__()
        self.key = key
        self._boxes = boxes
        self._head = _Head(look, words, icon, words(f"console.{key}.title"), tone, keys)
        self._head.clicked.connect(self.turn_wanted)
        self._body = QWidget()
        self.content = QVBoxLayout(self._body)
        self.content.setContentsMargins(8, 2, 16, 0)  # the 8 px at the left are the inner margin of text boxes
        self.content.setSpacing(6)
        self._column = QVBoxLayout(self)
        self._column.setSpacing(0)
        self._was_open = 0
        look.changed.connect(self._forget_height)
        self._column.addWidget(self._head)
        self._column.addWidget(self._body)
        self.set_folded(folded=False)

    @property
    def folded(self) -> bool:
        """Whether only the header is shown."""
        return self._head.folded

    @property
    def head(self) -> QAbstractButton:
        """The button that folds it."""
        return self._head

    def set_folded(self, *, folded: bool) -> None:
        """Fold or unfold; the keyboard stays in the section."""
        if folded and self._boxes and self._body.isVisible():
            self._was_open = self.heights(self.width())[1]
        if folded and self._body.isAncestorOf(self.window().focusWidget() or self):
            self._head.setFocus()
        self._head.set_folded(folded=folded)
        self._body.setVisible(not folded)
        self._column.setContentsMargins(0, _ABOVE, 0, _FOLDED if folded else _BELOW)

    def set_note(self, text: str, *, tone: str = "text3") -> None:
        """Say something at the right of the title, such as a count."""
        self._head.set_note(text, tone)

    def be_slim(self, *, slim: bool) -> None:
        """Leave icon and note out of the header, in a narrow place."""
        self._head.be_slim(slim=slim)

    def heights(self, width: int) -> tuple[int, int]:
        """Return how high it is folded and open, ``width`` px wide.

        With boxes, a folded one is as high as it was before.
        """
        head = _ABOVE + self._head.sizeHint().height()
        self._reckon()
        if self.folded and self._was_open:
            return head + _FOLDED, self._was_open
        body = self.content.totalHeightForWidth(width) if self.content.hasHeightForWidth() else -1
        return head + _FOLDED, head + (body if body >= 0 else self.content.totalSizeHint().height()) + _BELOW

    def lay_out(self) -> None:
        """Be as high as the content is now, at once: not a turn later."""
        self.content.activate()
        self._column.activate()

    def _reckon(self) -> None:
        """Let all layouts ask their widgets again now: hidden ones hear of nothing, others a turn later."""
        for one in reversed(self._body.findChildren(QWidget)):
            layout = one.layout()
            if layout is not None:
                layout.invalidate()
                layout.activate()
        self.content.invalidate()

    def _forget_height(self) -> None:
        self._was_open = 0


def indented(*widgets: QWidget) -> QBoxLayout:
    """Return a row that begins where the text of the boxes does."""
    row = QHBoxLayout()
    row.setContentsMargins(8, 0, 0, 0)
    row.setSpacing(6)
    for widget in widgets:
        row.addWidget(widget)
    return row


class _Head(QAbstractButton):
    """Icon, title, note and an arrow. Its name says what a press does, its description holds the note."""

    def __init__(self, look: Look, words: Words, icon: str, title: str, tone: str, keys: str) -> None:
        super().__init__()
        self._look, self._words, self._title = look, words, title
        self.folded = self._slim = False
        self._note = ElidedLabel(look, "", "small", "text3")
        self._note.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._note.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._arrow = IconLabel(look, "chevron-up", 14, "text3")
        row = QHBoxLayout(self)
        row.setContentsMargins(_LEFT, 0, 14, 0)
        row.setSpacing(6)
        self._icon = IconLabel(look, icon, 14, tone)
        row.addWidget(self._icon)
        name = ElidedLabel(look, title, "small-medium", tone)
        name.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        row.addWidget(name)
        row.addWidget(self._note, 1)
        self._caps = KeyCaps(look, keys, spare=True) if keys else None
        if self._caps is not None:
            row.addWidget(self._caps)
        row.addWidget(self._arrow)
        for part in self.findChildren(QWidget):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        look.changed.connect(self.updateGeometry)

    def set_folded(self, *, folded: bool) -> None:
        self.folded = folded
        verb = "console.unfold_section" if folded else "console.fold_section"
        self.setAccessibleName(self._words(verb, title=self._title))
        self._arrow.set_icon("chevron-down" if folded else "chevron-up", "text3")
        self._share()

    def _share(self) -> None:
        """In a narrow place there is room for the keys or for the arrow."""
        if self._caps is not None:
            self._caps.setVisible(not self._slim or not self.folded)
            self._arrow.setVisible(not self._slim or self.folded)

    def be_slim(self, *, slim: bool) -> None:
        self._slim = slim
        if (row := self.layout()) is not None:
            row.setContentsMargins(self._look.px(_LEFT) if slim else _LEFT, 0, 14, 0)
        self._icon.setVisible(not slim)
        self._share()
        self._note.setText("" if slim else self.accessibleDescription())

    def set_note(self, text: str, tone: str) -> None:
        self._note.setText("" if self._slim else text)
        self._note.set_tone(tone)
        self.setAccessibleDescription(text)

    def sizeHint(self) -> QSize:
        return QSize(self._look.px(120), max(self._look.px(26), 24))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self.hasFocus() and not self.underMouse():
            return
        look, painter = self._look, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(look.colour("accent"), 2) if self.hasFocus() else Qt.PenStyle.NoPen)
        painter.setBrush(Qt.BrushStyle.NoBrush if self.hasFocus() else look.colour("hover"))
        painter.drawRoundedRect(self.rect().adjusted(8, 1, -8, -1), look.px(6), look.px(6))
