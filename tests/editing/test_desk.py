from __future__ import annotations

from dataclasses import replace

import pytest
from fakes import CountingIds, FakeClock, FakeStore
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import changes_on, reviews

from pmdesk.domain.changes import Add, Batch, Change, Remove, Set, StaleChangeError, set_fact
from pmdesk.domain.items import Event, Note
from pmdesk.domain.review import Review
from pmdesk.editing.desk import KEPT_REVIEWS, UNDO_DEPTH, Changed, Desk
from pmdesk.editing.ports import KnownError
from pmdesk.editing.verbs import NOTHING


class Bench:
    """A desk over a store in memory that holds one review, with everything that it told."""

    def __init__(self, *held: Review) -> None:
        self.store = FakeStore(reviews={one.id: one for one in held or (Review(id="r", title="Deploy"),)})
        self.clock = FakeClock()
        self.desk = Desk(self.store, self.clock, CountingIds())
        self.news: list[Changed] = []
        self.desk.subscribe(self.news.append)

    @property
    def review(self) -> Review:
        found = self.desk.review("r")
        assert found is not None
        assert self.store.reviews["r"] == found
        return found

    def title(self, title: str, merge: object = None) -> None:
        self.desk.do(set_fact(self.review, "title", title), command="rename", origin="box", merge=merge)

    def reopened(self) -> Desk:
        return Desk(self.store, self.clock, CountingIds(1000))


def add(name: str) -> Change:
    return Add("r", Event(id=name, text=name))


def test_a_change_is_kept_then_told() -> None:
    bench = Bench()
    seen: list[str] = []
    bench.desk.subscribe(lambda news: seen.append(bench.store.reviews["r"].title + news.kind))
    bench.title("Rollback")
    assert bench.review.title == "Rollback"
    assert seen == ["Rollbackdo"]
    (news,) = bench.news
    assert (news.command, news.kind, news.origin, news.reviews, news.at) == (
        "rename",
        "do",
        "box",
        ("r",),
        bench.clock.at,
    )


def test_undo_and_redo() -> None:
    bench = Bench()
    assert not bench.desk.undo()
    assert not bench.desk.redo()
    bench.title("one")
    bench.desk.do(add("e"), command="add event")
    assert (bench.desk.undo_command, bench.desk.redo_command) == ("add event", "")
    assert bench.desk.undo()
    assert not bench.review.events
    assert (bench.desk.undo_command, bench.desk.redo_command) == ("rename", "add event")
    assert bench.desk.redo()
    assert bench.review.events["e"].text == "e"
    assert bench.desk.undo()
    assert bench.desk.undo()
    assert bench.review == Review(id="r", title="Deploy")
    assert [(news.kind, news.origin) for news in bench.news[2:]] == [
        ("undo", None),
        ("redo", None),
        ("undo", None),
        ("undo", None),
    ]
    bench.title("two")
    assert bench.desk.redo_command == ""


def test_edits_of_one_field_merge_until_a_pause() -> None:
    bench = Bench()
    bench.title("a", "title")
    bench.clock.pass_seconds(2)
    bench.title("ab", "title")
    bench.clock.pass_seconds(2.1)
    bench.title("abc", "title")
    bench.desk.undo()
    assert bench.review.title == "ab"
    bench.desk.undo()
    assert bench.review.title == "Deploy"
    bench.desk.redo()
    assert bench.review.title == "ab"
    assert len({entry.group for entry in bench.store.log}) == 5


@pytest.mark.parametrize("between", ["end", "other", "undo", "no merge"])
def test_what_ends_a_merge(between: str) -> None:
    bench = Bench()
    bench.title("a", "title")
    if between == "end":
        bench.desk.end_merge()
    elif between == "other":
        bench.desk.do(set_fact(bench.review, "impact", "some"), command="impact", merge="impact")
    elif between == "undo":
        bench.desk.do(set_fact(bench.review, "impact", "some"), command="impact")
        bench.desk.undo()
    else:
        bench.title("ab")
    bench.title("abc", "title")
    bench.desk.undo()
    assert bench.review.title in {"a", "ab"}


def test_merged_changes_of_several_fields_are_all_taken_back() -> None:
    bench = Bench()
    start = bench.review
    bench.desk.do(set_fact(start, "title", "x"), command="edit", merge="both")
    bench.desk.do(Batch((set_fact(start, "impact", "y"), add("e"))), command="edit", merge="both")
    bench.desk.do(Set("r", "event", "e", "text", "z"), command="edit", merge="both")
    after = bench.review
    bench.desk.undo()
    assert bench.review == start
    bench.desk.redo()
    assert bench.review == after
    desk = bench.reopened()
    desk.undo()
    assert bench.store.reviews["r"] == start


def test_nothing_to_do_does_nothing() -> None:
    bench = Bench()
    bench.desk.do(NOTHING, command="nothing")
    assert (bench.news, bench.store.log, bench.desk.undo_command) == ([], [], "")


