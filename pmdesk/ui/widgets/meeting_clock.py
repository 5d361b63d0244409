"""The clock of the meeting in the bar: time used, of how much, and a bar of one segment a stage."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from pmdesk.ui.look import Look
from pmdesk.ui.models.meeting_faces import ClockFace

WIDTH, SHORT = 220, 132
"""Width at 100 %, and where the window has no room: then only time and planned minutes are shown."""


class MeetingClock(QAbstractButton):
    """Pressing it opens the agenda. Its width never changes with what it says."""

    def __init__(self, look: Look, name: str) -> None:
        """``name`` says what it is; the minutes are its description."""
        super().__init__()
        self._look = look
        self._short = False
        self.face = ClockFace()
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.updateGeometry)

    def set_short(self, *, short: bool) -> None:
        """Take less room, or all of it."""
        if short != self._short:
            self._short = short
            self.updateGeometry()

    def set_face(self, face: ClockFace) -> None:
        """Show another time; only what changed is painted, and nothing moves."""
        if face == self.face:
            return
        if face.said != self.face.said:
            self.setAccessibleDescription(face.said)
        self.face = face
        self.update()

    def sizeHint(self) -> QSize:
        """Be as wide in every state."""
        return QSize(self._look.px(SHORT if self._short else WIDTH), self._look.px(40))

    def minimumSizeHint(self) -> QSize:
        """Never be squeezed."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw ground, time and segments."""
        look, painter = self._look, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = self.rect().adjusted(0, 1, -1, -2)
        if self.underMouse() or self.face.calls:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour("hover" if self.underMouse() else "accentsoft"))
            painter.drawRoundedRect(box, look.px(6), look.px(6))
        if self.hasFocus():
            painter.setPen(QPen(look.colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(1, 1, 0, 0), look.px(6), look.px(6))
        inside = box.adjusted(look.px(10), 0, -look.px(10), 0)
        if self.face.used:
            self._paint_time(painter, inside.adjusted(0, look.px(5), 0, -look.px(11)))
            self._paint_segments(painter, inside)
        else:
            self._paint_words(painter, inside)

    def _paint_words(self, painter: QPainter, room: QRect) -> None:
        look = self._look
        tone = "accent" if self.face.calls else "text2"
        if not self._short:
            icon = look.icon("clock", 15, tone)
            painter.drawPixmap(room.left(), room.center().y() - look.px(7), icon)
            room = room.adjusted(look.px(22), 0, 0, 0)
        painter.setFont(look.font("body-medium"))
        painter.setPen(look.colour(tone))
        text = look.metrics("body-medium").elidedText(self.face.rest, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, text)

    def _paint_time(self, painter: QPainter, room: QRect) -> None:
        look, face = self._look, self.face
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        strong = QFont(look.font("capture"))
        strong.setWeight(QFont.Weight.DemiBold)
        painter.setFont(strong)
        painter.setPen(look.colour("warn" if face.over else "text"))
        painter.drawText(room, left, face.used)
        beside = room.adjusted(QFontMetrics(strong).horizontalAdvance(face.used) + look.px(6), 1, 0, 1)
        metrics = look.metrics("small")
        painter.setFont(look.font("small"))
        painter.setPen(look.colour("text3"))
        if self._short:
            painter.drawText(beside, left, face.halt or face.rest)
            return
        painter.drawText(beside, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, face.aside)
        if metrics.horizontalAdvance(face.rest) + metrics.horizontalAdvance(face.aside) + look.px(6) <= beside.width():
            painter.drawText(beside, left, face.rest)

    def _paint_segments(self, painter: QPainter, room: QRect) -> None:
        look, segments = self._look, self.face.segments
        whole = sum(one.seconds for one in segments)
        if not whole:
            return
        gap, high = look.px(2), look.px(4)
        width = room.width() - gap * (len(segments) - 1)
        top, done = room.bottom() - look.px(8), 0
        painter.setPen(Qt.PenStyle.NoPen)
        for at, one in enumerate(segments):
            left, right = round(width * done / whole), round(width * (done + one.seconds) / whole)
            done += one.seconds
            x = room.left() + left + gap * at
            painter.fillRect(x, top, right - left, high, look.colour("line2"))
            painter.fillRect(x, top, round((right - left) * one.share), high, look.colour("accent"))
