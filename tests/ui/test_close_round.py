"""The end of the meeting in the Close stage: what was learned, the pulse, what is carried, and when next."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import icalendar
import pytest
from memory_library import MemoryLibrary
from payment_story import story
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot
from stage_person import StagePerson
from whenever import Date, Instant

from pmdesk.domain.items import ActionStatus, Note, NoteKind
from pmdesk.domain.review import NextFor, Review
from pmdesk.editing.ports import KnownError, Pictures, Published, PublishOptions, Watch
from pmdesk.editing.words import Words
from pmdesk.exchange.calendar_out import calendar_file
from pmdesk.ui.context import Context
from pmdesk.ui.models.follow_up import calendar_text, follow_up_of
from pmdesk.ui.stages.close import ClosePage

KEY = Qt.Key
AGREED = Date(2026, 12, 2)
FIRST = "I learned something today that I did not know. 1 to 5"
SECOND = "I could say what I saw without a worry. 1 to 5"
THIRD = "It was worth my time, I would come again. 1 to 5"
SHEET = "Pulse, a sheet for one person"


class Writes:
    """A publisher that writes files, makes reports of a few bytes, and can be told what the world says."""

    error: KnownError | None = None

    def pdf(self, _review: Review, _options: PublishOptions, _pictures: Pictures, _watch: Watch) -> Published:
        return Published(pdf=b"%PDF", pages=1)

    def write(self, path: Path, data: bytes) -> None:
        if self.error is not None:
            raise self.error
        path.write_bytes(data)


class Blank:
    """Pages without anything on them."""

    def page(self, _pdf: bytes, _number: int, width: int) -> tuple[int, int, bytes]:
        return width, width, b"\xff" * (width * width * 4)


class Person(StagePerson):
    """A person at the end of a meeting."""

    page: ClosePage
    publisher: Writes

    def answer(self, keys: str) -> None:
        """Press 1 to 5 in turn on the sheet that lies there, then Enter."""
        for key in keys:
            QTest.keyClicks(self.at, key)
        QTest.keyClick(self.at, KEY.Key_Return)

    @property
    def at(self) -> QWidget:
        focus = QApplication.focusWidget()
        assert focus is not None
        return focus

    def says(self, text: str) -> bool:
        return any(text in one.text() and one.isVisible() for one in self.window.findChildren(QLabel))

    def fact(self, part: str) -> str:
        return self.named(part).accessibleDescription()

    def answers(self) -> list[str]:
        return [self.named(one).accessibleDescription() for one in (FIRST, SECOND, THIRD)]

    def results(self) -> list[str]:
        return sorted(one for one in self.names() if "Median" in one)


@pytest.fixture
def open_close(
    make_context: Callable[..., Context], memory: MemoryLibrary, qtbot: QtBot, words: Words
) -> Callable[..., Person]:
    def make(review: Review | None = None, **parts: object) -> Person:
        review = review or story()
        memory.reviews[review.id] = review
        publisher = Writes()

        def calendar(of: Review, *, owner_names: bool) -> bytes:
            return calendar_file(of, words=words, now=Instant.from_utc(2026, 11, 18), owner_names=owner_names)

        ctx = make_context(publisher=publisher, pages=Blank(), calendar=calendar, **parts)
        page = ClosePage(ctx)
        ctx.bridge.changed.connect(page.on_changed)
        page.show_review(review.id)
        person = Person(ctx, page, qtbot, review.id)
        person.page, person.publisher = page, publisher
        page.focus_first()
        return person

    return make


# ---- the pulse


def test_three_answers_show_no_result_and_the_fourth_does(open_close: Callable[..., Person]) -> None:
    person = open_close()
    assert person.fact("Pulse") == "not asked yet. folded"
    person.press(KEY.Key_U)
    assert person.at.accessibleName() == FIRST
    for sheet in ("445", "521", "444"):
        person.answer(sheet)
    assert person.says("3 answered")
    person.press(KEY.Key_Escape)
    assert SHEET not in person.names()
    assert person.at.accessibleName() == "Pulse"
    assert person.fact("Pulse") == "3 answered, results from 4 on. unfolded"
    assert person.results() == []
    person.press(KEY.Key_Y, Qt.KeyboardModifier.NoModifier)
    person.click("Hand the pulse round")
    person.answer("2")
    assert person.results() == []
    person.click("The round is over")
    assert person.fact("Pulse") == "4 answered. unfolded"
    first = "I learned something today that I did not know."
    assert person.results() == [
        f"{first} Median 4 of 5, n\u00a04. 0 Not at all, 1 A little, 0 Partly, 2 Mostly, 1 Fully"
    ]
    assert person.says("2 more questions wait for their fourth answer.")


def test_results_are_reached_by_the_keyboard_and_read_aloud(
    open_close: Callable[..., Person], memory: MemoryLibrary
) -> None:
    counts = {"learned": {"4": 3, "5": 3}, "safe_to_say": {"1": 4}}
    memory.pulses["r42"] = counts
    review = replace(story(), id="r42")
    person = open_close(review)
    person.named("Pulse").setFocus()
    person.press(KEY.Key_Space)
    met = person.tabs("Pulse", 3)
    assert sorted(met[1:]) == person.results()
    assert "Median 4.5 of 5, n\u00a06." in met[1]
    spoken = QAccessible.queryAccessibleInterface(person.named(met[1]))
    assert spoken.text(QAccessible.Text.Name) == met[1]


def test_a_sheet_is_empty_for_the_next_person(open_close: Callable[..., Person], memory: MemoryLibrary) -> None:
    person = open_close()
    person.press(KEY.Key_U)
    QTest.keyClicks(person.at, "3")
    QTest.keyClicks(person.at, "4")
    person.press(KEY.Key_Up)
    QTest.keyClicks(person.at, "5")
    person.press(KEY.Key_Down)
    assert person.answers() == ["3 Partly", "5 Fully", "no answer yet"]
    person.press(KEY.Key_Return)
    assert person.answers() == ["no answer yet"] * 3
    assert person.at.accessibleName() == FIRST
    assert memory.pulses[person.review_id] == {"learned": {"3": 1}, "safe_to_say": {"5": 1}}
    person.press(KEY.Key_Return)
    assert person.says("Nothing was chosen, so nothing was counted.")
    assert memory.pulses[person.review_id] == {"learned": {"3": 1}, "safe_to_say": {"5": 1}}


def test_an_answer_is_taken_back_before_enter(open_close: Callable[..., Person], memory: MemoryLibrary) -> None:
    person = open_close()
    person.press(KEY.Key_U)
    QTest.keyClicks(person.at, "3")
    QTest.keyClicks(person.at, "2")
    person.press(KEY.Key_Up)
    person.press(KEY.Key_Backspace)
    person.press(KEY.Key_Up)
    assert person.at.accessibleName() == FIRST
    person.press(KEY.Key_Right)
    assert person.answers() == ["4 Mostly", "no answer yet", "no answer yet"]
    person.press(KEY.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert person.answers() == ["no answer yet"] * 3
    person.press(KEY.Key_Return)
    assert memory.pulses == {}


def test_tab_stays_on_the_sheet(open_close: Callable[..., Person]) -> None:
    person = open_close()
    person.press(KEY.Key_U)
    hand_on, over = "Hand it on   Enter", "The round is over"
    assert person.tabs(FIRST, 7) == [FIRST, SECOND, THIRD, hand_on, over, FIRST, SECOND]


def test_a_half_filled_sheet_is_gone_with_its_stage(open_close: Callable[..., Person], memory: MemoryLibrary) -> None:
    person = open_close()
    person.press(KEY.Key_U)
    QTest.keyClicks(person.at, "5")
    person.page.hide()
    person.page.show()
    assert SHEET not in person.names()
    person.page.run("close.pulse")
    assert person.answers() == ["no answer yet"] * 3
    assert (memory.pulses, memory.entries, memory.texts, memory.states) == ({}, [], {}, {})


def test_another_review_has_a_pulse_of_its_own(open_close: Callable[..., Person], memory: MemoryLibrary) -> None:
    other = replace(story(), id="other", number=43)
    memory.reviews["other"] = other
    person = open_close()
    person.press(KEY.Key_U)
    person.answer("555")
    QTest.keyClicks(person.at, "1")
    person.page.show_review("other")
    assert SHEET not in person.names()
    assert person.fact("Pulse") == "not asked yet. folded"


def test_a_sheet_that_found_no_room_stays_to_be_tried_again(
    open_close: Callable[..., Person], memory: MemoryLibrary
) -> None:
    person = open_close()
    told: list[KnownError] = []
    person.ctx.bridge.trouble.connect(told.append)
    person.press(KEY.Key_U)
    memory.full = True
    person.answer("45")
    assert [one.id for one in told] == ["storage.disk_full"]
    assert person.answers() == ["4 Mostly", "5 Fully", "no answer yet"]
    memory.full = False
    person.press(KEY.Key_Return)
    assert memory.pulses[person.review_id] == {"learned": {"4": 1}, "safe_to_say": {"5": 1}}


def test_a_late_sheet_is_asked_about(open_close: Callable[..., Person]) -> None:
    person = open_close()
    person.press(KEY.Key_U)
    for _ in range(4):
        person.answer("444")
    assert person.results() == []
    person.press(KEY.Key_Escape)
    assert len(person.results()) == 3
    person.click("Hand the pulse round")
    assert person.results() == []
    assert person.says("Results were shown already, so one late sheet could be told from the rest.")


def test_two_to_four_questions_are_chosen(open_close: Callable[..., Person], memory: MemoryLibrary) -> None:
    person = open_close()
    person.press(KEY.Key_U)
    person.press(KEY.Key_Escape)
    person.click("Choose the questions of the pulse")
    kept: list[object] = []
    for words in ("conditions", "Everybody", "learned", "worry", "worth"):
        assert person.at.accessibleName() == "Which two to four questions go round?"
        QTest.keyClicks(person.at, words)
        person.press(KEY.Key_Return)
        person.press(KEY.Key_A, Qt.KeyboardModifier.ControlModifier)
        kept.append(memory.states.get(person.review_id, {}).get("pulse"))
    four = ["learned", "safe_to_say", "about_conditions", "worth_the_time"]
    assert kept[:2] == [four, four]
    assert kept[-1] == ["about_conditions", "worth_the_time"]
    QTest.keyClick(person.at, KEY.Key_Escape)
    person.page.run("close.pulse")
    assert person.at.accessibleName() == "We talked about conditions, not about culprits. 1 to 5"
    person.answer("44")
    assert set(memory.pulses[person.review_id]) == {"about_conditions", "worth_the_time"}


def test_nobody_is_asked_where_nothing_can_be_kept(open_close: Callable[..., Person]) -> None:
    person = open_close(read_only=True)
    person.press(KEY.Key_U)
    assert SHEET not in person.names()


# ---- what was learned, and what is carried


def test_what_was_learned_is_one_line_each(open_close: Callable[..., Person]) -> None:
    person = open_close(replace(story(), learned="A quiet screen is no proof"))
    person.press(KEY.Key_L)
    assert person.at.accessibleName() == "What is new to you after this hour?"
    person.press(KEY.Key_Return)
    QTest.keyClicks(person.at, "Peaks are on Thursdays")
    person.press(KEY.Key_Return)
    QTest.keyClicks(person.at, "The panel is easy to miss")
    person.named("Ready to publish?").setFocus()
    lines = ["A quiet screen is no proof", "Peaks are on Thursdays", "The panel is easy to miss"]
    assert person.review.learned.splitlines() == lines
    person.ctx.bridge.undo()
    assert person.review.learned == lines[0]
    assert person.text("What is new to you after this hour?") == lines[0]


def test_thoughts_and_questions_are_carried_forward_and_counted(open_close: Callable[..., Person]) -> None:
    notes = {
        "n1": Note(id="n1", kind=NoteKind.PARKING, text="Who owns the pool?", order="i1"),
        "n2": Note(id="n2", kind=NoteKind.QUESTION, text="Why Thursdays?", order="i2"),
    }
    person = open_close(replace(story(), notes=notes))
    assert person.fact("Carry forward") == "2 parked or open. folded"
    person.focus("Carry forward")
    person.press(KEY.Key_Space)
    assert person.text("Open question 1 at the close") == "Why Thursdays?"
    person.focus("Carry open question 1 forward at the close")
    person.press(KEY.Key_Space)
    assert person.review.notes["n2"].carried
    assert not person.review.notes["n1"].carried
    assert person.fact("Carry forward") == "1 of 2 carried forward. unfolded"
    person.press(KEY.Key_Space)
    assert person.fact("Carry forward") == "2 parked or open. unfolded"


# ---- the next meeting and its calendar file


def test_the_next_meeting_by_its_day_and_purpose(open_close: Callable[..., Person]) -> None:
    person = open_close()

    def day() -> Date | None:
        return person.review.next_date

    person.focus("Next meeting")
    person.press(KEY.Key_Space)
    person.type("Day of the next meeting", "+14", enter=True)
    assert day() == AGREED
    assert person.says("Wed 2 Dec 2026, in 14 days")
    person.click("What the next meeting is for: To follow up")
    assert person.review.next_for is NextFor.FOLLOW_UP
    assert person.fact("Next meeting") == "Wed 2 Dec 2026, follow-up on the actions. unfolded"
    person.type("Day of the next meeting", "some day", enter=True)
    assert person.says("Not understood yet; it stays here as typed.")
    assert day() == AGREED
    person.type("Day of the next meeting", "", enter=True)
    assert day() is None
    assert person.fact("Next meeting") == "no day yet. unfolded"


def saved(path: Path) -> Mapping[str, str]:
    """Return the titles of the days in a calendar file, with what is said about each."""
    calendar = icalendar.Calendar.from_ical(path.read_bytes())
    return {str(one["summary"]): str(one.get("description", "")) for one in calendar.walk("VEVENT")}


def save_to(person: Person, path: Path) -> None:
    person.page.run("close.calendar")
    box = person.named("File of the calendar")
    assert isinstance(box, QLineEdit)
    box.setText(str(path))
    QTest.keyClick(box, KEY.Key_Return)


def follow_up() -> Review:
    review = replace(story(), next_date=AGREED, next_for=NextFor.COMMIT)
    done = replace(review.actions["a0"], status=ActionStatus.DONE, done_on=Date(2026, 11, 20))
    due = replace(review.actions["a1"], due=Date(2026, 12, 24))
    return replace(review, actions={**review.actions, "a0": done, "a1": due})


def test_the_calendar_file_is_read_back(open_close: Callable[..., Person], tmp_path: Path) -> None:
    person = open_close(follow_up())
    person.ctx.settings.put("publish.folder", str(tmp_path))
    said: list[str] = []
    person.page.say.connect(said.append)
    person.press(KEY.Key_C)
    box = person.at
    assert isinstance(box, QLineEdit)
    assert box.text() == str(tmp_path / "R-42-follow-up.ics")
    assert person.says(calendar_text(person.review, person.ctx.words))
    person.press(KEY.Key_Return)
    target = tmp_path / "R-42-follow-up.ics"
    person.qtbot.waitUntil(lambda: person.says("Saved R-42-follow-up.ics"))
    assert said == [f"Saved R-42-follow-up.ics in {tmp_path}"]
    days = saved(target)
    found = follow_up_of(person.review)
    assert len(days) == found.meetings + found.due + found.checks
    assert (found.meetings, found.checks) == (1, 2)
    assert "Incident review R-42: second meeting, commit to actions" in days
    told = " ".join((*days, *days.values()))
    assert "Deploying engineer" in told
    assert not any(name in told for name in ("Ana", "Jo", "Lee"))


def test_owners_stand_in_it_by_name_only_when_asked(open_close: Callable[..., Person], tmp_path: Path) -> None:
    person = open_close(follow_up())
    person.page.run("close.calendar")
    person.click("Owners in the calendar file: Owners by name")
    save_to(person, tmp_path / "names.ics")
    person.qtbot.waitUntil(lambda: person.says("Saved names.ics"))
    assert "Owner: Jo" in " ".join(saved(tmp_path / "names.ics").values())
    person.press(KEY.Key_Escape)
    save_to(person, tmp_path / "roles.ics")
    person.qtbot.waitUntil(lambda: person.says("Saved roles.ics"))
    assert "Owner: Jo" not in " ".join(saved(tmp_path / "roles.ics").values())


def test_a_file_that_is_there_is_asked_about_and_after_trouble_the_line_asks_again(
    open_close: Callable[..., Person], tmp_path: Path
) -> None:
    person = open_close(follow_up())
    target = tmp_path / "R-42-follow-up.ics"
    target.write_bytes(b"older")
    save_to(person, tmp_path / "R-42-follow-up")
    assert person.says("R-42-follow-up.ics is there already. Replace it?")
    assert target.read_bytes() == b"older"
    told: list[KnownError] = []
    person.ctx.bridge.trouble.connect(told.append)
    person.publisher.error = KnownError("report.folder_missing", folder="there")
    person.click("Replace it")
    person.qtbot.waitUntil(lambda: told == [person.publisher.error])
    assert person.at.accessibleName() == "File of the calendar"
    assert target.read_bytes() == b"older"
    person.publisher.error = None
    person.click("Save calendar file")
    person.click("Replace it")
    person.qtbot.waitUntil(lambda: person.says("Saved R-42-follow-up.ics"))
    assert saved(target)
    person.press(KEY.Key_Escape)
    assert "Open the saved calendar file" not in person.names()


def test_an_empty_calendar_asks_what_could_stand_in_it(open_close: Callable[..., Person]) -> None:
    person = open_close(Review(id="r1"))
    person.press(KEY.Key_C)
    assert person.says("Nothing goes in yet. When do we meet again, and until when is each action due?")


@pytest.mark.parametrize(("scale", "size"), [(100, (900, 620)), (200, (1100, 600))])
def test_the_first_gap_is_in_view_below_the_end_of_the_meeting(
    open_close: Callable[..., Person], scale: int, size: tuple[int, int]
) -> None:
    person = open_close()
    person.ctx.look.set_scale(scale)
    person.window.resize(*size)
    person.qtbot.waitUntil(lambda: person.page.width() == size[0])
    person.press(KEY.Key_L)
    person.page.focus_first()
    gaps = person.named("Ready to publish?")

    def seen() -> bool:
        chosen = gaps.visualRect(gaps.currentIndex())  # type: ignore[attr-defined]  # it is a list
        return gaps.visibleRegion().contains(chosen.center())

    person.qtbot.waitUntil(seen)


def test_the_sheet_shows_what_it_says_and_the_way_on_in_a_small_window(open_close: Callable[..., Person]) -> None:
    person = open_close()
    person.ctx.look.set_scale(200)
    person.window.resize(1100, 560)
    person.qtbot.waitUntil(lambda: person.page.width() == 1100)
    person.press(KEY.Key_U)
    QTest.keyClicks(person.at, "44")
    QTest.keyClicks(person.at, "4")
    QApplication.processEvents()
    hand_on = person.named("Hand it on   Enter")
    assert hand_on.visibleRegion().contains(hand_on.rect().center())
    person.press(KEY.Key_Return)
    QApplication.processEvents()
    thanks = next(one for one in person.window.findChildren(QLabel) if one.text().startswith("Thank you, that is"))
    assert thanks.visibleRegion().contains(thanks.rect().center())
