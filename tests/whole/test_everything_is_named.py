"""Everything that can be reached in the window has a name of its own, wherever a person goes."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from accessible_names import CONTROLS, ROWS, name_of, reachable, unnamed
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QApplication, QMenu, QWidget
from window_person import Desks, WindowPerson

from pmdesk.editing.words import Words
from pmdesk.ui.view_commands import ALL_COMMANDS

STAGES = ("Ctrl+1", "Ctrl+2", "Ctrl+3", "Ctrl+4", "Ctrl+5", "Ctrl+6")
ROLE = QAccessible.Role

WALKS: dict[str, list[str]] = {
    "Ctrl+1": ["Ctrl+Shift+P"],
    "Ctrl+2": ["Ctrl+Shift+N", "Ctrl+L"],
    "Ctrl+3": ["K", "R", "M", "E", "T", "Return"],
    "Ctrl+4": ["C", "L", "B", "H", "Return", "G", "G"],
    "Ctrl+5": ["O", "D", "S", "P", "L", "U", "Return", "M", "W", "Ctrl+Shift+I"],
    "Ctrl+6": ["Ctrl+E"],
}
"""Stage -> the keys that open something there; Esc closes it again."""


def silent(person: WindowPerson) -> list[str]:
    """Return what is reachable without a name, or with the name of something else."""
    names = Counter(name_of(one) for one in reachable(person.window) if one.role() in CONTROLS)
    stops = [one for one in person.window.findChildren(QWidget) if one.isVisible()]
    tabs = [one for one in stops if one.focusPolicy() & Qt.FocusPolicy.TabFocus and not one.accessibleName()]
    return [
        *(f"without a name: {one}" for one in unnamed(person.window)),
        *(f"the name of several: {name}" for name, count in names.items() if count > 1),
        *(f"a stop of Tab without a name: {one}" for one in tabs),
    ]


def spoken(person: WindowPerson, name: str) -> list[str]:
    """Return what a screen reader says of each row, cell and node below what has this name."""
    told = [name_of(one) for one in reachable(person.named(name)) if one.role() in ROWS | {ROLE.Button}]
    assert all(told)
    return told


@pytest.fixture
def sample(desk_window: Desks) -> WindowPerson:
    """A window inside the sample."""
    person = desk_window()
    person.press("Ctrl+Shift+N")
    return person


def test_an_empty_library_and_an_empty_review(desk_window: Desks) -> None:
    person = desk_window()
    assert silent(person) == []
    person.press("Ctrl+N")
    for stage in STAGES:
        person.press(stage)
        assert silent(person) == [], stage


@pytest.mark.parametrize("stage", STAGES)
def test_every_stage_and_all_that_opens_there(sample: WindowPerson, stage: str) -> None:
    sample.press(stage)
    assert silent(sample) == []
    if stage == "Ctrl+3":
        sample.press("Esc")
    for key in WALKS[stage]:
        before = (sample.at, sample.names())
        sample.press(key)
        assert (sample.at, sample.names()) != before, f"{key} opened nothing"
        assert silent(sample) == [], key
        sample.press("Esc")
    sample.press(stage, "Ctrl+N")
    sample.type("~14:02 perhaps a deploy @sam #change *")
    assert silent(sample) == []


def test_the_key_moments_and_the_details_of_entries(sample: WindowPerson) -> None:
    sample.press("Ctrl+3")
    buttons = [name for name in sample.names() if name.startswith(("Impact starts:", "Detected:", "Resolved:"))]
    assert len(buttons) == 3
    for name in buttons:
        sample.use(name)
        assert sample.at.startswith("Time of ")
        assert silent(sample) == [], name
        sample.press("Esc")
    sample.use(next(name for name in sample.names() if name.startswith("Zone and day of the timeline")))
    assert silent(sample) == []


def test_palette_sheet_backups_and_a_folded_console(sample: WindowPerson, desk_window: Desks) -> None:
    assert sample.close()
    person = desk_window()
    person.press("Ctrl+K")
    assert silent(person) == []
    person.type("hub")
    assert silent(person) == []
    person.press("Esc", "F1")
    assert silent(person) == []
    person.press("Esc", "F4")
    assert person.at == "Which backup?"
    assert silent(person) == []
    person.press("Esc", "Return", "F7")
    assert silent(person) == []
    for _ in range(5):
        person.press("Ctrl++")
    assert silent(person) == []


def test_a_full_library_its_archive_and_what_a_search_finds(sample: WindowPerson) -> None:
    sample.press("Ctrl+B", "Ctrl+N", "Ctrl+B")
    assert silent(sample) == []
    assert spoken(sample, "List of reviews")
    sample.press("Ctrl+F")
    sample.enter("hub")
    assert silent(sample) == []
    assert any("hub" in row.casefold() for row in spoken(sample, "List of reviews"))
    sample.press("Ctrl+Shift+H")
    assert silent(sample) == []


def test_the_banner_and_its_verbs(sample: WindowPerson) -> None:
    sample.fill_the_disk()
    sample.go("Summary in Markdown")
    sample.paste("Longer than what is left of the disk. " * 20_000)
    assert not sample.close()
    assert sample.has("Close without it")
    assert silent(sample) == []


@pytest.mark.usefixtures("sample")
def test_a_window_that_only_reads(desk_window: Desks) -> None:
    second = desk_window()
    assert silent(second) == []
    second.press("Return")
    for stage in STAGES:
        second.press(stage)
        assert silent(second) == [], stage


def test_the_page_for_a_file_that_does_not_open(desk_window: Desks, tmp_path: Path) -> None:
    path = tmp_path / "notes.pmdesk"
    path.write_text("Not a library at all, but long enough to be one. " * 100)
    assert silent(desk_window(path)) == []


def test_every_line_of_the_menu(sample: WindowPerson, words: Words) -> None:
    told: dict[str, list[str]] = {}
    verbs: set[str] = set()

    def read() -> None:
        menu = QApplication.activePopupWidget()
        if not isinstance(menu, QMenu) or QApplication.focusWindow() is not menu.windowHandle():
            return  # one that closes before it has the focus takes the focus away from the window
        timer.stop()
        for one in menu.actions():
            inside = one.menu()
            assert isinstance(inside, QMenu)
            if one.isVisible():
                told[one.text()] = [action.text() for action in inside.actions() if action.isVisible()]
        assert unnamed(menu) == []
        menu.close()

    timer = QTimer(sample.window)
    timer.timeout.connect(read)
    for place in (*STAGES, "Ctrl+B"):
        sample.press(place)
        told.clear()
        timer.start(5)
        sample.press("F10")
        assert set(told) >= {"File", "Edit", "Review", "View", "Help"}
        lines = [line for menu in told.values() for line in menu]
        assert all(lines)
        assert len(lines) == len(set(lines)), Counter(lines).most_common(2)
        verbs.update(lines)
    wanted = {words(f"commands.{one.id}") for one in ALL_COMMANDS if one.menu and not one.id.startswith("edit.")}
    assert wanted - verbs == set()
    assert "Undo open the sample review" in verbs


def stops(person: WindowPerson) -> dict[int, str]:
    """Return every stop of Tab that is shown; of buttons of which one is chosen, that one."""
    found = {}
    for one in person.window.findChildren(QWidget):
        group = one.group() if isinstance(one, QAbstractButton) else None
        beside = group is not None and group.exclusive() and group.checkedButton() not in {None, one}
        tab = one.isVisible() and one.isEnabled() and one.focusPolicy() & Qt.FocusPolicy.TabFocus
        if tab and one.focusProxy() is None and not beside:
            found[id(one)] = one.accessibleName()
    return found


def test_tab_reaches_everything_and_is_never_trapped(sample: WindowPerson) -> None:
    for key in (*STAGES, "Ctrl+B"):
        sample.press(key)
        first, seen = sample.focus, set()
        wanted = stops(sample)
        for _ in range(2 * len(wanted)):
            seen.add(id(sample.focus))
            sample.press("Tab")
            if sample.focus is first:
                break
        assert sample.focus is first, key
        assert [name for stop, name in wanted.items() if stop not in seen] == [], key


def test_arrows_in_the_rail_walk_and_only_enter_and_space_choose(sample: WindowPerson) -> None:
    sample.press("Ctrl+B")
    sample.go("Reviews")
    met: list[str] = []
    while sample.at not in met:
        met.append(sample.at)
        sample.press("Down")
    assert {"Reviews", "Archive", "Open another file", "Backups", "Save a copy"} <= set(met)
    assert "Nothing is archived" not in sample.said
    assert QApplication.activeModalWidget() is None
    sample.go("Archive")
    sample.press("Space")
    assert "Nothing is archived" in sample.said
    sample.go("Reviews")
    sample.press("Return")
    assert spoken(sample, "List of reviews")


def test_arrows_in_the_stages_leave_the_stage_as_it_is(sample: WindowPerson) -> None:
    sample.press("Ctrl+3")
    sample.go("Timeline, stage 3 of 6")
    sample.press("Down", "Down")
    assert sample.at == "Actions, stage 5 of 6"
    assert sample.has("Timeline entries")
    sample.press("Return")
    assert sample.at == "Actions, stage 5 of 6"
    assert sample.has("New action")


def test_rows_map_and_chart_speak(sample: WindowPerson) -> None:
    sample.press("Ctrl+3")
    rows = spoken(sample, "Timeline entries")
    assert "14:17, message, " in rows[1], rows[:3]
    chart = spoken(sample, "Timeline chart")
    assert len(chart) == 3 * len(sample.review().events)
    sample.press("Ctrl+4")
    nodes = spoken(sample, "Cause map")
    assert len(nodes) > len(sample.review().factors)
    assert any("enabled by" in node and "leads to" in node for node in nodes)
    sample.press("Ctrl+5")
    assert spoken(sample, "Actions")[0].startswith("A1, ")
    sample.press("Ctrl+6")
    assert spoken(sample, "Ready to publish?")
    cells = spoken(sample, "What supports what: factors, their evidence and their actions")
    assert any(": evidence" in cell for cell in cells)
