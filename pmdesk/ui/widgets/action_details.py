"""The details of one action in a popover: what does not fit into its row."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFormLayout, QScrollArea, QVBoxLayout, QWidget

from pmdesk.domain.item_numbers import factor_numbers
from pmdesk.domain.items import Action
from pmdesk.domain.review import Review
from pmdesk.editing.desk import Changed
from pmdesk.ui.context import Context
from pmdesk.ui.models.action_model import owner_text
from pmdesk.ui.widgets.action_pickers import risk_text
from pmdesk.ui.widgets.buttons import Button
from pmdesk.ui.widgets.labels import Label
from pmdesk.ui.widgets.popover import Popover
from pmdesk.ui.widgets.text_boxes import LineBox, TextBox, text_boxes

VERBS = ("status", "owner", "size", "strength", "priority", "factor")
"""The pickers that the details offer as buttons."""


_WIDTH, _EDGE = 440, 12


class ActionDetails(Popover):
    """Boxes for the long texts of an action, and a button for each of its choices.

    Esc closes it once everything typed is kept; ``verbs`` opens the picker of a choice, given the
    button that it belongs to.
    """

    def __init__(
        self, ctx: Context, window: QWidget, number: str, verbs: Mapping[str, Callable[[QWidget], None]]
    ) -> None:
        """Be about the action called ``number``."""
        super().__init__(ctx.look, window, ctx.words("actions.details.open", number=number))
        self._ctx = ctx
        words, look = ctx.words, ctx.look
        self._number = number
        room = window.width() - 2 * _EDGE
        self._body = QWidget()
        form = QFormLayout(self._body)
        form.setContentsMargins(look.px(14), look.px(12), look.px(14), look.px(12))
        form.setSpacing(look.px(8))
        if look.px(_WIDTH) > room:
            form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow(Label(look, words("actions.details.title", number=number), "body-strong"))
        self._texts: dict[str, LineBox | TextBox] = {
            "done_when": self._box(TextBox, "done_when"),
            "milestone": self._box(LineBox, "milestone"),
            "tracker": self._box(LineBox, "tracker"),
            "reason": self._box(TextBox, "reason"),
        }
        for field, box in self._texts.items():
            form.addRow(self._label(f"actions.details.{field}"), box)
        self._buttons: dict[str, Button] = {}
        for name in VERBS:
            button = Button(look, "", kind="standard", small=True)
            button.clicked.connect(lambda _checked=False, name=name: verbs[name](self._buttons[name]))
            self._buttons[name] = button
            word = "due" if name == "size" else name
            form.addRow(self._label(f"actions.details.{word}"), button)
        self._body.setMinimumWidth(min(look.px(_WIDTH), room - 2 * _EDGE))
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.viewport().setAutoFillBackground(False)
        area.setWidget(self._body)
        self._body.setAutoFillBackground(False)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(1, 1, 1, 1)
        whole.addWidget(area)
        ctx.bridge.changed.connect(self._on_changed)
        self._review = self._action = ""

    def bind(self, review: str, action: str) -> None:
        """Show this action."""
        self._review, self._action = review, action
        for field, box in self._texts.items():
            box.bind(review, "action", action, field)
        self._show()
        self._texts["done_when"].setFocus()

    def sizeHint(self) -> QSize:
        """Fit everything, where the window has room; else it scrolls."""
        return self._body.sizeHint().expandedTo(self._body.minimumSize()) + QSize(4, 4)

    def dismiss(self) -> None:
        """Close, once everything is kept: text that has no room stays in its box."""
        kept = [box.saving.flush() for box in text_boxes(self)]
        if all(kept):
            super().dismiss()

    def _on_changed(self, _news: Changed) -> None:
        self._show()

    def _box(self, kind: type[LineBox | TextBox], field: str) -> LineBox | TextBox:
        words = self._ctx.words
        label = words(f"actions.details.{field}")
        hint = words(f"actions.details.{field}_hint") if field != "reason" else words("actions.ask.reason")
        if kind is TextBox:
            return TextBox(self._ctx, name=f"{label}, {self._number}", command="action.edit", hint=hint, lines=(2, 5))
        return LineBox(self._ctx, name=f"{label}, {self._number}", command="action.edit", hint=hint)

    def _label(self, word: str) -> Label:
        return Label(self._ctx.look, self._ctx.words(word), "small", "text3")

    def _show(self) -> None:
        """Fill everything from the review as it stands."""
        review = self._ctx.desk.review(self._review)
        action = review.actions.get(self._action) if review is not None else None
        if review is None or action is None:
            return
        for box in self._texts.values():
            box.refresh()
        for name, button in self._buttons.items():
            text = self._value(review, action, name) or self._ctx.words("actions.details.none")
            word = self._ctx.words(f"actions.details.{'due' if name == 'size' else name}")
            button.setText(text.replace("&", "&&"))
            button.setAccessibleName(f"{word}, {self._number}: {text}")

    def _value(self, review: Review, action: Action, name: str) -> str:
        words = self._ctx.words
        match name:
            case "status":
                return words(f"enums.action_status.{action.status}")
            case "owner":
                return owner_text(review, action)
            case "size":
                size = words(f"enums.size.{action.size}") if action.size else ""
                due = words.date(action.due) if action.due else ""
                return ", ".join(one for one in (size, due) if one)
            case "strength":
                return words(f"enums.strength.{action.strength}") if action.strength else ""
            case "priority":
                level = words(f"enums.priority.{action.priority}") if action.priority else ""
                return ", ".join(one for one in (level, risk_text(self._ctx, action.risk)) if one)
            case _:
                labels = factor_numbers(review).items()
                return ", ".join(label for factor, label in labels if factor in action.factors)
