"""What goes into a library comes out of it, and its log tells the same."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from library_shelf import Shelf, whole
from strategies import ITEMS, changes_on, events, facts, reviews

from pmdesk.domain.changes import Add, Batch, Remove, Set, apply_all
from pmdesk.domain.items import Event, Evidence, EvidenceKind, Factor
from pmdesk.domain.plain import scalar_fields
from pmdesk.domain.review import ITEM_MAPS, REVIEW, Review
from pmdesk.editing.ports import KnownError
from pmdesk.storage.check import check_file
from pmdesk.storage.rows import LINKS, plan_of


@pytest.mark.parametrize("kind", sorted(ITEM_MAPS))
@given(data=st.data())
@settings(max_examples=25)
def test_every_kind_of_item_comes_back_as_it_was(kind: str, data: st.DataObject, shelves: Callable[[], Shelf]) -> None:
    shelf = shelves()
    library, desk, review = shelf.with_review()
    items = data.draw(st.lists(ITEMS[kind], min_size=1, max_size=4, unique_by=lambda item: item.id))
    desk.do(Batch(tuple(Add(review, item) for item in items)), command="import")
    library.close()
    again = shelf.open()
    found = again.load(review)
    assert found is not None
    assert found.items(kind) == {item.id: item for item in items}
    shelf.close_all()
    assert check_file(again.path).findings == ()


@given(review=reviews())
@settings(max_examples=40)
def test_a_whole_review_comes_back_as_it_was(review: Review, shelves: Callable[[], Shelf]) -> None:
    shelf = shelves()
    library = shelf.open()
    shelf.desk(library).do(Add(review.id, review), command="import")
    assert library.load(review.id) == review
    shelf.close_all()
    assert shelf.open().load(review.id) == review


@given(data=st.data())
@settings(max_examples=60)
def test_after_random_changes_the_log_replays_to_the_rows(data: st.DataObject, shelves: Callable[[], Shelf]) -> None:
    shelf = shelves()
    library = shelf.open()
    desk = shelf.desk(library)
    first = data.draw(reviews(most=2))
    desk.do(Add(first.id, first), command="import")
    for turn in data.draw(
        st.lists(st.sampled_from(["do", "do", "do", "merge", "undo", "redo", "reopen"]), max_size=14)
    ):
        held = desk.review(first.id)
        if turn == "undo":
            desk.undo()
        elif turn == "redo":
            desk.redo()
        elif turn == "reopen":
            library.close()
            library = shelf.open()
            before = desk
            desk = shelf.desk(library)
            assert (desk.undo_command, desk.redo_command) == (before.undo_command, before.redo_command)
        elif held is not None:
            desk.do(data.draw(changes_on(held)), command=turn, merge=turn if turn == "merge" else None)
        assert library.load(first.id) == desk.review(first.id)
    shelf.close_all()
    assert check_file(library.path).findings == ()


@given(data=st.data())
@settings(max_examples=30)
def test_undoing_everything_after_a_restart_leads_back_to_each_earlier_state(
    data: st.DataObject, shelves: Callable[[], Shelf]
) -> None:
    shelf = shelves()
    library = shelf.open()
    desk = shelf.desk(library)
    first = data.draw(reviews(most=2))
    states: list[Review | None] = [None]
    desk.do(Add(first.id, first), command="import")
    for _ in range(data.draw(st.integers(1, 8))):
        held = whole(desk.review(first.id))
        change = data.draw(changes_on(held))
        if apply_all({held.id: held}, change)[0][held.id] != held:
            states.append(held)
            desk.do(change, command="edit")
    library.close()
    desk = shelf.desk(shelf.open())
    for state in reversed(states):
        assert desk.undo()
        assert desk.review(first.id) == state
    assert not desk.undo()


def test_columns_are_the_fields_of_the_domain(shelf: Shelf) -> None:
    library = shelf.open()
    for kind in (REVIEW, *ITEM_MAPS):
        wanted = [*plan_of(kind).columns, "removed", "pk", *([] if kind == REVIEW else ["review"])]
        found = [row[1] for row in library._db.execute(f'PRAGMA table_info("{kind}")')]
        assert sorted(found) == sorted(wanted)
        fields = {*plan_of(kind).fields, *(name for owner, name in LINKS if owner == kind)}
        assert fields == set(scalar_fields(kind))


@given(event=events, other=events)
@settings(max_examples=20)
def test_a_set_of_one_field_touches_one_column(event: Event, other: Event, shelves: Callable[[], Shelf]) -> None:
    shelf = shelves()
    library, desk, review = shelf.with_review()
    desk.do(Add(review, event), command="add")
    before = _rows(library)
    desk.do(Set(review, "event", event.id, "text", other.text), command="reword")
    after = _rows(library)
    assert after["log"] == before["log"] + 1
    assert after["event"] == before["event"] == 1


def _rows(library: Any) -> dict[str, int]:
    return {table: library._db.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0] for table in ("log", "event")}


def test_a_removed_item_keeps_its_values_and_comes_back_with_its_links(shelf: Shelf) -> None:
    library, desk, review = shelf.with_review()
    event = Event(id="e" * 16, text="pager fires")
    factor = Factor(id="f" * 16, statement="no alert", evidence=frozenset({event.id}))
    desk.do(Batch((Add(review, event), Add(review, factor))), command="add")
    desk.do(Remove(review, "factor", factor.id), command="remove")
    assert whole(library.load(review)).factors == {}
    library.close()
    library = shelf.open()
    desk = shelf.desk(library)
    assert desk.undo()
    assert whole(library.load(review)).factors == {factor.id: factor}
    assert desk.redo()
    assert desk.undo()
    assert library.load(review) == desk.review(review)


def test_one_log_row_for_each_member_of_a_set(shelf: Shelf) -> None:
    library, desk, review = shelf.with_review()
    factor = Factor(id="f" * 16, evidence=frozenset({"a", "b"}))
    desk.do(Add(review, factor), command="add")
    desk.do(Set(review, "factor", factor.id, "evidence", frozenset({"b", "c", "d"})), command="link")
    rows = library._db.execute("""SELECT "field", "value" FROM "log" WHERE "command" = 'link' ORDER BY "n" """)
    assert rows.fetchall() == [("evidence:a", "false"), ("evidence:c", "true"), ("evidence:d", "true")]


def test_a_long_text_is_logged_as_an_edit_and_undone_through_its_parents(shelf: Shelf) -> None:
    library, desk, review = shelf.with_review()
    long = "word " * 2000
    desk.do(Set(review, REVIEW, review, "summary", long), command="write")
    for at in range(1, 8):
        long = f"{long[: at * 900]}łatka {at}{long[at * 900 + 3 :]}"
        desk.do(Set(review, REVIEW, review, "summary", long), command="write")
    sizes = [len(row[0]) for row in library._db.execute("SELECT value FROM log WHERE field = 'summary' ORDER BY n")]
    assert sizes[0] > 9000
    assert max(sizes[1:]) < 100
    library.close()
    assert check_file(library.path).ok
    library = shelf.open()
    desk = shelf.desk(library)
    for _ in range(7):
        assert desk.undo()
    assert whole(library.load(review)).summary == "word " * 2000


def test_merged_edits_are_one_step_after_a_restart(shelf: Shelf) -> None:
    library, desk, review = shelf.with_review(title="A")
    for title in ("Ab", "Abc", "Abcd"):
        desk.do(Set(review, REVIEW, review, "title", title), command="reword", merge=(review, "title"))
        shelf.clock.pass_seconds(0.4)
    library.close()
    library = shelf.open()
    desk = shelf.desk(library)
    assert desk.undo_command == "reword"
    desk.undo()
    assert whole(library.load(review)).title == "A"
    desk.redo()
    assert whole(library.load(review)).title == "Abcd"


def test_a_new_change_after_undo_clears_redo_after_a_restart_too(shelf: Shelf) -> None:
    library, desk, review = shelf.with_review(title="A")
    desk.do(Set(review, REVIEW, review, "title", "B"), command="reword")
    desk.undo()
    desk.do(Set(review, REVIEW, review, "impact", "none"), command="describe")
    library.close()
    history = shelf.open().history(500)
    assert history.redo == ()
    assert [done.command for done in history.undo] == ["new", "describe"]


def test_a_removed_review_comes_back_with_all_its_items_after_a_restart(shelf: Shelf) -> None:
    library, desk, review = shelf.with_review()
    desk.do(Add(review, Event(id="e" * 16, text="pager fires")), command="add")
    held = desk.review(review)
    desk.do(Remove(review, REVIEW, review), command="remove")
    assert library.load(review) is None
    library.close()
    library = shelf.open()
    desk = shelf.desk(library)
    desk.undo()
    assert library.load(review) == held
    library.close()
    assert check_file(library.path).ok


def test_the_same_item_id_may_live_in_two_reviews(shelf: Shelf) -> None:
    library, desk, first = shelf.with_review()
    second = shelf.review(desk, "Another")
    desk.do(Add(first, Event(id="e" * 16, text="one")), command="add")
    desk.do(Add(second, Event(id="e" * 16, text="two")), command="add")
    assert whole(library.load(first)).events["e" * 16].text == "one"
    assert whole(library.load(second)).events["e" * 16].text == "two"


def test_a_number_is_never_given_twice(shelf: Shelf) -> None:
    library, desk, first = shelf.with_review()
    desk.do(Remove(first, REVIEW, first), command="remove")
    assert library.next_number() == 2


@given(review=facts)
@settings(max_examples=1)
def test_half_an_emoji_is_refused_kindly_and_nothing_changes(review: Review, shelves: Callable[[], Shelf]) -> None:
    shelf = shelves()
    library = shelf.open()
    desk = shelf.desk(library)
    desk.do(Add(review.id, review), command="import")
    with pytest.raises(KnownError) as refused:
        desk.do(Set(review.id, REVIEW, review.id, "title", "\ud83d"), command="reword")
    assert refused.value.id == "storage.half_character"
    with pytest.raises(KnownError) as refused:
        desk.do(Set(review.id, REVIEW, review.id, "customers", 2**63), command="count")
    assert refused.value.id == "storage.number_too_large"
    assert desk.review(review.id) == library.load(review.id) == review


def test_a_picture_is_kept_with_the_change_that_names_it(shelf: Shelf) -> None:
    library, desk, review = shelf.with_review()
    blob = library.offer_picture(b"\x89PNG...", "image/png")
    unused = library.offer_picture(b"never named", "image/png")
    evidence = (Evidence(kind=EvidenceKind.PICTURE, blob=blob),)
    desk.do(Add(review, Event(id="e" * 16, evidence=evidence)), command="add")
    assert library._offered.keys() == {unused}, "what the file holds is not held in memory too"
    assert library.picture(blob) == b"\x89PNG..."
    reader = library.reader()
    assert reader.picture(blob) == b"\x89PNG..."
    assert reader.picture(unused) is None
    reader.close()


def test_the_whole_of_a_long_text_is_logged_now_and_then(shelf: Shelf) -> None:
    library, desk, review = shelf.with_review()
    texts = ["long " * 500 + "x" * at for at in range(120)]
    for text in texts:
        desk.do(Set(review, REVIEW, review, "summary", text), command="write")
    sizes = [row[0] for row in library._db.execute("SELECT length(value) FROM log WHERE field = 'summary' ORDER BY n")]
    assert [at for at, size in enumerate(sizes) if size > 2000] == [0, 51, 102]
    library.close()
    assert check_file(library.path).ok
    desk = shelf.desk(shelf.open())
    for text in reversed(texts[:-1]):
        assert desk.undo()
        assert whole(desk.review(review)).summary == text
