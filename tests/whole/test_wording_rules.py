"""The page of the wording rules in the real window: reached from anywhere, acting at once, kept in the file."""

from __future__ import annotations

import pytest
from window_person import Desks, WindowPerson

BLAMING = "14:02 Sam should have checked the dashboard."
ACTION = "Improve monitoring"
ASKED = "Wording of the actions: 1 of 1 are vague or rest on people"
QUIET = "Wording of the actions: None is vague or rests on people"


@pytest.fixture
def person(desk_window: Desks) -> WindowPerson:
    """Somebody in a review with a blaming line half typed, and a vague action."""
    one = desk_window()
    one.press("Ctrl+N")
    one.enter("Queue stood still")
    one.press("Ctrl+5")
    one.go("New action")
    one.enter(ACTION)
    return one


def switch(person: WindowPerson, rule: str) -> None:
    person.press("Ctrl+,")
    person.choose("All rules", rule)
    person.press("Space")


def described(person: WindowPerson) -> str:
    return person.named("New entry").accessibleDescription()


def test_a_rule_switched_off_is_silent_in_its_stage_and_speaks_again_when_it_is_back(person: WindowPerson) -> None:
    assert person.has(ASKED)
    switch(person, "Unbounded action")
    assert ", off, " in person.standing
    person.press("Escape")
    assert person.has(QUIET)
    switch(person, "Unbounded action")
    person.press("Escape")
    assert person.has(ASKED)


def test_the_underline_of_a_half_typed_line_goes_and_comes(person: WindowPerson) -> None:
    person.press("Ctrl+3")
    person.go("New entry")
    person.type(BLAMING)
    person.wait(lambda: "Counterfactual" in described(person))
    switch(person, "Counterfactual")
    person.press("Escape")
    assert person.at == "New entry"
    person.wait(lambda: "Counterfactual" not in described(person))
    switch(person, "Counterfactual")
    person.press("Escape")
    person.wait(lambda: "Counterfactual" in described(person))
    assert person.text("New entry") == BLAMING


def test_what_is_switched_off_stays_off_after_a_restart(person: WindowPerson, desk_window: Desks) -> None:
    switch(person, "Unbounded action")
    assert person.close()
    again = desk_window()
    again.press("Ctrl+,")
    again.choose("All rules", "Unbounded action")
    assert ", off, " in again.standing
    again.press("Ctrl+,")
    assert again.at == "List of reviews"


def test_the_page_leads_back_to_the_library_and_the_rail_leads_to_it(person: WindowPerson) -> None:
    person.press("Ctrl+B")
    person.use("Wording rules")
    assert person.at == "All rules"
    person.use("Back to where you were")
    assert person.has("List of reviews")


def test_keys_of_a_review_do_nothing_on_the_page(person: WindowPerson) -> None:
    person.press("Ctrl+,", "Ctrl+3", "Ctrl+B")
    assert person.at == "All rules"
    person.press("F6", "F6", "F6")
    assert person.at == "All rules"
    person.press("F1")
    assert "All keys" in person.said


def test_a_review_that_is_undone_meanwhile_leads_to_the_library(desk_window: Desks) -> None:
    person = desk_window()
    person.press("Ctrl+N", "Ctrl+,", "Ctrl+Z", "Escape")
    assert person.has("What happened most recently?")
