from __future__ import annotations

import itertools
import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pmdesk.domain.items import Person
from pmdesk.domain.roles import as_roles, find_people, role_labels

SAM = Person(id="sam", name="Sam Smith", role="on-call engineer", handles=("@samsm", "sam-w_99"), order="1")
JOSE = Person(id="jose", name="José García Márquez", role="on-call engineer", order="2")
WILL = Person(id="will", name="Will May", role="incident lead", order="3")
ANNE = Person(id="anne", name="Anne-Marie O'Brien", role="DBA", handles=("dba",), order="4")
TARO = Person(id="taro", name="田中 太郎", role="network engineer", order="5")
SASHA = Person(id="sasha", name="Саша Ёлкина", role="manager", order="6")
MARK = Person(id="mark", name="Mark Müller", order="7")
CHEOL = Person(id="cheol", name="김철수", role="driver", order="8")
TEAM = (SAM, JOSE, WILL, ANNE, TARO, SASHA, MARK, CHEOL)
LABELS = role_labels(TEAM, "participant")


def told(text: str) -> str:
    return as_roles(text, TEAM, LABELS)


def test_labels_number_shared_roles_in_roster_order() -> None:
    assert LABELS == {
        "sam": "on-call engineer 1",
        "jose": "on-call engineer 2",
        "will": "incident lead",
        "anne": "DBA",
        "taro": "network engineer",
        "sasha": "manager",
        "mark": "participant 1",
        "cheol": "driver",
    }
    assert role_labels(reversed(TEAM), "participant") == LABELS


def test_labels_are_unique_even_when_somebody_typed_a_number() -> None:
    people = [Person(id=str(at), role=role, order=str(at)) for at, role in enumerate(("SRE", "sre 1", "Sre ", "", ""))]
    people.append(Person(id="5", role="participant", order="5"))
    labels = role_labels(people, "participant")
    assert labels == {
        "0": "SRE 2",
        "1": "sre 1",
        "2": "SRE 3",
        "3": "participant 1",
        "4": "participant 2",
        "5": "participant 3",
    }


def test_a_role_that_names_somebody_is_no_label() -> None:
    people = (MARK, Person(id="x", name="Jo Ek", role="Mark's stand-in", order="9"), Person(id="y", role="on-call"))
    labels = role_labels(people, "participant")
    assert labels == {"y": "on-call", "mark": "participant 1", "x": "participant 2"}


def test_a_role_that_holds_a_handle_is_no_label() -> None:
    known_by_handle = Person(id="z", handles=("@zoe_k",), role="hub operator")
    deputy = Person(id="d", name="Jo Ek", handles=("kitty42",), role="Zoe_K's deputy (Kitty42)")
    group = Person(id="g", handles=("hub-operators",), role="Hub-Operators")
    labels = role_labels((known_by_handle, deputy, group), "participant")
    assert labels == {"z": "hub operator", "d": "participant 1", "g": "Hub-Operators"}


def test_a_handle_may_be_the_role_itself() -> None:
    assert told("DBA wakes, dba sleeps, @dba too") == "DBA wakes, dba sleeps, DBA too"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sam Smith restarts it", "on-call engineer 1 restarts it"),
        ("sam smith, SAM SMITH", "on-call engineer 1, on-call engineer 1"),
        ("Sam  Smith\nsays", "on-call engineer 1\nsays"),
        ("ask Sam.", "ask on-call engineer 1."),
        ("ask sam about smith", "ask on-call engineer 1 about on-call engineer 1"),
        ("Smith, Sam; J. Garcia", "on-call engineer 1; on-call engineer 2"),
        ("S. Smith and S Smith and ssmith", "on-call engineer 1 and on-call engineer 1 and on-call engineer 1"),
        ("Sam S. restarts", "on-call engineer 1 restarts"),
        ("Smith S", "on-call engineer 1"),
        (
            "Sam's pod, Sam’s pod, Sams' pod",
            "on-call engineer 1's pod, on-call engineer 1’s pod, on-call engineer 1' pod",
        ),
        ("@sam and @samsm and SAMSM", "on-call engineer 1 and on-call engineer 1 and on-call engineer 1"),
        ("@sam-w_99 said", "on-call engineer 1 said"),
        ("mail sam.smith+pager@corp.example.com now", "mail on-call engineer 1 now"),
        ("will@corp.com", "incident lead"),
        ("x.will@corp.com", "incident lead"),
        ("/home/sam_smith/.kube", "/home/on-call engineer 1/.kube"),
        (
            "https://git.example/samsmith/app?by=Sam%20Smith",
            "https://git.example/on-call engineer 1/app?by=on-call engineer 1",
        ),
        (
            "JOSÉ, jose, Jose\u0301 and García",
            "on-call engineer 2, on-call engineer 2, on-call engineer 2 and on-call engineer 2",
        ),
        ("José García M, Jose Garcia Marquez", "on-call engineer 2, on-call engineer 2"),
        ("S\u200bam Sm\u00adi\u2060th", "on-call engineer 1"),
        ("Ｓａｍ", "on-call engineer 1"),
        ("anne marie obrien, O’Brien, Anne–Marie", "DBA, DBA"),
        ("Marie and O'BRIEN's", "DBA and DBA's"),
        ("Mueller, Muller, MÜLLER", "participant 1, participant 1, participant 1"),
        ("Саша и ЕЛКИНА", "manager и manager"),
        ("由Sam Smith重启，田中さんと太郎", "由on-call engineer 1重启，network engineerさんとnetwork engineer"),
        ("김철수가, 철수는", "driver가, driver는"),
        ("SamsLaptop, ssh://toSamSmith", "on-call engineer 1Laptop, ssh://toon-call engineer 1"),
        ("SSmith, samSmithBot", "on-call engineer 1, on-call engineer 1Bot"),
        ("Sam2 and 2Sam", "on-call engineer 1 2 and 2on-call engineer 1"),
    ],
)
def test_written_forms(text: str, expected: str) -> None:
    assert told(text) == expected
    assert told(expected) == expected
    assert told(unicodedata.normalize("NFD", text)) == unicodedata.normalize("NFD", expected)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Samantha, Samson, samples and smithy",
        "it will restart in may, mark the line",
        "a may b",
        "commit 41ada97 of 8sam8",
        "asam",
        "10:30 + 5",
        "철순은",
        "the hostname is jsam-2",
        "MayDay on MarkDown, McSam",
    ],
)
def test_words_that_are_no_names_stay(text: str) -> None:
    assert told(text) == text


