"""The tables of verbs: every verb has a title and a key, and no two that meet share one."""

from __future__ import annotations

import itertools

import pytest
from PySide6.QtGui import QKeySequence

from pmdesk.editing.commands import COMMANDS, EVERYWHERE, LIBRARY, REVIEW, STAGES, command
from pmdesk.editing.words import Words
from pmdesk.resources import find
from pmdesk.ui.view_commands import ALL_COMMANDS, meets, places

SYSTEM_KEYS = {
    "macOS": {"Ctrl+H", "Ctrl+M", "Ctrl+Shift+Q", "Ctrl+Space", "Ctrl+Tab", "Ctrl+Shift+3", "Ctrl+Shift+4"},
    "Windows": {"Ctrl+Esc", "Ctrl+Shift+Esc", "Ctrl+Alt+Del", "Alt+F4", "Alt+Tab"},
    "Linux": {"Ctrl+Shift+U", "Ctrl+Alt+Del", "Alt+F4", "Alt+Tab", "Ctrl+Alt+T"},
}
"""Keys that the systems keep for themselves; Ctrl is Cmd on macOS."""


def test_ids_are_unique() -> None:
    ids = [one.id for one in ALL_COMMANDS]
    assert len(ids) == len(set(ids))


def test_every_verb_has_a_title_and_a_known_place() -> None:
    words = Words("en", find().catalogue())
    for one in ALL_COMMANDS:
        assert words(f"commands.{one.id}").strip()
        assert one.where in {EVERYWHERE, LIBRARY, REVIEW, *STAGES}


def test_every_verb_that_a_person_asks_for_has_a_key_and_a_menu() -> None:
    without_key = [one.id for one in ALL_COMMANDS if not one.label_only and not one.keys]
    assert without_key == []
    without_menu = [one.id for one in ALL_COMMANDS if not one.label_only and not one.menu]
    assert without_menu == ["view.menu"]


def test_verbs_that_can_be_active_together_share_no_key() -> None:
    clashes = [
        (first.id, second.id)
        for first, second in itertools.combinations(ALL_COMMANDS, 2)
        if meets(first.where, second.where)
        for mine, theirs in itertools.product((*first.keys, *first.letters), (*second.keys, *second.letters))
        if QKeySequence(mine) == QKeySequence(theirs)
    ]
    assert clashes == []


@pytest.mark.parametrize("system", SYSTEM_KEYS)
def test_no_key_belongs_to_the_system(system: str) -> None:
    kept = {QKeySequence(key).toString() for key in SYSTEM_KEYS[system]}
    taken = [one.id for one in ALL_COMMANDS for key in one.keys if QKeySequence(key).toString() in kept]
    assert taken == []


def test_letters_are_plain_and_chords_are_not() -> None:
    for one in ALL_COMMANDS:
        assert all("+" not in key or len(key) == 1 for key in one.letters), one.id
        assert all(key.startswith(("Ctrl", "Shift+F", "F")) for key in one.keys), one.id


def test_places_of_a_stage_hold_what_is_active_there() -> None:
    assert places("timeline") == {"everywhere", "review", "timeline"}
    assert places("library") == {"everywhere", "library"}


def test_a_command_is_found_by_its_id() -> None:
    assert command("event.add") in COMMANDS
    with pytest.raises(KeyError):
        command("nothing.such")
