"""Editing actions and ideas in their rows: text, done-when and reason; Tab goes on to owner and date."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QRect, QTimer
from PySide6.QtWidgets import QWidget

from pmdesk.domain.items import Action, ActionStatus
from pmdesk.domain.review import Review
from pmdesk.ui.context import Context
from pmdesk.ui.widgets.action_pickers import ActionPickers
from pmdesk.ui.widgets.action_rows import ActionRows
from pmdesk.ui.widgets.action_view import ActionView
from pmdesk.ui.widgets.in_place import InPlaceLine

_PARTS = {"text": "text", "done_when": "second", "reason": "second"}
"""Field of an action -> the part of its row where it is edited."""


class RowEditing(QObject):
    """Opens a line over the chosen row of the list of actions or of the ideas."""

    def __init__(
        self, ctx: Context, actions: ActionRows, ideas: ActionView, pickers: ActionPickers, review: Callable[[], Review]
    ) -> None:
        """Lay a line over each of the two lists."""
        super().__init__(actions)
        self._ctx, self._actions, self._ideas, self._pickers, self._review = ctx, actions, ideas, pickers, review
        self._line = InPlaceLine(ctx, actions.viewport(), command="action.edit")
        self._idea_line = InPlaceLine(ctx, ideas.viewport(), command="action.edit")
        self._line.tabbed.connect(self._tabbed)
        self._idea_line.tabbed.connect(lambda _step: self._ideas.setFocus())
        self._line.closed.connect(lambda _by_key: actions.hold(""))
        for view, line in ((actions, self._line), (ideas, self._idea_line)):
            line.closed.connect(lambda by_key, view=view: view.setFocus() if by_key else None)
            view.verticalScrollBar().valueChanged.connect(self.follow)
            view.viewport().installEventFilter(self)

    def edit(self, action: Action, field: str = "text") -> None:
        """Open a line over a field of an action."""
        words, number = self._ctx.words, self._pickers.name(action)
        idea = action.status is ActionStatus.IDEA
        line, view = (self._idea_line, self._ideas) if idea else (self._line, self._actions)
        view.choose(action.id)
        rect = self._idea_rect(action.id) if idea else self._over(action.id, field)
        if rect.isNull():
            return
        if not idea:
            self._actions.hold(action.id)
        name = words("actions.edit.idea") if idea else words(f"actions.edit.{field}", number=number)
        line.open(
            rect,
            review=self._review().id,
            action=action.id,
            field=field,
            name=name,
            hint=words(f"actions.ask.{field}"),
        )

    def ask_reason(self, action_id: str) -> None:
        """Open the line for the reason why an action will not be done."""
        QTimer.singleShot(0, self, lambda: self._ask_reason(action_id))

    def refresh(self) -> None:
        """Show what the desk holds in the open lines, and stay over their rows."""
        for line in (self._line, self._idea_line):
            if line.isVisible():
                line.refresh()
        self.follow()

    def follow(self) -> None:
        """Stay over the row while the list moves; leave when the row has gone."""
        for line, rect in (
            (self._line, self._over(self._line.target, self._line.part)),
            (self._idea_line, self._idea_rect(self._idea_line.target)),
        ):
            if not line.isVisible():
                continue
            if rect.isNull() and not line.saving.dirty:
                line.hide()
                self._actions.hold("")
            elif not rect.isNull():
                line.setGeometry(rect)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow when the lists change their size."""
        if event.type() == QEvent.Type.Resize:
            QTimer.singleShot(0, self, self.follow)
        return super().eventFilter(watched, event)

    def _ask_reason(self, action_id: str) -> None:
        action = self._review().actions.get(action_id)
        if action is not None:
            self.edit(action, "reason")

    def _tabbed(self, step: int) -> None:
        action = self._review().actions.get(self._line.target)
        if action is None:
            return
        part = self._line.part
        if step < 0:
            self._actions.setFocus() if part == "text" else self.edit(action)
        elif part == "text":
            self.edit(action, "reason" if action.status is ActionStatus.WONT_DO else "done_when")
        else:
            self._actions.setFocus()
            self._pickers.owner(action, self._at(action, "owner"), then=lambda: self._then_size(action.id))

    def _then_size(self, action_id: str) -> None:
        action = self._review().actions.get(action_id)
        if action is not None:
            self._actions.setFocus()
            self._pickers.size(action, self._at(action, "due"))

    def _at(self, action: Action, part: str) -> tuple[QWidget, QRect]:
        return self._actions.viewport(), self._actions.part_rect(action.id, part)

    def _over(self, action_id: str, field: str) -> QRect:
        """Return where the line for a field lies: a little larger than the text it covers."""
        if not action_id or field not in _PARTS:
            return QRect()
        rect = self._actions.part_rect(action_id, _PARTS[field])
        if rect.isNull():
            return QRect()
        look = self._ctx.look
        height = max(look.px(24), rect.height() + 4)
        return QRect(rect.left() - look.px(5), rect.center().y() - height // 2 + 1, rect.width() + look.px(8), height)

    def _idea_rect(self, action_id: str) -> QRect:
        card = self._ideas.rect_of(action_id)
        if card.isNull():
            return card
        look = self._ctx.look
        return QRect(card.left() + look.px(5), card.top() + look.px(5), card.width() - look.px(12), look.px(26))
