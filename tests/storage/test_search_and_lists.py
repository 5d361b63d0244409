"""Finding things across reviews: search with any text, the list, open commitments."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from library_shelf import Shelf
from strategies import texts
from whenever import Date

from pmdesk.domain.changes import Add, Batch, Change, Remove, Set
from pmdesk.domain.items import Action, ActionStatus, Event, Evidence, Factor, Note, Person
from pmdesk.domain.review import REVIEW, Review, ReviewStatus, Severity
from pmdesk.storage.library import LibraryFile
from pmdesk.storage.search import excerpt

HOSTILE = [
    "", " ", '"', '""', "'", "''", "*", "a*", "(", ")", "()", "AND", "OR NOT", "NEAR(", "a AND", "10:42", "a-b", "c++",
    "-", "--", "^a", "{a b}", "title:", "title : x", "\0", "a\0b", "%", "_", "\\", "\ud83d", "🔥", "a\ud83d", "日本",
    "a" * 5000, "a " * 500,
    "'; DROP TABLE review; --", "+", "é", "e\u0301", "\u200b", "\n\t",
]  # fmt: skip


@pytest.fixture
def filled(shelf: Shelf) -> tuple[LibraryFile, str, str]:
    library, desk, first = shelf.with_review(title="Queue stood still")
    second = shelf.review(desk, "Certificate ran out")
    changes: tuple[Change, ...] = (
        Set(first, REVIEW, first, "summary", "The broker's disk filled at 10:42, c++ worker a-b waited for the queue"),
        Set(first, REVIEW, first, "tags", ("größe", "kolejka")),
        Add(
            first, Event(id="e1", text="pager fires for zażółć", evidence=(Evidence(text="https://status.example/7"),))
        ),
        Add(first, Factor(id="f1", statement="No alert on the age of the queue")),
        Add(first, Person(id="p1", name="Sam Field", handles=("@samf",))),
        Add(second, Action(id="a1", text="Renew certificates by a job")),
        Add(second, Note(id="n1", text="queue of the vendor")),
    )
    desk.do(Batch(changes), command="fill")
    return library, first, second


def _found(library: LibraryFile, text: str) -> list[tuple[str, str]]:
    return [(hit.kind, hit.entity) for hit in library.search(text, 20)]


@pytest.mark.parametrize("text", HOSTILE)
def test_any_text_can_be_searched_for(filled: tuple[LibraryFile, str, str], text: str) -> None:
    library, _first, _second = filled
    if text == "\ud83d":
        assert library.search(text, 5) == ()
    library.search(text, 5)
    library.search(f"{text} queue", 5)
    library.search_private(text, 5)


@given(text=texts | st.text())
@settings(max_examples=300)
def test_random_text_can_be_searched_for(text: str, filled: tuple[LibraryFile, str, str]) -> None:
    library, _first, _second = filled
    library.search(text, 5)
    library.search(f"queue {text}", 5)
    excerpt(f"before {text} after", text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("pag", [("event", "e1")]),
        ("zazołc", [("event", "e1")]),
        ("status.example", [("event", "e1")]),
        ("link", []),
        ("10:42", [("review", "first")]),
        ("a-b", [("review", "first")]),
        ("kolejka grosse", []),
        ("große", [("review", "first")]),
        ("größe", [("review", "first")]),
        ("samf", [("person", "p1")]),
        ("certificat", [("review", "second"), ("action", "a1")]),
        ("pag ", []),
        ("q", [("review", "first")]),
        ("c", [("review", "second")]),
        ("p", [("event", "e1")]),
    ],
)
def test_what_is_found(filled: tuple[LibraryFile, str, str], text: str, found: list[tuple[str, str]]) -> None:
    library, first, second = filled
    names = {"first": first, "second": second}
    assert _found(library, text) == [(kind, names.get(entity, entity)) for kind, entity in found]


def test_a_title_comes_first_and_says_where_it_is(filled: tuple[LibraryFile, str, str]) -> None:
    library, first, _second = filled
    hits = library.search("queue", 20)
    assert (hits[0].kind, hits[0].review, hits[0].number, hits[0].title) == ("review", first, 1, "Queue stood still")
    assert {hit.kind for hit in hits} == {"review", "factor", "note"}
    assert library.search("queue", 1) == hits[:1]
    assert next(hit.excerpt for hit in hits if hit.kind == "factor") == "No alert on the age of the queue"


def test_the_index_follows_every_change(shelf: Shelf) -> None:
    library, desk, review = shelf.with_review()
    desk.do(Add(review, Event(id="e1", text="pager fires")), command="add")
    desk.do(Set(review, "event", "e1", "text", "phone rings"), command="reword")
    assert (_found(library, "pager"), _found(library, "phone")) == ([], [("event", "e1")])
    desk.undo()
    assert (_found(library, "pager"), _found(library, "phone")) == ([("event", "e1")], [])
    desk.do(Remove(review, "event", "e1"), command="remove")
    assert _found(library, "pager") == []
    desk.undo()
    assert _found(library, "pager") == [("event", "e1")]
    desk.do(Remove(review, REVIEW, review), command="remove")
    assert _found(library, "pager") == []
    desk.undo()
    assert _found(library, "pager") == [("event", "e1")]


def test_an_excerpt_is_cut_around_the_match() -> None:
    words = "one two three\nfour " * 20 + "needle " + "five six " * 40
    cut = excerpt(words, "needle")
    assert cut.startswith("…")
    assert cut.endswith("…")
    assert "needle" in cut
    assert len(cut) < 150


def test_the_list_counts_and_orders(shelf: Shelf) -> None:
    library = shelf.open()
    desk = shelf.desk(library)
    today = Date(2026, 11, 12)
    actions = (
        Action(id="a1", status=ActionStatus.COMMITTED, due=Date(2026, 11, 11)),
        Action(id="a2", status=ActionStatus.IN_PROGRESS, due=today),
        Action(id="a3", status=ActionStatus.IDEA),
        Action(id="a4", status=ActionStatus.DONE, due=Date(2026, 1, 1)),
        Action(id="a5", status=ActionStatus.COMMITTED, due=Date(2026, 1, 1)),
    )
    made = (
        Review(id="r1", number=1, title="old", day=Date(2026, 1, 1), severity=Severity.SEV2,
               actions={one.id: one for one in actions}),
        Review(id="r2", number=2, title="new", day=Date(2026, 11, 1), factors={"f": Factor(id="f")},
               status=ReviewStatus.ARCHIVED),
        Review(id="r3", number=3, created=Date(2026, 6, 1), events={"e": Event(id="e")}),
        Review(id="r4", number=4, day=Date(2026, 6, 1), status=ReviewStatus.PUBLISHED),
        Review(id="r5", number=5, opening="Welcome"),
        Review(id="r6", number=6, title="gone", day=Date(2026, 11, 12)),
    )  # fmt: skip
    for review in made:
        desk.do(Add(review.id, review), command="import")
    desk.do(Remove("r1", "action", "a5"), command="remove")
    desk.do(Remove("r6", REVIEW, "r6"), command="remove")
    found = library.summaries(today)
    assert [one.id for one in found] == ["r2", "r4", "r3", "r1", "r5"]
    assert [one.stages for one in found] == [4, 6, 3, 5, 2]
    old = found[3]
    assert (old.open_actions, old.overdue_actions, old.ideas) == (2, 1, 1)
    assert (old.number, old.title, old.severity, old.day) == (1, "old", Severity.SEV2, Date(2026, 1, 1))


def test_open_commitments_of_other_reviews_soonest_first(shelf: Shelf) -> None:
    library = shelf.open()
    desk = shelf.desk(library)
    due = [Date(2026, 12, 1), Date(2026, 11, 20), None]
    for at in range(4):
        actions = [
            Action(id=f"a{at}{n}", due=day, owner="p", status=ActionStatus.COMMITTED, factors=frozenset({"f"}))
            for n, day in enumerate(due)
        ]
        idea = Action(id=f"i{at}", status=ActionStatus.IDEA)
        review = Review(
            id=f"r{at}",
            number=at,
            title=f"Review {at}",
            people={"p": Person(id="p", name="Sam" if at else "", role="on call")},
            actions={one.id: one for one in (*actions, idea)},
        )
        desk.do(Add(review.id, review), command="import")
    desk.do(Remove("r3", REVIEW, "r3"), command="remove")
    found = library.open_actions("r2")
    assert [one.action.id for one in found] == ["a01", "a11", "a00", "a10", "a02", "a12"]
    assert [one.owner for one in found][:2] == ["on call", "Sam"]
    assert found[0].action.factors == {"f"}
    assert (found[0].review, found[0].number, found[0].title) == ("r0", 0, "Review 0")
