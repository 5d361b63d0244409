"""The cause map: walked by arrows, edited in place, linked by mouse, and readable without eyes."""

from __future__ import annotations

from dataclasses import replace

import pytest
from accessible_names import name_of, reachable, repeated, unnamed
from memory_library import MemoryLibrary
from payment_story import story
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QGraphicsView, QTextEdit
from pytestqt.qtbot import QtBot
from test_factors import Stage

from pmdesk.domain.items import Category, Event, Factor
from pmdesk.domain.review import Review
from pmdesk.ui.context import Context
from pmdesk.ui.widgets.cause_map_fit import MapFit
from pmdesk.ui.widgets.cause_map_plan import INCIDENT, CellKind, Sizes, downstream, plan_map
from pmdesk.ui.widgets.how_chain import chain_levels

KEY = Qt.Key

SIZES = Sizes(
    room=872,
    factor=(212, 44),
    effect=(184, 44),
    incident=(150, 60),
    column_gap=44,
    row_gap=10,
    port_gap=12,
    top=26,
)


def linked(**enabled_by: str) -> dict[str, Factor]:
    """Return factors from "f1='f2 f3'": what each was enabled by."""
    return {
        name: Factor(id=name, statement=f"Condition {name}", order=name, enabled_by=frozenset(behind.split()))
        for name, behind in enabled_by.items()
    }


def mapped() -> Review:
    """F1 and F4 lead to the incident; F2 and F3 stand behind F1, F5 behind F2."""
    factors = linked(f1="f2 f3", f2="f5", f3="", f4="", f5="")
    factors["f1"] = replace(factors["f1"], effect="Requests wait", verified=True)
    return replace(story(), factors=factors, actions={}, impact="7 % of payments wait")


@pytest.fixture
def stage(ctx: Context, memory: MemoryLibrary, qtbot: QtBot) -> Stage:
    return Stage(ctx, memory, mapped(), qtbot)


def test_arrows_walk_along_edges_and_columns(stage: Stage) -> None:
    stage.node("F1")
    walk = (
        (KEY.Key_Right, "On the map: the incident, 7 % of payments wait"),
        (KEY.Key_Left, "On the map: F1, "),
        (KEY.Key_Down, "On the map: F4, "),
        (KEY.Key_Down, "On the map: F4, "),
        (KEY.Key_Left, "On the map: F4, "),
        (KEY.Key_Up, "On the map: F1, "),
        (KEY.Key_Left, "On the map: F2, "),
        (KEY.Key_Down, "On the map: F3, "),
        (KEY.Key_Up, "On the map: F2, "),
        (KEY.Key_Left, "On the map: F5, "),
        (KEY.Key_End, "On the map: the incident"),
        (KEY.Key_Home, "On the map: F5, "),
    )
    for key, name in walk:
        stage.key(key)
        assert stage.focus.startswith(name), (key, stage.focus)


def test_the_node_says_what_it_is_and_where_it_leads(stage: Stage) -> None:
    name = stage.named("On the map: F2, ").accessibleName()
    assert name == ("On the map: F2, Condition f2, Category?, hypothesis, no evidence yet, enabled by F5, leads to F1")


def test_a_screen_reader_finds_every_node_in_the_map(stage: Stage) -> None:
    view = stage.named("Cause map")
    assert isinstance(view, QGraphicsView)
    found = {name_of(one): one.role() for one in reachable(view)}
    nodes = [name for name, role in found.items() if name.startswith("On the map") and role == QAccessible.Role.Button]
    assert len(nodes) == 6
    assert QAccessible.queryAccessibleInterface(view).text(QAccessible.Text.Name) == "Cause map"
    assert unnamed(stage.page) == []
    assert repeated(stage.page) == []


def test_a_statement_is_edited_on_the_map(stage: Stage) -> None:
    stage.node("F4")
    stage.key(KEY.Key_Return)
    assert stage.focus == "Statement of F4 on the map"
    stage.type("Nobody was told")
    stage.key(KEY.Key_Return)
    assert stage.factors[3].statement == "Nobody was told"
    assert stage.focus.startswith("On the map: F4, Nobody was told")
    assert stage.page.run("factor.edit_text")
    stage.key(KEY.Key_Escape)
    assert stage.focus.startswith("On the map: F4, ")


def test_verbs_work_on_the_map(stage: Stage) -> None:
    stage.node("F3")
    stage.key(KEY.Key_Y)
    assert stage.factors[2].verified
    stage.key(KEY.Key_B)
    stage.enter("F4")
    stage.key(KEY.Key_Escape)
    assert stage.factors[2].enabled_by == {"f4"}
    stage.node("F3")
    stage.key(KEY.Key_H)
    stage.enter("One more behind it")
    assert stage.factors[3].enabled_by == {stage.factors[5].id}
    stage.node("F3")
    stage.key(KEY.Key_Delete)
    assert "f3" not in stage.review.factors
    assert stage.focus.startswith("On the map: F3, ")


