"""What is ready to publish and what is open, as lines of a list in plain words."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt
from whenever import Date

from pmdesk.domain.item_numbers import action_numbers, factor_numbers, ordered_actions
from pmdesk.domain.items import ActionStatus
from pmdesk.domain.review import KEY_MOMENTS, REVIEW, Review, moment_time
from pmdesk.domain.rules import Problem, problems
from pmdesk.domain.times import clock_text
from pmdesk.editing.words import Words

_Index = QModelIndex | QPersistentModelIndex

LINE_ROLE = Qt.ItemDataRole.UserRole
FIRST_SHOWN = 3
"""Gaps of one sort that are shown before the rest is folded into "and 9 more"."""

GROUPS: Mapping[str, tuple[str, ...]] = {
    "facts": ("title_missing", "severity_missing", "impact_missing", "detected_by_missing", "trigger_missing"),
    "summary": ("summary_missing",),
    "moments": ("moment_missing", "moments_out_of_order"),
    "timeline": ("no_events", "gap_open", "event_unplaced", "times_out_of_order"),
    "factors": ("few_factors", "technical_only"),
    "evidence": ("factor_without_evidence",),
    "answers": ("factor_without_action",),
    "actions": (
        "owner_missing",
        "owner_is_team",
        "owner_not_agreed",
        "due_missing",
        "due_past",
        "action_vague",
        "action_on_people",
        "done_when_missing",
        "action_without_factor",
        "reason_missing",
    ),
}
"""What readiness is made of -> the ids of the problems that leave it open."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of the list: "ready" with a tick, "gap" with a place to go, or "more" to unfold."""

    sort: str
    group: str
    text: str
    question: str = ""
    place: str = ""
    stage: str = ""
    kind: str = ""
    entity: str = ""
    spoken: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Readiness:
    """All lines, how many groups are ready of how many, and how many gaps are open."""

    lines: tuple[Line, ...]
    ready: int
    groups: int
    gaps: int


def readiness(
    review: Review,
    words: Words,
    unfolded: frozenset[str] = frozenset(),
    *,
    asked: Sequence[Problem] = (),
    silent: frozenset[str] = frozenset(),
    today: Date | None = None,
) -> Readiness:
    """Return the readiness of a review; groups in ``unfolded`` show all their gaps.

    ``asked`` are questions about the words of actions. They ask what done means, too: such an action is
    not asked for done-when a second time. Problems in ``silent`` are left out. With ``today``, dates that
    have passed are open.
    """
    by_group: dict[str, list[Problem]] = {name: [] for name in GROUPS}
    group_of = {problem: name for name, found in GROUPS.items() for problem in found}
    found_open = [one for one in problems(review, today) if one.id not in silent]
    everything = _together(found_open, asked, review)
    for problem in everything:
        by_group[group_of.get(problem.id, "facts")].append(problem)
    label = _labels(review)
    lines: list[Line] = []
    ready = groups = 0
    for name, found in by_group.items():
        count = _count(review, name)
        if not found and count == 0:
            continue
        groups += 1
        if not found:
            ready += 1
            text = words(f"close.ready.{name}", count=count)
            lines.append(Line(sort="ready", group=name, text=text, spoken=words("close.spoken_ready", text=text)))
            continue
        shown = found if name in unfolded or len(found) <= FIRST_SHOWN + 1 else found[:FIRST_SHOWN]
        lines.extend(_gap(problem, name, words, label) for problem in shown)
        if rest := len(found) - len(shown):
            spoken = words("close.spoken_more", count=rest)
            lines.append(Line(sort="more", group=name, text=words("close.more", count=rest), spoken=spoken))
    return Readiness(lines=tuple(lines), ready=ready, groups=groups, gaps=len(everything))


def _together(found: Sequence[Problem], asked: Sequence[Problem], review: Review) -> tuple[Problem, ...]:
    """Return both, what is asked of an action beside its other problems and once only."""
    if not asked:
        return tuple(found)
    told = {one.entity for one in asked}
    kept = [one for one in found if not (one.id == "done_when_missing" and one.entity in told)]
    place = {name: at for at, name in enumerate(action_numbers(review))}
    of_actions = [one for one in (*asked, *kept) if one.kind == "action"]
    of_actions.sort(key=lambda one: place.get(one.entity, len(place)))
    return (*(one for one in kept if one.kind != "action"), *of_actions)


def summary_text(found: Readiness, words: Words) -> str:
    """Return "6 of 8 ready, 2 gaps you may leave open"."""
    if not found.gaps:
        return words("close.all_ready", count=found.groups)
    gaps = words("close.gaps", count=found.gaps)
    return words("close.ready_of", ready=found.ready, count=found.groups, gaps=gaps)


def _count(review: Review, group: str) -> int:
    """Return how many things a group speaks of; with none, its readiness would say nothing."""
    match group:
        case "facts":
            return 1
        case "summary":
            return len(review.summary.split())
        case "moments":
            return sum(moment_time(review, name) is not None for name in KEY_MOMENTS)
        case "timeline":
            return len(review.events)
        case "factors" | "evidence" | "answers":
            return len(review.factors)
        case _:
            return sum(one.status is not ActionStatus.WONT_DO for one in ordered_actions(review))


def _labels(review: Review) -> Callable[[Problem], str]:
    factors, actions = factor_numbers(review), action_numbers(review)

    def label(problem: Problem) -> str:
        if problem.kind == "event":
            event = review.events.get(problem.entity)
            return clock_text(event.time, review.zone) if event is not None and event.time.placed else ""
        return factors.get(problem.entity, "") or actions.get(problem.entity, "")

    return label


def _gap(problem: Problem, group: str, words: Words, label: Callable[[Problem], str]) -> Line:
    sentence = words.problem(problem)
    fact, stop, question = sentence.partition(". ")
    fact += stop.strip()
    if about := label(problem):
        fact = words("close.about", label=about, fact=fact)
    line = Line(
        sort="gap",
        group=group,
        text=fact,
        question=question,
        place=words(f"close.place.{problem.stage}"),
        stage=problem.stage,
        kind=problem.kind,
        entity=_entity(problem),
    )
    spoken = words("close.spoken_gap", text=fact, question=question, place=line.place)
    return replace(line, spoken=spoken)


def _entity(problem: Problem) -> str:
    """Return what to reveal: the item, or the field or key moment of the review."""
    if problem.entity or problem.kind != REVIEW:
        return problem.entity
    values = dict(problem.values)
    moment = values.get("moment") or values.get("later")
    return str(moment) if moment else problem.id.removesuffix("_missing")


class ReadinessModel(QAbstractListModel):
    """The lines of readiness."""

    def __init__(self) -> None:
        """Hold no lines yet."""
        super().__init__()
        self.lines: tuple[Line, ...] = ()

    def show(self, lines: Sequence[Line]) -> bool:
        """Show these lines; False when they are there already."""
        if tuple(lines) == self.lines:
            return False
        self.beginResetModel()
        self.lines = tuple(lines)
        self.endResetModel()
        return True

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own signature)
        """Return the number of lines."""
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the text, the sentence for a screen reader, or the whole line (LINE_ROLE)."""
        if not 0 <= index.row() < len(self.lines):
            return None
        line = self.lines[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return line.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return line.spoken
        return line if role == LINE_ROLE else None
