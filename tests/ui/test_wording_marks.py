"""Marks of wording in the real text boxes: when, where, and never under the hands of the person."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from memory_library import MemoryLibrary
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QTextEdit
from pytestqt.qtbot import QtBot
from timeline_person import HandTimers
from wording_person import BLAME, PLAIN, Box, MakeWriter, Writer

from pmdesk.domain.items import Person
from pmdesk.domain.review import REVIEW, Review
from pmdesk.editing import verbs
from pmdesk.editing.capture_prefix import Target
from pmdesk.ui.context import Context
from pmdesk.ui.widgets.capture_line import CaptureLine
from pmdesk.ui.widgets.capture_prose import STAGES
from pmdesk.ui.widgets.draft_line import DraftLine
from pmdesk.ui.widgets.held_line import HeldLine
from pmdesk.ui.widgets.text_boxes import LineBox, TextBox
from pmdesk.ui.widgets.wording_places import DRAFTS, FIELDS, stage_of_draft
from pmdesk.wording.finding import Finding, Stage

KEY = Qt.Key
OBVIOUS = "It was obviously full"


def line_box(ctx: Context) -> Box:
    box = LineBox(ctx, name="Impact")
    box.bind("r", REVIEW, "r", "impact")
    return box


def text_box(ctx: Context) -> Box:
    box = TextBox(ctx, name="Summary", lines=(6, 12))
    box.bind("r", REVIEW, "r", "summary")
    return box


def held_line(ctx: Context) -> Box:
    box = HeldLine(ctx, name="Park", submit=lambda _text: False)
    box.hold("park:r")
    return box


def draft_line(ctx: Context) -> Box:
    box = DraftLine(ctx, name="New factor", hint="", add=lambda _text: False)
    box.bind("factor:r")
    return box


KINDS = [line_box, text_box, held_line, draft_line]


@pytest.fixture
def timers() -> HandTimers:
    return HandTimers()


@pytest.fixture
def ctx(make_context: Callable[..., Context], timers: HandTimers, memory: MemoryLibrary) -> Context:
    memory.reviews["r"] = Review(id="r", people={"p": Person(id="p", name="Quillon Marsh", handles=("quill",))})
    return make_context(timers=timers)


@pytest.fixture
def writer(ctx: Context, timers: HandTimers, qtbot: QtBot) -> MakeWriter:
    return lambda make=text_box, **more: Writer(ctx, timers, qtbot, make(ctx), **more)


@pytest.mark.parametrize("make", KINDS)
def test_after_an_idle_moment_the_words_are_underlined(writer: MakeWriter, make: Callable[[Context], Box]) -> None:
    person = writer(make)
    person.type(BLAME)
    assert not person.painted()
    person.wait(699)
    assert not person.painted()
    person.wait(1)
    assert person.underlined == ["should have paged"]
    assert person.painted_text().strip() == "should have paged"


@pytest.mark.parametrize("make", KINDS)
def test_the_end_of_a_sentence_needs_no_idle_moment(writer: MakeWriter, make: Callable[[Context], Box]) -> None:
    person = writer(make)
    person.type(f"{BLAME}.")
    person.wait(1)
    assert person.underlined == ["should have paged"]


@pytest.mark.parametrize("make", KINDS)
def test_leaving_the_box_needs_no_idle_moment(writer: MakeWriter, make: Callable[[Context], Box]) -> None:
    person = writer(make)
    person.type("We should have paged")
    person.leave()
    assert person.underlined == ["should have paged"]


def test_the_word_that_is_being_typed_has_no_line(writer: MakeWriter) -> None:
    person = writer(line_box)
    person.write("We should have paged")
    assert not person.painted()
    person.type(" ")
    assert person.underlined == ["should have paged"]


def test_a_caret_that_leaves_the_word_finishes_it(writer: MakeWriter) -> None:
    person = writer()
    person.write("We should have paged")
    person.press(KEY.Key_Home)
    assert person.underlined == ["should have paged"]
    person.press(KEY.Key_End)
    assert person.underlined == ["should have paged"]


@pytest.mark.parametrize("make", KINDS)
def test_what_an_input_method_composes_is_not_checked(writer: MakeWriter, make: Callable[[Context], Box]) -> None:
    person = writer(make)
    QApplication.sendEvent(person.box, QInputMethodEvent(BLAME, []))
    person.wait(5000)
    assert not person.underlined
    assert not person.painted()
    done = QInputMethodEvent()
    done.setCommitString(f"{BLAME}. ")
    QApplication.sendEvent(person.box, done)
    person.wait(700)
    assert person.underlined == ["should have paged"]


@pytest.mark.parametrize("make", [line_box, text_box])
def test_a_line_stays_under_its_words_while_something_is_composed_before_them(
    writer: MakeWriter, make: Callable[[Context], Box]
) -> None:
    person = writer(make)
    person.write(f"{BLAME} ")
    before = min(one.x() for one in person.painted())
    person.press(KEY.Key_Home)
    QApplication.sendEvent(person.box, QInputMethodEvent("へんか", []))
    shifted = min(one.x() for one in person.painted())
    assert shifted > before + 10
    QApplication.sendEvent(person.box, QInputMethodEvent("", []))
    assert min(one.x() for one in person.painted()) == before


@pytest.mark.parametrize("make", [line_box, text_box])
@pytest.mark.parametrize(
    "before",
    ["🚑🚒 ", "👩‍👩‍👧 x: ", "Ne\u0301e: ", "e\u0301\u0302\u0303: ", "\u0001\ttab: ", "12:00–13:00 … “quote” "],
)
def test_the_line_is_under_its_words_after_any_letters(
    writer: MakeWriter, make: Callable[[Context], Box], before: str
) -> None:
    person = writer(make)
    person.fill(f"{before}We should have paged on-call sooner. ")
    assert person.underlined == ["should have paged"]
    assert person.painted_text().strip() == "should have paged"


@pytest.mark.parametrize("scale", [100, 150, 200])
def test_a_box_as_high_as_its_letters_shows_the_whole_line(writer: MakeWriter, ctx: Context, scale: int) -> None:
    ctx.look.set_scale(scale)
    person = writer()
    person.box.setStyleSheet("border: none; padding: 0")
    person.box.setFixedHeight(person.box.fontMetrics().height() + 2)
    person.write(f"{BLAME}. ")
    rows = {one.y() for one in person.painted()}
    assert len(rows) == ctx.look.px(2)


def test_the_line_follows_a_text_that_scrolls_sideways(writer: MakeWriter) -> None:
    person = writer(line_box, width=300)
    person.fill(f"{PLAIN}. {PLAIN}. {BLAME}. {PLAIN}. {PLAIN}.")
    assert not person.painted()
    person.box.setCursorPosition(person.text.index("We"))
    assert person.painted_text().strip() == "should have paged"


@pytest.mark.parametrize("make", [line_box, text_box])
def test_words_among_letters_from_the_right_have_their_line(writer: MakeWriter, make: Callable[[Context], Box]) -> None:
    person = writer(make)
    person.fill("עולם: we should have paged. ")
    assert person.underlined == ["should have paged"]
    assert person.painted_text().strip(" .") == "should have paged"


def test_a_medium_finding_is_dotted_and_a_high_one_is_not(writer: MakeWriter) -> None:
    def row(person: Writer) -> list[int]:
        found = person.painted()
        y = max(one.y() for one in found)
        return sorted(one.x() for one in found if one.y() == y)

    solid, dotted = writer(), writer()
    solid.write("The engineer should have paged us. ")
    dotted.write(f"{OBVIOUS}. ")
    across = row(solid)
    assert across == list(range(across[0], across[-1] + 1))
    across = row(dotted)
    assert len(across) < (across[-1] - across[0]) * 0.7


def test_low_findings_are_only_counted(writer: MakeWriter) -> None:
    person = writer()
    before = person.canvas.grab().toImage()
    person.write("It was a nightmare. ")
    assert person.counted == 1
    assert not person.painted()
    assert person.canvas.grab().toImage() != before
    assert "1" not in person.text


def test_a_screen_reader_hears_what_is_found_and_that_it_is_gone(writer: MakeWriter) -> None:
    person = writer()
    person.write(f"{BLAME}. ")
    told = person.box.accessibleDescription()
    assert "“should have paged”" in told
    assert "Ctrl+." in told
    person.fill(PLAIN)
    assert person.box.accessibleDescription() == ""


def test_only_the_sentences_around_an_edit_are_read_again(
    writer: MakeWriter, ctx: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = writer()
    person.fill("\n\n".join([f"{PLAIN}."] * 30))
    asked: list[str] = []
    findings = ctx.wording.findings

    def counting(text: str, stage: Stage, review: str) -> tuple[Finding, ...]:
        asked.append(text)
        return findings(text, stage, review)

    monkeypatch.setattr(ctx.wording, "findings", counting)
    person.press(KEY.Key_End, Qt.KeyboardModifier.ControlModifier)
    person.write(f" {BLAME}.")
    assert asked
    assert {len(one) for one in asked} == {len(f"{PLAIN}. {BLAME}.")}
    assert person.underlined == ["should have paged"]


def test_names_of_the_review_are_people_and_a_change_of_them_is_heard(writer: MakeWriter, ctx: Context) -> None:
    person = writer()
    person.write("Cron failed to renew the key. ")
    assert not person.underlined
    review = ctx.desk.review("r")
    assert review is not None
    ctx.desk.do(verbs.add_item(review, Person(id="c", name="Cron")), command="person.add")
    assert person.underlined == ["failed to"]
    person.fill("Quillon failed to renew the key. ")
    assert person.underlined == ["failed to"]


ODD = {
    "empty": "",
    "nul": "\x00" * 50,
    "one word": "a" * 20_000,
    "long": f"{PLAIN}. " * 4_000,
    "right to left": "\u202e עולם " * 3000,
    "emoji": "🚑" * 20_000,
    "combining": "\u0301" * 9_000,
    "fences": "```\n" * 400,
}


@pytest.mark.parametrize("text", ODD.values(), ids=ODD)
@pytest.mark.parametrize("make", [line_box, text_box])
def test_any_text_is_harmless(writer: MakeWriter, make: Callable[[Context], Box], text: str) -> None:
    person = writer(make)
    person.fill(text)
    person.wait(3000)
    person.write(f" {BLAME}. ")
    person.painted()
    assert person.box.isVisible()


def test_an_enormous_text_is_harmless_and_what_is_put_there_is_still_read(writer: MakeWriter) -> None:
    person = writer()
    assert isinstance(person.box, QTextEdit)
    person.box.setPlainText(f"{PLAIN}.\n" * (3_000_000 // 42))
    person.wait(2000)
    person.press(KEY.Key_End, Qt.KeyboardModifier.ControlModifier)
    person.paste(f"\n{BLAME}. ")
    person.wait(1000)
    assert person.underlined == ["should have paged"]


def test_another_field_in_the_same_box_starts_afresh(writer: MakeWriter, memory: MemoryLibrary) -> None:
    memory.reviews["r"] = replace(memory.reviews["r"], lucky=f"{OBVIOUS}.")
    person = writer()
    person.write(f"{BLAME}. ")
    assert isinstance(person.box, TextBox)
    person.box.bind("r", REVIEW, "r", "lucky")
    assert not person.underlined
    person.wait(100)
    assert person.underlined == ["obviously"]


@pytest.mark.parametrize("field", ["facilitator", "source", "currency", "zone"])
def test_names_and_numbers_are_not_asked_about(ctx: Context, timers: HandTimers, qtbot: QtBot, field: str) -> None:
    box = LineBox(ctx, name="Field")
    box.bind("r", REVIEW, "r", field)
    person = Writer(ctx, timers, qtbot, box)
    person.write(f"{BLAME}. ")
    assert not person.underlined
    assert person.ask() is None
    assert person.said


def test_the_places_that_are_asked_about_exist() -> None:
    from pmdesk.domain.items import Action, Event, Factor, Note, Quiet
    from pmdesk.domain.review import Review

    kinds = {"event": Event, "factor": Factor, "action": Action, "note": Note, "quiet": Quiet, REVIEW: Review}
    for kind, field in FIELDS:
        assert field in kinds[kind].__dataclass_fields__, (kind, field)
    assert not {"private", "here", "evidence", "day", "moment", "time", "meeting_date"} & DRAFTS.keys()
    assert stage_of_draft("private:r") == (None, "r")
    assert stage_of_draft("behind:r:f1") == (Stage.FACTORS, "r")


def test_a_private_note_is_nobodys_business_and_every_other_target_has_a_stage() -> None:
    assert set(Target) - STAGES.keys() == {Target.PRIVATE}


# ---- the capture line: only the words


def capture(ctx: Context, timers: HandTimers, qtbot: QtBot) -> tuple[Writer, CaptureLine]:
    line = CaptureLine(ctx, name="New entry")
    line.show_review("r")
    person = Writer.__new__(Writer)
    box = line.focusProxy()
    assert isinstance(box, LineBox)
    person.__init__(ctx, timers, qtbot, line)  # type: ignore[misc, arg-type]
    person.box = box
    box.setFocus()
    return person, line


@pytest.mark.parametrize(
    "typed",
    [
        f"14:02 {BLAME} @quill #signal *",
        f"14:02-15:00 {BLAME} @stupid",
        f"f: {BLAME}",
        f"q: {BLAME}",
    ],
)
def test_the_capture_line_reads_only_the_words(ctx: Context, timers: HandTimers, qtbot: QtBot, typed: str) -> None:
    person, _line = capture(ctx, timers, qtbot)
    person.write(typed + " ")
    assert person.underlined == ["should have paged"]
    assert person.painted_text().strip() == "should have paged"


@pytest.mark.parametrize("scale", [75, 100, 150, 200])
def test_the_line_is_seen_in_any_size_of_text(ctx: Context, timers: HandTimers, qtbot: QtBot, scale: int) -> None:
    ctx.look.set_scale(scale)
    person, _line = capture(ctx, timers, qtbot)
    person.write(f"14:02 {BLAME} ")
    assert person.painted_text().strip() == "should have paged"


def test_a_private_note_in_the_capture_line_is_not_asked_about(ctx: Context, timers: HandTimers, qtbot: QtBot) -> None:
    person, _line = capture(ctx, timers, qtbot)
    person.write(f"n: {BLAME}. ")
    assert not person.underlined


def test_the_capture_line_says_how_it_is_read_and_what_is_found(ctx: Context, timers: HandTimers, qtbot: QtBot) -> None:
    person, _line = capture(ctx, timers, qtbot)
    person.write(f"14:02 {BLAME} #signal ")
    told = person.box.accessibleDescription()
    assert "14:02" in told
    assert "Counterfactual" in told
