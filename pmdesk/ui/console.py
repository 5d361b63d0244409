"""The facilitator's console: what to ask now, what was asked, the parking lot and notes to self."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from pmdesk.domain.items import NoteKind
from pmdesk.editing import verbs
from pmdesk.editing.commands import PREPARE
from pmdesk.editing.desk import Changed
from pmdesk.ui.context import Context
from pmdesk.ui.widgets.buttons import Button, IconButton
from pmdesk.ui.widgets.held_line import HeldLine
from pmdesk.ui.widgets.labels import IconLabel, KeyCaps, Label, rule
from pmdesk.ui.widgets.note_list import NoteList, note_row_in_focus
from pmdesk.ui.widgets.private_notes import PrivateNoteList
from pmdesk.ui.widgets.prompt_list import PromptList
from pmdesk.ui.widgets.text_boxes import text_boxes

WIDTH, FOLDED_WIDTH = 320, 44


class _Body(QWidget):
    """What scrolls in the console: as high as it needs to be in its width, not in a narrower one."""

    def minimumSizeHint(self) -> QSize:
        narrow = super().minimumSizeHint()
        return QSize(narrow.width(), min(narrow.height(), self.heightForWidth(max(self.width(), narrow.width()))))


class Console(QWidget):
    """The column at the right, which the room never sees.

    ``fold_wanted`` asks the owner to fold or unfold it; ``say`` carries a short sentence for the
    status line.
    """

    fold_wanted = Signal()
    say = Signal(str)

    def __init__(self, ctx: Context) -> None:
        """Build it once; show_review and show_stage fill it."""
        super().__init__()
        self._ctx = ctx
        self._review = ""
        self._stage = PREPARE
        self._folded = False
        self.setObjectName("console")
        self.setAccessibleName(ctx.words("console.name"))
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._open_column())
        self._stack.addWidget(self._strip())
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 0, 0, 0)
        column.addWidget(self._stack)
        ctx.look.changed.connect(self._restyle)
        self._restyle()

    @property
    def folded(self) -> bool:
        """Whether only the strip is shown."""
        return self._folded

    def set_folded(self, *, folded: bool) -> None:
        """Fold to a strip, or unfold."""
        self._folded = folded
        self._stack.setCurrentIndex(1 if folded else 0)
        self._restyle()

    def show_review(self, review_id: str) -> None:
        """Show the notes of a review; half-typed ones come back."""
        self._review = review_id
        self._park.hold(f"park:{review_id}")
        self._private.show_review(review_id)
        self._show_notes()
        self._show_prompts()

    def show_stage(self, stage: str) -> None:
        """Show what can be asked in a stage."""
        self._stage = stage
        self._show_prompts()

    def on_changed(self, news: Changed) -> None:
        """Show the notes again when the review changed."""
        if self._review in news.reviews:
            self._show_notes()

    def leave(self) -> bool:
        """Keep what is unsaved; True when nothing is left unsaved."""
        kept = [box.saving.flush() for box in text_boxes(self)]
        return all(kept)

    def focus_first(self) -> None:
        """Take the focus: to the next question, or to the button that unfolds."""
        (self._unfold if self._folded else self._next).setFocus()

    def next_question(self) -> None:
        """Show the next question of the stage; after the last one comes the first."""
        self._turn(1)

    def previous_question(self) -> None:
        """Show the question before."""
        self._turn(-1)

    def park_focus(self) -> None:
        """Take the focus to the line that parks a thought, unfolding when needed."""
        if self._folded:
            self.set_folded(folded=False)
        self._park.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._scroll.ensureWidgetVisible(self._park, 0, 24)

    def remove_note(self) -> None:
        """Remove the parked thought or open question that has the focus."""
        row = note_row_in_focus()
        if row is None:
            self.say.emit(self._ctx.words("console.park.which"))
        else:
            row.remove()

    def carry_note(self) -> None:
        """Carry the thought that has the focus forward, or not any more."""
        row = note_row_in_focus()
        if row is None:
            self.say.emit(self._ctx.words("console.park.which"))
        else:
            row.carry()

    def _open_column(self) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._header())
        column.addWidget(rule())
        body = _Body()
        self._body = QVBoxLayout(body)
        self._body.setContentsMargins(0, 0, 0, 0)
        self._body.setSpacing(0)
        self._ask_section()
        self._prompt_section()
        self._park_section()
        self._body.addStretch(1)
        self._body.addWidget(rule())
        self._private_section()
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setAccessibleName(self._ctx.words("console.name"))
        self._scroll.setWidget(body)
        column.addWidget(self._scroll, 1)
        return holder

    def _header(self) -> QWidget:
        words, look = self._ctx.words, self._ctx.look
        self._head = QWidget()
        row = QHBoxLayout(self._head)
        row.setContentsMargins(16, 0, 6, 0)
        row.setSpacing(8)
        row.addWidget(IconLabel(look, "lock", 14, "private"))
        row.addWidget(Label(look, words("console.title"), "small-medium", "private"))
        row.addStretch(1)
        row.addWidget(Label(look, words("console.private"), "small", "text3"))
        fold = IconButton(look, "panel-right", words("console.fold"), size=14, tone="text3")
        fold.clicked.connect(self.fold_wanted)
        row.addWidget(fold)
        return self._head

    def _strip(self) -> QWidget:
        words, look = self._ctx.words, self._ctx.look
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 8, 0, 8)
        column.setSpacing(8)
        self._unfold = IconButton(look, "panel-right", words("console.unfold"))
        self._unfold.clicked.connect(self.fold_wanted)
        park = IconButton(look, "square-parking", words("console.park.from_strip"), keys="Ctrl+L")
        park.clicked.connect(self.park_focus)
        centre = Qt.AlignmentFlag.AlignHCenter
        column.addWidget(self._unfold, 0, centre)
        column.addWidget(IconLabel(look, "lock", 14, "private"), 0, centre)
        column.addWidget(park, 0, centre)
        column.addStretch(1)
        return holder

    def _section(self, icon: str, title: str, *, tone: str = "text3") -> tuple[QBoxLayout, Label]:
        """Add a section with its label and a count at the right; returns where its content goes."""
        look = self._ctx.look
        column = QVBoxLayout()
        column.setContentsMargins(8, 14, 16, 14)  # the 8 px at the left are the inner margin of text boxes
        column.setSpacing(6)
        head = _indented()
        head.addWidget(IconLabel(look, icon, 14, tone))
        head.addWidget(Label(look, title, "small-medium", tone))
        head.addStretch(1)
        count = Label(look, "", "small", "text3")
        head.addWidget(count)
        column.addLayout(head)
        self._body.addLayout(column)
        return column, count

    def _ask_section(self) -> None:
        words, look = self._ctx.words, self._ctx.look
        column, self._question_count = self._section("message-circle", words("console.ask.title"))
        self._question = Label(look, "", "question", "text", wrap=True)
        self._question.setAlignment(Qt.AlignmentFlag.AlignTop)
        line = _indented()
        line.addWidget(self._question)
        column.addLayout(line)
        row = _indented()
        self._next = Button(look, words("console.ask.next"), small=True, name=words("console.ask.next_name"))
        self._next.clicked.connect(self.next_question)
        previous = IconButton(look, "chevron-left", words("console.ask.previous"), keys="[", size=14)
        previous.clicked.connect(self.previous_question)
        row.addWidget(self._next)
        row.addWidget(previous)
        row.addStretch(1)
        row.addWidget(KeyCaps(look, "["))
        row.addWidget(KeyCaps(look, "]"))
        column.addLayout(row)
        self._body.addWidget(rule())

    def _prompt_section(self) -> None:
        words, look = self._ctx.words, self._ctx.look
        column, self._asked_count = self._section("list-checks", words("console.prompts.title"))
        self._prompts = PromptList(look, words)
        self._prompts.ticked.connect(self._tick)
        self._exit = PromptList(look, words)
        self._exit.ticked.connect(self._tick)
        for part in (self._prompts, Label(look, words("console.prompts.exit"), "small-medium", "text3"), self._exit):
            line = _indented()
            line.addWidget(part)
            column.addLayout(line)
        self._body.addWidget(rule())

    def _park_section(self) -> None:
        words = self._ctx.words
        column, self._parked_count = self._section("square-parking", words("console.park.title"))
        self._notes = NoteList(self._ctx, NoteKind.PARKING, "console.park", carry=True, indent=8)
        column.addWidget(self._notes)
        self._park = HeldLine(
            self._ctx, name=words("console.park.line"), hint=words("console.park.hint"), submit=self._park_thought
        )
        self._notes.left.connect(self._park.setFocus)
        row = _indented()
        row.addWidget(self._park, 1)
        row.addWidget(KeyCaps(self._ctx.look, "Ctrl+L"))
        column.addLayout(row)

    def _private_section(self) -> None:
        words = self._ctx.words
        column, promise = self._section("lock", words("console.private_notes.title"), tone="private")
        promise.setText(words("console.private_notes.promise"))
        self._private = PrivateNoteList(self._ctx)
        column.addWidget(self._private)

    def _show_notes(self) -> None:
        review = self._ctx.desk.review(self._review)
        if review is not None:
            count = self._notes.show_notes(review)
            self._parked_count.setText(str(count) if count else "")

    def _show_prompts(self) -> None:
        words, prompts = self._ctx.words, self._stage_prompts()
        at = self._place()
        present = prompts[at]
        state = self._state()
        asked = _texts(state.get("asked"))
        self._question.setText(present)
        self._question_count.setText(words("console.ask.count", number=at + 1, count=len(prompts)))
        self._next.setAccessibleDescription(present)
        self._prompts.show_prompts(self._stage, prompts, asked, present)
        self._exit.show_prompts(self._stage, words.list(f"stages.{self._stage}.exit"), asked)
        self._asked_count.setText(
            words("console.prompts.count", asked=self._prompts.asked, count=len(prompts)) if self._prompts.asked else ""
        )

    def _stage_prompts(self) -> Sequence[str]:
        return self._ctx.words.list(f"stages.{self._stage}.prompts")

    def _place(self) -> int:
        places = self._state().get("question")
        at = places.get(self._stage) if isinstance(places, Mapping) else None
        return at % len(self._stage_prompts()) if isinstance(at, int) else 0

    def _turn(self, step: int) -> None:
        places = self._state().get("question")
        known = dict(places) if isinstance(places, Mapping) else {}
        at = (self._place() + step) % len(self._stage_prompts())
        self._keep_state(question={**known, self._stage: at})

    def _tick(self, prompt: str, asked: bool) -> None:  # noqa: FBT001 (a signal carries it)
        ids = [one for one in _texts(self._state().get("asked")) if one != prompt]
        self._keep_state(asked=[*ids, prompt] if asked else ids)

    def _state(self) -> Mapping[str, object]:
        return self._ctx.meeting.state(self._review)

    def _keep_state(self, **parts: object) -> None:
        self._ctx.meeting.put(self._review, **parts)
        self._show_prompts()

    def _park_thought(self, text: str) -> bool:
        review = self._ctx.desk.review(self._review)
        if review is None or not text.strip():
            return True
        change = verbs.park(review, text.strip(), self._ctx.clock.now(), ids=self._ctx.ids)
        return self._ctx.bridge.do(change, command="note.park")

    def _restyle(self) -> None:
        px = self._ctx.look.px
        self.setFixedWidth(px(FOLDED_WIDTH if self._folded else WIDTH))
        self._head.setFixedHeight(px(40))
        self._question.setMinimumHeight(px(48))


def _indented() -> QHBoxLayout:
    row = QHBoxLayout()
    row.setContentsMargins(8, 0, 0, 0)
    row.setSpacing(6)
    return row


def _texts(value: object) -> list[str]:
    return [one for one in value if isinstance(one, str)] if isinstance(value, list | tuple) else []
