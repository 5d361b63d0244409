"""What the verbs of the Actions stage do, for the row that is chosen."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, QRect, Signal
from PySide6.QtWidgets import QWidget

from pmdesk.domain.item_numbers import action_numbers
from pmdesk.domain.items import Action, ActionStatus
from pmdesk.domain.review import Review
from pmdesk.editing import verbs
from pmdesk.ui.context import Context
from pmdesk.ui.stages.page import StagePage
from pmdesk.ui.widgets.action_details import ActionDetails
from pmdesk.ui.widgets.action_pickers import ActionPickers
from pmdesk.ui.widgets.action_rows import ActionRows
from pmdesk.ui.widgets.action_view import ActionView
from pmdesk.ui.widgets.draft_line import StageLine
from pmdesk.ui.widgets.ideas_column import IdeasColumn
from pmdesk.ui.widgets.popover import anchor_of
from pmdesk.ui.widgets.row_editing import RowEditing

_Picker = Callable[[Action, tuple[QWidget, QRect]], None]


class ActionVerbs(QObject):
    """Turns commands into changes. ``say`` carries a short sentence.

    ``all_wanted`` asks for every row, ``side_wanted`` for the ideas (or, when False, for the actions)
    where only one of the two lists has room.
    """

    say = Signal(str)
    all_wanted = Signal()
    side_wanted = Signal(bool)

    def __init__(
        self,
        ctx: Context,
        page: StagePage,
        *,
        lists: tuple[ActionRows, IdeasColumn],
        pickers: ActionPickers,
        editing: RowEditing,
        line: StageLine,
    ) -> None:
        """Act on the two lists of ``page``; ``line`` is where the next action is typed."""
        super().__init__(page)
        self._ctx, self._page, self._pickers, self._editing, self._line = ctx, page, pickers, editing, line
        self._view, self._ideas = lists
        line.left.connect(self._view.setFocus)

    @property
    def review(self) -> Review:
        """The review as it stands."""
        return self._page.review

    def table(self) -> Mapping[str, Callable[[], None]]:
        """Return what this stage does for each of its commands."""
        pick = self._pickers
        return {
            "action.add": self.write,
            "action.add_idea": self._write_idea,
            "action.edit_text": self.edit,
            "action.details": self._details,
            "action.owner": lambda: self._pick(pick.owner, "owner"),
            "action.agreed": self._agree,
            "action.size": lambda: self._pick(pick.size, "due"),
            "action.strength": lambda: self._pick(pick.strength, "strength"),
            "action.priority": lambda: self._pick(pick.priority, "text"),
            "action.factor": lambda: self._pick(pick.factors, "factors"),
            "action.status": lambda: self._pick(pick.status, "text"),
            "action.idea": self._to_idea_or_back,
            "action.wont_do": lambda: self._with(lambda one: pick.set_status(one, ActionStatus.WONT_DO)),
            "action.remove": self._remove,
            "action.move_up": lambda: self._move(-1),
            "action.move_down": lambda: self._move(1),
        }

    def chosen(self) -> Action | None:
        """Return the action that a verb is about: the chosen row of the list that was used last."""
        ideas = self._ideas.view
        focus = self._page.focusWidget()
        among_ideas = focus is not None and (focus is ideas or ideas.isAncestorOf(focus))
        chosen = ideas.chosen if among_ideas else self._view.chosen
        action = self.review.actions.get(chosen)
        if action is None:
            self.say.emit(self._ctx.words("actions.nothing_chosen"))
        return action

    def _with(self, verb: Callable[[Action], object]) -> None:
        action = self.chosen()
        if action is not None:
            verb(action)

    def _pick(self, picker: _Picker, part: str) -> None:
        self._with(lambda action: picker(action, self._place(action, part)))

    def _place(self, action: Action, part: str) -> tuple[QWidget, QRect]:
        if action.status is ActionStatus.IDEA:
            return self._ideas.view.viewport(), self._ideas.view.rect_of(action.id)
        return self._view.viewport(), self._view.part_rect(action.id, part)

    def press(self, action_id: str, part: str) -> None:
        """Open what a click on a part of a row asks for."""
        action = self.review.actions.get(action_id)
        if action is None:
            return
        pick, at = self._pickers, self._place(action, part)
        match part:
            case "status":
                pick.status(action, at)
            case "second":
                self._editing.edit(action, "reason" if action.status is ActionStatus.WONT_DO else "done_when")
            case "strength":
                pick.strength(action, at)
            case "factors":
                pick.factors(action, at)
            case "owner":
                pick.owner(action, at)
            case "agreed":
                self._agree()
            case "due" | "size":
                pick.size(action, at)
            case _:
                pass

    def write(self) -> None:
        """Go to the line for the next action."""
        self.side_wanted.emit(False)  # noqa: FBT003 (a signal has no names)
        self._line.setFocus()

    def _write_idea(self) -> None:
        self.side_wanted.emit(True)  # noqa: FBT003 (a signal has no names)
        self._ideas.line.setFocus()

    def edit(self) -> None:
        """Edit the text of the chosen row in its place."""
        self._with(self._editing.edit)

    def _agree(self) -> None:
        """Mark that the owner agreed, or not yet; without an owner, ask for one."""
        action = self.chosen()
        if action is None:
            return
        if action.owner not in self.review.people:
            self._pickers.owner(action, self._place(action, "owner"))
            return
        change = verbs.set_field(self.review, "action", action.id, "agreed", not action.agreed)
        self._ctx.bridge.do(change, command="action.agreed")

    def _to_idea_or_back(self) -> None:
        def turn(action: Action) -> None:
            idea = action.status is ActionStatus.IDEA
            self.move_to(action.id, ActionStatus.COMMITTED if idea else ActionStatus.IDEA)

        self._with(turn)

    def move_to(self, action_id: str, status: ActionStatus) -> None:
        """Put an action among the ideas, or an idea among the actions."""
        action = self.review.actions.get(action_id)
        if action is None or (action.status is ActionStatus.IDEA) == (status is ActionStatus.IDEA):
            return
        view: ActionView = self._ideas.view if action.status is ActionStatus.IDEA else self._view
        at = view.currentIndex().row()
        number = action_numbers(self.review).get(action_id, "")
        change = verbs.set_action_status(self.review, action_id, status, self._pickers.today)
        if not self._ctx.bridge.do(change, command="action.idea"):
            return
        view.choose_near(at)
        if status is ActionStatus.IDEA:
            self.say.emit(self._ctx.words("actions.kept_as_idea", number=number))
        else:
            self.all_wanted.emit()
            self._view.choose(action_id)
            number = action_numbers(self.review)[action_id]
            self.say.emit(self._ctx.words("actions.taken_as_action", number=number))

    def _remove(self) -> None:
        action = self.chosen()
        if action is None:
            return
        idea = action.status is ActionStatus.IDEA
        view: ActionView = self._ideas.view if idea else self._view
        at, number = view.currentIndex().row(), action_numbers(self.review).get(action.id, "")
        change = verbs.remove_items(self.review, "action", [action.id])
        if self._ctx.bridge.do(change, command="action.remove"):
            view.choose_near(at)
            self.say.emit(self._ctx.words("actions.removed_idea" if idea else "actions.removed", number=number))

    def _move(self, step: int) -> None:
        """Move an action past its neighbour in the list, whatever lies hidden between them."""
        action = self.chosen()
        if action is None:
            return
        model = (self._ideas.view if action.status is ActionStatus.IDEA else self._view).rows
        beside = model.row_of(action.id) + step
        if not 0 <= beside < len(model.rows):
            return
        everything = [one.id for one in self.review.ordered("action")]
        places = everything.index(model.rows[beside].action.id) - everything.index(action.id)
        command = "action.move_up" if step < 0 else "action.move_down"
        self._ctx.bridge.do(verbs.move_item(self.review, "action", action.id, places), command=command)

    def _details(self) -> None:
        action = self.chosen()
        if action is None:
            return
        pick = self._pickers
        pickers = {
            "status": pick.status,
            "owner": pick.owner,
            "size": pick.size,
            "strength": pick.strength,
            "priority": pick.priority,
            "factor": pick.factors,
        }

        def opener(picker: _Picker) -> Callable[[QWidget], None]:
            return lambda button: picker(self.review.actions.get(action.id, action), (button, button.rect()))

        verbs_of = {name: opener(picker) for name, picker in pickers.items()}
        details = ActionDetails(self._ctx, self._page.window(), self._pickers.name(action), verbs_of)
        details.show_at(anchor_of(*self._place(action, "second")))
        details.bind(self.review.id, action.id)
