"""What an entry leans on: links, quotes and pictures, added and taken away in a popover."""

from __future__ import annotations

import re

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pmdesk.domain.items import Event, Evidence, EvidenceKind
from pmdesk.domain.times import clock_text
from pmdesk.editing.verbs import set_field
from pmdesk.ui.context import Context
from pmdesk.ui.widgets.buttons import Button, IconButton
from pmdesk.ui.widgets.elided import ElidedLabel
from pmdesk.ui.widgets.held_line import HeldLine
from pmdesk.ui.widgets.labels import IconLabel, Label
from pmdesk.ui.widgets.picture_popover import PicturePopover
from pmdesk.ui.widgets.popover import Popover

_LINK = re.compile(r"[a-z][a-z0-9+.\-]{1,20}://\S+|www\.\S+|[\w.\-]+\.[a-z]{2,12}/\S*", re.IGNORECASE)
_ICONS = {EvidenceKind.LINK: "link", EvidenceKind.QUOTE: "quote", EvidenceKind.PICTURE: "image"}
_TOOLTIP = 400


def evidence_of(text: str) -> Evidence:
    """Return a typed text as evidence: a link when it is one address, else a quote."""
    text = text.strip()
    kind = EvidenceKind.LINK if _LINK.fullmatch(text) else EvidenceKind.QUOTE
    return Evidence(kind=kind, text=text)


class EvidencePopover(Popover):
    """Lists the evidence of one event. A link opens nothing by itself: it is text to copy."""

    def __init__(self, ctx: Context, window: QWidget, review: str, event: Event) -> None:
        """Show the evidence of ``event``."""
        super().__init__(ctx.look, window, ctx.words("timeline.evidence.title"))
        self._ctx, self._review, self._event = ctx, review, event.id
        words = ctx.words
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 12)
        column.setSpacing(6)
        column.addWidget(Label(ctx.look, words("timeline.evidence.title"), "small-medium", "text2"))
        self._rows = QVBoxLayout()
        self._rows.setSpacing(2)
        column.addLayout(self._rows)
        self._line = HeldLine(
            ctx, name=words("timeline.evidence.add_name"), submit=self._add, hint=words("timeline.evidence.add_hint")
        )
        self._line.hold(f"evidence:{review}:{event.id}")
        self._line.textChanged.connect(self._tell)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._line, 1)
        add = Button(ctx.look, words("timeline.evidence.add"), small=True)
        add.clicked.connect(self._add_now)
        row.addWidget(add)
        column.addLayout(row)
        self._kind = Label(ctx.look, "", "small", "text3")
        self._kind.setMinimumHeight(ctx.look.px(16))
        column.addWidget(self._kind)
        self._anchor = self.rect()
        self._line.setDisabled(ctx.read_only)
        add.setDisabled(ctx.read_only)
        self._fill()
        self._tell(self._line.text())

    def open_at(self, anchor: object) -> None:
        """Show below a rectangle of the window, with the keyboard in the line."""
        self._anchor = anchor  # type: ignore[assignment]  # a QRect
        self.show_at(self._anchor, self._ctx.look.px(420))
        self._line.setFocus()

    def refresh(self) -> None:
        """Show the evidence as it stands now."""
        if self._now() is None:
            self.dismiss()
            return
        self._fill()
        self.show_at(self._anchor, self._ctx.look.px(420))

    def _now(self) -> Event | None:
        review = self._ctx.desk.review(self._review)
        return review.events.get(self._event) if review is not None else None

    def _fill(self) -> None:
        while (item := self._rows.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        event = self._now()
        evidence = event.evidence if event is not None else ()
        for at, one in enumerate(evidence):
            self._rows.addWidget(self._row(at, one))
        if not evidence:
            self._rows.addWidget(Label(self._ctx.look, self._ctx.words("timeline.evidence.none"), "body", "text3"))

    def _row(self, at: int, one: Evidence) -> QWidget:
        words = self._ctx.words
        text = one.text or words("timeline.evidence.picture")
        kind = words(f"enums.evidence_kind.{one.kind.value}")
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(IconLabel(self._ctx.look, _ICONS[one.kind], 14, "text3"))
        label = ElidedLabel(self._ctx.look, text)
        label.setAccessibleName(f"{at + 1}. {kind}: {text[:_TOOLTIP]}")
        row.addWidget(label, 1)
        if one.kind is EvidenceKind.PICTURE:
            show = IconButton(self._ctx.look, "zoom-in", words("timeline.evidence.show", number=at + 1), size=14)
            show.clicked.connect(lambda: self._show_picture(one))
            row.addWidget(show)
        name = words("timeline.evidence.remove", kind=f"{at + 1}. {kind}", text=text[:_TOOLTIP])
        remove = IconButton(self._ctx.look, "x", name, size=14, tone="text3")
        remove.setDisabled(self._ctx.read_only)
        remove.clicked.connect(lambda: self._remove(at))
        row.addWidget(remove)
        return box

    def _show_picture(self, one: Evidence) -> None:
        """Show the pictures of the entry large, from this one on; this popover gives way."""
        event, review = self._now(), self._ctx.desk.review(self._review)
        if event is None or review is None:
            return
        pictures = [other for other in event.evidence if other.kind is EvidenceKind.PICTURE]
        window, clock = self.window(), clock_text(event.time, review.zone)
        self.dismiss()
        popover = PicturePopover(self._ctx, window, pictures, time=clock, text=event.text, first=pictures.index(one))
        popover.show_at(self._anchor)

    def _tell(self, text: str) -> None:
        kind = self._ctx.words(f"enums.evidence_kind.{evidence_of(text).kind.value}") if text.strip() else ""
        told = self._ctx.words("timeline.evidence.will_be", kind=kind.lower()) if kind else ""
        self._kind.setText(told)
        self._line.setAccessibleDescription(told)

    def _add_now(self) -> None:
        if self._add(self._line.text()):
            self._line.replace("")
        self._line.setFocus()

    def _add(self, text: str) -> bool:
        event = self._now()
        if event is None or not text.strip():
            return False
        return self._keep((*event.evidence, evidence_of(text)))

    def _remove(self, at: int) -> None:
        event = self._now()
        if event is not None:
            self._keep((*event.evidence[:at], *event.evidence[at + 1 :]))
        self._line.setFocus()

    def _keep(self, evidence: tuple[Evidence, ...]) -> bool:
        review = self._ctx.desk.review(self._review)
        if review is None:
            return False
        change = set_field(review, "event", self._event, "evidence", evidence)
        if not self._ctx.bridge.do(change, command="event.evidence", origin=self):
            return False
        self.refresh()
        return True
