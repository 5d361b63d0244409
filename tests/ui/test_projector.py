"""The window of the room: what is painted in it, what never is, and that it stays out of the way."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from memory_library import MemoryLibrary
from painted_text import Painted
from payment_story import many_events, story
from planted_review import planted_review
from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from room_person import Repaints, RoomPerson, seats
from timeline_person import HandTimers
from whenever import Date, TimeDelta

from pmdesk.domain.changes import Add, Set
from pmdesk.domain.items import Event, Person
from pmdesk.domain.review import Review
from pmdesk.editing.commands import STAGES
from pmdesk.meeting import clocks, silent
from pmdesk.meeting.agenda import Preset
from pmdesk.meeting.silent import Round
from pmdesk.ui.context import Context
from pmdesk.ui.projector.room_screen import other_screen
from pmdesk.ui.view_commands import ALL_COMMANDS

HD = (1920, 1080)
SIZES = [HD, (1280, 720), (3840, 2160), (1024, 768), (1080, 1920), (2560, 1080), (640, 480)]
HOSTILE = (
    "x" * 10_000,
    "שלום עולם " * 400,
    "🔥👩\u200d🚀" * 300,
    "a\0b\x07c\u202egnp.exe\ud800",
    "<b>bold</b> &amp; & %1 {question} \\n",
    "ﷺ" * 500 + "\u0301" * 500,
    "\n\n\r\u2028 spread\tover\nlines",
    "",
)


@pytest.fixture
def timers() -> HandTimers:
    return HandTimers()


@pytest.fixture
def ctx(make_context: Callable[..., Context], timers: HandTimers) -> Context:
    return make_context(timers=timers)


@pytest.fixture
def seat(ctx: Context, memory: MemoryLibrary, qtbot: QtBot, timers: HandTimers) -> Iterator[Callable[..., RoomPerson]]:
    with seats(ctx, memory, qtbot, timers) as take:
        yield take


def begin(me: RoomPerson, stage: str = "timeline") -> None:
    """Begin the meeting now."""
    me.ctx.meeting.put(me.page.review_id, **clocks.to_state(clocks.begin(Preset.HOUR, stage, me.ctx.clock.now())))


def test_a_window_that_was_closed_holds_nothing(seat: Callable[..., RoomPerson]) -> None:
    me = seat(planted_review()).open()
    window = me.window
    me.verbs.toggle()
    assert window.view is None
    assert window.accessibleDescription() == ""


# ---- large enough for the last row


def test_the_smallest_letter_is_28_px_at_1080p(seat: Callable[..., RoomPerson]) -> None:
    me = seat(story()).open()
    begin(me)
    sizes = set()
    for stage in STAGES:
        me.page.go(stage, "")
        me.settle()
        sizes |= {one.size for one in me.painted}
    assert min(sizes) >= 28
    assert max(sizes) == 76


@pytest.mark.parametrize("size", SIZES)
def test_letters_grow_and_shrink_with_the_window(seat: Callable[..., RoomPerson], size: tuple[int, int]) -> None:
    me = seat(story()).open(*size)
    me.ctx.look.set_scale(200)  # the text size of the console is its own
    for stage in STAGES:
        me.page.go(stage, "")
        me.settle()
        assert min(one.size for one in me.painted) >= 28 * min(size) / 1080


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("stage", STAGES)
def test_no_text_lies_on_another_or_leaves_the_window(
    seat: Callable[..., RoomPerson], stage: str, size: tuple[int, int]
) -> None:
    me = seat(story()).open(*size)
    begin(me, "open")
    me.page.go(stage, {"timeline": "e5", "factors": "f2", "actions": "a3"}.get(stage, ""))
    me.settle()
    assert_apart(me.painted, me.window.rect())


def assert_apart(painted: list[Painted], room: QRect) -> None:
    for first, second in itertools.combinations(painted, 2):
        assert not first.box.intersects(second.box), (first, second)
    for one in painted:
        assert room.adjusted(-2, -2, 2, 2).contains(one.box.toRect()), one


def test_long_lists_are_cut_with_a_count(seat: Callable[..., RoomPerson]) -> None:
    me = seat(many_events(300)).open()
    me.page.go("timeline", "x200")
    me.settle()
    assert "Entry 201 of 310" in me.reads
    assert "Entry 200" in me.reads
    me.page.go("actions", "a7")
    me.settle()
    assert "and 4 more" in me.reads
    assert "Improve monitoring" in me.reads  # the chosen one is never among the others


@pytest.mark.parametrize("size", [HD, (1024, 768), (1080, 1920)])
def test_hostile_texts_neither_crash_nor_overlap(seat: Callable[..., RoomPerson], size: tuple[int, int]) -> None:
    texts = itertools.cycle(HOSTILE)
    review = many_events(300)
    hostile = replace(
        review,
        title=next(texts),
        learned="\n".join(HOSTILE),
        opening="\n".join(HOSTILE),
        ground_rules="\n".join(HOSTILE),
        people={key: replace(one, role=next(texts)) for key, one in review.people.items()},
        events={key: replace(one, text=next(texts)) for key, one in review.events.items()},
        factors={key: replace(one, statement=next(texts)) for key, one in review.factors.items()},
        actions={key: replace(one, text=next(texts), done_when=next(texts)) for key, one in review.actions.items()},
    )
    me = seat(hostile).open(*size)
    begin(me, "open")
    for stage, at in itertools.product(STAGES, ("", "x7", "x8", "e5", "f1", "a1")):
        me.page.go(stage, at)
        me.settle()
        found = [one for one in me.painted if one.text.isascii()]  # other scripts have other letters than Inter
        assert_apart(found, me.window.rect())


# ---- the map of the factors


def linked(review: Review, *links: tuple[str, str]) -> Review:
    """Return the review with factors that enabled others: (behind, before)."""
    factors = dict(review.factors)
    for behind, before in links:
        factors[before] = replace(factors[before], enabled_by=factors[before].enabled_by | {behind})
    return replace(review, factors=factors)


def place_of(me: RoomPerson, words: str) -> QRectF:
    return next(one.box for one in me.painted if words in one.text)


@pytest.mark.parametrize("size", [HD, (1280, 720), (3840, 2160), (2560, 1080)])
def test_linked_factors_are_a_map_that_is_read_from_left_to_right(
    seat: Callable[..., RoomPerson], size: tuple[int, int]
) -> None:
    me = seat(linked(story(), ("f4", "f1"), ("f1", "f0"), ("f2", "f0"))).open(*size)
    begin(me, "open")
    me.page.go("factors", "f0")
    me.settle()
    teams, node, limit = (place_of(me, words) for words in ("Two teams", "watched", "new limit"))
    incident = place_of(me, me.ctx.words("factors.map.incident"))
    assert teams.right() < node.left() < node.right() < limit.left() < limit.right() < incident.left()
    assert_apart(me.painted, me.window.rect())
    assert min(one.size for one in me.painted) >= 28 * min(size) / 1080
    for factor in story().factors.values():
        assert factor.statement in me.reads.replace("\n", " ")


def test_the_way_through_the_chosen_factor_is_told_by_colour(seat: Callable[..., RoomPerson]) -> None:
    me = seat(linked(story(), ("f4", "f1"), ("f3", "f2"))).open()
    me.page.go("factors", "f1")
    me.settle()
    picture, accent = me.window.grab().toImage(), me.ctx.look.colour("accent")
    teams, node = place_of(me, "Two teams"), place_of(me, "watched")
    runbook, alert = place_of(me, "runbook"), place_of(me, "No alert")

    def crossed(left: QRectF, right: QRectF) -> bool:
        """Return whether the colour is met on the way from one factor to the next."""
        top, bottom = sorted((round(left.center().y()), round(right.center().y())))
        xs, ys = range(round(left.right()) + 60, round(right.left()) - 90), range(top - 60, bottom + 60)
        return any(picture.pixelColor(x, y) == accent for x in xs for y in ys)

    assert crossed(teams, node)
    assert not crossed(runbook, alert)


def test_without_room_for_a_map_there_are_cards(seat: Callable[..., RoomPerson]) -> None:
    chain = linked(story(), ("f4", "f3"), ("f3", "f2"), ("f2", "f1"), ("f1", "f0"))
    me = seat(chain).open()
    me.page.go("factors", "f0")
    me.settle()
    assert me.ctx.words("projector.behind") in me.reads
    assert me.ctx.words("factors.map.incident") not in me.reads
    me.ctx.bridge.do(Set("r42", "factor", "f1", "enabled_by", frozenset()), command="factor.enabled_by")
    me.ctx.bridge.do(Set("r42", "factor", "f2", "enabled_by", frozenset()), command="factor.enabled_by")
    me.settle()
    assert me.ctx.words("factors.map.incident") in me.reads
    me.ctx.bridge.do(Set("r42", "factor", "f0", "statement", "a long condition " * 20), command="factor.edit")
    me.settle()
    assert me.ctx.words("factors.map.incident") not in me.reads


def test_the_close_counts_who_answered_once_there_are_enough_and_says_when_we_meet_again(
    seat: Callable[..., RoomPerson], memory: MemoryLibrary
) -> None:
    me = seat(replace(story(), next_date=Date(2026, 12, 2))).open()
    me.page.go("close")
    for _ in range(3):
        memory.count_pulse("r42", {"learned": "4"})
    me.ctx.meeting.changed.emit("r42")
    me.settle()
    assert "said how this hour was" not in me.reads
    assert "We meet again on Wed 2 Dec 2026" in me.reads
    memory.count_pulse("r42", {"learned": "2"})
    me.ctx.meeting.changed.emit("r42")
    me.settle()
    assert "4 people said how this hour was" in me.reads


# ---- following and freezing


def test_the_room_follows_stage_selection_and_changes(seat: Callable[..., RoomPerson]) -> None:
    me = seat(story()).open()
    me.page.stand("e5")
    me.settle()
    assert "Entry 6 of 10" in me.reads
    me.page.stand("e1")
    me.settle()
    assert "Entry 2 of 10" in me.reads
    assert "One node is watched" in me.reads
    me.ctx.bridge.do(Set("r42", "event", "e1", "text", "One node out of twenty"), command="event.reword")
    me.settle()
    assert "One node out of twenty" in me.reads
    me.page.go("factors", "f1")
    me.settle()
    assert "The watched node had little traffic" in me.reads


def test_the_question_is_that_of_the_console_but_never_one_of_prepare(seat: Callable[..., RoomPerson]) -> None:
    me = seat(story()).open()
    prompts = me.ctx.words.list("stages.timeline.prompts")
    assert prompts[0] in me.reads.replace("\n", " ")
    me.ctx.meeting.put("r42", question={"timeline": 1})
    me.settle()
    assert prompts[1] in me.reads.replace("\n", " ")
    me.page.go("prepare")
    me.settle()
    for one in me.ctx.words.list("stages.prepare.prompts"):
        assert one not in me.reads.replace("\n", " ")


def test_a_follow_up_that_is_asked_stands_there_with_the_time_it_is_about(seat: Callable[..., RoomPerson]) -> None:
    me = seat(story()).open()
    me.ctx.meeting.put("r42", asking={"timeline": "What could Sam see then?"}, asking_about={"timeline": "e5"})
    me.settle()
    found = me.reads.splitlines()
    assert found[2].startswith("About 1")
    assert "What could Support lead see then?" in me.reads.replace("\n", " ")
    me.page.go("factors")
    me.settle()
    assert "About 1" not in me.reads
    me.page.go("timeline")
    me.settle()
    assert "About 1" in me.reads
    me.ctx.meeting.put("r42", asking=None, asking_about=None)
    me.settle()
    assert "About 1" not in me.reads


def test_looking_ahead_shows_nothing_and_knows_who_came_later(seat: Callable[..., RoomPerson]) -> None:
    me = seat(replace(story(), title="Marguerite and Sam look"))
    me.verbs.look_ahead()
    assert not me.there
    person = Person(id="p9", name="Marguerite", role="Database engineer", order="p9")
    me.ctx.bridge.do(Add("r42", person), command="person.add")
    me.open()
    assert "Database engineer and Support lead look" in me.reads


def test_frozen_it_stays_until_it_follows_again(seat: Callable[..., RoomPerson]) -> None:
    me = seat(story()).open()
    me.page.stand("e5")
    me.settle()
    before = set(me.reads.splitlines())
    me.verbs.freeze()
    assert me.state[-1] == (me.ctx.words("projector.state.frozen"), False)
    me.page.go("actions", "a1")
    me.ctx.bridge.do(Set("r42", "event", "e5", "text", "Something else"), command="event.reword")
    me.ctx.bridge.do(Add("r42", Event(id="new", text="Added meanwhile", order="z")), command="event.add")
    me.settle()
    assert set(me.reads.splitlines()) == before | {"Frozen"}
    me.verbs.freeze()
    me.settle()
    assert "Frozen" not in me.reads
    assert "Actions" in me.reads.splitlines()[0]


def test_a_frozen_room_learns_roles_and_forgets_names_at_once(seat: Callable[..., RoomPerson]) -> None:
    review = replace(story(), title="Marguerite and Sam look")
    me = seat(review).open().show_names()
    assert "Marguerite and Sam look" in me.reads
    me.verbs.freeze()
    me.verbs.names()
    assert "Marguerite and Support lead look" in me.reads
    person = Person(id="p9", name="Marguerite", role="Database engineer", order="p9")
    me.ctx.bridge.do(Add("r42", person), command="person.add")
    me.settle()
    assert "Database engineer and Support lead look" in me.reads


def test_names_are_off_at_every_opening_and_said_while_they_are_on(seat: Callable[..., RoomPerson]) -> None:
    me = seat(replace(story(), title="Sam looks")).open()
    words = me.ctx.words
    assert me.state[-1] == (words("projector.state.roles"), False)
    me.show_names()
    assert me.state[-1] == (words("projector.state.names"), True)
    assert me.said[-1] == words("projector.say.names")
    assert "Sam looks" in me.reads
    me.verbs.toggle()
    assert me.state[-1] == ("", False)
    me.verbs.toggle()
    me.settle()
    assert "Support lead looks" in me.reads
    assert me.state[-1] == (words("projector.state.roles"), False)


def test_another_review_begins_with_roles(seat: Callable[..., RoomPerson], memory: MemoryLibrary) -> None:
    me = seat(replace(story(), title="Sam looks")).open().show_names()
    memory.reviews["r43"] = replace(story(), id="r43", title="Ana looks")
    me.page.review_id = "r43"
    me.page.go("timeline")
    me.settle()
    assert "Platform engineer looks" in me.reads
    assert me.state[-1] == (me.ctx.words("projector.state.roles"), False)


# ---- staying out of the way


def test_opening_it_leaves_the_focus_where_somebody_types(seat: Callable[..., RoomPerson]) -> None:
    me = seat(story())
    assert QApplication.focusWidget() is me.line
    me.open()
    assert me.there
    assert QApplication.activeWindow() is me.console
    QTest.keyClicks(QApplication.focusWidget(), "typed on")
    assert me.line.text() == "typed on"


def test_escape_closes_it_only_when_it_has_the_focus(seat: Callable[..., RoomPerson], qtbot: QtBot) -> None:
    me = seat(story()).open()
    QTest.keyClick(me.line, Qt.Key.Key_Escape)
    assert me.there
    with qtbot.waitActive(me.window):
        me.window.activateWindow()
    QTest.keyClick(me.window, Qt.Key.Key_Escape)
    assert not me.there
    assert me.said[-1] == me.ctx.words("projector.say.closed")


def test_the_keys_of_the_room_work_in_its_window_too(seat: Callable[..., RoomPerson]) -> None:
    me = seat(story()).open()
    QTest.keyClick(me.window, Qt.Key.Key_F5, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(me.window, Qt.Key.Key_F5, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(me.window, Qt.Key.Key_F5)
    assert me.asked == ["projector.freeze", "projector.names", "view.projector"]
    assert not me.there


def test_without_a_review_or_a_window_it_says_so(seat: Callable[..., RoomPerson]) -> None:
    me = seat(story())
    for verb in (me.verbs.freeze, me.verbs.names):
        verb()
        assert me.said[-1] == me.ctx.words("projector.say.not_open")
    me.page.review_id = ""
    me.verbs.toggle()
    assert me.said[-1] == me.ctx.words("projector.say.no_review")
    assert not me.there


def test_the_words_name_the_key_that_opens_it(ctx: Context) -> None:
    keys = next(one.keys for one in ALL_COMMANDS if one.id == "view.projector")
    assert re.search(rf"\b{keys[0]}\b", ctx.words("projector.say.not_open"))


def test_the_other_screen_is_taken_and_never_that_of_the_console() -> None:
    first, second = object(), object()
    assert other_screen([first, second], first) is second  # type: ignore[list-item, arg-type]
    assert other_screen([first, second], second) is first  # type: ignore[list-item, arg-type]
    assert other_screen([first], first) is None  # type: ignore[list-item, arg-type]


# ---- the clocks


def test_a_second_paints_the_clock_and_nothing_else(seat: Callable[..., RoomPerson]) -> None:
    me = seat(story()).open()
    begin(me)
    me.settle()
    assert "0:00" in me.reads
    repaints = Repaints(me.window)
    me.ctx.clock.at += TimeDelta(seconds=1)  # type: ignore[attr-defined]
    me.timers.pass_time(1100)
    QApplication.processEvents()
    painted = list(repaints.parts)
    assert painted
    whole = me.window.width() * me.window.height()
    assert all(part.width() * part.height() < whole / 15 for part in painted), painted
    assert "0:01" in me.reads


def test_nothing_is_painted_again_when_the_room_sees_the_same(seat: Callable[..., RoomPerson]) -> None:
    me = seat(story()).open()
    repaints = Repaints(me.window)
    me.ctx.bridge.do(Set("r42", "review", "r42", "summary", "Not for the room"), command="fact.edit")
    me.ctx.meeting.put("r42", tally={"p1": 4})
    me.page.stand("")
    me.settle()
    assert [part for part in repaints.parts if part.width() > me.window.width() / 2] == []
    me.page.stand("e1")
    me.settle()
    assert [part for part in repaints.parts if part.width() > me.window.width() / 2]


def test_time_over_the_plan_is_told_calmly(seat: Callable[..., RoomPerson]) -> None:
    me = seat(story()).open()
    begin(me)
    me.ctx.clock.at += TimeDelta(minutes=26, seconds=10)  # type: ignore[attr-defined]
    me.timers.pass_time(1100)
    assert "26:10" in me.reads
    assert "of 25\u00a0min" in me.reads or "of 25 min" in me.reads


def test_a_silent_round_has_its_own_clock(seat: Callable[..., RoomPerson]) -> None:
    me = seat(story()).open()
    me.ctx.meeting.put("r42", **silent.to_state(Round(stage="timeline", start=me.ctx.clock.now())))
    me.settle()
    assert "5:00" in me.reads
    assert me.ctx.words("projector.silent") in me.reads
    assert me.ctx.words("silent.ask.timeline") in me.reads
    me.ctx.clock.at += TimeDelta(seconds=61)  # type: ignore[attr-defined]
    me.timers.pass_time(1100)
    assert "3:59" in me.reads
    me.ctx.clock.at += TimeDelta(seconds=300)  # type: ignore[attr-defined]
    me.timers.pass_time(1100)
    assert me.ctx.words("projector.silent_up") in me.reads
    me.ctx.meeting.put("r42", silent=None)
    me.settle()
    assert me.ctx.words("projector.silent_up") not in me.reads


# ---- light and dark


def test_it_follows_the_theme(seat: Callable[..., RoomPerson]) -> None:
    me = seat(story()).open()
    me.ctx.look.set_theme("dark")
    me.settle()
    dark = me.window.grab().toImage().pixelColor(3, 3)
    me.ctx.look.set_theme("light")
    me.settle()
    light = me.window.grab().toImage().pixelColor(3, 3)
    assert dark.lightness() < 60
    assert light.lightness() > 200
