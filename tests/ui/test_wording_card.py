"""The card: why, a question, rewrites by key, slots by Tab, four ways to be left alone; one step of undo."""

from __future__ import annotations

import sys
from collections.abc import Callable

import pytest
from memory_library import MemoryLibrary
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QScrollArea, QTextEdit
from pytestqt.qtbot import QtBot
from test_wording_marks import KINDS, draft_line, held_line, line_box, text_box
from timeline_person import HandTimers
from wording_person import BLAME, Box, MakeWriter, Writer

from pmdesk.domain.review import REVIEW, Review
from pmdesk.editing.ports import WordingChoiceKind
from pmdesk.ui.context import Context
from pmdesk.ui.widgets.rewrite_button import RewriteButton
from pmdesk.ui.widgets.text_boxes import LineBox
from pmdesk.ui.widgets.wording_card import LETTERS, rewrite_keys

KEY = Qt.Key
CTRL, ALT, SHIFT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ShiftModifier,
)
MODIFIER = Qt.KeyboardModifier.NoModifier if sys.platform == "darwin" else ALT
OMITTED = "The engineer failed to check the lag"
"""Has two rewrites."""
ROLE = "The skipper failed to renew the key"


@pytest.fixture
def timers() -> HandTimers:
    return HandTimers()


@pytest.fixture
def ctx(make_context: Callable[..., Context], timers: HandTimers, memory: MemoryLibrary) -> Context:
    memory.reviews["r"] = Review(id="r")
    memory.reviews["s"] = Review(id="s")
    return make_context(timers=timers)


@pytest.fixture
def writer(ctx: Context, timers: HandTimers, qtbot: QtBot) -> MakeWriter:
    return lambda make=line_box, **more: Writer(ctx, timers, qtbot, make(ctx), **more)


def labels(person: Writer) -> str:
    card = person.card()
    assert card is not None
    return "\n".join(one.text() for one in card.findChildren(QLabel))


def rewrites(person: Writer) -> list[str]:
    card = person.card()
    assert card is not None
    return [one.accessibleName().partition(": ")[2] for one in card.findChildren(RewriteButton)]


@pytest.mark.parametrize("make", KINDS)
def test_the_card_says_why_and_asks_and_leaves_everything_as_it_was(
    writer: MakeWriter, make: Callable[[Context], Box]
) -> None:
    person = writer(make)
    person.write(f"{BLAME}. ")
    person.box.setCursorPosition(5) if not hasattr(person.box, "textCursor") else person.press(KEY.Key_Home)
    place = person.box.geometry()
    card = person.ask()
    assert card is not None
    one = person.box.marks.shown.all[0]
    assert {one.message, one.question} <= set(labels(person).split("\n"))
    assert "should have paged" in labels(person)
    assert card.hasFocus()
    assert card.accessibleName()
    assert one.question in card.accessibleDescription()
    assert person.box.geometry() == place
    person.press(KEY.Key_Escape)
    assert person.card() is None
    assert person.text == f"{BLAME}. "
    assert person.box.hasFocus()


def test_esc_brings_the_caret_back_to_where_it_was(writer: MakeWriter) -> None:
    person = writer()
    person.write(f"{BLAME}. ")
    assert isinstance(person.box, LineBox)
    person.box.setCursorPosition(7)
    person.ask()
    person.press(KEY.Key_Escape)
    assert person.box.cursorPosition() == 7
    assert not person.box.hasSelectedText()


@pytest.mark.parametrize("make", KINDS)
def test_a_rewrite_is_taken_by_its_key_and_its_slots_are_walked_by_tab(
    writer: MakeWriter, make: Callable[[Context], Box]
) -> None:
    person = writer(make)
    person.write(f"It rained. {BLAME}. It snowed.")
    person.ask()
    rewrite = rewrites(person)[0]
    slots = [one.partition("}")[0] for one in rewrite.split("{")[1:]]
    assert len(slots) >= 2
    person.press(KEY.Key_1, MODIFIER)
    assert person.text == f"It rained. {rewrite}. It snowed."
    assert person.box.hasFocus()
    for slot in slots:
        assert selected(person) == f"{{{slot}}}"
        person.press(KEY.Key_Tab)
    assert selected(person) == f"{{{slots[0]}}}"
    person.press(KEY.Key_Backtab, SHIFT)
    assert selected(person) == f"{{{slots[-1]}}}"
    for number in range(len(slots)):
        person.type(f"fact{number}")
        person.press(KEY.Key_Tab)
    assert "{" not in person.text
    assert person.box.hasFocus()
    assert person.text[caret(person) :] == ". It snowed."
    person.press(KEY.Key_Tab)
    assert make is text_box or person.other.hasFocus()


