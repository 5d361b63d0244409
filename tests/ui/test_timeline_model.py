"""The model of the timeline list follows every change, row by row, and is always what it should be."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QItemSelectionModel
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication
from whenever import Date, Instant

from pmdesk.domain.changes import Add, Batch, Change, Remove, Set, apply_all
from pmdesk.domain.items import Event, Person, Quiet
from pmdesk.domain.review import KeyMoment, Review
from pmdesk.domain.timeline import gaps, in_order
from pmdesk.domain.times import UNPLACED, Time
from pmdesk.ui.models.timeline_entries import DayRow, EntryRows, EventRow, GapRow, Row
from pmdesk.ui.models.timeline_model import TimelineModel

START = Instant.from_utc(2026, 11, 12, 20)
IDS = [f"e{at}" for at in range(8)]

minutes = st.integers(0, 600)
times = st.one_of(
    st.just(UNPLACED),
    minutes.map(lambda at: Time(earliest=START.add(minutes=at), latest=START.add(minutes=at), zone="CET")),
    st.tuples(minutes, st.integers(1, 120)).map(
        lambda pair: Time(earliest=START.add(minutes=pair[0]), latest=START.add(minutes=sum(pair)), zone="CET")
    ),
    minutes.map(lambda at: Time(earliest=START.add(minutes=at), zone="CET")),
)
events = st.builds(
    Event,
    id=st.sampled_from(IDS),
    time=times,
    text=st.text(max_size=3),
    actor=st.sampled_from(["", "p", "Metrics"]),
    starred=st.booleans(),
    order=st.sampled_from(["a", "b", "c", "d"]),
)
single = st.one_of(
    events.map(lambda event: ("put", event)),
    st.sampled_from(IDS).map(lambda event: ("remove", event)),
    st.tuples(st.sampled_from(IDS), times).map(lambda pair: ("time", pair)),
    st.tuples(st.sampled_from(IDS), st.sampled_from("abcd")).map(lambda pair: ("order", pair)),
    st.tuples(st.sampled_from(IDS), st.text(max_size=3)).map(lambda pair: ("text", pair)),
    st.sampled_from(IDS).map(lambda event: ("detected", event)),
    st.tuples(st.sampled_from(IDS), st.sampled_from(IDS)).map(lambda pair: ("quiet", pair)),
    st.sampled_from(["CET", "Asia/Tokyo", "+05:30"]).map(lambda zone: ("zone", zone)),
    st.text(max_size=3).map(lambda role: ("role", role)),
)
drawn = st.lists(st.tuples(st.lists(single, min_size=1, max_size=4), st.booleans()), max_size=12)


def changed(review: Review, what: str, value: object) -> Change | None:
    match what, value:
        case "put", Event() as event:
            return (
                Batch((Remove("r", "event", event.id), Add("r", event)))
                if event.id in review.events
                else Add("r", event)
            )
        case "remove", str(event):
            return Remove("r", "event", event) if event in review.events else None
        case ("time" | "order" | "text") as field, (str(event), new):
            return Set("r", "event", event, field, new) if event in review.events else None
        case "detected", str(event):
            return Set("r", "review", "r", "detected", KeyMoment(event=event))
        case "quiet", (str(after), str(before)):
            quiet = f"{after}{before}"
            present = quiet in review.quiets
            return Remove("r", "quiet", quiet) if present else Add("r", Quiet(id=quiet, after=after, before=before))
        case "zone", zone:
            return Set("r", "review", "r", "zone", zone)
        case "role", role:
            return Set("r", "person", "p", "role", role)
    raise AssertionError(what)


def expected(review: Review, *, starred_only: bool) -> list[str]:
    """Return the keys of the events and gaps as the domain orders them."""
    before = {gap.before: gap for gap in gaps(review)}
    keys: list[str] = []
    for event in in_order(review):
        if starred_only and not event.starred:
            continue
        if event.id in before and not starred_only:
            keys.append(f"gap {before[event.id].after} {event.id}")
        keys.append(event.id)
    return keys


def plain(rows: tuple[Row, ...]) -> list[str]:
    return [row.key for row in rows if not isinstance(row, DayRow)]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rounds=drawn)
def test_rows_are_those_of_a_fresh_start_after_every_change(
    qapp: QApplication, rounds: list[tuple[list[tuple[str, object]], bool]]
) -> None:
    assert qapp is not None
    model = TimelineModel(lambda row: row.key)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    selection = QItemSelectionModel(model)
    review = Review(id="r", zone="CET", day=Date(2026, 11, 12), people={"p": Person(id="p")})
    chosen = ""
    for changes, starred_only in rounds:
        for what, value in changes:
            change = changed(review, what, value)
            if change is not None:
                after, _ = apply_all({"r": review}, change)
                assert after["r"] is not None
                review = after["r"]
        model.show(review, starred_only=starred_only)
        fresh = EntryRows().entries(review, starred_only=starred_only)
        assert list(model.rows) == list(fresh.rows)
        assert plain(fresh.rows) == expected(review, starred_only=starred_only)
        assert model.entries.silences == gaps(review)
        if chosen and model.row_of(chosen) >= 0 and selection.hasSelection():
            picked = selection.selectedIndexes()[0].row()
            assert model.rows[picked].key == chosen
        first = next((at for at, row in enumerate(model.rows) if isinstance(row, EventRow)), None)
        if first is not None:
            chosen = model.rows[first].key
            selection.select(model.index(first), QItemSelectionModel.SelectionFlag.ClearAndSelect)
    assert tester.model() is model


def test_a_retimed_event_moves_and_takes_its_selection_along(qapp: QApplication) -> None:
    assert qapp is not None
    placed = {
        name: Event(id=name, time=Time(earliest=START.add(minutes=at), latest=START.add(minutes=at)), order=name)
        for at, name in enumerate("abcdef")
    }
    review = Review(id="r", zone="UTC", day=Date(2026, 11, 12), events=placed)
    model = TimelineModel(lambda row: row.key)
    model.show(review, starred_only=False)
    selection = QItemSelectionModel(model)
    selection.select(model.index(1), QItemSelectionModel.SelectionFlag.ClearAndSelect)
    moves: list[tuple[int, int]] = []
    model.rowsMoved.connect(lambda _a, start, _end, _b, to: moves.append((start, to)))
    late = replace(placed["b"], time=Time(earliest=START.add(minutes=9), latest=START.add(minutes=9)))
    model.show(replace(review, events={**placed, "b": late}), starred_only=False)
    assert [row.key for row in model.rows] == list("acdefb")
    assert moves == [(1, 6)]
    assert [index.row() for index in selection.selectedIndexes()] == [5]


def test_days_have_rows_when_there_is_more_than_the_reviews_own(qapp: QApplication) -> None:
    assert qapp is not None
    one = Event(id="a", time=Time(earliest=START, latest=START))
    own = Review(id="r", zone="CET", day=Date(2026, 11, 12), events={"a": one})
    kinds = [type(row) for row in EntryRows().entries(own, starred_only=False).rows]
    assert kinds == [EventRow]
    other = replace(own, day=Date(2026, 11, 11))
    kinds = [type(row) for row in EntryRows().entries(other, starred_only=False).rows]
    assert kinds == [DayRow, EventRow]
    next_day = Event(id="b", time=Time(earliest=START.add(hours=9), latest=START.add(hours=9)))
    both = replace(own, events={"a": one, "b": next_day})
    kinds = [type(row) for row in EntryRows().entries(both, starred_only=False).rows]
    assert kinds == [DayRow, EventRow, GapRow, DayRow, EventRow]
