"""The Actions stage: promises with one owner and a date, and ideas kept apart from them."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from pmdesk.domain.changes import Add, Remove, Set, steps
from pmdesk.domain.item_numbers import factor_numbers
from pmdesk.domain.items import ActionStatus
from pmdesk.domain.measures import strengths
from pmdesk.editing import verbs
from pmdesk.editing.desk import Changed
from pmdesk.ui.context import Context
from pmdesk.ui.models.action_model import ActionModel, action_rows, idea_rows
from pmdesk.ui.models.action_views import in_view
from pmdesk.ui.stages.action_asks import ActionAsks
from pmdesk.ui.stages.action_verbs import ActionVerbs
from pmdesk.ui.stages.page import StagePage
from pmdesk.ui.stages.ranking_verbs import RankingVerbs
from pmdesk.ui.widgets.action_pickers import ActionPickers
from pmdesk.ui.widgets.action_rows import ActionHead, ActionRows
from pmdesk.ui.widgets.action_view import ActionView
from pmdesk.ui.widgets.buttons import Button, Option, Segmented
from pmdesk.ui.widgets.draft_line import StageLine
from pmdesk.ui.widgets.ideas_column import IdeasColumn
from pmdesk.ui.widgets.labels import Label, rule
from pmdesk.ui.widgets.row_editing import RowEditing
from pmdesk.ui.widgets.soak_line import SoakLine
from pmdesk.ui.widgets.strength_line import StrengthLine

_SHOWN_KINDS = frozenset({"action", "factor", "person", "review"})
_BESIDE_FROM = 700
_HEAD_FROM = 640
_LIVE_FROM = 460
_ADD_FROM = 370


class ActionsPage(StagePage):
    """The list of actions, the live line of their strengths, and the ideas for later."""

    stage = "actions"

    def __init__(self, ctx: Context) -> None:
        """Build the page; show_review fills it."""
        super().__init__(ctx)
        self._filter = "all"
        self._for_factor = ""
        self._model = ActionModel()
        self._view = ActionRows(ctx.look, self.run_letter, self._model, ctx.words("actions.list_name"))
        self._line = StageLine(
            ctx, name=ctx.words("actions.add_box"), hint=ctx.words("actions.add_hint"), add=self._add_action
        )
        self._ideas = IdeasColumn(ctx, self.run_letter, self._add_idea)
        self._pickers = ActionPickers(ctx, self, lambda: self.review)
        self._editing = RowEditing(ctx, self._view, self._ideas.view, self._pickers, lambda: self.review)
        self._doing = ActionVerbs(
            ctx, self, lists=(self._view, self._ideas), pickers=self._pickers, editing=self._editing, line=self._line
        )
        self._build()
        self._connect()
        self.offer(self._doing.table())
        self.offer(self._asks.table())
        ranking = RankingVerbs(ctx, self, "action", self._doing.chosen)
        ranking.say.connect(self.say)
        self.offer(ranking.table())

    # ---- how it is built

    def _build(self) -> None:
        look, words = self.ctx.look, self.ctx.words
        self._subtitle = Label(look, words("actions.subtitle"), "body", "text3")
        self._segments = Segmented(
            look,
            words("actions.filter"),
            [Option("all", ""), Option("agreed", "", "circle"), Option("drafts", "", "circle-dashed")],
        )
        self._add_button = Button(look, words("actions.add"), icon="plus", name=words("actions.add_name"))
        self._ideas_button = Button(look, "", kind="flat", icon="lightbulb")
        self._ideas_button.setCheckable(True)
        self._strengths = StrengthLine(look, words)
        self._asks = ActionAsks(self.ctx, self)
        self._soak = SoakLine(self.ctx)
        self._soak.run_requested.connect(self.run_requested)
        self._head_row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        names = QHBoxLayout()
        names.setSpacing(look.px(12))
        names.addWidget(Label(look, words("actions.title"), "title"))
        names.addWidget(self._subtitle)
        names.addStretch(1)
        names.addWidget(self._ideas_button)
        choices = QHBoxLayout()
        choices.setSpacing(look.px(12))
        choices.addWidget(self._segments)
        choices.addStretch(1)
        choices.addWidget(self._add_button)
        self._head_row.addLayout(names, 1)
        self._head_row.addLayout(choices)
        self._head_row.setContentsMargins(24, 14, 24, 6)
        self._head = ActionHead(look, words, self._view.plan)
        self._left = QWidget()
        left = QVBoxLayout(self._left)
        left.setContentsMargins(12, 0, 8, 12)
        left.setSpacing(0)
        left.addWidget(self._head)
        left.addWidget(self._view, 1)
        left.addSpacing(8)
        left.addWidget(self._line)
        self._fold = rule(vertical=True)
        body = QHBoxLayout()
        body.setSpacing(0)
        body.addWidget(self._left, 1)
        body.addWidget(self._fold)
        body.addWidget(self._ideas)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(0)
        page.addLayout(self._head_row)
        page.addWidget(self._soak)
        page.addLayout(self._live())
        page.addWidget(rule())
        page.addLayout(body, 1)

    def _live(self) -> QBoxLayout:
        self._live_row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._live_row.setContentsMargins(20, 0, 24, 4)
        for line in (self._strengths, self._asks):
            self._live_row.addWidget(line, 1)
        return self._live_row

    def _connect(self) -> None:
        self._segments.chosen.connect(self._show_filter)
        self._strengths.clicked.connect(lambda on: self._show_filter("weaker" if on else "all"))
        self._asks.wanted.connect(lambda name: self.reveal("action", name))
        self._asks.say.connect(self.say)
        self._asks.outdated.connect(self._reword)
        self._add_button.clicked.connect(self._doing.write)
        self._ideas_button.toggled.connect(self._fit)
        self._view.part_pressed.connect(self._doing.press)
        self._view.edit_requested.connect(self._doing.edit)
        self._view.dropped.connect(lambda name: self._doing.move_to(name, ActionStatus.COMMITTED))
        self._ideas.view.dropped.connect(lambda name: self._doing.move_to(name, ActionStatus.IDEA))
        self._ideas.view.edit_requested.connect(self._doing.edit)
        self._view.selectionModel().currentChanged.connect(lambda *_rows: self._stood())
        self._view.viewport().installEventFilter(self)
        self._pickers.say.connect(self.say)
        self._doing.say.connect(self.say)
        self._doing.all_wanted.connect(lambda: self._show_filter("all"))
        self._doing.side_wanted.connect(self._ideas_button.setChecked)
        self._pickers.reason_asked.connect(self._editing.ask_reason)
        self.ctx.look.changed.connect(self._fit)

    # ---- showing

    @property
    def standing(self) -> str:
        """The action that has the keyboard."""
        return self._view.chosen

    def show_review(self, review_id: str) -> None:
        """Bind to a review, and to its half-typed lines."""
        self._for_factor = ""
        super().show_review(review_id)
        self._line.bind(f"action:{review_id}")
        self._ideas.line.bind(f"idea:{review_id}")
        self._fit()

    def refresh(self, news: Changed | None) -> None:
        """Show actions and ideas as they stand; nothing to do for changes of other things."""
        if news is not None and not any(_touches(step) for step in steps(news.change)):
            return
        review, words, today = self.review, self.ctx.words, self._pickers.today
        rows = self._asks.show_review(review, action_rows(review, words, today))
        counts = {name: sum(in_view(row.action, name) for row in rows) for name in ("all", "agreed", "drafts")}
        for name, count in counts.items():
            self._segments.set_text(name, words(f"actions.{name}", count=count))
        self._segments.set_value(self._filter)
        self._strengths.setChecked(self._filter == "weaker")
        self._strengths.show_counts(strengths(review.actions.values()))
        hint = words("actions.empty_filter") if rows else words("actions.empty") + "\n" + words("actions.empty_hint")
        self._view.show_hint(hint)
        self._model.show([row for row in rows if in_view(row.action, self._filter)])
        ideas = idea_rows(review, words, today)
        self._ideas.show_rows(ideas)
        label = f"{words('actions.ideas.title')} {len(ideas)}"
        self._ideas_button.setText(label)
        self._ideas_button.setAccessibleName(words("actions.ideas.toggle", count=len(ideas)))
        factor = factor_numbers(review).get(self._for_factor)
        hint = words("actions.add_for", factor=factor) if factor else words("actions.add_hint")
        self._line.setPlaceholderText(hint)
        self._editing.refresh()
        self._soak.show_review(review.id)

    def keep(self) -> bool:
        """Keep everything unsaved, also the half-typed lines."""
        kept = [super().keep(), self._line.saving.flush(), self._ideas.line.saving.flush()]
        return all(kept)

    def focus_first(self) -> None:
        """Go to the list, or to the line for the first action."""
        if self._ideas_button.isChecked() and self._ideas.isVisible():
            self._ideas.view.setFocus()
        elif self._model.rows:
            self._view.setFocus()
        else:
            self._line.setFocus()

    def reveal(self, kind: str, entity: str) -> None:
        """Show an action; for a factor, the action that serves it, or a line to write one."""
        review = self.review
        if kind == "factor":
            serving = next((row.action.id for row in self._model.rows if entity in row.action.factors), "")
            self._for_factor = "" if serving else entity
            self.refresh(None)
            if not serving:
                self._doing.write()
                return
            entity = serving
        action = review.actions.get(entity)
        if action is None:
            self.focus_first()
            return
        if action.status is not ActionStatus.IDEA and not in_view(action, self._filter):
            self._show_filter("all")
        self._ideas_button.setChecked(action.status is ActionStatus.IDEA)
        view: ActionView = self._ideas.view if action.status is ActionStatus.IDEA else self._view
        view.choose(entity)
        view.setFocus()

    def minimumSizeHint(self) -> QSize:
        """Be as small as the window likes: what has no room folds away."""
        return QSize(320, 240)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold what has no room beside the list."""
        super().resizeEvent(event)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the column names over their columns."""
        if event.type() == QEvent.Type.Resize:
            self._head.fit(self._view.viewport().width())
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        look = self.ctx.look
        beside = self.width() >= look.px(_BESIDE_FROM)
        among_ideas = self._ideas_button.isChecked()
        self._ideas_button.setVisible(not beside)
        self._fold.setVisible(beside)
        self._left.setVisible(beside or not among_ideas)
        self._ideas.setVisible(beside or among_ideas)
        self._ideas.setMinimumWidth(look.px(204) if beside else 0)
        self._ideas.setMaximumWidth(look.px(204) if beside else 16_777_215)
        for line in (self._strengths, self._asks):
            line.setFixedHeight(look.px(46))
        wide = self.width() >= look.px(_HEAD_FROM)
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._head_row.setDirection(across if wide else down)
        self._live_row.setDirection(across if self.width() >= look.px(_LIVE_FROM) else down)
        self._add_button.setVisible(self.width() >= look.px(_ADD_FROM))
        self._subtitle.setVisible(self.width() >= look.px(_BESIDE_FROM))
        self._head.fit(self._view.viewport().width())

    def _stood(self) -> None:
        self._asks.stand(self.standing)
        self.stood.emit()

    def _reword(self) -> None:
        """Show the questions as they are now that somebody decided about wording."""
        if self.review_id and self.ctx.desk.review(self.review_id) is not None:
            self.refresh(None)

    def _show_filter(self, name: object) -> None:
        self._filter = str(name)
        self.refresh(None)

    def _add_action(self, text: str) -> bool:
        factors = (self._for_factor,) if self._for_factor in self.review.factors else ()
        change = verbs.add_action(self.review, text, ids=self.ctx.ids, factors=factors)
        if not self.ctx.bridge.do(change, command="action.add"):
            return False
        self._for_factor = ""
        self._show_filter("all")
        self._view.choose_near(len(self._model.rows))
        self._view.scrollToBottom()
        return True

    def _add_idea(self, text: str) -> bool:
        change = verbs.add_action(self.review, text, ids=self.ctx.ids, idea=True)
        kept = self.ctx.bridge.do(change, command="action.add_idea")
        if kept:
            self._ideas.view.choose_near(len(self._ideas.model.rows))
        return kept


def _touches(step: Add | Remove | Set) -> bool:
    return step.kind in _SHOWN_KINDS