@pytest.mark.skipif(sys.platform == "darwin", reason="Alt types letters there, and a rewrite has the digit alone")
@pytest.mark.parametrize("make", KINDS)
def test_the_key_of_a_rewrite_opens_its_card_first_and_types_nothing(
    writer: MakeWriter, make: Callable[[Context], Box]
) -> None:
    person = writer(make)
    person.write(f"{BLAME}. ")
    person.press(KEY.Key_1, MODIFIER)
    assert (person.text, person.card() is not None) == (f"{BLAME}. ", True)
    person.press(KEY.Key_1, MODIFIER)
    assert "should have" not in person.text


def test_tab_walks_the_slots_of_the_rewrite_only(writer: MakeWriter) -> None:
    person = writer()
    person.write(f"The template says {{name}}. {BLAME}. ")
    person.ask()
    person.press(KEY.Key_1, MODIFIER)
    for _ in range(6):
        assert selected(person) != "{name}"
        assert selected(person)
        person.press(KEY.Key_Tab)


def caret(person: Writer) -> int:
    box = person.box
    return box.textCursor().position() if hasattr(box, "textCursor") else box.cursorPosition()


def selected(person: Writer) -> str:
    box = person.box
    return box.textCursor().selectedText() if hasattr(box, "textCursor") else box.selectedText()


@pytest.mark.parametrize("make", [line_box, text_box])
def test_a_rewrite_of_what_is_kept_is_one_step_of_the_desk(
    writer: MakeWriter, make: Callable[[Context], Box], ctx: Context
) -> None:
    person = writer(make)
    person.write(f"{BLAME}. ")
    field = "impact" if make is line_box else "summary"
    person.ask()
    person.press(KEY.Key_1, MODIFIER)
    assert "{" in getattr(ctx.desk.review("r"), field)
    person.type("14:02")
    person.wait(1000)
    ctx.desk.undo()
    ctx.desk.undo()
    assert getattr(ctx.desk.review("r"), field) == f"{BLAME}. "
    person.box.refresh()
    person.wait(1000)
    assert person.underlined == ["should have paged"]


@pytest.mark.parametrize("make", [held_line, draft_line])
def test_a_rewrite_of_what_is_half_typed_is_one_step_of_the_box(
    writer: MakeWriter, make: Callable[[Context], Box]
) -> None:
    person = writer(make)
    person.write(f"{BLAME}. ")
    person.ask()
    person.press(KEY.Key_1, MODIFIER)
    assert "{" in person.text
    person.press(KEY.Key_Z, CTRL)
    assert person.text == f"{BLAME}. "


@pytest.mark.parametrize("make", KINDS)
def test_after_a_rewrite_is_undone_the_caret_stands_where_it_was(
    writer: MakeWriter, make: Callable[[Context], Box], ctx: Context
) -> None:
    person = writer(make)
    person.write(f"It rained. {BLAME}. It snowed.")
    for _back in range(4):
        person.press(KEY.Key_Left)
    before, at = person.text, caret(person)

    def undo() -> None:
        if make in {held_line, draft_line}:
            person.press(KEY.Key_Z, CTRL)
        else:
            ctx.desk.undo()
            person.box.refresh()
        person.wait(100)

    person.ask()
    person.press(KEY.Key_1, MODIFIER)
    rewritten = person.text
    undo()
    assert person.text == before
    assert (caret(person), selected(person)) == (at, "")
    person.press(KEY.Key_Home)
    person.press(KEY.Key_Delete)
    person.type("I")
    person.wait(100)
    assert (person.text, caret(person)) == (before, 1), "typing that text again is no undo"
    assert rewritten != before


def test_the_keys_of_rewrites_are_no_letters_on_any_platform() -> None:
    assert [rewrite_keys(number, mac=False) for number in (1, 2)] == ["Alt+1", "Alt+2"]
    assert [rewrite_keys(number, mac=True) for number in (1, 2)] == ["1", "2"]
    assert len(set(LETTERS.values())) == len(LETTERS)


def test_a_digit_alone_takes_a_rewrite_too(writer: MakeWriter) -> None:
    person = writer()
    person.write(f"{OMITTED}. ")
    person.ask()
    chosen = rewrites(person)[1]
    person.press(KEY.Key_2)
    assert person.text.startswith(chosen)


def test_a_rewrite_is_pressed_with_the_mouse_or_with_space(writer: MakeWriter) -> None:
    person = writer()
    person.write(f"{BLAME}. ")
    card = person.ask()
    assert card is not None
    button = card.findChildren(RewriteButton)[0]
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert "{" in person.text


