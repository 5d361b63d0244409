"""What is ready to publish and what is open, as lines of a list in plain words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt
from whenever import Date

from pmdesk.domain.item_numbers import action_numbers, factor_numbers, idea_numbers, ordered_actions
from pmdesk.domain.items import ActionStatus
from pmdesk.domain.review import KEY_MOMENTS, REVIEW, Review, moment_time
from pmdesk.domain.rules import Problem, problems
from pmdesk.domain.times import clock_text
from pmdesk.editing.words import Words

_Index = QModelIndex | QPersistentModelIndex

LINE_ROLE = Qt.ItemDataRole.UserRole

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
    "slots": ("slot_open",),
}
"""What readiness is made of -> the ids of the problems that leave it open."""


_OF_ONE_SORT = {"moment_missing", "gap_open", "event_unplaced"}
"""Problems that have words of their own where a group holds no other."""

_PARTS_SHOWN = 3
_NAME = 120
"""Characters of an item's words that name it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of the list: "ready" with a tick, "gap" with a place to go, or "pile" for the gaps of a group.

    A pile is ``folded``, or its gaps follow: those are ``inside``. ``problem`` is what a gap asks about; empty for
    an action, as its one gap holds several.
    """

    sort: str
    group: str
    text: str
    question: str = ""
    place: str = ""
    stage: str = ""
    kind: str = ""
    entity: str = ""
    problem: str = ""
    spoken: str = ""
    inside: bool = False
    folded: bool = False

    @property
    def about(self) -> tuple[str, ...]:
        """What it speaks of, whatever it says now."""
        return (self.sort, self.group, self.kind, self.entity, self.problem)


@dataclass(frozen=True, slots=True, kw_only=True)
class Readiness:
    """One line a group, and below a pile that is unfolded its gaps; how many groups are ready; and every gap."""

    lines: tuple[Line, ...]
    ready: int
    groups: int
    gaps: tuple[Line, ...]


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

    What is open in one action is one gap. ``asked`` are questions about the words of actions. They ask what
    done means, too: such an action is not asked for done-when a second time. Problems in ``silent`` are left
    out. With ``today``, dates that have passed are open.
    """
    by_group: dict[str, list[Problem]] = {name: [] for name in GROUPS}
    group_of = {problem: name for name, found in GROUPS.items() for problem in found}
    found_open = [one for one in problems(review, today) if one.id not in silent]
    for problem in _together(found_open, asked, review):
        by_group[group_of.get(problem.id, "facts")].append(problem)
    label = _labels(review)
    lines: list[Line] = []
    gaps: list[Line] = []
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
        own = _gaps(found, name, review, words, label)
        gaps += own
        lines += own if len(own) == 1 else _piled(own, found, words, folded=name not in unfolded)
    return Readiness(lines=tuple(lines), ready=ready, groups=groups, gaps=tuple(gaps))


def _gaps(
    found: Sequence[Problem], group: str, review: Review, words: Words, label: Callable[[Problem], str]
) -> list[Line]:
    """Return a gap a problem, and one for all that is open in an action; of several, each is named by its words."""
    together: dict[object, list[Problem]] = {}
    for at, problem in enumerate(found):
        together.setdefault(problem.entity if problem.kind == "action" else at, []).append(problem)
    lines: list[Line] = []
    for own in together.values():
        line = _gap(own[0], group, words, label)
        if line.kind in {"action", "factor"} and max(len(own), len(together)) > 1:
            named = words("close.about", label=label(own[0]), fact=_words_of(line, review, words))
            asks = " ".join(words(f"close.ask.{one.id}") for one in own) if line.kind == "action" else line.question
            line = _told(replace(line, text=named, question=asks), words)
        lines.append(line)
    return lines


def _words_of(line: Line, review: Review, words: Words) -> str:
    action, factor = review.actions.get(line.entity), review.factors.get(line.entity)
    text = action.text if action is not None else factor.statement if factor is not None else ""
    flat = " ".join(text.split())
    return (flat if len(flat) <= _NAME else f"{flat[:_NAME]}…") or words("close.no_words")


def _piled(own: Sequence[Line], found: Sequence[Problem], words: Words, *, folded: bool) -> list[Line]:
    """Return the line of a group that has several gaps, with the gaps below it when it is not ``folded``."""
    group, ids = own[0].group, {one.id for one in found}
    alone = ids.pop() if len(ids) == 1 else ""
    often = Counter(one.id for one in found)
    parts = _parts(sorted(found, key=lambda one: -often[one.id]), words) if group == "actions" else ""
    text = words(f"close.open.{alone if alone in _OF_ONE_SORT else group}", count=len(own), parts=parts)
    question = own[0].question if alone and group != "actions" else words("close.which_now")
    spoken = words("close.spoken_pile" if folded else "close.spoken_pile_open", text=text, question=question)
    pile = Line(sort="pile", group=group, text=text, question=question, spoken=spoken, folded=folded)
    inside = [replace(one, inside=True, question="" if one.question == question else one.question) for one in own]
    return [pile] if folded else [pile, *inside]


def _parts(found: Sequence[Problem], words: Words) -> str:
    """Return "owner, date, done-when and more": what is open in actions, each once."""
    parts = list(dict.fromkeys(words(f"close.part.{one.id}") for one in found))
    shown = ", ".join(parts[:_PARTS_SHOWN])
    return words("close.and_more", parts=shown) if len(parts) > _PARTS_SHOWN else shown


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
    gaps = words("close.gaps", count=len(found.gaps))
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
        case "slots":
            return 0
        case _:
            return sum(one.status is not ActionStatus.WONT_DO for one in ordered_actions(review))


def _labels(review: Review) -> Callable[[Problem], str]:
    numbers = {**factor_numbers(review), **action_numbers(review), **idea_numbers(review)}

    def label(problem: Problem) -> str:
        if problem.kind == "event":
            event = review.events.get(problem.entity)
            return clock_text(event.time, review.zone) if event is not None and event.time.placed else ""
        return numbers.get(problem.entity, "")

    return label


def _gap(problem: Problem, group: str, words: Words, label: Callable[[Problem], str]) -> Line:
    sentence = words.problem(problem)
    fact, stop, question = sentence.partition(". ")
    fact += stop.strip()
    if about := label(problem):
        own = problem.kind == "factor"
        fact = words(f"close.fact.{problem.id}" if own else "close.about", label=about, fact=fact)
    line = Line(
        sort="gap",
        group=group,
        text=fact,
        question=question,
        place=words(f"close.place.{problem.stage}"),
        stage=problem.stage,
        kind=problem.kind,
        entity=_entity(problem),
        problem="" if problem.kind == "action" else problem.id,
    )
    return _told(line, words)


def _told(line: Line, words: Words) -> Line:
    fact = line.text if line.text.endswith((".", "?", "!")) else f"{line.text}."
    spoken = words("close.spoken_gap", text=fact, question=line.question, place=line.place)
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
