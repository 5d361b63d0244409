"""Draws the rows of the library list."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from pmdesk.domain.review import ReviewKind
from pmdesk.editing.ports import Hit, Summary
from pmdesk.ui.context import Context
from pmdesk.ui.models.library_model import Group, LibraryModel, action_words, due_words, severity_word
from pmdesk.ui.widgets.severity import SEVERITY_TONE, paint_severity

_Index = QModelIndex | QPersistentModelIndex
_MIDDLE = Qt.AlignmentFlag.AlignVCenter
STAGE_COUNT = 6


def columns(width: int, px: int) -> dict[str, int]:
    """Return the left edge of each column for a row of ``width``; ``px`` is the length of 100 px.

    Narrow lists give their room to the title and drop the date.
    """
    right = width - round(px * 0.12)
    wide = width >= 8 * px
    actions = right - round(px * (1.75 if wide else 1.2))
    status = actions - round(px * (2.4 if wide else 1.3))
    date = status - round(px * 1.15) if wide else status
    return {
        "severity": round(px * 0.12),
        "title": round(px * 1.1),
        "date": date,
        "status": status,
        "actions": actions,
        "end": right,
    }


class LibraryRow(QStyledItemDelegate):
    """Rows are 44 px, headings 34 px at 100 %."""

    def __init__(self, ctx: Context, parent: QObject) -> None:
        """Draw with the look and the words of ``ctx``."""
        super().__init__(parent)
        self._ctx = ctx

    def sizeHint(self, _option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Return the height of a row."""
        heading = isinstance(index.data(Qt.ItemDataRole.UserRole), Group)
        return QSize(100, self._ctx.look.px(34 if heading else 44))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw one row."""
        row = index.data(Qt.ItemDataRole.UserRole)
        look, rect = self._ctx.look, option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(row, Group):
            painter.setFont(look.font("small-strong"))
            painter.setPen(look.colour("text2"))
            painter.drawText(rect.adjusted(look.px(12), look.px(6), 0, 0), _MIDDLE, row.text)
            painter.restore()
            return
        self._ground(painter, rect, option.state)
        if isinstance(row, Summary):
            model = index.model()
            if isinstance(model, LibraryModel):
                self._summary(painter, rect, row, model)
        elif isinstance(row, Hit):
            self._hit(painter, rect, row)
        painter.restore()

    def _ground(self, painter: QPainter, rect: QRect, state: QStyle.StateFlag) -> None:
        look = self._ctx.look
        box = rect.adjusted(0, 1, 0, -1)
        selected = bool(state & QStyle.StateFlag.State_Selected)
        if selected or state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour("selected" if selected else "hover"))
            painter.drawRoundedRect(box, look.px(6), look.px(6))
        if state & QStyle.StateFlag.State_HasFocus and state & QStyle.StateFlag.State_Active:
            painter.setPen(QPen(look.colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), look.px(6), look.px(6))

    def _summary(self, painter: QPainter, rect: QRect, row: Summary, model: LibraryModel) -> None:
        ctx, look = self._ctx, self._ctx.look
        at = columns(rect.width(), look.px(100))
        middle = rect.center().y()
        left = rect.left()
        rated = row.severity if row.kind is ReviewKind.INCIDENT else None
        tone = SEVERITY_TONE[rated] if rated else "text3"
        if row.kind is ReviewKind.INCIDENT:
            paint_severity(painter, look, left + at["severity"], middle, row.severity)
        else:
            painter.drawPixmap(
                left + at["severity"] - look.px(2), middle - look.px(8), look.icon("circle-dashed", 16, "text2")
            )
        self._text(
            painter,
            rect,
            at["severity"] + look.px(20),
            at["title"],
            severity_word(ctx.words, row),
            "small-medium",
            tone,
        )
        title = row.title or ctx.words("window.untitled")
        end = at["date"] - look.px(12)
        number = ctx.words("window.number", number=row.number)
        room = end - at["title"] - look.metrics("small").horizontalAdvance(number) - look.px(10)
        due = due_words(ctx.words, row, model.today)
        needed = min(look.metrics("body-medium").horizontalAdvance(title), look.px(150))
        if due and self.chip_width(due) > room - needed:
            due = due_words(ctx.words, row, model.today, short=True)
        chip = self.chip_width(due) if due else 0
        room = max(room - chip, 0)
        shown = look.metrics("body-medium").elidedText(title, Qt.TextElideMode.ElideRight, room)
        self._text(painter, rect, at["title"], end, shown, "body-medium", "text" if row.title else "text3")
        beside = at["title"] + look.metrics("body-medium").horizontalAdvance(shown) + look.px(8)
        self._text(painter, rect, beside, end, number, "small", "text3")
        if chip:
            beside += look.metrics("small").horizontalAdvance(number) + look.px(10)
            self._chip(painter, rect, beside, chip - look.px(10), due)
        if at["date"] < at["status"]:
            day = ctx.words.date(row.day) if row.day else ctx.words("library.no_date")
            self._text(
                painter, rect, at["date"], at["status"] - look.px(8), day, "small", "text2" if row.day else "text3"
            )
            self._stages(painter, left + at["status"], middle, row.stages)
        wide = at["date"] < at["status"]
        status_left = at["status"] + (look.px(78) if wide else 0)
        self._text(painter, rect, status_left, at["actions"] - look.px(8), model.status(row), "small", "text2")
        spoken = action_words(ctx.words, row)
        self._text(
            painter, rect, at["actions"], at["end"], spoken[0], "small", "text2" if row.open_actions else "text3"
        )
        if len(spoken) > 1:
            x = at["actions"] + look.metrics("small").horizontalAdvance(spoken[0]) + look.px(12)
            painter.drawPixmap(left + x, middle - look.px(7), look.icon("calendar-clock", 14, "warn"))
            self._text(painter, rect, x + look.px(18), at["end"] + look.px(12), spoken[1], "small-medium", "warn")

    def chip_width(self, text: str) -> int:
        """Return the room that a chip beside the title takes, its gap included."""
        return self._ctx.look.metrics("small-medium").horizontalAdvance(text) + self._ctx.look.px(46)

    def _chip(self, painter: QPainter, rect: QRect, left: int, width: int, text: str) -> None:
        look = self._ctx.look
        high = look.px(24)
        box = QRect(rect.left() + left, rect.center().y() - high // 2, width, high)
        painter.setPen(QPen(look.colour("accentline"), 1))
        painter.setBrush(look.colour("accentsoft"))
        painter.drawRoundedRect(box, look.px(5), look.px(5))
        painter.drawPixmap(
            box.left() + look.px(7), box.center().y() - look.px(6), look.icon("calendar-clock", 14, "accent")
        )
        words_left, words_right = left + look.px(27), left + width - look.px(6)
        self._text(painter, rect, words_left, words_right, text, "small-medium", "accent")

    def _stages(self, painter: QPainter, x: int, middle: int, filled: int) -> None:
        look = self._ctx.look
        size = look.px(7)
        for at in range(STAGE_COUNT):
            painter.setPen(QPen(look.colour("accent" if at < filled else "control"), 1))
            painter.setBrush(look.colour("accent") if at < filled else Qt.BrushStyle.NoBrush)
            painter.drawEllipse(x + at * look.px(11), middle - size // 2, size, size)

    def _hit(self, painter: QPainter, rect: QRect, row: Hit) -> None:
        ctx, look = self._ctx, self._ctx.look
        left = look.px(12)
        painter.drawPixmap(rect.left() + left, rect.center().y() - look.px(8), look.icon("file-text", 16, "text3"))
        half = rect.height() // 2
        title = f"{ctx.words('window.number', number=row.number)}  {row.title or ctx.words('window.untitled')}"
        upper = QRect(rect.left(), rect.top() + look.px(4), rect.width(), half - look.px(2))
        lower = QRect(rect.left(), rect.top() + half, rect.width(), half - look.px(4))
        excerpt = " ".join(row.excerpt.split())
        self._text(painter, upper, left + look.px(26), rect.width() - look.px(12), excerpt, "body-medium", "text")
        self._text(painter, lower, left + look.px(26), rect.width() - look.px(12), title, "small", "text3")

    def _text(self, painter: QPainter, rect: QRect, left: int, right: int, text: str, style: str, tone: str) -> None:
        look = self._ctx.look
        room = QRect(rect.left() + left, rect.top(), max(right - left, 0), rect.height())
        painter.setFont(look.font(style))
        painter.setPen(look.colour(tone))
        shown = look.metrics(style).elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, _MIDDLE, shown)
