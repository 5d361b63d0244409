"""A random walk over the desk: memory, store and a plain list of states always agree."""

from __future__ import annotations

import pytest
from fakes import CountingIds, FakeClock, FakeStore
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from strategies import changes_on, texts

from pmdesk.domain.changes import Add, Change, Remove, set_fact
from pmdesk.domain.review import Review
from pmdesk.editing.desk import Changed, Desk
from pmdesk.editing.ports import KnownError

IDS = ("r1", "r2")
State = dict[str, Review]


class DeskMachine(RuleBasedStateMachine):
    """``past`` and ``future`` are the states that undo and redo must lead to."""

    def __init__(self) -> None:
        super().__init__()
        self.store = FakeStore()
        self.clock = FakeClock()
        self.ids = CountingIds()
        self.past: list[State] = []
        self.future: list[State] = []
        self.expected: State = {}
        self.merging: object = None
        self.heard: list[Changed] = []
        self.open()

    def open(self) -> None:
        self.desk = Desk(self.store, self.clock, self.ids)
        self.desk.subscribe(self.heard.append)
        self.merging = None

    def do(self, change: Change, merge: object = None) -> None:
        if merge is None or merge != self.merging:
            self.past.append(dict(self.expected))
        self.desk.do(change, command="edit", merge=merge)
        self.merging = merge
        self.future.clear()
        self.expected = dict(self.store.reviews)

    @initialize()
    def first_review(self) -> None:
        self.do(Add("r1", Review(id="r1", number=1)))

    @precondition(lambda self: any(name not in self.expected for name in IDS))
    @rule()
    def add_review(self) -> None:
        name = next(name for name in IDS if name not in self.expected)
        self.do(Add(name, Review(id=name, number=self.desk.next_number())))

    @precondition(lambda self: len(self.expected) > 1)
    @rule(name=st.sampled_from(IDS))
    def remove_review(self, name: str) -> None:
        self.do(Remove(name, "review", name))

    @precondition(lambda self: bool(self.expected))
    @rule(data=st.data())
    def change(self, data: st.DataObject) -> None:
        name = data.draw(st.sampled_from(sorted(self.expected)))
        self.do(data.draw(changes_on(self.expected[name])))

    @precondition(lambda self: bool(self.expected))
    @rule(text=texts, name=st.sampled_from(IDS))
    def type_text(self, text: str, name: str) -> None:
        if name in self.expected:
            self.do(set_fact(self.expected[name], "summary", text), merge=(name, "summary"))

    @rule()
    def pause(self) -> None:
        self.clock.pass_seconds(3)
        self.merging = None

    @rule()
    def leave_the_field(self) -> None:
        self.desk.end_merge()
        self.merging = None

    @rule()
    def undo(self) -> None:
        assert self.desk.undo() is bool(self.past)
        if self.past:
            self.future.append(self.expected)
            self.expected = self.past.pop()
            self.merging = None

    @rule()
    def redo(self) -> None:
        assert self.desk.redo() is bool(self.future)
        if self.future:
            self.past.append(self.expected)
            self.expected = self.future.pop()
            self.merging = None

    @precondition(lambda self: bool(self.expected))
    @rule(data=st.data())
    def the_disk_is_full(self, data: st.DataObject) -> None:
        name = data.draw(st.sampled_from(sorted(self.expected)))
        told = len(self.heard)
        self.store.refuse = 1
        with pytest.raises(KnownError):
            self.desk.do(set_fact(self.expected[name], "title", "lost"), command="rename")
        assert len(self.heard) == told

    @rule()
    def reopen(self) -> None:
        self.open()

    @invariant()
    def memory_and_store_agree(self) -> None:
        for name in IDS:
            assert self.desk.review(name) == self.store.reviews.get(name) == self.expected.get(name)
        assert bool(self.desk.undo_command) == bool(self.past)
        assert bool(self.desk.redo_command) == bool(self.future)


DeskMachine.TestCase.settings = settings(max_examples=40, stateful_step_count=30)
TestDesk = DeskMachine.TestCase