@pytest.mark.parametrize("make", KINDS)
def test_fine_here_acts_at_once_and_says_how_it_is_taken_back(
    writer: MakeWriter, make: Callable[[Context], Box], ctx: Context
) -> None:
    person = writer(make)
    person.write(f"{BLAME}. ")
    person.ask()
    person.press(KEY.Key_F)
    assert not person.underlined
    assert not person.painted()
    assert "Ctrl+Shift+E" in person.said[-1]
    assert person.text == f"{BLAME}. "
    [choice] = ctx.wording.choices()
    assert (choice.kind, choice.text) == (WordingChoiceKind.FINE, "should have paged")
    person.verbs.take_back()
    assert person.underlined == ["should have paged"]
    assert person.said[-1]


def test_taking_back_names_the_last_dismissal_and_leaves_phrases_and_roles(writer: MakeWriter, ctx: Context) -> None:
    wording = ctx.wording
    person = writer()
    person.write(f"{BLAME}. ")
    person.ask()
    person.press(KEY.Key_F)
    wording.dismiss_in_review("BW12", "r")
    wording.dismiss_in_review("BW11", "a review that has gone")
    wording.dismiss_never("BW04")
    wording.add_machine("watcher")
    own = {wording.add_word("BW01", "wet paint"), wording.add_role("gatekeeper")}
    told = []
    for _ in range(7):
        person.verbs.take_back()
        told.append(person.said[-1])
    assert told == [
        "“watcher” counts as a machine no more",
        f"“{wording.title('BW04')}” asks in this library again",
        f"“{wording.title('BW11')}” asks in its review again",
        f"“{wording.title('BW12')}” asks in R-0 again",
        "“should have paged” is asked about again",
        "Nothing that was let stand to take back",
        "Nothing that was let stand to take back",
    ]
    assert {one.id for one in wording.choices()} == own
    assert person.underlined == ["should have paged"]


def test_what_is_fine_survives_edits_around_it(writer: MakeWriter) -> None:
    person = writer(text_box)
    person.write(f"{BLAME}. ")
    person.ask()
    person.press(KEY.Key_F)
    person.press(KEY.Key_Home, CTRL)
    person.write("Sam forgot it. 🚑 ")
    assert person.underlined == ["forgot"]


def test_a_machine_is_learned_for_the_library_and_we_are_none(writer: MakeWriter, ctx: Context) -> None:
    ctx.wording.add_role("skipper")
    person = writer()
    person.write(f"{ROLE}. ")
    assert person.underlined
    person.ask()
    assert "“skipper” is a machine" in [one.accessibleName() for one in person.card().findChildren(type_of_way())]
    person.press(KEY.Key_Escape)
    person.fill(f"{BLAME}. ")
    person.ask()
    names = [one.accessibleName() for one in person.card().findChildren(type_of_way())]
    assert not any("machine" in one for one in names)
    person.press(KEY.Key_M)
    assert person.card() is not None


def type_of_way() -> type:
    from pmdesk.ui.widgets.buttons import Button

    return Button


def test_a_machine_of_this_library_is_asked_about_no_more(writer: MakeWriter, ctx: Context) -> None:
    person = writer()
    person.write("The release manager failed to renew the key. ")
    assert person.underlined
    person.ask()
    person.press(KEY.Key_M)
    assert WordingChoiceKind.MACHINE in {one.kind for one in ctx.wording.choices()}


@pytest.mark.parametrize(("letter", "elsewhere"), [(KEY.Key_R, True), (KEY.Key_N, False)])
def test_a_rule_is_silent_in_this_review_or_everywhere_and_every_open_box_hears_it(
    writer: MakeWriter, letter: Qt.Key, elsewhere: bool
) -> None:
    person = writer()
    person.other.bind("s", REVIEW, "s", "impact")
    person.write(f"{BLAME}. ")
    person.other.setFocus()
    QTest.keyClicks(person.other, f"{BLAME}. ")
    person.wait(700)
    assert person.other.marks.shown.underlined
    person.box.setFocus()
    person.ask()
    person.press(letter)
    assert not person.underlined
    assert bool(person.other.marks.shown.underlined) is elsewhere


def test_the_same_key_goes_on_to_the_next_finding(writer: MakeWriter) -> None:
    person = writer(text_box)
    person.write(f"{BLAME}. Sam forgot it. ")
    person.press(KEY.Key_Home)
    person.ask()
    assert "1 of 2" in labels(person)
    person.ask()
    assert "2 of 2" in labels(person)
    person.ask()
    assert "1 of 2" in labels(person)


def test_behind_a_sentence_the_card_is_about_what_is_underlined_in_it(writer: MakeWriter) -> None:
    person = writer()
    person.write("The engineer should have looked sooner, it was obviously short. ")
    assert person.underlined == ["should have looked"]
    person.ask()
    assert "“should have looked”" in labels(person)


