"""A random walk through the real storage: the file, the memory and what Qt shows are always the same.

Reviews are made, worked on by the verbs that the window uses and by any change at all, taken back, done
again; the library is closed and opened in between. After every step a review read from the file is the
one in memory, each model that followed the news shows what a fresh one shows, and whoever followed only
the model's own news (rows came, went, moved, changed) has the same rows. At the end of every walk the
file is checked: whole, and its log replays to its rows.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Hashable, Iterable
from pathlib import Path

from fakes import CountingIds
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from PySide6.QtCore import QAbstractItemModel, QAbstractTableModel, QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication
from strategies import changes_on, texts
from whenever import Date, Instant, TimeDelta

from pmdesk.app.jobs import checked, reading
from pmdesk.app.machine import SystemClock
from pmdesk.app.parts import compose
from pmdesk.domain.changes import Change, apply_all, reviews_of, set_fact
from pmdesk.domain.items import ActionStatus, Factor, NoteKind, Size
from pmdesk.domain.measures import OPEN, overdue
from pmdesk.domain.review import ITEM_MAPS, KEY_MOMENTS, Review, ReviewStatus
from pmdesk.editing import carrying, ranking, verbs
from pmdesk.editing.capture import CaptureContext, parse
from pmdesk.editing.capturing import add_captured, add_lines
from pmdesk.editing.desk import Changed, Desk
from pmdesk.editing.event_verbs import merge_events, split_event
from pmdesk.editing.pasting import read_lines
from pmdesk.editing.ports import Library, Summary
from pmdesk.editing.words import Words
from pmdesk.meeting import silent
from pmdesk.ui.bridge import Bridge
from pmdesk.ui.models.action_model import ActionModel, action_rows, idea_rows
from pmdesk.ui.models.library_model import LibraryModel
from pmdesk.ui.models.readiness import ReadinessModel, readiness
from pmdesk.ui.models.support_model import SupportModel, support_of
from pmdesk.ui.models.timeline_model import TimelineModel
from pmdesk.ui.models.timeline_sentences import Sentences
from pmdesk.ui.widgets.factor_facts import facts_of

START = Instant.from_utc(2026, 11, 12, 13, 2, 7)
TODAY = Date(2026, 11, 12)
MOVED = ("person", "factor", "action", "note")
LINES = st.sampled_from(
    [
        "14:02 deploy of 1.2 started @sam #change *",
        "+5 pager fires #signal",
        "~15:00 maybe earlier: the queue grows",
        "22:xx somebody restarts a node",
        "17:00-18:00 many restarts",
        "nobody knows when",
        "00:20 after midnight @noor",
    ]
)
PASTED = st.sampled_from(
    [
        "f: the pool had no alert\ni: probe the pool\n14:05 restarted @sam",
        "p: the pager list is old\nq: why then?\na: alert on the pool",
        "[14:02] <sam> what is wrong?\n[14:03] <noor> looking",
    ]
)
SPOKEN = Qt.ItemDataRole.AccessibleTextRole
State = dict[str, Review]


class HandClock(SystemClock):
    """The clock of the machine, moved by hand: no walk depends on the day it is run."""

    def __init__(self) -> None:
        self.at = START

    def now(self) -> Instant:
        return self.at

    def zone(self) -> str:
        return "Europe/Berlin"


def spoken(model: QAbstractItemModel, row: int) -> object:
    """Return what a screen reader says of each cell of a row."""
    columns = model.columnCount(QModelIndex()) if isinstance(model, QAbstractTableModel) else 1
    return tuple(str(model.index(row, column).data(SPOKEN)) for column in range(columns))


def spoken_rows(model: QAbstractItemModel) -> list[object]:
    return [spoken(model, row) for row in range(model.rowCount(QModelIndex()))]


class Follower:
    """Keeps the spoken rows of a model by its news alone, as a view or a screen reader does."""

    def __init__(self, model: QAbstractItemModel) -> None:
        self._model = model
        self._tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
        self.rows = spoken_rows(self._model)
        model.rowsInserted.connect(lambda _parent, first, last: self._came(first, last))
        model.rowsRemoved.connect(lambda _parent, first, last: self._went(first, last))
        model.rowsMoved.connect(lambda _from, first, last, _to, place: self._moved(first, last, place))
        model.dataChanged.connect(lambda first, last, _roles=(): self._changed(first, last))
        model.layoutChanged.connect(lambda *_: self._again())
        model.modelReset.connect(self._again)

    def _again(self) -> None:
        self.rows = spoken_rows(self._model)

    def _came(self, first: int, last: int) -> None:
        self.rows[first:first] = [spoken(self._model, at) for at in range(first, last + 1)]

    def _went(self, first: int, last: int) -> None:
        del self.rows[first : last + 1]

    def _moved(self, first: int, last: int, place: int) -> None:
        moved = self.rows[first : last + 1]
        del self.rows[first : last + 1]
        at = place - len(moved) if place > first else place
        self.rows[at:at] = moved

    def _changed(self, first: QModelIndex, last: QModelIndex) -> None:
        for at in range(first.row(), last.row() + 1):
            self.rows[at] = spoken(self._model, at)


class Shown:
    """The models of the pages, bound to one review and led by the news of the bridge."""

    def __init__(self, words: Words, library: Library, desk: Desk, bridge: Bridge) -> None:
        self._words, self._library, self._desk = words, library, desk
        self._zone = "UTC"
        self._review = ""
        sentences = Sentences(words, lambda: self._zone)
        self.timeline = TimelineModel(sentences.sentence)
        self.starred = TimelineModel(sentences.sentence)
        self.actions, self.ideas = ActionModel(), ActionModel()
        self.readiness, self.support = ReadinessModel(), SupportModel(words)
        self.library = LibraryModel(words)
        self.models = (
            self.timeline, self.starred, self.actions, self.ideas, self.readiness, self.support, self.library
        )  # fmt: skip
        self.followers = [Follower(model) for model in self.models]
        bridge.changed.connect(self._follow)
        self._list()

    def bind(self, review: str) -> None:
        self._review = review
        self._show()

    def _follow(self, news: Changed) -> None:
        if self._review in news.reviews:
            self._show()
        self._list()

    def _show(self) -> None:
        review = self._desk.review(self._review)
        if review is None:
            return
        self._zone = review.zone
        self.timeline.show(review, starred_only=False)
        self.starred.show(review, starred_only=True)
        self.actions.show(action_rows(review, self._words, TODAY))
        self.ideas.show(idea_rows(review, self._words, TODAY))
        self.readiness.show(readiness(review, self._words).lines)
        self.support.show(support_of(review, self._words))

    def _list(self) -> None:
        self.library.show_summaries(self._library.summaries(TODAY), TODAY)

    def agree(self, reviews: Iterable[Review]) -> None:
        """Compare with models that are filled from nothing, and with those who only heard the news."""
        for follower, model in zip(self.followers, self.models, strict=True):
            assert follower.rows == spoken_rows(model)
        review = self._desk.review(self._review)
        if review is not None:
            fresh = TimelineModel(self.timeline._sentence)
            fresh.show(review, starred_only=False)
            assert list(self.timeline.rows) == list(fresh.rows)
            fresh.show(review, starred_only=True)
            assert list(self.starred.rows) == list(fresh.rows)
            assert self.actions.rows == action_rows(review, self._words, TODAY)
            assert self.ideas.rows == idea_rows(review, self._words, TODAY)
            assert self.readiness.lines == readiness(review, self._words).lines
            assert self.support.support == support_of(review, self._words)
            assert tuple(one.factor for one in facts_of(review, self._words)) == tuple(review.ordered("factor"))
        shown = {row.id: row for row in self.library.rows if isinstance(row, Summary)}
        assert shown == {one.id: summary(one) for one in reviews}


def summary(review: Review) -> Summary:
    """Return the line of the library list, from the review alone."""
    actions = review.actions.values()
    stages = (
        (review.status in {ReviewStatus.REVIEWED, ReviewStatus.PUBLISHED, ReviewStatus.CLOSED}, 6),
        (review.actions, 5),
        (review.factors, 4),
        (review.events, 3),
        (review.opening or review.ground_rules, 2),
        (review.title or review.summary, 1),
        (True, 0),
    )
    return Summary(
        id=review.id,
        number=review.number,
        title=review.title,
        kind=review.kind,
        status=review.status,
        severity=review.severity,
        day=review.day,
        meeting_date=review.meeting_date,
        next_date=review.next_date,
        next_for=review.next_for,
        open_actions=sum(one.status in OPEN for one in actions),
        overdue_actions=sum(overdue(one, TODAY) for one in actions),
        ideas=sum(one.status is ActionStatus.IDEA for one in actions),
        stages=next(stage for there, stage in stages if there),
    )


class Machine(RuleBasedStateMachine):
    """``past`` and ``future`` are the states that undo and redo must lead to."""

    words: Words

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.path = self.folder / "walk.pmdesk"
        self.clock = HandClock()
        self.ids = CountingIds()
        self.past: list[State] = []
        self.future: list[State] = []
        self.expected: State = {}
        self.merging: Hashable | None = None
        self.current = ""
        self.open()

    def open(self) -> None:
        self.parts = compose(self.path, clock=self.clock)
        assert not self.parts.library.read_only
        self.desk = self.parts.desk
        self.bridge = Bridge(self.desk, self.clock)
        self.troubles: list[object] = []
        self.bridge.trouble.connect(self.troubles.append)
        self.shown = Shown(self.words, self.parts.library, self.desk, self.bridge)
        self.shown.bind(self.current)
        self.merging = None

    def teardown(self) -> None:
        self.parts.close()
        report = checked(self.path)
        assert report.ok, report.findings
        shutil.rmtree(self.folder)

    @property
    def review(self) -> Review:
        return self.expected[self.current]

    def do(self, change: Change | None, merge: Hashable | None = None) -> None:
        """Do a change through the bridge, as a page does."""
        if change is None or not reviews_of(change):
            return
        before = dict(self.expected)
        assert self.bridge.do(change, command="fact.edit", merge=merge)
        if merge is None or merge != self.merging:
            self.past.append(before)
        self.merging = merge
        self.future.clear()
        after, _ = apply_all({name: before.get(name) for name in reviews_of(change)}, change)
        self.expected = {name: one for name, one in {**before, **after}.items() if one is not None}

    @property
    def context(self) -> CaptureContext:
        review = self.review
        last = max((one for one in review.events.values() if one.time.placed), key=lambda one: one.order, default=None)
        return CaptureContext(
            day=review.day or TODAY,
            zone=review.zone,
            last=last.time if last is not None else None,
            people=tuple(review.people.values()),
            now=self.clock.now(),
        )

    def drawn(self, data: st.DataObject, kind: str) -> str:
        return data.draw(st.sampled_from(sorted(self.review.items(kind))), label=kind)

    def walk_to(self, review: str) -> None:
        self.current = review
        self.shown.bind(review)

    # ---- what a person does

    @initialize()
    def first(self) -> None:
        self.new_review()

    @precondition(lambda self: len(self.expected) < 3)
    @rule()
    def new_review(self) -> None:
        name = self.ids()
        number = self.desk.next_number()
        self.do(verbs.new_review(review_id=name, number=number, today=TODAY, zone="Europe/Berlin"))
        self.walk_to(name)

    @precondition(lambda self: self.here and len(self.expected) < 3)
    @rule()
    def use_as_a_template(self) -> None:
        number = self.desk.next_number()
        self.do(verbs.duplicate_as_template(self.review, ids=self.ids, number=number, today=TODAY, title="Again"))

    @precondition(lambda self: bool(self.expected))
    @rule(data=st.data())
    def go_to_a_review(self, data: st.DataObject) -> None:
        self.walk_to(data.draw(st.sampled_from(sorted(self.expected, key=lambda one: self.expected[one].number))))

    @precondition(lambda self: self.here)
    @rule()
    def archive_or_take_out(self) -> None:
        self.do(verbs.set_archived(self.review, archived=self.review.status is not ReviewStatus.ARCHIVED))

    @precondition(lambda self: self.here)
    @rule(line=LINES)
    def capture(self, line: str) -> None:
        self.do(add_captured(self.review, parse(line, self.context), ids=self.ids)[0])

    @precondition(lambda self: self.here)
    @rule(text=PASTED)
    def paste_lines(self, text: str) -> None:
        lines = read_lines(text, self.context)
        self.do(add_lines(self.review, lines, ids=self.ids, now=self.clock.now()).change)

    @precondition(lambda self: self.here and len(self.review.events) > 1)
    @rule(data=st.data())
    def merge_entries(self, data: st.DataObject) -> None:
        events = st.sampled_from(sorted(self.review.events))
        self.do(merge_events(self.review, data.draw(st.lists(events, min_size=2, max_size=3, unique=True))))

    @precondition(lambda self: self.here and self.review.events)
    @rule(data=st.data())
    def split_an_entry(self, data: st.DataObject) -> None:
        event = self.drawn(data, "event")
        at = data.draw(st.integers(0, len(self.review.events[event].text)))
        self.do(split_event(self.review, event, at, ids=self.ids, context=self.context)[0])

    @precondition(lambda self: self.here)
    @rule(stage=st.sampled_from(["open", "timeline", "factors", "actions"]), written=st.lists(texts, max_size=4))
    def reveal_what_was_written_in_silence(self, stage: str, written: list[str]) -> None:
        entries = {self.ids(): text for text in written}
        change = silent.reveal(self.review, entries, stage, list.reverse)
        self.do(change)
        assert silent.reveal(self.review, entries, stage, list.reverse).changes == ()

    @precondition(lambda self: self.here and (self.review.factors or self.review.actions))
    @rule(data=st.data(), name=texts)
    def gather(self, data: st.DataObject, name: str) -> None:
        kind = data.draw(st.sampled_from([kind for kind in ("factor", "action") if self.review.items(kind)]))
        names = st.sampled_from(["", "night shift", name, *ranking.group_names(self.review, kind)])
        self.do(ranking.gather(self.review, kind, self.drawn(data, kind), data.draw(names)))

    @precondition(lambda self: self.here and (self.review.factors or self.review.actions))
    @rule(data=st.data(), sort=st.booleans())
    def vote(self, data: st.DataObject, *, sort: bool) -> None:
        kind = data.draw(st.sampled_from([kind for kind in ("factor", "action") if self.review.items(kind)]))
        items = st.sampled_from(sorted(self.review.items(kind)))
        votes = data.draw(st.dictionaries(items, st.integers(0, 9), min_size=1, max_size=4))
        self.do((ranking.keep_and_sort if sort else ranking.keep_votes)(self.review, kind, votes))
        assert {one: getattr(self.review.items(kind)[one], "votes", None) for one in votes} == votes

    @precondition(lambda self: self.here)
    @rule(text=texts, carried=st.booleans())
    def park_a_thought(self, text: str, *, carried: bool) -> None:
        self.do(verbs.park(self.review, text, self.clock.now(), ids=self.ids, kind=NoteKind.PARKING))
        if carried:
            self.do(verbs.set_field(self.review, "note", self.review.ordered("note")[-1].id, "carried", value=True))

    @precondition(lambda self: self.here)
    @rule(data=st.data())
    def take_in_what_another_review_carried(self, data: st.DataObject) -> None:
        carried = self.parts.library.carried_notes(self.current)
        wanted = {
            (name, note)
            for name, other in self.expected.items()
            for note in other.notes
            if name != self.current and other.notes[note].carried
        }
        assert {(one.review, one.note.id) for one in carried} == wanted
        if carried:
            one = data.draw(st.sampled_from(carried))
            self.do(carrying.take_in(self.review, one, self.clock.now(), ids=self.ids))

    @precondition(lambda self: self.here)
    @rule(texts=st.lists(texts, min_size=1, max_size=3))
    def add_factors(self, texts: list[str]) -> None:
        for text in texts:
            self.do(verbs.add_item(self.review, Factor(id=self.ids(), statement=text)))

    @precondition(lambda self: self.here and self.review.factors)
    @rule(data=st.data(), text=texts)
    def go_behind_a_factor(self, data: st.DataObject, text: str) -> None:
        self.do(verbs.add_condition_behind(self.review, self.drawn(data, "factor"), text, ids=self.ids))

    @precondition(lambda self: self.here and self.review.factors)
    @rule(data=st.data())
    def link_factors(self, data: st.DataObject) -> None:
        self.do(verbs.toggle_enabled_by(self.review, self.drawn(data, "factor"), self.drawn(data, "factor")))

    @precondition(lambda self: self.here and self.review.factors and self.review.events)
    @rule(data=st.data())
    def link_evidence(self, data: st.DataObject) -> None:
        event = self.drawn(data, "event")
        self.do(verbs.toggle_member(self.review, "factor", self.drawn(data, "factor"), "evidence", event))

    @precondition(lambda self: self.here and self.review.events)
    @rule(data=st.data(), name=st.sampled_from(KEY_MOMENTS))
    def link_a_key_moment(self, data: st.DataObject, name: str) -> None:
        self.do(verbs.toggle_moment(self.review, name, self.drawn(data, "event")))

    @precondition(lambda self: self.here)
    @rule(text=texts, idea=st.booleans())
    def add_action(self, text: str, *, idea: bool) -> None:
        self.do(verbs.add_action(self.review, text, ids=self.ids, idea=idea))

    @precondition(lambda self: self.here and self.review.actions and self.review.factors)
    @rule(data=st.data())
    def link_an_action(self, data: st.DataObject) -> None:
        factor = self.drawn(data, "factor")
        self.do(verbs.toggle_member(self.review, "action", self.drawn(data, "action"), "factors", factor))

    @precondition(lambda self: self.here and self.review.actions)
    @rule(data=st.data(), status=st.sampled_from(ActionStatus), size=st.sampled_from(Size))
    def work_on_an_action(self, data: st.DataObject, status: ActionStatus, size: Size) -> None:
        action = self.drawn(data, "action")
        self.do(verbs.set_size(self.review, action, size, TODAY))
        self.do(verbs.set_action_status(self.review, action, status, TODAY))

    @precondition(lambda self: self.here and any(self.review.items(kind) for kind in ITEM_MAPS))
    @rule(data=st.data())
    def remove_items(self, data: st.DataObject) -> None:
        kind = data.draw(st.sampled_from([kind for kind in ITEM_MAPS if self.review.items(kind)]))
        gone = data.draw(st.lists(st.sampled_from(sorted(self.review.items(kind))), min_size=1, max_size=3))
        self.do(verbs.remove_items(self.review, kind, dict.fromkeys(gone)))

    @precondition(lambda self: self.here and any(self.review.items(kind) for kind in MOVED))
    @rule(data=st.data(), places=st.sampled_from([-2, -1, 1, 2]))
    def move_an_item(self, data: st.DataObject, places: int) -> None:
        kind = data.draw(st.sampled_from([kind for kind in MOVED if self.review.items(kind)]))
        self.do(verbs.move_item(self.review, kind, self.drawn(data, kind), places))

    @precondition(lambda self: self.here)
    @rule(data=st.data())
    def change_anything(self, data: st.DataObject) -> None:
        self.do(data.draw(changes_on(self.review)))

    @precondition(lambda self: self.here)
    @rule(typed=st.lists(texts, min_size=1, max_size=4))
    def type_a_summary(self, typed: list[str]) -> None:
        for text in typed:
            self.do(set_fact(self.review, "summary", text), merge=(self.current, "summary"))

    @rule()
    def pause(self) -> None:
        self.clock.at += TimeDelta(seconds=3)
        self.merging = None

    @rule(steps=st.integers(1, 4))
    def undo(self, steps: int) -> None:
        for _ in range(steps):
            assert bool(self.desk.undo_command) == bool(self.past)
            if self.past:
                assert self.bridge.undo()
                self.future.append(self.expected)
                self.expected = self.past.pop()
                self.merging = None

    @rule(steps=st.integers(1, 4))
    def redo(self, steps: int) -> None:
        for _ in range(steps):
            assert bool(self.desk.redo_command) == bool(self.future)
            if self.future:
                assert self.bridge.redo()
                self.past.append(self.expected)
                self.expected = self.future.pop()
                self.merging = None

    @rule()
    def close_and_open(self) -> None:
        self.parts.close()
        self.open()

    # ---- what always holds

    @property
    def here(self) -> bool:
        return self.current in self.expected

    @invariant()
    def file_and_memory_and_models_agree(self) -> None:
        assert not self.troubles
        with reading(self.path) as other:
            for name in (*self.expected, self.current):
                assert other.library.load(name) == self.desk.review(name) == self.expected.get(name)
        self.shown.agree(self.expected.values())


def test_the_file_the_memory_and_the_models_are_the_same(qapp: QApplication, words: Words) -> None:  # noqa: ARG001
    Machine.words = words
    more = os.environ.get("HYPOTHESIS_PROFILE", "ci") != "ci"
    few = settings(max_examples=25, stateful_step_count=25)
    run_state_machine_as_test(Machine, settings=settings(stateful_step_count=50) if more else few)
