"""One rule of wording in full: why it asks, what, where, on whose word, and the phrases a library added to it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pmdesk.editing.ports import WordingChoice, WordingChoiceKind
from pmdesk.ui.context import Context
from pmdesk.ui.models.rulebook_rows import phrase_rows, severity_text, stages_text
from pmdesk.ui.widgets.book_list import BookList
from pmdesk.ui.widgets.draft_line import DraftLine
from pmdesk.ui.widgets.labels import Label

if TYPE_CHECKING:
    from pmdesk.wording.rules import Rule

_OF_FIELDS = "fields"
"""Rules about this subject look at no words, so that phrases of one's own would say nothing."""


class RuleDetail(QWidget):
    """Shows a rule; its add line and its list of phrases go straight to the library.

    ``takes_phrases``: the rule that is shown has both. ``say`` carries why a phrase is not taken.
    """

    say = Signal(str)

    def __init__(self, ctx: Context) -> None:
        """Show nothing yet."""
        super().__init__()
        self._ctx = ctx
        self._rule: Rule | None = None
        self.takes_phrases = False
        look, words = ctx.look, ctx.words
        self._title = Label(look, "", "title", wrap=True)
        self._why = Label(look, "", "body", "text2", wrap=True)
        self._ask = Label(look, "", "popover-question", wrap=True)
        self._facts = Label(look, "", "small", "text2", wrap=True)
        self._example = Label(look, "", "small", "text2", wrap=True)
        self._source = Label(look, "", "small", "text3", wrap=True)
        self._heading = Label(look, words("rulebook.phrases"), "body-strong")
        self.line = DraftLine(
            ctx, name=words("rulebook.add_phrase"), hint=words("rulebook.add_phrase_hint"), add=self._add
        )
        self.phrases = BookList(
            look, words("rulebook.phrases"), verb=words("rulebook.take_back"), hint=words("rulebook.no_phrases")
        )
        self.phrases.locked = ctx.read_only
        self.phrases.back.connect(ctx.wording.take_back)
        column = QVBoxLayout(self)
        column.setContentsMargins(look.px(20), look.px(14), look.px(20), look.px(14))
        column.setSpacing(look.px(8))
        for label in (self._title, self._why, self._ask, self._facts, self._example, self._source):
            column.addWidget(label)
        column.addSpacing(look.px(8))
        column.addWidget(self._heading)
        column.addWidget(self.line)
        column.addWidget(self.phrases, 1)
        self._none = QWidget()
        column.addWidget(self._none, 1)

    def show_rule(self, rule: Rule, choices: Sequence[WordingChoice]) -> None:
        """Show a rule, and the phrases that the library added to it."""
        words = self._ctx.words
        self._rule = rule
        self._title.setText(rule.title)
        self._why.setText(rule.why)
        self._ask.setText(rule.ask)
        where = words("rulebook.where", stages=stages_text(rule, words))
        self._facts.setText(f"{where}\n{severity_text(rule, words)}")
        examples = [words("rulebook.asks_about", text=rule.hits[0])] if rule.hits else []
        examples += [words("rulebook.leaves_alone", text=rule.traps[0])] if rule.traps else []
        self._example.setText("\n".join(examples))
        self._example.setVisible(bool(examples))
        self._source.setText(words("rulebook.source", source=rule.source))
        of_words = self.takes_phrases = rule.subject != _OF_FIELDS
        for part in (self._heading, self.line, self.phrases):
            part.setVisible(of_words)
        self._none.setVisible(not of_words)
        self.line.setAccessibleName(words("rulebook.add_phrase_to", rule=rule.title))
        self.line.bind(f"phrase:{rule.id}")
        self.phrases.show_rows(phrase_rows(choices, rule.id, words))

    def leave(self) -> bool:
        """Keep the half-typed phrase; False when it could not be kept."""
        return self.line.saving.flush()

    def _add(self, text: str) -> bool:
        if self._rule is None:
            return False
        why_not = self._ctx.wording.refusal(WordingChoiceKind.WORD, text, self._rule.id)
        if why_not:
            self.say.emit(self._ctx.words(f"rulebook.phrase_refused.{why_not}", text=text))
            return False
        return bool(self._ctx.wording.add_word(self._rule.id, text))
