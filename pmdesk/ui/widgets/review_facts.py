"""What we know: the facts of a review above its key times."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLayout, QVBoxLayout, QWidget
from whenever import PlainDateTime

from pmdesk.domain.changes import Change, set_fact
from pmdesk.domain.review import REVIEW, DetectedBy, Review, ReviewKind, ReviewStatus, Severity, Trigger
from pmdesk.editing import verbs
from pmdesk.ui.context import Context
from pmdesk.ui.widgets.buttons import Option, Segmented
from pmdesk.ui.widgets.choice_box import ChoiceBox
from pmdesk.ui.widgets.field_row import FieldRow
from pmdesk.ui.widgets.number_box import COUNT, MONEY, SHARE, NumberBox
from pmdesk.ui.widgets.parsed_line import LIST, ParsedLine, Place
from pmdesk.ui.widgets.text_boxes import LineBox, TextBox
from pmdesk.ui.widgets.time_box import DateBox
from pmdesk.ui.widgets.zone_button import ZoneButton


class ReviewFacts(QWidget):
    """Each field asks in place; nothing is required.

    ``zone`` is the button of the zone, for the owner to place; ``say`` carries a sentence for the
    status line.
    """

    say = Signal(str)

    def __init__(self, ctx: Context) -> None:
        """Build the fields; show_review fills them."""
        super().__init__()
        self._ctx = ctx
        self._review = ""
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        self._lines: dict[str, LineBox | TextBox] = {}
        self.title = LineBox(ctx, name=self._w("title"), hint=self._w("title_hint"))
        self._lines["title"] = self.title
        self._column.addWidget(self.title)
        self._column.addSpacing(2)
        self._kind = self._segments("kind", [Option(one, ctx.words(f"enums.review_kind.{one}")) for one in ReviewKind])
        severities = [Option(one, ctx.words(f"enums.severity.{one}")) for one in Severity]
        self._severity = self._segments("severity", [*severities, Option(None, self._w("severity_unset"))])
        self._status = self._choice("status", [(one, ctx.words(f"enums.review_status.{one}")) for one in ReviewStatus])
        self._row("status", self._status, stretch=False)
        self._services = self._list("services")
        self._tags = self._list("tags")
        self._day_row()
        self._trigger_row()
        found_by = [(one, ctx.words(f"enums.detected_by.{one}")) for one in DetectedBy]
        self._detected_by = self._choice("detected_by", found_by, unset=ctx.words("fields.unset"))
        self._row("detected_by", self._detected_by, stretch=False)
        impact = TextBox(ctx, name=self._w("impact"), hint=self._w("impact_hint"), lines=(3, 12))
        self._lines["impact"] = impact
        self._row("impact", impact)
        self._number_rows()
        plain = (*self._lines.values(), self._services, self._tags, *(box.line for box in self.forgiving))
        for box in plain:
            box.setProperty("plain", True)  # noqa: FBT003 (Qt's own signature)
        ctx.look.changed.connect(self._restyle)
        self._restyle()

    @property
    def forgiving(self) -> tuple[DateBox | NumberBox, ...]:
        """The boxes that keep their text only once it is understood."""
        return (self._day, self._customers, self._share, self._cost)

    def show_review(self, review: Review) -> None:
        """Show the facts of a review."""
        self._review = review.id
        for field, box in self._lines.items():
            box.bind(review.id, REVIEW, review.id, field)
        self._kind.set_value(review.kind)
        self._severity.set_value(review.severity)
        self._status.set_value(review.status)
        self._trigger.set_value(review.trigger)
        self._detected_by.set_value(review.detected_by)
        self._services.attach(self._place(review.id, "services"))
        self._tags.attach(self._place(review.id, "tags"))
        for forgiving, field in zip(
            self.forgiving, ("day", "customers", "request_share", "cost_per_minute"), strict=True
        ):
            forgiving.hold(f"{field}:{review.id}")
        self._day.set_frame(review.zone)
        self._day.set_date(review.day)
        self._customers.set_number(review.customers, self._w("customers_unit"))
        self._share.set_number(review.request_share, self._w("share_unit"))
        self._cost.set_number(review.cost_per_minute, self._w("cost_unit", currency=review.currency).strip())
        now = self._ctx.clock.now()
        day = review.day
        at = PlainDateTime(day.year, day.month, day.day, 12).assume_utc() if day is not None else now
        self.zone.set_zone(review.zone, at)

    def field(self, name: str) -> QWidget | None:
        """Return the widget of a field of the review, or None when it is not shown here."""
        others: dict[str, QWidget] = {
            "severity": self._severity,
            "trigger": self._trigger,
            "detected_by": self._detected_by,
            "services": self._services,
            "tags": self._tags,
            "day": self._day,
            "zone": self.zone,
        }
        return self._lines.get(name) or others.get(name)

    def _w(self, name: str, **values: object) -> str:
        return self._ctx.words(f"prepare.facts.{name}", **values)

    def _row(self, name: str, field: QWidget | QLayout, *, stretch: bool = True) -> None:
        self._column.addWidget(FieldRow(self._ctx.look, self._w(f"{name}_label"), field, stretch=stretch))

    def _segments(self, field: str, options: list[Option]) -> Segmented:
        box = Segmented(self._ctx.look, self._w(field), options)
        box.chosen.connect(lambda value: self._set(field, value))
        box.setDisabled(self._ctx.read_only)
        self._row(field, box, stretch=False)
        return box

    def _choice(self, field: str, options: Sequence[tuple[Hashable, str]], *, unset: str = "") -> ChoiceBox:
        box = ChoiceBox(self._ctx.look, name=self._w(field), options=options, unset=unset)
        box.picked.connect(lambda value: self._set(field, value))
        box.setDisabled(self._ctx.read_only)
        return box

    def _list(self, field: str) -> ParsedLine:
        box = ParsedLine(self._ctx, LIST, name=self._w(field), hint=self._w(f"{field}_hint"))
        self._row(field, box)
        return box

    def _day_row(self) -> None:
        self._day = DateBox(self._ctx, name=self._w("day"), width=110)
        self._day.date_chosen.connect(lambda day: self._set("day", day))
        self.zone = ZoneButton(self._ctx, name=self._w("zone"))
        self.zone.zone_chosen.connect(lambda zone: self._set("zone", zone))
        self.zone.not_known.connect(lambda text: self.say.emit(self._w("zone_not_known", zone=text)))
        self._row("day", self._day)

    def _trigger_row(self) -> None:
        kinds = [(one, self._ctx.words(f"enums.trigger.{one}")) for one in Trigger]
        self._trigger = self._choice("trigger", kinds, unset=self._ctx.words("fields.unset"))
        text = LineBox(self._ctx, name=self._w("trigger_text"), hint=self._w("trigger_text_hint"))
        self._lines["trigger_text"] = text
        both = QVBoxLayout()
        both.setSpacing(4)
        both.addWidget(self._trigger, 0, Qt.AlignmentFlag.AlignLeft)
        both.addWidget(text)
        self._row("trigger", both)

    def _number_rows(self) -> None:
        self._customers = NumberBox(self._ctx, name=self._w("customers"), kind=COUNT, hint=self._w("customers_hint"))
        self._share = NumberBox(self._ctx, name=self._w("share"), kind=SHARE, hint=self._w("share_hint"))
        self._cost = NumberBox(self._ctx, name=self._w("cost"), kind=MONEY, hint=self._w("cost_hint"))
        self._customers.number_chosen.connect(lambda value: self._set("customers", value))
        self._share.number_chosen.connect(lambda value: self._set("request_share", value))
        self._cost.number_chosen.connect(lambda value: self._set("cost_per_minute", value))
        self._currency = LineBox(self._ctx, name=self._w("currency"), hint=self._w("currency_hint"))
        self._lines["currency"] = self._currency
        money = QHBoxLayout()
        money.setSpacing(6)
        money.addWidget(self._currency)
        money.addWidget(self._cost, 1)
        self._row("customers", self._customers)
        self._row("share", self._share)
        self._row("cost", money)

    def _place(self, review_id: str, field: str) -> Place:
        def get() -> object | None:
            review = self._ctx.desk.review(review_id)
            return None if review is None else getattr(review, field)

        def change(value: object) -> tuple[Change | None, str]:
            review = self._ctx.desk.review(review_id)
            return (None if review is None else set_fact(review, field, value)), "fact.edit"

        return Place(key=(REVIEW, review_id, field), get=get, change=change)

    def _set(self, field: str, value: object) -> None:
        review = self._ctx.desk.review(self._review)
        if review is not None:
            change = verbs.set_field(review, REVIEW, review.id, field, value)
            if not self._ctx.bridge.do(change, command="fact.edit"):
                self.show_review(review)

    def _restyle(self) -> None:
        look = self._ctx.look
        self.title.setFont(look.font("question"))
        self._currency.setFixedWidth(look.px(58))