def test_a_capital_makes_a_word_a_name() -> None:
    assert told("Will restarted it, MAY 3") == "incident lead restarted it, incident lead 3"
    assert told("@will @mark") == "incident lead participant 1"


def test_offsets_are_those_of_the_original() -> None:
    text = "x Jose\u0301\u200b y Sam Smith"
    found = find_people(text, TEAM)
    assert [(text[one.start : one.end], one.people) for one in found] == [
        ("Jose\u0301\u200b", ("jose",)),
        ("Sam Smith", ("sam",)),
    ]


def test_an_address_as_a_name_or_handle() -> None:
    people = (
        Person(id="a", name="nia@corp.example.com", role="lead"),
        Person(id="b", handles=("bo@corp.example.com",), role="driver"),
    )
    labels = role_labels(people, "participant")
    text = "Nia and bo, nia@corp.example.com, bo@other.example: see https://corp.example.com"
    assert as_roles(text, people, labels) == "lead and driver, lead, driver: see https://corp.example.com"


def test_two_people_with_one_first_name() -> None:
    people = (SAM, Person(id="other", name="Sam Jones", handles=("sam",), role="QA", order="2"))
    labels = role_labels(people, "participant")
    assert as_roles("Sam saw Sam Jones", people, labels) == "on-call engineer / QA saw QA"
    assert as_roles("@sam", people, labels) == "QA"
    assert find_people("Sam", people)[0].people == ("sam", "other")
    assert as_roles("Sam", people, labels, joiner=" or ") == "on-call engineer or QA"


def test_a_label_with_a_name_in_it_is_not_replaced_again() -> None:
    labels = {"sam": "Sam Smith (owner)", "will": "lead"}
    once = as_roles("Sam and Will", (SAM, WILL), labels)
    assert once == "Sam Smith (owner) and lead"
    assert as_roles(once, (SAM, WILL), labels) == once


def test_odd_rosters_do_no_harm() -> None:
    people = (
        Person(id="a"),
        Person(id="b", name="  ", handles=("", "@", "--")),
        Person(id="c", name="Dr. (she/her) Ada, PhD", order="1"),
        Person(id="d", name="X", order="2"),
        Person(id="e", name="Ludwig van der Berg", order="3"),
        Person(id="f", name="7", handles=("007",), order="4"),
    )
    labels = role_labels(people, "person")
    assert as_roles("A van in X met Ada, van der Berg and L. Berg", people, labels) == (
        f"A van in X met {labels['c']}, {labels['e']} and {labels['e']}"
    )
    assert as_roles("@007 is 007 of 7", people, labels).startswith(labels["f"])
    assert as_roles("nobody", (), {}) == "nobody"


NAMES = st.sampled_from(
    [
        *("Sam Smith", "sam smith", "SAM", "Sam", "@samsm", "samsm", "Smith, Sam", "S. Smith", "José", "jose garcia"),
        *("J. Márquez", "Will", "Will May", "@will", "Anne-Marie", "O'Brien", "田中太郎", "太郎", "Ёлкина", "Müller"),
    ]
)
AROUND = st.text(alphabet=st.characters(exclude_categories=["Cs"], max_codepoint=0x2FFF), max_size=12)


@given(before=AROUND, name=NAMES, after=AROUND, possessive=st.sampled_from(["", "'s", "’s"]))
@example(before="(", name="Sam", after=")", possessive="'s")
def test_a_planted_name_never_survives(before: str, name: str, after: str, possessive: str) -> None:
    planted = f"{before} {name}{possessive} {after}"
    once = told(planted)
    kept = told(f"{before} | {after}")
    assert once.count(name) <= kept.count(name)
    assert told(once) == once
    for mention in find_people(planted, TEAM):
        assert 0 <= mention.start < mention.end <= len(planted)


@given(st.text())
@settings(max_examples=300)
def test_mentions_are_in_order_and_apart(text: str) -> None:
    found = find_people(text, TEAM)
    assert all(one.end <= other.start for one, other in itertools.pairwise(found))
