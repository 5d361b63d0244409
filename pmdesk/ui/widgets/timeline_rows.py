"""Draws the rows of the timeline list: events, silences, days."""

from __future__ import annotations

from collections.abc import Sequence
from typing import assert_never

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from pmdesk.domain.items import Event, EvidenceKind, Known
from pmdesk.ui.look import Look
from pmdesk.ui.models.timeline_entries import DayRow, EventRow, GapRow, Row
from pmdesk.ui.models.timeline_sentences import Sentences
from pmdesk.ui.widgets.marks import MOMENT_ICONS, MOMENT_TONES, draw_hatching, draw_kind
from pmdesk.ui.widgets.thumbnails import Thumbnails, draw_thumbnail
from pmdesk.ui.widgets.timeline_columns import Columns, columns, gap_links

ROW_HEIGHT = 36
_MIDDLE = Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight


class RowPainter:
    """Draws one row into a rectangle. ``ringed`` marks the row that has the keyboard."""

    def __init__(self, look: Look, sentences: Sentences, thumbnails: Thumbnails) -> None:
        """Use the look, the words and the small pictures."""
        self._look = look
        self.say = self._say = sentences
        self._thumbnails = thumbnails

    def gap_texts(self, row: GapRow) -> tuple[str, ...]:
        """Return the words at the right of a silence that can be clicked, left to right."""
        words = self._say.words
        if row.gap.quiet is not None:
            return (words("timeline.row.quiet_undo"),)
        return (words("timeline.row.gap_add"), words("timeline.row.gap_quiet"))

    def paint(self, painter: QPainter, item: QRect, row: Row, *, wide: bool, ground: str, ringed: bool) -> None:
        """Draw a row; ``ground`` is a colour token, empty when the row is at rest."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        match row:
            case EventRow():
                self._event(painter, columns(self._look, item, wide=wide), row, ground)
            case GapRow():
                self._gap(painter, item, row, ground)
            case DayRow():
                self._day(painter, item, row)
            case _:
                assert_never(row)
        if ringed:
            painter.setPen(QPen(self._look.colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            radius = self._look.px(6)
            painter.drawRoundedRect(QRectF(item.adjusted(12, 0, -12, 0)).adjusted(1, 1, -1, -1), radius, radius)
        painter.restore()

    def _event(self, painter: QPainter, at: Columns, row: EventRow, ground: str) -> None:
        look, event = self._look, row.event
        if ground:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour(ground))
            painter.drawRoundedRect(at.row, look.px(6), look.px(6))
        placed = event.time.placed
        painter.setFont(look.font("body-medium"))
        painter.setPen(look.colour("text" if placed else "warn"))
        painter.drawText(at.time, _MIDDLE | _RIGHT, self._say.clock(event))
        draw_kind(painter, look, event.kind, QRectF(at.tile).center(), 22, framed=False)
        used = self._marks(painter, at, row)
        room = QRect(at.text)
        if not used:
            room.setRight(at.marks.right())
        if not row.actor and room.right() == at.marks.right() and at.who.width():
            room.setRight(at.who.right())
        text = " ".join(event.text.split()) or self._say.words("timeline.row.empty")
        self._words(painter, room, text, "body", "text" if event.text else "text3")
        if at.who.width():
            self._words(painter, at.who, row.actor, "small", "text3")
        if event.evidence:
            self._sources(painter, at.sources, event)
        if event.starred:
            middle = at.star.center().y()
            place = QPoint(at.star.right() - look.px(15), middle - look.px(7) + 1)
            painter.drawPixmap(place, look.icon("star", 14, "accent", filled=True))

    def _sources(self, painter: QPainter, place: QRect, event: Event) -> None:
        """Draw the first picture small, or a clip, and how many sources there are."""
        look = self._look
        blob = next((one.blob for one in event.evidence if one.kind is EvidenceKind.PICTURE), "")
        small = self._thumbnails.of(blob) if blob else None
        count = str(len(event.evidence))
        if blob and (small is None or not small.isNull()):
            box = QRectF(place.left(), place.center().y() - look.px(10) + 1, look.px(24), look.px(20))
            draw_thumbnail(painter, look, box, small)
            count = count if len(event.evidence) > 1 else ""
            place = place.adjusted(look.px(28), 0, 0, 0)
        else:
            icon = look.icon("image" if blob else "paperclip", 14, "text3")
            painter.drawPixmap(QPoint(place.left(), place.center().y() - look.px(7) + 1), icon)
            place = place.adjusted(look.px(18), 0, 0, 0)
        if count:
            self._words(painter, place, count, "small", "text3")

    def _marks(self, painter: QPainter, at: Columns, row: EventRow) -> bool:
        """Draw the key moments and "learned later"; tell whether there is anything."""
        signs = [(MOMENT_ICONS[name], self._say.moment(name), MOMENT_TONES[name]) for name in row.moments]
        if row.event.known is Known.LATER:
            signs.append(("history", self._say.words("enums.known.later"), ""))
        if not signs:
            return False
        with_words = at.words and self._chips_width(signs) <= at.marks.width()
        x = at.marks.left()
        for icon, word, tone in signs:
            width = self._chip_width(word) if with_words else self._look.px(24)
            if x + width > at.marks.right() + 2 and x > at.marks.left():
                break
            self._chip(painter, QRectF(x, at.marks.center().y() - self._look.px(11) + 1, width, 0), icon, word, tone)
            x += width + self._look.px(4)
        return True

    def _chip_width(self, word: str) -> int:
        return self._look.metrics("small-strong").horizontalAdvance(word) + self._look.px(33)

    def _chips_width(self, signs: Sequence[tuple[str, str, str]]) -> int:
        return sum(self._chip_width(word) + self._look.px(4) for _, word, _ in signs) - self._look.px(4)

    def _chip(self, painter: QPainter, box: QRectF, icon: str, word: str, tone: str) -> None:
        look = self._look
        box.setHeight(look.px(22))
        painter.setPen(Qt.PenStyle.NoPen if tone else QPen(look.colour("line2"), 1))
        painter.setBrush(look.colour(tone + "soft" if tone else "surface"))
        painter.drawRoundedRect(box, look.px(5), look.px(5))
        place = QPointF(box.left() + look.px(5), box.top() + look.px(4))
        painter.drawPixmap(place, look.icon(icon, 14, tone or "text2", stroke=2.25))
        if box.width() > look.px(30):
            painter.setFont(look.font("small-strong" if tone else "small-medium"))
            painter.setPen(look.colour(tone or "text2"))
            painter.drawText(box.adjusted(look.px(25), 0, 0, 0), _MIDDLE, word)

    def _gap(self, painter: QPainter, item: QRect, row: GapRow, ground: str) -> None:
        look, words = self._look, self._say.words
        box = QRectF(item.adjusted(24, 1, -24, -2)).adjusted(0.5, 0.5, -0.5, -0.5)
        quiet = row.gap.quiet is not None
        first, last = self._say.gap_ends(row.gap)
        length = self._say.gap_length(row.gap)
        painter.setBrush(look.colour(ground) if ground else Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(look.colour("line2" if quiet else "control"), 1, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(box, look.px(6), look.px(6))
        if not quiet:
            hatched = QRectF(box.left() + 1, box.top() + 1, look.px(44), box.height() - 2)
            draw_hatching(painter, look, hatched, look.px(5))
        links = self.gap_texts(row)
        places = gap_links(look, item, links)
        x = round(box.left()) + look.px(57)
        head = words("timeline.row.quiet" if quiet else "timeline.row.gap", duration=length)
        style = "small" if quiet else "small-strong"
        room = QRect(x, item.top(), max(places[0].left() - x - look.px(12), 0), item.height())
        self._words(painter, room, head, style, "text3" if quiet else "text")
        x += look.metrics(style).horizontalAdvance(head) + look.px(12)
        id_ = "timeline.row.quiet_from" if quiet else "timeline.row.gap_question"
        room = QRect(x, item.top(), places[0].left() - x - look.px(12), item.height())
        if room.width() > look.px(48):
            said = row.gap.quiet.text if row.gap.quiet is not None else ""
            rest = words(id_, first=first, last=last)
            usual = said in {"", words("timeline.row.gap_quiet"), words("timeline.said.quiet")}
            self._words(painter, room, rest if usual else f"{rest}: {said}", "small", "text3" if quiet else "text2")
        painter.setFont(look.font("small-medium"))
        painter.setPen(look.colour("text3" if quiet else "accent"))
        for place, text in zip(places, links, strict=True):
            painter.drawText(place, _MIDDLE, text)

    def _day(self, painter: QPainter, item: QRect, row: DayRow) -> None:
        look = self._look
        text = self._say.words.date(row.day)
        box = item.adjusted(24, look.px(6), -24, 0)
        self._words(painter, box, text, "small-strong", "text2")
        x = box.left() + look.metrics("small-strong").horizontalAdvance(text) + look.px(12)
        painter.setPen(QPen(look.colour("line"), 1))
        painter.drawLine(QPointF(x, box.center().y() + 0.5), QPointF(box.right(), box.center().y() + 0.5))

    def _words(self, painter: QPainter, box: QRect, text: str, style: str, tone: str) -> None:
        painter.setFont(self._look.font(style))
        painter.setPen(self._look.colour(tone))
        shown = self._look.metrics(style).elidedText(text[:600], Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box, _MIDDLE | Qt.TextFlag.TextSingleLine, shown)
