"""Who is here: the people of the review with a ring that becomes a tick."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pmdesk.domain.changes import Add
from pmdesk.domain.items import Person
from pmdesk.domain.review import Review
from pmdesk.editing import verbs
from pmdesk.ui.context import Context
from pmdesk.ui.widgets.held_line import HeldLine
from pmdesk.ui.widgets.labels import Label
from pmdesk.ui.widgets.prompt_list import PromptTick
from pmdesk.ui.widgets.tab_order import TabAnchor, follow
from pmdesk.ui.widgets.two_columns import heading


class Attendance(QWidget):
    """Ticks are meeting state: they survive a restart and are no steps of undo.

    ``say`` carries a short sentence.
    """

    say = Signal(str)

    def __init__(self, ctx: Context) -> None:
        """Show nothing yet."""
        super().__init__()
        self._ctx = ctx
        self._review = ""
        self._people: list[str] = []
        self._start = TabAnchor(self)
        self._rows: list[PromptTick] = []
        words, look = ctx.words, ctx.look
        self._count = Label(look, "", "body", "text3")
        self._none = Label(look, words("opening.here_none"), "body", "text2", wrap=True)
        self._column = QVBoxLayout()
        self._column.setSpacing(0)
        self.line = HeldLine(
            ctx, name=words("opening.here_add"), hint=words("opening.here_add_hint"), submit=self._arrived
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(heading(look, words("opening.here_title"), self._count))
        column.addWidget(self._none)
        column.addLayout(self._column)
        column.addWidget(self.line)

    def show_review(self, review: Review) -> None:
        """Show the people of a review."""
        self._review = review.id
        self.line.hold(f"here:{review.id}")
        people = [one for one in review.ordered("person") if isinstance(one, Person)]
        self._people = [person.id for person in people]
        here = self._here()
        while len(self._rows) < len(people):
            self._add_row()
        for at, row in enumerate(self._rows):
            row.setVisible(at < len(people))
            if at < len(people):
                text = self._label(people[at], at + 1)
                name = self._ctx.words("opening.here_name", number=at + 1, person=text)
                row.show_prompt(text, name, asked=people[at].id in here, present=False)
        self._none.setVisible(not people)
        present = sum(person in here for person in self._people)
        self._count.setText(self._ctx.words("opening.here_count", here=present, people=len(people)) if people else "")

    def _label(self, person: Person, number: int) -> str:
        named = " ".join(one for one in (person.name, *person.handles) if one)
        parts = [one for one in (person.role, named) if one]
        return ", ".join(parts) or self._ctx.words("opening.here_unnamed", number=number)

    def _add_row(self) -> None:
        row, at = PromptTick(self._ctx.look, done_tone="text"), len(self._rows)
        row.setDisabled(self._ctx.read_only)
        row.clicked.connect(lambda checked: self._tick(self._people[at], here=checked))
        self._rows.append(row)
        self._column.addWidget(row)
        follow(self._rows[at - 1] if at else self._start, row)

    def _here(self) -> list[object]:
        here = self._ctx.meeting.state(self._review).get("here")
        return list(here) if isinstance(here, list | tuple) else []

    def _tick(self, person: str, *, here: bool) -> None:
        ids = [one for one in self._here() if one != person]
        self._ctx.meeting.put(self._review, here=[*ids, person] if here else ids)
        review = self._ctx.desk.review(self._review)
        if review is not None:
            self.show_review(review)

    def _arrived(self, text: str) -> bool:
        """Tick the person whom the text names, or add somebody new who is here."""
        review = self._ctx.desk.review(self._review)
        wanted = text.strip()
        if review is None or not wanted:
            return True
        person = verbs.find_person(review, wanted)
        if person is None:
            words = wanted.split()
            person = Person(
                id=self._ctx.ids(),
                name=" ".join(word for word in words if not word.startswith("@")),
                handles=tuple(word for word in words if word.startswith("@") and len(word) > 1),
                order=verbs.last_order(review, "person"),
            )
            if not self._ctx.bridge.do(Add(review.id, person), command="person.add"):
                return False
        self._tick(person.id, here=True)
        self.say.emit(self._ctx.words("opening.here_said", person=wanted))
        return True
