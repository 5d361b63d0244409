"""The way to the page of the wording rules, from anywhere, and back to where one was."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget
from shiboken6 import isValid

from pmdesk.ui.context import Context

if TYPE_CHECKING:
    from pmdesk.ui.wording_rules_page import WordingRulesPage

PLACE = "wording"
"""Where we are while the page is shown: only the verbs of everywhere are active."""


class WordingRulesDoor:
    """Makes the page when it is first asked for."""

    def __init__(
        self,
        ctx: Context,
        stack: QStackedWidget,
        *,
        leave: Callable[[], object],
        arrived: Callable[[QWidget], object],
        say: Callable[[str], object],
    ) -> None:
        """``leave`` keeps what is typed before the page is shown.

        ``arrived`` is told which widget is shown after every turn, and says the place.
        """
        self._ctx, self._stack, self._leave, self._arrived, self._say = ctx, stack, leave, arrived, say
        self._page: WordingRulesPage | None = None
        self._from: QWidget | None = None
        self._focus: QWidget | None = None

    @property
    def shown(self) -> bool:
        """Whether the page is what the window shows."""
        return self._page is not None and self._stack.currentWidget() is self._page

    def table(self) -> dict[str, Callable[[], object]]:
        """Return command id -> what it does."""
        verbs: dict[str, Callable[[], object]] = {"wording.rules": self.toggle}
        page = self._page
        if page is not None and self.shown:
            verbs["view.next_region"] = lambda: page.walk(1)
            verbs["view.previous_region"] = lambda: page.walk(-1)
        return verbs

    def toggle(self) -> None:
        """Show the page, or go back from it."""
        if self.shown:
            self.back()
            return
        self._leave()
        self._from, self._focus = self._stack.currentWidget(), QApplication.focusWidget()
        page = self._made()
        self._stack.setCurrentWidget(page)
        page.open()
        self._arrived(page)

    def back(self) -> None:
        """Go back to where one was, with the keyboard where it was."""
        if not self.shown or self._from is None or self._page is None:
            return
        self._page.leave()
        self._stack.setCurrentWidget(self._from)
        self._arrived(self._from)
        if self._focus is not None and isValid(self._focus) and self._focus.isVisible():
            self._focus.setFocus()

    def _made(self) -> WordingRulesPage:
        if self._page is None:
            from pmdesk.ui.wording_rules_page import WordingRulesPage  # noqa: PLC0415 (a start needs none of it)

            self._page = WordingRulesPage(self._ctx)
            self._page.back_requested.connect(self.back)
            self._page.say.connect(self._say)
            self._stack.addWidget(self._page)
        return self._page