@pytest.mark.parametrize("verb", ["do", "merge", "undo", "redo"])
def test_when_the_world_says_no_nothing_has_changed(verb: str) -> None:
    bench = Bench()
    bench.title("one", "title")
    bench.desk.do(add("e"), command="add event")
    bench.desk.undo()
    before, told = bench.review, list(bench.news)
    stacks = (bench.desk.undo_command, bench.desk.redo_command)
    bench.store.refuse = 1
    with pytest.raises(KnownError) as raised:
        {
            "do": lambda: bench.title("two"),
            "merge": lambda: bench.title("two", "title"),
            "undo": bench.desk.undo,
            "redo": bench.desk.redo,
        }[verb]()
    assert raised.value.id == "storage.disk_full"
    assert (bench.review, bench.news, stacks) == (
        before,
        told,
        (bench.desk.undo_command, bench.desk.redo_command),
    )
    assert bench.desk.redo()
    assert bench.review.events.keys() == {"e"}
    assert bench.desk.undo()
    assert bench.desk.undo()
    assert bench.review.title == "Deploy"


def test_a_refused_edit_can_be_tried_again_in_the_same_merge() -> None:
    bench = Bench()
    bench.title("a", "title")
    bench.store.refuse = 1
    with pytest.raises(KnownError):
        bench.title("ab", "title")
    bench.title("abc", "title")
    bench.desk.undo()
    assert bench.review.title == "Deploy"


def test_a_batch_over_reviews_is_one_step() -> None:
    other = Review(id="s", notes={"n": Note(id="n", text="later")})
    bench = Bench(Review(id="r"), other)
    bench.desk.do(Batch((Remove("s", "note", "n"), Add("r", Note(id="n", text="later")))), command="carry")
    assert bench.news[0].reviews == ("s", "r")
    assert bench.review.notes["n"].text == "later"
    bench.desk.undo()
    assert bench.desk.review("s") == other
    assert not bench.review.notes


def test_a_whole_review_comes_and_goes() -> None:
    bench = Bench()
    bench.desk.do(Add("n", Review(id="n", number=bench.desk.next_number())), command="new review")
    assert bench.desk.review("n") is not None
    bench.desk.do(Remove("n", "review", "n"), command="remove review")
    assert bench.desk.review("n") is None
    bench.desk.undo()
    assert bench.desk.review("n") == Review(id="n", number=1)
    assert bench.desk.next_number() == 2


def test_a_change_that_does_not_fit_is_a_fault_and_changes_nothing() -> None:
    bench = Bench()
    with pytest.raises(StaleChangeError):
        bench.desk.do(Batch((add("e"), Remove("r", "event", "gone"))), command="add event")
    assert bench.review == Review(id="r", title="Deploy")
    assert not bench.store.log


def test_listeners_may_leave_and_may_change_things() -> None:
    bench = Bench()
    heard: list[str] = []

    def answering(news: Changed) -> None:
        if news.command == "rename":
            bench.desk.do(add("echo"), command="add event")

    leave = bench.desk.subscribe(answering)
    bench.desk.subscribe(lambda news: heard.append(news.command))
    bench.title("one")
    assert heard == ["rename", "add event"]
    assert [news.command for news in bench.news] == ["rename", "add event"]
    leave()
    leave()
    bench.title("two")
    assert heard[-1] == "rename"


def test_a_listener_that_fails_does_not_stop_the_news_after_it() -> None:
    bench = Bench()

    def failing(_news: Changed) -> None:
        raise RuntimeError

    leave = bench.desk.subscribe(failing)
    with pytest.raises(RuntimeError):
        bench.title("one")
    assert bench.review.title == "one"
    leave()
    bench.title("two")
    assert [news.command for news in bench.news] == ["rename", "rename"]


def test_many_reviews_and_many_steps() -> None:
    bench = Bench(*(Review(id=str(at)) for at in range(KEPT_REVIEWS + 5)), Review(id="r"))
    for at in range(KEPT_REVIEWS + 5):
        found = bench.desk.review(str(at))
        assert found is not None
        bench.desk.do(set_fact(found, "title", "x"), command="rename")
    for at in range(UNDO_DEPTH + 10):
        bench.title(str(at))
    undone = 0
    while bench.desk.undo():
        undone += 1
    assert undone == UNDO_DEPTH
    assert bench.review.title == "9"


def test_undo_and_redo_after_reopening() -> None:
    bench = Bench()
    bench.title("a", "title")
    bench.title("ab", "title")
    bench.desk.do(add("e"), command="add event")
    bench.desk.do(Set("r", "event", "e", "text", "pager"), command="reword event")
    bench.desk.undo()
    bench.desk.undo()
    desk = bench.reopened()
    assert (desk.undo_command, desk.redo_command) == ("rename", "add event")
    assert desk.redo()
    assert desk.redo()
    again = desk.review("r")
    assert again is not None
    assert again.events["e"].text == "pager"
    while desk.undo():
        pass
    assert desk.review("r") == Review(id="r", title="Deploy")


@given(st.data(), reviews(most=2))
@settings(max_examples=60)
def test_whatever_was_done_can_be_undone_to_the_start_and_redone_to_the_end(data: st.DataObject, start: Review) -> None:
    start = replace(start, id="r")
    bench = Bench(start)
    for _ in range(data.draw(st.integers(1, 12))):
        bench.desk.do(
            data.draw(changes_on(bench.review)), command="edit", merge=data.draw(st.sampled_from([None, "m"]))
        )
    end = bench.review
    while bench.desk.undo():
        pass
    assert bench.review == start
    while bench.desk.redo():
        pass
    assert bench.review == end
