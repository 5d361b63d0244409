"""The five key moments of a review: a strip of buttons, and the popover that sets one of them."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from pmdesk.domain.items import Event
from pmdesk.domain.review import KEY_MOMENTS, KeyMoment, Review, moment_time
from pmdesk.domain.times import Time, clock_text
from pmdesk.editing.clock_reading import Frame, read_whole
from pmdesk.editing.verbs import set_moment
from pmdesk.ui.context import Context
from pmdesk.ui.models.timeline_sentences import moment_clock
from pmdesk.ui.widgets.buttons import Button
from pmdesk.ui.widgets.chip_button import ChipButton, ChipFace
from pmdesk.ui.widgets.labels import Label
from pmdesk.ui.widgets.marks import MOMENT_ICONS, MOMENT_TONES
from pmdesk.ui.widgets.popover import Popover, anchor_of
from pmdesk.ui.widgets.time_box import TimeBox
from pmdesk.ui.widgets.wrapped import plain_tip

_QUOTED = 60


class MomentStrip(QWidget):
    """Five buttons, each with its time or a question mark. ``asked`` carries the name of one."""

    asked = Signal(str)

    def __init__(self, ctx: Context) -> None:
        """Show nothing known yet."""
        super().__init__()
        self._ctx = ctx
        self._review: Review | None = None
        self.setAccessibleName(ctx.words("timeline.moments.strip"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self.buttons: dict[str, ChipButton] = {}
        for name in KEY_MOMENTS:
            button = ChipButton(ctx.look, ChipFace(""), self._named(name, ""))
            button.clicked.connect(lambda _checked=False, name=name: self.asked.emit(name))
            self.buttons[name] = button
            row.addWidget(button)
        row.addStretch(1)
        ctx.look.changed.connect(self._show)

    def set_review(self, review: Review) -> None:
        """Show the times of a review."""
        self._review = review
        self._show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the names out where there is no room for them."""
        super().resizeEvent(event)
        self._show()

    def _show(self) -> None:
        if self._review is None:
            return
        times = {name: moment_clock(self._review, moment_time(self._review, name)) for name in KEY_MOMENTS}
        faces = {name: self._face(name, times[name], named=True) for name in KEY_MOMENTS}
        look = self._ctx.look
        room = self.width() - 8 * len(KEY_MOMENTS)
        metrics, strong = look.metrics("small-medium"), look.metrics("small-strong")
        wanted = sum(
            metrics.horizontalAdvance(face.text) + strong.horizontalAdvance(face.strong) + look.px(38)
            for face in faces.values()
        )
        if wanted > room:
            faces = {name: self._face(name, times[name], named=False) for name in KEY_MOMENTS}
        for name, button in self.buttons.items():
            button.show_face(faces[name], self._named(name, times[name]))

    def _face(self, name: str, time: str, *, named: bool) -> ChipFace:
        words, tone = self._ctx.words, MOMENT_TONES[name]
        return ChipFace(
            words(f"enums.key_moment.{name}") if named else "",
            icon=MOMENT_ICONS[name],
            ink=tone if time else "text2",
            ground=f"{tone}soft" if time else "",
            dashed=not time,
            strong=time or words("timeline.moments.unknown_short"),
        )

    def _named(self, name: str, time: str) -> str:
        words = self._ctx.words
        moment = words(f"enums.key_moment.{name}")
        return words("timeline.moments.button", moment=moment, time=time or words("timeline.moments.unknown"))