def test_the_incident_is_no_factor(stage: Stage) -> None:
    stage.node("F1")
    stage.key(KEY.Key_Right, KEY.Key_Delete, KEY.Key_Y, KEY.Key_B)
    assert len(stage.factors) == 5
    assert stage.focus.startswith("On the map: the incident")


def test_zoom_keys_and_buttons(stage: Stage) -> None:
    view = stage.named("Cause map")
    assert isinstance(view, QGraphicsView)
    stage.node("F1")
    fitted = view.transform().m11()
    stage.key(KEY.Key_Plus, KEY.Key_Plus)
    assert view.transform().m11() > fitted
    node, larger = stage.named("On the map: F1, ").width(), view.transform().m11()
    stage.key(KEY.Key_Y)
    assert view.transform().m11() == larger
    stage.key(KEY.Key_Minus)
    assert stage.named("On the map: F1, ").width() < node
    stage.press("Show the whole map")
    area = view.mapFromScene(view.sceneRect()).boundingRect()
    assert area.width() <= view.viewport().width() + 2
    assert area.height() <= view.viewport().height() + 2


def layered(count: int) -> Review:
    """Return a review with that many factors in three layers, each with a long statement and an effect."""
    behind = {f"f{at:02d}": f"f{at + 1:02d}" if at % 3 < 2 else "" for at in range(count)}
    words = "The limit of the pool was set by one team and read by another, "
    factors = {
        name: replace(one, statement=words + name, effect="Requests wait for a connection and time out after a while")
        for name, one in linked(**behind).items()
    }
    return replace(mapped(), factors=factors)


@pytest.mark.parametrize(("count", "width", "scale"), [(10, 920, 100), (26, 920, 100), (26, 700, 100), (26, 920, 200)])
def test_the_map_keeps_a_readable_size_and_the_chosen_factor_in_view(
    ctx: Context, memory: MemoryLibrary, qtbot: QtBot, count: int, width: int, scale: int
) -> None:
    stage = Stage(ctx, memory, layered(count), qtbot, width)
    ctx.look.set_scale(scale)
    stage.settle()
    view = stage.named("Cause map")
    assert isinstance(view, QGraphicsView)
    for label in ("F1", f"F{count}", "F5"):
        stage.node(label)
        assert view.transform().m11() >= 0.92
        node = stage.named(f"On the map: {label}, ").geometry()
        assert view.viewport().rect().contains(node.center())
    stage.press("Show the whole map")
    area = view.mapFromScene(view.sceneRect()).boundingRect()
    assert area.width() <= view.viewport().width() + 2


def test_what_is_read_beside_the_map_does_not_move_it(ctx: Context, memory: MemoryLibrary, qtbot: QtBot) -> None:
    stage = Stage(ctx, memory, layered(26), qtbot)
    view = stage.named("Cause map")
    assert isinstance(view, QGraphicsView)
    stage.node("F4")
    before = view.verticalScrollBar().value()
    place = stage.named("On the map: F7, ").geometry().center()
    assert view.viewport().rect().contains(place)
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert view.verticalScrollBar().value() == before


def drag(stage: Stage, source: str, target: str) -> None:
    view = stage.named("Cause map")
    assert isinstance(view, QGraphicsView)
    start, end = (stage.named(f"On the map: {label}, ").geometry() for label in (source, target))
    port = QPoint(start.right() - 3, start.center().y())
    QTest.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=port)
    QTest.mouseMove(view.viewport(), (port + end.center()) / 2)
    QTest.mouseMove(view.viewport(), end.center())
    QTest.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=end.center())
    stage.settle()


def test_an_edge_is_drawn_from_the_right_side_of_a_node(stage: Stage) -> None:
    drag(stage, "F3", "F4")
    assert stage.factors[3].enabled_by == {"f3"}
    assert stage.said[-1] == "F4 was enabled by F3. Ctrl+Z takes it back."
    drag(stage, "F3", "F4")
    assert stage.factors[3].enabled_by == {"f3"}
    drag(stage, "F4", "F3")
    assert stage.factors[2].enabled_by == frozenset()
    assert "Which of the two came first?" in stage.said[-1]


def test_a_click_chooses_and_a_double_click_edits(stage: Stage) -> None:
    view = stage.named("Cause map")
    assert isinstance(view, QGraphicsView)
    place = stage.named("On the map: F5, ").geometry().center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert stage.focus.startswith("On the map: F5, ")
    QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert stage.focus == "Statement of F5 on the map"


def test_many_cards_and_nodes_keep_their_focus_and_order(ctx: Context, memory: MemoryLibrary, qtbot: QtBot) -> None:
    factors = linked(**{f"f{at:02d}": f"f{at + 7:02d} f{at + 11:02d}" for at in range(60)})
    stage = Stage(ctx, memory, replace(mapped(), factors=factors), qtbot)
    assert sum(name.startswith("On the map: F") for name in stage.names()) == 60
    stage.node("F60")
    stage.key(KEY.Key_Y)
    assert stage.focus.startswith("On the map: F60, ")
    stage.page.show_review(stage.review_id)
    assert stage.focus.startswith("On the map: F60, ")