def test_nothing_to_ask_is_said(writer: MakeWriter) -> None:
    person = writer()
    person.write("Latency rose. ")
    assert person.ask() is None
    assert person.said


def test_asking_does_not_wait_for_an_idle_moment(writer: MakeWriter) -> None:
    person = writer()
    person.type("We should have paged")
    assert person.ask() is not None


@pytest.mark.parametrize("make", [line_box, text_box])
@pytest.mark.parametrize(("above", "opens"), [(0, True), (12, False)])
def test_a_click_on_the_line_opens_the_card_and_a_click_on_the_words_does_not(
    writer: MakeWriter, make: Callable[[Context], Box], above: int, opens: bool
) -> None:
    person = writer(make)
    person.write(f"{BLAME}. ")
    painted = person.painted()
    middle = (painted[0] + painted[-1]) / 2
    QTest.mouseClick(person.canvas, Qt.MouseButton.LeftButton, pos=middle - QPoint(0, above))
    QApplication.processEvents()
    assert (person.card() is not None) is opens


def test_what_was_typed_meanwhile_is_never_replaced(writer: MakeWriter) -> None:
    person = writer()
    person.write(f"{BLAME}. ")
    card = person.ask()
    assert card is not None
    person.box.setText("Something else")
    assert person.card() is None
    assert person.text == "Something else"


def test_a_full_disk_keeps_the_question(writer: MakeWriter, ctx: Context, memory: MemoryLibrary) -> None:
    trouble: list[object] = []
    ctx.bridge.trouble.connect(trouble.append)
    person = writer()
    person.write(f"{BLAME}. ")
    memory.full = True
    person.ask()
    person.press(KEY.Key_F)
    assert trouble
    assert person.underlined == ["should have paged"]


@pytest.mark.parametrize("scale", [100, 200])
@pytest.mark.parametrize("size", [(500, 600), (700, 300), (1180, 240), (640, 420)])
@pytest.mark.parametrize("make", KINDS)
def test_the_card_stays_inside_the_window_and_off_the_words_and_the_line_of_the_caret(
    writer: MakeWriter, ctx: Context, make: Callable[[Context], Box], size: tuple[int, int], scale: int
) -> None:
    ctx.look.set_scale(scale)
    person = writer(make)
    person.window.resize(*size)
    person.write(f"{BLAME}. ")
    person.type("Then it rained. " * 12 if make is text_box else "")
    person.wait(700)
    card = person.ask()
    assert card is not None
    assert person.window.rect().contains(card.geometry())
    canvas = person.canvas
    place = QRect(canvas.mapTo(person.window, QPoint()), canvas.size())
    box = person.box
    line = box.cursorRect() if isinstance(box, QTextEdit) else box.rect()
    line = QRect(place.left(), place.top() + line.top(), place.width(), line.height())
    assert not card.geometry().intersects(line.intersected(place))
    painted = person.painted()
    assert painted
    for point in painted:
        assert not card.geometry().contains(canvas.mapTo(person.window, point))


def test_a_card_that_has_no_room_for_all_scrolls_by_keys(writer: MakeWriter, ctx: Context) -> None:
    ctx.look.set_scale(200)
    person = writer()
    person.window.resize(600, 330)
    person.write(f"{BLAME}. ")
    card = person.ask()
    assert card is not None
    last = card.findChildren(QPushButton)[-1]

    def seen() -> bool:
        return not last.visibleRegion().isEmpty()

    assert not seen()
    for _step in range(12):
        person.press(KEY.Key_PageDown)
    assert seen()
    for _step in range(12):
        person.press(KEY.Key_PageUp)
    assert not seen()
    person.press(KEY.Key_Tab, SHIFT)
    assert seen(), "Tab brings it into view"


def test_tab_walks_the_rewrites_and_the_ways_out(writer: MakeWriter) -> None:
    person = writer()
    person.write(f"{OMITTED}. ")
    card = person.ask()
    assert card is not None
    met = []
    for _ in range(6):
        person.press(KEY.Key_Tab)
        focus = QApplication.focusWidget()
        assert focus is not None
        assert card.isAncestorOf(focus)
        met.append(focus.accessibleName())
    assert [one.partition(":")[0] for one in met[:2]] == ["Rewrite 1", "Rewrite 2"]
    assert {"Fine here", "Not in this review", "Never this rule"} <= set(met)
    assert person.card() is card


def test_a_card_that_has_room_shows_all_of_itself(writer: MakeWriter) -> None:
    person = writer()
    person.write("We should have looked at the queue sooner, it was obviously short. ")
    card = person.ask()
    assert card is not None
    assert all(one.verticalScrollBar().maximum() == 0 for one in card.findChildren(QScrollArea))
