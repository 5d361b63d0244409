"""Names in texts for the room that no roster knows: handles, addresses, and family names behind a first name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmdesk.domain.items import Person
from pmdesk.domain.roles import as_roles
from pmdesk.editing.room_names import without_family_names, without_strangers

PEOPLE = (
    Person(id="k", handles=("kate",)),
    Person(id="s", name="Sam Okafor", role="on-call", handles=("sam",)),
)
LABELS = {"k": "participant 1", "s": "on-call"}


def shown(text: str) -> str:
    return without_strangers(as_roles(without_family_names(text, PEOPLE), PEOPLE, LABELS), "somebody")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("asked @nia about it", "asked somebody about it"),
        ("@nia restarted the pool", "Somebody restarted the pool"),
        ("mail nia.smith@example.com now", "mail somebody now"),
        ("mail kate.smith@example.com now", "mail participant 1 now"),
        ("to <nia@x.org>, (nia@y.example.net).", "to <somebody>, (somebody)."),
        ("@nia's pool, @jo-lind/@the.boss: look!", "Somebody's pool, somebody/somebody: look!"),
        ("asked @Nia Lind about it", "asked somebody about it"),
        ("nia@corp and \uff20nia looked", "Somebody and somebody looked"),
        ("see https://blog.example/@nia/7", "see https://blog.example/somebody/7"),
        ("pinged <@U02ABC>", "pinged <somebody>"),
        ("ask @王伟 and @अमित", "ask somebody and somebody"),
    ],
)
def test_handles_and_addresses_that_nobody_has_are_somebody(text: str, expected: str) -> None:
    assert shown(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kate Smith said yes", "participant 1 said yes"),
        ("Kate Smith's laptop", "participant 1's laptop"),
        ("Kate\nSmith was alone", "participant 1 was alone"),
        ("KATE SMITH left", "participant 1 left"),
        ("Kate van der Berg and Kate O'Neil left", "participant 1 and participant 1 left"),
        ("Kate-Marie Smith-Jones left", "participant 1 left"),
        ("Kate B. Smith and Kate B. left", "participant 1 and participant 1 left"),
        (
            "kate.smith, @kate.smith, @Kate Smith and kate_smith",
            "participant 1, participant 1, participant 1 and participant 1",
        ),
        ("Sam Jones said yes", "on-call said yes"),
        ("Kate Sam looked", "participant 1 on-call looked"),
    ],
)
def test_a_family_name_goes_with_the_first_name_that_is_known(text: str, expected: str) -> None:
    assert shown(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kate. Then Grafana was looked at", "participant 1. Then Grafana was looked at"),
        ("Kate, Grafana is red", "participant 1, Grafana is red"),
        ("@sam Can you look?", "on-call Can you look?"),
        ("Sam Okafor Grafana panel", "on-call Grafana panel"),
        ("Okafor Grafana panel", "on-call Grafana panel"),
        ("Kate said the Pool was full", "participant 1 said the Pool was full"),
        (
            "lodash@4.17.21, restart @5pm, p95 @14:05, 5 @ 6, @2k",
            "lodash@4.17.21, restart @5pm, p95 @14:05, 5 @ 6, @2k",
        ),
        ("Grafana Panel, Payment API", "Grafana Panel, Payment API"),
    ],
)
def test_what_is_no_name_stays(text: str, expected: str) -> None:
    assert shown(text) == expected


@given(st.text(alphabet="aK@.\uff20_- \n'é1:", max_size=60))
def test_no_handle_is_left_in_any_text(text: str) -> None:
    left = without_strangers(text, "§")
    for at, sign in enumerate(left):
        after = left[at + 1 : at + 2]
        assert not (sign in "@\uff20" and after.isalpha()), left
