"""The five key moments as one chain, with the spans between them."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from pmdesk.domain.measures import between
from pmdesk.domain.review import KEY_MOMENTS, KeyMoment, Review, moment_time
from pmdesk.domain.times import Time
from pmdesk.editing import verbs
from pmdesk.ui.context import Context
from pmdesk.ui.look import Look
from pmdesk.ui.widgets.buttons import Button
from pmdesk.ui.widgets.labels import IconLabel, Label
from pmdesk.ui.widgets.marks import MOMENT_ICONS, MOMENT_TONES
from pmdesk.ui.widgets.time_box import TimeBox
from pmdesk.ui.widgets.time_text import time_in_words

_TILE = 22


class _Mark(QWidget):
    """The tile of a moment, and the line down to the next one; decoration beside named fields."""

    def __init__(self, look: Look, moment: str) -> None:
        super().__init__()
        self._look, self._moment = look, moment
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        look.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        return QSize(self._look.px(_TILE), self._look.px(_TILE))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        look, painter = self._look, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side, top = look.px(_TILE), look.px(4)
        tone = MOMENT_TONES[self._moment]
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour(f"{tone}soft"))
        painter.drawRoundedRect(QRectF(0, top, side, side), look.px(5), look.px(5))
        inset = (side - look.px(14)) // 2
        painter.drawPixmap(inset, top + inset, look.icon(MOMENT_ICONS[self._moment], 14, tone, stroke=2.25))
        if self._moment != KEY_MOMENTS[-1]:
            painter.setPen(QPen(look.colour("line2"), 1))
            painter.drawLine(side // 2, top + side + 3, side // 2, self.height())


class _MomentRow(QWidget):
    """One moment: typed, or linked to an entry and then read through it."""

    def __init__(self, ctx: Context, moment: str) -> None:
        super().__init__()
        self._ctx, self._moment = ctx, moment
        self._review = ""
        words, look = ctx.words, ctx.look
        title = words(f"enums.key_moment.{moment}")
        self.box = TimeBox(ctx, name=title, hint=words("prepare.moments.hint"))
        self.box.time_chosen.connect(self._keep)
        self.box.line.setProperty("plain", True)  # noqa: FBT003 (Qt's own signature)
        self._event = Label(look, "", "body", "text", wrap=True)
        self._event.setMinimumWidth(1)
        self._when = Label(look, "", "small", "text3", wrap=True)
        self._linked = self._linked_part(title)
        self._span = Label(look, "", "small", "text3", wrap=True)
        self._title = Label(look, title, "body-medium")
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self._title, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self.box, 1)
        line.addWidget(self._linked, 1)
        column = QVBoxLayout()
        column.setSpacing(2)
        column.addLayout(line)
        column.addWidget(self._span)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(_Mark(look, moment))
        row.addLayout(column, 1)
        look.changed.connect(self._restyle)
        self._restyle()

    def show_review(self, review: Review) -> None:
        self._review = review.id
        moment: KeyMoment | None = getattr(review, self._moment)
        event = review.events.get(moment.event) if moment is not None and moment.event else None
        self.box.setVisible(event is None)
        self._linked.setVisible(event is not None)
        self.box.set_frame(review.day, review.zone)
        self.box.hold(f"moment:{review.id}:{self._moment}")
        self.box.set_time(moment.time if moment is not None and event is None else None)
        if event is not None:
            self._event.setText(event.text)
            self._when.setText(time_in_words(self._ctx.words, event.time, here=review.zone))

    def show_span(self, text: str, tone: str) -> None:
        self._span.setText(text)
        self._span.set_tone(tone)

    def _linked_part(self, title: str) -> QWidget:
        words, look = self._ctx.words, self._ctx.look
        unlink = Button(
            look,
            words("prepare.moments.unlink"),
            kind="link",
            small=True,
            name=words("prepare.moments.unlink_name", moment=title),
        )
        unlink.clicked.connect(self._unlink)
        unlink.setDisabled(self._ctx.read_only)
        holder = QWidget()
        texts = QVBoxLayout()
        texts.setSpacing(2)
        texts.addWidget(self._event)
        texts.addWidget(self._when)
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 5, 0, 0)
        row.setSpacing(6)
        top = Qt.AlignmentFlag.AlignTop
        row.addWidget(IconLabel(look, "link", 13, "text3"), 0, top)
        row.addLayout(texts, 1)
        row.addWidget(unlink, 0, top)
        return holder

    def _keep(self, time: object) -> None:
        review = self._ctx.desk.review(self._review)
        if review is not None:
            moment = KeyMoment(time=time) if isinstance(time, Time) else None
            self._ctx.bridge.do(verbs.set_moment(review, self._moment, moment), command="moment.set")

    def _unlink(self) -> None:
        self._keep(None)
        self.box.setFocus()

    def _restyle(self) -> None:
        px = self._ctx.look.px
        self._title.setFixedWidth(px(98))
        self._title.setMinimumHeight(px(30))
        self._span.setMinimumHeight(0 if self._moment == KEY_MOMENTS[-1] else px(20))


class KeyTimes(QWidget):
    """The chain, from the start of the impact to normal service."""

    def __init__(self, ctx: Context) -> None:
        """Build a row for each moment."""
        super().__init__()
        self._ctx = ctx
        self._rows = {moment: _MomentRow(ctx, moment) for moment in KEY_MOMENTS}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for row in self._rows.values():
            column.addWidget(row)

    @property
    def boxes(self) -> tuple[TimeBox, ...]:
        """The boxes in the order of the moments."""
        return tuple(row.box for row in self._rows.values())

    def box(self, moment: str) -> TimeBox:
        """Return the box of a moment."""
        return self._rows[moment].box

    def show_review(self, review: Review) -> None:
        """Show the moments of a review and the spans between those that are known."""
        known = [moment for moment in KEY_MOMENTS if moment_time(review, moment) is not None]
        before = {ends: begins for begins, ends in pairwise(known)}
        for row in self._rows.values():
            row.show_review(review)
            row.show_span("", "text3")
        for moment, ends in pairwise(KEY_MOMENTS):  # a span stands right above the moment that ends it
            if ends in before:
                self._rows[moment].show_span(*self._span(review, before[ends], ends))

    def _span(self, review: Review, begins: str, ends: str) -> tuple[str, str]:
        words = self._ctx.words
        measure = between(review, begins, ends, name=ends)
        if measure.most is not None and measure.most < 0:
            names = {"earlier": words(f"enums.key_moment.{begins}"), "later": words(f"enums.key_moment.{ends}")}
            return words("problems.moments_out_of_order", **names), "warn"
        if not measure.known:
            return "", "text3"
        return words(f"prepare.moments.until.{ends}", span=words.measure(measure)), "text3"
