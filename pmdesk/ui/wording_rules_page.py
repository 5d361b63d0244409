"""The page "Wording rules": every rule with its switch, the library's own words, and what was dismissed."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from pmdesk.editing.ports import WordingChoiceKind
from pmdesk.ui.context import Context
from pmdesk.ui.models.rulebook_rows import DISMISSALS, dismissal_rows, rule_rows
from pmdesk.ui.widgets.book_list import BookList
from pmdesk.ui.widgets.buttons import Button, Option, Segmented
from pmdesk.ui.widgets.labels import Label, rule
from pmdesk.ui.widgets.noun_lists import NounLists
from pmdesk.ui.widgets.rule_detail import RuleDetail
from pmdesk.ui.widgets.scrolled import scrolled

_BESIDE_FROM = 720
_WORDS_FROM = 720
_EDGE, _ONE_ROW = 12, 48
_VIEWS = ("rules", "nouns", "dismissed")


class WordingRulesPage(QWidget):
    """``back_requested`` asks for where one was, ``say`` carries a sentence for the status line.

    What is changed here acts at once wherever texts are shown: everything goes through ctx.wording.
    """

    back_requested = Signal()
    say = Signal(str)

    def __init__(self, ctx: Context) -> None:
        """Build the page; open() fills it."""
        super().__init__()
        self._ctx = ctx
        self._shown = "rules"
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        look, words = ctx.look, ctx.words
        self.setAccessibleName(words("rulebook.title"))
        self._rules = BookList(look, words("rulebook.list"))
        self._dismissed = BookList(
            look, words("rulebook.dismissed"), verb=words("rulebook.take_back"), hint=words("rulebook.none_dismissed")
        )
        self._detail = RuleDetail(ctx)
        self._nouns = NounLists(ctx)
        for one in (self._rules, self._dismissed):
            one.locked = ctx.read_only
        self._build()
        self._rules.stood.connect(lambda _rule: self._show_rule())
        self._rules.turned.connect(self._turn)
        self._dismissed.back.connect(self._take_back)
        self._detail.say.connect(self.say)
        self._nouns.say.connect(self.say)
        ctx.wording.changed.connect(self._refresh)
        look.changed.connect(self._fit)

    def open(self) -> None:
        """Show the library as it is now, and take the keyboard."""
        self._nouns.bind()
        self._refresh()
        self.focus_first()

    def focus_first(self) -> None:
        """Go to the list of the view that is shown."""
        if self._shown == "nouns":
            self._nouns.focus_first()
        else:
            (self._rules if self._shown == "rules" else self._dismissed).setFocus()

    def walk(self, step: int) -> None:
        """Go to the next region: what to look at, its list, and what stands beside the list."""
        regions = self._regions()
        focus = self.focusWidget()
        at = next((at for at, (one, _) in enumerate(regions) if one is focus or one.isAncestorOf(focus or self)), 0)
        wanted = regions[(at + step) % len(regions)][1]
        if wanted is self._views:
            self._views.focus_chosen()
        else:
            wanted.setFocus()

    def _regions(self) -> list[tuple[QWidget, QWidget]]:
        """Return each region that is shown, with what takes the keyboard in it: a line rather than an empty list."""
        views: tuple[QWidget, QWidget] = self._views, self._views
        if self._shown == "nouns":
            return [views, *self._nouns.regions]
        if self._shown == "dismissed":
            return [views, (self._dismissed, self._dismissed)]
        detail = [(self._detail, self._detail.line)] if self._detail.takes_phrases else []
        return [views, (self._rules, self._rules), *detail]

    def leave(self) -> bool:
        """Keep what is half typed; False when it could not be kept."""
        return all([self._detail.leave(), self._nouns.leave()])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back on Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.back_requested.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the rule below the list where there is no room beside it."""
        super().resizeEvent(event)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """Be as small as the window likes: what has no room scrolls."""
        return QSize(320, 240)

    # ---- how it is built

    def _build(self) -> None:
        look, words = self._ctx.look, self._ctx.words
        back = Button(look, words("rulebook.back"), kind="flat", icon="arrow-left", name=words("rulebook.back_name"))
        back.setToolTip(f"{words('rulebook.back_name')}  Esc")
        back.clicked.connect(self.back_requested)
        self._count = Label(look, "", "body", "text3")
        self._views = _Views(look, words("rulebook.view"), [Option(one, "") for one in _VIEWS])
        self._views.chosen.connect(lambda value: self._show_view(str(value)))
        self._head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._head.setContentsMargins(look.px(12), look.px(12), look.px(24), look.px(4))
        self._head.setSpacing(look.px(10))
        names = QHBoxLayout()
        names.setSpacing(look.px(10))
        names.addWidget(back)
        names.addWidget(Label(look, words("rulebook.title"), "title"))
        names.addWidget(self._count)
        names.addStretch(1)
        self._head.addLayout(names, 1)
        self._head.addWidget(self._views)
        kept = Label(look, words("rulebook.kept"), "small", "text3", wrap=True)
        kept.setContentsMargins(look.px(24), 0, look.px(24), look.px(8))
        self._stack = QStackedWidget()
        for view in (self._rule_view(), self._nouns, _framed(self._dismissed, look.px(_EDGE))):
            self._stack.addWidget(view)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(0)
        page.addLayout(self._head)
        page.addWidget(kept)
        page.addWidget(rule())
        page.addWidget(self._stack, 1)

    def _rule_view(self) -> QWidget:
        view = QWidget()
        self._body = QBoxLayout(QBoxLayout.Direction.LeftToRight, view)
        self._body.setContentsMargins(0, 0, 0, 0)
        self._body.setSpacing(0)
        self._fold, self._fold_below = rule(vertical=True), rule()
        self._body.addWidget(_framed(self._rules, self._ctx.look.px(_EDGE)), 1)
        self._body.addWidget(self._fold)
        self._body.addWidget(self._fold_below)
        self._body.addWidget(scrolled(self._detail, self._ctx.words("rulebook.detail")), 1)
        return view

    def _fit(self) -> None:
        look = self._ctx.look
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        beside = self.width() >= look.px(_BESIDE_FROM)
        self._body.setDirection(across if beside else down)
        self._fold.setVisible(beside)
        self._fold_below.setVisible(not beside)
        self._head.setDirection(across if self.width() >= look.px(_WORDS_FROM) else down)
        self._rules.setMinimumHeight(look.px(_ONE_ROW))

    # ---- what it shows and does

    def _show_view(self, view: str) -> None:
        self._shown = view
        self._views.set_value(view)
        self._stack.setCurrentIndex(_VIEWS.index(view))

    def _refresh(self) -> None:
        wording, words = self._ctx.wording, self._ctx.words
        choices, rules = wording.choices(), wording.rules.rules
        rows = rule_rows(rules, choices, words)
        self._rules.show_rows(rows)
        today = self._ctx.clock.now().to_tz(self._ctx.clock.zone()).date()
        dismissed = any(one.kind in DISMISSALS for one in choices)
        numbers = {one.id: one.number for one in self._ctx.library.summaries(today)} if dismissed else {}
        shown = dismissal_rows(choices, {one.id: one.title for one in rules}, numbers, words)
        self._dismissed.show_rows(shown)
        self._nouns.show_choices(choices)
        off = sum(not one.on for one in rows)
        self._count.setText(
            words("rulebook.count_off", count=len(rows), off=off) if off else words("rulebook.count", count=len(rows))
        )
        nouns = sum(one.kind in {WordingChoiceKind.ROLE, WordingChoiceKind.MACHINE} for one in choices)
        for view, count in (("rules", len(rows)), ("nouns", nouns), ("dismissed", len(shown))):
            self._views.set_text(view, words(f"rulebook.views.{view}", count=count))
        self._views.set_value(self._shown)
        self._show_rule()

    def _show_rule(self) -> None:
        rules = self._ctx.wording.rules.rules
        chosen = next((one for one in rules if one.id == self._rules.chosen), rules[0])
        self._detail.show_rule(chosen, self._ctx.wording.choices())

    def _turn(self, name: str) -> None:
        """Switch a rule off, or on again: then every decision against it is taken back."""
        wording, words = self._ctx.wording, self._ctx.words
        against = [one.id for one in wording.choices() if one.kind is WordingChoiceKind.NEVER and one.rule == name]
        title = wording.title(name)
        kept = all(wording.take_back(one) for one in against) if against else bool(wording.dismiss_never(name))
        if kept:
            self.say.emit(words("rulebook.said_on" if against else "rulebook.said_off", rule=title))

    def _take_back(self, choice: str) -> None:
        if self._ctx.wording.take_back(choice):
            self.say.emit(self._ctx.words("rulebook.said_back"))


class _Views(Segmented):
    """What to look at; F6 goes to the chosen one."""

    def focus_chosen(self) -> None:
        """Take the keyboard to the segment that Tab stops at."""
        stop = self._group.checkedButton() or self._group.button(0)
        stop.setFocus()


def _framed(view: QWidget, edge: int) -> QWidget:
    """Return a list with free room at its sides."""
    around = QWidget()
    column = QVBoxLayout(around)
    column.setContentsMargins(edge, 0, edge, 0)
    column.addWidget(view)
    return around
