"""The views of the list of actions: all, agreed, drafts, and the weaker ones."""

from __future__ import annotations

from pmdesk.domain.items import Action, ActionStatus, Strength
from pmdesk.domain.measures import OPEN


def in_view(action: Action, name: str) -> bool:
    """Return whether an action belongs to a view: all, agreed, drafts or weaker."""
    match name:
        case "agreed":
            return action.agreed and action.status is not ActionStatus.WONT_DO
        case "drafts":
            return not action.agreed and action.status in OPEN
        case "weaker":
            return action.strength is Strength.WEAKER and action.status is not ActionStatus.WONT_DO
        case _:
            return True
