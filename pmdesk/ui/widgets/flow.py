"""A row that goes on in the next line where there is no room."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class FlowLayout(QLayout):
    """Lays widgets side by side, centred in their line, and breaks like words in a text.

    It does not bind height to width by itself, because a scroll area around it would then ask all
    its neighbours for their best height: the owner asks ``heightForWidth`` and fixes its height.
    """

    def __init__(self, parent: QWidget | None = None, gap: int = 8, line_gap: int = 6) -> None:
        """``gap`` px stand between neighbours, ``line_gap`` px between lines."""
        super().__init__(parent)
        self.setContentsMargins(0, 0, 0, 0)
        self._gap, self._line_gap = gap, line_gap
        self._items: list[QLayoutItem] = []

    def addItem(self, item: QLayoutItem) -> None:
        """Take an item."""
        self._items.append(item)

    def count(self) -> int:
        """Return how many items there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """Return an item, or None past the end."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Take an item out."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """Ask for no more room than is needed."""
        return Qt.Orientation(0)

    def heightForWidth(self, width: int) -> int:
        """Return the height of all lines."""
        return self._place(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        """Place every item."""
        super().setGeometry(rect)
        self._place(rect, move=True)

    def sizeHint(self) -> QSize:
        """Fit everything in one line."""
        sizes = [item.sizeHint() for item in self._shown()]
        width = sum(size.width() for size in sizes) + self._gap * max(len(sizes) - 1, 0)
        return QSize(width, max((size.height() for size in sizes), default=0))

    def minimumSize(self) -> QSize:
        """Fit the widest item."""
        size = QSize()
        for item in self._shown():
            size = size.expandedTo(item.minimumSize())
        return size

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _place(self, rect: QRect, *, move: bool) -> int:
        x, y = 0, 0
        line: list[tuple[QLayoutItem, int, QSize]] = []
        for item in self._shown():
            size = item.sizeHint()
            if line and x + size.width() > rect.width():
                y += self._finish(line, rect, y, move=move) + self._line_gap
                x, line = 0, []
            width = min(size.width(), max(rect.width(), item.minimumSize().width()))
            line.append((item, x, QSize(width, size.height())))
            x += width + self._gap
        return y + self._finish(line, rect, y, move=move)

    @staticmethod
    def _finish(line: list[tuple[QLayoutItem, int, QSize]], rect: QRect, y: int, *, move: bool) -> int:
        height = max((size.height() for _item, _x, size in line), default=0)
        if move:
            for item, x, size in line:
                top = rect.y() + y + (height - size.height()) // 2
                item.setGeometry(QRect(QPoint(rect.x() + x, top), size))
        return height
