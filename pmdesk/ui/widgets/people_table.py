"""The people of a review: name and handles for the room, the role for every report."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from pmdesk.domain.changes import Add, Change
from pmdesk.domain.items import Person
from pmdesk.domain.review import Review
from pmdesk.editing import verbs
from pmdesk.ui.context import Context
from pmdesk.ui.widgets.buttons import IconButton
from pmdesk.ui.widgets.labels import Label
from pmdesk.ui.widgets.parsed_line import PLAIN, Form, ParsedLine, Place
from pmdesk.ui.widgets.tab_order import TabAnchor, follow

_NAMED, _ROLE, _PART = "named", "role", "part"
_FIELDS = (_NAMED, _ROLE, _PART)


def read_named(text: str) -> tuple[str, tuple[str, ...]]:
    """Return (name, handles) of "Sam Ortiz @sam": handles are the words that begin with @."""
    words = text.split()
    handles = tuple(dict.fromkeys(word for word in words if word.startswith("@") and len(word) > 1))
    return " ".join(word for word in words if not word.startswith("@")), handles


def write_named(value: object) -> str:
    """Return name and handles as one text."""
    if not isinstance(value, tuple):
        return ""
    name, handles = value
    return " ".join(part for part in (name, *(f"@{one.lstrip('@')}" for one in handles)) if part)


_FORMS = {_NAMED: Form(read=read_named, write=write_named), _ROLE: PLAIN, _PART: PLAIN}


class _PersonRow:
    """The three fields of one person, by its place in the list; the last row is for somebody new."""

    def __init__(self, ctx: Context, number: int) -> None:
        self._ctx = ctx
        self._review = self.person = ""
        words = ctx.words
        self.boxes = {
            field: ParsedLine(
                ctx,
                _FORMS[field],
                name=words(f"prepare.people.{field}_name", number=number),
                hint=words(f"prepare.people.{field}_hint"),
            )
            for field in _FIELDS
        }
        for box in self.boxes.values():
            box.setProperty("plain", True)  # noqa: FBT003 (Qt's own signature)
        self.bin = IconButton(ctx.look, "x", words("prepare.people.remove", number=number), size=14, tone="text3")
        self.bin.clicked.connect(self.remove)
        self.bin.setDisabled(ctx.read_only)
        self.restyle()

    def show(self, review: Review, person: str) -> None:
        self._review, self.person = review.id, person
        for field, box in self.boxes.items():
            box.attach(self._place(field, review.id, person))
        self.bin.setVisible(person in review.people)

    def set_visible(self, *, visible: bool) -> None:
        for box in self.boxes.values():
            box.setVisible(visible)
        if not visible:
            self.bin.setVisible(False)

    def has_focus(self) -> bool:
        return self.bin.hasFocus() or any(box.hasFocus() for box in self.boxes.values())

    def remove(self) -> None:
        review = self._ctx.desk.review(self._review)
        if review is not None and self.person in review.people:
            for box in self.boxes.values():
                box.saving.flush()
            change = verbs.remove_items(review, "person", [self.person])
            self._ctx.bridge.do(change, command="person.remove")

    def restyle(self) -> None:
        look = self._ctx.look
        self.boxes[_ROLE].setFont(look.font("body-medium"))
        for field in (_NAMED, _PART):
            self.boxes[field].setFont(look.font("body"))

    def _place(self, field: str, review_id: str, person: str) -> Place:
        def get() -> object | None:
            review = self._ctx.desk.review(review_id)
            if review is None:
                return None
            one = review.people.get(person, Person(id=person))
            return (one.name, one.handles) if field == _NAMED else str(getattr(one, field))

        def change(value: object) -> tuple[Change | None, str]:
            review = self._ctx.desk.review(review_id)
            if review is None:
                return None, "person.edit"
            new: dict[str, object] = {field: value}
            if field == _NAMED and isinstance(value, tuple):
                new = {"name": value[0], "handles": value[1]}
            if person in review.people:
                return verbs.set_fields(review, "person", person, **new), "person.edit"
            somebody = Person(id=person, order=verbs.last_order(review, "person"))
            return Add(review.id, replace(somebody, **new)), "person.add"  # type: ignore[arg-type]  # the fields above

        return Place(key=("person", review_id, person, field), get=get, change=change)


class PeopleTable(QWidget):
    """One row for each person, and an empty last one: typing in it adds somebody."""

    def __init__(self, ctx: Context) -> None:
        """Show nothing yet."""
        super().__init__()
        self._ctx = ctx
        self._review = self._next = ""
        self._start = TabAnchor(self)
        self._rows: list[_PersonRow] = []
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(2)
        self._grid.setVerticalSpacing(2)
        for column, (field, stretch) in enumerate(zip(_FIELDS, (8, 13, 8), strict=True)):
            head = Label(ctx.look, ctx.words(f"prepare.people.{field}"), "small", "text3")
            head.setIndent(9)
            self._grid.addWidget(head, 0, column)
            self._grid.setColumnStretch(column, stretch)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addLayout(self._grid)
        ctx.look.changed.connect(self._restyle)
        self._restyle()

    def show_review(self, review: Review) -> None:
        """Show the people of a review in their order."""
        people = [one.id for one in review.ordered("person")]
        if review.id != self._review or self._next in review.people:
            self._next = self._ctx.ids()
        self._review = review.id
        shown = [*people] if self._ctx.read_only else [*people, self._next]
        while len(self._rows) < len(shown):
            self._add_row()
        for row, person in zip(self._rows, shown, strict=False):
            row.show(review, person)
        for at, row in enumerate(self._rows):
            row.set_visible(visible=at < len(shown))

    def focus_new(self) -> None:
        """Take the focus to the empty row."""
        new = next((row for row in self._rows if row.person == self._next), None)
        if new is not None:
            new.boxes[_NAMED].setFocus()

    def focus_person(self, person: str) -> None:
        """Take the focus to somebody's name."""
        found = next((row for row in self._rows if row.person == person), None)
        if found is not None:
            found.boxes[_NAMED].setFocus()

    def remove_focused(self) -> bool:
        """Remove the person whose row has the focus; False when there is none."""
        found = next((row for row in self._rows if row.has_focus()), None)
        if found is not None:
            found.remove()
        return found is not None

    def _add_row(self) -> None:
        row = _PersonRow(self._ctx, len(self._rows) + 1)
        self._rows.append(row)
        for column, field in enumerate(_FIELDS):
            self._grid.addWidget(row.boxes[field], len(self._rows), column)
        self._grid.addWidget(row.bin, len(self._rows), len(_FIELDS))
        before = self._rows[-2].bin if len(self._rows) > 1 else self._start
        follow(before, *row.boxes.values(), row.bin)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw a hairline below each row."""
        painter = QPainter(self)
        painter.setPen(self._ctx.look.colour("line"))
        for row in self._rows:
            box = row.boxes[_NAMED]
            if box.isVisible() and row.person != self._next:
                painter.drawLine(0, box.geometry().bottom() + 1, self.width(), box.geometry().bottom() + 1)

    def _restyle(self) -> None:
        self._grid.setColumnMinimumWidth(len(_FIELDS), max(self._ctx.look.px(22), 24))
        for row in self._rows:
            row.restyle()
