"""Rows of actions with their questions: what is open stands where its answer will go, and in what is spoken."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from pmdesk.domain.measures import OPEN
from pmdesk.domain.review import Review
from pmdesk.domain.teams import is_team
from pmdesk.editing.action_asking import ActionAsk
from pmdesk.editing.words import Words
from pmdesk.ui.models.action_model import ActionRow, Cell


def asked_rows(
    rows: Sequence[ActionRow],
    review: Review,
    asks: Mapping[str, ActionAsk],
    missing: Callable[[tuple[str, ...]], str],
    words: Words,
) -> tuple[ActionRow, ...]:
    """Return the rows with their questions; a row keeps its height. ``missing`` says parts in words."""
    return tuple(_of_words(_of_owner(one, review, words), asks.get(one.action.id), missing, words) for one in rows)


def _of_owner(row: ActionRow, review: Review, words: Words) -> ActionRow:
    """Ask for one person where a team owns the action."""
    owner = review.people.get(row.action.owner)
    if row.action.status not in OPEN or owner is None or not is_team(owner):
        return row
    question = words("actions.ask.one_of", team=row.owner.text)
    return replace(
        row,
        owner=Cell(text=question, asks=True),
        agreed=Cell(text=words("actions.ask.one_person"), tone="text3", hint=True),
        spoken=f"{row.spoken}, {question}",
    )


def _of_words(
    row: ActionRow, ask: ActionAsk | None, missing: Callable[[tuple[str, ...]], str], words: Words
) -> ActionRow:
    if ask is None:
        return row
    question = words("actions.vague.on_people" if ask.on_people else f"actions.vague.ask.{ask.of_words[0]}")
    beside = row.second.text
    if row.second.asks:
        beside = words("actions.vague.ask.done_when") if "done_when" in ask.of_words[1:] and not ask.on_people else ""
    shown = words("actions.vague.beside", question=question, told=beside) if beside else question
    spoken = ", ".join((row.spoken, question, words("actions.vague.open", missing=missing(ask.missing))))
    return replace(row, second=Cell(text=shown, asks=True), spoken=spoken)