class MomentPopover(Popover):
    """Sets one key moment: a typed time, a link to the selected entry, or not known yet.

    ``shown`` asks to show the entry that it is read through.
    """

    shown = Signal(str)

    def __init__(self, ctx: Context, window: QWidget, review: Review, name: str, selected: Event | None) -> None:
        """Show the moment as it is; ``selected`` is the entry that a link would go to."""
        words = ctx.words
        title = words(f"enums.key_moment.{name}")
        super().__init__(ctx.look, window, title)
        self._ctx, self._review, self._name = ctx, review.id, name
        self._chosen = False
        moment: KeyMoment | None = getattr(review, name)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 12)
        column.setSpacing(8)
        column.addWidget(Label(ctx.look, title, "body-strong", MOMENT_TONES[name]))
        self._state = Label(ctx.look, _state(ctx, review, moment), "small", "text2", wrap=True)
        column.addWidget(self._state)
        column.addWidget(Label(ctx.look, words("timeline.moments.when"), "small-medium", "text2"))
        self._box = _MomentTime(
            ctx, name=words("timeline.moments.type_name", moment=title), hint=words("timeline.moments.type_hint")
        )
        self._box.set_frame(review.day, review.zone)
        self._box.hold(f"moment:{review.id}:{name}")
        self._box.set_time(moment_time(review, name))
        self._box.time_chosen.connect(self._typed)
        self._box.line.returnPressed.connect(self._entered)
        column.addWidget(self._box)
        verbs = QHBoxLayout()
        verbs.setSpacing(8)
        if selected is not None and (moment is None or moment.event != selected.id):
            link = Button(ctx.look, words("timeline.moments.link"), small=True, icon="link")
            link.setToolTip(plain_tip(_short(selected, review)))
            link.clicked.connect(lambda: self._set(KeyMoment(event=selected.id)))
            verbs.addWidget(link)
        if moment is not None and moment.event in review.events:
            show = Button(ctx.look, words("timeline.moments.show"), kind="link", small=True)
            show.clicked.connect(lambda: self._show(moment.event))
            verbs.addWidget(show)
        if moment is not None:
            clear = Button(ctx.look, words("timeline.moments.clear"), kind="link", small=True)
            clear.clicked.connect(lambda: self._set(None))
            verbs.addWidget(clear)
        verbs.addStretch(1)
        column.addLayout(verbs)
        self.setEnabled(not ctx.read_only)

    def open_at(self, widget: QWidget) -> None:
        """Show below a widget, with the keyboard in the box."""
        self.show_at(anchor_of(widget), self._ctx.look.px(340))
        self._box.line.setFocus()
        self._box.line.selectAll()

    def _typed(self, time: object) -> None:
        """Keep a time that was understood; nothing means that it is not known."""
        review = self._ctx.desk.review(self._review)
        if review is not None and not self._chosen:
            moment = KeyMoment(time=time) if isinstance(time, Time) else None
            if self._ctx.bridge.do(set_moment(review, self._name, moment), command="moment.set"):
                self._box.set_time(time if isinstance(time, Time) else None)

    def _entered(self) -> None:
        if self._box.settled:
            self.dismiss()

    def _set(self, moment: KeyMoment | None) -> None:
        review = self._ctx.desk.review(self._review)
        if review is not None and self._ctx.bridge.do(set_moment(review, self._name, moment), command="moment.set"):
            self._chosen = True  # what stands in the box is answered by that
            self._box.line.replace("")
            self.dismiss()

    def _show(self, event_id: str) -> None:
        self.dismiss()
        self.shown.emit(event_id)


class _MomentTime(TimeBox):
    """Reads what the capture line reads, then what the Dates port reads besides."""

    @property
    def settled(self) -> bool:
        """Whether the line holds nothing but the kept time."""
        return self.line.text() == self._shown

    def read(self, text: str) -> object | None:
        frame = Frame(day=self._day, zone=self._zone, now=self.ctx.clock.now())
        return read_whole(text, frame) or super().read(text)


def _state(ctx: Context, review: Review, moment: KeyMoment | None) -> str:
    words = ctx.words
    if moment is None:
        return words("timeline.moments.unknown")
    event = review.events.get(moment.event)
    return (
        words("timeline.moments.typed")
        if event is None
        else words("timeline.moments.linked", text=_short(event, review))
    )


def _short(event: Event, review: Review) -> str:
    text = " ".join(event.text.split())
    cut = text if len(text) <= _QUOTED else text[: _QUOTED - 1].rstrip() + "…"
    return f"{clock_text(event.time, review.zone)} {cut}"
