"""The clocks of a meeting in the real window, on a real file, with time that a test moves."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hand_time import HandTime
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget
from whenever import Date
from window_person import Desks, WindowPerson

from pmdesk.app.jobs import reading
from pmdesk.domain.review import NextFor
from pmdesk.editing.ports import KnownError
from pmdesk.meeting import clocks
from pmdesk.storage.library import LibraryFile
from pmdesk.ui.meeting_room import MeetingRoom
from pmdesk.ui.rail import RailButton
from pmdesk.ui.widgets.meeting_clock import MeetingClock

STAGES = ("Open", "Timeline", "Factors", "Actions", "Close")


@pytest.fixture
def person(desk_window: Desks, time: HandTime) -> WindowPerson:  # noqa: ARG001 (before the window)
    """Somebody inside a new review, at Prepare."""
    one = desk_window()
    one.press("Ctrl+N")
    one.type("Queue stood still")
    one.press("Return")
    return one


def rail(person: WindowPerson) -> dict[str, str]:
    """Return what the rail shows at the right of each stage that it shows something for."""
    buttons = [one for one in person.window.findChildren(RailButton) if one.entry.track]
    return {one.entry.text: one.clock.text for one in buttons if one.clock.text}


def over(person: WindowPerson) -> set[str]:
    return {one.entry.text for one in person.window.findChildren(RailButton) if one.clock.over}


def clock(person: WindowPerson) -> str:
    face = next(iter(person.window.findChildren(MeetingClock))).face
    return " ".join(one for one in (face.used, face.rest, face.aside) if one)


def state(person: WindowPerson) -> dict[str, object]:
    """Return the state of the only meeting, from the file."""
    with reading(person.path) as parts:
        return dict(parts.library.meeting(person.review().id))


def status(person: WindowPerson) -> str:
    return person.said


# ---- before


def test_the_rail_shows_the_plan_and_nothing_ticks_before_the_meeting(person: WindowPerson, time: HandTime) -> None:
    assert rail(person) == {
        "Open": "5 min",
        "Timeline": "25 min",
        "Factors": "15 min",
        "Actions": "10 min",
        "Close": "5 min",
    }
    assert clock(person) == "Agenda, 60 min"
    time.go(20)  # the backup of the day, what was typed
    assert time.go(300) == 0
    assert state(person) == {}


def test_a_preset_and_own_minutes_are_kept_with_each_key(person: WindowPerson) -> None:
    person.press("F3")
    person.use("Length of the meeting: 90")
    assert clock(person) == "Agenda, 90 min"
    person.go("Minutes for Timeline")
    person.press("Ctrl+A")
    person.type("31")
    assert rail(person)["Timeline"] == "31 min"
    person.press("Up")
    assert rail(person)["Timeline"] == "32 min"
    person.press("Escape")
    assert not person.has("Minutes for Timeline") or person.region != "Agenda and clock"
    agenda = state(person)["agenda"]
    assert agenda == {
        "1": {"preset": "90", "minutes": {"open": 8, "timeline": 32, "factors": 22, "actions": 15, "close": 8}}
    }


# ---- in the meeting


def test_start_from_prepare_goes_to_open_and_fills_the_day(person: WindowPerson, time: HandTime) -> None:
    person.press("F9")
    assert person.review().meeting_date == Date(2026, 11, 18)
    time.go(61)
    assert rail(person)["Open"] == "1:01 of 5"
    assert clock(person) == "1:01 of 60 min ends 14:45"
    assert state(person)["clocks"]["spans"] == [["open", "2026-11-18T12:45:00Z", None]]  # type: ignore[index]
    person.press("Ctrl+Z")
    assert person.review().meeting_date is None
    time.go(1)
    assert rail(person)["Open"] == "1:02 of 5"  # undo takes the day back, never the clock


def test_a_day_that_was_set_stays(person: WindowPerson, time: HandTime) -> None:
    person.fill("Meeting date", "2026-11-17", enter=True)
    assert person.review().meeting_date == Date(2026, 11, 17)
    person.press("F9")
    time.go(5)
    assert person.review().meeting_date == Date(2026, 11, 17)


def test_the_clock_follows_the_stage_by_any_way_and_prepare_has_none(person: WindowPerson, time: HandTime) -> None:
    person.press("F9")
    time.go(60)
    person.press("Ctrl+3")  # a chord
    time.go(60)
    person.go("Factors, stage 4 of 6")  # the rail
    person.press("Space")
    time.go(60)
    person.press("Ctrl+1")  # a look at Prepare
    time.go(60)
    person.do("Actions")  # the palette
    time.go(30)
    shown = rail(person)
    assert shown["Open"] == "1:00 of 5"
    assert shown["Timeline"] == "1:00 of 25"
    assert shown["Factors"] == "2:00 of 15"
    assert shown["Actions"] == "0:30 of 10"
    assert clock(person).startswith("4:30 of 60 min")


def test_chords_work_while_somebody_types(person: WindowPerson, time: HandTime) -> None:
    person.press("Ctrl+3")
    person.type("14:02 the first wo")
    person.press("F9")
    time.go(30)
    person.press("Shift+F9")
    assert clock(person) == "0:30 of 60 min paused at 13:45"
    time.go(600)
    person.type("rd")
    assert person.text("New entry") == "14:02 the first word"
    assert rail(person)["Timeline"] == "0:30 of 25"
    assert "Paused. Shift+F9 goes on" in status(person)
    person.press("Shift+F9", "Ctrl+Shift+A")
    time.go(30)
    assert rail(person)["Timeline"] == "1:00 of 30"
    assert clock(person) == "1:00 of 65 min ends 15:00"
    assert person.text("New entry") == "14:02 the first word"
    assert person.at == "New entry"
    person.press("Ctrl+Shift+F9")
    assert clock(person).endswith("ended")
    assert time.go(5) <= 1  # nothing ticks: at most the draft of the line
    assert rail(person)["Timeline"] == "1:00 of 30"


def test_over_time_is_told_in_amber_and_moves_nobody(person: WindowPerson, time: HandTime) -> None:
    person.press("Ctrl+3", "F9")
    time.go(25 * 60)
    assert over(person) == set()
    time.go(70)
    assert over(person) == {"Timeline"}
    assert rail(person)["Timeline"] == "26:10 of 25"
    assert person.at == "New entry"


class Listener(QObject):
    """Counts what a tick may never bring about, and notes which widgets are painted."""

    def __init__(self) -> None:
        super().__init__()
        self.moved: list[tuple[str, str]] = []
        self.painted: set[str] = set()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kinds = QEvent.Type
        if event.type() in {
            kinds.LayoutRequest,
            kinds.Resize,
            kinds.Move,
            kinds.FocusIn,
            kinds.FocusOut,
            kinds.WindowActivate,
        }:
            self.moved.append((event.type().name, type(watched).__name__))
        if event.type() == kinds.Paint and isinstance(watched, QWidget):
            self.painted.add(type(watched).__name__)
        return False


@pytest.fixture
def listener(qapp: QApplication) -> Iterator[Listener]:
    one, flash = Listener(), qapp.cursorFlashTime()
    qapp.setCursorFlashTime(0)  # the caret is painted by the wall clock
    qapp.installEventFilter(one)
    yield one
    qapp.removeEventFilter(one)
    qapp.setCursorFlashTime(flash)


def test_no_tick_takes_the_focus_or_lays_anything_out(listener: Listener, person: WindowPerson, time: HandTime) -> None:
    person.press("Ctrl+2", "Ctrl+4", "Ctrl+5", "Ctrl+6", "Ctrl+3", "F9")  # every page is built
    time.go(24 * 60 + 50)
    for _ in range(20):
        person.settle()
    listener.moved.clear()
    listener.painted.clear()
    focus = person.focus
    for _ in range(90):  # over the end of the stage, into amber
        time.go(1)
        person.settle()
    assert rail(person)["Timeline"] == "26:20 of 25"
    assert listener.moved == []
    assert person.focus is focus
    # A widget that is not opaque has what lies below it painted in the same place, and only there.
    assert listener.painted >= {"MeetingClock", "RailButton"}
    assert not listener.painted & {"TimelineList", "TimelineChart", "Console", "TimelinePage", "PromptTick"}


def test_one_tick_a_second_aligned_and_only_while_the_review_is_shown(person: WindowPerson, time: HandTime) -> None:
    time.go(20.3)
    person.press("F9")
    time.go(20)
    assert time.go(10) == 10
    shown = rail(person)["Open"]
    assert shown == "0:30 of 5"
    person.press("Ctrl+B")
    time.go(5)
    assert time.go(60) == 0
    person.press("Return")
    assert rail(person)["Open"] == "1:35 of 5"
    time.jump(1)  # the machine slept
    time.go(1)
    assert rail(person)["Open"].startswith("1:01:3")


def test_a_crash_in_mid_meeting_loses_no_second(desk_window: Desks, person: WindowPerson, time: HandTime) -> None:
    person.press("F9")
    time.go(300)
    person.press("Ctrl+3")
    time.go(400)
    before = rail(person), clock(person)
    person.crash()
    time.stop()
    again = desk_window()
    again.press("Return")
    assert (rail(again), clock(again)) == before
    time.go(60)
    assert rail(again)["Timeline"] == "7:40 of 25"
    again.press("Shift+F9")
    again.crash()
    time.stop()
    time.go(3600)
    third = desk_window()
    third.press("Return")
    assert clock(third) == "12:40 of 60 min paused at 13:57"


def test_after_a_crash_the_window_says_which_meeting_goes_on_and_leads_there(
    desk_window: Desks, person: WindowPerson, time: HandTime
) -> None:
    person.press("Ctrl+3", "F9")
    time.go(300)
    person.press("Ctrl+B", "Ctrl+N")
    person.type("A newer one")
    person.press("Return")
    time.go(60)
    person.crash()
    time.stop()
    again = desk_window()
    assert "A meeting goes on: R-1 Queue stood still. Runs since 13:45" in again.said
    assert again.at == "List of reviews"
    assert again.rows("List of reviews")[1].startswith("R-1, Queue stood still")
    assert "Runs since 13:45" in again.rows("List of reviews")[1]
    again.use("Go there")
    assert clock(again).startswith("6:00 of 60 min")
    assert "A meeting goes on" not in again.said
    assert again.at == "New entry"
    again.press("Ctrl+Shift+F9", "Ctrl+B")
    assert "Held today" in next(row for row in again.rows("List of reviews") if row.startswith("R-1"))
    again.crash()
    time.stop()
    third = desk_window()
    assert "A meeting goes on" not in third.said


def test_enter_leads_into_the_meeting_that_goes_on(desk_window: Desks, person: WindowPerson, time: HandTime) -> None:
    person.press("F9")
    time.go(120)
    person.press("Shift+F9")
    person.press("Ctrl+B", "Ctrl+N")
    person.crash()
    time.stop()
    time.go(600)
    again = desk_window()
    assert "A meeting goes on: R-1 Queue stood still. Paused at 13:47" in again.said
    again.press("Return")
    assert clock(again) == "2:00 of 60 min paused at 13:47"
    assert "A meeting goes on" not in again.said


def test_a_full_disk_says_so_and_the_clock_stays_as_it_is(
    person: WindowPerson, time: HandTime, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_given: object) -> None:
        raise KnownError("storage.disk_full")

    person.press("F9")
    time.go(20)
    with monkeypatch.context() as patch:
        patch.setattr(LibraryFile, "keep_meeting", full)
        person.press("Ctrl+3", "Ctrl+Shift+A", "Shift+F9")
        assert "disk" in person.said.casefold()
    time.go(10)
    assert rail(person)["Open"] == "0:30 of 5"
    person.press("Ctrl+Shift+A")
    assert rail(person)["Open"] == "0:30 of 10"


def test_the_time_is_said_when_asked_for(person: WindowPerson, time: HandTime) -> None:
    person.press("Shift+F3")
    assert "The meeting has not begun. F9 starts it" in status(person)
    person.press("F9")
    time.go(187)
    person.press("Shift+F3")
    assert "Open: 3:07 of 5 min. In all: 3:07 of 60 min" in status(person)
    assert person.named("Open, stage 2 of 6").accessibleDescription() == "3 of 5 minutes"


def test_the_popover_works_the_clock_without_a_mouse(person: WindowPerson, time: HandTime) -> None:
    person.press("Ctrl+3", "F3")
    assert (person.at, person.region) == ("Start the meeting", "Agenda and clock")
    person.press("Return")
    time.go(10)
    assert rail(person)["Timeline"] == "0:10 of 25"
    assert person.at == "New entry"
    person.press("F3")
    assert person.at == "Pause"
    person.press("Space")
    assert clock(person) == "0:10 of 60 min paused at 13:45"
    person.press("F3")
    person.use("5 min more for Timeline")
    assert rail(person)["Timeline"] == "0:10 of 30"
    person.use("End the meeting")
    assert clock(person).endswith("ended")


def test_a_meeting_that_was_never_ended_can_end_by_its_plan(person: WindowPerson, time: HandTime) -> None:
    person.press("Ctrl+3", "F9")
    time.jump(20)
    time.go(1)
    assert clock(person).endswith("since Wed 18 Nov")
    person.press("F3")
    person.use("It ended at 14:45")
    assert clock(person) == "1:00:00 of 60 min ended"


def test_the_tally_goes_with_the_end_and_a_vote_waits_for_a_person(person: WindowPerson, time: HandTime) -> None:
    person.press("F9")
    time.go(10)
    review = person.review().id
    vote = {"factor": {"heads": 4, "each": 3, "given": {"f1": 2}}}
    room = person.window.findChild(MeetingRoom)
    assert room is not None
    assert room.put(review, tally={"strokes": {"p1": 2}, "kept": False}, votes=vote, asked=["x"])
    person.press("Ctrl+B", "Return", "Ctrl+Shift+F9")
    left = state(person)
    assert "tally" not in left
    assert left["votes"] == vote
    assert left["asked"] == ["x"]


# ---- two meetings with a soak


@pytest.fixture
def soaking(person: WindowPerson, time: HandTime) -> WindowPerson:
    """Somebody whose first of two meetings has ended, on a Wednesday."""
    person.press("F3")
    person.use("Length of the meeting: Two meetings")
    person.press("Escape", "F9")
    time.go(60)
    person.press("Ctrl+5")
    assert "Ideas now, commitments on Fri 20 Nov" in person.said
    assert "Close" not in rail(person)
    time.go(60)
    person.press("Ctrl+Shift+F9")
    return person


def test_the_first_meeting_ends_with_a_day_for_commitments(soaking: WindowPerson) -> None:
    review = soaking.review()
    assert (review.next_date, review.next_for) == (Date(2026, 11, 20), NextFor.COMMIT)
    assert "Ideas now, commitments on Fri 20 Nov" in soaking.said
    assert clock(soaking) == "Second part Fri 20 Nov"
    assert not soaking.has("Start the second meeting")
    soaking.enter("Keep the limit in one file")  # nothing is blocked


def test_a_full_disk_never_ends_the_first_meeting_without_a_day_for_the_second(
    person: WindowPerson, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_given: object) -> None:
        raise KnownError("storage.disk_full")

    person.press("F3")
    person.use("Length of the meeting: Two meetings")
    person.press("Escape", "F9")
    with monkeypatch.context() as patch:
        patch.setattr(LibraryFile, "record", full)
        person.press("Ctrl+Shift+F9")
        assert "disk" in person.said.casefold()
    person.press("Ctrl+Shift+F9")
    assert person.review().next_for is NextFor.COMMIT
    assert clock(person) == "Second part Fri 20 Nov"


def test_before_its_day_the_second_part_is_begun_by_two_keys_only(soaking: WindowPerson, time: HandTime) -> None:
    soaking.press("F9")
    assert "The second part is on Fri 20 Nov. F9 again begins it now" in status(soaking)
    time.go(60)
    soaking.press("Ctrl+B", "F9")  # too long ago to be the second one
    assert "F9 again begins it now" in status(soaking)
    assert "clocks_2" not in state(soaking)
    assert soaking.review().next_date == Date(2026, 11, 20)
    soaking.press("F9")
    time.go(1)
    assert rail(soaking)["Actions"] == "0:01 of 12"
    assert soaking.review().next_date is None


def test_the_day_can_be_moved(soaking: WindowPerson) -> None:
    soaking.use("Change the day")
    soaking.fill("Day of the second meeting", "2026-11-24", enter=True)
    soaking.press("Escape")
    assert soaking.review().next_date == Date(2026, 11, 24)
    assert "Ideas now, commitments on Tue 24 Nov" in soaking.said
    soaking.press("Ctrl+Z")
    assert soaking.review().next_date == Date(2026, 11, 20)


def test_on_the_day_the_library_and_the_review_offer_the_second_part(soaking: WindowPerson, time: HandTime) -> None:
    soaking.press("Ctrl+B")
    assert "Second meeting today" not in soaking.rows("List of reviews")[1]
    time.jump(48)
    soaking.press("Return", "Ctrl+B")
    rows = soaking.rows("List of reviews")
    assert rows[0] == "Today and to come"
    assert "Second meeting today: commit to actions" in rows[1]
    soaking.press("Return", "Ctrl+3")
    assert clock(soaking) == "Second meeting today"
    soaking.press("Ctrl+5")
    assert "Second meeting today: commit to actions" in soaking.said
    soaking.use("Start the second meeting")
    time.go(61)
    assert rail(soaking) == {"Open": "3 min", "Actions": "1:01 of 12", "Close": "5 min"}
    assert "commit to actions" not in soaking.said
    review = soaking.review()
    assert (review.next_date, review.next_for) == (None, None)
    assert review.meeting_date == Date(2026, 11, 18)
    assert {"clocks", "clocks_2"} <= set(state(soaking))


def test_the_second_part_starts_from_the_library_days_later(soaking: WindowPerson, time: HandTime) -> None:
    time.jump(24 * 6)
    soaking.press("Ctrl+B")
    assert "Second meeting was planned for Fri 20 Nov: commit to actions" in soaking.rows("List of reviews")[1]
    soaking.press("F9")
    time.go(1)
    assert rail(soaking)["Actions"] == "0:01 of 12"
    assert soaking.has("New action")
    soaking.press("Ctrl+B")
    assert "commit to actions" not in soaking.rows("List of reviews")[1]


def test_only_a_review_that_waits_has_a_second_part(person: WindowPerson) -> None:
    person.press("Ctrl+B", "F9")
    assert "No second meeting is planned for this review" in status(person)
    assert state(person) == {}


# ---- learned minutes


def test_learned_minutes_are_offered_with_their_n(person: WindowPerson, time: HandTime) -> None:
    for minutes in (20, 30, 40):
        person.press("Ctrl+3", "F9")
        time.go(minutes * 60)
        person.press("Ctrl+Shift+F9", "Ctrl+B", "Ctrl+N")
        person.type(f"After {minutes}")
    person.press("F3")
    assert "Learned from 3 of your meetings, median in min: Timeline 30" in person.said
    found = [
        one
        for one in person.window.findChildren(QWidget)
        if one.isVisible() and one.accessibleName() == "Use these minutes"
    ]
    found[-1].setFocus()
    person.press("Space")
    assert rail(person)["Timeline"] == "30 min"
    assert rail(person)["Open"] == "5 min"


def test_a_library_for_reading_starts_no_clock(desk_window: Desks, person: WindowPerson, time: HandTime) -> None:
    person.press("F9")
    time.go(60)
    path = person.path
    person.close()
    time.stop()
    reader = desk_window(path, read_only=True)
    reader.press("Return")
    before = state(reader)
    reader.press("Ctrl+3", "Shift+F9", "Ctrl+Shift+A", "Ctrl+Shift+F9")
    assert state(reader) == before
    assert "This library is open for reading: no clock is kept" in status(reader)


def test_after_tab_in_a_popover_the_verbs_still_work_the_meeting_that_is_shown(
    person: WindowPerson, time: HandTime
) -> None:
    person.press("F9", "F3", "Tab", "Tab", "Escape", "Ctrl+4")
    person.press("Ctrl+B", "Ctrl+N")
    person.enter("Another one")
    assert clock(person) == "Agenda, 60 min"
    person.press("Shift+F9")
    with reading(person.path) as parts:
        first = clocks.from_state(parts.library.meeting(person.review(1).id))
    assert first.running, "the meeting of the review that is not shown goes on"
    assert "The meeting has not begun. F9 starts it" in status(person)
    time.go(60)
    assert clock(person) == "Agenda, 60 min"