HOSTILE = (
    "x" * 10_000,
    "زمن الانتظار طويل",
    "🧨👩‍👩‍👧‍👦" * 50,
    "<img src=x> & <b>b</b>\n\n{slot} %s",
    "\u0000\ufffe\u202e",
    "",
)


def test_hostile_text_is_only_text(ctx: Context, memory: MemoryLibrary, qtbot: QtBot) -> None:
    factors = {
        f"h{at}": Factor(id=f"h{at}", statement=text, effect=text, order=f"{at}", safeguard=text, accepted=text)
        for at, text in enumerate(HOSTILE)
    }
    events = {f"e{at}": Event(id=f"e{at}", text=text, order=f"{at}") for at, text in enumerate(HOSTILE)}
    review = replace(mapped(), factors=factors, events=events, title=HOSTILE[0], impact=HOSTILE[3])
    stage = Stage(ctx, memory, review, qtbot)
    for at, text in enumerate(HOSTILE, start=1):
        stage.page.reveal("factor", f"h{at - 1}")
        assert isinstance(box := stage.named(f"Statement of F{at}"), QTextEdit)
        if "\u0000" not in text:
            assert box.toPlainText() == text
    stage.card("F4")
    stage.key(KEY.Key_L)
    stage.enter("img")
    stage.key(KEY.Key_Escape)
    assert stage.factors[3].evidence == {"e3"}
    stage.window.grab()
    assert [one.statement for one in stage.factors] == list(HOSTILE)


def test_the_plan_stands_each_factor_left_of_what_it_led_to() -> None:
    factors = linked(f1="f2", f2="f3", f3="", f4="f3", f5="f1 f3")
    plan = plan_map(factors, SIZES)
    place = {cell.key: cell for cell in plan.cells}
    for name, factor in factors.items():
        for enabler in factor.enabled_by:
            assert place[enabler].x + place[enabler].width < place[name].x
    assert all(cell.x + cell.width < place[INCIDENT].x for cell in plan.cells if cell.key != INCIDENT)


def test_no_two_cells_of_the_plan_meet() -> None:
    factors = linked(**{f"f{at:02d}": f"f{at + 7:02d} f{at + 11:02d}" for at in range(60)})
    factors = {
        name: replace(one, effect="An effect" if int(name[1:]) % 3 == 0 else "", category=Category.PROCESS)
        for name, one in factors.items()
    }
    cells = plan_map(factors, SIZES).cells
    assert len([cell for cell in cells if cell.kind is CellKind.FACTOR]) == 60
    for at, one in enumerate(cells):
        for other in cells[at + 1 :]:
            apart = (
                one.x + one.width <= other.x
                or other.x + other.width <= one.x
                or one.y + one.height <= other.y
                or other.y + other.height <= one.y
            )
            assert apart, (one, other)


def test_the_plan_is_no_higher_than_its_fullest_column() -> None:
    factors = linked(f1="f5 f6 f7", f2="f8", f3="", f4="", f5="", f6="", f7="", f8="")
    cells = plan_map(factors, SIZES).cells
    tops = [cell.y for cell in cells]
    assert min(tops) == SIZES.top
    assert max(tops) == SIZES.top + 3 * (SIZES.factor[1] + SIZES.row_gap)


def test_effects_have_boxes_only_where_there_is_room(ctx: Context) -> None:
    fit = MapFit(ctx.look)
    factors = layered(9).factors
    fit.take(factors, "7 % of payments wait")
    wide, narrow = fit.plan(1700, 700), fit.plan(872, 360)
    assert {cell.kind for cell in wide.cells} == {CellKind.FACTOR, CellKind.EFFECT, CellKind.INCIDENT}
    assert {cell.kind for cell in narrow.cells} == {CellKind.FACTOR, CellKind.INCIDENT}
    assert wide.width <= 1700
    assert narrow.width <= 873
    assert narrow.height <= 360


def test_one_effect_of_two_factors_is_one_cell() -> None:
    factors = {name: replace(one, effect="All nodes have it") for name, one in linked(f1="", f2="").items()}
    plan = plan_map(factors, SIZES)
    effects = [cell for cell in plan.cells if cell.kind is CellKind.EFFECT]
    assert [cell.owners for cell in effects] == [{"f1", "f2"}]


def test_a_circle_in_damaged_data_is_still_drawn() -> None:
    factors = linked(f1="f2", f2="f1", f3="")
    assert {cell.key for cell in plan_map(factors, SIZES).cells} == {"f1", "f2", "f3", INCIDENT}
    assert downstream(factors, "f1") == {"f1", "f2"}
    assert chain_levels(factors, "f1") == (("f1",), ("f2",))


def test_an_empty_plan_holds_the_incident() -> None:
    assert [cell.key for cell in plan_map({}, SIZES).cells] == [INCIDENT]
